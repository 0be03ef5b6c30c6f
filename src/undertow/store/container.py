"""The outer file: a zip in one canonical form, so that no byte of it is without meaning.

Every entry is stored, not deflated (what is worth packing is packed inside), nothing is optional, times and attributes
are constants, entries follow each other without a gap. Any zip program reads it. The reader accepts this form alone:
it computes what the headers must be and compares. That makes encrypted or linked entries, data between entries,
disagreeing headers, comments and zip bombs impossible instead of detected one by one.

Format: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end of directory).
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from undertow.errors import BundleDamaged, InvalidData
from undertow.store.limits import DEFAULT, Limits

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")

_VERSION_NEEDED = 10
_VERSION_MADE_BY = (3 << 8) | 20
_DATE = 0x21
"""1980-01-01, the earliest that zip can say: the evidence has its own times."""
_FILE_MODE = 0o100644 << 16
_ENCRYPTED = 0x0001
_LINK_TYPE, _TYPE_MASK = 0o120000, 0o170000

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*", re.ASCII)
_MAXIMUM_NAME = 255


@dataclass(frozen=True)
class Entry:
    """One file in the container."""

    name: str
    offset: int
    """Position of its first byte in the container."""
    size: int
    crc: int


@dataclass(frozen=True)
class WrittenEntry(Entry):
    """An entry just written, with the hash of its bytes."""

    sha256: str


def _local_header(name: bytes, size: int, crc: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", _VERSION_NEEDED, 0, 0, 0, _DATE, crc, size, size, len(name), 0) + name


def _central_header(entry: Entry) -> bytes:
    name = entry.name.encode("ascii")
    start = entry.offset - _LOCAL.size - len(name)
    head = (b"PK\1\2", _VERSION_MADE_BY, _VERSION_NEEDED, 0, 0, 0, _DATE, entry.crc, entry.size, entry.size)
    return _CENTRAL.pack(*head, len(name), 0, 0, 0, 0, _FILE_MODE, start) + name


def _end_record(count: int, size: int, offset: int) -> bytes:
    return _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)


class EntrySink:
    """Where the bytes of one entry go; counts and hashes them on the way."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._hash = hashlib.sha256()
        self.size = 0
        self.crc = 0

    def write(self, data: bytes) -> None:
        """Append; InvalidData if the bundle would grow beyond what it may hold."""
        self.size += len(data)
        if self.size > self._limit:
            raise InvalidData("The evidence is too large for one bundle (4 GiB): make fewer or shorter visits.")
        self.crc = zlib.crc32(data, self.crc)
        self._hash.update(data)
        self._file.write(data)

    @property
    def sha256(self) -> str:
        """Hash of all bytes so far."""
        return self._hash.hexdigest()


class ContainerWriter:
    """Writes entries one after the other into an empty, seekable file."""

    def __init__(self, file: BinaryIO, limits: Limits = DEFAULT) -> None:
        self._file = file
        self._limits = limits
        self.entries: list[WrittenEntry] = []

    @contextmanager
    def entry(self, name: str) -> Iterator[EntrySink]:
        """Write one file; its header is completed when the block ends."""
        encoded = name.encode("ascii")
        start = self._file.tell()
        self._file.write(_local_header(encoded, 0, 0))
        offset = self._file.tell()
        sink = EntrySink(self._file, self._limits.file - offset)
        yield sink
        self._file.seek(start)
        self._file.write(_local_header(encoded, sink.size, sink.crc))
        self._file.seek(offset + sink.size)
        self.entries.append(WrittenEntry(name, offset, sink.size, sink.crc, sink.sha256))

    def add(self, name: str, data: bytes) -> None:
        """Write one file at once."""
        with self.entry(name) as sink:
            sink.write(data)

    def close(self) -> None:
        """Write the directory. The file itself stays open."""
        offset = self._file.tell()
        directory = b"".join(map(_central_header, self.entries))
        self._file.write(directory + _end_record(len(self.entries), len(directory), offset))


