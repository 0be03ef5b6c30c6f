"""Texts of expressions by way of calls: what was worked out before is used again, and only where it holds."""

from __future__ import annotations

from flow_helper import node_of, program

from undertow.analysis.decode import HOLE
from undertow.analysis.flow_terms import Terms
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program

CHAIN = "const a='x';const b=a;const c=b;const d=c+'y';send(d)"


def values(code: str) -> tuple[Program, FlowValues]:
    p = program(code)
    return p, FlowValues(p)


def test_an_answer_cut_short_by_the_depth_is_not_given_to_one_who_looks_deeper() -> None:
    p, known = values(CHAIN)
    node = node_of(p, "d", last=True)
    assert known.strings(node, 3) == [HOLE + "y"]
    assert known.strings(node) == ["xy"]
    assert known.strings(node, 3) == ["xy"]


def test_an_answer_that_depends_on_what_is_being_worked_out_is_not_given_to_others() -> None:
    p, known = values("let a=b||'x';let b=a||'y';send(a);send(b)")
    first, second = (set(known.strings(node_of(p, name, last=True))) for name in ("a", "b"))
    again, alone = values("let a=b||'x';let b=a||'y';send(a);send(b)")
    assert {"x", "y"} <= first
    assert second == set(alone.strings(node_of(again, "b", last=True)))


def test_a_term_is_made_again_when_the_function_is_entered_by_another_call() -> None:
    p, known = values("function f(v){if(v)send()}f(one);f(two)")
    terms, asked = Terms(p, known), node_of(p, "v", last=True)
    (fn,) = p.functions(node_of(p, "f", last=True))
    (first, _), (second, _) = p.call_sites(fn)
    printed = []
    for context in ({fn: first}, {fn: second}, {fn: first}, {}):
        terms.context = context
        printed.append(str(terms.of(asked)))
    assert printed == ["one", "two", "one", "v"]


def test_a_term_is_made_once_when_the_calls_that_differ_do_not_matter_to_it() -> None:
    p, known = values("function f(v){if(ready)send(v)}f(one);f(two)")
    terms, asked = Terms(p, known), node_of(p, "ready")
    (fn,) = p.functions(node_of(p, "f", last=True))
    (first, _), (second, _) = p.call_sites(fn)
    terms.context = {fn: first}
    made = terms.of(asked)
    terms.context = {fn: second}
    assert terms.of(asked) is made
