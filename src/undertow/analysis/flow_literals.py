"""Demands on what an object is made with: literals, and constructors of builtins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog, flow_calls
from undertow.analysis.columns import K
from undertow.analysis.flow_paths import ELEMENT, EXCEPT, Path, ask, is_text, within, without
from undertow.analysis.program_members import member_value
from undertow.analysis.program_names import is_new
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARRAY,
    CALL,
    FIRST_INDEX,
    IDENT,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    SPREAD,
    SYMBOL_KEY,
)

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_TABLES = frozenset({"Map", "WeakMap"})
_PAIR = 2
_MAX_SPREADS = 2
"""Literals within literals that are looked into for what an object certainly has."""


def made_with(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """What a literal or `new` of a builtin holds from the beginning."""
    kind = e.p.kind[v]
    if kind == OBJECT_LITERAL:
        yield from in_object(e, v, path, fact)
    elif kind == ARRAY:
        yield from in_array(e, v, path, fact)
    elif kind == NEW:
        yield from in_builtin(e, v, path, fact)


def in_object(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """Members of an object literal, the last of each name."""
    p = e.p
    later: set[int] = set()
    for member in reversed(p.children(v)):
        if p.kind[member] == SPREAD:
            rest = without(path, later)
            if rest is not None:
                yield member + 1, rest, fact
            later |= sure_keys(p, member + 1)
            continue
        key = p.member_key(member)
        inner = within(path, key) if key not in later else None
        value = member_value(p, member)
        if key >= 0:
            later.add(key)
        if path[0] != key and p.text(key).startswith(SYMBOL_KEY):
            continue  # who serialises an object leaves out its symbols
        if inner is not None and value >= 0:
            if p.kind[value] != METHOD:
                yield value, inner, fact
            elif p.is_getter(value):
                yield from flow_calls.results(e, value, v, inner, fact)


def sure_keys(p: Program, node: int, depth: int = _MAX_SPREADS) -> set[int]:
    """Properties that an object certainly has: those of all the literals that it can be, where all are seen.

    So `{url: "https://default", ...given}` is not the default's where each caller gives a `url`.
    """
    node = p.strip(node)
    if p.kind[node] == OBJECT_LITERAL:
        found: set[int] = set()
        for member in p.children(node):
            if p.kind[member] == SPREAD:
                found |= sure_keys(p, member + 1, depth - 1) if depth else set()
            elif (key := p.member_key(member)) >= 0:
                found.add(key)
        return found
    literals = p.origins(node) if depth and p.kind[node] == IDENT and p.binding[node] >= 0 else ()
    if not literals or any(p.kind[o] != OBJECT_LITERAL for o in literals) or not _is_given(p, p.binding[node]):
        return set()
    return set.intersection(*(sure_keys(p, o, depth - 1) for o in literals))


def _is_given(p: Program, b: int) -> bool:
    """Is it a variable set once, or a parameter of a function that the script only calls, always with an argument?"""
    fn, index = p.param_index(b)
    if fn < 0:
        return len(p.writes(b)) == 1
    if index < 0 or p.writes(b) or not _is_only_called(p, fn):
        return False
    return all(index + shift < len(p.args(call)) for call, shift in p.call_sites(fn))


def _is_only_called(p: Program, fn: int) -> bool:
    """Is nothing done with the function (the class, for its constructor) but calling it and reading its properties?"""
    start, *uses = p.value_uses(fn)
    if p.kind[start] == METHOD or p.kind[p.parent[start]] == K["export_statement"]:
        return False
    parents = [(use, p.parent[use]) for use in uses]
    return all(p.is_access(up) or (p.kind[up] in (CALL, NEW) and p.callee(up) == use) for use, up in parents)


def in_array(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """Elements of an array literal."""
    p = e.p
    for i, item in enumerate(p.children(v)):
        spread = p.kind[item] == SPREAD
        inner = () if not path else within(path, FIRST_INDEX - i)
        if spread and path:
            inner = (ELEMENT, *path[1:]) if path[0] <= FIRST_INDEX else path
        if inner is not None:
            yield item + spread, inner, fact


def in_builtin(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """Arguments of `new Map(…)`, `new Blob(…)`, `new Date(…)` and unknown constructors."""
    p = e.p
    args, name = p.args(v), p.global_name(p.callee(v))
    if name == "Request" and len(args) > 1:
        yield from _request(e, args, path, fact)
    elif name in catalog.WRAPPERS:
        yield from ((argument, path if path[:1] == (EXCEPT,) else (ALL,), fact) for argument in args)
    elif name in _TABLES and path and (path[0] >= 0 or path[0] in (ANY, EXCEPT)):
        for argument in args[:1]:
            yield from _entries(e, argument, path, fact)
    elif name not in catalog.SCALARS or is_text(path):
        wanted = path if name in catalog.CONTAINERS else () if name in catalog.SCALARS else (ALL,)
        yield from ((argument, wanted, fact) for argument in args)


def _request(e: Tabulation, args: list[int], path: Path, fact: int) -> Steps:
    """`new Request(other, {body})`: what the other is, but for what is given anew."""
    p = e.p
    wanted = path if path[:1] == (EXCEPT,) else (ALL,)
    given, body = sure_keys(p, args[1]), p.ids.get("body", -1)
    copied = p.origins(args[0])
    is_copy = bool(copied) and all(is_new(p, o, "Request") for o in copied)
    if is_copy and body in given:
        yield args[0], (EXCEPT, body, ALL), fact
    else:
        yield args[0], wanted if is_copy else (ALL,), fact
    yield args[1], wanted, fact


def _entries(e: Tabulation, listed: int, path: Path, fact: int) -> Steps:
    """`new Map([["key", value], …])` asked for one of its values."""
    p = e.p
    for literal in p.origins(listed):
        pairs = p.children(literal) if p.kind[literal] == ARRAY else []
        for pair in pairs:
            inside = p.children(pair) if p.kind[pair] == ARRAY else []
            key = p.identity_key(inside[0]) if len(inside) == _PAIR else ANY
            inner = within(path, key if key >= 0 else ANY)
            if len(inside) == _PAIR and inner is not None:
                yield inside[1], inner, e.fit(fact, inside[1])
        if not pairs and (inner := within(path, ANY)) is not None:
            yield listed, ask(ELEMENT, ask(FIRST_INDEX - 1, inner)), fact
