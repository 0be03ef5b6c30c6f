"""Steps that pass on to the next one by calling it: `steps[i](context, () => run(context, i + 1))`.

A step runs only if each one before it calls its `next`: what they ask before they do is asked of it, too.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.program_stages import lists_of
from undertow.analysis.program_syntax import ANY, CALL, DECLARATOR, IDENT, SUBSCRIPT

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_LOOKED_AT = 400


class NextSteps:
    """The lists of such steps in one script."""

    def __init__(self, p: Program) -> None:
        self._p = p

    def before(self, fn: int) -> list[int] | None:
        """The calls of `next` that lead to a step; None if one of the steps before it never calls it."""
        found: list[int] = []
        for steps, at in self._lists:
            for step in steps[: steps.index(fn)] if fn in steps else ():
                calls = _calls_of(self._p, step, at)
                if calls is None:
                    return found
                if not calls:
                    return None
                found += calls if len(calls) == 1 else []
        return found

    @cached_property
    def _lists(self) -> list[tuple[list[int], int]]:
        """Functions in the order in which they run, and which of their parameters is `next`."""
        p, found = self._p, list[tuple[list[int], int]]()
        for access in p.accesses_sym(ANY)[:_MAX_LOOKED_AT]:
            runner = p.enclosing[access]
            if p.kind[access] != SUBSCRIPT or not p.is_function(runner):
                continue
            for call in _called(p, access):
                at = next((i for i, arg in enumerate(p.args(call)) if _runs_next(p, arg, runner)), -1)
                steps = _steps(p, p.base(access)) if at >= 0 else []
                if steps:
                    found.append((steps, at))
        return found


def _called(p: Program, access: int) -> list[int]:
    """Calls of what stands at a place of a list, also by way of a variable."""
    up = p.parent[access]
    if p.is_callee(access):
        return [up]
    name = up + 1 if p.kind[up] == DECLARATOR else -1
    if name < 0 or p.kind[name] != IDENT or p.binding[name] < 0 or p.binding[name] in p.counted:
        return []
    return [p.parent[ref] for ref in p.s.references(p.binding[name]).tolist() if p.is_callee(ref)]


def _runs_next(p: Program, arg: int, runner: int) -> bool:
    """Is it a function that calls the one around it again: `() => run(i + 1)`, `run.bind(null, i + 1)`?"""
    arg = p.strip(arg)
    if p.kind[arg] == CALL and p.method_name(arg) == "bind" and p.is_access(p.callee(arg)):
        return runner in p.functions(p.base(p.callee(arg)))
    return p.is_function(arg) and any(p.contains(arg, call) for call, _ in p.call_sites(runner))


def _steps(p: Program, listed: int) -> list[int]:
    """The functions of a list in their order; none if one is not known or there are several lists."""
    lists = lists_of(p, listed)
    known = [p.functions(step) for step in lists[0]] if len(lists) == 1 and len(lists[0]) > 1 else []
    return [functions[0] for functions in known] if all(len(functions) == 1 for functions in known) else []


def _calls_of(p: Program, step: int, at: int) -> list[int] | None:
    """Where a step calls its `next`; None if it does something else with it."""
    params = p.params(step)
    if at >= len(params):
        return []
    if p.kind[params[at]] != IDENT:
        return None
    refs = [ref for ref in p.s.references(p.binding[params[at]]).tolist() if ref != params[at]]
    return [p.parent[ref] for ref in refs] if all(p.is_callee(ref) for ref in refs) else None
