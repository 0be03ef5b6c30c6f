"""datapackage.json: the list of everything in a bundle with its hash, and the hash of that list.

Format: specs.webrecorder.net/wacz/1.1.1, frictionlessdata.io data package 1.0.
"""

from __future__ import annotations

from undertow.model import Record, Sha256, codec
from undertow.store.signing import SignedData

WARC = "archive/data.warc.gz"
INDEX = "indexes/index.cdx.gz"
INDEX_BLOCKS = "indexes/index.idx"
PAGES = "pages/pages.jsonl"
EVIDENCE = "undertow/evidence.json.gz"
BLOBS = "undertow/blobs.json.gz"
LOG = "undertow/log.jsonl.gz"
PACKAGE = "datapackage.json"
DIGEST = "datapackage-digest.json"

RESOURCES = (WARC, INDEX, INDEX_BLOCKS, PAGES, EVIDENCE, BLOBS)
"""What every bundle holds, beside the list and its digest.

All but the first ones hold the log too. Those were never signed, so a signed bundle without one is not whole. An
unsigned one is accepted: whoever can take the log off the list and seal it again can as well write another log.
"""

_HASH = "sha256:"
_CAMEL = {"main_page_url": "mainPageUrl", "main_page_date": "mainPageDate"}
"""Names that the specification gives in another form."""


class Resource(Record, frozen=True, kw_only=True):
    """One listed file."""

    name: str
    path: str
    hash: str
    """``sha256:`` and the hexadecimal hash."""
    bytes: int


class DataPackage(Record, frozen=True, kw_only=True, omit_defaults=True, rename=_CAMEL):
    """The list. Its bytes are what the bundle's digest is taken of."""

    profile: str
    wacz_version: str
    title: str
    created: str
    software: str
    main_page_url: str | None = None
    main_page_date: str | None = None
    """Which page a viewer opens first; None if no page was loaded."""
    resources: tuple[Resource, ...]


class PackageDigest(Record, frozen=True, kw_only=True, omit_defaults=True, rename={"signed_data": "signedData"}):
    """The hash of the list."""

    path: str
    hash: str
    signed_data: SignedData | None = None


def resource(path: str, sha256: Sha256, size: int) -> Resource:
    """The entry of one file in the list."""
    return Resource(name=path.rpartition("/")[2], path=path, hash=f"{_HASH}{sha256}", bytes=size)


def named(sha256: Sha256) -> str:
    """A hash as this format writes it."""
    return f"{_HASH}{sha256}"


def digest_document(sha256: Sha256, signed: SignedData | None = None) -> bytes:
    """datapackage-digest.json for a list of this hash: there is one form of it."""
    return codec.encode_pretty(PackageDigest(path=PACKAGE, hash=named(sha256), signed_data=signed))
