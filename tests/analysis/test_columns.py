from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis import columns as module
from undertow.analysis.columns import F, K, ParseStopped, columns, unescape

PIECES = st.sampled_from(
    ["a", "b.c", "(", ")", "{", "}", "[", "]", ";", ",", "=>", "function f(", "var x=", "`${", "}`", "'s'", "/r/", "`",
     "return ", "async ", "class A{", "if(", "else ", "\n", "//c\n", "/*", "*/", "é", "\u2028", "0x1f", "?.", "...",
     "'", "import('x')", "<a>", "\\", '"\\x41"']
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_intervals_are_well_formed_on_any_text(text: str) -> None:
    c = columns(text.encode())
    n = len(c)
    nodes = np.arange(n)
    assert c.parent[0] == -1 and (c.parent[1:] < nodes[1:]).all()
    assert (c.last > nodes).all() and (c.last <= n).all()
    assert (c.last[1:] <= c.last[c.parent[1:]]).all()
    assert (c.start[1:] >= c.start[c.parent[1:]]).all() and (c.end[1:] <= c.end[c.parent[1:]]).all()
    assert (c.start <= c.end).all() and c.end[0] <= len(text.encode())
    for node in range(n):
        assert all(c.parent[k] == node for k in c.children(node))


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 5))
def test_nearest_is_the_first_marked_ancestor(text: str, step: int) -> None:
    c = columns(text.encode())
    mark = np.arange(len(c)) % (step + 2) == 0
    expected = []
    for node in range(len(c)):
        up = c.parent[node]
        while up >= 0 and not mark[up]:
            up = c.parent[up]
        expected.append(up)
    assert c.nearest(mark).tolist() == expected


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("run(a, (function () {}))", 0),
        ("t = { k: (x => x), m: [(function () {})] }", 0),
        ("run((function () { return (y => y) }))", 0),
        ("(function () {})()", 1),  # what is called keeps them
        ("run((a, function () {}))", 1),
        ("run((a + b))", 1),
    ],
)
def test_parentheses_around_a_function_are_left_out_where_it_is_handed_over_or_kept(source: str, left: int) -> None:
    c = columns(source.encode())
    assert len(c.where("parenthesized_expression")) == left
    assert all(c.parent[k] == node for node in range(len(c)) for k in c.children(node))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_unescape_gives_back_what_json_escaped(text: str) -> None:
    assert unescape(json.dumps(text)[1:-1].encode()) == text
    assert unescape(json.dumps(text, ensure_ascii=False)[1:-1].encode()) == text


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (r"\x61\u{62}\u0063\144", "abcd"),
        (r"\ud83d\ude00", "😀"),
        ("a\\\nb\\\r\nc", "abc"),
        (r"\0", "\0"),
        (r"\400", " 0"),
        (r"\q\'", "q'"),
        (r"\u{110000}", ""),
        (r"\ud800", "\ufffd"),
        (r"\n\t\v", "\n\t\v"),
    ],
)
def test_unescape_follows_the_language(body: str, value: str) -> None:
    assert unescape(body.encode()) == value


@given(st.binary(max_size=60))
def test_unescape_never_gives_what_cannot_be_encoded(body: bytes) -> None:
    unescape(body).encode()


def test_a_property_has_one_symbol_however_it_is_written() -> None:
    c = columns(rb"""o.fetch; o["fetch"]; o["\x66etch"]; o.f\u0065tch; other""")
    names = [c.sym[n] for n in c.where("property_identifier", "string").tolist()]
    assert len(set(names)) == 1
    assert c.symbols[names[0]] == "fetch"


def test_child_finds_a_field_and_says_when_there_is_none() -> None:
    c = columns(b"f(x)")
    call = int(c.where("call_expression")[0])
    assert c.text(c.child(call, F["function"])) == "f"
    assert c.text(c.child(call, F["arguments"])) == "(x)"
    assert c.child(call, F["alternative"]) == -1
    assert c.kind[call] == K["call_expression"]


def test_many_numbers_are_flushed_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"function f(a){return g(a,'x')}\n" * 50
    whole = columns(source)
    monkeypatch.setattr(module, "_FLUSH", 100)
    monkeypatch.setattr(module, "_CHUNK", 7)
    pieces = columns(source)
    for name in ("kind", "parent", "field", "start", "end", "last", "sym"):
        assert np.array_equal(getattr(whole, name), getattr(pieces, name)), name
    assert whole.symbols == pieces.symbols


def test_parsing_stops_when_the_input_is_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ERROR_STEPS", 20)
    with pytest.raises(ParseStopped):
        columns(b"\"'`)]}\\ " * 20_000)


@pytest.mark.parametrize(
    "source",
    [b"(" * 10_000 + b"1" + b")" * 10_000, b"function f(){" * 5_000 + b"}" * 5_000, b"a=>(" * 5_000, b"[" * 10_000],
    ids=["parentheses", "functions", "arrows", "unclosed"],
)
def test_deep_nesting_is_read(source: bytes) -> None:
    assert len(columns(source)) > 0
