"""Vantages: the presets are consistent, and wrong names are explained."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from undertow.capture.vantage import PRESETS, named, number_range
from undertow.errors import UsageError


def test_presets_are_the_three_of_the_demo_in_order() -> None:
    assert [v.name for v in PRESETS] == ["north-america", "western-europe", "china"]


def test_settings_of_a_preset_agree_with_one_another() -> None:
    for vantage in PRESETS:
        assert ZoneInfo(vantage.timezone).key == vantage.timezone
        assert vantage.locale == vantage.languages[0]
        assert vantage.locale.endswith(vantage.country)
        assert vantage.geolocation is not None
        assert vantage.emulated


def test_every_preset_has_numbers_that_belong_to_nobody() -> None:
    for vantage in PRESETS:
        numbers = number_range(vantage.phone_prefix)
        assert numbers is not None
        assert all(8 <= len(vantage.phone_prefix) + len(pattern) <= 16 for pattern in numbers.national)


def test_no_numbers_are_given_when_the_prefix_is_unknown() -> None:
    assert number_range("+8") is None


def test_vantages_come_in_the_order_asked_for_and_once() -> None:
    assert [v.name for v in named(["china", "north-america", "china"])] == ["china", "north-america"]


def test_valid_names_are_listed_when_a_name_is_wrong() -> None:
    with pytest.raises(UsageError, match="north-america, western-europe, china"):
        named(["chna"])


def test_valid_names_are_listed_when_none_is_given() -> None:
    with pytest.raises(UsageError, match="north-america"):
        named([])
