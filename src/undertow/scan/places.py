"""Places for people: lines of the script as delivered, and where its source map says that the code comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.errors import InvalidData
from undertow.model import Gap, OriginalPlace, Span
from undertow.scan.found import Found, MapMissing, gap

if TYPE_CHECKING:
    from undertow.analysis.source_map import SourceMap

_LINE_END = re.compile(rb"\r\n|[\n\r]|\xe2\x80[\xa8\xa9]")  # ECMA-262, LineTerminatorSequence
_LONGEST_REFERENCE = 2_000


class Places:
    """Answers for one script. Its source map is fetched when it is asked for first."""

    def __init__(self, found: Found, source: bytes) -> None:
        self._found = found
        self._source = source
        self.map_name: str | None = None
        """What the source map is called, once it was read."""
        self.gaps: tuple[Gap, ...] = ()
        """Why it could not be read."""

    def line(self, span: Span) -> int:
        """1-based line of the first byte."""
        return self._line(span[0]) + 1

    def origin(self, span: Span) -> OriginalPlace | None:
        """What the source map says of the first byte."""
        if self._map is None:
            return None
        line = self._line(span[0])
        return self._map.place(line, self._column(self._starts[line], span[0]))

    def _column(self, start: int, offset: int) -> int:
        """UTF-16 code units from the start of a line, as source maps count."""
        if self._ascii:
            return offset - start
        return len(self._source[start:offset].decode("utf-8", "replace").encode("utf-16-le")) // 2

    @cached_property
    def _ascii(self) -> bool:
        return self._source.isascii()

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._source))]

    @cached_property
    def _map(self) -> SourceMap | None:
        if self._found.source_map is None and b"sourceMappingURL=" not in self._source:
            return None
        from undertow.analysis import source_map  # numpy, which takes 0.1 s to import

        reference = self._found.source_map or source_map.reference(self._source)
        if reference is None:
            return None
        try:
            content = source_map.embedded(reference)
            name = "in the script itself"
            if content is None:
                content, name = self._beside(reference), reference
            found = source_map.parse(content)
        except (InvalidData, MapMissing) as error:
            shown = reference[:100] + ("…" if len(reference) > 100 else "")
            why = f"Its source map {shown} is not used: {error}."
            self.gaps = (gap("source-map-not-read", self._found.name, why, hides=False),)
            return None
        self.map_name = name
        return found

    def _beside(self, reference: str) -> bytes:
        if self._found.beside is None:
            raise MapMissing("it does not come with the script")
        if len(reference) > _LONGEST_REFERENCE:
            raise MapMissing("its name is too long")
        return self._found.beside(reference)
