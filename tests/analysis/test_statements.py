from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis.columns import Columns, F, K, columns
from undertow.analysis.statements import as_statements, as_written

PIECES = st.sampled_from(
    ["a", "b.c", "(", ")", "{", "}", ";", ",", "=>", "&&", "||", "??", "?", ":", "=", "return ", "throw ", "if(",
     "else ",
     "for(", ";;)", "switch(", "case 1:", "function f(){", "x:", "'s'===", "void 0!==", "\n", "(a,b)", "a?(b,c):d", "!"]
)  # fmt: skip

Shape = tuple[str, str, tuple["Shape", ...] | str]
_KINDS = {number: name for name, number in K.items()}
_FIELDS = {number: name for name, number in F.items()}


def shape(c: Columns, node: int = 0) -> Shape:
    """Kinds and fields of a tree, with the text of its leaves."""
    below = tuple(shape(c, child) for child in c.children(node))
    kind, leaf = _KINDS[int(c.kind[node])], c.text(node).strip(";")
    return kind, _FIELDS.get(int(c.field[node]), ""), below or ("" if kind == "empty_statement" else leaf)


def laid(source: str) -> Columns:
    c = columns(source.encode())
    found = as_statements(c)
    return c if found is None else found[0]


@pytest.mark.parametrize(
    ("minified", "readable"),
    [
        ("a(),b(),c()", "a();b();c()"),
        ("a&&b()", "if(a)b()"),
        ("a||b()", "if(a);else b()"),
        ("a?b():c()", "if(a)b();else c()"),
        ("a&&(b(),c())", "if(a){b();c()}"),
        ("a?(b(),c()):d||e()", "if(a){b();c()}else if(d);else e()"),
        ("if(a)b(),c()", "if(a){b();c()}"),
        ("function f(){return a(),b}", "function f(){a();return b}"),
        ("function f(){if(q)return a(),b;d()}", "function f(){if(q){a();return b}d()}"),
        ("function f(){throw a(),b}", "function f(){a();throw b}"),
        ("function f(){return q?(a(),b):c}", "function f(){if(q){a();return b}else return c}"),
        ("f(e=>(a(),b))", "f(e=>{a();return b})"),
        ("for(a(),b();c;d())e()", "a();b();for(;c;d())e()"),
        ("for(q.push(x);q.length;)e()", "q.push(x);while(q.length)e()"),
        ("for(;a;)b()", "while(a)b()"),
        ("here:for(;a,b;)c()", "here:while(a,b)c()"),
        ("for(a();b;){for(;c;);}", "a();while(b){while(c);}"),
        ("if(a(),b)c()", "a();if(b)c()"),
        ("if(x);else if(a(),b)c()", "if(x);else{a();if(b)c()}"),
        ("switch(a(),b){case 1:c()}", "a();switch(b){case 1:c()}"),
        ("switch(q){case 1:a(),b()}", "switch(q){case 1:a();b()}"),
        ("for(a(),b();c;)if(d(),e)g()", "a();b();while(c){d();if(e)g()}"),
    ],
)
def test_what_a_minifier_joined_reads_as_it_was_written(minified: str, readable: str) -> None:
    assert shape(laid(minified)) == shape(columns(readable.encode()))


@pytest.mark.parametrize(
    "source",
    [
        "x = a && b()",  # its value is taken
        "f(a, b)",
        "a ?? b()",
        "function f(){return a && b}",
        "function f(){return a ? b : c}",
        "f(e => a && b())",
        "for(var i = 0, n = 2; i < n; i++) a()",
        "for(i = 0; i < n; i++, j++) a()",
        "while (a(), b) c()",
        "here: for(a(), b();;) break here",
        "for(;;) a()",
        "for(; i < n; i++) a()",
        "a + b",
    ],
)
def test_what_is_no_statement_of_its_own_stays(source: str) -> None:
    assert as_statements(columns(source.encode())) is None


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("if('x' === a) b()", "a"),
        ("if(void 0 !== a) b()", "a"),
        ("if(!0 == a.b) c()", "a.b"),
        ("if(a === 'x') b()", "a"),
        ("if('x' === 'y') b()", "'x'"),
        ("if(3 < a) b()", "3"),
        ("if('a' + b) c()", "'a'"),
    ],
)
def test_the_constant_of_an_equality_stands_right(source: str, left: str) -> None:
    c = laid(source)
    test = int(c.where("binary_expression")[0])
    assert c.text(c.child(test, F["left"])) == left


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_rows_are_well_formed_and_keep_their_places_on_any_text(text: str) -> None:
    c = columns(text.encode())
    found = as_statements(c)
    if found is None:
        return
    anew, number = found
    nodes = np.arange(len(anew))
    assert anew.parent[0] == -1 and (anew.parent[1:] < nodes[1:]).all() and (anew.parent[1:] >= 0).all()
    assert (anew.last > nodes).all() and (anew.last[1:] <= anew.last[anew.parent[1:]]).all()
    assert all(anew.parent[k] == node for node in range(len(anew)) for k in anew.children(node))
    assert (anew.start <= anew.end).all() and (np.diff(anew.start) >= 0).all()
    kept = np.flatnonzero(number >= 0)
    for before, after in ((c.kind, anew.kind), (c.start, anew.start), (c.end, anew.end), (c.sym, anew.sym)):
        assert (before[kept] == after[number[kept]]).all()
    assert (np.diff(number[kept]) > 0).all()  # in the same order
    leaves = [int(n) for n in np.flatnonzero(c.last == np.arange(len(c)) + 1) if c.sym[n] >= 0]
    assert all(number[n] >= 0 for n in leaves)  # nothing that is written is lost
    assert as_written(c) == {int(new): old for old, new in enumerate(number) if new >= 0}
    assert as_statements(anew) is None or not (anew.kind == K["sequence_expression"]).all()


@pytest.mark.parametrize(
    "source",
    [
        "a&&(" * 20_000 + "b" + ")" * 20_000,
        "a?b:" * 20_000 + "c",
        "function f(){return " + "a?(b,c):" * 20_000 + "d}",
        "function f(){return " + "a?b:" * 20_000 + "d}",
        "(" * 20_000 + "a,b" + ")" * 20_000,
        "a," * 50_000 + "b",
    ],
)
def test_deep_and_long_expressions_take_linear_time(source: str) -> None:
    c = columns(source.encode())
    begin = time.process_time()
    as_statements(c)
    assert time.process_time() - begin < 3
