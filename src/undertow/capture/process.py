"""The browser process: where it is, how it is started with an empty profile, and how nothing of it stays behind."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from undertow.capture import netlog
from undertow.capture.protocol import Connection
from undertow.errors import EnvironmentProblem, UsageError

NAMES = (
    "google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome",
    "microsoft-edge-stable", "microsoft-edge",
)  # fmt: skip
PLACES = (
    "/usr/bin", "/usr/local/bin", "/opt/google/chrome", "/opt/chromium", "/opt/microsoft/msedge", "/snap/bin",
    "/usr/lib/chromium",
)  # fmt: skip

FLAGS = (
    "--disable-gpu",
    "--disable-quic",  # witnesses and the seal read TCP
    "--no-first-run",
    "--no-default-browser-check",
    "--no-startup-window",  # otherwise headless opens a new-tab page of its own
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-domain-reliability",
    "--short-reporting-delay",  # reports of pages leave at once and not after a minute, when the visit may be over
    "--disable-client-side-phishing-detection",
    "--disable-crash-reporter",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--disable-prompt-on-repost",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    "--hide-scrollbars",
    "--window-size=1280,900",
    "--disable-features=" + ",".join(
        (
            "RenderDocument", "BackForwardCache",  # with these, what the probe reports at page hide is lost
            "IsolateSandboxedIframes",  # such frames do not wait for us: 2 of 5 runs lost their start
            "MediaRouter", "DialMediaRouteProvider", "OptimizationHints", "Translate", "AutofillServerCommunication",
            "CertificateTransparencyComponentUpdater", "InterestFeedContentSuggestions",
        )
    ),
)  # fmt: skip
"""Flags of every start. Each takes out traffic or behaviour that belongs to the browser and not to the page."""

_NOISE = ("unexpected operator", ":ERROR:dbus/")
"""In lines that browsers write on machines without a desktop, whether they start or not."""
_NET_LOG = "net-log.json"
_PIPE_BYTES = 1 << 20
_LONGEST_FOLDER = 30
"""Characters: the profile, the browser's folder in it and the name of its socket have 77 more, and 108 are allowed
(unix(7))."""


def find_browser(explicit: Path | None = None) -> Path:
    """The browser to use: `explicit`, or the first Chrome, Chromium or Edge on PATH and in the usual places.

    Raises:
        UsageError: `explicit` is not a program.
        EnvironmentProblem: there is none; the message has the command that installs one.
    """
    if not sys.platform.startswith("linux"):
        raise EnvironmentProblem("Capture runs on Linux only so far. Analysis of a bundle runs everywhere.")
    if explicit is not None:
        if not (explicit.is_file() and os.access(explicit, os.X_OK)):
            raise UsageError(f"{explicit} is not a program. Give the path of Chrome, Chromium or Edge.")
        return explicit
    path = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    for name in NAMES:
        if found := shutil.which(name, path=path):
            return Path(found)
    raise EnvironmentProblem(f"No Chrome, Chromium or Edge found. Install one with: {_install_command()}")


def _install_command() -> str:
    for tool, command in (
        ("apt-get", "apt-get install --yes chromium"),
        ("dnf", "dnf install -y chromium"),
        ("pacman", "pacman -S --noconfirm chromium"),
        ("zypper", "zypper install -y chromium"),
        ("apk", "apk add chromium"),
    ):
        if shutil.which(tool):
            return command if os.geteuid() == 0 else f"sudo {command}"
    return "your system's package manager (package: chromium)"


def _profile() -> Path:
    """A new folder for a profile; not below a long path, for the browser's socket in it must have a short one."""
    usual = tempfile.gettempdir()
    short = "/tmp"  # noqa: S108  # mkdtemp makes a folder of its own there
    elsewhere = short if len(usual) > _LONGEST_FOLDER and os.access(short, os.W_OK | os.X_OK) else usual
    return Path(tempfile.mkdtemp(prefix="undertow-profile-", dir=elsewhere))


