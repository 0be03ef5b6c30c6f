"""Recover hidden strings by running the script on an inert page and looking at what its expressions evaluate to.

For obfuscators whose decoders cannot be told from the program (globals assigned inside calls, strings cut out of one
long text, flattened control flow). The script is instrumented (`harvest_source`) and run four times: on two kinds of
page (what the page may lack is there, or is not), and with other numbers, times and chances each. What depends on any
of these differs between runs or carries the marker of an inert object; what is the same string in every run in which it
was reached is the script's own. What the first two runs agree on needs no other: the third and fourth look at the rest,
each page again with the other's numbers.

Nearly all of the time goes into what decoders do in their loops, which tells nothing. Where a recorder is asked again
and again for nothing it is left out of the runs that follow, and a script that begins like that is started again.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from undertow.analysis.columns import Columns, F, K, kind_mask
from undertow.analysis.decode import HOLE, Decoded
from undertow.analysis.harvest_source import Recorded, Recorders
from undertow.analysis.sandbox import Sandbox

MAX_BYTES = 2 << 20
"""Larger scripts are not run."""
_WORLD = Path(__file__).with_name("harvest_stubs.js")
_MAX_INTERRUPTS = 1
"""Calls of one script that may run out of processor time before the rest is given up."""
_TRIALS = (2_000, 4_000)
"""How often a recorder is asked for nothing before the script is started again without the busiest ones."""
_ALTERNATIVES = 6
_WAYS = ("forced", "turned")
"""Calls that the script did not make: of functions that nobody called, and with a condition turned round."""
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
Agreed = dict[int, tuple[str | None, ...]]
"""The same where runs agree, with HOLE for what is not known."""


@dataclass(frozen=True)
class _Page:
    """What one run finds around it."""

    seed: int
    """0 or 1: numbers, times and chances differ."""
    is_open: bool
    """Is there whatever is asked for?"""
    replay: tuple[int, ...] = ()
    """Conditions that come out the other way."""


@dataclass(frozen=True)
class _Call:
    """A call that the script did not make itself."""

    way: str
    """``forced`` or ``turned``."""
    node: int
    """The function that nobody called, or the condition that was turned round."""
    most: int
    """How long it may go on when it is made again."""
    shown: frozenset[int]
    """Expressions of which it showed something new."""
    after: tuple[int, ...]
    """Calls, by their place in the order, without which this one could not be made."""


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
    called: list[_Call] = field(default_factory=list)
    """What was called in the last two ways, in order."""
    page: _Page = _Page(0, is_open=False)

    @property
    def tiers(self) -> tuple[Seen, Seen, Seen]:
        """What was seen, the script's own course first."""
        return self.natural, self.forced, self.turned


def harvest(c: Columns, sandbox: Sandbox, out: Decoded) -> None:
    """Add values and templates of expressions to `out`. Never raises for the script's sake."""
    if len(c.source) > MAX_BYTES or c.has_error or len(c.where("import_statement", "export_statement")):
        return
    runner = _Runner(sandbox, c, out)
    closed, opened = runner.run(_Page(0, is_open=False)), runner.run(_Page(1, is_open=True))
    agreed = [*_pages(runner, closed, opened), *_replays(runner, c, opened)]
    for tier in agreed[4:]:  # what a script says of things that it found missing where it never goes
        for node in [n for n, values in tier.items() if any(v and _MISSING.search(v) for v in values)]:
            del tier[node]
    _decide(agreed, out)


def _pages(runner: _Runner, closed: _Run, opened: _Run) -> list[Agreed]:
    """What the script says whatever the page, the numbers, the time: its own course first.

    The two runs differ in all of these. What they do not agree on was due to the page or to the numbers: it is looked
    at once more, on the same page with other numbers, by recorders for these expressions alone.
    """
    sure = [_confirmed(closed, opened), _confirmed(opened, closed)]
    decided = {node for tiers in sure for node, values in tiers[0].items() if not _addresses(values)}
    for run, tiers in zip((closed, opened), sure, strict=True):
        rest = [{n: v for n, v in seen.items() if n not in decided and n not in known and _tells(v)}
                for seen, known in zip(run.tiers, tiers, strict=True)]  # fmt: skip
        other = runner.again(run, rest)
        for known, one, two in zip(tiers, rest, other.tiers, strict=True):
            known.update(_agreed(one, two))
    return [tier for both in zip(*sure, strict=True) for tier in both]


def _replays(runner: _Runner, c: Columns, opened: _Run) -> Iterator[Agreed]:
    """What else is said where conditions outside of functions come out the other way."""
    for condition in [n for n in opened.onesided if c.kind[n] != K["binary_expression"]][:_REPLAYS]:
        run = runner.run(dataclasses.replace(opened.page, replay=(condition,)))
        new = {n: v for n, v in run.natural.items() if _plain(v) != _plain(opened.natural.get(n, []))}
        yield _agreed(new, runner.again(run, [new]).natural)


