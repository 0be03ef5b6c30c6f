"""What later statements take away one level down: `order.user.mail = ""`, `url.searchParams.delete("mail")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.flow_paths import WHOLE, Path, ask, within, without
from undertow.analysis.program_syntax import OBJECT

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order

Nested = dict[int, dict[int, int]]
"""Key → key of what stands under it → the last statement that certainly overwrites or deletes it."""
_MAX_REFERENCES = 80


def emptied(order: Order, read: int) -> Nested:
    """What is certainly taken away, before the read of a variable, of the objects that its object holds."""
    p = order.p
    found: Nested = {}
    references = order.mentions(int(p.binding[read]))
    for ref in references if len(references) <= _MAX_REFERENCES else ():
        access = p.parent[ref]
        if ref < read and p.is_access(access) and p.field[ref] == OBJECT and (outer := p.key(access)) >= 0:
            key, node = order.emptying(access)
            if key >= 0 and order.precedes(node, read):
                found.setdefault(outer, {})[key] = node
    return found


def remaining(path: Path, nested: Nested) -> list[Path]:
    """The demands on what is left of the object."""
    head = path[0]
    if head in nested:
        inner = without(path[1:], nested[head])
        return [] if inner is None else [ask(head, inner)]
    if head not in WHOLE:
        return [path]
    rest = without(path, nested)
    parts = [(key, inner) for key in nested if (inner := within(path, key)) is not None]
    found = [ask(key, left) for key, inner in parts if (left := without(inner, nested[key])) is not None]
    return found if rest is None else [rest, *found]
