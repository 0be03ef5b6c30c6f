"""What the lab's hosts answer: files by host and path, and the replies that each app lists in ``replies.toml``.

Everything is read once at the start. A request is only ever looked up in that table, so no path in it can reach a file
that is not part of an app.
"""

from __future__ import annotations

import json
import mimetypes
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undertow.lab.apps import LabApp

UTF8_TYPES = frozenset({"text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"})


@dataclass(frozen=True)
class Answer:
    """One answer, ready to send."""

    status: int = 200
    content_type: str | None = None
    body: bytes = b""
    location: str | None = None
    stream: tuple[bytes, ...] = ()
    """Pieces to send one after the other with short pauses, instead of ``body``."""


Key = tuple[str, str, str]
"""Host, method, path without query."""


class Site:
    """All answers of all apps."""

    def __init__(self, apps: Iterable[LabApp]) -> None:
        self._answers: dict[Key, Answer] = {}
        self.hosts: tuple[str, ...] = ()
        for app in apps:
            self.hosts += app.hosts
            for host in app.hosts:
                self._answers.update(_files(app.folder / "site" / host, host))
            document = tomllib.loads((app.folder / "replies.toml").read_text(encoding="utf-8"))
            for reply in document["reply"]:
                self._answers[reply["host"], reply.get("method", "GET"), reply["path"]] = self._reply(reply)

    def answer(self, host: str, method: str, path: str) -> Answer:
        """What ``host`` says to this request: 404 where nothing is there, 421 for a host that is not of the lab."""
        if host not in self.hosts:
            return Answer(421, "text/plain", b"This host is not part of the lab.\n")
        if method == "OPTIONS":
            return Answer(204)
        method = "GET" if method == "HEAD" else method
        return self._answers.get((host, method, path)) or Answer(404, "text/plain", b"There is nothing here.\n")

    def _reply(self, reply: Mapping[str, Any]) -> Answer:
        status = reply.get("status", 200)
        if "redirect" in reply:
            return Answer(302, location=reply["redirect"])
        if "page" in reply:
            return self._answers[reply["host"], "GET", reply["page"]]
        if "stream" in reply:
            pieces = [_event(json.dumps({"text": text})) for text in reply["stream"]]
            return Answer(status, "text/event-stream", stream=(*pieces, _event("[DONE]")))
        if "json" in reply:
            return Answer(status, "application/json", json.dumps(reply["json"]).encode())
        return Answer(status)


def _event(data: str) -> bytes:
    return f"data: {data}\n\n".encode()


def _files(folder: Path, host: str) -> Iterable[tuple[Key, Answer]]:
    """Each file under its own path; pages also without ``.html``, and ``index.html`` as ``/``."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        path = "/" + file.relative_to(folder).as_posix()
        answer = Answer(200, _content_type(file), file.read_bytes())
        yield (host, "GET", path), answer
        if path.endswith(".html"):
            yield (host, "GET", "/" if path == "/index.html" else path.removesuffix(".html")), answer


def _content_type(file: Path) -> str:
    if file.suffix == ".js":  # some systems' tables still say application/javascript
        return "text/javascript"
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"
