"""The view: every text fit to be shown, nothing of the result lost, separate statements kept separate."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st

from undertow.model import AuditResult, Guard, Network, Screenshot, Transfer
from undertow.report.flowview import FlowView, anchor, flow_view, proofs
from undertow.report.parties import not_listed, party_view, policy_words
from undertow.report.view import View, build, not_run_percent, selfcheck_words
from undertow.report.visitview import SCREENSHOT_BUDGET, visit_views
from undertow.report.wire import Wire
from undertow.report.words import country, data_phrase, days, full_stop, instant, joined, plural, site

NO_WIRE = Wire(None, None)


def texts(value: Any) -> Iterator[str]:
    """All strings in a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.items()))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def flow_views(view: View) -> list[FlowView]:
    return [flow for recipient in view.recipients for flow in recipient.flows]


def changed(**changes: Any) -> AuditResult:
    return msgspec.structs.replace(sample.SAMPLE, **changes)


def test_no_hidden_character_is_left_when_everything_is_hostile() -> None:
    view = build(sample.hostile(40), sample.BLOBS, bundle_name=sample.NASTY)
    hidden = {
        character
        for text in texts(view)
        for character in text
        if character not in "\n" and unicodedata.category(character) in ("Cc", "Cf")
    }
    assert hidden == set()


def test_no_text_is_endless_when_the_page_gives_endless_ones() -> None:
    view = build(sample.hostile(10))
    assert max(len(line) for text in texts(view) for line in text.split("\n")) <= 3_000


def test_every_flow_finding_and_gap_is_in_the_view() -> None:
    view = build(sample.SAMPLE)
    assert sorted(flow.id for flow in flow_views(view)) == sorted(flow.id for flow in sample.FLOWS)
    assert [finding.id for finding in view.findings] == [finding.id for finding in sample.FINDINGS]
    assert [gap[2] for gap in view.gaps] == [gap.where for gap in sample.GAPS]


def test_gravest_finding_comes_first() -> None:
    view = build(changed(findings=tuple(reversed(sample.FINDINGS))))
    assert view.findings[0].severity == "high"


def test_findings_lead_to_their_flows() -> None:
    flows = {flow.anchor for flow in flow_views(build(sample.SAMPLE))}
    for finding in build(sample.SAMPLE).findings:
        assert finding.flows
        assert {fragment for fragment, _ in finding.flows} <= flows


def test_matrix_says_sent_not_sent_and_not_tried() -> None:
    rows = {row.host: [cell.text for cell in row.cells] for row in build(sample.SAMPLE).matrix}
    assert rows[sample.CARRIER] == ["0 of 1", "0 of 1", "1 of 1"]
    assert rows[sample.TELEMETRY] == ["1 of 1", "not tried", "1 of 1"]
    assert rows["the app itself"] == ["1 of 1", "1 of 1", "1 of 1"]


def test_cell_has_no_grade_when_nothing_was_sent() -> None:
    first = build(sample.SAMPLE).matrix[0]
    assert [cell.grade for cell in first.cells] == [None, None, "triggered"]


def test_statement_of_a_latent_flow_claims_no_sending() -> None:
    view = flow_view(sample.LATENT_FLOW, sample.VISITS, NO_WIRE)
    assert view.statement.startswith("login.4c1f.js contains code that could send the e-mail address to")
    assert "It was not seen to run." in view.statement


def test_statement_of_a_sent_flow_names_day_script_recipient_and_vantage() -> None:
    view = flow_view(sample.PHONE_FLOW, sample.VISITS, NO_WIRE)
    assert view.statement == (
        "On 22 November 2026, login.4c1f.js sent the phone number to verify.cmpassport.com in visits set to "
        "Mainland China. It was not sent in visits set to North America and Western Europe."
    )


def test_decoded_code_marks_condition_and_recipient() -> None:
    code = flow_view(sample.PHONE_FLOW, sample.VISITS, NO_WIRE).code
    assert code is not None
    assert [piece.text for piece in code.decoded if piece.marked] == [
        'phone.slice(0, 3) === "+86"',
        "inChina()",
        sample.CARRIER,
    ]


def test_code_keeps_its_lines_and_is_cut_when_it_is_very_long() -> None:
    excerpt = sample.PHONE_FLOW.excerpt
    assert excerpt is not None
    long = msgspec.structs.replace(excerpt, decoded="\n".join(f"line {n}" for n in range(500)))
    code = flow_view(msgspec.structs.replace(sample.PHONE_FLOW, excerpt=long), sample.VISITS, NO_WIRE).code
    assert code is not None
    lines = code.decoded[0].text.split("\n")
    assert lines[:2] == ["line 0", "line 1"]
    assert lines[-1] == "… 440 further lines"


