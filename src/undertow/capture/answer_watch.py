"""One answer on a chat page, watched from the moment of sending until nothing changes any more."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from undertow.capture.chat_browser import ChatBrowser
from undertow.capture.form_survey import At, Forms
from undertow.capture.page import ScriptFailed
from undertow.capture.streams import Stream
from undertow.model import Gap

POLL_SECONDS = 0.1
PICTURE_SECONDS = 0.4
"""At least so long between two pictures while text comes."""
LOST_UNITS = 12
"""Removing so many UTF-16 units at once is worth a picture, and a look at what stands out of view."""
MOST_PAIRS = 3
SENT_SECONDS = 1.5
"""A page that has not reacted by then is told in the other way: by button, or by Enter."""
MOST_SECONDS = 600.0
"""No answer is watched longer, or than three times the timeout if that is more."""
AFTER_BYTES_SECONDS = 60.0
"""A page that still changes so long after the last byte is watched no longer: a clock, an animation."""


class TextChange(msgspec.Struct, frozen=True):
    """The text shown became ``before[:kept] + text + before[kept + removed:]``, in UTF-16 units."""

    at: float
    """Milliseconds since the epoch, by the page's clock; after `ask`, seconds since the question was sent."""
    kept: int
    removed: int
    text: str


class _Taken(msgspec.Struct):
    changes: list[TextChange]
    cut: bool
    unopened: int
    length: int


@dataclass(frozen=True)
class Picture:
    """The page as it looked."""

    at: float
    """Seconds since the question was sent."""
    jpeg: bytes


Ended = Literal["quiet", "silent", "never-quiet"]
"""Nothing changed any more; nothing came in the time allowed; or it was still changing when we stopped looking."""


@dataclass
class Asked:
    """One question put to a page, and all that was seen of the answer. Times are seconds since it was sent."""

    sent: bool = False
    why: str = ""
    """Why it could not be sent."""
    url: str = ""
    sent_wall: float = 0.0
    changes: tuple[TextChange, ...] = ()
    streams: tuple[Stream, ...] = ()
    ended: Ended = "silent"
    duration: float = 0.0
    scrolled: str | None = None
    """All text found by scrolling through, where text had gone; None if there was no need."""
    again: str | None = None
    """All text of the page after it was loaded again; None if it did not come."""
    pictures: list[tuple[Picture, Picture]] = field(default_factory=list)
    """Before and after something was removed."""
    reloaded: tuple[Picture, Picture] | None = None
    """Before and after the page was loaded again; None if the conversation did not come, or no picture was taken."""
    gaps: list[Gap] = field(default_factory=list)

    def gap(self, kind: str, why: str, *, hides: bool = True) -> None:
        """Note something that could not be seen."""
        self.gaps.append(Gap(stage="conduct", kind=kind, where=self.url, why=why, hides_findings=hides))


