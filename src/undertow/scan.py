"""Scripts alone, without a browser: from a file, a folder, or one address."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from undertow import __version__
from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import Gap, Scan, ScannedScript, ScriptFacts

SCRIPTS = frozenset({".js", ".mjs", ".cjs"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
MOST_SCRIPTS = 200
MOST_BYTES = 64 << 20
"""Of one file or response."""
SECONDS = 30


def scan(target: str) -> Scan:
    """Read every script of a file, folder or page.

    Raises:
        UsageError: there is no such file, folder or address, or no script in it.
    """
    from undertow.analysis import read_script

    if not target.strip():
        raise UsageError("name a .js or .html file, a folder, or a page's address; the current folder is .")
    gaps: list[Gap] = []
    found = _from_address(target, gaps) if "://" in target else _from_disk(Path(target), gaps)
    scripts = tuple(_scanned(name, read_script(source)) for name, source in found)
    if not scripts and not gaps:
        raise UsageError(
            f"no script in {target}: name a .js or .html file, a folder that holds some, or a page's address"
        )
    return Scan(tool=f"undertow {__version__}", scripts=scripts, gaps=tuple(gaps))


def _scanned(name: str, facts: ScriptFacts) -> ScannedScript:
    return ScannedScript(
        name=name,
        sha256=facts.sha256,
        size=facts.size,
        parsed=facts.parsed,
        endpoints=facts.endpoints,
        flows=facts.flows,
        signatures=facts.signatures,
        decoded_strings=facts.decoded_strings,
        gaps=facts.gaps,
    )


def _from_disk(path: Path, gaps: list[Gap]) -> Iterator[tuple[str, bytes]]:
    if not path.exists():
        raise UsageError(f"there is no file or folder {path}; an address starts with https://")
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix.lower() in SCRIPTS | PAGES)
    for file in files:
        name = file.name if path.is_file() else str(file.relative_to(path))
        content = _read(file, name, gaps)
        if content is None:
            continue
        if file.suffix.lower() not in PAGES:
            yield name, content
            continue
        yield from _inline(name, content)
        if path.is_file():  # of a folder all scripts are read anyway
            yield from _beside(file, content, gaps)


def _read(file: Path, name: str, gaps: list[Gap]) -> bytes | None:
    try:
        if file.stat().st_size <= MOST_BYTES:
            return file.read_bytes()
        gaps.append(_gap("file-too-large", name, f"larger than {MOST_BYTES >> 20} MiB; not read."))
    except OSError as error:
        gaps.append(_gap("file-not-read", name, f"{error.strerror}."))
    return None


def _beside(page: Path, content: bytes, gaps: list[Gap]) -> Iterator[tuple[str, bytes]]:
    """The scripts that a page names and that lie in its folder or below; no other file is touched."""
    folder = page.parent.resolve()
    for source in dict.fromkeys(_Scripts(content).sources):
        parts = urlsplit(source)
        file = (folder / parts.path.lstrip("/")).resolve() if not parts.scheme and not parts.netloc else None
        if file is None or not file.is_relative_to(folder) or not file.is_file():
            gaps.append(_gap("script-not-read", source, f"named by {page.name}, but not a file in its folder."))
        elif (found := _read(file, source, gaps)) is not None:
            yield source, found


def _from_address(url: str, gaps: list[Gap]) -> Iterator[tuple[str, bytes]]:
    if urlsplit(url).scheme not in ("http", "https"):
        raise UsageError(f"cannot scan {url}: only http and https addresses, files and folders")
    kind, content = _get(url)
    if "html" not in kind:
        yield url, content
        return
    yield from _inline(url, content)
    page = _Scripts(content)
    for number, source in enumerate(page.sources):
        if number >= MOST_SCRIPTS:
            gaps.append(
                _gap("too-many-scripts", url, f"only the first {MOST_SCRIPTS} of {len(page.sources)} were read.")
            )
            return
        address = urljoin(url, source)
        if urlsplit(address).scheme not in ("http", "https"):
            continue
        try:
            yield address, _get(address)[1]
        except EnvironmentProblem as error:
            gaps.append(_gap("script-not-fetched", address, str(error)))


def _get(url: str) -> tuple[str, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as response:  # noqa: S310 - the scheme was checked
            content = response.read(MOST_BYTES + 1)
            kind = response.headers.get_content_type()
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, socket.gaierror):
            raise EnvironmentProblem(f"the name in {url} does not resolve; check the spelling") from error
        raise EnvironmentProblem(f"cannot fetch {url}: {getattr(reason, 'strerror', None) or reason}") from error
    if len(content) > MOST_BYTES:
        raise EnvironmentProblem(f"{url} is larger than {MOST_BYTES >> 20} MiB")
    return kind, content


class _Scripts(HTMLParser):
    """Addresses and inline bodies of the scripts of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.sources: list[str] = []
        self.inline: list[str] = []
        self._body: list[str] | None = None
        self.feed(content.decode("utf-8", "replace"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A script element: JavaScript unless its type says otherwise."""
        if tag != "script":
            return
        values = dict(attrs)
        kind = (values.get("type") or "").lower()
        if kind not in ("", "module", "text/javascript", "application/javascript"):
            return
        source = values.get("src")
        if source:
            self.sources.append(source)
        else:
            self._body = []

    def handle_data(self, data: str) -> None:
        """Text of an inline script."""
        if self._body is not None:
            self._body.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The end of an inline script."""
        if tag == "script" and self._body is not None:
            self.inline.append("".join(self._body))
            self._body = None


def _inline(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    for number, body in enumerate(_Scripts(content).inline, 1):
        if body.strip():
            yield f"{name} (inline #{number})", body.encode("utf-8", "replace")


def _gap(kind: str, where: str, why: str) -> Gap:
    return Gap(stage="analysis", kind=kind, where=where, why=why)
