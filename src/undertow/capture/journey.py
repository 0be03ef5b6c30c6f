"""What a visit does: land, fill in and submit every form it finds, chat, read the privacy policy, leave.

Nothing here fails because of a page: what does not work becomes the outcome of its step, and a Gap where something
could hide behind it. Only `PageGone` comes through, when nobody is there any more.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from urllib.parse import urldefrag, urljoin

from undertow.capture import consent
from undertow.capture.ending import KEPT, NOT_RETURNED, come_back, leave
from undertow.capture.filling import Filling
from undertow.capture.form_survey import Control, Forms, Group, Link, Survey
from undertow.capture.page import Page
from undertow.model import Bait, FilledField, Vantage

LANDING_SECONDS = 1.5
"""Third-party code often sends a moment after the page is there: nothing is submitted earlier, nor the page left."""
GLANCE_SECONDS = 0.4
"""Before the first look at a page for forms."""
MAX_FORMS = 10
MAX_PAGES = 3
"""The target and two sign-up or login pages it links to."""
MAX_CONTROLS = 6
"""Tabs and buttons pressed on one page to bring out other forms."""
MAX_FORM_STEPS = 4
"""Steps of one form, each behind a button such as "Next"."""
REVEAL_TRIES = 4
"""Looks, a quarter of a second apart, for the form that a button brings out."""
MAX_SECONDS = 45.0
"""No new form or page is begun after this."""
_ORDER = {"login": 0, "phone": 1, "sign-up": 2, "form": 3, "newsletter": 4, "contact": 5, "search": 6}
_STEPPING = frozenset({"login", "sign-up", "phone", "form", "contact"})
"""Kinds of form that may go on after their button was pressed."""


async def run(
    page: Page,
    *,
    target: str,
    baits: Sequence[Bait],
    vantage: Vantage,
    submit: bool,
    filled: list[FilledField] | None = None,
) -> tuple[FilledField, ...]:
    """Go through the journey; the fields that were filled in, in order, are returned (and appended to `filled`).

    Submission is the same whether `submit` or not: if not, the recorder answers it in our own process, and only
    pages that need a real log-in are not looked for.

    Raises:
        PageGone: the page cannot answer any more.
    """
    journey = _Journey(page, target, baits, vantage, submit, filled if filled is not None else [])
    if await journey.land():
        await journey.all_forms()
        await journey.chat()
        await journey.policy()
        if journey.late():
            page.gap("not-returned", target, NOT_RETURNED)
        elif vantage.profile is not None:
            page.gap("not-returned", target, KEPT)
        else:
            await come_back(page, target)
    await leave(page)
    return tuple(journey.filled)


async def forms_here(
    page: Page, baits: Sequence[Bait], vantage: Vantage, submit: bool, filled: list[FilledField]
) -> None:
    """Fill in and submit the forms of the page as it is, e.g. after a flow of the user's has logged in.

    Raises:
        PageGone: the page cannot answer any more.
    """
    journey = _Journey(page, page.url, baits, vantage, submit, filled)
    await journey.all_forms()
    await journey.chat()


class _Journey:
    def __init__(
        self,
        page: Page,
        target: str,
        baits: Sequence[Bait],
        vantage: Vantage,
        submit: bool,
        filled: list[FilledField],
    ) -> None:
        self._page = page
        self._forms = Forms(page)
        self._target = target
        self._filling = Filling(page, self._forms, baits, vantage, filled)
        self._vantage = vantage
        self._submit = submit
        self.filled = filled
        self._done: set[str] = set()
        """Signatures of the forms that were filled in."""
        self._names: set[str] = set()
        self._links: dict[str, Link] = {}
        """By kind, the first of each seen anywhere."""
        self._chatted = False
        self._logged_in = False
        self._chatty = False
        """The app calls itself a chat."""
        self._stay_until = 0.0
        """`time.monotonic` before which the landing page is not left."""
        self._deadline = time.monotonic() + MAX_SECONDS

    # -- steps --------------------------------------------------------------------------------------------------

    async def land(self) -> bool:
        """Open the target and look around as a person would; False if it does not come."""
        page = self._page
        await page.begin_step("land", "land")
        if error := await page.navigate(self._target, referrer=self._vantage.referrer):
            await page.end_step("failed", error)
            return False
        self._stay_until = time.monotonic() + LANDING_SECONDS
        await page.wait(GLANCE_SECONDS)
        quiet = await page.quiet()
        await page.move(320, 240)
        await page.scroll(400)
        await page.move(420, 300)
        await page.scroll(-400)
        survey = await self._look()
        if not any(group.kind in _ORDER for group in survey.groups):
            await self._stay()
            quiet = await page.quiet()
            survey = await self._look()
        await page.end_step("done", "" if quiet else "requests did not stop")
        await consent.decide(page, self._forms, self._vantage.consent)
        return True

    async def all_forms(self) -> None:
        """The forms of the target, then those of the sign-up and login pages it links to."""
        await self._forms_of(self._page.url)
        visited = {_bare(self._target), _bare(self._page.url)}
        for kind in ("sign-up", "login"):
            link = self._links.get(kind)
            if link is None or _bare(link.url) in visited or len(visited) > MAX_PAGES or self.late():
                continue
            visited.add(_bare(link.url))
            if await self._open(f"open {kind}", link.url):
                await self._forms_of(self._page.url)

    async def chat(self) -> None:
        """Say something in a chat, if one is to be found: on the page the visit is on, or behind a link."""
        if not self.late():
            await self._chat_here()
        if self._chatted or self.late():
            return
        link = self._links.get("chat")
        guess = urljoin(self._target, "/chat") if self._submit and self._logged_in and self._chatty else None
        url = link.url if link else guess
        if url and await self._open("open chat", url):
            await self._chat_here()

    async def policy(self) -> None:
        """Open the privacy policy, so that it is recorded like any page."""
        link = self._links.get("privacy")
        page = self._page
        await page.begin_step("policy", "policy")
        if link is None:
            await page.end_step("skipped", "no link to a privacy policy was found")
            return
        error = await page.navigate(link.url)
        if error is None:
            await page.quiet(limit=4)
        await page.end_step("failed" if error else "done", error or "")

    # -- forms --------------------------------------------------------------------------------------------------

    async def _forms_of(self, home: str) -> None:
        """Every form of this page, also those behind tabs and buttons; comes back to `home` after each submission."""
        pressed: set[str] = set()
        path: list[Control] = []
        while len(self._done) < MAX_FORMS and not self.late():
            survey = await self._look()
            if group := self._next(survey.groups):
                await self._fill_and_submit(group, path, survey)
                if await self._moved(home, group):
                    await self._chat_here()
                    await self._return(home, path)
                continue
            control = next((c for c in survey.controls if c.text not in pressed), None)
            if control is None or len(pressed) >= MAX_CONTROLS:
                return
            pressed.add(control.text)
            await self._stay()
            if await self._forms.click(control.at):
                path.append(control)
                await self._appears(survey)
                if await self._moved(home, None):
                    if self._next((await self._look()).groups):
                        continue
                    await self._return(home, [])
                    path.clear()

    async def _appears(self, before: Survey) -> Group | None:
        """Wait until a form shows that was not there before; None if none does."""
        known = {group.signature for group in before.groups} | self._done
        for _ in range(REVEAL_TRIES):
            await self._page.wait(0.15)
            await self._page.quiet(idle=0.1, limit=2)
            fresh = [group for group in (await self._look()).groups if group.signature not in known]
            if fresh:
                return self._next(fresh)
        return None

    def _next(self, groups: Sequence[Group]) -> Group | None:
        fresh = [g for g in groups if g.signature not in self._done]
        for group in fresh:
            if group.kind == "payment":
                self._done.add(group.signature)
                why = "Payment forms are left alone, so what this one does with card data was not seen."
                self._page.gap("form-left-alone", f"payment on {self._page.url}", why)
        fresh = [g for g in fresh if g.kind in _ORDER]
        return min(fresh, key=lambda g: _ORDER[g.kind], default=None)

    async def _moved(self, home: str, group: Group | None) -> bool:
        if _bare(self._page.url) != _bare(home):
            return True
        if group is None:
            return False
        return not any([await self._forms.shown(field.at) for field in group.fields])

    async def _return(self, home: str, path: Sequence[Control]) -> None:
        """Load the page again and press what was pressed to come this far."""
        if await self._page.navigate(home):
            return
        await self._page.quiet(idle=0.3, limit=4)
        for control in path[-3:]:
            survey = await self._look()
            again = next((c for c in survey.controls if c.text == control.text), None)
            if again and await self._forms.click(again.at):
                await self._page.wait(0.15)

    async def _fill_and_submit(self, group: Group, path: Sequence[Control], before: Survey) -> None:
        """Fill in a form and submit it, then the further steps that it turns out to have."""
        for _ in range(MAX_FORM_STEPS):
            if not await self._one_step(group, path):
                return
            following = await self._appears(before) if group.kind in _STEPPING else None
            if following is None or following.kind not in _STEPPING or len(self._done) >= MAX_FORMS or self.late():
                return
            group = following

    async def _one_step(self, group: Group, path: Sequence[Control]) -> bool:
        """One form, or one step of it; False if it was not submitted."""
        self._done.add(group.signature)
        name = self._name(group, path)
        count = len(self.filled)
        await self._page.begin_step(f"fill {name}", "fill")
        problems = await self._filling.fill(group, name)
        nothing = len(self.filled) == count
        await self._page.end_step("failed" if nothing else "done", "; ".join(problems))
        if nothing:
            why = "No field of this form took what was typed, so what it does with it was not seen."
            self._page.gap("form-not-filled", f"{name} on {self._page.url}", why)
            return False
        if group.blocked:
            why = "Its only button deletes, pays or orders; the form was filled in and not submitted."
            self._page.gap("form-not-submitted", f"{name} on {self._page.url}", why)
            return False
        await self._stay()
        await self._page.begin_step(f"submit {name}", "submit")
        if group.send_code is not None and await self._forms.click(group.send_code):
            await self._page.quiet(idle=0.3, limit=3)
        pressed = await self._filling.send(group)
        await self._page.wait(0.1)
        quiet = await self._page.quiet()
        detail = "" if pressed else "no button; Enter was pressed"
        await self._page.end_step("done", detail if quiet else f"{detail} requests did not stop".strip())
        if group.kind in ("login", "sign-up", "phone"):
            self._logged_in = True
        await self._look()
        return True

    def _name(self, group: Group, path: Sequence[Control]) -> str:
        """How reports name a form; unique in the visit."""
        tab = group.tab or next((c.text for c in reversed(path) if c.tab), "")
        name = f"{group.kind} ({tab.lower()} tab)" if tab else group.kind
        number = 1
        unique = name
        while unique in self._names:
            number += 1
            unique = f"{name} {number}"
        self._names.add(unique)
        return unique

    # -- chat ---------------------------------------------------------------------------------------------------

    async def _chat_here(self) -> None:
        if self._chatted:
            return
        survey = await self._look()
        group = next((g for g in survey.groups if g.kind == "chat"), None)
        if group is None:
            return
        self._chatted = True
        await self._page.begin_step("chat", "chat")
        problems = await self._filling.fill(group, "chat")
        await self._filling.send(group)
        await self._page.wait(0.1)
        await self._page.quiet(idle=0.4)
        await self._page.end_step("failed" if problems else "done", "; ".join(problems))

    # -- helpers ------------------------------------------------------------------------------------------------

    async def _open(self, name: str, url: str) -> bool:
        await self._page.begin_step(name, "open")
        error = await self._page.navigate(url)
        if error is None:
            await self._page.wait(0.2)
            await self._page.quiet(limit=4)
        await self._page.end_step("failed" if error else "done", error or "")
        return error is None

    async def _look(self) -> Survey:
        """What is on the page; links that lead on are remembered."""
        survey = await self._forms.survey()
        self._chatty |= survey.chatty
        for link in survey.links:
            known = self._links.get(link.kind)
            if known is None or (link.exact and not known.exact):
                self._links[link.kind] = link
        return survey

    async def _stay(self) -> None:
        """Wait for what is left of the time on the landing page."""
        left = self._stay_until - time.monotonic()
        if left > 0:
            await self._page.wait(left)

    def late(self) -> bool:
        """Whether nothing new is to be begun."""
        return time.monotonic() > self._deadline


def _bare(url: str) -> str:
    return urldefrag(url).url
