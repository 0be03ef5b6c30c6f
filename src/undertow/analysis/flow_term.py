"""The term: a small tree that stands for one expression of a condition, and its printing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Op = Literal[
    "string", "number", "constant", "name", "global", "member", "index", "call", "new", "binary", "unary", "ternary",
    "array", "object", "regex", "template", "function", "kept", "other",
]  # fmt: skip

CONSTANT: frozenset[Op] = frozenset({"string", "number", "constant"})


@dataclass(frozen=True)
class Term:
    """One expression. `value` is the constant, name, property or operator; `parts` the operands.

    ``kept`` is a variable or field that is empty until its one value (the part, put in at the node) is stored: where it
    is found filled that value was, where it is found empty nothing is known.
    """

    op: Op
    node: int
    """Where it stands."""
    value: str = ""
    parts: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return render(self)


def is_empty(term: Term) -> bool:
    """Is it a constant that counts as false?"""
    if term.op == "constant":
        return term.value != "true"
    return (term.op == "string" and not term.value) or (term.op == "number" and term.value in ("0", "-0", "0.0"))


def is_other(term: Term, constant: Term) -> bool:
    """Is it a constant, and not this one?"""
    return term.op in CONSTANT and (term.op, term.value) != (constant.op, constant.value)


def filled(term: Term) -> Term:
    """The term with what is kept in variables and fields put in their place."""
    if term.op == "kept":
        return filled(term.parts[0])
    return replace(term, parts=tuple(filled(part) for part in term.parts)) if term.parts else term


def stores(term: Term) -> Iterator[int]:
    """Where the values were stored that are kept in a term's variables and fields."""
    if term.op == "kept":
        yield term.node
    for part in term.parts:
        yield from stores(part)


# --- printing -----------------------------------------------------------------------------------------------------
def render(term: Term) -> str:
    """JavaScript of a term."""
    parts = [render(part) for part in term.parts]
    match term.op:
        case "string":
            return json.dumps(term.value, ensure_ascii=False)
        case "member":
            name = term.value
            return f"{_base(term.parts[0], parts[0])}" + (f".{name}" if _is_name(name) else f"[{json.dumps(name)}]")
        case "index":
            return f"{_base(term.parts[0], parts[0])}[{parts[1]}]"
        case "call":
            return f"{_base(term.parts[0], parts[0])}({', '.join(parts[1:])})"
        case "new":
            return f"new {parts[0]}({', '.join(parts[1:])})"
        case "binary":
            sides = [_operand(t, text) for t, text in zip(term.parts, parts, strict=True)]
            return f"{sides[0]} {term.value} {sides[1]}"
        case "unary":
            blank = " " if term.value.isalpha() else ""
            return f"{term.value}{blank}{_operand(term.parts[0], parts[0])}"
        case "ternary":
            return f"{parts[0]} ? {parts[1]} : {parts[2]}"
        case "array":
            return f"[{', '.join(parts)}]"
        case "object":
            return "{" + ", ".join(f"{part}: …" for part in parts) + "}"
        case _:
            return term.value


def _is_name(text: str) -> bool:
    return text.replace("$", "_").isidentifier()


def _base(term: Term, text: str) -> str:
    return f"({text})" if term.op in ("binary", "unary", "ternary", "new", "function") else text


def _operand(term: Term, text: str) -> str:
    return f"({text})" if term.op in ("binary", "ternary") else text
