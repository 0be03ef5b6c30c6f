"""Source maps, revision 3: from a place in a script as delivered to the place that its author wrote.

A map comes with the code, so it is as hostile as the code. It is a hint for readers: nothing says that the sources it
names are what was delivered. Names of files are texts, never paths.

Format: ECMA-426, tc39.es/ecma426.
"""

from __future__ import annotations

import base64
import binascii
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

import msgspec
import numpy as np
import numpy.typing as npt

from undertow.errors import InvalidData
from undertow.model import OriginalPlace

MAX_BYTES = 64 << 20
MAX_MAPPINGS = 32 << 20
"""Characters of mappings; decoding takes 60 bytes of memory for each."""
MAX_SECTIONS = 10_000
MAX_NAME = 300
"""Characters of a file name or identifier that are kept."""
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LONGEST = 7  # digits of a number of 32 bits
_COMMA, _SEMICOLON = b",;"
_COMMENT = re.compile(rb"(?://|/\*)[#@][ \t]*sourceMappingURL=([^\s'\"*]+)[ \t]*(?:\*/)?[ \t]*(?=[\r\n]|\Z)")
_DATA = re.compile(r"data:(?:application|text)/json[^,]{0,200},", re.IGNORECASE)
_GUARD = b")]}'"  # first line of maps that are not to be run as scripts

Array = npt.NDArray[np.int64]


def reference(source: bytes) -> str | None:
    """What a script names as its source map: an address or a ``data:`` URL; None if it names none."""
    at = source.rfind(b"sourceMappingURL=")
    found = _COMMENT.search(source, max(0, at - 20)) if at >= 0 else None
    return found[1].decode("utf-8", "replace") if found else None


def embedded(reference: str) -> bytes | None:
    """The content of a ``data:`` URL; None if the reference is no such URL.

    Raises:
        InvalidData: it is one, and not readable.
    """
    if reference[:5].lower() != "data:":
        return None
    head = _DATA.match(reference)
    if head is None:
        raise InvalidData("the source map in the script is not JSON")
    content = unquote_to_bytes(reference[head.end() :])
    if not head[0].lower().endswith(";base64,"):
        return content
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidData("the source map in the script is not valid base64") from error


def parse(data: bytes) -> SourceMap:
    """Read a map.

    Raises:
        InvalidData: too large, not JSON, not a map of revision 3, or its mappings cannot be decoded.
    """
    if len(data) > MAX_BYTES:
        raise InvalidData(f"the source map has more than {MAX_BYTES >> 20} MiB")
    if data.startswith(_GUARD):
        data = data.partition(b"\n")[2]
    try:
        content = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidData("the source map is not JSON") from error
    if not isinstance(content, dict) or content.get("version") != 3:
        raise InvalidData("the source map is not of revision 3")
    if "sections" not in content:
        return SourceMap(((0, 0, _Section.parse(content)),))
    return SourceMap(tuple(_sections(content["sections"])))


@dataclass(frozen=True)
class SourceMap:
    """A map that could be read."""

    sections: tuple[tuple[int, int, _Section], ...]
    """(line, column, map): each speaks of what stands from there to the next one, counted from 0."""

    def place(self, line: int, column: int) -> OriginalPlace | None:
        """Where the code at a 0-based line and column (UTF-16 code units) comes from; None if the map does not say."""
        index = bisect_right(self.sections, (line, column), key=lambda section: section[:2]) - 1
        if index < 0:
            return None
        start, shift, section = self.sections[index]
        return section.place(line - start, column - (shift if line == start else 0))


@dataclass(frozen=True)
class _Section:
    """One set of mappings with its names."""

    at: Array
    """Line and column of each segment in one number, ascending."""
    fields: Array
    """Of each segment: source, line, column, name; source is -1 where it has none."""
    sources: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def parse(cls, content: dict[str, Any]) -> _Section:
        mappings = content.get("mappings")
        if not isinstance(mappings, str) or len(mappings) > MAX_MAPPINGS:
            raise InvalidData("the source map has no mappings, or too many")
        root = content.get("sourceRoot")
        prefix = f"{root.rstrip('/')}/" if isinstance(root, str) and root else ""
        sources = tuple(prefix + text if text else "" for text in _texts(content.get("sources")))
        at, fields = decode_mappings(mappings.encode("ascii", "replace"))
        return cls(at, fields, sources, tuple(_texts(content.get("names"))))

    def place(self, line: int, column: int) -> OriginalPlace | None:
        index = int(np.searchsorted(self.at, line << 32 | column, side="right")) - 1
        if index < 0 or self.at[index] >> 32 != line:
            return None
        source, original, offset, name = self.fields[index].tolist()
        if not 0 <= source < len(self.sources) or not self.sources[source]:
            return None
        return OriginalPlace(
            file=self.sources[source][:MAX_NAME],
            line=original + 1,
            column=offset + 1,
            name=self.names[name][:MAX_NAME] or None if 0 <= name < len(self.names) else None,
        )


