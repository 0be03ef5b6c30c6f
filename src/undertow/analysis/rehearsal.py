"""Small scripts are run once on a page in which what a person may type is marked: which sinks are given the marks?

Reading code knows the ways of data that somebody has described; a run goes all ways that there are, as far as the page
leads there: values kept in tables of any kind, iterators, addresses put together by any code. It says nothing of
what the page does not lead to. So it adds to what was read, and tells an address where reading found none or another.

Two runs differ in what is there: once whatever is looked up (stored values, globals), once nothing. Nothing is sent;
budgets are counted in calls and turns of loops.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from undertow.analysis import rehearsal_source
from undertow.analysis.catalog_sink import Sink
from undertow.analysis.catalog_source import Source
from undertow.analysis.decode import HOLE
from undertow.analysis.harvest import unused_prefix
from undertow.analysis.program import Program
from undertow.analysis.sandbox import Sandbox

MAX_BYTES = 24 << 10
"""Larger scripts are not run: few of them come as far as their sinks without the page they are made for."""
MAX_SOURCES = 2_000
"""One character each of the private use area stands for a source."""
_FIRST_MARK = 0xE100
_NOT_KNOWN = re.compile("[\ue100-\uf8f0]+")
_MARKS = re.compile("[\ue100-\uf8ef]")
_SPAN = 0xF8F0 - _FIRST_MARK - MAX_SOURCES
_SIGNS = re.compile(r"[\ue010\ue100-\uf8f0]|\\u(?:\{0*)?(?:e010|e[1-9a-f]|f[0-8])", re.IGNORECASE)
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_MISSING = re.compile(r"\b(?:undefined|NaN)\b|//(?:null|true|false)\b|\[object ")
_NOT_SENT = frozenset({"postmessage", "worker", "css"})
_PARTS = ("rehearsal_marks.js", "rehearsal_requests.js", "rehearsal_page.js")
_ASKED = "vmtlefnr"
"""What of the page a script is written to call, or is asked afterwards."""
_Events = list[tuple[int, str]]


class _Noted(msgspec.Struct):
    """What a run answers."""

    events: _Events
    looked: bool


@dataclass(frozen=True)
class Rehearsal:
    """What the runs of a script showed."""

    sent: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """(place of the source, place of the sink) in their lists → addresses, with HOLE for what is not known."""
    addresses: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Expression of a destination → what it was."""


def rehearse(p: Program, sinks: Sequence[Sink], sources: Sequence[Source], sandbox: Sandbox) -> Rehearsal:
    """Run a script that is small enough. Never raises for the script's sake."""
    wanted = [(at, sink) for at, sink in enumerate(sinks) if sink.kind not in _NOT_SENT and _told(sink) >= 0]
    if not wanted or len(p.c.source) > MAX_BYTES or p.c.has_error or len(sources) > MAX_SOURCES:
        return Rehearsal()
    if _SIGNS.search(p.c.source.decode("utf-8", "replace")):
        return Rehearsal()  # its own signs would be taken for marks
    prefix = unused_prefix(p.c.source)
    text = rehearsal_source.script(p, prefix, [sink for _, sink in wanted], sources)
    first = _FIRST_MARK + int(hashlib.sha256(p.c.source).hexdigest()[:8], 16) % _SPAN
    sent: dict[tuple[int, int], list[list[str]]] = {}
    addresses: dict[int, list[list[str]]] = {}
    told, imported = {sink.url for _, sink in wanted}, rehearsal_source.imported(p)
    noted: _Noted | None = None
    for turn, is_open in enumerate((True, False)):
        plan = {"open": is_open, "first": first, "imported": imported}
        if noted is None or noted.looked:  # else another run is the same
            noted = _noted(sandbox, prefix, plan, text)
        if noted is None:
            return Rehearsal()
        events = noted.events
        for node, said in events:
            if said and node in told:
                addresses.setdefault(node, [[], []])[turn].append(_address(said))
        for at, sink in wanted:
            for source, address in _given(p, sink, events, range(first, first + len(sources))):
                sent.setdefault((source, at), [[], []])[turn].append(address)
    return Rehearsal(
        {pair: tuple(dict.fromkeys(_certain(p, runs))) for pair, runs in sent.items()},
        {node: tuple(dict.fromkeys(_certain(p, runs))) for node, runs in addresses.items()},
    )


def _told(sink: Sink) -> int:
    """The expression that tells the address of a sink, or -1."""
    return sink.url if not sink.base and not sink.url_key and sink.listed < 0 else -1


def _certain(p: Program, runs: list[list[str]]) -> list[str]:
    """Addresses of both runs; where lots are drawn, what only one of them says is not known."""
    if not p.accesses("random"):
        return [text for run in runs for text in run]
    return [text if all(text in run for run in runs) else HOLE for run in runs for text in run]


def _noted(sandbox: Sandbox, prefix: str, plan: dict[str, Any], text: str) -> _Noted | None:
    """What expressions of sinks were, in order: an address, or the marks in what is sent.

    None if the run was cut by the clock, as it would say something else on another machine, or its notes are no notes:
    the script may do to the page whatever it likes.
    """
    world = _world().replace("UNDERTOW", prefix).replace("PLAN", json.dumps(plan))
    answer = sandbox.rehearse(world, text, f"{prefix}n()", f"{prefix}r()")
    if answer is None or answer["interrupts"]:
        return None
    try:
        return msgspec.json.decode(_HALF.sub(r"\\ufffd", answer["seen"]), type=_Noted)
    except (msgspec.MsgspecError, RecursionError):
        return None


def _given(p: Program, sink: Sink, events: _Events, marks: range) -> _Events:
    """(source, address) of each mark that a sink was given; an address counts until the next one is told."""
    roles = dict(rehearsal_source.carriers(p, sink))
    first = next((_address(said) for node, said in events if node == sink.url), HOLE)
    found: list[tuple[int, str]] = []
    latest = ""
    for node, said in events:
        if node == sink.url:
            latest = _address(said)
            said = re.sub(r"#[^\n]*", "", said) if roles.get(node) == "url" else ""  # noqa: PLW2901 - a fragment stays
        elif node not in roles:
            continue
        marked = (ord(mark) for mark in dict.fromkeys(_MARKS.findall(said)))
        found += [(marks.index(mark), latest or first) for mark in marked if mark in marks]
    return found


def _address(said: str) -> str:
    """An address with HOLE for what is not known, as is all of one in which something was found missing."""
    text = said.partition("\n")[0]
    return HOLE if _MISSING.search(text) else _NOT_KNOWN.sub(HOLE, text)


@cache
def _world() -> str:
    """The page as one script. Nothing of it is a property of the global object, where the script could find it."""
    parts = "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in _PARTS)
    names = ", ".join(f"{name}: UNDERTOW{name}" for name in _ASKED)
    return f"const {{ {names} }} = (() => {{ {parts}\nreturn UNDERTOW.ask; }})();"
