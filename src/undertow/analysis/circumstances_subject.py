"""What a condition is about: the time zone, the typed phone number, a server's answer …"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from undertow.analysis import catalog
from undertow.analysis.catalog_fields import field_of
from undertow.analysis.circumstances_answer import XHR_ANSWER, Answers
from undertow.analysis.flow_term import Term
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.model import Dimension

_SAME = catalog.words("names", "keeping")
"""Methods whose result is still about the same thing."""
_STARTS = frozenset({"slice", "substr", "substring", "charAt"})
_LANGUAGE = frozenset({"language", "languages", "userLanguage", "browserLanguage", "systemLanguage"})
_AGENT = frozenset({"userAgent", "platform", "vendor", "appVersion", "userAgentData", "product", "oscpu", "appName"})
_SCREEN = frozenset({"innerWidth", "innerHeight", "outerWidth", "outerHeight", "devicePixelRatio", "matchMedia"})
_CONSENT = re.compile(r"(?i)consent|gdpr|opt_?in|opt_?out|tcfapi|\bdnt\b")
_CONSENT_API = re.compile(
    r"(?i)^(cookiebot|onetrust|(onetrust|optanon)(active)?groups|didomi|usercentrics|uc_ui|klaro|osano|cookieyes|axeptio"
    r"|__(tcfapi|uspapi|gpp|cmp))$"
)
"""Objects and functions of the widespread consent managers; that one of them is there is no consent."""
_COUNTRY = re.compile(r"(?i)^(country|countryCode|country_code|region|geo|nation)$")
_CARRIED: frozenset[Dimension] = frozenset({"date", "screen", "connection", "random", "consent"})
"""What stays the subject whatever method is called on it: ``getHours``, ``matches``, ``toFixed``."""
_NUMERIC: frozenset[Dimension] = frozenset({"date", "screen", "random"})
_ROUNDING = frozenset({"floor", "round", "ceil", "trunc", "abs", "min", "max"})
_MAX_DEPTH = 10


_CLOCK = {
    "getHours": "hour of the day", "getMinutes": "minute of the hour", "getDay": "day of the week (0 is Sunday)",
    "getDate": "day of the month", "getMonth": "month (0 is January)", "getFullYear": "year",
}  # fmt: skip
"""Parts of a date, by the method that takes them."""
_AGREED = re.compile(r"(?i)(?:analytics|marketing|tracking|ads?|statistics)\w*=(?:granted|allowed|yes|true|1)\b")


def speaks_of_consent(text: str) -> bool:
    """Is the text what a cookie keeps of a consent: `consent=yes`, `analytics=granted`?"""
    return bool(_CONSENT.search(text) or _AGREED.search(text))


@dataclass(frozen=True)
class Subject:
    """What is tested."""

    dimension: Dimension
    detail: str = ""
    """The field of an answer, the key of a stored value, the trait; for ``unknown`` the whole text."""
    node: int = -1
    prefix: bool = False
    """Only its beginning is looked at."""
    is_api: bool = False
    """It is the interface itself, e.g. ``localStorage``: that it is there says nothing about what it holds."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Subject):
            return NotImplemented
        return (self.dimension, self.detail, self.prefix) == (other.dimension, other.detail, other.prefix)

    def __hash__(self) -> int:
        return hash((self.dimension, self.detail, self.prefix))


