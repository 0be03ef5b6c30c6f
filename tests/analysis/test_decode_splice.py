from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis import decode_splice
from undertow.analysis.columns import Columns, columns
from undertow.analysis.decode_rewrite import Piece
from undertow.analysis.decode_splice import rewritten

FILLER = "function filler(a,b){return a.first+b['second']+'third'}" * 6

STATEMENTS = st.sampled_from(
    ["a=b;", "a=b\n", "var x=f(1),y={};", "function g(p){h(p);return p.k}", "if(t)u();else{v()}", "x={}\n", "y=[1]\n",
     "(function(){var q=r;s(q)})();", "[1,2].map(f);", "`t${n}`;", "++n;", "for(i=0;i<9;i++)w(i);", "while(z){z--}",
     "do k();while(l)\n", "class C{m(){o();}}", "try{d()}catch(e){}", ";", "{inner();more()}", "/re/.test(n);",
     "// remark\n", "m:n();", "return j\n", "switch(c){case 1:d();break}", "-u\n", "throw e\n"]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "a", "(b)", "[c]", "'text'", "d;e", "f();\n", "{g}", "`h`", "+i", "/j/", "k\n", " l", "m//n"]
)


def same(one: Columns, other: Columns) -> bool:
    names = [field.name for field in dataclasses.fields(Columns)]
    pairs = [(getattr(one, name), getattr(other, name)) for name in names]
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in pairs)


@settings(max_examples=400, deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=8), st.lists(st.tuples(st.integers(1, 400), TEXTS), max_size=3))
def test_columns_are_those_of_the_whole_text_whatever_is_edited(
    parts: list[str], places: list[tuple[int, str]]
) -> None:
    c = columns("".join([FILLER, *parts[:4], FILLER, *parts[4:], FILLER]).encode())
    edits: dict[int, list[Piece]] = {at % (len(c) - 1) + 1: [text.encode()] for at, text in places}
    new, step = rewritten(c, dict(edits))
    assert same(new, columns(step.source))


def edit(monkeypatch: pytest.MonkeyPatch, head: str, old: str, new: str, tail: str) -> tuple[bool, Columns, Columns]:
    """A statement replaced between others: was the text around it parsed again? With both ways to read the result."""
    whole: list[int] = []

    def read(source: bytes) -> Columns:
        whole.append(len(source))
        return columns(source)

    monkeypatch.setattr(decode_splice, "columns", read)
    before = f"{FILLER}{head}"
    c = columns(f"{before}{old}{tail}{FILLER}".encode())
    node = next(n for n in c.children(0) if c.start[n] == len(before.encode()))
    result, step = rewritten(c, {node: [new.encode()]})
    return len(step.source) in whole, result, columns(step.source)


@pytest.mark.parametrize(
    ("head", "old", "new", "tail"),
    [
        ("a();", "b[D(1)]=c;", "b.name=c;", "e();"),
        ("a();", "while(1){x()}", "x();y();z();", "(e)();"),
        ("a()\n", "b=1;", "c='two';d();", "e();"),
        ("a();", "var gone=1;", "", "(e)();"),
        ("a();", "if(1){b()}", "{b()}", "[e].f();"),
        ("a();", "b=1\n", "function b(){}", "(e)();"),
    ],
)
def test_only_the_changed_statement_is_parsed(
    head: str, old: str, new: str, tail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, result, expected = edit(monkeypatch, head, old, new, tail)
    assert not again and same(result, expected)


@pytest.mark.parametrize(
    ("head", "old", "new", "tail"),
    [
        ("a=b\n", "c();", "(c)();", "e();"),  # would call b
        ("a=b\n", "var gone;", "", "(e)();"),
        ("a();", "do b();while(c)\n", "b=c\n", "(e)();"),
        ("a();", "b();", "b(", "e();"),  # not a statement
        ("a();", "b();", "b()//", "e();"),  # a remark that goes on
    ],
)
def test_all_is_parsed_where_the_statement_may_read_otherwise_in_its_place(
    head: str, old: str, new: str, tail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, result, expected = edit(monkeypatch, head, old, new, tail)
    assert again and same(result, expected)
