"""A capture comes from a stranger: whatever its bytes, there is evidence or one clear error."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recordings import Kept, flows, har, har_entry, kinds, loaded, tnetstring, wacz, warc, zipped

from undertow.errors import InvalidData, UndertowError
from undertow.imports import bodies, build, captured, typed_file, typed_values
from undertow.imports.bodies import Undecoded, decoded, unchunked
from undertow.imports.mitmproxy import read_flows
from undertow.model import Header, codec

WHOLE = [
    har(),
    warc(gzipped=False),
    warc(revisit=True),
    wacz(warc()),
    b"".join(map(tnetstring, flows())),
    zipped({"a.har": har()}),
]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def _harmless(content: bytes, folder: Path) -> None:
    """Imported, or refused with an error of ours; and what was imported can be written down."""
    try:
        evidence, _ = loaded(folder / "x", content)
    except UndertowError as error:
        assert str(error)
    else:
        codec.encode(evidence)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_captures_never_fail_otherwise(data: st.DataObject, tmp_path: Path) -> None:
    content = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.binary(max_size=6))
        content[at : at + data.draw(st.integers(0, 40))] = piece
        content = content or bytearray(b"0")
    _harmless(bytes(content), tmp_path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(har_entry("https://a.test/"))), value=ANY_JSON, inner=ANY_JSON)
def test_any_value_may_stand_anywhere_in_a_har(key: str, value: object, inner: object, tmp_path: Path) -> None:
    entry = har_entry("https://a.test/")
    entry[key] = value
    other = har_entry("https://b.test/", request={"headers": inner, "postData": inner}, response={"content": inner})
    _harmless(har(entry, other), tmp_path)
    _harmless(json.dumps({"log": {"entries": [entry], "pages": inner, "creator": inner}}).encode(), tmp_path)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_flow_file_or_are_read(content: bytes) -> None:
    try:
        read_flows(content, Kept().put)
    except InvalidData as error:
        assert str(error)


def test_deep_nesting_is_refused() -> None:
    content = b"0:]"
    for _ in range(300):
        content = str(len(content)).encode() + b":" + content + b"]"
    with pytest.raises(InvalidData, match="deep"):
        read_flows(content, Kept().put)


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    entry = har_entry(
        "https://a.test/a.js",
        response={"content": {"size": 5, "mimeType": "text/javascript", "_file": "../../etc/passwd"}},
    )
    evidence, _ = loaded(tmp_path / "x.zip", zipped({"a.har": har(entry)}))
    assert not evidence.scripts and "body-unavailable" in kinds(evidence)


BOMB = bytes(8 << 20)
PACKED: dict[str, bytes] = {
    "gzip": gzip.compress(BOMB),
    "deflate": zlib.compress(BOMB),
    "br": brotli.compress(BOMB, quality=5),
    "zstd": zstandard.ZstdCompressor().compress(BOMB),
}


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_that_would_fill_the_memory_is_not_unpacked(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST_BODY", 1 << 20)
    with pytest.raises(Undecoded, match="more than"):
        decoded(PACKED[encoding], [Header(name="Content-Encoding", value=encoding)])


def test_requests_without_end_are_cut_with_a_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captured, "MOST_REQUESTS", 10)
    evidence, _ = loaded(tmp_path / "a.har", har(*(har_entry(f"https://a.test/{n}") for n in range(20))))
    assert len(evidence.visits[0].exchanges) == 10 and "import-cut" in kinds(evidence)


def test_cookies_without_end_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_MOST_COOKIES", 3)
    headers = [{"name": "Set-Cookie", "value": f"c{n}=value{n}; Path=/"} for n in range(9)]
    evidence, _ = loaded(tmp_path / "a.har", har(har_entry("https://a.test/", response={"headers": headers})))
    assert [item.key for item in evidence.visits[0].storage] == ["c0", "c1", "c2"]


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=5))
def test_chunks_are_joined(parts: list[bytes]) -> None:
    sent = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    assert unchunked(sent) == b"".join(parts)


@pytest.mark.parametrize("body", [b"plain text", b"5\r\nab", b"zz\r\nab\r\n0\r\n\r\n", b"-1\r\nab"])
def test_what_is_not_chunked_stays_as_it_is(body: bytes) -> None:
    assert unchunked(body) == body


@pytest.mark.parametrize("pair", ["ada@example.org", "color=green", "email=a", "device=abcdef"])
def test_a_typed_value_must_name_its_kind_and_be_long_enough(pair: str) -> None:
    with pytest.raises(UndertowError):
        typed_values([pair])


def test_typed_values_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "typed.toml"
    file.write_text('email = ["ada@example.org", "eva@example.org"]\npassword = "Secret-77"\n', "utf-8")
    assert [(bait.data, bait.value) for bait in typed_file(file)] == [
        ("email", "ada@example.org"),
        ("email", "eva@example.org"),
        ("password", "Secret-77"),
    ]
    for wrong in ("email = 5", "email", 'color = "green"'):
        file.write_text(wrong, "utf-8")
        with pytest.raises(UndertowError):
            typed_file(file)
