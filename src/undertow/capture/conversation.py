"""A chat page asked as a person asks: find the box, type, send, and watch until nothing changes any more.

Two witnesses are kept here, the streams and what the page shows, each with times; a third is the conversation as the
page has it after it was loaded again. What they mean is not said here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from undertow.capture import consent, flow_drive
from undertow.capture.chat_browser import ChatBrowser
from undertow.capture.flow import UserFlow
from undertow.capture.form_survey import MAX_FRAMES, At, Forms
from undertow.capture.page import ScriptFailed
from undertow.capture.streams import Stream
from undertow.model import Gap

POLL_SECONDS = 0.1
PICTURE_SECONDS = 0.4
"""At least so long between two pictures while text comes."""
LOST_UNITS = 12
"""Removing so many UTF-16 units at once is worth a picture."""
MOST_PICTURES = 6
READY_TRIES = 30
"""Tenths of a second that a box, and then its button, has to come."""
SENT_SECONDS = 1.5
"""A page that has not reacted by then is told in the other way: by button, or by Enter."""
AFTER_BYTES_SECONDS = 60.0
"""A page that still changes so long after the last byte is watched no longer: a clock, an animation."""
HISTORY_SECONDS = 6.0
KEY_MS = 2.0


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


class _Whole(msgspec.Struct):
    text: str
    unopened: int


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
    cut: bool = False
    streams: tuple[Stream, ...] = ()
    ended: Ended = "silent"
    duration: float = 0.0
    scrolled: str | None = None
    """All text found by scrolling through, where text had gone; None if there was no need."""
    again: str | None = None
    """All text of the page after it was loaded again; None if it did not come."""
    pictures: list[Picture] = field(default_factory=list)
    """Pairs: before and after something was removed."""
    gaps: list[Gap] = field(default_factory=list)

    def gap(self, kind: str, why: str, *, hides: bool = True) -> None:
        """Note something that could not be seen."""
        self.gaps.append(Gap(stage="conduct", kind=kind, where=self.url, why=why, hides_findings=hides))


class Conversation:
    """A chat page in a browser, to be asked one question after the other, each in a conversation of its own."""

    def __init__(
        self, browser: ChatBrowser, *, timeout: float, linger: float, flow: UserFlow | None = None, again: bool = True
    ) -> None:
        """`timeout`: seconds of silence after which an answer is given up; `linger`: seconds without any change after
        which it is taken to be at its end; `flow`: steps that sign in; `again`: whether the page is loaded again."""
        self._browser = browser
        self._page = browser.page
        self._forms = Forms(browser.page)
        self._timeout, self._linger, self._flow, self._again = timeout, linger, flow, again
        self._signed_in = False
        self._last: str | None = None

    async def ask(self, prompt: str, url: str | None = None) -> Asked:
        """Put a question and watch; what does not work is said in the result. `url`: another page of the same host.

        Raises:
            PageGone: the page cannot answer any more; start another browser.
        """
        asked = Asked(url=url or self._browser.setting.target)
        text = " ".join(prompt.split())
        box = await self._open(asked)
        if box is None:
            return asked
        watch = _Watch(self._browser, self._forms, box.frame, self._timeout, self._linger)
        if not await self._send(watch, box, text, asked):
            return asked
        await watch.until_quiet(asked)
        asked.url = self._page.url
        if watch.removed and not watch.gone:
            asked.scrolled = await self._scroll_through(box.frame)
        if self._again:
            asked.again = await self._read_again(text, asked)
        self._last = text
        await self._browser.streams.settle()
        asked.streams = tuple(self._browser.streams.since(asked.sent_wall))
        return asked

    # -- opening ------------------------------------------------------------------------------------------------

    async def _open(self, asked: Asked) -> At | None:
        setting = self._browser.setting
        self._browser.streams.forget()
        if self._flow is None:
            await self._browser.forget()
        elif not self._signed_in:
            if not await flow_drive.steps(self._page, self._flow, setting.target, (), setting.vantage, True, []):
                asked.why = "The steps that sign in could not all be taken; see --flow."
                return None
            self._signed_in = True
        error = await self._page.navigate(asked.url)
        if error:
            asked.why = f"the page does not come: {error}"
            return None
        await self._page.quiet(idle=0.2, limit=6)
        await consent.decide(self._page, self._forms, setting.vantage.consent)
        if self._last is not None and await self._shows(self._last):
            await self._begin_anew(asked)
        box = await self._box()
        if box is None:
            asked.why = "no box to write in was found on the page"
        return box

    async def _shows(self, text: str) -> bool:
        found = await self._whole()
        return found is not None and _bare(text) in _bare(found)

    async def _begin_anew(self, asked: Asked) -> None:
        """Leave the conversation before, with the button that pages have for it."""
        for frame in self._page.frames()[:MAX_FRAMES]:
            try:
                button = await self._forms.call(frame.id, "undertowConversation.fresh")
            except ScriptFailed:
                continue
            if button is not None and await self._forms.click(At(frame.id, button)):
                await self._page.quiet(idle=0.3, limit=4)
                break
        if self._last is not None and await self._shows(self._last):
            why = "The question before still stands on the page: this one was not asked in a conversation of its own."
            asked.gap("conversation-not-fresh", why)

    async def _box(self) -> At | None:
        """The box of the chat, as forms are found; else the likeliest one of all."""
        for attempt in range(READY_TRIES):
            survey = await self._forms.survey()
            chat = next((g for g in survey.groups if g.kind == "chat"), None)
            if chat is not None:
                return chat.fields[0].at
            for frame in self._page.frames()[:MAX_FRAMES] if attempt % 5 == 4 else ():
                try:
                    found = await self._forms.call(frame.id, "undertowConversation.box")
                except ScriptFailed:
                    continue
                if found is not None:
                    return At(frame.id, found)
            await self._page.wait(0.1)
        return None

    # -- sending ------------------------------------------------------------------------------------------------

    async def _send(self, watch: _Watch, box: At, text: str, asked: Asked) -> bool:
        forms, page = self._forms, self._page
        await forms.click(box)
        await forms.focus(box)
        await page.type_text(text, delay_ms=KEY_MS)
        if _bare(str(await forms.call(box.frame, "undertowTouch.value", box.id))) != _bare(text):
            await forms.call(box.frame, "undertowTouch.set", box.id, text)
        if _bare(str(await forms.call(box.frame, "undertowTouch.value", box.id))) != _bare(text):
            asked.why = "the box does not keep what is typed"
            return False
        number = await forms.call(box.frame, "undertowConversation.sender", box.id)
        button = None if number is None else At(box.frame, number)
        for _ in range(READY_TRIES if button else 0):
            if button and await forms.ready(button):
                break
            await page.wait(0.1)
        await watch.begin()
        ways = ["button", "enter"] if button and await forms.ready(button) else ["enter", "button"]
        for way in ways:
            asked.sent_wall = time.time()
            if way == "button" and button is not None:
                await forms.click(button)
            elif way == "enter":
                await forms.focus(box)
                await page.press("Enter")
            if await watch.reacted(asked, box, text):
                asked.sent = True
                return True
        asked.why = "the page took no notice: neither its button nor Enter sent the question"
        return False

    # -- afterwards ---------------------------------------------------------------------------------------------

    async def _whole(self) -> str | None:
        """All visible text of all frames."""
        parts = []
        for frame in self._page.frames()[:MAX_FRAMES]:
            try:
                found = msgspec.convert(await self._forms.call(frame.id, "undertowConversation.whole"), _Whole)
                if found.unopened and await self._page.closed_roots(frame.id, "undertowTouch.adopt"):
                    found = msgspec.convert(await self._forms.call(frame.id, "undertowConversation.whole"), _Whole)
            except (ScriptFailed, msgspec.ValidationError):
                continue
            parts.append(found.text)
        return "\n".join(parts) if parts else None

    async def _scroll_through(self, frame: str) -> str | None:
        try:
            steps = int(await self._forms.call(frame, "undertowConversation.scrolling") or 0)
            parts = [] if steps else [await self._whole() or ""]
            for step in range(steps + 1 if steps else 0):
                await self._forms.call(frame, "undertowConversation.scrollTo", step)
                await self._page.wait(0.06)
                parts.append(await self._whole() or "")
        except ScriptFailed:
            return None
        return "\n".join(parts)

    async def _read_again(self, text: str, asked: Asked) -> str | None:
        """The text of the page after it was loaded again, once the question is there and nothing changes."""
        if await self._page.navigate(self._page.url):
            asked.gap("history-not-read", "The page did not come again.", hides=False)
            return None
        until, before, still = time.monotonic() + HISTORY_SECONDS, "", 0
        while time.monotonic() < until:
            await self._page.wait(0.15)
            now = await self._whole() or ""
            still = still + 1 if now == before and _bare(text) in _bare(now) else 0
            before = now
            if still >= 3:
                return now
            if _bare(text) not in _bare(now) and time.monotonic() > until - HISTORY_SECONDS / 2:
                break
        if _bare(text) in _bare(before):
            return before
        asked.gap("history-not-kept", "Loaded again, the page does not show the conversation.", hides=False)
        return None


class _Watch:
    """What the page shows, from the moment of sending on."""

    def __init__(self, browser: ChatBrowser, forms: Forms, frame: str, timeout: float, linger: float) -> None:
        self._browser, self._forms, self._frame = browser, forms, frame
        self._page = browser.page
        self._timeout, self._linger = timeout, linger
        self._changes: list[TextChange] = []
        self._cut = False
        self._length = 0
        self._picture: tuple[float, bytes] | None = None
        self._pictures: list[tuple[float, bytes]] = []
        self.removed = False
        """True if much was removed at once, at least once."""
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
            if self._length >= len(_bare(text)) or _bare(left) != _bare(text):
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
            if not waiting and now - max(streams.last_bytes, begin) > AFTER_BYTES_SECONDS + self._linger:
                asked.ended = "never-quiet"
                break
        if not self.gone:
            await self._poll(last=True)
        asked.duration = time.time() - asked.sent_wall
        asked.cut = self._cut
        asked.changes = tuple(
            msgspec.structs.replace(c, at=round(max(c.at / 1000 - asked.sent_wall, 0.0), 4)) for c in self._changes
        )
        asked.pictures = [Picture(round(max(at - asked.sent_wall, 0.0), 3), jpeg) for at, jpeg in self._pictures]
        if self._cut:
            asked.gap("page-changes-cut", "The page changes its text too often; later changes were not kept.")
        if not self._browser.ledger.pictures:
            asked.gap("no-pictures", "No pictures are taken once a secret was typed.", hides=False)

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
        if any(c.removed - len(c.text) >= LOST_UNITS or (c.removed >= LOST_UNITS and c.removed > len(c.text) // 2)
               for c in taken.changes):  # fmt: skip
            await self._removed()
        elif taken.changes and (self._picture is None or time.time() - self._picture[0] >= PICTURE_SECONDS):
            self._picture = await self._photograph()
        return True

    async def _removed(self) -> None:
        self.removed = True
        after = await self._photograph()
        if self._picture and after and len(self._pictures) < MOST_PICTURES:
            self._pictures += [self._picture, after]
        self._picture = after

    async def _photograph(self) -> tuple[float, bytes] | None:
        jpeg = await self._browser.photograph()
        return None if jpeg is None else (time.time(), jpeg)


def _counts(change: TextChange) -> bool:
    """Whether a change is one of words: a cursor or dots that move say nothing."""
    return any(c.isalnum() for c in change.text) or change.removed > 3


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
