"""Baits are found under every common encoding and hash; what merely resembles them is not."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.matching import HASHES, find_baits, find_traits, needles, traits, unknown_digests
from undertow.analysis.payload import read
from undertow.model import Bait, DataType, ProbeEvent

EMAIL = "mira.holt.q7x2@bait.invalid"
PHONE = "+12025550143"
OTP = "481902"
WANTED = needles(
    [
        Bait(data="email", value=EMAIL, note=""),
        Bait(data="phone", value=PHONE, note=""),
        Bait(data="otp", value=OTP, note=""),
        Bait(data="password", value="Tidal-Harbor-93!x", note=""),
    ],
    "+1",
)


def found(payload: bytes) -> dict[DataType, tuple[str, ...]]:
    return {match.data: match.layers for match in find_baits(read(payload), WANTED)}


@pytest.mark.parametrize("name", HASHES)
@pytest.mark.parametrize("spelling", [EMAIL, EMAIL.upper()])
def test_a_hashed_email_is_found(name: str, spelling: str) -> None:
    digest = hashlib.new(name, spelling.encode())
    for form, layers in (
        (digest.hexdigest(), (name,)),
        (digest.hexdigest().upper(), (name,)),
        (base64.b64encode(digest.digest()).decode(), ("base64", name)),
        (base64.urlsafe_b64encode(digest.digest()).decode(), ("base64", name)),
    ):
        assert found(json.dumps({"em": form}).encode()) == {"email": layers}, form


@pytest.mark.parametrize("spelling", ["+12025550143", "12025550143", "2025550143", "0012025550143", "+1 2025550143"])
def test_a_phone_number_is_found_in_every_spelling(spelling: str) -> None:
    assert found(f"tel={spelling.replace('+', '%2B')}".encode()).keys() == {"phone"}


def test_a_phone_number_is_not_found_when_it_is_part_of_a_longer_number() -> None:
    assert not found(b"id=7720255501439911")


def test_a_code_is_not_found_when_it_is_part_of_a_timestamp() -> None:
    assert not found(b'{"ts":1748190233}')
    assert found(b'{"code":"481902"}') == {"otp": ()}


def test_an_email_is_not_found_when_it_is_of_somebody_else() -> None:
    assert not found(b"em=mira.holt@bait.invalid&other=q7x2@bait.invalid")


def test_a_hash_is_not_found_when_it_is_of_another_value() -> None:
    assert not found(hashlib.sha256(b"another@bait.invalid").hexdigest().encode())


def test_the_plain_reading_wins_when_a_value_also_decodes() -> None:
    payload = f"email={EMAIL}".encode()
    matches = find_baits(read(payload), WANTED)
    assert [(m.data, payload[m.span[0] : m.span[1]]) for m in matches] == [("email", EMAIL.encode())]
    assert matches[0].layers == ()


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_bait_is_found_wherever_it_stands_in_text(before: bytes, after: bytes) -> None:
    payload = before + b" " + EMAIL.encode() + b" " + after
    if not payload.startswith((b"\x1f\x8b", b"\x78", b"--")):
        assert "email" in found(payload)


def trait(api: str, value: str, kind: str = "traits") -> ProbeEvent:
    return ProbeEvent(id="p", at=0, step="land", api=api, kind=kind, result=value)


DEVICE = traits(
    [
        trait("Navigator.prototype.userAgent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/156"),
        trait("Screen.prototype.width", "1920"),
        trait("Screen.prototype.availWidth", "1920"),
        trait("Navigator.prototype.hardwareConcurrency", "2"),
        trait("Intl.DateTimeFormat.prototype.resolvedOptions", "America/New_York"),
        trait("Storage.prototype.getItem", "not-a-device-trait", "storage"),
    ]
)


def test_traits_are_found_when_together_they_describe_the_device() -> None:
    profile = json.dumps({"ua": "Mozilla/5.0 (X11; Linux x86_64) Chrome/156", "tz": "America/New_York", "w": 1920})
    names = {match.detail for match in find_traits(read(base64.b64encode(profile.encode())), DEVICE)}
    assert {"userAgent", "resolvedOptions", "width"} <= names


@pytest.mark.parametrize(
    "payload", [b"w=1920&cores=2", b"ua=Mozilla/5.0 (X11; Linux x86_64) Chrome/156", b"x=19201920"]
)
def test_traits_are_not_found_when_they_are_too_few(payload: bytes) -> None:
    assert find_traits(read(payload), DEVICE) == ()


def test_a_stored_value_is_no_trait() -> None:
    assert "not-a-device-trait" not in {t.value.decode() for t in DEVICE}


def test_a_digest_is_unknown_only_when_it_is_not_of_a_bait() -> None:
    own = hashlib.md5(EMAIL.encode()).hexdigest()
    assert not unknown_digests(read(f"a={own}".encode()), WANTED)
    assert unknown_digests(read(f"a={hashlib.md5(b'joined@@traits').hexdigest()}".encode()), WANTED)
    assert not unknown_digests(read(b"a=plain+words&b=0123456789abcdef"), WANTED)


@pytest.mark.parametrize(("outer", "inner"), [("md5", "sha256"), ("sha256", "sha256"), ("sha1", "md5")])
def test_an_email_hashed_twice_is_found(outer: str, inner: str) -> None:
    first = hashlib.new(inner, EMAIL.encode())
    for between in (first.hexdigest().encode(), first.digest()):
        assert found(hashlib.new(outer, between).hexdigest().encode()) == {"email": (outer, inner)}


def test_the_local_part_is_found_when_it_leaves_without_the_domain() -> None:
    assert found(b'{"user":"Mira.Holt.q7x2"}') == {"email": ("part",)}
    assert not found(b'{"user":"mira.holt.q7x22"}')


def test_the_whole_wins_over_its_part_when_both_are_read() -> None:
    matches = find_baits(read(f"e={EMAIL.replace('@', '%40')}".encode()), WANTED)
    assert [(m.data, len(m.layers), "part" in m.layers) for m in matches] == [("email", 1, False)]


def test_a_masked_email_is_found_and_another_one_is_not() -> None:
    mask = b"K3y!" * 20
    for text, layers in ((EMAIL, {"email": ("base64", "xor")}), ("mira.hulk.q7x9@bait.example", {})):
        masked = bytes(a ^ b for a, b in zip(f'{{"m":"{text}"}}'.encode(), mask, strict=False))
        assert found(base64.b64encode(masked)) == layers


def test_a_raw_digest_is_found_within_binary_data() -> None:
    digest = hashlib.sha256(EMAIL.encode()).digest()
    assert found(b"\0\1\2" + digest + b"\xff") == {"email": ("sha256",)}
    assert not found(b"\0\1\2" + digest[:-1] + b"\0\xff")
