"""Prompts for the chat of an audit: what was answered is kept whatever comes, and what was not is a gap."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from undertow import asking as module
from undertow.asking import Asking, asked
from undertow.capture import CapturePlan
from undertow.capture.vantage import PRESETS
from undertow.conduct.client import Answer
from undertow.conduct.page_client import PICTURES
from undertow.conduct.records import PagePicture, PageSeen, Prompt
from undertow.conduct.wire import Chunk, Exchange
from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import AskedModel, Evidence, Sha256

JPEG = b"\xff\xd8\xffpicture"
IMAGE = hashlib.sha256(JPEG).hexdigest()
PROMPTS = tuple(
    Prompt(id=f"p{n}", triple="t", role="sensitive", language="en", text=f"Question {n}?") for n in range(5)
)
SAID = json.dumps({"choices": [{"message": {"content": "It is known."}, "finish_reason": "stop"}]}).encode()


class Page:
    """Stands for the browser: answers until it has answered enough, then does what it is told."""

    def __init__(self, enough: int, then: Any) -> None:
        self._enough, self._then = enough, then

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def ask(self, place: int, model: AskedModel, text: str) -> Answer:
        if self._enough == 0:
            return await self._then()  # type: ignore[no-any-return]
        self._enough -= 1
        exchange = Exchange(
            status=200, content_type="application/json", chunks=(Chunk(at=0.1, data=SAID),), end="closed", ended=0.2
        )
        seen = PageSeen(url="http://127.0.0.1/", stream="", changes=(), pictures=(PagePicture(at=0.0, image=IMAGE),))
        return Answer(text, exchange, page=seen)


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    pictures = tmp_path / "conduct" / PICTURES
    pictures.mkdir(parents=True)
    (pictures / f"{IMAGE}.jpg").write_bytes(JPEG)
    audited = CapturePlan(target="http://127.0.0.1:9/", vantages=PRESETS)
    return Asking(audited, PROMPTS, tmp_path / "conduct", "test")


def recorded() -> Evidence:
    return Evidence(tool="test", target="http://127.0.0.1:9/", started="2026-11-26T12:00:00Z", submit=True)


async def done(
    asking: Asking, monkeypatch: pytest.MonkeyPatch, enough: int, then: Any = None, stop: asyncio.Event | None = None
) -> tuple[Evidence, dict[Sha256, bytes]]:
    monkeypatch.setattr(module, "PageClient", lambda *_: Page(enough, then))
    kept: dict[Sha256, bytes] = {}

    def put(data: bytes) -> Sha256:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    return await asked(asking, recorded(), put, tell=lambda _: None, stop=stop), kept


async def test_every_line_is_a_blob_that_the_next_one_names(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, kept = await done(asking, monkeypatch, 5)
    assert [one.prompt for one in evidence.conduct] == ["", "p0", "p1", "p2", "p3", "p4"]
    named = [json.loads(kept[one.line])["previous"] for one in evidence.conduct]
    assert named == ["0" * 64, *(one.line for one in evidence.conduct[:-1])]
    assert [one.pictures for one in evidence.conduct[1:]] == [(IMAGE,)] * 5 and kept[IMAGE] == JPEG
    assert evidence.gaps == ()


async def test_a_picture_that_was_altered_is_left_out(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    (asking.folder / PICTURES / f"{IMAGE}.jpg").write_bytes(JPEG + b"!")
    evidence, kept = await done(asking, monkeypatch, 5)
    assert not any(one.pictures for one in evidence.conduct) and IMAGE not in kept


async def test_what_was_answered_before_the_audit_was_stopped_is_kept(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = asyncio.Event()

    async def hang() -> Answer:
        stop.set()
        await asyncio.sleep(60)
        raise AssertionError

    evidence, _ = await done(asking, monkeypatch, 2, hang, stop)
    assert [one.prompt for one in evidence.conduct] == ["", "p0", "p1"]
    (gap,) = evidence.gaps
    assert gap.kind == "prompts-unanswered" and "stopped before all 5 prompts" in gap.why and gap.hides_findings


async def test_nothing_is_asked_when_the_visits_were_stopped(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = asyncio.Event()
    stop.set()
    evidence, _ = await done(asking, monkeypatch, 5, stop=stop)
    assert evidence.conduct == () and "before any of 5 prompts" in evidence.gaps[0].why


async def test_a_page_that_cannot_be_asked_is_a_gap_and_the_visits_are_not_lost(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_browser() -> Answer:
        raise EnvironmentProblem("No browser was found.")

    evidence, _ = await done(asking, monkeypatch, 0, no_browser)
    assert [gap.why for gap in evidence.gaps] == ["No browser was found."]
    assert [one.prompt for one in evidence.conduct] == [""]


async def test_an_audit_does_not_go_on_with_the_run_of_another(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    await done(asking, monkeypatch, 5)
    asking.check()
    other = Asking(asking.audited, PROMPTS[:2], asking.folder, "test")
    with pytest.raises(UsageError, match="other prompts"):
        other.check()
