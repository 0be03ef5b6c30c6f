"""What names stand for by themselves: what is assigned to a variable, and which global an expression is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import (
    ANY,
    ASSIGN,
    AUGMENTED,
    CALL,
    DECLARATOR,
    IDENT,
    LEFT,
    NAME,
    NEW,
    OBJECT_LITERAL,
    PAREN,
    RIGHT,
    SEQUENCE,
    SHORTHAND,
    SHORTHAND_PATTERN,
    THIS,
    UNARY,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_GIVEN = 2
_ONCE = ("||=", "??=", "&&=")
GLOBAL_OBJECTS = frozenset({"window", "self", "globalThis", "top", "parent", "global"})
_DOCUMENTS = frozenset({"document", "ownerDocument", "contentDocument", "shadowRoot", "getRootNode", "attachShadow"})


def writes(p: Program, b: int) -> Iterator[int]:
    """Expressions assigned to a binding: initialisers and assignments of the whole variable."""
    node = int(p.s.b_node[b])
    up = p.parent[node]
    if p.kind[up] == DECLARATOR and p.field[node] == NAME:
        if (value := p.child(up, VALUE)) >= 0:
            yield value
    elif p.kind[up] == K["assignment_pattern"] and p.field[node] == LEFT:
        yield p.child(up, RIGHT)
    elif (p.is_function(up) or p.is_class(up)) and p.field[node] == NAME:
        yield up
    for ref in p.s.references(b).tolist():
        up = p.parent[ref]
        value = -1
        if p.kind[up] in (ASSIGN, AUGMENTED) and p.field[ref] == LEFT:
            value = p.child(up, RIGHT)
        elif p.s.b_decls[b] > 1 and p.kind[up] == DECLARATOR and p.field[ref] == NAME:
            value = p.child(up, VALUE)
        if value >= 0:
            yield value


def counted(p: Program) -> frozenset[int]:
    """Variables assigned to in other ways than `x = value` and `x ||= value`."""
    refs = np.flatnonzero(p.s.write)
    up, at_left = p.c.parent[refs], p.c.field[refs] == LEFT
    assigned = at_left & (p.c.kind[up] == ASSIGN)
    added = at_left & (p.c.kind[up] == AUGMENTED)
    once = [ref for ref in refs[added].tolist() if p.operator(p.parent[ref]) in _ONCE]
    other = refs[~assigned & ~np.isin(refs, once)]
    return frozenset(p.s.binding[other].tolist())


def global_name(p: Program, node: int) -> str:
    """Name of the global that an expression denotes, else empty."""
    if p.kind[node] in (IDENT, SHORTHAND) and p.binding[node] < 0:
        return p.text(p.sym[node])
    if p.kind[node] == IDENT and p.binding[node] in p.jquery:
        return "jQuery"
    if p.is_access(node) and p.key(node) >= 0 and _is_global_object(p, p.base(node)):
        return p.text(p.key(node))
    if p.is_access(node) and p.key_text(node) == "location" and p.global_name(p.base(node)) == "document":
        return "location"  # the same object
    if p.kind[node] == IDENT and (name := _taken_out(p, p.binding[node])):
        return name
    if p.kind[node] == IDENT:
        for origin in p.origins(node)[:2]:
            bound = p.kind[origin] == IDENT and p.binding[origin] >= 0
            if origin != node and not bound and (p.kind[origin] == IDENT or p.is_access(origin)):
                return p.global_name(origin)
    return ""


def _is_global_object(p: Program, node: int) -> bool:
    """Is it `window` or the like, also where a property or a function of the script holds or gives it?"""
    if p.global_name(node) in GLOBAL_OBJECTS:
        return True
    node = p.strip(node)
    if not p.is_access(node) and p.kind[node] != CALL:
        return False
    given = [o for o in p.origins(node) if o != node][:_MAX_GIVEN]
    return any(p.kind[o] == IDENT and p.binding[o] < 0 and p.text(p.sym[o]) in GLOBAL_OBJECTS for o in given)


def _taken_out(p: Program, b: int) -> str:
    """`const {fetch: f} = window`: the name of the global that the variable holds; else empty."""
    name = int(p.s.b_node[b])
    member = p.parent[name] if p.kind[name] != SHORTHAND_PATTERN else name
    pattern = p.parent[member]
    if p.kind[pattern] != K["object_pattern"] or p.kind[p.parent[pattern]] != DECLARATOR:
        return ""
    if member != name and (p.kind[member] != K["pair_pattern"] or p.sym[member + 1] < 0):
        return ""
    value = p.child(p.parent[pattern], VALUE)
    known = value >= 0 and p.global_name(value) in GLOBAL_OBJECTS
    return p.text(p.sym[name] if member == name else p.sym[member + 1]) if known else ""


def kept_builtin(p: Program, callee: int) -> str:
    """`Object.assign`, where a variable that holds it is called: `var merge = Object.assign`; else empty."""
    held = [o for o in p.origins(callee) if o != callee] if p.kind[callee] == IDENT else []
    if len(held) != 1 or not p.is_access(held[0]) or not (base := p.global_name(p.base(held[0]))):
        return ""
    return f"{base}.{p.key_text(held[0])}"


def constant_text(p: Program, node: int) -> int:
    """Symbol of the text that an expression is: written there, or in a table of texts, `KEYS.user`; else -1."""
    known = p.string_sym(node)
    if known >= 0 or not p.is_access(node) or p.key(node) == ANY or p.kind[p.base(node)] == K["this"]:
        return known
    texts = {p.string_sym(origin) for origin in p.origins(node)}
    return texts.pop() if len(texts) == 1 else -1


def declared_name(p: Program, value: int) -> int:
    """The name in `const name = value`; -1 where there is none, or a pattern."""
    up = p.parent[value]
    named = p.kind[up] == DECLARATOR and p.field[value] == VALUE and p.kind[up + 1] == IDENT
    return up + 1 if named else -1


def is_deleted(p: Program, access: int) -> bool:
    """Is it what `delete o.key` takes away?"""
    up = p.parent[access]
    return p.kind[up] == UNARY and p.prefix(up).startswith("delete")


def is_new(p: Program, origin: int, *names: str) -> bool:
    """Is it `new N(…)` of a global of one of these names?"""
    return p.kind[origin] == NEW and p.global_name(p.callee(origin)) in names


def is_document(p: Program, node: int) -> bool:
    """Is it the document, or what is like it: of a frame, of an element, a shadow root?"""
    if p.global_name(node) == "document":
        return True
    return any((p.key_text(o) or p.method_name(o)) in _DOCUMENTS for o in (node, *p.origins(node)))


def is_own_method(p: Program, callee: int) -> bool:
    """Is `x.m` certainly a method that the script gave to `x`, and so not the platform's of that name?

    Objects that stand in for those of the page, in tests and as models of something else: `function (document) {…}`.
    """
    if not p.is_access(callee) or not (held := p.origins(p.base(callee))):
        return False
    key = p.key(callee)
    return key >= 0 and all(
        (p.kind[o] in (OBJECT_LITERAL, NEW) or p.is_function(o) or p.is_class(o))
        and any(p.is_function(value) for value in p.property_of(o, key))
        for o in held
    )


def defined(p: Program, node: int) -> int:
    """The only expression that a variable stands for, without parentheses; other expressions stay as they are."""
    value = p.definition(node)
    return p.strip(value) if value >= 0 else node


def is_this(p: Program, node: int) -> bool:
    """Is it `this`, or a variable that stands for it?"""
    return p.kind[defined(p, p.strip(node))] == THIS


def named_parameter(p: Program, fn: int, at: int) -> int:
    """The variable of a parameter that is a plain name, or -1."""
    names = p.params(fn)[at : at + 1]
    return int(p.binding[names[0]]) if names and p.kind[names[0]] == IDENT else -1


def shorthands(p: Program, key: int) -> list[int]:
    """Properties `{key}` that are given a variable of their name."""
    nodes = p.c.where("shorthand_property_identifier")
    return [int(node) for node in nodes[p.c.sym[nodes] == key]]


def same_object(p: Program, one: int, other: int) -> bool:
    """Are both the same variable, `this` of the same object, or the same property of one of these?"""
    one, other = p.strip(one), p.strip(other)
    if p.kind[one] != p.kind[other]:
        return False
    if p.is_access(one):
        return bool(p.key(one) == p.key(other) != ANY) and same_object(p, p.base(one), p.base(other))
    if p.kind[one] == IDENT:
        return bool(p.binding[one] == p.binding[other] and (p.binding[one] >= 0 or p.sym[one] == p.sym[other]))
    if p.kind[one] != K["this"]:
        return False
    return bool(p.this_scope[one] == p.this_scope[other]) or p.this_owner(one) == p.this_owner(other) >= 0


def does_more(p: Program, node: int) -> bool:
    """Is something done before the value is worked out: `(context.id = id, next())`?"""
    while p.kind[node] == PAREN and p.last[node] > node + 1:
        node = p.children(node)[-1]
    return bool(p.kind[node] == SEQUENCE)
