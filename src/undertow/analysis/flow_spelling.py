"""Names of headers, which are the same however they are spelt: `headers.delete("x-id")` takes `X-Id` away."""

from __future__ import annotations

from undertow.analysis.program import Program
from undertow.analysis.program_names import is_new

_MAX_SYMBOLS = 20_000


def in_all_spellings(p: Program, b: int, emptied: dict[int, int]) -> dict[int, int]:
    """The same properties as others would write them, where a variable holds `Headers`.

    Args:
        p: the script.
        b: a variable.
        emptied: key → node of the last statement that overwrites or deletes it.
    """
    values = p.writes(b) if emptied and p.ids.get("Headers", -1) >= 0 else ()
    if not values or not all(is_new(p, p.strip(value), "Headers") for value in values):
        return emptied
    latest: dict[str, int] = {}
    for key, node in emptied.items():
        name = p.text(key).lower()
        latest[name] = max(node, latest.get(name, -1))
    symbols = enumerate(p.symbols[:_MAX_SYMBOLS])
    return {sym: latest[text.lower()] for sym, text in symbols if text.lower() in latest}
