"""Evidence as a web archive: which records there are, in which order, and where each blob ends up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from undertow.errors import InvalidData
from undertow.model import Blobs, Evidence, Exchange, Record, Sha256, Visit
from undertow.store.cdx import CdxLine
from undertow.store.container import EntrySink
from undertow.store.limits import DEFAULT
from undertow.store.warc import (
    HTTP_SCHEMES,
    RECORDED_SCHEMES,
    Place,
    WarcRecord,
    WarcWriter,
    record_id,
    request_head,
    response_head,
    revisit_headers,
    safe_uri,
    scheme_of,
)

_REQUEST_TYPE = "application/http; msgtype=request"
_RESPONSE_TYPE = "application/http; msgtype=response"
_HELD_BACK = ("Undertow-Answered-By", "undertow; the request was held back")
"""Extension header of answers that did not come from the network, so that the archive alone does not mislead."""
_EMPTY = hashlib.sha256(b"").hexdigest()
_IMAGE_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Reference:
    """One use of a blob by the evidence."""

    sha256: Sha256
    started: str
    at: float = 0.0
    """Milliseconds since `started`."""
    uri: str = ""
    """Under which a viewer finds it, should it get a record of its own; empty: a name made of the hash."""
    mime: str | None = "application/octet-stream"
    """None: told from the bytes (pictures)."""


class Page(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of pages.jsonl."""

    id: str
    url: str
    ts: str
    title: str
    seed: bool = False
    """True for the page that a viewer shows first."""


@dataclass
class Archive:
    """What writing the WARC file yields for the other parts of the bundle."""

    places: dict[Sha256, Place] = field(default_factory=dict)
    lines: list[CdxLine] = field(default_factory=list)


def moment(started: str, milliseconds: float = 0.0) -> str:
    """`started` plus an offset, as WARC-Date: ISO 8601 UTC with milliseconds."""
    try:
        start = datetime.fromisoformat(started)
        if start.tzinfo is None:
            start = start.replace(tzinfo=UTC)
        time = start.astimezone(UTC) + timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError) as error:
        raise InvalidData(f"{started[:40]!a} and {milliseconds} ms are not a time: {error}") from error
    return time.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def references(evidence: Evidence) -> Iterator[Reference]:
    """Every blob that the evidence names, in a fixed order; a blob may occur many times."""
    for visit in evidence.visits:
        yield from _visit_references(visit)
    for script in evidence.scripts:
        mime = "application/wasm" if script.kind == "wasm" else "text/javascript"
        yield Reference(script.sha256, evidence.started, mime=mime)
    for kept in evidence.conduct:
        yield Reference(kept.line, kept.at, mime="application/json")
        for picture in kept.pictures:
            yield Reference(picture, kept.at, mime=None)


def _visit_references(visit: Visit) -> Iterator[Reference]:
    started = visit.started
    for exchange in visit.exchanges:
        for body in (exchange.response_body, exchange.request_body):
            if body is not None:
                yield Reference(body, started, exchange.at)
        for message in exchange.messages:
            yield Reference(message.body, started, message.at)
    for step in visit.steps:
        if step.screenshot is not None:
            yield Reference(step.screenshot, started, step.at, uri=f"urn:view:{step.url}", mime=None)


def pages(evidence: Evidence) -> list[Page]:
    """The pages that were looked at: where each step of a visit ended, if the archive has an answer for it."""
    found: list[Page] = []
    for visit in evidence.visits:
        answered = {e.url.partition("#")[0]: e for e in reversed(visit.exchanges) if _is_page(e)}
        addresses = dict.fromkeys(step.url.partition("#")[0] for step in visit.steps)
        for url in addresses:
            if exchange := answered.get(url):
                title = f"{visit.vantage.label}: {url}"
                date = moment(visit.started, exchange.at)
                page = Page(id=exchange.id, url=safe_uri(url), ts=date, title=title, seed=not found)
                found.append(page)
    return found


def _is_page(exchange: Exchange) -> bool:
    answered = exchange.status is not None and 200 <= exchange.status < 300
    return answered and exchange.channel == "document" and scheme_of(exchange.url) in HTTP_SCHEMES


