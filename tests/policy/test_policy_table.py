"""Rows of tables by the words of their headings; each kind of heading with a near miss."""

from __future__ import annotations

import pytest

from undertow.policy.reader import read
from undertow.policy.text import Page


def told(header: str, *rows: str) -> list[tuple[str, bool, tuple[str, ...], tuple[str, ...]]]:
    """Action, whether denied, data and recipients of what a table states, cells parted by ` | `."""
    markup = "".join(
        "<tr>" + "".join(f"<{cell}>{part}</{cell}>" for part in line.split(" | ")) + "</tr>"
        for cell, line in (("th", header), *(("td", row) for row in rows))
    )
    blocks = Page(f"<main><table>{markup}</table></main>").blocks()
    return [(each.action, each.denied, each.data, each.recipients) for each in read(blocks, "en")]


def test_a_table_of_recipients_says_what_is_shared_and_not_what_is_collected() -> None:
    assert told("Recipients | Categories of data | Reason", "Advertisers | IP address | ads") == [
        ("share", False, ("ip",), ("advertisers",))
    ]
    assert told("Data | Recipients", "IP address | Advertisers") == [
        ("collect", False, ("ip",), ()),
        ("share", False, ("ip",), ("advertisers",)),
    ]


@pytest.mark.parametrize(("answer", "denied", "to"), [("No", True, ()), ("Yes", False, ("advertisers",))])
def test_a_column_that_asks_whether_data_is_sold_is_answered(answer: str, denied: bool, to: tuple[str, ...]) -> None:
    found = told("Category | Disclosed to | Sold?", f"IP address | Advertisers | {answer}")
    assert found[-1] == ("sell", denied, ("ip",), to)


def test_a_cell_of_a_column_about_sales_that_answers_nothing_says_nothing() -> None:
    assert [each[0] for each in told("Category | Sold?", "IP address | See below")] == ["collect"]


def test_examples_say_what_a_category_is_and_personal_data_alone_stays_where_there_are_none() -> None:
    assert told("Category | Description", "User data | Name, email address") == [
        ("collect", False, ("name", "email"), ())
    ]
    assert told("Category | Purpose", "User data | Support") == [("collect", False, ("personal",), ())]
