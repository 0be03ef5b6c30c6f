"""Clauses whose verbs no lexicon knows, read by their shape; each with a near miss that says nothing."""

from __future__ import annotations

import pytest

from undertow.policy.reader import read
from undertow.policy.statement import Statement
from undertow.policy.text import Page


def statements(text: str, language: str = "en") -> tuple[Statement, ...]:
    """What a paragraph states."""
    return read(Page(f"<p>{text}</p>").blocks(), language)


@pytest.mark.parametrize(
    ("language", "text", "action", "data", "recipients"),
    [
        ("en", "Your viewing history is syndicated to advertisers.", "share", ("interaction",), ("advertisers",)),
        ("en", "Your fingerprints are scrubbed after two days.", "", (), ()),
        ("en", "Log files are erased after 30 days.", "store", ("log",), ()),
        ("en", "Serial numbers help us to catch thieves.", "use", ("identifier",), ()),
        ("en", "Your card number is required to book.", "collect", ("card",), ()),
        ("en", "Your data will not leave the country.", "transfer", ("personal",), ()),
        ("en", "Apple tells us your email address.", "collect", ("email",), ()),
        ("de", "Ihre Fotos werden nach zwei Jahren gelöscht.", "store", ("photo",), ()),
        ("fr", "Vos photos sont supprimées au bout de deux ans.", "store", ("photo",), ()),
        ("es", "Para pedir una cita es necesario facilitar el nombre.", "collect", ("name",), ()),
    ],
)
def test_the_shape_of_a_clause_says_what_is_done(
    language: str, text: str, action: str, data: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    found = statements(text, language)
    assert [(each.action, each.data, each.recipients) for each in found] == (
        [(action, data, recipients)] if action else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Our server is painted with flowers.",
        "Cookies are small text files that are placed on your computer.",
        "You have the right to request access to your personal data.",
        "Nothing leaves the country.",
        "Our site may contain links to other websites.",
    ],
)
def test_a_sentence_that_states_nothing_has_no_shape(text: str) -> None:
    assert statements(text) == ()


def test_how_long_it_is_kept_is_no_denial_when_it_is_erased_no_later_than_a_day() -> None:
    (found,) = statements("Your IP address is erased no later than after 7 days.")
    assert (found.action, found.denied) == ("store", False)


def test_a_right_in_a_condition_hides_no_statement() -> None:
    (found,) = statements("Unless you have objected, we share your email address with advertisers.")
    assert (found.action, found.data, found.recipients) == ("share", ("email",), ("advertisers",))


def test_information_about_you_is_not_your_right_when_it_may_be_shared() -> None:
    (found,) = statements("Information about you may be shared with couriers.")
    assert (found.may, found.action, found.recipients) == (True, "share", ("delivery",))
    assert statements("You may share information with couriers.") == ()


def test_a_legal_basis_does_not_hide_what_it_is_the_basis_of() -> None:
    (found,) = statements("We share your address with couriers on the basis of our legitimate interests.")
    assert (found.action, found.data) == ("share", ("address",))
    assert statements("Our legal basis is our legitimate interests.") == ()


def test_a_denial_is_limited_by_what_it_is_for() -> None:
    found = [each for each in statements("We do not use cookies to track you across websites.") if each.denied]
    assert [each.conditions for each in found] == [("to track you across websites",)]
    found = [each for each in statements("We do not use cookies.") if each.denied]
    assert [each.conditions for each in found] == [()]


def test_a_recipient_s_name_in_a_kind_of_data_is_no_recipient() -> None:
    (found,) = statements("We collect your bank account details and Social Security number.")
    assert (found.data, found.recipients) == (("financial", "government-id"), ())


def test_who_a_list_item_names_before_its_colon_gets_what_follows() -> None:
    page = Page("<h2>Who we share it with</h2><ul><li>our insurers: name and photos</li></ul>")
    found = read(page.blocks(), "en")
    assert [(each.action, each.recipients, set(each.data) - {"personal"}) for each in found] == [
        ("share", ("insurers",), {"name", "photo"})
    ]
    page = Page("<h2>Who we share it with</h2><ul><li>our insurers and their lawyers</li></ul>")
    assert [each.data for each in read(page.blocks(), "en")] == [("personal",)]
