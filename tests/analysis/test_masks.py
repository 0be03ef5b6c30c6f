"""A known text is found under a short repeating key that nobody told us."""

from __future__ import annotations

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.masks import LONGEST_KEY, masked
from undertow.analysis.matching import Needle

EMAIL = Needle("email", b"mira.holt.q7x2@bait.invalid")
PHONE = Needle("phone", b"+15555555555")


def xor(text: bytes, key: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(text, cycle(key), strict=False))


@given(st.binary(min_size=1, max_size=LONGEST_KEY), st.binary(max_size=50), st.binary(max_size=50))
def test_a_text_is_found_at_its_place_when_the_key_is_short(key: bytes, before: bytes, after: bytes) -> None:
    data = xor(before + EMAIL.pattern + after, key)
    if EMAIL.pattern not in data:
        assert (EMAIL, len(before)) in list(masked(data, [EMAIL]))


def test_a_text_is_not_found_when_it_is_of_somebody_else() -> None:
    assert not list(masked(xor(b"id=mira.hold.q8x2@bait.example", b"K3y!"), [EMAIL]))


def test_a_text_is_not_found_when_the_key_is_longer_than_it() -> None:
    key = bytes((i * 73 + 19) % 256 for i in range(64))
    assert not list(masked(xor(EMAIL.pattern, key), [EMAIL]))


def test_a_plain_text_is_not_called_masked() -> None:
    assert not list(masked(b"\0\1" + EMAIL.pattern, [EMAIL]))


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\7" * 5])
def test_runs_of_one_byte_are_no_text(data: bytes) -> None:
    assert not list(masked(data, [EMAIL, PHONE]))