def _sections(listed: Any) -> list[tuple[int, int, _Section]]:
    if not isinstance(listed, list) or len(listed) > MAX_SECTIONS:
        raise InvalidData("the source map has too many sections, or none")
    found = []
    for section in listed:
        match section:
            case {"offset": {"line": int(line), "column": int(column)}, "map": dict(inner)} if (
                0 <= line < 1 << 31 and 0 <= column < 1 << 31 and "sections" not in inner
            ):
                found.append((line, column, _Section.parse(inner)))
            case _:
                raise InvalidData("a section of the source map is not of the form it should have")
    return sorted(found, key=lambda each: each[:2])


def _texts(listed: Any) -> list[str]:
    """A list of strings; what is none is empty, so that indexes stay right."""
    return [text if isinstance(text, str) else "" for text in listed] if isinstance(listed, list) else []


def decode_mappings(text: bytes) -> tuple[Array, Array]:
    """Segments of base64 VLQ, all at once: their places in ascending order, and source, line, column and name of each.

    Raises:
        InvalidData: a character, number or segment that cannot be.
    """
    codes = np.frombuffer(text, np.uint8)
    digits = _TABLE[codes]
    ends = (codes == _COMMA) | (codes == _SEMICOLON)
    if bool((digits[~ends] < 0).any()):
        raise InvalidData("the mappings of the source map hold a character that does not belong there")
    values, owner = _numbers(digits[~ends], np.cumsum(ends)[~ends])
    segments, first, sizes = np.unique(owner, return_index=True, return_counts=True)
    if bool((~np.isin(sizes, (1, 4, 5))).any()):
        raise InvalidData("a segment of the source map has an odd number of fields")
    lines = np.concatenate([[0], np.cumsum(codes[ends] == _SEMICOLON)])[segments]
    columns = _restarted(values[first], lines)
    fields = np.full((len(segments), 4), -1, np.int64)
    for place, least in ((0, 4), (1, 4), (2, 4), (3, 5)):
        has = sizes >= least
        fields[has, place] = np.cumsum(values[first[has] + place + 1])
    wrong = (fields[:, :3] < 0).any(axis=1)
    fields[wrong, 0] = -1  # also where sums have run below zero: such a segment says nothing
    fields[(fields >= 1 << 31).any(axis=1), 0] = -1
    at = lines << 32 | np.clip(columns, 0, (1 << 31) - 1)
    order = np.argsort(at, kind="stable")
    return at[order], fields[order]


def _numbers(digits: npt.NDArray[np.int64], owner: Array) -> tuple[Array, Array]:
    """The numbers that runs of digits make, and the segment of each."""
    if not len(digits):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    last = (digits & 32) == 0
    stops = np.flatnonzero(last)
    starts = np.concatenate([[0], stops[:-1] + 1])
    lengths = stops - starts + 1
    if not last[-1] or bool((lengths > _LONGEST).any()) or bool((owner[starts] != owner[stops]).any()):
        raise InvalidData("a number in the mappings of the source map is cut short or too large")
    rank = np.arange(len(digits)) - np.repeat(starts, lengths)
    sums = np.add.reduceat((digits & 31) << (5 * rank), starts)
    return np.where(sums & 1, -(sums >> 1), sums >> 1), owner[starts]


def _restarted(steps: Array, lines: Array) -> Array:
    """Running sums that begin anew with each line."""
    if not len(steps):
        return steps
    sums = np.cumsum(steps)
    begins = np.flatnonzero(np.diff(lines, prepend=-1))
    before = sums[begins] - steps[begins]
    return np.asarray(sums - np.repeat(before, np.diff(begins, append=len(steps))), np.int64)


_TABLE = np.full(256, -1, np.int64)
_TABLE[np.frombuffer(_DIGITS, np.uint8)] = np.arange(64)
