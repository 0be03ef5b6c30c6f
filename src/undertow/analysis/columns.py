"""One walk over a tree-sitter tree into flat int32 columns.

Nodes are numbered in preorder and punctuation is dropped, so most structure is free:
first child of i = i + 1 (if last[i] > i + 1), next sibling = last[i] (if its parent is the same),
subtree of i = the half-open range [i, last[i]), "a contains b" = a <= b < last[a].
Children of strings, regular expressions and comments are never visited: their value comes from the
source bytes, and `\\x41`-escaped strings would otherwise cost one node per character.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import tree_sitter_javascript
from tree_sitter import Language, Parser, Tree

I32 = npt.NDArray[np.int32]
I16 = npt.NDArray[np.int16]
Mask = npt.NDArray[np.bool_]

LANGUAGE = Language(tree_sitter_javascript.language())
_KINDS = LANGUAGE.node_kind_count
_ERROR = 0xFFFF  # kind id of ERROR nodes
_ATOMIC = ("string", "regex", "comment", "html_comment", "hash_bang_line")

MAX_ERROR_STEPS = 8_000
"""Progress reports of a parser that is lost in broken input, each about 1 ms, before it is stopped."""
MAX_PARSE_SECONDS = 90.0
"""Emergency stop of the parser, in seconds of processor time; ordinary code takes 0.5 s/MB."""
_READ = 1 << 16  # bytes handed to the parser at a time
_CLOCK = 32  # reports of the parser after which it is asked how long it has taken: asking takes longer than reporting
_CHUNK = 1 << 18  # nodes whose text is held at a time
_FLUSH = 1 << 18  # numbers of a walk kept as Python integers at a time (they cost 20 times their array form)

# The grammar has several ids for one visible name (aliases); K maps a name to one canonical id.
K: dict[str, int] = {}
_canonical = np.full(_ERROR + 1, _KINDS, np.int16)  # ERROR and unknown -> _KINDS
for _id in range(_KINDS):
    if LANGUAGE.node_kind_is_named(_id) and LANGUAGE.node_kind_is_visible(_id):
        _canonical[_id] = K.setdefault(LANGUAGE.node_kind_for_id(_id) or "", _id)
K["ERROR"] = _KINDS
F: dict[str, int] = {LANGUAGE.field_name_for_id(i) or "": i for i in range(1, LANGUAGE.field_count + 1)}

_LEAF_NAMES = {
    "identifier", "property_identifier", "private_property_identifier", "statement_identifier",
    "shorthand_property_identifier", "shorthand_property_identifier_pattern", "number", "this", "super",
    "null", "true", "false", "undefined", "empty_statement", "debugger_statement", "string_fragment",
    "escape_sequence", "optional_chain", *_ATOMIC,
}  # fmt: skip


def _plan(kind: int) -> int:
    """0: skip with its subtree (punctuation, comments); 1: record only; 2: record and descend."""
    if kind >= _KINDS:
        return 2
    name = LANGUAGE.node_kind_for_id(kind) or ""
    if not LANGUAGE.node_kind_is_named(kind) or name in ("comment", "html_comment"):
        return 0
    return 1 if name in _LEAF_NAMES else 2


_PLAN = [_plan(kind) for kind in range(_ERROR + 1)]


class ParseStopped(Exception):
    """The parser was stopped: the input is too broken to be read in bounded time. Handled within `analysis`."""


def kinds(*names: str) -> list[int]:
    """Canonical kind ids of grammar names."""
    return [K[name] for name in names]


def kind_mask(names: Iterable[str]) -> Mask:
    """Lookup table: table[kind] is True for the named kinds."""
    table = np.zeros(_KINDS + 1, np.bool_)
    table[[K[name] for name in names]] = True
    return table


IDENTIFIERS = kind_mask(["identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"])
_NAMED_TEXT = IDENTIFIERS | kind_mask(["property_identifier", "private_property_identifier", "statement_identifier"])

_FUNCTIONS = kind_mask(["function_expression", "arrow_function", "generator_function"])
_KEEPING = kind_mask([
    "arguments", "array", "pair", "assignment_expression", "variable_declarator", "return_statement", "arrow_function",
])  # fmt: skip
"""What a function stands in without a need for parentheses."""

_SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{0,2}|[4-7][0-7]?)|(\r\n|[\s\S]))"
)


def _escape(match: re.Match[str]) -> str:
    braced, u4, x2, octal, single = match.groups()
    if single is None:
        digits = octal or braced or u4 or x2
        code = int(digits, 8) if octal else int(digits[-8:], 16) if len(digits.lstrip("0")) <= 6 else 0x110000
        return chr(code) if code < 0x110000 else ""
    return "" if single in "\r\n\u2028\u2029" else _SIMPLE_ESCAPES.get(single, single)


def unescape(body: bytes) -> str:
    """Value of the inside of a JS string literal (or of an identifier with \\u escapes).

    Half a surrogate pair becomes U+FFFD, so that every encoder takes the result.
    """
    text = body.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_escape, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # joins pairs written as two escapes


class _Interner(dict[bytes, int]):
    """Bytes -> dense id. __missing__ keeps the hit path in C when used through map()."""

    def __missing__(self, key: bytes) -> int:
        value = self[key] = len(self)
        return value


@dataclass(eq=False)
class Columns:
    """A parsed script, one row per node in preorder."""

    source: bytes
    kind: I16
    """Canonical kind id; compare with `K[name]`."""
    parent: I32
    """-1 at the root."""
    field: npt.NDArray[np.int8]
    """Field id under the parent, 0 if none; compare with `F[name]`."""
    start: I32
    """First byte in the source."""
    end: I32
    """Byte after the last."""
    last: I32
    """First node after the subtree."""
    sym: I32
    """Symbol of identifiers, property names and strings, else -1. Equal symbols are equal values."""
    symbols: list[str]
    has_error: bool

    def __len__(self) -> int:
        return len(self.kind)

    def text(self, node: int) -> str:
        """Source of a node, as delivered."""
        return self.source[self.start[node] : self.end[node]].decode("utf-8", "replace")

    def span(self, node: int) -> tuple[int, int]:
        """Byte range of a node in the source."""
        return int(self.start[node]), int(self.end[node])

    def children(self, node: int) -> list[int]:
        """Direct children in source order."""
        last = self._last
        found, child, stop = [], int(node) + 1, last[node]
        while child < stop:
            found.append(child)
            child = last[child]
        return found

    def child(self, node: int, field: int) -> int:
        """First child of `node` in that field, or -1."""
        last, fields = self._last, self._field
        child, stop = int(node) + 1, last[node]
        while child < stop:
            if fields[child] == field:
                return child
            child = last[child]
        return -1

    @cached_property
    def _last(self) -> memoryview:
        """As `last`; one element is read from it in a third of the time."""
        return self.last.data

    @cached_property
    def _field(self) -> memoryview:
        return self.field.data

    @cached_property
    def symbol_ids(self) -> dict[str, int]:
        """Value -> symbol."""
        return {text: i for i, text in enumerate(self.symbols)}

    def where(self, *names: str) -> npt.NDArray[np.intp]:
        """Nodes of the named kinds, in source order. Not to be written to."""
        known = self._where.get(names)
        if known is None:
            known = self._where[names] = np.flatnonzero(kind_mask(names)[self.kind])
        return known

    @cached_property
    def _where(self) -> dict[tuple[str, ...], npt.NDArray[np.intp]]:
        return {}

    def nearest(self, mark: Mask) -> I32:
        """For each node the nearest proper ancestor that is marked, or -1 (pointer doubling, log depth rounds)."""
        n = len(self.parent)
        stop = np.append(mark, True)  # index -1 = "above the root" is the last slot
        jump = np.append(self.parent, -1).astype(np.int32)
        while True:
            moving = ~stop[jump]
            if not moving.any():
                return jump[:n]
            jump[moving] = jump[jump[moving]]


def parse(source: bytes) -> Tree:
    """Syntax tree with recovery from errors.

    Raises:
        ParseStopped: the input is so broken that recovery takes too long (quadratic in the worst case).
    """
    lost = reports = 0
    stop = time.process_time() + MAX_PARSE_SECONDS

    def read(offset: int, _point: object) -> bytes:
        return source[offset : offset + _READ]

    def cancel(_offset: int, in_error: bool) -> bool:
        nonlocal lost, reports
        lost += in_error
        reports += 1
        return lost > MAX_ERROR_STEPS or (reports % _CLOCK == 0 and time.process_time() > stop)

    try:
        return Parser(LANGUAGE).parse(read, progress_callback=cancel)
    except ValueError as error:  # what the binding makes of a cancelled parse
        raise ParseStopped(f"stopped after {lost} steps of error recovery") from error


def walk(tree: Tree) -> tuple[I32, I32]:
    """The hot loop. Returns rows of (kind, start, end, field, parent), and (node, last) for inner nodes.

    Everything looked up per node is a local; per punctuation node it costs cursor.node, kind_id, one list
    lookup and one goto_next_sibling. `rows += tuple` beats five appends.
    """
    cursor = tree.walk()
    down, right, up = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
    plan = _PLAN
    rows: list[int] = []
    stack: list[int] = []
    chunks: list[I32] = []
    lasts: list[int] = []  # pairs (node, last)
    push, pop = stack.append, stack.pop
    parent, index = -1, -1
    while True:
        node = cursor.node
        if node is None:  # not documented to happen; the stub allows it
            raise ParseStopped("the tree cannot be read")
        kind = node.kind_id
        what = plan[kind]
        if what:
            index += 1
            rows += (kind, node.start_byte, node.end_byte, cursor.field_id or 0, parent)
            if what == 2 and down():
                push(parent)
                parent = index
                continue
        if right():
            continue
        if len(rows) > _FLUSH:
            chunks.append(np.array(rows, np.int32))
            rows = []
        while up():
            lasts += (parent, index + 1)
            parent = pop()
            if right():
                break
        else:
            chunks.append(np.array(rows, np.int32))
            return np.concatenate(chunks).reshape(-1, 5), np.array(lasts, np.int32).reshape(-1, 2)


def columns(source: bytes, tree: Tree | None = None) -> Columns:
    """Parse (unless the tree is given) and flatten.

    Raises:
        ParseStopped: see `parse`.
    """
    tree = tree or parse(source)
    has_error = tree.root_node.has_error
    # The walk allocates millions of tuples/ints and no cycles: a collection in the middle only costs time.
    enabled = gc.isenabled()
    gc.disable()
    try:
        table, pairs = walk(tree)
        del tree  # usually the last reference, and larger than all columns together
        kind = _canonical[table[:, 0]]
        last = np.arange(1, len(table) + 1, dtype=np.int32)
        last[pairs[:, 0]] = pairs[:, 1]
        kind, table, last = _without_needless_parentheses(kind, table, last)
        start, end = np.ascontiguousarray(table[:, 1]), np.ascontiguousarray(table[:, 2])
        sym, symbols = _intern(source, kind, start, end)
    finally:
        if enabled:
            gc.enable()
    return Columns(
        source, kind, np.ascontiguousarray(table[:, 4]), table[:, 3].astype(np.int8), start, end, last, sym, symbols,
        has_error,
    )  # fmt: skip


def _without_needless_parentheses(kind: I16, table: I32, last: I32) -> tuple[I16, I32, I32]:
    """Leaves out `(…)` around functions that are handed over or kept: `list.map((function (x) {…}))`.

    Minifiers write them so that the function is compiled at once; who looks at what a function is handed to, or kept
    in, would otherwise have to look through them everywhere.
    """
    parent = table[:, 4]
    at = np.flatnonzero(kind == K["parenthesized_expression"])
    at = at[(parent[at] >= 0) & (last[at] > at + 1)]
    at = at[_FUNCTIONS[kind[at + 1]] & (last[at + 1] == last[at]) & _KEEPING[kind[parent[at]]]]
    if not len(at):
        return kind, table, last
    table[at + 1, 3:] = table[at, 3:]
    kept = np.ones(len(kind) + 1, np.bool_)
    kept[at] = False
    number: I32 = (np.cumsum(kept) - kept).astype(np.int32)
    kept = kept[:-1]
    table, last = table[kept], number[last[kept]]
    table[:, 4] = np.where(table[:, 4] >= 0, number[table[:, 4]], -1)
    return kind[kept], table, last


def _intern(source: bytes, kind: I16, start: I32, end: I32) -> tuple[I32, list[str]]:
    """Symbol ids by raw bytes first (fast), then merged by value, so that o.a, o["a"] and o["\\x61"] agree."""
    is_string = kind == K["string"]
    nodes = np.flatnonzero(_NAMED_TEXT[kind] | is_string)
    interner = _Interner()
    raw = np.empty(len(nodes), np.int32)
    for at in range(0, len(nodes), _CHUNK):  # in pieces, since texts cost far more than their numbers
        part = nodes[at : at + _CHUNK]
        quote = is_string[part].astype(np.int32)
        lo, hi = (start[part] + quote).tolist(), (end[part] - quote).tolist()
        texts = [source[a:b] for a, b in zip(lo, hi, strict=True)]
        raw[at : at + _CHUNK] = np.fromiter(map(interner.__getitem__, texts), np.int32, len(part))
    merged: dict[str, int] = {}
    by_raw = np.fromiter((merged.setdefault(unescape(b), len(merged)) for b in interner), np.int32, len(interner))
    sym = np.full(len(kind), -1, np.int32)
    if len(nodes):
        sym[nodes] = by_raw[raw]
    return sym, list(merged)
