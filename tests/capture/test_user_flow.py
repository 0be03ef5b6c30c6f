"""Flows of the user: what is read from the two formats, and what a visit does with it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from capture_site import kinds, record, serve
from hypothesis import given
from hypothesis import strategies as st

from undertow.capture import flow_drive
from undertow.capture.flow import FlowStep, UserFlow, read
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.vantage import named
from undertow.errors import UsageError
from undertow.model import Bait, FilledField

TOML = """
title = "Log in"
[[step]]
open = "/login"
[[step]]
fill = "E-mail"
with = "{env:SHOP_USER}"
data = "email"
[[step]]
fill = "css=#pw"
with = "{env:SHOP_PASSWORD}"
[[step]]
click = "Log in"
[[step]]
wait = 0.5
"""
RECORDING = {
    "title": "Recording",
    "steps": [
        {"type": "setViewport", "width": 800, "height": 600, "deviceScaleFactor": 1, "isMobile": False},
        {"type": "navigate", "url": "/login", "assertedEvents": [{"type": "navigation", "url": "x"}]},
        {"type": "click", "target": "main", "selectors": [["aria/E-mail"], ["#mail"]], "offsetX": 4, "offsetY": 9},
        {"type": "change", "value": "{bait:email}", "selectors": [["x-box", "#mail"], ["pierce/#mail"]]},
        {"type": "keyDown", "target": "main", "key": "Tab"},
        {"type": "keyUp", "key": "Tab", "target": "main"},
        {"type": "change", "value": "es", "selectors": [['xpath///*[@id="lang"]']]},
        {"type": "click", "selectors": [["text/Log in"]], "offsetX": 1, "offsetY": 1},
        {"type": "waitForElement", "selectors": [["#done"]], "timeout": 3000},
        {"type": "waitForExpression", "expression": "document.title === 'in'"},
    ],
}


def written(folder: Path, content: str) -> Path:
    path = folder / "flow"
    path.write_text(content)
    return path


def test_toml_becomes_steps_and_secrets_when_it_names_them(tmp_path: Path) -> None:
    flow = read(written(tmp_path, TOML), {"SHOP_USER": "ada@x.test", "SHOP_PASSWORD": "hunter22"}.__getitem__)
    assert [s.do for s in flow.steps] == ["open", "fill", "fill", "click", "wait"]
    assert [s.targets for s in flow.steps[1:4]] == [(("label/E-mail",),), (("#pw",),), (("text/Log in",),)]
    assert [(s.name, s.value, s.data) for s in flow.secrets] == [
        ("SHOP_USER", "ada@x.test", "email"),
        ("SHOP_PASSWORD", "hunter22", "password"),
    ]
    assert "hunter22" not in repr(flow)


def test_recording_becomes_steps_when_it_comes_from_the_recorder(tmp_path: Path) -> None:
    flow = read(written(tmp_path, json.dumps(RECORDING)), str)
    steps = ["open", "click", "fill", "press", "fill", "click", "wait_for", "expect"]
    assert [s.do for s in flow.steps] == steps
    assert flow.steps[2].targets == (("x-box", "#mail"), ("pierce/#mail",))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[[step]]\nopen='/'\nclick='x'", "exactly one of"),
        ("[[step]]\nfill='x'", "needs `with`"),
        ("[[step]]\njump='x'", "jump"),
        ("steps", "neither a recording"),
        ("title='x'\nstep=[]", "no steps"),
        ("[[step]]\nfill='x'\nwith='{env:PIN}'", "fewer than 4"),
        ("[[step]]\nfill='x'\nwith='{bait:none}'", "no bait"),
        ('{"steps": 1}', "no recording"),
        ('{"steps": [1]}', "step 1"),
        ('{"steps": [{"type": "customStep", "name": "x"}]}', "customStep"),
        ('{"steps": [{"type": "change", "value": 7, "selectors": []}]}', "step 1"),
    ],
)
def test_file_is_refused_with_a_reason_when_it_is_no_flow(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read(written(tmp_path, content), lambda name: "123")


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["type", "url", "selectors", "value", "key", "y", "timeout"]), inner)
    ),
    max_leaves=12,
)


@given(ANY)
def test_any_json_is_a_flow_or_refused(tmp_path_factory: pytest.TempPathFactory, document: object) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_text('{"steps": ' + json.dumps([document]) + "}")
    with suppress(UsageError):
        read(path, lambda name: "long enough")


PAGE = """<!doctype html><div id=host></div><select id=lang><option>de<option>es</select>
<button id=b>Log in</button><script>
const root = document.getElementById('host').attachShadow({mode: 'closed'});
root.innerHTML = '<label>E-mail <input id=mail></label>';
b.onclick = () => { fetch('/got?' + root.querySelector('input').value + '&' + lang.value);
  document.title = 'in'; b.insertAdjacentHTML('afterend', '<p id=done>in</p>'); };</script>"""


@pytest.mark.browser
async def test_recording_is_played_when_its_elements_are_in_a_closed_shadow_root(tmp_path: Path) -> None:
    flow = read(written(tmp_path, json.dumps(RECORDING)), str)
    baits = (Bait(data="email", value="flow.k3@nobody.test", note="made up"),)
    fields: list[FilledField] = []

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await flow_drive.run(page, flow, site.url(), baits, named(["china"])[0], True, filled)
        fields.extend(filled)

    with Spool() as spool:
        async with serve({"/login": PAGE}) as site:
            done = await record(site.url("/login"), spool, drive, seconds=40)
            assert "/got?flow.k3@nobody.test&es" in site.paths()
    assert [s.outcome for s in done.visit.steps] == ["done"] * 9
    assert (fields[0].data, fields[0].label) == ("email", "E-mail")


@pytest.mark.browser
async def test_rest_of_a_flow_is_a_gap_when_an_element_is_missing() -> None:
    steps = (FlowStep(do="click", targets=(("text/Nowhere",),)), FlowStep(do="click", targets=(("text/Log in",),)))

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await flow_drive.run(page, UserFlow("x", steps, ()), site.url(), (), named(["china"])[0], True, filled)

    with Spool() as spool:
        async with serve({"/": PAGE}) as site:
            done = await record(site.url(), spool, drive, seconds=40)
            assert not any(path.startswith("/got") for path in site.paths())
    assert "flow-broken-off" in kinds(done)
    assert done.visit.steps[1].detail == "no element was found for text/Nowhere"
