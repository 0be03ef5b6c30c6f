"""Consent banners: one browser answers many small pages, each with a banner of another make."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from capture_site import kinds, record, serve

from undertow.capture import consent
from undertow.capture.form_survey import Forms
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import FilledField

pytestmark = pytest.mark.browser

SAY = "<script>const say = (word) => { banner.remove(); fetch('/said/' + word); }</script>"
OVER = "style='position:fixed;bottom:0;background:#eee;padding:9px'"
TWO = "<button onclick=\"say('yes')\">{}</button> <button onclick=\"say('no')\">{}</button>"
PAGES = {
    "onetrust": f"""<div id=banner><div id=onetrust-banner-sdk {OVER}>Cookies <button id=onetrust-accept-btn-handler
        onclick="say('yes')">OK</button><button id=onetrust-reject-all-handler
        onclick="say('no')">No</button></div></div>""",
    "usercentrics": f"""<div id=banner><div id=usercentrics-root {OVER}></div></div><script>
        document.getElementById('usercentrics-root').attachShadow({{mode: 'open'}}).innerHTML =
        '<button data-testid=uc-accept-all-button>A</button><button data-testid=uc-deny-all-button>B</button>';
        const root = document.getElementById('usercentrics-root').shadowRoot;
        root.children[0].onclick = () => say('yes'); root.children[1].onclick = () => say('no');</script>""",
    "english": f"<div id=banner {OVER}>This site uses cookies. {TWO.format('Accept all', 'Only necessary')}</div>",
    "german": f"<div id=banner role=dialog>Wir nutzen Cookies. {TWO.format('Alle akzeptieren', 'Ablehnen')}</div>",
    "french": f"<div id=banner {OVER}>Des cookies ? {TWO.format('Tout accepter', 'Continuer sans accepter')}</div>",
    "spanish": f"<div id=banner class=cookie-bar>Usamos cookies. {TWO.format('Aceptar', 'Rechazar todas')}</div>",
    "chinese": f"<div id=banner {OVER}>本网站使用 Cookie。{TWO.format('全部接受', '拒绝')}</div>",
    "japanese": f"<div id=banner {OVER}>当サイトはクッキーを使用します。{TWO.format('同意する', '同意しない')}</div>",
    "arabic": f"<div id=banner {OVER}>نستخدم ملفات تعريف الارتباط. {TWO.format('قبول الكل', 'رفض الكل')}</div>",
    "layers": f"""<div id=banner {OVER}>We use cookies <button onclick="say('yes')">Accept all</button>
        <button onclick="layer.hidden = false">Manage options</button><div id=layer hidden>
        <input type=checkbox id=ads checked><button onclick="say(ads.checked ? 'yes' : 'no')">Save choices</button>
        </div></div>""",
    "late": f"""<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', `<div id=banner {OVER}>Cookies
        {TWO.format("Agree", "Disagree")}</div>`), 700)</script><body>""",
    "no-way": f"<div id=banner {OVER}>We use cookies <button onclick=\"say('yes')\">Got it</button></div>",
    "article": "<h1>All about cookies</h1><button onclick=\"fetch('/said/yes')\">Accept invitation</button>",
    "plain": "<h1>Nothing here</h1>",
}
TWO_WAYS = ["onetrust", "usercentrics", "english", "german", "french", "spanish", "chinese", "japanese", "arabic",
            "layers", "late"]  # fmt: skip


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, str], VisitRecord]]:
    yield asyncio.run(_answer())


async def _answer() -> tuple[dict[str, str], VisitRecord]:
    said: dict[str, str] = {}

    async def drive(page: Page, filled: list[FilledField]) -> None:
        forms = Forms(page)
        for name in PAGES:
            for choice in ("accept", "reject", "ignore"):
                before = len(site.log)
                await page.navigate(site.url(f"/{name}"))
                await consent.decide(page, forms, choice, patience=1.2)
                words = [a.path.rpartition("/")[2] for a in site.log[before:] if a.path.startswith("/said/")]
                said[f"{name} {choice}"] = words[0] if words else ""

    with Spool() as spool:
        pages = {f"/{name}": f"<!doctype html><meta charset=utf-8>{SAY}{text}" for name, text in PAGES.items()}
        async with serve(pages) as site:
            return said, await record(site.url("/plain"), spool, drive, seconds=120)


@pytest.mark.parametrize("page", TWO_WAYS)
def test_banner_is_answered_as_the_vantage_says(answered: tuple[dict[str, str], VisitRecord], page: str) -> None:
    said, _ = answered
    assert (said[f"{page} accept"], said[f"{page} reject"], said[f"{page} ignore"]) == ("yes", "no", "")


def test_nothing_is_pressed_when_the_banner_offers_no_way_to_reject(
    answered: tuple[dict[str, str], VisitRecord],
) -> None:
    said, done = answered
    assert (said["no-way accept"], said["no-way reject"]) == ("yes", "")
    assert "consent-not-decided" in kinds(done)


def test_page_about_cookies_is_no_banner(answered: tuple[dict[str, str], VisitRecord]) -> None:
    said, done = answered
    assert said["article accept"] == ""
    assert any(s.phase == "consent" and s.outcome == "skipped" and "article" in s.url for s in done.visit.steps)


def test_decision_stands_in_the_evidence(answered: tuple[dict[str, str], VisitRecord]) -> None:
    _, done = answered
    told = {
        s.url.rpartition("/")[2]: s.detail for s in done.visit.steps if s.phase == "consent" and "pressed" in s.detail
    }
    assert told["onetrust"] == "a consent banner of OneTrust: “No” was pressed"
    assert told["layers"].startswith("a consent banner: “Manage options” was pressed, 1 box unticked")
