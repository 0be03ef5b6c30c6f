"""Taking the steps of a user's flow on the page of a visit."""

from __future__ import annotations

import time
from collections.abc import Sequence
from urllib.parse import urljoin

from undertow.capture import consent, journey
from undertow.capture.ending import leave
from undertow.capture.flow import FlowStep, UserFlow
from undertow.capture.form_survey import MAX_FRAMES, At, Forms
from undertow.capture.keyboard import NAMES
from undertow.capture.ledger import Phase
from undertow.capture.page import Page, ScriptFailed
from undertow.model import Bait, DataType, FilledField, Vantage

PATIENCE_SECONDS = 5.0
"""For an element to appear."""


async def run(
    page: Page,
    flow: UserFlow,
    target: str,
    baits: Sequence[Bait],
    vantage: Vantage,
    submit: bool,
    filled: list[FilledField],
) -> None:
    """Open the target unless the flow opens something itself, take its steps in order, and leave the page.

    A step that cannot be taken ends the flow, with a Gap; the visit goes on to leave the page.

    Raises:
        PageGone: the page cannot answer any more.
    """
    await steps(page, flow, target, baits, vantage, submit, filled)
    await leave(page)


async def steps(
    page: Page,
    flow: UserFlow,
    target: str,
    baits: Sequence[Bait],
    vantage: Vantage,
    submit: bool,
    filled: list[FilledField],
) -> bool:
    """Take the steps of the flow and stay where they lead; False if one could not be taken, which ends them.

    Raises:
        PageGone: the page cannot answer any more.
    """
    drive = _Drive(page, flow, target, baits, vantage, submit, filled)
    if flow.steps[0].do != "open":
        await drive.take(0, FlowStep(do="open", value=target))
    for number, step in enumerate(flow.steps, 1):
        if not await drive.take(number, step) and not step.optional:
            why = f"The flow was broken off at step {number} ({step.do}): what comes after it was not seen."
            page.gap("flow-broken-off", page.url, why)
            return False
    return True


class _Drive:
    def __init__(
        self,
        page: Page,
        flow: UserFlow,
        target: str,
        baits: Sequence[Bait],
        vantage: Vantage,
        submit: bool,
        filled: list[FilledField],
    ) -> None:
        self._page = page
        self._forms = Forms(page)
        self._flow = flow
        self._target = target
        self._baits = tuple(bait for bait in baits if bait.value not in {s.token for s in flow.secrets})
        self._values: dict[DataType, str] = {bait.data: bait.value for bait in self._baits}
        self._vantage = vantage
        self._submit = submit
        self._filled = filled
        self._landed = False

    async def take(self, number: int, step: FlowStep) -> bool:
        """Take one step and note how it went; False if it could not be taken."""
        if step.do == "forms":
            await journey.forms_here(self._page, self._baits, self._vantage, self._submit, self._filled)
            return True
        await self._page.begin_step(f"flow {number}: {step.do}", self._phase(step))
        try:
            problem = await self._do(step)
        except ScriptFailed as error:
            problem = f"the page does not let it be done: {str(error)[:100]}"
        if step.do in ("open", "click", "press"):
            await self._page.quiet(idle=0.3, limit=5)
        await self._page.end_step("failed" if problem else "done", problem)
        if step.do == "open" and not problem and not self._landed:
            self._landed = True
            await consent.decide(self._page, self._forms, self._vantage.consent)
        return not problem

    def _phase(self, step: FlowStep) -> Phase:
        if step.do == "open":
            return "open" if self._landed else "land"
        if step.do in ("fill", "select"):
            return "fill"
        return "submit" if self._filled and step.do in ("click", "press") else "open"

    async def _do(self, step: FlowStep) -> str:
        """Do it; why it could not be done, or nothing."""
        page, value = self._page, self._flow.resolve(step.value, self._values)
        match step.do:
            case "open":
                referrer = None if self._landed else self._vantage.referrer
                return await page.navigate(urljoin(self._target, value), referrer=referrer) or ""
            case "wait":
                await page.wait(min(step.seconds, 30))
            case "scroll":
                await page.scroll(step.pixels)
            case "press":
                if len(value) != 1 and value not in NAMES:
                    return f"there is no key {value[:20]!r}"
                await page.press(value)
            case "expect":
                return await self._expect(value)
            case _:
                return await self._with_element(step, value)
        return ""

    async def _expect(self, expression: str) -> str:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if await self._page.evaluate(f"Boolean({expression})"):
                return ""
            await self._page.wait(0.1)
        return "what was waited for did not become true"

    async def _with_element(self, step: FlowStep, value: str) -> str:
        at = await self._find(step, max(PATIENCE_SECONDS, min(step.seconds, 30)))
        if at is None:
            return f"no element was found for {' or '.join(' > '.join(t) for t in step.targets)[:200]}"
        if step.do == "wait_for":
            return ""
        if step.do in ("click", "hover"):
            return "" if await self._forms.click(at, press=step.do == "click") else "it could not be clicked"
        return await self._fill(at, step, value)

    async def _fill(self, at: At, step: FlowStep, value: str) -> str:
        kind = await self._forms.call(at.frame, "undertowFlow.kind", at.id)
        secret = next((s for s in self._flow.secrets if f"{{env:{s.name}}}" in step.value), None)
        if kind == "select":
            return "" if await self._forms.call(at.frame, "undertowFlow.choose", at.id, value) else "no such entry"
        if kind == "box":
            return "" if await self._forms.tick(at) else "it could not be ticked"
        if kind == "set":
            await self._forms.call(at.frame, "undertowTouch.set", at.id, value)
        elif secret:
            await self._forms.click(at)
            await self._forms.focus(at)
            await self._page.insert_secret(value)
        else:
            await self._forms.type_into(at, value)
        if not await self._forms.call(at.frame, "undertowTouch.value", at.id):
            return "it did not take its value"
        bait = next((b for b in self._baits if b.value == value), None)
        data = step.data or (secret.data if secret else bait.data if bait else "input")
        label = str(await self._forms.call(at.frame, "undertowFlow.label", at.id) or step.targets[0][-1])
        self._filled.append(
            FilledField(
                data=data, form=self._flow.title[:80], label=label, selector=" ".join(step.targets[0])[:120],
                frame_url=self._page.url,
            )
        )  # fmt: skip
        return ""

    async def _find(self, step: FlowStep, patience: float) -> At | None:
        until = time.monotonic() + patience
        while True:
            for frame in self._page.frames()[:MAX_FRAMES]:
                for chain in step.targets:
                    try:
                        found = await self._forms.call(frame.id, "undertowFlow.find", list(chain))
                    except ScriptFailed:
                        continue  # not a selector that this frame understands
                    if found is not None:
                        return At(frame.id, found)
            if time.monotonic() > until:
                return None
            await self._open_roots()
            await self._page.wait(0.1)

    async def _open_roots(self) -> None:
        """Let the search look into closed shadow roots as well."""
        for frame in self._page.frames()[:MAX_FRAMES]:
            try:
                await self._page.closed_roots(frame.id, "undertowTouch.adopt")
            except ScriptFailed:
                continue
