"""Statements that can never run: after a return in the same list, in a loop whose condition is false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import F, K, kind_mask
from undertow.analysis.guards_asserts import only_throws
from undertow.analysis.program_syntax import ALTERNATIVE, BLOCK, BODY, CONDITION, CONSEQUENCE

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_LISTS = kind_mask(["program", "statement_block", "switch_case", "switch_default"])
EXITS = kind_mask(["return_statement", "throw_statement", "break_statement", "continue_statement"])
"""Statements that leave what they stand in."""
_LOOPS = (K["while_statement"], K["for_statement"])
_IN_LOOP = (BODY, F["increment"])
_FALSE = ("false", "!1", "0", "null")


def is_dead(p: Program, node: int) -> bool:
    """Can control certainly not come to the node within its function (and those around it)?"""
    child, up = node, p.parent[node]
    while up >= 0:
        if _LISTS[p.kind[up]] and any(leaves(p, statement) for statement in _before(p, up, child)):
            return True
        if p.kind[up] in _LOOPS and p.field[child] in _IN_LOOP and _is_false(p, p.child(up, CONDITION)):
            return True
        child, up = up, p.parent[up]
    return False


def _before(p: Program, block: int, child: int) -> list[int]:
    """Statements before one in its list; a function declaration runs nowhere and is called from anywhere."""
    if p.kind[child] in (K["function_declaration"], K["generator_function_declaration"]):
        return []
    return [statement for statement in p.children(block) if statement < child]


def _is_false(p: Program, condition: int) -> bool:
    return condition >= 0 and p.c.text(p.strip(condition)) in _FALSE


def leaves(p: Program, statement: int) -> bool:
    """Does control certainly not go on behind the statement?"""
    kind = p.kind[statement]
    if EXITS[kind] or only_throws(p, statement):
        return True
    if kind == BLOCK:
        return any(leaves(p, inner) for inner in p.children(statement))
    if kind == K["if_statement"]:
        alternative = p.child(statement, ALTERNATIVE)
        return alternative >= 0 and leaves(p, p.child(statement, CONSEQUENCE)) and leaves(p, alternative + 1)
    if kind == K["try_statement"]:
        handler = p.child(statement, F["handler"])
        last = p.child(statement, F["finalizer"])
        if last >= 0 and leaves(p, p.child(last, BODY)):
            return True
        return leaves(p, p.child(statement, BODY)) and (handler < 0 or leaves(p, p.child(handler, BODY)))
    return False
