"""Finding bait values and device traits in what leaves, in plain, encoded and hashed form.

A match says where (byte range in the part), what (data type, value), and through which layers. Values that could stand
somewhere by chance (digits, short words) must stand alone: bounded by something that could not belong to them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from undertow.analysis.payload import Layer, is_text, unfold
from undertow.model import Bait, DataType, ProbeEvent, Span

HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b")
_HEX_DIGEST = re.compile(rb"[0-9a-fA-F]{32,128}")
_BASE64_DIGEST = re.compile(rb"[A-Za-z0-9+/_-]{22,86}")
_WHOLE_DIGEST = re.compile(rb"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96,128}")
_STANDALONE = 12
"""Values shorter than this (bytes) must stand alone."""


@dataclass(frozen=True, slots=True)
class Needle:
    """One form of one value to look for."""

    data: DataType
    pattern: bytes
    layers: tuple[str, ...] = ()
    """How the form was made, e.g. ``("sha256",)``; empty for the value itself."""
    folded: bool = False
    """Compare without regard to case."""
    alone: bool = False
    """Must not touch a letter or digit on either side."""


@dataclass(frozen=True, slots=True)
class Needles:
    """All forms of all values of a visit. Hashes are looked up by token, so that their number costs nothing."""

    plain: tuple[Needle, ...]
    tokens: dict[bytes, Needle]
    """Digests in hexadecimal (lower case) and base64 (both alphabets, without padding)."""
    raw: tuple[Needle, ...]
    """Digests as bytes; looked for in binary readings only."""


@dataclass(frozen=True, slots=True)
class Match:
    """A value found in one part of a request."""

    data: DataType
    span: Span
    layers: tuple[str, ...]
    detail: str
    """The trait for device data, else empty."""


def spellings(bait: Bait, phone_prefix: str) -> tuple[str, ...]:
    """The ways a page may write a value before it encodes or hashes it."""
    value = bait.value
    forms = [value, value.strip()]
    if bait.data == "phone":
        digits = re.sub(r"\D", "", value)
        prefix = re.sub(r"\D", "", phone_prefix)
        national = digits.removeprefix(prefix) if value.startswith("+") else digits
        forms += [
            national,
            digits,
            "+" + digits,
            "00" + digits,
            "0" + national,
            f"+{prefix} {national}",
            f"+{prefix}-{national}",
        ]
    elif bait.data in ("email", "username", "name"):
        forms += [value.lower(), value.upper()]
    return tuple(dict.fromkeys(f for f in forms if f))


def needles(baits: Iterable[Bait], phone_prefix: str) -> Needles:
    """All forms of all baits: as typed, reversed, and hashed by the common functions."""
    plain: dict[tuple[DataType, bytes], Needle] = {}
    tokens: dict[bytes, Needle] = {}
    raw: dict[bytes, Needle] = {}
    for bait in baits:
        for form in spellings(bait, phone_prefix):
            text = form.encode()
            if len(text) < 4:
                continue
            folded = bait.data in ("email", "name")
            pattern = text.lower() if folded else text
            alone = len(text) < _STANDALONE or form.isdigit()
            plain.setdefault((bait.data, pattern), Needle(bait.data, pattern, (), folded, alone))
            if len(text) >= _STANDALONE and text != text[::-1]:
                plain.setdefault((bait.data, text[::-1]), Needle(bait.data, text[::-1], ("reversed",)))
            for name in HASHES:
                digest = hashlib.new(name, text, usedforsecurity=False).digest()
                raw.setdefault(digest, Needle(bait.data, digest, (name,)))
                tokens.setdefault(digest.hex().encode(), Needle(bait.data, digest.hex().encode(), (name,)))
                for encode in (base64.b64encode, base64.urlsafe_b64encode):
                    token = encode(digest).rstrip(b"=")
                    tokens.setdefault(token, Needle(bait.data, token, (name, "base64")))
    return Needles(tuple(plain.values()), tokens, tuple(raw.values()))


def find_baits(payload: bytes, wanted: Needles) -> tuple[Match, ...]:
    """Every bait in a payload, each data type and place once; the reading with the fewest layers wins."""
    found: dict[tuple[DataType, Span], Match] = {}
    for layer in unfold(payload):
        for needle, at in _hits(layer.data, wanted):
            place = (layer.span[0] + at, layer.span[0] + at + len(needle.pattern)) if layer.exact else layer.span
            match = Match(needle.data, place, (*layer.layers, *needle.layers), "")
            found.setdefault((needle.data, place), match)
    return _outermost(found.values())


def _hits(data: bytes, wanted: Needles) -> Iterator[tuple[Needle, int]]:
    folded = data.lower()
    for needle in wanted.plain:
        at = _search(folded if needle.folded else data, needle.pattern, needle.alone)
        if at >= 0:
            yield needle, at
    for token in _HEX_DIGEST.finditer(data):
        if (known := wanted.tokens.get(token[0].lower())) is not None:
            yield known, token.start()
    for token in _BASE64_DIGEST.finditer(data):
        if (known := wanted.tokens.get(token[0])) is not None:
            yield known, token.start()
    if not is_text(data):
        for needle in wanted.raw:
            if (at := data.find(needle.pattern)) >= 0:
                yield needle, at


def unknown_digests(payload: bytes, wanted: Needles) -> frozenset[bytes]:
    """Fields that are a digest in hexadecimal (of 128 bits or more), but not that of a bait."""
    return frozenset(
        layer.data
        for layer in unfold(payload)
        if layer.whole and _WHOLE_DIGEST.fullmatch(layer.data) and layer.data.lower() not in wanted.tokens
    )


def _outermost(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Drop matches whose place lies within (or around) that of an earlier, simpler one of the same type."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (len(m.layers), m.span)):
        if not any(k.data == match.data and k.span[0] < match.span[1] and match.span[0] < k.span[1] for k in kept):
            kept.append(match)
    return tuple(sorted(kept, key=lambda m: (m.span, m.data)))


def _search(hay: bytes, pattern: bytes, alone: bool) -> int:
    at = hay.find(pattern)
    while at >= 0 and alone and not _bounded(hay, pattern, at):
        at = hay.find(pattern, at + 1)
    return at


def _bounded(hay: bytes, pattern: bytes, at: int) -> bool:
    before, after = hay[at - 1 : at], hay[at + len(pattern) : at + len(pattern) + 1]
    if pattern.isdigit():
        return not before.isdigit() and not after.isdigit()
    return not before.isalnum() and not after.isalnum()


# -- device traits ---------------------------------------------------------------------------------------------------

TRAIT_KINDS = frozenset({"traits", "canvas", "webgl", "audio", "fonts", "battery", "media-devices", "permissions"})
_STRONG = 8
"""A trait value of this length (characters) says something by itself; shorter ones only in company."""
ENOUGH = 3.0
"""Weight from which a request counts as carrying a description of the device; see `find_traits`."""


@dataclass(frozen=True, slots=True)
class Trait:
    """A property of the device as the page read it."""

    name: str
    value: bytes
    weight: float


def traits(events: Iterable[ProbeEvent]) -> tuple[Trait, ...]:
    """Values of device properties that the page read in a visit."""
    found: dict[tuple[str, bytes], Trait] = {}
    for event in events:
        value = (event.result or "").strip()
        if (
            event.kind not in TRAIT_KINDS
            or not value
            or value in ("undefined", "null", "true", "false", "[object Object]")
        ):
            continue
        name = event.api.removesuffix("()").split(".prototype.")[-1].rsplit(".", 1)[-1]
        if event.arguments and event.kind == "webgl":
            name += f"({event.arguments[0]})"
        weight = 2.0 if len(value) >= _STRONG and not value.isdigit() else 1.0 if len(value) >= 3 else 0.5
        found.setdefault((name, value.encode()), Trait(name, value.encode(), weight))
    return tuple(found.values())


def find_traits(payload: bytes, wanted: Sequence[Trait]) -> tuple[Match, ...]:
    """Device traits in a payload, if together they describe the device (weight of at least `ENOUGH`).

    A long value counts 2 wherever it stands; a short one counts only as the whole value of a field: 1, or 0.5 for one
    or two characters, so that a screen width alone, or a user agent alone, is not taken for a fingerprint.
    """
    best: dict[str, Match] = {}
    best_value: dict[bytes, float] = {}  # two traits with one value (width and available width) are one observation
    for layer in unfold(payload):
        for trait in wanted:
            place = _trait_in(layer, trait)
            if place is not None and trait.name not in best:
                best[trait.name] = Match("device", place, layer.layers, trait.name)
                best_value[trait.value] = trait.weight
    if sum(best_value.values()) < ENOUGH:
        return ()
    return tuple(sorted(best.values(), key=lambda m: (m.span, m.detail)))


def _trait_in(layer: Layer, trait: Trait) -> Span | None:
    if trait.weight >= 2:
        at = layer.data.find(trait.value)
        if at < 0:
            return None
        return (layer.span[0] + at, layer.span[0] + at + len(trait.value)) if layer.exact else layer.span
    return layer.span if layer.whole and layer.layers and layer.data == trait.value else None
