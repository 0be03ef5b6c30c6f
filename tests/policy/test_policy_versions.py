from __future__ import annotations

import html

from undertow.policy import document
from undertow.policy.reader import read
from undertow.policy.statement import Statement
from undertow.policy.versions import Change, changes


def said(*sentences: str) -> tuple[Statement, ...]:
    body = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    page = document(f"<html lang=en>{body}</html>".encode(), url="u", mime="text/html", sha256="0" * 64, retrieved="")
    return read(list(page.blocks), "en")


def only(older: tuple[str, ...], newer: tuple[str, ...]) -> Change:
    (change,) = changes(said(*older), said(*newer))
    return change


def test_a_new_recipient_is_added_with_its_sentence() -> None:
    change = only(
        ("We share your e-mail address with Criteo.",), ("We share your e-mail address with Criteo and Hotjar.",)
    )
    assert (change.kind, change.data, change.recipients) == ("added", ("email",), ("Hotjar",))
    assert change.after[0].quote.endswith("Hotjar.") and not change.before


def test_what_is_no_longer_said_is_removed() -> None:
    change = only(("We collect your name.", "We collect your phone number."), ("We collect your name.",))
    assert (change.kind, change.data) == ("removed", ("phone",))


def test_a_denial_that_became_a_statement_is_changed_and_has_both_sentences() -> None:
    change = only(("We do not collect your location.",), ("We may collect your location.",))
    assert change.kind == "changed"
    assert [each.denied for each in (*change.before, *change.after)] == [True, False]


def test_a_new_condition_or_country_is_a_change() -> None:
    assert only(("We collect your name.",), ("We collect your name if you subscribe.",)).kind == "changed"
    assert only(("Your data is stored in Ireland.",), ("Your data is stored in China.",)).kind == "changed"


def test_other_words_and_another_order_are_no_change() -> None:
    older = said("We collect your name.", "We share your e-mail address with Criteo.")
    newer = said("We share your e-mail address with Criteo.", "Hello.", "We gather your name.")
    assert changes(older, newer) == ()
