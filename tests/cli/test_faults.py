"""Things go wrong at any moment of an audit: what was seen by then is whole, what was not is a gap, nothing stays.

`make test` takes a few seeded faults, `make test-long` two hundred.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from undertow.model import AuditResult, codec
from undertow.store import verify

pytestmark = pytest.mark.browser

LONGEST = 120.0
"""Seconds for one audit, fault and all."""
LATEST = 11.0
"""Seconds after the start at which a fault comes at the latest: an audit of one vantage takes about so long."""


@dataclass
class Lab:
    """The lab in a process of its own, so that it can be killed."""

    process: subprocess.Popen[str]
    arguments: list[str]

    @classmethod
    def start(cls) -> Lab:
        command = [sys.executable, "-m", "undertow", "lab", "--json"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        said = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
        app = next(app for app in said["apps"] if app["name"] == "brightwater")
        maps = [part for text in app["maps"] for part in ("--map", text)]
        return cls(process, [app["url"], "--ca", said["ca_file"], *maps])

    def stop(self) -> None:
        self.process.send_signal(signal.SIGCONT)  # it may be stalled
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


@dataclass
class Run:
    """One audit under fault."""

    process: subprocess.Popen[str]
    own: Path
    """Its folder for temporary files."""

    def pids(self, kind: str = "") -> list[int]:
        """Processes of its browser; of one kind of them if that is given."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    line = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
                    if str(self.own) in line and f"--type={kind}" in line + ("--type=" if not kind else ""):
                        found.append(int(entry.name))
        return found


