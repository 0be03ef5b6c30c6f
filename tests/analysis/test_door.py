"""What WebCrypto made of a bait stands for the bait; what it made of anything else does not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from undertow.analysis.door import at_the_door
from undertow.analysis.matching import find_baits, needles
from undertow.analysis.payload import read
from undertow.model import Bait, ProbeEvent

EMAIL = "mira.holt.q7x2@bait.invalid"
WANTED = needles([Bait(data="email", value=EMAIL, note="")], "+1")
CIPHERTEXT = bytes((i * 73 + 19) % 256 for i in range(60))
SALTED = hashlib.sha1(b"s4lt:" + EMAIL.encode()).digest()


def call(api: str, *arguments: str, result: bytes | None) -> ProbeEvent:
    described = None if result is None else "hex:" + result.hex()
    return ProbeEvent(id="p", at=0, step="s", api=api, kind="crypto", arguments=arguments, result=described)


DIGEST = call("SubtleCrypto.prototype.digest", "SHA-1", f"utf8:s4lt:{EMAIL}", result=SALTED)
ENCRYPT = call(
    "SubtleCrypto.prototype.encrypt",
    '{"name":"AES-GCM","iv":hex:c62ed6ca}',
    "object",
    "utf8:" + json.dumps({"user": EMAIL}),
    result=CIPHERTEXT,
)


def found(payload: bytes, *events: ProbeEvent) -> list[tuple[str, ...]]:
    return [match.layers for match in find_baits(read(payload), at_the_door(events, WANTED))]


def test_a_salted_hash_is_found_when_its_making_was_seen() -> None:
    assert found(f"h={SALTED.hex()}".encode(), DIGEST) == [("hex", "SHA-1")]
    assert found(base64.b64encode(b"v1:" + SALTED), DIGEST) == [("base64", "SHA-1")]
    assert found(f"h={SALTED.hex()}".encode()) == []


def test_a_ciphertext_is_found_when_its_making_was_seen() -> None:
    body = base64.b64encode(b"\1" * 12 + CIPHERTEXT)
    assert found(body, ENCRYPT) == [("base64", "AES-GCM")]
    assert found(b"\1" * 12 + CIPHERTEXT, ENCRYPT) == [("AES-GCM",)]


def test_a_hash_of_a_hash_is_followed() -> None:
    second = hmac.digest(b"key", SALTED, "sha256")
    sign = call("SubtleCrypto.prototype.sign", "HMAC", "object", f"hex:{SALTED.hex()}", result=second)
    assert found(second.hex().encode(), DIGEST, sign) == [("hex", "HMAC", "SHA-1")]


def test_a_digest_of_something_else_is_not_found() -> None:
    asset = call("SubtleCrypto.prototype.digest", "SHA-1", "utf8:body of an asset", result=SALTED)
    assert found(f"h={SALTED.hex()}".encode(), asset) == []


def test_a_call_without_a_usable_result_changes_nothing() -> None:
    for event in (
        call("SubtleCrypto.prototype.encrypt", "RSA-OAEP", "object", f"utf8:{EMAIL}", result=None),
        call("SubtleCrypto.prototype.digest", "SHA-1", f"utf8:{EMAIL}", result=b"short"),
        ProbeEvent(id="p", at=0, step="s", api="SubtleCrypto.prototype.digest", kind="crypto", result="hex:zz"),
    ):
        assert at_the_door([event], WANTED) is WANTED
