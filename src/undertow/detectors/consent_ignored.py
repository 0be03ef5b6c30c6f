"""Detector `consent-ignored`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from undertow.detectors.base import Case, Detector, finding, listed_words
from undertow.model import Finding, Identifier, Kept, Sent, Visit

ALWAYS = frozenset({"device", "identifier", "interaction", "keystrokes", "location"})
"""Data that a person does not hand over by submitting a form."""


@dataclass(frozen=True, slots=True)
class _Time:
    """A part of a visit without consent, in milliseconds since its start."""

    start: float
    end: float
    rejected: bool

    def holds(self, at: float | None) -> bool:
        """Whether a moment is in it; an unknown one is not."""
        return at is not None and self.start <= at < self.end


@dataclass
class _Taken:
    """What one party took without consent."""

    sent: list[Sent] = field(default_factory=list)
    kept: list[tuple[Identifier, Kept]] = field(default_factory=list)


def _detect(case: Case) -> Iterator[Finding]:
    taken: dict[tuple[str, bool], _Taken] = {}
    for visit in case.evidence.visits:
        for time in _without_consent(visit):
            for sent in _sent(case, visit, time):
                taken.setdefault((sent.exchange.host, time.rejected), _Taken()).sent.append(sent)
            for identifier, kept in _kept(case, visit, time):
                taken.setdefault((kept.writer or kept.holder, time.rejected), _Taken()).kept.append((identifier, kept))
    for (host, rejected), what in taken.items():
        when = "after consent was rejected" if rejected else "before consent was decided"
        visits = {*(s.visit for s in what.sent), *(i.visit for i, _ in what.kept)}
        sure = any(s.confidence == "confirmed" for s in what.sent) or any(i.compared for i, _ in what.kept)
        yield finding(
            DETECTOR.id,
            (host, when),
            title=f"{_title(what)} {case.recipient(host)} {when}",
            detail=f"{_what(what)} {_banner(rejected)}{case.seen_in(visits)}",
            severity="high" if rejected else "medium",
            confidence="confirmed" if sure else "likely",
            flows=case.flows_of(what.sent),
            host=host,
            evidence=[*(s.ref for s in what.sent[:4]), *(k.evidence for _, k in what.kept[:4] if k.evidence)],
            advice="Load this party's code, and let it store or send anything, only when the person has agreed.",
        )


def _without_consent(visit: Visit) -> Iterator[_Time]:
    """The times of a visit in which a banner was there and nobody had agreed; none if no banner was seen.

    After all cookies were deleted (phase ``return``) the decision may be forgotten, so nothing counts from there on.
    """
    step = next((s for s in visit.steps if s.phase == "consent" and s.outcome == "done"), None)
    if step is None:
        return
    end = next((s.at for s in visit.steps if s.phase == "return"), float("inf"))
    if visit.vantage.consent == "ignore":
        yield _Time(0.0, end, rejected=False)
        return
    yield _Time(0.0, step.at, rejected=False)
    if visit.vantage.consent == "reject":
        after = next((s.at for s in visit.steps if s.at > step.at), visit.duration)
        yield _Time(after, end, rejected=True)


def _sent(case: Case, visit: Visit, time: _Time) -> Iterator[Sent]:
    """What went to other parties without consent. What a person submits themselves is not counted."""
    for sent in case.traces.sent:
        here = sent.visit == visit.id and time.holds(sent.at)
        if here and not sent.first_party and (sent.data in ALWAYS or sent.before_submit):
            yield sent


def _kept(case: Case, visit: Visit, time: _Time) -> Iterator[tuple[Identifier, Kept]]:
    """Identifiers that another party put into the browser without consent: by an answer, or a script from its host."""
    for identifier in case.traces.identifiers:
        for kept in identifier.kept if identifier.visit == visit.id else ():
            foreign = kept.writer is not None and not case.is_own(kept.writer)
            if foreign and kept.area != "etag" and kept.evidence is not None and time.holds(kept.at):
                yield identifier, kept


def _title(what: _Taken) -> str:
    if not what.sent:
        return "Identifier stored by"
    words = listed_words(s.data for s in what.sent)
    return f"{f'Identifier stored and {words}' if what.kept else words.capitalize()} sent to"


def _what(what: _Taken) -> str:
    parts = []
    if what.kept:
        keys = ", ".join(dict.fromkeys(f"{k.key or 'a record'} ({k.area})" for _, k in what.kept[:6]))
        parts.append(f"It put an identifier of this browser into storage: {keys}.")
    if what.sent:
        parts.append(f"It got {listed_words(s.data for s in what.sent)}.")
    return " ".join(parts)


def _banner(rejected: bool) -> str:
    if rejected:
        return "The page had asked for consent, and it had been rejected."
    return "The page asked for consent, and nothing had been answered yet."


DETECTOR = Detector(
    id="consent-ignored",
    title="Data taken without the consent that was asked for",
    about="""The page showed a consent banner, and without anybody having agreed another party got device traits, a
stored identifier, interaction, keys, a location, or typed data before it was submitted; or it put an identifier into
cookies or storage, by its answer or by a script from its host. High after consent was rejected (`--consent reject`),
medium before the banner was answered, which includes visits that leave it alone.

Not counted: what the app itself keeps or gets, which may be strictly necessary (Directive 2002/58/EC, article 5(3));
values that other visits had too, since these identify nobody; what a person submits; everything where no banner was
seen, or where it could not be answered; what happens after the visit deleted all cookies, the decision among them.
Whether a purpose needs consent is a question of law that this rule does not decide.

Literature: Trevisan et al., 4 Years of EU Cookie Law: results and lessons learned (PETS 2019); Sanchez-Rola et al.,
Can I Opt Out Yet? (AsiaCCS 2019); Matte, Bielova and Santos, Do Cookie Banners Respect my Choice? (S&P 2020); Santos,
Bielova and Matte, Are cookie banners indeed compliant with the law? (2020).""",
    detect=_detect,
)