class ArchiveWriter:
    """Writes the records of one evidence. Each distinct blob is stored once; later answers with it are `revisit`s."""

    def __init__(self, sink: EntrySink, evidence: Evidence, blobs: Blobs, identity: str) -> None:
        self._warc = WarcWriter(sink)
        self._evidence = evidence
        self._blobs = blobs
        self._identity = identity
        """Hash of the evidence: what record ids are derived from."""
        self._answered: dict[Sha256, tuple[str, str]] = {}
        """URL and date of the response record that holds a body."""
        self.archive = Archive()

    def write(self) -> Archive:
        """All records; InvalidData if a blob is missing or is not what its hash says."""
        self._write_info()
        for visit in self._evidence.visits:
            for exchange in visit.exchanges:
                if scheme_of(exchange.url) in RECORDED_SCHEMES:
                    self._write_exchange(visit, exchange)
        for reference in references(self._evidence):
            if reference.sha256 not in self.archive.places:
                self._write_resource(reference)
        return self.archive

    def _blob(self, sha256: Sha256) -> bytes:
        try:
            data = self._blobs.get(sha256)
        except KeyError as error:
            raise InvalidData(f"The evidence names a blob that is not there: {sha256[:64]!a}.") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise InvalidData(f"A blob is not what its name says: {sha256[:64]!a}.")
        if len(data) > DEFAULT.blob:
            raise InvalidData(f"A blob of {len(data):,} bytes is too large for a bundle: {sha256}.")
        return data

    def _write_info(self) -> None:
        fields = {
            "software": self._evidence.tool,
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        }
        lines = [f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()]
        self._warc.write(
            WarcRecord(
                kind="warcinfo",
                identity=f"{self._identity}/info",
                date=moment(self._evidence.started),
                uri=None,
                content_type="application/warc-fields",
                payload="".join(lines).encode(),
            )
        )

    def _write_exchange(self, visit: Visit, exchange: Exchange) -> None:
        identity = f"{self._identity}/{visit.id}/{exchange.id}"
        date = moment(visit.started, exchange.at)
        concurrent: tuple[tuple[str, str], ...] = ()
        if exchange.status is not None and 100 <= exchange.status <= 999:
            self._write_response(exchange, exchange.status, date, f"{identity}/response")
            concurrent = (("WARC-Concurrent-To", record_id(f"{identity}/response")),)
        sha256 = exchange.request_body or _EMPTY
        body = self._blob(sha256) if exchange.request_body else b""
        place = self._warc.write(
            WarcRecord(
                kind="request",
                identity=f"{identity}/request",
                date=date,
                uri=exchange.url,
                content_type=_REQUEST_TYPE,
                http_head=request_head(exchange, len(body)),
                payload=body,
                payload_sha256=_payload_digest(exchange, sha256),
                headers=concurrent,
            )
        )
        if exchange.request_body:
            self.archive.places.setdefault(sha256, place)

    def _write_response(self, exchange: Exchange, status: int, date: str, identity: str) -> None:
        sha256 = exchange.response_body or _EMPTY
        body = self._blob(sha256) if exchange.response_body else b""
        earlier = self._answered.get(sha256) if body else None
        headers = revisit_headers(*earlier) if earlier else ()
        place = self._warc.write(
            WarcRecord(
                kind="revisit" if earlier else "response",
                identity=identity,
                date=date,
                uri=exchange.url,
                content_type=_RESPONSE_TYPE,
                http_head=response_head(exchange, status, len(body)),
                payload=b"" if earlier else body,
                payload_sha256=_payload_digest(exchange, sha256),
                headers=(*headers, _HELD_BACK) if exchange.answered_by_us else headers,
            )
        )
        if exchange.response_body and not earlier:
            self.archive.places.setdefault(sha256, place)
            self._answered[sha256] = (exchange.url, date)
        if scheme_of(exchange.url) in HTTP_SCHEMES:
            mime = "warc/revisit" if earlier else safe_uri(exchange.mime or "application/octet-stream")
            self.archive.lines.append(
                CdxLine(
                    url=exchange.url,
                    date=date,
                    mime=mime,
                    status=status,
                    digest=sha256,
                    place=place,
                    method=exchange.method,
                )
            )

    def _write_resource(self, reference: Reference) -> None:
        sha256 = reference.sha256
        body = self._blob(sha256)
        uri = reference.uri or f"urn:undertow:sha256:{sha256}"
        date = moment(reference.started, reference.at)
        mime = reference.mime or _image_type(body)
        place = self._warc.write(
            WarcRecord(
                kind="resource",
                identity=f"{self._identity}/{sha256}",
                date=date,
                uri=uri,
                content_type=mime,
                payload=body,
                payload_sha256=sha256,
            )
        )
        self.archive.places[sha256] = place
        self.archive.lines.append(CdxLine(url=uri, date=date, mime=mime, status=None, digest=sha256, place=place))


def _payload_digest(exchange: Exchange, sha256: Sha256) -> str:
    """Left out for WebSocket handshakes: readers take the whole block for their payload."""
    return sha256 if scheme_of(exchange.url) in HTTP_SCHEMES else ""


def _image_type(data: bytes) -> str:
    kinds = (kind for magic, kind in _IMAGE_TYPES.items() if data.startswith(magic))
    return next(kinds, "application/octet-stream")
