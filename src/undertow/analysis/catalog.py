"""What is known by name about the web platform, read from catalog.toml; and what kind of data a name speaks of."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, cast, get_args

from undertow.model import DataType

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(
    files("undertow.analysis").joinpath("catalog.toml").read_text(encoding="utf-8")
)
_DATA_TYPES = frozenset(get_args(DataType))
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NOT_A_CODE = re.compile(r"(?i)country|dial|area|postal|zip|promo|coupon|invite|referr|lang|zone")


def words(table: str, name: str) -> frozenset[str]:
    """A list of words of the catalog."""
    return frozenset(str(_TABLES[table][name]).split())


def ordered(table: str, name: str) -> list[str]:
    """The same in the order of the catalog."""
    return str(_TABLES[table][name]).split()


def pairs(table: str, name: str) -> list[tuple[str, str]]:
    """A list of pairs of the catalog, e.g. (object, property)."""
    return [(a, b) for a, b in _TABLES[table][name]]


def _by_type(table: str) -> dict[DataType, frozenset[str]]:
    return {cast(DataType, k): frozenset(v.split()) for k, v in _TABLES[table].items() if k in _DATA_TYPES}


STRINGIFY = words("data", "stringify")
IDENTITY = words("data", "identity")
TEXT_FUNCTIONS = words("data", "text_functions")
DEAD_CALLS = words("data", "dead_calls")
DEAD_BASES = words("data", "dead_bases")
DEAD_METHODS = words("data", "dead_methods")
STRING_METHODS = words("data", "string_methods")
WRAPPERS = words("data", "wrappers")
CONTAINERS = words("data", "containers")
SCALARS = words("data", "scalars")
EMIT = words("data", "emit")
LISTEN = words("data", "listen")
NOT_DATA = words("data", "not_data")
NOT_OBJECTS = words("data", "not_objects")
VISITING = words("data", "visiting")
SAME_ELEMENTS = words("data", "same_elements")
PARTS = words("data", "parts")
RECORD_FORMATS = words("data", "record_formats")
"""Properties of stored records that say how the record is written, not whose it is."""
QUERIES = words("elements", "queries")
MAKERS = words("elements", "makers")
"""Functions of frameworks that make an element of its name (or a component) and its properties."""

_WORDS = _by_type("words")
_WITHIN = _by_type("within")
_NOT_WITHIN = words("within", "not")
_CODE_WORDS = words("code_words", "otp")
_PHONE_PARTS = [frozenset(pair.split()) for pair in str(_TABLES["part_of_phone"]["pairs"]).split("|")]
_PHONE_WHOLE = words("part_of_phone", "whole")
_NOT_TYPED = words("not_typed", "words")
CARRIED = {name: tuple(signs.split()) for name, signs in _TABLES["carried"].items()}
"""Name of a library that scripts carry in them → properties that only what it exports is given."""
CARRIED_CLASSES = {name: tuple(signs.split()) for name, signs in _TABLES["carried_classes"].items()}
"""Name of a class of a framework → methods that no other class has together. Its instances come by injection."""
STORAGES = words("identifier", "storages")
"""Globals that keep texts by names."""
_ID_WORDS = words("identifier", "words")
_TYPES = {token: kind for kind, tokens in _by_type("types").items() for token in tokens}


@cache
def named(text: str) -> DataType | None:
    """The kind of data that a name of a field, variable or property speaks of; None if it does not say.

    The name is cut into words, so that `hotelName` is no telephone and `spinner` no PIN.
    """
    parts = _parts(text)
    if _PHONE_WHOLE & set(parts) or any(pair <= set(parts) for pair in _PHONE_PARTS):
        return "phone"
    joined = ["".join(pair) for pair in pairwise(parts)]
    if "code" in parts and not _NOT_A_CODE.search(text) and (len(parts) == 1 or _CODE_WORDS & set(parts)):
        return "otp"
    for kind, known in _WORDS.items():
        within = _WITHIN.get(kind, frozenset())
        for part in [*parts, *joined]:
            if part in known:
                return kind
            if any(w in part for w in within) and not any(w in part for w in _NOT_WITHIN):
                return kind
    return None


def told_by(attribute: str, text: str) -> DataType | None:
    """The kind of data that a field takes, by an attribute: `type` and `autocomplete` have words, others names."""
    return field_type(text) if attribute in ("type", "autocomplete") else named(text)


def not_typed(text: str) -> bool:
    """Does the name say that the page, not the person, fills the field (a token, a hidden field, a tick box)?"""
    return bool(_NOT_TYPED & set(_parts(text)))


def speaks_of_id(text: str) -> bool:
    """May what is kept under that name be an id: of the person, the device, a session?"""
    return any(part.endswith("id") or part in _ID_WORDS for part in _parts(text))


def _parts(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def field_type(token: str) -> DataType | None:
    """The kind of data of a `type=` or `autocomplete=` value; None for `text` and others that do not say."""
    return _TYPES.get(token.lower())
