"""How hidden values were worked out: the expression, its value, and which functions of the script make it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from undertow.model import DecodedValue, Span

if TYPE_CHECKING:
    from undertow.analysis.columns import Columns
    from undertow.analysis.scopes import Scopes

MOST_VALUES = 40
"""That are told for one explanation."""
_MOST_DECODERS = 4
_LONGEST = 300  # characters of an expression or value


def hidden_values(source: bytes) -> tuple[DecodedValue, ...]:
    """Values that do not stand in a script as delivered, in the order of their places.

    The decoding is done again: facts hold what was decoded, not how. Empty if nothing was hidden or cannot be parsed.
    """
    from undertow.analysis.columns import ParseStopped, columns
    from undertow.analysis.decode import decode
    from undertow.analysis.sandbox import Sandbox
    from undertow.analysis.scopes import resolve

    try:
        c = columns(source)
    except ParseStopped:
        return ()
    scopes = resolve(c)
    sandbox = Sandbox()
    try:
        values = decode(c, scopes, sandbox).values
    finally:
        sandbox.close()
    found = []
    for node in sorted(values):
        value, code = values[node], c.source[slice(*c.span(node))].decode("utf-8", "replace")
        names = tuple(dict.fromkeys(_decoders(c, scopes, node)))[:_MOST_DECODERS]
        if names:  # without them it is a literal, or a sum of literals that anybody can read
            text = value if isinstance(value, str) else json.dumps(value)
            found.append(DecodedValue(span=c.span(node), code=code[:_LONGEST], value=text[:_LONGEST], decoders=names))
    return tuple(found)


def within(spans: Iterable[Span], values: Sequence[DecodedValue]) -> tuple[DecodedValue, ...]:
    """Those of the values that stand inside any of the byte ranges; a few of them if there are many."""
    wanted = sorted(set(spans))
    inside = (v for v in values if any(start <= v.span[0] and v.span[1] <= end for start, end in wanted))
    return tuple(value for value, _ in zip(inside, range(MOST_VALUES), strict=False))


def _decoders(c: Columns, scopes: Scopes, node: int) -> Iterator[str]:
    """Names in an expression that the script itself defines."""
    for inner in range(node, int(c.last[node])):
        binding = int(scopes.binding[inner])
        if binding >= 0:
            declared = int(scopes.b_node[binding])
            yield f"{c.symbols[c.sym[inner]]} (byte {int(c.start[declared])})"
