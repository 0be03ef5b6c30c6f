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
    "giant page": """const all = document.createDocumentFragment(); for (let n = 0; n < 30000; n++) {
        const d = document.createElement(n % 50 ? 'div' : 'input'); if (n % 50 === 0) d.type = 'hidden'; all.append(d) }
        document.body.append(all);""",
    "poisoned prototypes": """const bad = () => { throw new Error('bad') };
        for (const [type, names] of [[Array, 'map filter forEach push find slice join'], [String, 'slice trim match'],
          [Element, 'getAttribute matches closest querySelectorAll getBoundingClientRect'], [Node, 'contains'],
          [Document, 'querySelectorAll getElementById createElement'], [Object, 'hasOwnProperty toString'],
          [Promise, 'then']]) for (const name of names.split(' ')) type.prototype[name] = bad;
        JSON.stringify = JSON.parse = Object.keys = Array.from = Reflect.apply = bad;""",
    "throwing getters": """const bad = {get() { throw new Error('bad') }, configurable: true};
        for (const name of ['tagName', 'id', 'className', 'shadowRoot', 'attributes'])
          Object.defineProperty(Element.prototype, name, bad);
        for (const name of ['type', 'labels', 'form', 'name', 'placeholder', 'autocomplete'])
          Object.defineProperty(HTMLInputElement.prototype, name, bad);
        Object.defineProperty(Object.prototype, 'value', {...bad, set() { throw new Error('bad') }});""",
    "proxies": """const trap = new Proxy({}, {get: () => () => { throw new Error('bad') }});
        for (const name of ['document', 'navigator', 'Node', 'Element', 'HTMLElement', 'HTMLInputElement', 'Promise'])
          try { Object.defineProperty(window, name, {value: new Proxy(window[name], trap)}) } catch {}
        Error.prepareStackTrace = () => { throw new Error('bad') };""",
    "policy": """const policy = document.createElement('meta'); policy.httpEquiv = 'Content-Security-Policy';
        policy.content = "script-src 'unsafe-inline'; style-src 'none'; object-src 'none'; base-uri 'none'; "
          + "require-trusted-types-for 'script'; trusted-types 'none'"; document.head.append(policy);
        try { eval('1'); fetch('/open') } catch {} try { f.innerHTML += '<b>'; fetch('/open') } catch {}""",
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
            assert "/open" not in site.paths()
    assert done.visit.outcome == "complete"
    assert done.visit.steps[-1].name == "leave"
