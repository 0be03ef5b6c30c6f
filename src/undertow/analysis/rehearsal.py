"""Small scripts are run once on a page in which what a person may type is marked: which sinks are given the marks?

Reading code knows the ways of data that somebody has described; a run goes all ways that there are, as far as the page
leads there: values kept in tables of any kind, iterators, addresses put together by any code. It says nothing of
what the page does not lead to. So it adds to what was read, and tells an address where reading found none or another.

Two runs differ in what is there: once whatever is looked up (stored values, globals), once nothing. Nothing is sent;
budgets are counted in calls and turns of loops.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

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
_MISSING = re.compile(r"\b(?:undefined|NaN)\b|//(?:null|true|false)\b|\[object ")
_NOT_SENT = frozenset({"postmessage", "worker", "css"})
_PARTS = ("rehearsal_marks.js", "rehearsal_page.js")


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
    prefix = unused_prefix(p.c.source)
    text = rehearsal_source.script(p, prefix, [sink for _, sink in wanted], sources)
    sent: dict[tuple[int, int], list[list[str]]] = {}
    addresses: dict[int, list[list[str]]] = {}
    for turn, is_open in enumerate((True, False)):
        plan = {"open": is_open, "marks": len(sources), "imported": rehearsal_source.imported(p)}
        events = _events(sandbox, prefix, plan, text)
        for node, said in events:
            if said and any(node == sink.url for _, sink in wanted):
                addresses.setdefault(node, [[], []])[turn].append(_address(said))
        for at, sink in wanted:
            for source, address in _given(p, sink, events, len(sources)):
                sent.setdefault((source, at), [[], []])[turn].append(address)
    return Rehearsal(
        {pair: tuple(dict.fromkeys(_certain(p, runs))) for pair, runs in sent.items()},
        {node: tuple(dict.fromkeys(_certain(p, runs))) for node, runs in addresses.items()},
    )


def _told(sink: Sink) -> int:
    """The expression that tells the address of a sink, or -1."""
    return sink.url if sink.base < 0 and sink.listed < 0 else -1


def _certain(p: Program, runs: list[list[str]]) -> list[str]:
    """Addresses of both runs; where lots are drawn, what only one of them says is not known."""
    if not p.accesses("random"):
        return [text for run in runs for text in run]
    return [text if all(text in run for run in runs) else HOLE for run in runs for text in run]


def _events(sandbox: Sandbox, prefix: str, plan: dict[str, Any], text: str) -> list[tuple[int, str]]:
    """What expressions of sinks were, in order: an address, or the marks in what is sent."""
    world = _world().replace("UNDERTOW", prefix).replace("PLAN", json.dumps(plan))
    answer = sandbox.harvest(world, text, f"{prefix}n()", f"{prefix}r()")
    try:
        events = json.loads(answer["seen"])["events"] if answer is not None else []
    except ValueError:
        return []
    return [(int(node), str(said)) for node, said in events]


def _given(p: Program, sink: Sink, events: list[tuple[int, str]], count: int) -> list[tuple[int, str]]:
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
        marked = [ord(mark) - _FIRST_MARK for mark in dict.fromkeys(_MARKS.findall(said))]
        found += [
            (source, latest or first) for source in marked if source < count
        ]  # a script may use such signs itself
    return found


def _address(said: str) -> str:
    """An address with HOLE for what is not known, as is all of one in which something was found missing."""
    text = said.partition("\n")[0]
    return HOLE if _MISSING.search(text) else _NOT_KNOWN.sub(HOLE, text)


@cache
def _world() -> str:
    return "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in _PARTS)
