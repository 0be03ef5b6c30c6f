"""String values for flow analysis: values.py plus parameters (by call context), returns and lookups through origins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from undertow.analysis.decode import HOLE
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import BINARY, CALL, IDENT, NEW, NUMBER, STRING, TEMPLATE
from undertow.analysis.values import Values

SELF = "\ue010"
"""Stands in a value for the host of the page itself (`location.host`)."""
_MAX_SITES = 8
_TIMERS = ("setTimeout", "setInterval")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOCAL = ("data:", "blob:", "javascript:", "about:", "mailto:", "tel:")
_OWN_ORIGIN = {"origin": "", "host": SELF, "hostname": SELF, "protocol": "https:"}
_TEXT_LIKE = frozenset({STRING, TEMPLATE, BINARY, NUMBER, CALL, IDENT, NEW})


class FlowValues(Values):
    """Possible strings of an expression, within a call context."""

    def __init__(self, p: Program) -> None:
        super().__init__(p.c, p.s, p.decoded)
        self.p = p
        self.context: dict[int, int] = {}
        """Function → the call of it that is meant; other functions may be entered by any of their calls."""
        self._open: set[int] = set()

    def in_context(self, node: int, context: dict[int, int]) -> list[str]:
        """Strings of the expression when functions were entered by these calls."""
        before, self.context = self.context, context
        try:
            return self.strings(node)
        finally:
            self.context = before

    def one(self, node: int) -> str:
        """The most certain string without unknown parts; empty if there is none."""
        return next((text for text in self.strings(node) if HOLE not in text), "")

    def _strings(self, node: int, depth: int) -> list[str] | None:
        if node < 0 or depth <= 0 or node in self._open:
            return None
        p = self.p
        if p.is_access(node) and p.key_text(node) in _OWN_ORIGIN and p.global_name(p.base(node)) == "location":
            return [_OWN_ORIGIN[p.key_text(node)]]
        if p.kind[node] == IDENT and p.binding[node] >= 0:
            fn, index = p.param_index(p.binding[node])
            if index >= 0:
                return self._parameter(node, fn, index, depth)
        return super()._strings(node, depth) or self._through_origins(node, depth)

    def _parameter(self, node: int, fn: int, index: int, depth: int) -> list[str] | None:
        p = self.p
        sites = [(self.context[fn], 0)] if fn in self.context else p.call_sites(fn)
        found: list[str] = []
        self._open.add(node)
        try:
            for call, shift in sites[:_MAX_SITES]:
                args = p.args(call)
                if index + shift < len(args):
                    found += self.strings(args[index + shift], depth - 1)
            for bound in p.bound_sites(fn):
                fixed = p.written_args(bound)[1:]
                found += self.strings(fixed[index], depth - 1) if index < len(fixed) else []
            if not sites:
                for call, at in p.callback_sites(fn)[:_MAX_SITES]:
                    args = p.args(call)
                    if at == 0 and p.method_name(call) in _TIMERS and index + 2 < len(args):
                        found += self.strings(args[index + 2], depth - 1)
            if not found:
                found += self._of_origins(node, depth)
            default = p.argument_default(fn, index)
            if default >= 0:
                found += self.strings(default, depth - 1)
        finally:
            self._open.discard(node)
        return found or None

    def _through_origins(self, node: int, depth: int) -> list[str] | None:
        p = self.p
        self._open.add(node)
        try:
            if p.kind[node] == NEW:
                return self._url_object(node, depth)
            if p.kind[node] == CALL and (texts := self._returned(node, depth)):
                return texts
            if p.is_access(node) and p.key_text(node) == "href":
                return self._strings(p.base(node), depth - 1)
            return self._of_origins(node, depth) or None
        finally:
            self._open.discard(node)

    def _of_origins(self, node: int, depth: int) -> list[str]:
        """Strings of what the expression may denote."""
        found: list[str] = []
        for origin in self.p.origins(node):
            if origin != node and self.p.kind[origin] in _TEXT_LIKE:
                found += self._strings(origin, depth - 2) or []
        return found

    def _returned(self, call: int, depth: int) -> list[str] | None:
        """Strings that a called function returns for these arguments."""
        p = self.p
        method = p.key_text(p.callee(call))
        if method in ("toString", "href", "clone"):
            return self._strings(p.base(p.callee(call)), depth - 1)
        functions = p.functions(p.callee(call))
        if len(functions) != 1 or functions[0] in self.context:
            return None
        self.context = {**self.context, functions[0]: call}
        try:
            return [t for value in p.returns(functions[0])[:4] for t in self.strings(value, depth - 2)] or None
        finally:
            self.context = {fn: site for fn, site in self.context.items() if fn != functions[0]}

    def _url_object(self, node: int, depth: int) -> list[str] | None:
        """`new URL(path, base)` and `new Request(url)`."""
        p = self.p
        args = p.args(node)
        if p.global_name(p.callee(node)) not in ("URL", "Request", "String") or not args:
            return None
        first = self.strings(args[0], depth - 1)
        if len(args) > 1 and p.global_name(p.callee(node)) == "URL" and not any("://" in x for x in first):
            bases = self.strings(args[1], depth - 1)
            return [_join(base, path) for base in bases for path in first]
        return first


def _join(base: str, path: str) -> str:
    if "://" not in base:
        return path
    scheme, _, rest = base.partition("://")
    host = rest.split("/", 1)[0]
    return f"{scheme}://{host}{path if path.startswith('/') else '/' + path}"


def destination(text: str) -> tuple[str | None, str | None]:
    """(URL with {} for unknown parts, host): host empty for the page's own origin, None if it is not known."""
    shown = text.replace(SELF, "{}").replace(HOLE, "{}")
    if not shown.replace("{}", "") or shown == "*":
        return None, None
    absolute = "https:" + text if text.startswith("//") else text
    if _ABSOLUTE.match(absolute):
        return shown, _host(absolute)
    if text.startswith(("/", "./", "../", "?", "#")) or HOLE not in text.split("/", 1)[0]:
        return shown, ""
    return shown, None


def _host(absolute: str) -> str | None:
    try:
        host = urlsplit(absolute).hostname
    except ValueError:
        return None
    if host == SELF:
        return ""
    return None if not host or HOLE in host or SELF in host else host


def is_local(text: str) -> bool:
    """Does the address stay in the browser?"""
    return text.startswith(_LOCAL)


def destinations(texts: Iterable[str]) -> list[tuple[str | None, str | None]]:
    """Distinct destinations outside the browser; unknown ones only if nothing is known; none if all are local."""
    remote = [text for text in texts if not is_local(text)]
    if not remote:
        return []
    found = list(dict.fromkeys(destination(text) for text in remote))
    known = [d for d in found if d[1] is not None]
    return known or found[:1] or [(None, None)]
