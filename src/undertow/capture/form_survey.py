"""Forms as forms.js finds them in all frames of a page, and the gestures that fill them in.

Keys and clicks are real input events; what is set by script (lists, dates) fires the events that a person's choice
would. Texts come from the page: they are data, never parts of expressions except as JSON.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from undertow.capture.page import Page, ScriptFailed
from undertow.model import DataType

_SCRIPTS = ("forms_dom.js", "forms.js", "forms_touch.js", "consent.js", "conversation.js", "flow.js")
MAX_FRAMES = 12
KEY_MS = 2
TYPING_TRIES = 3
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
    unopened: int
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
        chatty = False
        for number, frame in enumerate(self._page.frames()[:MAX_FRAMES]):
            self._urls[frame.id] = frame.url
            try:
                raw = msgspec.convert(await self.call(frame.id, "undertowForms.survey"), _RawSurvey)
                if raw.unopened and await self._page.closed_roots(frame.id, "undertowTouch.adopt"):
                    raw = msgspec.convert(await self.call(frame.id, "undertowForms.survey"), _RawSurvey)
            except (ScriptFailed, msgspec.ValidationError):
                continue
            groups += [_group(frame.id, group) for group in raw.groups]
            controls += [Control(At(frame.id, c.id), c.text, c.tab) for c in raw.controls]
            if number == 0:
                links, chatty = raw.links, raw.chatty
        return Survey(tuple(groups), tuple(controls), tuple(links), chatty)

    def url_of(self, at: At) -> str:
        """Address of the frame an element was found in."""
        return self._urls.get(at.frame, "")

    async def shown(self, at: At) -> bool:
        """Whether the element is still there and visible."""
        try:
            return bool(await self.call(at.frame, "undertowTouch.shown", at.id))
        except ScriptFailed:
            return False

    async def click(self, at: At, *, press: bool = True) -> bool:
        """Click an element with the pointer, or by script if something lies over it; False if it is gone.

        If not `press`, the pointer only goes there.
        """
        try:
            place = await self.call(at.frame, "undertowTouch.locate", at.id)
            if place is None:
                return False
            if press and not place["hit"]:
                return bool(await self.call(at.frame, "undertowTouch.press", at.id))
            left, top = await self._page.offset(at.frame)
        except ScriptFailed:
            return False
        x, y = left + place["x"], top + place["y"]
        await (self._page.click(x, y) if press else self._page.move(x, y))
        return True

    async def focus(self, at: At) -> bool:
        """Give an element the focus; False if it is gone."""
        try:
            return bool(await self.call(at.frame, "undertowTouch.focus", at.id))
        except ScriptFailed:
            return False

    async def type_into(self, at: At, text: str, *, tries: int = TYPING_TRIES) -> bool:
        """Type a text into an element with real keys, anew if some were lost; False if the element is gone.

        A dialog that the page opens meanwhile takes keys. A page that shortens what is typed does so each time, so
        the same outcome twice is left as it is.

        Raises:
            ScriptFailed: the frame is gone.
        """
        if not await self.click(at):
            return False
        before = None
        for _ in range(tries):
            if not await self.focus(at):
                return False
            await self._page.type_text(text, delay_ms=KEY_MS)
            value = str(await self.call(at.frame, "undertowTouch.value", at.id))
            if value == before or not keys_lost(text, value):
                break
            before = value
        return True

    async def fill(self, field: Field, value: str) -> bool:
        """Put a value into a field as a person would; False if it does not stay there."""
        try:
            if not field.typed:
                await self.call(field.at.frame, "undertowTouch.set", field.at.id, value)
            elif not await self.type_into(field.at, value, tries=1 if field.boxes else TYPING_TRIES):
                return False
            elif field.boxes and not await self._boxes_full(field):
                await self._type_boxes(field, value)
            kept = await self.call(field.at.frame, "undertowTouch.value", field.at.id)
            if not kept:
                await self.call(field.at.frame, "undertowTouch.set", field.at.id, value)
                kept = await self.call(field.at.frame, "undertowTouch.value", field.at.id)
        except ScriptFailed:
            return False
        return bool(kept)

    async def tick(self, at: At) -> bool:
        """Tick a box, by script if the pointer cannot reach it; False if it does not stay ticked."""
        await self.click(at)
        try:
            return bool(await self.call(at.frame, "undertowTouch.tick", at.id))
        except ScriptFailed:
            return False

    async def choose(self, at: At) -> bool:
        """Choose the first real entry of a list."""
        try:
            await self.call(at.frame, "undertowTouch.choose", at.id)
        except ScriptFailed:
            return False
        return True

    async def choose_prefix(self, at: At, prefix: str, country: str) -> bool:
        """Choose a calling code in a list, or in a list that a button opens; False if it does not have it."""
        try:
            chosen = await self.call(at.frame, "undertowTouch.choosePrefix", at.id, prefix, country)
            return await self._pick(at, prefix, country) if chosen is None else bool(chosen)
        except ScriptFailed:
            return False

    async def ready(self, at: At) -> bool:
        """Whether a button can be pressed now."""
        try:
            return bool(await self.call(at.frame, "undertowTouch.ready", at.id))
        except ScriptFailed:
            return False

    async def _pick(self, at: At, prefix: str, country: str) -> bool:
        """Open a list of the page's own making, look for the entry, by its filter if need be, and click it."""
        if not await self.click(at):
            return False
        for typed in ("", prefix.lstrip("+")):
            if typed:
                await self._page.type_text(typed, delay_ms=KEY_MS)
            await self._page.wait(0.25)
            option = await self.call(at.frame, "undertowTouch.option", at.id, prefix, country)
            if option is not None:
                return await self.click(At(at.frame, option))
        await self._page.press("Escape")
        return False

    async def _boxes_full(self, field: Field) -> bool:
        return all([await self.call(box.frame, "undertowTouch.value", box.id) for box in field.boxes])

    async def _type_boxes(self, field: Field, value: str) -> None:
        for box, character in zip(field.boxes, value, strict=False):
            if await self.focus(box):
                await self._page.type_text(character, delay_ms=KEY_MS)

    async def call(self, frame: str, function: str, *arguments: object) -> Any:
        """Call one of our scripts' functions in a frame, by its full name.

        Raises:
            ScriptFailed: it threw, or the frame is gone.
        """
        call = f"{function}({', '.join(json.dumps(a) for a in arguments)})"
        installed = await self._page.evaluate("typeof undertowFlow === 'object'", frame=frame)
        return await self._page.evaluate(call if installed else f"{_script()}\n{call}", frame=frame)


def keys_lost(typed: str, value: str) -> bool:
    """Whether a field holds what was typed with some characters missing; an emptied or rewritten field does not."""
    rest = iter(typed)
    return 0 < len(value) < len(typed) and all(character in rest for character in value)


@cache
def _script() -> str:
    files = resources.files("undertow.capture")
    parts = [files.joinpath(name).read_text("utf-8") for name in _SCRIPTS]
    return f"globalThis.undertowLexicon = {json.dumps(_lexicon())};\n" + "\n".join(parts)


@cache
def _lexicon() -> dict[str, Any]:
    """lexicon.toml and consent.toml with the expressions of all languages joined into one each."""
    files = resources.files("undertow.capture")
    raw, consent = (tomllib.loads(files.joinpath(f"{name}.toml").read_text("utf-8")) for name in ("lexicon", "consent"))

    def joined(by_language: dict[str, Any]) -> str:
        return "|".join(p for words in by_language.values() if isinstance(words, list) for p in words)

    return {
        "field": [(entry["data"], joined(entry)) for entry in raw["field"]],
        "intent": {name: joined(words) for name, words in raw["intent"].items()},
        "consent": {
            "manager": consent["manager"],
            "words": {name: joined(words) for name, words in consent["words"].items()},
        },
    }


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
