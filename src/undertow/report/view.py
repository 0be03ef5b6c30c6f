"""What a report shows, in the order it shows it: a result turned into text that is fit for any reader.

A view holds words only; nothing in it is markup, and every text that a page could choose has passed `safe.plain`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undertow.model import (
    SEVERITIES,
    AuditResult,
    Blobs,
    Coverage,
    Evidence,
    Finding,
    Gap,
    Grade,
    SelfCheck,
    Severity,
)
from undertow.report.answer import PROVEN, vantage_counts
from undertow.report.blocking import Blocking, blocking
from undertow.report.conduct_view import View as ConductView
from undertow.report.conduct_view import conduct_view
from undertow.report.flowview import ProofRow, RecipientView, anchor, proofs, recipient_views, vantage_labels
from undertow.report.picture import Picture, draw
from undertow.report.policyview import PolicyView, policy_view
from undertow.report.safe import plain
from undertow.report.titles import finding_title
from undertow.report.visitview import VisitView, visit_views
from undertow.report.wire import Wire
from undertow.report.words import FICTIONAL, days, joined, number, plural


@dataclass(frozen=True)
class Cell:
    """What was seen of one recipient at one vantage."""

    text: str
    grade: Grade | None
    """None where nothing was sent."""


@dataclass(frozen=True)
class MatrixRow:
    """One recipient across all vantages."""

    host: str
    name: str
    anchor: str
    own: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Figure:
    """A number with what it counts."""

    value: str
    text: str


@dataclass(frozen=True)
class FindingView:
    """One finding."""

    anchor: str
    id: str
    severity: Severity
    confidence: str
    title: str
    detail: str
    advice: str
    host: str
    flows: tuple[tuple[str, str], ...]
    """Fragment and title of each flow it speaks of."""
    proofs: tuple[ProofRow, ...]


@dataclass(frozen=True)
class View:
    """A whole report."""

    fictional: str
    tool: str
    target: str
    when: str
    scope: str
    bundle: str
    bundle_name: str
    data: str
    packs: tuple[str, ...]
    """Data sets of others that the answers rest on too."""
    headline: str
    answer: tuple[str, ...]
    picture: Picture | None
    vantages: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    unseen: tuple[Figure, ...]
    not_seen: tuple[str, ...]
    limits: tuple[str, ...]
    findings: tuple[FindingView, ...]
    recipients: tuple[RecipientView, ...]
    policy: PolicyView | None
    conduct: ConductView | None
    """What the app's chat answered; None if it was not asked."""
    blocking: tuple[tuple[str, str, str], ...]
    """Ready-to-use rules: title, for whom, text."""
    blocking_limits: tuple[str, ...]
    systems: tuple[tuple[str, str, str, str], ...]
    """Known systems: name, operator, confidence, what was recognised."""
    visits: tuple[VisitView, ...]
    scripts: tuple[tuple[str, str, str], ...]
    """Scripts with flows: name, SHA-256, address."""
    gaps: tuple[tuple[str, str, str, str, str], ...]
    """Visit, stage and kind, where, why, whether findings could hide in it."""
    channels: tuple[tuple[str, str, str], ...]
    """Self-check: channel, result, detail."""
    missed_probes: tuple[str, ...]
    selfcheck: str


