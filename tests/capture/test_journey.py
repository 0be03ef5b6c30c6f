"""The journey: one visit to a site with every kind of form, one to a page without any, one to nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

import pytest
from capture_site import VANTAGE, Arrival, Site, record, serve

from undertow.capture import journey
from undertow.capture.bait import baits
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import FilledField

pytestmark = pytest.mark.browser

BAITS = baits(VANTAGE, visit_id="v1", target_host="127.0.0.1", seed="journey")
VALUES = {bait.data: bait.value for bait in BAITS}
NATIONAL = VALUES["phone"].removeprefix("+49")

HOME = """<!doctype html><meta charset=utf-8><title>Home</title>
<div class=cookie-banner>We use cookies <button onclick="fetch('/consented')">Accept</button></div>
<button role=tab aria-selected=true id=te>E-mail</button><button role=tab id=tp>Phone</button>
<div role=tabpanel aria-labelledby=te id=pe><form id=by-mail action=/logged-in method=post>
  <label>E-mail <input name=mail></label><label>Password <input type=password name=pw></label>
  <label><input type=checkbox required name=terms>I agree</label><button>Sign in</button></form></div>
<div role=tabpanel aria-labelledby=tp id=pp hidden><form id=by-phone><select name=cc><option value=+1>+1<option
  value=+49>+49</select><input type=tel name=tel><input name=code placeholder="Verification code">
  <button type=button id=ask>Get code</button><button>Log in</button></form></div>
<form id=pay><input autocomplete=cc-number name=card><button>Pay</button></form>
<form id=erase><input name=confirm-name><button>Delete account</button></form>
<iframe src="http://localhost:PORT/framed" style="width:400px;height:120px"></iframe>
<p style="margin-top:2000px"><a href=/join>Sign up</a> <a href="/rules" rel=privacy-policy>Rules</a></p>
<script>
const $ = (id) => document.getElementById(id);
const json = (form) => JSON.stringify(Object.fromEntries(new FormData(form)));
$('tp').onclick = () => { $('pe').hidden = true; $('pp').hidden = false };
$('te').onclick = () => { $('pe').hidden = false; $('pp').hidden = true };
$('ask').onclick = () => fetch('/code', {method: 'POST', body: json($('by-phone'))});
$('by-phone').onsubmit = (e) => { e.preventDefault();
  fetch('/by-phone', {method: 'POST', body: json($('by-phone'))}); };
