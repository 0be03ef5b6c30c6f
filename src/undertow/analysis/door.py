"""Values at the door: what went into a call of the browser's own cryptography, tied to the bytes that came out of it.

Encrypted, signed and salted values cannot be found in traffic by themselves. Where the page used WebCrypto, the probe
saw plaintext and result of the call; if a bait was in the plaintext, the result stands for it wherever it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from undertow.analysis.matching import Needle, Needles, find_baits
from undertow.analysis.payload import read
from undertow.model import DataType, ProbeEvent

_SHORTEST = 12
"""Bytes of a result that cannot occur by chance."""
_LONGEST = 32
"""Bytes of a result that are looked for: its start, since pages may split or append."""
_NAME = re.compile(r'"name":"([\w-]{1,40})"|\A([\w-]{1,40})\Z')


def at_the_door(events: Iterable[ProbeEvent], wanted: Needles) -> Needles:
    """The needles, with the results of all cryptographic calls that a bait went into, also from result to result."""
    for event in events:
        if event.kind != "crypto" or not event.arguments or event.result is None:
            continue
        result = _bytes_of(event.result)[:_LONGEST]
        if len(result) < _SHORTEST:
            continue
        layers = _layers_in(event, wanted)
        wanted = wanted.also(Needle(data, result, (_algorithm(event), *inner)) for data, inner in layers.items())
    return wanted


def _layers_in(event: ProbeEvent, wanted: Needles) -> dict[DataType, tuple[str, ...]]:
    """The baits in what went in, with the encodings around each. The last argument is the plaintext."""
    found: dict[DataType, tuple[str, ...]] = {}
    for match in find_baits(read(_bytes_of(event.arguments[-1])), wanted):
        found.setdefault(match.data, match.layers)
    return found


def _algorithm(event: ProbeEvent) -> str:
    name = _NAME.search(event.arguments[0])
    return (name[1] or name[2]) if name else event.api.rsplit(".", 1)[-1]


def _bytes_of(described: str) -> bytes:
    """The bytes that a probe describes as ``hex:`` digits or ``utf8:`` text."""
    kind, _, rest = described.partition(":")
    if kind == "hex":
        digits = re.match(r"(?:[0-9a-f]{2})*", rest)
        return bytes.fromhex(digits[0]) if digits else b""
    return (rest if kind == "utf8" else described).encode("utf-8", "replace")
