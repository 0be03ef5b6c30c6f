"""Findings as SARIF 2.1.0, for code-scanning services and editors.

Scripts are the artifacts and byte ranges the regions, because delivered code has no useful lines. Gaps are
notifications of the tool, so that what could not be seen is not lost on the way.

Format: OASIS SARIF 2.1.0 errata 01, docs.oasis-open.org/sarif/sarif/v2.1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from undertow.model import (
    SEVERITIES,
    AuditResult,
    EvidenceRef,
    Finding,
    Flow,
    Listing,
    PathStep,
    Severity,
    Sha256,
    Span,
    codec,
)
from undertow.report.safe import plain
from undertow.report.sarif_parts import (
    LONGEST_CODE,
    LONGEST_TEXT,
    Json,
    byte_region,
    document,
    gap_notification,
    message,
    notification,
    safe_uri,
)

_LEVELS: dict[Severity, str] = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
_SCORES: dict[Severity, str] = {"high": "8.0", "medium": "5.5", "low": "3.0", "info": "0.0"}
"""``security-severity``, by which code-scanning services sort."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)
_NOT_SEEN, _LIMIT = "not-seen", "limit"


def sarif(result: AuditResult) -> bytes:
    """The result as one SARIF document with one run: UTF-8 JSON, the same bytes for the same result."""
    return codec.encode_pretty(document(_Run(result).document()))


class _Run:
    """One SARIF run under construction: knows the scripts by hash and numbers the artifacts."""

    def __init__(self, result: AuditResult) -> None:
        self._result = result
        self._flows = {flow.id: flow for flow in result.flows}
        self._scripts = {flow.script_sha256: flow for flow in reversed(result.flows) if flow.script_sha256}
        self._rules = _gravest_by_detector(result.findings)
        self._artifacts: dict[Sha256, Json] = {}

    def document(self) -> Json:
        """The run. Results come first: they number the artifacts."""
        result = self._result
        results = [self._result_of(finding) for finding in result.findings]
        name, _, version = result.tool.partition(" ")
        driver: Json = {"name": plain(name).capitalize() or "Undertow", "rules": self._rule_list()}
        if version:
            driver["version"] = plain(version)
        driver["notifications"] = [{"id": plain(word)} for word in self._notification_words()]
        host = plain(_host_of(result.target) or "audit")
        return {
            "tool": {"driver": driver},
            "automationDetails": {"id": f"undertow/{host.replace('/', '_')}/"},
            "artifacts": list(self._artifacts.values()),
            "invocations": [self._invocation()],
            "results": results,
            "properties": {
                "target": plain(result.target),
                "fictional": result.fictional,
                "bundle": plain(result.bundle),
                "data": plain(result.data),
                "headline": plain(result.summary.headline, LONGEST_TEXT),
                "summary": plain(result.summary.text, LONGEST_TEXT),
            },
        }

    def _rule_list(self) -> list[Json]:
        return [
            {
                "id": detector,
                "shortDescription": {"text": detector.replace("-", " ").capitalize()},
                "defaultConfiguration": {"level": _LEVELS[severity]},
                "properties": {"security-severity": _SCORES[severity], "tags": ["security", "privacy"]},
            }
            for detector, severity in self._rules.items()
        ]

    def _result_of(self, finding: Finding) -> Json:
        flows = [self._flows[name] for name in finding.flows if name in self._flows]
        in_code, elsewhere = self._locations(finding, flows)
        places = in_code or elsewhere[:1]
        related = elsewhere if in_code else elsewhere[1:]
        advice = f" {finding.advice}" if finding.advice else ""
        result: Json = {
            "ruleId": finding.detector,
            "ruleIndex": list(self._rules).index(finding.detector),
            "level": _LEVELS[finding.severity],
            "message": message(f"{finding.title}. {finding.detail}{advice}"),
            "locations": places[:1],
            "partialFingerprints": {"undertowFindingId/v1": plain(finding.id)},
            "properties": _result_properties(finding, flows),
        }
        if related := places[1:] + related:
            result["relatedLocations"] = [{"id": number} | place for number, place in enumerate(related, 1)]
        if code_flows := [self._code_flow(flow) for flow in flows if flow.path]:
            result["codeFlows"] = code_flows
        return result

    def _locations(self, finding: Finding, flows: list[Flow]) -> tuple[list[Json], list[Json]]:
        """Places in scripts, and all others."""
        in_code: list[Json] = []
        elsewhere: list[Json] = []
        for reference in finding.evidence:
            if reference.kind == "script":
                in_code.append(self._in_script(reference.id, reference.span, reference.note or "The code."))
            else:
                elsewhere.append(_elsewhere(reference, finding, flows))
        return in_code, elsewhere

    def _in_script(self, sha256: Sha256, span: Span | None, note: str, code: str = "") -> Json:
        physical: Json = {"artifactLocation": self._artifact(sha256)} | byte_region(span)
        region = physical.get("region")
        if code and isinstance(region, dict):
            region["snippet"] = {"text": plain(code, LONGEST_CODE)}
        return {"physicalLocation": physical, "message": message(note)}

    def _artifact(self, sha256: Sha256) -> Json:
        flow = self._scripts.get(sha256)
        uri = safe_uri(flow.script_url if flow else None, sha256)
        if sha256 not in self._artifacts:
            artifact: Json = {
                "location": {"uri": uri, "index": len(self._artifacts)},
                "hashes": {"sha-256": plain(sha256)},
            }
            if flow and flow.script:
                artifact["description"] = message(flow.script, 200)
            self._artifacts[sha256] = artifact
        return {"uri": uri, "index": list(self._artifacts).index(sha256)}

    def _code_flow(self, flow: Flow) -> Json:
        sha256 = flow.script_sha256 or ""
        steps = [{"location": self._step(sha256, step)} for step in flow.path]
        text = f"{flow.data} to {flow.host}" + (f", if {flow.guard}" if flow.guard else "")
        return {"message": message(text), "threadFlows": [{"locations": steps}]}

    def _step(self, sha256: Sha256, step: PathStep) -> Json:
        return self._in_script(sha256, step.span, step.what, step.code)

    def _notification_words(self) -> list[str]:
        result = self._result
        words = dict.fromkeys(gap.kind for gap in result.gaps)
        words |= dict.fromkeys([_NOT_SEEN] if result.not_seen else [])
        return [*words, *([_LIMIT] if result.limits else [])]

    def _invocation(self) -> Json:
        result = self._result
        notifications = [gap_notification(gap) for gap in result.gaps]
        notifications += [notification(_NOT_SEEN, "warning", text) for text in result.not_seen]
        notifications += [notification(_LIMIT, "note", text) for text in result.limits]
        invocation: Json = {"executionSuccessful": True, "toolExecutionNotifications": notifications}
        starts = sorted(visit.started for visit in result.visits if _INSTANT.fullmatch(visit.started))
        return invocation | ({"startTimeUtc": starts[0]} if starts else {})


