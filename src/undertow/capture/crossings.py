"""Where a stack goes on in another thread: in the page that started a worker, or sent it the message that it answers.

A stack ends at the edge of its thread and names what is behind it by a number, which the debugger of the other thread
answers for as long as that lives. So it is asked at once, and looked up when the stack is written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from undertow.capture.protocol import Connection, Json
from undertow.capture.targets import Targets

ASKED = 5_000
"""Crossings asked for in one visit: every message to a worker is one."""
FRAMES = 64
CROSSINGS = 8
"""Threads that one stack is followed through."""


class Crossings:
    """Asks for stacks beyond the edge of a thread, once for each crossing."""

    def __init__(self, connection: Connection, targets: Targets, outstanding: set[asyncio.Future[Json]]) -> None:
        """`outstanding`: where answers that are waited for are kept."""
        self._outstanding = outstanding
        self._connection = connection
        self._targets = targets
        self._beyond: dict[tuple[str, str], tuple[Json, str] | None] = {}
        """By debugger and number: the stack behind a crossing, with its session; None if it did not come."""

    def ask(self, stack: Json | None) -> None:
        """Ask for what is behind the end of a stack, if anything is."""
        crossing = _crossing(stack)
        if crossing is None or crossing in self._beyond or len(self._beyond) >= ASKED:
            return
        debugger, number = crossing
        self._beyond[crossing] = None
        session = self._targets.debuggers.get(debugger)
        if session is None:
            return
        asked = {"stackTraceId": {"id": number, "debuggerId": debugger}}
        future = self._connection.post("Debugger.getStackTrace", asked, session)
        self._outstanding.add(future)
        future.add_done_callback(lambda done: self._arrived(done, crossing, session))

    def frames(self, stack: Json | None, session: str) -> Iterator[tuple[Json, str]]:
        """Frames of a stack with their sessions, innermost first: through asynchronous parents and other threads."""
        left = FRAMES
        for _ in range(CROSSINGS):
            here = stack
            while here:
                for frame in here.get("callFrames", ())[:left]:
                    yield frame, session
                    left -= 1
                here = here.get("parent")
            crossing = _crossing(stack)
            behind = self._beyond.get(crossing) if crossing else None
            if behind is None or left <= 0:
                return
            stack, session = behind

    def crosses(self, stack: Json | None) -> bool:
        """Whether it is known what is behind the end of a stack."""
        crossing = _crossing(stack)
        return crossing is not None and self._beyond.get(crossing) is not None

    def _arrived(self, future: asyncio.Future[Json], crossing: tuple[str, str], session: str) -> None:
        self._outstanding.discard(future)
        if future.cancelled() or future.exception() is not None:
            return
        stack = future.result().get("stackTrace")
        if stack:
            self._beyond[crossing] = stack, session
            self.ask(stack)


def _crossing(stack: Json | None) -> tuple[str, str] | None:
    """Debugger and number of what a stack ends in; None if it ends here."""
    while stack:
        if end := stack.get("parentId"):
            return str(end.get("debuggerId", "")), str(end.get("id", ""))
        stack = stack.get("parent")
    return None
