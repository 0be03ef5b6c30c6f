"""Conditions read as circumstances: which property of the visit a guard tests, against which values.

Read from the structure of terms and the origin of values. What is not understood keeps its text and the dimension
``unknown``; conditions that are not about the circumstances at all (is a field filled, does an API exist) give none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from undertow.analysis.circumstances_subject import Subject, Subjects, speaks_of_consent
from undertow.analysis.flow_term import CONSTANT, Term, render
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_tests import COMPARING
from undertow.model import Circumstance, Dimension

Operator = Literal["equals", "starts-with", "contains", "matches", "one-of", "present", "other"]

_NOUNS: dict[Dimension, str] = {
    "phone-prefix": "the phone number",
    "timezone": "the time zone",
    "language": "the browser's language",
    "country": "the country",
    "connection": "the connection",
    "user-agent": "the browser's description of itself",
    "screen": "the screen",
    "referrer": "the page one came from",
    "date": "the date",
    "storage": "the value kept in the browser",
    "consent": "the consent",
    "random": "a random number",
    "server-answer": "the server's answer",
    "unknown": "",
}
_VERBS: dict[Operator, tuple[str, str]] = {
    "equals": ("is", "is not"),
    "one-of": ("is", "is not"),
    "starts-with": ("starts with", "does not start with"),
    "contains": ("contains", "does not contain"),
    "matches": ("matches", "does not match"),
    "present": ("is set", "is not set"),
    "other": ("meets", "does not meet"),
}
_MEANINGFUL_PRESENCE = frozenset({"storage", "consent", "server-answer", "referrer", "unknown"})
"""Elsewhere `if (x)` asks for existence only."""
_SAID = frozenset({"mobile", "saveData"})
"""Traits that are true or false by themselves: a phone or not, sparing with data or not."""
_SCREEN_QUERY = re.compile(r"width|height|resolution|ratio|orientation")
_TRANSPORT = frozenset({"ok", "status", "statusText", "readyState", "error", "errors", "length", "body", "redirected"})
"""Fields of an answer that say whether there was one, not what it says."""
_FLIP = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_PLACES: frozenset[Dimension] = frozenset({"timezone", "language"})
"""What a condition is about the circumstances for, even where it is not understood.

