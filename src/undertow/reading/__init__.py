"""Scripts to facts: each distinct script once, from the cache if this reader has seen it, in parallel if it pays."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec

from undertow.model import Gap, ScriptFacts, Sha256
from undertow.reading.cache import FactsCache, folder

__all__ = ["FactsCache", "Source", "folder", "open_cache", "processors", "read_all", "read_one"]

SMALL = 400_000
"""Bytes of code up to which starting processes (0.4 s each) costs more than it saves."""

Progress = Callable[[int, int], None]
"""Scripts done, and of how many."""


class Source(Protocol):
    """A script that can be had when it is needed."""

    @property
    def name(self) -> str:
        """How gaps call it."""

    @property
    def size(self) -> int:
        """Bytes, at least roughly: large ones are begun first."""

    def load(self) -> bytes:
        """Its text as UTF-8; OSError if it cannot be had."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def open_cache(*, use: bool = True) -> FactsCache | None:
    """The user's cache of facts; None if it is not to be used or cannot be."""
    cache = FactsCache(folder()) if use else None
    return cache if cache is not None and cache.usable else None


def read_one(source: bytes, cache: FactsCache | None = None) -> ScriptFacts:
    """The facts of one script, here and now."""
    from undertow.reading.worker import read_safely

    facts = cache.get(hashlib.sha256(source).hexdigest()) if cache else None
    if facts is None:
        facts = read_safely(source)
        _keep(facts, cache)
    return facts


def read_all(
    sources: Sequence[Source],
    *,
    cache: FactsCache | None = None,
    jobs: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Iterator[ScriptFacts | Gap]:
    """The facts of each source, or why it could not be had, in the order of the sources.

    Order and number of processes play no part in what the facts say.

    Args:
        sources: asked for their bytes twice at most.
        cache: where known facts are looked up and new ones are kept.
        jobs: processes at most; as many as there are processors if None.
        progress: called after each script.
    """
    yield from _Reading(sources, cache, jobs or processors(), progress).run()
    if cache:
        cache.trim()


class _Reading:
    """One run over many sources."""

    def __init__(self, sources: Sequence[Source], cache: FactsCache | None, jobs: int, progress: Progress) -> None:
        self._sources, self._cache, self._jobs, self._progress = sources, cache, jobs, progress
        self._done: dict[int, ScriptFacts | Gap] = {}
        """Answers that wait for their turn."""
        self._next = 0
        self._told = 0
        self._same: dict[Sha256, list[int]] = {}
        """Sources of each script that is still to be read."""

    def run(self) -> Iterator[ScriptFacts | Gap]:
        """Known ones first, which takes no time; then the others."""
        for index in range(len(self._sources)):
            self._look_up(index)
            yield from self._ready()
        todo = [indexes[0] for indexes in self._same.values()]
        read = self._apart if sum(self._sources[i].size for i in todo) >= SMALL else self._here
        shared = {indexes[0]: indexes for indexes in self._same.values()}
        for index, facts in read(todo):
            _keep(facts, self._cache)
            for each in shared[index]:
                self._settle(each, facts)
            yield from self._ready()

    def _look_up(self, index: int) -> None:
        source = self._sources[index]
        try:
            sha256 = hashlib.sha256(source.load()).hexdigest()
        except OSError as error:
            why = f"It could not be read: {error.strerror or error}."
            self._settle(index, Gap(stage="analysis", kind="file-not-read", where=source.name, why=why))
            return
        if sha256 in self._same:
            self._same[sha256].append(index)
        elif self._cache and (facts := self._cache.get(sha256)):
            self._settle(index, facts)
        else:
            self._same[sha256] = [index]

    def _here(self, todo: Sequence[int]) -> Iterator[tuple[int, ScriptFacts]]:
        from undertow.reading.worker import read_safely

        return ((index, read_safely(self._load(index))) for index in todo)

    def _apart(self, todo: Sequence[int]) -> Iterator[tuple[int, ScriptFacts]]:
        from undertow.reading.workers import Workers

        largest_first = sorted(todo, key=lambda index: (-self._sources[index].size, index))
        left = dict.fromkeys(largest_first)
        try:
            with Workers(self._jobs) as workers:
                for index, facts in workers.read(largest_first, self._load):
                    del left[index]
                    yield index, facts
        except OSError:  # no process can be started here
            yield from self._here(list(left))

    def _load(self, index: int) -> bytes:
        """A source that was there a moment ago. One that has gone since is read as empty; its hash tells."""
        try:
            return self._sources[index].load()
        except OSError:
            return b""

    def _settle(self, index: int, answer: ScriptFacts | Gap) -> None:
        self._done[index] = answer if isinstance(answer, Gap) else named(answer, self._sources[index].name)

    def _ready(self) -> Iterator[ScriptFacts | Gap]:
        """Answers whose turn it is."""
        while self._next in self._done:
            yield self._done.pop(self._next)
            self._next += 1
        if (done := self._next + len(self._done)) != self._told:
            self._told = done
            self._progress(done, len(self._sources))


def named(facts: ScriptFacts, name: str) -> ScriptFacts:
    """The same facts with gaps that call the script by its name here; facts as read know only its hash."""
    if not facts.gaps:
        return facts
    own = f"script {facts.sha256[:12]}"
    gaps = tuple(msgspec.structs.replace(gap, where=name) if gap.where == own else gap for gap in facts.gaps)
    return msgspec.structs.replace(facts, gaps=gaps)


def _keep(facts: ScriptFacts, cache: FactsCache | None) -> None:
    """Into the cache, unless another run may fare better."""
    from undertow.reading.worker import FAILED

    if cache and not any(gap.kind == FAILED for gap in facts.gaps):
        cache.put(facts)
