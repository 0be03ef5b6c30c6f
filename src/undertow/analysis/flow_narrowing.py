"""What a text cannot be where it is read, by the tests around it.

In `if (region) return region + domain` the region is not empty; after `if (domain === DEFAULT) return …` the domain is
not the default. What is left over then is what the script is given, and unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.decode import HOLE
from undertow.analysis.program_names import same_object
from undertow.analysis.program_syntax import BINARY, LEFT, RIGHT, UNARY
from undertow.analysis.program_tests import tests_around

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_EQUAL, _UNEQUAL = ("===", "=="), ("!==", "!=")


def narrowed(values: FlowValues, node: int, texts: list[str], depth: int) -> list[str]:
    """The texts of a variable or property that the tests around it leave; [HOLE] if they leave none."""
    for test, holds in tests_around(values.p, node):
        if (told := _said(values.p, values.p.strip(test), node)) is None:
            continue
        other, same = told
        if other < 0:  # the test is the value itself
            texts = [text for text in texts if text or holds != same]
        elif len(known := values.strings(other, depth - 2)) == 1 and HOLE not in known[0] and holds != same:
            texts = [text for text in texts if text != known[0]]
    return texts or [HOLE]


def _said(p: Program, test: int, node: int) -> tuple[int, bool] | None:
    """What a test says of an expression: (what it is compared with, or -1; is it said to be that, or not empty?)."""
    if p.kind[test] == UNARY and p.prefix(test) == "!":
        inner = _said(p, p.strip(p.children(test)[-1]), node)
        return None if inner is None else (inner[0], not inner[1])
    if same_object(p, test, node):
        return -1, True
    if p.kind[test] != BINARY or (operator := p.operator(test)) not in (*_EQUAL, *_UNEQUAL):
        return None
    sides = p.strip(p.child(test, LEFT)), p.strip(p.child(test, RIGHT))
    for side, other in (sides, sides[::-1]):
        if same_object(p, side, node):
            return other, operator in _EQUAL
    return None
