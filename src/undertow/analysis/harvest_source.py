"""A script with recorders written into it: every expression whose value may be a string, every function, every loop.

Text is only inserted at the first and after the last byte of nodes, so that the rest of the script stays as delivered
and nodes keep their numbers. An expression is left alone where a value cannot stand in its place: as callee (`this`
would be lost), target of an assignment, operand of `delete`, part of an optional chain.
"""

from __future__ import annotations

import numpy as np

from undertow.analysis.columns import Columns, F, K, Mask, kind_mask
from undertow.analysis.scopes import FUNCTIONS

_VALUES = kind_mask([
    "call_expression", "subscript_expression", "member_expression", "binary_expression", "template_string",
    "ternary_expression",
])  # fmt: skip
_ACCESS = kind_mask(["member_expression", "subscript_expression"])
_CHAIN = kind_mask(["member_expression", "subscript_expression", "call_expression"])
_NO_VALUE_UNDER = kind_mask([
    "update_expression", "array_pattern", "object_pattern", "pair_pattern", "rest_pattern", "expression_statement",
])  # fmt: skip
_TARGET_UNDER = kind_mask([
    "assignment_expression", "augmented_assignment_expression", "for_in_statement", "assignment_pattern",
    "object_assignment_pattern",
])  # fmt: skip
_LOOPS = kind_mask(["while_statement", "do_statement", "for_statement", "for_in_statement"])
_FUNCTION_VALUES = kind_mask(["function_expression", "arrow_function", "generator_function"])
_DECLARED = kind_mask(["function_declaration", "generator_function_declaration"])

_CLOSE, _LEAVE, _ENTER, _OPEN = range(4)
Insert = tuple[int, int, int, bytes]
"""Place, rank and order at the same place, text."""


def instrument(c: Columns, prefix: str) -> str:
    """The script with calls of `<prefix>v(node, value)` and the like inserted (see harvest_stubs.js)."""
    p = prefix.encode()
    inserts: list[Insert] = []
    for node in np.flatnonzero(_recordable(c)).tolist():
        inserts += _around(c, node, b" %sv(%d," % (p, node))
    for node in np.flatnonzero(_FUNCTION_VALUES[c.kind]).tolist():
        if c.field[node] not in (F["function"], F["constructor"], F["object"]):
            inserts += _around(c, node, b" %sf(%d," % (p, node))
    inserts += _conditions(c, p)
    inserts += _classes(c, p)
    inserts += _entries(c, p)
    inserts.sort()
    pieces: list[bytes] = []
    at = 0
    for place, _, _, text in inserts:
        pieces += (c.source[at:place], text)
        at = place
    pieces.append(c.source[at:])
    return b"".join(pieces).decode("utf-8", "replace")


def _around(c: Columns, node: int, opening: bytes) -> list[Insert]:
    return [(int(c.start[node]), _OPEN, node * 2, opening), (int(c.end[node]), _CLOSE, -node * 2, b")")]


def _recordable(c: Columns) -> Mask:
    """Expressions that may be put into a call without changing what the script does."""
    up = c.parent
    kind, role, above = c.kind, c.field, c.kind[up]
    mask: Mask = _VALUES[kind] & (up >= 0)
    mask |= (kind == K["identifier"]) & (above == K["arguments"])
    callee = (above == K["call_expression"]) & (role == F["function"])
    mask &= ~(callee & _ACCESS[kind]) & ~(above == K["decorator"])
    mask &= ~_NO_VALUE_UNDER[above] & ~(_TARGET_UNDER[above] & (role == F["left"]))
    mask &= ~((kind == K["template_string"]) & (role == F["arguments"]))  # of a tag
    mask[_constructor_spines(c)] = False
    mask[_chained(c)] = False
    for node in np.flatnonzero(mask & (above == K["unary_expression"])).tolist():
        mask[node] = not c.source.startswith(b"delete", int(c.start[up[node]]))
    for node in np.flatnonzero(mask & (kind == K["binary_expression"])).tolist():
        left, right = c.child(node, F["left"]), c.child(node, F["right"])
        mask[node] = b"+" in c.source[c.end[left] : c.start[right]] and left >= 0
    for name in ("super", "import"):
        inside = c.where(name) if name in K else np.empty(0, np.intp)
        mask[up[inside[role[inside] == F["function"]]]] = False
    return mask


def _constructor_spines(c: Columns) -> list[int]:
    """`a.b.c` of `new a.b.c()`: a call in it would be what is constructed."""
    found: list[int] = []
    for constructor in np.flatnonzero(c.field == F["constructor"]).tolist():
        node = constructor
        while node >= 0 and _CHAIN[c.kind[node]]:
            found.append(node)
            node = max(c.child(node, F["object"]), c.child(node, F["function"]))
    return found


