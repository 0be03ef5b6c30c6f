"""What reports of pages hold: the browser sends them by itself, and only their parts are told over the protocol.

The net-log has the request without its body; the Network domain tells each report when it is queued, and the endpoints
that each origin named. The body is put together of both as the browser does it (Reporting API, W3C, section 3.4), with
its length as the check.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from undertow.capture.hops import origin_of
from undertow.capture.netlog import LoggedRequest
from undertow.capture.protocol import Json

ENABLE = ("Network.enableReportingApi", {"enable": True})
_MOST = 2000
"""Reports that are kept of one visit."""
_AGE_DIGITS = 6
"""By which a report may differ in length: its age in milliseconds is not told to the last."""


@dataclass
class _Report:
    origin: str
    group: str
    at: float
    """Milliseconds since 1970."""
    about: Json
    sent: bool = False


class Reports:
    """Reports that pages caused, and where each origin wants them."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._reports: dict[str, _Report] = {}
        self._groups: dict[tuple[str, str], set[str]] = {}
        """Names of groups by origin and address of an endpoint."""
        self.handlers: dict[str, Callable[[Json, str], None]] = {
            "Network.reportingApiReportAdded": self._added,
            "Network.reportingApiEndpointsChangedForOrigin": self._endpoints,
        }

    def body_of(self, request: LoggedRequest, length: int) -> bytes | None:
        """The body of a request with reports, `length` bytes long; None if what is known does not make one."""
        groups = self._groups.get((request.initiator, request.url), set())
        held = [
            report
            for report in self._reports.values()
            if not report.sent and report.origin == request.initiator and report.group in groups
            if report.at <= request.at
        ]
        for count in range(len(held), 0, -1):  # later ones may have been queued when this was on its way already
            body = self._body(held[:count], request.at)
            if abs(len(body) - length) <= count * _AGE_DIGITS:
                for report in held[:count]:
                    report.sent = True
                return body
        return None

    def _body(self, reports: list[_Report], at: float) -> bytes:
        aged = [{"age": int(at - r.at), **r.about, "user_agent": self._user_agent} for r in reports]
        text = json.dumps(aged, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003C").encode("utf-8", "replace")

    def _added(self, params: Json, session: str) -> None:
        report = params["report"]
        if report["id"] in self._reports or len(self._reports) >= _MOST:
            return
        url, about = report["initiatorUrl"], report.get("body", {})
        self._reports[report["id"]] = _Report(
            origin_of(url), report["destination"], report["timestamp"] * 1000,
            {"body": about, "type": report["type"], "url": url},
        )  # fmt: skip

    def _endpoints(self, params: Json, session: str) -> None:
        for endpoint in params["endpoints"]:
            self._groups.setdefault((params["origin"], endpoint["url"]), set()).add(endpoint["groupName"])
