from __future__ import annotations

import sys

import pytest

from undertow.attribution import Atlas
from undertow.attribution.ftm import Entity, Export, checked
from undertow.errors import EnvironmentProblem, InvalidData, UsageError

EXPORT = Export()
ALL = tuple(EXPORT.entities())
BY_ID = {entity.id: entity for entity in ALL}
PARTIES = {entity.properties["name"][0]: entity for entity in ALL if "name" in entity.properties}
CHINA_MOBILE = "China Mobile Communications Group Co., Ltd."


def links(below: str) -> list[Entity]:
    return [one for one in ALL if one.schema == "Ownership" and one.properties["asset"] == (PARTIES[below].id,)]


def test_an_owner_is_linked_with_share_kind_source_and_flag() -> None:
    [link] = links(CHINA_MOBILE)
    owner = BY_ID[link.properties["owner"][0]]
    assert (owner.schema, owner.properties["country"]) == ("PublicBody", ("cn",))
    assert "100% per FCC 19-38" in link.properties["percentage"][0]
    assert link.properties["ownershipType"] == ("state-owned enterprise",)
    assert "Ownership: verified." in link.properties["description"]
    assert link.properties["sourceUrl"][0].startswith("https://media.defense.gov/")
    assert link.properties["modifiedAt"] == ("2026-11-22",)


def test_shareholders_at_large_are_told_and_are_no_owner() -> None:
    name = "Tencent Holdings Limited"
    assert not links(name)
    assert any("held by public shareholders" in note for note in PARTIES[name].properties["notes"])


def test_a_former_owner_has_the_day_on_which_that_ended_and_no_other_owner_has() -> None:
    ended = {
        BY_ID[one.properties["owner"][0]].properties["name"][0]: one.properties.get("endDate")
        for one in links("Flickr, Inc.")
    }
    assert ended == {"SmugMug, Inc.": None, "Yahoo Inc.": ("2018-04",)}


def test_what_lists_say_of_an_operator_is_what_the_atlas_says_and_keeps_its_scope() -> None:
    atlas = Atlas.load()
    for name in (CHINA_MOBILE, "Huawei Technologies Co., Ltd.", "Tencent Holdings Limited", "Criteo S.A."):
        told = {
            (one.list, one.authority, one.scope, one.date, one.citation)
            for one in atlas.who(name).listings
            if one.relation == "operator"
        }
        party = PARTIES[name]
        written = {
            (*p["program"], *p["authority"], *p["provisions"], *p.get("listingDate", (None,)), *p.get("summary", ("",)))
            for p in (one.properties for one in ALL if one.schema == "Sanction")
            if p["entity"] == (party.id,)
        }
        assert written == told


def test_bills_searches_without_result_and_goods_of_nobody_known_are_no_sanctions() -> None:
    programmes = {one.properties["program"][0] for one in ALL if one.schema == "Sanction"}
    assert "FCC Covered List" in programmes
    assert not {"Bill (not law)", "BIS Entity List / EU / UK sanctions"} & programmes
    assert EXPORT.goods > 0
    assert not any("Routers" in name for name in PARTIES)


def test_every_reference_leads_to_an_entity_and_ids_are_unique() -> None:
    assert len(BY_ID) == len(ALL)
    for entity in ALL:
        for name in ("owner", "asset", "entity"):
            assert all(one in BY_ID for one in entity.properties.get(name, ()))
        if entity.schema == "Ownership":
            assert BY_ID[entity.properties["asset"][0]].schema == "Company"


def test_every_statement_on_an_owner_or_a_listing_says_whether_it_is_verified() -> None:
    for entity in ALL:
        if entity.schema in ("Ownership", "Sanction"):
            flags = [text for text in entity.properties["description"] if text.startswith(("Ownership: ", "Listing: "))]
            assert flags and all(text.endswith("verified.") for text in flags), entity


def test_one_organisation_comes_with_its_owners_and_their_listings_and_no_other() -> None:
    some = list(EXPORT.entities("China Mobile Internet Co., Ltd. (China Mobile group)"))
    names = {one.properties["name"][0] for one in some if "name" in one.properties}
    assert CHINA_MOBILE in names and len(names) == 3
    assert {one.schema for one in some} == {"Company", "PublicBody", "Ownership", "Sanction"}
    with pytest.raises(UsageError, match="no organisation called 'Nobody Ltd'"):
        list(EXPORT.entities("Nobody Ltd"))


def test_the_package_is_asked_for_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(EnvironmentProblem, match=r'pip install "undertow\[ftm\]"'):
        list(checked(ALL[:1]))


def test_all_entities_are_as_the_package_has_them() -> None:
    pytest.importorskip("followthemoney")
    assert tuple(checked(ALL)) == ALL


@pytest.mark.parametrize(
    "entity",
    [
        Entity(id="x", schema="Organization", properties={"country": ("cn",)}),
        Entity(id="x", schema="Organization", properties={"name": ("X",), "country": ("nowhere",)}),
        Entity(id="x", schema="Organization", properties={"name": ("X",), "colour": ("red",)}),
        Entity(id="x", schema="Nothing", properties={"name": ("X",)}),
    ],
)
def test_an_entity_that_is_not_as_the_package_has_it_is_refused(entity: Entity) -> None:
    pytest.importorskip("followthemoney")
    with pytest.raises(InvalidData, match="not as FollowTheMoney has it"):
        list(checked([entity]))
