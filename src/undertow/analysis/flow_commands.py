"""Commands told apart by an element of their list: `["log", text]`, `tag("set", {…})`, where code runs for others only.

A way that leads through such a list to what is done with another command proves no flow.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    CALL,
    FIRST_INDEX,
    IDENT,
    INDEX,
    METHOD,
    OBJECT_LITERAL,
    PAIR,
    SPREAD,
    SUBSCRIPT,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State
    from undertow.analysis.program import Program
    from undertow.model import Guard

_TEST = re.compile(r"([A-Za-z_$][\w$]*)\[(\d)\] (===|==|!==|!=) \"([^\"\\]*)\"")


def is_other_command(p: Program, states: Iterable[State], guards: Iterable[Guard]) -> bool:
    """Does the way lead through a list whose element is certainly not what a test, or a table of commands, wants?"""
    vertices = [v for v, _, _ in states]
    commands = list(_commands(p, vertices))
    if not commands:
        return False
    names = {p.text(p.sym[v]) for v in vertices if v < p.n and p.kind[v] == IDENT}
    names |= {p.text(p.sym[int(p.s.b_node[v - p.n])]) for v in vertices if p.n <= v < p.n + p.nb}
    for guard in guards:
        if (test := _TEST.fullmatch(guard.code)) is None or test[1] not in names:
            continue
        told = {_told(p, command, int(test[2])) for command in commands}
        wants_it = guard.holds == (test[3][0] == "=")
        if "" not in told and all((text == test[4]) != wants_it for text in told):
            return True
    for at, name in _dispatched(p, vertices):
        told = {_told(p, command, at) for command in commands}
        if "" not in told and name not in told:
            return True
    return False


def _commands(p: Program, vertices: list[int]) -> Iterator[list[int]]:
    """The elements of the lists on the way: of array literals, and what calls give functions that take `arguments`."""
    given = set(p.free("arguments"))
    for one, other in itertools.pairwise(vertices):
        for v in (one, other):
            items = p.children(v) if v < p.n and p.kind[v] == ARRAY else []
            if items and not any(p.kind[item] == ARRAY and item in vertices for item in items):  # else a list of such
                yield items
        for taken, argument in ((one, other), (other, one)):
            if taken not in given or argument >= p.n or p.kind[p.parent[argument]] != ARGS:
                continue
            call = p.parent[p.parent[argument]]
            if p.kind[call] == CALL and int(p.this_scope[taken]) in p.functions(p.callee(call)):
                yield p.args(call)


def _told(p: Program, command: list[int], at: int) -> str:
    """The constant text at a place of a list; empty if it is none, or not known."""
    if at >= len(command) or any(p.kind[item] == SPREAD for item in command[: at + 1]):
        return ""
    return p.string(command[at])


def _dispatched(p: Program, vertices: list[int]) -> Iterator[tuple[int, str]]:
    """(place, name) of `table[command[0]](…)` on the way, where that leads to the function of that name."""
    entered = {p.param_index(v - p.n)[0] for v in vertices if p.n <= v < p.n + p.nb}
    for v in vertices:
        call = p.parent[p.parent[v]] if v < p.n and p.kind[p.parent[v]] == ARGS else -1
        callee = p.written_callee(call) if call >= 0 and p.kind[call] == CALL else -1
        if callee >= 0 and p.key_text(callee) in ("apply", "call"):
            callee = p.strip(p.base(callee))
        if callee < 0 or p.kind[callee] != SUBSCRIPT:
            continue
        index = p.strip(p.child(callee, INDEX))
        if p.kind[index] != SUBSCRIPT or p.key(index) > FIRST_INDEX:
            continue
        for fn in entered & set(p.functions(callee)):
            member = fn if p.kind[fn] == METHOD else p.parent[fn]
            if p.kind[member] in (METHOD, PAIR) and p.kind[p.parent[member]] == OBJECT_LITERAL:
                yield FIRST_INDEX - p.key(index), p.text(p.member_key(member))
