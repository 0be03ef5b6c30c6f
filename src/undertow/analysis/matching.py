"""Finding bait values and device traits in what leaves, in plain, encoded and hashed form.

A match says where (byte range in the part), what (data type, value), and through which layers. Values that could stand
somewhere by chance (digits, short words) must stand alone: bounded by something that could not belong to them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from undertow.analysis.masks import masked
from undertow.analysis.payload import Layer, Payload, is_text
from undertow.model import Bait, DataType, ProbeEvent, Span

TWICE = ("md5", "sha1", "sha256")
"""Functions tried on a digest: what is hashed twice in practice."""
TWICE = ("md5", "sha1", "sha256")
"""Functions tried on a digest: what is hashed twice in practice."""
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b")
_HEX_DIGEST = re.compile(rb"[0-9a-fA-F]{32,128}")
_BASE64_DIGEST = re.compile(rb"[A-Za-z0-9+/_-]{22,86}")
_WHOLE_DIGEST = re.compile(rb"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96,128}")
PART = "part"
"""Layer of a match that is a part of a value."""
PART = "part"
"""Layer of a match that is a part of a value."""
_HEAD = 4
"""Bytes by which the place of a raw needle is found."""
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

    @property
    def partial(self) -> bool:
        """Only a part of the value, which does not count where the whole stands."""
        return PART in self.layers


@dataclass(frozen=True)
class Needles:
    """All forms of all values of a visit. Hashes are looked up by token or head, so that their number costs little."""

    plain: tuple[Needle, ...]
    tokens: Mapping[bytes, Needle]
    """Digests in hexadecimal (lower case) and base64 (both alphabets, without padding)."""
    raw: tuple[Needle, ...]
    """Digests and ciphertexts as bytes, of at least `_HEAD` bytes; looked for in binary readings only."""

    @cached_property
    def heads(self) -> Mapping[int, tuple[Needle, ...]]:
        """Raw needles by their first bytes, as a number."""
        found: dict[int, list[Needle]] = {}
        for needle in self.raw:
            found.setdefault(int.from_bytes(needle.pattern[:_HEAD], "little"), []).append(needle)
        return {head: tuple(group) for head, group in found.items()}

    @cached_property
    def head_numbers(self) -> npt.NDArray[np.uint32]:
        """The keys of `heads`, to be compared with many places at once."""
        return np.array(sorted(self.heads), np.uint32)

    @cached_property
    def texts(self) -> tuple[Needle, ...]:
        """Plain needles long enough to be known under a mask."""
        return tuple(n for n in self.plain if len(n.pattern) >= _STANDALONE and not n.layers)

    def also(self, raw: Iterable[Needle]) -> Needles:
        """These needles and some more raw ones."""
        return Needles(self.plain, self.tokens, (*self.raw, *raw))


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
    """All forms of all baits: as typed, reversed, the local part of an e-mail, and under one or two common hashes."""
    plain: dict[tuple[DataType, bytes], Needle] = {}
    tokens: dict[bytes, Needle] = {}
    raw: dict[bytes, Needle] = {}
    for bait in baits:
        for form in spellings(bait, phone_prefix):
            text = form.encode()
            if len(text) < 4:
                continue
            for needle in _readable(bait.data, text):
                plain.setdefault((needle.data, needle.pattern), needle)
            for layers, digest in _hashed(text):
                raw.setdefault(digest, Needle(bait.data, digest, layers))
                for token, encoding in _written(digest):
                    tokens.setdefault(token, Needle(bait.data, token, (*encoding, *layers)))
    return Needles(tuple(plain.values()), tokens, tuple(raw.values()))


def _readable(data: DataType, text: bytes) -> Iterator[Needle]:
    folded = data in ("email", "name")
    alone = len(text) < _STANDALONE or text.isdigit()
    yield Needle(data, text.lower() if folded else text, (), folded, alone)
    if len(text) >= _STANDALONE and text != text[::-1]:
        yield Needle(data, text[::-1], ("reversed",))
    local = text.partition(b"@")[0].lower()
    if data == "email" and _STANDALONE <= len(local) < len(text):
        yield Needle(data, local, (PART,), folded=True, alone=True)


def _hashed(text: bytes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Digests of a text, and digests of those, as bytes or as they are usually written."""
    for name in HASHES:
        digest = hashlib.new(name, text, usedforsecurity=False).digest()
        yield (name,), digest
        for outer in TWICE:
            for inner in (digest.hex().encode(), digest):
                yield (outer, name), hashlib.new(outer, inner, usedforsecurity=False).digest()


def _written(digest: bytes) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    yield digest.hex().encode(), ()
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        yield encode(digest).rstrip(b"="), ("base64",)


def find_baits(payload: Payload, wanted: Needles) -> tuple[Match, ...]:
    """Every bait in a payload, each data type and place once; the reading with the fewest layers wins."""
    found: dict[tuple[DataType, Span], Match] = {}
    for layer in payload.layers:
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
        yield from _raw(data, wanted)
        for needle, at in masked(data, wanted.texts):
            yield replace(needle, layers=("xor",)), at


def _raw(data: bytes, wanted: Needles) -> Iterator[tuple[Needle, int]]:
    """Digests and ciphertexts as bytes. One pass finds where one may start, for there are thousands of them."""
    if len(data) < _HEAD or not wanted.raw:
        return
    units = np.frombuffer(data, np.uint8).astype(np.uint32)
    words = units[:-3] | units[1:-2] << 8 | units[2:-1] << 16 | units[3:] << 24
    for at in np.flatnonzero(np.isin(words, wanted.head_numbers)).tolist():
        for needle in wanted.heads[int(words[at])]:
            if data.startswith(needle.pattern, at):
                yield needle, at


def unknown_digests(payload: Payload, wanted: Needles) -> frozenset[bytes]:
    """Fields that are a digest in hexadecimal (of 128 bits or more), but not that of a bait."""
    return frozenset(
        layer.data
        for layer in payload.layers
        if layer.whole and _WHOLE_DIGEST.fullmatch(layer.data) and layer.data.lower() not in wanted.tokens
    )


def _outermost(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Drop matches that overlap a better one of the same type: whole before part, then the one in fewer layers."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (PART in m.layers, len(m.layers), m.span)):
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


def find_traits(payload: Payload, wanted: Sequence[Trait]) -> tuple[Match, ...]:
    """Device traits in a payload, if together they describe the device (weight of at least `ENOUGH`).

    A long value counts 2 wherever it stands; a short one counts only as the whole value of a field: 1, or 0.5 for one
    or two characters, so that a screen width alone, or a user agent alone, is not taken for a fingerprint.
    """
    best: dict[str, Match] = {}
    best_value: dict[bytes, float] = {}  # two traits with one value (width and available width) are one observation
    for layer in payload.layers:
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
