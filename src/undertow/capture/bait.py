"""Baits: values to type into a page that are unique for each visit and belong to nobody.

Everything is derived from one random seed of 128 bits, so that values of two visits never meet, and a value seen in
traffic can only have come from the field it was typed into. The seed itself need not be kept: the values are evidence.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence

from undertow.capture.vantage import number_range
from undertow.errors import UsageError
from undertow.model import Bait, Vantage

_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kl", "pr", "tr", "vl")
_VOWELS = ("a", "e", "i", "o", "u")
_CODAS = ("", "", "l", "m", "n", "r", "s", "x")
_E164 = re.compile(r"\+[1-9]\d{6,14}")


class _Draw:
    """A stream of reproducible choices."""

    def __init__(self, *parts: str) -> None:
        self._key = hashlib.sha256("\0".join(parts).encode()).digest()
        self._used = 0

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1; the bias of the modulus is below 2**-50."""
        block = hashlib.sha256(self._key + self._used.to_bytes(4, "big")).digest()
        self._used += 1
        return int.from_bytes(block[:8], "big") % limit

    def one(self, choices: Sequence[str]) -> str:
        return choices[self.below(len(choices))]

    def digits(self, pattern: str) -> str:
        """The pattern with every ``#`` replaced by a digit."""
        return "".join(str(self.below(10)) if c == "#" else c for c in pattern)

    def word(self, syllables: int) -> str:
        """A word that can be spoken and is in no dictionary by design; 20*5*8 choices a syllable."""
        return "".join(self.one(_ONSETS) + self.one(_VOWELS) + self.one(_CODAS) for _ in range(syllables))

    def letters(self, alphabet: str, count: int) -> str:
        return "".join(self.one(alphabet) for _ in range(count))


def baits(
    vantage: Vantage, *, visit_id: str, target_host: str, phone: str | None = None, seed: str | None = None
) -> tuple[Bait, ...]:
    """One value for each kind of field, for one visit.

    Args:
        vantage: decides the calling code of the telephone number.
        visit_id: visits of one audit get different values.
        target_host: host name of the audited page.
        phone: number to use instead of one that belongs to nobody, as ``+`` and digits.
        seed: values with the same seed and arguments are equal; None draws a new one.

    Raises:
        UsageError: `phone` is not an international number.
    """
    seed = seed if seed is not None else secrets.token_hex(16)
    draw = _Draw(seed, target_host, visit_id, vantage.name)
    first, last = draw.word(2).capitalize(), draw.word(3).capitalize()
    token = draw.letters("abcdefghjkmnpqrstuvwxyz23456789", 8)
    made_up = "made up for this visit"
    found = [
        Bait(
            data="email",
            value=f"{first.lower()}.{token}@{last.lower()}.test",
            note="top-level domain reserved for testing (RFC 6761): no mail can be delivered",
        ),
        Bait(data="password", value=_password(draw), note=made_up),
        Bait(data="name", value=f"{first} {last}", note=made_up),
        Bait(data="username", value=f"{last.lower()}{draw.digits('####')}", note=made_up),
        Bait(data="otp", value=_code(draw), note="made up: no code was sent; short, so only whole values count"),
        Bait(
            data="message",
            value=f"Could you suggest a quiet walk near {draw.word(3).capitalize()} for tomorrow afternoon?",
            note="harmless question with a made-up place name",
        ),
        Bait(data="address", value=f"{draw.digits('4##7')} {draw.word(3).capitalize()} Lane", note="made-up street"),
        Bait(data="postal-code", value=draw.digits("98###"), note="made up; short, so only whole values count"),
        Bait(
            data="birthdate",
            value=f"19{80 + draw.below(18)}-{1 + draw.below(9):02}-{10 + draw.below(18)}",
            note=made_up,
        ),
        Bait(data="search", value=f"{draw.word(3)} lantern", note=made_up),
        Bait(data="input", value=f"{draw.word(3)}{draw.digits('##')}", note="made up, for fields of unknown kind"),
    ]
    number = _phone(draw, vantage, phone)
    return tuple([*found[:1], number, *found[1:]] if number else found)


def _password(draw: _Draw) -> str:
    """Upper and lower case, digit and symbol, 16 characters: what sign-up forms ask for at most."""
    upper, lower, digits = "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"
    middle = draw.letters(upper + lower + digits, 9)
    return f"{draw.one(upper)}{draw.one(lower)}{draw.one(digits)}!{middle}_{draw.one(lower)}{draw.one(digits)}"


def _code(draw: _Draw) -> str:
    """Six digits of which at least four differ: no run or date-like value that pages are full of."""
    while len(set(code := draw.digits("######"))) < 4 or code.startswith(("19", "20", "0")):
        pass
    return code


def _phone(draw: _Draw, vantage: Vantage, phone: str | None) -> Bait | None:
    if phone is not None:
        number = re.sub(r"[\s().-]", "", phone)
        if not _E164.fullmatch(number):
            raise UsageError(f"{phone!r} is not an international phone number; write it like +15555550123.")
        return Bait(data="phone", value=number, note="number given with --phone")
    numbers = number_range(vantage.phone_prefix)
    if numbers is None:
        return None
    return Bait(data="phone", value=numbers.prefix + draw.digits(draw.one(numbers.national)), note=numbers.note)
