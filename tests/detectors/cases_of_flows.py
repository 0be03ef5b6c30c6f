"""Small cases for the detector tests: one flow to one host, changed a little by each test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from undertow.detectors import Case
from undertow.model import (
    DataType,
    Evidence,
    EvidenceRef,
    Flow,
    Judgement,
    Listing,
    Outcome,
    Party,
    PolicyCheck,
    PolicyMention,
    PolicyQuote,
    PolicySearch,
    Practice,
    PracticeDimension,
    PracticeVerdict,
    Script,
    ScriptFacts,
    SignatureHit,
    SignatureSign,
)

HOST = "collect.tracker.test"
SHA = "ab" * 32


def flow(**changes: Any) -> Flow:
    """An observed flow of an e-mail address to another party."""
    fields: dict[str, Any] = {
        "id": "f1",
        "data": "email",
        "script": "app.js",
        "script_sha256": SHA,
        "sink": "fetch",
        "host": HOST,
        "first_party": False,
        "organisation": None,
        "owner": None,
        "state": None,
        "grade": "observed",
        "guard": None,
        "outcomes": (Outcome(vantage="north-america", outcome="sent", visits=1, sent=1),),
        "confidence": "confirmed",
        "evidence": (EvidenceRef(kind="exchange", id="v1.e1", part="body", span=(0, 5)),),
    }
    return Flow(**(fields | changes))


def latent(**changes: Any) -> Flow:
    """A path in code that no visit executed."""
    outcome = Outcome(vantage="north-america", outcome="not sent", visits=1, sent=0)
    return flow(**({"grade": "latent", "confidence": "likely", "outcomes": (outcome,)} | changes))


def listing(relation: str, **changes: Any) -> Listing:
    """An entry on an invented list."""
    fields: dict[str, Any] = {
        "list": "List of Examples",
        "authority": "Office of Examples",
        "entity": "Example Telecom Group",
        "relation": relation,
        "scope": "procurement",
        "date": "2024-05-01",
        "citation": "Example Act s. 1",
        "propagation": "named entity",
        "source": "https://lists.example.test/1",
        "verified": "partial",
    }
    return Listing(**(fields | changes))


def party(**changes: Any) -> Party:
    """The party behind the host."""
    fields: dict[str, Any] = {
        "host": HOST,
        "domain": "tracker.test",
        "organisation": "Tracker Ltd",
        "operator_country": None,
        "basis": "test",
    }
    return Party(**(fields | changes))


def hit(**changes: Any) -> SignatureHit:
    """A recognised system."""
    fields: dict[str, Any] = {
        "id": "example-sdk",
        "system": "Example one-tap",
        "kind": "carrier-auth",
        "operator": "Example Telecom",
        "operator_country": None,
        "confidence": "likely",
        "signs": (SignatureSign(sign="path:/h5/getMobile", weight=1), SignatureSign(sign="global:EXTAP", weight=1)),
        "verified": True,
    }
    return SignatureHit(**(fields | changes))


QUOTE = "We never share your personal data with Tracker Ltd."
_TERMS = ("Tracker Ltd", "tracker.test")


def policy(found: bool, *judgements: Judgement, data: DataType = "email") -> PolicyCheck:
    """A policy that names the recipient, or does not, with verdicts on flow ``f1``."""
    mention = PolicyMention(host=HOST, organisation="Tracker Ltd", names_searched=_TERMS, found=found)
    practice = Practice(
        data=data, host=HOST, organisation="Tracker Ltd", flows=("f1",), sent=True, judgements=judgements
    )
    return PolicyCheck(
        url="https://app.test/privacy", language="en", words=600, mentions=(mention,), practices=(practice,)
    )


def judgement(verdict: PracticeVerdict, dimension: PracticeDimension = "recipient", **changes: Any) -> Judgement:
    """A verdict with a quotation, or with a search where it says that something is omitted."""
    quote = PolicyQuote(text=QUOTE, page="https://app.test/privacy", start=0, denies=verdict == "contradicted")
    search = PolicySearch(terms=_TERMS, sections=(), versions=("https://app.test/privacy",), sentences=40)
    omitted = verdict == "omitted"
    fields: dict[str, Any] = {
        "dimension": dimension,
        "subject": "Tracker Ltd",
        "verdict": verdict,
        "confidence": "likely",
        "why": "Test.",
        "quotes": () if omitted else (quote,),
        "searched": search if omitted else None,
    }
    return Judgement(**(fields | changes))


def case(
    *flows: Flow,
    parties: Sequence[Party] = (),
    policy: PolicyCheck | None = None,
    facts: Sequence[ScriptFacts] = (),
) -> Case:
    """A case with these flows."""
    known = {flow.host: party(host=flow.host) for flow in flows} | {p.host: p for p in parties}
    evidence = Evidence(
        tool="undertow test",
        target="https://app.test/",
        started="2026-01-01T00:00:00Z",
        submit=True,
        scripts=(Script(sha256=SHA, size=10, name="app.js"),),
    )
    return Case(evidence, flows, known, {f.sha256: f for f in facts}, policy)
