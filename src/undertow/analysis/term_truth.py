"""Whether a condition certainly holds: constants compared and joined, and numbers drawn by lot against their bounds."""

from __future__ import annotations

from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from undertow.analysis.flow_term import CONSTANT, Term
from undertow.analysis.program_tests import COMPARING
from undertow.analysis.value_texts import IN_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

_ORDERING: dict[str, Callable[[float, float], bool]] = {"<": lt, ">": gt, "<=": le, ">=": ge}
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NOTHING = frozenset({"null", "undefined"})
_TYPES = {"string": "string", "number": "number"}
"""Of objects and functions the call that the data came by need not be the one that sends."""
_MAX_DEPTH = 12


def truth(term: Term, depth: int = _MAX_DEPTH) -> bool | None:
    """Truth value of a condition that is the same in every visit; None if it is not, or not known."""
    if depth <= 0:
        return None
    if term.op == "constant":
        return term.value == "true"
    if term.op == "string":
        return bool(term.value)
    if term.op == "number":
        return _number(term) != 0
    if term.op in ("array", "object", "function", "regex"):
        return True
    if term.op == "binary":
        return _binary(term, depth - 1)
    if term.op == "ternary":
        sides = {truth(side, depth - 1) for side in term.parts[1:]}
        return sides.pop() if len(sides) == 1 else None
    if term.op == "unary" and term.value == "!":
        inner = truth(term.parts[0], depth - 1)
        return None if inner is None else not inner
    if term.op == "call":
        return _in_text(term)
    return None


def _binary(term: Term, depth: int) -> bool | None:
    left, right = term.parts
    if term.value in ("&&", "||"):
        sides = (truth(left, depth), truth(right, depth))
        decides = term.value == "||"
        return decides if decides in sides else None if None in sides else not decides
    if term.value in COMPARING:
        same = _same(left, right, strict=len(term.value) > 2)
        return None if same is None else same == (term.value[0] == "=")
    if term.value not in _ORDERING:
        return None
    one, other = _number(left), _number(right)
    if one is not None and other is not None:
        return _ORDERING[term.value](one, other)
    if (scale := _drawn(left)) is not None and other is not None:
        return _against(scale, term.value, other)
    if (scale := _drawn(right)) is not None and one is not None:
        return _against(scale, _FLIPPED[term.value], one)
    return None


def _same(left: Term, right: Term, *, strict: bool) -> bool | None:
    """Are both the same constant?"""
    left, right = _type_of(left), _type_of(right)
    if left.op not in CONSTANT or right.op not in CONSTANT:
        return None
    if left.op == right.op:
        both_nothing = not strict and {left.value, right.value} == _NOTHING
        numbers = left.op == "number" and _number(left) is not None and _number(left) == _number(right)
        return left.value == right.value or both_nothing or numbers
    if strict or any(side.op == "constant" and side.value in _NOTHING for side in (left, right)):
        return False
    return None


def _type_of(term: Term) -> Term:
    """The text that `typeof` of a constant gives; other terms stay as they are."""
    if term.op != "unary" or term.value != "typeof":
        return term
    of = term.parts[0]
    name = _TYPES.get(of.op, "")
    if of.op == "constant":
        name = {"null": "object", "undefined": "undefined"}.get(of.value, "boolean")
    return Term("string", term.node, name) if name else term


def _number(term: Term) -> float | None:
    """The number that a term is."""
    if term.op != "number":
        return None
    try:
        text = term.value.replace("_", "")
        return float(int(text, 0)) if text[:2].lower() in ("0x", "0b", "0o") else float(text)
    except ValueError:
        return None


def _drawn(term: Term) -> float | None:
    """The bound below which `Math.random()`, or a multiple of it, stays."""
    if term.op == "call" and len(term.parts) == 1 and term.parts[0].op == "member":
        method = term.parts[0]
        return 1.0 if method.value == "random" and method.parts[0].value == "Math" else None
    if term.op == "binary" and term.value == "*":
        for one, other in (term.parts, term.parts[::-1]):
            scale, factor = _drawn(one), _number(other)
            if scale is not None and factor is not None and factor > 0:
                return scale * factor
    return None


def _against(scale: float, operator: str, bound: float) -> bool | None:
    """Does a number of [0, scale) certainly, or certainly not, compare so?"""
    if operator == "<":
        return False if bound <= 0 else True if bound >= scale else None
    if operator == ">":
        return False if bound >= scale else True if bound < 0 else None
    if operator == "<=":
        return False if bound < 0 else True if bound >= scale else None
    return False if bound >= scale else True if bound <= 0 else None


def _in_text(term: Term) -> bool | None:
    """`"production".startsWith("prod")`."""
    head = term.parts[0]
    if head.op != "member" or len(term.parts) != 2 or head.value not in IN_TEXT:
        return None
    whole, part = head.parts[0], term.parts[1]
    return IN_TEXT[head.value](whole.value, part.value) if whole.op == part.op == "string" else None
