"""What must and what must not be decoded, and what the decoded text looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from arguments import sink_arguments
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis import decode_closed
from undertow.analysis.columns import Columns, K, columns
from undertow.analysis.decode import HOLE, Decoded, Delegate, decode, read_proxy
from undertow.analysis.decode_layout import layout_edits
from undertow.analysis.decode_plain import literal
from undertow.analysis.decode_rewrite import rewrite
from undertow.analysis.decode_script import ReadableScript, make_readable
from undertow.analysis.sandbox import Sandbox, Value
from undertow.analysis.scopes import resolve

FIXTURES = Path(__file__).parent / "fixtures"
A = "var a=['aa','bb','cc'];function g(i){return a[i]}"
PROXIES = (
    A + "var P={};P.k=function(x,y){return x(y)};P[g(0)]=function(x,y){return y+x};P.z=function(q,r){return P.k(q,r)};"
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox()
    yield box
    box.close()


def decoded(source: str, sandbox: Sandbox) -> tuple[Columns, Decoded]:
    c = columns(source.encode())
    return c, decode(c, resolve(c), sandbox)


def readable(source: str | bytes, sandbox: Sandbox) -> ReadableScript:
    c = columns(source if isinstance(source, bytes) else source.encode())
    return make_readable(c, resolve(c), sandbox)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (A + "sink(g(1))", "bb"),
        (A + "a[0]=location.host;sink(g(0))", None),  # built from an open value
        (A + "function h(){a[0]='q'}h();sink(g(0))", None),  # written from elsewhere
        (A + "a.reverse();sink(g(0))", None),  # changed by a method
        (A + "function m(x){x.push(x.shift())}m(a);sink(g(0))", "bb"),  # a rotator of any shape
        (A + "(function(x){x.push(x.shift())}(a),sink(g(0)))", "bb"),  # a rotator in a sequence with the program
        ("var a=['aa','bb','cc'],n=0;function g(){return a[n++]}sink(g())", None),  # order matters
        (A + "function w(p,q){return g(q-2)}function k(q){return w(0,q+1)}sink(k(2))", "bb"),  # chained wrappers
        (A + "{let g=x=>'no';sink(g(1))}", None),  # another function of the same name
        (A + "function f(g){sink(g(1))}", None),  # a parameter of the same name
        (A + "var o={};o.k=function(x,y){return x+y};o['z']=g(0);sink(o.k(o.z,g(2)))", "aacc"),
        ("function d(s){return s.split('').reverse().join('')}var x=d('ab');sink(d('tset'))", "test"),
        (A + "sink(g(location.hash))", None),
        (A + "function l(){while(1){}}var q=l();sink(g(2))", "cc"),  # a hanging initialiser does not stop the rest
        (A + "sink(g(1)+Math.random())", None),
        (A + "sink(g(1)+Date.now())", None),
    ],
)
def test_only_what_needs_nothing_from_outside_is_decoded(source: str, value: Value, sandbox: Sandbox) -> None:
    c, found = decoded(source, sandbox)
    assert found.values.get(sink_arguments(c, ("sink",))[0]) == value


@pytest.mark.parametrize(
    ("source", "template"),
    [
        (A + "sink(g(0)+x+g(1))", f"aa{HOLE}bb"),
        (A + "sink(`${g(0)}/${x}`)", f"aa/{HOLE}"),
        (A + "function p(x,y){return x+y}sink(p(g(0),p(x,g(1))))", None),  # p is no machinery: it needs no store
        (A + "var o={s:g(0),p:function(x,y){return x+y}};sink(o.p(o.s,o.p(x,g(1))))", f"aa{HOLE}bb"),
        (A + "sink([g(0),x].join('/'))", f"aa/{HOLE}"),
        (A + "var o={s:g(0),u:function(x){return x.length+g(0)}};sink(o.u(x))", None),  # computed on the unknown part
    ],
)
def test_unknown_parts_become_holes(source: str, template: str | None, sandbox: Sandbox) -> None:
    c, found = decoded(source, sandbox)
    assert found.templates.get(sink_arguments(c, ("sink",))[0]) == template


def test_raw_elements_inside_a_decoder_are_no_decoded_values(sandbox: Sandbox) -> None:
    source = "var a=['xx','yy','zz'];function g(i){var first=a[0];return a[i]+first}sink(g(1))"
    c, found = decoded(source, sandbox)
    inside = c.source.index(b"function"), c.source.index(b"sink")
    assert not [n for n in found.values if inside[0] <= c.start[n] < inside[1]]


@pytest.mark.parametrize(
    ("source", "meaning"),
    [
        ("function(a,b){return a+b}", ("+", (0, 1))),
        ("function n(a,b){return b===a;}", ("===", (1, 0))),
        ("(a,b)=>a in b", ("in", (0, 1))),
        ("a=>a()", ("()", (0,))),
        ("function(f,x,y){return f(y,x)}", ("()", (0, 2, 1))),
        ("function(x,y){return o.p(y,x)}", (Delegate("o.p"), (1, 0))),
        ("function(a,b){return a+b+1}", None),
        ("function(a,b){log(a);return a+b}", None),
        ("function(a){return a+outside}", None),
        ("function(a,b=1){return a+b}", None),
        ("class A{}", None),
        ("function atob() { [native code] }", None),
    ],
)
def test_a_proxy_is_known_by_what_it_does(source: str, meaning: object) -> None:
    assert read_proxy(source) == meaning


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("(()=>{PROXIES sink(P.k(fetch,u))})()", "sink(fetch(u))"),
        ("(()=>{PROXIES P.k(fetch,u)})()", "fetch(u)"),  # also where nobody reads the value
        ("(()=>{PROXIES P.z(fetch,P.aa(u,v))})()", "fetch(v + u)"),
        ("(()=>{PROXIES sink(P.aa(u,v)*2)})()", "sink((v + u)*2)"),
        ("(()=>{PROXIES sink(P.aa(P.aa(1,u),v))})()", "sink(v + (u + 1))"),
        ("(()=>{PROXIES x[g(1)](g(2))})()", 'x.bb("cc")'),
        ("(()=>{PROXIES sink({[g(1)]:1,k:x?.[g(2)]})})()", 'sink({bb:1,k:x?.["cc"]})'),
        ("(()=>{PROXIES sink(!![],![],0x1f,0x10*2+-3,g(1))})()", 'sink(true,false,31,29,"bb")'),
        ("(()=>{PROXIES if(g(0)==='aa'){sink(g(1))}else{other()}})()", '{sink("bb")}'),
        ("(()=>{PROXIES if(g(0)!=='aa')other();sink(g(1))})()", ';sink("bb")'),
        ("(()=>{PROXIES if(u!==g(0))other();sink(g(1))})()", 'if(u!=="aa")other();sink("bb")'),
    ],
)
def test_decoded_code_reads_as_it_was_written(source: str, text: str, sandbox: Sandbox) -> None:
    script = readable(source.replace("PROXIES", PROXIES), sandbox)
    got = script.columns.source.decode().removeprefix("(()=>{").removesuffix("})()")
    assert got.strip() == text


def test_names_of_the_outermost_scope_stay_since_other_scripts_may_use_them(sandbox: Sandbox) -> None:
    script = readable(PROXIES + "sink(P.k(fetch,g(1)))", sandbox)
    assert b"function g(i)" in script.columns.source
    assert script.columns.source.endswith(b'sink(fetch("bb"))')


FLAT = """(()=>{var o='2|0|1'.split('|'),i=0;while(!![]){switch(o[i++]){case'0':b();continue;case'1':return c();
case'2':a();continue;}break;}})()"""


@pytest.mark.parametrize(
    ("source", "flattened"),
    [
        (FLAT, True),
        (FLAT.replace("i=0", "i=1"), False),
        (FLAT.replace("'2|0|1'", "w"), False),
        (FLAT.replace("'2|0|1'", "'2|0|7'"), False),
        (FLAT.replace("a();continue;", "a();"), False),  # runs on into the next case
        (FLAT.replace("!![]", "n"), False),
        (FLAT.replace("break;", "i=0;"), False),
        (FLAT.replace("o[i++]", "o[i]"), False),
    ],
)
def test_only_a_dispatcher_with_a_fixed_order_is_laid_out_again(source: str, flattened: bool) -> None:
    c = columns(source.encode())
    step = rewrite(c, layout_edits(c, resolve(c), ()))
    calls = re.findall(r"\b([abc])\(\)", step.source.decode())
    assert calls == (["a", "b", "c"] if flattened else ["b", "c", "a"])


@pytest.mark.parametrize(
    "name", [f"gate.{kind}.{version}" for kind in ("light", "medium", "heavy") for version in (411, 580)]
)
def test_obfuscated_code_is_read_completely(name: str, sandbox: Sandbox) -> None:
    plain = columns((FIXTURES / "gate.js").read_bytes())
    source = (FIXTURES / f"{name}.js").read_bytes()
    assert (b"red-willow" in source) == name.startswith("gate.light")  # light: the strings stand in a plain array
    script = readable(source, sandbox)
    text = script.columns.source.decode()
    strings = {plain.symbols[k] for k in plain.sym[plain.kind == K["string"]].tolist()}
    assert not [s for s in strings if s not in text]
    assert "fetch(" in text and ".startsWith" not in text and not script.columns.has_error
    assert not script.stopped
    assert (script.decoded_strings > 10) != name.startswith("gate.light")


@pytest.mark.parametrize("name", ["gate.light.411", "gate.medium.580", "gate.heavy.411", "gate.heavy.580"])
def test_places_lead_back_to_the_script_as_delivered(name: str, sandbox: Sandbox) -> None:
    source = (FIXTURES / f"{name}.js").read_bytes()
    script = readable(source, sandbox)
    c = script.columns
    original = columns(source)
    functions = ("function_declaration", "function_expression", "arrow_function")
    delivered = {original.span(n) for n in original.where(*functions).tolist()}
    kept = [script.original(c.span(n)) for n in c.where(*functions).tolist()]
    assert kept and set(kept) <= delivered
    for node in c.where("identifier").tolist():
        start, end = script.original(c.span(node))
        assert c.text(node).encode() in source[start:end]


def test_decoding_twice_gives_the_same(sandbox: Sandbox) -> None:
    source = (FIXTURES / "gate.heavy.580.js").read_bytes()
    assert readable(source, sandbox).columns.source == readable(source, sandbox).columns.source


def test_ordinary_code_stays_as_it_is(sandbox: Sandbox) -> None:
    source = (FIXTURES / "gate.js").read_bytes()
    script = readable(source, sandbox)
    assert script.columns.source is source and not script.maps and not script.decoded_strings
    assert script.original((3, 9)) == (3, 9)


def test_a_decoder_that_hangs_is_said_to_be_incomplete(sandbox: Sandbox) -> None:
    script = readable(A + "function l(i){while(1)g(i)}sink(l(1),l(2),g(1))", sandbox)
    assert "ran out of time" in script.stopped


def test_nesting_beyond_the_budget_is_said_to_be_incomplete(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode_closed, "MAX_EDGES", 3)
    assert "nested too deeply" in decoded(A + "function p(){function q(){return g(1)+g(2)}}", sandbox)[1].stopped


@given(st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.text(st.characters(exclude_categories=["Cs"]))))
def test_a_literal_is_read_back_as_its_value(value: Value) -> None:
    c = columns(b"x=" + literal(value))
    assert not c.has_error
    if isinstance(value, str):
        assert c.symbols[c.sym[c.where("string")[0]]] == value
    else:
        assert literal(value).strip(b"()") == str(value).lower().encode()


PARTS = st.sampled_from(
    [A, "sink(g(1));", "g(", ")", "a[", "]", "var o={k:g(0)};", "o.k", "+", "'x'", "(function(){", "}(a));", "while(1)",
     "a.push(a.shift());", "var P={f:function(x,y){return x+y}};", "P.f(g(0),x)", ";", "`${g(2)}`", "if(g(0)==='aa'){",
     "}", "atob('eA==')", "eval('1')", "g=1;", "({[g(1)]:2});", "x[g(1)]=", "return ", "import(g(1));",
     "class A{[g(1)](){}}"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=12).map("".join))
def test_any_text_is_decoded_without_an_error(text: str) -> None:
    script = readable(A + text, _SHARED)
    size = len((A + text).encode())
    for node in np.arange(len(script.columns)).tolist():
        start, end = script.original(script.columns.span(node))
        assert 0 <= start <= end <= size


_SHARED = Sandbox()


FILLED = "var t={};atob('YmFzZTY0LmNvbQ==').split('.').forEach(function(p,i){t['k'+i]=p});"
TEXT = "var d=function(){var t='one|two|three|four|five|six|seven|eight|nine|ten',s;"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (FILLED + "sink(t['k0'])", "base64"),
        ("var t={};for(let i=0;i<3;i++){t['k'+i]='v'+i}sink(t.k2)", "v2"),
        ("var t={};for(const x of document.all){t[x]='v'}sink(t.k2)", None),  # filled from the page
        (FILLED.replace("]=p", "]=p+location") + "sink(t['k0'])", None),
        ("var t={};on(function(){t.k='v'});sink(t.k)", None),
        (FILLED + "function f(){t.k0='x'}f();sink(t.k0)", None),  # written from elsewhere
        (TEXT + "return function(n){return(s=s||t.split('|'))[n]}}();var x=d(1);sink(d(2))", "three"),
        ("var d=function(n){return [n,n].length};var x=d(1);sink(d(2))", None),  # no text to take parts of
        ("var P={a:function(x,y){return x+y},h:'https://'};sink(P.a(P.h,'aa'))", "https://aa"),
        ("var P={h:'https://'};sink(P.h+'aa')", None),  # no operators in it: a table as plain code has them
    ],
)
def test_tables_and_texts_without_a_list_of_strings_are_decoded(source: str, value: Value, sandbox: Sandbox) -> None:
    c, found = decoded(source, sandbox)
    assert found.values.get(sink_arguments(c, ("sink",))[0]) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (A + "var w=window.opener.name;sink(g(0)+w)", None),  # its initialiser fails
        (A + "var o={};o[g(0)]=window.opener.name;sink(JSON.stringify(o)+g(1))", None),
        ("var m=new Map(),o=[];m.set('k',navigator.x);for(const v of m)o.push(v);sink(JSON.stringify(o))", None),
        (A + "var o={};o.x=window.opener.name;o[g(0)]='v';sink(o[g(0)])", "v"),  # the other fields are known
        (A + "var o={};o.k=g(1);sink(g(0)+o.status)", None),  # a field that the page may set
        (A + "var o={};o.k=g(1);sink(g(0)+o)", None),
        (A + "function w(p,q){return p+q}var o={};o.k=g(1);sink(w(o,g(0)))", None),
        (A + "sink(g(0)+'undefined')", "aaundefined"),
    ],
)
def test_what_depends_on_an_unset_value_is_not_claimed(source: str, value: Value, sandbox: Sandbox) -> None:
    c, found = decoded(source, sandbox)
    assert found.values.get(sink_arguments(c, ("sink",))[0]) == value


@pytest.mark.parametrize(
    "trap",
    [
        "(function(){}).constructor('while (true) {}').apply('x')",
        "Function('for(;;){}')()",
        "String(g).search('(((.+)+)+)+$')",
    ],
)
def test_traps_for_debuggers_cost_no_time_and_leave_no_gap(trap: str, sandbox: Sandbox) -> None:
    c, found = decoded(A + f"if({trap}+g(0)){{}}sink(g(1))", sandbox)
    assert found.values.get(sink_arguments(c, ("sink",))[0]) == "bb"
    assert not found.stopped and not sandbox.report.interrupts


ROTATED = "var a=['x','12','bb'];function g(i){return a[i]}"
ROTATOR = (
    "(function(f,n){while(!![]){try{var s=parseInt(g(0))/1;if(s===n)break;else f.push(f.shift())}"
    "catch(e){CAUGHT}}}(a,12));"
)


@pytest.mark.parametrize(
    ("caught", "value"),
    [
        ("f.push(f.shift())", "bb"),  # an error is a wrong sum: the sum is given up early
        ("break", "bb"),  # it is not: NaN must stay NaN
    ],
)
def test_a_rotator_finds_the_right_order(caught: str, value: Value, sandbox: Sandbox) -> None:
    c, found = decoded(ROTATED + ROTATOR.replace("CAUGHT", caught) + "sink(g(1))", sandbox)
    assert found.values.get(sink_arguments(c, ("sink",))[0]) == value
