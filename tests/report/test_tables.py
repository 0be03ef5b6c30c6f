"""flows.csv: everything about a flow in one row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import EMPTY, FLOWS, PHONE_FLOW, SAMPLE, hostile

from undertow.model import AuditResult
from undertow.report.tables import COLUMNS, cell, flows_csv


def rows_of(result: AuditResult) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(flows_csv(result).decode(), newline="")))


def test_there_is_one_row_a_flow_in_their_order() -> None:
    assert [row["id"] for row in rows_of(SAMPLE)] == [flow.id for flow in FLOWS]


def test_the_outcome_at_each_vantage_has_its_column() -> None:
    row = rows_of(SAMPLE)[0]
    assert [row[f"outcome {name}"] for name in ("north-america", "western-europe", "mainland-china")] == [
        "not sent", "not sent", "sent",
    ]  # fmt: skip


def test_the_scope_stands_beside_each_list() -> None:
    lists = rows_of(SAMPLE)[0]["listings"]
    for listing in PHONE_FLOW.listings:
        assert f"{listing.list} ({listing.scope}): {listing.entity} ({listing.relation})" in lists
    assert "partly verified" in lists


def test_unknown_is_empty() -> None:
    row = rows_of(SAMPLE)[4]
    assert (row["organisation"], row["owner"], row["state"], row["guard"]) == ("", "", "", "")


def test_there_is_only_a_header_when_nothing_was_found() -> None:
    lines = flows_csv(EMPTY).decode().split("\r\n")
    assert lines[0].startswith(",".join(COLUMNS))
    assert lines[1:] == [""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", "  =", "＝", "＠"])
def test_a_cell_is_text_when_it_begins_like_a_formula(start: str) -> None:
    assert cell(f"{start}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "user@host", "中国"])
def test_a_cell_is_unchanged_when_it_is_no_formula(text: str) -> None:
    assert cell(text) == text


@given(text=st.text(st.characters()))
def test_no_text_can_begin_a_formula_or_leave_its_cell(text: str) -> None:
    flow = msgspec.structs.replace(PHONE_FLOW, guard=text, script=text)
    (row,) = rows_of(msgspec.structs.replace(SAMPLE, flows=(flow,)))
    assert None not in row
    assert row["sink"] == PHONE_FLOW.sink
    assert row["guard"].lstrip()[:1] not in set("=+-@")


def test_each_row_is_whole_when_the_page_is_hostile() -> None:
    data = flows_csv(hostile(50)).decode()
    assert len(data.split("\r\n")) == 52
    assert data.replace("\r\n", "").isprintable()
