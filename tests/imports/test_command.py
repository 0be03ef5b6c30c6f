"""`undertow import`, as a user runs it: bundle and reports of a capture that somebody else made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from recordings import EMAIL, har, warc

from undertow.cli import undertow
from undertow.cli.importing import import_
from undertow.errors import UsageError

TYPED = ["--typed", f"email={EMAIL}"]


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(import_, arguments)
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code, answer.stdout


def test_a_leak_in_a_har_is_found_attributed_to_its_script_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.har").write_bytes(har())
    code, text = run(str(tmp_path / "a.har"), *TYPED, "--out", str(tmp_path / "out"), "--json")
    result = json.loads(text)
    (flow,) = [f for f in result["flows"] if f["data"] == "email"]
    assert (flow["host"], flow["grade"], flow["confidence"], code) == ("collect.test", "observed", "confirmed", 1)
    assert flow["script"] is not None
    assert {"bundle.wacz", "report.html", "result.json", "flows.csv"} <= {f.name for f in (tmp_path / "out").iterdir()}


def test_the_bundle_can_be_verified_and_analysed_again_with_the_same_result(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc())
    code, text = run(str(tmp_path / "a.warc.gz"), *TYPED, "--out", str(tmp_path / "out"), "--json")
    runner = CliRunner()
    assert runner.invoke(undertow, ["verify", str(tmp_path / "out/bundle.wacz")]).exit_code == 0
    again = runner.invoke(undertow, ["analyze", str(tmp_path / "out/bundle.wacz"), "--json"])
    assert (again.exit_code, json.loads(again.stdout)) == (code, json.loads(text))


def test_a_value_that_was_not_typed_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "a.har").write_bytes(har())
    _, text = run(str(tmp_path / "a.har"), "--typed", "email=eva@example.net", "--out", str(tmp_path), "--json")
    assert not [f for f in json.loads(text)["flows"] if f["grade"] == "observed" and f["data"] == "email"]


def test_the_report_says_who_recorded_it(tmp_path: Path) -> None:
    (tmp_path / "a.har").write_bytes(har())
    run(str(tmp_path / "a.har"), *TYPED, "--out", str(tmp_path / "out"))
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "HAR by WebInspector 537.36" in page
    assert "emulated by browser settings" not in page
    assert "Settings speak of" not in page


@pytest.mark.parametrize(
    "wrong",
    [("--country", "Germany"), ("--timezone", "Berlin"), ("--phone-prefix", "49"), ("--target", "nowhere at all")],
)
def test_a_wrong_option_says_what_to_write(wrong: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.har").write_bytes(har())
    with pytest.raises(UsageError):
        run(str(tmp_path / "a.har"), *wrong)
