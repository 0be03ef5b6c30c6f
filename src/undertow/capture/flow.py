"""Flows of the user: steps that an audit takes instead of looking for forms by itself.

Two formats are read: what the Recorder panel of Chrome DevTools exports (JSON,
https://developer.chrome.com/docs/devtools/recorder/reference), and a TOML that people write; docs/journeys.md has both.
In any value ``{env:NAME}`` stands for a secret of the user, ``{bait:email}`` and so on for the bait of that kind.
"""

from __future__ import annotations

import json
import re
import secrets as entropy
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from undertow.errors import UsageError
from undertow.model import DataType

SHORTEST_SECRET = 4
"""Characters: anything shorter cannot be told from what pages are full of, so it could not be taken out."""
LARGEST_FILE = 4 << 20
MAX_STEPS = 500
Do = Literal["open", "click", "fill", "select", "press", "hover", "scroll", "wait", "wait_for", "expect", "forms"]
_STANDS_FOR = re.compile(r"\{(env|bait):([A-Za-z0-9_-]+)\}")
_KINDS: tuple[tuple[str, DataType], ...] = (
    ("PASS|PWD|SECRET", "password"), ("MAIL", "email"), ("PHONE|MOBILE|TEL", "phone"), ("OTP|CODE|PIN", "otp"),
    ("USER|LOGIN|ACCOUNT", "username"),
)  # fmt: skip
_QUIET = frozenset({"setViewport", "keyUp", "emulateNetworkConditions"})
"""Recorded steps that a vantage decides, or that another step includes."""


@dataclass(frozen=True)
class Secret:
    """A value of the user's that is typed and must not be kept."""

    name: str
    value: str
    token: str
    """Stands for it everywhere in the evidence."""
    data: DataType

    def __repr__(self) -> str:
        return f"Secret({self.name!r})"


class FlowStep(msgspec.Struct, frozen=True):
    """One thing to do."""

    do: Do
    targets: tuple[tuple[str, ...], ...] = ()
    """Ways to find the element, best first; each a chain of selectors, from one shadow root into the next."""
    value: str = ""
    """What to type, press, open, evaluate; may hold ``{env:…}`` and ``{bait:…}``."""
    seconds: float = 0
    pixels: float = 0
    data: DataType | None = None
    """Kind of the value."""
    optional: bool = False


@dataclass(frozen=True)
class UserFlow:
    """The steps of one file."""

    title: str
    steps: tuple[FlowStep, ...]
    secrets: tuple[Secret, ...]

    def resolve(self, text: str, baits: dict[DataType, str]) -> str:
        """`text` with what stands for secrets and baits put in."""
        values = {("env", s.name): s.value for s in self.secrets} | {("bait", d): v for d, v in baits.items()}
        return _STANDS_FOR.sub(lambda m: values.get((m[1], m[2]), m[0]), text)


class _TomlStep(msgspec.Struct, forbid_unknown_fields=True, rename={"text": "with"}):
    open: str | None = None
    click: str | None = None
    fill: str | None = None
    select: str | None = None
    press: str | None = None
    hover: str | None = None
    wait_for: str | None = None
    wait: float | None = None
    scroll: float | None = None
    forms: bool | None = None
    text: str | None = None
    data: DataType | None = None
    optional: bool = False


class _Toml(msgspec.Struct, forbid_unknown_fields=True):
    step: list[_TomlStep]
    title: str = ""


