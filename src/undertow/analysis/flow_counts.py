"""Tests of how many arguments a function is given, as of one that reads with one and writes with two."""

from __future__ import annotations

from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING

from undertow.analysis.program_merging import is_all_arguments
from undertow.analysis.program_syntax import BINARY, LEFT, NUMBER, RIGHT, SPREAD

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_COMPARING: dict[str, Callable[[int, int], bool]] = {
    "===": eq, "==": eq, "!==": ne, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def holds(p: Program, test: int, count: Callable[[int], int | None]) -> bool | None:
    """Does `arguments.length > 1` hold, or `arguments.length` alone? None: not known, or no such test.

    Args:
        p: the script.
        test: the test.
        count: how many arguments a function is given, None if that is not known.
    """
    if (fn := _counted(p, test)) >= 0:
        given = count(fn)
        return None if given is None else given > 0
    compare = _COMPARING.get(p.operator(test)) if p.kind[test] == BINARY else None
    if compare is None:
        return None
    sides = [p.strip(p.child(test, side)) for side in (LEFT, RIGHT)]
    numbers = [_number(p, side, count) for side in sides]
    if None in numbers or all(_counted(p, side) < 0 for side in sides):
        return None
    return compare(*(number for number in numbers if number is not None))


def _number(p: Program, side: int, count: Callable[[int], int | None]) -> int | None:
    if (fn := _counted(p, side)) >= 0:
        return count(fn)
    text = p.c.text(side) if p.kind[side] == NUMBER else ""
    return int(text) if text.isdecimal() else None


def _counted(p: Program, node: int) -> int:
    """The function of which the expression is `arguments.length`, or -1."""
    is_length = p.is_access(node) and p.key_text(node) == "length" and is_all_arguments(p, p.base(node))
    return int(p.this_scope[node]) if is_length else -1


def counting(p: Program) -> frozenset[int]:
    """Functions that ask how many arguments they are given."""
    names = [name for name in p.free("arguments") if p.is_access(p.parent[name])]
    return frozenset({_counted(p, p.parent[name]) for name in names} - {-1})


def given(p: Program, fn: int, call: int) -> int | None:
    """How many arguments a plain call gives the function; None if that is not known."""
    if call < 0 or fn not in p.functions(p.callee(call)):  # also `f.apply(x, list)`
        return None
    args = p.written_args(call)
    return len(args) if all(p.kind[one] != SPREAD for one in args) else None
