"""A chat page in a real browser, asked as a person asks: what it showed and took back is found, whoever says so."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from undertow import pipeline
from undertow.cli.conducting import conduct
from undertow.conduct.client import Answer
from undertow.conduct.page_client import PICTURES, PageClient, PageSetting, page_model
from undertow.conduct.run import Plan, read_prompts, run
from undertow.conduct.wire import Transcript
from undertow.conduct.witnesses import read_page
from undertow.errors import UsageError
from undertow.lab.answer_streams import FORMS, Stream
from undertow.lab.chat_server import TEXTS, ChatServer
from undertow.lab.near_misses import NEAR_MISSES
from undertow.store import open_bundle, verify

pytestmark = pytest.mark.browser

TAKEN_BACK = {
    "form=template-replaced&transport=sse": "template-replaced",
    "form=status-filter&transport=ndjson&look=shadow": "status-filter",
    "form=event&transport=websocket&look=frame": "event",
    "form=canned-appended&transport=sse&look=editable,typewriter": "canned-appended",
    "form=stop&check=1&heed=hide": "page-removed",
    "form=stop&check=1&heed=clear&look=enter,markdown": "page-removed",
}
"""What is asked, and the form in which the answer is taken back."""
NEAR = (
    "form=stop&transport=sse&look=thinking,tools",
    "form=growing&transport=ndjson&look=markdown,cursor",
    "form=stop&transport=websocket&look=virtual",
    "form=connection-lost&transport=sse&look=retry",
    "form=time-out-clears&transport=sse&look=give-up",
    "form=stop&transport=sse&look=clock,spinner",
    "form=cancelled&transport=websocket&look=give-up",
    "form=stop&transport=sse&look=polls",
)
"""What looks alike: text comes, goes and is drawn anew, and nothing is taken back."""


@dataclass
class Seen:
    answers: dict[str, Answer]
    folder: Path

    def transcript(self, query: str) -> Transcript:
        answer = self.answers[query]
        assert answer.page is not None and not answer.unasked, answer.exchange.detail
        return read_page(answer.exchange, answer.page, answer.request)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("run")
    yield Seen(asyncio.run(_ask([*TAKEN_BACK, *NEAR], folder)), folder)


async def _ask(queries: list[str], folder: Path) -> dict[str, Answer]:
    answers = {}
    async with ChatServer() as server:
        setting = PageSetting(url=f"{server.base}/", timeout=5, linger=1.1)  # the page's patience ends after 0.9 s
        async with PageClient(setting, folder) as client:
            for number, query in enumerate(queries):
                model = page_model(f"{server.base}/?{query}&seed=7")
                answers[query] = await client.ask(0, model, f"What happened in case {number} of that year?")
    return answers


@pytest.mark.parametrize("query", TAKEN_BACK)
def test_an_answer_that_is_taken_back_is_found_with_what_was_shown(seen: Seen, query: str) -> None:
    transcript = seen.transcript(query)
    (retraction,) = transcript.retractions
    assert retraction.form == TAKEN_BACK[query]
    assert transcript.delivery == "retracted"
    assert any(text.startswith(retraction.taken[:20]) for text in TEXTS)


@pytest.mark.parametrize("query", NEAR)
def test_what_only_looks_alike_is_not(seen: Seen, query: str) -> None:
    assert not seen.transcript(query).retractions


def test_the_time_that_it_stood_there_and_pictures_of_before_and_after_are_kept(seen: Seen) -> None:
    query = "form=stop&check=1&heed=hide"
    (retraction,) = seen.transcript(query).retractions
    assert retraction.shown_seconds is not None and retraction.shown_seconds > 0.1
    page = seen.answers[query].page
    assert page is not None and len(page.pictures) == 2
    before, after = (picture.at for picture in page.pictures)
    assert before < retraction.at <= after
    for picture in page.pictures:
        assert (seen.folder / PICTURES / f"{picture.image}.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_conversation_that_differs_when_read_again_has_pictures_of_both(tmp_path: Path) -> None:
    stream = replace(NEAR_MISSES["stop"](TEXTS[0], random.Random(1)), history="This is not available.")  # noqa: S311

    async def asked() -> Answer:
        async with ChatServer(answering=lambda _: stream) as server:
            setting = PageSetting(url=f"{server.base}/", timeout=5, linger=0.7)
            async with PageClient(setting, tmp_path) as client:
                return await client.ask(0, page_model(setting.url), "What happened that year?")

    answer = asyncio.run(asked())
    assert answer.page is not None
    (retraction,) = read_page(answer.exchange, answer.page, answer.request).retractions
    assert retraction.form == "history-differs"
    first, second = ((tmp_path / PICTURES / f"{p.image}.jpg").read_bytes() for p in answer.page.pictures)
    assert first != second


@pytest.mark.parametrize("query", [query for query in NEAR if "give-up" in query])
def test_a_server_that_takes_too_long_is_a_fault_and_no_censorship(seen: Seen, query: str) -> None:
    assert seen.transcript(query).delivery == "error"


def test_a_page_that_asks_for_news_all_the_time_comes_to_rest(seen: Seen) -> None:
    page = seen.answers["form=stop&transport=sse&look=polls"].page
    assert page is not None and page.ended == "quiet"


def test_the_conversation_is_read_again(seen: Seen) -> None:
    page = seen.answers[NEAR[0]].page
    assert page is not None and page.again is not None
    assert any(text[:30] in page.again for text in TEXTS)


@pytest.mark.long
@pytest.mark.parametrize("transport", ["sse", "ndjson", "websocket"])
def test_every_form_and_near_miss_over_every_transport(tmp_path: Path, transport: str) -> None:
    queries = [f"form={name}&transport={transport}" for name in (*FORMS, *NEAR_MISSES)]
    answers = Seen(asyncio.run(_ask(queries, tmp_path)), tmp_path)
    wrong = [
        name
        for name, query in zip((*FORMS, *NEAR_MISSES), queries, strict=True)
        if bool(answers.transcript(query).retractions) != (name in FORMS)
    ]
    assert wrong == []


def test_a_run_over_a_page_goes_on_where_it_was_and_is_reported(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.jsonl"
    rows = [
        {"id": role, "triple": "t", "role": role, "language": "en", "text": f"What happened, {role}?", "topic": "t"}
        for role in ("sensitive", "matched", "control")
    ]
    prompts.write_text("".join(f"{json.dumps(row)}\n" for row in rows))

    async def both() -> tuple[int, int]:
        async with ChatServer(answering=_answering) as server:
            setting = PageSetting(url=f"{server.base}/", timeout=5, linger=0.7)
            plan = Plan(
                models=(page_model(f"{server.base}/"),), keys=(None,), prompts=read_prompts(prompts), connections=1
            )
            folder = tmp_path / "run"
            for _ in range(2):
                asker = PageClient(setting, folder)
                done = await run(plan, folder, tool="test", tell=lambda _: None, asker=asker)
            return done.settled, len(server.questions)

    assert asyncio.run(both()) == (3, 3)
    result = CliRunner().invoke(conduct, ["report", str(tmp_path / "run")])
    assert result.exit_code == 0, result.output
    assert "retracted" in result.output


def _answering(question: str) -> Stream:
    rng = random.Random(1)  # noqa: S311
    name = "template-replaced" if "sensitive" in question else "stop"
    return {**FORMS, **NEAR_MISSES}[name](TEXTS[0], rng)


def test_an_audit_asks_the_chat_that_it_audits(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.jsonl"
    row = {"id": "s", "triple": "t", "role": "sensitive", "language": "en", "text": "A sensitive question?"}
    prompts.write_text(f"{json.dumps(row)}\n")

    async def audited() -> tuple[int, str]:
        async with ChatServer(answering=_answering) as server:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "undertow", "audit", f"{server.base}/", "--vantage", "north-america",
                "--out", str(tmp_path / "out"), "--conduct", str(prompts), "--fail-on", "never",
                stdout=subprocess.PIPE,
            )  # fmt: skip
            stdout, _ = await process.communicate()
            return process.returncode or 0, stdout.decode()

    code, said = asyncio.run(audited())
    assert code in (0, 3), said
    assert "template-replaced, " in said
    bundle = tmp_path / "out" / "bundle.wacz"
    with open_bundle(bundle) as sealed:
        kept = b"".join(sealed.blobs.get(one.line) + b"\n" for one in sealed.evidence.conduct)
        assert kept == (tmp_path / "out" / "conduct" / "run.jsonl").read_bytes()
        assert [len(one.pictures) for one in sealed.evidence.conduct] == [0, 2]
        result = pipeline.examine(sealed.evidence, sealed.blobs, sealed.digest)
    assert verify(bundle).ok
    assert result.conduct is not None and [one.form for one in result.conduct.taken] == ["template-replaced"]
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "What the chat answers" in page and page.count("data:image/jpeg") >= 2
    told = CliRunner().invoke(conduct, ["report", str(bundle), "--json"], catch_exceptions=False).stdout
    assert json.loads(told)["head"] == result.conduct.head


def test_a_page_without_a_box_says_so(tmp_path: Path) -> None:
    async def asked() -> Answer:
        async with ChatServer() as server:
            setting = PageSetting(url=f"{server.base}/chat.js", timeout=3, linger=0.5)
            async with PageClient(setting, tmp_path) as client:
                return await client.ask(0, page_model(f"{server.base}/chat.js"), "Hello?")

    answer = asyncio.run(asked())
    assert answer.unasked
    assert answer.exchange.detail == "no box to write in was found on the page"


@pytest.mark.parametrize("url", ["", "chat", "ftp://chat.test/", "https://user:x@chat.test/", "https://[::1/"])
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no chat page"):
        page_model(url)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--endpoint", "http://127.0.0.1/v1"), ("--page", "http://127.0.0.1/", "--endpoint", "http://127.0.0.1/v1")],
)
def test_whom_to_ask_must_be_said_once(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    prompts = tmp_path / "p.jsonl"
    prompts.write_text("{}\n")
    result = CliRunner().invoke(conduct, ["run", "--prompts", str(prompts), "--out", str(tmp_path / "o"), *arguments])
    assert isinstance(result.exception, UsageError)
    assert "--page URL" in str(result.exception)
