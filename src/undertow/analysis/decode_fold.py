"""Constant folding: what can be worked out from literals alone, whatever the script hides elsewhere.

`'sr' + 'c'` is added up here. Calls of pure built-ins on literals (`'a~b'.replace(/~/g, '')`, `atob('…')`,
`JSON.parse('{…}')`) are run in the sandbox, the largest ones as a whole.
"""

from __future__ import annotations

import json
from bisect import bisect_right

import numpy as np

from undertow.analysis.columns import Columns, F, K, Mask, kind_mask
from undertow.analysis.decode import Decoded
from undertow.analysis.decode_closed import ACCESS, WRITERS
from undertow.analysis.sandbox import Sandbox, Value
from undertow.analysis.scopes import Scopes

MAX_CALLS = 20_000
"""Calls evaluated in one script."""
MAX_STRUCTURE = 20_000
"""Characters of a list or table that is written in place of the call that makes it."""

_CONSTANT = kind_mask([
    "string", "string_fragment", "escape_sequence", "template_string", "template_substitution", "number", "regex",
    "regex_pattern", "regex_flags", "array", "binary_expression", "unary_expression", "parenthesized_expression",
    "member_expression", "subscript_expression", "property_identifier", "arguments", "call_expression", "true",
    "false", "null", "spread_element",
])  # fmt: skip
_SUMS = kind_mask(["binary_expression", "parenthesized_expression"])
_SUMMED = _SUMS | kind_mask(["string"])
_WHOLE = kind_mask([
    "call_expression", "binary_expression", "member_expression", "subscript_expression", "template_string",
])  # fmt: skip
_PARTS = kind_mask(["arguments", "array", "parenthesized_expression", "template_substitution"])
_PURE = (
    "Array", "JSON", "Number", "String", "atob", "btoa", "decodeURI", "decodeURIComponent", "encodeURI",
    "encodeURIComponent", "escape", "globalThis", "parseFloat", "parseInt", "self", "unescape", "window",
)  # fmt: skip
_SHOWN = (
    "(v=>typeof v!=='object'||Array.isArray(v)||v&&Object.getPrototypeOf(v)===Object.prototype?JSON.stringify(v):"
    "undefined)({})"
)
_WINDOW = "var window=globalThis,self=globalThis;"


def fold(c: Columns, s: Scopes, sandbox: Sandbox) -> Decoded:
    """Values of constant expressions that are no literals yet: the outermost of each."""
    out = Decoded()
    constant = _is_constant(c, s)
    calls = _calls(c, constant)
    if calls:
        sandbox.open(_WINDOW, [])
        shown = sandbox.evaluate([_SHOWN.replace("{}", c.text(node), 1) for node in calls])
        for node, text in zip(calls, shown, strict=True):
            _keep(c, out, node, text)
    worked_out = sorted([*out.values, *out.structures])
    for node, total in _sums(c).items():
        before = bisect_right(worked_out, node) - 1
        if before < 0 or node >= c.last[worked_out[before]]:  # not within a call
            out.values[node] = total
    return out


def _is_constant(c: Columns, s: Scopes) -> Mask:
    """Nodes that consist of literals, operators and pure built-ins only."""
    pure = np.zeros(len(c.symbols) + 1, np.bool_)
    pure[[c.symbol_ids[name] for name in _PURE if name in c.symbol_ids]] = True
    builtin = (c.kind == K["identifier"]) & (s.binding < 0) & pure[c.sym]
    open_before = np.concatenate([[0], np.cumsum(~(_CONSTANT[c.kind] | builtin))])
    result: Mask = open_before[c.last] == open_before[:-1]
    return result


def _calls(c: Columns, constant: Mask) -> list[int]:
    """Largest constant expressions that call something and have a value that is worth knowing."""
    found: list[int] = []
    end = 0
    for call in np.flatnonzero((c.kind == K["call_expression"]) & constant).tolist():
        if call < end:
            continue
        largest, up = call, int(c.parent[call])
        while constant[up] and (_WHOLE[c.kind[up]] or _PARTS[c.kind[up]]):
            largest = up if _WHOLE[c.kind[up]] else largest
            up = int(c.parent[up])
        end = int(c.last[largest])
        if _is_worth(c, largest):
            found.append(largest)
    return found[:MAX_CALLS]


def _is_worth(c: Columns, node: int) -> bool:
    """Not a statement of its own, not written to, and not `'a|b'.split('|')`, which says it all already."""
    up = int(c.parent[node])
    if c.kind[up] == K["expression_statement"] or (WRITERS[c.kind[up]] and c.field[node] == F["left"]):
        return False
    if c.kind[node] != K["call_expression"] or not ACCESS[c.kind[node + 1]]:
        return True
    name = int(c.last[node + 1]) - 1
    return not (c.kind[node + 2] == K["string"] and c.sym[name] == c.symbol_ids.get("split", -2))


def _keep(c: Columns, out: Decoded, node: int, text: Value) -> None:
    """Take what the sandbox says of a call: JSON."""
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except RecursionError:  # lists nested by the thousand
        return
    if isinstance(value, (str, int, float)):
        out.values[node] = value
    elif isinstance(value, (list, dict)) and len(str(text)) <= MAX_STRUCTURE and None not in value:
        out.structures[node] = f"({text})" if c.kind[c.parent[node]] == K["arrow_function"] else str(text)


def _sums(c: Columns) -> dict[int, str]:
    """The largest concatenations of nothing but string literals, however nested, by node."""
    nodes = np.flatnonzero(_SUMS[c.kind])
    other = ~_SUMMED[c.kind]
    for node in nodes[(c.kind[nodes] == K["binary_expression"]) & _SUMMED[c.kind[nodes + 1]]].tolist():
        right = int(c.last[node + 1])
        other[node] = c.source[c.end[node + 1] : c.start[right]].strip() != b"+"
    others = np.concatenate([[0], np.cumsum(other)])
    strings = np.flatnonzero(c.kind == K["string"])
    found: dict[int, str] = {}
    end = 0
    for node in nodes[others[c.last[nodes]] == others[nodes]].tolist():
        if node >= end and c.kind[node] == K["binary_expression"]:
            end = int(c.last[node])
            inside = strings[np.searchsorted(strings, node) : np.searchsorted(strings, end)]
            found[node] = "".join(c.symbols[sym] for sym in c.sym[inside].tolist())
    return found
