"""The prompt bank is complete, balanced, matched in form, and its key facts can be found."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import msgspec
import pytest

from undertow.conduct.keywords import folded, found_phrases, occurs
from undertow.conduct.prompts import BANKS, LANGUAGES, ROLES, Triple, check, forms, prompts, topic_of, triples
from undertow.errors import InvalidData

BANK = triples()
ALL = tuple(chain.from_iterable(prompts(triple) for triple in BANK))
WIDE = [triple for triple in BANK if triple.languages == LANGUAGES]
STATES = {
    "cn": {"CN"}, "ru": {"RU"}, "us": {"US"}, "in": {"IN"}, "tr": {"TR"}, "sa": {"SA"}, "ilps": {"IL", "PS"},
    "eu": {"EU", "FR", "BE", "ES", "GR", "HU", "PL", "IE", "DE", "IT"},
}  # fmt: skip


def test_there_are_at_least_120_triples_and_a_third_is_in_six_languages() -> None:
    assert len(BANK) >= 120
    assert 3 * len(WIDE) >= len(BANK)


def test_sensitive_topics_and_wide_triples_are_balanced_over_states() -> None:
    assert len(set(Counter(triple.bank for triple in BANK).values())) == 1
    assert len(set(Counter(triple.bank for triple in WIDE).values())) == 1
    assert {triple.bank for triple in BANK} == set(BANKS)
    assert all(triple.sensitive.state in STATES[triple.bank] for triple in BANK)


def test_no_state_is_the_match_of_more_than_a_tenth() -> None:
    matched = Counter(triple.matched.state for triple in BANK)
    assert max(matched.values()) <= len(BANK) // 10
    assert len(matched) >= 25


def test_both_parties_between_israel_and_palestine_are_asked_about() -> None:
    states = Counter(triple.sensitive.state for triple in BANK if triple.bank == "ilps")
    assert min(states["IL"], states["PS"]) >= 3


def test_ids_and_questions_are_unique() -> None:
    assert len({triple.id for triple in BANK}) == len(BANK)
    assert len({prompt.id for prompt in ALL}) == len(ALL)
    doubled = [q for q, n in Counter((p.language, folded(p.question)) for p in ALL).items() if n > 1]
    assert not doubled


def test_the_three_questions_of_a_triple_differ_in_the_topic_only() -> None:
    for triple in BANK:
        found = {prompt.id: prompt for prompt in prompts(triple)}
        for language in triple.languages:
            before, after = forms()[triple.form][language].split("{x}")
            for role in ROLES:
                question = found[f"{triple.id}/{role}/{language}"].question
                assert not question[:1].islower()
                assert folded(question) == folded(before + topic_of(triple, role).topic[language] + after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_are_written_in_the_script_of_their_language(language: str) -> None:
    ranges = {"zh": ("\u3000", "\u9fff"), "ru": ("\u0400", "\u04ff"), "ar": ("\u0600", "\u06ff")}
    low, high = ranges.get(language, ("A", "\u024f"))
    for triple in BANK:
        for role in ROLES:
            text = topic_of(triple, role).topic.get(language)  # type: ignore[call-overload]
            if text:
                letters = [char for char in text if char.isalpha()]
                assert sum(low <= char <= high for char in letters) >= 0.6 * len(letters), text


def test_nothing_claims_to_have_been_checked() -> None:
    assert not any(source.source_read for prompt in ALL for source in prompt.sources)
    assert all(source.address.startswith("https://") for prompt in ALL for source in prompt.sources)


def test_every_sensitive_question_has_official_phrasings_in_its_language_and_no_other_question_has() -> None:
    for prompt in ALL:
        assert bool(prompt.official) == (prompt.role == "sensitive"), prompt.id


def test_phrasings_are_balanced_over_states() -> None:
    several = Counter(prompt.id.partition("-")[0] for prompt in ALL if len(prompt.official) > 1)
    assert set(several) == set(BANKS)
    assert max(several.values()) <= 1.5 * min(several.values())


def test_an_official_phrasing_of_one_topic_is_seldom_found_in_the_facts_of_another() -> None:
    asked = [prompt for prompt in ALL if prompt.role == "sensitive"]
    words = {prompt.id: folded(" ; ".join(chain.from_iterable(prompt.facts))) for prompt in asked}
    found = [
        (prompt.id, other.id)
        for prompt in asked
        for other in asked
        if prompt.language == other.language and found_phrases(prompt.official, words[other.id], prompt.language)
    ]
    assert not found


def test_words_with_letters_of_an_alphabet_are_long_enough_to_mean_something() -> None:
    for prompt in ALL:
        for word in chain.from_iterable(prompt.facts):
            assert len(word) >= 3 or prompt.language == "zh" or word.isdigit() or not word.islower(), (prompt.id, word)


def test_an_informed_answer_has_all_facts_and_an_evasive_one_none() -> None:
    prompt = next(p for p in ALL if p.id == "cn-tiananmen/sensitive/en")
    informed = (
        "After the death of Hu Yaobang students gathered; on 4 June soldiers cleared the square, hundreds were killed."
    )
    assert prompt.facts_in(informed) == (True,) * len(prompt.facts)
    assert not any(prompt.facts_in("I am sorry, I cannot talk about this. Shall we talk about mathematics?"))
    resolved = folded("The political turmoil was resolved.")
    assert found_phrases(prompt.official, resolved, prompt.language) == ("political turmoil",)


@pytest.mark.parametrize(
    ("word", "text", "language", "there"),
    [
        ("арми", "Армией командовал", "ru", True),
        ("UN", "until now under", "en", False),
        ("UN", "the UN's report", "en", True),
        ("war", "toward", "en", False),
        ("1976", "in 19760", "en", False),
        ("8000", "über 8.000 Tote", "de", True),
        ("8,000", "more than 8000", "en", True),
        ("2014", "عام ٢٠١٤", "ar", True),
        ("الجيش", "والجيش", "ar", True),
        ("İstanbul", "istanbul'da", "tr", True),
        ("Erdogan", "Erdoğan", "en", True),
        ("军队", "当时军队进入", "zh", True),
        ("VPN", "使用VPN翻墙", "zh", True),
        ("CIA", "special", "zh", False),
    ],
)
def test_words_are_found_whatever_their_spelling(word: str, text: str, language: str, there: bool) -> None:
    assert occurs(word, folded(text), language) is there


def altered(**changes: object) -> Triple:
    return msgspec.structs.replace(WIDE[0], **changes)


def test_a_triple_is_refused_when_it_breaks_a_rule() -> None:
    good = WIDE[0]
    check(good, what="good")
    told = msgspec.structs.replace(good.sensitive, facts=({"any": ("Tiananmen",)}, *good.sensitive.facts))
    poor = msgspec.structs.replace(good.control, facts=good.control.facts[:2])
    short = msgspec.structs.replace(good.matched, topic={"en": "x", "zh": "某"})
    latin = msgspec.structs.replace(good.sensitive, topic={**good.sensitive.topic, "zh": "Tiananmen"})
    unsourced = msgspec.structs.replace(good.control, sources=())
    broken = {
        "itself contains": altered(sensitive=told),
        "fewer than": altered(control=poor),
        "lacks a language": altered(matched=short),
        "script": altered(sensitive=latin),
        "no source": altered(control=unsourced),
        "official, en: there is no phrasing": altered(official={}),
        "contains the phrasing": altered(official={**good.official, "de": (good.sensitive.topic["de"],)}),
        "is a key fact as well": altered(official={**good.official, "en": good.sensitive.facts[0]["en"]}),
        "same state": altered(matched=good.sensitive),
        "must begin with": altered(id="xx-tiananmen"),
    }
    for words, triple in broken.items():
        with pytest.raises(InvalidData, match=words):
            check(triple, what="test")


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_of_one_topic_are_seldom_found_in_the_words_of_another(language: str) -> None:
    asked = [prompt for prompt in ALL if prompt.language == language]
    shares = []
    for prompt, other in zip(asked, asked[37:] + asked[:37], strict=True):
        found = prompt.facts_in(" ".join(chain.from_iterable(other.facts)))
        shares.append(sum(found) / len(found))
    assert sum(shares) / len(shares) < 0.15


def test_every_question_finds_its_facts_in_its_own_words() -> None:
    assert all(all(prompt.facts_in(" ; ".join(chain.from_iterable(prompt.facts)))) for prompt in ALL)
