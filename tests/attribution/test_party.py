from __future__ import annotations

import pytest

from undertow.attribution import Atlas
from undertow.attribution.hosts import host_of
from undertow.attribution.resolve import SEVERAL
from undertow.attribution.tables import signatures
from undertow.model import Party, SignatureHit, SignatureSign

LISTED = "Section 1260H list"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def hit(system: str, operator: str) -> SignatureHit:
    return SignatureHit(
        id="x",
        system=system,
        kind="risk",
        operator=operator,
        operator_country=None,
        confidence="likely",
        signs=(SignatureSign(sign="path:/x", weight=2),),
        verified=True,
    )


def test_the_carrier_host_leads_to_its_company_group_and_state(atlas: Atlas) -> None:
    party = atlas.party("verify.cmpassport.com")
    assert party.domain == "cmpassport.com"
    assert party.organisation == "China Mobile Internet Co., Ltd. (China Mobile group)"
    assert party.operator_country == "CN"
    assert [owner.name for owner in party.owners] == [
        "China Mobile Communications Group Co., Ltd.",
        "SASAC of the State Council (PRC)",
    ]
    assert (party.state, party.state_owned, party.owner) == ("CN", True, "SASAC of the State Council (PRC)")
    assert party.basis == "host in signatures.json: cm-h5-ydrz"


def test_what_is_not_sourced_of_the_carrier_is_flagged(atlas: Atlas) -> None:
    party = atlas.party("verify.cmpassport.com")
    assert party.verified == "partial"
    assert party.owners[0].verified is False
    assert party.owners[1].verified is True
    assert any("is not" in note for note in party.notes)


def test_lists_that_name_the_group_are_not_said_of_the_operator(atlas: Atlas) -> None:
    listings = atlas.party("verify.cmpassport.com").listings
    assert {listing.relation for listing in listings} == {"group"}
    found = {(listing.list, listing.entity) for listing in listings}
    assert (LISTED, "China Mobile Communications Group Co., Ltd.") in found
    assert ("FCC section 214 denial", "China Mobile International (USA) Inc.") in found
    assert ("NS-CMIC List", "China Mobile Limited") in found


def test_listings_of_the_owner_come_before_those_of_sister_companies(atlas: Atlas) -> None:
    entities = [listing.entity for listing in atlas.party("verify.cmpassport.com").listings]
    owner = "China Mobile Communications Group Co., Ltd."
    assert [entity == owner for entity in entities] == sorted((entity == owner for entity in entities), reverse=True)
    assert entities.count(owner) == 2


def test_the_refusal_of_2019_has_scope_date_and_citation(atlas: Atlas) -> None:
    (refusal,) = (x for x in atlas.party("verify.cmpassport.com").listings if x.list == "FCC section 214 denial")
    assert refusal.date == "2019-05-09"
    assert "FCC 19-38" in refusal.citation
    assert refusal.scope.startswith("telecommunications licence: ")
    assert refusal.verified is True


def test_a_list_names_the_operator_when_it_names_that_company(atlas: Atlas) -> None:
    by_name = {x.entity: x.relation for x in atlas.party("www.10086.cn").listings if x.list == LISTED}
    assert by_name["China Mobile Communications Group Co., Ltd."] == "operator"
    assert by_name["China Mobile Limited"] == "group"


def test_two_companies_of_one_state_are_not_one_group(atlas: Atlas) -> None:
    entities = {listing.entity for listing in atlas.party("hs.wosms.cn").listings}
    assert any("Unicom" in entity or "United Network" in entity for entity in entities)
    assert not any("China Mobile" in entity or "China Telecom" in entity for entity in entities)


def test_a_sister_company_of_a_listed_one_is_not_itself_listed(atlas: Atlas) -> None:
    relations = {listing.entity: listing.relation for listing in atlas.party("www.kaspersky.com").listings}
    assert relations["Kaspersky Lab, Inc. and affiliates"] == "group"


def test_an_affiliate_clause_is_shown_and_not_applied(atlas: Atlas) -> None:
    (covered,) = (x for x in atlas.party("verify.cmpassport.com").listings if x.list == "FCC Covered List")
    assert covered.relation == "group"
    assert "affiliates" in covered.propagation
    assert "not decided here" in covered.note


@pytest.mark.parametrize("host", ["gator.volces.com", "mcs.zijieapi.com", "fp-it.portal101.cn", "rs.fullstory.com"])
def test_no_procurement_list_is_named_when_the_company_is_not_on_it(atlas: Atlas, host: str) -> None:
    party = atlas.party(host)
    assert party.organisation is not None
    assert not [listing for listing in party.listings if listing.list == LISTED]
    assert any(text.startswith(LISTED) for text in party.lists_loaded)


def test_a_search_without_result_is_a_remark_and_no_listing(atlas: Atlas) -> None:
    party = atlas.party("fp-it.portal101.cn")
    assert party.listings == ()
    assert any(note.startswith("Looked for Shumei") for note in party.notes)


