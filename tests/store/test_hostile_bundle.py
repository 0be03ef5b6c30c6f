"""Bundles made or changed by somebody else: each is refused with one clear sentence, and nothing of it is used."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bundles
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from undertow.errors import BundleDamaged
from undertow.store import open_bundle, verify, write
from undertow.store.container import ContainerWriter
from undertow.store.limits import DEFAULT

EVIDENCE, BLOBS, WARC = "undertow/evidence.json.gz", "undertow/blobs.json.gz", "archive/data.warc.gz"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
Files = dict[str, bytes]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "audit.wacz"
    write(path, bundles.evidence(visits=1), bundles.BLOBS)
    return path


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def seal(path: Path, files: Files, *, listing: dict[str, Any] | None = None) -> None:
    """Write `files` as one who knows the format would: with a list and digest that agree with them."""
    package = listing or json.loads(files[PACKAGE])
    if listing is None:
        package["resources"] = [
            {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{bundles.sha(data)}", "bytes": len(data)}
            for name, data in files.items()
            if name not in (PACKAGE, DIGEST)
        ]
    text = json.dumps(package, indent=2).encode() + b"\n"
    digest = {"path": PACKAGE, "hash": f"sha256:{bundles.sha(text)}"}
    store(path, files | {PACKAGE: text, DIGEST: json.dumps(digest, indent=2).encode() + b"\n"})


def store(path: Path, files: Files) -> None:
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        for name, data in files.items():
            writer.add(name, data)
        writer.close()


def refused(path: Path, pattern: str) -> None:
    """Both readers say the same, in one printable line."""
    with pytest.raises(BundleDamaged, match=pattern) as caught:
        open_bundle(path)
    assert str(caught.value).isprintable()
    verification = verify(path)
    assert not verification.ok
    assert any(re.search(pattern, problem) for problem in verification.problems)
    assert all(problem.isprintable() for problem in verification.problems)


def change_json(name: str, change: Callable[[Any], Any]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        files[name] = gzip.compress(json.dumps(change(json.loads(gzip.decompress(files[name])))).encode())

    return apply


def test_a_bundle_sealed_again_with_the_same_content_is_accepted(path: Path) -> None:
    files = files_of(path)
    seal(path, files)
    assert verify(path).ok


# The outer file


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>not found</html>" * 10, b"\x1f\x8b" + bytes(100)])
def test_it_is_refused_when_it_is_no_zip(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "not a bundle")


def test_it_is_refused_wherever_it_is_cut_short(path: Path) -> None:
    data = path.read_bytes()
    for length in range(0, len(data), 97):
        path.write_bytes(data[:length])
        refused(path, "cut short|only its beginning")


@pytest.mark.parametrize("where", ["before", "after"])
def test_it_is_refused_when_something_is_put_before_or_after_it(path: Path, where: str) -> None:
    data = path.read_bytes()
    path.write_bytes(b"#!/bin/sh\n" + data if where == "before" else data + b"\0")
    refused(path, "altered" if where == "before" else "appended")


def zipped(name: str, data: bytes, **attributes: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(name)
        for key, value in attributes.items():
            setattr(info, key, value)
        archive.writestr(info, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "a/../b", "./a", "a//b", "C:\\a", "a\n\x1b[31mb", "a\u202eb", "", "a" * 300,
     "A", "a/", "-rf"],
)  # fmt: skip
def test_it_is_refused_when_a_name_is_not_a_plain_path(path: Path, name: str) -> None:
    path.write_bytes(zipped(name, b"x"))
    refused(path, "name that is not allowed|lists")


def test_nothing_is_extracted_when_a_name_leads_elsewhere(path: Path) -> None:
    path.write_bytes(zipped("../escaped", b"x"))
    refused(path, "not allowed")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert not (path.parent.parent / "escaped").exists()


def test_it_is_refused_when_an_entry_is_a_symbolic_link(path: Path) -> None:
    path.write_bytes(zipped("pages/pages.jsonl", b"/etc/passwd", external_attr=0o120777 << 16, create_system=3))
    refused(path, "symbolic link")


def test_it_is_refused_when_an_entry_is_encrypted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\1\2")
    data[central + 8] |= 1
    path.write_bytes(data)
    refused(path, "encrypted")


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(EVIDENCE, bytes(50_000_000))
    refused(path, "compressed by the zip itself")


def test_it_is_refused_when_two_entries_have_one_name(path: Path) -> None:
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        writer.add("pages/pages.jsonl", b"one")
        writer.add("pages/pages.jsonl", b"two")
        writer.close()
    refused(path, "listed twice")


def test_it_is_refused_when_entries_overlap(path: Path) -> None:
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        writer.add("a", b"x" * 100)
        writer.add("b", b"y" * 100)
        writer.entries[1] = dataclasses.replace(writer.entries[0], name="b")
        writer.close()
    refused(path, "overlaps|header")


def test_it_is_refused_when_bytes_lie_between_entries(path: Path) -> None:
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        writer.add("a", b"x")
        file.write(b"hidden")
        writer.add("b", b"y")
        writer.close()
    refused(path, "gap")


def test_it_is_refused_when_the_directory_claims_to_be_huge(path: Path) -> None:
    data = bytearray(path.read_bytes())
    struct.pack_into("<2H2I", data, len(data) - 14, 65535, 65535, 2**32 - 2, 0)
    path.write_bytes(data)
    refused(path, "lists 65,535 files")


def test_it_is_refused_when_it_was_zipped_again_by_another_program(path: Path) -> None:
    files = files_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    refused(path, "zipped again")


# The list of contents


@pytest.mark.parametrize("name", [PACKAGE, DIGEST])
def test_it_is_refused_when_the_list_or_its_digest_is_missing(path: Path, name: str) -> None:
    files = files_of(path)
    del files[name]
    store(path, files)
    refused(path, f"{name}: is missing")


@pytest.mark.parametrize("name", [WARC, EVIDENCE, BLOBS, "pages/pages.jsonl", "indexes/index.idx"])
def test_the_file_is_named_when_it_is_missing(path: Path, name: str) -> None:
    files = files_of(path)
    del files[name]
    store(path, files)
    refused(path, f"{name}: is missing")


@pytest.mark.parametrize("name", [WARC, EVIDENCE])
def test_a_required_file_is_named_when_not_even_the_list_has_it(path: Path, name: str) -> None:
    files = files_of(path)
    del files[name]
    seal(path, files)
    refused(path, f"{name}: is not listed")


def test_the_file_is_named_when_it_does_not_belong(path: Path) -> None:
    store(path, files_of(path) | {"undertow/extra.json": b"{}"})
    refused(path, "undertow/extra.json: does not belong")


def test_the_file_is_named_when_the_list_has_it_twice(path: Path) -> None:
    files = files_of(path)
    listing = json.loads(files[PACKAGE])
    listing["resources"].append(listing["resources"][0])
    seal(path, files, listing=listing)
    refused(path, "listed twice")


def test_a_listed_name_cannot_forge_a_line_when_it_is_reported(path: Path) -> None:
    files = files_of(path)
    listing = json.loads(files[PACKAGE])
    listing["resources"].append({"name": "x", "path": "x\nok: true\x1b[2J\u202e", "hash": "", "bytes": 0})
    seal(path, files, listing=listing)
    refused(path, r"x\\nok: true\\x1b")


@pytest.mark.parametrize("name", [EVIDENCE, BLOBS, "pages/pages.jsonl", "indexes/index.cdx.gz", "indexes/index.idx"])
def test_the_file_is_named_when_its_content_was_replaced(path: Path, name: str) -> None:
    store(path, files_of(path) | {name: b"replaced"})
    refused(path, f"{name}: was altered")


def test_verify_names_the_archive_when_its_content_was_replaced(path: Path) -> None:
    files = files_of(path)
    store(path, files | {WARC: files[WARC][:-1] + b"\1"})
    assert any(problem.startswith(f"{WARC}: was altered") for problem in verify(path).problems)


def test_it_is_refused_when_the_list_was_replaced_but_not_its_digest(path: Path) -> None:
    files = files_of(path)
    store(path, files | {PACKAGE: files[PACKAGE].replace(b"undertow 0.1.0", b"undertow 9.9.9")})
    refused(path, f"{PACKAGE}: is not the list")


def test_it_is_refused_when_the_list_is_enormous(path: Path) -> None:
    store(path, files_of(path) | {PACKAGE: b" " * 2_000_000})
    refused(path, "more than the")


# Documents inside, sealed correctly by somebody who means harm


@pytest.mark.parametrize(
    ("change", "pattern"),
    [
        (change_json(EVIDENCE, lambda e: e | {"schema": 2}), "format version 2; this Undertow reads 1"),
        (change_json(EVIDENCE, lambda e: e | {"<script>\n": 1}), "unknown field"),
        (change_json(EVIDENCE, lambda e: e | {"visits": 7}), "Expected `array`"),
        (change_json(EVIDENCE, lambda e: {"schema": 1}), "missing required field"),
        (change_json(EVIDENCE, lambda e: [e]), "Expected `object`"),
        (change_json(BLOBS, lambda b: {"../../x" + "0" * 57: next(iter(b.values()))}), "not a SHA-256"),
        (change_json(BLOBS, lambda b: {}), "has no blob"),
        (change_json(BLOBS, lambda b: {k: v | {"offset": 10**9} for k, v in b.items()}), "outside the archive"),
        (change_json(BLOBS, lambda b: {k: v | {"start": -1} for k, v in b.items()}), "outside the archive"),
        (change_json(BLOBS, lambda b: {k: v | {"size": 10**7} for k, v in b.items()}), "more bytes"),
        (change_json(BLOBS, lambda b: {k: v | {"size": 2**70} for k, v in b.items()}), "more bytes"),
    ],
)  # fmt: skip
def test_it_is_refused_when_a_document_is_not_of_its_form(
    path: Path, change: Callable[[Files], None], pattern: str
) -> None:
    files = files_of(path)
    change(files)
    seal(path, files)
    refused(path, pattern)


@pytest.mark.parametrize(
    ("content", "pattern"),
    [
        (b"[" * 200_000, "evidence"),
        (b'{"schema":1,"x":' + b"[" * 200_000, "evidence"),
        (b'{"schema":1,"visits":' + b"[" * 200_000, "evidence"),
        (b"\xff\xfe", "evidence"),
        (b"", "evidence"),
    ],
    ids=["nested", "nested in an unknown field", "nested in a known field", "no text", "empty"],
)
def test_it_is_refused_when_the_evidence_is_no_sane_json(path: Path, content: bytes, pattern: str) -> None:
    files = files_of(path)
    files[EVIDENCE] = gzip.compress(content)
    seal(path, files)
    refused(path, pattern)


@pytest.mark.parametrize(
    ("packed", "pattern"),
    [
        (b"plain text", "compressed form was altered"),
        (gzip.compress(b"{}", mtime=0)[:-3], "cut short"),
        (gzip.compress(b"{}", mtime=0) + b"more", "appended"),
        (gzip.compress(b"{}", mtime=0) + gzip.compress(b"{}", mtime=0), "appended"),
    ],
)
def test_it_is_refused_when_a_document_is_not_one_gzip_member(path: Path, packed: bytes, pattern: str) -> None:
    files = files_of(path)
    files[EVIDENCE] = packed
    seal(path, files)
    refused(path, pattern)


def test_a_gzip_bomb_is_refused_without_being_held_in_memory(path: Path) -> None:
    files = files_of(path)
    files[EVIDENCE] = gzip.compress(bytes(64_000_000))
    seal(path, files)
    limits = dataclasses.replace(DEFAULT, document=1_000_000)
    tracemalloc.start()
    with pytest.raises(BundleDamaged, match="unpacks to more"):
        open_bundle(path, limits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_blob_is_refused_when_its_place_holds_something_else(path: Path) -> None:
    files = files_of(path)
    places = json.loads(gzip.decompress(files[BLOBS]))
    html, png = bundles.sha(bundles.HTML), bundles.sha(bundles.PNG)
    places[html], places[png] = places[png], places[html]
    files[BLOBS] = gzip.compress(json.dumps(places).encode())
    seal(path, files)
    with open_bundle(path) as bundle, pytest.raises(BundleDamaged, match=html):
        bundle.blobs.get(html)
    assert sum("was altered" in problem for problem in verify(path).problems) == 2


def test_a_blob_that_inflates_beyond_its_declared_size_is_refused(path: Path) -> None:
    files = files_of(path)
    bomb = gzip.compress(bytes(1_000_000))
    places = json.loads(gzip.decompress(files[BLOBS]))
    png = bundles.sha(bundles.PNG)
    places[png] |= {"offset": len(files[WARC]), "length": len(bomb), "start": 0, "size": 15}
    files |= {WARC: files[WARC] + bomb, BLOBS: gzip.compress(json.dumps(places).encode())}
    seal(path, files)
    with open_bundle(path) as bundle, pytest.raises(BundleDamaged, match="unpacks to more"):
        bundle.blobs.get(png)


# Any change at all


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    path = tmp_path_factory.mktemp("small") / "audit.wacz"
    evidence = msgspec.structs.replace(bundles.evidence(visits=0), scripts=bundles.evidence().scripts[1:])
    write(path, evidence, bundles.BLOBS)
    return path, path.read_bytes()


def test_verify_notices_each_single_bit_that_is_flipped(small: tuple[Path, bytes]) -> None:
    path, data = small
    unnoticed = []
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1 << (position % 8)
        path.write_bytes(changed)
        if verify(path).ok:
            unnoticed.append(position)
    path.write_bytes(data)
    assert unnoticed == []
    assert verify(path).ok


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edit=st.data())
def test_verify_notices_any_edit_and_never_fails_otherwise(small: tuple[Path, bytes], edit: st.DataObject) -> None:
    path, data = small
    start = edit.draw(st.integers(0, len(data)))
    end = edit.draw(st.integers(start, min(len(data), start + 40)))
    patch = edit.draw(st.binary(max_size=40))
    changed = data[:start] + patch + data[end:]
    path.write_bytes(changed)
    assert verify(path).ok == (changed == data)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=200), count=st.integers(0, 3), size=st.integers(0, 300), offset=st.integers(0, 300))
def test_verify_never_fails_otherwise_when_it_gets_noise_with_a_zip_ending(
    tmp_path: Path, noise: bytes, count: int, size: int, offset: int
) -> None:
    path = tmp_path / "noise"
    path.write_bytes(noise + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, offset, 0))
    assert not verify(path).ok
