"""Conditions on terms: their conjuncts, and what they say of what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from undertow.analysis.flow_term import CONSTANT, Term, is_empty, is_other, stores
from undertow.analysis.program_tests import COMPARING
from undertow.analysis.term_truth import truth


def is_filled(term: Term, holds: bool) -> bool:
    """Can a condition on kept values only be as it must if they are filled?"""
    if term.op == "binary" and term.value in COMPARING:
        constants = [part for part in term.parts if part.op in CONSTANT]
        same = holds == (term.value in ("===", "=="))
        if not same or len(constants) != 1 or is_empty(constants[0]):
            return False
    elif not holds or term.op not in ("kept", "call", "member"):
        return False
    return next(stores(term), None) is not None


def split(term: Term, holds: bool) -> Iterator[tuple[Term, bool]]:
    """The conjuncts of a condition: `a && b` that holds, `a || b` that does not; negations moved to the flag.

    Of `test ? a : b` where only one side can be as it must: that the test leads there, and that side.
    """
    term = plain(term)
    if term.op == "unary" and term.value == "!":
        yield from split(term.parts[0], not holds)
        return
    if term.op == "ternary":
        asked, *sides = term.parts
        for at, value in enumerate(sides):
            if truth(value) is (not holds):
                yield from split(asked, bool(at))
                yield from split(sides[1 - at], holds)
                return
    if term.op == "call" and term.parts[0].value == "Boolean" and len(term.parts) == 2:
        yield from split(term.parts[1], holds)
        return
    if term.op == "binary":
        left, right = term.parts
        if term.value == ("&&" if holds else "||"):
            yield from split(left, holds)
            yield from split(right, holds)
            return
        for side, other in ((left, right), (right, left)):
            if side.op == "constant" and side.value in ("true", "false") and term.value in COMPARING:
                same = (side.value == "true") == (term.value in ("===", "=="))
                yield from split(other, holds if same else not holds)
                return
    yield term, holds


def plain(term: Term) -> Term:
    """A comparison with a constant, said of the value alone: not of its default, and of each side of a choice.

    `(mode ?? "off") === "on"` is `mode === "on"`, and `(t ? "a" : x) === "b"` is `t ? "a" === "b" : x === "b"`.
    """
    if term.op != "binary" or term.value not in COMPARING:
        return term
    value, constant = term.parts
    if constant.op not in CONSTANT:
        value, constant = constant, value
    if constant.op not in CONSTANT or is_empty(constant):
        return term
    if value.op == "ternary":
        test, *sides = value.parts
        return replace(value, parts=(test, *(plain(replace(term, parts=(side, constant))) for side in sides)))
    if value.op == "binary" and value.value in ("??", "||"):
        given, default = value.parts
        if given.op in CONSTANT and not is_empty(given):
            return replace(term, parts=(given, constant))
        if is_other(default, constant) and (default.op == constant.op or len(term.value) > len("==")):
            return plain(replace(term, parts=(given, constant)))
    return term


def one_of(term: Term, values: tuple[Term, ...], node: int) -> Term:
    """The condition that a term is one of these values."""
    if len(values) == 1:
        return Term("binary", node, "===", (term, values[0]))
    listed = Term("array", node, "", tuple(sorted(values, key=lambda t: t.node)))
    return Term("call", node, "", (Term("member", node, "includes", (listed,)), term))
