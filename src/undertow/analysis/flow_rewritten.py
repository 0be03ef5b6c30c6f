"""Parameters that are given another text before they are read: `path = BASE + path`, `if (isPath(u)) u = BASE + u`.

The texts of a parameter are those that the calls give; where it was certainly assigned to, they are those of what was.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import ASSIGN, AUGMENTED, BINARY, IDENT, LEFT

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_TWICE = re.compile(r"https?://[^/?#]*[\w-]https?://", re.IGNORECASE)
"""A host before what is a whole address already: what the test is there to prevent."""
_MAX_APPENDED = 3
"""Pieces of text appended to one parameter that are put together in every way."""


def texts(values: FlowValues, node: int, fn: int, depth: int) -> list[str] | None:
    """Strings of a mention of a parameter that its function has certainly assigned to by then; None if it has not."""
    p = values.p
    if not (set_at := _assigned(p, node)):
        return None
    read = _read_in(p, node, fn)
    certain = [v for v in set_at if values.ground.order.precedes(p.parent[v], read) and p.last[p.parent[v]] <= read]
    if not certain:
        return None
    last = max(certain)
    first = [text for v in set_at if last <= v < read for text in values.strings(v, depth - 2)]
    appended = [v for v in p.writes(p.binding[node]) if last < v < read and _appends(p, v)][:_MAX_APPENDED]
    rest = [["", *values.strings(v, depth - 2)[:1]] for v in appended]
    return list(dict.fromkeys("".join(parts) for parts in product(first, *rest)))


def before(values: FlowValues, node: int, fn: int, given: list[str], depth: int) -> list[str]:
    """The strings that a parameter is given, and what it may be set to where only some ways assign to it.

    What is put before a text that has no scheme is put before each that has none; a default says nothing where
    something is given.
    """
    p = values.p
    if not (set_at := _assigned(p, node)):
        return list(dict.fromkeys(given))
    read = _read_in(p, node, fn)
    maybe = [v for v in set_at if v < read and not p.contains(p.parent[v], read) and not _is_default(p, node, v)]
    other = [text for v in maybe for text in values.strings(v, depth - 2) if not _TWICE.match(text)]
    whole = [text for text in other if "://" in text]
    return list(dict.fromkeys([*(t for t in given if "://" in t or not any(w.endswith(t) for w in whole)), *other]))


def _assigned(p: Program, node: int) -> list[int]:
    """What is assigned to the variable, in the order of the script."""
    return sorted(v for v in p.writes(p.binding[node]) if p.kind[p.parent[v]] == ASSIGN)


def _is_default(p: Program, node: int, value: int) -> bool:
    """Is it `url || "…"`, which stands for a parameter that is not given?"""
    value = p.strip(value)
    left = p.strip(p.child(value, LEFT)) if p.kind[value] == BINARY and p.operator(value) in ("||", "??") else -1
    return left >= 0 and p.kind[left] == IDENT and p.binding[left] == p.binding[node]


def _appends(p: Program, value: int) -> bool:
    return bool(p.kind[p.parent[value]] == AUGMENTED and p.operator(p.parent[value]) == "+=")


def _read_in(p: Program, node: int, fn: int) -> int:
    """The read; of one in a function made within `fn`, that function: it sees what was assigned before it was made."""
    while (inner := p.enclosing[node]) != fn and inner >= 0 and p.kind[inner] != K["function_declaration"]:
        node = inner
    return node
