"""Values that leave key by key or in halves are put together; single characters and common words are not."""

from __future__ import annotations

import json
from collections.abc import Iterable

from joined_evidence import Memory, request

from undertow.analysis.payload import read
from undertow.analysis.pieces import Pieces, character
from undertow.model import Bait

EMAIL = "mira.holt.q7x2@bait.invalid"
BAITS = (Bait(data="email", value=EMAIL, note=""), Bait(data="password", value="Tidal-Harbor-93!x", note=""))


def collected(bodies: Iterable[object], host: str = "sink.test") -> Pieces:
    pieces = Pieces(BAITS)
    for number, body in enumerate(bodies):
        exchange = request(f"v1.e{number}", Memory(), host=host)
        pieces.add(exchange, "body", read(json.dumps(body).encode()))
    return pieces


def test_keys_are_put_together_when_each_leaves_for_itself() -> None:
    found = list(collected({"key": c, "at": 100 + i} for i, c in enumerate(EMAIL)).keystrokes())
    assert [piece.text for piece, _ in found] == list(EMAIL)
    assert {(match.data, match.detail) for _, match in found} == {("keystrokes", "email")}


def test_keys_are_put_together_when_they_leave_in_batches_down_and_up() -> None:
    batch = [{"t": "keydown" if n % 2 else "keyup", "c": c} for c in EMAIL for n in (1, 2)]
    assert {match.detail for _, match in collected([batch[:20], batch[20:]]).keystrokes()} == {"email"}


def test_single_characters_are_no_keystrokes_when_they_spell_nothing_typed() -> None:
    assert not list(collected({"key": c} for c in "grade A or B, level 3").keystrokes())
    assert not list(collected({"key": "*"} for _ in EMAIL).keystrokes())
    assert not list(collected({"key": c} for c in EMAIL[:5]).keystrokes())


def test_halves_are_a_value_when_together_they_are_the_whole() -> None:
    found = list(collected([{"a": EMAIL[:14]}, {"b": EMAIL[14:]}]).splits())
    assert [(piece.exchange.id, match.data) for piece, match in found] == [("v1.e0", "email"), ("v1.e1", "email")]
    assert all(match.layers[-1] == "part" for _, match in found)


def test_a_value_may_lose_its_separators_at_the_seams() -> None:
    assert list(collected([{"user": "mira.holt.q7x2", "domain": "bait.invalid"}]).splits())


def test_halves_are_no_value_when_something_is_missing() -> None:
    assert not list(collected([{"a": EMAIL[:10]}, {"b": EMAIL[14:]}]).splits())


def test_halves_are_no_value_when_each_goes_to_another_host() -> None:
    one, two = collected([{"a": EMAIL[:14]}]), collected([{"b": EMAIL[14:]}], host="other.test")
    one._found += two._found
    assert not list(one.splits())


def test_there_is_a_bound_and_it_is_told() -> None:
    pieces = Pieces(BAITS, most=10)
    exchange = request("v1.e0", Memory())
    pieces.add(exchange, "body", read(json.dumps({f"k{i}": "x" for i in range(10)}).encode()))
    assert pieces.complete
    pieces.add(exchange, "body", read(b'{"k": "y"}'))
    assert not pieces.complete


def test_codes_of_keys_spell_what_their_letters_do() -> None:
    codes = [f"Key{c.upper()}" if c.isalpha() else f"Digit{c}" for c in "q7x2baitinvalid"]
    email = Bait(data="email", value="q7x2baitinvalid", note="")
    pieces = Pieces([email])
    for number, code in enumerate(codes):
        pieces.add(request(f"v1.e{number}", Memory()), "body", read(json.dumps({"k": code}).encode()))
    assert {match.detail for _, match in pieces.keystrokes()} == {"email"}
    assert [character(code) for code in ("KeyA", "Digit7", "65", "190", "ShiftLeft", "Key", "999", "A")] == [
        "a", "7", "a", ".", "", "", "", "a",
    ]  # fmt: skip


def test_a_field_that_grows_with_each_key_is_sent_as_it_is_typed() -> None:
    grown = [{"q": EMAIL[:n]} for n in range(4, 14)]
    assert {match.detail for _, match in collected(grown).keystrokes()} == {"email"}
    assert not list(collected(grown[:4]).keystrokes())
    assert not list(collected([{"q": EMAIL[:n]} for n in range(4, 20, 4)]).keystrokes())
