"""Forms as forms.js finds them in all frames of a page, and the gestures that fill them in.

Keys and clicks are real input events; what is set by script (lists, dates) fires the events that a person's choice
would. Texts come from the page: they are data, never parts of expressions except as JSON.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from undertow.capture.page import Page, ScriptFailed
from undertow.model import DataType

MAX_FRAMES = 12
KEY_MS = 2
"""Pause between two keys, in milliseconds, besides what the page itself needs for each."""


class At(NamedTuple):
    """An element: its frame, and its number in that frame's survey."""

    frame: str
    id: int


class _RawField(msgspec.Struct):
    id: int
    data: DataType
    label: str
    selector: str
    how: str
    boxes: list[int] = []


class _RawGroup(msgspec.Struct):
    kind: str
    tab: str
    signature: str
    fields: list[_RawField]
    prefix: int | None
    selects: list[int]
    checks: list[int]
    submit: int | None
    sendCode: int | None
    blocked: bool


class _RawControl(msgspec.Struct):
    id: int
    text: str
    tab: bool


class Link(msgspec.Struct, frozen=True):
    """A link of interest."""

    kind: str
    """``sign-up``, ``login``, ``chat`` or ``privacy``."""
    url: str
    text: str
    exact: bool
    """The page itself declares it (``rel=privacy-policy``)."""


class _RawSurvey(msgspec.Struct):
    groups: list[_RawGroup]
    controls: list[_RawControl]
    links: list[Link]
    consent: bool
    closed: list[str]
    chatty: bool


class Field(NamedTuple):
    """A field that a person can type into."""

    at: At
    data: DataType
    label: str
    selector: str
    typed: bool
    """False: the value is set, because what keys do there depends on the locale."""
    boxes: tuple[At, ...]
    """One box for each character, where the field is made like that."""


class Group(NamedTuple):
    """Fields that belong together: a form, or inputs around one button."""

    kind: str
    """``login``, ``sign-up``, ``phone``, ``newsletter``, ``contact``, ``chat``, ``search``, ``payment`` or ``form``."""
    tab: str
    """Text of the tab whose panel it is in."""
    signature: str
    """The same when the same form is seen again."""
    fields: tuple[Field, ...]
    prefix: At | None
    """List of country calling codes."""
    selects: tuple[At, ...]
    checks: tuple[At, ...]
    """Boxes that must be ticked."""
    submit: At | None
    send_code: At | None
    """Button that asks for a code by text message."""
    blocked: bool
    """Its buttons do what a test must not do: pay, order, delete."""


class Control(NamedTuple):
    """A tab, or a button that may bring out another form."""

    at: At
    text: str
    tab: bool


class Survey(NamedTuple):
    """What a person can do on the page as it is now."""

    groups: tuple[Group, ...]
    controls: tuple[Control, ...]
    links: tuple[Link, ...]
    consent: bool
    """A consent banner is shown."""
    chatty: bool
    """Its title says that this is a chat."""


