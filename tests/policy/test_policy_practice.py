from __future__ import annotations

import html
import sys
from pathlib import Path

import pytest

from undertow.model import Judgement, Practice
from undertow.policy import Corpus, Receiver, compare, document, gather

sys.path.insert(0, str(Path(__file__).parents[1] / "detectors"))

from cases_of_flows import flow, latent

CRITEO = Receiver("ads.test", "Criteo", ("Criteo", "criteo.com"), ("ad",), (("FR", ("operator",)),))
CARRIER = Receiver("c.test", "Exampletel", ("Exampletel",), ("carrier-auth",), (("CN", ("operator", "network")),))
UNKNOWN = Receiver("x.test", None, (), ())
FILL = "This notice was written by our own staff in plain words, and it is read again by them once in every year. " * 4


def policy(*sentences: str, language: str = "en") -> Corpus:
    body = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in ("Privacy notice.", FILL, *sentences))
    page = document(
        f'<html lang="{language}"><h1>Notice</h1>{body}</html>'.encode(), url="https://a.test/privacy",
        mime="text/html", sha256="0" * 64, retrieved="",
    )  # fmt: skip
    return gather(page)


def practice(corpus: Corpus, receiver: Receiver = CRITEO, **changes: object) -> Practice:
    sent = flow(**({"host": receiver.host, "data": "email"} | changes))
    (found,) = compare(corpus, [sent], {receiver.host: receiver})
    return found


def judged(corpus: Corpus, dimension: str, receiver: Receiver = CRITEO, **changes: object) -> Judgement:
    return next(j for j in practice(corpus, receiver, **changes).judgements if j.dimension == dimension)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("We collect your e-mail address.", "clear"),
        ("We collect your e-mail address if you subscribe.", "clear"),
        ("We collect your contact details.", "vague"),
        ("We collect personal information.", "vague"),
        ("We do not collect your e-mail address.", "contradicted"),
        ("We never collect personal data.", "contradicted"),
        ("We do not collect your e-mail address unless you subscribe.", "ambiguous"),
        ("We do not knowingly collect personal data from children.", "ambiguous"),
        ("Your inbox may get e-mails.", "ambiguous"),
        ("We collect the date of your visit.", "omitted"),
    ],
)
def test_a_kind_of_data_is_judged_by_the_sentence_on_it(sentence: str, verdict: str) -> None:
    assert judged(policy(sentence), "type").verdict == verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("We share your e-mail address with Criteo.", "clear"),
        ("We share your e-mail address with advertisers.", "vague"),
        ("We share your e-mail address with third parties.", "vague"),
        ("We share your phone number with Criteo.", "vague"),
        ("We do not share your personal data with Criteo.", "contradicted"),
        ("We don't just share your e-mail address with Criteo.", "clear"),
        ("We do not use Criteo.", "ambiguous"),
        ("We do not share your e-mail address with third parties.", "contradicted"),
        ("We do not share your e-mail address with Criteo without your consent.", "ambiguous"),
        ("We do not share your e-mail address with third parties for money.", "ambiguous"),
        ("We do not share your phone number with third parties.", "ambiguous"),
        ("We do not sell your e-mail address to Criteo.", "ambiguous"),
        ("The banners are those of Criteo.", "ambiguous"),
        ("We share your e-mail address with our auditors.", "omitted"),
    ],
)
def test_a_recipient_is_judged_by_the_sentence_on_it(sentence: str, verdict: str) -> None:
    assert judged(policy(sentence), "recipient").verdict == verdict


def test_two_sentences_that_conflict_are_ambiguous_and_both_are_quoted() -> None:
    said = judged(policy("We share your e-mail address with Criteo.", "We do not share personal data."), "recipient")
    assert (said.verdict, len(said.quotes), [q.denies for q in said.quotes]) == ("ambiguous", 2, [True, False])


def test_a_denial_with_an_exception_for_the_recipient_says_it() -> None:
    assert judged(policy("We do not share your data with third parties, except with Criteo."), "recipient").verdict == (
        "clear"
    )


