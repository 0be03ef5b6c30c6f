"""Tables of addresses by a setting: `HOSTS[options.region ?? "us"]`, where the text is what the setting is by default.

Whoever is told the region by the page sends to another host of the table; the default alone would hide these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from undertow.analysis import list_values
from undertow.analysis.columns import K
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ASSIGN,
    BINARY,
    CALL,
    IDENT,
    INDEX,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    SPREAD,
    STRING,
    TERNARY,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

DEFAULTS = (K["assignment_pattern"], K["object_assignment_pattern"])
"""Patterns that give a name a value where there is none to take."""
_MERGING = frozenset({"assign", "extend", "merge", "defaults"})
_MAX_KEYS = 4
_MAX_MERGED = 4
_MAX_READS = 12


def others(values: FlowValues, access: int, found: Sequence[str], depth: int) -> list[str]:
    """Addresses that `table[key]` may be for other keys, where what is known of the key is a default; else none.

    Args:
        values: answers what strings expressions may be.
        access: the read of the table.
        found: what it is under the keys that are known.
        depth: how far to follow.
    """
    p = values.p
    if p.key(access) != ANY or not any("://" in text for text in found):
        return []
    index = p.strip(p.child(access, INDEX))
    taken = p.parent[int(p.s.b_node[p.binding[index]])] if p.kind[index] == IDENT and p.binding[index] >= 0 else -1
    keys = [o for o in p.origins(index) if p.kind[o] == STRING][:_MAX_KEYS]
    if (taken < 0 or p.kind[taken] not in DEFAULTS) and not any(_is_default(p, key) for key in keys):
        return []
    return [text for text in list_values.any_element(values, access, depth) if "://" in text]


def _is_default(p: Program, text: int) -> bool:
    """Does the text stand for a setting that is not given?"""
    node = p.outermost(text)
    up = p.parent[node]
    kind = p.kind[up]
    if kind == BINARY:
        return bool(p.field[node] == RIGHT) and p.operator(up) in ("||", "??")
    if kind in DEFAULTS:
        return bool(p.field[node] == RIGHT)
    if kind == TERNARY:
        return any(p.kind[p.strip(branch)] != STRING for branch in p.children(up)[1:])
    if kind == ASSIGN:
        return p.kind[up + 1] == IDENT and p.param_index(p.binding[up + 1])[1] >= 0
    return kind == PAIR and _is_overridden(p, up)


def _is_overridden(p: Program, pair: int) -> bool:
    """Is what is given merged over the object that has the pair: `{region: "us", ...options}`?"""
    literal = p.parent[pair]
    if p.kind[literal] != OBJECT_LITERAL:
        return False
    if any(p.kind[member] == SPREAD and member > pair for member in p.children(literal)):
        return True
    name = declared_name(p, literal)
    reads = p.s.references(p.binding[name]).tolist() if name >= 0 and p.binding[name] >= 0 else []
    return any(_is_merged_over(p, node) for node in [literal, *reads[:_MAX_READS]])


def _is_merged_over(p: Program, node: int) -> bool:
    """Does something follow an object where objects are merged, `merge(merge({}, defaults), given)` too?"""
    for _ in range(_MAX_MERGED):
        up = p.parent[node]
        if p.kind[up] == SPREAD and p.kind[p.parent[up]] == OBJECT_LITERAL:
            return any(p.kind[member] == SPREAD and member > up for member in p.children(p.parent[up]))
        call = p.parent[up] if p.kind[up] == ARGS else -1
        if call < 0 or p.kind[call] != CALL:
            return False
        merging = any(fn in p.merging for fn in p.functions(p.callee(call)))
        if not merging and p.method_name(call) not in _MERGING:
            return False
        if node != p.children(up)[-1]:
            return True
        node = call
    return False
