"""Flows of data through one script: from a source to a sink, with the conditions on the way.

All places in the result are byte ranges of the text behind the columns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from undertow.analysis.catalog_sinks import Sink, find_sinks
from undertow.analysis.catalog_sources import Source, find_sources
from undertow.analysis.coarse import Coarse
from undertow.analysis.demand import Demand
from undertow.analysis.flow_report import Reporter
from undertow.analysis.flow_search import Hit, Search, Setting
from undertow.analysis.flow_unresolved import unresolved_call
from undertow.analysis.flow_values import FlowValues, destinations
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ARGS, CALL, DECLARATOR, IDENT, NEW, RIGHT, VALUE
from undertow.model import CodeFlow, DataType, Gap, Span

ONLY_FORWARD = False
ONLY_BACKWARD = True
VISITED = (0, 0)
_MAX_FUNCTIONS = 4_000
_MAX_CALL = 60
_COARSE_KINDS = frozenset({"fetch", "xhr", "beacon", "websocket", "image", "http", "eventsource"})
"""Sinks that the coarse tier speaks of: those whose purpose is to send."""
_TYPED_FIRST: tuple[DataType, ...] = ("phone", "email", "password", "otp", "device")
"""Searched first, whatever else the script reads."""


@dataclass(frozen=True)
class FlowResult:
    """What flow analysis found in one script."""

    flows: tuple[CodeFlow, ...] = ()
    network_functions: tuple[Span, ...] = ()
    """Functions that contain or can reach a network sink."""
    sinks: tuple[Sink, ...] = ()
    gaps: tuple[Gap, ...] = ()
    states: dict[DataType, int] = field(default_factory=dict)
    """States visited for each kind of data: what the search cost."""


def find_flows(p: Program, values: FlowValues, *, where: str = "") -> FlowResult:
    """All flows of a script. Deterministic: budgets are counted in states.

    Args:
        p: the script, with its scopes and what was decoded of it.
        values: its string values.
        where: name of the script for gaps.
    """
    import sys
    sys.setrecursionlimit(20000)
    sinks = find_sinks(p, values)
    if not sinks:
        return FlowResult()
    functions = _network_functions(p, [sink for sink in sinks if sink.network])
    sources = find_sources(p, values)
    flows: list[CodeFlow] = []
    gaps: list[Gap] = []
    states: dict[DataType, int] = {}
    if sources:
        coarse = Coarse(p)
        setting = _setting(p, values, sinks, sources, coarse)
        reporter = Reporter(p, values)
        for data, listed in _by_data(sources).items():
            search = Search(setting, data, listed)
            search.run()
            states[data] = len(search.came)
            hits = list(search.hits())
            reporter.learn(search)
            flows += reporter.flows(hits)
            if search.cut or search.hubs or search.widened or search.untraced:
                gaps.append(_gap(p, search, where))
                flows += reporter.coarse(_coarse_hits(p, coarse, search, listed, hits))
        reached = coarse.forward([source.vertex for source in sources])
        demand = Demand(p, sources, setting.setters, reached)
        if not ONLY_FORWARD:
            if ONLY_BACKWARD: flows = []
            flows += reporter.flows(hit for sink in sinks for hit in demand.hits(sink))
        global VISITED; VISITED = demand.visited, len(demand.cut)
        gaps += _unresolved(
            p,
            values,
            [s for s in sinks if p.span(s.node) not in {f.sink_span for f in flows}],
            coarse.forward([source.vertex for source in sources]),
            where,
        )
    return FlowResult(tuple(_distinct(flows)), functions, tuple(sinks), tuple(gaps), states)


def _by_data(sources: list[Source]) -> dict[DataType, list[Source]]:
    found: dict[DataType, list[Source]] = {}
    order = {data: i for i, data in enumerate(_TYPED_FIRST)}
    for source in sorted(sources, key=lambda x: order.get(x.data, len(order))):
        found.setdefault(source.data, []).append(source)
    return found


def _setting(p: Program, values: FlowValues, sinks: list[Sink], sources: list[Source], coarse: Coarse) -> Setting:
    return Setting(
        p=p,
        values=values,
        sinks={sink.node: sink for sink in sinks},
        useful=coarse.backward([carrier for sink in sinks for carrier in _carriers(p, sink)]),
        claimed={source.vertex: source.data for source in sources},
        setters=_state_setters(p),
        arguments=p.free("arguments"),
    )


def _carriers(p: Program, sink: Sink) -> list[int]:
    """Expressions whose data the sink sends."""
    args = p.args(sink.node) if p.kind[sink.node] in (CALL, NEW) else []
    found = [args[at] for at, _ in sink.roles if 0 <= at < len(args)]
    return [*found, p.child(sink.node, RIGHT)] if any(at < 0 for at, _ in sink.roles) else found


def _state_setters(p: Program) -> dict[int, int]:
    """React: `const [x, setX] = useState(…)`: binding of setX → binding of x."""
    found: dict[int, int] = {}
    for pattern in p.c.where("array_pattern").tolist():
        items = p.children(pattern)
        up = p.parent[pattern]
        if p.kind[up] != DECLARATOR or len(items) != 2 or any(p.kind[i] != IDENT for i in items):
            continue
        value = p.child(up, VALUE)
        if value >= 0 and p.method_name(p.strip(value)) == "useState":
            found[p.binding[items[1]]] = p.binding[items[0]]
    return found


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


def _gap(p: Program, search: Search, where: str) -> Gap:
    cuts = []
    if search.cut:
        cuts.append(f"the search was ended after {len(search.came):,} states")
    if search.hubs:
        places = ", ".join(str(p.span(fn)[0]) for fn in sorted(search.hubs)[:3])
        cuts.append(
            f"{_count(len(search.hubs), 'function was', 'functions were')} entered in too many ways (bytes {places})"
        )
    if search.untraced:
        cuts.append("the way back from a place that sends was too long")
    if search.widened:
        cuts.append(f"{_count(len(search.widened), 'variable holds', 'variables hold')} too many shapes of it")
    return Gap(
        stage="analysis",
        kind="flow-budget",
        where=where,
        why=f"Not every path of {search.data} through this script was followed: {'; '.join(cuts)}.",
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


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
        hosts = sorted({host or "" for _, host in destinations(values.strings(sink.url))}) if sink.url >= 0 else [""]
        if sink.kind not in _COARSE_KINDS or hosts in ([], [""]):
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


def _coarse_hits(
    p: Program, coarse: Coarse, search: Search, sources: list[Source], hits: list[Hit]
) -> list[tuple[Sink, Source]]:
    """Sinks that only the coarse graph reaches, where the precise search was cut."""
    precise = {hit.sink.node for hit in hits}
    reached: np.ndarray = coarse.forward([source.vertex for source in sources])
    found = []
    for node, sink in search.sinks.items():
        if node not in precise and sink.kind in _COARSE_KINDS and any(reached[a] for a in _carriers(p, sink)):
            found.append((sink, sources[0]))
    return found


def _distinct(flows: list[CodeFlow]) -> list[CodeFlow]:
    """One flow for each data, source, sink and host; precise before coarse, in the order of the script."""
    found: dict[tuple[object, ...], CodeFlow] = {}
    for flow in sorted(flows, key=lambda f: f.tier != "precise"):
        key = (flow.data, flow.source_span, flow.sink_span, flow.host, flow.url)
        found.setdefault(key, flow)
    return sorted(found.values(), key=lambda f: (f.sink_span, f.data, f.source_span, f.host or ""))


__all__ = ["FlowResult", "Sink", "find_flows"]