Not so the phone number: most conditions on it that are not understood ask whether it is complete.
"""
_TOLD_COUNTRY = re.compile(r"(?:^|[._])(?:country|countryCode|country_code)$", re.IGNORECASE)
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2,3}")
_MAX_VALUES = 24
_MAX_CODE = 80


@dataclass(frozen=True)
class Test:
    """What a condition asks of a subject."""

    subject: Subject
    operator: Operator
    values: tuple[str, ...] = ()
    negated: bool = False
    shown: str = ""
    """How to print it where the operator is ``other``."""


class Circumstances:
    """Reads the conditions of one script."""

    def __init__(self, p: Program, values: FlowValues) -> None:
        self.subjects = Subjects(p, values)
        self._known: dict[tuple[int, bool], tuple[Term, tuple[Circumstance, ...]]] = {}
        """By the identity of the term, which must not be another's meanwhile."""

    def of(self, term: Term, holds: bool) -> tuple[Circumstance, ...]:
        """The circumstance that a condition stands for; empty if it is not about the circumstances."""
        key = (id(term), holds)
        if key not in self._known:
            self._known[key] = term, self._find(term, holds)
        return self._known[key][1]

    def _find(self, term: Term, holds: bool) -> tuple[Circumstance, ...]:
        test = self.test(term) or self._not_understood(term)
        if test is None or _asks_for_existence(test):
            return ()
        if test.subject.dimension == "server-answer" and test.subject.detail in _TRANSPORT:
            return ()
        asked = test.subject.dimension == "server-answer"
        test = _of_country(test)
        request = self.subjects.answers.request(test.subject.node) if asked else None
        return (_circumstance(test if holds else replace(test, negated=not test.negated), request),)

    def test(self, term: Term) -> Test | None:
        """What a condition asks; None if that is not understood."""
        if term.op == "unary" and term.value == "!":
            inner = self.test(term.parts[0])
            return replace(inner, negated=not inner.negated) if inner else None
        if term.op == "unary" and term.value == "~":  # ~x.indexOf(y)
            return self._position(term.parts[0], "!==", "-1")
        if term.op == "binary":
            return self._binary(term)
        if term.op == "call":
            return self._call(term)
        if term.op == "index" and term.parts[0].op == "object":  # {CN: 1, HK: 1}[country]
            subject = self.subjects.of(term.parts[1])
            keys = tuple(part.value for part in term.parts[0].parts)
            return Test(subject, "one-of", keys) if subject and keys else None
        if (query := _asked_of_screen(term)) is not None:
            return Test(Subject("screen", "", term.node), "other", shown=f"as in {query}")
        subject = self.subjects.of(term)
        return Test(subject, "present") if subject else None

    def _not_understood(self, term: Term) -> Test | None:
        """A test of which only that much is known: it is made on the place of the person or device."""
        todo = [(term, False)]
        for part, is_operand in todo:  # grows while it is walked
            if part.op in ("unary", "member") and part.value in ("typeof", "length"):
                continue
            if (test := self.test(part)) is not None and _asks_for_existence(test) and not is_operand:
                continue
            subject = self.subjects.of(part) if part is not term else None
            # a country is known by name alone: `region.isOpen()` need not be about one, `allowed(user.region)` is
            if subject is not None and (
                subject.dimension in _PLACES or (is_operand and subject.dimension == "country")
            ):
                code = render(term)
                code = code if len(code) <= _MAX_CODE else code[: _MAX_CODE - 1] + "…"
                return Test(Subject("unknown", f"{_NOUNS[subject.dimension]} meets {code}", term.node), "other")
            compares = part.op == "binary" and part.value not in ("&&", "||", "??")
            takes = part.op in ("call", "index")
            todo += [(x, compares or (takes and i > 0)) for i, x in enumerate(part.parts)]
        return None

    # --- comparisons ------------------------------------------------------------------------------------------
    def _binary(self, term: Term) -> Test | None:
        left, right = term.parts
        operator = term.value
        if operator == "||":
            return self._either(self.test(left), self.test(right), term)
        if operator == "&&":
            return self._both(term)
        if left.op in CONSTANT and right.op not in CONSTANT:
            left, right, operator = right, left, _FLIP.get(operator, operator)
        if left.op == "unary" and left.value == "typeof":
            return None
        constant = right.value if right.op in ("string", "number") else None
        if constant is not None and (position := self._position(left, operator, constant)) is not None:
            return position
        subject = self.subjects.of(left)
        if subject is None and operator in _FLIP and (subject := self.subjects.of(right)) is not None:
            right, operator = left, _FLIP[operator]
        if subject is None:
            return None
        if operator in COMPARING:
            return self._equality(subject, right, operator in ("!==", "!="))
        return Test(subject, "other", (), shown=f"{operator} {render(right)}")

    def _equality(self, subject: Subject, right: Term, negated: bool) -> Test | None:
        if right.op == "constant":
            if right.value in ("null", "undefined"):
                return Test(subject, "present", negated=not negated)
            return Test(subject, "equals", (right.value,), negated)
        if right.op not in ("string", "number"):
            return None
        if right.value == "" and not subject.prefix:
            return Test(subject, "present", negated=not negated)
        operator: Operator = "starts-with" if subject.prefix else "equals"
        return Test(subject, operator, (right.value,), negated)

    def _position(self, term: Term, operator: str, constant: str) -> Test | None:
        """`x.indexOf(y)` and `x.search(/y/)` against 0 or -1."""
        method, base, args = _method(term)
        if method not in ("indexOf", "lastIndexOf", "search") or not args:
            return None
        is_start = (operator, constant) in (("===", "0"), ("==", "0"))
        found = (operator, constant) in ((">", "-1"), ("!==", "-1"), ("!=", "-1"), (">=", "0"))
        missing = (operator, constant) in (("===", "-1"), ("==", "-1"), ("<", "0"))
        starts_not = (operator, constant) in (("!==", "0"), ("!=", "0"))
        if not (is_start or found or missing or starts_not):
            return None
        negated = missing or starts_not
        if base.op == "array":
            return self._listed(base, args[0], negated)
        subject = self.subjects.of(base)
        if subject is None:
            return None
        if args[0].op == "regex":
            return _matching(subject, args[0].value, negated)
        if args[0].op != "string":
            return None
        asked = _of_consent(subject, args[0].value)
        return Test(asked, "starts-with" if is_start or starts_not else "contains", (args[0].value,), negated)

    # --- calls ------------------------------------------------------------------------------------------------
    def _call(self, term: Term) -> Test | None:
        method, base, args = _method(term)
        if method in ("test", "exec") and base.op == "regex" and args:
            subject = self.subjects.of(args[0])
            return _matching(subject, base.value, False) if subject else None
        if method in ("includes", "has", "some", "hasOwnProperty") and args and base.op in ("array", "new", "object"):
            return self._listed(_elements(base), args[0], False)
        subject = self.subjects.of(base) if base is not term else None
        if subject is not None and args:
            if method == "match" and args[0].op == "regex":
                return _matching(subject, args[0].value, False)
            if args[0].op == "string" and method in ("startsWith", "includes", "endsWith", "match"):
                operator: Operator = "starts-with" if method == "startsWith" else "contains"
                return Test(_of_consent(subject, args[0].value), operator, (args[0].value,))
        whole = self.subjects.of(term)
        return Test(whole, "present") if whole else None

    def _listed(self, array: Term, value: Term, negated: bool) -> Test | None:
        """`[a, b].includes(x)`."""
        subject = self.subjects.of(value)
        listed = tuple(part.value for part in array.parts if part.op in ("string", "number"))
        if subject is None or not listed:
            return None
        return Test(subject, "starts-with" if subject.prefix else "one-of", listed, negated)

    # --- several ----------------------------------------------------------------------------------------------
    def _either(self, left: Test | None, right: Test | None, term: Term) -> Test | None:
        """`a || b`: one test if both ask the same of the same."""
        if left is None or right is None or _asks_for_existence(left) or _asks_for_existence(right):
            return None
        if (test := _one_of_both(left, right)) is not None and not test.negated:
            return test
        text = f"{_circumstance(left).text} or {_circumstance(right).text}"
        return Test(Subject("unknown", text, term.node), "other")

    def _both(self, term: Term) -> Test | None:
        """`a && b` where it must not hold: not both."""
        tests = [test for part in term.parts if (test := self.test(part)) and not _asks_for_existence(test)]
        if len(tests) < 2:
            return tests[0] if tests else None
        left, right = tests
        if (test := _one_of_both(left, right)) is not None and test.negated:  # neither is one of both
            return test
        text = f"{_circumstance(left).text} and {_circumstance(right).text}"
        return Test(Subject("unknown", text, term.node), "other")


