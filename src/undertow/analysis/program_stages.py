"""Functions that a value goes through one after the other: `steps.reduce((value, step) => step(value), first)`.

Which step comes before which stands in the list: written down, or the further arguments of `pipe(trim, lower, send)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.program_lists import rest_place
from undertow.analysis.program_owners import class_of_constructor
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    AWAIT,
    CALL,
    FIELD_DEFINITION,
    IDENT,
    LEFT,
    NEW,
    SPREAD,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_REDUCING = ("reduce", "reduceRight")
_MAX_LISTS = 12
_MAX_STEPS = 24
_DEPTH = 4


@dataclass(frozen=True)
class Stages:
    """The calls of steps by one `reduce`."""

    first: int
    """What the first step is given."""
    lists: tuple[tuple[int, ...], ...]
    """The steps in the order in which they run, for each list that there may be."""

    def before(self, p: Program, fn: int) -> list[int] | None:
        """The steps, or the first value, that give a step what it gets; None if that is not known."""
        found: list[int] = []
        for steps in self.lists:
            at = [i for i, step in enumerate(steps) if fn in p.functions(step)]
            if len(at) > 1:
                return None
            found += [steps[i - 1] if i else self.first for i in at]
        return list(dict.fromkeys(found)) or None

    def preceding(self, step: int) -> list[int]:
        """The steps right before one, or the first value if it is the first of its list."""
        places = ((steps, steps.index(step)) for steps in self.lists if step in steps)
        return list(dict.fromkeys(steps[at - 1] if at else self.first for steps, at in places))

    @property
    def last(self) -> list[int]:
        """The steps that run last."""
        return list(dict.fromkeys(steps[-1] for steps in self.lists))


class Steps:
    """The calls of steps of one script.

    Args:
        p: the script.
    """

    def __init__(self, p: Program) -> None:
        self._p = p
        self._known: dict[int, Stages | None] = {}

    @cached_property
    def calls(self) -> frozenset[int]:
        """Calls that may be of one of several steps: `step(value)` in a loop, or for a `reduce`."""
        return frozenset(_candidates(self._p))

    def of(self, call: int) -> Stages | None:
        """The steps that a call runs one after the other; None if their order is not known."""
        if call not in self._known:
            self._known[call] = _of_call(self._p, call) if call in self.calls else None
        return self._known[call]


def _candidates(p: Program) -> Iterator[int]:
    """Calls that look like `step(value)` in a loop or in the callback of a `reduce`."""
    names: list[int] = []
    for reducing in (call for name in _REDUCING for call in p.method_calls(name)):
        args = p.written_args(reducing)
        names += p.params(args[0])[1:2] if args and p.is_function(args[0]) else []
    names += [p.child(loop, LEFT) for loop in p.c.where("for_in_statement").tolist()]
    for name in names:
        for ref in p.s.references(p.binding[name]).tolist() if p.kind[name] == IDENT and p.binding[name] >= 0 else ():
            up = p.parent[ref]
            call = up if p.is_callee(ref) else p.parent[up] if p.kind[up] == ARGS else -1
            if call >= 0 and (up == call or p.method_name(call) == "then"):
                yield call


def _of_call(p: Program, call: int) -> Stages | None:
    """The steps that one of the candidates runs; None if it runs none of which the order is known."""
    if p.kind[call] != CALL:
        return None
    step, value = _step_and_value(p, call)
    if step < 0 or p.kind[step] != IDENT or p.kind[value] != IDENT or min(p.binding[step], p.binding[value]) < 0:
        return None
    fn, index = p.param_index(p.binding[step])
    if fn < 0:
        return _of_loop(p, call, step, value)
    if index != 1 or p.kind[p.parent[fn]] != ARGS or p.param_index(p.binding[value]) != (fn, 0):
        return None
    return _of_reduce(p, p.parent[p.parent[fn]], fn)


def _step_and_value(p: Program, call: int) -> tuple[int, int]:
    """(step, value) of `step(value)`, `step(await value)` and `value.then(step)`; -1 for both where it is none."""
    args, callee = p.written_args(call), p.written_callee(call)
    if len(args) != 1:
        return -1, -1
    if p.is_access(callee) and p.key_text(callee) == "then":
        return p.strip(args[0]), p.strip(p.base(callee))
    value = p.strip(args[0])
    return callee, p.strip(value + 1) if p.kind[value] == AWAIT else value


def _of_loop(p: Program, call: int, step: int, value: int) -> Stages | None:
    """`for (const step of steps) value = step(value)`."""
    listed = p.looped_over(p.binding[step])
    outer = p.parent[call] if p.kind[p.parent[call]] == AWAIT else call
    store = p.parent[outer]
    if listed < 0 or p.kind[store] != ASSIGN or p.binding[store + 1] != p.binding[value] or p.kind[store + 1] != IDENT:
        return None
    others = [x for x in p.writes(p.binding[value]) if x != outer]
    lists = lists_of(p, listed)
    is_parameter = p.param_index(p.binding[value])[0] >= 0
    return Stages(others[0], tuple(map(tuple, lists))) if lists and len(others) == 1 and not is_parameter else None


def _of_reduce(p: Program, reducing: int, fn: int) -> Stages | None:
    callee = p.callee(reducing) if p.kind[reducing] == CALL else -1
    args = p.args(reducing) if callee >= 0 else []
    if args[:1] != [fn] or len(args) != 2 or p.key_text(callee) not in _REDUCING:
        return None
    lists = lists_of(p, p.base(callee))
    if not lists:
        return None
    if p.key_text(callee) == "reduceRight":
        lists = [steps[::-1] for steps in lists]
    return Stages(args[1], tuple(map(tuple, lists)))


def lists_of(p: Program, node: int) -> list[list[int]]:
    """The lists of steps that an expression may be, none of them empty; empty itself if they are not all known."""
    found = _lists(p, node, _DEPTH)
    return found if all(0 < len(steps) <= _MAX_STEPS for steps in found) else []


def _lists(p: Program, node: int, depth: int) -> list[list[int]]:
    """The lists that an expression may be, all of them; empty if they are not known."""
    node = p.strip(node)
    if p.kind[node] == CALL and depth and p.is_access(p.callee(node)) and not p.args(node):
        name, inner = p.key_text(p.callee(node)), _lists(p, p.base(p.callee(node)), depth - 1)
        return inner if name in ("slice", "flat") else [x[::-1] for x in inner] if name == "reverse" else []
    if p.kind[node] == ARRAY and len(p.children(node)) == 1 and p.kind[node + 1] == SPREAD:
        return _lists(p, node + 2, depth - 1) if depth else []
    parts = p.fixed.parts(node)
    if parts and p.kind[parts[0]] == ARRAY:
        return [p.children(parts[0])]
    fn, index = rest_place(p, node)
    if fn < 0:
        given = _given(p, node) if depth else -1
        return _lists(p, given, depth - 1) if given >= 0 else _filled(p, node)
    sites = p.call_sites(fn)
    found = [p.args(call)[index + shift :] for call, shift in sites[:_MAX_LISTS]]
    known = len(sites) <= _MAX_LISTS and not any(p.kind[x] == SPREAD for steps in found for x in steps)
    return found if known else []


def _given(p: Program, node: int) -> int:
    """What the only call of a function gives a parameter that is only read, or -1."""
    b = int(p.binding[node]) if p.kind[node] == IDENT else -1
    fn, index = p.param_index(b) if b >= 0 else (-1, -1)
    sites = p.call_sites(fn) if index >= 0 else []
    if len(sites) != 1 or not p.fixed.only_read(b):
        return -1
    call, shift = sites[0]
    return next(iter(p.args(call)[index + shift : index + shift + 1]), -1)


def _filled(p: Program, node: int) -> list[list[int]]:
    """The one list that is empty at first, and filled by `use(step)` while the script loads."""
    made = p.origins(node)
    if len(made) != 1 or p.kind[made[0]] != ARRAY or p.children(made[0]) or not _is_one(p, made[0]):
        return []
    found: list[int] = []
    for given in p.put.of(made[0]):
        fn, index = p.parameter(given)
        if index < 0:
            return []
        for call, shift in p.call_sites(fn):
            if p.is_function(p.enclosing[call]) or len(p.args(call)) <= index + shift:
                return []
            found.append(p.args(call)[index + shift])
    return [sorted(found)] if found else []


def _is_one(p: Program, made: int) -> bool:
    """Is there only one list that the literal makes: at the top, or of the only instance of a class?"""
    fn = p.enclosing[made]
    if fn < 0 or not p.is_function(fn):
        up = p.parent[made]
        klass = p.parent[p.parent[up]] if p.kind[up] == FIELD_DEFINITION else -1
    else:
        klass = class_of_constructor(p, fn)
        klass = klass if klass != fn else -2
    if klass < 0:
        return klass == -1
    return sum(p.kind[p.parent[use]] == NEW for use in p.value_uses(klass)) == 1 and not p.subclasses(klass)
