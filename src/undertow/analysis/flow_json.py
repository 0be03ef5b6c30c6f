"""Demands on text made of objects as JSON, and on objects made of such text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls, flow_masked
from undertow.analysis.flow_paths import PARSED, Path, ask, is_text, without
from undertow.analysis.program_syntax import ALL, ARRAY, OBJECT_LITERAL

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]


def stringify(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """A demand on `JSON.stringify(value, replacer)`."""
    if args and path[:1] == (PARSED,):
        yield args[0], path[1:] or (ALL,), fact
    elif args and is_text(path):
        if own := _own_form(e, args[0]):
            for fn in own:
                yield from flow_calls.results(e, fn, node, (ALL,), fact)
            return
        told = _told_by_members(e, args[0])
        for fns in told.values():
            for fn in fns:
                yield from flow_calls.results(e, fn, node, (ALL,), fact)
        for wanted in _listed(e, args):
            rest = without(wanted, told) if told else wanted
            if rest is not None:
                yield args[0], rest, fact


def _told_by_members(e: Tabulation, node: int) -> dict[int, list[int]]:
    """The same for what stands in an object literal: key → `toJSON` methods of the object under it."""
    p = e.p
    own = p.ids.get("toJSON", -1)
    if own < 0 or not p.members_sym(own) or p.kind[p.strip(node)] != OBJECT_LITERAL:
        return {}
    members = p.members(p.strip(node)).items()
    single = [(key, values[0]) for key, values in members if len(values) == 1 and key >= 0]
    return {key: _own_form(e, value) for key, value in single if _has_own_form(e, value)}


def _has_own_form(e: Tabulation, node: int) -> bool:
    """Has whatever an expression may be such a method?"""
    key, origins = e.p.ids["toJSON"], e.p.origins(node)
    return bool(origins) and all(any(map(e.p.is_function, e.p.property_of(o, key))) for o in origins)


def _own_form(e: Tabulation, node: int) -> list[int]:
    """The `toJSON` methods of an object, which decide what is shown of it."""
    p = e.p
    key = p.ids.get("toJSON", -1)
    if key < 0 or not p.members_sym(key):
        return []
    return [v for origin in p.origins(node) for v in p.property_of(origin, key) if p.is_function(v)]


def _listed(e: Tabulation, args: list[int]) -> list[Path]:
    """What `JSON.stringify(value, replacer)` shows of a value: all, the listed keys, or all but those it drops."""
    p = e.p
    for origin in p.origins(args[1]) if len(args) > 1 else ():
        if p.kind[origin] == ARRAY:
            keys = [p.string_sym(item) for item in p.children(origin)]
            return [(key, ALL) for key in keys if key >= 0]
        if p.is_function(origin):
            return flow_masked.shown(p, (ALL,), flow_masked.let_through(p, origin, 0))
    return [(ALL,)]


def parse(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """A demand on `JSON.parse(text)`."""
    if args:
        yield args[0], ask(PARSED, path), fact
