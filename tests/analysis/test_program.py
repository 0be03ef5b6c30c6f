"""What expressions denote and who calls what."""

from __future__ import annotations

import pytest
from flow_helper import node_of, program

from undertow.analysis.columns import columns
from undertow.analysis.decode import Decoded
from undertow.analysis.program import Program
from undertow.analysis.scopes import resolve


def origins(code: str, expression: str) -> set[str]:
    """Texts of the origins of the last mention of the expression."""
    p = program(code)
    return {p.c.text(o) for o in p.origins(node_of(p, expression, last=True))}


@pytest.mark.parametrize(
    ("code", "expression", "expected"),
    [
        ("const a='x',b=a;b", "b", {"'x'"}),
        ("let a='x';a='y';a", "a", {"'x'", "'y'"}),
        ("const o={k:{j:'x'}};o.k.j", "o.k.j", {"'x'"}),
        ("const o={};o.k='x';o.k", "o.k", {"'x'"}),
        ("const o={k:'x'};o[name]", "o[name]", {"'x'"}),
        ("const a=['x','y'];a[1]", "a[1]", {"'y'"}),
        ("function f(){return 'x'}f()", "f()", {"'x'"}),
        ("function f(p){p}f('x');f('y')", "p", {"'x'", "'y'"}),
        ("const {k}={k:'x',j:'y'};k", "k", {"'x'"}),
        ("for(const x of ['a','b'])x", "x", {"'a'", "'b'"}),
        ("['a','b'].forEach(x=>x)", "x", {"'a'", "'b'"}),
        ("class A{constructor(){this.k='x'}m(){this.k}}", "this.k", {"'x'"}),
        ("class A{m(){return 'x'}}class B extends A{}const b=new B();b.m()", "b.m()", {"'x'"}),
        ("c?'x':'y'", "c?'x':'y'", {"'x'", "'y'"}),
        ("const a=b||'x';a", "a", {"b", "'x'"}),
    ],
)
def test_the_value_s_origin_is_found(code: str, expression: str, expected: set[str]) -> None:
    assert origins(code, expression) == expected


@pytest.mark.parametrize(
    ("code", "calls"),
    [
        ("function f(){} f(1)", {"f(1)"}),
        ("const o={f(){}};o.f(1);p.g(1)", {"o.f(1)"}),
        ("function f(){} const g=f;g(1)", {"g(1)"}),
        ("function f(){} f.call(null,1)", {"f.call(null,1)"}),
        ("const o={c(h,x){return h(x)}};function f(){} o.c(f,1)", {"o.c(f,1)"}),
        ("const hs={a:f};function f(){} hs[k](1)", {"hs[k](1)"}),
        ("class A{f(){}}class B{f(){}}new A().f(1);new B().f(2)", {"new A().f(1)"}),
    ],
)
def test_the_calls_of_the_first_function_are_found(code: str, calls: set[str]) -> None:
    p = program(code)
    fn = next(n for n in range(p.n) if p.is_function(n) and p.c.text(n).removeprefix("function ").startswith("f("))
    assert {p.c.text(call) for call, _ in p.call_sites(fn)} == calls


def test_a_call_is_seen_through_when_its_callee_only_forwards() -> None:
    p = program("const o={c:function(f,x){return f(x)}};o['c'](send,'d')")
    call = node_of(p, "o['c'](send,'d')", last=True)
    assert (p.c.text(p.callee(call)), [p.c.text(a) for a in p.args(call)]) == ("send", ["'d'"])


def test_a_call_is_taken_as_written_when_its_callee_does_more() -> None:
    p = program("const o={c:function(f,x){log();return f(x)}};o.c(send,'d')")
    call = node_of(p, "o.c(send,'d')", last=True)
    assert p.c.text(p.callee(call)) == "o.c"


@pytest.mark.parametrize("code", ["fetch", "window.fetch", "self['fetch']", "(0,fetch)"])
def test_the_global_is_named_when_it_is_reached_by_any_spelling(code: str) -> None:
    p = program(f"x({code})")
    assert p.global_name(p.args(node_of(p, f"x({code})", last=True))[0]) == "fetch"


def test_a_local_of_the_same_name_is_no_global() -> None:
    p = program("function f(fetch){fetch}")
    assert p.global_name(node_of(p, "fetch", last=True)) == ""


def test_a_decoded_index_is_a_property_name() -> None:
    c = columns(b"x[D(1)](D(2))")
    index = next(n for n in range(len(c)) if c.text(n) == "D(1)")
    p = Program(c, resolve(c), Decoded(values={index: "send"}))
    assert [c.text(a) for a in p.accesses("send")] == ["x[D(1)]"]


@pytest.mark.parametrize(
    "code",
    [
        "(()=>{var m={12345:(e,t,n)=>{n.d(t,{g:()=>h});function h(){}},2:(e,t,n)=>{n(12345).g}}})()",
        "(()=>{var m={1:(e,t,n)=>{t.g=function h(){}},2:(e,t,n)=>{n(1).g}}})()",
        "(()=>{var m={1:(e,t,n)=>{e.exports={g:function h(){}}},2:(e,t,n)=>{n(1).g}}})()",
        "var r=w({'a.js'(exports){exports.g=function h(){}}});r().g",
        "var n={};x(n,{g:()=>h});function h(){}n.g",
    ],
)
def test_the_exported_function_is_found_when_another_module_reads_it(code: str) -> None:
    p = program(code)
    (access,) = [a for a in p.accesses("g") if not p.is_written(a)]
    assert {p.c.text(f) for f in p.functions(access)} & {"function h(){}"}


def test_nothing_of_another_module_is_found_when_the_id_differs() -> None:
    p = program("(()=>{var m={1:(e,t,n)=>{t.gg=function h(){}},2:(e,t,n)=>{n(3).gh}}})()")
    (access,) = p.accesses("gh")
    assert p.functions(access) == []


def test_modules_may_hand_each_other_s_exports_on_in_a_circle() -> None:
    code = (
        "var w=(f,m)=>()=>(m||f((m={exports:{}}).exports,m),m.exports);"
        "var one=w((exports,module)=>{module.exports=two()});"
        "var two=w((exports,module)=>{module.exports=one();module.exports.k='x'});"
        "one().k"
    )
    assert origins(code, "one().k") == {"'x'"}


@pytest.mark.parametrize(
    "given",
    ["module.send=function(){this};C.prototype.send=module.send", "function send(){this}C.prototype.send=send"],
)
def test_this_is_the_class_that_is_given_a_function_from_elsewhere(given: str) -> None:
    p = program(f"function C(){{}}var module={{}};{given};")
    assert p.c.text(p.this_owner(node_of(p, "this", last=True))) == "function C(){}"


def test_this_is_of_no_class_when_two_are_given_the_function() -> None:
    p = program("function C(){}function D(){}var m={};m.f=function(){this};C.prototype.f=m.f;D.prototype.f=m.f")
    assert p.c.text(p.this_owner(node_of(p, "this", last=True))) == "{}"
