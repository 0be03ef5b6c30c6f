"""Where the tests around say that a variable is no object, or holds nothing at all.

`if (!x || typeof x !== "object") return x` gives back texts and numbers; after `if (mail) return` the mail is empty.
"""

from __future__ import annotations

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import BINARY, CALL, IDENT, LEFT, MEMBER, RETURN, RIGHT, TERNARY, UNARY
from undertow.analysis.program_tests import COMPARING, tests_around

_HANDED_ON = (RETURN, TERNARY, K["arrow_function"])
_PLAIN = frozenset({"string", "number", "boolean", "bigint", "undefined", "symbol"})
_DEPTH = 4
_MAX_MENTIONS = 30
_EMPTY = ("''", '""')
_TESTING = kind_mask(["if_statement", "ternary_expression", "unary_expression", "binary_expression"])


def is_primitive(p: Program, read: int) -> bool:
    """Do the tests around a variable that is returned as it is leave nothing but a text, a number or the like?"""
    if p.kind[p.parent[p.outermost(read)]] not in _HANDED_ON:
        return False
    b = int(p.binding[read])
    return any(_leaves_none(p, test, b, holds, _DEPTH) for test, holds in tests_around(p, read))


def is_tested(p: Program, b: int) -> bool:
    """Does a test ask whether a variable holds anything that is never given another value?"""
    if len(p.writes(b)) > 1 or (p.param_index(b)[0] >= 0 and p.writes(b)):
        return False
    return any(_tests(p, ref) for ref in p.s.references(b)[:_MAX_MENTIONS].tolist())


def _tests(p: Program, ref: int) -> bool:
    """Is it the test of an `if` or `?:`, or a part of one: `x`, `!x`, `x && …`, `x === ""`?"""
    up = p.parent[p.outermost(ref)]
    if p.kind[up] == MEMBER and p.key_text(up) == "length":
        up = p.parent[p.outermost(up)]
    return bool(_TESTING[p.kind[up]])


def is_empty(p: Program, read: int) -> bool:
    """Do the tests around a variable (see `is_tested`) say that it holds no text: `if (!x) send(x)`?"""
    b = int(p.binding[read])
    return any(_says_empty(p, test, b, holds, _DEPTH) for test, holds in tests_around(p, read))


def _says_empty(p: Program, test: int, b: int, truth: bool, depth: int) -> bool:
    """Is the variable empty where the test comes out so?"""
    test = p.strip(test)
    if p.is_access(test) and p.key_text(test) == "length":
        test = p.strip(p.base(test))
    if p.kind[test] == IDENT:
        return p.binding[test] == b and not truth
    if depth <= 0 or p.kind[test] not in (UNARY, BINARY):
        return False
    if p.kind[test] == UNARY:
        return p.prefix(test) == "!" and _says_empty(p, p.children(test)[-1], b, not truth, depth - 1)
    left, right, operator = p.strip(p.child(test, LEFT)), p.strip(p.child(test, RIGHT)), p.operator(test)
    if operator in ("&&", "||"):
        sides = [_says_empty(p, side, b, truth, depth - 1) for side in (left, right)]
        return any(sides) if truth == (operator == "&&") else all(sides)
    is_other = p.kind[right] in (K["null"], K["undefined"]) or p.c.text(right) in _EMPTY
    same = operator in COMPARING and truth == (operator[0] == "=")
    return bool(same and is_other and p.kind[left] == IDENT and p.binding[left] == b)


def _leaves_none(p: Program, test: int, b: int, truth: bool, depth: int) -> bool:
    """Is the variable no object where the test comes out so?"""
    test = p.strip(test)
    if depth <= 0:
        return False
    if p.kind[test] == IDENT:
        return p.binding[test] == b and not truth
    if p.kind[test] == UNARY and p.prefix(test) == "!":
        return _leaves_none(p, p.children(test)[-1], b, not truth, depth)
    if p.kind[test] == CALL:
        return _asked(p, test, b, truth, depth)
    if p.kind[test] != BINARY:
        return False
    left, right, operator = p.child(test, LEFT), p.child(test, RIGHT), p.operator(test)
    if operator in ("&&", "||"):
        sides = [_leaves_none(p, side, b, truth, depth - 1) for side in (left, right)]
        return any(sides) if truth == (operator == "&&") else all(sides)
    if operator not in COMPARING:
        return False
    same = truth == (operator[0] == "=")
    return any(_compared(p, one, other, b, same) for one, other in ((left, right), (right, left)))


def _compared(p: Program, one: int, other: int, b: int, same: bool) -> bool:
    """Does `typeof x` that is (or is not) a text, or `x` that is null, say that x is no object?"""
    one, other = p.strip(one), p.strip(other)
    if p.kind[one] == UNARY and p.prefix(one) == "typeof":
        name = p.strip(p.children(one)[-1])
        kind = p.string(other)
        told = kind in _PLAIN if same else kind == "object"
        return told and p.kind[name] == IDENT and p.binding[name] == b
    is_null = p.kind[other] in (K["null"], K["undefined"])
    return bool(same and is_null and p.kind[one] == IDENT and p.binding[one] == b)


def _asked(p: Program, call: int, b: int, truth: bool, depth: int) -> bool:
    """`isObject(x)`, by what the function returns."""
    functions = p.functions(p.callee(call))
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    if len(returned) != 1:
        return False
    for given, param in zip(p.args(call), p.params(functions[0]), strict=False):
        if p.kind[given] == IDENT and p.binding[given] == b and p.kind[param] == IDENT:
            return _leaves_none(p, returned[0], int(p.binding[param]), truth, depth - 1)
    return False
