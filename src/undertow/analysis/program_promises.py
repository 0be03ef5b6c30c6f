"""Values through promises: who settles `new Promise(…)`, and what `.then(…)` hands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.columns import K
from undertow.analysis.program_syntax import CALL, IDENT, NEW

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_SETTLED = 12
_GATHERING = catalog.IDENTITY


def promise_of(p: Program, node: int) -> int:
    """The `new Promise(…)` whose resolve function a variable is, or -1."""
    if p.kind[node] != IDENT or p.binding[node] < 0:
        return -1
    fn, index = p.param_index(p.binding[node])
    if index != 0 or p.kind[p.parent[fn]] != K["arguments"]:
        return -1
    promise = p.parent[p.parent[fn]]
    return promise if is_promise(p, promise) else -1


def is_promise(p: Program, node: int) -> bool:
    """Is it `new Promise(…)`?"""
    return p.kind[node] == NEW and p.global_name(p.callee(node)) == "Promise"


def settled(p: Program, promise: int) -> list[int]:
    """What the executor of `new Promise(…)` resolves it with."""
    args = p.args(promise)
    params = p.params(args[0]) if args and p.is_function(args[0]) else []
    if not params or p.kind[params[0]] != IDENT:
        return []
    calls = [p.parent[ref] for ref in p.s.references(p.binding[params[0]]).tolist() if p.is_callee(ref)]
    return [given[0] for call in calls[:_MAX_SETTLED] if (given := p.args(call))]


def handed_on(p: Program, call: int) -> Iterator[int]:
    """Expressions with the value of a call that only passes promises on: `then`, `catch`, `Promise.all` …"""
    callee, args = p.callee(call), p.args(call)
    if not p.is_access(callee):
        return
    name = p.key_text(callee)
    if name == "then":
        for fn in p.functions(args[0])[:2] if args else ():
            yield from p.returns(fn)
    elif name in ("catch", "finally"):
        yield p.base(callee)
    elif gathers(p, call):
        yield args[0]


def gathers(p: Program, call: int) -> bool:
    """Is it `Promise.all(x)`, `Promise.resolve(x)`: x with other clothes on?"""
    callee = p.callee(call)
    if p.kind[call] != CALL or not p.is_access(callee) or not p.args(call):
        return False
    return f"{p.global_name(p.base(callee))}.{p.key_text(callee)}" in _GATHERING