@pytest.mark.parametrize(
    "host",
    ["cmpassport.com.evil.test", "verify-cmpassport.com", "cmpassport.co", "xcmpassport.com", "evil.test", "com",
     "chat.brightwater.test", "localhost", "203.0.113.7", "deepseek.com.cn.example"],
)  # fmt: skip
def test_a_look_alike_or_unknown_host_has_no_organisation(atlas: Atlas, host: str) -> None:
    party = atlas.party(host)
    assert party.organisation is None
    assert party.listings == () and party.owners == () and party.laws == () and party.lists_loaded == ()
    assert party.state_owned is None and party.verified is False
    assert party.basis.startswith("unknown") or party.brand


def test_text_that_is_no_host_gives_a_plain_unknown(atlas: Atlas) -> None:
    party = atlas.party("<img src=x>")
    assert party.organisation is None and party.domain is None
    assert party.basis == "unknown: not a host name"


@pytest.mark.parametrize(
    "host", ["VERIFY.cmpassport.com.", "verify.cmpassport.com:443", "https://verify.cmpassport.com/h5/getMobile"]
)
def test_the_form_of_the_host_does_not_matter(atlas: Atlas, host: str) -> None:
    assert atlas.party(host) == atlas.party("verify.cmpassport.com")


@pytest.mark.parametrize("host", ["d111.cloudfront.net", "someone.github.io", "bucket.oss-cn-hangzhou.aliyuncs.com"])
def test_a_customer_of_a_cloud_is_not_the_cloud(atlas: Atlas, host: str) -> None:
    party = atlas.party(host)
    assert party.organisation is None
    assert any("customer is not known" in note for note in party.notes)


def test_a_clouds_own_service_is_the_clouds(atlas: Atlas) -> None:
    assert atlas.party("dypnsapi-dualstack.aliyuncs.com").organisation == "Alibaba Cloud"


def test_third_party_web_alone_gives_a_name_with_its_date_and_no_organisation(atlas: Atlas) -> None:
    party = atlas.party("s0.loyaltygateway.com")  # which third-party-web alone gives to a company of the own tables
    assert (party.organisation, party.brand, party.confidence) == (None, "Online Rewards (Mastercard)", "possible")
    assert party.basis == "name only, by third-party-web: loyaltygateway.com"
    assert any("data of 20" in note and "no dates" in note for note in party.notes)
    assert party.listings == () and party.lists_loaded == () and party.owners == () and party.verified is False
    assert {"Online Rewards", "Mastercard"} <= set(atlas.names("s0.loyaltygateway.com"))


def test_a_brand_list_gives_the_company_of_the_brand_where_that_is_known(atlas: Atlas) -> None:
    party = atlas.party("www.01.org")
    assert (party.organisation, party.brand, party.confidence) == ("Intel Corporation", "intel-dev", "likely")
    assert party.basis == "domain of a brand in domain-list-community: 01.org" and party.verified is False
    party = atlas.party("www.sbux.com.my")
    assert (party.organisation, party.brand, party.confidence) == (None, "starbucks", "possible")


def test_a_brand_list_never_leads_to_an_official_list(atlas: Atlas) -> None:
    party = atlas.party("www.kaspersky.be")  # a brand of a company that lists name
    assert party.organisation == "AO Kaspersky Lab"
    assert party.listings == () and party.lists_loaded == () and party.owners == ()


@pytest.mark.parametrize(
    ("host", "provider"),
    [
        ("cust.b-cdn.net", "BunnyWay d.o.o."),
        ("cust-1a2b.kxcdn.com", "KeyCDN (proinity LLC)"),
        ("cust.map.fastly.net", "Fastly, Inc."),
        ("shop.wpengine.com", "WPEngine, Inc."),
        ("bucket.storage.googleapis.com", "Google LLC"),
        ("app.westeurope.cloudapp.azure.com", "Microsoft Corporation"),
        ("d1n00d49gkbray.cloudfront.net", "Amazon.com, Inc."),
        ("shop.myikas.com", "İkas"),
        ("www.shop.test.dnsv1.com", "Tencent (operating company not known)"),
        ("az1.vo.msecnd.net", "Microsoft Corporation"),
        ("newcmp.mgr.consensu.org", "IAB Europe"),
        ("app.herokuapp.com", "Salesforce, Inc."),
        ("someone.github.io", "GitHub, Inc."),
    ],
)
def test_a_name_under_a_shared_domain_is_an_unknown_customers(atlas: Atlas, host: str, provider: str) -> None:
    party = atlas.party(host)
    assert party.organisation is None and party.basis.startswith(f"unknown: a customer of {provider},")
    assert not atlas.same_party(host, "another." + host.partition(".")[2])


@pytest.mark.parametrize(
    ("host", "organisation"),
    [("b-cdn.net", "BunnyWay d.o.o."), ("storage.googleapis.com", "Google LLC"), ("appspot.com", "Google LLC")],
)
def test_the_shared_domain_itself_is_the_hosting_companys(atlas: Atlas, host: str, organisation: str) -> None:
    assert atlas.party(host).organisation == organisation


