"""A chat page asked as a person asks: find the box, type, send, and watch until nothing changes any more.

Two witnesses are kept here, the streams and what the page shows, each with times; a third is the conversation as the
page has it after it was loaded again. What they mean is not said here.
"""

from __future__ import annotations

import time

import msgspec

from undertow.capture import consent, flow_drive
from undertow.capture.answer_watch import Asked, Watch, bare
from undertow.capture.chat_browser import ChatBrowser
from undertow.capture.flow import UserFlow
from undertow.capture.form_survey import MAX_FRAMES, At, Forms
from undertow.capture.page import ScriptFailed

READY_TRIES = 30
"""Tenths of a second that a box, and then its button, has to come."""
HISTORY_SECONDS = 6.0
KEY_MS = 2.0
_GATES = ("login", "sign-up", "phone")
"""Kinds of forms that stand before a chat."""


class _Whole(msgspec.Struct):
    text: str
    unopened: int


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
        if box is None and self._signed_in and self._last is not None:
            self._signed_in, asked.why = False, ""  # there was a box before: the session may have ended
            box = await self._open(asked)
        if box is None:
            return asked
        watch = Watch(self._browser, self._forms, box.frame, self._timeout, self._linger)
        if not await self._send(watch, box, text, asked):
            return asked
        await watch.until_quiet(asked)
        asked.url = self._page.url
        if watch.removed and not watch.gone:
            asked.scrolled = await self._scroll_through(box.frame)
        await self._browser.streams.settle()
        asked.streams = tuple(self._browser.streams.since(asked.sent_wall))  # without those that load it again
        if self._again:
            before = await watch.photograph(asked)
            asked.again = await self._read_again(text, asked)
            after = None if asked.again is None else await watch.photograph(asked)
            asked.reloaded = (before, after) if before and after else None
        self._last = text
        if self._browser.streams.missed or any(stream.cut for stream in asked.streams):
            asked.gap(
                "streams-not-kept", "More streams, or longer ones, came than are kept; what they brought is not known."
            )
        return asked

    # -- opening ------------------------------------------------------------------------------------------------

    async def _open(self, asked: Asked) -> At | None:
        setting = self._browser.setting
        self._browser.streams.forget()
        if self._flow is None:
            if setting.vantage.profile is None:  # else it is somebody whom the page shall know
                await self._browser.forget()
        elif not self._signed_in:
            if not await flow_drive.steps(self._page, self._flow, setting.target, (), setting.vantage, True, []):
                asked.why = f"--flow does not sign in. {self._browser.ledger.gaps[-1].why}"
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
            if any(group.kind in _GATES for group in (await self._forms.survey()).groups):
                asked.why += ", which asks to sign in; see --flow"
        return box

    async def _shows(self, text: str) -> bool:
        found = await self._whole()
        return found is not None and bare(text) in bare(found)

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

    async def _send(self, watch: Watch, box: At, text: str, asked: Asked) -> bool:
        forms, page = self._forms, self._page
        await forms.click(box)
        await forms.focus(box)
        await page.type_text(text, delay_ms=KEY_MS)
        if bare(str(await forms.call(box.frame, "undertowTouch.value", box.id))) != bare(text):
            await forms.call(box.frame, "undertowTouch.set", box.id, text)
        if bare(str(await forms.call(box.frame, "undertowTouch.value", box.id))) != bare(text):
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
            still = still + 1 if now == before and bare(text) in bare(now) else 0
            before = now
            if still >= 3:
                return now
            if bare(text) not in bare(now) and time.monotonic() > until - HISTORY_SECONDS / 2:
                break
        if bare(text) in bare(before):
            return before
        asked.gap("history-not-kept", "Loaded again, the page does not show the conversation.", hides=False)
        return None
