"""What every SARIF document of ours is made of: texts, addresses, regions and notifications that no page can abuse.

Scripts are the artifacts and byte ranges the regions, because delivered code has no useful lines.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from undertow.model import Gap, Sha256, Span
from undertow.report.safe import plain

Json = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LONGEST_CODE = 400
_WEB = frozenset({"http", "https", "ws", "wss"})
_URI_SAFE = "!$&'()*+,-./:;=?@_~%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_URI = 2000
LONGEST_TEXT = 2000


def document(run: Json) -> Json:
    """A whole document of one run."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def sarif_text(text: str, limit: int = LONGEST_TEXT) -> str:
    """Text for a message. SARIF reads ``[text](target)`` in messages as a link: no page may plant one."""
    return plain(text, limit).replace("](", "] (")


def message(text: str, limit: int = LONGEST_TEXT) -> Json:
    """A message of one text."""
    return {"text": sarif_text(text, limit)}


def safe_uri(url: str | None, sha256: Sha256 | None) -> str:
    """A URI that no viewer can be made to run: the web address if it is one, else a name made of the hash."""
    if url:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() in _WEB and parts.netloc:
            address = _STRAY_PERCENT.sub("%25", url.partition("#")[0][:_LONGEST_URI])
            return quote(address.encode("utf-8", "replace"), safe=_URI_SAFE)
    return f"urn:undertow:sha256:{quote(sha256 or '', safe='')}"


def byte_region(span: Span | None) -> Json:
    """A ``region`` for a byte range; nothing if there is none."""
    place = bytes_of(span)
    return {"region": place} if place else {}


def bytes_of(span: Span | None) -> Json:
    """What a region says of its bytes; nothing for what is no range."""
    if span is None or not 0 <= span[0] <= span[1]:
        return {}
    return {"byteOffset": span[0], "byteLength": span[1] - span[0]}


def notification(kind: str, level: str, text: str) -> Json:
    """Something the tool has to say of its own run; `kind` is declared by its driver."""
    return {"descriptor": {"id": plain(kind)}, "level": level, "message": message(text)}


def gap_notification(gap: Gap) -> Json:
    """Something that was not seen."""
    level = "warning" if gap.hides_findings else "note"
    properties = {"stage": gap.stage, "visit": plain(gap.visit) if gap.visit else None}
    return notification(gap.kind, level, f"{plain(gap.where)}: {gap.why}") | {"properties": properties}
