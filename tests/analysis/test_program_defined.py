"""Properties that are described, classes as older compilers write them, and objects that are merged."""

from __future__ import annotations

import pytest
from flow_helper import node_of, program

HELPERS = (
    "function all(t,l){for(var i=0;i<l.length;i++)Object.defineProperty(t,l[i].key,l[i])}"
    "function make(c,own,stat){return own&&all(c.prototype,own),stat&&all(c,stat),c}"
    "function inherit(s,b){s.prototype=Object.create(b&&b.prototype,{constructor:{value:s}})}"
)


def origins(code: str, expression: str) -> set[str]:
    """Texts of the origins of the last mention of the expression."""
    p = program(code)
    return {p.c.text(o) for o in p.origins(node_of(p, expression, last=True))}


@pytest.mark.parametrize(
    ("code", "expression", "expected"),
    [
        ("var C=make(function(){},[{key:'k',value:function(){return 'x'}}]);var c=new C;c.k()", "c.k()", {"'x'"}),
        ("var C=make(function(){},[{key:'k',get:function(){return 'x'}}]);var c=new C;c.k", "c.k", {"'x'"}),
        ("var C=make(function(){},[{key:'k',get:function(){return 'x'}}]);C.k", "C.k", {"C.k"}),
        ("var C=make(function(){},null,[{key:'k',value:'x'}]);C.k", "C.k", {"'x'"}),
        (
            "var C=make(function(){this.a='x'},[{key:'k',get:function(){return this.a}}]);new C().k",
            "new C().k",
            {"'x'"},
        ),
        ("var C=make(function(){},[{value:'x'}]);new C().k", "new C().k", {"new C().k"}),
        ("function f(){}Object.defineProperty(f,'k',{get:()=>'x'});f.k", "f.k", {"'x'"}),
        ("function f(){}function g(){}Object.defineProperty(f,'k',{get:()=>'x'});g.k", "g.k", {"g.k"}),
        ("const o={};Object.defineProperty(o,'k',{value:'x'});o.k", "o.k", {"'x'"}),
        ("class A{}Object.defineProperties(A.prototype,{k:{get(){return 'x'}}});new A().k", "new A().k", {"'x'"}),
        ("function B(){}B.prototype.k='x';function S(){}inherit(S,B);new S().k", "new S().k", {"'x'"}),
        ("function B(){}B.prototype.k='x';function S(){}inherit(B,S);new S().k", "new S().k", {"new S().k"}),
        ("function B(){}B.prototype.k='x';function S(){}S.prototype=new B;new S().k", "new S().k", {"'x'"}),
        ("const a={k:'x'};const b={...a};b.k", "b.k", {"'x'"}),
        ("const a={k:'x'};const b={...a,k:'y'};b.k", "b.k", {"'y'"}),
        ("const a={k:'x'};const b=Object.assign({},a);b.k", "b.k", {"'x'"}),
        ("let a={k:'x'};a={...a,j:1};a.k", "a.k", {"'x'"}),
    ],
)
def test_the_property_s_value_is_found(code: str, expression: str, expected: set[str]) -> None:
    assert origins(HELPERS + code, expression) == expected


def test_this_of_a_described_method_is_the_instance() -> None:
    p = program(HELPERS + "var C=make(function K(){},[{key:'k',value:function(){this}}])")
    assert p.c.text(p.this_owner(node_of(p, "this", last=True))).startswith("function K")


@pytest.mark.parametrize(("read", "calls"), [("new C().k(1)", 1), ("new C().j(1)", 0)])
def test_calls_of_a_described_method_are_those_of_its_name(read: str, calls: int) -> None:
    p = program(HELPERS + f"var C=make(function(){{}},[{{key:'k',value:function m(v){{}}}}]);{read}")
    assert len(p.call_sites(node_of(p, "function m(v){}"))) == calls
