"""Finding known texts under a mask: XOR with a short key that repeats.

The difference of neighbours at the distance of the key's length does not depend on the key: for every i,
``(c[i] ^ c[i + n]) == (p[i] ^ p[i + n])`` with c = p ^ key. So a known text is found without knowing the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

LONGEST_KEY = 16
LONGEST = 1 << 16
"""Bytes of one reading that are searched; masks are used on small payloads."""
_AGREEING = 9
"""Differences that must agree, with `_VARIED` different values among them: no chance, and no runs of one character."""
_VARIED = 5


class _Text(Protocol):
    @property
    def pattern(self) -> bytes: ...


Text = TypeVar("Text", bound=_Text)


def masked(data: bytes, texts: Sequence[Text]) -> Iterator[tuple[Text, int]]:
    """Each text that stands in the data under a repeating key of 1 to `LONGEST_KEY` bytes, with its place."""
    data = data[:LONGEST]
    found: set[bytes] = set()
    for distance in range(1, LONGEST_KEY + 1):
        if len(data) - distance < _AGREEING:
            return
        differences = _differences(data, distance)
        for text in texts:
            wanted = _differences(text.pattern, distance)
            if text.pattern in found or len(wanted) < _AGREEING or len(set(wanted)) < _VARIED:
                continue
            at = differences.find(wanted)
            if at >= 0 and data[at : at + len(text.pattern)] != text.pattern:
                found.add(text.pattern)
                yield text, at


def _differences(data: bytes, distance: int) -> bytes:
    """Each byte combined with the one at the distance after it."""
    size = max(0, len(data) - distance)
    near, far = int.from_bytes(data[:size], "big"), int.from_bytes(data[distance:], "big")
    return (near ^ far).to_bytes(size, "big")