def test_what_a_list_calls_a_customer_is_told_and_not_taken_for_its_name(atlas: Atlas) -> None:
    party = atlas.party("d1n00d49gkbray.cloudfront.net")
    assert (party.organisation, party.brand, party.confidence) == (None, "SmarterHQ", "possible")


@pytest.mark.parametrize(
    ("host", "organisation", "country"),
    [
        ("www.facebook.com", "Meta Platforms, Inc.", "US"),
        ("www.google-analytics.com", "Google LLC", "US"),
        ("widget.criteo.com", "Criteo S.A.", "FR"),
        ("o1.ingest.us.sentry.io", "Functional Software, Inc. (Sentry)", "US"),
        ("us.i.posthog.com", "PostHog, Inc.", "US"),
        ("script.hotjar.com", "Hotjar Limited", "MT"),
        ("h.online-metrix.net", "LexisNexis Risk Solutions", "US"),
        ("gator.volces.com", "Beijing Volcano Engine Technology Co., Ltd. (Volcengine)", "CN"),
        ("fp-it.portal101.cn", "Beijing Shumei Shidai Technology Co., Ltd. (Shumei)", "CN"),
        ("nis123.10010.com", "China Unicom (operating company not known)", "CN"),
        ("x.awswaf.com", "Amazon.com, Inc.", "US"),
    ],
)
def test_common_hosts_have_their_organisation(atlas: Atlas, host: str, organisation: str, country: str) -> None:
    party = atlas.party(host)
    assert (party.organisation, party.operator_country) == (organisation, country)


def test_every_host_of_every_signature_has_the_organisation_of_its_operator(atlas: Atlas) -> None:
    for signature in signatures():
        for rule in signature.host_rules:
            if rule.match != "regexp" and signature.operator != SEVERAL:
                party = atlas.party(f"x.{rule.host}" if rule.match == "suffix" else rule.host)
                assert party.organisation is not None, rule.host
                assert party.operator_country == signature.operator_country, rule.host


def test_the_laws_are_those_of_the_operators_country_and_the_owners_state(atlas: Atlas) -> None:
    assert {law.country for law in atlas.party("verify.cmpassport.com").laws} == {"CN"}
    assert {law.country for law in atlas.party("chinamobileltd.com").laws} == {"HK", "CN"}
    assert {law.country for law in atlas.party("widget.criteo.com").laws} <= {"FR", "EU"}
    law = atlas.party("verify.cmpassport.com").laws[0]
    assert (law.law.startswith("National Intelligence Law"), law.verified) == (True, True)
    assert law.sources


def test_code_of_another_at_the_apps_own_host_is_a_note_and_changes_no_owner(atlas: Atlas) -> None:
    plain = atlas.party("chat.brightwater.test")
    party = atlas.party("chat.brightwater.test", systems=[hit("Shumei web fingerprint", "Beijing Shumei / ishumei")])
    assert party.organisation is None
    assert "Shumei" in party.notes[-1] and "cannot be seen" in party.notes[-1]
    assert atlas.party("chat.brightwater.test") == plain


def test_no_note_is_made_when_the_system_is_the_hosts_own(atlas: Atlas) -> None:
    plain = atlas.party("fp-it.portal101.cn")
    assert atlas.party("fp-it.portal101.cn", systems=[hit("Shumei", "Beijing Shumei / ishumei")]) == plain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.facebook.com", "instagram.com", True),
        ("a.brightwater.test", "b.brightwater.test", True),
        ("a.github.io", "b.github.io", False),
        ("a.brightwater.test", "a.example.test", False),
        ("cmpassport.com", "cmpassport.com.evil.test", False),
        ("verify.cmpassport.com", "hs.wosms.cn", False),
        ("127.0.0.1", "127.0.0.1:80", True),
        ("127.0.0.1", "127.0.0.2", False),
        ("localhost", "LOCALHOST:8080", True),
        ("d1.cloudfront.net", "d2.cloudfront.net", False),
        ("", "", False),
    ],
)
def test_same_party_means_same_domain_or_same_known_organisation(
    atlas: Atlas, one: str, other: str, same: bool
) -> None:
    assert atlas.same_party(one, other) is same
    assert atlas.same_party(other, one) is same


def test_names_hold_what_a_policy_could_call_the_recipient(atlas: Atlas) -> None:
    names = atlas.names("verify.cmpassport.com")
    assert {"China Mobile", "中国移动", "CMCC", "cmpassport.com"} <= set(names)
    assert len(names) == len(set(names))
    assert atlas.names("chat.brightwater.test") == ("brightwater.test",)
    assert atlas.names("not a host") == ()


def test_nobody_is_said_to_be_banned(atlas: Atlas) -> None:
    parties: list[Party] = [atlas.party(rule.host) for s in signatures() for rule in s.host_rules if host_of(rule.host)]
    text = " ".join(note for party in parties for note in party.notes).lower()
    assert "banned" not in text and "illegal" not in text
