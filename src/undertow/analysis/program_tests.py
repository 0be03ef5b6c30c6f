"""The tests around a place: what must have come out true or false for control to get there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program_dead import leaves
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARROW,
    BINARY,
    BLOCK,
    CONDITION,
    CONSEQUENCE,
    LEFT,
    RIGHT,
    TERNARY,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_IF = K["if_statement"]
COMPARING = frozenset({"===", "==", "!==", "!="})
"""Operators that compare for equality."""
_LISTS = kind_mask(["program", "statement_block", "switch_case", "switch_default"])


def tests_around(p: Program, node: int) -> Iterator[tuple[int, bool]]:
    """Tests around a node within its function, innermost first, each with whether it held.

    Branches of `if` and `?:`, the right sides of `&&` and `||`, and what stands before in the same list and leaves it:
    after `if (a) return` a did not hold.
    """
    child, up = node, p.parent[node]
    while up >= 0 and not p.is_function(child):
        kind = p.kind[up]
        if kind in (_IF, TERNARY) and p.field[child] in (CONSEQUENCE, ALTERNATIVE):
            yield p.child(up, CONDITION), bool(p.field[child] == CONSEQUENCE)
        elif kind == BINARY and p.field[child] == RIGHT and p.operator(up) in ("&&", "||"):
            yield p.child(up, LEFT), p.operator(up) == "&&"
        elif _LISTS[kind]:
            for before in p.children(up):
                if before >= child:
                    break
                if p.kind[before] == _IF:
                    yield from _passed(p, before)
        child, up = up, p.parent[up]


def sole_return(p: Program, fn: int) -> int:
    """The expression whose value a function certainly returns, as its last statement and its only return; or -1."""
    returned = p.returns(fn)
    if len(returned) != 1:
        return -1
    value = returned[0]
    if p.kind[fn] == ARROW and p.kind[p.parent[value]] == ARROW:
        return value
    block = p.parent[p.parent[value]]
    is_last = p.kind[block] == BLOCK and p.parent[block] == fn and p.last[p.parent[value]] == p.last[block]
    return value if is_last else -1


def _passed(p: Program, statement: int) -> Iterator[tuple[int, bool]]:
    """What an `if` tells of whoever comes past it."""
    alternative = p.child(statement, ALTERNATIVE)
    if leaves(p, p.child(statement, CONSEQUENCE)):
        yield p.child(statement, CONDITION), False
        if alternative >= 0 and p.kind[alternative + 1] == _IF:
            yield from _passed(p, alternative + 1)
    elif alternative >= 0 and leaves(p, alternative + 1):
        yield p.child(statement, CONDITION), True
