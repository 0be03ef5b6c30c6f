"""The page of a visit as a journey drives it: navigate, look, click, type, wait."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from undertow.capture import nodes
from undertow.capture.keyboard import key_events
from undertow.capture.ledger import Ledger, Phase
from undertow.capture.protocol import BrowserGone, CommandRefused, Connection, Json, NoAnswer, ProtocolProblem
from undertow.capture.targets import Target, Targets
from undertow.model import Sha256, Step

Outcome = Literal["done", "skipped", "failed"]
WORLD = "undertow"
_EVALUATE_SECONDS = 8.0
DOCUMENT_SECONDS = 10.0
"""A document that is not whole by then is stopped, so that what waits for its end goes on."""


class PageGone(Exception):
    """The page cannot answer any more: it crashed, opens dialogs without end, or its browser ended."""


class ScriptFailed(Exception):
    """An evaluated expression threw; the text is what it threw."""


@dataclass(frozen=True)
class FrameInfo:
    """One document of the page."""

    id: str
    url: str
    parent: str | None
    """Id of the frame that holds it; None for the page itself."""


class Traffic(Protocol):
    """What the page asks of the recorder."""

    def in_flight(self) -> int:
        """Requests sent and not yet answered, without those that stay open on purpose."""

    @property
    def last_activity(self) -> float:
        """`time.monotonic` of the last request sent or answered."""


class Page:
    """A driven page of one visit. Every method that asks the browser raises `PageGone` when it cannot answer."""

    def __init__(
        self,
        connection: Connection,
        targets: Targets,
        main: Target,
        ledger: Ledger,
        traffic: Traffic,
        checkpoint: Callable[[], Awaitable[None]],
        delete_cookies: Callable[[], Awaitable[int]],
    ) -> None:
        """`checkpoint` is awaited whenever documents are about to go, to save what would go with them."""
        self._connection = connection
        self._targets = targets
        self._main = main
        self._ledger = ledger
        self._traffic = traffic
        self._checkpoint = checkpoint
        self.delete_cookies = delete_cookies
        """Deletes all cookies if one may hold an identifier; how many there were, else 0."""
        self._worlds: dict[str, tuple[str, int]] = {}
        self._opened: tuple[str, Phase, float] | None = None
        self._gone: str | None = None
        self._gone_event = asyncio.Event()
        self.arrived = False
        """A document came, at least once."""

    # -- state --------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Address of the page now."""
        frame = self._targets.frames.get(self._main.id)
        return frame.url if frame else self._main.url

    def frames(self) -> tuple[FrameInfo, ...]:
        """All documents of the page, the page itself first, those in other processes included."""
        found = [self._main.id]
        for known in found:  # grows while it is walked: breadth first
            found += [f.id for f in self._targets.frames.values() if f.parent == known and f.id not in found]
        frames = [self._targets.frames[f] for f in found if f in self._targets.frames]
        return tuple(FrameInfo(f.id, f.url, f.parent if f.id != self._main.id else None) for f in frames)

    @property
    def gone(self) -> bool:
        """True if the page cannot answer any more."""
        return self._gone is not None

    def give_up(self, reason: str) -> None:
        """Make every later call raise `PageGone`, and those that wait now as well."""
        self._gone = self._gone or reason
        self._gone_event.set()
        self._connection.abandon(self._main.session)

    def gap(self, kind: str, where: str, why: str, hides: bool = True) -> None:
        """Note something that could not be seen."""
        self._ledger.gap(kind, where, why, hides)

    # -- steps --------------------------------------------------------------------------------------------------

    async def begin_step(self, name: str, phase: Phase) -> None:
        """What leaves the page from now on belongs to this step."""
        if phase in ("submit", "policy", "return", "leave"):  # documents often go in these
            await self._checkpoint()
        self._ledger.step, self._ledger.phase = name, phase
        self._ledger.submitting |= phase in ("submit", "chat")
        self._opened = (name, phase, self._ledger.now())

    async def end_step(self, outcome: Outcome = "done", detail: str = "") -> None:
        """Close the step that was begun, with a picture of the page."""
        if self._opened is None:
            return
        name, phase, at = self._opened
        self._opened = None
        picture = None
        if phase != "leave" and outcome != "skipped":
            picture = await self.screenshot()
        self._ledger.steps.append(
            Step(name=name, phase=phase, at=at, outcome=outcome, detail=detail[:500], url=self.url, screenshot=picture)
        )

    def break_off(self, detail: str) -> None:
        """Close a step that cannot be ended properly."""
        if self._opened is not None:
            name, phase, at = self._opened
            self._opened = None
            self._ledger.steps.append(
                Step(name=name, phase=phase, at=at, outcome="failed", detail=detail[:500], url=self.url)
            )

    # -- driving ------------------------------------------------------------------------------------------------

    async def navigate(self, url: str, *, referrer: str | None = None, timeout: float = 20) -> str | None:  # noqa: ASYNC109 - an error word, no raise
        """Go to `url` and wait until its document is there; the browser's error word if it does not come."""
        if self.url != "about:blank":
            await self._checkpoint()
            if unanswered := self._traffic.in_flight():
                many = "one request was" if unanswered == 1 else f"{unanswered} requests were"
                why = f"When the page was left, {many} unanswered; what it would have sent after that was not seen."
                self.gap("left-while-busy", self.url, why)
        try:
            where = {"url": url, "referrer": referrer} if referrer else {"url": url}
            answer = await self._ask("Page.navigate", where, limit=timeout)
        except NoAnswer:
            self._connection.post("Page.stopLoading", None, self._main.session)
            return "net::ERR_TIMED_OUT"
        except CommandRefused as error:
            return str(error)
        if error_word := answer.get("errorText"):
            return str(error_word)
        self.arrived |= not url.startswith("about:")
        if not await self._loaded(DOCUMENT_SECONDS):
            self._connection.post("Page.stopLoading", None, self._main.session)
            self.gap(
                "document-without-end", url, f"The page was still coming after {DOCUMENT_SECONDS:g} s; it was stopped."
            )
            await self._loaded(2)
        return None

    async def evaluate(self, expression: str, *, frame: str | None = None) -> Any:
        """Evaluate in a world of our own of that frame; a promise is awaited; the JSON value comes back.

        Raises:
            ScriptFailed: it threw, or took longer than eight seconds, or the frame is no longer there.
            PageGone: the page cannot answer any more.
        """
        frame = frame or self._main.id
        try:
            return await self._evaluate(expression, frame)
        except CommandRefused:
            self._worlds.pop(frame, None)  # the frame has navigated since: its world went with its document
        except NoAnswer as error:
            raise ScriptFailed(str(error)) from error
        try:
            return await self._evaluate(expression, frame)
        except (CommandRefused, NoAnswer) as error:
            raise ScriptFailed(str(error)) from error

    async def closed_roots(self, frame: str, function: str) -> int:
        """Call `function`, a JavaScript expression in our world of that frame, with each closed shadow root there.

        Scripts cannot reach these; the protocol can. Returns how many there are.

        Raises:
            ScriptFailed: the frame is gone.
        """
        await self.evaluate("0", frame=frame)  # makes the world if there is none
        session, world = self._worlds[frame]
        try:
            answer = await self._ask("DOM.getDocument", {"depth": -1, "pierce": True}, session)
            whole = answer["root"]
            document = whole if self._targets.root(session) == frame else nodes.document_of(whole, frame)
            roots = list(nodes.closed(document)) if document else []
            for closed in roots:
                node = {"backendNodeId": closed, "executionContextId": world}
                found = await self._ask("DOM.resolveNode", node, session)
                call = {
                    "objectId": found["object"]["objectId"],
                    "functionDeclaration": f"function () {{ {function}(this) }}",
                }
                await self._ask("Runtime.callFunctionOn", call, session)
        except (CommandRefused, NoAnswer) as error:
            raise ScriptFailed(str(error)) from error
        return len(roots)

    async def offset(self, frame: str) -> tuple[float, float]:
        """Where the top left corner of that frame is in the viewport, in CSS pixels.

        Raises:
            ScriptFailed: the frame is gone or has no box.
        """
        left = top = 0.0
        while frame != self._main.id:
            here = self._targets.frames.get(frame)
            if here is None:
                raise ScriptFailed("the frame is gone")
            outermost = self._targets.root(here.session)
            holder = self._targets.frames.get(here.parent or "")
            session = holder.session if frame == outermost and holder else here.session
            x, y = await self._box(frame, session)
            left, top = left + x, top + y
            frame = self._targets.root(session)
        return left, top

    async def move(self, x: float, y: float) -> None:
        """Move the pointer to a point of the viewport."""
        await self._input("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})

    async def click(self, x: float, y: float) -> None:
        """Move to a point of the viewport and click there."""
        await self.move(x, y)
        button = {"x": x, "y": y, "button": "left", "clickCount": 1}
        await self._input("Input.dispatchMouseEvent", {"type": "mousePressed", **button})
        await self._input("Input.dispatchMouseEvent", {"type": "mouseReleased", **button})

    async def scroll(self, dy: float) -> None:
        """Turn the wheel by `dy` CSS pixels over the middle of the page."""
        await self._input(
            "Input.dispatchMouseEvent", {"type": "mouseWheel", "x": 400, "y": 300, "deltaX": 0, "deltaY": dy}
        )

    async def type_text(self, text: str, *, delay_ms: float = 4) -> None:
        """Type into what has the focus: a key going down and up for every character."""
        events = [event for character in text for event in key_events(character)]
        for event in events[:-1]:
            self._connection.post("Input.dispatchKeyEvent", event, self._main.session)
            if event["type"] == "keyUp":
                await asyncio.sleep(delay_ms / 1000)
        for last in events[-1:]:  # events are handled in order: when the last is answered, all are
            await self._input("Input.dispatchKeyEvent", last)

    async def insert_secret(self, text: str) -> None:
        """Put a text that must not be kept into what has the focus, at once: no part of it stands in any event.

        No pictures are taken from now on.
        """
        self._ledger.pictures = False
        await self._input("Input.insertText", {"text": text})

    async def press(self, key: str) -> None:
        """Press a named key: ``Enter``, ``Tab``, ``Escape``, ``Backspace``."""
        for event in key_events(key):
            await self._input("Input.dispatchKeyEvent", event)

    async def wait(self, seconds: float) -> None:
        """Let time pass; ends early with `PageGone` when the page goes."""
        try:
            async with asyncio.timeout(seconds):
                await self._gone_event.wait()
        except TimeoutError:
            return
        raise PageGone(self._gone)

    async def quiet(self, *, idle: float = 0.4, limit: float = 6.0) -> bool:
        """Wait until no request is in flight for `idle` seconds, and half of that has passed since the call.

        Returns False if that was not so within `limit` seconds.
        """
        begin = time.monotonic()
        still_since = begin - idle
        while (now := time.monotonic()) - begin < limit:
            if self._traffic.in_flight():
                still_since = now
            if now - max(still_since, self._traffic.last_activity, begin - idle / 2) >= idle:
                return True
            await self.wait(0.02)
        return False

    async def screenshot(self) -> Sha256 | None:
        """A JPEG of the viewport in the spool; None if the page could not be drawn, or must not be."""
        if not self._ledger.pictures:
            return None
        try:
            answer = await self._ask(
                "Page.captureScreenshot", {"format": "jpeg", "quality": 70, "optimizeForSpeed": True}, limit=3
            )
        except (CommandRefused, NoAnswer):
            return None
        return self._ledger.keep(base64.b64decode(answer["data"]))

    # -- below --------------------------------------------------------------------------------------------------

    async def _ask(self, method: str, params: Json, session: str | None = None, *, limit: float = 8) -> Json:
        if self._gone is not None:
            raise PageGone(self._gone)
        session = session or self._main.session
        try:
            return await self._connection.call(method, params, session, limit=limit)
        except (CommandRefused, NoAnswer):
            if self._gone is not None:
                raise PageGone(self._gone) from None
            raise
        except BrowserGone as error:
            raise PageGone("the browser ended") from error
        except ProtocolProblem as error:
            if self._gone is not None or session == self._main.session:
                raise PageGone(self._gone or "the page is gone") from error
            raise CommandRefused(str(error)) from error  # another frame's process: the page itself lives on

    async def _input(self, method: str, params: Json) -> None:
        try:
            await self._ask(method, params, limit=4)
        except (NoAnswer, CommandRefused):
            # The event was delivered; a page busy in its handler (or a dialog) delays the answer.
            return

    async def _evaluate(self, expression: str, frame: str) -> Any:
        known = self._worlds.get(frame)
        session = self._targets.frames[frame].session if frame in self._targets.frames else self._main.session
        if known is None or known[0] != session:
            answer = await self._ask("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD}, session)
            known = self._worlds[frame] = (session, answer["executionContextId"])
        answer = await self._ask(
            "Runtime.evaluate",
            {"expression": expression, "contextId": known[1], "returnByValue": True, "awaitPromise": True},
            session,
            limit=_EVALUATE_SECONDS,
        )
        if details := answer.get("exceptionDetails"):
            thrown = details.get("exception", {})
            raise ScriptFailed(str(thrown.get("description") or thrown.get("value") or details.get("text"))[:500])
        return answer["result"].get("value")

    async def _loaded(self, limit: float) -> bool:
        """Wait for the DOM of the new document: the rest is for `quiet` to wait for. False if it stays out."""
        begin = time.monotonic()
        while time.monotonic() - begin < limit:
            try:
                if await self.evaluate("document.readyState") in ("interactive", "complete"):
                    return True
            except ScriptFailed:
                pass
            await self.wait(0.03)
        return False

    async def _box(self, frame: str, session: str) -> tuple[float, float]:
        try:
            await self._ask("DOM.enable", {}, session)
            owner = await self._ask("DOM.getFrameOwner", {"frameId": frame}, session)
            box = await self._ask("DOM.getBoxModel", {"backendNodeId": owner["backendNodeId"]}, session)
        except (CommandRefused, NoAnswer) as error:
            raise ScriptFailed(str(error)) from error
        quad = box["model"]["content"]
        return float(quad[0]), float(quad[1])