class Forms:
    """The forms of a page, in all its frames."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._urls: dict[str, str] = {}

    async def survey(self) -> Survey:
        """Look at all frames; one that cannot be looked into is left out (the recorder notes lost frames)."""
        groups: list[Group] = []
        controls: list[Control] = []
        links: list[Link] = []
        consent = chatty = False
        for number, frame in enumerate(self._page.frames()[:MAX_FRAMES]):
            self._urls[frame.id] = frame.url
            try:
                raw = msgspec.convert(await self._call(frame.id, "survey"), _RawSurvey)
            except (ScriptFailed, msgspec.ValidationError):
                continue
            for selector in raw.closed:
                why = f"{selector} does not let anybody look inside (closed shadow root); a form in it was not found."
                self._page.gap("element-closed", frame.url, why)
            groups += [_group(frame.id, group) for group in raw.groups]
            controls += [Control(At(frame.id, c.id), c.text, c.tab) for c in raw.controls]
            consent |= raw.consent
            if number == 0:
                links, chatty = raw.links, raw.chatty
        return Survey(tuple(groups), tuple(controls), tuple(links), consent, chatty)

    def url_of(self, at: At) -> str:
        """Address of the frame an element was found in."""
        return self._urls.get(at.frame, "")

    async def shown(self, at: At) -> bool:
        """Whether the element is still there and visible."""
        try:
            return bool(await self._call(at.frame, "shown", at.id))
        except ScriptFailed:
            return False

    async def click(self, at: At) -> bool:
        """Click an element with the pointer, or by script if something lies over it; False if it is gone."""
        try:
            place = await self._call(at.frame, "locate", at.id)
            if place is None:
                return False
            if not place["hit"]:
                return bool(await self._call(at.frame, "press", at.id))
            left, top = await self._page.offset(at.frame)
        except ScriptFailed:
            return False
        await self._page.click(left + place["x"], top + place["y"])
        return True

    async def focus(self, at: At) -> bool:
        """Give an element the focus; False if it is gone."""
        try:
            return bool(await self._call(at.frame, "focus", at.id))
        except ScriptFailed:
            return False

    async def fill(self, field: Field, value: str) -> bool:
        """Put a value into a field as a person would; False if it does not stay there."""
        try:
            if not field.typed:
                await self._call(field.at.frame, "set", field.at.id, value)
            elif not await self.click(field.at) or not await self.focus(field.at):
                return False
            else:
                await self._page.type_text(value, delay_ms=KEY_MS)
                if field.boxes and not await self._boxes_full(field):
                    await self._type_boxes(field, value)
            kept = await self._call(field.at.frame, "value", field.at.id)
            if not kept:
                await self._call(field.at.frame, "set", field.at.id, value)
                kept = await self._call(field.at.frame, "value", field.at.id)
        except ScriptFailed:
            return False
        return bool(kept)

    async def tick(self, at: At) -> bool:
        """Tick a box, by script if the pointer cannot reach it; False if it does not stay ticked."""
        await self.click(at)
        try:
            return bool(await self._call(at.frame, "tick", at.id))
        except ScriptFailed:
            return False

    async def choose(self, at: At) -> bool:
        """Choose the first real entry of a list."""
        try:
            await self._call(at.frame, "choose", at.id)
        except ScriptFailed:
            return False
        return True

    async def choose_prefix(self, at: At, prefix: str, country: str) -> bool:
        """Choose a calling code in a list; False if the list does not have it."""
        try:
            return bool(await self._call(at.frame, "choosePrefix", at.id, prefix, country))
        except ScriptFailed:
            return False

    async def _boxes_full(self, field: Field) -> bool:
        return all([await self._call(box.frame, "value", box.id) for box in field.boxes])

    async def _type_boxes(self, field: Field, value: str) -> None:
        for box, character in zip(field.boxes, value, strict=False):
            if await self.focus(box):
                await self._page.type_text(character, delay_ms=KEY_MS)

    async def _call(self, frame: str, function: str, *arguments: object) -> Any:
        call = f"undertowForms.{function}({', '.join(json.dumps(a) for a in arguments)})"
        installed = await self._page.evaluate("typeof undertowForms === 'object'", frame=frame)
        return await self._page.evaluate(call if installed else f"{_script()}\n{call}", frame=frame)


@cache
def _script() -> str:
    return resources.files("undertow.capture").joinpath("forms.js").read_text("utf-8")


def _group(frame: str, raw: _RawGroup) -> Group:
    def at(id_: int | None) -> At | None:
        return None if id_ is None else At(frame, id_)

    fields = tuple(
        Field(At(frame, f.id), f.data, f.label, f.selector, f.how == "type", tuple(At(frame, b) for b in f.boxes))
        for f in raw.fields
    )
    return Group(
        kind=raw.kind,
        tab=raw.tab,
        signature=raw.signature,
        fields=fields,
        prefix=at(raw.prefix),
        selects=tuple(At(frame, s) for s in raw.selects),
        checks=tuple(At(frame, c) for c in raw.checks),
        submit=at(raw.submit),
        send_code=at(raw.sendCode),
        blocked=raw.blocked,
    )
