"""What must be chosen together: the arguments of one call, the fields of one entry of a table.

`e.host + e.path` with three entries has three values, not nine: where an expression reads the same variable, the same
pattern or parameters of the same function more than once, it is worked out once for each thing they may stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import DECLARATOR, IDENT, SHORTHAND_PATTERN, VALUE

MAX_OPTIONS = 12
"""Calls or entries from which nothing is chosen any more: each part then has values of its own."""
_MAX_NODES = 400  # of one expression

_PATTERNS = (K["object_pattern"], K["array_pattern"])


@dataclass(frozen=True)
class Choice:
    """One way to read an expression."""

    calls: dict[int, int] = field(default_factory=dict)
    """Function -> the call of it that is meant."""
    entries: dict[int, int] = field(default_factory=dict)
    """Binding, or n + node of a pattern -> the literal that it stands for."""

    def __or__(self, other: Choice) -> Choice:
        return Choice({**self.calls, **other.calls}, {**self.entries, **other.entries})

    @cached_property
    def key(self) -> tuple[tuple[int, int], ...]:
        """What tells this choice from others."""
        entries = tuple((-1 - holder, literal) for holder, literal in sorted(self.entries.items()))
        return (*sorted(self.calls.items()), *entries)

    def outside(self, fn: int) -> Choice:
        """The same where a call of that function is written."""
        if fn not in self.calls:
            return self
        return Choice({f: call for f, call in self.calls.items() if f != fn}, self.entries)


class Chooses(Protocol):
    """Who reads expressions by a choice."""

    made: Choice


class Choosing:
    """A choice that counts for a while. Entered by the ten thousand, and a generator would take three times as long."""

    __slots__ = ("_before", "_choice", "_reader")

    def __init__(self, reader: Chooses, choice: Choice) -> None:
        self._reader, self._choice, self._before = reader, choice, reader.made

    def __enter__(self) -> None:
        self._reader.made = self._choice

    def __exit__(self, *_: object) -> None:
        self._reader.made = self._before


class Opening:
    """An expression that is being worked out for a while, with its number among those that are."""

    __slots__ = ("_key", "_open")

    def __init__(self, opened: dict[tuple[int, int], int], key: tuple[int, int]) -> None:
        self._open, self._key = opened, key

    def __enter__(self) -> None:
        self._open[self._key] = len(self._open)

    def __exit__(self, *_: object) -> None:
        self._open.pop(self._key, None)


class Choices:
    """Finds the choices of expressions; what an expression reads is remembered.

    `entries` says which literals an expression may denote: the one that it certainly is, or all.
    """

    def __init__(self, p: Program, entries: Callable[[int], Sequence[int]]) -> None:
        self._p, self._entries = p, entries
        self._shared: dict[int, list[int]] = {}

    def of(self, node: int, made: Choice) -> list[Choice]:
        """Ways to read the expression beyond what is chosen already; empty if there is only one."""
        if node not in self._shared:
            self._shared[node] = list(self._read_together(node))
        for group in self._shared[node]:
            options = self._options(group, made)
            if 1 < len(options) <= MAX_OPTIONS:
                return options
        return []

    def _read_together(self, node: int) -> Iterable[int]:
        """Groups that are read more than once: -1 - function for its parameters, a binding, n + pattern."""
        p = self._p
        counts: dict[int, int] = {}
        for at in range(node, min(p.last[node], node + _MAX_NODES)):
            if p.kind[at] == IDENT and (b := p.binding[at]) >= 0:
                for group in {self.group(b), b}:
                    counts[group] = counts.get(group, 0) + 1
        return [group for group, count in counts.items() if count > 1]

    def group(self, b: int) -> int:
        """What the variable gets its value together with: a function's call, a pattern, or nothing but itself."""
        pattern, _ = pattern_of(self._p, b)
        if pattern >= 0:
            return self._p.n + pattern
        fn, index = self._p.param_index(b)
        return -1 - fn if index >= 0 else b

    def _options(self, group: int, made: Choice) -> list[Choice]:
        p = self._p
        if group < 0:
            fn = -1 - group
            return [] if fn in made.calls else [Choice(calls={fn: call}) for call, _ in p.call_sites(fn)]
        if group in made.entries:
            return []
        # of a variable, any reference will do
        values = pattern_values(p, group - p.n, made) if group >= p.n else p.s.references(group)[:1].tolist()
        literals = [literal for value in values for literal in self._entries(value)]
        return [Choice(entries={group: literal}) for literal in dict.fromkeys(literals)]


def pattern_of(p: Program, b: int) -> tuple[int, int]:
    """(pattern, key node or index) of `const {key: b} = …`, `const [b] = …` or such a parameter; else (-1, -1).

    The key is a node in an object pattern and an index in an array pattern.
    """
    name = int(p.s.b_node[b])
    up = p.parent[name]
    if up >= 0 and p.kind[up] in (K["object_assignment_pattern"], K["assignment_pattern"]):
        name, up = up, p.parent[up]
    if up >= 0 and p.kind[up] == K["pair_pattern"]:
        key, pattern = up + 1, p.parent[up]
    elif p.kind[int(p.s.b_node[b])] == SHORTHAND_PATTERN:
        key, pattern = int(p.s.b_node[b]), up
    elif up >= 0 and p.kind[up] == K["array_pattern"]:
        key, pattern = p.c.source[p.c.start[up] : p.c.start[name]].count(b","), up
    else:
        return -1, -1
    known = pattern >= 0 and p.kind[pattern] in _PATTERNS
    return (pattern, key) if known else (-1, -1)


def pattern_values(p: Program, pattern: int, made: Choice) -> list[int]:
    """Expressions that a pattern takes apart."""
    up = p.parent[pattern]
    if p.kind[up] == DECLARATOR:
        value = p.child(up, VALUE)
        return [value] if value >= 0 else []
    fn = p.enclosing[pattern]
    taken = up if p.kind[up] == K["assignment_pattern"] else pattern
    if fn < 0 or taken not in p.params(fn):
        return []
    at = p.params(fn).index(taken)
    sites = [(made.calls[fn], 0)] if fn in made.calls else p.giving_sites(fn)[:MAX_OPTIONS]
    return [p.args(call)[at + shift] for call, shift in sites if at + shift < len(p.args(call))]
