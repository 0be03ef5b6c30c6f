"""One step of the search: where data at an expression or variable is seen next, by the syntax around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls, flow_store
from undertow.analysis.columns import F, K
from undertow.analysis.flow_paths import Path, cons, match, stringish
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARGS,
    ARGUMENTS,
    ARRAY,
    ARROW,
    ASSIGN,
    AUGMENTED,
    AWAIT,
    BINARY,
    BODY,
    CALL,
    CONDITION,
    CONSTRUCTOR,
    DECLARATOR,
    FIELD_DEFINITION,
    FIRST_INDEX,
    FOR_IN,
    IDENT,
    LEFT,
    MEMBER,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    PAREN,
    PROPERTY,
    RETURN,
    RIGHT,
    SEQUENCE,
    SHORTHAND,
    SPREAD,
    STRING,
    SUBSCRIPT,
    TERNARY,
    THIS,
    UNARY,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_search import Search, State
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_Rule = Callable[["Search", int, int, Path, int], Steps]

_RARE = 6
"""A field with so few accesses in the script is read by name even if the object is unknown."""
_MAX_FIELD_READS = 400
_MAX_INDEXED = 24
"""Nodes in an array literal up to which its elements are told apart."""
_ARITHMETIC = frozenset({"-", "*", "/", "%", "**"})
_BITWISE = frozenset({"^", "|", "&", "<<", ">>", ">>>"})
_CHARACTERS = ("charCodeAt", "codePointAt", "encode")


def step(e: Search, v: int, path: Path, entry: int) -> Steps:
    """All states that follow from one."""
    p = e.p
    if v >= p.n:
        yield from _variable(e, v, path, entry)
        return
    up = p.parent[v]
    if up < 0:
        return
    if p.kind[v] == OBJECT_LITERAL:
        for node in p.this_nodes(v):
            yield node, path, 0
    elif p.kind[v] == THIS and path and not _instance_passes(e, v, up):
        return
    rule = _RULES.get(p.kind[up])
    if rule is not None:
        yield from rule(e, v, up, path, entry)


def _instance_passes(e: Search, v: int, up: int) -> bool:
    """Instances are not carried about as containers, but to serialisers: their fields are read where they are read."""
    p = e.p
    kind = p.kind[up]
    if kind in (MEMBER, SUBSCRIPT, SPREAD) or (kind == DECLARATOR and p.kind[up + 1] == IDENT):
        return True
    return kind == ARGS and p.method_name(p.parent[up]) in ("stringify", "assign")


# --- expressions ----------------------------------------------------------------------------------------------------
def _same(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    yield up, path, entry


def _access(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] == OBJECT:
        yield from flow_calls.read(e, up, path, entry)


def _arguments(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    call = p.parent[up]
    if p.kind[call] in (CALL, NEW):
        for index, argument in enumerate(p.args(call)):
            if argument == v:
                yield from flow_calls.argument(e, call, index, path, entry)


def _spread(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    holder = p.parent[up]
    if p.kind[holder] == ARGS:
        inner = match(path, ANY)
        if inner is not None and p.kind[p.parent[holder]] in (CALL, NEW):
            args = p.args(p.parent[holder])
            if up in args:
                yield from flow_calls.argument(e, p.parent[holder], args.index(up), inner, entry)
    elif p.kind[holder] == ARRAY:
        yield holder, (cons(ANY, path[1:]) if path and path[0] <= FIRST_INDEX else path), entry
    else:
        yield holder, path, entry


def _declarator(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] == VALUE:
        yield from flow_store.bind(e, up + 1, path, entry)


def _assign(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] == RIGHT:
        yield up, path, entry
        yield from flow_store.store(e, up, up + 1, path, entry)


def _augmented(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] != RIGHT:
        return
    keeps = e.p.operator(up) in ("||=", "&&=", "??=")
    if keeps or stringish(path):
        yield up, (path if keeps else ()), entry
        yield from flow_store.store(e, up, up + 1, path if keeps else (), entry)


def _pair(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] == VALUE:
        yield e.p.parent[up], cons(e.p.member_key(up), path), entry


def _in_object(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.kind[v] == SHORTHAND:
        yield up, cons(e.p.sym[v], path), entry


def _in_array(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    if not (p.kind[p.parent[up]] == FOR_IN and p.field[up] == LEFT):
        small = p.last[up] - up < _MAX_INDEXED
        yield up, cons(FIRST_INDEX - p.children(up).index(v) if small else ANY, path), entry


def _substitution(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    template = p.parent[up]
    if p.kind[p.parent[template]] == CALL and p.field[template] == ARGUMENTS:
        yield p.parent[template], (ALL,), entry
    elif stringish(path):
        yield template, (), entry


def _binary(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    operator = e.p.operator(up)
    if operator in ("||", "??") or (operator == "&&" and e.p.field[v] == RIGHT):
        yield up, path, entry
    elif operator == "+":
        if stringish(path):
            yield up, (), entry
    elif not path or path[0] == ALL:
        kept = operator in _BITWISE or operator in _ARITHMETIC
        if kept and (e.data == "device" or operator in _BITWISE or hashes(e.p, v)):
            yield up, (), entry


def hashes(p: Program, node: int) -> bool:
    """Arithmetic keeps text only where characters become numbers; elsewhere it is flags, lanes and indexes."""
    fn = p.enclosing[node]
    return fn > 0 and any(p.contains(fn, a) for name in _CHARACTERS for a in p.accesses(name))


def _ternary(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] != CONDITION:
        yield up, path, entry


def _sequence(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.last[v] == e.p.last[up]:
        yield up, path, entry


def _unary(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if not path and e.p.prefix(up) in ("+", "-", "~") and (e.data == "device" or hashes(e.p, v)):
        yield up, (), entry


def _return(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    yield from flow_calls.leave(e, e.p.enclosing[v], path, entry)


def _arrow(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] == BODY:
        yield from flow_calls.leave(e, up, path, entry)


def _for(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    left = p.child(up, LEFT)
    if p.field[v] == RIGHT and b" of" in p.c.source[p.c.end[left] : p.c.start[v]].replace(b")", b" "):
        inner = match(path, ANY)
        if inner is None and not path:
            inner = ()  # the characters of a text
        if inner is not None:
            yield from flow_store.bind(e, left, inner, entry)


def _throw(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    at = up
    while at >= 0 and not p.is_function(at):
        above = p.parent[at]
        if above >= 0 and p.kind[above] == K["try_statement"] and p.field[at] == BODY:
            handler = p.child(above, F["handler"])
            if handler >= 0 and (parameter := p.child(handler, F["parameter"])) >= 0:
                yield from flow_store.bind(e, parameter, path, entry)
            return
        at = above


def _default(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    if e.p.field[v] == RIGHT:
        yield from flow_store.bind(e, up + 1, path, entry)


def _class_field(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    p = e.p
    if p.field[v] == VALUE:
        yield e.this0 + p.parent[p.parent[up]], cons(p.sym[p.child(up, PROPERTY)], path), 0


def _yield(e: Search, v: int, up: int, path: Path, entry: int) -> Steps:
    yield from flow_calls.leave(e, e.p.enclosing[v], cons(ANY, path), entry)


# --- variables, instances, globals ----------------------------------------------------------------------------------
def _variable(e: Search, v: int, path: Path, entry: int) -> Steps:
    p = e.p
    if v < e.this0:
        for ref in p.s.references(v - p.n).tolist():
            if not (p.s.write[ref] and p.kind[p.parent[ref]] == ASSIGN):
                yield ref, path, e.fit(entry, ref)
    elif v < e.global0:
        yield from _instance(e, v - e.this0, path)
    else:
        name = p.text(v - e.global0)
        for node in p.free(name):
            if not p.is_written(node):
                yield node, path, 0
        for access in p.accesses(name):
            if not p.is_written(access) and p.global_name(access) == name:
                yield access, path, 0


def _instance(e: Search, owner: int, path: Path) -> Steps:
    p = e.p
    for node in p.this_nodes(owner):
        yield node, path, 0
    if p.kind[owner] == OBJECT_LITERAL:
        yield owner, path, 0
        return
    if path:
        yield from _field_reads(e, owner, path)
    else:
        for use in p.value_uses(owner):
            if p.kind[p.parent[use]] == NEW and p.field[use] == CONSTRUCTOR:
                yield p.parent[use], path, 0
    for sub in p.subclasses(owner):
        yield e.this0 + sub, path, 0
    parent = p.superclass(owner)
    if parent >= 0:
        yield e.this0 + parent, path, 0


def _field_reads(e: Search, owner: int, path: Path) -> Steps:
    """Reads `x.f` outside the class whose x may be an instance of it; if f is rare also when x is unknown."""
    p = e.p
    if path[0] < 0:
        return
    accesses = p.accesses_sym(path[0])
    if len(accesses) > _MAX_FIELD_READS:
        return
    rare = len(accesses) <= _RARE
    for access in accesses:
        base = p.strip(p.base(access))
        if p.kind[base] == THIS or p.is_written(access):
            continue
        verdict = _instance_of(e, base, owner)
        if verdict or (verdict is None and rare and p.kind[base] != CALL):
            yield access, path[1:], 0


def _instance_of(e: Search, base: int, owner: int) -> bool | None:
    """May the expression be an instance of the class? None if nothing is known of it."""
    p = e.p
    known: bool | None = None
    for origin in p.origins(base):
        other = p.owner_of(origin)
        if other >= 0:
            known = False
            if other == owner or p.superclass(other) == owner or other == p.superclass(owner):
                return True
        elif p.kind[origin] in (OBJECT_LITERAL, ARRAY, STRING):
            known = False
    return known


def _rules() -> dict[int, _Rule]:
    named: dict[str, _Rule] = {
        "throw_statement": _throw, "assignment_pattern": _default, "object_assignment_pattern": _default,
        "yield_expression": _yield, "template_substitution": _substitution,
    }  # fmt: skip
    return {K[name]: rule for name, rule in named.items()} | {
        PAREN: _same, AWAIT: _same, MEMBER: _access, SUBSCRIPT: _access, ARGS: _arguments, SPREAD: _spread,
        DECLARATOR: _declarator, ASSIGN: _assign, AUGMENTED: _augmented, PAIR: _pair, OBJECT_LITERAL: _in_object,
        ARRAY: _in_array, BINARY: _binary, TERNARY: _ternary, SEQUENCE: _sequence, UNARY: _unary, RETURN: _return,
        ARROW: _arrow, FOR_IN: _for, FIELD_DEFINITION: _class_field,
    }  # fmt: skip


_RULES = _rules()
