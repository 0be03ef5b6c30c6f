"""Vantages: the presets are consistent, and wrong names are explained."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from undertow.capture.vantage import FURTHER, PRESETS, named, number_range, with_consent
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
"""


def test_vantage_of_a_file_keeps_what_it_builds_on(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    (vantage,) = named([str(path)])
    assert (vantage.name, vantage.timezone, vantage.phone_prefix) == ("shanghai-night", "Asia/Shanghai", "+86")
    assert vantage.proxy == "socks5://127.0.0.1:1080"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("timezone = 'Mars/Olympus'", "no time zone"),
        ("proxy = 'http://me:secret@127.0.0.1:1'", "not supported"),
        ("languages = ['*']", "tags such as"),
        ("phone_prefix = '86'", "calling code"),
        ('user_agent = "a\\u000ab"', "printable"),
        ("on = 'nowhere'", "no vantage"),
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
