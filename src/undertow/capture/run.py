"""One browser run with everything attached: the same for a visit and for the self-check."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from undertow.capture import emulation, relay, trust
from undertow.capture.holdback import HoldBack
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.page import Page
from undertow.capture.process import Browser, find_browser
from undertow.capture.protocol import ProtocolProblem
from undertow.capture.recorder import Recorder
from undertow.capture.relay import Gate, Relay
from undertow.capture.seal import HostMap, Reach, reach
from undertow.capture.spool import Spool
from undertow.capture.targets import Target
from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import Vantage

CHECKPOINT_SECONDS = 3.0


@dataclass(frozen=True)
class Identity:
    """What a browser calls itself."""

    product: str
    user_agent: str
    """With the headless marker, if it has one."""


@dataclass(frozen=True)
class Setting:
    """What is the same for all runs of an audit."""

    binary: Path
    flags: tuple[str, ...]
    identity: Identity
    headful: bool = False
    settle_seconds: float = 4.0
    gate: Gate | None = None
    """What a proxy may be asked for; None: the browser is not sealed."""


async def prepare(
    target: str,
    maps: Sequence[HostMap],
    ca_file: Path | None,
    vantages: Sequence[Vantage],
    *,
    browser: Path | None = None,
    headful: bool = False,
) -> tuple[Setting, Reach]:
    """Find and ask the browser, and say what it may reach.

    Raises:
        UsageError: a map, a CA or a proxy does not fit.
        EnvironmentProblem: no browser, or it does not start.
    """
    binary = find_browser(browser)
    ground = reach(target, maps)
    for vantage in vantages:
        relay.upstream_of(vantage)  # says now if the login is missing
    pins = await trust.pins(maps, _authority(ca_file)) if ca_file else ()
    gate = relay.sealed_to(maps) if ground.sealed else None
    return Setting(binary, (*ground.flags, *pins), await identify(binary), headful, gate=gate), ground


def _authority(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"--ca: cannot read {path}: {error.strerror}.") from error


async def ready(browser: Browser, binary: Path, opening: Awaitable[None]) -> None:
    """Wait for the first page of a browser that was started; if it does not come, the browser is closed.

    Raises:
        EnvironmentProblem: the browser does not start.
    """
    try:
        await opening
    except ProtocolProblem as problem:
        why = browser.why_not_started()
        await browser.close()
        raise EnvironmentProblem(f"{binary} does not start: {why}") from problem
    except BaseException:
        await browser.close()
        raise


_identities: dict[tuple[Path, int], Identity] = {}


async def identify(binary: Path) -> Identity:
    """Ask a browser for its name and user agent; once for each binary in a process.

    Raises:
        EnvironmentProblem: it does not start.
    """
    key = (binary, binary.stat().st_mtime_ns)  # noqa: ASYNC240 - one call
    if key not in _identities:
        browser = await Browser.start(binary)
        try:
            answer = await browser.connection.call("Browser.getVersion", limit=20)
        except ProtocolProblem as problem:
            raise EnvironmentProblem(f"{binary} does not start: {browser.why_not_started()}") from problem
        finally:
            browser.kill()  # it has done nothing that could be lost; to let it end by itself takes half a second
            await browser.close()
        _identities[key] = Identity(answer["product"], answer["userAgent"])
    return _identities[key]


class Run:
    """A running browser, recorded from its first moment. Use it as an async context manager."""

    page: Page
    recorder: Recorder

    def __init__(
        self,
        setting: Setting,
        vantage: Vantage,
        ledger: Ledger,
        spool: Spool,
        *,
        limits: Limits | None = None,
        hold: HoldBack | None = None,
    ) -> None:
        self.ledger = ledger
        self.spool = spool
        self.browser = setting.identity.product
        """Product and version."""
        self.user_agent = emulation.user_agent(vantage, setting.identity.user_agent)
        self.marker_removed = self.user_agent != setting.identity.user_agent
        """The browser would have told that it has no window."""
        self._setting = setting
        self._vantage = vantage
        self._limits = limits or Limits()
        self._hold = hold
        self.relay: Relay | None = None
        """Between the browser and the proxy of the vantage, where it takes one."""

    async def __aenter__(self) -> Run:
        """Start the browser and open a page.

        Raises:
            EnvironmentProblem: it does not start.
        """
        setting, vantage = self._setting, self._vantage
        async with AsyncExitStack() as started:
            self.relay = await started.enter_async_context(relay.before(vantage, setting.gate))
            port = self.relay.port if self.relay else None
            flags = [*setting.flags, *emulation.flags(vantage, self.user_agent, port)]
            self._browser = await Browser.start(
                setting.binary,
                flags,
                env=emulation.environment(vantage),
                headful=setting.headful,
                log=True,
                kept=Path(vantage.profile) if vantage.profile else None,
            )
            await ready(self._browser, setting.binary, self._open())
            self._beside = started.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        async with self._beside:
            await self._browser.close()
        self.recorder.net_log = self._browser.net_log

    @property
    def process_group(self) -> int:
        """Process group of the browser, e.g. to measure it."""
        return self._browser.pid

    @property
    def died(self) -> bool:
        """True if the browser ended by itself."""
        return self._browser.connection.gone.is_set()

    async def settle(self) -> None:
        """Wait for bodies and sources that were asked for."""
        await self.recorder.settle(self._setting.settle_seconds)

    async def save(self) -> None:
        """Save what is only to be had while the browser runs: cookies, bodies, coverage, storage."""
        if self.died:
            return
        await self.recorder.storage.cookies()
        await self.recorder.settle(self._setting.settle_seconds)
        if self.page.gone:
            return
        with suppress(TimeoutError):  # a page busy for ever answers nothing; its coverage stays unknown
            await asyncio.wait_for(self.recorder.checkpoint(self.page), CHECKPOINT_SECONDS)

    async def _open(self) -> None:
        connection = self._browser.connection
        self.recorder = Recorder(connection, self.ledger, self._limits, self._vantage, self.user_agent, self._hold)
        connection.post("Browser.setDownloadBehavior", {"behavior": "deny"})
        if self._vantage.geolocation is not None:
            connection.post("Browser.grantPermissions", {"permissions": ["geolocation"]})
        # A browser with a window allows it, one without does not; reports of the page and background sync depend on it.
        allowed = {"permission": {"name": "background-sync"}, "setting": "granted"}
        connection.post("Browser.setPermission", allowed)
        main = await self.recorder.targets.open_page()
        self.page = Page(
            connection,
            self.recorder.targets,
            main,
            self.ledger,
            self.recorder.exchanges,
            lambda: self.recorder.checkpoint(self.page),
            self.recorder.storage.delete_cookies,
        )
        self.recorder.on_dialogs = lambda: self.page.give_up("it opens dialogs without end")
        self.recorder.targets.on_crash = lambda target: self._crashed(target, main)

    def _crashed(self, target: Target, main: Target) -> None:
        if target.session == main.session:
            self.page.give_up("its renderer crashed")
