"""Small cases for detectors that follow values: sendings, identifiers and visits, changed a little by each test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cases_of_flows import HOST, SHA, flow, party

from undertow.detectors import Case
from undertow.model import (
    CanonicalName,
    Carried,
    Evidence,
    EvidenceRef,
    Exchange,
    Flow,
    Header,
    Identifier,
    Kept,
    Sent,
    StackFrame,
    Step,
    Traces,
    Vantage,
    Visit,
)

APP = "app.test"
VALUE = "9f86d081884c7d65"


def exchange(**changes: Any) -> Exchange:
    """A request of the script to another party."""
    fields: dict[str, Any] = {
        "id": "v1.e1",
        "at": 500.0,
        "step": "fill",
        "channel": "fetch",
        "method": "POST",
        "url": f"https://{HOST}/in",
        "host": HOST,
        "stack": (StackFrame(url="https://app.test/app.js", script=SHA, function="f", line=0, column=0),),
        "frame_url": "https://app.test/",
    }
    return Exchange(**(fields | changes))


def sent(**changes: Any) -> Sent:
    """An e-mail address in the body of that request; `url` and `host` change the request."""
    request = {name: changes.pop(name) for name in ("url", "host", "id") if name in changes}
    fields: dict[str, Any] = {
        "visit": "v1",
        "exchange": exchange(**request),
        "at": 500.0,
        "data": "email",
        "part": "body",
        "span": (0, 5),
        "flow": "f1",
    }
    return Sent(**(fields | changes))


def kept(**changes: Any) -> Kept:
    """A cookie of the app that a script of another party set."""
    fields: dict[str, Any] = {
        "area": "cookie",
        "holder": APP,
        "key": "uid",
        "at": 100.0,
        "writer": HOST,
        "script": SHA,
        "evidence": EvidenceRef(kind="probe", id="v1.p1", note="a script keeps uid"),
    }
    return Kept(**(fields | changes))


def identifier(*places: Kept, carried: Sequence[Carried] = (), **changes: Any) -> Identifier:
    """A value that no other visit had, kept in these places."""
    fields: dict[str, Any] = {"visit": "v1", "value": VALUE, "compared": 1}
    return Identifier(**(fields | changes), kept=places or (kept(),), carried=tuple(carried))


def visit(id_: str = "v1", *, consent: str = "ignore", **changes: Any) -> Visit:
    """A visit with nothing in it."""
    vantage: dict[str, Any] = {
        "name": "north-america", "label": "North America", "country": "US", "locale": "en-US",
        "languages": ("en-US",), "timezone": "America/New_York", "phone_prefix": "+1", "consent": consent,
    }  # fmt: skip
    fields: dict[str, Any] = {
        "id": id_, "vantage": Vantage(**vantage), "started": "2026-01-01T00:00:00Z", "duration": 9000.0,
        "outcome": "complete", "browser": "test", "user_agent": "test", "headless_marker_removed": False,
        "sealed": True,
    }  # fmt: skip
    return Visit(**(fields | changes))


def step(phase: Any, at: float, outcome: Any = "done") -> Step:
    """A step of a visit."""
    return Step(name=phase, phase=phase, at=at, outcome=outcome)


def header(name: str, value: str) -> tuple[Header, ...]:
    """One header."""
    return (Header(name=name, value=value),)


def case(
    *visits: Visit,
    traces: Traces | None = None,
    flows: Sequence[Flow] = (),
    names: Sequence[CanonicalName] = (),
    cloaked: dict[str, str] | None = None,
    elsewhere: dict[str, str] | None = None,
) -> Case:
    """A case; hosts are of one party if their last two labels are the same."""
    evidence = Evidence(
        tool="test", target=f"https://{APP}/", started="2026-01-01T00:00:00Z", submit=True,
        visits=visits or (visit(), visit("v2")), canonical_names=tuple(names),
    )  # fmt: skip
    return Case(
        evidence=evidence,
        flows=tuple(flows) or (flow(),),
        parties={HOST: party()},
        facts={},
        policy=None,
        traces=traces or Traces(),
        same_party=lambda one, other: one.split(".")[-2:] == other.split(".")[-2:],
        cloaked=cloaked or {},
        elsewhere=elsewhere or {},
    )
