"""Conditions on lists as terms: `some` and `every` of known elements, and whether a constant is one of a list."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from undertow.analysis.flow_term import Term
from undertow.analysis.program_lists import of_table
from undertow.analysis.program_syntax import ARRAY, IDENT, NEW, OBJECT_LITERAL
from undertow.analysis.program_tests import sole_return

if TYPE_CHECKING:
    from undertow.analysis.flow_terms import Terms
    from undertow.analysis.program import Program

_MAX_LISTED = 24


def each(terms: Terms, call: int, names: dict[int, Term], depth: int) -> Term | None:
    """`["a", "b"].some(x => test(x))` is `test("a") || test("b")`; of `every` it is `&&`. None for other calls."""
    p, method = terms.p, terms.p.method_name(call)
    callee, args = p.callee(call), p.args(call)
    if method not in ("some", "every") or len(args) != 1 or not p.is_access(callee):
        return None
    listed = _listed(terms, p.base(callee), names, depth)
    if listed.op == "array" and not listed.parts and p.fixed.is_empty(p.base(callee)):
        return Term("constant", call, "true" if method == "every" else "false")
    functions = p.functions(args[0])
    if len(functions) != 1:
        return None
    if listed.op == "member":  # navigator.languages: of some element, or of each
        listed = Term("array", call, "", (Term("index", call, "", (listed, Term("other", call, "…"))),))
    if listed.op != "array" or not 0 < len(listed.parts) <= _MAX_LISTED:
        return None
    params, returned = p.params(functions[0]), sole_return(p, functions[0])
    if not params or p.kind[params[0]] != IDENT or returned < 0:
        return None
    joined = "||" if method == "some" else "&&"
    tests = [terms.term(returned, {**names, p.binding[params[0]]: item}, depth) for item in listed.parts]
    return reduce(lambda left, right: Term("binary", call, joined, (left, right)), tests)


def _listed(terms: Terms, node: int, names: dict[int, Term], depth: int) -> Term:
    """A list; of `Object.values({…})` the values."""
    p = terms.p
    tables = p.origins(p.args(node)[0]) if of_table(p, node, "values") else ()
    if len(tables) != 1 or p.kind[tables[0]] != OBJECT_LITERAL:
        return terms.term(node, names, depth)
    values = [value for held in p.members(tables[0]).values() for value in held]
    return Term("array", node, "", tuple(terms.term(value, names, depth) for value in values[:_MAX_LISTED]))


def is_listed(terms: Terms, call: int, names: dict[int, Term], depth: int) -> Term | None:
    """`["a", "b"].includes("c")`, of a list that is only read; None if that is not known."""
    p = terms.p
    callee, args = p.callee(call), p.args(call)
    if p.method_name(call) not in ("includes", "has") or len(args) != 1 or not p.is_access(callee):
        return None
    base = _elements_of(p, p.base(callee))
    parts = p.fixed.parts(base, terms.given) if base >= 0 else None
    if not parts or p.kind[parts[0]] != ARRAY or len(items := p.children(parts[0])) > _MAX_LISTED:
        return None
    asked, *listed = (terms.term(item, names, depth) for item in (args[0], *items))
    if any(term.op not in ("string", "number") for term in (asked, *listed)):
        return None
    known = any((term.op, term.value) == (asked.op, asked.value) for term in listed)
    return Term("constant", call, "true" if known else "false")


def _elements_of(p: Program, node: int) -> int:
    """The list that a `new Set([…])` is made of which nothing adds to; other expressions stay as they are."""
    made = p.definition(p.strip(node))
    if made < 0 or p.kind[made] != NEW or p.global_name(p.callee(made)) != "Set":
        return node
    return next(iter(p.args(made)), -1) if p.fixed.only_read(int(p.binding[p.strip(node)])) else -1
