"""An HTML page as a holder of code: inline scripts, handlers, links, data blocks, and the scripts it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from undertow.model import ScriptKind
from undertow.scan.markup import elements
from undertow.scan.texts import page_charset, utf8

MOST_PARTS = 2_000
"""Of one page; a page with more handlers than that repeats itself."""
MOST_NAMED = 2_000
MOST_BYTES = 8 << 20
"""Of a page; what follows is not looked at."""
_DEEPEST = 3  # frames within frames whose pages stand in an attribute
_JAVASCRIPT = frozenset({"", "module", "text/javascript", "application/javascript", "text/ecmascript",
                         "application/ecmascript", "application/x-javascript", "text/jscript"})  # fmt: skip
_JSON = re.compile(r"(?:application|text)/(?:[\w.+-]+\+)?json")
_ADDRESS = re.compile(r"(?:https?|wss?):(?:\\?/){2}|[\"'](?:\\?/){2}\w")
_WORKERS = re.compile(
    r"(?:\bserviceWorker\s*\.\s*register|\bnew\s+(?:Shared)?Worker)\s*\(\s*(?P<quote>[\"'`])(?P<name>[^\"'`\s$]{1,2000})(?P=quote)"
)


@dataclass(frozen=True)
class Part:
    """A piece of code that stands in a page."""

    kind: ScriptKind
    label: str
    """What it is, e.g. ``inline #2``, ``onclick #1 of button``."""
    code: bytes


@dataclass
class PageCode:
    """All code of a page."""

    parts: list[Part] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """Addresses of scripts as the page writes them: elements, preloads, import maps, workers; each once."""
    base: str | None = None
    """What the page's addresses are relative to, if it says so itself."""
    cut: bool = False
    """More stands in it than is looked at."""


def page_code(content: bytes, charset: str | None = None) -> PageCode:
    """Find the code of a page. Any bytes are a page; what is not markup is passed over.

    Args:
        content: the page as delivered.
        charset: what the server said of its encoding; the page's own word counts after that.
    """
    text = utf8(content[:MOST_BYTES], charset or page_charset(content))[0].decode("utf-8", "replace")
    reader = _Reader()
    reader.read(text)
    found = reader.found
    for part in list(found.parts):
        if part.kind != "data":
            found.named += worker_names(part.code)
    named = list(dict.fromkeys(found.named))
    found.cut = found.cut or len(content) > MOST_BYTES or len(named) > MOST_NAMED
    found.named = named[:MOST_NAMED]
    return found


def worker_names(code: bytes) -> list[str]:
    """Addresses of workers that code starts by a literal name. A hint, not an analysis."""
    if b"Worker" not in code:
        return []
    return [match["name"] for match in _WORKERS.finditer(code.decode("utf-8", "replace"))]


class _Reader:
    """Walks through the elements and keeps what is code."""

    def __init__(self) -> None:
        self.found = PageCode()
        self._counts: dict[str, int] = {}
        self._seen: set[tuple[str, str]] = set()

    def read(self, text: str, depth: int = 0) -> None:
        """One document; a page in an attribute of it is read where it stands."""
        for element in elements(text):
            values = element.attributes
            if element.tag == "script":
                self._script(values, element.text)
            elif element.tag == "link":
                self._link(values)
            elif element.tag == "base" and self.found.base is None and values.get("href"):
                self.found.base = values["href"]
            for name, value in values.items():
                if name.startswith("on") and len(name) > 2 and value.strip():
                    self._add("handler", name, value, f" of {element.tag}")
                elif name in ("href", "src", "action", "formaction", "xlink:href"):
                    self._address(value)
            if element.tag == "iframe" and (inner := values.get("srcdoc")):
                self.found.cut |= depth >= _DEEPEST
                if depth < _DEEPEST:
                    self.read(inner, depth + 1)

    def _script(self, values: dict[str, str], body: str) -> None:
        kind = values.get("type", "").partition(";")[0].strip().lower()
        if source := values.get("src", "").strip():
            if kind in _JAVASCRIPT:
                self.found.named.append(source)
        elif kind == "importmap":
            self.found.named += _imported(body)
        elif kind in _JAVASCRIPT:
            self._add("inline", "inline", body)
        elif _JSON.fullmatch(kind) and _ADDRESS.search(body):
            self._add("data", "data", body)

    def _link(self, values: dict[str, str]) -> None:
        relations = values.get("rel", "").lower().split()
        preloads = "preload" in relations and values.get("as", "").lower() in ("script", "worker")
        if ("modulepreload" in relations or preloads) and values.get("href", "").strip():
            self.found.named.append(values["href"].strip())

    def _address(self, value: str) -> None:
        text = re.sub(r"[\t\r\n]", "", value).lstrip("\0 \x01\x1f")
        if text[:11].lower() == "javascript:" and text[11:].strip(" ;"):
            self._add("link", "javascript: link", unquote(text[11:]))

    def _add(self, kind: ScriptKind, label: str, code: str, of: str = "") -> None:
        """Keep a piece of code; of attributes that say the same the first one stands for all."""
        self._counts[label] = number = self._counts.get(label, 0) + 1
        key = (label, code)
        if not code.strip() or (kind in ("handler", "link") and key in self._seen):
            return
        if len(self.found.parts) >= MOST_PARTS:
            self.found.cut = True
            return
        self._seen.add(key)
        self.found.parts.append(Part(kind, f"{label} #{number}{of}", code.encode("utf-8", "replace")))


def _imported(body: str) -> Iterator[str]:
    """The addresses in an import map; entries that end with a slash name folders."""
    try:
        known = json.loads(body)
    except (ValueError, RecursionError):
        return
    if not isinstance(known, dict):
        return
    scopes = known.get("scopes")
    for names in (known.get("imports"), *(scopes.values() if isinstance(scopes, dict) else ())):
        for address in names.values() if isinstance(names, dict) else ():
            if isinstance(address, str) and address and not address.endswith("/"):
                yield address
