"""Putting what is known of a flow into a `Flow`: its grade, guard, outcomes and evidence."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable

from undertow.analysis.meeting import meets_all
from undertow.analysis.observed import Code, Key, Seen
from undertow.analysis.signatures import match_traffic
from undertow.analysis.traffic import Sending, cookie_names, fields, host_of
from undertow.model import (
    TYPED,
    Blobs,
    Circumstance,
    CodeFlow,
    Confidence,
    Evidence,
    EvidenceRef,
    Exchange,
    Flow,
    Grade,
    Outcome,
    SignatureHit,
    Visit,
)
from undertow.model.vocabulary import OutcomeWord

REFERENCES = 6
"""Requests cited for one flow; the others are in the bundle."""


class Composer:
    """Turns what is known of a key into a `Flow`."""

    def __init__(
        self,
        evidence: Evidence,
        blobs: Blobs,
        code: Code,
        app_host: str,
        same_party: Callable[[str, str], bool],
    ) -> None:
        self._evidence, self._blobs, self._code = evidence, blobs, code
        self._app_host, self._same_party = app_host, same_party
        self._fields: dict[str, frozenset[str]] = {}

    def flow(self, key: Key, what: Seen) -> Flow | None:
        """The flow, or None for what is no flow to anybody (an app's own identifiers in its own requests)."""
        first_party = self._same_party(key.host, self._app_host)
        if key.data == "identifier" and first_party:
            return None
        path = self._path(key, what)
        circumstances = _circumstances(path)
        grade = self._grade(what, circumstances)
        requests = _requests(what)
        systems = self._systems(key, requests)
        return Flow(
            id=self.identify(key),
            data=key.data,
            detail=_detail(what, path),
            script=self._code.names.get(key.script) if key.script else None,
            script_sha256=key.script,
            script_url=self._code.urls.get(key.script) if key.script else None,
            obfuscated=self._obfuscated(key, path),
            sink=key.sink,
            host=key.host,
            url=_address(requests, path, self._app_host),
            first_party=first_party,
            organisation=None,
            owner=None,
            state=None,
            grade=grade,
            guard=_in_words(path, circumstances, grade),
            guards=path.guards if path else (),
            circumstances=circumstances,
            outcomes=self._outcomes(key, what),
            before_submit=any(s.before_submit for s in what.sendings),
            systems=systems,
            confidence=_confidence(what, path),
            excerpt=path.excerpt if path else None,
            path=path.path if path else (),
            evidence=_evidence(key, what, path),
        )

    def _path(self, key: Key, what: Seen) -> CodeFlow | None:
        """The path that explains the flow best: an executed one before a dormant one, the least guarded first."""
        candidates = [flow for _, _, flow in what.executed] or what.dormant
        if not candidates and key.script is not None and key.script in self._code.facts:
            candidates = [
                flow
                for flow in self._code.facts[key.script].flows
                if flow.tier == "precise" and flow.data == key.data and (not flow.host or flow.host == key.host)
            ]
        return min(candidates, key=lambda f: (f.tier == "coarse", len(_circumstances(f)), f.sink_span), default=None)

    def _grade(self, what: Seen, circumstances: tuple[Circumstance, ...]) -> Grade:
        sent = what.visits
        if sent:
            visits = [v for v in self._evidence.visits if v.id in sent]
            guarded = all(meets_all(circumstances, v.vantage, _phone(v)) for v in visits)
            return "triggered" if guarded else "observed"
        return "latent" if any(f.tier == "precise" for f in what.dormant) else "referenced"

    def _outcomes(self, key: Key, what: Seen) -> tuple[Outcome, ...]:
        sent = what.visits
        rows: dict[str, list[bool | None]] = {}
        for visit in self._evidence.visits:
            tried = visit.outcome != "failed"
            if key.data in TYPED:
                tried = tried and any(f.data == key.data for f in visit.fields)
            rows.setdefault(visit.vantage.name, []).append(visit.id in sent if tried or visit.id in sent else None)
        result = []
        for vantage, outcomes in rows.items():
            count = sum(o is True for o in outcomes)
            tries = sum(o is not None for o in outcomes)
            word: OutcomeWord = "sent" if count else "not sent" if tries else "not tried"
            result.append(Outcome(vantage=vantage, outcome=word, visits=tries, sent=count))
        return tuple(result)

    def _systems(self, key: Key, requests: Iterable[Exchange]) -> tuple[SignatureHit, ...]:
        """Known systems: by the script's own marks for this host, or by the requests themselves."""
        found: dict[str, SignatureHit] = {}
        if key.script is not None and key.script in self._code.facts:
            for hit in self._code.facts[key.script].signatures:
                if f"host:{key.host}" in hit.matched:
                    found.setdefault(hit.id, hit)
        for exchange in requests:
            if exchange.id not in self._fields:
                self._fields[exchange.id] = fields(exchange, self._blobs)
            path = "/" + exchange.url.partition("://")[2].partition("/")[2].partition("?")[0]
            names = [header.name for header in exchange.request_headers]
            hits = match_traffic(
                exchange.host, path, self._fields[exchange.id], headers=names, cookies=cookie_names(exchange)
            )
            for hit in hits:
                found.setdefault(hit.id, hit)
        return tuple(found[k] for k in sorted(found))

    def _obfuscated(self, key: Key, path: CodeFlow | None) -> bool:
        """True if the destination, or the call that sends, cannot be read in the script as delivered."""
        if path is None or key.script is None or not self._code.facts[key.script].decoded_strings:
            return False
        return (
            key.host.encode() not in self._blobs.get(key.script)
            if path.host
            else path.sink not in path.excerpt.original
        )

    def identify(self, key: Key) -> str:
        """Id of the flow of a key: the same in every run."""
        url = self._code.urls.get(key.script, "") if key.script else ""
        module = f"{host_of(url)}/{_stable(self._code.names.get(key.script, ''))}" if key.script else "page"
        text = json.dumps([self._app_host, key.data, key.host, module, key.sink])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _phone(visit: Visit) -> str | None:
    """The telephone number typed in a visit."""
    return next((bait.value for bait in visit.baits if bait.data == "phone"), None)


def _stable(name: str) -> str:
    """A script's name without content hashes, so that a flow keeps its id from build to build."""
    return re.sub(r"(?<![0-9a-zA-Z])(?=[0-9a-f]*\d)[0-9a-f]{4,64}(?![0-9a-zA-Z])", "*", name)


def _circumstances(path: CodeFlow | None) -> tuple[Circumstance, ...]:
    found: dict[str, Circumstance] = {}
    for guard in path.guards if path else ():
        for circumstance in guard.circumstances:
            found.setdefault(circumstance.text, circumstance)
    return tuple(found.values())


def _in_words(path: CodeFlow | None, circumstances: tuple[Circumstance, ...], grade: Grade) -> str | None:
    """The circumstances in words. Other conditions are shown as code, where they may be why nothing was seen."""
    if circumstances:
        return " and ".join(c.text for c in circumstances)
    conditions = [g for g in (path.guards if path else ()) if g.kind == "condition"]
    if conditions and grade != "observed":
        return " and ".join(g.code if g.holds else f"not ({g.code})" for g in conditions[:3])
    return None


def _requests(what: Seen) -> list[Exchange]:
    found = {s.exchange.id: s.exchange for s in what.sendings}
    found |= {exchange.id: exchange for _, exchange, _ in what.executed}
    found |= {exchange.id: exchange for _, exchange, _ in what.suspected}
    return list(found.values())


def _address(requests: list[Exchange], path: CodeFlow | None, app_host: str) -> str | None:
    if requests:
        return requests[0].url.partition("?")[0].partition("#")[0]
    url = path.url if path else None
    return f"https://{app_host}{url}" if url and url.startswith("/") and not url.startswith("//") else url


def _detail(what: Seen, path: CodeFlow | None) -> tuple[str, ...]:
    found = dict.fromkeys(m.detail for s in what.sendings for m in s.matches if m.detail)
    if not found:
        flows = [flow for _, _, flow in what.executed] or what.dormant or ([path] if path else [])
        found = dict.fromkeys(flow.source for flow in flows)
    if not found:
        found = dict.fromkeys(trait for _, _, traits in what.suspected for trait in traits)
    return tuple(found)


def _confidence(what: Seen, path: CodeFlow | None) -> Confidence:
    if what.sendings:
        return "confirmed"
    if what.executed:
        return "likely"
    if what.suspected:
        return "possible"
    return "likely" if path is not None and path.tier == "precise" else "possible"


def _evidence(key: Key, what: Seen, path: CodeFlow | None) -> tuple[EvidenceRef, ...]:
    references = [
        EvidenceRef(
            kind="exchange", id=s.exchange.id, part=s.part, span=m.span, layers=m.layers,
            note=f"{s.data} {f'({m.detail}) ' if m.detail else ''}found in the bytes sent",
        )
        for s in _spread(what.sendings)
        for m in s.matches[:20]
    ]  # fmt: skip
    cited = {r.id for r in references}
    for visit, exchange, flow in what.executed:
        if exchange.id not in cited and len(cited) < REFERENCES:
            cited.add(exchange.id)
            note = f"sent in {visit} by the call at bytes {flow.sink_span[0]} to {flow.sink_span[1]} of the script"
            references.append(EvidenceRef(kind="exchange", id=exchange.id, note=note))
    for visit, exchange, traits in what.suspected:
        if exchange.id not in cited and len(cited) < REFERENCES:
            cited.add(exchange.id)
            note = f"in {visit} the script read {len(traits)} traits and sent a digest that is of no known value"
            references.append(EvidenceRef(kind="exchange", id=exchange.id, note=note))
    if path is not None and key.script is not None:
        for span, note in ((path.source_span, f"source: {path.source}"), (path.sink_span, f"sink: {path.sink}")):
            references.append(EvidenceRef(kind="script", id=key.script, span=span, note=note))
    return tuple(references)


def _spread(sendings: list[Sending]) -> list[Sending]:
    """A few of them, from different visits first."""
    order: dict[str, int] = {}
    ranked: list[tuple[int, int, Sending]] = []
    for sending in sendings:
        order[sending.visit] = order.get(sending.visit, 0) + 1
        ranked.append((order[sending.visit], len(ranked), sending))
    return [s for _, _, s in sorted(ranked, key=lambda r: r[:2])][:REFERENCES]
