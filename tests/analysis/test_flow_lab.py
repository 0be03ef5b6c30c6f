"""Flows in the scripts of the lab's apps, as delivered, against the lab's truth."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from flow_helper import circumstances, decoded_flows_of

import undertow.lab

APPS = Path(undertow.lab.__file__).parent / "apps"


def _truth(app: str) -> dict[str, Any]:
    return tomllib.loads((APPS / app / "truth.toml").read_text(encoding="utf-8"))


def _scripts() -> list[Path]:
    return sorted(APPS.glob("*/site/*/assets/*.js"))


def _app(script: Path) -> str:
    return script.relative_to(APPS).parts[0]


def _expected(script: Path) -> list[dict[str, Any]]:
    """Without keys: to code it is the value of a field; that it leaves after each of them, only traffic shows."""
    flows = _truth(_app(script))["flow"]
    return [flow for flow in flows if flow["script"] == script.name and flow["data"] != "keystrokes"]


@pytest.mark.parametrize("script", _scripts(), ids=lambda s: s.name)
def test_exactly_the_flows_of_the_truth_are_found_in_a_script(script: Path) -> None:
    own = _truth(_app(script))["app"]["url"].split("/")[2]
    found = {(f.data, f.host or own, f.sink) for f in decoded_flows_of(script.read_bytes()).flows}
    assert found == {(f["data"], f["host"], f["sink"]) for f in _expected(script)}


@pytest.mark.parametrize("script", _scripts(), ids=lambda s: s.name)
def test_exactly_the_circumstances_of_the_truth_guard_a_flow(script: Path) -> None:
    flows = decoded_flows_of(script.read_bytes()).flows
    for truth in _expected(script):
        same = [f for f in flows if (f.data, f.sink) == (truth["data"], truth["sink"])]
        expected = {(c["dimension"], tuple(c["values"])) for c in truth["circumstances"]}
        assert circumstances(same) == expected


def test_the_carrier_s_guards_read_as_sentences() -> None:
    (script,) = APPS.glob("brightwater/site/*/assets/login.*.js")
    flows = [f for f in decoded_flows_of(script.read_bytes()).flows if f.data in ("phone", "email")]
    said = {c.text for f in flows for g in f.guards for c in g.circumstances}
    assert said == {
        "the phone number starts with +86",
        "the time zone is Asia/Shanghai, Asia/Urumqi, Asia/Chongqing or Asia/Harbin",
        "the browser's language starts with zh",
        "the server's answer has carrier = CMCC",
    }
