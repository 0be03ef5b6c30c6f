"""The index by which replay viewers find a record: CDXJ lines, in gzip blocks, with an index of the blocks.

Format: specs.webrecorder.net/cdxj/0.1.0, and "ZipNum" (cdxj-gzip-1.0) as written by cdxj-indexer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from undertow.store.packing import pack
from undertow.store.warc import HTTP_SCHEMES, Place, safe_uri, scheme_of

_LINES_PER_BLOCK = 300
_MARKER = "__wb_method"
"""How replay viewers tell apart requests of one URL with different methods."""


@dataclass(frozen=True, kw_only=True)
class CdxLine:
    """One record as the index names it."""

    url: str
    date: str
    """WARC-Date: ISO 8601 UTC with milliseconds."""
    mime: str
    status: int | None
    """None for records that are no HTTP answers."""
    digest: str
    place: Place
    method: str = "GET"


def url_key(url: str) -> str:
    """Sort-friendly form of a URL: reversed host, then path and sorted query, in lower case.

    Follows the key that replay viewers compute (wabac.js, `getSurt`): a leading ``www`` and the scheme do not count.
    """
    safe = safe_uri(url)
    if scheme_of(safe) not in HTTP_SCHEMES:
        return safe
    try:
        parts = urlsplit(safe.lower())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return safe
    labels = host.split(".")
    if len(labels) > 1 and labels[0].startswith("www") and labels[0][3:].isdigit() | (labels[0] == "www"):
        labels = labels[1:]
    default = {"http": 80, "https": 443}[parts.scheme]
    suffix = "" if port in (None, default) else f":{port}"
    key = f"{','.join(reversed(labels))}{suffix}){parts.path or '/'}"
    if not parts.query:
        return key
    query = "&".join(sorted(parts.query.split("&"), key=lambda pair: pair.partition("=")[0]))
    return f"{key}?{query}"


def _line(entry: CdxLine, filename: str) -> str:
    url = entry.url
    if entry.method != "GET":
        url = f"{url}{'&' if '?' in url else '?'}{_MARKER}={entry.method}"
    fields: dict[str, str] = {"url": safe_uri(url), "mime": entry.mime}
    if entry.status is not None:
        fields["status"] = str(entry.status)
    fields |= {
        "digest": f"sha256:{entry.digest}",
        "length": str(entry.place.length),
        "offset": str(entry.place.offset),
        "filename": filename,
    }
    if entry.method != "GET":
        fields["method"] = safe_uri(entry.method)
    timestamp = "".join(character for character in entry.date[:19] if character.isdigit())
    return f"{url_key(url)} {timestamp} {json.dumps(fields)}\n"


def build_index(lines: list[CdxLine], *, warc_name: str, block_name: str) -> tuple[bytes, bytes]:
    """The packed index, and the index of its blocks."""
    ordered = sorted(_line(line, warc_name) for line in lines)
    blocks = bytearray()
    header = json.dumps({"format": "cdxj-gzip-1.0", "filename": block_name})
    summary = [f"!meta 0 {header}\n"]
    for first in range(0, len(ordered), _LINES_PER_BLOCK):
        block = ordered[first : first + _LINES_PER_BLOCK]
        packed = pack("".join(block).encode())
        prefix = block[0].partition(" {")[0]
        place = json.dumps({"offset": len(blocks), "length": len(packed)})
        summary.append(f"{prefix} {place}\n")
        blocks += packed
    return bytes(blocks), "".join(summary).encode()
