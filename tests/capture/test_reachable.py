"""Code and pages that the network does not bring are gaps; what an app or a page brings about itself is none."""

from __future__ import annotations

import asyncio
import socket

import pytest
from capture_site import kinds, record, serve

from undertow.capture.reachable import undelivered
from undertow.capture.spool import Spool
from undertow.model import Channel, Exchange

REFUSED, NOWHERE = "net::ERR_CONNECTION_REFUSED", "net::ERR_NAME_NOT_RESOLVED"


def asked(path: str, error: str | None = REFUSED, channel: Channel = "script", status: int | None = None) -> Exchange:
    return Exchange(
        id="v1.e1", at=1.0, step="land", channel=channel, method="GET", url=f"https://cdn.test/{path}", host="cdn.test",
        error=error, status=status,
    )  # fmt: skip


def test_scripts_and_pages_of_a_host_that_did_not_arrive_are_a_gap_each() -> None:
    lost = [*undelivered([asked("a.js"), asked("b.js"), asked("", channel="document")], sealed=True)]
    assert [(gap.kind, gap.host, gap.hides) for gap in lost] == [
        ("code-not-delivered", "cdn.test", True),
        ("page-not-delivered", "cdn.test", True),
    ]
    assert lost[0].why.startswith(f"https://cdn.test/a.js and 1 more did not arrive ({REFUSED})")


@pytest.mark.parametrize(
    "exchanges",
    [
        [asked("a.js", error=None, status=404)],
        [asked("a.js"), asked("a.js", error=None, status=200)],
        [asked("a.js", error="net::ERR_BLOCKED_BY_CSP")],
        [asked("a.js", error="net::ERR_ABORTED")],
        [asked("a.png", channel="image")],
    ],
    ids=["error page of the server", "second try", "forbidden by the app", "page was left", "no code"],
)
def test_what_arrived_later_or_was_not_wanted_is_none(exchanges: list[Exchange]) -> None:
    assert not list(undelivered(exchanges, sealed=True))


def test_a_name_that_leads_nowhere_hides_nothing_unless_the_seal_is_why() -> None:
    assert [gap.hides for gap in undelivered([asked("a.js", NOWHERE)], sealed=False)] == [False]
    assert [gap.hides for gap in undelivered([asked("a.js", NOWHERE)], sealed=True)] == [True]
    assert [gap.hides for gap in undelivered([asked("a.js", NOWHERE), asked("b.js")], sealed=False)] == [True]


def nobody() -> str:
    """An address of this machine at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.browser
@pytest.mark.parametrize(("host", "gaps"), [(nobody(), {"code-not-delivered"}), ("", set())], ids=["nobody", "there"])
def test_a_visit_says_that_a_script_did_not_come(host: str, gaps: set[str]) -> None:
    async def run() -> set[str]:
        page = f"<!doctype html><title>App</title><script src={host}/a.js></script>"
        with Spool() as spool:
            async with serve({"/": page, "/a.js": "1"}) as site:
                return kinds(await record(site.url(), spool))

    assert asyncio.run(run()) & {"code-not-delivered", "page-not-delivered"} == gaps
