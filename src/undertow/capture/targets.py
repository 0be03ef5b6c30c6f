"""Every target of a browser (page, frame, worker, pop-up) is attached and set up before its first statement runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from undertow.capture.ledger import Ledger
from undertow.capture.protocol import Connection, Json, NoAnswer

PAGES = frozenset({"page", "iframe", "webview", "prerender"})
"""Kinds of target that hold documents."""
WORKERS = frozenset({"worker", "shared_worker", "service_worker"})
READY = "0 /* ready */"
"""Evaluated in a new page to know that its set-up is done."""
POPUPS = 10
"""Pop-ups that may be open in one visit; more are closed at once."""
TARGETS = 2000
"""Targets set up in one visit; a page that makes more is not watched further."""


def _auto_attach(*excluded: str) -> Json:
    return {
        "autoAttach": True,
        "waitForDebuggerOnStart": True,
        "flatten": True,
        "filter": [*({"type": kind, "exclude": True} for kind in ("browser", "browser_ui", "tab", *excluded)), {}],
    }


ATTACH_ALL = _auto_attach()
ATTACH_CHILDREN = _auto_attach("service_worker")
"""Service workers come through the browser's own session, once; through each page they would come again."""


@dataclass
class Target:
    """One attached target."""

    session: str
    parent: str | None
    """Session of the parent; None for the browser."""
    id: str
    kind: str
    url: str


@dataclass
class Frame:
    """One document of a page, in whichever process it lives."""

    id: str
    url: str
    parent: str | None
    session: str


Command = tuple[str, Json]
SetUp = Callable[[Target], Sequence[Command]]
ESSENTIAL = frozenset({"Network.enable", "Debugger.enable", "Page.addScriptToEvaluateOnNewDocument"})
"""Where a target that should support these refuses them, part of it goes unseen."""


