"""Where the object that a variable holds may be changed, also under other names: an index of one script.

A search asks this of the same variables again and again, each time for another property. Most mentions of a variable
only read it, and most that store into its object store under another name; both are sorted out here once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from undertow.analysis.columns import kind_mask
from undertow.analysis.flow_stores import Stores, named
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ANY, ARGS, FIRST_INDEX, OBJECT

DEPTH = 3
"""Names in a row that an object is followed under."""
_MAX_ALIASES = 60
"""Mentions of another name that are looked at."""
_IN_PATTERN = kind_mask([
    "object_pattern", "array_pattern", "pair_pattern", "assignment_pattern", "object_assignment_pattern",
    "rest_pattern", "for_in_statement",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """A mention of a variable at which its object may be changed."""

    node: int
    """The widest expression with the object's value."""
    key: int
    """The property that may be stored into; ANY if it is not known or the object is handed to a call."""
    depth: int
    """How many more names the object may be given."""
    around: tuple[int, ...]
    """Functions around the mentions that lead here, the first mention's first."""


class Uses:
    """The uses of the variables of one script."""

    def __init__(self, p: Program, stores: Stores) -> None:
        self._p, self._stores = p, stores
        self._all: dict[tuple[int, int], list[Use]] = {}
        self._under: dict[tuple[int, int, int], list[Use]] = {}
        self._taking: dict[int, list[int]] = {}

    def taking(self, b: int) -> list[int]:
        """Where a variable takes a value by a pattern, a loop or a call, its declaration first. Not to be changed."""
        known = self._taking.get(b)
        if known is None:
            p, first = self._p, int(self._p.s.b_node[b])
            written = [r for r in p.s.references(b).tolist() if p.s.write[r] and r != first]
            known = self._taking[b] = [first, *(r for r in written if _IN_PATTERN[p.kind[p.parent[r]]])]
        return known

    def of(self, b: int, head: int, depth: int = DEPTH) -> list[Use]:
        """Uses that may put something into what is asked for. Not to be changed.

        Args:
            b: the variable.
            head: the first component of the demand on its object.
            depth: how many more names the object may be given.
        """
        if FIRST_INDEX < head < 0:  # any property
            return self._of(b, depth)
        key = (b, head, depth)
        known = self._under.get(key)
        if known is None:
            known = self._under[key] = [use for use in self._of(b, depth) if use.key in (head, ANY)]
        return known

    def _of(self, b: int, depth: int) -> list[Use]:
        known = self._all.get((b, depth))
        if known is None:
            known = self._all[b, depth] = list(dict.fromkeys(self._find(b, depth)))
        return known

    def _find(self, b: int, depth: int) -> Iterator[Use]:
        p = self._p
        mentions = self._stores.touching(b)
        if depth < DEPTH and (rest := p.s.references(b)[_MAX_ALIASES:]).size:
            mentions = [ref for ref in mentions if ref < rest[0]]
        for ref in mentions:
            node, around = p.outermost(ref), p.enclosing[ref]
            up = p.parent[node]
            if p.is_access(up) and p.field[node] == OBJECT:
                yield Use(node, ANY if p.is_callee(up) else p.key(up), depth, (around,))
            elif p.kind[up] == ARGS:
                known = self._stores.handed(node, p.parent[up])
                if known.merged or known.defined or known.into:
                    yield Use(node, ANY, depth, (around,))
            elif depth and (name := named(p, node)) >= 0:
                for use in self._of(p.binding[name], depth - 1):
                    inner = use.around[1:] if use.around[0] == around else use.around
                    yield Use(use.node, use.key, use.depth, (around, *inner))
