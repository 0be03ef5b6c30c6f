"""Calls that a way must have come through although it does not lead along their arguments.

A way from a source to a sink says by which calls it left functions. The function that the source itself stands in was
called too, and the closure that sends was made by somebody: where there is only one such call, it tells what the
closure and its functions were given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from undertow.analysis.flow_calls import maker_of
from undertow.analysis.program_owners import class_of_constructor, found_at
from undertow.analysis.program_syntax import ARGS, CALL, NEW

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_AROUND = 3
_MAX_CALLS = 40
"""Calls that are looked at for one way."""
_MAX_CHAINED = 8


def completed(p: Program, context: Mapping[int, int], source: int) -> dict[int, int]:
    """The calls of a way, and those that can only have led there.

    Args:
        p: the script.
        context: function → the call through which the data came.
        source: where the data is read.
    """
    found = dict(context)
    todo = [source, *context.values()]
    for place in islice(todo, _MAX_CALLS):  # grows while it is walked
        inner = -1
        for fn in _around(p, place):
            call = found.get(fn, -1)
            if call < 0:
                call = _maker(p, fn, found[inner]) if inner in found else -1
                call = call if call >= 0 else only_call(p, fn)
                if call >= 0:
                    found[fn] = call
                    todo.append(call)
            inner = fn
    for fn, call in list(found.items()):
        for other, at in _chained(p, fn, call):
            found.setdefault(other, at)
    return with_makers(p, {**dict(_registered(p, source)), **found}, _maker)


def with_makers(
    p: Program, calls: Mapping[int, int], maker: Callable[[Program, int, int], int] = maker_of
) -> dict[int, int]:
    """Calls, and those that made the closures which they run: `to(host)(data)`.

    Args:
        p: the script.
        calls: function → the call by which it is entered.
        maker: tells the call of a function by which it made the closure that a call runs, or -1.
    """
    found = dict(calls)
    for fn, call in calls.items():
        for outer in islice(_around(p, fn), _MAX_AROUND):  # `new Proxy({}, {get: () => fn})` stands between them
            if outer in found:
                break
            if (made := maker(p, outer, call)) >= 0:
                found[outer] = made
                break
    return found


def _chained(p: Program, fn: int, call: int) -> Iterator[tuple[int, int]]:
    """The other calls on the object of a call that is made step by step: `.url(…)` in `request().url(u).body(b)`.

    Args:
        p: the script.
        fn: a method.
        call: a call of it.
    """
    owner = found_at(p, fn) if p.kind[call] == CALL else -1
    if owner < 0:
        return
    for one in (*islice(_before(p, call), _MAX_CHAINED), *islice(_after(p, call), _MAX_CHAINED)):
        functions = p.functions(p.callee(one))
        if len(functions) == 1 and functions[0] != fn and found_at(p, functions[0]) == owner:
            yield functions[0], one


def _before(p: Program, call: int) -> Iterator[int]:
    """The calls whose results the methods of a chain are called on, up to this call."""
    while p.is_access(p.callee(call)) and p.kind[call := p.strip(p.base(p.callee(call)))] == CALL:
        yield call


def _after(p: Program, call: int) -> Iterator[int]:
    """The calls of a chain that follow a call."""
    while p.is_access(up := p.parent[call]) and p.base(up) == call and p.is_callee(up):
        call = p.parent[up]
        yield call


def _around(p: Program, place: int) -> Iterator[int]:
    fn = p.enclosing[place]
    while fn >= 0 and p.is_function(fn):
        yield fn
        fn = p.enclosing[fn]


def _registered(p: Program, source: int) -> Iterator[tuple[int, int]]:
    """`make(host).use(step)`: what a step that the source stands in is handed to was made by that call of `make`."""
    for fn in _around(p, source):
        call = p.parent[p.parent[fn]] if p.kind[p.parent[fn]] == ARGS else -1
        targets = p.functions(p.callee(call)) if call >= 0 and p.kind[call] == CALL else []
        if len(targets) == 1 and (outer := p.enclosing[targets[0]]) >= 0 and p.is_function(outer):
            made = _maker(p, outer, call)
            yield from [(outer, made)] if made >= 0 else ()


def _maker(p: Program, outer: int, call: int) -> int:
    """The call or `new` of the function around a closure that made the closure which a call runs, or -1."""
    if (made := maker_of(p, outer, call)) >= 0 or p.kind[call] != CALL:
        return made
    callee = p.callee(call)
    origins = p.origins(p.base(callee)) if p.is_access(callee) else ()
    is_one = len(origins) == 1 and p.kind[origins[0]] == NEW
    return origins[0] if is_one and p.class_of(p.callee(origins[0])) == class_of_constructor(p, outer) else -1


def only_call(p: Program, fn: int) -> int:
    """The only call, other than its own, of a function that is handed to nobody, or -1."""
    calls = [call for call, _ in p.call_sites(fn) if not p.contains(fn, call)]
    return calls[0] if len(calls) == 1 and not p.callback_sites(fn) else -1
