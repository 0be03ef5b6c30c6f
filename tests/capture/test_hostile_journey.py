"""Pages that try to hold a journey fast: it fills in their form all the same, and ends in time."""

from __future__ import annotations

import time

import pytest
from capture_site import VANTAGE, record, serve

from undertow.capture import journey
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.model import Bait, FilledField

pytestmark = pytest.mark.browser

FORM = """<!doctype html><form id=f><label>E-mail <input name=mail></label><button>Subscribe</button></form><script>
f.onsubmit = (e) => { e.preventDefault(); fetch('/got?' + f.mail.value); };</script>"""
TRAPS = {
    "timers": "setInterval(() => document.title = Date.now(), 0); (function again() { setTimeout(again) })();",
    "alerts": "let n = 0; setInterval(() => { if (n++ < 4) alert(n) }, 300);",
    "leaving": "onbeforeunload = (e) => { e.preventDefault(); return e.returnValue = 'stay'; };",
    "print": "print(); setTimeout(() => print(), 500);",
    "downloads": """for (let n = 0; n < 5; n++) { const a = document.createElement('a'); a.download = n + '.bin';
        a.href = URL.createObjectURL(new Blob(['x'])); document.body.append(a); a.click(); }""",
    "permissions": """Notification.requestPermission(); navigator.mediaDevices?.getUserMedia({video: true, audio: true})
        .catch(() => 0); navigator.geolocation.getCurrentPosition(() => 0);
        navigator.clipboard?.readText().catch(() => 0);""",
    "protocols": """location.href = 'mailto:nobody@nobody.test'; setTimeout(() => location.href = 'tel:+4930', 300);
        try { navigator.registerProtocolHandler('web+trap', location.href + '?%s') } catch {}""",
    "focus": "document.addEventListener('focusin', () => { f.querySelector('button').focus() }, {once: true});",
    "changing": "setInterval(() => f.insertAdjacentHTML('beforeend', '<i>x</i>'), 50);",
    "pushing": "let n = 0; setInterval(() => history.pushState(0, '', '?' + n++ % 9), 100);",
}


@pytest.mark.parametrize("trap", TRAPS)
async def test_form_is_sent_and_the_visit_ends_when_the_page_is_a_trap(trap: str) -> None:
    baits = (Bait(data="email", value="trap.q8@nobody.test", note="made up"),)

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await journey.run(page, target=site.url(), baits=baits, vantage=VANTAGE, submit=True, filled=filled)

    with Spool() as spool:
        async with serve({"/": f"{FORM}<script>{TRAPS[trap]}</script>"}) as site:
            begin = time.monotonic()
            done = await record(site.url(), spool, drive, seconds=50)
            assert time.monotonic() - begin < 45
            assert "/got?trap.q8@nobody.test" in site.paths()
    assert done.visit.outcome == "complete"
    assert done.visit.steps[-1].name == "leave"