def _one_of_both(left: Test, right: Test) -> Test | None:
    """Two tests that ask the same of the same as one: that it is one of the values of both, or none of them."""
    kinds = {left.operator, right.operator}
    if left.subject != right.subject or left.negated != right.negated:
        return None
    if len(kinds) > 1 and kinds != {"equals", "one-of"}:
        return None
    operator: Operator = "one-of" if kinds & {"equals", "one-of"} else left.operator
    return replace(left, operator=operator, values=tuple(dict.fromkeys((*left.values, *right.values))))


def _asked_of_screen(term: Term) -> str | None:
    """The query in `matchMedia("(min-width: 600px)").matches`, if it is one of the screen."""
    if term.op != "member" or term.value != "matches" or term.parts[0].op != "call":
        return None
    head, *args = term.parts[0].parts
    asks = head.value.rpartition(".")[2] == "matchMedia" and bool(args) and args[0].op == "string"
    return args[0].value if asks and _SCREEN_QUERY.search(args[0].value) else None


def _asks_for_existence(test: Test) -> bool:
    """Does it ask only whether an API exists or a field is filled?"""
    if test.operator != "present" or test.subject.detail in _SAID:
        return False
    return test.subject.is_api or test.subject.dimension not in _MEANINGFUL_PRESENCE


