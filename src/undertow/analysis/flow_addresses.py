"""Parts of an address that are set after `const url = new URL(…)`."""

from __future__ import annotations

from undertow.analysis.columns import K
from undertow.analysis.flow_order import Order
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ASSIGN, DECLARATOR, IDENT, NO_SYMBOL, RIGHT

_SETTABLE = ("host", "hostname", "pathname", "protocol", "href")
_STATEMENT = K["expression_statement"]


def parts_set(p: Program, order: Order, made: int) -> list[tuple[str, int]]:
    """(name of the part, value) of `url.host = value` in the list of statements in which the address is made."""
    up = p.parent[made]
    if p.kind[up] != DECLARATOR or p.kind[up + 1] != IDENT or p.binding[up + 1] < 0:
        return []
    found: list[tuple[int, str, int]] = []
    for name in _SETTABLE:
        for store in p.stores_sym(p.ids.get(name, NO_SYMBOL)):
            base, assigned = p.base(store), p.parent[store]
            statement = p.parent[assigned]
            same = p.kind[base] == IDENT and p.binding[base] == p.binding[up + 1] and p.kind[assigned] == ASSIGN
            plain = p.kind[statement] == _STATEMENT and p.parent[statement] == p.parent[p.parent[up]]
            if same and plain and order.precedes(up, store):
                found.append((store, name, p.child(assigned, RIGHT)))
    return [(name, value) for _, name, value in sorted(found)]