class Watch:
    """What the page shows, from the moment of sending on."""

    def __init__(self, browser: ChatBrowser, forms: Forms, frame: str, timeout: float, linger: float) -> None:
        self._browser, self._forms, self._frame = browser, forms, frame
        self._page = browser.page
        self._timeout, self._linger = timeout, linger
        self._changes: list[TextChange] = []
        self._cut = False
        self._length = 0
        self._picture: tuple[float, bytes] | None = None
        self._pictures: list[tuple[tuple[float, bytes], tuple[float, bytes]]] = []
        self.removed = False
        """True if text went, be it that more came in the same moment: it may only stand out of view now."""
        self.gone = False
        """True if the frame went away."""

    async def begin(self) -> None:
        """Note what stands on the page."""
        await self._forms.call(self._frame, "undertowConversation.begin")

    async def reacted(self, asked: Asked, box: At, text: str) -> bool:
        """Whether the question was taken: it stands in the conversation, or the box is empty."""
        until = time.monotonic() + SENT_SECONDS
        while time.monotonic() < until:
            await self._page.wait(0.05)
            await self._poll()
            try:
                left = str(await self._forms.call(box.frame, "undertowTouch.value", box.id))
            except ScriptFailed:
                return True  # the document went: the page goes to the conversation's own address
            if self._length >= len(bare(text)) or bare(left) != bare(text):
                return True
        return False

    async def until_quiet(self, asked: Asked) -> None:
        """Look until nothing has changed for long enough."""
        streams = self._browser.streams
        begin = changed = time.monotonic()
        seen = len(self._changes)
        while True:
            await self._page.wait(POLL_SECONDS)
            if not await self._poll():
                asked.gap("page-left", "The page went to another document, so that its text was not watched further.")
                self.gone = True
                break
            now = time.monotonic()
            if any(_counts(change) for change in self._changes[seen:]):
                changed = now
            seen = len(self._changes)
            active = max(changed, streams.last_bytes, begin)
            mine = streams.since(asked.sent_wall)
            waiting = any(s.open and s.kind == "response" and s.resource != "EventSource" for s in mine)
            answered = (bool(mine) and any(s.size or s.head or not s.open for s in mine)) or changed > begin
            if now - active >= self._linger and answered and not waiting:
                asked.ended = "quiet"
                break
            if now - active >= self._timeout:
                asked.ended = "silent"
                break
            still_changing = not waiting and now - max(streams.last_bytes, begin) > AFTER_BYTES_SECONDS + self._linger
            if still_changing or now - begin > max(MOST_SECONDS, 3 * self._timeout):
                asked.ended = "never-quiet"
                break
        if not self.gone:
            await self._poll(last=True)
        asked.duration = time.time() - asked.sent_wall
        asked.changes = tuple(
            msgspec.structs.replace(c, at=round(max(c.at / 1000 - asked.sent_wall, 0.0), 4)) for c in self._changes
        )
        asked.pictures = [(_picture(before, asked), _picture(after, asked)) for before, after in self._pictures]
        if self._cut:
            asked.gap("page-changes-cut", "The page changes its text too often; later changes were not kept.")
        if not self._browser.ledger.pictures:
            asked.gap("no-pictures", "No pictures are taken once a secret was typed.", hides=False)

    async def photograph(self, asked: Asked) -> Picture | None:
        """The page as it looks now; None if it could not be drawn, or must not be."""
        taken = await self._photograph()
        return None if taken is None else _picture(taken, asked)

    async def _poll(self, *, last: bool = False) -> bool:
        """Take what has changed since the last look, and pictures; False if the document is gone."""
        function = "end" if last else "take"
        try:
            raw = await self._forms.call(self._frame, f"undertowConversation.{function}")
            taken = msgspec.convert(raw, _Taken)
            if taken.unopened and await self._page.closed_roots(self._frame, "undertowTouch.adopt"):
                pass  # seen from the next look on
        except (ScriptFailed, msgspec.ValidationError):
            return False
        if self._length and not taken.length and not taken.changes:
            return False  # a new document, in which nothing was begun
        self._changes += taken.changes
        self._cut |= taken.cut
        self._length = taken.length
        self.removed |= any(change.removed >= LOST_UNITS for change in taken.changes)
        if any(c.removed - len(c.text) >= LOST_UNITS or (c.removed >= LOST_UNITS and c.removed > len(c.text) // 2)
               for c in taken.changes):  # fmt: skip
            await self._removed()
        elif taken.changes and (self._picture is None or time.time() - self._picture[0] >= PICTURE_SECONDS):
            self._picture = await self._photograph()
        return True

    async def _removed(self) -> None:
        after = await self._photograph()
        if self._picture and after and len(self._pictures) < MOST_PAIRS:
            self._pictures.append((self._picture, after))
        self._picture = after

    async def _photograph(self) -> tuple[float, bytes] | None:
        jpeg = await self._browser.photograph()
        return None if jpeg is None else (time.time(), jpeg)


def _picture(taken: tuple[float, bytes], asked: Asked) -> Picture:
    at, jpeg = taken
    return Picture(round(max(at - asked.sent_wall, 0.0), 3), jpeg)


def _counts(change: TextChange) -> bool:
    """Whether a change is one of words: a cursor or dots that move say nothing."""
    return any(c.isalnum() for c in change.text) or change.removed > 3


def bare(text: str) -> str:
    """Letters and digits alone: pages break lines and draw marks as they like."""
    return "".join(c for c in text if c.isalnum())
