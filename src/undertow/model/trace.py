"""What detectors need of the bytes of an audit, so that they need not read bytes: values followed from place to place.

Made by `analysis` from a sealed bundle; not part of a result, which has flows and findings.
"""

from __future__ import annotations

import re
from typing import Literal

from undertow.model.base import Record, Sha256, Span
from undertow.model.evidence import Exchange
from undertow.model.result import EvidenceRef
from undertow.model.vocabulary import Confidence, DataType

Area = Literal["cookie", "local", "session", "indexed-db", "cache", "etag"]
"""Where a browser keeps a value; ``etag``: beside a cached answer, sent back when the answer is asked for again."""


def entity_tag(value: str) -> str:
    """The opaque part of an entity tag, without the mark of weakness and what proxies append for a compression."""
    return re.sub(r"[-;]+(?:gzip|br|df|zstd)\Z", "", value.strip().removeprefix("W/").strip('"'))


class Sent(Record, frozen=True, kw_only=True):
    """One kind of data in one request."""

    visit: str
    exchange: Exchange
    at: float
    """Milliseconds since the start of the visit; of a message on an open connection, its own time."""
    data: DataType
    part: str = ""
    """As in `EvidenceRef`; empty where no bytes show the data."""
    span: Span | None = None
    layers: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    """As in `Flow`; of keystrokes: the kinds of data that they spell."""
    before_submit: bool = False
    first_party: bool = False
    confidence: Confidence = "confirmed"
    flow: str
    """Id of the flow that it belongs to."""

    @property
    def ref(self) -> EvidenceRef:
        """Where it stands."""
        return EvidenceRef(
            kind="exchange", id=self.exchange.id, part=self.part, span=self.span, layers=self.layers,
            note=f"{self.data} sent to {self.exchange.host}",
        )  # fmt: skip


class Kept(Record, frozen=True, kw_only=True):
    """A place where an identifier was kept."""

    area: Area
    holder: str
    """Domain of the cookie without leading dot, else host of the page or answer."""
    key: str
    at: float | None
    """When it was first put there; None if that was not seen."""
    writer: str | None
    """Host that did: of the answer that set it, or of the script's address; None if unknown."""
    script: Sha256 | None = None
    """Script that put it there; None if an answer did, or it is unknown."""
    evidence: EvidenceRef | None = None
    """None if only the storage at the end shows it."""


class Carried(Record, frozen=True, kw_only=True):
    """A request that an identifier was in."""

    exchange: str
    at: float
    host: str
    part: str
    script: Sha256 | None = None
    """Script that sent it, if one did."""


class Identifier(Record, frozen=True, kw_only=True):
    """A value that tells this browser from all others, followed through one visit.

    It is of the form of an identifier, it stands in no delivered code, and no other visit of the audit, each of which
    has a browser profile of its own, had the same.
    """

    visit: str
    value: str
    compared: int
    """Other visits in which it was looked for."""
    kept: tuple[Kept, ...] = ()
    carried: tuple[Carried, ...] = ()
    returned: bool = False
    """A cookie with it was deleted in the middle of the visit, and was there again with it at the end."""


class Joint(Record, frozen=True, kw_only=True):
    """A token that one recipient got both with traits of the device and with what a person logs in with."""

    visit: str
    token: str
    """Empty if both stood in one request."""
    device: Sent
    login: Sent


class StoredInput(Record, frozen=True, kw_only=True):
    """Typed data that was kept in one document, and read and sent in a later one in which it was not typed."""

    visit: str
    data: DataType
    area: Area
    key: str
    written: EvidenceRef
    read: EvidenceRef
    sent: Sent
    later: str
    """Address of the document that read it."""


class Traces(Record, frozen=True, kw_only=True):
    """All of it, for one audit."""

    sent: tuple[Sent, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    joints: tuple[Joint, ...] = ()
    stored: tuple[StoredInput, ...] = ()
