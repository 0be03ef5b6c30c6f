"""Each case: source, then per name the occurrence (0-based) of the declaration each occurrence binds to; g = global."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis.columns import IDENTIFIERS, columns
from undertow.analysis.scopes import resolve

CASES: list[tuple[str, dict[str, str]]] = [
    ("var a=1; a;", {"a": "0 0"}),
    ("a; var a;", {"a": "1 1"}),
    ("function f(x){return x} x;", {"x": "0 0 g"}),
    ("let a=1; {let a=2; a} a;", {"a": "0 1 1 0"}),
    ("{var a=2} a;", {"a": "0 0"}),
    ("function f(){ {var a} return a } a;", {"a": "0 0 g"}),
    ("f(); function f(){ f() }", {"f": "1 1 1"}),
    ("var g=function h(){ h() }; h();", {"h": "0 0 g"}),
    ("var g=function h(){ var h=1; h };", {"h": "1 1 1"}),
    ("const f=(a,b)=>a+b+c;", {"a": "0 0", "b": "0 0", "c": "g"}),
    ("const f=a=>b=>a+b;", {"a": "0 0", "b": "0 0"}),
    ("try{}catch(e){e; var q=e} e; q;", {"e": "0 0 0 g", "q": "0 0"}),
    ("try{}catch{e}", {"e": "g"}),
    ("class A extends A{ m(){ return A } } new A", {"A": "0 0 0 0"}),
    ("x=class B{ static s=B }; B", {"B": "0 0 g"}),
    ("import d,{n as m,k} from 'x'; import * as s from 'y'; d;m;k;s;n;",
     {"d": "0 0", "m": "0 0", "k": "0 0", "s": "0 0", "n": "g"}),
    ("const {a,b:c,...r}=o; a;b;c;r;", {"a": "0 0", "c": "0 0", "r": "0 0", "b": "g", "o": "g"}),
    ("const [p,[q]=z,...w]=y; p;q;w;z;", {"p": "0 0", "q": "0 0", "w": "0 0", "z": "g g", "y": "g"}),
    ("function f({a,b=a},[c]=b){ return a+b+c }", {"a": "0 0 0", "b": "0 0 0", "c": "0 0"}),
    ("for(let i=0;i<3;i++){ i } i;", {"i": "0 0 0 0 g"}),
    ("for(var i in o){ i } i;", {"i": "0 0 0"}),
    ("for(const k of ks){ k } k;", {"k": "0 0 g"}),
    ("for(k of ks){ } var k;", {"k": "1 1"}),
    ("switch(x){case 1: let y=1; y} y;", {"y": "0 0 g"}),
    ("{ function b(){} b() } b();", {"b": "0 0 0"}),
    ("let b=1; { function b(){} b } b;", {"b": "0 1 1 0"}),
    ("o={a,b:a,c(){return a},[a]:1}; var a;", {"a": "4 4 4 4 4"}),
    ("({a,b:c}=o); var a,c;", {"a": "1 1", "c": "1 1"}),
    ("l: for(;;){ break l } l;", {"l": "g"}),
    ("var a; function f(){ a=1; var a; return ()=>a }", {"a": "0 2 2 2"}),
    ("class C{ static{ var v=1; v } m(p=v){ p } }", {"v": "0 0 g", "p": "0 0"}),
    ("export {a as b}; let a; export {c} from 'm';", {"a": "1 1"}),
    ("(function(a){ return function(){ return a } })(a); var a;", {"a": "0 0 3 3"}),
    ("async function* f(x){ for await(const y of x) yield y }", {"x": "0 0", "y": "0 0"}),
]  # fmt: skip


def occurrences(source: str) -> dict[str, str]:
    c = columns(source.encode())
    s = resolve(c)
    seen: dict[str, list[int]] = {}
    for node in np.flatnonzero(IDENTIFIERS[c.kind]).tolist():
        # export/import names of the other module are neither declarations nor references
        if s.binding[node] >= 0 or s.reference[node]:
            seen.setdefault(c.symbols[c.sym[node]], []).append(node)
    return {
        name: " ".join("g" if s.binding[n] < 0 else str(found.index(int(s.b_node[s.binding[n]]))) for n in found)
        for name, found in seen.items()
    }


@pytest.mark.parametrize(("source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_every_name_means_what_the_language_says(source: str, expected: dict[str, str]) -> None:
    got = occurrences(source)
    assert {name: got.get(name) for name in expected} == expected


def test_writes_are_told_from_reads() -> None:
    c = columns(b"var a=1; a=2; a+=3; a++; for(a of x){} f(a); [a]=y; a.b=1")
    s = resolve(c)
    refs = s.references(int(s.binding[c.where("identifier")[0]]))
    assert [bool(s.write[r]) for r in refs] == [True, True, True, True, False, True, False]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([
    "var a;", "let b=a;", "function a(b){", "}", "{", "(a,b)=>{", "class b{", "for(let a of b)", "catch(a){", "try{",
    "({a,b:[a]}=b);", "import a from 'b';", "switch(a){case b:", "a=>", "b;",
]), max_size=30).map("".join))  # fmt: skip
def test_references_are_consistent_on_any_text(text: str) -> None:
    c = columns(text.encode())
    s = resolve(c)
    bound = np.flatnonzero(s.reference & (s.binding >= 0))
    assert sorted(s.ref_nodes.tolist()) == bound.tolist()
    for b in range(len(s.b_scope)):
        assert all(s.binding[r] == b and c.sym[r] == s.b_sym[b] for r in s.references(b).tolist())
        scope = int(s.b_scope[b])
        assert scope <= s.b_node[b] < c.last[scope]
