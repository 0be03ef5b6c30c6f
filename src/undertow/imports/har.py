"""HAR 1.2 as written by DevTools of Chromium and Firefox, by Playwright (also zipped, bodies beside it) and by proxies.

Format: w3c.github.io/web-performance/specs/HAR. Fields that begin with an underscore are a recorder's own: types and
initiators of requests and WebSocket messages of Chromium, files of Playwright.
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec

from undertow.errors import InvalidData
from undertow.imports.captured import (
    LARGEST_BODY,
    Call,
    Captured,
    Foreign,
    Keep,
    PageSeen,
    Said,
    channel_named,
    mime_of,
    room,
    seconds_of,
)
from undertow.imports.zipped import member, opened
from undertow.model import Header, Sha256

Json = dict[str, Any]
_MOST_FRAMES = 64
_BINARY = 2
"""The opcode of a binary WebSocket message (RFC 6455, 5.2)."""
_CODE = ("javascript", "ecmascript", "html", "wasm")
"""In MIME types of answers that can hold code."""
Beside = Callable[[str], bytes | None]
"""A file that lies beside the HAR, by its name."""


def is_har(content: bytes) -> bool:
    """Does it look like the JSON of a HAR file?"""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and b'"log"' in start


def read_har(content: bytes, keep: Keep, beside: Beside = lambda name: None) -> Foreign:
    """The capture in a HAR file.

    Raises:
        InvalidData: it is no JSON, or no HAR.
    """
    try:
        document = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidData(f"The file is not whole JSON, as a HAR file is: {str(error)[:200]}.") from error
    log = _object(_object(document).get("log"))
    entries = log.get("entries")
    if not isinstance(entries, list):
        raise InvalidData("The file is no HAR: it has no list of entries under log.")
    return _Log(log, keep, beside).read(entries)


def read_zipped_har(content: bytes, keep: Keep) -> Foreign:
    """The capture in a zip of one HAR file and the bodies that it names, as Playwright writes it.

    Raises:
        InvalidData: it is damaged, or holds no HAR.
    """
    with opened(io.BytesIO(content)) as archive:
        name = next((n for n in archive.namelist() if n.lower().endswith(".har")), None)
        if name is None:
            raise InvalidData("The zip holds no .har file.")
        har = member(archive, name)
        if har is None:
            raise InvalidData(f"{name[:80]!a} in the zip is damaged or too large.")
        folder = name.rpartition("/")[0]
        return read_har(har, keep, lambda file: member(archive, f"{folder}/{file}" if folder else file))


def is_zipped_har(archive: zipfile.ZipFile) -> bool:
    """Does a zip hold a HAR file?"""
    return any(name.lower().endswith(".har") for name in archive.namelist())


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _software(log: Json) -> str:
    made = [_object(log.get(key)) for key in ("creator", "browser")]
    named = [f"{_text(one.get('name'))} {_text(one.get('version'))}".strip() for one in made]
    return ", ".join(name[:80] for name in named if name)


def _headers(raw: object) -> tuple[Header, ...]:
    """Headers in order; pseudo-headers of HTTP/2 say what the entry says elsewhere."""
    found = [(_text(header.get("name")), _text(header.get("value"))) for header in map(_object, _list(raw))]
    return tuple(
        Header(name=name, value=part)
        for name, value in found
        if name and not name.startswith(":")
        for part in value.split("\n")
    )


def _whole(value: object) -> int:
    """A count that a recorder may leave out or set to -1."""
    return int(value) if isinstance(value, int | float) and value == value and abs(value) < 1 << 53 else -1


class _Log:
    """Reads the entries of one log."""

    def __init__(self, log: Json, keep: Keep, beside: Beside) -> None:
        self._keep = keep
        self._beside = beside
        self._foreign = Foreign(form="HAR", recorder=_software(log))
        self._gaps = self._foreign.gaps
        pages = [_object(page) for page in _list(log.get("pages"))]
        self._started = {_text(page.get("id")): seconds_of(page.get("startedDateTime")) for page in pages}
        self._landed: dict[str, Captured] = {}
        """The first answered document of each page: titles of pages need not be addresses."""

    def read(self, entries: list[Any]) -> Foreign:
        """All entries that can be read; a gap for each other."""
        foreign = self._foreign
        refs: list[str] = []
        for number, entry in enumerate(entries):
            if not room(foreign):
                break
            request = self._entry(_object(entry))
            if request is None:
                self._gaps.add("import-entry-unreadable", f"entry {number}", "It names no request and no time.")
                continue
            foreign.requests.append(request)
            refs.append(_text(_object(entry).get("pageref")))
            if request.channel == "document" and request.status is not None and not 300 <= request.status < 400:
                self._landed.setdefault(refs[-1], request)
        for request, ref in zip(foreign.requests, refs, strict=True):
            if ref in self._landed:
                request.page = self._landed[ref].url
        foreign.pages = [
            PageSeen(at=self._started.get(ref) or request.at, url=request.url) for ref, request in self._landed.items()
        ]
        return foreign

    def _entry(self, entry: Json) -> Captured | None:
        request, response = _object(entry.get("request")), _object(entry.get("response"))
        at, url = seconds_of(entry.get("startedDateTime")), _text(request.get("url"))
        if at is None or not url:
            return None
        status = _whole(response.get("status"))
        content = _object(response.get("content"))
        found = Captured(
            at=at,
            method=_text(request.get("method")).upper() or "GET",
            url=url,
            request_headers=_headers(request.get("headers")),
            status=status if status > 0 else None,
            response_headers=_headers(response.get("headers")),
            mime=mime_of(_text(content.get("mimeType"))),
            remote_address=_address(entry),
            error=_text(response.get("_error"))[:200] or None,
            stack=tuple(_frames(_object(entry.get("_initiator")))),
        )
        found.channel = channel_named(entry.get("_resourceType"))
        shown = found.request_header("sec-fetch-dest") in ("", "document")
        if found.channel is None and "html" in found.mime and shown:
            found.channel = "document"
        found.request_body = self._posted(_object(request.get("postData")), found, _whole(request.get("bodySize")))
        found.response_body = self._answer(content, found)
        found.messages = list(self._messages(entry))
        return found

    def _posted(self, posted: Json, request: Captured, size: int) -> Sha256 | None:
        body = self._beside_or_inline(posted)
        if body is None and (params := _list(posted.get("params"))):
            body = self._form(params, request)
        if body is None and size > 0:
            self._gaps.add("request-body-unavailable", request.url, f"The file does not hold the {size:,} bytes sent.")
        elif body is not None and size > len(body) and "encoding" not in posted:
            why = f"The file holds {len(body):,} of {size:,} bytes sent: binary content does not survive in a HAR."
            self._gaps.add("request-body-incomplete", request.url, why)
        return self._keep(body) if body else None

    def _form(self, params: list[Any], request: Captured) -> bytes:
        """A form of which the recorder kept the fields alone."""
        fields = [_object(param) for param in params]
        if any(field.get("fileName") for field in fields):
            self._gaps.add("request-body-incomplete", request.url, "Of the files that were sent only names are kept.")
        pairs = [(_text(f.get("name")), _text(f.get("value")) or _text(f.get("fileName"))) for f in fields]
        return urlencode(pairs).encode()

    def _answer(self, content: Json, request: Captured) -> Sha256 | None:
        body = self._beside_or_inline(content)
        size = _whole(content.get("size"))
        if body is None and size > 0 and request.status not in (204, 304):
            code = request.channel in ("document", "script") or any(word in request.mime for word in _CODE)
            self._gaps.add("body-unavailable", request.url, "The file does not hold this answer.", hides=code)
        return self._keep(body) if body else None

    def _beside_or_inline(self, holder: Json) -> bytes | None:
        if name := _text(holder.get("_file")):
            return self._beside(name)
        text = holder.get("text")
        if not isinstance(text, str) or len(text) > LARGEST_BODY * 2:
            return None
        if holder.get("encoding") == "base64":
            try:
                return base64.b64decode(text)
            except (binascii.Error, ValueError):
                return None
        return text.encode("utf-8", "replace")

    def _messages(self, entry: Json) -> Iterator[Said]:
        for message in map(_object, _list(entry.get("_webSocketMessages"))):
            binary = message.get("opcode") == _BINARY
            data = self._beside_or_inline(
                {"text": message.get("data"), "encoding": "base64" if binary else None, "_file": message.get("_file")}
            )
            time = message.get("time")
            if data is not None and isinstance(time, int | float):
                yield Said(at=float(time), sent=message.get("type") == "send", binary=binary, body=self._keep(data))


def _address(entry: Json) -> str | None:
    address = _text(entry.get("serverIPAddress")).strip("[]")[:60]
    port = _text(entry.get("_serverPort")) or str(entry.get("_serverPort") or "")
    if not address:
        return None
    shown = f"[{address}]" if ":" in address else address
    return f"{shown}:{port[:5]}" if port.isdigit() else shown


def _frames(initiator: Json) -> Iterator[Call]:
    """Frames of the call that made the request, innermost first, through its asynchronous parents."""
    stack, left = _object(initiator.get("stack")), _MOST_FRAMES
    while stack and left > 0:
        frames = _list(stack.get("callFrames"))[:left]
        left -= max(1, len(frames))
        for frame in map(_object, frames):
            line, column = _whole(frame.get("lineNumber")), _whole(frame.get("columnNumber"))
            yield Call(
                url=_text(frame.get("url"))[:4096],
                function=_text(frame.get("functionName"))[:200],
                line=max(0, line),
                column=max(0, column),
            )
        stack = _object(stack.get("parent"))
