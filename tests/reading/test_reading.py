"""Many scripts: the same answers in the same order, however many processes read them and whatever happens to these."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from undertow import reading
from undertow.model import Gap, ScriptFacts
from undertow.reading import workers
from undertow.reading.cache import FactsCache


@dataclass(frozen=True)
class Text:
    """A source in memory."""

    name: str
    code: bytes

    @property
    def size(self) -> int:
        return len(self.code)

    def load(self) -> bytes:
        return self.code


class Gone(Text):
    """A source that cannot be had."""

    def load(self) -> bytes:
        raise PermissionError(13, "Permission denied")


def sources(count: int, *, each: int = 100) -> list[Text]:
    return [
        Text(f"{n}.js", b"fetch('https://sink%d.test/'+navigator.platform);//" % n + b"x" * (each - n))
        for n in range(count)
    ]


def hosts(answers: Sequence[ScriptFacts | Gap]) -> list[str | None]:
    return [answer.flows[0].host for answer in answers if isinstance(answer, ScriptFacts) and answer.flows]


def test_answers_come_in_the_order_of_the_sources_however_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    here = list(reading.read_all(sources(6), jobs=3))
    monkeypatch.setattr(reading, "SMALL", 0)
    apart = list(reading.read_all(sources(6), jobs=3))
    assert hosts(here) == [f"sink{n}.test" for n in range(6)]
    assert apart == here


def test_scripts_of_the_same_bytes_are_read_once_and_answered_for_each_name(tmp_path: Path) -> None:
    code = b"let = = = ; fetch('https://sink.test/'+navigator.platform); ))) ]]] }"
    told = list(reading.read_all([Text("a.js", code), Text("b.js", code)], cache=FactsCache(tmp_path / "c")))
    assert [{gap.where for gap in facts.gaps} for facts in told if isinstance(facts, ScriptFacts)] == [
        {"a.js"},
        {"b.js"},
    ]


def test_a_source_that_cannot_be_had_is_a_gap_in_its_place() -> None:
    first, second = sources(2)
    answers = list(reading.read_all([first, Gone("locked.js", b""), second]))
    assert hosts(answers) == ["sink0.test", "sink1.test"]
    gap = answers[1]
    assert isinstance(gap, Gap)
    assert (gap.kind, gap.where, gap.why) == ("file-not-read", "locked.js", "It could not be read: Permission denied.")


def test_known_scripts_need_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = FactsCache(tmp_path / "c")
    first = list(reading.read_all(sources(3), cache=cache))
    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr(workers, "_start", lambda command: pytest.fail("a process was started"))
    assert list(reading.read_all(sources(3), cache=cache)) == first


def test_where_no_process_can_be_started_all_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command: Sequence[str]) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr(workers, "_start", refuse)
    assert hosts(list(reading.read_all(sources(3)))) == ["sink0.test", "sink1.test", "sink2.test"]


SUICIDAL = """
import os, signal, sys
from undertow.reading import worker
read = worker.read_safely
def read_safely(source):
    if b"sink1" in source:
        os.kill(os.getpid(), {signal})
    return read(source)
worker.read_safely = read_safely
worker.main()
"""


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (signal.SIGKILL, "The process that read it was killed, probably because memory ran out."),
        (signal.SIGSEGV, "The process that read it crashed (SIGSEGV)."),
    ],
)
def test_the_death_of_a_process_costs_the_script_it_was_reading_and_no_other(number: signal.Signals, why: str) -> None:
    texts = sources(5)
    command = [sys.executable, "-c", SUICIDAL.format(signal=int(number))]
    with workers.Workers(2, command=command) as pool:
        found = dict(pool.read(range(5), lambda n: texts[n].code))
    assert hosts([found[n] for n in (0, 2, 3, 4)]) == ["sink0.test", "sink2.test", "sink3.test", "sink4.test"]
    assert [(gap.kind, gap.why) for gap in found[1].gaps] == [("reader-failed", why)]
    assert [e.host for e in found[1].endpoints] == ["sink1.test"], "addresses in clear are told all the same"


def test_a_script_that_takes_too_long_is_given_up() -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with workers.Workers(1, seconds=0.2, command=command) as pool:
        found = dict(pool.read([0], lambda n: b"fetch('https://sink.test/')"))
    assert found[0].gaps[0].why.startswith("Reading it was given up after 0 seconds")


def test_facts_of_a_failed_reader_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: bytes) -> ScriptFacts:
        raise MemoryError

    cache = FactsCache(tmp_path / "c")
    monkeypatch.setattr("undertow.analysis.read_script", fail)
    failed = reading.read_one(b"var a", cache)
    assert failed.gaps[0].why == "Reading it takes more than 4 GiB of memory."
    monkeypatch.undo()
    assert reading.read_one(b"var a", cache).gaps == ()


def test_a_script_that_takes_all_memory_costs_itself_only() -> None:
    greedy = (
        "import undertow.analysis, resource; from undertow.reading import worker\n"
        "read = undertow.analysis.read_script\n"
        "undertow.analysis.read_script = lambda s: bytearray(1 << 40) if b'sink0' in s else read(s)\n"
        "worker.main()"
    )
    texts = sources(2)
    with workers.Workers(1, command=[sys.executable, "-c", greedy]) as pool:
        found = dict(pool.read(range(2), lambda n: texts[n].code))
    assert [gap.why for gap in found[0].gaps] == ["Reading it takes more than 4 GiB of memory."]
    assert hosts([found[1]]) == ["sink1.test"]