def build(
    result: AuditResult, blobs: Blobs | None = None, *, evidence: Evidence | None = None, bundle_name: str = ""
) -> View:
    """The view of a result. The same result, blobs and evidence always give the same view."""
    vantages = vantage_labels(result.visits)
    recipients = recipient_views(result, Wire(evidence, blobs))
    rules = blocking(result)
    return View(
        fictional=FICTIONAL if result.fictional else "",
        tool=plain(result.tool, 60),
        target=plain(result.target, 160),
        when=days([visit.started for visit in result.visits]),
        scope=f"{plural(len(result.visits), 'visit')}, {plural(len(vantages), 'vantage')}",
        bundle=plain(result.bundle, 64),
        bundle_name=plain(bundle_name, 120),
        data=plain(result.data, 64),
        packs=tuple(plain(pack, 300) for pack in result.packs),
        headline=plain(result.summary.headline, 400),
        answer=answer_lines(result),
        picture=draw(result),
        vantages=tuple(vantages.values()),
        matrix=_matrix(result, recipients, tuple(vantages)),
        unseen=_figures(result),
        not_seen=not_seen(result),
        limits=tuple(plain(sentence, 600) for sentence in result.limits),
        findings=_findings(result, recipients),
        recipients=recipients,
        policy=policy_view(result),
        conduct=_conduct(result, blobs),
        blocking=_rules(rules),
        blocking_limits=_rule_limits(rules),
        systems=tuple(
            (
                plain(s.system),
                plain(s.operator or "operator unknown"),
                s.confidence,
                ", ".join(plain(m, 120) for m in s.matched),
            )
            for s in result.systems
        ),
        visits=visit_views(result.visits, blobs),
        scripts=_scripts(result),
        gaps=tuple(_gap(gap) for gap in result.gaps),
        channels=_channels(result.selfcheck),
        missed_probes=_missed(result.selfcheck),
        selfcheck=selfcheck_words(result.selfcheck),
    )


def answer_lines(result: AuditResult) -> tuple[str, ...]:
    """The answer as paragraphs, without the notice on fictional apps, which reports show apart."""
    lines = result.summary.text.split("\n")[:8]
    return tuple(plain(line, 2_000) for line in lines if line.strip() and line != FICTIONAL)


def selfcheck_words(check: SelfCheck | None) -> str:
    """``14 of 14 channels, 118 of 120 probe checks``."""
    if check is None:
        return "The self-check did not run, so silence of the instruments proves nothing."
    channels, probes = check.channels_ok, check.probes_ok
    return f"{channels[0]} of {channels[1]} channels, {probes[0]} of {probes[1]} probe checks"


def not_seen(result: AuditResult) -> tuple[str, ...]:
    """Sentences on what this audit cannot have seen, visits that ended early first."""
    early = [f"{plain(v.id, 20)} ({plain(v.outcome, 20)})" for v in result.visits if v.outcome != "complete"]
    more = [plural(len(early) - 12, "more", "more")] if len(early) > 12 else []
    ended = (f"Visits that did not get to their end: {joined([*early[:12], *more])}.",) if early else ()
    return (*ended, *(plain(sentence, 600) for sentence in result.not_seen))


def not_run_percent(coverage: Coverage) -> int | None:
    """Share of delivered bytes that never ran, in percent; None if it was not measured."""
    if coverage.bytes_not_run is None or not coverage.bytes:
        return None
    return round(100 * coverage.bytes_not_run / coverage.bytes)


def by_severity(findings: Sequence[Finding]) -> list[Finding]:
    """The gravest first, otherwise in the order given."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _matrix(result: AuditResult, recipients: Sequence[RecipientView], vantages: Sequence[str]) -> tuple[MatrixRow, ...]:
    """One row a recipient; the app's own hosts share one."""
    rows: list[MatrixRow] = []
    own = [flow for flow in result.flows if flow.first_party]
    for recipient in recipients:
        if not recipient.first_party:
            cells = tuple(_cell(recipient.counts, vantage, recipient.grade) for vantage in vantages)
            rows.append(MatrixRow(recipient.host, recipient.short, recipient.anchor, own=False, cells=cells))
    if own:
        counts = vantage_counts(own)
        cells = tuple(_cell(counts, vantage, "observed") for vantage in vantages)
        rows.append(MatrixRow("the app itself", "", "own", own=True, cells=cells))
    return tuple(rows)


def _cell(counts: Mapping[str, tuple[int, int]], vantage: str, grade: Grade) -> Cell:
    if vantage not in counts:
        return Cell("not tried", None)
    sent, made = counts[vantage]
    return Cell(f"{sent} of {made}", (grade if grade in PROVEN else "observed") if sent else None)


