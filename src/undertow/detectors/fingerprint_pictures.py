"""Pictures that are drawn and read back: what their size and their text tell of what they are for."""

from __future__ import annotations

import base64
import binascii
import struct

from undertow.model import ProbeEvent

SMALLEST_SIDE = 16
"""Pixels; a smaller picture tells devices apart badly (Englehardt and Narayanan)."""
NEAR = 20.0
"""Pixels between two drawings of the same text that overlap."""


def overlap(one: ProbeEvent, other: ProbeEvent) -> bool:
    """Whether two calls draw the same text a few pixels apart."""
    if one.arguments[0] != other.arguments[0] or one.arguments[1:3] == other.arguments[1:3]:
        return False
    try:
        apart = [abs(float(a) - float(b)) for a, b in zip(one.arguments[1:3], other.arguments[1:3], strict=True)]
    except ValueError:
        return False
    return len(apart) == len("xy") and max(apart) <= NEAR


def letters(event: ProbeEvent) -> int:
    """How many different letters of the Latin alphabet a call draws."""
    return len({c for c in event.arguments[0].lower() if "a" <= c <= "z"})


def has_emoji(text: str) -> bool:
    """Whether there is a character of the pictographic blocks (Unicode 15, Miscellaneous Symbols and later)."""
    return any("\U0001f300" <= c <= "\U0001faff" for c in text)


def useful(event: ProbeEvent) -> bool:
    """Whether a picture was read back without loss, at least 16 pixels each way as far as is known."""
    if event.api.endswith(".getImageData"):
        sides = [abs(int(a)) for a in event.arguments[2:4] if a.lstrip("-").isdigit()]
        return all(side >= SMALLEST_SIDE for side in sides)
    if event.arguments and event.arguments[0] in ("image/jpeg", "image/webp"):
        return False
    size = _png_size(event.result or "")
    return size is None or min(size) >= SMALLEST_SIDE


def _png_size(url: str) -> tuple[int, int] | None:
    """Width and height of a PNG in a data URL (ISO/IEC 15948, 11.2.2: IHDR comes first); None if it is none."""
    head, found, data = url.partition(";base64,")
    if not found or head != "data:image/png":
        return None
    try:
        width, height = struct.unpack(">16x2I", base64.b64decode(data[:32], validate=True))
    except (binascii.Error, ValueError, struct.error):
        return None
    return width, height
