"""Scripts at an address: one script, or those that a page holds and names. Pages are fetched, not run."""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin, urlsplit

from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import Gap
from undertow.scan.disk import parts_of
from undertow.scan.found import MOST_BYTES, Beside, Found, MapMissing, gap
from undertow.scan.page import PageCode, page_code, worker_names
from undertow.scan.texts import is_page, is_wasm, utf8

MOST_SCRIPTS = 200
SECONDS = 30
_WEB = ("http", "https")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class _Answer:
    """What an address answered with."""

    url: str
    """Where it came from in the end."""
    kind: str
    charset: str | None
    content: bytes
    source_map: str | None
    """What the answer's header says of a source map."""


def from_address(url: str, gaps: list[Gap], tell: Tell) -> Iterator[Found]:
    """The scripts of a page, or the one script at an address.

    Raises:
        UsageError: no address of the web.
        EnvironmentProblem: it cannot be fetched.
    """
    if urlsplit(url).scheme not in _WEB:
        raise UsageError(f"cannot scan {url}: only http and https addresses, files, folders and bundles")
    tell(f"fetching {url}")
    answer = _get(url)
    if "html" in answer.kind or is_page(answer.content):
        yield from _page(answer, gaps, tell)
    else:
        yield from _script(answer, gaps)


def _page(answer: _Answer, gaps: list[Gap], tell: Tell) -> Iterator[Found]:
    page = page_code(answer.content, answer.charset)
    if page.cut:
        gaps.append(gap("page-cut", answer.url, "It holds more code than is looked at in one page."))
    base = urljoin(answer.url, page.base) if page.base else answer.url
    yield from parts_of(answer.url, page, _beside(answer.url))
    yield from _named(answer.url, base, page, gaps, tell)


def _named(url: str, base: str, page: PageCode, gaps: list[Gap], tell: Tell) -> Iterator[Found]:
    """The scripts that a page names, and the workers that those name."""
    waiting = _addresses(base, page.named)
    seen = set(waiting)
    for number, address in enumerate(waiting):  # grows while it is walked
        if number >= MOST_SCRIPTS:
            why = f"only the first {MOST_SCRIPTS} of {len(waiting)} were read."
            gaps.append(gap("too-many-scripts", url, why))
            return
        tell(f"fetching script {number + 1} of {len(waiting)}")
        try:
            answer = _get(address)
        except EnvironmentProblem as error:
            gaps.append(gap("script-not-fetched", address, str(error)))
            continue
        new = [name for name in _addresses(base, worker_names(answer.content)) if name not in seen]
        seen.update(new)
        waiting += new
        yield from _script(answer, gaps)


def _addresses(base: str, names: list[str]) -> list[str]:
    """Absolute addresses of the web, each once."""
    found: dict[str, None] = {}
    for name in names:
        try:
            address = urljoin(base, name).partition("#")[0]
            if urlsplit(address).scheme in _WEB:
                found[address] = None
        except ValueError:  # no address at all
            continue
    return list(found)


def _script(answer: _Answer, gaps: list[Gap]) -> Iterator[Found]:
    if is_wasm(answer.content):
        gaps.append(gap("wasm-not-read", answer.url, "It is WebAssembly, which is not read."))
        return
    if is_page(answer.content):
        gaps.append(gap("script-not-fetched", answer.url, "The server answered with an HTML page instead of a script."))
        return
    source = utf8(answer.content, answer.charset)[0]
    yield Found(
        name=answer.url,
        kind="address",
        size=len(source),
        get=partial(bytes, source),
        place=answer.url,
        beside=_beside(answer.url),
        source_map=answer.source_map,
    )


def _beside(url: str) -> Beside:
    """Source maps come from the host of the script only: a page must not make us ask anybody else for something."""

    def get(reference: str) -> bytes:
        try:
            address = urljoin(url, reference)
            own = urlsplit(address)[:2] == urlsplit(url)[:2]
        except ValueError:
            own = False
        if not own:
            raise MapMissing("it is not on the host of the script")
        try:
            return _get(address).content
        except EnvironmentProblem as error:
            raise MapMissing(str(error)) from error

    return get


def _get(url: str) -> _Answer:
    """Fetch.

    Raises:
        EnvironmentProblem: no answer, an error answer, or one that is too large.
    """
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as response:  # noqa: S310 - the scheme was checked
            content = response.read(MOST_BYTES + 1)
            headers = response.headers
            answer = _Answer(
                url=response.geturl(),
                kind=headers.get_content_type(),
                charset=headers.get_content_charset(),
                content=content,
                source_map=headers.get("SourceMap") or headers.get("X-SourceMap"),
            )
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, socket.gaierror):
            raise EnvironmentProblem(f"the name in {url} does not resolve; check the spelling") from error
        raise EnvironmentProblem(f"cannot fetch {url}: {getattr(reason, 'strerror', None) or reason}") from error
    if len(content) > MOST_BYTES:
        raise EnvironmentProblem(f"{url} is larger than {MOST_BYTES >> 20} MiB")
    return answer
