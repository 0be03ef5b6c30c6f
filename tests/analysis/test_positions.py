"""The browser's positions become byte offsets, also where characters are wider than a byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.positions import Positions


@pytest.mark.parametrize("source", ["a();\nfetch(u)", "let s='中文';\r\nfetch(u)", "let s='𝒳𝒴'; //\u2028fetch(u)"])
def test_a_call_is_found_when_text_before_it_is_wide(source: str) -> None:
    raw = source.encode()
    offset = Positions(raw).from_line(1, 0)
    assert raw[offset : offset + 5] == b"fetch"


def test_a_column_counts_utf16_units() -> None:
    raw = "let s='𝒳'; fetch(u)".encode()
    column = len("let s='𝒳'; ".encode("utf-16-le")) // 2
    offset = Positions(raw).from_line(0, column)
    assert raw[offset:].startswith(b"fetch")


@given(st.text(max_size=200), st.integers(-5, 500), st.integers(-5, 500))
def test_any_position_is_clamped_into_the_source(text: str, line: int, column: int) -> None:
    raw = text.encode("utf-8", "replace")
    assert 0 <= Positions(raw).from_line(line, column) <= len(raw)
    assert 0 <= Positions(raw).from_utf16(column) <= len(raw)
