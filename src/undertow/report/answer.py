"""The answer in a headline and a few sentences, by fixed rules: what was seen, of whom, and what was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from undertow.model import (
    GRADES,
    SEVERITIES,
    TYPED,
    Circumstance,
    Finding,
    Flow,
    Grade,
    PolicyCheck,
    Summary,
    VisitSummary,
)
from undertow.report.safe import plain
from undertow.report.words import (
    FICTIONAL,
    capital,
    country,
    data_phrase,
    full_stop,
    joined,
    number,
    plural,
    policy_date,
    short_name,
    site,
)

PROVEN: frozenset[Grade] = frozenset({"observed", "triggered"})
"""Grades of data that was seen to leave."""

_PERSONAL = TYPED | {"location", "keystrokes"}
"""Data that says who or where a person is, or what they write; device traits and identifiers weigh less."""

_OTHERS_NAMED = 2
"""So many further recipients are named in the answer; the rest is counted."""


@dataclass(frozen=True)
class Recipient:
    """All flows to one host of another party."""

    host: str
    flows: tuple[Flow, ...]
    """Most important first."""

    @property
    def top(self) -> Flow:
        """The flow that speaks for all."""
        return self.flows[0]

    @property
    def name(self) -> str:
        """The operator as headlines call it if known, else the host."""
        return plain(short_name(self.top.organisation) if self.top.organisation else self.host, 80)

    def like_top(self) -> tuple[Flow, ...]:
        """The flows that one sentence can tell together: same grade, same conditions."""
        top = self.top
        return tuple(f for f in self.flows if f.grade == top.grade and f.circumstances == top.circumstances)


def recipients(flows: Sequence[Flow], findings: Sequence[Finding] = ()) -> tuple[Recipient, ...]:
    """Other parties by host, the most important first.

    What counts, in this order: data seen to leave for a listed or state-owned party, personal data seen to leave,
    code that could send to a listed or state-owned party, other data seen to leave, other code; then the severity of
    findings, the grade, the number of data types. Ties are broken by name, so that the order never depends on the
    order of the flows.
    """
    severity = _severities(findings)
    hosts: dict[str, list[Flow]] = {}
    for flow in flows:
        if not flow.first_party:
            hosts.setdefault(flow.host, []).append(flow)

    def weight(flow: Flow) -> tuple[int, int, int, str, str]:
        return (_tier(flow), severity.get(flow.id, len(SEVERITIES)), GRADES.index(flow.grade), flow.data, flow.id)

    found = [Recipient(host, tuple(sorted(group, key=weight))) for host, group in hosts.items()]
    return tuple(sorted(found, key=lambda r: (*weight(r.top)[:3], -len({f.data for f in r.flows}), r.host)))


def _severities(findings: Iterable[Finding]) -> dict[str, int]:
    """Flow id → index of the gravest severity among its findings."""
    gravest: dict[str, int] = {}
    for finding in findings:
        level = SEVERITIES.index(finding.severity)
        for flow in finding.flows:
            gravest[flow] = min(level, gravest.get(flow, level))
    return gravest


def _tier(flow: Flow) -> int:
    """0 is most important."""
    proven, concern, personal = flow.grade in PROVEN, bool(flow.state or flow.listings), flow.data in _PERSONAL
    if flow.grade == "referenced":
        return 7
    if proven:
        return {(True, True): 0, (True, False): 1, (False, True): 2}.get((concern, personal), 4)
    return 3 if concern else 5 if personal else 6


def summarise(
    *,
    target: str,
    flows: Sequence[Flow],
    findings: Sequence[Finding],
    policy: PolicyCheck | None,
    visits: Sequence[VisitSummary],
    fictional: bool,
) -> Summary:
    """Headline and answer: the first line of the text says what was sent, when and where not; the next ones who stands
    behind it and what else there is. The same input gives the same words; nothing is ever called clean."""
    ranked = recipients(flows, findings)
    notable = [recipient for recipient in ranked if recipient.top.grade != "referenced"]
    if not notable and all(visit.outcome == "failed" for visit in visits):
        headline = f"No visit to {site(target)} gave evidence, so nothing can be said of what it sends."
        paragraphs = ["What could not be seen, and why, is listed below."]
    elif notable:
        headline, paragraphs = _headline(target, notable[0]), _answer(notable, policy, visits)
    else:
        headline, paragraphs = _nothing(target, ranked, findings, visits)
    if fictional:
        paragraphs.append(FICTIONAL)
    return Summary(headline=headline, text="\n".join(paragraphs))


def _headline(target: str, recipient: Recipient) -> str:
    what = f"{data_phrase(f.data for f in recipient.like_top())} to {recipient.name}"
    conditions = conditions_of(recipient.top, limit=2)
    sentence = {
        "observed": f"sent {what}",
        "triggered": f"sent {what} in visits where {conditions}",
        "forced": f"is built to send {what} if {conditions}",
    }.get(recipient.top.grade, f"contains code that could send {what}")
    return full_stop(f"{site(target)} {sentence}")


def _answer(notable: Sequence[Recipient], policy: PolicyCheck | None, visits: Sequence[VisitSummary]) -> list[str]:
    first = notable[0]
    answer = [_main(first, visits), *_elsewhere(first, visits)]
    context = [*_behind(first.top), *_policy(first, policy), *_dormant(first), *_others(notable[1:])]
    sent = {flow.data for recipient in notable for flow in recipient.flows if flow.grade in PROVEN}
    if not sent & (TYPED | {"keystrokes"}):
        context.append(f"{_typed_nothing(visits)}.")
    return [" ".join(answer), " ".join(context)]


def _main(recipient: Recipient, visits: Sequence[VisitSummary]) -> str:
    """What went, or could go, where and when."""
    top, data = recipient.top, capital(data_phrase(f.data for f in recipient.like_top()))
    host = plain(recipient.host, 80)
    match top.grade:
        case "observed":
            return f"{data} went to {host} in {_sent_in(recipient, visits)}{_early(recipient)}."
        case "triggered":
            seen = _sent_in(recipient, visits)
            return f"{data} went to {host} when {conditions_of(top)} (seen in {seen}{_early(recipient)})."
        case "forced":
            return f"{data} would go to {host} if {conditions_of(top)}; nothing left the machine in that test."
        case _:
            hint = f" if {conditions_of(top)}" if top.circumstances or top.guard else ""
            return f"{data} could go to {host}{hint}; that code was not seen to run."


def _early(recipient: Recipient) -> str:
    """Which of the typed data left before the form was submitted."""
    told = recipient.like_top()
    early = {f.data for f in told if f.before_submit and f.data in TYPED | {"keystrokes"}}
    if not early:
        return ""
    which = "" if early == {f.data for f in told} else f"{data_phrase(early)} "
    return f", {which}before the form was submitted"


def _behind(flow: Flow) -> list[str]:
    """Operator, owner and lists, each as a statement of its own."""
    if not flow.organisation:
        return ["Who operates that host is not known to us."]
    seat = f", {place}" if (place := country(flow.operator_country)) else ""
    owner = f"its owner is {plain(flow.owner, 80)}" if flow.owner else "its owner is not known to us"
    state = f"; a state owns or controls it ({country(flow.state)})" if flow.state else ""
    sentences = [full_stop(f"That host is operated by {plain(flow.organisation, 80)}{seat}; {owner}{state}")]
    for relation, words in (("operator", "this operator"), ("group", "other companies of its group")):
        lists = {listing.list for listing in flow.listings if listing.relation == relation}
        if lists:
            each = ", each with its own scope, name" if len(lists) > 1 else " with its own scope names"
            sentences.append(f"{plural(len(lists), 'official list')}{each} {words}.")
    return sentences


def conditions_of(flow: Flow, limit: int | None = None) -> str:
    """The circumstances in words; more than `limit` are counted, so that nobody takes the first for the only one."""
    texts = _texts(flow.circumstances)
    if not texts:
        return plain(flow.guard, 160) if flow.guard else "a condition in its code holds"
    if limit is not None and len(texts) > limit:
        hidden = len(texts) - 1
        return f"{texts[0]} and {plural(hidden, 'further condition')} {'holds' if hidden == 1 else 'hold'}"
    return joined(texts)


def _texts(circumstances: Iterable[Circumstance]) -> list[str]:
    return list(dict.fromkeys(plain(circumstance.text, 120) for circumstance in circumstances))


def vantage_counts(flows: Iterable[Flow]) -> dict[str, tuple[int, int]]:
    """Vantage → (visits in which any of the flows was sent, visits that could have shown it); untried ones are left
    out."""
    counts: dict[str, tuple[int, int]] = {}
    for flow in flows:
        for outcome in flow.outcomes:
            if outcome.outcome != "not tried":
                sent, made = counts.get(outcome.vantage, (0, 0))
                counts[outcome.vantage] = (max(sent, outcome.sent), max(made, outcome.visits))
    return counts


def _labels(names: Iterable[str], visits: Sequence[VisitSummary]) -> list[str]:
    """How reports call these vantages, in the order of the visits."""
    labels = {visit.vantage: plain(visit.label, 40) for visit in visits}
    order = list(labels)
    known = sorted(set(names), key=lambda n: (order.index(n) if n in labels else len(order), n))
    return [labels.get(name, plain(name, 40)) for name in known]


def _sent_in(recipient: Recipient, visits: Sequence[VisitSummary]) -> str:
    counts = {name: c for name, c in vantage_counts(recipient.like_top()).items() if c[0]}
    sent, made = sum(c[0] for c in counts.values()), sum(c[1] for c in counts.values())
    if not counts:
        return "a visit"
    return f"{number_of(sent, made)} set to {joined(_labels(counts, visits))}"


def number_of(sent: int, made: int) -> str:
    """``1 visit`` of one, ``2 of 3 visits``."""
    return plural(made, "visit") if sent == made else f"{sent} of {plural(made, 'visit')}"


def _elsewhere(recipient: Recipient, visits: Sequence[VisitSummary]) -> list[str]:
    """Where nothing was sent to this host, and where it could not be tried."""
    counts = vantage_counts(recipient.flows)
    silent = {name: made for name, (sent, made) in counts.items() if not sent and made}
    untried = {outcome.vantage for flow in recipient.flows for outcome in flow.outcomes} - set(counts)
    sentences = []
    if silent:
        where = joined(_labels(silent, visits))
        sentences.append(f"Nothing was sent there in {plural(sum(silent.values()), 'visit')} set to {where}.")
    if untried:
        sentences.append(f"No visit set to {joined(_labels(untried, visits), 'or')} got far enough to tell.")
    return sentences


def _dormant(recipient: Recipient) -> list[str]:
    """Further paths to the same host that did not run."""
    if recipient.top.grade not in PROVEN:
        return []
    told = set(recipient.like_top())
    asleep = [f for f in recipient.flows if f.grade in ("forced", "latent") and f not in told]
    if not asleep:
        return []
    conditions = {conditions_of(f) for f in asleep if f.circumstances or f.guard}
    hint = f" if {conditions.pop()}" if len(conditions) == 1 else ""
    return [f"Code that was not seen to run could also send {data_phrase(f.data for f in asleep)} there{hint}."]


def _others(rest: Sequence[Recipient]) -> list[str]:
    sent = [recipient for recipient in rest if recipient.top.grade in PROVEN]
    if not sent:
        return [f"{plural(len(rest), 'further recipient')} could be reached by its code."] if rest else []
    named = [
        f"{plain(r.host, 80)} ({data_phrase({f.data for f in r.flows if f.grade in PROVEN}, 2)})"
        for r in sent[:_OTHERS_NAMED]
    ]
    more = len(sent) - len(named)
    parts = [*named, f"{number(more)} more"] if more else named
    return [f"{plural(len(sent), 'further recipient')} got data: {joined(parts)}."]


def _policy(recipient: Recipient, policy: PolicyCheck | None) -> list[str]:
    """Absence is said of the text that was searched, nothing more."""
    if policy is None:
        return []
    if policy.url is None:
        return ["We found no privacy policy in these visits."]
    version = policy_date(policy.dated)
    text = f"The privacy policy ({version})"
    mention = next((m for m in policy.mentions if m.host == recipient.host), None)
    if mention is None:
        return [f"{text} was not searched for this recipient."]
    if mention.found:
        return [f"{text} {'denies sharing data with' if mention.denied else 'names'} this recipient."]
    names = [name for code in policy.countries if (name := country(code))]
    if names:
        return [f"{text} names {joined(names[:4])}; we did not find this recipient in it."]
    return [f"We did not find this recipient in the privacy policy ({version})."]


def _typed_nothing(visits: Sequence[VisitSummary]) -> str:
    """Where no form was filled in, nothing typed can have left, and that must not pass for a result."""
    if any(visit.fields for visit in visits):
        return "Nothing typed was seen to leave for another party"
    return "No form was filled in, so nothing can be said of typed data"


def _nothing(
    target: str, mentioned: Sequence[Recipient], findings: Sequence[Finding], visits: Sequence[VisitSummary]
) -> tuple[str, list[str]]:
    made, typed = plural(len(visits), "visit"), any(visit.fields for visit in visits)
    what = "nothing typed" if typed else "no data"
    headline = f"In {made} to {site(target)} we saw {what} leave for another party."
    labels = joined(_labels({visit.vantage for visit in visits}, visits))
    sentences = [] if typed else [f"{_typed_nothing(visits)}."]
    sentences.append(
        f"{'The visit was' if len(visits) == 1 else 'The visits were'} set to {labels}; no device traits or identifiers"
        " were seen to leave for another party either, and no code path that could send them was found."
    )
    if mentioned:
        sentences.append(f"Its code mentions {plural(len(mentioned), 'other host')} without a proven path of data.")
    if findings:
        verb = "is" if len(findings) == 1 else "are"
        sentences.append(f"{plural(len(findings), 'finding')} of another kind {verb} listed below.")
    sentences.append("This covers these visits only; what was not seen is stated beside it.")
    return headline, [" ".join(sentences)]
