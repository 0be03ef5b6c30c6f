"""Guards: the conditions that control a sink."""

from __future__ import annotations

import pytest
from flow_helper import program, values

from undertow.analysis.guards import Guards
from undertow.model import Guard

SEND = "fetch('https://h.example/',{body:'x'})"


def guards_of(code: str) -> tuple[Guard, ...] | None:
    """Guards of the fetch in the code (SEND stands for it)."""
    p, v = values(code.replace("SEND", SEND))
    (sink,) = [n for n in p.c.where("call_expression").tolist() if p.c.text(n) == SEND]
    return Guards(p, v).of(sink)


def shown(code: str) -> list[str]:
    """The same as text, negated ones with `not`."""
    return [("" if g.holds else "not ") + g.code for g in guards_of(code) or ()]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("if(navigator.language==='zh-CN'){SEND}", ['navigator.language === "zh-CN"']),
        ("if(navigator.language==='zh-CN'){}else{SEND}", ['not navigator.language === "zh-CN"']),
        ("a.onLine&&SEND", ["a.onLine"]),
        ("quiet||SEND", ["not quiet"]),
        ("x?SEND:0", ["x"]),
        ("x?0:SEND", ["not x"]),
        ("if(a&&!b){SEND}", ["not b", "a"]),
        ("if(a||b){}else SEND", ["not b", "not a"]),
        ("function f(p){if(!p.startsWith('+86'))return;SEND}f(tel)", ['tel.startsWith("+86")']),
        ("function f(p){SEND;if(!p.x)return}f(1)", []),
        ("function f(p){function g(){if(p)return}SEND}f(1)", []),
        ("function f(){if(a.b<17)throw 1;SEND}f()", ["not a.b < 17"]),
        ("function f(){if(a){}else{return}SEND}f()", ["a"]),
        ("function f(){if(a)return;else if(b)return;SEND}f()", ["not b", "not a"]),
        ("function f(){if(q)log();SEND}f()", []),
        ("for(const x of xs){if(x.skip)continue;SEND}", ["not x.skip"]),
        ("const isCN=p=>p.startsWith('+86');function go(n){if(isCN(n))SEND}go(tel.raw)", ['tel.raw.startsWith("+86")']),
        ("const ok=()=>z()&&y;const z=()=>a.b==='c';if(ok())SEND", ["y", 'a.b === "c"']),
        ("const zh=/^zh/.test(navigator.language);if(zh)SEND", ["/^zh/.test(navigator.language)"]),
        ("function a(){SEND}function b(){a()}if(localStorage.getItem('k'))b()", ['localStorage.getItem("k")']),
        ("switch(a.b){case '4g':SEND;break;case '3g':no()}", ['a.b === "4g"']),
        ("switch(a.b){case '4g':case '5g':SEND;break;case '3g':no()}", ['["4g", "5g"].includes(a.b)']),
        ("switch(a.b){case '4g':no();break;default:SEND}", ['not a.b === "4g"']),
        ("let i=0;while(true){switch('1|0'.split('|')[i++]){case '0':SEND;continue;case '1':no();continue}break}", []),
        ("if('aXz'!=='aXz'){no()}else{SEND}", []),
        ("if(cfg.on)document.addEventListener('click',()=>{SEND})", ["cfg.on", "on 'click'"]),
        ("if(cfg.on)form.onsubmit=function(){SEND}", ["cfg.on", "on 'submit'"]),
        ("setTimeout(function(){SEND},5000)", ["after 5000 ms"]),
        ("class A{s(){if(this.ok)SEND}}const o=new A();if(u.p)o.s()", ["u.p", "this.ok"]),
        ("if(window.cn){window.go=function(){SEND}}", ["cn"]),
        ("const c={on:navigator.language==='ja'};if(c.on)SEND", ['navigator.language === "ja"']),
        ("const c={on:true};if(c.on)SEND", []),  # a constant is no condition
        ("const c={on:true};set(c);if(c.on)SEND", ["c.on"]),
        ("class A{constructor(){this.on=a.b}s(){if(!this.on)return;SEND}}new A().s()", ["a.b"]),
        ("const s={on:false};get(b=>{s.on=b.drafts});if(s.on)SEND", ["b.drafts"]),
        ("const s={on:false};get(b=>{s.on=b.drafts});if(!s.on)SEND", ["not s.on"]),
        ("let m=null;get(b=>{m=b.mode});if(m==='all')SEND", ['b.mode === "all"']),
        ("let m=null;get(b=>{m=b.mode});if(m!=='all')SEND", ['m !== "all"']),
        ("let on=false;if(navigator.language==='ja')on=true;if(on)SEND", ['navigator.language === "ja"']),
        ("let on=false;if(navigator.language==='ja')on=true;if(!on)SEND", ["not on"]),
        ("let on;if(q)on=true;if(!on)SEND", ["not on"]),
        ("let on=false;if(on)on=true;if(on)SEND", []),
        ("let m='';a(()=>{m='x'});b(()=>{m='y'});if(m==='x')SEND", ['m === "x"']),
        ("if(['a','b'].some(x=>t.startsWith(x)))SEND", ['t.startsWith("a") || t.startsWith("b")']),
        ("if(list.some(x=>t.startsWith(x)))SEND", ["list.some(function)"]),
        ("const {cc}=cfg;if(cc==='CN')SEND", ['cfg.cc === "CN"']),
        ("const {geo:{cc='US'}={}}=cfg;if(cc==='CN')SEND", ['cfg.geo.cc === "CN"']),
        ("const {geo:{cc='US'}={}}=cfg;if(geo.cc==='CN')SEND", ['geo.cc === "CN"']),
        ("function must(x){if(!x)throw 1}must(a.b);SEND", ["a.b"]),
        ("function must(x){if(!x)warn(1)}must(a.b);SEND", []),
        ("function must(x){if(x)return;throw 1}must(a.b);SEND", ["a.b"]),
        ("function must(x){if(x)return;throw 1}SEND;must(a.b)", []),
        ("async function must(x){if(!x)throw 1}async function f(){await must(a.b);SEND}f()", ["a.b"]),
        ("function no(){throw 1}function f(){if(a.b)no();SEND}f()", ["not a.b"]),
        ("function no(){warn(1)}function f(){if(a.b)no();SEND}f()", []),
        ("const f=()=>SEND,g=()=>0;(a.b?f:g)()", ["a.b"]),
        ("const f=()=>SEND,g=()=>0;(a.b?g:f)()", ["not a.b"]),
        ("const f=()=>SEND;(a.b?f:f)()", []),
        ("function f(on=a.b){if(on)SEND}f()", ["a.b"]),
        ("function f(on=a.b){if(on)SEND}f(c.d)", ["c.d"]),
        ("const o={get on(){return a.b}};if(o.on)SEND", ["a.b"]),
        ("const o={get off(){return a.b}};set(o);if(o.on)SEND", ["o.on"]),
        ("const o=Object.freeze({x:a.b});const is=n=>o[n]===1;if(is('x'))SEND", ["a.b === 1"]),
        ("if(navigator.languages.some(l=>l==='ru'))SEND", ['navigator.languages[…] === "ru"']),
        ("const T={a:'x',b:'y',c:'x'};if(T[k.l]==='x')SEND", ['["a", "c"].includes(k.l)']),
        ("const T={a:'x',b:'y'};if((T[k.l]??'x')==='x')SEND", ['not k.l === "b"']),
        ("const T={a:'x',b:'y'};T.c='x';if(T[k.l]==='x')SEND", ['{"a": …, "b": …}[k.l] === "x"']),
        ("const T={a:{on:true},b:{}};if(T[k.l]?.on)SEND", ['k.l === "a"']),
        ("const T=new Map([['a',1],['b',2]]);if(T.get(k.l)===2)SEND", ['k.l === "b"']),
        ("function ok(){if(a.b)return false;return c.d}if(ok())SEND", ["not a.b", "c.d"]),
        ("function m(){if(a.b)return 'x';if(c.d)return 'y';return 'z'}if(m()==='x')SEND", ["a.b"]),
        ("const ok=(()=>{try{return a.b}catch{return true}})();if(ok)SEND", ["a.b"]),
        ("const in_=(...l)=>l.includes(a.b);if(in_('x','y'))SEND", ['["x", "y"].includes(a.b)']),
        ("const [x='u']=a.l;if(x==='v')SEND", ['a.l[0] === "v"']),
        ("function f({m='u'}){if(m==='v')SEND}f(a.b)", ['a.b.m === "v"']),
        ("const m=a.b?'x':'y';if(m==='x')SEND", ["a.b"]),
        ("let n=0;on(()=>{n++});if(n===3)SEND", ["n === 3"]),
        ("let on=false;get(c=>{({on}=c)});if(on)SEND", ["on"]),
        ("function f(v){v=a.b;if(v)SEND}f('')", ["v"]),
        ("const f=()=>SEND,t={x:f};(t[k.l]??(()=>{}))()", ['k.l === "x"']),
        ("const s=[(c,n)=>{if(navigator.language==='ja')n()},()=>SEND];const g=i=>s[i](0,()=>g(i+1));g(0)",
         ['navigator.language === "ja"']),
    ],
)  # fmt: skip
def test_the_conditions_are_found_when_they_control_the_sink(code: str, expected: list[str]) -> None:
    assert sorted(shown(code)) == sorted(expected)


