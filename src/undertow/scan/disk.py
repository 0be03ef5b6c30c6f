"""Scripts in files and folders. Nothing outside the folder named is opened, and no link is followed out of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from undertow.errors import UsageError
from undertow.model import Gap
from undertow.scan.found import MOST_BYTES, Beside, Found, MapMissing, gap
from undertow.scan.page import PageCode, page_code
from undertow.scan.texts import is_page, is_wasm, utf8

SCRIPTS = frozenset({".js", ".mjs", ".cjs"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
WASM = ".wasm"
MOST_FILES = 100_000
_HEAD = 512  # bytes by which a file shows that it is not what its name says


def from_disk(path: Path, gaps: list[Gap]) -> Iterator[Found]:
    """The scripts of a file or of all files of a folder, in the order of their paths.

    Raises:
        UsageError: there is no such file or folder.
    """
    try:
        exists, is_folder = path.exists(), path.is_dir()
    except (OSError, ValueError) as error:
        raise UsageError(f"{str(path)!a} is not a path that can be read") from error
    if not exists:
        raise UsageError(f"there is no file or folder {path}; an address starts with https://")
    if is_folder:
        yield from _Folder(path, gaps).found()
    else:
        yield from _Folder(path.parent, gaps).single(path)


class _Folder:
    """The folder that bounds a scan."""

    def __init__(self, root: Path, gaps: list[Gap]) -> None:
        self._root, self._gaps = root, gaps
        self._real = root.resolve()

    def found(self) -> Iterator[Found]:
        """Every script below."""
        for file in self._files():
            name = str(file.relative_to(self._root))
            yield from self._file(file, name)

    def single(self, file: Path) -> Iterator[Found]:
        """One file, and what lies beside it if it is a page."""
        yield from self._file(file, file.name, named=True)

    def _files(self) -> list[Path]:
        files: list[Path] = []
        for folder, folders, names in os.walk(self._root, onerror=self._not_listed):
            here = Path(folder)
            for name in folders:
                if (here / name).is_symlink():
                    self._link(here / name)
            for name in names:
                path = here / name
                if path.suffix.lower() not in SCRIPTS | PAGES | {WASM}:
                    continue
                if path.is_symlink():
                    self._link(path)
                else:
                    files.append(path)
            folders.sort()
            if len(files) > MOST_FILES:
                self._note("too-many-files", str(self._root), f"Only the first {MOST_FILES:,} scripts are read.")
                break
        return sorted(files[:MOST_FILES])

    def _link(self, path: Path) -> None:
        """Links are not followed. One that stays within the folder hides nothing: its target is read anyway."""
        try:
            inside = path.resolve(strict=True).is_relative_to(self._real)
        except (OSError, RuntimeError):  # it leads to nothing, or to itself
            return
        if not inside:
            self._note("link-not-followed", str(path.relative_to(self._root)), "It leads out of the folder.")

    def _not_listed(self, error: OSError) -> None:
        self._note("folder-not-read", str(error.filename), f"It could not be listed: {error.strerror}.")

    def _file(self, file: Path, name: str, *, named: bool = False) -> Iterator[Found]:
        size, head = self._look(file, name)
        if size is None:
            return
        if is_wasm(head) or file.suffix.lower() == WASM:
            self._note("wasm-not-read", name, "It is WebAssembly, which is not read.")
        elif file.suffix.lower() in PAGES or is_page(head):
            yield from self._page(file, name, named)
        else:
            yield self._script(file, name, size, head)

    def _look(self, file: Path, name: str) -> tuple[int | None, bytes]:
        """Size and first bytes; None for what is not to be read. Looked at first, since opening a pipe would wait."""
        try:
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                self._note("file-not-read", name, "It is not a regular file.")
            elif status.st_size > MOST_BYTES:
                self._note("file-too-large", name, f"It is larger than {MOST_BYTES >> 20} MiB; not read.")
            else:
                with file.open("rb") as stream:
                    return status.st_size, stream.read(_HEAD)
        except OSError as error:
            self._note("file-not-read", name, f"It could not be read: {error.strerror}.")
        return None, b""

    def _script(self, file: Path, name: str, size: int, head: bytes) -> Found:
        coding = utf8(head[:4])[1]
        notes = () if coding == "utf-8" else (_converted(name, coding),)
        beside = self._beside(file.parent)
        return Found(name, "file", size, lambda: utf8(file.read_bytes())[0], name, beside, notes=notes)

    def _page(self, file: Path, name: str, named: bool) -> Iterator[Found]:
        try:
            page = page_code(file.read_bytes())
        except OSError as error:
            self._note("file-not-read", name, f"It could not be read: {error.strerror}.")
            return
        if file.suffix.lower() not in PAGES:
            self._note("page-not-script", name, "It is an HTML page; the scripts in it are read.", hides=False)
        if page.cut:
            self._note("page-cut", name, "It holds more code than is looked at in one page.")
        yield from parts_of(name, page, self._beside(file.parent))
        if named:  # of a folder all scripts are read anyway
            yield from self._named(file, page)

    def _named(self, file: Path, page: PageCode) -> Iterator[Found]:
        """The scripts that a page names and that lie in its folder or below; no other file is touched."""
        for source in page.named:
            path = self._inside(file.parent, source)
            if path is None:
                self._note("script-not-read", source, f"named by {file.name}, but not a file in its folder.")
                continue
            size, head = self._look(path, source)
            if size is not None:
                yield self._script(path, source, size, head)

    def _inside(self, folder: Path, reference: str) -> Path | None:
        """The file that a relative address names, if it lies in the folder of the scan."""
        try:
            parts = urlsplit(reference)
            path = (folder / unquote(parts.path).lstrip("/")).resolve()
            inside = not parts.scheme and not parts.netloc and path.is_relative_to(self._real) and path.is_file()
        except (OSError, ValueError, RuntimeError):
            return None
        return path if inside else None

    def _beside(self, folder: Path) -> Beside:
        def get(reference: str) -> bytes:
            path = self._inside(folder, reference)
            if path is None:
                raise MapMissing("it is not a file in the folder of the scan")
            try:
                if path.stat().st_size > MOST_BYTES:
                    raise MapMissing(f"it is larger than {MOST_BYTES >> 20} MiB")
                return path.read_bytes()
            except OSError as error:
                raise MapMissing(f"it could not be read: {error.strerror}") from error

        return get

    def _note(self, kind: str, where: str, why: str, *, hides: bool = True) -> None:
        self._gaps.append(gap(kind, where, why, hides=hides))


def parts_of(name: str, page: PageCode, beside: Beside | None) -> Iterator[Found]:
    """The code that stands in a page."""
    for part in page.parts:
        yield Found(f"{name} ({part.label})", part.kind, len(part.code), partial(bytes, part.code), None, beside)


def _converted(name: str, coding: str) -> Gap:
    why = f"It is {coding.upper()}; hash and places are those of the same text in UTF-8."
    return gap("script-converted", name, why, hides=False)
