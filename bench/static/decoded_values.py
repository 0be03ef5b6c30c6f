"""Is each value that the engine decodes the one that the source has at that place?

The obfuscator's source map has an entry for nearly every token of its output, and the token that follows a decoded
expression belongs to the expression around it, which the map places in the source. Verdicts:

`right`: made of strings and names of that expression in the source;
`moved`: made of strings of the source, at a place that the map does not know (flattening moves literals into tables);
`evaluated`: made of strings of the source from elsewhere (the value of a constant or of a whole call);
`own`: what the obfuscator brought along: keys of its tables, orders of flattened blocks, guards against debuggers;
`raw`: an entry of the string array as it stands there, encrypted (read within the decoder itself);
`unexplained`: none of these. Only this one can be an error; `evaluated` is the place to look next.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from undertow.analysis.columns import Columns, K, columns, kind_mask
from undertow.analysis.decode import decode
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import resolve

_DIGITS = {char: n for n, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_CONTAINERS = kind_mask(["program", "statement_block", "class_body", "switch_body"])
_OWN = re.compile(r"[A-Za-z]{5}|\d+(?:\|\d+)*|_0x[0-9a-f]+|")
"""Keys of the tables that flattening makes (five letters), orders of its blocks (`3|0|1`), names."""
_GUARDS = frozenset({
    "(((.+)+)+)+$", "constructor", "toString", "search", "apply", "call", "action", "debu", "gger", "stateObject",
    "while (true) {}", "counter", "length", "string", "chain", "init", "input", "test", "function *\\( *\\)",
    "\\+\\+ *(?:[a-zA-Z_$][0-9a-zA-Z_$]*)", "return (function() ", '{}.constructor("return this")( )', "split",
    "console", "log", "warn", "info", "error", "exception", "table", "trace", "prototype", "bind", "__proto__",
    "debugger", 'return (function() {}.constructor("return this")( ));',
    "setInterval", "object", "fromCharCode", "charCodeAt", "slice",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=",
})  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One decoded string and what the source says to it."""

    verdict: str
    """See the module."""
    value: str
    code: str
    """The expression in the output."""
    original: str
    """The expression in the source that the map names."""


def judge(original: str, output: str, source_map: str, sandbox: Sandbox) -> list[Judged]:
    """Verdicts on all strings that the engine decodes in an obfuscated script."""
    c = columns(output.encode())
    decoded = decode(c, resolve(c), sandbox).values
    source = _Source(original)
    places = dict(_entries(source_map, _line_starts(output), _line_starts(original)))
    judged = []
    for node, value in decoded.items():
        if isinstance(value, str) and value and c.kind[node] != K["string"]:
            judged.append(_judge(source, places, c, node, value))
    return judged


class _Source:
    """The readable source, by position."""

    def __init__(self, text: str) -> None:
        self.c = columns(text.encode())
        plain = self._strings(range(len(self.c)))
        self._all = [*plain, *filter(None, map(_unwrapped, plain))]

    def expression_at(self, offset: int) -> int:
        """The outermost node that begins here and is no mere container; -1 if there is none."""
        begins = np.flatnonzero((self.c.start == offset) & ~_CONTAINERS[self.c.kind])
        return int(begins[0]) if len(begins) else -1

    def strings_of(self, node: int) -> list[str]:
        """Strings and names in an expression, without those in the blocks of functions in it."""
        inside, at = [], node
        while at < self.c.last[node]:
            if at != node and _CONTAINERS[self.c.kind[at]]:
                at = int(self.c.last[at])
            else:
                inside.append(at)
                at += 1
        return self._strings(inside)

    def has(self, value: str) -> bool:
        """Does it stand anywhere in the source, as a string, a name, a part of one, or several joined?"""
        return is_made_of(value, self._all)

    def _strings(self, nodes: Iterable[int]) -> list[str]:
        c = self.c
        values: set[str] = set()
        for n in nodes:
            if c.sym[n] >= 0:
                values.add(c.symbols[c.sym[n]])
            elif c.kind[n] == K["template_string"]:
                values |= set(re.split(r"\$\{[^}]*\}", c.text(n)[1:-1]))
            elif c.kind[n] in (K["number"], K["regex_pattern"]):
                values.add(c.text(n))
        return sorted(value for value in values if value)


def _unwrapped(text: str) -> str:
    """What a base64 string of the source hides, if it is one: the engine evaluates `atob` too."""
    try:
        return b64decode(text, validate=True).decode("ascii")
    except ValueError:
        return ""


def is_made_of(value: str, strings: list[str]) -> bool:
    """Is the value one of these strings, a part of one, or several of them (or parts at its ends) one after another?"""
    if any(value in text for text in strings):
        return True
    reached = {0, *(n for n in range(1, len(value)) if any(text.endswith(value[:n]) for text in strings))}
    for at in range(len(value)):
        if at in reached:
            reached |= {at + len(text) for text in strings if text and value.startswith(text, at)}
            if at and any(text.startswith(value[at:]) for text in strings):
                return True
    return len(value) in reached


def _judge(source: _Source, places: dict[int, int | None], c: Columns, node: int, value: str) -> Judged:
    expression, exact = _mapped(source, places, c, node)
    if expression >= 0 and is_made_of(value, source.strings_of(expression)):
        verdict = "right"
    elif _OWN.fullmatch(value) or value in _GUARDS:
        verdict = "own"
    elif source.has(value):
        verdict = "evaluated" if exact else "moved"
    else:
        verdict = "raw" if value in c.symbol_ids else "unexplained"
    original = source.c.text(expression)[:200] if expression >= 0 else ""
    return Judged(verdict, value[:200], c.text(node)[:120], original)


def _mapped(source: _Source, places: dict[int, int | None], c: Columns, node: int) -> tuple[int, bool]:
    """The expression of the source around a node of the output, or -1; and whether the map has an entry right there."""
    exact = True
    while node >= 0:
        at = places.get(int(c.end[node]))
        if at is not None:
            return source.expression_at(at), exact
        node, exact = int(c.parent[node]), False
    return -1, False


def _entries(source_map: str, output: list[int], original: list[int]) -> Iterator[tuple[int, int | None]]:
    """(offset in the output, offset in the source or None) of each entry of a source map, version 3."""
    line = column = 0
    for number, entries in enumerate(json.loads(source_map)["mappings"].split(";")):
        at = output[number] if number < len(output) else 0
        for entry in filter(None, entries.split(",")):
            numbers = _variable_length(entry)
            at += numbers[0]
            if len(numbers) < 4:
                yield at, None
                continue
            line += numbers[2]
            column += numbers[3]
            yield at, original[line] + column


def _variable_length(entry: str) -> list[int]:
    numbers, value, shift = [], 0, 0
    for char in entry:
        digit = _DIGITS[char]
        value |= (digit & 31) << shift
        if digit & 32:
            shift += 5
        else:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
