from __future__ import annotations

from undertow.cli.policy_lines import practice_lines
from undertow.model import Judgement, PolicyQuote, PolicySearch, Practice


def practice(judgement: Judgement, *, sent: bool = True) -> Practice:
    return Practice(
        data="email", host="ads.test", organisation="Ads\x1b[2J", flows=("f",), sent=sent, judgements=(judgement,)
    )


def test_a_verdict_is_printed_with_its_sentence_and_without_control_characters() -> None:
    quote = PolicyQuote(text="We share\nit.\x1b[31m", page="p", start=3)
    said = Judgement(
        dimension="country", subject="FR", roles=("operator",), verdict="clear", confidence="likely", why="Why.",
        quotes=(quote,),
    )  # fmt: skip
    text = "\n".join(practice_lines([practice(said)]))
    assert "country FR (operator): clear, likely. Why." in text
    assert "“We share it." in text and "\x1b" not in text


def test_what_was_searched_is_printed_with_the_versions() -> None:
    search = PolicySearch(terms=tuple("abcdefgh"), sections=(), versions=("https://a.test/p (en)",), sentences=4)
    said = Judgement(
        dimension="recipient", subject="Ads", verdict="omitted", confidence="possible", why="Why.", searched=search
    )
    text = "\n".join(practice_lines([practice(said, sent=False)]))
    assert "could be sent" in text
    assert "searched for a, b, c, d, e, f and 2 more" in text and "in https://a.test/p (en)" in text


def test_nothing_is_printed_without_flows() -> None:
    assert list(practice_lines([])) == []
