"""The picture: few boxes, none over another, nothing lost."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec
import pytest
import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.model import GRADES, AuditResult, Flow
from undertow.report.layout import LEFT, box
from undertow.report.picture import MAX_HOSTS, Node, Picture, draw


def drawn(result: AuditResult) -> Picture:
    picture = draw(result)
    assert picture is not None
    return picture


def with_flows(*flows: Flow) -> AuditResult:
    return msgspec.structs.replace(sample.SAMPLE, flows=flows)


def column(picture: Picture, index: int) -> list[Node]:
    return sorted((node for node in picture.nodes if node.x == LEFT[index]), key=lambda node: node.y)


def names(picture: Picture, index: int) -> list[str]:
    return [" ".join(text for _, text in node.titles) for node in column(picture, index)]


@st.composite
def many_flows(draw: st.DrawFn) -> tuple[Flow, ...]:
    count = draw(st.integers(1, 60))
    return tuple(
        msgspec.structs.replace(
            sample.PHONE_FLOW,
            id=f"f{number}",
            data=draw(st.sampled_from(("phone", "email", "device", "identifier", "message"))),
            host=f"h{draw(st.integers(0, 14))}.example",
            script=draw(st.sampled_from((None, "a.js", "b.js", "c.js"))),
            script_sha256=None,
            organisation=draw(st.sampled_from((None, "One", "Two", "中国移动通信集团有限公司"))),
            grade=draw(st.sampled_from(GRADES)),
            first_party=draw(st.booleans()),
        )
        for number in range(count)
    )


def test_no_picture_when_there_is_no_flow() -> None:
    assert draw(sample.EMPTY) is None


def test_same_things_are_one_box() -> None:
    picture = drawn(sample.SAMPLE)
    assert names(picture, 1) == ["login.4c1f.js", "dp.min.js", "app.9b02.js"]
    assert names(picture, 2) == [sample.CARRIER, sample.RISK, sample.TELEMETRY, sample.APP]


def test_data_that_only_the_app_gets_is_one_box() -> None:
    assert names(drawn(sample.SAMPLE), 0)[-1] == "Password and message text"


def test_owner_and_lists_stand_below_the_operator() -> None:
    carrier, risk, unknown, _ = column(drawn(sample.SAMPLE), 3)
    notes = [text for _, text in carrier.notes]
    assert "owner: SASAC of the State Council (PRC)" in notes
    assert "group companies on 3 lists" in notes
    assert "owner unknown" in [text for _, text in risk.notes]
    assert "not found in 4 loaded lists" in [text for _, text in risk.notes]
    assert [text for _, text in unknown.titles] == ["Operator unknown"]


def test_lines_carry_their_grade_and_the_apps_own_are_apart() -> None:
    picture = drawn(sample.SAMPLE)
    assert {line.grade for line in picture.lines if not line.own} == {"observed", "triggered", "latent"}
    assert picture.grades == ("observed", "triggered", "latent")
    assert picture.has_own
    assert any(line.own for line in picture.lines)


def test_further_hosts_are_counted_in_one_box_when_there_are_very_many() -> None:
    picture = drawn(sample.hostile(300))
    assert len(column(picture, 2)) == MAX_HOSTS + 1
    assert names(picture, 2)[-1] == f"{300 - MAX_HOSTS} further hosts"
    assert len(picture.nodes) < 40


def test_first_party_hosts_are_one_box_when_there_are_several() -> None:
    own = [
        msgspec.structs.replace(sample.TELEMETRY_FLOW, id=str(n), host=f"{n}.brightwater.test", first_party=True)
        for n in range(3)
    ]
    assert names(drawn(with_flows(*own)), 2) == ["3 hosts"]


def test_plain_form_is_named_as_such_when_there_is_no_script() -> None:
    form = msgspec.structs.replace(sample.PHONE_FLOW, script=None, script_sha256=None)
    assert names(drawn(with_flows(form)), 1) == ["a plain form"]


def test_every_flow_stands_in_the_text_alternative() -> None:
    picture = drawn(sample.SAMPLE)
    assert len(picture.sentences) == len(sample.FLOWS)
    assert f"Phone number, by login.4c1f.js, to {sample.CARRIER}" in picture.sentences[0]
    assert picture.summary == "8 flows of data, to 3 hosts of other parties and to the app itself"


@given(many_flows())
@settings(max_examples=25, deadline=None)
def test_boxes_never_overlap_and_every_flow_passes_four_of_them(flows: tuple[Flow, ...]) -> None:
    picture = drawn(with_flows(*flows))
    for index in range(4):
        nodes = column(picture, index)
        for upper, lower in pairwise(nodes):
            assert upper.y + upper.height <= lower.y
        passing = [int(number) for node in nodes for number in node.flows.split()]
        assert sorted(passing) == list(range(len(flows)))
        assert all(node.y >= 0 and node.y + node.height <= picture.height for node in nodes)


@given(many_flows())
@settings(max_examples=25, deadline=None)
def test_every_line_touches_a_box_at_both_ends(flows: tuple[Flow, ...]) -> None:
    picture = drawn(with_flows(*flows))
    for line in picture.lines:
        found = re.fullmatch(r"M(\d+) ([\d.]+)C.* (\d+) ([\d.]+)", line.path)
        assert found is not None
        x1, y1, x2, y2 = map(float, found.groups())
        assert any(n.x + n.width == x1 and n.y <= y1 <= n.y + n.height for n in picture.nodes)
        assert any(n.x == x2 and n.y <= y2 <= n.y + n.height for n in picture.nodes)


@pytest.mark.parametrize("title", ["a" * 5_000, "移" * 500, "word " * 400, " ", ""])
def test_names_are_cut_to_their_box_when_they_are_long(title: str) -> None:
    shape = box(3, "k", title, [title], title_lines=2)
    assert len(shape.titles) <= 2
    for line in (*shape.titles, *shape.notes):
        assert len(line) <= 45
