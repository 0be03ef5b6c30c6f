"""Flows of data through one script: from a source to a sink, with the conditions on the way.

All places in the result are byte ranges of the text behind the columns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from undertow.analysis import flow_rehearsed, sink_addresses
from undertow.analysis.addresses import destinations, known_hosts
from undertow.analysis.catalog_sink import Sink
from undertow.analysis.catalog_sinks import find_sinks
from undertow.analysis.catalog_source import Source
from undertow.analysis.catalog_sources import find_sources
from undertow.analysis.flow_alternatives import alternatives
from undertow.analysis.flow_report import Reporter
from undertow.analysis.flow_search import Search
from undertow.analysis.flow_tabulation import Ground
from undertow.analysis.flow_unresolved import unresolved_call
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_carried import Carried
from undertow.analysis.program_dead import is_dead
from undertow.analysis.program_syntax import ARGS, CALL, DECLARATOR, FIRST_INDEX, IDENT, NEW, RIGHT, VALUE
from undertow.analysis.program_unused import Unused
from undertow.analysis.rehearsal import Rehearsal, rehearse
from undertow.analysis.sandbox import Sandbox
from undertow.model import CodeFlow, Gap, Span

_MAX_FUNCTIONS = 4_000
_MAX_CALL = 60
_MAX_PLACES = 3
_HOOKS = frozenset({"useState", "useReducer", "createSignal"})
_COARSE_KINDS = frozenset({"fetch", "xhr", "beacon", "websocket", "image", "http", "eventsource"})
"""Sinks that the coarse tier speaks of: those whose purpose is to send."""


@dataclass(frozen=True)
class FlowResult:
    """What flow analysis found in one script."""

    flows: tuple[CodeFlow, ...] = ()
    network_functions: tuple[Span, ...] = ()
    """Functions that contain or can reach a network sink."""
    sinks: tuple[Sink, ...] = ()
    sources: tuple[Source, ...] = ()
    gaps: tuple[Gap, ...] = ()
    states: int = 0
    """States visited: what the searches cost."""


def find_flows(p: Program, values: FlowValues, *, where: str = "", sandbox: Sandbox | None = None) -> FlowResult:
    """All flows of a script. Deterministic: budgets are counted in states.

    Args:
        p: the script, with its scopes and what was decoded of it.
        values: its string values.
        where: name of the script for gaps.
        sandbox: where a small script is rehearsed; None: it is only read.
    """
    unused = Unused(p)
    sinks = [s for s in find_sinks(p, values) if not is_dead(p, s.node) and not unused.runs_never(s.node)]
    if not sinks:
        return FlowResult()
    functions = _network_functions(p, [sink for sink in sinks if sink.network])
    sources = [source for source in find_sources(p, values) if not unused.runs_never(source.node)]
    if not sources:
        return FlowResult((), functions, tuple(sinks))
    shown = rehearse(p, sinks, sources, sandbox) if sandbox is not None else Rehearsal()
    flow_rehearsed.learn(values, shown)
    search = Search(values.ground, sources, _state_setters(p))
    reporter = Reporter(p, values, search)
    flows = list(reporter.flows(search.hits(_costly_last(sinks))))
    flows += _elsewhere(p, reporter, search, sinks, flows)
    flows = flow_rehearsed.completed(reporter, flows, shown, sinks, sources)
    silent = [s for s in sinks if p.span(s.node) not in {f.sink_span for f in flows}]
    rest, gaps = _not_followed(p, values, search, reporter, silent, sources, where)
    return FlowResult(
        tuple(_distinct([*flows, *rest])), functions, tuple(sinks), tuple(sources), tuple(gaps), search.visited
    )


def found_within(p: Program, known: FlowResult, values: FlowValues) -> FlowResult:
    """What is found, and what the code of carried libraries itself sends to hosts that are written there.

    What these libraries do is known, and not followed; but whoever changed one, or made code look like one, could hide
    there. So what leads to sinks with known hosts is asked once more, of a program that takes no library for known.

    Args:
        p: the script, in which libraries are taken for known.
        known: what was found in it.
        values: its string values.
    """
    direct = [s for s in known.sinks if s.kind in _COARSE_KINDS - {"http"}]
    direct = [s for s in direct if known_hosts(destinations(sink_addresses.addresses(values, s)))]
    if not direct:
        return known
    carried = p.carried
    p.carry(Carried())
    try:
        search = Search(Ground(p), list(known.sources), _state_setters(p))
        flows = list(Reporter(p, FlowValues(p), search).flows(search.hits(direct)))
    finally:
        p.carry(carried)
    return replace(known, flows=tuple(_distinct([*known.flows, *flows])), states=known.states + search.visited)


def _elsewhere(
    p: Program, reporter: Reporter, search: Search, sinks: list[Sink], found: list[CodeFlow]
) -> list[CodeFlow]:
    """Flows to known hosts that a sink has by other calls than those on the ways found."""
    flows: list[CodeFlow] = []
    for sink in sinks:
        claimed: dict[str, set[str | None]] = {}
        for flow in found:
            if flow.sink_span == p.span(sink.node):
                claimed.setdefault(flow.data, set()).add(flow.host)
        if not claimed or sink.kind not in _COARSE_KINDS:
            continue
        unknown = any(None in hosts for hosts in claimed.values())
        for entered, hosts in alternatives(p, sink.node, partial(reporter.hosts, sink), others=unknown):
            missing = [data for data, known in claimed.items() if not hosts <= known]
            told = {host for data in missing for host in claimed[data]} != {None}
            hits = search.hits_by(sink, entered, exact=not told) if missing else ()
            flows += reporter.flows(hit for hit in hits if hit.source.data in missing)
    return flows


def _costly_last(sinks: list[Sink]) -> list[Sink]:
    """What is sent as such before addresses of scripts and pages: should the budget end, those wait."""
    return sorted(sinks, key=lambda sink: sink.kind not in _COARSE_KINDS)


def _not_followed(
    p: Program,
    values: FlowValues,
    search: Search,
    reporter: Reporter,
    silent: list[Sink],
    sources: list[Source],
    where: str,
) -> tuple[list[CodeFlow], list[Gap]]:
    """What was not followed to its end: gaps, and what the coarse graph says of it."""
    gaps: list[Gap] = []
    flows: list[CodeFlow] = []
    if not silent and not search.cut:
        return flows, gaps
    coarse = search.coarse
    if search.cut:
        gaps.append(_gap(p, search, where))
        for listed in _by_data(sources):
            reached = coarse.forward([source.vertex for source in listed])
            cut = [s for s in silent if s.node in search.cut and s.kind in _COARSE_KINDS]
            flows += reporter.coarse([(sink, listed[0]) for sink in cut if any(reached[a] for a in _carriers(p, sink))])
    anything = coarse.forward([source.vertex for source in sources])
    gaps += _unresolved(p, values, silent, anything, where)
    return flows, gaps


def _by_data(sources: list[Source]) -> list[list[Source]]:
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.data, []).append(source)
    return list(found.values())


def _gap(p: Program, search: Search, where: str) -> Gap:
    count = len(search.cut)
    places = ", ".join(str(p.span(node)[0]) for node in sorted(search.cut)[:_MAX_PLACES])
    what = "1 place that sends" if count == 1 else f"{count} places that send"
    return Gap(
        stage="analysis",
        kind="flow-budget",
        where=where,
        why=f"The way back from {what} was not followed to its end (bytes {places}): it may send more.",
    )


def _carriers(p: Program, sink: Sink) -> list[int]:
    """Expressions whose data the sink sends."""
    args = p.args(sink.node) if p.kind[sink.node] in (CALL, NEW) else []
    found = [args[at] for at, _ in sink.roles if 0 <= at < len(args)]
    return [*found, p.child(sink.node, RIGHT)] if any(at < 0 for at, _ in sink.roles) else found


def _state_setters(p: Program) -> dict[int, int]:
    """React: `const [x, setX] = useState(…)`, `[x, dispatch] = useReducer(…)`: binding of setX → binding of x."""
    found: dict[int, int] = {}
    for pattern in p.c.where("array_pattern").tolist():
        items = p.children(pattern)
        up = p.parent[pattern]
        if p.kind[up] != DECLARATOR or len(items) != 2 or any(p.kind[i] != IDENT for i in items):
            continue
        value = p.child(up, VALUE)
        if value >= 0 and p.method_name(p.strip(value)) in _HOOKS:
            found[p.binding[items[1]]] = p.binding[items[0]]
    for pair in _state_pairs(p):
        if 0 in pair and 1 in pair:
            found[pair[1]] = pair[0]
    return found


def _state_pairs(p: Program) -> Iterator[dict[int, int]]:
    """The same as older compilers write it: `a = useState(…), x = a[0], setX = a[1]`; index → binding."""
    for name in _HOOKS if p.c.symbol_ids.keys() & _HOOKS else ():
        sym = p.ids.get(name, -1)
        for node in np.flatnonzero(p.c.sym == sym).tolist() if sym >= 0 else ():
            called = p.parent[node] if p.is_access(p.parent[node]) else node
            kept = p.parent[p.parent[called]]
            if not p.is_callee(called) or p.kind[kept] != DECLARATOR or p.kind[kept + 1] != IDENT:
                continue
            pair: dict[int, int] = {}
            for ref in p.s.references(p.binding[kept + 1]).tolist() if p.binding[kept + 1] >= 0 else ():
                taken = p.parent[p.parent[ref]]
                if p.is_access(p.parent[ref]) and p.kind[taken] == DECLARATOR and p.kind[taken + 1] == IDENT:
                    pair[FIRST_INDEX - p.key(p.parent[ref])] = int(p.binding[taken + 1])
            yield pair


def _network_functions(p: Program, sinks: Iterable[Sink]) -> tuple[Span, ...]:
    """Functions around the sinks, and all from which a chain of calls leads there."""
    todo = deque(dict.fromkeys(p.enclosing[sink.node] for sink in sinks))
    seen = set(todo)
    while todo and len(seen) < _MAX_FUNCTIONS:
        fn = todo.popleft()
        if fn < 0 or not p.is_function(fn):
            continue
        callers = [call for call, _ in p.call_sites(fn)] + [call for call, _ in p.callback_sites(fn)]
        if p.kind[p.parent[fn]] == ARGS:
            callers.append(p.parent[p.parent[fn]])
        for call in callers:
            outer = p.enclosing[call]
            if outer not in seen:
                seen.add(outer)
                todo.append(outer)
    return tuple(sorted(p.span(fn) for fn in seen if fn >= 0 and p.is_function(fn)))


def _unresolved(
    p: Program, values: FlowValues, silent: list[Sink], reached: npt.NDArray[np.bool_], where: str
) -> Iterator[Gap]:
    """At most one gap: what some sinks send to others comes from calls whose target is not known.

    Args:
        silent: sinks that no flow leads to.
        reached: what the sources reach in the coarse graph.
    """
    places: dict[str, str] = {}
    for sink in silent:
        hosts = sorted({host or "" for _, host in destinations(sink_addresses.addresses(values, sink))} or {""})
        if sink.kind not in _COARSE_KINDS or hosts == [""]:
            continue
        for carrier in (x for x in _carriers(p, sink) if reached[x]):
            call = unresolved_call(p, carrier)
            if call >= 0:
                code = " ".join(p.c.text(call)[:_MAX_CALL].split())
                places.setdefault(", ".join(filter(None, hosts)), f"{code}, byte {p.span(call)[0]}")
                break
    if places:
        host, code = next(iter(places.items()))
        more = f", and as much is true of {len(places) - 1} further destinations" if len(places) > 1 else ""
        why = f"What is sent to {host} comes from a call that could not be resolved ({code}){more}: it may hold data."
        yield Gap(stage="analysis", kind="flow-unresolved", where=where, why=why)


def _distinct(flows: list[CodeFlow]) -> list[CodeFlow]:
    """One flow for each data, source, sink and host; precise before coarse, in the order of the script."""
    found: dict[tuple[object, ...], CodeFlow] = {}
    for flow in sorted(flows, key=lambda f: f.tier != "precise"):
        key = (flow.data, flow.source_span, flow.sink_span, flow.host, flow.url)
        found.setdefault(key, flow)
    return sorted(found.values(), key=lambda f: (f.sink_span, f.data, f.source_span, f.host or ""))


__all__ = ["FlowResult", "Sink", "find_flows"]
