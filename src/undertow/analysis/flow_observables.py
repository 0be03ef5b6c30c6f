"""Demands on what comes through the pipes of observables, see `program_pipes`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls, program_pipes
from undertow.analysis.flow_paths import ELEMENT, Path, ask
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import CALL

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
_LISTS = frozenset({"of", "from"})


def handed(e: Tabulation, call: int, at: int, index: int, path: Path) -> Steps:
    """What a function gets that a stage of a pipe, or `subscribe`, is given."""
    p = e.p
    if at or index:
        return
    pipe, stage = program_pipes.place(p, call)
    if pipe >= 0:
        yield from _coming_in(e, pipe, stage, path)
    elif (heard := program_pipes.subscribed(p, call, at)) >= 0:
        yield from _observed(e, heard, path)


def to_member(e: Tabulation, fn: int, index: int, path: Path) -> Steps:
    """What `next` gets in `subscribe({next(value) {…}})`."""
    if index == 0 and (heard := program_pipes.subscriber(e.p, fn)) >= 0:
        yield from _observed(e, heard, path)


def _observed(e: Tabulation, node: int, path: Path) -> Steps:
    """What an observable gives."""
    p = e.p
    node = defined(p, p.strip(node))
    yield from ((value, path, 0) for value in program_pipes.put_in(p, node))
    if p.kind[node] != CALL:
        return
    name, callee = p.method_name(node), p.callee(node)
    if p.is_access(callee) and name == "pipe":
        yield from _coming_in(e, node, len(p.args(node)), path)
    elif p.is_access(callee) and name == "asObservable":
        yield from _observed(e, p.base(callee), path)
    elif name in _LISTS and not p.functions(callee):
        for given in p.args(node):
            yield given, path, 0
            if name == "from":
                yield given, ask(ELEMENT, path), 0


def _coming_in(e: Tabulation, pipe: int, index: int, path: Path) -> Steps:
    p = e.p
    added, made = program_pipes.coming_in(p, pipe, index)
    yield from ((constant, path, 0) for constant in added)
    if made == pipe:
        yield from _observed(e, p.base(p.callee(pipe)), path)
    elif p.method_name(made) in program_pipes.MAKING and p.args(made):
        for fn in p.functions(p.args(made)[0])[:2]:
            yield from flow_calls.results(e, fn, made, path, 0)
