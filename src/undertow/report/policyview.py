"""The privacy policy in the report: what it is, what it says of each flow, and whom it names."""

from __future__ import annotations

from dataclasses import dataclass

from undertow.model import AuditResult, Judgement, PolicyCheck, Practice, PracticeDimension, PracticeVerdict
from undertow.report.safe import plain
from undertow.report.words import capital, country, data_label, instant, plural, short_name

DIMENSIONS: dict[PracticeDimension, str] = {
    "type": "Kind of data",
    "recipient": "Recipient",
    "country": "Country",
    "purpose": "Purpose",
}
"""As columns are headed, in order."""

VERDICT_HELP: dict[PracticeVerdict, str] = {
    "clear": "A statement says just this.",
    "vague": "A statement says a broader kind, or says it of other data.",
    "omitted": "No statement was found, and a search of the whole text for every word of it came up empty.",
    "contradicted": "Denied without any limit, by two independent readings, and said nowhere.",
    "ambiguous": "Sentences conflict, a denial is limited, or words stand there that were not read as a statement.",
    "not-assessed": "It cannot be told, and the reason is given.",
}
"""What each verdict means."""

READER = (
    "Rules read the policy, and they miss and misread sentences: the quotation is what counts. Verdicts speak of the "
    "texts as visited, and of what could be sent they say no more than what is possible."
)
_TERMS = 400
"""Terms of a search that are listed."""


@dataclass(frozen=True)
class Verdict:
    """One verdict as it is shown."""

    dimension: str
    subject: str
    verdict: PracticeVerdict
    word: str
    confidence: str
    why: str
    conditions: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    """Sentence, and where it stands."""
    searched: tuple[tuple[str, str], ...]
    """Label and text of what was searched; none if the verdict rests on no search."""


@dataclass(frozen=True)
class PracticeView:
    """What the policy says of one kind of data that goes to one host."""

    anchor: str
    title: str
    host: str
    sent: str
    cells: tuple[tuple[Verdict, ...], ...]
    """By dimension, in the order of `DIMENSIONS`."""


@dataclass(frozen=True)
class PolicyView:
    """The privacy policy as found."""

    facts: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    practices: tuple[PracticeView, ...]
    own: tuple[PracticeView, ...]
    """Of flows to the app itself."""
    mentions: tuple[tuple[str, str, str], ...]
    """Host and organisation, ``found`` or ``not found``, quotation or names searched."""


def policy_view(result: AuditResult) -> PolicyView | None:
    """The view of a result's policy; None if none was compared."""
    policy = result.policy
    if policy is None:
        return None
    own = {flow.id for flow in result.flows if flow.first_party}
    views = [(practice, _practice(number, practice)) for number, practice in enumerate(policy.practices, 1)]
    return PolicyView(
        facts=tuple(row for row in _facts(policy) if row[1]),
        quotes=tuple(plain(quote, 600) for quote in policy.country_quotes),
        practices=tuple(view for practice, view in views if not own & {*practice.flows}),
        own=tuple(view for practice, view in views if own & {*practice.flows}),
        mentions=tuple(
            (
                f"{plain(mention.host, 100)} ({plain(mention.organisation or 'operator unknown', 100)})",
                ("sharing denied" if mention.denied else "named") if mention.found else "not found",
                plain(mention.quote or "", 600)
                if mention.found
                else f"searched for {', '.join(plain(name, 60) for name in mention.names_searched)}",
            )
            for mention in (policy.mentions if policy.url else ())
        ),
    )


def _facts(policy: PolicyCheck) -> tuple[tuple[str, str], ...]:
    return (
        ("Address", plain(policy.url, 300) if policy.url else "no policy was found in these visits"),
        ("Language", plain(policy.language or "", 40)),
        ("Dated", plain(policy.dated or "", 120)),
        ("Read", instant(policy.retrieved) if policy.retrieved else ""),
        ("Length", plural(policy.words, "word") if policy.words else ""),
        ("Countries named", ", ".join(country(code) or "" for code in policy.countries)),
        ("SHA-256", plain(policy.sha256 or "", 64)),
    )


def _practice(number: int, practice: Practice) -> PracticeView:
    verdicts = [(judgement.dimension, _verdict(judgement)) for judgement in practice.judgements]
    name = f", {plain(short_name(practice.organisation), 80)}" if practice.organisation else ""
    return PracticeView(
        anchor=f"policy-{number}",
        title=f"{data_label(practice.data)} → {plain(practice.host, 100)}{name}",
        host=plain(practice.host, 100),
        sent="sent" if practice.sent else "could be sent",
        cells=tuple(tuple(v for dimension, v in verdicts if dimension == wanted) for wanted in DIMENSIONS),
    )


def _verdict(judgement: Judgement) -> Verdict:
    subject = judgement.subject
    if judgement.dimension == "country":
        roles = " and ".join(judgement.roles)
        subject = f"{country(subject) or subject} ({roles})" if subject else ""
    elif judgement.dimension == "recipient":
        subject = short_name(subject)
    elif judgement.dimension == "type":
        subject = ""
    return Verdict(
        dimension=DIMENSIONS[judgement.dimension],
        subject=plain(capital(subject), 120),
        verdict=judgement.verdict,
        word=judgement.verdict.replace("-", " "),
        confidence=judgement.confidence or "",
        why=plain(judgement.why, 900),
        conditions=tuple(plain(condition, 300) for condition in judgement.conditions[:5]),
        quotes=tuple(
            (plain(" ".join(quote.text.split()), 600), f"{plain(quote.page, 300)}, character {quote.start:,}")
            for quote in judgement.quotes
        ),
        searched=_searched(judgement),
    )


def _searched(judgement: Judgement) -> tuple[tuple[str, str], ...]:
    search = judgement.searched
    if search is None:
        return ()
    more = f" … and {len(search.terms) - _TERMS} more" if len(search.terms) > _TERMS else ""
    return (
        ("Terms", ", ".join(plain(term, 80) for term in search.terms[:_TERMS]) + more),
        ("Sections", "; ".join(plain(section, 120) for section in search.sections) or "the text has no headings"),
        ("Versions", "; ".join(plain(version, 300) for version in search.versions)),
    )
