"""Methods of texts on known texts: `replace`, `slice` and the like, with holes for what is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from undertow.analysis.decode import HOLE

_PLAIN = re.compile(r"/((?:[\w\s.:^$?*+\[\]{}@#%=&!|-]|\\.)+)/(g?)$", re.ASCII)
"""Regular expressions that mean the same in Python, without groups."""
_GROUPED = re.compile(r"/((?:[\w\s.:^$*+\[\]{}@#%=&!()-]|\\.)+)/(g?)$", re.ASCII)
"""The same with groups, but without choices and what is optional."""
_TESTED = re.compile(r"/((?:(?!\)[*+{]|\(\?(?!:))(?:[^\\]|\\.))+)/([gi]*)$", re.ASCII)
"""The same with groups, none of which is repeated."""
_GROUP = re.compile(r"\$([1-9])(?!\d)", re.ASCII)
_UNBOUNDED = re.compile(r"(?<!\\)[*+{]")
_MAX_UNBOUNDED = 2
_MAX_TESTED = 200
IN_TEXT: dict[str, Callable[[str, str], bool]] = {
    "startsWith": str.startswith, "endsWith": str.endswith, "includes": str.__contains__,
}  # fmt: skip
"""Methods that tell whether a text has another one in it."""
CUTTING = frozenset({"slice", "substring", "substr", "charAt"})
"""Methods that give a part of a text, by where it is."""
_QUANTIFIER = re.compile(r"(?<!\\)[*+?{]")
_MAX_TEXT = 2_000


def search_of(what: str | Sequence[str]) -> re.Pattern[str] | None:
    """What `replace` looks for, as a pattern: of the source of a literal `/…/g`, or of the texts it may be.

    None where it is not known. Each choice of a pattern has at most one quantifier, so that no text can make it slow.
    """
    if not isinstance(what, str):
        return re.compile(re.escape(what[0])) if len(what) == 1 and HOLE not in what[0] else None
    return _compiled(_PLAIN.match(what))


def matches(source: str, text: str) -> bool | None:
    """Does the literal `/…/i` match a text? None where that is not known, or could take long."""
    plain = _TESTED.match(source)
    if plain is None or len(text) > _MAX_TESTED or len(_UNBOUNDED.findall(plain[1])) > _MAX_UNBOUNDED:
        return None
    try:
        return re.search(plain[1], text, re.ASCII | (re.IGNORECASE if "i" in plain[2] else re.NOFLAG)) is not None
    except re.error:
        return None


def groups_of(source: str) -> re.Pattern[str] | None:
    """The same of a literal whose groups a callback gets."""
    return _compiled(_GROUPED.match(source))


def _compiled(plain: re.Match[str] | None) -> re.Pattern[str] | None:
    if plain is None or any(len(_QUANTIFIER.findall(part)) > 1 for part in plain[1].split("|")):
        return None
    try:
        return re.compile(plain[1], re.ASCII)
    except re.error:
        return None


def replaced(text: str, found: re.Pattern[str], by: str, *, every: bool) -> str:
    """The text with one or every place replaced; a hole if the replacement has other marks than `$1` of its groups."""
    marks = [int(mark) for mark in _GROUP.findall(by)]
    if by.count("$") != len(marks) or any(mark > found.groups for mark in marks) or len(text) > _MAX_TEXT:
        return HOLE
    filled = (lambda match: _GROUP.sub(lambda mark: match[int(mark[1])] or "", by)) if marks else lambda _: by
    return found.sub(filled, text, count=0 if every else 1)


def cut(text: str, method: str, ends: Sequence[str]) -> str | None:
    """`text.slice(a, b)` or another of `CUTTING` with decimal ends; None if that is not known."""
    if not ends or not all(re.fullmatch(r"-?\d{1,6}", end) for end in ends):
        return None
    at = [int(end) for end in ends]
    if method == "charAt":
        at = [max(0, at[0]), max(0, at[0]) + 1] if at[0] >= 0 else [0, 0]
    elif method == "substring":
        at = sorted(max(0, i) for i in at)
    elif method == "substr" and len(at) > 1:
        at = [at[0], at[0] + at[1] if at[0] + at[1] or at[0] >= 0 else len(text)]
    if HOLE in text and not (len(at) > 1 and 0 <= at[0] <= at[1] <= text.index(HOLE)):
        return None
    return text[at[0] : at[1] if len(at) > 1 else None]


def in_turn(groups: list[list[str]]) -> list[str]:
    """The first of each, then the second of each: where not all are kept, every group is heard."""
    return [text for row in zip_longest(*groups) for text in row if text is not None]
