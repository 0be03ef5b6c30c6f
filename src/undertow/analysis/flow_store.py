"""Stores: data into variables, patterns and properties, and up to where the object that now holds it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.catalog_sinks import ASSIGNED
from undertow.analysis.columns import K
from undertow.analysis.flow_paths import Path, cons, match, stringish
from undertow.analysis.program_syntax import (
    ALL,
    ARRAY,
    ASSIGN,
    AWAIT,
    BINARY,
    CALL,
    FIRST_INDEX,
    IDENT,
    LEFT,
    NEW,
    OBJECT_LITERAL,
    RIGHT,
    SHORTHAND_PATTERN,
    STRING,
    TERNARY,
    THIS,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_search import Search, State

DEPTH = 6
"""How far up an object is followed to where it comes from."""
_MAX_CALLERS = 12
_MAX_LITERAL = 400
"""Nodes of a literal that are looked through for functions."""


def bind(e: Search, pattern: int, path: Path, entry: int) -> Iterator[State]:
    """The pattern (or variable, or property) takes a value with data at that path."""
    p = e.p
    kind = p.kind[pattern]
    if kind in (IDENT, SHORTHAND_PATTERN):
        b = p.binding[pattern]
        if b >= 0:
            yield p.n + b, path, e.fit(entry, int(p.s.b_node[b]))
        else:
            yield e.global0 + p.sym[pattern], path, 0
    elif kind == K["object_pattern"]:
        yield from _object_pattern(e, pattern, path, entry)
    elif kind in (K["array_pattern"], ARRAY):
        for i, child in enumerate(p.children(pattern)):
            if p.kind[child] == K["rest_pattern"]:
                yield from bind(e, child + 1, path, entry)
            elif (inner := match(path, FIRST_INDEX - i)) is not None:
                yield from bind(e, child, inner, entry)
    elif kind in (K["assignment_pattern"], K["rest_pattern"]):
        yield from bind(e, pattern + 1, path, entry)
    elif p.is_access(pattern):
        yield from store(e, -1, pattern, path, entry)


def _object_pattern(e: Search, pattern: int, path: Path, entry: int) -> Iterator[State]:
    p = e.p
    taken: set[int] = set()
    for child in p.children(pattern):
        kind = p.kind[child]
        if kind == K["rest_pattern"]:
            if not path or path[0] not in taken:
                yield from bind(e, child + 1, path, entry)
            continue
        inside = kind in (K["pair_pattern"], K["object_assignment_pattern"])
        key = p.sym[child + 1] if inside else p.sym[child]
        taken.add(key)
        inner = match(path, key)
        if inner is not None:
            target = p.child(child, VALUE) if kind == K["pair_pattern"] else child + 1 if inside else child
            yield from bind(e, target, inner, entry)


def store(e: Search, statement: int, left: int, path: Path, entry: int) -> Iterator[State]:
    """`left = value`, where the value has data at that path."""
    p = e.p
    left = p.strip(left)
    sink = e.sinks.get(statement)
    if sink is not None and stringish(path):
        e.hit(sink, sink.role(ASSIGNED), path)
    if not p.is_access(left):
        yield from bind(e, left, path, entry)
        return
    if p.key_text(left) in catalog.NO_STORE:
        return
    key = p.key(left)
    if p.global_name(left):
        yield e.global0 + key, path, 0
    yield from alias(e, p.base(left), cons(key, path), entry)


def alias(e: Search, node: int, path: Path, entry: int, depth: int = DEPTH) -> Iterator[State]:
    """The object that the expression denotes now holds the data at `path`: go up to where the object comes from."""
    p = e.p
    if not depth or node < 0:
        return
    node = p.strip(node)
    kind = p.kind[node]
    if kind == IDENT:
        yield from _named(e, node, path, entry, depth)
    elif p.is_access(node):
        if p.global_name(node):
            yield e.global0 + p.key(node), path, 0
        elif p.key_text(node) == "searchParams":
            yield from alias(e, p.base(node), (ALL,), entry, depth - 1)  # part of the address
        else:
            yield from alias(e, p.base(node), cons(p.key(node), path), entry, depth - 1)
    elif kind == THIS:
        if (owner := p.this_owner(node)) >= 0:
            yield e.this0 + owner, path, 0
    elif kind == NEW and (owner := p.class_of(p.callee(node))) >= 0:
        yield e.this0 + owner, path, 0
    elif kind in (OBJECT_LITERAL, ARRAY, NEW):
        yield node, path, entry
    elif kind == CALL:
        yield node, path, entry
        yield from _returned_objects(e, node, path, depth)
    elif kind == ASSIGN:
        yield from alias(e, p.child(node, RIGHT), path, entry, depth - 1)
        yield from alias(e, p.child(node, LEFT), path, entry, depth - 1)
    elif kind in (BINARY, TERNARY):
        for child in p.children(node)[-2:]:
            yield from alias(e, child, path, entry, depth - 1)


def _named(e: Search, node: int, path: Path, entry: int, depth: int) -> Iterator[State]:
    p = e.p
    owners = [owner for o in p.origins(node) if (owner := p.owner_of(o)) >= 0]
    if owners:
        for owner in dict.fromkeys(owners):
            yield e.this0 + owner, path, 0
        return
    b = p.binding[node]
    if b < 0:
        if p.text(p.sym[node]) not in catalog.NOT_OBJECTS:
            yield e.global0 + p.sym[node], path, 0
        return
    yield p.n + b, path, e.fit(entry, int(p.s.b_node[b]))
    for value in p.writes(b):
        if p.kind[value] != STRING:
            yield from alias(e, value, path, e.fit(entry, value), depth - 1)
    module = p.modules.module_of(b)
    if module >= 0:
        for call in p.modules.requires(module)[:_MAX_CALLERS]:
            yield call, path, 0
    fn, index = p.param_index(b)
    if index >= 0:
        yield from _argument_objects(e, fn, index, path, entry, depth)


def _returned_objects(e: Search, call: int, path: Path, depth: int) -> Iterator[State]:
    p = e.p
    for fn in p.functions(p.callee(call))[:2]:
        for value in p.returns(fn):
            if not _is_fresh(e, fn, value):
                yield from alias(e, value, path, 0, depth - 1)


def _is_fresh(e: Search, fn: int, value: int) -> bool:
    """Is the returned object made anew and not held on to? Then one caller's object is no other's."""
    p = e.p
    value = p.strip(value)
    if p.kind[value] == AWAIT:
        value = p.strip(value + 1)
    literal = value
    if p.kind[value] == IDENT and (b := p.binding[value]) >= 0:
        literal = p.strip(p.definition(value)) if p.definition(value) >= 0 else value
        if int(p.s.b_scope[b]) < fn or any(p.enclosing[ref] != fn for ref in p.s.references(b).tolist()):
            return False
    if p.kind[literal] not in (OBJECT_LITERAL, ARRAY):
        return False
    return not any(p.is_function(node) for node in range(literal, min(p.last[literal], literal + _MAX_LITERAL)))


def _argument_objects(e: Search, fn: int, index: int, path: Path, entry: int, depth: int) -> Iterator[State]:
    """A parameter's object is the caller's object."""
    p = e.p
    fact = e.entries[entry]
    if fact.fn == fn:
        sites = [(call, 0, outer) for call, outer in fact.incoming]
    else:
        sites = [(call, shift, 0) for call, shift in p.call_sites(fn)]
    if len(sites) > _MAX_CALLERS:
        return
    for call, shift, outer in sites:
        args = p.args(call)
        if index + shift < len(args):
            yield from alias(e, args[index + shift], path, outer, depth - 1)