@pytest.mark.parametrize(
    ("kind", "holds", "words"),
    [("condition", True, "must hold"), ("condition", False, "must not hold"), ("event", True, "starts it")],
)
def test_guard_says_what_it_needs(kind: Any, holds: bool, words: str) -> None:
    guard = Guard(span=(1_000, 2_000), code="x", kind=kind, holds=holds)
    view = flow_view(msgspec.structs.replace(sample.PHONE_FLOW, guards=(guard,)), sample.VISITS, NO_WIRE)
    assert view.guards == (("x", f"{words}, bytes 1,000–2,000"),)


def test_evidence_is_told_to_the_byte_with_its_layers() -> None:
    proof = flow_view(sample.PHONE_FLOW, sample.VISITS, NO_WIRE).proofs[0]
    assert (proof.place, proof.layers) == ("request v3.e17, body, bytes 118–134", "json → base64")


def test_operator_owner_and_lists_are_separate_statements_with_their_flags() -> None:
    view = party_view(sample.CARRIER_PARTY)
    assert (view.operator.text, view.operator.flag) == ("China Mobile Internet Co., Ltd., China", "partly verified")
    assert [owner.flag for owner in view.owners] == ["verified", "verified"]
    assert {row.relation for row in view.listings} == {"another company of its group"}
    assert all(row.scope and entry.date and entry.flag for row in view.listings for entry in row.entries)
    assert view.not_listed == ""


def test_entries_of_one_list_share_a_row_and_each_name_stands_once_with_its_dates() -> None:
    again = msgspec.structs.replace(sample.LISTINGS[1], date="2021-06-03", source="another transcription")
    other = msgspec.structs.replace(sample.LISTINGS[1], scope="another scope")
    party = msgspec.structs.replace(sample.CARRIER_PARTY, listings=(*sample.LISTINGS[1:3], again, other))
    first, second = party_view(party).listings
    assert [(entry.entity, entry.date) for entry in first.entries] == [
        ("China Mobile Communications Group Co., Ltd.", "2021-06-03, 2026-06-08"),
        ("China Mobile Limited", "2026-06-08"),
    ]
    assert [entry.date for entry in second.entries] == ["2026-06-08"]
    assert "another transcription" in first.source


def test_operator_listing_comes_before_group_listings() -> None:
    named = msgspec.structs.replace(sample.LISTINGS[0], relation="operator", list="Z List")
    party = msgspec.structs.replace(sample.CARRIER_PARTY, listings=(*sample.LISTINGS, named))
    assert party_view(party).listings[0].relation == "the operator itself"


def test_three_countries_and_the_transfer_view_of_each_are_told_apart() -> None:
    ways = (
        Transfer(country="CN", roles=("operator", "owner's state"), decision="none", asks="safeguards (art. 46)",
                 sources=("https://eu.example/list",), verified="partial", as_of="2026-11-22"),
        Transfer(country="JP", roles=("network",), decision="adequate", citation="(EU) 2019/419 of 2019-01-23",
                 asks="no further safeguard", sources=(), verified=True, as_of="2026-11-22"),
    )  # fmt: skip
    network = Network(address="203.0.113.7", asn=64500, as_name="EXAMPLE", country="JP")
    view = party_view(msgspec.structs.replace(sample.CARRIER_PARTY, networks=(network,), transfers=ways))
    assert view.countries == ("operator: China", "network: Japan (AS64500 EXAMPLE)", "owner’s state: China")
    assert view.adequacy == "China: no adequacy decision; Japan: adequate"
    assert [way.flag for way in view.transfers] == ["partly verified", "verified"]
    assert "asks for safeguards (art. 46)" in view.transfers[0].text and "2019/419" in view.transfers[1].source


def test_a_network_that_was_not_seen_is_said_and_without_countries_there_is_no_transfer_view() -> None:
    view = party_view(sample.RISK_PARTY)
    assert view.countries[1:] == ("network: no public address seen", "owner’s state: none known")
    assert (view.adequacy, view.transfers) == ("", ())


def test_absence_from_lists_is_said_of_loaded_lists_only() -> None:
    view = party_view(sample.RISK_PARTY)
    assert (view.not_listed, view.lists_loaded) == ("No listing found in 4 loaded lists.", sample.LISTS)
    assert not_listed("Somebody", ()) == "No list was loaded, so nothing can be said of listings."


def test_unknown_operator_is_not_said_to_be_absent_from_lists() -> None:
    assert not_listed(None, ()) == "Not looked up: the operator is not known, so there is no name to look for."


def test_findings_in_the_same_bytes_are_told_in_one_row() -> None:
    twice = (sample.body(1, (5, 9), "json", note="one"), sample.body(1, (5, 9), "json", note="two"))
    (row,) = proofs((*twice, twice[0]))
    assert row.note == "one; two"
    assert len(proofs((*twice, sample.body(1, (5, 8), "json", note="two")))) == 2


