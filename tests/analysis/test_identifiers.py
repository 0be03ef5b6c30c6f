"""Values that tell one browser from all others, from where they are kept to where they are sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joined_evidence import AMERICA, Memory, request, visit
from msgspec import structs

from undertow.analysis.identifiers import Tokens, etag, identifiers, is_identifier, kept_tokens, tokens, written
from undertow.analysis.payload import read
from undertow.model import Header, Identifier, ProbeEvent, StackFrame, StorageItem, Visit

TEXT = "9f86d081884c7d65"
VALUE = TEXT.encode()


@pytest.mark.parametrize(
    "token", [VALUE, b"GA1-2f6d31b4c0", b"123456789.1700000000", b"4f2b8a10-9c1d-4e5f-8a6b-7c8d9e0f1a2b", b"1" * 18]
)
def test_long_values_with_a_digit_have_the_form_of_an_identifier(token: bytes) -> None:
    assert is_identifier(token)


@pytest.mark.parametrize(
    "token", [b"", b"2026-01-01", b"1767225600000", b"necessary-only", b"abc123", b"x" * 300 + b"1"]
)
def test_dates_times_words_and_short_or_huge_values_have_not(token: bytes) -> None:
    assert not is_identifier(token)


def test_a_value_of_several_parts_gives_each_of_them() -> None:
    assert b"123456789.1700000000" in tokens(b"GA1.1.123456789.1700000000")
    assert {VALUE, b"0123456789abcdef0"} <= tokens(VALUE + b"|0123456789abcdef0|en")


@given(st.binary(max_size=5000))
def test_any_value_gives_only_identifiers(value: bytes) -> None:
    assert all(is_identifier(token) for token in tokens(value))


@pytest.mark.parametrize(
    ("header", "bare"),
    [('"abc"', b"abc"), ('W/"abc"', b"abc"), ('"abc-gzip"', b"abc"), ('"abc;br"', b"abc"), ("", b"")],
)
def test_an_entity_tag_is_compared_without_marks_and_what_proxies_append(header: str, bare: bytes) -> None:
    assert etag(header) == bare


def cookie(value: str, id_: str = "v1.p1") -> ProbeEvent:
    return ProbeEvent(
        id=id_, at=10.0, step="land", api="Document.prototype.cookie (set)", kind="storage",
        arguments=(f"uid={value}; path=/",), frame_url="https://app.test/",
    )  # fmt: skip


def followed(one: Visit, *others: Visit, sent: Tokens | None = None, delivered: bytes = b"") -> list[Identifier]:
    elsewhere = [dict.fromkeys(kept_tokens(other)) for other in others]
    return list(identifiers(one, sent or Tokens(), elsewhere, lambda token: token in delivered, {}))


def site(value: bytes = VALUE, **changes: Any) -> Visit:
    return visit("v1", AMERICA, probe_events=(cookie(value.decode()),), **changes)


def test_a_cookie_of_ones_own_is_an_identifier_with_its_place_and_what_carries_it() -> None:
    sent = Tokens()
    sent.add(request("v1.e1", Memory()), "body", read(b'{"visitor": "%s"}' % VALUE))
    (found,) = followed(site(), visit("v2", AMERICA, probe_events=(cookie("e3b0c44298fc1c14"),)), sent=sent)
    assert found.value.encode() == VALUE and found.compared == 1
    assert [(k.area, k.holder, k.key) for k in found.kept] == [("cookie", "app.test", "uid")]
    assert [(c.exchange, c.part) for c in found.carried] == [("v1.e1", "body")]


def test_what_another_visit_has_too_what_was_delivered_and_what_was_typed_identify_nobody() -> None:
    assert not followed(site(), visit("v2", AMERICA, probe_events=(cookie(VALUE.decode()),)))
    assert not followed(site(), delivered=b"const KEY = '" + VALUE + b"'")
    assert not followed(site(b"+12025550143"[1:]), visit("v2", AMERICA))


def test_a_cookie_that_was_there_again_after_all_were_deleted_says_so() -> None:
    item = StorageItem(area="cookie", origin=".app.test", key="uid", value=VALUE.decode(), returned=True)
    (found,) = followed(site(storage=(item,)))
    assert found.returned
    (found,) = followed(site())
    assert not found.returned


def test_an_entity_tag_that_is_sent_back_is_an_identifier_in_the_cache() -> None:
    first = request("v1.e1", Memory(), response_headers=(Header(name="ETag", value=f'W/"{TEXT}"'),))
    again = request("v1.e2", Memory(), request_headers=(Header(name="If-None-Match", value=f'"{TEXT}"'),))
    (found,) = followed(visit("v1", AMERICA, [first, again]))
    assert [k.area for k in found.kept] == ["etag"]
    assert [(c.exchange, c.part) for c in found.carried] == [("v1.e2", "header if-none-match")]


def test_values_in_a_stored_document_are_found_and_a_huge_one_is_no_harm() -> None:
    item = StorageItem(area="local", origin="https://app.test", key="state", value=f'{{"a": {{"id": "{TEXT}"}}}}')
    assert [i.value.encode() for i in followed(visit("v1", AMERICA, storage=(item,)))] == [VALUE]
    huge = StorageItem(area="local", origin="https://app.test", key="state", value="7a" * 3_000_000)
    assert not followed(visit("v1", AMERICA, storage=(huge,)))


@pytest.mark.parametrize("arguments", [("uid", TEXT), (f'{{"name":"uid","value":"{TEXT}","path":"/"}}',)])
def test_a_cookie_put_into_the_cookie_store_is_known_by_name_and_value(arguments: tuple[str, ...]) -> None:
    call = structs.replace(cookie(""), api="CookieStore.prototype.set", arguments=arguments)
    assert written(call) == ("cookie", "uid", TEXT)


@pytest.mark.parametrize("argument", ["uid", "[1]", '{"name":"uid"}', "{" * 9000])
def test_what_is_no_cookie_for_the_store_is_none(argument: str) -> None:
    assert written(structs.replace(cookie(""), api="CookieStore.prototype.set", arguments=(argument,))) is None


def test_an_identifier_that_was_assigned_names_the_script_that_is_said_to_have_written_it() -> None:
    item = StorageItem(area="local", origin="https://app.test", key="uid", value=TEXT, writer="v1.p7")
    frame = StackFrame(url="https://t.test/t.js", script="a" * 64, function="", line=0, column=0)
    call = structs.replace(cookie("", "v1.p7"), api="localStorage", arguments=(), stack=(frame,))
    with_writer = visit("v1", AMERICA, storage=(item,), probe_events=(call,))
    (found,) = identifiers(with_writer, Tokens(), [], lambda token: False, {"a" * 64: "t.test"})
    assert [(k.key, k.writer, k.script) for k in found.kept] == [("uid", "t.test", "a" * 64)]
    (unknown,) = followed(visit("v1", AMERICA, storage=(structs.replace(item, writer=None),), probe_events=(call,)))
    assert [k.writer for k in unknown.kept] == [None]
