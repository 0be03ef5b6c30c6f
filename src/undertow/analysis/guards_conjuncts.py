"""Conditions on terms: their conjuncts, and what they say of what is kept."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis.flow_term import Term, is_empty, stores
from undertow.analysis.program_tests import COMPARING


def is_filled(term: Term, holds: bool) -> bool:
    """Can a condition on kept values only be as it must if they are filled?"""
    if next(stores(term), None) is None:
        return False
    if term.op == "binary" and term.value in COMPARING:
        constants = [part for part in term.parts if part.op in ("string", "number", "constant")]
        same = holds == (term.value in ("===", "=="))
        return same and len(constants) == 1 and not is_empty(constants[0])
    return holds and term.op in ("kept", "call", "member")


def split(term: Term, holds: bool) -> Iterator[tuple[Term, bool]]:
    """The conjuncts of a condition: `a && b` that holds, `a || b` that does not; negations moved to the flag."""
    if term.op == "unary" and term.value == "!":
        yield from split(term.parts[0], not holds)
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


def one_of(term: Term, values: tuple[Term, ...], node: int) -> Term:
    """The condition that a term is one of these values."""
    if len(values) == 1:
        return Term("binary", node, "===", (term, values[0]))
    listed = Term("array", node, "", tuple(sorted(values, key=lambda t: t.node)))
    return Term("call", node, "", (Term("member", node, "includes", (listed,)), term))
