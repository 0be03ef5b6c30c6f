"""A chat behind a sign-in: the steps of the user lead there, also after the session ended, and no secret is kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from undertow.capture import flow
from undertow.capture.flow import UserFlow
from undertow.conduct.client import Answer
from undertow.conduct.page_client import PageClient, PageSetting, page_model
from undertow.conduct.witnesses import read_page
from undertow.lab.chat_server import ChatServer
from undertow.model import codec

pytestmark = pytest.mark.browser

ACCOUNT = ("reader@example.test", "correct horse")
STEPS = """
[[step]]
open = "/sign-in"
[[step]]
fill = "E-mail"
with = "{env:CHAT_USER}"
[[step]]
fill = "Password"
with = "{env:CHAT_PASSWORD}"
[[step]]
click = "Continue"
[[step]]
wait_for = "css=textarea"
"""
QUERY = "form=template-replaced&transport=sse&seed=7"


def steps(folder: Path, text: str = STEPS) -> UserFlow:
    path = folder / "sign_in.toml"
    path.write_text(text)
    return flow.read(path, dict(zip(("CHAT_USER", "CHAT_PASSWORD"), ACCOUNT, strict=True)).__getitem__)


def asked(folder: Path, with_flow: UserFlow | None, questions: int = 1) -> tuple[list[Answer], list[str]]:
    """The answers to so many questions, and what the server was asked; it signs out after two."""

    async def run() -> tuple[list[Answer], list[str]]:
        async with ChatServer(account=ACCOUNT, questions_a_session=2) as server:
            setting = PageSetting(url=f"{server.base}/", timeout=5, linger=0.7, flow=with_flow)
            async with PageClient(setting, folder) as client:
                model = page_model(f"{server.base}/?{QUERY}")
                answers = [await client.ask(0, model, f"What happened in {n}?") for n in range(questions)]
            return answers, server.questions

    return asyncio.run(run())


def test_every_question_is_asked_when_the_session_ends_in_between(tmp_path: Path) -> None:
    answers, came = asked(tmp_path, steps(tmp_path), 3)
    assert came == ["What happened in 0?", "What happened in 1?", "What happened in 2?"]
    for answer in answers:
        assert answer.page is not None and not answer.unasked
        (retraction,) = read_page(answer.exchange, answer.page, answer.request).retractions
        assert retraction.form == "template-replaced"
        assert "no-pictures" in {gap.kind for gap in answer.page.gaps}
        kept = codec.encode(answer.page) + codec.encode(answer.exchange)
        assert not any(secret.encode() in kept for secret in ACCOUNT)


def test_a_page_that_asks_to_sign_in_is_told_when_there_are_no_steps(tmp_path: Path) -> None:
    (answer,), came = asked(tmp_path, None)
    assert answer.unasked and came == []
    assert answer.exchange.detail.endswith("which asks to sign in; see --flow")


def test_the_step_that_could_not_be_taken_is_named(tmp_path: Path) -> None:
    (answer,), came = asked(tmp_path, steps(tmp_path, STEPS.replace("Continue", "Log me in")))
    assert answer.unasked and came == []
    assert "step 4 (click)" in answer.exchange.detail
