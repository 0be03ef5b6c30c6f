"""A vantage meets a circumstance, does not, or leaves it open."""

from __future__ import annotations

import msgspec
import pytest

from undertow.analysis.meeting import meets, meets_all
from undertow.model import Circumstance, Vantage

CHINA = Vantage(
    name="china", label="China", country="CN", locale="zh-CN", languages=("zh-CN", "zh"), timezone="Asia/Shanghai",
    phone_prefix="+86",
)  # fmt: skip


def circumstance(dimension: str, operator: str, *values: str, negated: bool = False) -> Circumstance:
    return Circumstance(dimension=dimension, operator=operator, values=values, negated=negated, text="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (circumstance("phone-prefix", "equals", "+86"), True),
        (circumstance("phone-prefix", "starts-with", "86"), True),
        (circumstance("phone-prefix", "equals", "+1"), False),
        (circumstance("phone-prefix", "equals", "+1", negated=True), True),
        (circumstance("timezone", "one-of", "Asia/Urumqi", "Asia/Shanghai"), True),
        (circumstance("timezone", "equals", "Asia/Tokyo"), False),
        (circumstance("language", "starts-with", "zh"), True),
        (circumstance("language", "starts-with", "en"), False),
        (circumstance("language", "matches", "^zh"), True),
        (circumstance("language", "matches", "(a+)+$"), None),
        (circumstance("country", "equals", "cn"), True),
        (circumstance("server-answer", "equals", "CMCC"), None),
        (circumstance("connection", "equals", "cellular"), None),
        (circumstance("language", "present"), None),
        (circumstance("random", "other"), None),
        (circumstance("timezone", "equals", "-480"), True),
        (circumstance("timezone", "equals", "-480", negated=True), False),
        (circumstance("timezone", "equals", "-540"), False),
        (circumstance("timezone", "other", "-480"), None),
    ],
)
def test_a_condition_is_settled_by_the_vantage_or_left_open(condition: Circumstance, answer: bool | None) -> None:
    assert meets(condition, CHINA) is answer


def test_an_offset_is_left_open_when_summer_time_decides_or_the_zone_is_unknown() -> None:
    condition = circumstance("timezone", "equals", "-60")
    assert meets(condition, msgspec.structs.replace(CHINA, timezone="Europe/Berlin")) is None
    assert meets(condition, msgspec.structs.replace(CHINA, timezone="Nowhere/Else")) is None


def test_what_an_imported_capture_does_not_tell_settles_nothing() -> None:
    untold = Vantage(
        name="imported", label="", country="", locale="", languages=(), timezone="", phone_prefix="", emulated=False
    )
    for dimension, value in (
        ("timezone", "Asia/Tokyo"),
        ("language", "en"),
        ("country", "CN"),
        ("phone-prefix", "+86"),
    ):
        condition = circumstance(dimension, "equals", value)
        assert meets(condition, untold) is None
        assert meets(condition, CHINA) is not None


def test_all_must_hold_and_open_ones_do_not_count() -> None:
    yes, no = circumstance("language", "starts-with", "zh"), circumstance("timezone", "equals", "Asia/Tokyo")
    open_ = circumstance("server-answer", "equals", "CMCC")
    assert meets_all([yes, open_], CHINA) is True
    assert meets_all([yes, no], CHINA) is False
    assert meets_all([open_], CHINA) is None


@pytest.mark.parametrize(
    ("pattern", "phone", "answer"),
    [
        (r"/^(\+?86)?1[3-9]\d{9}$/", "+8615434257092", True),
        (r"/^(\+?86)?1[3-9]\d{9}$/", "+12025550143", False),
        (r"^\+86", "+8615434257092", True),
        (r"/^\+?\d{6,15}$/", "+8615434257092", None),
        (r"/^(\d+)+$/", "+8615434257092", None),
        (r"/^\d*\d*\d*\d*\d*\d*\d*\d*\d*x/", "+8615434257092", None),
        (r"/^(?=.*86)/", "+8615434257092", None),
    ],
)
def test_a_pattern_of_numbers_is_tried_on_the_number_typed(pattern: str, phone: str, answer: bool | None) -> None:
    assert meets(circumstance("phone-prefix", "matches", pattern), CHINA, phone) is answer


def test_a_pattern_of_numbers_is_left_open_when_no_number_was_typed() -> None:
    assert meets(circumstance("phone-prefix", "matches", r"/^\+86/"), CHINA) is None
