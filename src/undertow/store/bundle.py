"""Reading a bundle. Whatever it holds may have been made by somebody else to do harm.

Nothing is ever extracted to disk. Sizes are bounded before anything is read, hashes are checked before anything is
parsed, and a blob is checked each time it is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeVar

from undertow.errors import BundleDamaged, EnvironmentProblem, InvalidData, UsageError
from undertow.model import SCHEMA_VERSION, Evidence, Record, Sha256, Verification, codec
from undertow.store import log, package, signing
from undertow.store.archive import references
from undertow.store.container import Entry, read_entries
from undertow.store.limits import DEFAULT, MIB, Limits
from undertow.store.packing import unpack
from undertow.store.signing import SignedData
from undertow.store.warc import Place

T = TypeVar("T")

_PACKAGE_LIMIT = MIB
_CHUNK = MIB
_DIGITS = frozenset("0123456789abcdef")


class _Version(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The one field that every version of the evidence has."""

    schema: int


class _Linked(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The one field of a line of a run of prompts that makes the lines a chain."""

    previous: Sha256


class BundleBlobs:
    """The blobs of an open bundle: read when asked for, and checked against their hash each time."""

    def __init__(self, file: BinaryIO, warc: Entry, places: Mapping[Sha256, Place]) -> None:
        self._file = file
        self._warc = warc
        self._places = places

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._places

    def __iter__(self) -> Iterator[Sha256]:
        """All hashes, in the order in which their bytes lie in the bundle."""
        return iter(sorted(self._places, key=lambda sha256: (self._places[sha256].offset, sha256)))

    def __len__(self) -> int:
        return len(self._places)

    def get(self, sha256: Sha256) -> bytes:
        """The bytes.

        Raises:
            KeyError: the bundle has no such blob.
            BundleDamaged: what is stored under this name is something else.
        """
        place = self._places[sha256]
        # A positioned read: several threads may ask at once.
        member = os.pread(self._file.fileno(), place.length, self._warc.offset + place.offset)
        what = f"{package.WARC}: blob {sha256}"
        data = unpack(member, limit=place.unpacked, what=what)[place.start : place.start + place.size]
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BundleDamaged(f"{what} was altered.")
        return data


class Bundle:
    """An open bundle. Use it in a `with` statement, or call `close`."""

    def __init__(self, file: BinaryIO, evidence: Evidence, blobs: BundleBlobs, digest: Sha256) -> None:
        self._file = file
        self.evidence = evidence
        self.blobs = blobs
        self.digest = digest
        """SHA-256 of datapackage.json, in which the hash of everything else stands."""

    def __enter__(self) -> Bundle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; blobs cannot be read afterwards."""
        self._file.close()


def open_bundle(path: Path, limits: Limits = DEFAULT) -> Bundle:
    """Open a bundle after checking its form, its digest and every listed hash: an altered one is not used at all.

    Blobs are checked once more when they are read, since the file may change while it is open.

    Raises:
        UsageError: there is no such file.
        EnvironmentProblem: the file cannot be read.
        BundleDamaged: cut short, altered, of another version, or hostile.
    """
    file = _open(path)
    try:
        with _read_errors(path):
            return _Reader(file, limits).bundle()
    except BaseException:
        file.close()
        raise


def verify(path: Path, limits: Limits = DEFAULT, *, key: str | None = None) -> Verification:
    """Check every byte of a bundle: its form, all hashes, all blobs, its log, that the evidence has all it names, and
    its signature if it has one.

    `key`: public key (base64) that must have signed it; without, any signature that is valid is told, and none is
    asked for.

    Raises:
        UsageError: there is no such file.
        EnvironmentProblem: the file cannot be read.
    """
    with _open(path) as file, _read_errors(path):
        size = file.seek(0, os.SEEK_END)
        try:
            reader = _Reader(file, limits)
        except BundleDamaged as damage:
            return Verification(ok=False, digest=None, files=0, bytes=size, problems=(str(damage),))
        problems = tuple(dict.fromkeys([*_signer_problems(reader.signed, key), *reader.problems()]))
        signed = reader.signed
        return Verification(
            ok=not problems,
            digest=reader.digest,
            files=len(reader.entries),
            bytes=size,
            problems=problems,
            log_head=reader.log_head,
            signed_by=signing.fingerprint(signed.public_key) if signed else None,
            signed_at=signed.created if signed else None,
        )


def _signer_problems(signed: SignedData | None, key: str | None) -> Iterator[str]:
    """What is wrong with who signed, if it must be somebody."""
    if key is None:
        return
    if signed is None:
        yield f"{package.DIGEST}: is not signed; the key {signing.fingerprint(key)[:16]} was asked for."
    elif signed.public_key != key:
        told = f"{signing.fingerprint(signed.public_key)[:16]}, not with {signing.fingerprint(key)[:16]}"
        yield f"{package.DIGEST}: is signed with the key {told}."


def _open(path: Path) -> BinaryIO:
    try:
        # Looked at before it is opened: opening a named pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"{path} is not a file: give the path of a bundle (.wacz).")
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"There is no bundle at {path}.") from error
    except ValueError as error:
        raise UsageError(f"{str(path)!a} is not a path.") from error
    except OSError as error:
        raise EnvironmentProblem(f"The bundle {path} cannot be read: {error.strerror or error}.") from error


@contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem(f"The bundle {path} cannot be read: {error.strerror or error}.") from error


class _Reader:
    """One bundle whose outer form is known to be right and whose list of contents is the sealed one."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self.entries = {entry.name: entry for entry in read_entries(file, limits)}
        listing = self._small(package.PACKAGE)
        self.digest = hashlib.sha256(listing).hexdigest()
        self.signed = self._signature()
        self.log_head: Sha256 | None = None
        """Hash of the last line of the log, once it was read; None if the bundle has none."""
        self._package = _decoded(listing, package.DataPackage, package.PACKAGE)
        self._listed = {resource.path: resource for resource in self._package.resources}

    def _signature(self) -> SignedData | None:
        """The signature in datapackage-digest.json, checked; None if it has none."""
        sealed = self._small(package.DIGEST)
        signed = _decoded(sealed, package.PackageDigest, package.DIGEST).signed_data
        if sealed != package.digest_document(self.digest, signed):
            raise BundleDamaged(f"{package.PACKAGE}: is not the list that {package.DIGEST} seals.")
        if signed is not None and (signed.hash != package.named(self.digest) or not signing.is_valid(signed)):
            raise BundleDamaged(f"{package.DIGEST}: its signature is not of this bundle, or was altered.")
        return signed

    def bundle(self) -> Bundle:
        """The bundle, or BundleDamaged for the first thing that is wrong."""
        for problem in self._listing_problems():
            raise BundleDamaged(problem)
        evidence = self._evidence()
        places = self._places()
        for problem in _missing(evidence, places):
            raise BundleDamaged(problem)
        for name in (package.PAGES, package.INDEX, package.INDEX_BLOCKS, package.WARC):
            self._check_hash(name)
        for problem in self._log_problems(evidence):
            raise BundleDamaged(problem)
        blobs = BundleBlobs(self._file, self.entries[package.WARC], places)
        return Bundle(self._file, evidence, blobs, self.digest)

    def problems(self) -> Iterator[str]:
        """Everything that is wrong."""
        yield from self._listing_problems()
        for name in sorted(self.entries.keys() & self._listed.keys()):
            yield from _complaint(partial(self._check_hash, name))
        if not all(name in self.entries and name in self._listed for name in package.RESOURCES):
            return
        try:
            evidence, places = self._evidence(), self._places()
        except BundleDamaged as damage:
            yield str(damage)
            return
        yield from _missing(evidence, places)
        try:
            yield from self._log_problems(evidence)
        except BundleDamaged as damage:
            yield str(damage)
        blobs = BundleBlobs(self._file, self.entries[package.WARC], places)
        for sha256 in blobs:
            yield from _complaint(partial(blobs.get, sha256))
        yield from _complaint(partial(_check_chain, evidence, blobs))

    def _log_problems(self, evidence: Evidence) -> Iterator[str]:
        """Where the log is not what the evidence says. Bundles of before there were logs have none to compare."""
        if package.LOG not in self.entries or package.LOG not in self._listed:
            return  # either of the two alone is a problem of the listing
        document = self._document(package.LOG)
        self.log_head = log.head(document)
        found = tuple(log.problems(document, evidence))
        if found:  # or a version wrote it whose records had fewer fields, which takes longer to tell
            found = tuple(log.problems(document, evidence, self._document(package.EVIDENCE)))
        yield from (f"{package.LOG}: {problem}." for problem in found)

    def _listing_problems(self) -> Iterator[str]:
        """Differences between the list, what is there, and what a bundle must have."""
        paths = [resource.path for resource in self._package.resources]
        for path in sorted({path for path in paths if paths.count(path) > 1}):
            yield f"{_shown(path)}: is listed twice in {package.PACKAGE}."
        present = self.entries.keys() - {package.PACKAGE, package.DIGEST}
        for path in sorted(self._listed.keys() - present):
            yield f"{_shown(path)}: is missing."
        for path in sorted(present - self._listed.keys()):
            yield f"{path}: does not belong to the bundle; it is not in {package.PACKAGE}."
        for path in package.RESOURCES:
            if path not in self._listed:
                yield f"{path}: is not listed in {package.PACKAGE}, and every bundle has it."
        if self.signed is not None and package.LOG not in self._listed:
            yield f"{package.LOG}: is not listed in {package.PACKAGE}, and every signed bundle has it."

    def _small(self, name: str) -> bytes:
        if name not in self.entries:
            raise BundleDamaged(f"{name}: is missing, so this is not a bundle of evidence.")
        return self._read(name, _PACKAGE_LIMIT)

    def _read(self, name: str, limit: int) -> bytes:
        entry = self.entries[name]
        if entry.size > limit:
            raise BundleDamaged(f"{name}: has {entry.size:,} bytes, more than the {limit:,} allowed.")
        self._file.seek(entry.offset)
        return self._file.read(entry.size)

    def _check_hash(self, name: str) -> None:
        entry = self.entries[name]
        self._file.seek(entry.offset)
        digest = hashlib.sha256()
        for start in range(0, entry.size, _CHUNK):
            digest.update(self._file.read(min(_CHUNK, entry.size - start)))
        self._compare(name, digest.hexdigest())

    def _compare(self, name: str, sha256: Sha256) -> None:
        entry = self.entries[name]
        if self._listed[name] != package.resource(name, sha256, entry.size):
            raise BundleDamaged(f"{name}: was altered; it is not what {package.PACKAGE} lists.")

    def _document(self, name: str) -> bytes:
        packed = self._read(name, self._limits.document)
        self._compare(name, hashlib.sha256(packed).hexdigest())
        limit = min(self._limits.document, len(packed) * self._limits.ratio)
        return unpack(packed, limit=limit, what=name)

    def _evidence(self) -> Evidence:
        document = self._document(package.EVIDENCE)
        version = _decoded(document, _Version, package.EVIDENCE).schema
        if version != SCHEMA_VERSION:
            raise BundleDamaged(
                f"{package.EVIDENCE}: is of format version {version}; this Undertow reads {SCHEMA_VERSION}. "
                "Use the version of Undertow that recorded it."
            )
        return _decoded(document, Evidence, package.EVIDENCE)

    def _places(self) -> dict[Sha256, Place]:
        places = _decoded(self._document(package.BLOBS), dict[str, Place], package.BLOBS)
        end = self.entries[package.WARC].size
        total = 0
        for sha256, place in places.items():
            if len(sha256) != 64 or not _DIGITS.issuperset(sha256):
                raise BundleDamaged(f"{package.BLOBS}: {_shown(sha256)} is not a SHA-256.")
            if min(place.offset, place.length, place.start, place.size) < 0 or place.offset + place.length > end:
                raise BundleDamaged(f"{package.BLOBS}: places {sha256} outside the archive.")
            total += place.size
            bomb = place.unpacked > place.length * self._limits.ratio
            if bomb or place.unpacked > self._limits.blob or total > self._limits.blobs:
                raise BundleDamaged(f"{package.BLOBS}: declares more bytes for {sha256} than are allowed.")
        return places


def _decoded(data: bytes, kind: type[T], name: str) -> T:
    try:
        return codec.decode(data, kind, what=name)
    except InvalidData as error:
        raise BundleDamaged(f"{_shown(str(error), 300)}.") from error


def _missing(evidence: Evidence, places: Mapping[Sha256, Place]) -> Iterator[str]:
    """Blobs that the evidence names and the bundle does not hold."""
    wanted = dict.fromkeys(reference.sha256 for reference in references(evidence))
    for sha256 in wanted:
        if sha256 not in places:
            yield f"{package.BLOBS}: has no blob {_shown(sha256)}, which the evidence names."


def _check_chain(evidence: Evidence, blobs: BundleBlobs) -> None:
    """Raise for the first transcript that does not name the one before it, whatever the hashes around it say."""
    previous = log.START
    for number, kept in enumerate(evidence.conduct, start=1):
        name = f"{package.EVIDENCE}: transcript {number:,} ({_shown(kept.prompt) or 'the beginning'})"
        if kept.line not in blobs:
            return  # said already
        if _decoded(blobs.get(kept.line), _Linked, name).previous != previous:
            raise BundleDamaged(f"{name} does not go on from the one before it; one was altered, added or taken out.")
        previous = kept.line


def _complaint(check: Callable[[], object]) -> Iterator[str]:
    """What the check says is wrong, if anything."""
    try:
        check()
    except BundleDamaged as damage:
        yield str(damage)


def _shown(text: str, limit: int = 100) -> str:
    """Text of a stranger, fit for an error message."""
    return ascii(text[:limit])[1:-1]