def _confirmed(one: _Run, other: _Run) -> list[Agreed]:
    """By tier, what was seen in the other run as well, in whatever way."""
    found: list[Agreed] = []
    for seen in one.tiers:
        plain = {node: _plain(values) for node, values in seen.items()}
        same = [{n for n, v in plain.items() if n in tier and set(v) == set(_plain(tier[n]))} for tier in other.tiers]
        found.append({node: plain[node] for node in sorted(set().union(*same))})
    return found


def _decide(tiers: list[Agreed], out: Decoded) -> None:
    """Values, templates and alternatives from what the runs agree on; earlier tiers come first."""
    found: Agreed = {}
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


def _agreed(one: Seen, other: Seen) -> Agreed:
    """What two runs, with other numbers and times each, have in common."""
    found: Agreed = {}
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


def _tells(values: Iterable[str | None]) -> bool:
    """Is any of it more than a marker?"""
    return any(v and _MARK.sub("", v) for v in values)


def _plain(values: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(dict.fromkeys(v if v is None else _without_marks(v) for v in values))


def _without_marks(value: str) -> str:
    text = _MARK.sub(HOLE, value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Runner:
    """Runs one script with recorders in it."""

    def __init__(self, sandbox: Sandbox, c: Columns, out: Decoded) -> None:
        self._sandbox, self._out, self._size = sandbox, out, len(c)
        self._prefix = unused_prefix(c.source)
        self._recorders = Recorders(c, self._prefix)
        self._recorded = Recorded()
        self._trials = list(_TRIALS)
        self._interrupts = 0

    def run(self, page: _Page) -> _Run:
        """Everything that can be seen on a page."""
        while (run := self._run(page, self._recorded, None)) is None:
            pass
        return run

    def again(self, run: _Run, rest: Sequence[Seen]) -> _Run:
        """What these expressions are with other numbers. What came to no end is not waited for again."""
        nodes = frozenset(node for seen in rest for node in seen)
        page = dataclasses.replace(run.page, seed=1 - run.page.seed)
        recorded = dataclasses.replace(self._recorded, only_values=nodes)
        return (self._run(page, recorded, _wanted(run.called, rest)) if nodes else None) or _Run()

    def _run(self, page: _Page, recorded: Recorded, called: list[_Call] | None) -> _Run | None:
        """One run; None if it was ended early, to be started again with fewer recorders.

        Args:
            page: what the script finds.
            recorded: what is recorded.
            called: what is called beyond the script's own course; None: whatever there is.
        """
        out, p = self._out, self._prefix
        if out.stopped:
            return _Run()
        trial = self._trials.pop(0) if self._trials else 0
        plan = {"size": self._size, "replay": page.replay, "trial": trial, "turned": None, "forced": None}
        for way in _WAYS if called is not None else ():
            plan[way] = [(call.node, call.most) for call in called or () if call.way == way]
        text = self._recorders.script(recorded)
        answer = self._sandbox.harvest(_world(p, page, plan), text, f"{p}n()", f"{p}r()")
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
        if recorded.only_values is None:
            self._leave_out(seen)
        if seen["early"]:
            return None
        self._trials.clear()
        natural, forced, turned = (
            {int(n): v for n, v in seen[name].items()} for name in ("natural", "forced", "turned")
        )
        calls = [_Call(way, n, most, frozenset(shown), tuple(after)) for way, n, most, shown, after in seen["calls"]]
        return _Run(natural, forced, turned, sorted(seen["onesided"]), calls, page)

    def _leave_out(self, seen: dict[str, Any]) -> None:
        """No more recorders where they were asked again and again and had nothing to tell."""
        known = self._recorded
        self._recorded = Recorded(
            known.without_values.union(seen["values"]),
            known.without_conditions.union(seen["conditions"]),
            known.without_calls.union(seen["functions"]),
        )


def _wanted(called: list[_Call], rest: Sequence[Seen]) -> list[_Call]:
    """The calls that showed something of the rest, and those without which they cannot be made."""
    of_way = dict(zip(_WAYS, rest[1:], strict=False))
    kept = {at for at, call in enumerate(called) if not call.shown.isdisjoint(of_way.get(call.way, {}))}
    for at in range(len(called) - 1, -1, -1):  # what others need was made before them
        if at in kept:
            kept.update(called[at].after)
    return [called[at] for at in sorted(kept)]


def unused_prefix(source: bytes) -> str:
    """A beginning of names that does not occur in a script."""
    prefix = "u$"
    while prefix.encode() in source:
        prefix += "$"
    return prefix


@cache
def _world_text() -> str:
    return _WORLD.read_text("utf-8")


def _world(prefix: str, page: _Page, plan: dict[str, Any]) -> str:
    words = {
        "UNDERTOW": prefix,
        "SEED": str(page.seed),
        "OPEN": "true" if page.is_open else "false",
        "PLAN": json.dumps(plan),
    }
    return re.sub("UNDERTOW|SEED|OPEN|PLAN", lambda match: words[match[0]], _world_text())


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
