"""Packs: what others' data sets say, where the tool's own tables are silent or differ."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow import data
from undertow.attribution import Atlas
from undertow.attribution.company_names import folded, plain
from undertow.attribution.pack_formats import FORMATS, hash_of, read
from undertow.attribution.packs import Pack, PackHead, Packs, names, path_of, remove, write
from undertow.errors import EnvironmentProblem, InvalidData, UndertowError, UsageError

TRACKERDB = {
    "categories": {},
    "organizations": {"acme": {"name": "Acme Ads", "country": "NL"}, "hot": {"name": "Someone Else Ltd"}},
    "patterns": {
        "acme_tag": {"name": "Acme Tag", "organization": "acme", "domains": ["acme-ads.example", "ACME2.example."]},
        "hotjar": {"name": "Hotjar", "organization": "hot", "domains": ["hotjar.com"]},
        "orphan": {"name": "Orphan", "organization": None, "domains": ["orphan.example"]},
    },
}
RADAR = {"Acme Ads Holding GmbH": {"displayName": "Acme", "properties": ["acme-ads.example", "10.0.0.1", "x y"]}}
DISCONNECT = {"entities": {"Acme Ads": {"properties": ["acme.example"], "resources": ["acme-ads.example"]}}}
SERVICES = {
    "categories": {"Advertising": [{"Acme Ads": {"http://www.acme.example/": ["acme-ads.example"], "x": "true"}}]}
}
ENTITIES = [{"name": "Acme Tag", "company": "Acme Ads", "domains": ["*.acme-ads.example"], "category": "ad"}]
HEADER = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,dataset,first_seen\n"
CMCC = "China Mobile Communications Group Co., Ltd."
CSV = (
    HEADER
    + f'K1,Company,"{CMCC.upper()}",CMCC,,cn,,,investment ban,US list,2021-06-03T00:00:00\n'
    + 'K2,Company,"Hotjar Limited",,,ru,,,,Some list,2020-01-01\n'
    + "K3,Person,Hotjar Limited,,,mt,,,,Some list,2020-01-01\n"
)


def pack(folder: Path, name: str, document: object, *, date: str = "2026-01-01") -> PackHead:
    """Add a data set as a user does."""
    source = folder / f"{name}.source"
    source.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return added(folder, name, source, date=date)


def added(folder: Path, name: str, source: Path, *, date: str = "2026-01-01") -> PackHead:
    reading = read(source)
    about = reading.format
    head = PackHead(
        name=name,
        format=about.id,
        title=about.title,
        licence=about.licence,
        origin=str(source),
        date=date,
        sha256=hash_of(source),
        hosts=0,
        entries=0,
    )
    return write(folder, head, reading.hosts, reading.entries)


@pytest.mark.parametrize(
    ("document", "format"),
    [
        (TRACKERDB, "trackerdb"),
        (RADAR, "tracker-radar"),
        (DISCONNECT, "disconnect"),
        (SERVICES, "disconnect"),
        (ENTITIES, "third-party-web"),
    ],
)
def test_each_data_set_is_known_by_its_content_and_names_the_company_of_a_domain(
    tmp_path: Path, document: object, format: str
) -> None:
    head = pack(tmp_path, "p", document)
    assert head.format == format
    with Pack(path_of(tmp_path, "p")) as opened:
        host = opened.host("acme-ads.example")
        assert host is not None and host.company.startswith("Acme")
        assert opened.host("ads.example") is None
        assert opened.check()


def test_rows_that_are_no_hosts_or_name_nobody_are_left_out_and_counted(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for document, reason in ((RADAR, "not a host name"), (TRACKERDB, "no company named")):
        source.write_text(json.dumps(document))
        reading = read(source)
        taken = [host.domain for host in reading.hosts]
        assert "acme-ads.example" in taken and not {"10.0.0.1", "orphan.example"} & set(taken)
        assert reading.left_out[reason] in (1, 2)


def test_a_folder_of_tracker_radar_is_read_file_by_file(tmp_path: Path) -> None:
    entities = tmp_path / "radar" / "entities"
    entities.mkdir(parents=True)
    (entities / "Acme.json").write_text('{"name": "Acme", "displayName": "A", "properties": ["acme-ads.example"]}')
    assert added(tmp_path, "p", tmp_path / "radar").hosts == 1


def test_a_host_that_only_a_pack_knows_is_named_with_the_pack_as_basis(tmp_path: Path) -> None:
    pack(tmp_path, "trackers", TRACKERDB)
    party = Atlas(packs=Packs(tmp_path)).party("a.b.acme-ads.example")
    assert (party.organisation, party.operator_country, party.brand) == ("Acme Ads", "NL", "Acme Tag")
    assert party.basis == "domain in pack trackers: acme-ads.example"
    assert party.verified is False
    assert Atlas(packs=Packs(tmp_path)).operators(["x.acme-ads.example"]) == ["Acme Ads"]


def test_the_own_tables_stand_and_a_pack_that_differs_is_told(tmp_path: Path) -> None:
    pack(tmp_path, "trackers", TRACKERDB)
    party = Atlas(packs=Packs(tmp_path)).party("static.hotjar.com")
    assert party.organisation == "Hotjar Limited"
    assert any(re.search(r"pack trackers \(data of .*\) names Someone Else Ltd", note) for note in party.notes)
    without = Atlas(packs=Packs(tmp_path / "none")).party("static.hotjar.com")
    assert not any("pack" in note for note in without.notes)


def test_packs_that_differ_from_each_other_are_told_and_the_same_name_in_another_form_is_no_difference(
    tmp_path: Path,
) -> None:
    pack(tmp_path, "a", DISCONNECT)
    pack(tmp_path, "b", TRACKERDB)
    pack(tmp_path, "c", RADAR)
    notes = Atlas(packs=Packs(tmp_path)).party("acme-ads.example").notes
    assert [note for note in notes if "differ" in note] == []
    pack(tmp_path, "d", {"Nobody Inc.": {"properties": ["acme-ads.example"]}})
    notes = Atlas(packs=Packs(tmp_path)).party("acme-ads.example").notes
    assert [note for note in notes if "differ" in note] == [
        "Sources differ: pack d names Nobody Inc. for acme-ads.example."
    ]


def test_a_list_in_a_pack_names_an_owner_and_says_how_it_was_matched(tmp_path: Path) -> None:
    pack(tmp_path, "lists", CSV)
    party = Atlas(packs=Packs(tmp_path)).party("verify.cmpassport.com")
    found = [row for row in party.listings if row.authority == "as collected by OpenSanctions"]
    assert [(row.list, row.relation, row.verified, row.date) for row in found] == [("US list", "group", False, None)]
    assert "spelling of the name alone" in found[0].note and "investment ban" in found[0].scope
    assert any("pack lists" in name for name in party.lists_loaded)


def test_a_namesake_of_another_country_and_a_person_are_no_listing(tmp_path: Path) -> None:
    head = pack(tmp_path, "lists", CSV)
    assert head.entries == 2
    listings = Atlas(packs=Packs(tmp_path)).party("hotjar.com").listings
    assert not [row for row in listings if "OpenSanctions" in row.authority]


def test_a_day_before_the_source_had_the_entry_has_no_listing(tmp_path: Path) -> None:
    pack(tmp_path, "lists", CSV)
    atlas = Atlas("2021-06-02", Packs(tmp_path))
    assert not [row for row in atlas.party("verify.cmpassport.com").listings if "OpenSanctions" in row.authority]


def test_a_company_that_only_a_list_knows_is_found_by_name(tmp_path: Path) -> None:
    pack(tmp_path, "lists", HEADER + "K9,Company,Zyxxy Trading FZE,Zyxxy,,ir,,,frozen,UK list,2020-01-01\n")
    who = Atlas(packs=Packs(tmp_path)).who("zyxxy trading fze")
    assert (who.organisation, who.operator_country) == ("Zyxxy Trading FZE", "IR")
    assert [row.relation for row in who.listings] == ["operator"]


def test_entities_of_follow_the_money_are_read_line_by_line_and_only_targets_count(tmp_path: Path) -> None:
    body = {"schema": "Company", "datasets": ["us_list"], "first_seen": "2020-02-02T00:00:00"}
    rows = [
        {**body, "id": "a", "caption": "Zyxxy", "target": True, "properties": {"name": ["Zyxxy"], "country": ["ir"]}},
        {**body, "id": "b", "caption": "Owner of it", "target": False, "properties": {"name": ["Owner of it"]}},
        {"id": "c", "schema": "Sanction", "properties": {"entity": ["a"]}},
    ]
    head = pack(tmp_path, "lists", "".join(f"{json.dumps(row)}\n" for row in rows))
    assert (head.format, head.entries) == ("opensanctions", 1)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "nothing", '{"a": 1}', "\x00\x01", "[" * 100_000, '{"entities": []}', '{"patterns": {}, "x": 1}'],
)
def test_what_is_none_of_the_data_sets_is_refused_with_what_can_be_added(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match="none of the data sets"):
        pack(tmp_path, "p", content)
    assert names(tmp_path) == []


def test_a_list_that_breaks_off_leaves_the_old_pack_as_it_was(tmp_path: Path) -> None:
    pack(tmp_path, "lists", CSV)
    before = path_of(tmp_path, "lists").read_bytes()
    line = json.dumps({"id": "a", "schema": "Company", "caption": "Zyxxy", "target": True, "properties": {}})
    with pytest.raises(InvalidData, match="line 2"):
        pack(tmp_path, "lists", f"{line}\n{line[:30]}\n")
    assert path_of(tmp_path, "lists").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix not in (".source", ".pack")] == []


def test_a_damaged_pack_says_how_to_go_on(tmp_path: Path) -> None:
    pack(tmp_path, "p", TRACKERDB)
    path_of(tmp_path, "p").write_bytes(b"SQLite format 3\0" + b"x" * 500)
    with pytest.raises(InvalidData, match="undertow data remove p"):
        Packs(tmp_path)


def test_text_of_a_data_set_cannot_carry_control_characters_or_grow(tmp_path: Path) -> None:
    pack(tmp_path, "p", {"Ac\x1b[31mme\n\u202e" + "x" * 9999: {"properties": ["acme-ads.example"]}})
    with Pack(path_of(tmp_path, "p")) as opened:
        host = opened.host("acme-ads.example")
    assert host is not None and host.company.isprintable() and len(host.company) <= 300


def test_results_name_the_knowledge_with_packs_apart_from_that_without(tmp_path: Path) -> None:
    assert Packs(tmp_path).digest == data.digest()
    pack(tmp_path, "p", TRACKERDB)
    one = Packs(tmp_path).digest
    pack(tmp_path, "p", RADAR)
    assert len({one, Packs(tmp_path).digest, data.digest()}) == 3
    remove(tmp_path, "p")
    assert Packs(tmp_path).digest == data.digest()


def test_removing_what_is_not_there_says_what_is(tmp_path: Path) -> None:
    pack(tmp_path, "p", TRACKERDB)
    for name in ("q", "../p", ""):
        with pytest.raises(UsageError, match="packs here: p"):
            remove(tmp_path, name)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    source = tmp_path / "source"
    source.write_text(json.dumps(TRACKERDB))
    with pytest.raises(EnvironmentProblem, match="UNDERTOW_PACKS"):
        added(tmp_path / "file", "p", source)


@given(st.text(max_size=60))
def test_names_in_one_form_stay_in_it(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert plain(folded(name)) == plain(name)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["entities", "patterns", "organizations", "properties", "domains", "name", "categories"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_any_document_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, document: object) -> None:
    folder = tmp_path_factory.mktemp("packs")
    try:
        head = pack(folder, "p", document)
    except UndertowError:
        return
    assert head.format in FORMATS
