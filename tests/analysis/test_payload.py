"""Payloads are taken apart in layers, and every layer knows its place on the wire."""

from __future__ import annotations

import base64
import gzip
import json
import time
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.payload import BUDGET, DEPTH, READINGS, host_labels, opaque_share, read

SECRET = b"mira.holt@bait.invalid"


def base64_of(data: bytes) -> bytes:
    return base64.b64encode(data)


def urlsafe_of(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def json_of(data: bytes) -> bytes:
    return json.dumps({"a": [1, {"value": data.decode("latin-1")}]}).encode()


def form_of(data: bytes) -> bytes:
    return b"x=1&value=" + quote(data).encode() + b"&y=2"


def multipart_of(data: bytes) -> bytes:
    boundary = b"--form" + str(len(data)).encode()
    head = b'\r\nContent-Disposition: form-data; name="value"\r\n\r\n'
    return boundary + head + data + b"\r\n" + boundary + b"--\r\n"


Wrapper = Callable[[bytes], bytes]

WRAPPERS: dict[str, Wrapper] = {
    "base64": base64_of,
    "base64url": urlsafe_of,
    "hex": lambda d: d.hex().encode(),
    "json": json_of,
    "form": form_of,
    "gzip": lambda d: gzip.compress(d, mtime=0),
    "zlib": zlib.compress,
    "multipart": multipart_of,
    "percent": lambda d: b"/collect/" + quote(d, safe="").encode() + b"/end",
}


def readings(payload: bytes) -> list[bytes]:
    return [layer.data for layer in read(payload).layers]


@pytest.mark.parametrize("name", WRAPPERS)
def test_a_value_is_read_when_it_is_wrapped_once(name: str) -> None:
    assert any(SECRET in data for data in readings(WRAPPERS[name](SECRET)))


TEXTUAL: dict[str, Wrapper] = {
    **WRAPPERS,
    "gzip": lambda d: base64_of(gzip.compress(d, mtime=0)),
    "zlib": lambda d: urlsafe_of(zlib.compress(d)),
}
"""Compressed bytes travel inside text as base64."""


@given(st.lists(st.sampled_from(sorted(TEXTUAL)), min_size=2, max_size=3))
def test_a_value_is_read_when_wrappers_are_nested(names: list[str]) -> None:
    payload = SECRET
    for name in names:
        payload = TEXTUAL[name](payload)
    assert any(SECRET in data for data in readings(payload)), names


def test_the_place_of_a_plain_form_value_is_exact() -> None:
    payload = b"a=1&mail=" + SECRET + b"&b=2"
    layer = next(x for x in read(payload).layers if x.key == "mail")
    assert payload[layer.span[0] : layer.span[1]] == SECRET


def test_the_place_of_a_decoded_value_is_its_token() -> None:
    token = base64_of(SECRET)
    payload = b'{"data":"' + token + b'"}'
    layer = next(x for x in read(payload).layers if x.data == SECRET)
    assert payload[layer.span[0] : layer.span[1]] == token
    assert layer.layers == ("json", "base64")


def test_a_value_is_not_read_when_it_is_encrypted() -> None:
    ciphertext = bytes(b ^ 0x5A ^ (i * 37 & 0xFF) for i, b in enumerate(SECRET * 3))
    assert not any(SECRET in data for data in readings(base64_of(ciphertext)))


@given(st.binary(max_size=2000))
def test_any_bytes_can_be_unfolded_and_places_lie_within_them(payload: bytes) -> None:
    for layer in read(payload).layers:
        assert 0 <= layer.span[0] <= layer.span[1] <= len(payload)
        assert len(layer.layers) <= DEPTH


def test_a_compression_bomb_costs_no_more_than_the_budget() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    assert sum(len(data) for data in readings(bomb)) < 16 << 20


def test_deep_json_is_no_error() -> None:
    assert readings(b"[" * 100_000 + b"]" * 100_000)


@pytest.mark.parametrize(
    ("payload", "opaque"),
    [
        (bytes(range(128, 256)) + bytes(range(0, 32)) * 3, True),
        (b'{"e":"' + base64_of(bytes((i * 73 + 19) % 256 for i in range(300))) + b'"}', True),
        (json_of(SECRET) * 3, False),
        (b"event=view&page=home&title=Welcome+to+the+shop&section=start", False),
        (b"short", False),
    ],
)
def test_a_payload_is_opaque_when_most_of_it_cannot_be_read(payload: bytes, opaque: bool) -> None:
    assert (opaque_share(read(payload)) > 0.5) is opaque


@pytest.mark.parametrize(
    "payload",
    [
        b"x" * (BUDGET + 1),
        b"&".join(b"k%d=%d" % (n, n) for n in range(READINGS + 1)),
        b"%2f/" * 100_000,
        json.dumps([{"a": n} for n in range(READINGS + 1)]).encode(),
    ],
    ids=["too long", "too many fields", "too many segments", "too many values"],
)
def test_reading_ends_at_a_bound_and_says_so(payload: bytes) -> None:
    found = read(payload)
    assert not found.complete
    assert found.layers[0].data == payload, "what stands in plain is searched all the same"
    assert len(found.layers) <= READINGS


@pytest.mark.parametrize("payload", [b"", b"x", b"a=1&b=2", b"{}"])
def test_a_small_payload_is_read_as_a_whole(payload: bytes) -> None:
    assert read(payload).complete


def test_ciphertext_in_base64_is_kept_closed_and_words_are_not() -> None:
    cipher = bytes((n * 73 + 19) % 256 for n in range(48))
    found = [layer for layer in read(b"d=" + base64_of(cipher)).layers if layer.data == cipher]
    assert found
    assert all(layer.closed for layer in found)
    assert not [layer for layer in read(b"/assets/bootstrap/javascripts/application").layers if layer.closed]


def test_long_labels_of_a_host_are_read_as_one() -> None:
    assert host_labels("6d6972612e686f6c74.4062616974.dns.exfil.test") == b"6d6972612e686f6c744062616974dns"
    assert host_labels("www.shop.example.test") == b""
    assert host_labels("localhost") == b""


def test_long_text_without_pairs_is_read_at_once() -> None:
    """Found by the long fuzzing run: a name was looked for anew at every byte of the text before a sign."""
    body = (b"a" * 3_000 + b"&") * 100 + b"x=1"
    began = time.process_time()
    found = read(body)
    assert time.process_time() - began < 2
    assert b"1" in {layer.data for layer in found.layers}
