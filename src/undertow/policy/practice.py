"""The policy against practice: a verdict on each dimension of each kind of data that goes, or could go, to a host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from undertow.model import Confidence, DataType, Flow, Judgement, Practice, PracticeDimension
from undertow.policy.corpus import Corpus
from undertow.policy.judge_data import judge_purpose, judge_type
from undertow.policy.judge_recipient import Receiver, judge_country, judge_recipient
from undertow.policy.verdict import Ruling

_HINT = "What the host is for is known by the category that third-party-web gives it ({}) alone."
_SENT = frozenset({"observed", "triggered"})
_WORDS: dict[str, str] = {
    "email": "the e-mail address",
    "phone": "the phone number",
    "otp": "the one-time code",
    "message": "the text of messages",
    "address": "the postal address",
    "card": "the payment card",
    "birthdate": "the date of birth",
    "search": "what is searched for",
    "input": "what is typed",
    "device": "traits of the device",
    "identifier": "a stored identifier",
    "interaction": "use of the page",
    "keystrokes": "keystrokes",
}


def compare(corpus: Corpus, flows: Sequence[Flow], receivers: Mapping[str, Receiver]) -> tuple[Practice, ...]:
    """One record for each kind of data and host, in the order of the flows.

    Args:
        corpus: the policy.
        flows: of the audit. Flows to the app itself are asked for the kind of data alone, and hosts that code merely
            mentions are left out.
        receivers: by host, for every host of a flow to another party.
    """
    groups: dict[tuple[DataType, str, bool], list[Flow]] = {}
    for flow in flows:
        if flow.grade != "referenced":
            groups.setdefault((flow.data, flow.host, flow.first_party), []).append(flow)
    types: dict[str, Ruling] = {}
    found = []
    for (data, host, own), group in groups.items():
        if data not in types:
            types[data] = judge_type(corpus, data, _WORDS.get(data, f"the {data}"))
        sure = _confidence(group)
        judgements = [_judgement("type", data, types[data], sure)]
        if not own:
            judgements += _of_receiver(corpus, data, receivers[host], sure)
        found.append(
            Practice(
                data=data,
                host=host,
                organisation=None if own else receivers[host].organisation,
                flows=tuple(flow.id for flow in group),
                sent=any(flow.grade in _SENT for flow in group),
                judgements=tuple(judgements),
            )
        )
    return tuple(found)


def _confidence(flows: Iterable[Flow]) -> Confidence:
    """``likely`` at most, since rules read the policy; ``possible`` for what was not surely sent."""
    sent = [flow for flow in flows if flow.grade in _SENT and flow.confidence != "possible"]
    return "likely" if sent else "possible"


def _of_receiver(corpus: Corpus, data: str, receiver: Receiver, sure: Confidence) -> Iterator[Judgement]:
    yield _judgement("recipient", receiver.called, judge_recipient(corpus, data, receiver), sure)
    for code, roles in receiver.countries:
        yield _judgement("country", code, judge_country(corpus, data, code, roles), sure, roles)
    if not receiver.countries:
        yield _judgement("country", "", Ruling("not-assessed", "No country of the recipient is known."), sure)
    for purpose in receiver.purposes:
        ruling = judge_purpose(corpus, data, purpose)
        if receiver.hinted:
            verdict = "ambiguous" if ruling.verdict == "contradicted" else ruling.verdict
            ruling = replace(ruling, verdict=verdict, why=f"{ruling.why} {_HINT.format(receiver.category)}")
        yield _judgement("purpose", purpose, ruling, "possible" if receiver.hinted else sure)
    if not receiver.purposes:
        why = "What the recipient does with it cannot be seen, and no known system tells."
        yield _judgement("purpose", "", Ruling("not-assessed", why), sure)


def _judgement(
    dimension: PracticeDimension, subject: str, ruling: Ruling, sure: Confidence, roles: tuple[str, ...] = ()
) -> Judgement:
    return Judgement(
        dimension=dimension,
        subject=subject,
        roles=roles,
        verdict=ruling.verdict,
        confidence=None if ruling.verdict == "not-assessed" else sure,
        why=ruling.why,
        conditions=ruling.conditions,
        quotes=ruling.quotes,
        searched=ruling.searched,
    )
