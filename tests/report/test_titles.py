"""Titles are told short, never cut in the middle of a condition, and never say more than the finding does."""

from __future__ import annotations

import msgspec
import pytest
import sample

from undertow.report.titles import finding_title
from undertow.report.words import policy_date, short_name


def title(text: str, **changes: object) -> str:
    flow = msgspec.structs.replace(sample.PHONE_FLOW, **changes)
    return finding_title(msgspec.structs.replace(sample.FINDINGS[0], title=text), {flow.id: flow})


def test_long_guard_is_counted_and_the_recipient_told_short() -> None:
    full = f"Phone number sent to China Mobile Internet Co., Ltd. ({sample.CARRIER}) when {sample.PHONE_FLOW.guard}"
    assert title(full) == (
        f"Phone number sent to China Mobile Internet ({sample.CARRIER}) when the phone number starts with +86 and "
        "2 further conditions hold"
    )


def test_title_stays_when_it_does_not_end_in_the_guard_of_its_flow() -> None:
    assert title("Phone number sent when it rains", guard="it snows") == "Phone number sent when it rains"
    assert finding_title(sample.FINDINGS[1], {}) == sample.FINDINGS[1].title


def test_guard_without_known_circumstances_stays_in_its_own_words() -> None:
    assert title("Sent when x === 1", guard="x === 1", circumstances=()) == "Sent when x === 1"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("China Mobile Internet Co., Ltd. (China Mobile group)", "China Mobile Internet (China Mobile group)"),
        ("Beijing Volcano Engine Technology Co., Ltd. (Volcengine)", "Volcengine"),
        ("GeeTest (Wuhan Jiyi Network Technology Co., Ltd.)", "GeeTest"),
        ("ByteDance (operating company not known)", "ByteDance"),
        ("SASAC of the State Council (PRC)", "SASAC of the State Council (PRC)"),
        ("Criteo S.A.", "Criteo"),
        ("Meta Platforms, Inc.", "Meta Platforms"),
        ("Incorporate Limited Edition", "Incorporate Limited Edition"),
        ("Inc.", "Inc."),
    ],
)
def test_organisation_is_called_by_its_trade_name_or_without_its_legal_form(full: str, short: str) -> None:
    assert short_name(full) == short


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("5 November 2026", "dated 5 November 2026"),
        ("Last updated: 3 November 2026", "“Last updated: 3 November 2026”"),
        (None, "which gives no date"),
    ],
)
def test_own_words_of_a_policy_are_quoted_and_a_mere_date_is_not(dated: str | None, said: str) -> None:
    assert policy_date(dated) == said