def test_recipients_are_not_said_to_be_missing_from_a_policy_that_was_not_found() -> None:
    none = msgspec.structs.replace(sample.POLICY, url=None)
    view = build(changed(policy=none)).policy
    assert view is not None
    assert view.mentions == ()
    assert build(sample.SAMPLE).policy != view


def test_unknown_owner_is_said_to_be_unknown() -> None:
    assert [owner.text for owner in party_view(sample.RISK_PARTY).owners] == ["Owner unknown"]
    assert party_view(sample.TELEMETRY_PARTY).operator.text == "Operator unknown"


def test_recipient_without_a_party_is_shown_from_its_flow() -> None:
    view = build(changed(parties=()))
    assert view.recipients[0].name == "China Mobile Internet Co., Ltd."
    assert view.recipients[0].party.not_listed == ""


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (None, "No privacy policy was compared."),
        (msgspec.structs.replace(sample.POLICY, url=None), "No privacy policy was found in these visits."),
        (msgspec.structs.replace(sample.POLICY, mentions=()), "was not searched for this recipient"),
        (sample.POLICY, "We did not find this recipient in the privacy policy; searched for “China Mobile”"),
    ],
)
def test_policy_absence_is_said_of_what_was_searched(policy: Any, words: str) -> None:
    assert words in policy_words(sample.CARRIER, policy)


def test_screenshots_are_embedded_once() -> None:
    first, second, _ = sample.VISITS
    again = msgspec.structs.replace(second, screenshots=first.screenshots)
    shown = visit_views((first, again), sample.BLOBS)
    assert shown[0].shots[0].data.startswith("data:image/png;base64,iVBOR")
    assert (shown[1].shots[0].data, shown[1].shots[0].note) == (
        "",
        "the same picture as submit login, visit v1",
    )


def test_screenshot_is_left_out_with_a_note_when_it_is_missing_no_picture_or_too_large() -> None:
    html, large = b"<script>alert(1)</script>", b"\x89PNG\r\n\x1a\n" + bytes(SCREENSHOT_BUDGET)
    blobs = sample.MemoryBlobs(html, large)
    pictures = tuple(Screenshot(step="land", image=image) for image in (*blobs.hashes(), sample.sha("nowhere")))
    visit = msgspec.structs.replace(sample.VISITS[0], screenshots=pictures)
    shots = visit_views((visit,), blobs)[0].shots
    assert [shot.data for shot in shots] == ["", "", ""]
    assert [shot.note.split(",")[0] for shot in shots] == [
        "not a picture",
        "kept in the bundle; this report would become too large",
        "not in this report",
    ]


def test_share_of_code_that_never_ran_is_unknown_when_it_was_not_measured() -> None:
    assert not_run_percent(sample.SAMPLE.coverage) == 38
    assert not_run_percent(msgspec.structs.replace(sample.SAMPLE.coverage, bytes_not_run=None)) is None
    assert not_run_percent(sample.EMPTY.coverage) is None


def test_selfcheck_is_stated_with_what_it_missed() -> None:
    assert selfcheck_words(sample.SELFCHECK) == "14 of 14 channels, 118 of 120 probe checks"
    assert build(sample.SAMPLE).missed_probes == ("Api7.read in a frame", "Api10.read in a page")
    assert "did not run" in selfcheck_words(None)


def test_visits_that_ended_early_stand_among_what_was_not_seen() -> None:
    assert build(sample.SAMPLE).not_seen[0] == "Visits that did not get to their end: v3 (partial)."


@given(st.text())
def test_fragment_names_are_harmless_whatever_the_id(name: str) -> None:
    assert set(anchor("flow", name)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


@given(st.text())
def test_site_never_fails_and_is_never_long(target: str) -> None:
    assert len(site(target)) <= 80


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("https://user:secret@a.example:8443/x", "a.example:8443"),
        ("http://[::1", "http://[::1"),
        ("file:///x/y", "file:///x/y"),
    ],
)
def test_site_is_host_and_port_without_credentials(target: str, shown: str) -> None:
    assert site(target) == shown


def test_words_are_joined_and_counted_as_people_do() -> None:
    assert [joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert [plural(1, "visit"), plural(1_200, "visit")] == ["1 visit", "1,200 visits"]
    assert data_phrase(["device", "phone", "email", "card"]) == (
        "the e-mail address, the phone number, the payment card and 1 further kind of data"
    )
    assert [full_stop("Ltd."), full_stop("Ltd")] == ["Ltd.", "Ltd."]
    assert [country("CN"), country("??"), country(None)] == ["China", "??", None]


def test_times_are_shown_as_dates_and_what_is_no_time_as_it_is() -> None:
    assert instant("2026-11-22T10:14:05Z") == "22 November 2026, 10:14 UTC"
    assert instant("soon\x00") == "soon⟨U+0000⟩"
    assert days(["2026-11-22T10:14:05Z", "2026-11-21T10:14:05Z", "x"]) == "21 November 2026 to 22 November 2026"
    assert days([]) == "unknown date"
