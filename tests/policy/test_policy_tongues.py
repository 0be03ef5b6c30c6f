from __future__ import annotations

import pytest

from undertow.policy.corpus import gather
from undertow.policy.find import PolicyPage, document
from undertow.policy.reader import read

ENGLISH = (
    "<h1>Privacy policy</h1><p>We collect your email address when you sign up for the newsletter and when you write to "
    "us.</p><p>We share your email address with our advertising partners, and do not keep it longer than needed.</p>"
)
GERMAN = (
    "<h1>Datenschutz</h1><p>Wir geben Ihre Telefonnummer an Werbepartner weiter.</p><p>Die Daten werden mit der "
    "Anmeldung erhoben und sind für uns oder für die Partner zu sehen, mit denen wir es von hier betreiben.</p>"
)
ITALIAN = (
    "<p>Il numero di telefono che ci date per la registrazione è una delle informazioni che gli operatori ricevono con "
    "i dati della scheda, e non sono conservate dai nostri sistemi per il tempo che serve.</p>"
)


def whole(markup: str) -> PolicyPage:
    body = f"<html lang=en><body><main>{markup}</main></body></html>".encode()
    return document(body, url="https://a.example/privacy", mime="text/html", sha256="0" * 64, retrieved="")


def test_a_part_in_another_language_is_read_with_the_words_of_that_language() -> None:
    page = whole(ENGLISH * 3 + GERMAN)
    assert page.language == "en" and not page.gaps
    assert {block.language for block in page.blocks} == {None, "de"}
    assert next(block.text for block in page.blocks if block.language) == "Datenschutz"
    said = {(each.action, *each.data, *each.recipients) for each in read(page.blocks, page.language)}
    assert {("share", "email", "advertisers"), ("share", "phone", "advertisers")} <= said


def test_a_part_in_a_language_that_is_not_read_is_a_gap_and_keeps_things_from_being_omitted() -> None:
    page = whole(ENGLISH * 2 + ITALIAN)
    assert [gap.kind for gap in page.gaps] == ["policy-part"] and "(it)" in page.gaps[0].why
    assert "(it)" in gather(page).unread
    assert not gather(whole(ENGLISH * 2)).unread


@pytest.mark.parametrize(
    "text",
    [
        "<p>The controller is Die Werbung und Mehr GmbH, Straße der Republik 1, Berlin.</p>",
        "<p>“Wir geben Ihre Daten nicht weiter und das ist sicher”: that is what they say.</p>",
        "<p>Cookies: _ga, _gid, de, la, el, le, per, con, una.</p>",
    ],
)
def test_a_name_a_quote_and_a_list_of_words_are_no_part_in_another_language(text: str) -> None:
    page = whole(ENGLISH + text + ENGLISH)
    assert {block.language for block in page.blocks} == {None} and not page.gaps


@pytest.mark.parametrize(
    ("body", "mime", "said"),
    [
        (b"<p>Privacy policy</p><img src=1.png><img src=2.png>", "text/html", "it has 2 pictures, which are not read"),
        (b"<p>Privacy policy</p><div id=app></div>", "text/html", "scripts may add it"),
        (b"Privacy policy", "text/plain", "with hardly any text."),
    ],
)
def test_why_a_page_has_hardly_any_text_is_said(body: bytes, mime: str, said: str) -> None:
    page = document(body, url="https://a.example/privacy", mime=mime, sha256="0" * 64, retrieved="")
    assert [gap.kind for gap in page.gaps] == ["policy-without-text"] and said in page.gaps[0].why
