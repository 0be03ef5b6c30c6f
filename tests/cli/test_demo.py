"""The main job: the demo settles the reference case, and everything can be found again from its bundles."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from conftest import Demo, Undertow

pytestmark = pytest.mark.browser

APPS = ("brightwater", "meridian", "plainfield")


def carrier(demo: Demo, data: str) -> dict[str, Any]:
    flows = demo.ran.json[0]["flows"]
    (flow,) = [f for f in flows if f["host"] == "verify.cmpassport.com" and f["data"] == data]
    return dict(flow)


def test_every_result_equals_the_truth_of_its_lab_app(demo: Demo) -> None:
    assert demo.ran.code == 0, demo.ran.err
    assert [audit["target"].split("/")[2].split(".")[1] for audit in demo.ran.json] == [
        "brightwater",
        "meridian-goods",
        "plainfield",
    ]


def test_the_carrier_flow_is_triggered_by_prefix_time_zone_and_language(demo: Demo) -> None:
    for data in ("phone", "device"):
        flow = carrier(demo, data)
        assert flow["grade"] == "triggered"
        assert {c["dimension"] for c in flow["circumstances"]} == {"phone-prefix", "timezone", "language"}
        assert "the phone number starts with +86" in flow["guard"]
        assert {o["vantage"]: o["outcome"] for o in flow["outcomes"]} == {
            "north-america": "not sent",
            "western-europe": "not sent",
            "china": "sent",
        }
        assert flow["obfuscated"]
    assert carrier(demo, "phone")["confidence"] == "confirmed"


def test_the_path_behind_a_server_answer_is_latent(demo: Demo) -> None:
    flow = carrier(demo, "email")
    assert (flow["grade"], flow["circumstances"][0]["dimension"]) == ("latent", "server-answer")


def test_operator_owner_state_and_lists_stand_beside_the_carrier_flow(demo: Demo) -> None:
    flow = carrier(demo, "phone")
    assert "China Mobile" in flow["organisation"]
    assert flow["state"] == "CN"
    assert flow["listings"]
    for listing in flow["listings"]:
        assert listing["relation"] == "group", "no list names the operator itself"
        assert listing["scope"] and listing["citation"]


def test_the_policy_gap_is_found(demo: Demo) -> None:
    found = [f for f in demo.ran.json[0]["findings"] if f["detector"] == "recipient-not-in-policy"]
    assert {f["host"] for f in found} == {"verify.cmpassport.com", "fp-it.portal101.cn"}


def test_the_negative_control_has_no_finding(demo: Demo) -> None:
    plainfield = demo.ran.json[2]
    assert plainfield["findings"] == []
    assert all(flow["first_party"] for flow in plainfield["flows"])


def test_the_self_check_passes_on_every_channel(demo: Demo) -> None:
    for audit in demo.ran.json:
        channels = audit["selfcheck"]["channels"]
        assert len([c for c in channels if c["received"]]) >= 12
        assert all(c["recorded"] for c in channels if c["received"])


@pytest.mark.parametrize("app", APPS)
def test_analyze_gives_the_same_bytes_again(demo: Demo, undertow: Undertow, app: str) -> None:
    again = undertow("analyze", demo.bundle(app), "--json", "--fail-on", "never")
    assert again.out == (demo.folder / app / "result.json").read_text()


def test_a_bundle_is_whole_until_a_byte_of_it_changes(demo: Demo, undertow: Undertow, tmp_path: Path) -> None:
    whole = undertow("verify", demo.bundle("plainfield"), "--json")
    assert (whole.code, whole.json["ok"]) == (0, True)
    content = bytearray(demo.bundle("plainfield").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "edited.wacz").write_bytes(content)
    edited = undertow("verify", tmp_path / "edited.wacz", "--json")
    assert (edited.code, edited.json["ok"]) == (1, False)


def test_a_bundle_cut_short_is_refused_with_a_sentence(demo: Demo, undertow: Undertow, tmp_path: Path) -> None:
    content = demo.bundle("plainfield").read_bytes()
    (tmp_path / "cut.wacz").write_bytes(content[: len(content) // 2])
    for command in ("analyze", "show"):
        ran = undertow(command, tmp_path / "cut.wacz")
        assert ran.code == 2
        assert ran.err.startswith("undertow: ")


def test_show_finds_hosts_scripts_and_flows(demo: Demo, undertow: Undertow) -> None:
    bundle = demo.bundle("brightwater")
    assert undertow("show", bundle, "verify.cmpassport.com", "--json").json["exchanges"]
    flow = carrier(demo, "phone")
    assert undertow("show", bundle, flow["id"], "--json").json["host"] == "verify.cmpassport.com"
    script = undertow("show", bundle, flow["script"], "--json").json
    assert any(e["host"] == "verify.cmpassport.com" and e["decoded"] for e in script["facts"]["endpoints"])
    assert undertow("show", bundle, "nobody.test").code == 2


@pytest.mark.parametrize("app", APPS)
def test_the_report_is_one_file_that_loads_nothing(demo: Demo, app: str) -> None:
    html = unescape((demo.folder / app / "report.html").read_text())
    assert "Fictional app; no statement about any named company." in html
    assert "default-src 'none'" in html
    for sign in ('src="http', "src='http", 'href="http', "@import"):
        assert sign not in html


def test_a_flow_of_the_report_is_explained_by_its_id(demo: Demo, undertow: Undertow) -> None:
    flow = carrier(demo, "phone")
    answer = undertow("explain", demo.bundle("brightwater"), flow["id"], "--json").json
    assert answer["fictional"]
    (explained,) = answer["flows"]
    assert (explained["flow"]["data"], explained["flow"]["host"]) == ("phone", "verify.cmpassport.com")
    assert "the phone number starts with +86" in [guard["words"] for guard in explained["guards"]]
    assert "verify.cmpassport.com" not in explained["sink"]["delivered"]
