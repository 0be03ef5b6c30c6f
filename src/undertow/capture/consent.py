"""What a visit says to a consent banner: accepts, rejects, or leaves it alone, as its vantage decides.

Rules for well-known consent managers and words for all others are data: consent.toml. Buttons are pressed with the
pointer, as a person would; where the first layer has no button to reject, the second is opened.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from undertow.capture.form_survey import MAX_FRAMES, At, Forms
from undertow.capture.page import Page, ScriptFailed
from undertow.model import Consent

SECOND_LAYER_SECONDS = 0.6


class _Raw(msgspec.Struct):
    name: str
    accept: int | None
    reject: int | None
    settings: int | None
    save: int | None
    texts: dict[str, str]


class Banner(NamedTuple):
    """A consent banner and its buttons."""

    manager: str
    """Name of the consent manager; empty if it is none that we know."""
    frame: str
    buttons: dict[str, At]
    """By what they do: ``accept``, ``reject``, ``settings``, ``save``."""
    texts: dict[str, str]

    def __str__(self) -> str:
        return f"a consent banner of {self.manager}" if self.manager else "a consent banner"


async def find(page: Page, forms: Forms) -> Banner | None:
    """The consent banner that is shown in any frame of the page; None if there is none.

    Raises:
        PageGone: the page cannot answer any more.
    """
    for frame in page.frames()[:MAX_FRAMES]:
        try:
            answer = await forms.call(frame.id, "undertowConsent.find")
            raw = msgspec.convert(answer, _Raw | None)
        except (ScriptFailed, msgspec.ValidationError):
            continue
        if raw is not None:
            ways = {"accept": raw.accept, "reject": raw.reject, "settings": raw.settings, "save": raw.save}
            buttons = {way: At(frame.id, id_) for way, id_ in ways.items() if id_ is not None}
            return Banner(raw.name, frame.id, buttons, raw.texts)
    return None


async def decide(page: Page, forms: Forms, choice: Consent, *, patience: float = 1.5) -> None:
    """Treat the banner as `choice` says, as a step of its own.

    Nothing is noted where nothing is shown and nothing was to be said.

    Args:
        page: where.
        forms: the finder of that page.
        choice: ``accept``, ``reject`` or ``ignore``.
        patience: seconds to wait for a banner that comes late, where one is to be answered.

    Raises:
        PageGone: the page cannot answer any more.
    """
    banner = await find(page, forms)
    if choice == "ignore":
        if banner is not None:
            await page.begin_step("consent", "consent")
            await page.end_step("done", f"{banner} was left alone")
        return
    await page.begin_step("consent", "consent")
    for _ in range(int(patience / 0.3)):
        if banner is not None:
            break
        await page.wait(0.3)
        banner = await find(page, forms)
    if banner is None:
        await page.end_step("skipped", f"no consent banner to {choice} was found")
        return
    pressed = await _press(page, forms, banner, choice)
    await page.wait(0.2)
    await page.quiet(idle=0.3, limit=4)
    if pressed and await find(page, forms) is None:
        await page.end_step("done", f"{banner}: {pressed}")
        return
    word = "accepted" if choice == "accept" else "rejected"
    await page.end_step(
        "failed", f"{banner} could not be {word}" + (f": {pressed} did not close it" if pressed else "")
    )
    why = f"The consent banner could not be {word}, so this visit does not show what the page does after that."
    page.gap("consent-not-decided", page.url, why)


async def _press(page: Page, forms: Forms, banner: Banner, choice: Consent) -> str:
    """Press what says so, through the second layer if need be; what was pressed in words, empty if nothing was."""
    if choice in banner.buttons:
        return await _click(forms, banner, choice)
    if choice == "accept" or "settings" not in banner.buttons:
        return ""
    opened = await _click(forms, banner, "settings")
    await page.wait(SECOND_LAYER_SECONDS)
    second = await find(page, forms)
    if second is None or not opened:
        return ""
    if "reject" in second.buttons:
        return f"{opened}, then {await _click(forms, second, 'reject')}"
    if "save" not in second.buttons:
        return ""
    try:
        unticked = await forms.call(second.frame, "undertowConsent.untick", second.buttons["save"].id)
    except ScriptFailed:
        return ""
    boxes = f"{unticked} box{'' if unticked == 1 else 'es'} unticked, " if unticked else ""
    return f"{opened}, {boxes}then {await _click(forms, second, 'save')}"


async def _click(forms: Forms, banner: Banner, way: str) -> str:
    return f"“{banner.texts.get(way, way)}” was pressed" if await forms.click(banner.buttons[way]) else ""
