"""Runs one of the lab's delivered scripts in QuickJS, on the small page of ``stage.js``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import quickjs

STAGE = Path(__file__).with_name("stage.js").read_text(encoding="utf-8")


@dataclass
class Page:
    """What the page and the device are like."""

    elements: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    """Selector → value."""
    zone: str = "America/New_York"
    navigator: dict[str, Any] = field(default_factory=lambda: {"language": "en-US", "plugins": []})
    screen: dict[str, int] = field(default_factory=lambda: {"availWidth": 1280, "availHeight": 700, "colorDepth": 24})
    answers: dict[str, Any] = field(default_factory=dict)
    """Path → JSON that the server answers."""

    def run(self, script: str, *events: tuple[str, str]) -> list[dict[str, Any]]:
        """Run ``script``, then each event (element id, type); return what was sent: sink, url, body."""
        context = quickjs.Context()
        context.eval(f"globalThis.given = {json.dumps(self.__dict__)};")
        context.eval(STAGE)
        context.eval(script)
        for element, kind in events:
            context.eval(f"happen({json.dumps(element)}, {json.dumps(kind)})")
        while context.execute_pending_job():
            pass
        sent: list[dict[str, Any]] = json.loads(context.eval("report()"))
        return sent
