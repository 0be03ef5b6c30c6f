"""Captures made by others, read into evidence: HAR, WARC, WACZ and mitmproxy flow files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import msgspec

from undertow.errors import EnvironmentProblem, UsageError
from undertow.imports.build import Told, evidence_of
from undertow.imports.captured import LARGEST_FILE, Foreign, Keep, too_large
from undertow.imports.har import is_har, is_zipped_har, read_har, read_zipped_har
from undertow.imports.mitmproxy import is_flows, read_flows
from undertow.imports.warc import is_wacz, is_warc, read_wacz, read_warc
from undertow.imports.zipped import opened
from undertow.model import TYPED, Bait, Blobs, DataType, Evidence

__all__ = ["Told", "load", "typed_file", "typed_values"]

_KINDS = "HAR (.har, or zipped with its bodies), WARC (.warc, .warc.gz), WACZ (.wacz) or mitmproxy flows"
_SHORTEST = 4
"""Characters of a typed value: shorter ones stand in traffic by chance."""


def load(path: Path, told: Told, blobs: Blobs, keep: Keep) -> Evidence:
    """The evidence in a file that another recorder wrote; which format it has is told from its content.

    Raises:
        UsageError: there is no such file, or its format is not known.
        EnvironmentProblem: it cannot be read.
        InvalidData: it is damaged, or holds nothing to analyse.
    """
    return evidence_of(_read(_content(path), keep), told, blobs, keep)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"There is no file {path}: give a {_KINDS} file.")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_large(path.name, size)
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error.strerror or error}.") from error


def _read(content: bytes, keep: Keep) -> Foreign:
    if content.startswith(b"PK\x03\x04"):
        with opened(io.BytesIO(content)) as archive:
            if is_wacz(archive):
                return read_wacz(archive, keep)
            if not is_zipped_har(archive):
                raise UsageError(f"The zip file holds neither a HAR nor a web archive. Known formats: {_KINDS}.")
        return read_zipped_har(content, keep)
    if is_warc(content):
        return read_warc(content, keep)
    if is_flows(content):
        return read_flows(content, keep)
    if is_har(content):
        return read_har(content, keep)
    raise UsageError(f"The file is in no format that can be imported. Known formats: {_KINDS}.")


def typed_values(pairs: Iterable[str]) -> tuple[Bait, ...]:
    """Values that were typed, from texts such as ``email=ada@example.org``.

    Raises:
        UsageError: a text is not of that form, or its kind of data is not known.
    """
    found = []
    for pair in pairs:
        data, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair[:80]!r} is not TYPE=VALUE, such as email=ada@example.org.")
        found.append(_bait(data.strip(), value))
    return tuple(found)


def typed_file(path: Path) -> tuple[Bait, ...]:
    """Values that were typed, from a TOML file of lines such as ``email = "ada@example.org"``.

    Raises:
        UsageError: it cannot be read, or is not of that form.
    """
    try:
        values = msgspec.toml.decode(path.read_bytes())
    except OSError as error:
        raise UsageError(f"--typed-file: {path} cannot be read: {error.strerror}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f'--typed-file: {path} is not TOML with lines such as email = "ada@example.org".') from error
    return tuple(_bait(data, one) for data, value in _table(values).items() for one in _each(data, value))


def _table(values: object) -> Mapping[str, object]:
    return values if isinstance(values, dict) else {}


def _each(data: str, value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    texts = [one for one in found if isinstance(one, str)]
    if len(texts) < len(found):
        raise UsageError(f"--typed-file: {data[:40]!r} must be text, or a list of texts.")
    return texts


def _bait(data: str, value: str) -> Bait:
    if data not in TYPED:
        raise UsageError(f"{data[:40]!r} is no kind of typed data. Choose from: {', '.join(sorted(TYPED))}.")
    if len(value) < _SHORTEST:
        raise UsageError(f"The {data} is too short to be told from chance: at least {_SHORTEST} characters.")
    return Bait(data=cast(DataType, data), value=value, note="told on import: typed while it was recorded")