def _hold(kept: Path) -> int:
    """Make the folder that keeps a profile if it is not there, and lock it; the lock goes when the answer is closed.

    Two browsers in one folder would be one: the second hands its address to the first and ends.
    """
    try:
        kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = os.open(kept, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise EnvironmentProblem(f"The profile folder {kept} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise EnvironmentProblem(f"The profile folder {kept} is in use by another visit.") from error
    return held


class _Reader(asyncio.Protocol):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def data_received(self, data: bytes) -> None:
        self._connection.received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connection.lost()


class Browser:
    """One running browser with a fresh profile. Made by `start`; `close` leaves neither process nor file behind."""

    connection: Connection
    net_log: netlog.NetLog | None = None
    """The browser's own account of its requests, once it is closed; None if it was not to keep one."""
    exit_status: int | None = None
    """Status or signal it ended with; None while it runs."""
    _writer: asyncio.WriteTransport
    _pidfd: int
    _log: bool

    def __init__(self, pid: int, profile: Path, held: int | None = None) -> None:
        self.pid = pid
        self._profile = profile
        self._held = held
        self._exited = asyncio.Event()

    @classmethod
    async def start(
        cls,
        binary: Path,
        flags: Sequence[str] = (),
        *,
        env: Mapping[str, str] | None = None,
        headful: bool = False,
        log: bool = False,
        kept: Path | None = None,
    ) -> Browser:
        """Start `binary` with `FLAGS` and `flags` in a process group of its own; `env` is added to the environment.

        With `log`, `net_log` says after `close` what the network stack did. Its profile is new and goes with it, but
        for cookies and storage where there is a folder `kept` for these.

        Raises:
            EnvironmentProblem: it cannot be started, or `kept` cannot be written or is in use.
        """
        held = _hold(kept) if kept is not None else None
        profile = _profile()
        argv = [str(binary), *FLAGS, *flags, "--remote-debugging-pipe", f"--user-data-dir={kept or profile}"]
        if log:
            argv += [f"--log-net-log={profile / _NET_LOG}", f"--net-log-max-size-mb={netlog.MEGABYTES}"]
        if not headful:
            argv.append("--headless=new")
        if os.geteuid() == 0:  # the browser's own sandbox refuses to run as root
            argv.append("--no-sandbox")
        child_in, our_out = _pipe()
        our_in, child_out = _pipe()
        try:
            pid = os.posix_spawn(  # noqa: ASYNC221 - starts and returns; asyncio cannot dup onto 3 and 4
                binary,
                argv,
                # Its own temporary files go with the profile, also where it is killed.
                {**os.environ, "TMPDIR": str(profile), **(env or {})},
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 2, str(profile / "stderr.log"), os.O_WRONLY | os.O_CREAT, 0o600),
                    (os.POSIX_SPAWN_DUP2, child_in, 3),
                    (os.POSIX_SPAWN_DUP2, child_out, 4),
                ],
                setsid=True,
            )
        except OSError as error:
            for end in (our_in, our_out):
                os.close(end)
            shutil.rmtree(profile, ignore_errors=True)
            if held is not None:
                os.close(held)
            raise EnvironmentProblem(f"Cannot start {binary}: {error.strerror}.") from error
        finally:
            os.close(child_in)
            os.close(child_out)
        self = cls(pid, profile, held)
        self._log = log
        await self._connect(our_in, our_out)
        return self

    async def close(self, grace: float = 3.0) -> None:
        """Ask it to end, then close the pipe (it ends on that too), then kill the process group."""
        self.connection.post("Browser.close")
        for attempt in ("ask", "hang up", "kill"):
            if attempt == "hang up":
                self._writer.close()
            elif attempt == "kill":
                self._kill()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._exited.wait(), grace)
                break
        self._writer.close()
        self._kill()  # stragglers of the group
        if self._log and self.net_log is None:
            self.net_log = await asyncio.to_thread(netlog.read, self._profile / _NET_LOG)
        await asyncio.to_thread(shutil.rmtree, self._profile, ignore_errors=True)
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def kill(self) -> None:
        """End the whole process group at once, without asking."""
        self._kill()

    def why_not_started(self) -> str:
        """What to tell a user whose browser does not start, from what it wrote to its error output."""
        words = ""
        with suppress(OSError):
            words = (self._profile / "stderr.log").read_text("utf-8", "replace").strip()
        if "No usable sandbox" in words:
            return "its sandbox does not work for this user. Install the package chromium-sandbox, then try again."
        lines = [line for line in words.splitlines() if not any(noise in line for noise in _NOISE)]
        if not lines and not self.connection.gone.is_set():
            return "it runs, and does not answer."
        if not lines:
            return "it ended at once. If it is no Chrome, Chromium or Edge, name one with --browser."
        return "it said: " + lines[-1][:_WORDS]

    async def _connect(self, our_in: int, our_out: int) -> None:
        loop = asyncio.get_running_loop()
        self._writer, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(our_out, "wb", 0))
        self.connection = Connection(self._writer.write)
        await loop.connect_read_pipe(lambda: _Reader(self.connection), os.fdopen(our_in, "rb", 0))
        self._pidfd = os.pidfd_open(self.pid)
        loop.add_reader(self._pidfd, self._reap)  # last: it may have ended already, and then this calls at once

    def _reap(self) -> None:
        asyncio.get_running_loop().remove_reader(self._pidfd)
        info = os.waitid(os.P_PID, self.pid, os.WEXITED)
        self.exit_status = info.si_status if info else None
        os.close(self._pidfd)
        self._exited.set()
        self.connection.lost()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


_WORDS = 300
"""Characters of a browser's complaint that are shown."""


def _pipe() -> tuple[int, int]:
    """A pipe with both ends above 9, so that duplicating onto 3 and 4 cannot overwrite one another."""
    ends = []
    for end in os.pipe():
        ends.append(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10))
        os.close(end)
    with suppress(OSError):  # a wish: the default size works too
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return ends[0], ends[1]
