"""Encodings around a match are opened as far as the match itself tells how."""

from __future__ import annotations

import base64
import gzip
import json

import pytest

from undertow.report.peel import MOST, peel

_PHONE = b"+8615400000000"


@pytest.mark.parametrize(
    ("token", "layers"),
    [
        (base64.b64encode(_PHONE), ("json", "base64")),
        (base64.urlsafe_b64encode(_PHONE).rstrip(b"="), ("base64",)),
        (_PHONE.hex().encode(), ("form", "hex")),
        (b"%2B8615400000000", ("form",)),
        (b"%2B8615400000000", ("percent",)),
        (base64.b64encode(gzip.compress(_PHONE, mtime=0)), ("base64", "gzip")),
    ],
)
def test_value_is_reached_when_its_layers_can_be_opened(token: bytes, layers: tuple[str, ...]) -> None:
    assert peel(token, layers) == (_PHONE, layers)


def test_opening_ends_at_a_hash() -> None:
    assert peel(b"5d41402abc4b2a76b9719d911017c592", ("json", "md5")) == (
        b"5d41402abc4b2a76b9719d911017c592",
        ("json",),
    )


def test_opening_ends_at_an_inner_document_because_the_match_does_not_say_which_value_it_means() -> None:
    inner = json.dumps({"os": "web", "token": base64.b64encode(b"secret").decode()}).encode()
    data, opened = peel(base64.b64encode(inner), ("json", "base64", "json", "base64"))
    assert (data, opened) == (inner, ("json", "base64", "json"))


def test_escapes_of_a_string_are_taken_out() -> None:
    assert peel(rb"a\u0040b", ("json",))[0] == b"a@b"


@pytest.mark.parametrize("layer", ["base64", "hex", "gzip", "zlib", "deflate", "json"])
def test_bytes_stay_as_they_are_when_they_are_not_what_the_layer_says(layer: str) -> None:
    assert peel(b"\\x!\xff", (layer,)) == (b"\\x!\xff", ())


def test_a_bomb_is_opened_to_a_bound_only() -> None:
    data, _ = peel(gzip.compress(bytes(50 * MOST)), ("gzip",))
    assert len(data) <= MOST
