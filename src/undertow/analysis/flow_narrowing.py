"""What a text cannot be where it is read, by the tests around it.

In `if (region) return region + domain` the region is not empty; after `if (domain === DEFAULT) return …` the domain is
not the default. What is left over then is what the script is given, and unknown. In `if (domain === DEFAULT) …` it is
the default, whatever else it may be, until it is given something else there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.program_names import same_object
from undertow.analysis.program_syntax import (
    ANY,
    BINARY,
    CONSEQUENCE,
    IDENT,
    LEFT,
    RIGHT,
    TERNARY,
    UNARY,
)  # fmt: skip
from undertow.analysis.program_tests import COMPARING, tests_around

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_IF = K["if_statement"]
_EQUAL = ("===", "==")


def narrowed(values: FlowValues, node: int, texts: list[str], depth: int) -> list[str]:
    """The texts of a variable or property that the tests around it leave; [HOLE] if they leave none."""
    for test, known, same in _told(values, node, depth):
        if known is None:  # the test is the value itself
            texts = [text for text in texts if text or not same]
        elif not same:
            texts = [text for text in texts if text != known]
        elif not _is_written_between(values.p, test, node):
            return [known]
    return texts or [HOLE]


def excluded(values: FlowValues, node: int, depth: int) -> set[str]:
    """The texts that a variable or property certainly is not where it is read, by the tests around it."""
    return {
        known
        for test, known, same in _told(values, node, depth)
        if known is not None and not same and not _is_written_between(values.p, test, node)
    }


def _told(values: FlowValues, node: int, depth: int) -> Iterator[tuple[int, str | None, bool]]:
    """(test, text, is it that text?) of each test around an expression that tells; None: is it not empty?"""
    for test, holds in tests_around(values.p, node):
        if (said := _said(values.p, values.p.strip(test), node)) is None:
            continue
        other, same = said
        if other < 0:
            yield test, None, holds == same
        elif len(known := values.strings(other, depth - 2)) == 1 and HOLE not in known[0]:
            yield test, known[0], holds == same


def compared(p: Program) -> frozenset[int]:
    """Variables (n + binding) and keys of properties that some test compares with another of them for equality."""
    found: set[int] = set()
    for node in p.c.where("binary_expression").tolist():
        sides = p.child(node, LEFT), p.child(node, RIGHT)
        if all(p.is_access(side) or p.kind[side] == IDENT for side in sides) and p.operator(node) in COMPARING:
            found.update(p.key(s) if p.is_access(s) else p.n + int(p.binding[s]) for s in sides)
    return frozenset(found - {ANY, p.n - 1})


def is_compared(p: Program, node: int, known: frozenset[int]) -> bool:
    """Is the variable or property one of those?"""
    return (p.key(node) if p.is_access(node) else p.n + int(p.binding[node])) in known


def _is_written_between(p: Program, test: int, node: int) -> bool:
    """Is the variable or property, of whatever object, given another value after a test and before it is read?"""
    named = p.accesses_sym(p.key(node)) if p.is_access(node) else p.s.references(int(p.binding[node])).tolist()
    return any(test < other < node and p.is_written(other) and not _is_apart(p, other, node) for other in named)


def _is_apart(p: Program, written: int, read: int) -> bool:
    """Does it stand in another branch of an `if`, or get what the read is a part of?"""
    child, up = written, p.parent[written]
    while not p.contains(up, read):
        child, up = up, p.parent[up]
    return child == written or (p.kind[up] in (_IF, TERNARY) and p.field[child] == CONSEQUENCE)


def _said(p: Program, test: int, node: int) -> tuple[int, bool] | None:
    """What a test says of an expression: (what it is compared with, or -1; is it said to be that, or not empty?)."""
    if p.kind[test] == UNARY and p.prefix(test) == "!":
        inner = _said(p, p.strip(p.children(test)[-1]), node)
        return None if inner is None else (inner[0], not inner[1])
    if same_object(p, test, node):
        return -1, True
    if p.kind[test] != BINARY or (operator := p.operator(test)) not in COMPARING:
        return None
    sides = p.strip(p.child(test, LEFT)), p.strip(p.child(test, RIGHT))
    for side, other in (sides, sides[::-1]):
        if same_object(p, side, node):
            return other, operator in _EQUAL
    return None
