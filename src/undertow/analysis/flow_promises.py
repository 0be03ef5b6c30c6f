"""Demands on what promises come to: of several, of one that others settle, of what follows on one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls, program_promises
from undertow.analysis.flow_paths import Path, elements, within

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]


def raced(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Promise.race(list)`: one of its elements."""
    yield from ((listed, elements(path), fact) for listed in args[:1])


def all_settled(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Promise.allSettled(list)`: records of which `value` is what the promise came to."""
    value = e.p.ids.get("value", -1)
    inner = within(path[1:], value) if len(path) > 1 else path[1:]
    if args and path and inner is not None:
        yield args[0], (path[0], *inner), fact


def with_resolvers(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`const {promise, resolve} = Promise.withResolvers()`: what resolve is called with."""
    p = e.p
    if path[:1] != (p.ids.get("promise", -1),):
        return
    for use in program_promises.resolvers(p, node):
        yield from ((given, path[1:], e.fit(fact, given)) for given in p.args(use)[:1])


def then(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`promise.then(f, g)`: what these return."""
    for argument in args[:2]:
        for fn in e.p.functions(argument)[: flow_calls.MAX_TARGETS]:
            yield from flow_calls.results(e, fn, node, path, fact)
    if not args:
        yield e.p.base(e.p.callee(node)), path, fact


def settled(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`promise.catch(f)`, `promise.finally(f)`: the same promise, or what the function returns instead."""
    yield e.p.base(e.p.callee(node)), path, fact
    yield from then(e, node, args[:1], path, fact) if args else ()
