"""Edits that write what was decoded in plain: literals for values, operators and calls for proxies."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from undertow.analysis.columns import Columns, F, K, Mask, kind_mask
from undertow.analysis.decode import Decoded, Proxy
from undertow.analysis.decode_rewrite import Piece
from undertow.analysis.sandbox import Value

_NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)
_TIGHT = kind_mask([
    "identifier", "string", "number", "member_expression", "subscript_expression", "call_expression", "this",
    "parenthesized_expression", "template_string", "array", "true", "false", "null", "undefined",
])  # fmt: skip
_WORD = re.compile(rb"[\w$\x80-\xff]")
_WORDS = np.array([_WORD.match(bytes([byte])) is not None for byte in range(256)])
_ESCAPED = re.compile(rb"\\[xu]")
_NUMERIC = kind_mask(["number", "unary_expression", "binary_expression", "parenthesized_expression"])
_SAFE_INTEGER = 2**53 - 1
_ARITHMETIC = {b"+": operator.add, b"-": operator.sub, b"*": operator.mul}
_LOOSE_PARENTS = kind_mask([
    "arguments", "variable_declarator", "return_statement", "parenthesized_expression", "pair", "array",
    "expression_statement", "assignment_expression", "augmented_assignment_expression", "for_statement",
    "template_substitution", "sequence_expression",
])  # fmt: skip


def literal(value: Value) -> bytes:
    """JavaScript source of a primitive."""
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, (int, float)):
        text = repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
        return f"({text})".encode() if value < 0 else text.encode()
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "replace")


def plain_edits(c: Columns, decoded: Decoded) -> dict[int, Sequence[Piece]]:
    """Replacements for everything that was decoded; identifiers keep their names (their definitions are replaced)."""
    edits: dict[int, Sequence[Piece]] = _constants(c)
    for node, value in decoded.values.items():
        kind, up = c.kind[node], int(c.parent[node])
        is_key = c.field[node] == F["index"] or c.kind[up] == K["computed_property_name"]
        if (kind == K["identifier"] and not is_key) or _is_exported(c, up):
            continue
        if isinstance(value, str) and is_key:
            edits.update(_key(c, node, up, value))
        elif kind == K["parenthesized_expression"]:  # may belong to an `if`
            edits[node] = [b"(", literal(value), b")"]
        else:
            edits[node] = [literal(value)]
    for node, text in decoded.structures.items():
        edits[node] = [text.encode("utf-8", "replace")]
    for node in decoded.proxies:
        edits[node] = _proxy(c, node, decoded.proxies, edits)
    return edits | {node: _apart(c, node, edits[node]) for node in _beside_words(c, list(edits))}


def _beside_words(c: Columns, nodes: list[int]) -> list[int]:
    """Those of the nodes right before or after which a letter or digit stands."""
    word = np.append(_WORDS[np.frombuffer(c.source, np.uint8)], False)  # what is before the first byte is the last one
    at = np.array(nodes, np.int64)
    found: list[int] = at[word[c.start[at] - 1] | word[c.end[at]]].tolist()
    return found


def _apart(c: Columns, node: int, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """With a blank where the text would run into a word beside it: `o[D(1)]in x`, `return!![]`."""
    start, end = c.span(node)
    first, final = (piece if isinstance(piece, bytes) else b"" for piece in (pieces[0], pieces[-1]))
    before, after = c.source[max(0, start - 1) : start], c.source[end : end + 1]
    runs_on = _WORD.match(final[-1:]) and _WORD.match(after)
    return [
        *([b" "] if _WORD.match(first) and _WORD.match(before) else []),
        *pieces,
        *([b" "] if runs_on else []),
    ]


def _is_exported(c: Columns, up: int) -> bool:
    return bool(c.kind[up] == K["export_specifier"])


def _key(c: Columns, node: int, up: int, value: str) -> dict[int, Sequence[Piece]]:
    """`o[D(1)]` becomes `o.name`, `{[D(1)]: x}` becomes `{name: x}`."""
    named = _NAME.fullmatch(value) is not None
    if c.kind[up] == K["computed_property_name"]:
        return {up: [value.encode() if named else literal(value)]}
    target = c.child(up, F["object"])
    optional = b"?." in c.source[c.end[target] : c.start[node]]
    if named and not optional and c.kind[target] != K["number"]:
        return {up: [target, b"." + value.encode()]}
    return {node: [literal(value)]}


def _proxy(c: Columns, node: int, proxies: dict[int, Proxy], edits: dict[int, Sequence[Piece]]) -> list[Piece]:
    """The operation or call that a call of a proxy stands for."""
    proxy = proxies[node]
    arguments = c.children(c.child(node, F["arguments"]))
    operands = [arguments[i] for i in proxy.operands]

    def tight(operand: int) -> list[Piece]:
        """The operand, in parentheses unless it binds tightly anyway."""
        if operand in proxies:
            plain = proxies[operand].operator == "()"
        else:
            plain = operand in edits or bool(_TIGHT[c.kind[operand]])
        return [operand] if plain else [b"(", operand, b")"]

    if proxy.operator == "()":
        pieces: list[Piece] = [*tight(operands[0]), b"("]
        for i, operand in enumerate(operands[1:]):
            pieces += [b", ", operand] if i else [operand]
        return [*pieces, b")"]
    inner = [*tight(operands[0]), f" {proxy.operator} ".encode(), *tight(operands[1])]
    return inner if _LOOSE_PARENTS[c.kind[c.parent[node]]] else [b"(", *inner, b")"]


def _constants(c: Columns) -> dict[int, Sequence[Piece]]:
    """Plain forms of what obfuscators spell out: `!![]`, hexadecimal numbers, sums of numbers, escaped letters."""
    found: dict[int, Sequence[Piece]] = {}
    spelled = {b"!![]": b"true", b"![]": b"false"}
    for node in c.where("unary_expression").tolist():
        if c.end[node] - c.start[node] <= 4:
            word = spelled.get(c.source[c.start[node] : c.end[node]])
            if word is not None:
                found[node] = [word]
    strings = c.where("string")
    escapes = np.array([match.start() for match in _ESCAPED.finditer(c.source)], np.int64)
    escaped = np.searchsorted(escapes, c.end[strings] - 1) > np.searchsorted(escapes, c.start[strings])
    found.update({node: [literal(c.symbols[c.sym[node]])] for node in strings[escaped].tolist()})
    for node, number in _numbers(c).items():
        found[node] = [literal(number)]
    return found


def _numbers(c: Columns) -> dict[int, int]:
    """Nodes whose value is a whole number that is not written as a plain decimal."""
    known: dict[int, int] = {}
    computed: dict[int, int] = {}
    for node in _arithmetic(c)[::-1].tolist():
        value = _number(c, node, known)
        if value is None or abs(value) > _SAFE_INTEGER:
            continue
        known[node] = value
        if c.source[c.start[node] : c.end[node]] != str(value).encode():
            computed[node] = value
    return {n: v for n, v in computed.items() if c.kind[n] != K["parenthesized_expression"]}


def _arithmetic(c: Columns) -> npt.NDArray[np.intp]:
    """Expressions of nothing but numbers, in source order; of plain numbers only those within others."""
    nodes: npt.NDArray[np.intp] = np.flatnonzero(_NUMERIC[c.kind])
    others = np.concatenate([[0], np.cumsum(~_NUMERIC[c.kind])])
    nodes = nodes[others[c.last[nodes]] == others[nodes]]
    if not len(nodes):
        return nodes
    whole = np.zeros(len(c) + 1, np.bool_)
    whole[nodes] = True
    text = np.frombuffer(c.source, np.uint8)
    spelled = (c.end[nodes] - c.start[nodes] > 1) & (text[c.start[nodes]] == ord("0"))
    kept: Mask = (c.kind[nodes] != K["number"]) | whole[c.parent[nodes]] | spelled
    return nodes[kept]


def _number(c: Columns, node: int, known: dict[int, int]) -> int | None:
    """Value of one node, given those of the nodes inside it."""
    kind = c.kind[node]
    if kind == K["number"]:
        return _whole(c.source[c.start[node] : c.end[node]])
    if kind == K["binary_expression"]:
        left, right = c.child(node, F["left"]), c.child(node, F["right"])
        if left not in known or right not in known:
            return None
        operation = _ARITHMETIC.get(c.source[c.end[left] : c.start[right]].strip())
        return operation(known[left], known[right]) if operation else None
    inner = node + 1
    if inner not in known:
        return None
    prefix = c.source[c.start[node] : c.start[inner]].strip()
    return {b"(": known[inner], b"-": -known[inner], b"+": known[inner]}.get(prefix)


@lru_cache(10_000)
def _whole(text: bytes) -> int | None:
    """Value of a whole number as it is written; the same few stand in a script thousands of times."""
    if re.fullmatch(rb"0[xX][0-9a-fA-F]{1,12}|[1-9]\d{0,14}|0", text):
        return int(text, 16 if text[:2].lower() == b"0x" else 10)
    return None
