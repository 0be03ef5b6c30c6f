"""Ways of the search that no run of the script takes: into a function by one call of it, and out by another.

A search that takes the callers of a function together finds such ways. What they begin and end with may be right all
the same, since another way may lead there; of the calls that stand on them they say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import CALL, NEW

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State
    from undertow.analysis.program import Program


def mixes_calls(p: Program, states: Sequence[State], through: Mapping[State, tuple[int, int]]) -> bool:
    """Does the way enter a function by its result at one call, and leave it by an argument of another?

    Args:
        p: the script.
        states: from source to sink.
        through: state of an argument → function, and the call by which the way left it.
    """
    entered: list[tuple[int, int]] = []
    for before, state in zip(states[:0:-1], states[-2::-1], strict=True):
        if state in through:
            fn, call = through[state]
            while any(fn == other for other, _ in entered):
                other, by = entered.pop()
                if other == fn:
                    if by != call:
                        return True
                    break
        elif (fn := function_entered(p, before[0], state[0])) >= 0:
            entered.append((fn, before[0]))
    return False


def function_entered(p: Program, call: int, value: int) -> int:
    """The function that a call runs and whose result the value is, or -1."""
    if call >= p.n or value >= p.n or p.kind[call] not in (CALL, NEW):
        return -1
    fn = p.enclosing[value]
    is_result = fn >= 0 and p.is_function(fn) and value in p.returns(fn)
    return fn if is_result and fn in p.functions(p.callee(call)) else -1
