"""A browser for one chat page: driven like that of a visit, but without probes, coverage and script sources.

A chat is asked hundreds of questions, and only its answers are looked at: the streams, and what the page shows.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from undertow.capture import emulation
from undertow.capture.hops import origin_of
from undertow.capture.ledger import Ledger
from undertow.capture.page import Page
from undertow.capture.process import Browser
from undertow.capture.protocol import Json, ProtocolProblem
from undertow.capture.relay import before
from undertow.capture.run import prepare, ready
from undertow.capture.seal import HostMap
from undertow.capture.spool import Spool
from undertow.capture.streams import Streams
from undertow.capture.targets import PAGES, Command, Target, Targets
from undertow.capture.vantage import PRESETS
from undertow.model import Vantage

_STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers,websql,file_systems"


@dataclass(frozen=True)
class ChatSetting:
    """What browser a chat page is opened in."""

    target: str
    """Address of the chat page."""
    maps: tuple[HostMap, ...] = ()
    ca_file: Path | None = None
    vantage: Vantage = PRESETS[0]
    headful: bool = False
    browser: Path | None = None


class ChatBrowser:
    """The running browser; an asynchronous context manager. A target on this machine or mapped is opened sealed."""

    page: Page
    streams: Streams

    def __init__(self, setting: ChatSetting, spool: Spool) -> None:
        self.setting = setting
        self.ledger = Ledger(spool, "chat")

    async def __aenter__(self) -> Self:
        """Start the browser and open an empty page.

        Raises:
            EnvironmentProblem: no browser, or it does not start.
            UsageError: a map, a CA or a proxy does not fit.
        """
        setting, vantage = self.setting, self.setting.vantage
        started, _ = await prepare(
            setting.target, setting.maps, setting.ca_file, [vantage], browser=setting.browser, headful=setting.headful
        )
        self._user_agent = emulation.user_agent(vantage, started.identity.user_agent)
        async with AsyncExitStack() as beside:
            relay = await beside.enter_async_context(before(vantage, started.gate))
            port = relay.port if relay else None
            flags = [*started.flags, *emulation.flags(vantage, self._user_agent, port)]
            env = emulation.environment(vantage)
            kept = Path(vantage.profile) if vantage.profile else None
            self._browser = await Browser.start(started.binary, flags, env=env, headful=setting.headful, kept=kept)
            await ready(self._browser, started.binary, self._open())
            self._beside = beside.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        async with self._beside:
            await self._browser.close()

    @property
    def process_group(self) -> int:
        """Process group of the browser, e.g. to measure it."""
        return self._browser.pid

    async def photograph(self) -> bytes | None:
        """A JPEG of what is in view; None if it could not be drawn, or must not be."""
        if not self.ledger.pictures:
            return None
        how = {"format": "jpeg", "quality": 60, "optimizeForSpeed": True}
        try:
            answer = await self._browser.connection.call("Page.captureScreenshot", how, self._main.session, limit=3)
        except ProtocolProblem:
            return None
        return base64.b64decode(answer["data"])

    async def forget(self) -> None:
        """Become a visitor whom the page does not know: cookies and all storage of its origin go."""
        origin = {"origin": origin_of(self.setting.target), "storageTypes": _STORED}
        connection = self._browser.connection
        await self.page.navigate("about:blank")
        for method, params in (("Storage.clearDataForOrigin", origin), ("Network.clearBrowserCookies", {})):
            connection.post(method, params, self._main.session)
        await self.page.evaluate("0")  # commands are handled in order: when this is answered, both are done

    async def _open(self) -> None:
        connection = self._browser.connection
        self.streams = Streams(connection)
        targets = Targets(connection, self.ledger, self._set_up)
        connection.on(self._dialog)
        connection.post("Browser.setDownloadBehavior", {"behavior": "deny"})
        self._main = await targets.open_page()
        self.page = Page(connection, targets, self._main, self.ledger, self.streams, _nothing_to_save, _no_cookies)
        targets.on_crash = self._crashed

    def _set_up(self, target: Target) -> Sequence[Command]:
        commands: list[Command] = [
            ("Network.enable", {}),
            *emulation.commands(self.setting.vantage, target, self._user_agent),
        ]
        if target.kind in PAGES:
            commands.append(("Page.enable", {}))
        return commands

    def _dialog(self, method: str, params: Json, session: str | None) -> None:
        if method == "Page.javascriptDialogOpening":
            self._browser.connection.post("Page.handleJavaScriptDialog", {"accept": True}, session)

    def _crashed(self, target: Target) -> None:
        if target.session == self._main.session:
            self.page.give_up("its renderer crashed")


async def _nothing_to_save() -> None:
    """The conversation is read while it goes on."""


async def _no_cookies() -> int:
    """A chat keeps its cookies: nobody is to come back without them."""
    return 0
