from __future__ import annotations

import msgspec
import sample

from undertow.model import AuditResult, Judgement, PolicyQuote, PolicySearch, Practice
from undertow.report.html import render_html
from undertow.report.policyview import DIMENSIONS, VERDICT_HELP, PolicyView, policy_view

NASTY = "<script>alert(1)</script>\u202e"


def judgements() -> tuple[Judgement, ...]:
    quote = PolicyQuote(text=f"We keep it. {NASTY}", page=f"https://a.test/{NASTY}", start=1_234)
    search = PolicySearch(
        terms=("China Mobile", NASTY), sections=(NASTY,), versions=("https://a.test/p (en)",), sentences=9
    )
    return (
        Judgement(dimension="type", subject="phone", verdict="clear", confidence="likely", why="W1", quotes=(quote,)),
        Judgement(dimension="recipient", subject=NASTY, verdict="omitted", confidence="likely", why=NASTY,
                  searched=search),
        Judgement(dimension="country", subject="CN", roles=("operator", "network"), verdict="ambiguous",
                  confidence="likely", why="W3", conditions=(NASTY,)),
        Judgement(dimension="country", subject="HK", roles=("owner's state",), verdict="vague", confidence="likely",
                  why="W4"),
        Judgement(dimension="purpose", subject="", verdict="not-assessed", confidence=None, why="W5"),
    )  # fmt: skip


def result() -> AuditResult:
    own = next(flow for flow in sample.SAMPLE.flows if flow.first_party)
    other = next(flow for flow in sample.SAMPLE.flows if not flow.first_party)
    practices = (
        Practice(data="phone", host=other.host, organisation=NASTY, flows=(other.id,), sent=True,
                 judgements=judgements()),
        Practice(data="email", host=own.host, organisation=None, flows=(own.id,), sent=True,
                 judgements=judgements()[:1]),
    )  # fmt: skip
    assert sample.SAMPLE.policy
    policy = msgspec.structs.replace(sample.SAMPLE.policy, practices=practices)
    return msgspec.structs.replace(sample.SAMPLE, policy=policy)


def view() -> PolicyView:
    found = policy_view(result())
    assert found
    return found


def test_each_flow_has_a_row_with_a_cell_for_each_dimension() -> None:
    (row,) = view().practices
    assert [[verdict.word for verdict in cell] for cell in row.cells] == [
        ["clear"], ["omitted"], ["ambiguous", "vague"], ["not assessed"],
    ]  # fmt: skip
    assert len(row.cells) == len(DIMENSIONS)


def test_flows_to_the_app_itself_stand_apart() -> None:
    (own,) = view().own
    assert [len(cell) for cell in own.cells] == [1, 0, 0, 0]


def test_a_sentence_is_quoted_with_its_place_and_a_country_with_what_is_of_it() -> None:
    (row,) = view().practices
    assert row.cells[0][0].quotes[0][1].endswith("character 1,234")
    assert row.cells[2][0].subject == "China (operator and network)"


def test_the_report_shows_verdicts_and_what_was_searched_and_escapes_all_of_it() -> None:
    page = render_html(result(), None)
    for text in ("What it says of each flow", "What was searched, and where", "not assessed", *VERDICT_HELP.values()):
        assert text.replace("'", "&#39;") in page
    assert NASTY not in page and "<script>alert" not in page and "\u202e" not in page


def test_there_is_no_table_without_flows() -> None:
    assert "What it says of each flow" not in render_html(sample.SAMPLE, None)