def _signal(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def _hit(pids: Callable[[], list[int]], what: signal.Signals) -> None:
    """Strike the browser's processes, once there are any."""
    until = time.monotonic() + 20
    while not (found := pids()) and time.monotonic() < until:
        time.sleep(0.02)
    _signal(found, what)
    assert found, "there was nothing to strike"


FAULTS: dict[str, Callable[[Run, Lab], None]] = {
    "browser killed": lambda run, lab: _hit(run.pids, signal.SIGKILL),
    "renderer killed": lambda run, lab: _hit(lambda: run.pids("renderer")[-1:], signal.SIGKILL),
    "renderers frozen": lambda run, lab: _hit(lambda: run.pids("renderer"), signal.SIGSTOP),
    "network process killed": lambda run, lab: _hit(lambda: run.pids("utility"), signal.SIGKILL),
    "interrupted": lambda run, lab: run.process.send_signal(signal.SIGINT),
    "terminated": lambda run, lab: run.process.send_signal(signal.SIGTERM),
    "killed": lambda run, lab: run.process.kill(),
    "server gone": lambda run, lab: lab.process.kill(),
    "server stalled": lambda run, lab: lab.process.send_signal(signal.SIGSTOP),
    "disk full": lambda run, lab: None,  # a limit from the start: EFBIG, as if there were no space
}
LEAVES = {
    "interrupted": {"interrupted"},
    "terminated": {"interrupted"},
    "browser killed": {"browser-died", "channel-not-tried", "channel-not-recorded", "selfcheck-not-run"},
}
"""Gaps of which one is there if the fault came before the last visit was over; after it nothing is lost."""


PHASES = {
    "first visit": "visit 1 of",
    "last visit over": "visit 1: ",
    "sealing": "sealing",
    "reading scripts": "scripts to read",
    "joining": "joining code",
    "attributing": "attributing",
    "writing": "writing the report",
}
"""What the audit says when it enters a phase. Times alone reach the late ones on fast machines only."""
OF_THE_AUDIT = ("interrupted", "terminated", "killed")
"""Faults of the audit's own process: the only ones left when the browser is gone."""
LATE = [
    *((fault, "first visit") for fault in FAULTS if fault != "disk full"),
    *((fault, phase) for phase in PHASES if phase != "first visit" for fault in OF_THE_AUDIT),
]

SAMPLE = ("browser killed", "terminated", "interrupted", "disk full", "killed")
"""Those of `make test`: the others make the audit wait for what does not come."""


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab.start()
    yield lab
    lab.stop()


def _await(process: subprocess.Popen[str], log: Path, seconds: float, saying: str) -> None:
    """Wait for a moment, or for the moment when the audit says something; no longer than it runs."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None and not (saying and saying in log.read_text()):
        time.sleep(0.01)


def audit(fault: str, seed: int, lab: Lab, tmp_path: Path, saying: str = "") -> None:
    """One audit with one fault: at a moment of the seed, or when the audit says something."""
    rng = random.Random(f"{fault} {seed}")  # noqa: S311
    own, out = Path(tempfile.mkdtemp(prefix="ut", dir="/tmp")), tmp_path / "out"
    limit = int(2 ** rng.uniform(12, 21)) if fault == "disk full" else 0
    limited = ["prlimit", f"--fsize={limit}"] if limit else []
    command = [
        "env",
        "--default-signal=INT",  # a shell starts what runs in the background deaf to it
        *limited,
        sys.executable,
        "-m",
        "undertow",
        "audit",
        *lab.arguments,
        "--vantage",
        "china",
        "--fail-on",
        "never",
    ]
    process = subprocess.Popen(
        [*command, "--timeout", "15", "--out", str(out)],
        stdout=subprocess.DEVNULL, stderr=(log := tmp_path / "log").open("w"), text=True, start_new_session=True,
        env={**os.environ, "TMPDIR": str(own)},
    )  # fmt: skip
    run = Run(process, own)
    moment = rng.uniform(0.3, LATEST)
    _await(process, log, LONGEST if saying else moment, saying)
    during = process.poll() is None
    assert during or not saying, f"it never said {saying!r} in time: {log.read_text()}"
    before = log.read_text()
    sealed, over = "sealing" in before, PHASES["last visit over"] in before
    if during and not (sealed and fault not in ("interrupted", "terminated", "killed", "server gone")):
        FAULTS[fault](run, lab)
    try:
        code = process.wait(LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"still running {LONGEST:.0f} s after the fault\n{log.read_text()}") from None
    said = log.read_text()
    where = f"{fault}, seed {seed}, {moment:.2f} s, exit {code}\n{said}"
    assert "Traceback" not in said, where
    _nothing_left(run, fault, where)
    if fault == "killed" and during:
        assert code == -signal.SIGKILL, where
    else:
        assert code in (0, 1, 2, 3, 130, 143), where
    left = {path.name for path in out.iterdir()} if out.exists() else set()
    assert not [name for name in left if name.startswith(".") or name.endswith(".part")] or fault == "killed", where
    if "bundle.wacz" in left:
        answer = verify(out / "bundle.wacz")
        assert answer.ok, (answer.problems, where)
    if "result.json" in left and code != 2:
        result = codec.decode((out / "result.json").read_bytes(), AuditResult, what="result.json")
        kinds = {gap.kind for gap in result.gaps}
        if during and not over and fault in LEAVES:
            assert kinds & LEAVES[fault], (kinds, where)
    elif code != -signal.SIGKILL:
        assert code in (2, 130, 143) and said.rstrip().splitlines()[-1].startswith("undertow: "), where


@pytest.mark.long
@pytest.mark.parametrize(("fault", "phase"), LATE)
def test_a_fault_in_each_phase_leaves_a_whole_bundle_or_none(fault: str, phase: str, lab: Lab, tmp_path: Path) -> None:
    audit(fault, 1, lab, tmp_path, saying=PHASES[phase])
    if list(PHASES).index(phase) > list(PHASES).index("sealing"):
        assert verify(tmp_path / "out" / "bundle.wacz").ok, "it was sealed before"


def _nothing_left(run: Run, fault: str, where: str) -> None:
    """No process of the browser runs on, and no temporary file is there (but of a process that could do no more)."""
    until = time.monotonic() + 15
    while run.pids() and time.monotonic() < until:
        time.sleep(0.2)
    left = run.pids()
    _signal(left, signal.SIGKILL)
    assert not left, where
    rest = list(run.own.iterdir())
    shutil.rmtree(run.own)
    if fault != "killed":
        assert not rest, where


@pytest.mark.parametrize("fault", SAMPLE)
def test_a_fault_at_any_moment_leaves_a_whole_bundle_or_none(fault: str, lab: Lab, tmp_path: Path) -> None:
    audit(fault, 1, lab, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 25))
@pytest.mark.parametrize("fault", FAULTS)
def test_two_hundred_faults(fault: str, seed: int, lab: Lab, tmp_path: Path) -> None:
    audit(fault, seed, lab, tmp_path)
