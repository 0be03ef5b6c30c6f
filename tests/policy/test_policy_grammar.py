"""Classes of grammar, each with what looks like it and is none."""

from __future__ import annotations

import pytest

from undertow.policy.reader import read
from undertow.policy.statement import Statement
from undertow.policy.text import Page

Told = tuple[str, bool, str, tuple[str, ...], tuple[str, ...]]


def statements(markup: str, language: str = "en") -> list[Statement]:
    filler = "<p>" + "Nothing is stated here at all by anybody whosoever. " * 12 + "</p>"
    return list(read(Page(f"<main>{markup}{filler}</main>").blocks(), language))


def told(text: str, language: str = "en") -> list[Told]:
    return [(s.actor, s.denied, s.action, s.data, s.recipients) for s in statements(f"<p>{text}</p>", language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Disclosure of your e-mail address to advertisers does not take place.",
         [("we", True, "share", ("email",), ("advertisers",))]),
        ("Disclosure of your e-mail address to advertisers takes place.",
         [("we", False, "share", ("email",), ("advertisers",))]),
        ("The sale of personal data is ruled out.", [("we", True, "sell", ("personal",), ())]),
        ("Messages are excluded from training.", [("we", True, "use", ("message",), ())]),
    ],
)  # fmt: skip
def test_a_noun_for_an_action_is_denied_by_its_verb(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_somebody_who_is_used_gets_data_and_a_thing_that_is_used_does_not() -> None:
    (used,) = statements("<p>We use other companies to count visits.</p>")
    assert (used.action, used.recipients, used.purposes) == ("share", ("third-parties",), ("analytics",))
    assert told("We use your e-mail address to contact you.") == [("we", False, "use", ("email",), ())]


def test_a_passive_verb_with_who_does_it_gives_data_to_them() -> None:
    assert told("Your messages can be reviewed by contractors.") == [("we", False, "share", ("message",), ("vendors",))]
    assert told("Contractors may review our offices.") == []


def test_a_name_after_what_it_is_names_the_recipient() -> None:
    (share, _store) = told("Your messages are stored by our vendor Examplehost in Ireland.")
    assert share[2] == "share" and "Examplehost" in share[4]
    assert all("Security" not in each[4] for each in told("Your messages are stored by our vendor. Security matters."))


def test_who_decides_on_its_own_what_it_collects_collects() -> None:
    text = "Criteo and Taboola act as independent controllers of the data they collect."
    assert told(text) == [("they", False, "collect", ("personal",), ("Criteo", "Taboola"))]
    assert told("We act as a processor for our customers.") == []


def test_what_the_data_includes_is_collected_and_what_a_bundle_includes_is_not() -> None:
    text = "Data collected automatically by our games includes your IP address and your advertising ID."
    assert told(text) == [("we", False, "collect", ("ip", "identifier"), ())]
    assert told("The starter pack includes an e-mail address.") == []


def test_a_sentence_that_goes_on_with_what_a_service_gets_says_that_alone() -> None:
    text = "We work with Stripe and Adyen; your card number is sent to them."
    assert told(text) == [("we", False, "share", ("card",), ("Stripe", "Adyen"))]
    assert told("We work with Stripe; your card number is sent to Adyen.")[0][4] == ("Stripe",)


def test_a_noun_of_data_that_looks_like_a_verb_is_none() -> None:
    assert told("Error reports with your user ID are sent to Sentry.") == [
        ("we", False, "share", ("diagnostics", "identifier"), ("Sentry",))
    ]
    assert told("Telephone calls are recorded.") == [("we", False, "collect", ("audio",), ())]
    assert told("We report errors and your user ID to Sentry.")[0][2] == "share"


def test_an_exception_for_those_named_elsewhere_limits_the_denial_and_is_kept_in_its_words() -> None:
    (found,) = statements("<p>With the exception of those named above, we do not share personal data with others.</p>")
    assert found.denied and found.conditions == ("With the exception of those named above",)
    (flat,) = statements("<p>We do not share personal data with others.</p>")
    assert flat.denied and flat.conditions == ()


def test_a_condition_without_comma_ends_where_the_main_clause_begins() -> None:
    (found, *_) = statements("<p>With your permission we collect your location.</p>")
    assert (found.data, found.conditions) == (("location",), ("With your permission",))
    (german,) = statements("<p>Wir erfassen Ihren Standort, es sei denn, Sie widersprechen.</p>", "de")
    assert (german.data, german.conditions) == (("location",), ("es sei denn, Sie widersprechen",))


def test_suppliers_who_are_based_abroad_are_a_transfer_and_we_who_are_based_somewhere_are_none() -> None:
    (found,) = statements("<p>Some of our suppliers are based outside the UK, for example in India.</p>")
    assert (found.action, found.may, found.countries) == ("transfer", True, ("GB", "IN"))
    assert told("We are based outside the UK.") == []


def test_records_are_of_health_in_the_policy_of_a_clinic_alone() -> None:
    sick = "<p>We collect your medical history, symptoms, diagnosis, treatment and health condition.</p>" * 3
    assert [s.data for s in statements(f"{sick}<p>Records are kept for seven years.</p>")][-1] == ("health",)
    assert [s.data for s in statements("<p>Records are kept for seven years.</p>")] == [("personal",)]


def test_never_denies_a_chinese_verb_and_not_using_a_service_is_the_readers_choice() -> None:
    assert told("我们从不使用友盟统计分析页面访问情况。", "zh")[0][1:] == (True, "share", (), ("友盟",))
    assert told("如您不使用该功能,不影响其他服务。", "zh") == []


def test_what_comes_to_us_or_to_our_servers_is_collected_and_what_comes_to_you_is_not() -> None:
    assert told("Your bell sends us its serial number.") == [("we", False, "collect", ("identifier",), ())]
    assert told("Your serial number reaches our servers.") == [("we", False, "collect", ("identifier",), ())]
    assert told("The serial number reaches you by post.") == []


def test_processed_in_some_circumstance_is_use_and_processed_in_a_place_is_a_transfer() -> None:
    assert [t[2] for t in told("Your name is processed in the course of admission.")] == ["use"]
    assert [t[2] for t in told("Your name is processed in other countries.")] == ["transfer"]


def test_nothing_as_subject_denies_and_names_after_an_article_are_names() -> None:
    assert told("Nothing is stored outside the European Union.") == [("we", True, "store", ("personal",), ())]
    assert told("Your name is communicated to the Student Union.")[0][4] == ("Student Union",)
    assert told("Students are entitled to inspect the data held concerning them.") == []


def test_analysing_is_using_and_filters_are_for_security() -> None:
    (found,) = statements("<p>Chat is moderated by automated filters.</p>")
    assert (found.action, found.data, found.purposes) == ("use", ("message",), ("security",))
    assert told("Your messages are analysed.") == [("we", False, "use", ("message",), ())]
    assert told("Analysts moderate our meetings.") == []
