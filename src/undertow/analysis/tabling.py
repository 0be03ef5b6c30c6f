"""Questions that may come back to themselves, answered once and wholly.

What an expression may denote depends on who calls a function, which depends on what its callee may denote. A memo alone
would keep whatever was known in the middle of such a circle, and answers would depend on the order of the questions.
Here an answer is final only together with all that it rests on: questions that rest on each other are held open until
the first of them has been asked, each notes who used its answer, and whoever used one that has changed since is asked
again, until nothing new comes. (Tabling with completion by strongly connected components, as in logic programming: Chen
and Warren, "Tabled evaluation with delaying for general logic programs", J. ACM 43 (1996); the components are found as
by Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972).)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from heapq import heappop, heappush
from typing import Any, Generic, TypeVar

A = TypeVar("A")

MAX_NESTING = 600
"""Questions within questions. Deeper ones are put off until less is open."""
_FRAMES = 40
"""Python calls that one question may need."""
MAX_AGAIN = 200
"""How often one question is asked again."""
_LARGE = 1_000
"""Questions that may all rest on one another, from which on each is asked again `_FEW` times at most."""
_FEW = 10
"""With 200 the same is found in 92 libraries, and React's own code, where everything leads to everything, takes three
times as long."""
MAX_TAKEN_BACK = 6
"""The same, if its answers take back what they said: they might never come to rest."""


class Answers(dict[int, A]):
    """Final answers to one kind of question, by what each is about, and how such questions are answered."""

    __slots__ = ("find", "nothing", "pending")

    def __init__(self, find: Callable[[int], A], nothing: Callable[[int], A]) -> None:
        """A kind of question without answers yet.

        Args:
            find: answers it; may ask others.
            nothing: the answer that is assumed at first; not None.
        """
        super().__init__()
        self.find, self.nothing = find, nothing
        self.pending: dict[int, _Question[A]] = {}
        """Questions whose answers are not final."""


class _Question(Generic[A]):
    """One that is being answered, or whose answer rests on one that is."""

    __slots__ = ("answer", "at", "due", "low", "node", "open", "rounds", "table", "taken_back", "used_by")

    def __init__(self, table: Answers[A], node: int, at: int) -> None:
        self.table, self.node = table, node
        self.answer = table.nothing(node)
        """What is known so far."""
        self.at = self.low = at
        """Its place among those that are not final, and the first place that its answer rests on."""
        self.open = self.due = False
        """Is it being answered just now? Is it to be asked (again)?"""
        self.rounds = self.taken_back = 0
        self.used_by: set[_Question[Any]] = set()
        """Whoever used an answer of it that was not final."""


class Tables:
    """The state of all questions that are being answered."""

    def __init__(self) -> None:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES * MAX_NESTING))
        self._stack: list[_Question[Any]] = []
        """Those whose answers are not final, in the order in which they were first asked."""
        self._asking: list[_Question[Any]] = []
        """Those that are open, each asked by the one before."""
        self._due: list[tuple[int, _Question[Any]]] = []
        """Those to be asked again, as a heap, what was asked last first: others rest on it."""
        self.unsettled = 0
        """How many answers so far were not final when they were used."""

    def ask(self, table: Answers[A], node: int) -> A:
        """The answer from the table, or a new one.

        Args:
            table: answers to this kind of question.
            node: what the question is about.
        """
        known = table.get(node)
        if known is not None:
            return known
        question = table.pending.get(node)
        if question is None:
            question = table.pending[node] = _Question(table, node, len(self._stack))
            self._stack.append(question)
            if self._first(question):
                return question.answer
        self.unsettled += 1
        if self._asking:
            asker = self._asking[-1]
            if question.low < asker.low:
                asker.low = question.low
            question.used_by.add(asker)
        return question.answer

    def _first(self, question: _Question[Any]) -> bool:
        """Ask for the first time; is the answer final?"""
        if len(self._asking) >= MAX_NESTING:
            question.low = self._asking[MAX_NESTING // 2].at
            self._put_off(question)
            return False
        try:
            self._answer(question)
            return question.low == question.at and self._completed(question)
        except BaseException:
            if not self._asking:  # what was open will not be answered any more
                for each in self._stack:
                    each.table.pending.clear()
                self._stack.clear()
                self._due.clear()
            raise

    def _answer(self, question: _Question[Any]) -> None:
        """Ask once, and have all asked again that used less."""
        question.open, question.due = True, False
        question.rounds += 1
        self._asking.append(question)
        try:
            found = question.table.find(question.node)
        finally:
            self._asking.pop()
            question.open = False
        if question.due:
            self._put_off(question)
        if found != question.answer:
            question.taken_back += _takes_back(question.answer, found)
            question.answer = found
            again = MAX_AGAIN if len(self._stack) < _LARGE else _FEW
            for other in question.used_by:
                if other.open:
                    other.due = True
                elif not other.due and other.rounds <= again and other.taken_back <= MAX_TAKEN_BACK:
                    self._put_off(other)

    def _put_off(self, question: _Question[Any]) -> None:
        question.due = True
        heappush(self._due, (-question.at, question))

    def _completed(self, first: _Question[Any]) -> bool:
        """Ask again whatever rests on too little, from `first` on; are these answers final then?"""
        due = self._due
        while due and -due[0][0] >= first.at:
            _, question = heappop(due)
            if question.due:
                self._answer(question)
                first.low = min(first.low, question.low)
        if first.low < first.at:
            return False
        for question in self._stack[first.at :]:
            question.table[question.node] = question.answer
            del question.table.pending[question.node]
            if not question.table.pending:
                question.table.pending.clear()  # lets go of the room that many open questions took
        del self._stack[first.at :]
        return True


def _takes_back(before: object, after: object) -> bool:
    """Does the later answer lack anything that the earlier one had?"""
    if isinstance(before, dict) and isinstance(after, dict):
        return any(key not in after or _takes_back(known, after[key]) for key, known in before.items())
    if isinstance(before, list) and isinstance(after, list):
        return not set(before) <= set(after)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return any(each not in after for each in before)
    return before != after and before != -1


class Index:
    """Lists that are found for all at once and asked for one by one.

    Who asked for one of them is asked again only if that one changes, not whenever any does.
    """

    __slots__ = ("_all", "_find", "_one", "_tables")

    def __init__(self, tables: Tables, find: Callable[[], dict[int, list[int]]]) -> None:
        self._tables, self._find = tables, find
        self._all: Answers[dict[int, list[int]]] = Answers(self._find_all, _none_yet)
        self._one: Answers[list[int]] | None = None
        """Only as long as not all are found: there are thousands of indexes."""

    def all(self) -> dict[int, list[int]]:
        """Everything. Not to be changed."""
        return self._tables.ask(self._all, 0)

    def of(self, at: int) -> list[int]:
        """What is found for one. Not to be changed."""
        known = self._all.get(0)
        if known is not None:
            self._one = None
            return known.get(at, [])
        if self._one is None:
            self._one = Answers(self._find_one, _empty)
        return self._tables.ask(self._one, at)

    def _find_all(self, _: int) -> dict[int, list[int]]:
        return self._find()

    def _find_one(self, at: int) -> list[int]:
        return self.all().get(at, [])


def none_of(_: int) -> tuple[int, ...]:
    """What is assumed of a question about places; one function for the tables of all properties."""
    return ()


def _none_yet(_: int) -> dict[int, list[int]]:
    return {}


def _empty(_: int) -> list[int]:
    return []


class Indexes:
    """One index for each key."""

    __slots__ = ("_by_key", "_find", "_tables")

    def __init__(self, tables: Tables, find: Callable[[int], dict[int, list[int]]]) -> None:
        self._tables, self._find = tables, find
        self._by_key: dict[int, Index] = {}

    def of(self, key: int, at: int) -> list[int]:
        """What is found for one under the key. Not to be changed."""
        return self[key].of(at)

    def __getitem__(self, key: int) -> Index:
        index = self._by_key.get(key)
        if index is None:
            index = self._by_key[key] = Index(self._tables, partial(self._find, key))
        return index
