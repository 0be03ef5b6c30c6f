"""Edits that write a table that is filled right after it is made as one literal: `var o = {}; o.a = 1` → `{"a": 1}`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from undertow.analysis.columns import Columns, F, K
from undertow.analysis.decode_closed import ACCESS
from undertow.analysis.decode_rewrite import Piece
from undertow.analysis.scopes import Scopes


def table_edits(c: Columns, s: Scopes) -> dict[int, Sequence[Piece]]:
    """The literals, and what remains of the statements that filled them."""
    edits: dict[int, Sequence[Piece]] = {}
    for node in c.where("object").tolist():
        filled = _filled(c, s, node)
        if filled.members:
            edits[node] = _literal(c, node, filled.members)
            edits.update(filled.statements)
    return edits


@dataclass(frozen=True)
class _Filled:
    """What follows a table's declaration and only fills it."""

    members: list[tuple[str, int]]
    """Key and value node, in order."""
    statements: dict[int, Sequence[Piece]]
    """Statement -> what remains of it."""


def _filled(c: Columns, s: Scopes, literal: int) -> _Filled:
    found = _Filled([], {})
    declarator = int(c.parent[literal])
    if c.kind[declarator] != K["variable_declarator"] or c.kind[declarator + 1] != K["identifier"]:
        return found
    b = int(s.binding[declarator + 1])
    declaration = int(c.parent[declarator])
    if b < 0 or s.b_decls[b] != 1 or c.last[declarator] != c.last[declaration]:  # others may read it in between
        return found
    statement, stop = int(c.last[declaration]), int(c.last[c.parent[declaration]])
    while statement < stop and c.kind[statement] == K["expression_statement"] and c.last[statement] > statement + 1:
        steps = _steps(c, statement + 1)
        own = 0
        while own < len(steps) and (member := _member(c, s, steps[own], b)) is not None:
            found.members.append(member)
            own += 1
        if own:
            found.statements[statement] = _rest(steps[own:])
        if own < len(steps):
            break
        statement = int(c.last[statement])
    return found


def _steps(c: Columns, node: int) -> list[int]:
    """Operands of a sequence, however it is nested, or the expression itself."""
    steps: list[int] = []
    todo = [node]
    while todo:
        at = todo.pop()
        if c.kind[at] == K["sequence_expression"]:
            todo += c.children(at)[::-1]
        else:
            steps.append(at)
    return steps


def _member(c: Columns, s: Scopes, step: int, b: int) -> tuple[str, int] | None:
    """Key and value of `o.key = value` where the value does not need o; None for all else."""
    if c.kind[step] != K["assignment_expression"]:
        return None
    access, value = c.child(step, F["left"]), c.child(step, F["right"])
    if not ACCESS[c.kind[access]] or c.kind[access + 1] != K["identifier"] or s.binding[access + 1] != b:
        return None
    key = int(c.last[access + 1])
    if key >= c.last[access] or c.kind[key] not in (K["property_identifier"], K["string"]):
        return None
    refs = s.references(b)
    if ((refs >= value) & (refs < c.last[value])).any() or c.symbols[c.sym[key]] == "__proto__":
        return None
    return c.symbols[c.sym[key]], value


def _literal(c: Columns, node: int, members: list[tuple[str, int]]) -> list[Piece]:
    pieces: list[Piece] = [b"{"]
    for child in c.children(node):
        pieces += [child, b", "]
    for key, value in members:
        pieces += [json.dumps(key, ensure_ascii=False).encode("utf-8", "replace"), b": ", value, b", "]
    return [*pieces[:-1], b"}"]


def _rest(steps: list[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for step in steps:
        pieces += [step, b", "]
    return [*pieces[:-1], b";"] if pieces else []
