"""Endpoints that fail, stall, flood or send rubbish: each ends in time and with a clear word; none is censorship."""

from __future__ import annotations

import asyncio
import email.utils
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from undertow.conduct import client
from undertow.conduct.client import _seconds
from undertow.conduct.journal import NAME, lines
from undertow.conduct.outcomes import report
from undertow.conduct.records import Answered, Prompt
from undertow.conduct.run import Done, Plan, completions, run
from undertow.conduct.witnesses import transcript
from undertow.errors import EnvironmentProblem
from undertow.lab.loopback import LoopbackServer
from undertow.model import AskedModel

Handler = Callable[[web.BaseRequest, int], Awaitable[web.StreamResponse]]
GOOD = b'data: {"choices":[{"delta":{"content":"An answer."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'


class Endpoint(LoopbackServer):
    """Answers by one function, which is told how many requests came before."""

    _path = "/v1"

    def __init__(self, handler: Handler) -> None:
        super().__init__(0)
        self._handler = handler
        self.bodies: list[bytes] = []
        self.times: list[float] = []

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.times.append(time.monotonic())
        self.bodies.append(await request.read())
        return await self._handler(request, len(self.bodies) - 1)


async def stream(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


async def good(request: web.BaseRequest) -> web.StreamResponse:
    response = await stream(request)
    await response.write(GOOD)
    return response


async def asked(
    handler: Handler, folder: Path, *, text: str = "What happened?", prompts: int = 1
) -> tuple[Endpoint, Done]:
    async with Endpoint(handler) as server:
        plan = Plan(
            models=(AskedModel(endpoint=completions(server.base), name="m"),),
            keys=(None,),
            prompts=tuple(
                Prompt(id=f"p{n}", triple="t", role="sensitive", language="en", text=text) for n in range(prompts)
            ),
            retries=1,
            first_wait=0.01,
            timeout=0.5,
        )
        return server, await run(plan, folder, tool="test", tell=lambda _: None)


def last(folder: Path) -> Answered:
    return [line for line, *_ in lines(folder / NAME) if isinstance(line, Answered)][-1]


async def test_an_endpoint_that_never_answers_stops_the_run_with_a_word(tmp_path: Path) -> None:
    async def never(request: web.BaseRequest, _: int) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    with pytest.raises(EnvironmentProblem, match=r"no bytes for 0.5 seconds. The same command goes on"):
        await asked(never, tmp_path, prompts=4)
    assert transcript(last(tmp_path)).delivery == "error"


@pytest.mark.parametrize("as_date", [False, True])
async def test_a_server_that_asks_to_wait_is_asked_again_after_that(tmp_path: Path, as_date: bool) -> None:
    async def busy(request: web.BaseRequest, before: int) -> web.StreamResponse:
        if before:
            return await good(request)
        wait = email.utils.formatdate(time.time() + 2, usegmt=True) if as_date else "1"
        return web.Response(status=429, headers={"Retry-After": wait}, text='{"error":{"message":"slow down"}}')

    server, done = await asked(busy, tmp_path)
    assert (done.settled, len(server.times)) == (1, 2)
    assert server.times[1] - server.times[0] >= 0.9  # dates have whole seconds


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("86400", 60.0), ("soon", None), ("-1", None), ("", None)])
def test_what_a_server_asks_to_wait_is_bounded_and_rubbish_is_no_time(header: str, seconds: float | None) -> None:
    assert _seconds(header) == seconds


def test_a_date_in_the_past_asks_for_no_wait() -> None:
    assert _seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


async def test_a_server_fault_is_tried_again_and_stays_open(tmp_path: Path) -> None:
    async def fault(request: web.BaseRequest, _: int) -> web.StreamResponse:
        return web.Response(status=500, text="<html>Internal Server Error</html>")

    server, done = await asked(fault, tmp_path)
    assert (done.settled, done.unsettled, len(server.bodies)) == (0, 1, 2)
    assert report(tmp_path).excluded == {"error": 1}


async def test_a_flood_is_cut_off_told_and_not_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LONGEST", 1 << 18)

    async def flood(request: web.BaseRequest, _: int) -> web.StreamResponse:
        response = await stream(request)
        while True:
            await response.write(b'data: {"choices":[{"delta":{"content":"word after word "}}]}\n\n' * 100)

    server, done = await asked(flood, tmp_path)
    assert (done.settled, len(server.bodies)) == (1, 1)
    found = last(tmp_path)
    assert found.exchange.detail == "the answer was not at its end after 0.25 MiB; the rest was not read"
    assert transcript(found).delivery == "error"


async def test_an_answer_that_drips_for_ever_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_SECONDS", 1.0)

    async def drip(request: web.BaseRequest, _: int) -> web.StreamResponse:
        response = await stream(request)
        while True:
            await response.write(b": still here\n\n")
            await asyncio.sleep(0.1)

    server, done = await asked(drip, tmp_path)
    assert (done.settled, len(server.bodies)) == (1, 1)
    assert "after 1.5 seconds" in last(tmp_path).exchange.detail  # three times the silence that is borne


async def test_bytes_that_are_no_text_are_kept_as_they_came(tmp_path: Path) -> None:
    rubbish = b'data: {"choices":[{"delta":{"content":"ab\xff\xfe\xc3 \\ud800 \\u0000"},"finish_reason":"stop"}]}\n\n'

    async def answer(request: web.BaseRequest, _: int) -> web.StreamResponse:
        response = await stream(request)
        await response.write(rubbish)
        return response

    await asked(answer, tmp_path)
    found = last(tmp_path)
    assert b"".join(chunk.data for chunk in found.exchange.chunks) == rubbish
    assert transcript(found).answer.startswith("ab\ufffd") and report(tmp_path).answered == 1


async def test_control_characters_of_a_prompt_reach_the_model_as_they_are(tmp_path: Path) -> None:
    text = "What \x00\x07\x1b[31mhappened\u202e?"

    async def answer(request: web.BaseRequest, _: int) -> web.StreamResponse:
        return await good(request)

    server, done = await asked(answer, tmp_path, text=text)
    assert done.settled == 1
    assert json.loads(server.bodies[0])["messages"][0]["content"] == text
