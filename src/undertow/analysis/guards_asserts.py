"""Functions that only let pass: `assert(ok)`, which throws unless a test holds, and functions that always throw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program_syntax import ALTERNATIVE, AWAIT, BLOCK, BODY, CALL, CONDITION, CONSEQUENCE, IDENT

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_IF, _THROW, _RETURN = K["if_statement"], K["throw_statement"], K["return_statement"]
_STATEMENT = K["expression_statement"]
_PASSED = kind_mask(["expression_statement", "lexical_declaration", "variable_declaration", "comment"])
_MAX_STATEMENTS = 12


def called_alone(p: Program, statement: int) -> int:
    """The call that a statement consists of, also if it is awaited; -1 for other statements."""
    if p.kind[statement] != _STATEMENT:
        return -1
    node = p.strip(statement + 1)
    node = p.strip(node + 1) if p.kind[node] == AWAIT else node
    return node if p.kind[node] == CALL else -1


def asserted(p: Program, call: int) -> Iterator[tuple[int, int, bool]]:
    """(function, test, whether it held) for each test without which a call of a function of the script throws."""
    functions = p.functions(p.callee(call))
    body = p.child(functions[0], BODY) if len(functions) == 1 else -1
    if body < 0 or p.kind[body] != BLOCK:
        return
    statements = p.children(body)[:_MAX_STATEMENTS]
    for i, statement in enumerate(statements):
        if p.kind[statement] == _IF and p.child(statement, ALTERNATIVE) < 0:
            way = _last(p, p.child(statement, CONSEQUENCE))
            if way == _THROW:
                yield functions[0], p.child(statement, CONDITION), False
            elif way == _RETURN and i + 2 == len(statements) and p.kind[statements[-1]] == _THROW:
                yield functions[0], p.child(statement, CONDITION), True
                return
            elif way == _RETURN:
                return
        elif not _PASSED[p.kind[statement]]:
            return


def _last(p: Program, statement: int) -> int:
    """Kind of the statement that a branch ends with."""
    children = p.children(statement) if p.kind[statement] == BLOCK else [statement]
    return int(p.kind[children[-1]]) if children else -1


def only_throws(p: Program, statement: int) -> bool:
    """Is it a call of a function of the script that always throws: `fail("no")`?"""
    call = called_alone(p, statement)
    callee = p.callee(call) if call >= 0 else -1
    if callee < 0 or p.kind[callee] != IDENT or p.binding[callee] < 0:
        return False
    fn = p.parent[int(p.s.b_node[p.binding[callee]])]
    if p.kind[fn] != K["function_declaration"] or p.c.source.startswith(b"async", int(p.c.start[fn])):
        return False
    for inner in p.children(p.child(fn, BODY))[:_MAX_STATEMENTS]:
        if not _PASSED[p.kind[inner]]:
            return bool(p.kind[inner] == _THROW)
    return False
