"""Functions that nothing can run: replaced at once, taken back, never asked for."""

from __future__ import annotations

import pytest
from flow_helper import node_of, program

from undertow.analysis.program_unused import Unused

LOADER = "(function(t){function load(i){var m={exports:{}};t[i].call(m.exports,m,load);return m.exports}load(%s)})"


@pytest.mark.parametrize(
    "code",
    [
        "function C(){}C.prototype.a=function(){go()};C.prototype.a=function(){};new C().a()",
        "const o={a(){go()}};o.a=()=>1;o.a()",
        "window.a=()=>go();delete window.a",
        "const s=new Set();const on=f=>{s.add(f);return()=>s.delete(f)};const off=on(()=>go());off()",
        "const c=new AbortController();x.addEventListener('a',()=>go(),{signal:c.signal});c.abort()",
        "const m=new Map();m.set('a',()=>go());m.delete('a')",
        "$('#a').on('click.b',function(){go()});$('#a').off('.b')",
        "const w=new WebSocket(u);w.onopen=()=>go();w.close()",
        "const none=[];none.forEach(()=>go())",
        LOADER % "'a'" + "({a:function(){},b:function(){go()}})",
    ],
)
def test_a_function_runs_never_when_it_is_taken_back_at_once(code: str) -> None:
    p = program(code)
    assert Unused(p).runs_never(node_of(p, "go()"))


@pytest.mark.parametrize(
    "code",
    [
        "function C(){}C.prototype.a=function(){go()};new C().a();C.prototype.a=function(){}",
        "const o={a(){go()}};const b=o.a;o.a=()=>b();o.a()",
        "const s=new Set();const on=f=>{s.add(f);f();return()=>s.delete(f)};const off=on(()=>go());off()",
        "const c=new AbortController();x.addEventListener('a',()=>go(),{signal:c.signal});b.onclick=()=>c.abort()",
        "const m=new Map();m.set('a',()=>go());m.delete('b')",
        "$('#a').on('click.b',function(){go()});$('#a').off('.c')",
        "const some=[];some.push(1);some.forEach(()=>go())",
        LOADER % "'b'" + "({a:function(){},b:function(){go()}})",
        "const t=[n=>n(),()=>go()];const run=i=>t[i](()=>run(i+1));run(0)",
    ],
)
def test_a_function_may_run_when_something_can_come_before(code: str) -> None:
    p = program(code)
    assert not Unused(p).runs_never(node_of(p, "go()"))