def _chained(c: Columns) -> list[int]:
    """All but the outermost links of optional chains: the rest of the chain is skipped together."""
    found: set[int] = set()
    for mark in c.where("optional_chain").tolist():
        node = int(c.parent[mark])
        while c.field[node] in (F["object"], F["function"]) and _CHAIN[c.kind[c.parent[node]]]:
            found.add(node)
            node = int(c.parent[node])
    return sorted(found)


def _entries(c: Columns, p: bytes) -> list[Insert]:
    """Statements at the start of blocks: this function was entered, this loop goes on, these functions exist."""
    texts: dict[int, bytes] = {}
    for body in c.where("statement_block").tolist():
        above = int(c.parent[body])
        if FUNCTIONS[c.kind[above]]:
            texts[body] = b" %se(%d,%s);" % (p, above, _call_of(c, above))
        elif _LOOPS[c.kind[above]]:
            texts[body] = b" %st();" % p
    for node in np.flatnonzero(_DECLARED[c.kind]).tolist():
        block, name = int(c.parent[node]), c.child(node, F["name"])
        if c.kind[block] in (K["statement_block"], K["program"]) and name >= 0:
            known = c.source[c.start[name] : c.end[name]]
            texts[block] = texts.get(block, b"") + b" %sf(%d,%s);" % (p, node, known)
    found: list[Insert] = []
    for block, text in texts.items():
        at, follows = _after_directives(c, block)
        found.append((at, _ENTER, block, b"\n;" + text if follows else text))
    return found


def _call_of(c: Columns, function: int) -> bytes:
    """What the recorder is told of a call: `this`, arguments, and the name of a method."""
    if c.kind[function] == K["arrow_function"]:
        return b"0"  # both would be those of the function around it
    name = c.child(function, F["name"])
    if c.kind[function] != K["method_definition"]:
        return b"this,arguments"
    word = c.source[c.start[name] : c.end[name]]
    if word == b"constructor":
        return b"0"  # `this` does not exist before `super()`
    return b'this,arguments,"%s"' % word if c.kind[name] == K["property_identifier"] else b"this,arguments"


def _conditions(c: Columns, p: bytes) -> list[Insert]:
    """Conditions of `if`, `?:`, `&&` and `||`, so that the other side can be tried too."""
    inserts: list[Insert] = []
    around = c.nearest(FUNCTIONS[c.kind])
    for node in c.where("if_statement", "ternary_expression").tolist():
        inner = c.child(node, F["condition"])
        if inner < 0:
            continue
        opening = b" %sb(%d,%d,0," % (p, node, around[node])
        if c.kind[node] == K["if_statement"]:  # inside of its parentheses
            place = int(c.start[inner]) + 1, int(c.end[inner]) - 1
            inserts += [(place[0], _ENTER, node, opening), (place[1], _LEAVE, -node, b")")]
            if c.kind[inner + 1] == K["sequence_expression"]:
                inserts[-2:] = [(place[0], _ENTER, node, opening + b"("), (place[1], _LEAVE, -node, b"))")]
        else:
            inserts += [(int(c.start[inner]), _OPEN, inner * 2 - 1, opening),
                        (int(c.end[inner]), _CLOSE, 1 - inner * 2, b")")]  # fmt: skip
    for node in c.where("binary_expression").tolist():
        left, right = c.child(node, F["left"]), c.child(node, F["right"])
        kind = {b"&&": 1, b"||": 2}.get(c.source[c.end[left] : c.start[right]].strip(), 0)
        if kind and left >= 0:
            opening = b" %sb(%d,%d,%d," % (p, node, around[node], kind)
            inserts += [(int(c.start[left]), _OPEN, left * 2 - 1, opening),
                        (int(c.end[left]), _CLOSE, 1 - left * 2, b")")]  # fmt: skip
    return inserts


def _classes(c: Columns, p: bytes) -> list[Insert]:
    inserts: list[Insert] = []
    for node in c.where("class_declaration").tolist():
        name = c.child(node, F["name"])
        if name >= 0 and c.kind[c.parent[node]] in (K["statement_block"], K["program"]):
            text = b"\n;%sk(%s);" % (p, c.source[c.start[name] : c.end[name]])
            inserts.append((int(c.end[node]), _LEAVE, -node, text))
    for node in c.where("class").tolist():
        inserts += _around(c, node, b" %sk(" % p)
    return inserts


def _after_directives(c: Columns, block: int) -> tuple[int, bool]:
    """Where a statement may be inserted at the start of a block, and whether it follows a directive."""
    first = at = int(c.start[block]) + (c.kind[block] == K["statement_block"])
    for child in c.children(block):
        is_word = c.kind[child] == K["expression_statement"] and c.kind[child + 1] == K["string"]
        if not (is_word and c.last[child] == child + 2) and c.kind[child] != K["hash_bang_line"]:
            break
        at = int(c.end[child])
    return at, at > first