class Subjects:
    """Finds the subject of terms."""

    def __init__(self, p: Program, values: FlowValues) -> None:
        self.p, self.values = p, values
        self.holds_phone: Callable[[int], bool] = lambda _node: False
        """Does an expression hold a typed phone number, as the search knows it?"""
        self.answers = Answers(p, values)

    def of(self, term: Term, depth: int = _MAX_DEPTH) -> Subject | None:
        """The subject of a term, None if it is none of the known ones."""
        if not depth or term.op in ("string", "number", "constant", "regex", "function"):
            return None
        if term.op == "global":
            return self._global(term)
        if term.op == "member":
            return self._member(term, depth)
        if term.op == "index":
            return self.of(term.parts[0], depth - 1)
        if term.op in ("call", "new"):
            return self._call(term, depth)
        if term.op in ("binary", "ternary", "template", "unary"):
            return self._composed(term, depth)
        return self._by_node(term)

    def _composed(self, term: Term, depth: int) -> Subject | None:
        if term.op == "binary" and term.value in ("-", "*", "/", "%", "|", "&", ">>"):
            return self._reckoned(term, depth)
        if term.op == "binary" and term.value not in ("+", "||", "??", "&&"):
            return None
        if term.op == "unary" and term.value != "+":
            return None
        parts = term.parts[1:] if term.op == "ternary" else term.parts
        return next((found for part in parts if (found := self.of(part, depth - 1))), None)

    def _reckoned(self, term: Term, depth: int) -> Subject | None:
        """A number that is reckoned with: `Math.random() * 100`, `Date.now() / 1000`.

        The difference of two times is how long something took, which is nothing of the visit.
        """
        found = [subject for part in term.parts if (subject := self.of(part, depth - 1)) is not None]
        if term.value == "-" and any(x.dimension == "date" for x in found) and term.parts[1].op != "number":
            return None
        return found[0] if len({x.dimension for x in found}) == 1 and found[0].dimension in _NUMERIC else None

    # --- globals and members ------------------------------------------------------------------------------------
    def _global(self, term: Term) -> Subject | None:
        name = term.value
        if name in _SCREEN or name == "screen":
            return Subject("screen", name, term.node)
        if name in catalog.STORAGES:
            return Subject("storage", "", term.node, is_api=True)
        if _CONSENT_API.match(name):
            return Subject("consent", name, term.node, is_api=True)
        last = name.rpartition(".")[2]
        if _CONSENT.search(last):
            return Subject("consent", last, term.node)
        return Subject("country", "", term.node) if last != name and _COUNTRY.match(last) else None

    def _member(self, term: Term, depth: int) -> Subject | None:
        name, base = term.value, term.parts[0]
        if name == "length":
            return None
        found = self._trait(name, base, term.node)
        if found is not None:
            return found
        taken = self._taken(term)
        if self.answers.holds(taken):
            inner = self.of(base, depth - 1)
            path = f"{inner.detail}.{name}" if inner and inner.dimension == "server-answer" and inner.detail else name
            whole = name in XHR_ANSWER or (
                self.p.is_access(term.node) and self.answers.is_message(self.p.base(term.node))
            )
            return Subject("server-answer", "" if whole else path, taken)
        inner = self.of(base, depth - 1)
        if inner is not None and inner.dimension == "consent":  # Cookiebot.consent is but the record of the consents
            return Subject("consent", name, term.node, is_api=inner.is_api and bool(_CONSENT.search(name)))
        if inner is not None and inner.dimension == "server-answer":  # kept in an object of its own
            return Subject("server-answer", f"{inner.detail}.{name}" if inner.detail else name, inner.node)
        if inner is not None and inner.dimension in ("connection", "user-agent", "screen", "referrer"):
            kept = inner.dimension in ("user-agent", "referrer")
            hint = inner.detail == "userAgentData"
            return Subject(inner.dimension, inner.detail if kept and not hint else name, term.node)
        by_node = self._by_node(term)
        if by_node is not None:
            return by_node
        if inner is not None and inner.dimension == "storage":
            return Subject("storage", name, term.node)
        if _CONSENT.search(name):
            return Subject("consent", name, term.node)
        return Subject("country", "", term.node) if _COUNTRY.match(name) else None

    def _taken(self, term: Term) -> int:
        """The expression of which a pattern takes a part, or a part of a part; else that of the term itself."""
        whole = term
        while whole.op == "member" and not self.p.is_access(whole.node):
            whole = whole.parts[0]
        return whole.node if whole is not term and self.answers.holds(whole.node) else term.node

    def _trait(self, name: str, base: Term, node: int) -> Subject | None:
        owner = base.value if base.op in ("global", "member", "name") else ""
        if name == "timeZone" and _called(base) == "resolvedOptions":
            return Subject("timezone", "", node)
        if name == "locale" and _called(base) == "resolvedOptions":
            return Subject("language", "", node)
        if owner == "navigator":
            if name in _LANGUAGE:
                return Subject("language", "", node)
            if name in _AGENT:
                return Subject("user-agent", "" if name == "userAgent" else name, node)
            if name in ("connection", "onLine"):
                return Subject("connection", "" if name == "connection" else name, node)
        if name == "lang" and owner == "documentElement":
            return Subject("language", "", node)
        if owner == "document" and name in ("referrer", "cookie"):
            return Subject(
                "referrer" if name == "referrer" else "storage", "" if name == "referrer" else "cookie", node
            )
        return Subject("screen", name, node) if owner == "screen" else None

    def _call(self, term: Term, depth: int) -> Subject | None:
        head = term.parts[0]
        if term.op == "new":
            now = head.value == "Date" and len(term.parts) == 1  # with an argument it is some other day
            if head.value == "URL" and len(term.parts) > 1:  # of the page one came from
                inner = self.of(term.parts[1], depth - 1)
                return inner if inner is not None and inner.dimension == "referrer" else None
            return Subject("date", "", term.node) if now else None
        if head.op == "member":
            return self._method(term, head, depth)
        if head.value in ("String", "decodeURIComponent", "unescape", "Number", "parseInt") and len(term.parts) > 1:
            return self.of(term.parts[1], depth - 1)
        if head.op == "global" and (head.value in _SCREEN or _CONSENT.search(head.value)):
            return Subject("screen" if head.value in _SCREEN else "consent", "", term.node)
        return self._by_node(term)

    def _method(self, term: Term, head: Term, depth: int) -> Subject | None:
        method, base, args = head.value, head.parts[0], term.parts[1:]
        if method == "getTimezoneOffset":
            return Subject("timezone", "offset in minutes", term.node)
        if method == "now" and base.value == "Date":
            return Subject("date", "", term.node)
        if method == "random" and base.value == "Math":
            return Subject("random", "", term.node)
        if base.value == "Math" and method in _ROUNDING:
            inner = next((x for a in args if (x := self.of(a, depth - 1)) is not None), None)
            return inner if inner is not None and inner.dimension in _NUMERIC else None
        if method == "getItem":
            return Subject("storage", args[0].value if args and args[0].op == "string" else "", term.node)
        if method == "parse" and base.value == "JSON" and args:
            return self.of(args[0], depth - 1)
        if method == "getAttribute" and args and args[0].op == "string":
            return self._attribute(args[0].value.removeprefix("data-"), base, term.node)
        if self.answers.holds(term.node):
            return Subject("server-answer", "", term.node)
        inner = self.of(base, depth - 1)
        if inner is None:
            return self._by_node(term)
        if method in _STARTS and args and args[0].value in ("0", ""):
            return Subject(inner.dimension, inner.detail, term.node, prefix=True)
        if method == "split":
            return Subject(inner.dimension, inner.detail, term.node, prefix=True)
        if inner.dimension == "date" and (part := _CLOCK.get(method.replace("UTC", ""))):
            return Subject("date", part, term.node)
        return inner if method in _SAME or inner.dimension in _CARRIED else None

    def _attribute(self, name: str, base: Term, node: int) -> Subject | None:
        """What the page says of itself in its markup: `<html lang>`, `data-country`."""
        if name == "lang" and base.value == "documentElement":
            return Subject("language", "", node)
        return Subject("country", "", node) if _COUNTRY.match(name) else None

    # --- by what the expression is --------------------------------------------------------------------------------
    def _by_node(self, term: Term) -> Subject | None:
        """A typed phone number, a server's answer, or a name that speaks."""
        node = term.node
        if self._is_phone(term) or self.holds_phone(node):
            return Subject("phone-prefix", "", node)
        if self.answers.holds(node):
            return Subject("server-answer", self.answers.picked(node) if term.op == "name" else "", node)
        name = term.value if term.op in ("name", "member") else ""
        if _CONSENT.search(name):
            return Subject("consent", name, node)
        return Subject("country", "", node) if name and _COUNTRY.match(name) else None

    def _is_phone(self, term: Term) -> bool:
        p = self.p
        if p.is_access(term.node) and p.key_text(term.node) == "value":
            field = field_of(p, self.values, p.base(term.node))
            return field is not None and field.data == "phone"
        if term.op in ("name", "member") and term.value != "value":
            return catalog.named(term.value) == "phone"
        return False


def _called(term: Term) -> str:
    """Name of the method that a call term calls."""
    return term.parts[0].value if term.op == "call" and term.parts[0].op == "member" else ""
