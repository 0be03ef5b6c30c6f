"""Places in a script as the browser counts them (lines, UTF-16 code units), as byte offsets."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
import numpy.typing as npt

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")  # ECMA-262, LineTerminatorSequence

Array = npt.NDArray[np.int64]


class Positions:
    """Converts V8's positions in one source to offsets in its UTF-8 bytes. Positions out of range are clamped."""

    def __init__(self, source: bytes) -> None:
        self._text = source.decode("utf-8", "replace")
        self._ascii = source.isascii()
        self._size = len(source)

    @cached_property
    def _points(self) -> npt.NDArray[np.uint32]:
        return np.frombuffer(self._text.encode("utf-32-le", "surrogatepass"), np.uint32)

    @cached_property
    def _offsets(self) -> Array:
        """Byte offset of each UTF-16 code unit, and of the end."""
        points = self._points
        sizes = 1 + (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        return np.append(np.repeat(starts[:-1], 1 + (points > 0xFFFF)), starts[-1])

    @cached_property
    def _lines(self) -> Array:
        """Index in UTF-16 code units at which each line starts."""
        starts = np.array([0, *(m.end() for m in _LINE_END.finditer(self._text))], np.int64)
        if self._ascii:
            return starts
        before = np.concatenate([[0], np.cumsum(self._points > 0xFFFF)])
        return np.asarray(starts + before[starts], np.int64)

    def from_utf16(self, unit: int) -> int:
        """Byte offset of a UTF-16 code unit index."""
        if self._ascii:
            return max(0, min(unit, self._size))
        return int(self._offsets[max(0, min(unit, len(self._offsets) - 1))])

    def from_line(self, line: int, column: int) -> int:
        """Byte offset of a 0-based line and a 0-based column in UTF-16 code units."""
        if line >= len(self._lines):
            return self._size
        return self.from_utf16(int(self._lines[max(0, line)]) + max(0, column))
