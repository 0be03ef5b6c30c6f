"""Recipients and their flows, as a reader goes through them: every text already fit to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from undertow.model import (
    GRADE_WORDS,
    AuditResult,
    EvidenceRef,
    Excerpt,
    Flow,
    Grade,
    Guard,
    OutcomeWord,
    Party,
    Span,
    VisitSummary,
)
from undertow.report.answer import PROVEN, recipients, vantage_counts
from undertow.report.parties import PartyView, party_view, policy_words, unknown_party
from undertow.report.safe import plain
from undertow.report.wire import Piece, RequestView, Wire
from undertow.report.words import (
    CONFIDENCE_HELP,
    data_label,
    data_phrase,
    days,
    full_stop,
    joined,
    number,
    plural,
    short_name,
)

CODE_LINES = 60
CODE_COLUMNS = 400
"""Excerpts are cut to this size; the whole script is in the bundle."""


@dataclass(frozen=True)
class CodeView:
    """Delivered and decoded code, side by side."""

    place: str
    original: str
    decoded: tuple[Piece, ...]
    """Marked where it names a condition or the recipient."""


@dataclass(frozen=True)
class ProofRow:
    """One place in the evidence in words, with all that was found in it."""

    place: str
    layers: str
    note: str


@dataclass(frozen=True)
class OutcomeRow:
    """What happened at one vantage."""

    label: str
    outcome: OutcomeWord
    count: str


@dataclass(frozen=True)
class FlowView:
    """One flow."""

    anchor: str
    id: str
    grade: Grade
    grade_words: str
    title: str
    hint: str
    """Confidence and the like, for the closed line."""
    statement: str
    """What was seen, in one or two sentences."""
    conditions: tuple[str, ...]
    guard: str
    guards: tuple[tuple[str, str], ...]
    """Each condition as code, and what it needs with its place."""
    facts: tuple[tuple[str, str], ...]
    code: CodeView | None
    path: tuple[tuple[str, str, str], ...]
    """What, place, code."""
    outcomes: tuple[OutcomeRow, ...]
    requests: tuple[RequestView, ...]
    proofs: tuple[ProofRow, ...]


@dataclass(frozen=True)
class RecipientView:
    """One destination host with who is behind it and all flows to it."""

    anchor: str
    host: str
    name: str
    short: str
    """The name as headlines call it."""
    grade: Grade
    party: PartyView
    policy: str
    first_party: bool
    counts: Mapping[str, tuple[int, int]]
    """Vantage → visits in which anything was sent here, visits that could have shown it."""
    flows: tuple[FlowView, ...]


def anchor(kind: str, name: str) -> str:
    """A fragment name that is safe whatever the id holds."""
    return f"{kind}-{re.sub(r'[^0-9A-Za-z]+', '-', name)[:60]}"


def vantage_labels(visits: Iterable[VisitSummary]) -> dict[str, str]:
    """Vantage → how reports call it, in the order of the visits."""
    return {visit.vantage: plain(visit.label, 60) for visit in visits}


def recipient_views(result: AuditResult, wire: Wire) -> tuple[RecipientView, ...]:
    """Other parties first, the most important on top; then the app's own hosts."""
    parties = {party.host: party for party in result.parties}
    own: dict[str, list[Flow]] = {}
    for flow in result.flows:
        if flow.first_party:
            own.setdefault(flow.host, []).append(flow)
    groups: list[tuple[str, Sequence[Flow]]] = [
        *((recipient.host, recipient.flows) for recipient in recipients(result.flows, result.findings)),
        *sorted(own.items()),
    ]
    return tuple(_recipient(i, host, flows, parties, result, wire) for i, (host, flows) in enumerate(groups, 1))


def _recipient(
    index: int, host: str, flows: Sequence[Flow], parties: Mapping[str, Party], result: AuditResult, wire: Wire
) -> RecipientView:
    party = parties.get(host) or unknown_party(flows[0])
    return RecipientView(
        anchor=f"recipient-{index}",
        host=plain(host),
        name=plain(party.organisation or "") or "operator unknown",
        short=plain(short_name(party.organisation) if party.organisation else "operator unknown", 80),
        grade=flows[0].grade,
        party=party_view(party),
        policy=policy_words(host, result.policy),
        first_party=flows[0].first_party,
        counts=vantage_counts(flows),
        flows=tuple(flow_view(flow, result.visits, wire) for flow in flows),
    )


def flow_view(flow: Flow, visits: Sequence[VisitSummary], wire: Wire) -> FlowView:
    """One flow in words."""
    hints = [f"{flow.confidence} ({CONFIDENCE_HELP[flow.confidence]})"]
    if flow.before_submit:
        hints.append("before submit")
    if flow.obfuscated:
        hints.append("hidden in obfuscated code")
    return FlowView(
        anchor=anchor("flow", flow.id),
        id=plain(flow.id, 80),
        grade=flow.grade,
        grade_words=GRADE_WORDS[flow.grade],
        title=f"{data_label(flow.data)} → {plain(flow.host, 100)}",
        hint=" · ".join(hints),
        statement=_statement(flow, visits),
        conditions=tuple(dict.fromkeys(plain(c.text) for c in flow.circumstances)),
        guard=plain(flow.guard, 400) if flow.guard else "",
        guards=tuple(_guard(guard) for guard in flow.guards),
        facts=_facts(flow),
        code=_code(flow),
        path=tuple((plain(step.what), place(step.span), plain(step.code, 300)) for step in flow.path),
        outcomes=_outcomes(flow, visits),
        requests=wire.requests(flow.evidence, flow.data),
        proofs=proofs(flow.evidence),
    )