def _of_country(test: Test) -> Test:
    """What is compared with the letters of a country: a `countryCode` of a number, the `country` of an answer."""
    letters = test.values and all(_COUNTRY_CODE.fullmatch(value) for value in test.values)
    if not letters or test.operator not in ("equals", "one-of"):
        return test
    told = test.subject.dimension == "server-answer" and _TOLD_COUNTRY.search(test.subject.detail)
    if test.subject.dimension == "phone-prefix" or told:
        return replace(test, subject=replace(test.subject, dimension="country", detail=""))
    return test


def _of_consent(subject: Subject, text: str) -> Subject:
    """What a text is sought in: a stored value that is asked for `marketing=1` is that of a consent."""
    is_consent = subject.dimension == "storage" and speaks_of_consent(text)
    return replace(subject, dimension="consent", detail="") if is_consent else subject


def _method(term: Term) -> tuple[str, Term, tuple[Term, ...]]:
    """(method, object, arguments) of a method call; the method is empty for other terms."""
    if term.op == "call" and term.parts[0].op == "member":
        return term.parts[0].value, term.parts[0].parts[0], term.parts[1:]
    return "", term, ()


def _elements(term: Term) -> Term:
    """The array behind `new Set([…])`, the keys of `new Map([[key, value], …])`, and those of an object."""
    if term.op != "new" or len(term.parts) < 2:
        return term
    listed = term.parts[1]
    if term.parts[0].value in ("Map", "WeakMap"):
        return replace(listed, parts=tuple(pair.parts[0] for pair in listed.parts if pair.op == "array" and pair.parts))
    return listed


def _matching(subject: Subject, regex: str, negated: bool) -> Test:
    """A regular expression; one that only fixes the start is read as such: /^zh/, /^(zh|yue)/."""
    body = regex[1 : regex.rfind("/")]
    simple = re.fullmatch(r"\^(?:\(\?:|\()?((?:[\w-]|\\[+.\-/]|\|)+)\)?", body)
    if simple:
        values = tuple(re.sub(r"\\(.)", r"\1", part) for part in simple[1].split("|") if part)
        return Test(subject, "starts-with", values, negated)
    inner = re.fullmatch(r"(?:[\w -]|\\[+.\-/]|\|)+", body)
    if inner:
        values = tuple(re.sub(r"\\(.)", r"\1", part) for part in body.split("|") if part)
        if not any(re.search(r"\\[wdsb]", part) for part in body.split("|")):
            return Test(subject, "contains", values, negated)
    return Test(subject, "matches", (regex,), negated)


def _circumstance(test: Test, request: str | None = None) -> Circumstance:
    subject = test.subject
    values = test.values[:_MAX_VALUES]
    return Circumstance(
        request=request,
        dimension=subject.dimension,
        operator=test.operator,
        values=values,
        negated=test.negated,
        text=_text(test, values),
    )


def _text(test: Test, values: tuple[str, ...]) -> str:
    subject = test.subject
    if subject.dimension == "unknown":
        return f"not ({subject.detail})" if test.negated else subject.detail
    listed = _list(values)
    if subject.dimension == "server-answer":
        return _answer_text(test, listed)
    noun = _NOUNS[subject.dimension]
    if subject.detail and subject.dimension == "date":
        noun = f"the {subject.detail}"
    elif subject.detail:
        noun = f"{noun} ({subject.detail})"
    if test.operator == "other":
        negation = "not " if test.negated else ""
        return f"{noun} is {negation}{test.shown}"
    return f"{noun} {_VERBS[test.operator][test.negated]} {listed}".rstrip()


def _answer_text(test: Test, listed: str) -> str:
    field = test.subject.detail
    if not field:
        return f"the server's answer {_VERBS[test.operator][test.negated]} {listed}".rstrip()
    if test.operator == "present":
        return f"the server's answer has {'no ' if test.negated else ''}{field}"
    sign = {"equals": "=", "one-of": "=", "other": test.shown}.get(test.operator)
    if sign is None:
        return f"{field} in the server's answer {_VERBS[test.operator][test.negated]} {listed}"
    if test.negated:
        return f"the server's answer does not have {field} {sign} {listed}".rstrip()
    return f"the server's answer has {field} {sign} {listed}".rstrip()


def _list(values: tuple[str, ...]) -> str:
    if len(values) < 2:
        return values[0] if values else ""
    return f"{', '.join(values[:-1])} or {values[-1]}"
