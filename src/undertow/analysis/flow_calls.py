"""Demands on the result of a call: into the functions it may call, and out of them to the arguments of their calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import (
    flow_builtins,
    flow_changes,
    flow_frameworks,
    flow_instances,
    flow_parameters,
    program_heritage,
    program_interop,
    program_merging,
    program_pipes,
)
from undertow.analysis.columns import K
from undertow.analysis.flow_paths import ELEMENT, KEYED, PARSED, RECEIVER, Path, ask, unkeyed, within
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import ALL, ANY, CALL, FIRST_INDEX, IDENT, NEW, NO_SYMBOL, OBJECT_LITERAL

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]

MAX_TARGETS = 10
"""Functions followed from one call."""
_TELLING = frozenset({"Boolean", "isNaN", "isFinite"})
"""Functions of the browser whose result has nothing of what they are given."""


def call(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """What the result of a call is made of."""
    p = e.p
    if p.is_misread_await(node):
        yield p.strip(node), path, fact
        return
    callee = p.callee(node)
    if required := p.modules.required(node):
        yield from ((variable, path, 0) for variable in required)
        yield from ((value, path, 0) for value in p.modules.replaced_exports(node))
        return
    if by_machine := [*p.machines.sent(node), *p.machines.results(node)]:
        yield from ((value, path, e.fit(fact, value)) for value in by_machine)
        return
    functions = p.functions(callee)[:MAX_TARGETS] if p.kind[callee] != K["import"] else []
    if node in p.steps.calls and (stages := p.steps.of(node)) is not None:
        yield from (s for step in stages.last for s in _of_stage(e, node, step, path, fact))
        return
    if len(functions) > 1:
        functions = flow_instances.meant(e, callee, functions, fact)
    if not functions and (p.kind[callee] == IDENT or (p.is_access(callee) and p.key(callee) == ANY)):
        functions = e.stores.elements_called(node)[:MAX_TARGETS]
    if program_merging.merges(p, node, functions):
        yield from flow_builtins.merged(e, node, p.args(node), path, fact)
        return
    for fn in functions:
        if (index := p.handed_back(fn)) >= 0:
            yield from e.argument(fn, node, index, path, fact)
            if path[:1] == (p.ids.get("default", NO_SYMBOL),) and program_interop.wrapped(p, fn) >= 0:
                yield from e.argument(fn, node, index, path[1:], fact)
        else:
            yield from results(e, fn, node, path, fact)
    by_framework = flow_frameworks.results(e, node, p.args(node), path, fact) if not functions else None
    if by_framework is not None:
        yield from by_framework
    elif not functions:
        keeps_key = p.key_text(callee) in ("entries", "find", "get")
        yield from flow_builtins.result(e, node, callee, path if keeps_key else unkeyed(path), fact)
    if not functions and path and path[0] not in (PARSED, KEYED):
        yield from flow_changes.into(e, node, path, fact)
        yield from flow_frameworks.shown(e, node, path, fact)


def _of_stage(e: Tabulation, node: int, step: int, path: Path, fact: int) -> Steps:
    """What one of several steps gives, which the call `node` runs one after the other; or what the first is given."""
    stages = e.p.steps.of(node)
    if stages is not None and step == stages.first:
        yield step, path, e.fit(fact, step)
    functions = e.p.functions(step)
    for fn in functions:
        yield from results(e, fn, node, path, fact)
    if stages is not None and not functions and e.p.global_name(step) not in _TELLING:  # `JSON.stringify`
        for earlier in stages.preceding(step):
            yield from _of_stage(e, node, earlier, (ALL,), fact)


def before(e: Tabulation, fn: int, node: int, path: Path, fact: int) -> list[State] | None:
    """What a function gets as one of several steps: what the step before it gives. None if it is none of several."""
    stages = e.p.steps.of(node)
    known = stages.before(e.p, fn) if stages is not None else None
    return None if known is None else [s for step in known for s in _of_stage(e, node, step, path, fact)]


def results(e: Tabulation, fn: int, node: int, path: Path, fact: int) -> Steps:
    """What a function returns to the call `node` (or to the access, if it is a getter)."""
    yield from left_with(e, fn, node, path, fact, e.p.returns(fn))


def left_with(e: Tabulation, fn: int, node: int, path: Path, fact: int, values: list[int]) -> Steps:
    """The same for these expressions of the function."""
    outer = e.around(fact, fn)
    made_in = e.p.enclosing[fn]
    if made_in >= 0 and (maker := maker_of(e.p, made_in, node)) >= 0 and e.facts[outer].fn != made_in:
        outer, wanted_of_maker = e.make(made_in, fact, maker)
        yield from e.asked(wanted_of_maker, into_argument, made_in, maker, fact)
    new, asked = e.enter(fn, path, fact, node, outer)
    yields = e.p.yields(fn) if path else []
    made = path
    if yields and path[:2] == (ELEMENT, e.p.ids.get("value", NO_SYMBOL)):
        made = path[2:]  # of `next()`
    elif yields and (path[0] == ELEMENT or path[0] <= FIRST_INDEX):
        values = []  # a loop over what a generator gives does not see what it returns
    for value in values:
        yield value, made, new
    for value in yields:
        yield value, within(path, ANY) or (), new
    yield from e.asked(asked, into_argument, fn, node, fact)


def maker_of(p: Program, made_in: int, call: int) -> int:
    """The call `make(…)` of the function around a closure that made it, for `const f = make(…)`, `f()` or `f.g()`.

    -1 if that is not known.
    """
    used = p.callee(call) if p.kind[call] == CALL else call
    used = p.strip(p.base(used) if p.is_access(used) else used)
    made = defined(p, used)
    return made if p.kind[made] == CALL and made != call and p.functions(p.callee(made)) == [made_in] else -1


def made_anew(p: Program, node: int) -> int:
    """The call that made the object of an expression, where each call of its function makes another; -1 if unknown."""
    made = defined(p, p.strip(node))
    functions = p.functions(p.callee(made)) if p.kind[made] == CALL else []
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    fresh = returned and all(p.kind[p.strip(v)] in (OBJECT_LITERAL, NEW) for v in returned)
    return made if fresh else -1


def into_argument(e: Tabulation, fn: int, node: int, index: int, path: Path, fact: int) -> Steps:
    """The demand of a function's parameter, at one place that calls it."""
    p = e.p
    shift = program_heritage.RUN_SHIFT if program_heritage.is_run(p, node) and not _enters(p, fn, node) else 0
    if index == 0 and node in p.steps.calls and (of_step := before(e, fn, node, path, fact)) is not None:
        yield from of_step
        return
    if index == RECEIVER and (shift or p.kind[node] != CALL or _enters(p, fn, node)):
        used = p.callee(node) if p.kind[node] == CALL else node
        receiver = p.args(node)[0] if shift else p.base(used) if p.is_access(used) else -1
        if receiver >= 0:
            yield e.left(fn, node, (receiver, path, fact))
        return
    if p.is_access(node):  # a trap of a proxy, whose first parameter is what the proxy stands for
        made = [o for o in p.origins(p.base(node)) if index == 0 and p.kind[o] == NEW and p.args(o)]
        yield from ((p.args(o)[0], path, e.fit(fact, o)) for o in made)
        return
    if p.method_name(node) == "useReducer" and fn not in p.functions(p.callee(node)):
        yield from flow_parameters.dispatched(e, node, index, path)
        return
    if p.kind[node] == CALL and p.is_access(p.callee(node)) and fn not in p.functions(p.callee(node)):
        name = p.method_name(node)
        if name == "call":
            shift = 1
        elif name == "apply":
            args = p.args(node)
            if index == RECEIVER:
                yield from ((given, path, fact) for given in args[:1])
            elif len(args) > 1:
                yield args[1], ask(FIRST_INDEX - index, path), fact
            return
        else:
            at = next((i for i, a in enumerate(p.args(node)) if fn in p.functions(a)), -1)
            if at >= 0:
                yield from flow_parameters.handed(e, node, at, index, path, fact)
            return
    elif p.kind[node] == CALL and program_pipes.place(p, node)[0] >= 0:
        yield from flow_parameters.handed(e, node, 0, index, path, fact)
        return
    yield from e.argument(fn, node, index + shift, path, fact)


def _enters(p: Program, fn: int, call: int) -> bool:
    """Is the function what the call itself calls?"""
    return fn in p.functions(p.callee(call))
