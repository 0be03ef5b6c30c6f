"""What a rehearsal of the script adds to the flows that were read: further ones, and where they lead.

A run shows what happens in one set of circumstances. Hosts that reading knows may be those of others, so no run takes
them away: code that sleeps is what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from undertow.analysis import catalog
from undertow.analysis.addresses import destinations, known_hosts
from undertow.analysis.catalog_sink import Sink
from undertow.analysis.catalog_source import Source
from undertow.analysis.flow_report import Reporter
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.rehearsal import Rehearsal
from undertow.model import CodeFlow

_Where = tuple[str | None, str | None]


def learn(values: FlowValues, shown: Rehearsal) -> None:
    """Take over addresses that reading did not find. What it found may be of other circumstances, and stays."""
    for node, texts in shown.addresses.items():
        known = values.strings(node)
        ran, read = known_hosts(destinations(texts)), destinations(known)
        if ran and not ran & known_hosts(read) and not _by_chance(values, read):
            values.learn(node, (*texts, *(text for text in known if known_hosts(destinations([text])))))


def completed(
    reporter: Reporter, flows: list[CodeFlow], shown: Rehearsal, sinks: Sequence[Sink], sources: Sequence[Source]
) -> list[CodeFlow]:
    """The flows, to the run's hosts where reading knows none, and those that only the run showed."""
    ran: dict[tuple[str, tuple[int, int]], dict[_Where, tuple[Source, Sink]]] = {}
    for (source, sink), texts in shown.sent.items():
        for where in reporter.where(sinks[sink], texts):
            key = (sources[source].data, reporter.p.span(sinks[sink].node))
            ran.setdefault(key, {}).setdefault(where, (sources[source], sinks[sink]))
    found = list(flows)
    for (data, span), places in ran.items():
        known = [flow for flow in flows if flow.data == data and flow.sink_span == span]
        wheres = list(places)
        if data == "input" and not known and any(flow.sink_span == span for flow in flows):
            continue  # some field: reading knows which one it is
        kept = {catalog.named(source.what) for source, _ in places.values()} if data == "identifier" else set()
        if not known and kept and kept <= {sent for sent, where in ran if where == span}:
            continue  # what is kept under a name of data that is sent is that data, no identifier
        if _by_chance(reporter.values, [(flow.url, flow.host) for flow in known]):
            continue
        if known and (known_hosts(wheres) <= {flow.host for flow in known} or not known_hosts(wheres)):
            continue
        if known and not known_hosts(wheres) & {flow.host for flow in known}:
            found = [flow for flow in found if flow not in known or known_hosts([(flow.url, flow.host)])]
            found += [
                msgspec.structs.replace(known[0], url=url, host=host, path=(*known[0].path, reporter.shown_at(sink)))
                for (url, host), (_, sink) in places.items()
                if host is not None
            ]
            continue
        for url, host in wheres:
            if host not in {flow.host for flow in known} or not known:
                found += _made(reporter, *places[url, host], url, host)
    return found


def _by_chance(values: FlowValues, read: Sequence[_Where]) -> bool:
    """Is a part of a host left open, in a script that draws lots? Then a run shows one of many."""
    return any(host is not None and "{}" in host for _, host in read) and bool(values.p.accesses("random"))


def _made(reporter: Reporter, source: Source, sink: Sink, url: str | None, host: str | None) -> Iterator[CodeFlow]:
    flow = reporter.seen(source, sink, url, host)
    if flow is not None:
        yield flow
