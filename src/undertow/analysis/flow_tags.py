"""Messages told apart by a field: `if (data.type === "save")` in the handler, `{type: "log", …}` where it is posted.

A way that leads through such a message to code that only runs for others proves no flow.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_branches
from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import (
    BINARY,
    IDENT,
    LEFT,
    OBJECT_LITERAL,
    RIGHT,
    SHORTHAND_PATTERN,
    SPREAD,
    VALUE,
)
from undertow.analysis.program_tests import COMPARING

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State
    from undertow.model import Guard

_SWITCH = K["switch_statement"]
_MAX_MENTIONS = 40
_TEST = re.compile(r"([A-Za-z_$][\w$]*)(?:\.[\w$]+)*?(?:\.([\w$]+))? (===|==|!==|!=) \"([^\"\\]*)\"")


def is_for_others(p: Program, states: Iterable[State], guards: Iterable[Guard]) -> bool:
    """Does the way lead through a message whose field is certainly not what a guard on the way wants?"""
    vertices = [v for v, _, _ in states]
    messages = list(_messages(p, vertices))
    if messages and _leads_elsewhere(p, messages, vertices):
        return True
    for guard in guards if messages else ():
        test = _TEST.fullmatch(guard.code)
        if test is None:
            continue
        name, key, operator, wanted = test.groups()
        for b, literal in messages:
            told = _told(p, literal, _tested(p, b, name, key or ""))
            if told is not None and ((told == wanted) == operator.startswith("=")) != guard.holds:
                return True
    return False


def _leads_elsewhere(p: Program, messages: list[tuple[int, int]], vertices: list[int]) -> bool:
    """Does the way go through a branch of the function that gets a message to which control comes with others only?"""
    for b, literal in messages:
        values = p.members(literal).get(_branched_on(p, b), [])
        told = p.string_sym(values[0]) if len(values) == 1 else -1
        if told < 0 or any(p.kind[m] == SPREAD for m in p.children(literal)):
            continue
        fn = int(p.s.b_scope[b])
        inside = [v for v in vertices if v < p.n and p.contains(fn, v)]
        if any(flow_branches.excludes(p, v, {-1 - b: told}) for v in inside):
            return True
    return False


def _branched_on(p: Program, b: int) -> int:
    """The property of a variable that a switch, or a comparison with a constant, is about; -1 if there is none."""
    for ref in p.s.references(b)[:_MAX_MENTIONS].tolist():
        access = p.parent[ref]
        if not p.is_access(access) or p.base(access) != ref or p.key(access) < 0:
            continue
        up = p.parent[p.outermost(access)]
        compared = p.kind[up] == BINARY and p.operator(up) in COMPARING
        if p.kind[up] == _SWITCH or (compared and any(p.string_sym(p.child(up, side)) >= 0 for side in (LEFT, RIGHT))):
            return p.key(access)
    return -1


def _messages(p: Program, vertices: list[int]) -> Iterator[tuple[int, int]]:
    """(variable of a parameter, object literal that it was given) along the way."""
    for one, other in itertools.pairwise(vertices):
        for variable, literal in ((one, other), (other, one)):
            is_message = p.n <= variable < p.n + p.nb and literal < p.n and p.kind[literal] == OBJECT_LITERAL
            if is_message and _parameter(p, variable - p.n) >= 0:
                yield variable - p.n, literal


def _parameter(p: Program, b: int) -> int:
    """The parameter (name or pattern) of a function that declares the variable, or -1."""
    node = int(p.s.b_node[b])
    fn = p.enclosing[node]
    params = p.params(fn) if fn >= 0 and p.is_function(fn) else []
    return next((param for param in params if param <= node < p.last[param]), -1)


def _tested(p: Program, b: int, name: str, key: str) -> int:
    """The symbol of the message's property that a test of `name` or `name.key` is about, or -1."""
    param = _parameter(p, b)
    for node in range(param, p.last[param]):
        if p.kind[node] not in (IDENT, SHORTHAND_PATTERN) or p.text(p.sym[node]) != name or p.binding[node] < 0:
            continue
        if key:
            return p.ids.get(key, -1)
        pair = p.parent[node]
        renamed = p.field[node] == VALUE
        return p.sym[pair + 1] if renamed else p.sym[node] if p.kind[node] == SHORTHAND_PATTERN else -1
    return -1


def _told(p: Program, literal: int, key: int) -> str | None:
    """The constant text under a key of a message, None if there is none or it may be another."""
    if key < 0 or any(p.kind[m] == SPREAD for m in p.children(literal)):
        return None
    values = p.members(literal).get(key, [])
    sym = p.string_sym(values[0]) if len(values) == 1 else -1
    return p.text(sym) if sym >= 0 else None
