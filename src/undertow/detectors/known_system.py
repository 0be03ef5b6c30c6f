"""Detector `known-system`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding
from undertow.model import EvidenceRef, Finding, Severity, SignatureHit

_SEVERITY: dict[str, Severity] = {
    "carrier-auth": "medium",
    "carrier-auth-aggregator": "medium",
    "national-id": "medium",
    "device-fingerprint": "low",
}
"""By kind of system; all others are info: that a system is present is no harm in itself."""


def _detect(case: Case) -> Iterator[Finding]:
    hits: dict[str, SignatureHit] = {}
    places: dict[str, list[EvidenceRef]] = {}
    for flow in case.flows:
        for hit in flow.systems:
            hits.setdefault(hit.id, hit)
            places.setdefault(hit.id, []).extend(flow.evidence[:1])
    names = {script.sha256: script.name for script in case.evidence.scripts}
    for sha256, facts in sorted(case.facts.items()):
        for hit in facts.signatures:
            if hit.id not in hits or hits[hit.id].confidence == "possible":
                hits[hit.id] = hit
            note = f"{names.get(sha256, sha256[:12])}: {', '.join(hit.matched[:6])}"
            places.setdefault(hit.id, []).append(EvidenceRef(kind="script", id=sha256, span=hit.span, note=note))
    for id_, hit in sorted(hits.items()):
        flows = [f for f in case.flows if any(s.id == id_ for s in f.systems)]
        proxied = [f for f in flows if f.first_party]
        operator = f", operated by {hit.operator}" if hit.operator else ""
        through = f" It is reached through the app's own host {proxied[0].host}." if proxied else ""
        flag = "" if hit.verified is True else " The signature is not fully verified."
        named = hit.confidence == "possible"
        bears = "Code names a host of" if named else "Code or requests bear the marks of"
        yield finding(
            DETECTOR.id,
            (id_,),
            title=f"{'Names a host of' if named else 'Contains'} {hit.system}",
            detail=f"{bears} this system{operator} ({hit.kind}): {', '.join(hit.matched[:6])}.{through}{flag}",
            severity=_SEVERITY.get(hit.kind, "info"),
            confidence="likely" if hit.verified is not False and not named else "possible",
            flows=flows,
            host=flows[0].host if flows else None,
            evidence=places[id_],
            advice="Find out who added it and what for; name its operator in the policy.",
        )


DETECTOR = Detector(
    id="known-system",
    title="Known identity, carrier, risk or telemetry system present",
    about="""A script or a request bears the marks of a system in the signature list: hosts, paths, fields, globals and
constants, also when it is reached through the app's own domain. A host alone makes it merely possible: the code speaks
of the system. That it is present does not mean that it ran or sent anything: flows say that.""",
    detect=_detect,
)
