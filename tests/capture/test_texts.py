"""Half characters of UTF-16 do not get past the door; whole ones do."""

from __future__ import annotations

import pytest

from undertow.capture import probe
from undertow.capture.texts import parse


@pytest.mark.parametrize("half", [r"\ud800", r"\uDFFF", r"\udc00\ud800"])
def test_half_a_character_becomes_a_replacement_of_the_same_length(half: str) -> None:
    found = parse(f'{{"a{half}": ["{half}b", 1, null]}}'.encode())
    stand_in = "\ufffd" * half.count("\\u")
    assert found == {f"a{stand_in}": [f"{stand_in}b", 1, None]}


def test_half_a_character_that_is_not_escaped_is_replaced_as_well() -> None:
    assert parse(b'["a\xed\xa0\x80b"]') == ["a\ufffdb"]


@pytest.mark.parametrize("text", [r'"\ud83d\ude00"', r'"\\ud800"', r'"\ud7a3"', '"😀"'])
def test_whole_characters_and_written_escapes_stay_as_they_are(text: str) -> None:
    assert parse(text) in ("😀", "\\ud800", "\ud7a3")
    assert parse(text.encode()) == parse(text)


def test_a_probe_report_with_half_a_character_is_not_taken_for_forged() -> None:
    payload = r'{"u":"https://a.test/","e":[[0,1.0,1,1,["\ud800x"],null,""]]}'
    assert probe.read(payload)[0].arguments[0] == "\ufffdx"
