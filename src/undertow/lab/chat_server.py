"""Brightwater's chat on loopback: a page, and answers in every form of being taken back, over every transport.

What an address says (``/?form=template-replaced&transport=ndjson&look=shadow&seed=3``) is what the page and its server
do. Fictional, like all of the lab.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs

from aiohttp import WSMsgType, web

from undertow.lab.answer_streams import FORMS, SIZES, SOCKET, TROUBLES, Stream, cut_up, with_noise
from undertow.lab.loopback import LoopbackServer
from undertow.lab.near_misses import NEAR_MISSES
from undertow.lab.transports import TRANSPORTS, over

FOLDER = Path(__file__).parent / "chat"
TEXTS = (
    "In June 1989 troops cleared the square; hundreds died, and the number is disputed to this day. Many were jailed.",
    "1989年6月，军队清场，死亡人数至今没有定论。许多见证人被捕，亲属仍在要求公开真相，🌍但没有得到回答。",
    "The court found in 2019 that the law breached the constitution.\n\n- first point\n- second point, with naïve text",
)
"""Answers, if no others are given."""
_TYPES = {"js": "text/javascript", "html": "text/html"}
_COOKIE = "brightwater_session"
_HANGS = 30.0
"""Seconds for which a stream that never goes on is held."""

Answering = Callable[[str], Stream]
"""From a question to what is answered."""


class ChatServer(LoopbackServer):
    """The running server; an asynchronous context manager."""

    def __init__(
        self,
        texts: Sequence[str] = TEXTS,
        *,
        answering: Answering | None = None,
        seconds: float = 0.6,
        stall: float = 0.0,
        port: int = 0,
        sizes: tuple[int, ...] = SIZES,
        account: tuple[str, str] | None = None,
        questions_a_session: int = 1 << 30,
    ) -> None:
        """`answering` decides instead of the address; `seconds`: how long a stream takes; `stall`: further seconds, at
        random places, that it may stop for; `account`: e-mail and password without which there is no chat;
        `questions_a_session`: after so many one is signed out."""
        super().__init__(port)
        self._texts, self._answering = list(texts), answering
        self._seconds, self._stall, self._sizes = seconds, stall, sizes
        self._held: dict[str, tuple[str, Stream, random.Random]] = {}
        self._account, self._most = account, questions_a_session
        self._sessions: dict[str, int] = {}
        """Questions that each session has asked."""
        self.questions: list[str] = []
        """In the order in which they came."""

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path == "/sign-in":
            return await self._sign_in(request)
        if self._account and not self._signed_in(request):
            if path.startswith("/api/"):
                return web.json_response({"error": "sign in first"}, status=401)
            return web.Response(status=303, headers={"Location": "/sign-in"})
        if path == "/api/chat":
            return await self._chat(request)
        if path == "/api/socket":
            return await self._socket(request)
        if path.startswith("/api/conversations/"):
            return self._history(path.rpartition("/")[2])
        if path == "/api/news":
            return web.json_response({"unread": 0})
        if path.startswith("/api/check/"):
            return web.json_response({"flagged": True, "reason": "content risk"})
        name = path.strip("/") if path in ("/chat.js", "/protocol.js") else "chat.html"
        body = (FOLDER / name).read_bytes()
        return web.Response(body=body, content_type=_TYPES[name.rpartition(".")[2]], charset="utf-8")

    def _signed_in(self, request: web.BaseRequest) -> bool:
        return self._sessions.get(request.cookies.get(_COOKIE, ""), self._most) < self._most

    async def _sign_in(self, request: web.BaseRequest) -> web.Response:
        given = {name: values[-1] for name, values in parse_qs((await request.read()).decode()).items()}
        if request.method != "POST" or (given.get("email"), given.get("password")) != self._account:
            return web.Response(body=(FOLDER / "sign_in.html").read_bytes(), content_type="text/html", charset="utf-8")
        name = f"session-{len(self._sessions)}"
        self._sessions[name] = 0
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(_COOKIE, name, httponly=True)
        return answer

    def _history(self, id_: str) -> web.Response:
        if id_ not in self._held:
            return web.json_response({}, status=404)
        question, stream, _ = self._held[id_]
        text = stream.history if stream.history is not None else stream.shown if stream.left is None else stream.left
        return web.json_response({"question": question, "text": text})

    def _begun(self, asked: Mapping[str, Any]) -> tuple[list[list[bytes]], Stream]:
        """The pieces of each connection, and the stream, of a question; the same when it is asked to go on."""
        id_, question, part = str(asked["id"]), str(asked["message"]), int(asked["part"])
        if id_ not in self._held or part < 0:
            self.questions.append(question)
            stream, rng = self._stream(question, str(asked.get("query", "")), again=part < 0)
            self._held[id_] = (question, stream, rng)
        _, stream, rng = self._held[id_]
        state = rng.getstate()
        pieces = cut_up(stream, rng, self._sizes)
        rng.setstate(state)
        return pieces, stream

    def _stream(self, question: str, query: str, *, again: bool) -> tuple[Stream, random.Random]:
        given = {name: values[-1] for name, values in parse_qs(query.lstrip("?")).items()}
        rng = random.Random(f"{given.get('seed', '0')} {question}")  # noqa: S311
        if self._answering is not None:
            return self._answering(question), rng
        name = "stop" if again else given.get("form", "stop")
        makers = {**FORMS, **NEAR_MISSES}
        stream = makers.get(name, NEAR_MISSES["stop"])(rng.choice(self._texts), rng)
        transport = given.get("transport", "sse")
        if transport in TRANSPORTS:
            stream = over(with_noise(stream, rng) if transport == "sse" else stream, transport)
        for trouble in TROUBLES.keys() & given.get("trouble", "").split(","):
            stream = TROUBLES[trouble](stream, rng)
        return replace(stream, history=stream.shown if again else stream.history), rng

    async def _chat(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = json.loads(await request.read())
        if (session := request.cookies.get(_COOKIE)) in self._sessions:
            self._sessions[session] += 1
        parts, stream = self._begun(asked)
        part = max(0, min(int(asked["part"]), len(parts) - 1))
        headers = {"Content-Type": stream.content_type if stream.content_type != SOCKET else "application/x-ndjson"}
        if part + 1 < len(parts):
            headers["X-More"] = "1"
        response = web.StreamResponse(status=stream.status, headers=headers)
        await response.prepare(request)
        with contextlib.suppress(ConnectionResetError):  # the page went away, or lost its patience
            for piece, pause in self._paced(parts[part]):
                await response.write(piece)
                await asyncio.sleep(pause)
            if part + 1 == len(parts) and stream.end in ("timed-out", "cancelled"):
                await asyncio.sleep(_HANGS)
            if part + 1 == len(parts) and stream.end == "broken" and request.transport is not None:
                request.transport.abort()
                return response
            await response.write_eof()
        return response

    async def _socket(self, request: web.BaseRequest) -> web.StreamResponse:
        line = web.WebSocketResponse()
        await line.prepare(cast(web.Request, request))
        message = await line.receive()
        if message.type is not WSMsgType.TEXT:
            return line
        asked = json.loads(message.data)
        parts, stream = self._begun(asked)
        if stream.content_type != SOCKET:
            parts = [[b"".join(stream.pieces)]]  # a body that is no stream is one message
        part = max(0, min(int(asked["part"]), len(parts) - 1))
        for piece, pause in self._paced(parts[part]):
            await line.send_str(piece.decode())
            await asyncio.sleep(pause)
        if part + 1 < len(parts):
            await line.close(code=4000)
        elif stream.end in ("timed-out", "cancelled"):
            await asyncio.sleep(_HANGS)
        elif stream.end == "broken":
            if request.transport is not None:
                request.transport.abort()
        else:
            await line.close()
        return line

    def _paced(self, pieces: list[bytes]) -> list[tuple[bytes, float]]:
        """Pieces with the seconds to wait after each; small ones go together, as the network would have it."""
        rng = random.Random(len(pieces))  # noqa: S311
        beats = min(len(pieces), 24)
        stalls = set(rng.sample(range(beats), min(2, beats))) if self._stall else set()
        found = []
        for beat in range(beats):
            start, stop = beat * len(pieces) // beats, (beat + 1) * len(pieces) // beats
            pause = self._seconds / beats + (rng.random() * self._stall if beat in stalls else 0)
            found += [(piece, 0.0) for piece in pieces[start : stop - 1]] + [(pieces[stop - 1], pause)]
        return found
