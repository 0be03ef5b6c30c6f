"""Recover hidden strings by running the script on an inert page and looking at what its expressions evaluate to.

For obfuscators whose decoders cannot be told from the program (globals assigned inside calls, strings cut out of one
long text, flattened control flow). The script is instrumented (`harvest_source`) and run four times: on two kinds of
page (what the page may lack is there, or is not), each twice with other numbers, times and chances. What depends on
any of these differs between runs or carries the marker of an inert object; what is the same string in every run in
which it was reached is the script's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from undertow.analysis.columns import Columns, F, K, kind_mask
from undertow.analysis.decode import HOLE, Decoded
from undertow.analysis.harvest_source import instrument
from undertow.analysis.sandbox import Sandbox

MAX_BYTES = 2 << 20
"""Larger scripts are not run."""
_WORLD = Path(__file__).with_name("harvest_stubs.js")
_MAX_INTERRUPTS = 1
"""Calls of one script that may run out of processor time before the rest is given up."""
_ALTERNATIVES = 6
_REPLAYS = 3
"""Conditions outside of functions for which the whole script is run again."""
_IN_HOST = re.compile(r"//[\w.-]+$")
_HOST_GOES_ON = re.compile(r"[\w.-]")
_COMPUTES = kind_mask(["call_expression", "subscript_expression"])
_MIN_COMPUTED = 8
_COMPUTED_SHARE = 0.2
_KNOWN_SHARE = 0.25
_MISSING = re.compile(r"//[^/]*\b(?:undefined|null|NaN|true|false|object Object)\b")
_MARK = re.compile("\ue000\\d+\ue001")


Seen = dict[int, list[str | None]]
"""By node: the strings an expression evaluated to, at most a few different ones; None if other values as well."""


@dataclass
class _Run:
    """What one run recorded."""

    natural: Seen = field(default_factory=dict)
    """In the course of the script and its callbacks."""
    forced: Seen = field(default_factory=dict)
    """In calls of functions that nobody called."""
    turned: Seen = field(default_factory=dict)
    """With conditions turned round that always came out the same way."""
    onesided: list[int] = field(default_factory=list)
    """Conditions outside of functions that still do."""


def harvest(c: Columns, sandbox: Sandbox, out: Decoded) -> None:
    """Add values and templates of expressions to `out`. Never raises for the script's sake."""
    if len(c.source) > MAX_BYTES or c.has_error or len(c.where("import_statement", "export_statement")):
        return
    prefix = _unused_prefix(c.source)
    runner = _Runner(sandbox, instrument(c, prefix), prefix, out)
    tiers: list[tuple[Seen, Seen]] = []
    left: list[int] = []
    for is_open in (False, True):
        one, other = runner.pair(is_open, None)
        tiers += [(one.natural, other.natural), (one.forced, other.forced), (one.turned, other.turned)]
        left = [n for n in one.onesided if n in other.onesided and c.kind[n] != K["binary_expression"]]
    for condition in left[:_REPLAYS]:
        one, other = runner.pair(True, condition)
        tiers.append((one.natural, other.natural))
    order = (0, 3, 1, 4, 2, 5, *range(6, len(tiers)))  # the script's own course comes first
    agreed = [_agreed(*tiers[i]) for i in order]
    for tier in agreed[4:]:  # what a script says of things that it found missing where it never goes
        for node in [n for n, values in tier.items() if any(v and _MISSING.search(v) for v in values)]:
            del tier[node]
    _decide(agreed, out)


def _decide(tiers: list[dict[int, tuple[str | None, ...]]], out: Decoded) -> None:
    """Values, templates and alternatives from what the runs agree on; earlier tiers come first."""
    found: dict[int, tuple[str | None, ...]] = {}
    beginnings = _beginnings(v for tier in tiers for values in tier.values() for v in values if v)
    for tier in tiers:
        for node, values in tier.items():
            before = found.get(node)
            if before is None:
                found[node] = values
            elif _addresses(before) and _addresses(values):
                found[node] = tuple(dict.fromkeys(before + values))
    for node, values in sorted(found.items()):
        whole = tuple(v for v in values if v not in beginnings)
        if not whole:
            continue
        first = whole[0]
        if len(whole) > 1 or first is None:
            texts = tuple(v for v in whole if v is not None)
            if len(texts) <= _ALTERNATIVES and _addresses(texts):
                out.alternatives.setdefault(node, texts)
        elif HOLE not in first:
            out.values.setdefault(node, first)
        elif first.strip(HOLE):
            out.templates.setdefault(node, first)


