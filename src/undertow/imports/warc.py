"""Web archives: WARC files, and WACZ as written by Browsertrix and ArchiveWeb.page.

Formats: WARC 1.1 (ISO 28500:2017), specs.webrecorder.net/wacz/1.1.1. Beyond them, two habits of these recorders are
read: the header ``WARC-Resource-Type`` and the records ``urn:pageinfo:URL``, which say what kind of resource each is.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from undertow.errors import InvalidData
from undertow.imports.bodies import Undecoded, decoded, unchunked
from undertow.imports.captured import (
    LARGEST_BODY,
    LARGEST_FILE,
    Captured,
    Foreign,
    Keep,
    PageSeen,
    channel_named,
    mime_of,
    room,
    seconds_of,
)
from undertow.imports.zipped import member
from undertow.model import Channel, Header, Sha256

_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_OWN = "undertow/evidence.json.gz"
_HTTP = ("http://", "https://")


def is_warc(content: bytes) -> bool:
    """Does it begin as a WARC file, packed or not?"""
    if content.startswith(b"WARC/"):
        return True
    if not content.startswith(b"\x1f\x8b"):
        return False
    try:
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(content[:4096], 16).startswith(b"WARC/")
    except zlib.error:
        return False


def is_wacz(archive: zipfile.ZipFile) -> bool:
    """Does a zip hold web archives?"""
    return any(_is_archive(name) for name in archive.namelist())


def _is_archive(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def read_warc(content: bytes, keep: Keep) -> Foreign:
    """The capture in one WARC file.

    Raises:
        InvalidData: it holds no record that can be read.
    """
    foreign = Foreign(form="WARC")
    _Records(foreign, keep).read([("the archive", content)])
    return foreign


def read_wacz(archive: zipfile.ZipFile, keep: Keep) -> Foreign:
    """The capture in a WACZ file.

    Raises:
        InvalidData: it is a bundle of our own, or none of its archives can be read.
    """
    if _OWN in archive.namelist():
        raise InvalidData("The file is a bundle of Undertow already: use `undertow analyze` for it.")
    foreign = Foreign(form="WACZ")
    _check(archive, foreign)
    names = sorted(filter(_is_archive, archive.namelist()))
    _Records(foreign, keep).read((name, _part(archive, name, foreign)) for name in names)
    foreign.pages = sorted(
        (page for name in _PAGES for page in _pages(member(archive, name) or b"")), key=lambda page: page.at
    )
    return foreign


def _part(archive: zipfile.ZipFile, name: str, foreign: Foreign) -> bytes:
    content = member(archive, name)
    if content is None:
        foreign.gaps.add("import-cut", name, f"It is damaged, or larger than {LARGEST_FILE:,} bytes.")
    return content or b""


def _check(archive: zipfile.ZipFile, foreign: Foreign) -> None:
    """Note what is not as the list of contents says: the file was changed after it was made."""
    listed = _json(member(archive, "datapackage.json") or b"")
    foreign.recorder = str(listed.get("software") or "")[:200]
    resources = listed.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        path, expected = (resource.get("path"), resource.get("hash")) if isinstance(resource, dict) else (None, None)
        if not isinstance(path, str) or not isinstance(expected, str) or not expected.startswith("sha256:"):
            continue
        content = member(archive, path)
        if content is None or hashlib.sha256(content).hexdigest() != expected[7:]:
            foreign.gaps.add("import-altered", path, "It is not what the list of contents says: altered or damaged.")


def _json(text: bytes) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _pages(lines: bytes) -> Iterator[PageSeen]:
    for line in lines.splitlines():
        page = _json(line)
        at, url = seconds_of(page.get("ts")), page.get("url")
        if at is not None and isinstance(url, str) and url.startswith(_HTTP):
            yield PageSeen(at=at, url=url)


@dataclass
class _Halves:
    """A request and its answer, which are records of their own in any order."""

    at: float
    url: str
    request: Captured | None = None
    response: Captured | None = None
    channel: Channel | None = None
    ids: set[str] = field(default_factory=set)


class _Records:
    """Reads the records of all files of one capture, and puts requests and answers together."""

    def __init__(self, foreign: Foreign, keep: Keep) -> None:
        self._foreign = foreign
        self._keep = keep
        self._open: dict[str, _Halves] = {}
        """By id of record: halves that may get their other one."""
        self._all: list[_Halves] = []
        self._by_digest: dict[str, Sha256] = {}
        """Content by the digest that the file gives it: for answers that were the same again."""
        self._types: dict[str, Channel] = {}
        self._revisits: list[tuple[Captured, str]] = []

    def read(self, files: Any) -> None:
        """All records.

        Raises:
            InvalidData: there is none that can be read.
        """
        for name, content in files:
            self._file(name, content)
        for response, digest in self._revisits:
            response.response_body = self._by_digest.get(digest)
            if response.response_body is None:
                self._foreign.gaps.add("body-unavailable", response.url, "It repeats an answer that the file lacks.")
        if not self._all and not self._foreign.recorder:
            raise InvalidData("The file holds no record of a web archive that can be read.")
        for halves in self._all:
            if room(self._foreign):
                self._foreign.requests.append(self._joined(halves))

    def _file(self, name: str, content: bytes) -> None:
        try:
            for record in ArchiveIterator(io.BytesIO(content), no_record_parse=True):
                self._record(record)
        except (ArchiveLoadFailed, ValueError, OSError, EOFError, AttributeError, TypeError, IndexError) as error:
            why = f"It is damaged or cut short ({str(error)[:100]!a}); what follows was not read."
            self._foreign.gaps.add("import-cut", name, why)

    def _record(self, record: ArcWarcRecord) -> None:
        headers = record.rec_headers
        kind, url = record.rec_type, headers.get_header("WARC-Target-URI") or ""
        url = url.removeprefix("<").removesuffix(">")
        if kind == "warcinfo":
            self._software(record.content_stream().read(1 << 16))
        elif kind == "resource" and url.startswith("urn:pageinfo:"):
            self._page_info(record.content_stream().read(LARGEST_BODY))
        elif kind in ("request", "response", "revisit") and url.startswith(_HTTP):
            at = seconds_of(headers.get_header("WARC-Date"))
            if at is None:
                self._foreign.gaps.add("import-entry-unreadable", url, "Its record has no time.")
                return
            block = record.content_stream().read(LARGEST_BODY + 1)
            if len(block) > LARGEST_BODY:
                self._foreign.gaps.add("body-too-large", url, f"Its record is larger than {LARGEST_BODY:,} bytes.")
                block = block.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            self._half(record, kind, at, url, block)

    def _half(self, record: ArcWarcRecord, kind: str, at: float, url: str, block: bytes) -> None:
        headers = record.rec_headers
        halves = self._other(headers, "request" if kind == "request" else "response", at, url)
        halves.channel = halves.channel or channel_named(headers.get_header("WARC-Resource-Type"))
        first, fields, body = _message(block)
        found = Captured(at=at, method="GET", url=url)
        words = first.split(" ")
        if kind == "request":
            found.method = words[0].upper()[:40] or "GET"
            found.request_headers = fields
            found.request_body = self._body(body, fields, url)
            halves.request = found
            return
        found.status = int(words[1]) if len(words) > 1 and words[1].isdigit() and len(words[1]) == 3 else None
        found.response_headers = fields
        types = (h.value for h in fields if h.name.lower() == "content-type")
        found.mime = mime_of(next(types, ""))
        address = headers.get_header("WARC-IP-Address")
        found.remote_address = address[:60] if address else None
        digest = headers.get_header("WARC-Payload-Digest") or ""
        if kind == "revisit":
            self._revisits.append((found, digest))
        else:
            found.response_body = self._body(body, fields, url)
            if digest and found.response_body is not None:
                self._by_digest.setdefault(digest, found.response_body)
        halves.response = found

    def _other(self, headers: Any, half: str, at: float, url: str) -> _Halves:
        """The pair that a record completes, or a new one: told by ``WARC-Concurrent-To``, else by address and time."""
        own, partner = headers.get_header("WARC-Record-ID") or "", headers.get_header("WARC-Concurrent-To") or ""
        known = self._open.pop(partner, None) or self._open.pop(f"> {own}", None)
        if known is None:
            near = self._all[-1] if self._all else None
            if near is not None and near.url == url and abs(near.at - at) < 1 and getattr(near, half) is None:
                known = near
        if known is not None and getattr(known, half) is None and known.url == url:
            return known
        halves = _Halves(at, url)
        self._all.append(halves)
        if own:
            self._open[own] = halves
        if partner:
            self._open[f"> {partner}"] = halves
        return halves

    def _body(self, body: bytes, headers: tuple[Header, ...], url: str) -> Sha256 | None:
        if any(h.name.lower() == "transfer-encoding" and "chunked" in h.value.lower() for h in headers):
            body = unchunked(body)
        if not body:
            return None
        try:
            return self._keep(decoded(body, headers))
        except Undecoded as error:
            # Some recorders store the unpacked body and leave the header as it was.
            if error.args and "is not" in str(error):
                return self._keep(body)
            self._foreign.gaps.add("body-not-decoded", url, f"A body is kept as it was sent: {error}.")
            return self._keep(body)

    def _software(self, fields: bytes) -> None:
        for line in fields.decode("utf-8", "replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip().lower() == "software" and not self._foreign.recorder:
                self._foreign.recorder = value.strip()[:200]

    def _page_info(self, text: bytes) -> None:
        urls = _json(text).get("urls")
        for url, about in urls.items() if isinstance(urls, dict) else ():
            channel = channel_named(about.get("type")) if isinstance(about, dict) else None
            if channel is not None:
                self._types.setdefault(url, channel)

    def _joined(self, halves: _Halves) -> Captured:
        request, response = halves.request, halves.response
        whole = request or response
        assert whole is not None  # noqa: S101 - a pair is made for one of the two
        if request is None:
            self._foreign.gaps.add("request-unavailable", halves.url, "The file holds the answer, not the request.")
        if request is not None and response is not None:
            request.status, request.mime = response.status, response.mime
            request.response_headers, request.response_body = response.response_headers, response.response_body
            request.remote_address = response.remote_address
        whole.channel = halves.channel or self._types.get(halves.url)
        return whole


def _message(block: bytes) -> tuple[str, tuple[Header, ...], bytes]:
    """First line, headers and body of an HTTP message (RFC 9112, 2.1)."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first, tuple(Header(name=n.strip(), value=v.strip()) for n, colon, v in pairs if colon and n.strip()), body
