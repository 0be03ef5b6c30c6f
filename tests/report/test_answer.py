"""The answer in words: what is said first, what is never said."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.model import GRADES, AuditResult, Flow, Summary
from undertow.report.answer import recipients, summarise
from undertow.report.words import FICTIONAL


def answer(result: AuditResult, **changes: Any) -> Summary:
    result = msgspec.structs.replace(result, **changes)
    return summarise(
        target=result.target,
        flows=result.flows,
        findings=result.findings,
        policy=result.policy,
        visits=result.visits,
        fictional=result.fictional,
    )


def test_reference_case_is_settled_in_the_headline_and_first_line() -> None:
    summary = answer(sample.SAMPLE)
    assert summary.headline == (
        "chat.brightwater.test sent the phone number and device traits to China Mobile Internet in visits "
        "where the phone number starts with +86 and 2 further conditions hold."
    )
    first, context, notice = summary.text.split("\n")
    assert "verify.cmpassport.com when the phone number starts with +86, the browser language starts with zh" in first
    assert "Nothing was sent there in 2 visits set to North America and Western Europe." in first
    assert "operated by China Mobile Internet Co., Ltd., China" in context
    assert "3 official lists, each with its own scope, name other companies of its group" in context
    assert "(dated 5 November 2026) names China; we did not find this recipient in it" in context
    assert "could also send the e-mail address there if the server answers" in context
    assert notice == FICTIONAL


def test_state_owned_recipient_comes_first_when_a_private_one_is_observed_everywhere() -> None:
    assert [r.host for r in recipients(sample.FLOWS)] == [sample.CARRIER, sample.RISK, sample.TELEMETRY]


def test_identity_data_outweighs_device_traits_when_nobody_is_listed() -> None:
    e_mail = msgspec.structs.replace(sample.RISK_FLOW, id="x", data="email", host="zz.example")
    assert next(iter(recipients([sample.RISK_FLOW, e_mail]))).host == "zz.example"


def test_latent_flow_to_a_state_does_not_outweigh_personal_data_seen_to_leave() -> None:
    e_mail = msgspec.structs.replace(sample.RISK_FLOW, id="x", data="email", host="zz.example")
    assert [r.host for r in recipients([sample.LATENT_FLOW, e_mail])] == ["zz.example", sample.CARRIER]


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_answer_is_the_same_when_the_flows_come_in_another_order(chance: random.Random) -> None:
    flows = list(sample.FLOWS)
    chance.shuffle(flows)
    assert answer(sample.SAMPLE, flows=tuple(flows)) == answer(sample.SAMPLE)


@pytest.mark.parametrize("grade", GRADES)
def test_verb_claims_no_more_than_the_grade_proves(grade: Any) -> None:
    flow = msgspec.structs.replace(
        sample.PHONE_FLOW, grade=grade, outcomes=sample.outcomes("not sent", "not sent", "not sent")
    )
    headline = answer(sample.SAMPLE, flows=(flow,), findings=()).headline
    verbs = {
        "observed": " sent the phone number",
        "triggered": " sent the phone number",
        "forced": " is built to send the phone number",
        "latent": " contains code that could send the phone number",
        "referenced": "nothing typed leave",
    }
    assert verbs[grade] in headline
    assert (" sent " in headline) == (grade in ("observed", "triggered"))


def test_nothing_is_called_clean_when_nothing_was_found() -> None:
    summary = answer(sample.EMPTY)
    assert summary.headline == "In 1 visit to plainfield.test we saw nothing typed leave for another party."
    assert "what was not seen" in summary.text
    assert not {"clean", "safe", "secure"} & set(f"{summary.headline} {summary.text}".lower().split())


def test_typed_data_is_not_spoken_of_when_no_form_was_filled() -> None:
    visit = msgspec.structs.replace(sample.VISITS[0], fields=())
    summary = answer(sample.EMPTY, visits=(visit,))
    assert "typed" not in summary.headline
    assert "No form was filled in, so nothing can be said of typed data." in summary.text


@pytest.mark.parametrize("visits", [(), (msgspec.structs.replace(sample.VISITS[0], outcome="failed"),)])
def test_no_visit_gave_evidence_is_said_when_all_failed(visits: Any) -> None:
    assert "gave evidence" in answer(sample.EMPTY, visits=visits).headline


def test_device_traits_alone_are_not_taken_for_typed_data() -> None:
    summary = answer(sample.SAMPLE, flows=(sample.RISK_FLOW,))
    assert summary.headline.endswith("sent device traits to Beijing Shumei Shidai Technology.")
    assert "Nothing typed was seen to leave for another party." in summary.text
    assert "its owner is not known to us" in summary.text


def test_first_party_flows_are_no_answer() -> None:
    own = tuple(flow for flow in sample.FLOWS if flow.first_party)
    assert "nothing typed leave" in answer(sample.SAMPLE, flows=own).headline


def test_vantage_that_got_nowhere_is_not_counted_as_silent() -> None:
    flow = msgspec.structs.replace(sample.PHONE_FLOW, outcomes=sample.outcomes("not tried", "not sent", "sent"))
    text = answer(sample.SAMPLE, flows=(flow,)).text
    assert "Nothing was sent there in 1 visit set to Western Europe." in text
    assert "No visit set to North America got far enough to tell." in text


def test_operator_listing_and_group_listing_are_separate_statements() -> None:
    named = msgspec.structs.replace(sample.LISTINGS[0], relation="operator")
    flow = msgspec.structs.replace(sample.PHONE_FLOW, listings=(named, sample.LISTINGS[1]))
    text = answer(sample.SAMPLE, flows=(flow,)).text
    assert "1 official list with its own scope names this operator." in text
    assert "1 official list with its own scope names other companies of its group." in text


def test_policy_sentence_depends_on_what_was_searched() -> None:
    policy = sample.POLICY
    found = msgspec.structs.replace(policy.mentions[0], found=True)
    assert (
        "names this recipient" in answer(sample.SAMPLE, policy=msgspec.structs.replace(policy, mentions=(found,))).text
    )
    assert "found no privacy policy" in answer(sample.SAMPLE, policy=msgspec.structs.replace(policy, url=None)).text
    assert "not searched for" in answer(sample.SAMPLE, policy=msgspec.structs.replace(policy, mentions=())).text
    assert "policy" not in answer(sample.SAMPLE, policy=None).text


def test_answer_stays_short_when_there_are_very_many_recipients() -> None:
    summary = answer(sample.hostile())
    assert len(summary.text) < 2_500
    assert "\u202e" not in summary.text
    assert "\x1b" not in summary.text


def test_early_sending_is_said_of_typed_data_only() -> None:
    def told(*flows: Flow) -> str:
        return answer(sample.SAMPLE, flows=flows).text.split("\n")[0]

    e_mail = msgspec.structs.replace(sample.RISK_FLOW, id="x", data="email")
    assert "Western Europe and Mainland China, before the form was submitted." in told(e_mail)
    assert "Mainland China, the e-mail address before the form was submitted." in told(e_mail, sample.RISK_FLOW)
    assert "before the form was submitted" not in told(sample.RISK_FLOW)