def _beginnings(values: Iterable[str]) -> set[str]:
    """Addresses that end within their host, since the rest is put behind them later."""
    ordered = sorted({v for v in values if "//" in v})
    found = set()
    for one, following in pairwise(ordered):
        if following.startswith(one) and _IN_HOST.search(one) and _HOST_GOES_ON.match(following, len(one)):
            found.add(one)
    return found


def _addresses(values: tuple[str | None, ...]) -> bool:
    return all("//" in v for v in values if v is not None)


def _agreed(one: Seen, other: Seen) -> dict[int, tuple[str | None, ...]]:
    """What two runs, with other numbers and times each, have in common."""
    found: dict[int, tuple[str | None, ...]] = {}
    for node in one.keys() & other.keys():
        left, right = ([v if v is None else _without_marks(v) for v in seen[node]] for seen in (one, other))
        if set(left) == set(right):
            found[node] = tuple(dict.fromkeys(left))
        elif len(left) == len(right) and None not in (*left, *right):
            merged = tuple(dict.fromkeys(_common(a or "", b or "") for a, b in zip(left, right, strict=True)))
            if _addresses(merged):
                found[node] = merged
    return found


def _common(one: str, other: str) -> str:
    """What two strings begin and end with in common, whole words only, with HOLE in between."""
    if one == other:
        return one
    begin = _common_start(one, other)
    end = _common_start(one[len(begin) :][::-1], other[len(begin) :][::-1])[::-1]
    return re.sub(r"\w+$", "", begin) + HOLE + re.sub(r"^\w+", "", end)


def _common_start(one: str, other: str) -> str:
    different = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return one[: next(different, min(len(one), len(other)))]


def _without_marks(value: str) -> str:
    text = _MARK.sub(HOLE, value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Runner:
    """Runs one instrumented script."""

    def __init__(self, sandbox: Sandbox, text: str, prefix: str, out: Decoded) -> None:
        self._sandbox, self._text, self._prefix, self._out = sandbox, text, prefix, out
        self._interrupts = 0

    def pair(self, is_open: bool, replay: int | None) -> tuple[_Run, _Run]:
        """Two runs that differ in what a script cannot know beforehand."""
        return self._run(0, is_open, replay), self._run(1, is_open, replay)

    def _run(self, seed: int, is_open: bool, replay: int | None) -> _Run:
        out, p = self._out, self._prefix
        if out.stopped:
            return _Run()
        answer = self._sandbox.harvest(_world(p, seed, is_open, replay), self._text, f"{p}n()", f"{p}r()")
        if answer is None:
            out.stopped = "the script had to be ended from outside"
            return _Run()
        try:
            seen = json.loads(answer["seen"])
        except ValueError:
            out.problems.append(f"run: {answer['error']}")
            return _Run()
        self._interrupts += answer["interrupts"]
        if self._interrupts > _MAX_INTERRUPTS:
            out.stopped = "the script ran out of time when it was run"
        natural, forced, turned = (
            {int(n): v for n, v in seen[name].items()} for name in ("natural", "forced", "turned")
        )
        return _Run(natural, forced, turned, sorted(seen["onesided"]))


def _unused_prefix(source: bytes) -> str:
    prefix = "u$"
    while prefix.encode() in source:
        prefix += "$"
    return prefix


@cache
def _world_text() -> str:
    return _WORLD.read_text("utf-8")


def _world(prefix: str, seed: int, is_open: bool, replay: int | None) -> str:
    words = {
        "UNDERTOW": prefix,
        "SEED": str(seed),
        "OPEN": "true" if is_open else "false",
        "REPLAY": "{}" if replay is None else f"{{{replay}:1}}",
    }
    return re.sub("UNDERTOW|SEED|OPEN|REPLAY", lambda match: words[match[0]], _world_text())


def looks_hidden(c: Columns, decoded: Decoded) -> bool:
    """Are names looked up by computed texts again and again, and decoding has not found out what these are?

    Ordinary code writes `a.b` or `a[i]`; what it computes (`a[b[i]]`, `a[f(x)]`) is a small part of its accesses.
    """
    index = np.flatnonzero((c.field == F["index"]) & (c.kind[c.parent] == K["subscript_expression"]))
    inner = np.flatnonzero(_COMPUTES[c.kind])
    computed = np.searchsorted(inner, c.last[index]) > np.searchsorted(inner, index)
    pairs = len(c.where("computed_property_name"))
    count = int(computed.sum()) + pairs
    texts = sum(isinstance(value, str) for value in decoded.values.values())
    others = len(c.where("member_expression"))
    return count >= _MIN_COMPUTED and count >= _COMPUTED_SHARE * (count + others) and texts < _KNOWN_SHARE * count
