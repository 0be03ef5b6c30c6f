from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.policy.reader import read
from undertow.policy.statement import Statement
from undertow.policy.text import Page

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "policy"))
import measure
from labels import policies

_FILLER = "<p>" + "Nothing is stated here at all by anybody whosoever. " * 12 + "</p>"


_MARKUP = ["<p>", "<li>", "<tr>", "<td>", "</td>", "</tr>", "<h2>", "</li>"]
_MARKUP += ["a\u0301", "\uff37e share", "\u2022", " ", "\n", "\x01li\x02", "&#1;tr&#2;"]
_WORDS = [
    "We",
    "share",
    "not",
    "except",
    "if",
    "to",
    ",",
    ";",
    ":",
    "which",
    "your",
    "email",
    "with",
    "Criteo",
    "It",
    ".",
]


def statements(markup: str, language: str = "en") -> list[Statement]:
    """What is read in a page whose filler makes it long enough to be one."""
    return list(read(Page(f"<main>{markup}{_FILLER}</main>").blocks(), language))


def only(markup: str, language: str = "en") -> Statement:
    """The one statement of a page."""
    (found,) = statements(markup, language)
    return found


def test_a_sentence_gives_action_data_recipient_and_purpose() -> None:
    found = only("<p>We may share your email address with advertisers to show you ads.</p>")
    assert (found.actor, found.action, found.may, found.denied) == ("we", "share", True, False)
    assert (found.data, found.recipients, found.purposes) == (("email",), ("advertisers",), ("advertising",))


def test_a_condition_is_cut_out_and_kept_in_its_words() -> None:
    found = only("<p>Unless you object, we share your location with Criteo.</p>")
    assert found.conditions == ("Unless you object",)
    assert (found.denied, found.recipients) == (False, ("Criteo",))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("We do not share your email address with advertisers.", True),
        ("We never share your email address with advertisers.", True),
        ("We share your email address with advertisers, not more often than daily.", False),
        ("Your email address is not shared with advertisers.", True),
    ],
)
def test_only_a_word_before_the_verb_denies_it(text: str, denied: bool) -> None:
    assert only(f"<p>{text}</p>").denied is denied


def test_an_exception_that_names_a_recipient_is_a_statement_of_its_own() -> None:
    first, second = statements("<p>We do not share your card number with third parties except with Stripe.</p>")
    assert (first.denied, first.recipients) == (True, ("third-parties",))
    assert (second.denied, second.recipients) == (False, ("Stripe",))


def test_list_items_are_read_with_their_lead_in() -> None:
    first, second = statements("<p>We do not collect:</p><ul><li>your IP address;</li><li>cookies.</li></ul>")
    assert [(each.denied, each.action, each.data) for each in (first, second)] == [
        (True, "collect", ("ip",)),
        (True, "collect", ("cookie",)),
    ]


def test_a_heading_is_the_lead_in_of_a_list_that_has_none_and_no_longer_after_the_next_heading() -> None:
    found = statements("<h2>What we collect</h2><ul><li>Cookies</li></ul><h2>Words</h2><ul><li>Cookies</li></ul>")
    assert [each.action for each in found] == ["collect"]


def test_a_table_is_read_by_the_words_of_its_headings() -> None:
    head = "<tr><th>Data</th><th>Shared with</th></tr>"
    collected, shared = statements(f"<table>{head}<tr><td>IP address</td><td>Advertisers</td></tr></table>")
    assert (collected.action, collected.data) == ("collect", ("ip",))
    assert (shared.action, shared.recipients) == ("share", ("advertisers",))


def test_rights_of_the_reader_state_nothing_of_practice() -> None:
    assert statements("<p>You may ask us to delete your email address.</p>") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wir geben Ihre E-Mail-Adresse nicht an Dritte weiter."),
        ("fr", "Nous ne partageons pas votre adresse e-mail avec des tiers."),
        ("es", "No compartimos su correo electrónico con terceros."),
        ("zh", "我们不会与第三方共享您的电子邮箱。"),
    ],
)
def test_a_denial_is_read_in_every_language(language: str, text: str) -> None:
    found = only(f"<p>{text}</p>", language)
    assert (found.denied, found.action, found.data) == (True, "share", ("email",))
    assert found.recipients == ("third-parties",)


def test_a_language_without_lexicon_gives_nothing() -> None:
    assert statements("<p>We share your email address.</p>", "it") == []


@given(st.lists(st.sampled_from(_MARKUP)))
def test_blocks_are_the_text_with_places(parts: list[str]) -> None:
    page = Page("".join(parts) + _FILLER)
    blocks = page.blocks()
    assert "\n".join(block.text for block in blocks) == page.text
    assert all(page.text.startswith(block.text, block.start) for block in blocks)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(_WORDS), max_size=60))
def test_every_statement_quotes_the_page_at_its_place(words: list[str]) -> None:
    page = Page(f"<main><p>{' '.join(words)}</p>{_FILLER}</main>")
    for statement in read(page.blocks(), "en"):
        assert page.text.startswith(statement.quote, statement.start)


@pytest.mark.parametrize(
    "text", ["if ", "to show ", "we share, ", "The A ", "except with ", "which receives ", "; ", ":"]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    start = time.process_time()
    statements(f"<p>{text * 40_000}</p>")
    assert time.process_time() - start < 4


def test_the_labelled_policies_are_read_as_well_as_the_docs_say() -> None:
    right = found = labelled = 0
    for policy in policies():
        if policy.split == "dev":
            counts = measure.compare(policy, show=False)
            right, found, labelled = right + counts[0], found + counts[1], labelled + counts[2]
    assert right / found >= 0.95
    assert right / labelled >= 0.9
