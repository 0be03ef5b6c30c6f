"""Joining code with traffic: which paths in code ran and sent, which were only delivered, and under what circumstances.

The unit is a *key*: data type, script, destination host, kind of sink. A key is

* **sent** in a visit if the data was found in the bytes of a request (`confirmed`), or if a request left from exactly
  the call that a path in code leads to and its payload cannot show the data: hashed, encrypted, or not a typed value
  (`likely`);
* **latent** if code has a path to it that no visit executed;
* **referenced** if only the coarse graph finds a path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from undertow.analysis.compose import Composer
from undertow.analysis.fingerprinters import suspects
from undertow.analysis.observed import Code, Key, Seen
from undertow.analysis.sent import sent
from undertow.analysis.traces import trace
from undertow.analysis.traffic import Traffic, host_of, read_traffic, sink_of
from undertow.model import (
    GRADES,
    TYPED,
    Blobs,
    CodeFlow,
    DataType,
    Evidence,
    Exchange,
    Flow,
    Gap,
    ScriptFacts,
    Sha256,
    Traces,
    Visit,
)

_OWN_ADDRESS = frozenset({"inline", "worker", "service-worker"})
"""Origins of scripts whose relative URLs are relative to their own address, not to the page that loaded them."""


@dataclass(frozen=True)
class Joined:
    """The flows of an audit, without attribution, and requests whose content could not be read."""

    flows: tuple[Flow, ...]
    opaque: tuple[Exchange, ...]
    gaps: tuple[Gap, ...] = ()
    """What was too much to be searched as a whole."""
    traces: Traces = field(default_factory=Traces)


def join(
    evidence: Evidence,
    blobs: Blobs,
    facts: Mapping[Sha256, ScriptFacts],
    *,
    same_party: Callable[[str, str], bool],
) -> Joined:
    """All flows of an audit, sorted by grade and name."""
    app_host = host_of(evidence.target)
    code = Code(evidence, blobs, facts)
    seen: dict[Key, Seen] = {}
    opaque: list[Exchange] = []
    gaps: list[Gap] = []
    traffics: dict[str, Traffic] = {}
    for visit in evidence.visits:
        traffic = traffics[visit.id] = read_traffic(visit, blobs, app_host=app_host)
        _collect(visit, traffic, code, seen)
        for exchange, script, traits in suspects(visit, blobs, traffic, lambda host: not same_party(host, app_host)):
            key = Key("device", script, exchange.host, sink_of(exchange))
            seen.setdefault(key, Seen()).suspected.append((visit.id, exchange, traits))
        gaps += _cuts(visit, traffic)
        opaque += [e for e in visit.exchanges if e.id in traffic.opaque and not same_party(e.host, app_host)]
    maker = Composer(evidence, blobs, code, app_host, same_party)
    sendings = sent(seen, maker.identify, lambda host: same_party(host, app_host))
    traces = trace(evidence, blobs, code.urls, traffics, sendings, same_party)
    _add_dormant(evidence, code, seen)
    flows = [flow for key, what in seen.items() if (flow := maker.flow(key, what)) is not None]
    return Joined(tuple(sorted(flows, key=_order)), tuple(opaque), tuple(gaps), traces)


def _cuts(visit: Visit, traffic: Traffic) -> list[Gap]:
    """One gap for each host that got more than could be taken apart."""
    found = [
        Gap(
            stage="analysis",
            kind="payload-too-large",
            where=host,
            why=f"{n} payload{'s' if n > 1 else ''} too large to be taken apart as a whole; plain values were seen.",
            visit=visit.id,
        )
        for host, n in sorted(traffic.cut.items())
    ]
    if traffic.pieces_cut:
        why = "Too many small fields were sent to look for values sent in pieces in all of them."
        found.append(Gap(stage="analysis", kind="too-many-pieces", where=visit.id, why=why, visit=visit.id))
    return found


def _collect(visit: Visit, traffic: Traffic, code: Code, seen: dict[Key, Seen]) -> None:
    found = {(s.exchange.id, s.data) for s in traffic.sendings}
    typed = {f.data for f in visit.fields}
    senders: dict[tuple[str, str], Sha256] = {}
    for exchange in visit.exchanges:
        if exchange.channel == "preflight":
            continue
        for script, flow in code.paths_to(exchange):
            if (exchange.id, flow.data) in found or _may_carry(flow.data, exchange, traffic, typed):
                key = Key(flow.data, script, exchange.host, sink_of(exchange))
                seen.setdefault(key, Seen()).executed.append((visit.id, exchange, flow))
                senders[exchange.id, flow.data] = script
    for sending in traffic.sendings:
        sender = senders.get((sending.exchange.id, sending.data), sending.script)
        key = Key(sending.data, sender, sending.exchange.host, sending.sink)
        seen.setdefault(key, Seen()).sendings.append(sending)


def _may_carry(data: DataType, exchange: Exchange, traffic: Traffic, typed: Iterable[str]) -> bool:
    """Whether a request from a path's sink may carry the data although no bytes show it.

    A value would be found in a readable payload, so the payload must be unreadable, or hold a digest of no known value:
    typed values may be salted, and device traits joined, before they are hashed. Positions and interaction have no
    value to look for: there the executed path is the proof.
    """
    if data in TYPED and data not in typed:
        return False
    if data in TYPED or data == "device":
        return exchange.id in traffic.opaque or exchange.id in traffic.digests
    return True


def _stays_inside(flow: CodeFlow) -> bool:
    """A message to another frame goes to no host unless code names the receiver's origin."""
    return flow.sink == "postmessage" and not flow.host


def _add_dormant(evidence: Evidence, code: Code, seen: dict[Key, Seen]) -> None:
    """Paths that lead to a known host and were not seen sending."""
    app_host = host_of(evidence.target)
    homes: dict[Sha256, str] = {}
    for visit in evidence.visits:
        for use in visit.scripts:
            homes.setdefault(use.script, host_of(use.url) if use.origin in _OWN_ADDRESS else app_host)
    executed = {id(flow) for what in seen.values() for _, _, flow in what.executed}
    sent = {(key.data, key.script, key.host) for key in seen}
    for script, home in sorted(homes.items()):
        for flow in code.facts[script].flows if script in code.facts else ():
            host = home if flow.host == "" else flow.host
            if not host or "{}" in host or flow.data == "input" or id(flow) in executed or _stays_inside(flow):
                continue
            if (flow.data, script, host) in sent:
                continue
            seen.setdefault(Key(flow.data, script, host, flow.sink), Seen()).dormant.append(flow)


def _order(flow: Flow) -> tuple[object, ...]:
    return flow.first_party, GRADES.index(flow.grade), flow.host, flow.data, flow.script or "", flow.sink
