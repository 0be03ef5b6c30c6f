"""Small parts: keys, names of scripts, the text of stacks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.calls import stack_frames
from undertow.capture.hops import address_of, headers_of, host_of, inline_body
from undertow.capture.keyboard import key_events


@settings(deadline=None)
@given(st.characters())
def test_every_character_types_itself(character: str) -> None:
    down, up = key_events(character)
    assert down["type"] == "keyDown"
    assert down["text"] == ("\r" if character == "\n" else character)
    assert up["type"] == "keyUp"
    assert "text" not in up


@pytest.mark.parametrize(
    ("character", "code", "shift"),
    [("a", "KeyA", False), ("A", "KeyA", True), ("@", "Digit2", True), ("-", "Minus", False)],
)
def test_keys_are_those_of_a_us_keyboard(character: str, code: str, shift: bool) -> None:
    down, _ = key_events(character)
    assert down["code"] == code
    assert bool(down.get("modifiers")) is shift


def test_frames_are_read_from_the_text_of_a_stack() -> None:
    text = """Error
    at send (https://a.test/app.js:3:15)
    at async Promise.all (index 0)
    at async submit (https://a.test/app.js:10:1)
    at https://a.test/:2:3
    at new Form (https://a.test/a(b).js:1:2)"""
    assert list(stack_frames(text)) == [
        ("https://a.test/app.js", "send", 2, 14),
        ("https://a.test/app.js", "submit", 9, 0),
        ("https://a.test/", "", 1, 2),
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_stand_for_a_stack(text: str) -> None:
    for _, _, line, column in stack_frames(text):
        assert line >= 0
        assert column >= 0


@settings(deadline=None)
@given(st.text(max_size=80))
def test_the_host_of_any_text_is_a_word_or_nothing(url: str) -> None:
    assert host_of(url) == host_of(url).lower()


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://A.Test.:8/x", "a.test"), ("http://[::1]/", "::1"), ("http://[::1", ""), ("about:blank", "")],
)
def test_hosts_are_lower_case_and_without_port(url: str, host: str) -> None:
    assert host_of(url) == host


def test_joined_headers_are_taken_apart() -> None:
    headers = headers_of({"Set-Cookie": "a=1\nb=2", "X": ""})
    assert [(h.name, h.value) for h in headers] == [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X", "")]


def test_a_body_is_inline_only_when_all_of_it_is() -> None:
    assert inline_body({"postDataEntries": [{"bytes": "AP8="}, {"bytes": "AQ=="}]}) == b"\x00\xff\x01"
    assert inline_body({"postDataEntries": [{"bytes": "AP8="}, {}]}) is None
    assert inline_body({"postData": "é"}) == "é".encode()
    assert inline_body({}) is None


def test_addresses_carry_their_port() -> None:
    assert address_of({"remoteIPAddress": "[::1]", "remotePort": 80}) == "[::1]:80"
    assert address_of({"remoteIPAddress": "127.0.0.1", "remotePort": 80}) == "127.0.0.1:80"
    assert address_of({}) is None
