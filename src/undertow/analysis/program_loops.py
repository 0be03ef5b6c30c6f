"""Loops over lists as compilers write them for older browsers: `for (i.s(); !(step = i.n()).done;) { … step.value … }`.

The iterator comes from a helper that is given the list, and that asks it for `Symbol.iterator` (Babel's `i.n()`,
TypeScript's `i.next()`), or from the list itself: `i = list[Symbol.iterator]()`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import ASSIGN, CALL, IDENT, INDEX, LEFT, SUBSCRIPT

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_STEPS = ("n", "next")
_MAX_ARGS = 2


class Loops:
    """The compiled loops of one script."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._value = p.ids.get("value", -1)

    def element_of(self, access: int) -> int:
        """The list of which `step.value` is an element, or -1."""
        p = self.p
        if self._value < 0 or p.key(access) != self._value or not self._lists:
            return -1
        base = p.strip(p.base(access))
        return self._lists.get(p.binding[base], -1) if p.kind[base] == IDENT and p.binding[base] >= 0 else -1

    def all(self) -> list[tuple[int, int]]:
        """(list, access that reads one of its elements)"""
        p = self.p
        return [(of, a) for a in p.accesses("value") if (of := self.element_of(a)) >= 0] if self._lists else []

    @cached_property
    def _lists(self) -> dict[int, int]:
        """Binding of a step → the list that is gone through."""
        p, found = self.p, dict[int, int]()
        for access in p.accesses("done") if p.ids.get("iterator", -1) >= 0 else ():
            base = p.strip(p.base(access))
            name = p.child(base, LEFT) if p.kind[base] == ASSIGN else base
            b = p.binding[name] if p.kind[name] == IDENT else -1
            if b >= 0 and b not in found and (listed := self._listed(b)) >= 0:
                found[b] = listed
        return found

    def _listed(self, step: int) -> int:
        """The list that a step is taken from, by all that is assigned to it; else -1."""
        p = self.p
        lists = {self._of_iterator(p.strip(value)) for value in p.writes(step)}
        return lists.pop() if len(lists) == 1 else -1

    def _of_iterator(self, call: int) -> int:
        """The list of the iterator in `it.n()`, or -1."""
        p = self.p
        callee = p.written_callee(call) if p.kind[call] == CALL and not p.written_args(call) else -1
        if callee < 0 or not p.is_access(callee) or p.key_text(callee) not in _STEPS:
            return -1
        made = p.definition(p.strip(p.base(callee)))
        made = p.strip(made) if made >= 0 else -1
        if made < 0 or p.kind[made] != CALL:
            return -1
        helper, args = p.written_callee(made), p.written_args(made)
        if not args and p.kind[helper] == SUBSCRIPT and p.key_text(p.strip(p.child(helper, INDEX))) == "iterator":
            return p.base(helper)
        return args[0] if 1 <= len(args) <= _MAX_ARGS and self._iterates(helper) else -1

    def _iterates(self, helper: int) -> bool:
        """Does the function that is called ask what it is given for `Symbol.iterator`?"""
        p = self.p
        fn = p.definition(helper)
        return fn >= 0 and p.is_function(fn) and any(p.contains(fn, access) for access in p.accesses("iterator"))
