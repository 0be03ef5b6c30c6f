"""Text from a page is shown in full view, on one line, and never longer than asked."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.report.safe import ELLIPSIS, plain


@pytest.mark.parametrize("text", ["", "login.js", "Ünïcödé 中国移动 العربية עברית", "a 'b' \"c\" <d> & =1+1", "👍"])
def test_text_stays_as_it_is_when_all_of_it_is_visible(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc\r\nd", "a b c  d"),
        ("moc.\u202eelpmaxe", "moc.⟨U+202E⟩elpmaxe"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("a\u200bb\u200dc\ufeff", "a⟨U+200B⟩b⟨U+200D⟩c⟨U+FEFF⟩"),
        ("\x1b[31mred\x00\x7f\x9b", "⟨U+001B⟩[31mred⟨U+0000⟩⟨U+007F⟩⟨U+009B⟩"),
        ("a\u2028b\u0085c", "a⟨U+2028⟩b⟨U+0085⟩c"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("a\ufe0f\U000e0100", "a⟨U+FE0F⟩⟨U+E0100⟩"),
        ("\u3164\u2800\u115f", "⟨U+3164⟩⟨U+2800⟩⟨U+115F⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("e\u0301", "e\u0301"),
        ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + "⟨U+0301⟩" * 2),
    ],
)
def test_what_is_hidden_is_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_the_end_is_cut_visibly_when_text_is_too_long() -> None:
    assert plain("a" * 200) == "a" * 200
    assert plain("a" * 201) == "a" * 199 + ELLIPSIS
    assert plain("\u202e" * 3, 10) == f"⟨U+202E⟩{ELLIPSIS}"


@given(text=st.text(st.sampled_from([chr(c) for c in range(32, 127)])), limit=st.integers(1, 40))
def test_plain_text_is_only_cut(text: str, limit: int) -> None:
    assert plain(text, limit) == (text if len(text) <= limit else text[: limit - 1] + ELLIPSIS)


@given(text=st.text(st.characters()), limit=st.integers(1, 300))
def test_the_answer_is_short_visible_and_one_line_for_any_text(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert plain(shown, limit) == shown
    shown.encode()
