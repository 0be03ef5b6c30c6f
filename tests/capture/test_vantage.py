"""Vantages: the presets are consistent, and wrong names are explained."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from undertow.capture.emulation import clock_shift
from undertow.capture.vantage import FURTHER, PRESETS, named, number_range, with_consent, with_dates
from undertow.errors import UsageError


def test_presets_are_the_three_of_the_demo_in_order() -> None:
    assert [v.name for v in PRESETS] == ["north-america", "western-europe", "china"]


def test_settings_of_a_preset_agree_with_one_another() -> None:
    for vantage in (*PRESETS, *FURTHER):
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


OWN = """
[[vantage]]
on = "china"
name = "shanghai-night"
referrer = "https://www.baidu.com/"
proxy = "socks5://127.0.0.1:1080"
headers = [{ name = "X-Forwarded-For", value = "1.2.4.8" }]
connection = { type = "cellular3g", latency = 200.0 }
date = 2027-01-31T22:30:00
"""


def test_vantage_of_a_file_keeps_what_it_builds_on(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    (vantage,) = named([str(path)])
    assert (vantage.name, vantage.timezone, vantage.phone_prefix) == ("shanghai-night", "Asia/Shanghai", "+86")
    assert vantage.proxy == "socks5://127.0.0.1:1080"
    assert vantage.date == "2027-01-31T22:30:00"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("timezone = 'Mars/Olympus'", "no time zone"),
        ("proxy = 'http://me:secret@127.0.0.1:1'", "proxy_login"),
        ("proxy_login = 'OFFICE'", "there is none"),
        ("languages = ['*']", "tags such as"),
        ("phone_prefix = '86'", "calling code"),
        ('user_agent = "a\\u000ab"', "printable"),
        ("on = 'nowhere'", "no vantage"),
        ("date = '2027-02-30'", "must be a day"),
        ("date = '20270131'", "must be a day"),
        ("date = 'W'", "must be a day"),
        ("date = 1890-01-01", "must be a day"),
        ("colour = 'red'", "colour"),
    ],
)
def test_file_is_refused_with_a_reason_when_a_setting_is_wrong(tmp_path: Path, change: str, sentence: str) -> None:
    path = tmp_path / "own.toml"
    base = "" if change.startswith("on") else "on = 'china'\n"
    path.write_text(f"[[vantage]]\nname = 'x'\n{base}{change}\n")
    with pytest.raises(UsageError, match=sentence):
        named([str(path)])


def test_every_vantage_is_visited_with_each_choice_at_the_banner() -> None:
    both = with_consent(named(["china"]), ["accept", "reject", "accept"])
    assert [(v.name, v.label) for v in both] == [
        ("china-accept", "Mainland China, consent accepted"),
        ("china-reject", "Mainland China, consent rejected"),
    ]


def test_every_vantage_is_visited_on_each_date() -> None:
    found = with_dates(named(["china", "north-america"]), ["now", "2027-01-31", "2027-01-31T22:30", "now"])
    assert [(v.name, v.date) for v in found[:3]] == [
        ("china", None),
        ("china-2027-01-31", "2027-01-31"),
        ("china-2027-01-31-22-30", "2027-01-31T22:30"),
    ]
    assert len(found) == 6


def test_a_date_that_is_none_is_explained() -> None:
    with pytest.raises(UsageError, match=r"2027-13-01.*must be a day such as"):
        with_dates(named(["china"]), ["2027-13-01"])


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2027-01-31", "2027-01-31T12:00+08:00"),
        ("2027-01-31T22:30", "2027-01-31T22:30+08:00"),
        ("2027-01-31T22:30Z", "2027-01-31T22:30+00:00"),
        ("2019-06-01", "2019-06-01T12:00+08:00"),
    ],
)
def test_clock_is_moved_to_the_date_in_the_time_zone_of_the_vantage(date: str, moment: str) -> None:
    shift = clock_shift(msgspec.structs.replace(named(["china"])[0], date=date))
    assert abs(shift / 1000 - (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()) < 5


def test_clock_stays_when_a_vantage_has_no_date() -> None:
    assert clock_shift(named(["china"])[0]) == 0
