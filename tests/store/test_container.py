"""The outer file is a zip that every program reads, in a form that leaves nothing open."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from undertow.errors import InvalidData
from undertow.store.container import ContainerWriter, read_entries
from undertow.store.limits import Limits

NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}(/[a-z0-9][a-z0-9._-]{0,8}){0,2}", fullmatch=True)


def container(files: dict[str, bytes]) -> io.BytesIO:
    buffer = io.BytesIO()
    writer = ContainerWriter(buffer)
    for name, data in files.items():
        writer.add(name, data)
    writer.close()
    return buffer


@given(files=st.dictionaries(NAMES, st.binary(max_size=50), max_size=5))
def test_python_and_we_read_the_same_files_when_a_container_was_written(files: dict[str, bytes]) -> None:
    buffer = container(files)
    with zipfile.ZipFile(buffer) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files
    entries = read_entries(buffer)
    data = buffer.getvalue()
    assert {entry.name: data[entry.offset : entry.offset + entry.size] for entry in entries} == files


def test_entries_have_no_time_of_writing_when_listed() -> None:
    with zipfile.ZipFile(container({"a": b"1"})) as archive:
        info = archive.getinfo("a")
    assert info.date_time == (1980, 1, 1, 0, 0, 0)
    assert (info.extra, info.comment, info.compress_type) == (b"", b"", zipfile.ZIP_STORED)


def test_writing_stops_when_the_bundle_would_become_too_large() -> None:
    writer = ContainerWriter(io.BytesIO(), Limits(file=100))
    with writer.entry("a") as sink:
        sink.write(b"x" * 60)
        try:
            sink.write(b"x" * 60)
        except InvalidData as error:
            assert "too large" in str(error)
        else:
            raise AssertionError("more was written than allowed")
