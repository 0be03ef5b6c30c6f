"""What a detector is, and what it may look at."""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from undertow.model import (
    Confidence,
    Evidence,
    EvidenceRef,
    Finding,
    Flow,
    Party,
    PolicyCheck,
    ScriptFacts,
    Sent,
    Severity,
    Sha256,
    Traces,
    Visit,
)

SENT = frozenset({"observed", "triggered"})
"""Grades of flows whose data left the page."""

REFERENCES = 8
"""Evidence cited in one finding; the flows it names carry the rest."""


@dataclass(frozen=True)
class Case:
    """Everything a detector may look at. Detectors are pure: no clock, randomness, files or network."""

    evidence: Evidence
    flows: tuple[Flow, ...]
    parties: Mapping[str, Party]
    """By host, for every host that is a destination of a flow, keeps an identifier, or stands behind an alias."""
    facts: Mapping[Sha256, ScriptFacts]
    policy: PolicyCheck | None
    traces: Traces = field(default_factory=Traces)
    same_party: Callable[[str, str], bool] = operator.eq
    """Whether two hosts are known to be of one organisation."""
    cloaked: Mapping[str, str] = field(default_factory=dict)
    """Hosts of the app that are aliases (CNAME) of a host of a tracking service, with that host."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Hosts of the app that are aliases (CNAME) of a host in another domain which no table knows, with that host."""

    def to_others(self) -> dict[str, list[Flow]]:
        """Flows to other parties than the app itself, by host, in the order of the flows."""
        found: dict[str, list[Flow]] = {}
        for flow in self.flows:
            if not flow.first_party:
                found.setdefault(flow.host, []).append(flow)
        return found

    def is_own(self, host: str) -> bool:
        """Whether a host belongs to the audited app."""
        return self.same_party(host, self.app_host)

    @property
    def app_host(self) -> str:
        """Host of the audited address; empty if it has none."""
        try:
            return urlsplit(self.evidence.target).hostname or ""
        except ValueError:
            return ""

    def visit(self, id_: str) -> Visit:
        """The visit of that id."""
        return next(visit for visit in self.evidence.visits if visit.id == id_)

    def flows_of(self, sent: Iterable[Sent]) -> list[Flow]:
        """The flows that some sendings belong to, each once, in the order of the flows."""
        ids = {s.flow for s in sent}
        return [flow for flow in self.flows if flow.id in ids]

    def seen_in(self, visits: Iterable[str]) -> str:
        """A sentence that names the vantages of some visits by their ids, where the audit has others too."""
        wanted = set(visits)
        labels = dict.fromkeys(v.vantage.label for v in self.evidence.visits if v.id in wanted)
        others = any(v.id not in wanted for v in self.evidence.visits)
        return f" Seen from {', '.join(labels)}." if labels and others else ""

    def where(self, flows: Iterable[Flow]) -> str:
        """A sentence on the vantages from which some flows were sent and were not; empty if there is nothing to say."""
        labels = {visit.vantage.name: visit.vantage.label for visit in self.evidence.visits}
        sent: dict[str, bool] = {}
        for flow in flows:
            for outcome in flow.outcomes:
                if outcome.outcome != "not tried":
                    name = labels.get(outcome.vantage, outcome.vantage)
                    sent[name] = sent.get(name, False) or outcome.outcome == "sent"
        yes, no = [v for v, s in sent.items() if s], [v for v, s in sent.items() if not s]
        parts = [f"sent from {', '.join(yes)}"] if yes else []
        parts += [f"not sent from {', '.join(no)}"] if no else []
        text = "; ".join(parts)
        return f" {text[0].upper()}{text[1:]}." if text else ""

    def recipient(self, host: str) -> str:
        """How to name who receives at a host: the organisation if known, with the host."""
        party = self.parties.get(host)
        name = (party.organisation or party.brand) if party else None
        return f"{name} ({host})" if name else host


@dataclass(frozen=True)
class Detector:
    """One rule: its id is the name of its file, test and documentation page."""

    id: str
    title: str
    about: str
    """What it reports and why it matters, what it does not say, for the documentation. Plain text paragraphs."""
    detect: Callable[[Case], Iterable[Finding]]


def finding(
    detector: str,
    subject: Sequence[str],
    *,
    title: str,
    detail: str,
    severity: Severity,
    confidence: Confidence,
    flows: Sequence[Flow] = (),
    host: str | None = None,
    evidence: Sequence[EvidenceRef] = (),
    advice: str = "",
) -> Finding:
    """A finding whose id depends on detector and subject only; cites its flows' evidence if given none of its own."""
    digest = hashlib.sha256("\n".join(subject).encode()).hexdigest()[:8]
    cited = tuple(evidence) or tuple(e for flow in flows for e in flow.evidence[: max(2, REFERENCES // len(flows))])
    return Finding(
        id=f"{detector}-{digest}",
        detector=detector,
        title=title,
        detail=detail,
        severity=severity,
        confidence=confidence,
        flows=tuple(flow.id for flow in flows),
        host=host,
        evidence=cited[:REFERENCES],
        advice=advice,
    )


_WORDS = {
    "email": "e-mail address",
    "phone": "phone number",
    "otp": "one-time code",
    "message": "message text",
    "username": "user name",
    "postal-code": "postal code",
    "card": "card number",
    "birthdate": "date of birth",
    "file": "uploaded file",
    "input": "form input",
    "device": "device traits",
    "identifier": "stored identifier",
    "interaction": "interaction with the page",
    "keystrokes": "keystrokes",
}


def named(flows: Iterable[Flow | Sent]) -> str:
    """The data of some flows in words: ``phone number, password and device traits``."""
    return listed_words(flow.data for flow in flows)


def listed_words(data: Iterable[str]) -> str:
    """Kinds of data in words, each once: ``phone number, password and device traits``."""
    words = list(dict.fromkeys(_WORDS.get(kind, kind) for kind in data))
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def surest(flows: Iterable[Flow | Sent]) -> Confidence:
    """The highest confidence among some flows."""
    levels: tuple[Confidence, ...] = ("confirmed", "likely", "possible")
    return min((flow.confidence for flow in flows), key=levels.index)


def when(flows: Sequence[Flow]) -> str:
    """``when ...`` if every one of the flows is guarded, else empty; ends without a full stop."""
    guards = dict.fromkeys(flow.guard for flow in flows if flow.grade in ("triggered", "latent"))
    if any(flow.grade == "observed" for flow in flows) or None in guards or not guards:
        return ""
    return " when " + ", or when ".join(str(g) for g in guards)
