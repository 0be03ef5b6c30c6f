"""Sealing and opening: what goes in comes out, and nothing is half-written."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import json
import os
import resource
import sys
import threading
import zipfile
from pathlib import Path

import bundles
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import FLOATS, records
from undertow.errors import BundleDamaged, EnvironmentProblem, InvalidData, UsageError
from undertow.model import Evidence, Exchange, Message, Record, Script, Step, Visit
from undertow.store import open_bundle, verify, write
from undertow.store.limits import DEFAULT

KNOWN = st.sampled_from(sorted(bundles.BLOBS.by_hash))
OFFSETS = FLOATS.filter(lambda value: abs(value) < 1e12)
URLS = st.one_of(
    st.sampled_from(
        ["https://a.example/x?b=1&a", "http://[::1", "wss://a.example", "data:,x", "https://a.example:99999/"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: f"https://{text}"),
)
MESSAGES = records(Message, at=OFFSETS, body=KNOWN)
EXCHANGES = records(
    Exchange,
    at=OFFSETS,
    url=URLS,
    status=st.one_of(st.none(), st.integers(-1, 1000)),
    request_body=st.one_of(st.none(), KNOWN),
    response_body=st.one_of(st.none(), KNOWN),
    messages=st.lists(MESSAGES, max_size=1).map(tuple),
)
VISITS = records(
    Visit,
    started=st.sampled_from(["2026-11-22T02:47:00Z", "2026-11-22T03:47:00+01:00", "2026-11-22T02:47:00"]),
    exchanges=st.lists(EXCHANGES, max_size=3).map(tuple),
    steps=st.lists(records(Step, at=OFFSETS, url=URLS, screenshot=KNOWN), max_size=1).map(tuple),
)
EVIDENCE = records(
    Evidence,
    started=st.just("2026-11-22T02:47:00Z"),
    visits=st.lists(VISITS, max_size=2).map(tuple),
    scripts=st.lists(records(Script, sha256=KNOWN), max_size=2).map(tuple),
    conduct=st.just(()),  # a chain: test_transcripts.py
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.wacz"


def test_evidence_and_blobs_come_back_when_a_bundle_is_opened(path: Path) -> None:
    digest = write(path, bundles.evidence(), bundles.BLOBS)
    with open_bundle(path) as bundle:
        assert bundle.evidence == bundles.evidence()
        assert bundle.digest == digest
        assert {sha: bundle.blobs.get(sha) for sha in bundle.blobs} == bundles.BLOBS.by_hash


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(evidence=EVIDENCE)
def test_any_evidence_comes_back_unchanged_when_it_was_sealed(path: Path, evidence: Evidence) -> None:
    digest = write(path, evidence, bundles.BLOBS)
    with open_bundle(path) as bundle:
        assert bundle.evidence == evidence
        for sha in bundle.blobs:
            assert bundle.blobs.get(sha) == bundles.BLOBS.get(sha)
    assert verify(path).problems == ()
    assert verify(path).digest == digest


def test_bytes_are_the_same_when_the_same_evidence_is_sealed_twice(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert write(one, bundles.evidence(), bundles.BLOBS) == write(two, bundles.evidence(), bundles.BLOBS)
    assert one.read_bytes() == two.read_bytes()


def test_digest_differs_when_one_word_of_the_evidence_differs(tmp_path: Path) -> None:
    other = msgspec.structs.replace(bundles.evidence(), submit=True)
    assert write(tmp_path / "a", bundles.evidence(), bundles.BLOBS) != write(tmp_path / "b", other, bundles.BLOBS)


def test_each_body_is_stored_once_when_several_visits_received_it(path: Path) -> None:
    write(path, bundles.evidence(visits=1), bundles.BLOBS)
    single = path.stat().st_size
    noise = b"".join(hashlib.sha256(number.to_bytes(4)).digest() for number in range(6_000))
    big = bundles.Memory([*bundles.BLOBS.by_hash.values(), noise])
    base = bundles.evidence(visits=3)
    visits = tuple(
        msgspec.structs.replace(
            visit, exchanges=(msgspec.structs.replace(visit.exchanges[0], response_body=bundles.sha(noise)),)
        )
        for visit in base.visits
    )
    write(path, msgspec.structs.replace(base, visits=visits), big)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("archive/data.warc.gz").file_size < single + 1.2 * len(noise)


def test_nothing_is_written_when_a_blob_is_missing(path: Path) -> None:
    with pytest.raises(InvalidData, match=bundles.sha(bundles.PNG)):
        write(
            path,
            bundles.evidence(),
            bundles.Memory(data for data in bundles.BLOBS.by_hash.values() if data != bundles.PNG),
        )
    assert list(path.parent.iterdir()) == []


def test_nothing_is_written_when_a_blob_is_not_what_its_hash_says(path: Path) -> None:
    spoiled = bundles.Memory(bundles.BLOBS.by_hash.values())
    spoiled.by_hash[bundles.sha(bundles.HTML)] = b"something else"
    with pytest.raises(InvalidData, match=bundles.sha(bundles.HTML)):
        write(path, bundles.evidence(), spoiled)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [{"target": "\ud800"}, {"started": "yesterday"}, {"started": "0001-01-01T00:00:00+14:00"}],
    ids=["lone surrogate", "no time", "time out of range"],
)
def test_nothing_is_written_when_the_evidence_cannot_be_expressed(path: Path, change: dict[str, str]) -> None:
    with pytest.raises(InvalidData):
        write(path, msgspec.structs.replace(bundles.evidence(), **change), bundles.BLOBS)
    assert list(path.parent.iterdir()) == []


def test_nothing_is_written_when_a_number_is_not_finite(path: Path) -> None:
    visit = msgspec.structs.replace(bundles.visit(1), duration=float("inf"))
    with pytest.raises(InvalidData):
        write(path, msgspec.structs.replace(bundles.evidence(), visits=(visit,)), bundles.BLOBS)
    assert list(path.parent.iterdir()) == []


def test_the_older_bundle_stays_when_the_disk_is_full(path: Path) -> None:
    write(path, bundles.evidence(visits=1), bundles.BLOBS)
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(EnvironmentProblem, match="could not be written"):
            write(path, bundles.evidence(visits=2), bundles.BLOBS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_message_says_what_to_do_when_the_folder_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="--out"):
        write(tmp_path / "none" / "audit.wacz", bundles.evidence(), bundles.BLOBS)


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe", "nul"])
def test_a_usage_error_says_so_when_the_path_is_no_file(tmp_path: Path, kind: str) -> None:
    path = {"nothing": tmp_path / "none", "folder": tmp_path, "pipe": tmp_path / "pipe", "nul": Path("a\0b")}[kind]
    if kind == "pipe":
        os.mkfifo(path)
    for read in (open_bundle, verify):
        with pytest.raises(UsageError):
            read(path)


def test_a_blob_that_is_not_there_is_a_key_error_when_asked_for(path: Path) -> None:
    write(path, bundles.evidence(), bundles.BLOBS)
    with open_bundle(path) as bundle:
        assert "0" * 64 not in bundle.blobs
        assert bundles.sha(bundles.PNG) in bundle.blobs
        with pytest.raises(KeyError):
            bundle.blobs.get("0" * 64)


def test_blobs_are_right_when_many_threads_read_at_once(path: Path) -> None:
    write(path, bundles.evidence(), bundles.BLOBS)
    wrong: list[str] = []
    with open_bundle(path) as bundle:

        def read() -> None:
            for sha, data in bundles.BLOBS.by_hash.items():
                if bundle.blobs.get(sha) != data:
                    wrong.append(sha)

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_reading_a_blob_fails_when_the_bundle_was_closed(path: Path) -> None:
    write(path, bundles.evidence(), bundles.BLOBS)
    with open_bundle(path) as bundle:
        blobs = bundle.blobs
    with pytest.raises(ValueError, match="closed"):
        blobs.get(bundles.sha(bundles.PNG))


def test_a_viewer_finds_its_first_page_when_it_reads_the_package(path: Path) -> None:
    write(path, bundles.evidence(), bundles.BLOBS)
    with zipfile.ZipFile(path) as archive:
        package = json.loads(archive.read("datapackage.json"))
        header, *lines = archive.read("pages/pages.jsonl").decode().splitlines()
    assert package["wacz_version"] == "1.1.1"
    assert json.loads(header)["format"] == "json-pages-1.0"
    first = json.loads(lines[0])
    assert (first["url"], first["ts"]) == (package["mainPageUrl"], package["mainPageDate"])
    assert [json.loads(line)["id"] for line in lines] == ["v1.e1", "v2.e1"]


def test_limits_are_plain_values_when_they_are_changed_for_one_call(path: Path) -> None:
    write(path, bundles.evidence(), bundles.BLOBS)
    for small in ({"file": 1000}, {"entries": 3}, {"document": 500}, {"blob": 100}, {"blobs": 100}):
        with pytest.raises(BundleDamaged):
            open_bundle(path, dataclasses.replace(DEFAULT, **small))


STORED = {
    "ChatLine.line",
    "ChatLine.pictures",
    "Exchange.request_body",
    "Exchange.response_body",
    "Message.body",
    "Script.sha256",
    "Step.screenshot",
}
POINTERS = {"ScriptUse.script", "ScriptUse.parent", "StackFrame.script"}
"""Fields that name a script; its bytes come with its `Script`."""


def test_no_field_of_the_evidence_that_names_bytes_is_forgotten() -> None:
    module = vars(sys.modules[Evidence.__module__])
    records_of_evidence = {kind for kind in module.values() if isinstance(kind, type) and issubclass(kind, Record)}
    found = {
        f"{kind.__name__}.{name}"
        for kind in records_of_evidence
        for name, annotation in inspect.get_annotations(kind).items()
        if "Sha256" in str(annotation)
    }
    assert found == STORED | POINTERS
