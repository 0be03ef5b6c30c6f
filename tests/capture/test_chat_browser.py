"""The browser that chats are asked in: through the proxy of its vantage, and as the visitor whom its profile keeps."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from capture_site import VANTAGE, Answer, Site, serve
from login_proxy import LOGIN, proxy

from undertow.capture.chat_browser import ChatBrowser, ChatSetting
from undertow.capture.conversation import Conversation
from undertow.capture.seal import HostMap
from undertow.capture.spool import Spool
from undertow.model import Vantage

pytestmark = pytest.mark.browser

CHAT: dict[str, Answer] = {
    "/": """<!doctype html><title>Chat</title><main id=log></main>
<form id=f><textarea id=q placeholder="Ask anything"></textarea><button>Send</button></form><script>
if (!localStorage.visitor) localStorage.visitor = Math.random();
document.cookie = 'visitor=' + localStorage.visitor + '; max-age=9000';
f.onsubmit = async (e) => { e.preventDefault(); const asked = q.value; q.value = '';
  const show = (text) => { const p = document.createElement('p'); p.textContent = text; log.append(p) };
  show(asked); show(await (await fetch('/answer', {method: 'POST', body: asked})).text()) };</script>""",
    "/answer": "It rained all day in the old town, and nobody minded.",
}


async def ask(target: str, vantage: Vantage, *questions: str, maps: tuple[HostMap, ...] = ()) -> list[str]:
    """What the page showed after each question."""
    shown = []
    with Spool() as spool:
        async with ChatBrowser(ChatSetting(target, maps, vantage=vantage), spool) as browser:
            conversation = Conversation(browser, timeout=6, linger=0.3)
            for question in questions:
                asked = await conversation.ask(question, target)
                assert asked.sent, asked.why
                shown.append(" ".join(change.text for change in asked.changes))
    return shown


def visitors(site: Site) -> list[str | None]:
    """The cookie of each question that arrived."""
    return [arrival.headers.get("Cookie") for arrival in site.log if arrival.path == "/answer"]


@pytest.mark.parametrize("scheme", ["socks5", "http"])
async def test_chat_is_asked_through_the_proxy_of_the_vantage(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE", ":".join(LOGIN))
    async with proxy(scheme) as held, serve(CHAT) as site:
        seen = msgspec.structs.replace(VANTAGE, proxy=held.url, proxy_login="OFFICE")
        maps = (HostMap("chat.test", "127.0.0.1", site.port),)
        (shown,) = await ask("http://chat.test/", seen, "How was the weather?", maps=maps)
    assert "It rained all day" in shown
    assert set(held.asked) == {f"127.0.0.1:{site.port}"}
    assert [a.body for a in site.log if a.path == "/answer"] == [b"How was the weather?"]
    assert {a.host for a in site.log} == {"chat.test"}


async def test_chat_knows_the_visitor_of_a_kept_profile_in_every_conversation(tmp_path: Path) -> None:
    kept = msgspec.structs.replace(VANTAGE, profile=str(tmp_path / "kept"))
    async with serve(CHAT) as site:
        for questions in (("One?", "Two?"), ("Three?",)):
            await ask(site.url(), kept, *questions)
        known = visitors(site)
    assert len(known) == 3
    assert len(set(known)) == 1 and known[0] is not None


async def test_chat_knows_nobody_without_a_profile(tmp_path: Path) -> None:
    async with serve(CHAT) as site:
        await ask(site.url(), VANTAGE, "One?", "Two?")
        assert len(set(visitors(site))) == 2


async def test_chat_gets_the_circumstances_of_the_vantage() -> None:
    async with serve(CHAT) as site:
        await ask(site.url(), msgspec.structs.replace(VANTAGE, user_agent="Made up/1"), "One?")
    headers = next(a.headers for a in site.log if a.path == "/answer")
    assert headers["User-Agent"] == "Made up/1"
    assert headers["Accept-Language"].startswith("de-DE,de")
