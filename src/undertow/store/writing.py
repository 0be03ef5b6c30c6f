"""Sealing evidence into a bundle: all or nothing, and the same bytes for the same evidence."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from undertow.errors import EnvironmentProblem, InvalidData
from undertow.model import Blobs, Evidence, Sha256, codec
from undertow.store import log, package, signing
from undertow.store.archive import ArchiveWriter, Page, pages
from undertow.store.cdx import build_index
from undertow.store.container import ContainerWriter
from undertow.store.limits import DEFAULT
from undertow.store.packing import pack

_WACZ_VERSION = "1.1.1"
_PAGES_HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}


def write(path: Path, evidence: Evidence, blobs: Blobs, *, key: Ed25519PrivateKey | None = None) -> Sha256:
    """Seal `evidence`, with every blob it names, at `path`; an older file there is replaced.

    With `key` the digest is signed too; the bytes then depend on the time of signing.

    Returns:
        The bundle's digest: SHA-256 of its datapackage.json, in which the hash of everything else stands.

    Raises:
        InvalidData: a blob is missing or not what its hash says, or the evidence cannot be expressed.
        EnvironmentProblem: the disk is full or cannot be written. Nothing half-written is left in any case.
    """
    document, evidence = _encoded(evidence)
    try:
        with _replacing(path) as file:
            return _write_container(file, evidence, document, blobs, key)
    except OSError as error:
        raise EnvironmentProblem(
            f"The bundle could not be written to {path}: {error.strerror or error}. Free some space or choose "
            "another place with --out."
        ) from error


def _encoded(evidence: Evidence) -> tuple[bytes, Evidence]:
    """The evidence as JSON that is known to read back as the same, and as it reads back."""
    document = codec.encode(evidence)
    if len(document) > DEFAULT.document:
        raise InvalidData(f"The evidence is too large for a bundle: {len(document):,} bytes of JSON.")
    read = codec.decode(document, Evidence, what="the evidence")
    if read != evidence:
        raise InvalidData("The evidence holds a value that JSON cannot express.")
    return document, read


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file beside `path` that takes its place if the block succeeds, and is gone otherwise."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_directory(path.parent)


def _sync_directory(directory: Path) -> None:
    """Make the new name survive a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_container(
    file: BinaryIO, evidence: Evidence, document: bytes, blobs: Blobs, key: Ed25519PrivateKey | None
) -> Sha256:
    container = ContainerWriter(file)
    identity = hashlib.sha256(document).hexdigest()
    with container.entry(package.WARC) as sink:
        archive = ArchiveWriter(sink, evidence, blobs, identity).write()
    warc_name = package.WARC.rpartition("/")[2]
    block_name = package.INDEX.rpartition("/")[2]
    index, blocks = build_index(archive.lines, warc_name=warc_name, block_name=block_name)
    found = pages(evidence)
    container.add(package.INDEX, index)
    container.add(package.INDEX_BLOCKS, blocks)
    container.add(package.PAGES, _page_list(found))
    container.add(package.EVIDENCE, pack(document))
    container.add(package.BLOBS, pack(codec.encode(archive.places)))
    container.add(package.LOG, pack(log.document(evidence)))
    listing = codec.encode_pretty(_package(evidence, container, found))
    digest = hashlib.sha256(listing).hexdigest()
    container.add(package.PACKAGE, listing)
    signed = signing.sign(key, package.named(digest), evidence.tool) if key else None
    container.add(package.DIGEST, package.digest_document(digest, signed))
    container.close()
    return digest


def _page_list(found: list[Page]) -> bytes:
    return b"".join(codec.encode(line) + b"\n" for line in (_PAGES_HEADER, *found))


def _package(evidence: Evidence, container: ContainerWriter, found: list[Page]) -> package.DataPackage:
    first = found[0] if found else None
    return package.DataPackage(
        profile="data-package",
        wacz_version=_WACZ_VERSION,
        title=f"Undertow evidence: {evidence.target}",
        created=evidence.started,
        software=evidence.tool,
        main_page_url=first.url if first else None,
        main_page_date=first.ts if first else None,
        resources=tuple(package.resource(e.name, e.sha256, e.size) for e in container.entries),
    )
