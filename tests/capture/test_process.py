"""The browser process: found, started, and gone without a trace."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from undertow.capture import process
from undertow.capture.process import Browser, find_browser
from undertow.capture.protocol import BrowserGone
from undertow.capture.run import identify
from undertow.errors import EnvironmentProblem, UsageError


def members(group: int) -> list[int]:
    """Processes of a process group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def profiles(directory: Path) -> list[Path]:
    return list(directory.glob("undertow-profile-*"))


def contents(directory: Path) -> list[Path]:
    return list(directory.iterdir())


async def gone(group: int, seconds: float = 3) -> bool:
    for _ in range(int(seconds / 0.05)):
        if not members(group):
            return True
        await asyncio.sleep(0.05)
    return False


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder with a short path."""
    folder = Path(tempfile.mkdtemp(prefix="u", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.browser
@pytest.mark.parametrize("end", ["close", "kill"])
async def test_no_process_and_no_profile_is_left_when_it_ends(
    end: str, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(short))
    browser = await Browser.start(find_browser())
    await browser.connection.call("Target.createTarget", {"url": "about:blank"})
    assert len(members(browser.pid)) > 1
    assert profiles(short)
    if end == "kill":
        browser.kill()
        with pytest.raises(BrowserGone):
            await browser.connection.call("Browser.getVersion", limit=5)
    await browser.close()
    assert await gone(browser.pid)
    assert not contents(short), "nor anything else of the browser"
    assert browser.exit_status is not None


@pytest.mark.browser
async def test_it_starts_where_the_folder_for_temporary_files_has_a_long_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser binds a socket in its profile, and the path of a socket is short."""
    deep = tmp_path / ("d" * 90)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    browser = await Browser.start(find_browser())
    try:
        assert "product" in await browser.connection.call("Browser.getVersion", limit=5)
    finally:
        await browser.close()


async def test_a_program_that_is_no_browser_is_named_with_its_own_words(tmp_path: Path) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(EnvironmentProblem, match=r"libnss3\.so"):
        await identify(fake)


@pytest.mark.parametrize(
    ("ends", "why"), [("sleep 30", "it runs, and does not answer"), ("exit 1", "it ended at once")]
)
async def test_what_every_browser_writes_is_not_taken_for_the_reason(tmp_path: Path, ends: str, why: str) -> None:
    fake = tmp_path / "browser"
    fake.write_text(f"#!/bin/sh\necho '[1:1:ERROR:dbus/object_proxy.cc:572] Failed to call method' >&2\n{ends}\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    browser = await Browser.start(fake)
    try:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(browser.connection.gone.wait(), 3)
        assert browser.why_not_started().startswith(why)
    finally:
        await browser.close(grace=0.2)


def test_a_path_that_is_no_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a program"):
        find_browser(tmp_path / "missing")


def test_the_command_that_installs_one_is_given_when_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = tmp_path / "apt-get"
    apt.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(process, "PLACES", ())
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(EnvironmentProblem, match="sudo apt-get install --yes chromium"):
        find_browser()


def test_other_systems_get_a_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(EnvironmentProblem, match="Linux only"):
        find_browser()
