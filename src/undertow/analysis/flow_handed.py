"""Arguments that no call by name gives: fixed by `bind`, handed on by a timer, by one stage of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import IDENT

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_MAX_SITES = 8
_TIMERS = ("setTimeout", "setInterval")


def is_handed(p: Program, call: int) -> bool:
    """Is what is called a parameter: one stage of many, called in turn?"""
    callee = p.callee(call)
    is_name = p.kind[callee] == IDENT and p.binding[callee] >= 0
    return is_name and p.param_index(p.binding[callee])[1] >= 0


def texts(values: FlowValues, fn: int, index: int, depth: int) -> list[str]:
    """Strings of an argument that `bind` fixes, or that a timer hands on."""
    p = values.p
    found: list[str] = []
    for bound in p.bound_sites(fn):
        fixed = p.written_args(bound)[1:]
        found += values.strings(fixed[index], depth - 1) if index < len(fixed) else []
    for call, at in p.callback_sites(fn)[:_MAX_SITES] if not p.call_sites(fn) else ():
        args = p.args(call)
        if at == 0 and p.method_name(call) in _TIMERS and index + 2 < len(args):
            found += values.strings(args[index + 2], depth - 1)
    return found