def _figures(result: AuditResult) -> tuple[Figure, ...]:
    """The numbers of what was not seen."""
    coverage, percent = result.coverage, not_run_percent(result.coverage)
    ran = "of the delivered code never ran" if percent is not None else "how much of the code ran was not measured"
    dark = Figure(
        number(coverage.network_functions_not_run), "functions and calls that never ran can reach the network"
    )
    check = result.selfcheck
    figures = [
        Figure("–" if percent is None else f"{percent} %", ran),
        *([dark] if percent is not None else []),
        Figure(number(coverage.opaque_payloads), "payloads to other parties stayed unreadable"),
        Figure(number(len(result.gaps)), "gaps where something could not be watched"),
    ]
    if check is None:
        return (*figures, Figure("none", "self-check: it did not run"))
    (channels, planted), (probes, exercised) = check.channels_ok, check.probes_ok
    return (
        *figures,
        Figure(f"{channels} of {planted}", "channels seen in the self-check"),
        Figure(f"{probes} of {exercised}", "probe checks seen in the self-check"),
    )


def _findings(result: AuditResult, recipients: Sequence[RecipientView]) -> tuple[FindingView, ...]:
    flows = {flow.id: flow for flow in result.flows}
    titles = {view.anchor: view.title for recipient in recipients for view in recipient.flows}
    return tuple(
        FindingView(
            anchor=anchor("finding", finding.id),
            id=plain(finding.id, 100),
            severity=finding.severity,
            confidence=finding.confidence,
            title=finding_title(finding, flows),
            detail=plain(finding.detail, 1_500),
            advice=plain(finding.advice, 800),
            host=plain(finding.host or "", 100),
            flows=tuple((a, titles[a]) for a in (anchor("flow", flow) for flow in finding.flows) if a in titles),
            proofs=proofs(finding.evidence),
        )
        for finding in by_severity(result.findings)
    )


def _conduct(result: AuditResult, blobs: Blobs | None) -> ConductView | None:
    """What the chat answered, with the pictures that the bundle holds."""
    if result.conduct is None:
        return None
    return conduct_view(result.conduct, lambda sha256: blobs.get(sha256) if blobs and sha256 in blobs else None)


def _rules(rules: Blocking) -> tuple[tuple[str, str, str], ...]:
    texts = (
        ("Content-security policy", "for the site's owner", rules.content_security_policy),
        ("Hosts file", "for one computer", rules.hosts_file),
        ("DNS response policy zone", "for a network", rules.response_policy_zone),
        ("Filter list", "for a browser's content blocker", rules.adblock),
    )
    return tuple(text for text in texts if text[2])


def _rule_limits(rules: Blocking) -> tuple[str, ...]:
    if not rules.skipped:
        return rules.limits
    return (*rules.limits, f"Not to be expressed by name, so left out: {joined(rules.skipped)}.")


def _scripts(result: AuditResult) -> tuple[tuple[str, str, str], ...]:
    rows = {
        (plain(flow.script, 160), plain(flow.script_sha256 or "unknown", 64), plain(flow.script_url or "", 300))
        for flow in result.flows
        if flow.script
    }
    return tuple(sorted(rows))


def _gap(gap: Gap) -> tuple[str, str, str, str, str]:
    return (
        plain(gap.visit or "all", 20),
        f"{gap.stage}: {plain(gap.kind, 60)}",
        plain(gap.where, 300),
        plain(gap.why, 600),
        "yes" if gap.hides_findings else "no",
    )


def _channels(check: SelfCheck | None) -> tuple[tuple[str, str, str], ...]:
    if check is None:
        return ()
    words = {(True, True): "seen", (True, False): "missed", (False, True): "recorded, did not arrive"}
    return tuple(
        (plain(c.channel, 80), words.get((c.received, c.recorded), "not usable here"), plain(c.detail, 200))
        for c in check.channels
    )


def _missed(check: SelfCheck | None) -> tuple[str, ...]:
    if check is None:
        return ()
    return tuple(f"{plain(p.api, 100)} in a {p.context}" for p in check.probes if not p.seen)