def read(path: Path, ask: Callable[[str], str]) -> UserFlow:
    """The flow of a file; its format is told from its content.

    Args:
        path: the file.
        ask: gives the value of a secret by its name.

    Raises:
        UsageError: it cannot be read, is in neither format, or a secret is too short to be taken out of the evidence.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path} is larger than {LARGEST_FILE >> 20} MB; that is no flow.")
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--flow: {path} cannot be read: {error}.") from error
    title, steps = _recorded(path, text) if text.lstrip().startswith("{") else _written(path, text)
    if not steps:
        raise UsageError(f"{path} has no steps.")
    if len(steps) > MAX_STEPS:
        raise UsageError(f"{path} has {len(steps)} steps; {MAX_STEPS} are the most that one visit takes.")
    return UserFlow(title or path.stem, tuple(steps), _secrets(path, steps, ask))


def _secrets(path: Path, steps: list[FlowStep], ask: Callable[[str], str]) -> tuple[Secret, ...]:
    found: dict[str, Secret] = {}
    for number, step in enumerate(steps, 1):
        for kind, name in _STANDS_FOR.findall(step.value):
            if kind == "bait" and name not in get_args(DataType):
                raise UsageError(f"{path}, step {number}: there is no bait {name!r}; try {{bait:email}}.")
            if kind != "env" or name in found:
                continue
            value = ask(name)
            if len(value) < SHORTEST_SECRET:
                raise UsageError(
                    f"{name} has fewer than {SHORTEST_SECRET} characters: it could not be told from chance when it is "
                    "taken out of the evidence. Use a longer one for a test account."
                )
            token = "secret" + "".join(entropy.choice("bcdfghjkmnpqrstvwxz23456789") for _ in range(14))
            found[name] = Secret(name, value, token, step.data or kind_of(name))
    return tuple(found.values())


def kind_of(name: str) -> DataType:
    """The kind of a secret by its name, e.g. ``SHOP_PASSWORD``."""
    return next((data for words, data in _KINDS if re.search(words, name.upper())), "input")


# -- TOML ---------------------------------------------------------------------------------------------------------


def _written(path: Path, text: str) -> tuple[str, list[FlowStep]]:
    try:
        document = msgspec.convert(tomllib.loads(text), _Toml)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is neither a recording (JSON) nor TOML: {error}.") from error
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {error}. See docs/journeys.md for what a step may say.") from error
    return document.title, [_toml_step(path, number, step) for number, step in enumerate(document.step, 1)]


def _toml_step(path: Path, number: int, step: _TomlStep) -> FlowStep:
    words = get_args(Do)
    said: list[Do] = [word for word in words if word != "expect" and getattr(step, word) is not None]
    if len(said) != 1:
        raise UsageError(f"{path}, step {number}: say exactly one of {', '.join(w for w in words if w != 'expect')}.")
    do = said[0]
    if do in ("fill", "select") and step.text is None:
        raise UsageError(f"{path}, step {number}: `{do}` needs `with`, the value.")
    named: Any = getattr(step, do)
    common: dict[str, Any] = {"do": do, "data": step.data, "optional": step.optional}
    if do in ("wait", "scroll"):
        return FlowStep(**common, seconds=named if do == "wait" else 0, pixels=named if do == "scroll" else 0)
    if do in ("open", "press"):
        return FlowStep(**common, value=named)
    if do == "forms":
        return FlowStep(**common)
    return FlowStep(**common, targets=(_target(do, named),), value=step.text or "")


def _target(do: str, named: str) -> tuple[str, ...]:
    way, equals, rest = named.partition("=")
    if equals and way in ("css", "xpath", "text", "label", "aria"):
        return (rest if way == "css" else f"{way}/{rest}",)
    return (f"label/{named}" if do in ("fill", "select") else f"text/{named}",)


# -- recordings -----------------------------------------------------------------------------------------------------


def _recorded(path: Path, text: str) -> tuple[str, list[FlowStep]]:
    try:
        document = json.loads(text)
        raw = msgspec.convert(document["steps"], list[Any])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{path} is no recording: it is no JSON object with a list `steps`.") from error
    steps = [found for number, step in enumerate(raw, 1) if (found := _recorded_step(path, number, step))]
    return str(document.get("title", ""))[:200], steps


def _recorded_step(path: Path, number: int, step: Any) -> FlowStep | None:
    try:
        kind = _text(step["type"])
        targets = tuple(tuple(s) if isinstance(s, list) else (s,) for s in step.get("selectors", ()))
        if not all(isinstance(part, str) for chain in targets for part in chain):
            raise TypeError("a selector is no text")
        match kind:
            case "navigate":
                return FlowStep(do="open", value=_text(step["url"]))
            case "click" | "doubleClick":
                return FlowStep(do="click", targets=targets)
            case "change":
                return FlowStep(do="fill", targets=targets, value=_text(step["value"]))
            case "keyDown":
                return FlowStep(do="press", value=_text(step["key"]))
            case "hover":
                return FlowStep(do="hover", targets=targets)
            case "scroll":
                return FlowStep(do="scroll", pixels=float(step.get("y") or 0))
            case "waitForElement":
                return FlowStep(do="wait_for", targets=targets, seconds=float(step.get("timeout") or 5000) / 1000)
            case "waitForExpression":
                return FlowStep(do="expect", value=_text(step["expression"]))
            case "close":
                return None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path}, step {number} is no step of a recording: {error}.") from error
    if kind in _QUIET:
        return None
    raise UsageError(f"{path}, step {number}: steps of the type {kind!r} cannot be taken; remove it.")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