let keys = ''; document.addEventListener('keydown', (e) => { keys += e.key; });
let trusted = true;
for (const t of ['keydown', 'input', 'click']) {
  document.addEventListener(t, (e) => { trusted &&= e.isTrusted });
}
let left = 0; document.querySelector('[type=password]').addEventListener('blur', () => left++);
$('by-mail').addEventListener('submit', () => navigator.sendBeacon('/keys', JSON.stringify({keys, trusted, left})));
addEventListener('mousemove', () => fetch('/moved'), {once: true});
addEventListener('scroll', () => fetch('/scrolled'), {once: true});
addEventListener('pagehide', () => navigator.sendBeacon('/left'));
</script>"""
FRAMED = """<!doctype html><form id=letter><input type=email name=m placeholder="Newsletter">
<button>Subscribe</button></form>
<script>letter.onsubmit = (e) => {
  e.preventDefault(); fetch('/letter', {method: 'POST', body: letter.m.value}); letter.remove();
}</script>"""
JOIN = """<!doctype html><x-join></x-join><script>
customElements.define('x-join', class extends HTMLElement { connectedCallback() {
const root = this.attachShadow({mode: 'open'});
root.innerHTML = `<div><input placeholder="Your name"><input placeholder="Mobile">
<textarea placeholder="Anything else? Leave a message"></textarea>
<button>Create account</button></div>`;
root.querySelector('button').onclick = () => fetch('/joined', {method: 'POST', body:
[...root.querySelectorAll('input,textarea')].map(i => i.value).join('|')}) } })</script>"""
LOGGED_IN = """<!doctype html><title>Chat</title>
<div contenteditable=true aria-label="Ask anything" id=box></div>
<button id=send>Send</button><script>send.onclick = () => {
  fetch('/said', {method: 'POST', body: box.textContent}); box.textContent = '';
}</script>"""


@dataclass
class Travelled:
    record: VisitRecord
    log: list[Arrival]

    def body(self, path: str) -> str:
        """What arrived at that path; fails if nothing or more than one did."""
        (only,) = [a for a in self.log if a.path == path]
        return only.body.decode()

    def steps(self) -> list[tuple[str, str]]:
        return [(step.name, step.outcome) for step in self.record.visit.steps]

    def filled(self) -> list[tuple[str, str]]:
        return [(f.form, f.data) for f in self.record.visit.fields]


async def travel(pages: dict[str, str], *, path: str = "/") -> Travelled:
    spool = Spool()
    try:
        async with serve(pages) as site:
            pages.update({name: text.replace("PORT", str(site.port)) for name, text in pages.items()})
            target = site.url(path) if path else "http://127.0.0.1:9/"
            return await _visit(site, target, spool)
    finally:
        spool.close()


async def _visit(site: Site, target: str, spool: Spool) -> Travelled:
    async def drive(page: Page, filled: list[FilledField]) -> None:
        await journey.run(page, target=target, baits=BAITS, vantage=VANTAGE, submit=True, filled=filled)

    return Travelled(await record(target, spool, drive, baits=BAITS, seconds=40), site.log)


@pytest.fixture(scope="module")
def rich() -> Iterator[Travelled]:
    pages = {"/": HOME, "/framed": FRAMED, "/join": JOIN, "/logged-in": LOGGED_IN, "/rules": "<h1>Privacy</h1>"}
    yield asyncio.run(travel(pages))


def test_every_form_behind_tabs_and_frames_is_filled_in(rich: Travelled) -> None:
    assert rich.filled() == [
        ("login (e-mail tab)", "email"),
        ("login (e-mail tab)", "password"),
        ("chat", "message"),
        ("form", "name"),
        ("newsletter", "email"),
        ("login (phone tab)", "phone"),
        ("login (phone tab)", "otp"),
        ("sign-up", "name"),
        ("sign-up", "phone"),
        ("sign-up", "message"),
    ]
    assert rich.record.visit.outcome == "complete"


def test_steps_tell_the_story_in_order(rich: Travelled) -> None:
    names = [name for name, outcome in rich.steps() if outcome == "done"]
    assert names[0] == "land"
    assert names[-2:] == ["policy", "leave"]
    assert names.index("fill login (e-mail tab)") < names.index("submit login (e-mail tab)") < names.index("chat")


def test_typed_values_arrive_when_the_form_navigates(rich: Travelled) -> None:
    sent = parse_qs(rich.body("/logged-in"))
    assert sent == {"mail": [VALUES["email"]], "pw": [VALUES["password"]], "terms": ["on"]}


def test_real_keys_are_heard_when_fields_are_filled_in(rich: Travelled) -> None:
    heard = json.loads(rich.body("/keys"))
    assert VALUES["email"] in heard["keys"].replace("Shift", "")
    assert heard["trusted"] is True
    assert heard["left"] >= 1


def test_national_number_is_typed_when_a_country_list_takes_the_prefix(rich: Travelled) -> None:
    assert json.loads(rich.body("/by-phone")) == {"cc": "+49", "tel": NATIONAL, "code": VALUES["otp"]}


def test_code_is_asked_for_when_there_is_a_button_for_it(rich: Travelled) -> None:
    assert json.loads(rich.body("/code"))["tel"] == NATIONAL


def test_full_number_is_typed_when_there_is_no_country_list(rich: Travelled) -> None:
    assert rich.body("/joined").split("|") == [VALUES["name"], VALUES["phone"], VALUES["message"]]


def test_form_is_filled_in_when_it_is_in_a_frame_of_another_origin(rich: Travelled) -> None:
    assert rich.body("/letter") == VALUES["email"]
    (field,) = [f for f in rich.record.visit.fields if f.form == "newsletter"]
    assert "localhost" in field.frame_url


def test_prompt_is_said_when_the_login_leads_to_a_chat(rich: Travelled) -> None:
    assert rich.body("/said") == VALUES["message"]


def test_nothing_is_paid_erased_or_consented_to(rich: Travelled) -> None:
    gaps = {(gap.kind, gap.where.split(" ")[0]) for gap in rich.record.gaps}
    assert {("form-left-alone", "payment"), ("form-not-submitted", "form")} <= gaps
    assert "/consented" not in [a.path for a in rich.log]
    assert not any("card" in a.path or "confirm-name" in a.path for a in rich.log)
    assert not any(f.selector.endswith(("card", "cc-number")) for f in rich.record.visit.fields)
    assert any("consent banner" in s.detail and "left alone" in s.detail for s in rich.record.visit.steps)


def test_person_is_there_when_listeners_wait_for_one(rich: Travelled) -> None:
    assert {"/moved", "/scrolled"} <= {a.path for a in rich.log}


def test_policy_is_opened_when_the_page_declares_one(rich: Travelled) -> None:
    (step,) = [s for s in rich.record.visit.steps if s.phase == "policy"]
    assert step.url.endswith("/rules")


def test_beacon_is_sent_when_the_page_is_left(rich: Travelled) -> None:
    assert "/left" in [a.path for a in rich.log]


def test_visit_is_complete_when_there_is_nothing_to_fill_in() -> None:
    late = "<script>setTimeout(() => fetch('/late'), 1200)</script>"
    plain = asyncio.run(travel({"/": f"<!doctype html><h1>Hello</h1>{late}"}))
    assert plain.steps() == [("land", "done"), ("policy", "skipped"), ("leave", "done")]
    assert plain.filled() == []
    assert "/late" in [a.path for a in plain.log]


def test_only_landing_is_tried_when_nobody_answers() -> None:
    lost = asyncio.run(travel({}, path=""))
    assert lost.steps() == [("land", "failed"), ("leave", "done")]
    assert lost.record.failure is not None


def test_prompt_is_said_when_the_page_itself_is_a_chat() -> None:
    draft = "<script>document.querySelector('textarea').oninput = (e) => navigator.sendBeacon('/draft', e.target.value)"
    form = "<form><label>Your message <textarea name=m></textarea></label><button>Send</button></form>"
    spoken = asyncio.run(travel({"/": f"<!doctype html>{form}{draft}</script>"}))
    assert spoken.filled() == [("chat", "message")]
    assert VALUES["message"] in [a.body.decode() for a in spoken.log if a.path == "/draft"]
