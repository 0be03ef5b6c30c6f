"""The frame of the rules that hold the privacy policy against what an app does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from undertow.detectors.base import SENT, Case, finding, named, surest
from undertow.model import EvidenceRef, Finding, Flow, Judgement, PracticeDimension, PracticeVerdict, Severity

TERMS_SHOWN = 8
"""Terms of a search that a finding names; the result has all."""


@dataclass(frozen=True)
class Judged:
    """What the policy says of the flows to one host, with the verdicts that a rule asks for."""

    host: str
    flows: tuple[Flow, ...]
    """Those that were sent, if any was; else those that could be."""
    sent: bool
    judgements: tuple[Judgement, ...]

    @property
    def what(self) -> str:
        """``Phone number and password went there.``"""
        return f"{named(self.flows).capitalize()} {'went' if self.sent else 'could go'} there."


def judged(
    case: Case, dimensions: tuple[PracticeDimension, ...], verdicts: tuple[PracticeVerdict, ...]
) -> Iterator[Judged]:
    """Hosts of other parties with such a verdict, countries apart. Beside flows that were sent, others do not count."""
    if case.policy is None:
        return
    flows = {flow.id: flow for flow in case.flows}
    hosts: dict[tuple[str, str], list[tuple[Flow, Judgement]]] = {}
    for practice in case.policy.practices:
        for judgement in practice.judgements:
            if judgement.dimension in dimensions and judgement.verdict in verdicts:
                of_it = [(flows[id], judgement) for id in practice.flows if id in flows and not flows[id].first_party]
                apart = judgement.subject if dimensions == ("country",) else ""
                hosts.setdefault((practice.host, apart), []).extend(of_it)
    for (host, _), pairs in hosts.items():
        sent = [pair for pair in pairs if pair[0].grade in SENT]
        chosen = sent or pairs
        if chosen:
            yield Judged(
                host=host,
                flows=tuple({flow.id: flow for flow, _ in chosen}.values()),
                sent=bool(sent),
                judgements=tuple(dict.fromkeys(judgement for _, judgement in chosen)),
            )


def quoted(judgements: Sequence[Judgement]) -> str:
    """The sentences that verdicts rest on, in quotation marks."""
    return " ".join(dict.fromkeys(f"“{quote.text}”" for judgement in judgements for quote in judgement.quotes[:2]))


def searched(case: Case, judgement: Judgement) -> str:
    """What was looked for in which text without success, as sentences; empty if the verdict rests on no search."""
    search, policy = judgement.searched, case.policy
    if search is None or policy is None:
        return ""
    terms = ", ".join(search.terms[:TERMS_SHOWN])
    more = f" and {len(search.terms) - TERMS_SHOWN} further terms" if len(search.terms) > TERMS_SHOWN else ""
    texts = f"{len(search.versions)} texts" if len(search.versions) > 1 else "the text"
    return (
        f"Nothing of it was found in {texts} as visited ({policy.words} words, language "
        f"{policy.language or 'unknown'}, {search.sentences} sentences); searched for: {terms}{more}."
    )


def policy_finding(
    detector: str,
    case: Case,
    group: Judged,
    *,
    title: str,
    detail: str,
    severity: Severity,
    advice: str,
    subject: Sequence[str] = (),
) -> Finding:
    """A finding on one host. Flows that were not sent make it low at most, and never more than possible."""
    sure = group.sent and all(judgement.confidence != "possible" for judgement in group.judgements)
    pages = dict.fromkeys(
        (quote.page, f"the policy says: {quote.text}")
        for judgement in group.judgements
        for quote in judgement.quotes[:2]
    )
    if not pages and case.policy is not None and case.policy.url is not None:
        pages = {(case.policy.url, f"policy text searched, {case.policy.words} words"): None}
    low: Severity = "info" if severity == "info" else "low"
    return finding(
        detector,
        (group.host, *subject),
        title=title,
        detail=f"{group.what} {detail}",
        severity=severity if group.sent else low,
        confidence=("likely" if surest(group.flows) == "confirmed" else surest(group.flows)) if sure else "possible",
        flows=group.flows,
        host=group.host,
        evidence=(
            *(EvidenceRef(kind="page", id=page, note=note) for page, note in list(pages)[:3]),
            *(reference for flow in group.flows for reference in flow.evidence[:1]),
        ),
        advice=advice,
    )