def test_a_more_exact_denial_contradicts_against_a_wider_statement() -> None:
    corpus = policy(
        "We share personal information with advertisers.", "We do not share your e-mail address with Criteo."
    )
    assert judged(corpus, "recipient").verdict == "contradicted"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Your data is stored in China.", "clear"),
        ("Your data may be transferred to other countries.", "vague"),
        ("China is a country.", "ambiguous"),
        ("Exampletel is an operator.", "omitted"),
        ("Your data is never transferred to China.", "contradicted"),
        ("Your data is stored only in Germany.", "contradicted"),
    ],
)
def test_a_country_is_judged_by_the_sentence_on_it(sentence: str, verdict: str) -> None:
    assert judged(policy(sentence), "country", CARRIER).verdict == verdict


def test_where_an_operator_is_based_does_not_contradict_where_data_is_kept() -> None:
    based = Receiver("c.test", "Exampletel", ("Exampletel",), (), (("CN", ("operator",)),))
    assert judged(policy("Your data is stored only in Germany."), "country", based).verdict == "ambiguous"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("We use your e-mail address for advertising.", "clear"),
        ("We use your e-mail address for marketing.", "vague"),
        ("We do not use your e-mail address for advertising.", "contradicted"),
        ("We do not use your e-mail address for advertising unless you agree.", "ambiguous"),
        ("We use your e-mail address to send parcels.", "omitted"),
    ],
)
def test_a_purpose_that_a_known_system_tells_is_judged(sentence: str, verdict: str) -> None:
    said = judged(policy(sentence), "purpose")
    assert (said.subject, said.verdict) == ("advertising", verdict)


def test_a_purpose_that_nothing_tells_is_not_assessed() -> None:
    said = judged(policy("We use your e-mail address for advertising."), "purpose", UNKNOWN)
    assert (said.verdict, said.confidence) == ("not-assessed", None)


HINTED = Receiver("ads.test", "Example Ads", ("Example Ads",), (), category="ad")


def test_a_category_makes_a_kind_of_recipient_vague_and_gives_a_purpose_that_is_only_possible() -> None:
    corpus = policy("We share your e-mail address with advertisers for advertising.")
    assert judged(corpus, "recipient", HINTED).verdict == "vague"
    purpose = judged(corpus, "purpose", HINTED)
    assert (purpose.subject, purpose.verdict, purpose.confidence) == ("advertising", "clear", "possible")
    assert "category that third-party-web gives it (ad) alone" in purpose.why


def test_a_category_alone_contradicts_nothing_and_a_recognised_system_stands_before_it() -> None:
    corpus = policy("We never share your e-mail address with advertisers.", "We never use e-mail for advertising.")
    assert judged(corpus, "recipient", HINTED).verdict != "contradicted"
    assert judged(corpus, "purpose", HINTED).verdict != "contradicted"
    known = Receiver("ads.test", "Example Ads", ("Example Ads",), ("captcha",), category="ad")
    assert [j.subject for j in practice(corpus, known).judgements if j.dimension == "purpose"] == ["security"]


def test_what_is_omitted_says_what_was_searched_and_where() -> None:
    said = judged(policy("We like mail."), "recipient")
    assert said.verdict == "omitted" and said.searched is not None and not said.quotes
    assert {"Criteo", "criteo.com", "advertiser", "Dienstleister", "/advertis/"} <= {*said.searched.terms} | {
        "Dienstleister"
    }
    assert said.searched.sections == ("Notice",)
    assert said.searched.versions == ("https://a.test/privacy (en; no date found)",)
    assert "came up empty" in said.why


def test_a_word_in_another_language_keeps_it_from_being_omitted() -> None:
    assert judged(policy("我们与第三方合作。"), "recipient").verdict == "ambiguous"


def test_every_quote_stands_in_the_text_at_its_place() -> None:
    sentences = ("We share your e-mail address with Criteo. We like it.", "We do not collect your location.")
    body = "".join(f"<p>{sentence}</p><ul><li>{sentence}</li></ul>" for sentence in sentences)
    page = document(
        f'<html lang="en">{FILL}{body}</html>'.encode(), url="u", mime="text/html", sha256="0" * 64, retrieved=""
    )
    corpus = gather(page)
    assert corpus.said
    for said in corpus.said:
        assert page.text[said.quote.start :].startswith(said.quote.text)
    for sentence in corpus.sentences:
        assert page.text[sentence.start :].startswith(sentence.text)


