"""Forms that are hard to find or to fill in: each page's own values arrive at its server."""

from __future__ import annotations

import json

import pytest
from capture_site import VANTAGE, record, serve

from undertow.capture import journey
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.model import Bait, FilledField

pytestmark = pytest.mark.browser

BAITS = (
    Bait(data="email", value="hard.q8@nobody.test", note="made up"),
    Bait(data="password", value="Quiet-River-77", note="made up"),
    Bait(data="phone", value="+4915112345670", note="made up"),
    Bait(data="name", value="Ada Hardcase", note="made up"),
    Bait(data="input", value="words of no kind", note="made up"),
)
SEND = "const send = (o) => fetch('/got', {method: 'POST', body: JSON.stringify(o)});"
PAGES = {
    "closed shadow root": """<log-in></log-in><script>customElements.define('log-in', class extends HTMLElement {
        constructor() { super(); const root = this.attachShadow({mode: 'closed'});
          root.innerHTML = `<form><label>E-mail <input name=mail type=email></label>
            <label>Password <input name=pass type=password></label><button>Sign in</button></form>`;
          const form = root.querySelector('form');
          form.onsubmit = (e) => { e.preventDefault(); send({mail: form.mail.value, pass: form.pass.value}) } } })
        </script>""",
    "closed root in a closed root": """<out-side></out-side><script>
        customElements.define('in-side', class extends HTMLElement { constructor() { super();
          const root = this.attachShadow({mode: 'closed'});
          root.innerHTML = '<input type=email aria-label="E-mail address"><button>Subscribe to our newsletter</button>';
          root.querySelector('button').onclick = () => send({mail: root.querySelector('input').value}) } });
        customElements.define('out-side', class extends HTMLElement { constructor() { super();
          this.attachShadow({mode: 'closed'}).innerHTML = '<section><in-side></in-side></section>' } })</script>""",
    "own country list": """<form id=f><div class=phone><button type=button id=code aria-haspopup=listbox
          aria-label="Country code">+1</button><input type=tel name=phone aria-label="Phone number"></div>
        <ul id=list role=listbox hidden><li role=option>Canada +1<li role=option>France +33<li role=option>Germany +49
        <li role=option>Japan +81</ul><button>Send code</button></form><script>
        code.onclick = () => { list.hidden = !list.hidden };
        for (const one of list.children) one.onclick = () => { code.textContent = one.textContent.match(/\\+\\d+/)[0];
          list.hidden = true };
        f.onsubmit = (e) => { e.preventDefault(); send({code: code.textContent, phone: f.phone.value}) }</script>""",
    "editable element": """<h2>Contact us</h2><form id=f><label>Your name <input name=who></label>
        <label>E-mail <input name=mail type=email></label>
        <div id=text contenteditable=true role=textbox aria-multiline=true aria-label="Your message"></div>
        <button>Send message</button></form><script>
        f.onsubmit = (e) => { e.preventDefault(); send({mail: f.mail.value, text: text.textContent}) }</script>""",
    "steps": """<form id=f><h1>Create your account</h1><div id=one><label>E-mail <input name=mail type=email></label>
        <button type=button id=next>Next</button></div><div id=two hidden>
        <label>Choose a password <input name=pass type=password autocomplete=new-password></label>
        <button>Create account</button></div></form><script>
        next.onclick = () => { one.hidden = true; two.hidden = false };
        f.onsubmit = (e) => { e.preventDefault(); send({mail: f.mail.value, pass: f.pass.value}) }</script>""",
    "dialog of a page drawn by script": """<div id=app></div><script>
        app.innerHTML = '<header><button id=open>Log in</button></header><p>Welcome</p>';
        document.getElementById('open').onclick = () => { const d = document.createElement('dialog');
          d.innerHTML = '<form><label>E-mail <input name=mail></label><label>Password <input type=password name=pass>'
            + '</label><button>Log in</button></form>'; document.body.append(d); d.showModal();
          const form = d.querySelector('form');
          form.onsubmit = (e) => { e.preventDefault(); send({mail: form.mail.value, pass: form.pass.value}) } }
        </script>""",
    "tab of the phone log-in": """<div role=tablist><button role=tab id=a aria-selected=true>Password</button>
        <button role=tab id=b>Log in by phone</button></div>
        <form id=x><label>User name <input name=user></label><label>Password <input type=password></label>
        <button>Log in</button></form>
        <form id=y hidden><label>Mobile number <input type=tel name=phone></label><button>Get code</button></form>
        <script>b.onclick = () => { x.hidden = true; y.hidden = false };
        x.onsubmit = (e) => { e.preventDefault() };
        y.onsubmit = (e) => { e.preventDefault(); send({phone: y.phone.value}) }</script>""",
}
ARRIVES = {
    "closed shadow root": {"mail": "hard.q8@nobody.test", "pass": "Quiet-River-77"},
    "closed root in a closed root": {"mail": "hard.q8@nobody.test"},
    "own country list": {"code": "+49", "phone": "15112345670"},
    "editable element": {"mail": "hard.q8@nobody.test", "text": "words of no kind"},
    "steps": {"mail": "hard.q8@nobody.test", "pass": "Quiet-River-77"},
    "dialog of a page drawn by script": {"mail": "hard.q8@nobody.test", "pass": "Quiet-River-77"},
    "tab of the phone log-in": {"phone": "+4915112345670"},
}


@pytest.mark.parametrize("name", PAGES)
async def test_values_arrive_whatever_the_form_is_made_of(name: str) -> None:
    async def drive(page: Page, filled: list[FilledField]) -> None:
        await journey.run(page, target=site.url(), baits=BAITS, vantage=VANTAGE, submit=True, filled=filled)

    text = f"<!doctype html><title>t</title><script>{SEND}</script>{PAGES[name]}"
    with Spool() as spool:
        async with serve({"/": text}) as site:
            done = await record(site.url(), spool, drive, seconds=50)
            got = [json.loads(arrival.body) for arrival in site.log if arrival.path == "/got"]
    assert ARRIVES[name] in got, done.visit.steps
    assert done.visit.outcome == "complete"
