"""Demands on what an object is made with: literals, and constructors of builtins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog, flow_calls
from undertow.analysis.flow_paths import ELEMENT, EXCEPT, Path, ask, is_text, within, without
from undertow.analysis.program_members import member_value
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARRAY,
    FIRST_INDEX,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    SPREAD,
    SYMBOL_KEY,
)

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
_TABLES = frozenset({"Map", "WeakMap"})
_PAIR = 2


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
    if name in catalog.WRAPPERS:
        yield from ((argument, path if path[:1] == (EXCEPT,) else (ALL,), fact) for argument in args)
    elif name in _TABLES and path and (path[0] >= 0 or path[0] in (ANY, EXCEPT)):
        for argument in args[:1]:
            yield from _entries(e, argument, path, fact)
    elif name not in catalog.SCALARS or is_text(path):
        wanted = path if name in catalog.CONTAINERS else () if name in catalog.SCALARS else (ALL,)
        yield from ((argument, wanted, fact) for argument in args)


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
