from __future__ import annotations

import time

import pytest

from undertow.policy import PolicyPage, check
from undertow.policy.denial import denies

SHUMEI = ("fp-it.portal101.cn", "Shumei", ("Shumei", "数美"))


def page(text: str) -> PolicyPage:
    return PolicyPage(
        url="https://a.test/privacy", title="", language="en", dated=None, retrieved="2026-11-22T00:00:00Z",
        sha256="0" * 64, text=text, words=10,
    )  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not share your personal data with Shumei.",
        "We will never disclose any information to Shumei or its affiliates.",
        "Personal information is never given to Shumei.",
        "We don’t share personal data with Shumei.",
        "Wir geben Ihre Daten nicht an Shumei weiter.",
        "Nous ne partageons pas vos données avec Shumei.",
        "No compartimos sus datos con Shumei.",
        "我们不会与数美共享您的个人信息。",
    ],
)
def test_a_flat_denial_is_one_in_five_languages(sentence: str) -> None:
    assert denies(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We share your personal data with Shumei.",
        "We do not share your personal data with Shumei unless you agree.",
        "Except for Shumei, we do not share your personal data.",
        "We do not share your personal data with Shumei for marketing.",
        "We do not sell your personal data to Shumei.",
        "我们不会向数美出售您的个人信息。",
        "We do not share your prompts with Shumei.",
        "We do not control how Shumei uses your personal data.",
        "We share your personal data with Shumei and do not store it.",
        "Wir geben Ihre Daten nur mit Einwilligung, sonst nicht, an Shumei weiter.",
        "Sans votre accord, nous ne partageons pas vos données avec Shumei.",
        "No compartimos sus datos con Shumei sin su consentimiento.",
        "未经您的同意，我们不会与数美共享您的个人信息。",
    ],
)
def test_what_is_limited_or_denies_something_else_is_none(sentence: str) -> None:
    assert not denies(sentence)


def test_a_recipient_that_is_denied_is_found_and_marked() -> None:
    (mention,) = check(page("We do not share your personal data with Shumei."), [SHUMEI]).mentions
    assert (mention.found, mention.denied) == (True, True)


def test_a_policy_that_says_both_is_not_taken_for_a_denial() -> None:
    text = "We do not share your personal data with Shumei.\nShumei receives device data."
    (mention,) = check(page(text), [SHUMEI]).mentions
    assert (mention.found, mention.denied) == (True, False)


@pytest.mark.parametrize("unit", ["geben ", "不会与", "werden ", "do not ", "your data "])
def test_a_very_long_sentence_is_read_in_seconds(unit: str) -> None:
    started = time.perf_counter()
    denies(unit * 50_000)
    assert time.perf_counter() - started < 5
