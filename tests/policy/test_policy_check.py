from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.policy import PolicyPage, check
from undertow.policy.check import LONGEST_QUOTE, pattern
from undertow.policy.text import words

CARRIER = ("verify.cmpassport.com", "China Mobile Internet", ("China Mobile", "中国移动", "CMCC", "cmpassport.com"))
RISK = ("fp-it.portal101.cn", "Shumei", ("Shumei", "数美"))


def policy(text: str, *, further: tuple[PolicyPage, ...] = (), url: str = "https://a.test/privacy") -> PolicyPage:
    return PolicyPage(
        url=url, title="", language="en", dated="Last updated: 2026-01-01", retrieved="2026-11-22T00:00:00Z",
        sha256="0" * 64, text=text, words=words(text), further=further,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We share it with Shumei.", "Shumei"),
        ("(SHUMEI)", "Shumei"),
        ("我们与Shumei公司共享", "Shumei"),
        ("我们与中国移动共享", "中国移动"),
        ("operated by China\u00a0Mobile and others", "China Mobile"),
        ("see verify.cmpassport.com/x", "cmpassport.com"),
        ("at cmpassport.com.", "cmpassport.com"),
        ("Meta receives it", "Meta"),
        ("We share data with Mode for analytics.", "Mode"),
        ("Partners are Branch, Lever and LINE.", "Line"),
        ("measured by Adjust and Fingerprint", "Adjust"),
        ("payments go through wise.com", "wise.com"),
        ("we use Example Co., Ltd. for this", "Example Co., Ltd."),
    ],
)
def test_a_name_is_found_as_a_whole_word(text: str, name: str) -> None:
    assert pattern(name).search(" ".join(text.split()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("by Mr Shumeiko", "Shumei"),
        ("PreShumei", "Shumei"),
        ("meta data and metadata", "Meta"),
        ("cmpassport.com.evil.test", "cmpassport.com"),
        ("xcmpassport.com", "cmpassport.com"),
        ("China-Mobile", "China Mobile"),
        ("Chinamobile", "China Mobile"),
        ("cmi is a letter sequence", "CMI"),
        ("we sift through", "Sift"),
        ("also in private mode", "Mode"),
        ("in line with the law", "LINE"),
        ("a branch of our business", "Branch"),
        ("it is wise to read this", "Wise"),
        ("click the button to object", "Button"),
        ("you may adjust your settings", "Adjust"),
        ("a fingerprint of your device", "Fingerprint"),
    ],
)
def test_a_near_miss_is_not_found(text: str, name: str) -> None:
    assert not pattern(name).search(text)


@given(st.text(min_size=1, max_size=30).filter(lambda name: name.strip()))
def test_any_name_gives_a_pattern(name: str) -> None:
    pattern(name).search("some text")


def test_the_sentence_that_names_the_recipient_is_quoted() -> None:
    result = check(policy("We care.\nRisk checks are made by Shumei in Beijing. We delete logs."), [CARRIER, RISK])
    carrier, risk = result.mentions
    assert (carrier.found, carrier.quote) == (False, None)
    assert carrier.names_searched == CARRIER[2]
    assert (risk.found, risk.quote, risk.page) == (True, "Risk checks are made by Shumei in Beijing.", result.url)


def test_absence_is_said_of_what_was_searched_when_there_is_no_policy() -> None:
    result = check(None, [CARRIER])
    assert (result.url, result.words, result.mentions[0].found) == (None, 0, False)


def test_another_version_of_the_policy_is_searched_too() -> None:
    chinese = policy("我们与中国移动共享手机号码。", url="https://a.test/zh/privacy")
    (mention,) = check(policy("Nothing here.", further=(chinese,)), [CARRIER]).mentions
    assert (mention.found, mention.page) == (True, "https://a.test/zh/privacy")


def test_a_recipient_without_names_is_not_found_and_says_that_nothing_was_searched() -> None:
    (mention,) = check(policy("Anything."), [("x.test", None, ())]).mentions
    assert (mention.found, mention.names_searched) == (False, ())


def test_countries_are_named_with_the_sentence_that_does() -> None:
    result = check(policy("We store data in the People's Republic of China. Support sits in the US and Ireland."), [])
    assert result.countries == ("CN", "IE", "US")
    assert result.country_quotes[0] == "We store data in the People's Republic of China."


@pytest.mark.parametrize(
    "text",
    ["Contact us or let us know.", "China Mobile receives it.", "Bank of China", "New Mexico", "Northern Ireland",
     "Chinaware and Indiana", "turkey sandwich"],
)  # fmt: skip
def test_no_country_is_named_by_a_near_miss(text: str) -> None:
    assert not {"US", "CN", "MX", "IE", "IN", "TR"} & set(check(policy(text), [CARRIER]).countries)


@pytest.mark.parametrize(
    ("text", "code"),
    [("数据存储在中国。", "CN"), ("Daten liegen in den Vereinigten Staaten.", "US"), ("aux États-Unis", "US"),
     ("en España", "ES"), ("in Deutschland", "DE"), ("the Netherlands", "NL")],
)  # fmt: skip
def test_countries_are_known_in_five_languages(text: str, code: str) -> None:
    assert code in check(policy(text), []).countries


def test_a_very_long_sentence_is_cut_around_the_name() -> None:
    (mention,) = check(policy("word " * 5000 + "Shumei " + "word " * 5000), [RISK]).mentions
    assert mention.quote is not None
    assert "Shumei" in mention.quote and len(mention.quote) <= LONGEST_QUOTE + 2


def test_the_policy_is_described_by_its_own_date_and_hash() -> None:
    result = check(policy("One two three."), [])
    assert (result.dated, result.sha256, result.words) == ("Last updated: 2026-01-01", "0" * 64, 3)
