"""Pipes of observables: `fromEvent(field, "input").pipe(map(f), filter(g), switchMap(h)).subscribe(k)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import ARGS, CALL, IDENT, NEW, OBJECT_LITERAL, PAIR

if TYPE_CHECKING:
    from undertow.analysis.program import Program

MAKING = frozenset({"map", "switchMap", "mergeMap", "concatMap", "exhaustMap", "flatMap", "scan", "reduce", "expand"})
"""Operators that give what their function makes."""
CONSTANT = frozenset({"mapTo", "startWith", "defaultIfEmpty"})
"""Operators that give what they are given."""
PASSING = frozenset({
    "filter", "tap", "debounceTime", "throttleTime", "distinctUntilChanged", "auditTime", "delay", "take", "takeUntil",
    "skip", "share", "shareReplay", "debounce", "throttle", "takeWhile", "finalize", "retry", "catchError", "startWith",
    "distinct", "first", "last", "observeOn", "defaultIfEmpty", "takeLast", "skipUntil", "skipWhile", "timeout",
})  # fmt: skip
"""Operators that give what comes in."""
_SUBJECTS = frozenset({"Subject", "BehaviorSubject", "ReplaySubject", "AsyncSubject"})
_MAX_GIVEN = 24
_DEPTH = 6
_HEARING = MAKING | PASSING | {"subscribe", "forEach", "each"}
"""Methods of observables whose function gets what comes in."""


def place(p: Program, call: int) -> tuple[int, int]:
    """(call of `pipe`, index) of the stage that a call makes; (-1, -1) if it makes none, or is the script's own."""
    foreign = p.kind[p.callee(call)] != IDENT or not p.functions(p.callee(call))
    return _stage(p, call) if foreign else (-1, -1)


def _stage(p: Program, call: int) -> tuple[int, int]:
    args = p.parent[call]
    pipe = p.parent[args] if args >= 0 and p.kind[args] == ARGS else -1
    if pipe < 0 or p.kind[pipe] != CALL or p.key_text(p.callee(pipe)) != "pipe":
        return -1, -1
    return (pipe, p.args(pipe).index(call)) if call in p.args(pipe) else (-1, -1)


def subscribed(p: Program, call: int, at: int) -> int:
    """The observable that a function given to `subscribe` hears; -1 for other calls."""
    callee = p.callee(call)
    heard = at == 0 and p.is_access(callee) and p.key_text(callee) == "subscribe"
    return p.strip(p.base(callee)) if heard else -1


def subscriber(p: Program, fn: int) -> int:
    """The same for the `next` of an object of functions that is given to `subscribe`."""
    member = fn if p.kind[p.parent[fn]] == OBJECT_LITERAL else p.parent[fn]
    literal = p.parent[member]
    if p.kind[literal] != OBJECT_LITERAL or (p.kind[member] != PAIR and member != fn):
        return -1
    call = p.parent[p.parent[literal]]
    if p.text(p.member_key(member)) != "next" or p.kind[call] != CALL:
        return -1
    return subscribed(p, call, p.args(call).index(literal)) if literal in p.args(call) else -1


def coming_in(p: Program, pipe: int, index: int) -> tuple[list[int], int]:
    """What comes into a stage of a pipe: the stage before that makes it, with what stages between add to it.

    Constants that are added, and the call of the stage that makes the rest; that of the pipe if no stage makes it.
    """
    added: list[int] = []
    for stage in reversed(p.args(pipe)[:index]):
        name = p.method_name(stage)
        added += p.args(stage)[:1] if name in CONSTANT else []
        if name not in PASSING:
            return added, stage
    return added, pipe


def source_of(p: Program, call: int, depth: int = _DEPTH) -> int:
    """The call `fromEvent(target, "name")` whose events a stage gets unchanged; -1 if it gets something else.

    Also where the observable is the script's own, and where its stages are methods: `on(field, "input").map(f)`.
    """
    pipe, index = _stage(p, call)
    if pipe >= 0:
        _, made = coming_in(p, pipe, index)
        base = p.strip(p.base(p.callee(pipe))) if made == pipe else -1
    else:
        callee = p.callee(call)
        heard = p.is_access(callee) and p.key_text(callee) in _HEARING
        base = p.strip(p.base(callee)) if heard else -1
    while base >= 0 and depth:
        depth -= 1
        base = defined(p, base)
        callee = p.callee(base) if p.kind[base] == CALL else -1
        if callee >= 0 and p.key_text(callee) == "pipe":
            _, made = coming_in(p, base, len(p.args(base)))
            base = p.strip(p.base(callee)) if made == base else -1
        elif callee >= 0 and p.is_access(callee) and p.key_text(callee) in PASSING:
            base = p.strip(p.base(callee))
        else:
            return base if callee >= 0 and _makes_events(p, base) else -1
    return -1


def _makes_events(p: Program, call: int) -> bool:
    """Is it `fromEvent(target, "name")`, or a function of another name that listens for what it is given?"""
    args = p.args(call)
    if len(args) < 2 or p.kind[p.callee(call)] != IDENT:
        return False
    return p.method_name(call) == "fromEvent" or _listens(p, call)


def _listens(p: Program, call: int) -> bool:
    """Does the called function hand its first two parameters to `addEventListener`: `target`, and the name?"""
    for fn in p.functions(p.callee(call))[:1]:
        names = [p.binding[name] if p.kind[name] == IDENT else -2 for name in p.params(fn)[:2]]
        for access in p.accesses("addEventListener"):
            given = p.args(p.parent[access]) if p.is_callee(access) and p.contains(fn, access) else []
            bases = (p.strip(p.base(access)), p.strip(given[0])) if given else ()
            if bases and [p.binding[x] if p.kind[x] == IDENT else -1 for x in bases] == names:
                return True
    return False


def put_in(p: Program, node: int) -> Iterator[int]:
    """What is put into a subject: `subject.next(value)`, and what it begins with."""
    made = [o for o in p.origins(node) if p.kind[o] == NEW and p.name_of_called(p.callee(o)) in _SUBJECTS]
    if not made:
        return
    yield from (given for o in made for given in p.args(o)[:1])
    for access in p.accesses("next")[:_MAX_GIVEN]:
        if p.is_callee(access) and not {*made}.isdisjoint(p.origins(p.base(access))):
            yield from p.args(p.parent[access])[:1]