def _gravest_by_detector(findings: Iterable[Finding]) -> dict[str, Severity]:
    gravest: dict[str, Severity] = {}
    for finding in findings:
        known = gravest.get(finding.detector, finding.severity)
        gravest[finding.detector] = min(known, finding.severity, key=SEVERITIES.index)
    return gravest


def _host_of(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _elsewhere(reference: EvidenceRef, finding: Finding, flows: list[Flow]) -> Json:
    """A place in traffic or on a page: the address it went to, and in words which bytes of what."""
    host = finding.host or next((flow.host for flow in flows), "")
    url = reference.id if reference.kind == "page" else next((f.url for f in flows if f.host == host), None)
    where = f"{reference.kind} {reference.id}" + (f", {reference.part}" if reference.part else "")
    if reference.span:
        where += f", bytes {reference.span[0]} to {reference.span[1]}"
    if reference.layers:
        where += f" ({' > '.join(reference.layers)})"
    place: Json = {
        "physicalLocation": {"artifactLocation": {"uri": safe_uri(url or f"https://{host}/", None)}},
        "message": message(f"{where}. {reference.note}".rstrip()),
    }
    if host:
        place["logicalLocations"] = [{"name": plain(host), "fullyQualifiedName": plain(where), "kind": "resource"}]
    return place


def _result_properties(finding: Finding, flows: list[Flow]) -> Json:
    return {
        "severity": finding.severity,
        "confidence": finding.confidence,
        "host": plain(finding.host) if finding.host else None,
        "flows": [_flow_properties(flow) for flow in flows],
    }


def _flow_properties(flow: Flow) -> Json:
    return {
        "id": plain(flow.id),
        "data": flow.data,
        "grade": flow.grade,
        "confidence": flow.confidence,
        "host": plain(flow.host),
        "organisation": plain(flow.organisation) if flow.organisation else None,
        "owner": plain(flow.owner) if flow.owner else None,
        "state": flow.state,
        "guard": plain(flow.guard, LONGEST_CODE) if flow.guard else None,
        "outcomes": {plain(outcome.vantage): outcome.outcome for outcome in flow.outcomes},
        "listings": [_listing_properties(listing) for listing in flow.listings],
    }


def _listing_properties(listing: Listing) -> Json:
    return {
        "list": listing.list,
        "entity": listing.entity,
        "relation": listing.relation,
        "scope": listing.scope,
        "date": listing.date,
        "citation": listing.citation,
        "verified": listing.verified,
    }
