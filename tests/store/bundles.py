"""Evidence with blobs, as the store tests need them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from undertow.model import (
    Bait,
    Evidence,
    Exchange,
    Gap,
    Header,
    Message,
    Script,
    ScriptUse,
    Sha256,
    Step,
    Vantage,
    Visit,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
HTML = b"<!doctype html><title>Chat</title><script src=/app.js></script>"
SCRIPT = b"fetch('/api', {method: 'POST', body: phone.value})\n" * 40
INLINE = b"let inline = 1"
BODY = b'{"phone":"+1 202 555 0143"}'
FRAME = b"\x00\x01\xffmessage"


class Memory:
    """Blobs in a dictionary."""

    def __init__(self, contents: Iterable[bytes] = ()) -> None:
        self.by_hash = {hashlib.sha256(data).hexdigest(): data for data in contents}

    def get(self, sha256: Sha256) -> bytes:
        return self.by_hash[sha256]

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self.by_hash


def sha(data: bytes) -> Sha256:
    return hashlib.sha256(data).hexdigest()


BLOBS = Memory([PNG, HTML, SCRIPT, INLINE, BODY, FRAME])


def vantage(name: str = "north-america") -> Vantage:
    return Vantage(
        name=name, label=name.title(), country="US", locale="en-US", languages=("en-US",), timezone="America/Chicago",
        phone_prefix="+1",
    )  # fmt: skip


def visit(number: int) -> Visit:
    """A visit of a page that loads one script, posts the phone number and opens a socket."""
    page = Exchange(
        id=f"v{number}.e1", at=12.5, step="land", channel="document", method="GET", url="https://chat.example/sign?b=2&a=1",
        host="chat.example", status=200, response_body=sha(HTML), mime="text/html",
        request_headers=(Header(name=":authority", value="chat.example"), Header(name="Accept", value="*/*")),
        response_headers=(
            Header(name="Content-Type", value="text/html; charset=utf-8"),
            Header(name="Content-Encoding", value="br"),
            Header(name="Content-Length", value="17"),
            Header(name="Set-Cookie", value="a=1\nb=2"),
        ),
    )  # fmt: skip
    script = Exchange(
        id=f"v{number}.e2", at=20, step="land", channel="script", method="GET", url="https://chat.example/app.js",
        host="chat.example", status=200, response_body=sha(SCRIPT), mime="text/javascript",
    )  # fmt: skip
    post = Exchange(
        id=f"v{number}.e3", at=1500.25, step="submit", channel="fetch", method="POST", url="https://verify.example/h5/auth",
        host="verify.example", status=204, request_body=sha(BODY),
    )  # fmt: skip
    socket = Exchange(
        id=f"v{number}.e4", at=1600, step="submit", channel="websocket", method="GET", url="wss://chat.example/ws",
        host="chat.example", status=101, messages=(Message(at=1700, sent=True, binary=True, body=sha(FRAME)),),
    )  # fmt: skip
    lost = Exchange(
        id=f"v{number}.e5", at=1800, step="leave", channel="beacon", method="POST", url="http://gone.example",
        host="gone.example", error="net::ERR_NAME_NOT_RESOLVED",
    )  # fmt: skip
    return Visit(
        id=f"v{number}", vantage=vantage(), started="2026-11-22T02:47:00Z", duration=2000, outcome="complete",
        browser="Chromium 130", user_agent="Mozilla/5.0", headless_marker_removed=True, sealed=True,
        baits=(Bait(data="phone", value="+1 202 555 0143", note="range reserved for fiction"),),
        steps=(
            Step(name="land", phase="land", at=900, outcome="done", url="https://chat.example/sign?b=2&a=1#top",
                 screenshot=sha(PNG)),
        ),
        exchanges=(page, script, post, socket, lost),
        scripts=(
            ScriptUse(script=sha(SCRIPT), url="https://chat.example/app.js", origin="url"),
            ScriptUse(script=sha(INLINE), url="https://chat.example/sign", origin="inline"),
        ),
    )  # fmt: skip


def evidence(visits: int = 2) -> Evidence:
    return Evidence(
        tool="undertow 0.1.0", target="https://chat.example/sign?b=2&a=1", started="2026-11-22T02:46:58Z", submit=False,
        visits=tuple(visit(number + 1) for number in range(visits)),
        scripts=(
            Script(sha256=sha(SCRIPT), size=len(SCRIPT), name="app.js"),
            Script(sha256=sha(INLINE), size=len(INLINE), name="inline #1 of /sign"),
        ),
        gaps=(Gap(stage="capture", kind="body-unavailable", where="https://x/\u202e<b>", why="It was not kept."),),
    )  # fmt: skip
