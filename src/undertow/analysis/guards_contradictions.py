"""Conditions that cannot hold together: no visit is one in which all of them do, so that nothing behind them runs.

Two kinds: tests of a variable (or of a property that is never stored into) that must come out both ways, or be two
constants; and tests of what one visit never changes, its language or its time zone, against texts that exclude one
another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import BINARY, IDENT, LEFT, MEMBER, NUMBER, RIGHT, STRING, UNARY
from undertow.analysis.program_tests import COMPARING

if TYPE_CHECKING:
    from undertow.analysis.circumstances import Circumstances, Operator
    from undertow.analysis.flow_term import Term
    from undertow.analysis.program import Program

_SAME_ALL_ALONG = frozenset({"language", "timezone", "user-agent", "referrer"})
_CONSTANTS = (STRING, NUMBER, K["true"], K["false"], K["null"])
_PLAIN = (BINARY, UNARY, K["property_identifier"], *_CONSTANTS)
_BY_TEXT: dict[Operator, Callable[[str, str], bool]] = {
    "equals": str.__eq__, "one-of": str.__eq__, "starts-with": str.startswith, "contains": str.__contains__,
}  # fmt: skip
_WHOLE = ("equals", "one-of")
_Asked = tuple["Operator", tuple[str, ...], bool]
"""How a text is compared, with which others, and whether that must be so."""


class Contradictions:
    """What the conditions of one place ask, as they are told one after the other.

    Args:
        p: the script.
        circumstances: reads conditions as circumstances.
    """

    def __init__(self, p: Program, circumstances: Circumstances) -> None:
        self.p, self._circumstances = p, circumstances
        self._held: dict[str, bool] = {}
        self._equal: dict[str, str] = {}
        self._asked: dict[str, list[_Asked]] = {}

    def excludes(self, node: int, *, holds: bool, fn: int) -> bool:
        """Can a test not be so, by what others told before?

        Args:
            node: the test.
            holds: must it come out true?
            fn: the function that it stands in.
        """
        p = self.p
        node = p.strip(node)
        while p.kind[node] == UNARY and p.prefix(node) == "!":
            node, holds = p.strip(p.children(node)[-1]), not holds
        if p.kind[node] == BINARY and p.operator(node) == ("&&" if holds else "||"):
            sides = (p.child(node, LEFT), p.child(node, RIGHT))
            return any(self.excludes(side, holds=holds, fn=fn) for side in sides)
        if (scope := self._stable(node)) is None:
            return False
        where = f"{fn} " if scope else ""
        if p.kind[node] != BINARY:
            return self._held.setdefault(where + self._text(node), holds) != holds
        operator = p.operator(node)
        left, right = p.strip(p.child(node, LEFT)), p.strip(p.child(node, RIGHT))
        if operator not in COMPARING:
            return self._held.setdefault(where + operator.join((self._text(left), self._text(right))), holds) != holds
        if operator[0] == "!":
            holds = not holds
        if p.kind[left] in _CONSTANTS:
            left, right = right, left
        subject, value = where + self._text(left), self._text(right)
        if holds and p.kind[right] in _CONSTANTS and self._equal.setdefault(subject, value) != value:
            return True
        return self._held.setdefault(f"{subject}==={value}", holds) != holds

    def _text(self, node: int) -> str:
        """The text of a test in which each variable has a name of its own."""
        p = self.p
        names = (str(p.binding[at]) for at in range(node, p.last[node]) if p.kind[at] == IDENT)
        return f"{p.c.text(node)} {' '.join(names)}"

    def _stable(self, node: int) -> bool | None:
        """Is it the same within one function only (True) or everywhere (False)? None: it may change in between."""
        p = self.p
        within = False
        for at in range(node, p.last[node]):
            kind = p.kind[at]
            if kind == MEMBER:
                if p.stores_sym(p.key(at)) or p.is_callee(at):
                    return None
                within = True
            elif kind == IDENT:
                if p.binding[at] < 0 or p.binding[at] in p.reassigned:
                    return None
            elif kind not in _PLAIN:
                return None
        return within

    def excludes_term(self, term: Term, *, holds: bool) -> bool:
        """The same of a test of what never changes during a visit."""
        test = self._circumstances.test(term)
        if test is None or test.subject.dimension not in _SAME_ALL_ALONG or test.subject.prefix:
            return False
        if (operator := test.operator) not in (*_BY_TEXT, "present"):
            return False
        p, node = self.p, test.subject.node
        if any(p.kind[at] == IDENT and p.binding[at] >= 0 for at in range(node, p.last[node])):
            return False
        values = tuple(value.casefold() for value in test.values)
        told = self._asked.setdefault(p.c.text(node), [])
        new = (operator, values, holds != test.negated)
        told.append(new)
        return any(_exclude(new, other) or _exclude(other, new) for other in told)


def _exclude(one: _Asked, other: _Asked) -> bool:
    """Can a text that is as the first says not be as the second says?"""
    (operator, values, holds), (against, others, also) = one, other
    if not holds:
        return False
    if operator == "present" or against == "present":
        return not also and against == "present" and (operator == "present" or any(values))
    meets = [any(_BY_TEXT[against](value, sought) for sought in others) for value in values]
    if not also:
        return all(meets) and (
            operator in _WHOLE or operator == against or (operator, against) == ("starts-with", "contains")
        )
    if operator in _WHOLE:
        return not any(meets)
    both_start = operator == against == "starts-with"
    return both_start and not any(_either_starts(value, sought) for value in values for sought in others)


def _either_starts(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