def read_entries(file: BinaryIO, limits: Limits = DEFAULT) -> tuple[Entry, ...]:
    """The entries of a container, in order, after a check of every byte outside their contents.

    Raises:
        BundleDamaged: not a container in our form; nothing of its contents has been read.
    """
    size = file.seek(0, 2)
    if size > limits.file:
        raise BundleDamaged(f"The file has {size:,} bytes; a bundle has at most {limits.file:,}.")
    count, directory_size, directory_offset = _read_end(file, size, limits)
    file.seek(directory_offset)
    entries = _parse_directory(file.read(directory_size), count)
    _check_layout(file, entries, directory_offset)
    return entries


def _read_end(file: BinaryIO, size: int, limits: Limits) -> tuple[int, int, int]:
    """Number of entries, size of the directory, its position."""
    if size < _END.size:
        raise BundleDamaged("The file is not a bundle, or only its beginning: it is too short.")
    file.seek(size - _END.size)
    tail = file.read(_END.size)
    _, _, _, count, _, directory_size, directory_offset, _ = _END.unpack(tail)
    if tail[:4] != b"PK\5\6":
        raise BundleDamaged("The file is not a bundle, is cut short, or has something appended: its end is missing.")
    if count > limits.entries or directory_size > limits.entries * (_CENTRAL.size + _MAXIMUM_NAME):
        raise BundleDamaged(f"The bundle's directory lists {count:,} files; at most {limits.entries} are allowed.")
    expected = _end_record(count, directory_size, directory_offset)
    if tail != expected or directory_offset + directory_size + _END.size != size:
        raise BundleDamaged("The end of the bundle's directory was altered.")
    return count, directory_size, directory_offset


def _parse_directory(data: bytes, count: int) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    seen: set[str] = set()
    position = 0
    for number in range(1, count + 1):
        if position + _CENTRAL.size > len(data):
            raise BundleDamaged("The bundle's directory is cut short.")
        fields = _CENTRAL.unpack_from(data, position)
        name_length = fields[10]
        raw_name = data[position + _CENTRAL.size : position + _CENTRAL.size + name_length]
        name = _checked_name(raw_name, number)
        entry = Entry(name, fields[16] + _LOCAL.size + name_length, fields[9], fields[7])
        if name in seen:
            raise BundleDamaged(f"{name}: listed twice in the bundle's directory.")
        seen.add(name)
        end = position + _CENTRAL.size + name_length
        if data[position:end] != _central_header(entry):
            raise BundleDamaged(f"{name}: {_why_refused(fields)}.")
        entries.append(entry)
        position = end
    if position != len(data):
        raise BundleDamaged("The bundle's directory has something appended.")
    return tuple(entries)


def _checked_name(raw: bytes, number: int) -> str:
    """The name, if it can be nothing but a plain relative path."""
    name = raw.decode("latin-1")
    if len(raw) > _MAXIMUM_NAME or not _NAME.fullmatch(name):
        raise BundleDamaged(f"File {number} of the bundle has a name that is not allowed: {name[:80]!a}.")
    return name


def _why_refused(fields: tuple[int, ...]) -> str:
    """What is wrong with a directory record that is not in canonical form."""
    flags, method, packed, size, external = fields[3], fields[4], fields[8], fields[9], fields[15]
    if flags & _ENCRYPTED:
        return "is encrypted, which no bundle is"
    if (external >> 16) & _TYPE_MASK == _LINK_TYPE:
        return "is a symbolic link, which no bundle has"
    if method != 0 or packed != size:
        return "is compressed by the zip itself, which no bundle does (was it unpacked and zipped again?)"
    return "its entry in the bundle's directory was altered"


def _check_layout(file: BinaryIO, entries: tuple[Entry, ...], directory_offset: int) -> None:
    """Local headers equal the directory, and entries fill the space before it without gap or overlap."""
    position = 0
    for entry in entries:
        header = _local_header(entry.name.encode("ascii"), entry.size, entry.crc)
        if position + len(header) != entry.offset or entry.offset + entry.size > directory_offset:
            raise BundleDamaged(f"{entry.name}: overlaps another file of the bundle, or has a gap before it.")
        file.seek(position)
        if file.read(len(header)) != header:
            raise BundleDamaged(f"{entry.name}: its header does not agree with the bundle's directory.")
        position = entry.offset + entry.size
    if position != directory_offset:
        raise BundleDamaged("The bundle has bytes that belong to no file.")
