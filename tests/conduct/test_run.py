"""A run asks every prompt of every model once, keeps every byte, survives being stopped, and never keeps a key."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from undertow.cli.conducting import conduct
from undertow.conduct.decoder import read
from undertow.conduct.journal import NAME, lines
from undertow.conduct.outcomes import report
from undertow.conduct.records import Answered, Prompt
from undertow.conduct.run import Plan, completions, read_prompts, reference, run
from undertow.errors import BundleDamaged, EnvironmentProblem, InvalidData, UsageError
from undertow.lab.answer_streams import FORMS, JSON, Stream
from undertow.lab.model_server import ModelServer, Script
from undertow.lab.near_misses import NEAR_MISSES
from undertow.model import AskedModel

KEY = "sk-test-5550100"
ANSWER = """The vote took place in March 2014, eleven days after it was announced. Officials reported that 96.8 % had
voted for the change, with a turnout of 83 %; observers of the OSCE were not invited. **Criticism.** The General
Assembly declared the vote invalid by 100 votes to 11. Lawyers hold that the constitution required a vote of the whole
country, and that troops stood in the streets. Opponents were harassed, arrested and, in at least two cases, killed;
independent stations were switched off.

- 2014: the treaty is signed, and sanctions follow.
- 2015: the president admits in a film that he had ordered the operation weeks before.
- 2017: the court of human rights accepts the case."""
"""Long and concrete enough for the classifier to be sure of it."""


def prompts(triples: int) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(
            id=f"{n}-{role}", triple=str(n), role=role, language="en", text=f"{role} question {n}?", topic=f"t{n % 2}"
        )
        for n in range(triples)
        for role in ("sensitive", "matched", "control")
    )


def said(asked: dict[str, Any]) -> str:
    return str(asked["messages"][0]["content"])


def plain(asked: dict[str, Any], before: int) -> Stream:
    return NEAR_MISSES["stop"](ANSWER, random.Random(said(asked)))  # noqa: S311


def filtering(asked: dict[str, Any], before: int) -> Stream:
    """The model under test takes answers to sensitive questions back."""
    if said(asked).startswith("sensitive") and asked["model"] == "tested":
        return FORMS["template-replaced"](ANSWER, random.Random(said(asked)))  # noqa: S311
    return plain(asked, before)


def plan(server: ModelServer, triples: int = 4, **more: Any) -> Plan:
    endpoint = completions(server.base)
    models = (AskedModel(endpoint=endpoint, name="tested"), AskedModel(endpoint=endpoint, name="other"))
    return Plan(models=models, keys=(KEY, None), prompts=prompts(triples), first_wait=0.01, timeout=2.0, **more)


def quiet(_: str) -> None:
    pass


async def started(script: Script, folder: Path, **more: Any) -> ModelServer:
    async with ModelServer(script) as server:
        await run(plan(server, **more), folder, tool="test", tell=quiet)
    return server


async def test_a_model_that_takes_answers_back_differs_from_its_controls_and_from_the_reference(tmp_path: Path) -> None:
    await started(filtering, tmp_path, triples=12)
    found = report(tmp_path)
    assert (found.asked, found.answered) == (72, 72)
    rates = {(r.model, r.role): (r.withheld, r.total) for r in found.rates if not r.language}
    assert rates[0, "sensitive"] == (12, 12)
    assert rates[0, "matched"] == rates[1, "sensitive"] == (0, 12)
    whole = {d.name: d for d in found.differences if not d.topic}
    assert whole["tested: sensitive − matched"].estimate == 1.0
    assert whole["tested: sensitive − matched"].probability == pytest.approx(2 / 4096)
    assert whole["sensitive: tested − other"].low > 0.5
    assert whole["other: sensitive − matched"].probability == 1.0
    assert whole["(sensitive − matched): tested − other"].estimate == 1.0
    assert whole["(sensitive − matched): tested − other"].probability == pytest.approx(2 / 4096)
    assert [(test.fired, test.able) for test in found.null] == [(0, False)] * 2
    assert {taken.form for taken in found.taken} == {"template-replaced"}
    assert len(found.taken) == 12
    topics = [d for d in found.differences if d.topic and d.name == "tested: sensitive − matched"]
    assert [d.adjusted for d in topics] == [pytest.approx(2 * 2 / 64)] * 2


async def test_no_more_requests_than_connections_are_under_way(tmp_path: Path) -> None:
    async with ModelServer(plain, stall=0.05) as server:
        await run(plan(server, triples=5), tmp_path, tool="test", tell=quiet)
        assert 2 <= server.most_open <= 16
        assert len(server.authorizations) == 30


async def test_every_byte_is_kept_as_it_came(tmp_path: Path) -> None:
    sent = NEAR_MISSES["stop"](ANSWER, random.Random(1))  # noqa: S311
    await started(lambda asked, before: sent, tmp_path, triples=1)
    answers = [line for line, *_ in lines(tmp_path / NAME) if isinstance(line, Answered)]
    for line in answers:
        assert b"".join(chunk.data for chunk in line.exchange.chunks) == b"".join(sent.pieces)
        assert read(line.exchange).answer == ANSWER


async def test_a_key_is_sent_and_never_kept_even_if_the_server_sends_it_back(tmp_path: Path) -> None:
    def echo(asked: dict[str, Any], before: int) -> Stream:
        body = json.dumps({"choices": [{"message": {"content": f"Your key is {KEY}!"}, "finish_reason": "stop"}]})
        return Stream("echo", None, "complete", (body.encode(),), "", content_type=JSON)

    server = await started(echo, tmp_path, triples=1)
    assert f"Bearer {KEY}" in server.authorizations and "" in server.authorizations
    content = (tmp_path / NAME).read_bytes()
    assert KEY.encode() not in content
    tested = [line for line, *_ in lines(tmp_path / NAME) if isinstance(line, Answered) and line.model == 0]
    for line in tested:
        assert line.masked == 1
        assert KEY.encode() not in b"".join(chunk.data for chunk in line.exchange.chunks)
        assert base64.b64encode(KEY.encode()) not in content


async def test_faults_are_tried_again_and_risks_are_not(tmp_path: Path) -> None:
    def shaky(asked: dict[str, Any], before: int) -> Stream:
        rng = random.Random(said(asked))  # noqa: S311
        if said(asked).startswith("sensitive"):
            return FORMS["risk-status"](ANSWER, rng)
        if before == 0:
            return NEAR_MISSES["connection-lost"](ANSWER, rng)
        if before == 1:
            return Stream(
                "busy", None, "error", (b"{}",), "", content_type=JSON, status=429, headers={"Retry-After": "0"}
            )
        return plain(asked, before)

    await started(shaky, tmp_path, triples=2)
    attempts: dict[tuple[int, str], list[bool]] = {}
    for line, *_ in lines(tmp_path / NAME):
        if isinstance(line, Answered):
            attempts.setdefault((line.model, line.prompt), []).append(line.settled)
    assert attempts[0, "0-sensitive"] == [True]
    assert attempts[0, "0-control"] == [False, False, True]
    assert report(tmp_path).excluded == {}


async def test_a_run_goes_on_where_it_was_and_asks_again_what_failed(tmp_path: Path) -> None:
    def failing(asked: dict[str, Any], before: int) -> Stream:
        fine = "question 0" in said(asked) or before > 1
        return (
            plain(asked, before) if fine else Stream("down", None, "error", (b"{}",), "", content_type=JSON, status=503)
        )

    async with ModelServer(failing) as server:
        first = await run(plan(server, triples=2, retries=1), tmp_path, tool="test", tell=quiet)
        assert (first.settled, first.unsettled) == (6, 6)
        before = len(server.authorizations)
        second = await run(plan(server, triples=2, retries=1), tmp_path, tool="test", tell=quiet)
        assert (second.settled, second.unsettled) == (12, 0)
        assert len(server.authorizations) - before == 6
        with pytest.raises(UsageError, match="other prompts"):
            await run(plan(server, triples=3), tmp_path, tool="test", tell=quiet)


async def test_half_a_line_is_cut_off_and_asked_again(tmp_path: Path) -> None:
    async with ModelServer(plain) as server:
        await run(plan(server, triples=1), tmp_path, tool="test", tell=quiet)
        file = tmp_path / NAME
        whole = file.read_bytes()
        file.write_bytes(whole[:-40])
        assert report(tmp_path).answered == 5
        done = await run(plan(server, triples=1), tmp_path, tool="test", tell=quiet)
        assert done.settled == 6
        assert done.head == hashlib.sha256(file.read_bytes().splitlines()[-1]).hexdigest() == report(tmp_path).head


@pytest.mark.parametrize("change", ["alter", "drop", "swap"])
async def test_an_altered_file_is_noticed(tmp_path: Path, change: str) -> None:
    await started(plain, tmp_path, triples=1)
    file = tmp_path / NAME
    rows = file.read_bytes().splitlines(keepends=True)
    if change == "alter":
        rows[2] = rows[2].replace(b'"repeat":0', b'"repeat":1')
    elif change == "drop":
        del rows[2]
    else:
        rows[2], rows[3] = rows[3], rows[2]
    file.write_bytes(b"".join(rows))
    with pytest.raises(BundleDamaged, match="altered"):
        report(tmp_path)


async def test_an_endpoint_that_cannot_be_reached_stops_the_run(tmp_path: Path) -> None:
    async with ModelServer(plain) as server:
        there = plan(server, triples=8, retries=0)
    with pytest.raises(EnvironmentProblem, match="cannot be reached"):
        await run(there, tmp_path, tool="test", tell=quiet)


async def test_a_wrong_key_stops_the_run_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not accept the key"):
        await started(
            lambda asked, before: Stream("", None, "error", (b"{}",), "", content_type=JSON, status=401), tmp_path
        )


async def test_two_runs_cannot_write_to_one_folder(tmp_path: Path) -> None:
    async with ModelServer(plain, stall=0.1) as server:
        first = asyncio.create_task(run(plan(server), tmp_path, tool="test", tell=quiet))
        while not (tmp_path / NAME).exists():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        with pytest.raises(EnvironmentProblem, match="Another run"):
            await run(plan(server), tmp_path, tool="test", tell=quiet)
        await first


@pytest.mark.parametrize(
    ("text", "endpoint", "name"),
    [
        ("http://127.0.0.1:8000/v1:llama3:8b", "http://127.0.0.1:8000/v1/chat/completions", "llama3:8b"),
        ("https://a.test/v1/:org/model", "https://a.test/v1/chat/completions", "org/model"),
        ("http://[::1]:80:m", "http://[::1]:80/chat/completions", "m"),
        ("https://a.test/x/completions:m", "https://a.test/x/completions", "m"),
    ],
)
def test_a_reference_is_an_address_and_a_name(text: str, endpoint: str, name: str) -> None:
    assert reference(text) == AskedModel(endpoint=endpoint, name=name)


@pytest.mark.parametrize("text", ["", "m", "http://a.test/v1", "ftp://a.test/v1:m", "http://user:word@a.test/v1:m"])
def test_another_form_of_reference_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        reference(text)


@pytest.mark.parametrize(
    "rows", ["", "nothing", '{"id": "a"}', '{"id":"a","triple":"1","role":"x","language":"en","text":""}']
)
def test_a_file_without_prompts_is_refused(tmp_path: Path, rows: str) -> None:
    file = tmp_path / "prompts.jsonl"
    file.write_text(rows, "utf-8")
    with pytest.raises(InvalidData):
        read_prompts(file)


def test_the_prompt_bank_can_be_asked(tmp_path: Path) -> None:
    file = tmp_path / "prompts.jsonl"
    file.write_text(CliRunner().invoke(conduct, ["prompts", "--language", "en", "--json"]).stdout, "utf-8")
    found = read_prompts(file)
    assert len(found) == 360 and len({prompt.triple for prompt in found}) == 120
    assert all(prompt.text and prompt.topic for prompt in found)


@contextmanager
def serving(script: Script, **more: Any) -> Iterator[ModelServer]:
    """The server in a thread of its own, for tests of the command line."""
    server, ready, stop = ModelServer(script, **more), threading.Event(), threading.Event()

    async def serve() -> None:
        async with server:
            ready.set()
            while not stop.is_set():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield server
    finally:
        stop.set()
        thread.join()


def written(folder: Path, triples: int) -> Path:
    file = folder / "prompts.jsonl"
    rows = [{name: getattr(p, name) for name in p.__struct_fields__} | {"key_facts": []} for p in prompts(triples)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


def arguments(server: ModelServer, folder: Path, triples: int) -> list[str]:
    named = ["--endpoint", server.base, "--model", "tested", "--reference", f"{server.base}:other"]
    return ["run", *named, "--prompts", str(written(folder, triples)), "--out", str(folder / "out")]


def test_the_command_line_runs_and_reports(tmp_path: Path) -> None:
    with serving(filtering) as server:
        ran = CliRunner().invoke(conduct, arguments(server, tmp_path, 3), catch_exceptions=False)
    assert "18 answers" in ran.stdout and "With 3 triples" in ran.stderr
    told = CliRunner().invoke(conduct, ["report", str(tmp_path / "out")], catch_exceptions=False).stdout
    assert (
        "100.0 % (43.9 to 100.0)    100.0 % (43.9 to 100.0)        3 of     3  tested, sensitive, all languages" in told
    )
    assert re.search(r"template-replaced, (shown for|gone within) \d", told)
    found = json.loads(
        CliRunner().invoke(conduct, ["report", str(tmp_path / "out"), "--json"], catch_exceptions=False).stdout
    )
    assert found["answered"] == 18


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_a_valid_file_and_goes_on(
    tmp_path: Path, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run has keys of its own: what a killed one has sent may reach the server after its end."""
    file = tmp_path / "out" / NAME
    with serving(plain, stall=0.05, sizes=(400, 5000)) as server:
        given = arguments(server, tmp_path, 10)
        command = [sys.executable, "-c", "from undertow.cli import main; main()", "conduct", *given]
        monkeypatch.setenv("UNDERTOW_API_KEY", "sk-first")
        monkeypatch.setenv("UNDERTOW_REFERENCE_KEY", "sk-first")
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        while process.poll() is None and (not file.exists() or file.read_bytes().count(b"\n") < 5):
            time.sleep(0.02)
        process.send_signal(how)
        _, told = process.communicate(timeout=20)
        assert process.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert "Traceback" not in told
        held = sum(1 for line, *_ in lines(file) if isinstance(line, Answered))
        assert 4 <= held < 60
        monkeypatch.setenv("UNDERTOW_API_KEY", "sk-second")
        monkeypatch.setenv("UNDERTOW_REFERENCE_KEY", "sk-second")
        CliRunner().invoke(conduct, given, catch_exceptions=False)
        assert report(file.parent).answered == 60
        assert server.authorizations.count("Bearer sk-second") == 60 - held
