"""The terminal summary: fits 80 columns, says everything, obeys nobody."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import msgspec
import pytest
import sample
from rich.cells import cell_len
from rich.console import Console

from undertow.model import AuditResult
from undertow.report.answer import summarise
from undertow.report.text import render_text
from undertow.report.words import FICTIONAL


def shown(result: AuditResult, *, width: int = 80, verbose: bool = False, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=colour, color_system="truecolor" if colour else None)
    render_text(result, console, verbose=verbose)
    return file.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def answered(result: AuditResult, **changes: Any) -> AuditResult:
    result = msgspec.structs.replace(result, **changes)
    summary = summarise(
        target=result.target,
        flows=result.flows,
        findings=result.findings,
        policy=result.policy,
        visits=result.visits,
        fictional=result.fictional,
    )
    return msgspec.structs.replace(result, summary=summary)


@pytest.mark.parametrize("result", [answered(sample.SAMPLE), sample.EMPTY, sample.hostile(30)])
@pytest.mark.parametrize("width", [80, 60, 200])
def test_no_line_is_wider_than_the_terminal(result: AuditResult, width: int) -> None:
    assert max(cell_len(line) for line in shown(result, width=width).splitlines()) <= width


def test_flows_stand_under_their_grade_with_guard_and_outcomes() -> None:
    text = words(shown(answered(sample.SAMPLE)))
    carrier = text[text.index("Sends when … Phone number, Device traits → verify.cmpassport.com") :]
    assert "when the phone number starts with +86, the browser language starts with zh and the time zone" in carrier
    assert "North America: not sent; Western Europe: not sent; Mainland China: sent 1 of 1" in carrier
    assert "Contains code that could send E-mail address → verify.cmpassport.com" in carrier


def test_lists_carry_scope_relation_date_and_flag() -> None:
    text = words(shown(answered(sample.SAMPLE)))
    assert (
        "NS-CMIC List (scope: trade in its securities; not blocking) names China Mobile Limited (2021-06-03): of the "
        "owner's group, not the operator (partly verified)"
    ) in text
    assert text.count("No listing found in 4 loaded lists.") == 2
    assert text.count("Lists that were looked through FCC Covered List; FCC section 214 denial; NS-CMIC List;") == 1


def test_recipient_is_described_once_when_it_has_flows_of_two_grades() -> None:
    text = words(shown(answered(sample.SAMPLE)))
    assert text.count("operator China Mobile Internet Co., Ltd.") == 1


def test_what_was_not_seen_is_always_there() -> None:
    text = words(shown(answered(sample.SAMPLE)))
    for part in ("38 % of the code never ran", "14 of 14 channels, 118 of 120 probe checks", *sample.LIMITS):
        assert part in text
    for gap in sample.GAPS:
        assert gap.why in text
    assert "What was not seen" in shown(sample.EMPTY)


def test_fictional_app_is_said_to_be_one() -> None:
    assert FICTIONAL in shown(answered(sample.SAMPLE))
    assert FICTIONAL not in shown(answered(sample.SAMPLE, fictional=False))


def test_further_recipients_are_counted_unless_more_is_asked_for() -> None:
    short, long = shown(sample.hostile(100)), shown(sample.hostile(100), verbose=True)
    assert "… 8 further recipients; the HTML report has all" in short
    assert "further recipients" not in long
    assert len(long) > len(short)


def test_evidence_laws_and_own_flows_are_there_when_more_is_asked_for() -> None:
    short, long = words(shown(answered(sample.SAMPLE))), words(shown(answered(sample.SAMPLE), verbose=True))
    for part in ("exchange v3.e17 body bytes 118–134 through json → base64", "National Intelligence Law"):
        assert part in long
        assert part not in short
    assert "Password → chat.brightwater.test" in long


def test_page_text_cannot_colour_hide_or_move_anything() -> None:
    text = shown(sample.hostile(5))
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]
    assert "[bold red]x[/]" in text
    console_markup_shown = shown(sample.hostile(1), colour=True)
    assert "[bold red]x[/]" in console_markup_shown
    assert "\x1b[31m\x07" not in console_markup_shown


def test_same_result_gives_the_same_text() -> None:
    assert shown(answered(sample.SAMPLE), verbose=True) == shown(answered(sample.SAMPLE), verbose=True)


@pytest.mark.parametrize("packs", [(), ("TrackerDB (pack t, data of 2026-01-01, not for commercial use)\x1b[31m",)])
def test_data_sets_that_the_user_added_are_named_at_the_foot(packs: tuple[str, ...]) -> None:
    text = words(shown(msgspec.structs.replace(sample.SAMPLE, packs=packs)))
    assert ("not for commercial use" in text) == bool(packs)
    assert "\x1b" not in text
