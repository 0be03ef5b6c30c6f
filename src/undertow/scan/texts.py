"""Bytes as delivered to text as a browser would read it, in UTF-8."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PRESCAN = 1024  # bytes in which the HTML standard looks for a <meta charset>


def utf8(content: bytes, charset: str | None = None) -> tuple[bytes, str]:
    """The same text in UTF-8, and the name of the encoding it came in.

    A byte order mark decides; then what the server says; else it is UTF-8 and left as it is, also where it is damaged.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            text = content if name == "utf-8" else _converted(content[len(mark) :], name)
            return text if text is not None else content, name
    name = (charset or "utf-8").lower()
    if name in ("utf-8", "utf8", "us-ascii", "ascii") or content.isascii():
        return content, "utf-8"
    text = _converted(content, name)
    return (content, "utf-8") if text is None else (text, name)


def page_charset(content: bytes) -> str | None:
    """What a page says of its own encoding."""
    found = _META.search(content[:_PRESCAN])
    return found[1].decode("ascii", "replace") if found else None


def is_page(content: bytes) -> bool:
    """Is it HTML, whatever it is called?"""
    start = content[:512].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<script"))


def is_wasm(content: bytes) -> bool:
    """Is it WebAssembly?"""
    return content.startswith(b"\0asm")


def _converted(content: bytes, charset: str) -> bytes | None:
    """None if there is no such encoding of text."""
    try:
        return content.decode(charset, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return None
