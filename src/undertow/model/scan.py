"""What `undertow scan` says: scripts alone, with ids to ask further by and places for people."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import SCHEMA_VERSION, Record, Sha256, Span
from undertow.model.code import CodeFlow, Endpoint, PathStep, SignatureHit
from undertow.model.evidence import Gap

ScriptKind = Literal["file", "address", "bundle", "inline", "handler", "link", "data"]
"""Where a script was found: a file, an address, a bundle; or in a page as an inline script, an event handler in an
attribute, a ``javascript:`` link, or a block of data."""


class OriginalPlace(Record, frozen=True, kw_only=True):
    """Where a piece of code comes from, as the script's source map says: a hint for readers, not what was delivered."""

    file: str
    """Name as the map gives it; never a path to open."""
    line: int
    """1-based."""
    column: int
    """1-based, in UTF-16 code units."""
    name: str | None = None
    """What the identifier there was called."""


class ScannedStep(PathStep, frozen=True, kw_only=True):
    """A station on a path, with its place for people."""

    line: int
    """1-based, in the script as delivered."""
    origin: OriginalPlace | None = None
    """None if there is no source map, or it does not speak of this place."""


class ScannedFlow(CodeFlow, frozen=True, kw_only=True):
    """A path of data through code, with an id to ask `undertow explain` by."""

    id: str
    """Hash of data, source, destination, sink, script and places: the same in every run over the same bytes."""
    line: int
    """1-based line of the sink in the script as delivered."""
    origin: OriginalPlace | None = None
    """Of the sink; None if there is no source map, or it does not speak of this place."""
    path: tuple[ScannedStep, ...] = ()


class ScannedEndpoint(Endpoint, frozen=True, kw_only=True):
    """A destination that stands in code, with its place for people."""

    line: int
    """1-based, in the script as delivered."""
    origin: OriginalPlace | None = None
    """None if there is no source map, or it does not speak of this place."""


class ScannedScript(Record, frozen=True, kw_only=True):
    """One script: where it was found and what was read in it."""

    name: str
    kind: ScriptKind = "file"
    place: str | None = None
    """Path or address if it is a whole file; None if it is a part of a page."""
    sha256: Sha256
    """Of its text in UTF-8; of a file in UTF-8 that is the hash of the file."""
    size: int
    """Bytes."""
    parsed: bool
    """False: not JavaScript, or nothing could be read."""
    endpoints: tuple[ScannedEndpoint, ...] = ()
    flows: tuple[ScannedFlow, ...] = ()
    signatures: tuple[SignatureHit, ...] = ()
    decoded_strings: int = 0
    source_map: str | None = None
    """What its source map is called, if there is one that could be read."""
    gaps: tuple[Gap, ...] = ()


class Scan(Record, frozen=True, kw_only=True):
    """The answer of `undertow scan`."""

    schema: int = SCHEMA_VERSION
    tool: str
    target: str
    """What was asked for."""
    fictional: bool = False
    """The scripts are those of a bundle that was recorded of a fictional app."""
    scripts: tuple[ScannedScript, ...]
    gaps: tuple[Gap, ...] = ()


class ShownCode(Record, frozen=True, kw_only=True):
    """A piece of code as delivered, and what it says when it is decoded."""

    span: Span
    line: int
    """1-based, in the script as delivered."""
    delivered: str
    decoded: str
    """The same as ``delivered`` where there was nothing to decode."""
    origin: OriginalPlace | None = None


class ExplainedStep(Record, frozen=True, kw_only=True):
    """One station on the way, with its code."""

    what: str
    code: ShownCode


class ExplainedGuard(Record, frozen=True, kw_only=True):
    """A condition on the way, in words and as code."""

    words: str
    kind: Literal["condition", "event"]
    """``event``: its code is the whole handler."""
    code: ShownCode


class DecodedValue(Record, frozen=True, kw_only=True):
    """A value that does not stand in the script as delivered, and how it was worked out."""

    span: Span
    code: str
    """The expression as delivered."""
    value: str
    decoders: tuple[str, ...]
    """Functions and variables of the script that the expression uses, each with the byte at which it is defined."""


class ExplainedFlow(Record, frozen=True, kw_only=True):
    """Why a flow is claimed."""

    script: str
    sha256: Sha256
    flow: ScannedFlow
    steps: tuple[ExplainedStep, ...]
    """From the source to the sink."""
    guards: tuple[ExplainedGuard, ...]
    sink: ShownCode
    """The statement that sends."""
    values: tuple[DecodedValue, ...] = ()


class ExplainedMention(Record, frozen=True, kw_only=True):
    """A destination to which no path of data was found."""

    script: str
    sha256: Sha256
    endpoint: ScannedEndpoint
    code: ShownCode
    values: tuple[DecodedValue, ...] = ()


class Explanation(Record, frozen=True, kw_only=True):
    """The answer of `undertow explain`."""

    schema: int = SCHEMA_VERSION
    tool: str
    target: str
    asked: str
    """Flow id or host."""
    fictional: bool = False
    """The scripts are those of a bundle that was recorded of a fictional app."""
    flows: tuple[ExplainedFlow, ...]
    mentions: tuple[ExplainedMention, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """What could not be seen in the scripts that are explained."""
