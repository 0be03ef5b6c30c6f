from __future__ import annotations

import pytest
from arguments import sink_arguments
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis.columns import columns
from undertow.analysis.decode import HOLE
from undertow.analysis.scopes import resolve
from undertow.analysis.values import LIMIT, MAX_LENGTH, Values


def strings(source: str) -> list[str]:
    c = columns(source.encode())
    return Values(c, resolve(c)).strings(sink_arguments(c, ("sink",))[0])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sink('https://a.test/'+x)", ["https://a.test/" + HOLE]),
        ("const h='a.test';sink(`https://${h}/p?${q}`)", ["https://a.test/p?" + HOLE]),
        ("sink(['https:','','a.test'].join('/'))", ["https://a.test"]),
        ("sink('tset.a'.split('').reverse().join(''))", ["a.test"]),
        ("sink(String.fromCharCode(97,0x62,99))", ["abc"]),
        ("sink(String.fromCharCode(x))", [HOLE]),
        ("sink(atob('YS50ZXN0'))", ["a.test"]),
        ("sink(window.atob('YS50ZXN0'))", ["a.test"]),
        ("sink(atob('*'))", [""]),
        ("sink(decodeURIComponent('%2Fa%2f%zz'))", ["/a/%zz"]),
        ("var o={k:'v','l':{m:'n'}};sink(o.k+o['l'].m)", ["vn"]),
        ("var u=c?'a':'b';sink(u+'/')", ["a/", "b/"]),
        ("sink(x||'a')", [HOLE, "a"]),
        ("var a=['x','y'];sink(a[1])", ["y"]),
        ("var a=['x','y'];sink(a[2])", [HOLE]),
        ("let u='a';u='b';sink(u)", [HOLE]),
        ("var u;u='b';sink(u)", ["b"]),
        ("var u;u='a';u='b';sink(u)", [HOLE]),
        ("sink('a'.concat('b',c))", ["ab" + HOLE]),
        ("sink('\\x61\\u{62}\\u0063\\\n')", ["abc"]),
        ("sink('V'+300012807419+'/'+0x1f)", ["V300012807419/31"]),
        ("sink('AB'.toLowerCase()+' c '.trim())", ["abc"]),
        ("sink(((('a'))))", ["a"]),
        ("function f(u){sink(u)}", [HOLE]),
        ("sink()", None),
    ],
)
def test_the_strings_of_an_expression(source: str, expected: list[str] | None) -> None:
    if expected is None:
        assert not sink_arguments(columns(source.encode()), ("sink",))
    else:
        assert strings(source) == expected


def test_alternatives_are_limited() -> None:
    assert len(strings("sink(" + "+".join(f"(a{i}?'x{i}':'y{i}')" for i in range(20)) + ")")) == LIMIT


def test_a_string_that_doubles_itself_ends_as_unknown() -> None:
    source = "var a0='https://a.test/';" + "".join(f"var a{i + 1}=a{i}+a{i};" for i in range(60)) + "sink(a60)"
    assert all(len(text) <= MAX_LENGTH for text in strings(source))


def test_a_variable_that_needs_itself_is_unknown() -> None:
    assert strings("var a=b+'x',b=a+'y';sink(a)")[0].startswith(HOLE)


def test_long_chains_keep_their_beginning() -> None:
    text = strings("sink('https://a.test/?q='" + "+x" * 5_000 + ")")[0]
    assert text.startswith("https://a.test/?q=" + HOLE)


EXPRESSIONS = st.recursive(
    st.sampled_from(["'a'", "x", "1", "`b`", "o.k", "a[0]", "u", "this", "null"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "||", "-", "&&"]), inner).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
        inner.map(lambda e: f"`<${{{e}}}>`"),
        inner.map(lambda e: f"[{e},{e}].join({e})"),
        inner.map(lambda e: f"atob({e})"),
        inner.map(lambda e: f"{e}.split('').reverse().join('')"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]}?{t[1]}:{t[2]})"),
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(EXPRESSIONS)
def test_every_expression_has_at_least_one_string(expression: str) -> None:
    found = strings(f"var u='v'+u,o={{k:u}},a=[o.k];sink({expression})")
    assert 1 <= len(found) <= LIMIT and len(set(found)) == len(found)