def test_outer_conditions_come_first() -> None:
    assert shown("if(a)document.addEventListener('click',()=>{if(b)SEND})") == ["a", "on 'click'", "b"]


def test_there_is_no_answer_when_the_sink_is_dead() -> None:
    assert guards_of("if('a'==='b')SEND") is None
    assert guards_of("if(!1){SEND}") is None
    assert guards_of("const m=a.b?'x':'y';if(m==='z')SEND") is None
    assert guards_of("const s={on:false};const off=()=>{s.on=false};off();if(s.on)SEND") is None
    assert guards_of("const T={a:'x'};if(T[k.l]==='z')SEND") is None
    assert guards_of("const s=[(c,n)=>0,()=>SEND];const g=i=>s[i](0,()=>g(i+1));g(0)") is None


@pytest.mark.parametrize(
    "code",
    [
        "const s={on:false};function set(k){s[k]=true}set('on');if(s.on)SEND",
        "const s={on:false};s.on=false;init(s);if(s.on)SEND",
        "var on=false;function off(){on=false}if(on)SEND",
        "export const s={m:'x'};s.m='y';if(s.m==='z')SEND",
        "const T={a:'x'};init(T);if(T[k.l]==='z')SEND",
        "const s={m:'x'};s.m='y';[s.m]=a.b;if(s.m==='z')SEND",
        "const s={on:false};s.on=false;give((()=>s||{})());if(s.on)SEND",
        "const s={on:false,off(){this.on=false},go(){give(this)}};s.go();if(s.on)SEND",
        "let x;function f(){if(!x){x=load();if(x)SEND}}f()",
        "function f(v){if(!v){v=load();if(v)SEND}}on(f)",
        "let n=0;if(n===0){n++;if(n===1)SEND}",
        "function f(ready){if(ready){SEND}else{f(true)}}f(false)",
        "function f(ready){if(!ready){on(()=>f(true));return}SEND}f(false)",
    ],
)
def test_a_sink_is_not_dead_when_others_may_set_what_is_tested(code: str) -> None:
    assert guards_of(code) is not None


def test_events_are_told_from_conditions() -> None:
    kinds = [g.kind for g in guards_of("if(a)form.addEventListener('submit',()=>{SEND})") or ()]
    assert kinds == ["condition", "event"]


def test_either_of_two_callers_is_said_when_both_test_the_circumstances() -> None:
    zone = "Intl.DateTimeFormat().resolvedOptions().timeZone"
    code = f"function a(){{SEND}}if(navigator.language==='zh')a();if({zone}==='X')a()"
    (guard,) = guards_of(code) or ()
    assert guard.circumstances[0].text == "the browser's language is zh or the time zone is X"


def test_nothing_is_said_when_one_of_two_callers_is_free() -> None:
    assert shown("function a(){SEND}if(navigator.language==='zh')a();a()") == []


def test_the_span_is_that_of_the_atom_when_it_stands_in_the_condition() -> None:
    code = "if(a&&b.c)SEND"
    spans = {code[slice(*g.span)] for g in guards_of(code) or ()}
    assert spans == {"a", "b.c"}


def test_it_ends_when_predicates_call_each_other() -> None:
    assert shown("const a=()=>b(),b=()=>a();if(a())SEND")
    p = program("const a=()=>b(),b=()=>a()")
    assert p.functions(p.n - 1) == []