def test_absence_is_not_alleged_of_a_policy_that_was_not_read_in_full() -> None:
    said = judged(policy("Noi trattiamo i dati che non sono per una delle cose con gli altri.", language="it"), "type")
    assert said.verdict in ("ambiguous", "omitted")
    italian = document(
        f"<html>{'Noi trattiamo i dati che sono per una delle cose con gli altri e di loro. ' * 9}</html>".encode(),
        url="u", mime="text/html", sha256="0" * 64, retrieved="",
    )  # fmt: skip
    unread = judged(gather(italian), "recipient")
    assert (unread.verdict, unread.confidence) == ("not-assessed", None)
    assert "language" in unread.why


def test_what_was_never_sent_is_never_more_than_possible() -> None:
    corpus = policy("We share your e-mail address with Criteo.", "We use it for advertising.")
    (found,) = compare(corpus, [latent(host="ads.test", data="email")], {"ads.test": CRITEO})
    assert not found.sent
    assert {judgement.confidence for judgement in found.judgements} == {"possible"}


def test_flows_to_the_app_itself_are_asked_for_the_kind_of_data_alone_and_mere_mentions_for_nothing() -> None:
    own = flow(host="app.test", first_party=True)
    mentioned = flow(id="f2", grade="referenced")
    (found,) = compare(policy("We collect your e-mail address."), [own, mentioned], {})
    assert [judgement.dimension for judgement in found.judgements] == ["type"]


def test_flows_of_one_kind_to_one_host_are_judged_once() -> None:
    flows = [flow(host="ads.test"), latent(id="f2", host="ads.test"), flow(id="f3", host="ads.test", data="phone")]
    found = compare(policy("We collect data."), flows, {"ads.test": CRITEO})
    assert [(p.data, p.flows, p.sent) for p in found] == [("email", ("f1", "f2"), True), ("phone", ("f3",), True)]


def test_a_recipient_of_unknown_kind_may_be_one_of_those_said() -> None:
    corpus = policy("We share your e-mail address with advertisers.")
    assert judged(corpus, "recipient", UNKNOWN).verdict == "ambiguous"


def test_a_sentence_with_the_name_is_quoted_before_one_with_words_of_its_kind() -> None:
    said = judged(policy("Advertising, ads and publicity.", "The banners are those of Criteo."), "recipient")
    assert [quote.text for quote in said.quotes] == ["The banners are those of Criteo."]


@pytest.mark.parametrize(
    ("denial", "beside", "dimension"),
    [
        ("We do not collect your e-mail address.", "Somebody at the desk may note and share an e-mail.", "type"),
        (
            "We do not share your e-mail address with third parties.",
            "The lot is made available to vendors.",
            "recipient",
        ),
        ("We do not use your e-mail address for advertising.", "Advertising is used.", "purpose"),
    ],
)
def test_nothing_is_called_contradicted_beside_a_sentence_that_may_say_it(
    denial: str, beside: str, dimension: str
) -> None:
    assert judged(policy(denial), dimension).verdict == "contradicted"
    assert judged(policy(denial, beside), dimension).verdict == "ambiguous"


_NOTHING_ALLEGED = {"ambiguous", "not-assessed", "vague", "clear"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Your e-mail address frobnicates towards our friends at Criteo."),
        ("en", "An e-mail address? Criteo, of course."),
        ("de", "Die E-Mail-Adresse wandert zu den Leuten von Criteo."),
        ("fr", "L'adresse e-mail vogue vers Criteo."),
        ("es", "El correo electrónico navega hacia Criteo."),
        ("zh", "电子邮箱漂到Criteo那里。"),
    ],
)
def test_a_sentence_that_was_not_read_never_makes_what_it_names_omitted_or_contradicted(
    language: str, sentence: str
) -> None:
    corpus = policy(sentence, language=language)
    assert not corpus.said
    assert judged(corpus, "type").verdict in _NOTHING_ALLEGED
    assert judged(corpus, "recipient").verdict in _NOTHING_ALLEGED


@pytest.mark.parametrize(
    ("denial", "dimension"),
    [
        ("We do not collect your e-mail address.", "type"),
        ("We do not share your e-mail address with third parties.", "recipient"),
    ],
)
def test_nothing_is_contradicted_beside_a_sentence_that_was_not_read_even_without_a_known_verb(
    denial: str, dimension: str
) -> None:
    unread = "Your e-mail address frobnicates towards our friends at Criteo."
    assert judged(policy(denial), dimension).verdict == "contradicted"
    assert judged(policy(denial, unread), dimension).verdict == "ambiguous"
    assert judged(policy(denial, "The weather frobnicates towards our friends."), dimension).verdict == "contradicted"
