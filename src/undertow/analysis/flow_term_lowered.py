"""`a ?? b` and `a?.b` as compilers for older browsers write them: `a != null ? a : b`, `a == null ? void 0 : a.b`."""

from __future__ import annotations

from undertow.analysis.flow_term import Term, filled, render

_EMPTY = ("null", "undefined")
_IS, _IS_NOT = ("==", "==="), ("!=", "!==")


def raised(node: int, test: Term, yes: Term, no: Term) -> Term | None:
    """What `test ? yes : no` was before; None if it is no such thing."""
    test, yes, no = filled(test), filled(yes), filled(no)  # the variable that the value is put in meanwhile
    if (asked := _asked(test, _IS_NOT, "&&")) is not None:
        return Term("binary", node, "??", (yes, no)) if render(asked) == render(yes) else None
    if (asked := _asked(test, _IS, "||")) is None:
        return None
    if render(asked) == render(no):
        return Term("binary", node, "??", (no, yes))
    return no if yes.op == "constant" and yes.value == "undefined" and _is_of(no, render(asked)) else None


def _asked(test: Term, operators: tuple[str, ...], joined: str) -> Term | None:
    """a in `a == null`, and in `a === null || a === undefined`."""
    if test.op != "binary":
        return None
    left, right = test.parts
    if test.value in operators:
        return left if right.op == "constant" and right.value in _EMPTY else None
    if test.value != joined:
        return None
    first, second = _asked(left, operators, joined), _asked(right, operators, joined)
    return first if first is not None and second is not None and render(first) == render(second) else None


def _is_of(term: Term, text: str) -> bool:
    """Is it a property of what has this text, or a call of one?"""
    while term.op in ("member", "index", "call"):
        term = term.parts[0]
        if render(term) == text:
            return True
    return False
