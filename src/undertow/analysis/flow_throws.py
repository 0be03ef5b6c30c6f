"""Demands on errors: what a `catch` may get, by statement or of a promise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls
from undertow.analysis.columns import F, K
from undertow.analysis.flow_paths import Path
from undertow.analysis.program_promises import executed, is_promise
from undertow.analysis.program_syntax import AWAIT, BODY, CALL, IDENT, NEW

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_MAX_CALLS = 24
"""Calls in one `try` whose functions are looked into."""
_MAX_CHAIN = 4
"""Promises before the one that is rejected: `f().then(g).catch(h)`."""
_REJECT = 1
"""The parameter of an executor that rejects, and that of `then` that is told."""


def caught(e: Tabulation, clause: int, path: Path, fact: int) -> Steps:
    """What the name in `catch (error)` may be: thrown in the `try` itself, or by functions that it calls."""
    p = e.p
    body = p.child(p.parent[clause], BODY)
    for value in p.throws(p.enclosing[clause]) if body >= 0 else ():
        if _catching(p, value) == p.parent[clause]:
            yield value, path, e.fit(fact, value)
    calls = [n for n in range(body, p.last[body]) if p.kind[n] in (CALL, NEW)] if body >= 0 else []
    for call in [n for n in calls if p.enclosing[n] == p.enclosing[clause]][:_MAX_CALLS]:
        yield from _failed(e, call, path, e.fit(fact, call), 0)


def rejected(e: Tabulation, promise: int, path: Path, fact: int, depth: int = _MAX_CHAIN) -> Steps:
    """What a promise may be rejected with."""
    p = e.p
    node = p.strip(promise)
    if p.kind[node] == IDENT and (made := p.definition(node)) >= 0:
        node = p.strip(made)
    if p.kind[node] == AWAIT:
        node = p.strip(node + 1)
    if is_promise(p, node):
        for use in executed(p, node, _REJECT):
            if p.is_callee(use):
                yield from ((given, path, e.fit(fact, given)) for given in p.args(p.parent[use])[:1])
    elif p.kind[node] == CALL:
        yield from _failed(e, node, path, fact, depth)


def _failed(e: Tabulation, call: int, path: Path, fact: int, depth: int) -> Steps:
    """What a call throws, or what the promise that it answers with is rejected with."""
    p = e.p
    callee, args = p.callee(call), p.args(call)
    name = p.key_text(callee) if p.kind[call] == CALL and p.is_access(callee) else ""
    if name == "reject" and p.global_name(p.base(callee)) == "Promise":
        yield from ((given, path, fact) for given in args[:1])
    passes = bool(depth) and name in ("then", "catch", "finally")
    if passes and name != "catch":
        yield from rejected(e, p.base(callee), path, fact, depth - 1)
    called = p.functions(args[0])[:2] if passes and args else p.functions(callee)[: flow_calls.MAX_TARGETS]
    for fn in called:
        yield from _thrown(e, fn, call, path, fact)
        for value in p.returns(fn) if depth else ():
            inner = p.strip(value)
            if p.kind[inner] in (CALL, NEW) and inner != call:
                yield from rejected(e, inner, path, e.fit(fact, inner), depth - 1)


def _thrown(e: Tabulation, fn: int, call: int, path: Path, fact: int) -> Steps:
    """What a function throws to a call and does not catch itself."""
    if throws := [value for value in e.p.throws(fn) if _catching(e.p, value) < 0]:
        yield from flow_calls.left_with(e, fn, call, path, fact, throws)


def _catching(p: Program, node: int) -> int:
    """The `try` of the same function that catches what is thrown at a node, or -1."""
    child, up = node, p.parent[node]
    while up >= 0 and not p.is_function(up):
        if p.kind[up] == K["try_statement"] and p.field[child] == BODY and p.child(up, F["handler"]) >= 0:
            return up
        child, up = up, p.parent[up]
    return -1
