"""Who reads a property, by what the reads may denote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program_interop import modules_in
from undertow.analysis.program_members import class_member
from undertow.analysis.program_namesakes import COMMON, is_foreign, may_mean
from undertow.analysis.tabling import Answers, Index, none_of

if TYPE_CHECKING:
    from undertow.analysis.program import Program

OTHERS = -1
"""Stands among what a read may denote if it denotes nothing that is not known."""
_HOLDING = kind_mask(["object", "new_expression", "this", "string", "array"])
"""Origins of which all is known that they hold, if anything is."""
_LOOSE = -2
"""Stands for reads of objects of which nothing is known, and that may be the script's own."""


class Readers:
    """The reads of one key, by what they may denote."""

    __slots__ = ("_index", "_key", "_p", "_reads", "_table", "count")

    def __init__(self, p: Program, key: int) -> None:
        self._p, self._key = p, key
        self._reads = [(a, p.base(a)) for a in p.accesses_sym(key) if not p.is_written(a)]
        self._reads += p.destructured.get(key, [])
        self.count = len(self._reads)
        self._table = Answers(self._look, none_of)
        """Base of a read → what the read may denote."""
        self._index = Index(p.tables, self._sorted)

    def of(self, value: int, fn: int = -1) -> list[int]:
        """The reads that may denote the value, in their order.

        Args:
            value: what is read.
            fn: the function that it is, if its name is rare enough to speak for itself; else -1.
        """
        p, reads = self._p, self._reads
        places = set(self._index.of(value))
        if fn >= 0:
            is_common = p.text(self._key) in COMMON
            loose = [place for place in self._index.of(_LOOSE) if reads[place][0] < p.n]
            places.update(place for place in loose if not is_common or may_mean(p, reads[place][0], fn))
        return [reads[place][0] for place in sorted(places)]

    def _sorted(self) -> dict[int, list[int]]:
        """Value → places of the reads that may denote it; those that may denote anything stand under _LOOSE."""
        found: dict[int, list[int]] = {}
        for place, (_, base) in enumerate(self._reads):
            denoted = self._p.tables.ask(self._table, base)
            for each in denoted:
                found.setdefault(each, []).append(place)
            if OTHERS not in denoted:
                found.setdefault(_LOOSE, []).append(place)
        return found

    def _look(self, base: int) -> tuple[int, ...]:
        """Values of the property of what an expression denotes; with OTHERS, if that is known and there are no more."""
        p, held = self._p, False
        denoted: dict[int, None] = {}
        origins = p.origins(base)
        if p.kind[base] == K["super"]:
            parent = p.superclass(p.this_owner(base))
            return tuple(class_member(p, parent, self._key)) if parent >= 0 else ()
        for origin in origins:
            values = p.property_of(origin, self._key)
            for value in values:
                denoted[value] = None
                denoted.update(dict.fromkeys(p.origins(value)))
            held = held or (bool(values) and (_HOLDING[p.kind[origin]] or p.modules.is_exports(origin)))
        if not denoted and p.text(self._key) == "default" and (modules := modules_in(p, base)):
            return tuple(dict.fromkeys([*modules, *(o for module in modules for o in p.origins(module)), OTHERS]))
        if held or any(is_foreign(p, o) for o in origins):
            denoted[OTHERS] = None
        return tuple(denoted)
