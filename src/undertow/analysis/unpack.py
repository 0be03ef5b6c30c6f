"""The code that a script makes when it runs: worked out where it stands, else by running the script in the sandbox."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import numpy as np

from undertow.analysis.columns import Columns, F, K, kind_mask
from undertow.analysis.program import Program
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.unpack_signs import CodeSink, SignFinder, known_text
from undertow.model import LayerHow, Span

SHORTEST = 8
"""Characters below which text is not worth being read as code."""
LONGEST = 4 << 20
"""Characters of one text."""
_MOST_RUNS = 8  # of one script and all that is unpacked from it
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_CALLS = kind_mask(["call_expression", "new_expression", "assignment_expression"])


@dataclass(frozen=True)
class Unpacked:
    """Text that is handed over to be run."""

    code: str
    how: LayerHow
    span: Span
    """In the script as delivered."""
    literal: bool = False
    """Does its text stand there, so that what is in it was seen as a string as well?"""


@dataclass
class Findings:
    """What was unpacked of one script, and what was not."""

    texts: list[Unpacked] = field(default_factory=list)
    stopped: bool = False
    """The run did not come to its end."""
    unknown: list[Span] = field(default_factory=list)
    """Places that run text which could not be worked out."""


@dataclass(frozen=True)
class _Caught:
    """Text that a run handed over."""

    code: str
    how: LayerHow
    at: tuple[int, int] | None
    children: list[_Caught]


class Unpacker:
    """Unpacks one script and all that comes out of it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._runs = 0
        self._ran: dict[str, list[_Caught]] = {}
        """Text that ran within the run of another -> what it handed over itself."""

    def unpack(self, p: Program, delivered: Columns, original: Callable[[Span], Span]) -> Findings:
        """Everything that one script hands over itself.

        Args:
            p: the script in its decoded form.
            delivered: the script as delivered.
            original: from places in the decoded form to places as delivered.
        """
        signs = SignFinder(p).find()
        found = Findings()
        open_sinks: list[tuple[CodeSink, Span]] = []
        for sink in signs.sinks:
            span = original(p.c.span(sink.node))
            text = known_text(p, sink.text)
            if text is not None:
                found.texts += [Unpacked(code, sink.how, span, literal=True) for code in codes_in(text, sink.how)]
            else:
                open_sinks.append((sink, span))
        wanted = signs.worth_running or any(s.certain or s.how == "document-write" for s, _ in open_sinks)
        source = delivered.source.decode("utf-8", "replace")
        if not wanted and not self._ran.get(source):
            return found
        caught, found.stopped = self._caught(source, delivered)
        spans = [
            _sink_span(delivered, each, [span for sink, span in open_sinks if sink.how == each.how]) for each in caught
        ]
        found.texts += [Unpacked(c.code, c.how, span) for c, span in zip(caught, spans, strict=True)]
        found.unknown = [span for sink, span in open_sinks if sink.certain and not _covered(sink, span, caught, spans)]
        return found

    def _caught(self, source: str, c: Columns) -> tuple[list[_Caught], bool]:
        """What a run hands over, and whether the run was stopped."""
        known = self._ran.get(source)
        if known:
            return known, False
        if self._runs >= _MOST_RUNS:
            return [], True
        self._runs += 1
        source = _runnable(c)
        first = self._sandbox.unpack(source, 0)
        if first is None or first["stopped"]:
            self._runs = _MOST_RUNS  # whoever stopped one run is not given another
        if first is None or (first["stopped"] and not first["found"]):
            return [], True
        if not first["found"]:
            return [], False
        second = self._sandbox.unpack(source, 1)
        if second is None:
            return [], True
        caught = self._both(first["found"], second["found"])
        return caught, bool(first["stopped"] or second["stopped"])

    def _both(self, first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[_Caught]:
        """What both runs handed over: it does not depend on the page around it. As a tree of who handed over what."""
        same = {(each["how"], each["code"]) for each in second}
        top: list[_Caught] = []
        made: dict[int, _Caught] = {}
        for index, each in enumerate(first):
            parent = made.get(each["parent"])
            if (each["how"], each["code"]) not in same or (parent is None and each["parent"] >= 0):
                continue
            at = (each["at"][0], each["at"][1]) if each["at"] else None
            made[index] = _Caught(each["code"], each["how"], at, [])
            (top if parent is None else parent.children).append(made[index])
            self._ran.setdefault(each["code"], made[index].children)
        return top


def _runnable(c: Columns) -> str:
    return without_modules(c).decode("utf-8", "replace")


def without_modules(c: Columns) -> bytes:
    """The script with what only a module may say blanked out, so that all else keeps its place."""
    source = bytearray(c.source)
    for node in c.where("import_statement", "export_statement", "meta_property").tolist():
        start, end = c.span(node)
        declared = c.child(node, F["declaration"])
        if declared < 0:
            declared = c.child(node, F["value"])
        if c.kind[node] == K["meta_property"]:
            if source[start:end].startswith(b"import"):
                source[start:end] = b"self".ljust(end - start)
            continue
        stop = int(c.start[declared]) if declared >= 0 else end
        source[start:stop] = b"".join(b"\n" if byte == 10 else b" " for byte in source[start:stop])
    return bytes(source)


def codes_in(text: str, how: LayerHow) -> Iterable[str]:
    """The code in a text that is handed over: itself, the scripts in markup, or what an address holds."""
    if how == "document-write":
        for attributes, body in _SCRIPT.findall(text):
            if "src" not in attributes.lower() and "json" not in attributes.lower():
                yield body
    elif how == "javascript-url":
        yield unquote(text.partition(":")[2])
    elif how == "data-url":
        head, _, body = text.partition(",")
        if not head.rstrip().lower().endswith(";base64"):
            yield unquote(body)
            return
        try:
            yield base64.b64decode(unquote_to_bytes(body) + b"==").decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return
    else:
        yield text


def _covered(sink: CodeSink, span: Span, caught: list[_Caught], spans: list[Span]) -> bool:
    """Did the run hand something over there, or in the same way at a place that is not known?"""
    return any(
        (span[0] <= at[0] and at[1] <= span[1]) or (at[0] <= span[0] and span[1] <= at[1])
        for each, at in zip(caught, spans, strict=True)
        if each.how == sink.how
    )


def _sink_span(c: Columns, each: _Caught, sinks: list[Span]) -> Span:
    """Where text was handed over: the sink around the place that the run named, which may be that of an argument.

    If none is known there, the call or assignment at that place; the whole script if there is none.
    """
    whole = (0, len(c.source))
    at = _offset(c.source, each.at)
    if at < 0:
        return whole
    around = [span for span in sinks if span[0] <= at < span[1]]
    if around:
        return min(around, key=lambda span: span[1] - span[0])
    node = int(np.searchsorted(c.start, np.int32(at), side="right")) - 1
    while node >= 0 and not (_CALLS[c.kind[node]] and c.end[node] > at):
        node = int(c.parent[node])
    return c.span(node) if node >= 0 else whole


def _offset(source: bytes, place: tuple[int, int] | None) -> int:
    """Byte at a line and column as QuickJS counts them; -1 if there is none."""
    if place is None:
        return -1
    line, column = place
    at = 0
    for _ in range(line):
        at = source.find(b"\n", at) + 1
        if at == 0:
            return -1
    return at + max(0, column - 1)
