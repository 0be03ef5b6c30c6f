"""Items of lists read as the rest of their lead-in, and what a policy calls whoever wrote it."""

from __future__ import annotations

import pytest

from undertow.policy.lexicon import lexicon
from undertow.policy.own import own_names
from undertow.policy.reader import read
from undertow.policy.text import Page


def told(markup: str, language: str = "en") -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Actor, action, data and recipients of what a page states."""
    found = read(Page(f"<main>{markup}</main>").blocks(), language)
    return [(each.actor, each.action, each.data, each.recipients) for each in found]


def test_an_item_with_a_label_says_what_is_processed_where_no_purpose_stands_in_it() -> None:
    lead = "<p>Personal data that we process includes:</p>"
    assert told(f"{lead}<ul><li>Device Data: IP address, MAC address</li></ul>")[-1:] == [
        ("we", "use", ("device", "ip", "identifier"), ())
    ]
    lead = "<p>We use your data:</p>"
    assert told(f"{lead}<ul><li>to update your email address</li></ul>")[-1:] == [("we", "use", ("personal",), ())]


def test_an_item_with_a_recipient_as_its_label_says_what_is_shared_under_any_lead_in() -> None:
    found = told("<p>We use your data:</p><ul><li>Adyen, for payments: your card number</li></ul>")
    assert found[-1] == ("we", "share", ("card",), ("Adyen",))
    found = told("<p>We collect:</p><ul><li>Calendar Information: your email address</li></ul>")
    assert found[-1] == ("we", "collect", ("email",), ())


def test_a_list_belongs_to_each_verb_of_its_lead_in() -> None:
    lead = "<p>Nous pouvons recueillir et traiter les catégories de données suivantes :</p>"
    found = told(f"{lead}<ul><li>données d'identification (nom, prénom)</li></ul>", "fr")
    assert [(action, data) for _, action, data, _ in found[-2:]] == [("collect", ("name",)), ("use", ("name",))]
    lead = "<p>We use cookies and share your data with the following:</p>"
    assert [each[1] for each in told(f"{lead}<ul><li>Advertisers</li></ul>")][-1:] == ["share"]


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("Parley Privacy Statement", "Parley does not sell data.", {"Parley"}),
        ("Privacy at Spoonful", "Ask Spoonful anything.", {"Spoonful"}),
        ("Aviso de privacidad de Charlador", "Charlador no vende datos.", {"Charlador"}),
        ("Online Privacy Statement", "What you do online with Online.", set()),
        ("Parley Privacy Statement", "Nobody is named here.", set()),
    ],
)
def test_a_name_in_the_title_is_of_who_wrote_it_if_the_text_has_it_too(title: str, text: str, names: set[str]) -> None:
    assert own_names(Page(f"<h1>{title}</h1><p>{text}</p>").blocks()) == names


def test_what_the_author_does_is_said_of_us_and_what_its_partners_do_of_them() -> None:
    title = "<h1>Parley Privacy Statement</h1>"
    assert told(f"{title}<p>Parley collects your email address.</p>") == [("we", "collect", ("email",), ())]
    found = told(f"{title}<p>Parley’s partners collect your email address.</p>")
    assert [each[:3] for each in found] == [("they", "collect", ("email",))]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("We collect your IP address, device model, language and country.", ("ip", "device", "location")),
        ("We collect your IP address in your country.", ("ip",)),
        ("We collect your IP address and respect the language of your country.", ("ip",)),
    ],
)
def test_common_words_are_data_only_beside_other_data_in_a_list(text: str, data: tuple[str, ...]) -> None:
    assert [each[2] for each in told(f"<p>{text}</p>")] == [data]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We share your IP address with Unity Technologies.", ("Unity Technologies",)),
        ("We share your IP address with Unity and Adjust.", ("Unity", "Adjust")),
        ("Fonts come from Google Fonts, and your IP address is sent to Google.", ("Google",)),
        ("We share photos with our suppliers Wexby (Sweden) and Tata (India).", ("vendors", "Wexby", "Tata")),
    ],
)
def test_a_known_name_is_read_with_the_capitals_after_it(text: str, names: tuple[str, ...]) -> None:
    assert told(f"<p>{text}</p>")[-1][3] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Experiences are made by developers, who can see your username.",
            [("we", "share", ("username",), ("partners",))],
        ),
        ("Experiences are made by developers, who see to their own safety.", []),
        (
            "We disclose voice recordings, but not text messages, to our vendors.",
            [("we", "share", ("audio",), ("vendors",)), ("we", "share", ("message",), ("vendors",))],
        ),
        ("Recordings are made of calls with our staff.", [("we", "collect", ("audio",), ())]),
        ("Recordings are made of concerts.", []),
        ("Users are required to choose a username.", [("we", "collect", ("username",), ())]),
        ("Users are required to be kind.", []),
        ("Parents are sent your photos.", [("we", "share", ("photo",), ())]),
        ("Advertisers are told your age.", [("we", "share", ("birthdate",), ("advertisers",))]),
    ],
)
def test_who_sees_or_is_given_data_gets_it(
    text: str, found: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert told(f"<p>{text}</p>") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "zh",
            "您发布的图片会存储在我们的服务器上，并可能被其他用户看到。",
            [("we", "store", ("photo",), ()), ("we", "share", ("photo",), ("users",))],
        ),
        (
            "zh",
            "我们集成了小米推送，上述SDK会获取您的设备信息。",
            [("we", "share", (), ("小米",)), ("they", "collect", ("device",), ("小米",))],
        ),
        (
            "zh",
            "除非获得您的授权，我们不会与第三方共享个人信息。",
            [("we", "share", ("personal",), ("third-parties",))],
        ),
        ("zh", "除非获得您的授权。", []),
        (
            "es",
            "Su historia clínica no será accesible para terceros.",
            [("we", "share", ("health",), ("third-parties",))],
        ),
        (
            "fr",
            "Le chat est fourni par iAdvize, qui a ainsi accès à vos messages.",
            [("they", "collect", ("message",), ("iAdvize",))],
        ),
        ("fr", "Le chat est fourni par nos soins, qui a ainsi accès à tout.", []),
    ],
)
def test_other_languages_have_the_same_shapes(
    language: str, text: str, found: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert told(f"<p>{text}</p>", language) == found


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("zh", "我们会将您的手机号码提供给中国移动。", ()),
        ("zh", "我们会在中国将您的手机号码提供给中国移动。", ("CN",)),
        ("en", "We share your phone number with Orange France.", ()),
        ("en", "We share your phone number with Orange in France.", ("FR",)),
    ],
)
def test_a_country_in_the_name_of_a_company_is_no_place(language: str, text: str, countries: tuple[str, ...]) -> None:
    (found,) = read(Page(f"<main><p>{text}</p></main>").blocks(), language)
    assert found.countries == countries


def test_a_list_of_hundreds_is_read_from_either_end_and_in_steps_that_grow_with_its_length_alone() -> None:
    for text in ("country, " * 200 + "IP address", "IP address, " + "country, " * 200):
        assert len(list(lexicon("en").data.find(text))) == 201
    assert list(lexicon("en").data.find("country, " * 200)) == []