class Targets:
    """Attaches to all targets and keeps the tree of frames."""

    def __init__(self, connection: Connection, ledger: Ledger, set_up: SetUp) -> None:
        self.by_session: dict[str, Target] = {}
        self.frames: dict[str, Frame] = {}
        self.kinds: list[str] = []
        """Kinds of all targets attached, in order."""
        self.debuggers: dict[str, str] = {}
        """Sessions by the id of their debugger, by which stacks of other threads name them."""
        self.crashed: set[str] = set()
        """Sessions whose renderer crashed."""
        self.on_crash: Callable[[Target], None] = lambda target: None
        self._connection = connection
        self._ledger = ledger
        self._set_up = set_up
        self._popups: set[str] = set()
        self._main: asyncio.Future[Target] | None = None
        connection.on(self._event)

    async def open_page(self) -> Target:
        """Make the page of the visit, ready to navigate.

        Raises:
            ProtocolProblem: the browser does not do it.
        """
        self._main = asyncio.get_running_loop().create_future()
        await self._connection.call("Target.setAutoAttach", ATTACH_ALL)
        # about:blank first: a target created with its URL has its document request unseen.
        await self._connection.call("Target.createTarget", {"url": "about:blank"})
        try:
            page = await asyncio.wait_for(self._main, 10)
        except TimeoutError as error:
            raise NoAnswer("the new page was not attached") from error
        # Without an answer awaited here a navigation to another process loses the set-up in 4 of 10 runs.
        await self._connection.call("Runtime.evaluate", {"expression": READY}, page.session)
        return page

    def root(self, session: str) -> str:
        """Id of the outermost frame in that session."""
        return self.by_session[session].id

    def _event(self, method: str, params: Json, session: str | None) -> None:
        match method:
            case "Target.attachedToTarget":
                self._attached(params, session)
            case "Target.detachedFromTarget":
                self._detached(params["sessionId"])
            case "Target.targetInfoChanged":
                self._renamed(params["targetInfo"])
            case "Inspector.targetCrashed":
                self._crashed(session)
            case "Page.frameAttached" if session:
                parent, frame = params["parentFrameId"], params["frameId"]
                self.frames[frame] = Frame(frame, "about:blank", parent, session)
            case "Page.frameNavigated" if session:
                self._navigated(params["frame"], session)
            case "Page.navigatedWithinDocument":
                if frame := self.frames.get(params["frameId"]):
                    frame.url = params["url"]
            case "Page.frameDetached":
                if params.get("reason") != "swap":  # a swapped frame lives on in another process
                    self.frames.pop(params["frameId"], None)

    def _attached(self, params: Json, parent: str | None) -> None:
        info, session = params["targetInfo"], params["sessionId"]
        target = Target(session, parent, info["targetId"], info["type"], info["url"])
        known = any(t.id == target.id for t in self.by_session.values())
        self.by_session[session] = target
        if known or len(self.kinds) >= TARGETS:
            if not known:
                self._ledger.gap(
                    "targets-without-end", target.url, f"More than {TARGETS} targets; later ones ran unseen."
                )
            self._connection.post("Runtime.runIfWaitingForDebugger", None, session)
            return
        self.kinds.append(target.kind)
        if target.kind in PAGES:
            known_frame = self.frames.get(target.id)
            self.frames[target.id] = Frame(
                target.id, target.url, known_frame.parent if known_frame else info.get("parentFrameId"), session
            )
        self._post("Target.setAutoAttach", ATTACH_CHILDREN, target)
        for method, arguments in self._set_up(target):
            self._post(method, arguments, target)
        self._post("Runtime.runIfWaitingForDebugger", {}, target)
        if target.kind == "page":
            self._page(target)

    def _page(self, target: Target) -> None:
        if self._main is None or not self._main.done():
            if self._main is not None:
                self._main.set_result(target)
            return
        self._popups.add(target.id)
        self._connection.post("Page.bringToFront", None, self._main.result().session)  # hidden pages are slowed down
        if len(self._popups) > POPUPS:
            self._ledger.gap("popups-without-end", "pop-ups", f"More than {POPUPS} pop-ups; later ones were closed.")
            self._connection.post("Target.closeTarget", {"targetId": target.id})

    def _post(self, method: str, params: Json, target: Target) -> None:
        future = self._connection.post(method, params, target.session)
        if method in ESSENTIAL and target.kind in PAGES | WORKERS:
            future.add_done_callback(lambda f: self._refused(method, target, f))
        if method == "Debugger.enable":
            future.add_done_callback(lambda f: self._debugged(target, f))

    def _debugged(self, target: Target, future: asyncio.Future[Json]) -> None:
        if not future.cancelled() and future.exception() is None:
            self.debuggers[str(future.result().get("debuggerId"))] = target.session

    def _refused(self, method: str, target: Target, future: asyncio.Future[Json]) -> None:
        from undertow.capture.protocol import CommandRefused

        if not future.cancelled() and isinstance(future.exception(), CommandRefused):
            why = f"The browser refused {method} for this {target.kind}, so part of what it does was not recorded."
            self._ledger.gap("target-not-watched", target.url or target.kind, why)

    def _detached(self, session: str) -> None:
        target = self.by_session.pop(session, None)
        if target is None:
            return
        self._popups.discard(target.id)
        for frame in [f.id for f in self.frames.values() if f.session == session]:
            del self.frames[frame]

    def _renamed(self, info: Json) -> None:
        for target in self.by_session.values():
            if target.id == info["targetId"]:
                target.url = info["url"]

    def _crashed(self, session: str | None) -> None:
        target = self.by_session.get(session or "")
        # Shared workers that merely end report a crash as well.
        if target is None or target.kind not in PAGES:
            return
        self.crashed.add(target.session)
        frame = self.frames.get(target.id)  # knows of a navigation sooner than the target does
        self._ledger.gap(
            "target-crashed", frame.url if frame else target.url, f"The renderer of this {target.kind} crashed."
        )
        self.on_crash(target)

    def _navigated(self, frame: Json, session: str) -> None:
        url = frame["url"] + frame.get("urlFragment", "")
        old = self.frames.get(frame["id"])
        parent = frame.get("parentId") or (old.parent if old else None)
        self.frames[frame["id"]] = Frame(frame["id"], url, parent, session)
