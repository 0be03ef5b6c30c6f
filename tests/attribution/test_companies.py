"""Companies from general knowledge, many hosts at once, and the day that is asked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.attribution import Atlas
from undertow.attribution.company_names import spoken
from undertow.attribution.hosts import host_of
from undertow.attribution.loose import Loose
from undertow.attribution.suffixes import Suffixes
from undertow.attribution.tables import adapters, companies, lists, organisations
from undertow.errors import UsageError

ATLAS = Atlas.load()
ROWS = companies()
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def test_there_are_at_least_600_organisations() -> None:
    assert len({row.name for row in ROWS} | {org.name for org in organisations().organisation}) >= 600


def test_no_domain_stands_in_two_rows_or_is_no_registrable_name() -> None:
    domains = [domain for row in ROWS for domain in row.domains]
    domains += [domain for org in organisations().organisation for domain in org.domains]
    assert len(domains) == len(set(domains))
    suffixes = Suffixes()
    assert not [d for row in ROWS for d in row.domains if host_of(d) != d or suffixes.domain(d) is None]


def test_every_row_is_well_formed() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    branded = {brand.company for brand in Loose().brands.values()}
    for row in ROWS:
        assert row.name and (row.domains or row.name in branded)
        assert row.country is None or re.fullmatch("[A-Z]{2}", row.country)
        assert len([one for one in row.owners if one.until is None]) <= 1
        for one in row.owners:
            assert one.owner != row.name
            assert all(day is None or DAY.fullmatch(day) for day in (one.since, one.until))


def test_a_company_of_general_knowledge_is_never_verified() -> None:
    party = ATLAS.party("static.hotjar.com.")
    assert party.organisation and party.owner
    slack = ATLAS.party("a.slack-edge.com")
    assert (slack.organisation, slack.owner, slack.verified) == ("Slack Technologies, LLC", "Salesforce, Inc.", False)
    assert slack.owners[0].verified is False and "general knowledge" in slack.owners[0].note
    assert slack.basis == "domain in companies.tsv: slack-edge.com"


def test_an_adapter_names_its_companys_domains_with_the_release_that_was_read() -> None:
    party = ATLAS.party("bidder.aceex.io")
    assert (party.organisation, party.operator_country, party.verified) == ("Aceex", None, "partial")
    assert party.basis == "domain in adapters.tsv: aceex.io"
    assert any("adapter of Prebid.js (release of 2026-" in n and "aceexBidAdapter" in n for n in party.notes)
    assert ATLAS.party("aceex.io.example").organisation is None
    assert ATLAS.who("aceex").basis == "name in adapters.tsv"


def test_an_adapter_of_a_company_of_the_tables_adds_a_domain_and_no_flag() -> None:
    party = ATLAS.party("x.ingage.tech")
    assert (party.organisation, party.verified) == (ATLAS.party("insticator.com").organisation, False)
    assert ATLAS.same_party("x.ingage.tech", "insticator.com")


def test_a_domain_of_an_adapter_stands_in_no_other_table_and_no_listed_company_is_named_by_it() -> None:
    domains = [domain for row in adapters() for domain in row.domains]
    others = {domain for row in ROWS for domain in row.domains}
    others |= {domain for organisation in organisations().organisation for domain in organisation.domains}
    assert len(domains) == len(set(domains)) and not others & set(domains)
    assert all(host_of(domain) == domain for domain in domains)
    named = {row.name for row in ROWS} | {org.name for org in organisations().organisation}
    assert not [row.company for row in adapters() if row.company not in named and ATLAS.party(row.domains[0]).listings]


def test_sources_that_differ_are_both_named() -> None:
    party = ATLAS.party("cdn.ywxi.net")
    assert party.organisation == "TrustedSite, LLC"
    assert party.confidence == "possible"
    assert any(
        re.fullmatch(r"Sources differ: third-party-web \(data of \d{4}-\d\d-\d\d\) names Tencent for ywxi.net.", n)
        for n in party.notes
    )


def test_every_company_of_a_brand_and_of_a_hosting_domain_is_in_the_tables() -> None:
    known = {row.name for row in ROWS} | {org.name for org in organisations().organisation}
    assert {brand.company for brand in Loose().brands.values() if brand.company} <= known
    assert set(organisations().hosting_of.values()) <= known


@pytest.mark.parametrize(
    ("host", "organisation"),
    [
        ("jnn-pa.googleapis.com", "Google LLC"),
        ("europe-west1.content.googleapis.com", "Google LLC"),
        ("googleapis.com", "Google LLC"),
        ("bucket.storage.googleapis.com", None),
        ("googleapis.com.example", None),
        ("someone.withgoogle.test", None),
        ("someone.github.io", None),
    ],
)
def test_a_private_suffix_that_its_owner_keeps_is_the_owners_but_for_hosting(
    host: str, organisation: str | None
) -> None:
    assert ATLAS.party(host).organisation == organisation
    assert ATLAS.operators([host]) == [organisation]


def test_a_kept_suffix_is_a_private_suffix_and_a_domain_of_its_owner() -> None:
    table, suffixes = organisations(), Suffixes()
    domains = {domain for org in table.organisation for domain in org.domains}
    for suffix in table.kept:
        assert suffixes.private_suffix(f"x.{suffix}") == suffix and suffix in domains


@pytest.mark.parametrize(
    ("host", "organisation"),
    [
        ("vendorlist.consensu.org", "IAB Europe"),
        ("mgr.consensu.org", "IAB Europe"),
        ("didomi.mgr.consensu.org", "Didomi SAS"),
        ("api.didomi.mgr.consensu.org", "Didomi SAS"),
        ("another.mgr.consensu.org", None),
    ],
)
def test_a_name_of_the_consent_framework_is_the_vendors_that_has_it(host: str, organisation: str | None) -> None:
    assert ATLAS.party(host).organisation == organisation


def test_sources_that_mean_the_same_company_do_not_differ() -> None:
    assert not [note for note in ATLAS.party("www.google-analytics.com").notes if note.startswith("Sources differ")]


def test_two_brands_of_one_company_are_the_same_party_and_its_subsidiary_is_another() -> None:
    assert ATLAS.same_party("www.rubiconproject.com", "sync.spotxchange.com")
    assert not ATLAS.same_party("www.rubiconproject.com", "ib.adnxs.com")


ROOTS = st.sampled_from([
    *[domain for row in ROWS for domain in row.domains][::20], "cmpassport.com", "10010.com", "github.io", "co.uk",
    "ck", "cloudfront.net", "example.test", "compute.amazonaws.com", "googleapis.com", "aliyuncs.com", "com", "01.org",
    "203.0.113.7", "[2001:db8::1]", "<x>", "",
])  # fmt: skip
LABELS = st.lists(st.sampled_from(["www", "a", "nis1", "Verify", "sub", "-bad", "münchen"]), max_size=3)


@given(st.lists(st.builds(lambda root, labels: ".".join([*labels, root]), ROOTS, LABELS), max_size=30))
def test_many_hosts_at_once_get_the_answers_that_each_gets_alone(hosts: list[str]) -> None:
    assert ATLAS.operators(hosts) == [ATLAS.party(host).organisation for host in hosts]


@pytest.mark.parametrize(
    ("text", "host", "organisation"),
    [
        ("WWW.Hotjar.com.", "www.hotjar.com", "Hotjar Limited"),
        ("https://user:pw@cdn.segment.com:8443/x", "cdn.segment.com", "Twilio Inc."),
        ("bücher.example", "xn--bcher-kva.example", None),
        ("xn--bcher-kva.example", "xn--bcher-kva.example", None),
        ("[2001:db8::1]:443", "2001:db8::1", None),
        ("203.0.113.7:80", "203.0.113.7", None),
        ("10.0.0.1", "10.0.0.1", None),
        ("someone.github.io", "someone.github.io", None),
        ("a..b", "a..b", None),
        ("hotjar.com.evil.test", "hotjar.com.evil.test", None),
    ],
)
def test_each_form_of_input_has_a_plain_answer(text: str, host: str, organisation: str | None) -> None:
    party = ATLAS.party(text)
    assert (party.host, party.organisation) == (host, organisation)
    assert organisation or party.basis.startswith("unknown")


def test_an_address_in_no_table_has_a_network_without_number_or_none() -> None:
    assert ATLAS.network("10.0.0.1") is None
    reserved = ATLAS.network("240.0.0.1")
    assert reserved is None or reserved.asn is None


def test_a_listing_of_after_the_day_is_left_out_and_one_of_that_day_is_not() -> None:
    before = Atlas.load("2019-05-08").party("verify.cmpassport.com").listings
    on_day = Atlas.load("2019-05-09").party("verify.cmpassport.com").listings
    assert not [x for x in before if x.list == "FCC section 214 denial"]
    assert [x.date for x in on_day if x.list == "FCC section 214 denial"] == ["2019-05-09"]


def test_an_owner_that_came_after_the_day_is_left_out() -> None:
    assert Atlas.load("2021-06-30").party("slack.com").owners == ()
    assert Atlas.load("2021-07-31").party("slack.com").owner == "Salesforce, Inc."


@pytest.mark.parametrize("text", ["yesterday", "2021-13-01", "", "2021"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no day"):
        Atlas.load(text)


def test_every_listing_row_carries_list_authority_scope_source_and_date() -> None:
    rows = [row for row in lists().rows if row.kind == "listing"]
    assert len(rows) > 50
    for row in rows:
        assert row.list and row.authority and row.scope and row.source and row.citation
        assert row.date is None or DAY.fullmatch(row.date), row.date
        assert row.date or row.date_note, f"{row.list}: {row.entity} has no date and does not say so"


def test_a_transfer_view_keeps_operator_network_and_state_apart() -> None:
    ways = ATLAS.transfers("US", ["DE"], "CN")
    assert [(way.country, way.roles) for way in ways] == [
        ("US", ("operator",)), ("DE", ("network",)), ("CN", ("owner's state",)),
    ]  # fmt: skip
    assert [way.decision.split()[0] for way in ways] == ["partial", "within", "none"]
    assert "standard contractual clauses" in ways[2].asks and "standard" not in ways[1].asks
    assert all(way.sources and way.as_of for way in ways)


def test_an_adequate_country_asks_for_no_safeguard_and_names_the_decision() -> None:
    (way,) = ATLAS.transfers("JP", ["JP", None, "JP"], None)
    assert way.roles == ("operator", "network") and way.decision == "adequate" and "2019/419" in way.citation
    assert "no further safeguard" in way.asks


@pytest.mark.parametrize(
    ("day", "country", "decision"),
    [
        ("2023-07-09", "US", "unknown on 2023-07-09: the decision that is known came on 2023-07-10"),
        ("2023-07-10", "US", "partial (only organisations on the Data Privacy Framework List)"),
        ("2031-12-27", "GB", "adequate"),
        ("2031-12-28", "GB", "unknown on 2031-12-28: the decision that is known runs until 2031-12-27"),
        ("2001-01-01", "CN", "none"),
        ("2001-01-01", "DE", "within the EEA"),
    ],
)
def test_adequacy_is_that_of_the_day_that_is_asked_for(day: str, country: str, decision: str) -> None:
    (way,) = Atlas.load(day).transfers(country, (), None)
    assert way.decision == decision
    assert ("look at the list" in way.asks) == decision.startswith("unknown")


def test_a_country_without_a_row_is_unknown_and_not_inadequate() -> None:
    (way,) = ATLAS.transfers("ZW", (), None)
    assert way.decision.startswith("unknown") and way.sources == () and way.verified is False


def test_norway_is_in_the_eea_and_switzerland_is_not() -> None:
    assert [way.decision for way in ATLAS.transfers("NO", ["CH"], None)] == ["within the EEA", "adequate"]


def test_nothing_known_gives_no_transfer_view() -> None:
    assert ATLAS.who("203.0.113.7").transfers == ()


def test_the_owner_of_the_day_is_named_with_its_dates() -> None:
    then, now = (Atlas(as_of=day).party("www.flickr.com") for day in ("2016-05-01", None))
    assert [(one.name, one.since, one.until) for one in then.owners[:1]] == [("Yahoo Inc.", "2005-03", "2018-04")]
    assert [(one.name, one.since, one.until) for one in now.owners] == [("SmugMug, Inc.", "2018", None)]
    assert any("Former owners: Yahoo Inc., from 2005-03 to 2018-04" in note for note in now.notes)
    before = Atlas(as_of="2004-12-31").party("www.flickr.com")
    assert before.owners == () and not any("Yahoo" in note or "SmugMug" in note for note in before.notes)


def test_a_sourced_owner_of_a_later_day_is_left_out_and_said_to_be_unknown() -> None:
    then, now = (Atlas(as_of=day).party("mc.yandex.ru") for day in ("2023-01-01", None))
    assert any("since 2024-07-15" in note for note in now.notes)
    assert any("who held it on 2023-01-01 is not known here" in note for note in then.notes)
    assert not any("Consortium.First" in note for note in then.notes)


def test_a_link_has_kind_share_and_beginning_where_the_source_gives_them() -> None:
    group = Atlas().party("verify.cmpassport.com").owners[1]
    assert group.holds == "state-owned enterprise" and group.share and "100%" in group.share and group.since is None
    assert Atlas().party("a.slack-edge.com").owners[0].since == "2021-07"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("AfreecaTV (SOOP)", "AfreecaTV"),
        ("Chunghwa Telecom Co., Ltd.", "Chunghwa Telecom"),
        ("iPROM d.o.o.", "iPROM"),
        ("RTL Group S.A.", "RTL Group"),
        ("Feedback Company", "Feedback Company"),
        ("Subscribers (subscribers.com)", "Subscribers (subscribers.com)"),
        ("HP Inc.", "HP Inc."),
        ("Criteo", "Criteo"),
        ("Ltd.", "Ltd."),
    ],
)
def test_a_company_is_said_without_its_legal_form_and_brackets(name: str, short: str) -> None:
    assert spoken(name) == short


def test_a_text_may_name_a_company_without_its_legal_form() -> None:
    assert "Chunghwa Telecom" in ATLAS.names("cht.com.tw")
    assert "Reepay" in ATLAS.names("reepay.com")
