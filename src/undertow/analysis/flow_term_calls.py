"""Terms of calls: a predicate's body in its place, for the arguments that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis import flow_term_patterns
from undertow.analysis.flow_term import Term
from undertow.analysis.program_results import ways
from undertow.analysis.program_syntax import IDENT

if TYPE_CHECKING:
    from undertow.analysis.flow_terms import Terms

_MAX_INLINED, _MAX_TESTING = 240, 100
"""Nodes of a predicate's value, and of the whole of one that makes tests, up to which it is put in place."""


def inlined(t: Terms, callee: int, args: list[int], names: dict[int, Term], depth: int) -> Term | None:
    """The value a predicate returns."""
    p = t.p
    given = names.get(p.binding[callee]) if p.kind[callee] == IDENT else None
    functions = [given.node] if given is not None and given.op == "function" else p.functions(callee)
    if not functions and p.kind[callee] == IDENT and (held := t.term(callee, names, depth)).op == "function":
        functions = [held.node]  # an option taken out by a pattern
    return returned(t, functions[0], args, names, depth) if len(functions) == 1 else None


def returned(t: Terms, fn: int, args: list[int], names: dict[int, Term], depth: int) -> Term | None:
    """The value that a function returns for these arguments, by the tests that it makes."""
    p = t.p
    found = ways(p, fn) if fn not in t.opened else []
    whole = fn if len(found) > 1 else found[0][1] if found else -1
    if whole < 0 or p.last[whole] - whole > (_MAX_TESTING if len(found) > 1 else _MAX_INLINED):
        return None
    inner = dict(names)
    for i, param in enumerate(p.params(fn)):
        flow_term_patterns.bind(t, param, args[i:], names, inner, depth)
    t.opened.add(fn)
    try:
        values = [
            t.term(value, inner, depth) if value >= 0 else Term("constant", fn, "undefined") for _, value in found
        ]
        tests = [t.term(test, inner, depth) for test, _ in found[:-1]]
    finally:
        t.opened.discard(fn)
    term = values.pop()
    for test, value in zip(reversed(tests), reversed(values), strict=True):
        term = _either(test, value, term)
    return term


def _either(test: Term, value: Term, otherwise: Term) -> Term:
    """`test ? value : otherwise`, in the plainest words."""
    if value.op == "constant" and value.value == "true":
        return Term("binary", test.node, "||", (test, otherwise))
    if value.op == "constant" and value.value == "false":
        return Term("binary", test.node, "&&", (Term("unary", test.node, "!", (test,)), otherwise))
    return Term("ternary", test.node, "", (test, value, otherwise))
