"""The index: viewers find each record by URL and time, and the bytes it points to are that record."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import bundles
import pytest
from warcio.archiveiterator import ArchiveIterator

from undertow.store import write
from undertow.store.cdx import CdxLine, build_index, url_key
from undertow.store.warc import Place


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://Chat.Example/Sign", "example,chat)/sign"),
        ("http://www.example.org", "org,example)/"),
        ("https://www2.example.org/a", "org,example)/a"),
        ("https://wwwx.example.org/a", "org,example,wwwx)/a"),
        ("https://a.example:443/", "example,a)/"),
        ("http://a.example:443/", "example,a:443)/"),
        ("https://a.example/?b=2&a=1#top", "example,a)/?a=1&b=2"),
        ("https://a.example/?a=2&a=1", "example,a)/?a=2&a=1"),
        ("http://[::1/", "http://[::1/"),
        ("https://a.example:99999/", "https://a.example:99999/"),
        ("urn:view:https://a.example/", "urn:view:https://a.example/"),
        ("https://é.example/ \n", "example,%c3%a9)/%20%0a"),
    ],
)
def test_a_url_has_the_key_that_viewers_compute(url: str, key: str) -> None:
    assert url_key(url) == key


def test_each_line_points_to_its_record_when_the_bundle_is_written(tmp_path: Path) -> None:
    write(tmp_path / "a", bundles.evidence(), bundles.BLOBS)
    with zipfile.ZipFile(tmp_path / "a") as bundle:
        warc = bundle.read("archive/data.warc.gz")
        lines = gzip.decompress(bundle.read("indexes/index.cdx.gz")).decode().splitlines()
    for line in lines:
        _, timestamp, fields = line.split(" ", 2)
        entry = json.loads(fields)
        start = int(entry["offset"])
        record = next(iter(ArchiveIterator(io.BytesIO(warc[start : start + int(entry["length"])]))))
        uri = record.rec_headers.get_header("WARC-Target-URI")
        assert entry["url"].split("?__wb_method")[0] == uri
        assert entry["digest"] == record.rec_headers.get_header("WARC-Payload-Digest")
        assert "".join(filter(str.isdigit, record.rec_headers.get_header("WARC-Date")))[:14] == timestamp
    assert len(lines) == 2 * 3 + 3


def line(number: int) -> CdxLine:
    place = Place(offset=number, length=1, start=0, size=1)
    return CdxLine(
        url=f"https://a.example/{number:04}", date="2026-11-22T02:47:00.000Z", mime="text/html", status=200,
        digest="00", place=place,
    )  # fmt: skip


def test_blocks_are_sorted_and_found_by_their_first_line_when_there_are_many() -> None:
    index, blocks = build_index(
        [line(number) for number in reversed(range(700))], warc_name="w", block_name="index.cdx.gz"
    )
    header, *summary = blocks.decode().splitlines()
    assert json.loads(header.split(" ", 2)[2]) == {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    assert len(summary) == 3
    everything = []
    for entry in summary:
        key, timestamp, fields = entry.split(" ", 2)
        place = json.loads(fields)
        block = gzip.decompress(index[place["offset"] : place["offset"] + place["length"]]).decode().splitlines()
        assert block[0].startswith(f"{key} {timestamp} ")
        everything += block
    assert everything == sorted(everything)
    assert len(everything) == 700


def test_a_post_is_not_taken_for_the_page_when_both_have_one_url() -> None:
    place = Place(offset=0, length=1, start=0, size=1)
    get = CdxLine(url="https://a.example/login", date="2026", mime="", status=200, digest="", place=place)
    post = CdxLine(
        url="https://a.example/login", date="2026", mime="", status=200, digest="", place=place, method="POST"
    )
    packed, _ = build_index([get, post], warc_name="w", block_name="i")
    keys = [text.split(" ")[0] for text in gzip.decompress(packed).decode().splitlines()]
    assert keys == ["example,a)/login", "example,a)/login?__wb_method=post"]
    assert json.loads(gzip.decompress(packed).decode().splitlines()[1].split(" ", 2)[2])["method"] == "POST"
