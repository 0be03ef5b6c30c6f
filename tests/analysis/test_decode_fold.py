from __future__ import annotations

from collections.abc import Iterator

import pytest

from undertow.analysis import read_script
from undertow.analysis.columns import columns
from undertow.analysis.decode_fold import fold
from undertow.analysis.decode_script import make_readable
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import resolve


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox()
    yield box
    box.close()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'sr'+'c'", "src"),
        ("'a'+('b'+\"c\")+'d'", "abcd"),
        ("'ht~!tp'.replace(/~!/g,'')", "http"),
        ("['a','b'].join('.')", "a.b"),
        ("'cba'.split('').reverse().join('')", "abc"),
        ("window.atob('YWJj')", "abc"),
        ("decodeURIComponent(escape('%61'))", "%61"),
        ("'abc'['slice'](1)", "bc"),
        ("String.fromCharCode(97,98)+'c'", "abc"),
        ("'ab'.length+1", None),  # nothing hidden
        ("'a'+x", None),
        ("'a'.concat(x)", None),
        ("f('a')", None),
        ("Math.random().toString(36)", None),
        ("eval('1')", None),
        ("'a'-'b'", None),
    ],
)
def test_constant_expressions_are_worked_out(expression: str, value: str | None, sandbox: Sandbox) -> None:
    c = columns(f"sink({expression})".encode())
    assert list(fold(c, resolve(c), sandbox).values.values()) == ([] if value is None else [value])


def test_a_builtin_that_the_script_redefines_is_not_run(sandbox: Sandbox) -> None:
    c = columns(b"function f(atob){return atob('YWJj')}")
    assert not fold(c, resolve(c), sandbox).values


def test_a_constant_part_of_an_open_expression_is_worked_out(sandbox: Sandbox) -> None:
    c = columns(b"sink(atob('YQ==')+x+'b')")
    assert list(fold(c, resolve(c), sandbox).values.values()) == ["a"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("el['sr'+'c']=u", "el.src=u"),
        ("x={['a'+'b']:1}", "x={ab:1}"),
        ('t=JSON.parse(\'{"a":{"b":"c"}}\')', 't={"a":{"b":"c"}}'),
        ("f=()=>JSON.parse('{\"a\":1}')", 'f=()=>({"a":1})'),
        ("t=JSON.parse(x)", "t=JSON.parse(x)"),
        ("t=new RegExp('a'+'b').test(x)", "t=new RegExp('a'+'b').test(x)"),
        ("a='one '+\n'two'", "a='one '+\n'two'"),  # as plain code writes long texts
        ("t='1|0'.split('|')", "t='1|0'.split('|')"),
    ],
)
def test_names_and_tables_are_written_in_plain(source: str, text: str, sandbox: Sandbox) -> None:
    c = columns(source.encode())
    assert make_readable(c, resolve(c), sandbox).columns.source.decode() == text


@pytest.mark.parametrize(
    "source",
    [
        "x=JSON.parse('" + "[" * 5_000 + "]" * 5_000 + "')",
        "x=" + "String(" * 5_000 + "'a'" + ")" * 5_000,
        "x=" + "+".join(["'a'"] * 5_000),
    ],
)
def test_it_ends_when_constants_are_nested_or_chained_for_long(source: str, sandbox: Sandbox) -> None:
    c = columns(source.encode())
    assert len(fold(c, resolve(c), sandbox).values) <= 1


def test_values_stay_with_their_expressions_when_names_are_folded_too(sandbox: Sandbox) -> None:
    source = "var a=['aa','bb','cc'];function g(i){return a[i]}el['sr'+'c']=1;if(true){f('x')}sink(g(1))"
    c = columns(source.encode())
    script = make_readable(c, resolve(c), sandbox)
    assert script.columns.source.decode().endswith('sink("bb")') and "el.src=1" in script.columns.source.decode()


def test_tables_in_json_and_split_keys_lead_to_the_destination() -> None:
    source = (
        'const s=JSON[\'pa\'+\'rse\'](\'{"up":{"scheme":"wss","host":"a.example.com"}}\');'
        "function u(){const {scheme,host}=s.up;return scheme+'://'+host+'/'+id}new WebSocket(u())"
    )
    assert [e.url for e in read_script(source.encode()).endpoints] == ["wss://a.example.com/{}"]
