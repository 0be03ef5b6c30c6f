"""Records one browser run: hands each target its set-up, and each event to the part that understands it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from undertow.capture import emulation, netlog, peers, probe, reports
from undertow.capture.calls import Calls
from undertow.capture.console import Console
from undertow.capture.exchanges import Exchanges
from undertow.capture.holdback import HoldBack, answer
from undertow.capture.hops import Hop, inline_body
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.messages import Messages
from undertow.capture.netlog import NetLog
from undertow.capture.page import Page
from undertow.capture.protocol import Connection, Json
from undertow.capture.scripts import Scripts
from undertow.capture.storage import Storage
from undertow.capture.targets import PAGES, READY, Command, Target, Targets
from undertow.capture.worker_starts import WorkerStarts
from undertow.model import Exchange, Gap, ProbeEvent, Vantage

ASYNC_DEPTH = 16
"""Asynchronous hops that the browser follows in stacks."""
COVERAGE_SECONDS = 3.0


@dataclass(frozen=True)
class Collected:
    """What was recorded so far."""

    exchanges: tuple[Exchange, ...]
    probe_events: tuple[ProbeEvent, ...]
    gaps: tuple[Gap, ...]


class Recorder:
    """All witnesses of one browser run."""

    def __init__(
        self,
        connection: Connection,
        ledger: Ledger,
        limits: Limits,
        vantage: Vantage,
        user_agent: str,
        hold: HoldBack | None,
    ) -> None:
        """`hold`: what to answer ourselves instead of letting it leave; None lets everything leave."""
        self._connection = connection
        self._ledger = ledger
        self._limits = limits
        self._vantage = vantage
        self._user_agent = user_agent
        self._hold = hold
        self._dialogs = 0
        self.on_dialogs: Callable[[], None] = lambda: None
        """Called when the page opens dialogs without end."""
        # A name that says nothing: the probe takes it off the page before any other script runs.
        self._binding = "_" + secrets.token_hex(6)
        self._probe = probe.source(self._binding, secrets.token_hex(16), emulation.clock_shift(vantage))
        self._network: Json = {
            "maxPostDataSize": limits.bodies,
            "enableDurableMessages": True,  # bodies outlive the documents that asked for them
            "maxTotalBufferSize": 2 * limits.bodies,
            "maxResourceBufferSize": limits.body,
        }
        self.net_log: NetLog | None = None
        """Set when the browser has ended."""
        self.targets = Targets(connection, ledger, self._set_up)
        self.scripts = Scripts(connection, self.targets, ledger, limits, [self._probe, READY])
        self.exchanges = Exchanges(connection, self.targets, ledger, limits, self.scripts)
        self.messages = Messages(self.exchanges, ledger, limits)
        self.messages.on_sent = self._message_sent
        self.calls = Calls(self._binding, self.scripts, self.targets, ledger, limits)
        self.storage = Storage(connection, ledger)
        self.console = Console(self.scripts, self.targets, ledger)
        self._reports = reports.Reports(user_agent)
        self._handlers: dict[str, Callable[[Json, str], None]] = {
            **self.exchanges.handlers,
            **self.messages.handlers,
            **self._reports.handlers,
            **self.console.handlers,
            "Debugger.scriptParsed": self.scripts.parsed,
            "Runtime.bindingCalled": self.calls.called,
            "Fetch.requestPaused": self._paused,
            "Page.javascriptDialogOpening": self._dialog,
            "Preload.prerenderStatusUpdated": self._prerender,
        }
        connection.on(self._event)

    async def checkpoint(self, page: Page) -> None:
        """Save what goes when documents go: coverage and storage."""
        await asyncio.gather(
            self.scripts.take_coverage(COVERAGE_SECONDS),
            self.storage.read(page, records=self.calls.databases, caches=self.calls.caches),
        )

    async def settle(self, limit: float) -> None:
        """Wait until the bodies and sources that were asked for have come, at most `limit` seconds."""
        deadline = asyncio.get_running_loop().time() + limit
        while waiting := self.exchanges.outstanding | self.scripts.outstanding:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                why = f"{len(waiting)} bodies or sources had not come when the visit ended."
                self._ledger.gap("bodies-late", "end of visit", why)
                return
            await asyncio.wait(waiting, timeout=left)

    def collected(self) -> Collected:
        """What was recorded; to be asked for once, when the browser has ended."""
        calls = self.calls.result()
        starts = WorkerStarts(calls)
        sent = [*self.exchanges.result(starts), *peers.exchanges(calls, self._ledger)]
        if self.net_log is not None:
            further = netlog.unseen(self.net_log, sent, self._ledger, self._reports.body_of)
            kept = islice(further, max(0, self._limits.exchanges - len(sent)))
            sent += [starts.completed(exchange) for exchange in kept]
            if next(further, None) is not None or self.net_log.cut:
                self.exchanges.too_many()
        sent.sort(key=lambda exchange: exchange.at)
        return Collected(tuple(sent), calls, tuple(self._ledger.gaps))

    # -- set-up -------------------------------------------------------------------------------------------------

    def _set_up(self, target: Target) -> Sequence[Command]:
        """Commands for a new target, in order; what a kind of target does not support it refuses, which is fine."""
        document = target.kind in PAGES
        commands: list[Command] = [
            ("Network.enable", self._network),
            ("Fetch.enable", {"patterns": [{"urlPattern": "*"}]}),
            *emulation.commands(self._vantage, target, self._user_agent),
            ("Debugger.enable", {}),
            ("Debugger.setSkipAllPauses", {"skip": True}),  # a `debugger` statement must not stop the page
            ("Debugger.setAsyncCallStackDepth", {"maxDepth": ASYNC_DEPTH}),
            ("Profiler.enable", {}),
            ("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True}),
            ("Runtime.enable", {}),  # without it stacks have one frame, and new documents not the binding
            ("Runtime.addBinding", {"name": self._binding}),
        ]
        if document:
            commands += [
                ("Page.enable", {}),
                ("Page.addScriptToEvaluateOnNewDocument", {"source": self._probe, "runImmediately": True}),
                ("Preload.enable", {}),
                reports.ENABLE,
            ]
        else:
            commands += [
                ("Runtime.evaluate", {"expression": self._probe}),
            ]
        return commands

    # -- events -------------------------------------------------------------------------------------------------

    def _event(self, method: str, params: Json, session: str | None) -> None:
        handler = self._handlers.get(method)
        if handler is not None and session is not None:
            handler(params, session)

    def _paused(self, params: Json, session: str) -> None:
        body = inline_body(params["request"])
        held = self._hold is not None and self._ledger.submitting and self._hold.holds(params, body)
        if held:
            self._connection.post("Fetch.fulfillRequest", answer(params), session)
        else:
            self._connection.post("Fetch.continueRequest", {"requestId": params["requestId"]}, session)
        self.exchanges.paused(params, session, body, answered_by_us=held)

    def _message_sent(self, hop: Hop, body: bytes) -> None:
        if self._hold is not None and self._ledger.submitting and self._hold.carries_bait("", body):
            why = "What was typed left over a WebSocket, which cannot be answered here in place of the network."
            self._ledger.gap("submission-not-held", hop.url, why, hides=False)

    def _dialog(self, params: Json, session: str) -> None:
        self._dialogs += 1
        if self._dialogs > self._limits.dialogs:
            why = f"The page opened more than {self._limits.dialogs} dialogs; the visit was ended."
            self._ledger.gap("dialogs-without-end", params.get("url", ""), why)
            self.on_dialogs()
            return
        self._connection.post("Page.handleJavaScriptDialog", {"accept": True}, session)

    def _prerender(self, params: Json, session: str) -> None:
        if params.get("prerenderStatus") == "PrerenderingDisabledByDevTools":
            why = "The page asked for this address to be rendered in advance; that does not happen while recording."
            self._ledger.gap("prerender-not-run", params.get("key", {}).get("url", ""), why)
