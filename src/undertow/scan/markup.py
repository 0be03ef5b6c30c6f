"""The elements of an HTML page, as a browser's tokenizer sees them, in time proportional to its length.

The standard library's parser takes time that grows with the square of the length for pages made to do so.

Format: html.spec.whatwg.org, 13.2.5 Tokenization. Not modelled: script data within comments within scripts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)|(?P<open>[\"'])|))?"
)
_END = re.compile(r"[\s/]*+>")
_COMMENT_END = re.compile(r"--!?>")
_TEXT_ONLY = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_CLOSE = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _TEXT_ONLY}
MOST_ATTRIBUTES = 1_000
"""Of one element."""


@dataclass(frozen=True)
class Element:
    """One start tag."""

    tag: str
    """In lower case."""
    attributes: dict[str, str]
    """Names in lower case, each with its first value."""
    text: str
    """What stands in an element that holds text only, such as a script; else empty."""


def elements(page: str) -> Iterator[Element]:
    """All elements in the order of their start tags. What a tag, comment or script leaves open swallows the rest."""
    at = page.find("<")
    while at >= 0:
        if page.startswith("<!--", at):
            end = _COMMENT_END.search(page, at + 2)
            at = end.end() if end else len(page)
        elif tag := _TAG.match(page, at):
            attributes, at = _attributes(page, tag.end())
            if at < 0:
                return
            name, text = tag[1].lower(), ""
            if name in _TEXT_ONLY:
                close = _CLOSE[name].search(page, at)
                if close is None:
                    return
                text, at = page[at : close.start()], close.end()
            yield Element(name, attributes, text)
        elif page.startswith(("</", "<!", "<?"), at):
            end_of_tag = page.find(">", at)
            at = end_of_tag if end_of_tag >= 0 else len(page)
        else:
            at += 1
        at = page.find("<", at)


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag and where it ends; -1 if it does not."""
    found: dict[str, str] = {}
    while not (end := _END.match(page, at)):
        attribute = _ATTRIBUTE.match(page, at)
        if attribute is None or attribute["open"]:
            return found, -1
        at = attribute.end()
        value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
        if len(found) < MOST_ATTRIBUTES:
            found.setdefault(attribute["name"].lower(), html.unescape(value))
    return found, end.end()
