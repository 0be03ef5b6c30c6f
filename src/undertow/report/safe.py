"""Text that comes from a page, made fit to be shown: no character of it is invisible or moves other characters.

This is not HTML escaping; the HTML report escapes as well.
"""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, format characters (all bidi marks, zero-width joiners and the tag block), lone surrogates, private use,
unassigned, line and paragraph separators."""

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that Unicode counts as letters, marks or symbols and that show as nothing."""

_SPACES = frozenset("\t\n\r\v\f")

_MAXIMUM_MARKS = 4
"""Combining marks in a row that are shown as such; more are used to draw over neighbouring lines only."""


def _is_selector(character: str) -> bool:
    """Variation selectors: invisible, and used to smuggle data in text."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _shown(character: str) -> str:
    if character in _SPACES:
        return " "
    hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES
    if hidden or character in _BLANK_LETTERS or _is_selector(character):
        return f"⟨U+{ord(character):04X}⟩"
    return character


def plain(text: str, limit: int = 200) -> str:
    """One line of visible text: `text` with hidden characters as ``⟨U+202E⟩`` and line breaks as spaces.

    Args:
        text: anything, also with lone surrogates.
        limit: greatest length of the answer in characters, at least 1; what is cut off is shown by an ellipsis.
    """
    if text.isascii() and text.isprintable():  # most texts: nothing to look at one by one
        return text if len(text) <= limit else text[: limit - len(ELLIPSIS)] + ELLIPSIS
    shown: list[str] = []
    length = 0
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        piece = f"⟨U+{ord(character):04X}⟩" if marks > _MAXIMUM_MARKS else _shown(character)
        if length + len(piece) > limit:
            return _cut(shown, limit)
        shown.append(piece)
        length += len(piece)
    return "".join(shown)


def _cut(pieces: list[str], limit: int) -> str:
    """As many whole pieces as leave room for the ellipsis."""
    kept = list(pieces)
    while kept and sum(map(len, kept)) > limit - len(ELLIPSIS):
        kept.pop()
    return "".join(kept) + ELLIPSIS
