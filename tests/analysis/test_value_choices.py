"""Parts of one address come from one entry of a table, or from one call."""

from __future__ import annotations

import pytest

from undertow.analysis import read_script

TABLE = "var t={a:{h:'a.example.com',p:'/one'},b:{h:'b.example.com',p:'/two'}};"
A, B = "https://a.example.com", "https://b.example.com"


def urls(source: str) -> list[str]:
    return [e.url for e in read_script(source.encode()).endpoints if e.sink]


@pytest.mark.parametrize(
    "source",
    [
        TABLE + "function go(k){var e=t[k];fetch('https://'+e.h+e.p)}go(location.hash)",
        TABLE + "function go(k){const {h,p}=t[k];fetch(`https://${h}${p}`)}go(location.hash)",
        TABLE + "function go(k){const {h:x,p:y}=t[k];fetch('https://'+x+y)}go(location.hash)",
        TABLE + "function go({h,p}){fetch('https://'+h+p)}go(t.a);go(t.b)",
        TABLE + "function go(e){fetch('https://'+e.h+e.p)}go(t.a);go(t.b)",
        "function go(h,p){fetch('https://'+h+p)}go('a.example.com','/one');go('b.example.com','/two')",
        "[{h:'a.example.com',p:'/one'},{h:'b.example.com',p:'/two'}].forEach(e=>fetch('https://'+e.h+e.p))",
        TABLE + "function u(k){var e=t[k];return 'https://'+e.h+e.p}fetch(u('a'));fetch(u('b'))",
    ],
)
def test_fields_of_different_entries_are_not_mixed(source: str) -> None:
    assert sorted(urls(source)) == [A + "/one", B + "/two"]


def test_only_the_named_entry_is_meant_where_the_call_names_it() -> None:
    source = TABLE + "function u(k){var e=t[k];return 'https://'+e.h+e.p}fetch(u('b')+'?x')"
    assert urls(source) == [B + "/two?x"]


@pytest.mark.parametrize(
    "source",
    [
        "var l=['a.example.com','b.example.com'];function go(i){fetch('https://'+l[i]+'/x').catch(()=>go(i+1))}go(0)",
        "var l=['a.example.com','b.example.com'];fetch('https://'+l[Math.random()*2|0]+'/x')",
        "[['a','example','com'],['b','example','com']].map(p=>fetch('https://'+p.join('.')+'/x'))",
        "var l={a:'a.example.com',b:'b.example.com'};fetch('https://'+l[key]+'/x')",
    ],
)
def test_any_element_is_meant_where_the_index_is_not_known(source: str) -> None:
    assert sorted(urls(source)) == [A + "/x", B + "/x"]


@pytest.mark.parametrize(
    "source",
    [
        "const [a,,b]='https://|x|a.example.com'.split('|');fetch(a+b+'/x')",
        "const parts=['a','example','com'];fetch('https://'+parts['join']('.')+'/x')",
        "function F(){}F.HOST='a.example.com';fetch('https://'+F.HOST+'/x')",
        "var o={host:'a.example.com',go(){fetch(`https://${this.host}/x`)}};o.go()",
        "function add(x,y){return x+y}fetch(add(add('https://','a.example.com'),'/x'))",
    ],
)
def test_lists_properties_and_helpers_are_read(source: str) -> None:
    assert urls(source) == [A + "/x"]


@pytest.mark.parametrize(
    "source",
    [
        "var o={h:'a.example.com',f:function(){}};fetch('https://'+o[key]+'/x')",  # no list of texts
        "const {h}=load();fetch('https://'+h+'/x')",
        "const [a]=load();fetch('https://'+a+'/x')",
        "function go({h}){fetch('https://'+h+'/x')}go(load())",
    ],
)
def test_what_is_not_known_stays_unknown(source: str) -> None:
    assert not [url for url in urls(source) if "example" in url]
