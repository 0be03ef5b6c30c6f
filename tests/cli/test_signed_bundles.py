"""Keys, signed bundles and who signed them, as a user has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from undertow.cli import undertow
from undertow.errors import UsageError

HAR = {
    "log": {
        "version": "1.2",
        "creator": {"name": "test", "version": "1"},
        "pages": [{"startedDateTime": "2026-01-01T00:00:00Z", "id": "p", "title": "", "pageTimings": {}}],
        "entries": [
            {
                "startedDateTime": "2026-01-01T00:00:00Z",
                "time": 1,
                "pageref": "p",
                "request": {"method": "GET", "url": "https://app.test/", "httpVersion": "1", "headers": [],
                            "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0},
                "response": {"status": 200, "statusText": "", "httpVersion": "1", "headers": [], "cookies": [],
                             "content": {"size": 4, "mimeType": "text/html", "text": "<p>x"}, "redirectURL": "",
                             "headersSize": -1, "bodySize": 4},
                "cache": {},
                "timings": {"send": 0, "wait": 1, "receive": 0},
            }
        ],
    }
}  # fmt: skip


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(undertow, [str(argument) for argument in arguments], env=env)


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    file = tmp_path / "capture.har"
    file.write_text(json.dumps(HAR))
    return file


@pytest.mark.parametrize("by_option", [True, False], ids=["option", "environment"])
def test_a_bundle_signed_with_a_new_key_is_known_by_its_public_half(
    tmp_path: Path, capture: Path, by_option: bool
) -> None:
    made = json.loads(run("keygen", tmp_path / "key", "--json").stdout)
    option = ("--sign-key", tmp_path / "key") if by_option else ()
    env = None if by_option else {"UNDERTOW_SIGN_KEY": str(tmp_path / "key")}
    run("import", capture, "--out", tmp_path / "out", "--fail-on", "never", *option, env=env)
    bundle = tmp_path / "out" / "bundle.wacz"
    checked = run("verify", bundle, "--key", tmp_path / "key.pub")
    assert checked.exit_code == 0, checked.output
    assert made["fingerprint"] in checked.stdout
    run("keygen", tmp_path / "other")
    other = run("verify", bundle, "--key", tmp_path / "other.pub")
    assert other.exit_code == 1
    assert "is signed with the key" in other.stdout


def test_a_bundle_without_a_key_says_that_it_is_not_signed(tmp_path: Path, capture: Path) -> None:
    run("import", capture, "--out", tmp_path / "out", "--fail-on", "never")
    answer = run("verify", tmp_path / "out" / "bundle.wacz")
    assert answer.exit_code == 0
    assert "signed no" in answer.stdout
    assert "log    none" not in answer.stdout


def test_a_file_that_is_no_key_is_said_before_anything_is_written(tmp_path: Path, capture: Path) -> None:
    (tmp_path / "key").write_text("no key")
    result = run("import", capture, "--out", tmp_path / "out", "--sign-key", tmp_path / "key")
    assert isinstance(result.exception, UsageError)
    assert not (tmp_path / "out").exists()
