"""Statements all of whose ways assign to a variable: `if … else …`, `switch` with a default, `try` and `catch`."""

from __future__ import annotations

from collections.abc import Iterable

from undertow.analysis.columns import F, K, kind_mask
from undertow.analysis.flow_runs import CERTAIN
from undertow.analysis.program import Program
from undertow.analysis.program_stages import lists_of
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARRAY,
    BODY,
    CONDITION,
    CONSEQUENCE,
    FOR_IN,
    IDENT,
    RIGHT,
    SPREAD,
    UNARY,
    VALUE,
)

_TRUTH = {"true": True, "false": False, "1": True, "0": False}
_IF, _ELSE, _TRY = K["if_statement"], K["else_clause"], K["try_statement"]
_CASE, _DEFAULT = K["switch_case"], K["switch_default"]
_INSIDE = kind_mask(["statement_block", "else_clause", "catch_clause", "switch_body"])
_WAYS = kind_mask(["if_statement", "switch_statement", "try_statement"])
_LEAVING = kind_mask(["break_statement", "continue_statement", "return_statement", "throw_statement"])


def all_ways(p: Program, assigned: Iterable[tuple[int, int]], read: int) -> dict[int, list[int]]:
    """Statement before the read of which every way assigns → the values that it may assign.

    Args:
        p: the script.
        assigned: (node, value) of all assignments to the variable.
        read: where it is read.
    """
    ways: dict[int, dict[int, list[int]]] = {}
    for node, value in assigned:
        child, up = node, p.parent[node]
        while up >= 0 and (CERTAIN[p.kind[up]] or _INSIDE[p.kind[up]] or p.kind[up] in (_CASE, _DEFAULT)):
            if p.kind[up] == _TRY and p.field[child] != F["finalizer"]:
                break
            child, up = up, p.parent[up]
        if up >= 0 and _WAYS[p.kind[up]] and p.last[up] <= read:
            ways.setdefault(up, {}).setdefault(_way(p, up, child, node), []).append(value)
    whole = {up: by_way for up, by_way in ways.items() if _whole(p, up, by_way)}
    return {up: [value for values in by_way.values() for value in values] for up, by_way in whole.items()}


def _way(p: Program, statement: int, child: int, node: int) -> int:
    """What tells the ways of a statement apart: a field, or a case."""
    if p.kind[statement] in (_IF, _TRY):
        return int(p.field[child])
    return next((case for case in p.children(child) if p.contains(case, node)), -1)


def _whole(p: Program, statement: int, by_way: dict[int, list[int]]) -> bool:
    if p.kind[statement] == _IF:
        return len(by_way) > 1
    if p.kind[statement] == _TRY:
        return {int(BODY), int(F["handler"])} <= by_way.keys()
    cases = p.children(p.child(statement, BODY))
    if not any(p.kind[case] == _DEFAULT for case in cases):
        return False
    return all(case in by_way or (_is_empty(p, case) and case != cases[-1]) for case in cases)


def _is_empty(p: Program, case: int) -> bool:
    """Does it fall through to the next at once?"""
    return p.kind[case] == _CASE and p.last[p.child(case, VALUE)] == p.last[case]


def is_taken(p: Program, branch: int) -> bool:
    """Is it the branch of an `if` that a constant chooses, or what stands in it: `const keep = false; if (!keep) …`?"""
    if p.kind[p.parent[branch]] == _ELSE:
        branch = p.parent[branch]
    up = p.parent[branch]
    if p.kind[up] != _IF or p.field[branch] not in (CONSEQUENCE, ALTERNATIVE):
        return False
    return _constant(p, p.child(up, CONDITION)) is bool(p.field[branch] == CONSEQUENCE)


def _constant(p: Program, node: int, depth: int = 4) -> bool | None:
    """The truth of an expression of constants; None if it is not known."""
    node = p.strip(node)
    if p.kind[node] == UNARY and p.prefix(node) == "!":
        inner = _constant(p, p.children(node)[-1], depth)
        return None if inner is None else not inner
    if p.kind[node] == IDENT and depth and (defined := p.definition(node)) >= 0:
        return _constant(p, defined, depth - 1)
    return _TRUTH.get(p.c.text(node)) if p.last[node] == node + 1 else None


def runs_once(p: Program, loop: int) -> bool:
    """Does the body of a loop over a list run once at the least, and wholly?"""
    if p.kind[loop] != FOR_IN:
        return False
    listed = p.strip(p.child(loop, RIGHT))
    items = p.children(listed) if p.kind[listed] == ARRAY else next(iter(lists_of(p, listed)), [])
    return bool(items) and p.kind[items[0]] != SPREAD and not _LEAVING[p.c.kind[loop : p.last[loop]]].any()
