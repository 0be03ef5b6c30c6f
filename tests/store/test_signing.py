"""Signatures and the log: what was changed, added, taken out or moved is noticed and named."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import bundles
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from undertow.errors import BundleDamaged, UsageError
from undertow.model import Evidence, Exchange, codec
from undertow.store import (
    fingerprint,
    log,
    make_key,
    open_bundle,
    package,
    read_key,
    read_public,
    signing,
    verify,
    write,
)
from undertow.store.container import ContainerWriter
from undertow.store.packing import pack

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "key"
    make_key(path)
    return path


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, key: Path) -> Path:
    path = tmp_path_factory.mktemp("signed") / "bundle.wacz"
    write(path, bundles.evidence(), bundles.BLOBS, key=read_key(key))
    return path


def public(key: Path) -> str:
    return read_public(key.with_name(f"{key.name}.pub"))


def test_a_signed_bundle_says_whose_key_and_opens_like_any_other(signed: Path, key: Path) -> None:
    answer = verify(signed, key=public(key))
    assert answer.ok, answer.problems
    assert answer.signed_by == fingerprint(public(key))
    assert answer.log_head is not None and answer.signed_at is not None
    with open_bundle(signed) as opened:
        assert opened.evidence == bundles.evidence()


def test_an_unsigned_bundle_is_whole_but_not_what_a_key_was_asked_for(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "bundle.wacz"
    write(path, bundles.evidence(), bundles.BLOBS)
    assert verify(path).ok and verify(path).signed_by is None
    answer = verify(path, key=public(key))
    assert [problem for problem in answer.problems if "is not signed" in problem]


def test_a_bundle_signed_by_another_is_named_so(signed: Path, tmp_path: Path) -> None:
    other = make_key(tmp_path / "other")
    answer = verify(signed, key=other)
    assert not answer.ok
    assert [problem for problem in answer.problems if fingerprint(other)[:16] in problem]


def altered(signed: Path, to: Path, change: object) -> Path:
    """The bundle with another datapackage-digest.json."""
    with zipfile.ZipFile(signed) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == package.DIGEST:
                assert callable(change)
                data = change(data)
            new.writestr(info, data)
    return to


@pytest.mark.parametrize("field", ["hash", "created", "software", "publicKey", "signature"])
def test_every_part_of_a_signature_counts(signed: Path, tmp_path: Path, field: str) -> None:
    def change(data: bytes) -> bytes:
        document = json.loads(data)
        text = document["signedData"][field]
        document["signedData"][field] = text[:-3] + ("a" if text[-3] != "a" else "b") + text[-2:]
        decoded = msgspec.convert(document, package.PackageDigest)
        return package.digest_document(document["hash"].removeprefix("sha256:"), decoded.signed_data)

    path = altered(signed, tmp_path / "b.wacz", change)
    assert [p for p in verify(path).problems if "signature" in p]
    with pytest.raises(BundleDamaged, match="signature"):
        open_bundle(path)


def test_a_signature_of_another_bundle_is_none(signed: Path, tmp_path: Path, key: Path) -> None:
    evidence = msgspec.structs.replace(bundles.evidence(), target="https://other.example/")
    path = tmp_path / "other.wacz"
    write(path, evidence, bundles.BLOBS)
    with zipfile.ZipFile(signed) as archive:
        theirs = msgspec.convert(json.loads(archive.read(package.DIGEST)), package.PackageDigest).signed_data
    moved = altered(
        path, tmp_path / "moved.wacz",
        lambda data: package.digest_document(json.loads(data)["hash"].removeprefix("sha256:"), theirs),
    )  # fmt: skip
    assert not verify(moved, key=public(key)).ok


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_every_flipped_bit_of_a_signed_bundle_is_noticed(signed: Path, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(signed.read_bytes())
    bit = data.draw(st.integers(0, 8 * len(content) - 1))
    content[bit // 8] ^= 1 << bit % 8
    path = tmp_path / "flipped.wacz"
    path.write_bytes(content)
    assert not verify(path).ok


def test_a_signature_can_be_checked_by_others_from_what_stands_in_the_bundle(key: Path) -> None:
    data = signing.sign(read_key(key), "sha256:" + "ab" * 32, "undertow test", NOW)
    assert data.created == "2026-01-02T03:04:05Z"
    assert signing.is_valid(data)
    assert json.loads(msgspec.json.encode(data))["publicKey"] == public(key)
    assert not signing.is_valid(msgspec.structs.replace(data, created="2026-01-02T03:04:06Z"))
    for broken in ("", "!", "AAAA", data.signature[:-4]):
        assert not signing.is_valid(msgspec.structs.replace(data, signature=broken))
        assert not signing.is_valid(msgspec.structs.replace(data, public_key=broken))


def test_a_private_key_is_for_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(UsageError, match="no key is overwritten"):
        make_key(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"nothing", os.urandom(200), b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_what_is_no_key_is_refused_with_what_makes_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match="keygen"):
        read_key(tmp_path / "key")
    with pytest.raises(UsageError, match="keygen"):
        read_public(tmp_path / "key")


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    with pytest.raises(UsageError, match="not Ed25519"):
        read_key(tmp_path / "key")


# -- the log ----------------------------------------------------------------------------------------------------------


def told(document: bytes, evidence: Evidence) -> str:
    (problem,) = log.problems(document, evidence)
    return problem


def test_the_log_has_a_line_for_each_record_in_order_and_each_holds_the_hash_of_the_one_before() -> None:
    lines = [json.loads(line) for line in log.lines(bundles.evidence())]
    kinds = [line["kind"] for line in lines]
    assert kinds[0] == "visit" and {"step", "exchange", "script"} <= set(kinds)
    assert lines[0]["previous"] == log.START
    assert log.document(bundles.evidence()) == log.document(bundles.evidence())
    times = [line["at"] for line in lines if line["visit"] == "v1" and line["kind"] in ("step", "exchange", "probe")]
    assert times == sorted(times)
    assert not list(log.problems(log.document(bundles.evidence()), bundles.evidence()))


def test_what_was_changed_taken_out_added_or_moved_is_named() -> None:
    evidence = bundles.evidence()
    document = log.document(evidence)
    lines = document.splitlines(keepends=True)
    (first, *others) = evidence.visits
    one, two = first.exchanges[:2]

    def with_exchanges(*exchanges: Exchange) -> Evidence:
        return msgspec.structs.replace(evidence, visits=(msgspec.structs.replace(first, exchanges=exchanges), *others))

    rest = first.exchanges[2:]
    changed = with_exchanges(msgspec.structs.replace(one, method="PUT"), two, *rest)
    assert told(document, changed).endswith(f"exchange {one.id} of {first.id} was changed")
    assert f"{one.id} of {first.id} was taken out" in told(document, with_exchanges(two, *rest))
    added = with_exchanges(msgspec.structs.replace(one, id="v1.e999", at=one.at - 0.001), *first.exchanges)
    assert "v1.e999 of v1 was added" in told(document, added)
    moved = with_exchanges(msgspec.structs.replace(one, at=one.at), msgspec.structs.replace(two, at=one.at - 1), *rest)
    assert f"{two.id}" in told(document, moved)
    assert told(b"".join([*lines[:1], lines[2], lines[1], *lines[3:]]), evidence).startswith("line 2: ")
    assert "was moved" in told(b"".join([*lines[:1], lines[2], lines[1], *lines[3:]]), evidence)
    assert told(b"".join(lines[:-1]), evidence).startswith(f"line {len(lines):,}: ")
    assert told(b"".join([*lines, lines[-1]]), evidence).startswith(f"line {len(lines) + 1:,}: ")
    assert told(b"", evidence).startswith("line 1: ")


def older(evidence: Evidence) -> bytes:
    """The evidence as the first version with logs wrote it: no vantage had a date, a login or a profile, no visit a
    console or certificates, no stored value a writer."""
    document = json.loads(codec.encode(codec.decode(codec.encode(evidence), Evidence, what="test")))
    for visit in document["visits"]:
        for later in ("date", "proxy_login", "profile"):
            del visit["vantage"][later]
        for later in ("console", "certificates"):
            del visit[later]
        for item in visit["storage"]:
            del item["writer"]
    return msgspec.json.encode(document)


def test_a_log_of_the_first_version_that_wrote_them_is_still_right() -> None:
    """The head was written by that version. Fields that records got since are no part of what it hashed."""
    first = "ce52a16c6158779455f70faf0305f3401526564f2afa6d64063eb14d8d17ec7a"
    written = older(bundles.evidence())
    evidence = codec.decode(written, Evidence, what="test")
    document = b"".join(line + b"\n" for line in log.lines(evidence, written))
    assert log.head(document) == first
    assert not list(log.problems(document, evidence, written))
    (visit, *others) = evidence.visits
    for changed in ("outcome", "browser"):
        other = msgspec.structs.replace(visit, **{changed: "failed"})
        (problem,) = log.problems(document, msgspec.structs.replace(evidence, visits=(other, *others)), written)
        assert problem == "line 1: visit v1 of v1 was changed"


def test_a_bundle_with_a_log_of_fewer_fields_is_whole(signed: Path, tmp_path: Path) -> None:
    written = older(bundles.evidence())
    evidence = codec.decode(written, Evidence, what="test")
    document = b"".join(line + b"\n" for line in log.lines(evidence, written))
    assert list(log.problems(document, evidence)), "this version would write another"
    old = without_log(
        signed, tmp_path / "old.wacz", instead={package.EVIDENCE: pack(written), package.LOG: pack(document)}
    )
    assert verify(old).ok, verify(old).problems
    wrong = {package.EVIDENCE: pack(written), package.LOG: pack(document.replace(b"exchange", b"probe", 1))}
    assert not verify(without_log(signed, tmp_path / "wrong.wacz", instead=wrong)).ok


def test_another_evidence_has_another_head() -> None:
    evidence = bundles.evidence()
    other = msgspec.structs.replace(evidence, gaps=())
    assert log.head(log.document(evidence)) != log.head(log.document(other))
    assert log.head(b"") == log.START


@given(st.binary(max_size=400))
def test_any_bytes_in_place_of_a_log_are_refused(document: bytes) -> None:
    assert list(log.problems(document, bundles.evidence()))


# -- bundles of before there were logs --------------------------------------------------------------------------------


def without_log(
    whole: Path, to: Path, *, listed: bool = False, key: Path | None = None, instead: dict[str, bytes] | None = None
) -> Path:
    """The bundle without its log, sealed again with `key`: in the form that bundles had before there were logs.

    With `listed` the list still names the log. `instead`: other files in place of those of the bundle.
    """
    with zipfile.ZipFile(whole) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != package.LOG}
    listing = msgspec.convert(json.loads(files[package.PACKAGE]), package.DataPackage)
    files |= instead or {}
    kept = tuple(
        package.resource(one.path, bundles.sha(files[one.path]), len(files[one.path])) if one.path in files else one
        for one in listing.resources
        if listed or one.path in files
    )
    files[package.PACKAGE] = codec.encode_pretty(msgspec.structs.replace(listing, resources=kept))
    digest = bundles.sha(files[package.PACKAGE])
    data = signing.sign(read_key(key), package.named(digest), "undertow test") if key else None
    files[package.DIGEST] = package.digest_document(digest, data)
    with to.open("wb") as file:
        container = ContainerWriter(file)
        for name, content in files.items():
            container.add(name, content)
        container.close()
    return to


def test_a_bundle_of_before_there_were_logs_is_whole_and_says_that_it_has_none(signed: Path, tmp_path: Path) -> None:
    old = without_log(signed, tmp_path / "old.wacz")
    answer = verify(old)
    assert answer.ok, answer.problems
    assert answer.log_head is None
    with open_bundle(old) as opened:
        assert opened.evidence == bundles.evidence()


def test_a_bundle_of_before_there_were_logs_is_still_checked_in_all_else(signed: Path, tmp_path: Path) -> None:
    old = without_log(signed, tmp_path / "old.wacz")
    content = old.read_bytes()
    with zipfile.ZipFile(old) as archive:
        at = archive.getinfo(package.EVIDENCE).header_offset + 200
    old.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert [problem for problem in verify(old).problems if package.EVIDENCE in problem]


def test_a_log_that_is_listed_but_gone_and_a_signed_bundle_without_one_are_damaged(
    signed: Path, tmp_path: Path, key: Path
) -> None:
    gone = without_log(signed, tmp_path / "gone.wacz", listed=True)
    assert verify(gone).problems == (f"{package.LOG}: is missing.",)
    (problem,) = verify(without_log(signed, tmp_path / "signed.wacz", key=key)).problems
    assert "every signed bundle has it" in problem
    with pytest.raises(BundleDamaged, match="every signed bundle has it"):
        open_bundle(tmp_path / "signed.wacz")
