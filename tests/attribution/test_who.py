from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.attribution import Atlas
from undertow.errors import UsageError

ATLAS = Atlas.load()


@pytest.fixture
def atlas() -> Atlas:
    return ATLAS


def test_a_host_and_its_address_answer_with_three_separate_countries(atlas: Atlas) -> None:
    who = atlas.who("120.197.235.102")
    assert who.organisation == "China Mobile Internet Co., Ltd. (China Mobile group)"
    assert who.network is not None
    assert (who.network.country, who.operator_country, who.state) == ("CN", "CN", "CN")


def test_a_url_answers_for_its_host(atlas: Atlas) -> None:
    who = atlas.who("https://user@Verify.CMpassport.com:8443/x?y")
    assert (who.host, who.domain) == ("verify.cmpassport.com", "cmpassport.com")


@pytest.mark.parametrize(
    ("query", "organisation"),
    [
        ("China Mobile", "China Mobile Communications Group Co., Ltd."),
        ("china mobile limited", "China Mobile Limited"),
        ("中国移动", "China Mobile Internet Co., Ltd. (China Mobile group)"),
        ("Hotjar", "Hotjar Limited"),
        ("Meta Platforms, Inc.", "Meta Platforms, Inc."),
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", "Hangzhou Hikvision Digital Technology Co., Ltd."),
        ("Aspire Technologies (Shenzhen) Limited", "Aspire Technologies (Shenzhen) Limited"),
    ],
)
def test_an_organisation_is_found_by_name(atlas: Atlas, query: str, organisation: str) -> None:
    who = atlas.who(query)
    assert (who.host, who.organisation) == (None, organisation)


def test_a_name_of_several_companies_says_so(atlas: Atlas) -> None:
    assert any(note.startswith("Also called so:") for note in atlas.who("中国移动").notes)


def test_a_part_of_a_name_is_a_suggestion_and_no_answer(atlas: Atlas) -> None:
    who = atlas.who("Hikvision")
    assert who.organisation is None and who.listings == ()
    assert any("Hangzhou Hikvision" in note for note in who.notes)


def test_an_unknown_name_is_unknown_and_not_clear(atlas: Atlas) -> None:
    who = atlas.who("Acme Widgets")
    assert who.organisation is None and who.basis is not None and who.basis.startswith("unknown")
    assert who.lists_loaded == ()


def test_a_bill_is_a_remark_and_no_listing(atlas: Atlas) -> None:
    who = atlas.who("chat.deepseek.com")
    assert any(note.startswith("A bill names DeepSeek") and "not enacted" in note for note in who.notes)
    assert not any("Bill" in listing.list for listing in who.listings)
    assert any(listing.status == "ended 2025-04-28" for listing in who.listings)


@pytest.mark.parametrize("query", ["", "  ", "a\x00b", "a\nb", "x" * 2000, "\x1b[31m"])
def test_nonsense_is_refused(atlas: Atlas, query: str) -> None:
    with pytest.raises(UsageError):
        atlas.who(query)


@given(st.text(max_size=80))
def test_any_query_is_answered_or_refused(query: str) -> None:
    try:
        who = ATLAS.who(query)
    except UsageError:
        return
    assert who.query == query.strip()
    if who.organisation is None:
        assert who.listings == ()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("8.8.8.8", "does not say who uses it"),
        ("10.0.0.1", "private or reserved"),
        ("[2001:db8::1]:443", "private or reserved"),
        ("127.0.0.1:8000", "the machine that asks"),
        ("localhost", "the machine that asks"),
        ("nobody-has-this", "a host name has a dot"),
        ("a" * 300 + ".test", "253 characters at most"),
        ("no such company, inc!", "nor is it a host name"),
        ("nobody-has-this.test", "in none of the tables"),
        ("co.uk", "a public suffix"),
        ("999.1.1.1", "nor is it a host name"),
        ("0x7f.1", "the machine that asks"),
    ],
)
def test_the_reason_is_told_when_nothing_is_known(atlas: Atlas, query: str, why: str) -> None:
    basis = atlas.who(query).basis
    assert basis is not None and basis.startswith("unknown: ") and why in basis
