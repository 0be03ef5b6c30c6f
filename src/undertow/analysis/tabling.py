"""Questions that may come back to themselves, answered once and wholly.

What an expression may denote depends on who calls a function, which depends on what its callee may denote. A memo alone
would keep whatever was known in the middle of such a circle. Here the question that opens a circle is asked again with
the last answers of all others in it, until nothing new comes; then all of them are final. (Tabling by iteration, as in
logic programming: Chen and Warren, "Tabled evaluation with delaying for general logic programs", J. ACM 43 (1996);
circles are found as strongly connected components are, by the lowest question on the stack that an answer used.)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sized
from typing import Any, TypeVar, cast

A = TypeVar("A", bound=Sized)

MAX_NESTING = 600
"""Questions within questions. Deeper ones are answered by what is known so far, and asked again later."""
_FRAMES = 40
"""Python calls that one question may need."""
MAX_ROUNDS = 4
"""How often a circle is gone round."""
_MAX_ATTEMPTS = 2
"""How often an answer that was cut short by the nesting is not kept."""

Key = tuple[int, int]


class Tables:
    """The state of all questions that are being answered."""

    def __init__(self) -> None:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES * MAX_NESTING))
        self._open: set[Key] = set()
        """Questions that are being answered."""
        self._circular = False
        """Did the answer that is being worked out use one that is not final?"""
        self._answers: dict[Key, Any] = {}
        """Answers that are not final."""
        self._pending: list[tuple[Key, dict[int, Any]]] = []
        """The questions of these, with the tables that they belong to."""
        self._fresh: set[Key] = set()
        """Those of them that were answered in this round."""
        self._changes = 0
        self._cuts = 0
        self._attempts: dict[Key, int] = {}

    def ask(self, table: dict[int, A], node: int, find: Callable[[int], A], nothing: A) -> A:
        """The answer from the table, or a new one.

        Args:
            table: final answers to this kind of question.
            node: what the question is about.
            find: answers it; may ask others.
            nothing: the answer that is assumed at first.
        """
        known = table.get(node)
        if known is not None:
            return known
        key = (id(table), node)
        if key in self._open or key in self._fresh or len(self._open) >= MAX_NESTING:
            self._circular = True
            self._cuts += key not in self._answers and key not in self._open
            return cast(A, self._answers.get(key, nothing))
        if not self._open:
            return self._outermost(table, node, key, find)
        before, self._circular = self._circular, False
        found = self._once(key, node, find)
        if self._circular:
            self._keep(key, found)
            self._pending.append((key, cast("dict[int, Any]", table)))
            self._fresh.add(key)
        else:
            table[node] = found
        self._circular = self._circular or before
        return found

    def _once(self, key: Key, node: int, find: Callable[[int], A]) -> A:
        self._open.add(key)
        try:
            return find(node)
        finally:
            self._open.discard(key)

    def _outermost(self, table: dict[int, A], node: int, key: Key, find: Callable[[int], A]) -> A:
        """The question that nobody asked in the course of another: circles within it are gone round here."""
        for _ in range(MAX_ROUNDS):
            before, cuts, self._circular = self._changes, self._cuts, False
            found = self._once(key, node, find)
            self._keep(key, found)
            self._fresh.clear()
            if self._changes == before or not self._circular:
                break
        table[node] = found
        for other, its in self._pending:
            if other in self._answers:
                self._attempts[other] = self._attempts.get(other, 0) + 1
                if cuts == self._cuts or self._attempts[other] >= _MAX_ATTEMPTS:
                    its[other[1]] = self._answers[other]
        self._pending.clear()
        self._answers.clear()
        return found

    def _keep(self, key: Key, found: Sized) -> None:
        if key not in self._answers or len(self._answers[key]) != len(found):
            self._changes += 1
        self._answers[key] = found
