"""The probe: builds the script that watches browser APIs (probe.js) and reads what it reports.

What is watched is data, `probe_apis.json`; the self-check exercises every entry of it in page, frame and worker.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from undertow.capture import texts

MAX_VALUE = 200
"""Characters kept of an argument or result, where probe_apis.json names no other number."""
STACK_FRAMES = 13
"""Three of them are the probe's own."""
DETAILED_FIRST = 3
"""Calls of one call site that are always reported with arguments and result."""
DETAILED_DISTINCT = 32
"""Calls of one call site reported in detail because they differ from those before."""
HOT = 3000
"""Calls of one API in one realm after which most calls are only counted, without a stack."""
BATCH = 100
TAIL = 48
"""Characters at the end of a data URL that stand for it: PNG data differ there, not at their start."""


class WatchedApi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of probe_apis.json; the fields are explained there."""

    api: str
    kind: str
    how: Literal["get", "set", "call", "new"]
    context: Literal["page", "both", "worker", "service"]
    exercise: str
    args: int = 0
    self: bool = False
    result: str | None = None
    promise: str | None = None
    max: int = 0
    only: dict[str, str] | None = None
    kept: bool = False
    also: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the global object to the watched property."""
        return tuple(self.api.removesuffix(" (set)").split("."))


class _Apis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    apis: tuple[WatchedApi, ...]


@dataclass(frozen=True)
class RawProbeReport:
    """One report of the probe. All of it comes from inside the page, which may forge it."""

    api: str
    kind: str
    arguments: tuple[str, ...]
    """Cut to a fixed length; bytes as ``utf8:...`` or ``hex:...``; empty if not detailed."""
    result: str | None
    count: int
    """Calls since the last report of this call site."""
    stack: str | None
    """Text of the JavaScript stack without the probe's own frames, innermost first; None if it was not taken."""
    at: float
    """Milliseconds since 1970, of the first call counted here."""
    frame_url: str
    """Address of the realm by its own account."""
    detailed: bool
    """True: one call with its arguments and result. False: a count of further calls of the same call site."""


@cache
def apis() -> tuple[WatchedApi, ...]:
    """What is watched, in the order in which reports number it."""
    text = resources.files("undertow.capture").joinpath("probe_apis.json").read_bytes()
    return msgspec.json.decode(text, type=_Apis).apis


def mark(secret: str) -> str:
    """Source URL of the injected script: says nothing of us, and leads back to the secret for nobody."""
    return hashlib.sha256(secret.encode()).hexdigest()[:12]


def source(binding: str, secret: str, shift: int = 0) -> str:
    """The script to run before all others in every document and worker of a visit.

    It reports through the protocol binding of that name, which it removes from the page. The secret, random for each
    visit, is how realms of one origin recognise one another's wrappers. `shift`: milliseconds by which the clock that
    scripts read is moved.
    """
    config: dict[str, Any] = {
        "binding": binding,
        "secret": secret,
        "mark": mark(secret),
        "shift": shift,
        "apis": [_entry(api) for api in apis()],
        "max": MAX_VALUE,
        "stack": STACK_FRAMES,
        "first": DETAILED_FIRST,
        "distinct": DETAILED_DISTINCT,
        "hot": HOT,
        "batch": BATCH,
    }
    head, placeholder, tail = _script().rpartition("__CONFIG__")
    assert placeholder  # noqa: S101 - our own file
    return f"{head}{json.dumps(config)}{tail.rstrip()}\n//# sourceURL={mark(secret)}\n"


@cache
def _script() -> str:
    """The parts as one script; each part is a function."""
    folder = resources.files("undertow.capture")
    whole = folder.joinpath("probe.js").read_text("utf-8")
    for part in ("values", "stacks", "clock", "natives"):
        placeholder, name = f"__{part.upper()}__(", f"probe_{part}.js"
        text = folder.joinpath(name).read_text("utf-8").rstrip()
        whole = whole.replace(placeholder, f"(\n{text}\n)(", 1)
    return whole


def _entry(api: WatchedApi) -> list[Any]:
    options: dict[str, Any] = {"args": api.args}
    for key in ("self", "result", "promise", "max", "kept", "also"):
        if value := getattr(api, key):
            options[key] = value
    if api.only:
        options["only"] = dict.fromkeys(api.only, True)
    return [api.path[:-1], api.path[-1], api.how, options]


_Row = tuple[int, float, int, int, list[str], str | None, str]


class _Payload(msgspec.Struct, forbid_unknown_fields=True):
    u: str
    e: list[_Row]


def read(payload: str) -> list[RawProbeReport]:
    """Reports in one call of the binding; ValueError if it is not of our form (a page can call the binding too)."""
    try:
        batch = msgspec.convert(texts.parse(payload), type=_Payload)
    except (ValueError, RecursionError) as problem:
        raise ValueError("not a probe report") from problem
    return [_report(row, batch.u) for row in batch.e]


def _report(row: _Row, frame_url: str) -> RawProbeReport:
    index, at, count, detailed, arguments, result, stack = row
    if not 0 <= index < len(apis()) or not 0 < count < 1 << 40 or not abs(at) < 1e15:
        raise ValueError("not a probe report")
    api = apis()[index]
    kind = api.kind
    if api.only and arguments:
        kind = api.only.get(arguments[0], kind)
    if api.result == "whole" and result:
        arguments = [*arguments, *_fingerprints(result)]
        result = result.rstrip("=")[-TAIL:]
    return RawProbeReport(
        api=api.api,
        kind=kind,
        arguments=tuple(arguments),
        result=result,
        count=count,
        stack=_page_stack(stack),
        at=at,
        frame_url=frame_url,
        detailed=bool(detailed),
    )


def _fingerprints(text: str) -> tuple[str, ...]:
    data = text.encode("utf-8", "surrogatepass")
    hashes = (
        f"{name}:{hashlib.new(name, data, usedforsecurity=False).hexdigest()}" for name in ("md5", "sha1", "sha256")
    )
    return (f"len:{len(text)}", *hashes)


_LOCATION = re.compile(r"\(?([^\s()]+):\d+:\d+\)?$")


def _page_stack(stack: str) -> str | None:
    """The stack without its heading and the probe's frames: the innermost ones, all from the script of the first."""
    frames = [line for line in stack.split("\n") if line.startswith("    at ")]
    places = [match[1] if (match := _LOCATION.search(line)) else "" for line in frames]
    own = next((n for n, place in enumerate(places) if place != places[0]), len(places))
    return "\n".join(frames[own:]) or None
