"""Values through promises: who settles `new Promise(…)`, and what `.then(…)` hands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.program_syntax import ARGS, CALL, DECLARATOR, IDENT, NEW

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_SETTLED = 12
_GATHERING = catalog.IDENTITY


def promise_of(p: Program, node: int) -> int:
    """The `new Promise(…)` whose resolve function a variable is, or -1."""
    if p.kind[node] != IDENT or p.binding[node] < 0:
        return -1
    fn, index = p.param_index(p.binding[node])
    given = p.outermost(fn) if index == 0 else -1
    if given < 0 or p.kind[p.parent[given]] != ARGS:
        return -1
    promise = p.parent[p.parent[given]]
    return promise if is_promise(p, promise) else -1


def is_promise(p: Program, node: int) -> bool:
    """Is it `new Promise(…)`?"""
    return p.kind[node] == NEW and p.global_name(p.callee(node)) == "Promise"


def settled(p: Program, promise: int) -> list[int]:
    """What `new Promise(…)` is resolved with, by its executor or by whoever gets the resolve function from it.

    `done(x)`, `before.then(done)`, and `this.done = done` for `this.done(x)`.
    """
    found: list[int] = []
    for use in executed(p, promise):
        if p.is_callee(use):
            found += p.args(p.parent[use])[:1]
        elif (before := _before(p, use)) >= 0:
            found.append(before)
    return list(dict.fromkeys(found))[:_MAX_SETTLED]


def executed(p: Program, promise: int, index: int = 0) -> list[int]:
    """Mentions of the function that resolves `new Promise(…)`, or of the second, which rejects it."""
    args = p.args(promise)
    executor = p.strip(args[0]) if args else -1
    params = p.params(executor) if executor >= 0 and p.is_function(executor) else []
    if len(params) <= index or p.kind[params[index]] != IDENT or p.binding[params[index]] < 0:
        return []
    return p.value_uses(p.n + int(p.binding[params[index]]))


def _before(p: Program, use: int) -> int:
    """The promise in `promise.then(use)`, or -1."""
    call = p.parent[p.parent[use]]
    if p.kind[p.parent[use]] != ARGS or p.kind[call] != CALL or p.args(call)[:1] != [use]:
        return -1
    callee = p.callee(call)
    return p.base(callee) if p.is_access(callee) and p.key_text(callee) == "then" else -1


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


def resolvers(p: Program, made: int) -> list[int]:
    """Calls of the `resolve` that `Promise.withResolvers()` made: of its variable, or as a property of the whole."""
    up, key = p.parent[made], p.ids.get("resolve", -1)
    name = up + 1 if p.kind[up] == DECLARATOR else -1
    if name < 0 or key < 0:
        return []
    uses: list[int] = []
    if p.kind[name] == IDENT:
        whole = [a for a in p.accesses_sym(key) if p.kind[p.base(a)] == IDENT and p.binding[name] >= 0]
        uses = [a for a in whole if p.binding[p.base(a)] == p.binding[name]]
    for vertex, value in p.destructured.get(key, ()):
        if p.strip(value) == made and vertex >= p.n:
            uses += p.value_uses(vertex)
    return [p.parent[use] for use in uses if p.is_callee(use)]