def proofs(refs: Iterable[EvidenceRef]) -> tuple[ProofRow, ...]:
    """One row a place; what was found in the same bytes stands together."""
    rows: dict[tuple[str, str], list[str]] = {}
    for ref in refs:
        where, layers = proof_place(ref)
        rows.setdefault((where, layers), []).append(plain(ref.note, 400))
    return tuple(
        ProofRow(where, layers, "; ".join(dict.fromkeys(note for note in notes if note)))
        for (where, layers), notes in rows.items()
    )


def proof_place(ref: EvidenceRef) -> tuple[str, str]:
    """Where a proof lies, and the encodings around it."""
    kind = {"exchange": "request", "script": "script", "probe": "observed call", "page": "page"}.get(ref.kind, ref.kind)
    name = f"{ref.id[:12]}…" if re.fullmatch("[0-9a-f]{64}", ref.id) else plain(ref.id, 120)
    parts = [f"{kind} {name}", plain(ref.part, 80), place(ref.span) if ref.span else ""]
    layers = " → ".join(plain(layer, 40) for layer in ref.layers)
    return ", ".join(part for part in parts if part), layers


def place(span: Span) -> str:
    """A byte range as readers write it."""
    return f"bytes {number(span[0])}–{number(span[1])}"


def _statement(flow: Flow, visits: Sequence[VisitSummary]) -> str:
    labels = vantage_labels(visits)
    sent = [labels.get(o.vantage, plain(o.vantage)) for o in flow.outcomes if o.outcome == "sent"]
    silent = [labels.get(o.vantage, plain(o.vantage)) for o in flow.outcomes if o.outcome == "not sent"]
    actor = plain(flow.script, 100) if flow.script else "A form, without any script,"
    what, host = data_phrase([flow.data]), plain(flow.host, 100)
    if flow.grade in PROVEN:
        when = days([visit.started for visit in visits])
        seen = f" in visits set to {joined(sent)}" if sent else ""
        text = f"On {when}, {actor} sent {what} to {host}{seen}."
    elif flow.grade == "forced":
        text = f"{actor} tried to send {what} to {host} when its condition was overridden; nothing left the machine."
    elif flow.grade == "latent":
        text = f"{actor} contains code that could send {what} to {host}. It was not seen to run."
    else:
        text = f"{actor} mentions {host}. No path of {what} to it was proven."
    if silent and flow.grade != "referenced":
        text += f" It was not sent in visits set to {joined(silent)}."
    return full_stop(text)


def _guard(guard: Guard) -> tuple[str, str]:
    needed = {"event": "starts it"}.get(guard.kind, "must hold" if guard.holds else "must not hold")
    return plain(guard.code, 300), f"{needed}, {place(guard.span)}"


def _facts(flow: Flow) -> tuple[tuple[str, str], ...]:
    """Label and text; what is unknown is left out."""
    script = plain(flow.script, 160) if flow.script else "none: a plain form"
    digest = f" (SHA-256 {flow.script_sha256[:16]}…)" if flow.script_sha256 else ""
    rows = (
        ("Data", f"{data_label(flow.data)}: {', '.join(plain(d, 120) for d in flow.detail)}" if flow.detail else ""),
        ("Script", f"{script}{digest}"),
        ("Script from", plain(flow.script_url, 300) if flow.script_url else ""),
        ("Address", plain(flow.url, 300) if flow.url else ""),
        ("Sent by", plain(flow.sink, 60)),
        ("Timing", "before the form was submitted" if flow.before_submit else ""),
        ("Known systems", "; ".join(_system(s.system, s.confidence, s.matched) for s in flow.systems)),
        ("Flow id", plain(flow.id, 80)),
    )
    return tuple(row for row in rows if row[1])


def _system(name: str, confidence: str, matched: Sequence[str]) -> str:
    return f"{plain(name, 120)} ({confidence}; recognised by {', '.join(plain(m, 80) for m in matched[:6])})"


def _code(flow: Flow) -> CodeView | None:
    if flow.excerpt is None:
        return None
    needles = [flow.host, *(guard.code for guard in flow.guards if guard.kind == "condition")]
    return CodeView(
        place=f"{plain(flow.script or 'script', 80)}, {place(flow.excerpt.span)}",
        original=_code_text(flow.excerpt.original),
        decoded=_marked(flow.excerpt, [plain(n, CODE_COLUMNS) for n in needles]),
    )


def _marked(excerpt: Excerpt, needles: Sequence[str]) -> tuple[Piece, ...]:
    text = _code_text(excerpt.decoded)
    words = sorted({needle for needle in needles if len(needle) > 2}, key=lambda n: (-len(n), n))
    if not words:
        return (Piece(text, marked=False),)
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return tuple(Piece(piece, marked=i % 2 == 1) for i, piece in enumerate(pieces) if piece)


def _code_text(code: str) -> str:
    """Code with its lines kept; hidden characters are shown, what is too long or too much is cut."""
    lines = code.replace("\r\n", "\n").split("\n")
    shown = [plain(line.expandtabs(2), CODE_COLUMNS) for line in lines[:CODE_LINES]]
    if len(lines) > CODE_LINES:
        shown.append(f"… {plural(len(lines) - CODE_LINES, 'further line')}")
    return "\n".join(shown)


def _outcomes(flow: Flow, visits: Sequence[VisitSummary]) -> tuple[OutcomeRow, ...]:
    labels = vantage_labels(visits)
    return tuple(
        OutcomeRow(
            labels.get(outcome.vantage, plain(outcome.vantage, 60)),
            outcome.outcome,
            f"{outcome.sent} of {outcome.visits}" if outcome.visits else "no visit",
        )
        for outcome in flow.outcomes
    )
