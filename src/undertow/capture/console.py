"""What scripts write to the console, and errors that nobody caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from undertow.capture.ledger import Ledger
from undertow.capture.protocol import Json
from undertow.capture.scripts import Scripts
from undertow.capture.targets import Targets
from undertow.model import ConsoleLine

MOST = 2_000
"""Different lines kept of one visit."""
LONGEST = 2_000
"""Characters kept of one line."""
_PARTS = 20
Level = Literal["log", "debug", "info", "warning", "error", "uncaught"]
_LEVELS: dict[str, Level] = {
    "debug": "debug",
    "info": "info",
    "warning": "warning",
    "error": "error",
    "assert": "error",
}
_SILENT = frozenset({"clear", "startGroup", "startGroupCollapsed", "endGroup", "profile", "profileEnd"})
"""Calls that write nothing, or no more than a heading."""


@dataclass
class _Line:
    at: float
    step: str
    level: Level
    text: str
    raw: Json | None
    session: str
    target: str
    count: int = 1


class Console:
    """Feed it with the events of the Runtime domain."""

    def __init__(self, scripts: Scripts, targets: Targets, ledger: Ledger) -> None:
        self._scripts = scripts
        self._targets = targets
        self._ledger = ledger
        self._lines: dict[tuple[str, str, str], _Line] = {}
        self.handlers: dict[str, Callable[[Json, str], None]] = {
            "Runtime.consoleAPICalled": self._called,
            "Runtime.exceptionThrown": self._thrown,
        }

    def result(self) -> tuple[ConsoleLine, ...]:
        """All lines in order of the first of each."""
        return tuple(
            ConsoleLine(
                id=f"{self._ledger.prefix}.c{number}",
                at=line.at,
                step=line.step,
                level=line.level,
                text=line.text,
                count=line.count,
                stack=self._scripts.stack(line.raw, line.session),
                target=line.target,
            )
            for number, line in enumerate(self._lines.values(), 1)
        )

    def _called(self, params: Json, session: str) -> None:
        kind = params.get("type", "log")
        if kind not in _SILENT:
            text = " ".join(_shown(part) for part in params.get("args", ())[:_PARTS])
            self._take(_LEVELS.get(kind, "log"), text, params.get("stackTrace"), params["timestamp"], session)

    def _thrown(self, params: Json, session: str) -> None:
        details = params.get("exceptionDetails", {})
        text = _shown(details.get("exception", {})) or str(details.get("text", ""))
        self._take("uncaught", text, details.get("stackTrace"), params["timestamp"], session)

    def _take(self, level: Level, text: str, stack: Json | None, timestamp: float, session: str) -> None:
        text = text[:LONGEST]
        first: Json = next(iter((stack or {}).get("callFrames", ())), {})
        place = f"{first.get('url')}:{first.get('lineNumber')}:{first.get('columnNumber')}"
        if known := self._lines.get((level, text, place)):
            known.count += 1
            return
        if len(self._lines) >= MOST:
            why = f"More than {MOST} different lines in the console; later ones were not kept."
            self._ledger.gap("console-cut", self._ledger.step, why, hides=False)
            return
        target = self._targets.by_session.get(session)
        kind = target.kind if target else "page"
        at = self._ledger.since(timestamp / 1000)
        self._lines[level, text, place] = _Line(at, self._ledger.step, level, text, stack, session, kind)


def _shown(value: Json) -> str:
    """A remote object as the console shows it. Previews are made without running getters."""
    if "value" in value and not isinstance(value["value"], dict | list):
        return str(value["value"])
    preview = value.get("preview") or {}
    inside = ", ".join(
        f"{one.get('name')}: {one.get('value', one.get('type'))}" for one in preview.get("properties", ())[:_PARTS]
    )
    said = str(value.get("unserializableValue") or value.get("description") or value.get("type", ""))
    return f"{said} {{{inside}}}" if inside and value.get("subtype") != "error" else said
