"""Edits that undo the layout obfuscators give to statements: flattened lists and branches on constants."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from undertow.analysis.columns import Columns, F, K, kind_mask
from undertow.analysis.decode_rewrite import Piece
from undertow.analysis.scopes import FUNCTIONS, Scopes

_LISTS = kind_mask(["program", "statement_block", "switch_case", "switch_default"])
_TRUE = (b"true", b"!![]", b"1", b"!0")


def layout_edits(c: Columns, s: Scopes, disposable: Collection[int]) -> dict[int, Sequence[Piece]]:
    """Replacements for dispatch loops, for `if (true)` and `if (false)`, and for definitions nobody refers to."""
    edits: dict[int, Sequence[Piece]] = _unused(c, s, disposable)
    for node in c.where("while_statement").tolist():
        statements = _dispatched(c, s, node)
        if statements:
            pieces: list[Piece] = []
            for statement in statements:
                pieces += [statement, b"\n"]
            edits[node] = pieces
    for node in c.where("if_statement", "ternary_expression").tolist():
        chosen = _constant_branch(c, node)
        if chosen is not None:
            edits[node] = chosen
    return edits


def _condition(c: Columns, node: int) -> bytes:
    test = c.child(node, F["condition"])
    while test >= 0 and c.kind[test] == K["parenthesized_expression"] and c.last[test] > test + 1:
        test = c.children(test)[-1]
    return c.source[c.start[test] : c.end[test]] if test >= 0 else b""


def _constant_branch(c: Columns, node: int) -> list[Piece] | None:
    """What remains of a branch on `true` or `false`."""
    test = _condition(c, node)
    if test not in (b"true", b"false"):
        return None
    branch = c.child(node, F["consequence"] if test == b"true" else F["alternative"])
    if branch < 0:
        return [b";"]
    if c.kind[branch] == K["else_clause"]:
        branch = c.children(branch)[-1]
    return [branch]


def _dispatched(c: Columns, s: Scopes, loop: int) -> list[int]:
    """The statements of `while (true) { switch (order[i++]) { case "0": ... continue; } break; }`, as they run.

    Empty where the loop is anything else.
    """
    body = c.child(loop, F["body"])
    if _condition(c, loop) not in _TRUE or body < 0 or c.kind[body] != K["statement_block"]:
        return []
    inside = c.children(body)
    if not inside or len(inside) > 2 or c.kind[inside[0]] != K["switch_statement"]:
        return []
    if len(inside) == 2 and c.kind[inside[1]] != K["break_statement"]:
        return []
    order = _order(c, s, inside[0])
    cases = _cases(c, inside[0])
    if not order or any(label not in cases for label in order):
        return []
    return [statement for label in order for statement in cases[label]]


def _order(c: Columns, s: Scopes, switch: int) -> list[str]:
    """The labels that `order[i++]` takes one after the other."""
    value = c.child(switch, F["value"])
    while value >= 0 and c.kind[value] == K["parenthesized_expression"] and c.last[value] > value + 1:
        value = c.children(value)[-1]
    if value < 0 or c.kind[value] != K["subscript_expression"]:
        return []
    target, index = c.child(value, F["object"]), c.child(value, F["index"])
    if c.kind[index] != K["update_expression"] or not c.text(index).endswith("++"):
        return []
    counter = _definition(c, s, index + 1)
    listed = _definition(c, s, target)
    if counter < 0 or c.text(counter) not in ("0", "0x0") or listed < 0 or c.kind[listed] != K["call_expression"]:
        return []
    callee, arguments = c.child(listed, F["function"]), c.child(listed, F["arguments"])
    given = c.children(arguments)
    if c.kind[callee] != K["member_expression"] or c.kind[callee + 1] != K["string"] or len(given) != 1:
        return []
    if c.symbols[c.sym[c.child(callee, F["property"])]] != "split" or c.kind[given[0]] != K["string"]:
        return []
    separator = c.symbols[c.sym[given[0]]]
    return c.symbols[c.sym[callee + 1]].split(separator) if separator else []


def _cases(c: Columns, switch: int) -> dict[str, list[int]]:
    """Label -> statements without the `continue` at their end; empty if a case runs on into the next."""
    found: dict[str, list[int]] = {}
    body = c.child(switch, F["body"])
    for case in c.children(body) if body >= 0 else []:
        label = c.child(case, F["value"])
        if c.kind[case] != K["switch_case"] or label < 0 or c.kind[label] != K["string"]:
            return {}
        statements = [k for k in c.children(case) if k != label]
        if not statements or c.kind[statements[-1]] not in (K["continue_statement"], K["return_statement"]):
            return {}
        if c.kind[statements[-1]] == K["continue_statement"]:
            statements.pop()
        found[c.symbols[c.sym[label]]] = statements
    return found


def _definition(c: Columns, s: Scopes, ident: int) -> int:
    """Initial value of a variable declared once, or -1."""
    b = int(s.binding[ident]) if c.kind[ident] == K["identifier"] else -1
    if b < 0 or s.b_decls[b] != 1:
        return -1
    declarator = int(c.parent[s.b_node[b]])
    return c.child(declarator, F["value"]) if c.kind[declarator] == K["variable_declarator"] else -1


def _unused(c: Columns, s: Scopes, disposable: Collection[int]) -> dict[int, Sequence[Piece]]:
    """Removes definitions that nobody refers to any more. Names of the outermost scope stay: other scripts see them."""
    definitions: dict[int, list[int]] = {}  # binding -> function declaration or declarator, then builder statements
    for node in sorted(disposable):
        built = c.kind[node] == K["assignment_expression"]
        name = node + 2 if built else c.child(node, F["name"])  # `o.k = v`: assignment, access, object
        b = int(s.binding[name]) if 0 <= name < c.last[node] else -1
        statement = node if FUNCTIONS[c.kind[node]] else int(c.parent[node])
        if b < 0 or s.b_decls[b] != 1 or s.b_scope[b] <= 0 or not _LISTS[c.kind[c.parent[statement]]]:
            continue
        if built and b in definitions and c.kind[statement] == K["expression_statement"]:
            definitions[b].append(statement)
        elif not built:
            definitions.setdefault(b, []).insert(0, node)
    dropped = _unreferenced(c, s, definitions)
    declarators = {n for n in dropped if c.kind[n] == K["variable_declarator"]}
    edits: dict[int, Sequence[Piece]] = {node: [] for node in dropped - declarators}
    for statement in {int(c.parent[node]) for node in declarators}:
        listed = c.children(statement)
        kept = [node for node in listed if node not in dropped]
        pieces: list[Piece] = []
        if kept:
            pieces = [c.source[c.start[statement] : c.start[listed[0]]], kept[0]]
            for node in kept[1:]:
                pieces += [b",", node]
            pieces.append(b";")
        edits[statement] = pieces
    return edits


def _unreferenced(c: Columns, s: Scopes, definitions: dict[int, list[int]]) -> set[int]:
    """Nodes of definitions whose every reference stands in themselves or in another definition that goes."""
    if not definitions:
        return set()
    own = list(definitions.values())
    listed = [s.references(b) for b in definitions]
    refs = np.concatenate(listed)
    at = np.repeat(np.arange(len(own)), [len(each) for each in listed])  # by reference, what it refers to
    inside = np.zeros(len(refs), np.bool_)
    for part in range(max(map(len, own))):
        some = np.array([nodes[part] if part < len(nodes) else len(c) for nodes in own], np.int64)
        start = some[at]
        inside |= (refs >= start) & (refs < np.append(c.last, 0)[start])
    refs, at = refs[~inside], at[~inside]
    waiting = np.ones(len(own), np.bool_)
    gone = np.zeros(len(c) + 1, np.int32)
    while True:
        covered = np.cumsum(gone)[refs] > 0
        fresh = np.flatnonzero(waiting & (np.bincount(at[~covered], minlength=len(own)) == 0))
        if not len(fresh):
            return {node for i in np.flatnonzero(~waiting).tolist() for node in own[i]}
        waiting[fresh] = False
        nodes = np.array([node for i in fresh.tolist() for node in own[i]], np.int64)
        np.add.at(gone, nodes, 1)
        np.subtract.at(gone, c.last[nodes], 1)
