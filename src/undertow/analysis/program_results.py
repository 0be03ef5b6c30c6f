"""What a function returns under which tests: `if (t) return a; … return b`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import ALTERNATIVE, BLOCK, BODY, CONDITION, CONSEQUENCE, RETURN

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_IF, _TRY, _CATCH = K["if_statement"], K["try_statement"], K["catch_clause"]
_MAX_WAYS = 5

Way = tuple[int, int]
"""(test, value): the test that leads to the value, -1 for the last; value -1 if nothing is returned."""


def ways(p: Program, fn: int) -> list[Way]:
    """The values that a function returns, each with the test that leads to it, in the order they are asked.

    What it gives after something was thrown and caught is left out. Empty if the function is less simple.
    """
    returned = p.returns(fn)
    body = p.child(fn, BODY)
    if not 0 < len(returned) <= _MAX_WAYS or body < 0:
        return []
    if p.kind[body] != BLOCK:
        return [(-1, returned[0])]
    found: list[Way] = []
    ends = _walk(p, p.children(body), returned, found)
    told = {value for _, value in found}
    if ends is None or any(value not in told and not _is_caught(p, value, body) for value in returned):
        return []
    return found if ends else [*found, (-1, -1)]


def _walk(p: Program, statements: list[int], returned: list[int], found: list[Way]) -> bool | None:
    """Add the ways of some statements. Does one of them return whatever holds? None if that is not understood."""
    for statement in statements:
        kind = p.kind[statement]
        if kind == RETURN:
            found.append((-1, _value(p, statement)))
            return True
        way = _only(p, p.child(statement, CONSEQUENCE)) if kind == _IF else -1
        if way < 0 and not any(p.contains(statement, value) for value in returned):
            continue
        inner: list[int] = []
        if kind == _IF:
            alternative = p.child(statement, ALTERNATIVE)
            if way < 0:
                return None
            found.append((p.child(statement, CONDITION), _value(p, way)))
            inner = p.children(alternative) if alternative >= 0 else []
        elif kind in (BLOCK, _TRY):
            inner = p.children(statement if kind == BLOCK else p.child(statement, BODY))
        elif not p.is_function(statement):
            return None
        ends = _walk(p, inner, returned, found)
        if ends is not False:
            return ends
    return False


def _only(p: Program, branch: int) -> int:
    """The return statement that a branch consists of or ends with, if it has no other; -1 for other branches."""
    if p.kind[branch] == RETURN:
        return branch
    children = p.children(branch) if p.kind[branch] == BLOCK else []
    if not children or p.kind[children[-1]] != RETURN:
        return -1
    return children[-1] if not any(p.kind[at] == RETURN for at in range(branch, children[-1])) else -1


def _value(p: Program, statement: int) -> int:
    return statement + 1 if p.last[statement] > statement + 1 else -1


def _is_caught(p: Program, node: int, body: int) -> bool:
    """Does it stand in a catch clause of the function itself?"""
    up = p.parent[node]
    while up > body:
        if p.kind[up] == _CATCH:
            return True
        up = p.parent[up]
    return False
