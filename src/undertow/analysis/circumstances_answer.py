"""Which expressions hold what a server answered, or what a message said, and to which request."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from undertow.analysis import program_collections, program_lists
from undertow.analysis.catalog_events import handler_of, registrations
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_jquery import JQUERY
from undertow.analysis.program_origins import member_values
from undertow.analysis.program_syntax import AWAIT, CALL, IDENT, NEW, OBJECT_LITERAL, PAIR, PAREN, SPREAD, VALUE

XHR_ANSWER = frozenset({"responseText", "responseXML", "responseJSON"})
"""Fields of a request that are the whole answer."""
_ANSWERED = frozenset({"json", "text", "then", "catch", "finally", "clone", "parseJSON", "done", "success"})
_CHAINED = frozenset({"then", "done", "success"})
_ASKING = {"ajax": "GET", "getJSON": "GET", "get": "GET", "post": "POST", "load": "GET"}
"""Methods of jQuery that ask, and how."""
_OF_OBJECTS = frozenset({"entries", "values", "keys", "fromEntries", "assign", "freeze"})
"""Methods of `Object` whose result holds what is in their arguments."""
_PATTERNS = frozenset({K["object_pattern"], K["pair_pattern"], K["object_assignment_pattern"], K["array_pattern"]})
_MAX_STORED = 4
_MAX_REQUEST = 160
_NONE, _UNKNOWN = -1, -2


class Answers:
    """Answers in one script."""

    def __init__(self, p: Program, values: FlowValues) -> None:
        self.p, self.values = p, values
        self._found: dict[int, int] = {}
        self._requests: dict[int, str | None] = {}
        """Call that asked, or request object → the request."""

    def holds(self, node: int) -> bool:
        """Does the value come from the answer to a request, or from a message?"""
        return self._asked(node) != _NONE

    def request(self, node: int) -> str | None:
        """The request whose answer it is, e.g. ``GET /config``; None where it is not known, and for messages."""
        call = self._asked(node)
        if call >= 0 and call not in self._requests:
            self._requests[call] = self._request(call)
        return self._requests[call] if call >= 0 else None

    def _request(self, call: int) -> str | None:
        method, address = self._opened(call) if self.p.kind[call] != CALL else self._called(call)
        texts = self.values.strings(address) if address >= 0 else []
        text = texts[0].replace(HOLE, "{}") if texts else ""
        return f"{method} {text[:_MAX_REQUEST]}" if text.strip("{}") else None

    def picked(self, node: int) -> str:
        """The field that a variable takes out of an answer by a pattern: `({carrier: c}) => …`; empty if it is none."""
        p = self.p
        if p.kind[node] != IDENT or p.binding[node] < 0:
            return ""
        name = int(p.s.b_node[p.binding[node]])
        up = p.parent[name]
        if p.kind[up] == K["pair_pattern"]:
            return p.text(p.sym[up + 1]) if p.sym[up + 1] >= 0 else ""
        return p.text(p.sym[name]) if p.kind[up] in _PATTERNS and p.sym[name] >= 0 else ""

    def is_message(self, node: int) -> bool:
        """Is it the event of a message handler?"""
        fn = handler_of(self.p, node)
        return fn >= 0 and any(event == "message" for event, _ in registrations(self.p, self.values, fn))

    # --- where it comes from -------------------------------------------------------------------------------------
    def _asked(self, node: int) -> int:
        """The call that asked, or the request object; _UNKNOWN if it is not seen, _NONE if it is no answer."""
        if node not in self._found:
            self._found[node] = _NONE  # while it is being looked for
            self._found[node] = self._find(node)
        return self._found[node]

    def _find(self, node: int) -> int:
        p = self.p
        node = p.strip(node)
        kind = p.kind[node]
        if kind in (AWAIT, PAREN):
            return self._asked(node + 1)
        if p.is_access(node):
            return self._field(node)
        if kind == CALL:
            return self._call(node)
        if kind == OBJECT_LITERAL:
            return self._first([member + 1 for member in p.children(node) if p.kind[member] == SPREAD])
        if kind == NEW:
            promise = p.global_name(p.callee(node)) == "Promise"
            fields = [a for name in XHR_ANSWER for a in p.accesses(name)] if promise else []
            return next((p.base(a) for a in fields if p.contains(node, a)), _NONE)
        return self._variable(node) if kind == IDENT and p.binding[node] >= 0 else _NONE

    def _field(self, node: int) -> int:
        p = self.p
        if p.key_text(node) in XHR_ANSWER:
            return p.base(node)
        if p.key_text(node) in ("data", "detail") and self.is_message(p.base(node)):
            return _UNKNOWN
        if p.key_text(node) == "response" and self._is_request(p.base(node)):
            return p.base(node)
        key = p.key(node)
        if (found := self._asked(p.base(node))) != _NONE or key < 0 or not 0 < len(p.stores_sym(key)) <= _MAX_STORED:
            return found
        return self._first(list(islice(member_values(p, node), _MAX_STORED)))

    def _call(self, node: int) -> int:
        p = self.p
        callee = p.callee(node)
        if p.global_name(callee) == "fetch" or self._is_jquery(node):
            return node
        args = p.args(node)
        if p.is_access(callee):
            if p.key_text(callee) == "parse" and p.global_name(p.base(callee)) == "JSON":
                return self._asked(args[0]) if args else _NONE
            if p.key_text(callee) in _ANSWERED and (found := self._asked(p.base(callee))) != _NONE:
                return found
            if p.key_text(callee) in _OF_OBJECTS and p.global_name(p.base(callee)) == "Object":
                return self._first(args)
            if p.key_text(callee) == "get" and (found := self._kept(node)) != _NONE:
                return found
        return self._first([value for fn in p.functions(callee)[:2] for value in p.returns(fn)[:4]])

    def _kept(self, call: int) -> int:
        """What `map.get(key)` gives, where an answer was put into the map or the map was made of one."""
        p = self.p
        maps = [o for o in p.origins(p.base(p.callee(call))) if program_collections.kind_of(p, o)]
        return self._first([*program_collections.got(p, call), *(given for o in maps for given in p.args(o)[:1])])

    def _is_jquery(self, call: int) -> bool:
        p = self.p
        name, callee = p.method_name(call), p.callee(call)
        if name in ("ajax", "getJSON"):
            return True
        return name in _ASKING and p.is_access(callee) and p.global_name(p.base(callee)) in JQUERY

    def _first(self, nodes: list[int]) -> int:
        return next((found for node in nodes if (found := self._asked(node)) != _NONE), _NONE)

    def _variable(self, node: int) -> int:
        p = self.p
        b = p.binding[node]
        if (found := self._first(list(p.writes(b)))) != _NONE:
            return found
        if (found := self._first(self._merged.get(b, []))) != _NONE:
            return found
        name = int(p.s.b_node[b])
        while p.kind[p.parent[name]] in _PATTERNS:
            name = p.parent[name]
        if (listed := program_lists.looped_over(p, name)) >= 0:
            return self._asked(listed)
        up = p.parent[name]
        if p.kind[up] == K["variable_declarator"] and (value := p.child(up, VALUE)) >= 0 and p.kind[up + 1] != IDENT:
            return self._asked(value)
        fn = int(p.s.b_scope[b])
        if fn < 0 or not p.is_function(fn) or name not in p.params(fn):
            return _NONE
        return self._parameter(fn, p.params(fn).index(name))

    @cached_property
    def _merged(self) -> dict[int, list[int]]:
        """Variable → what is copied into its object: `Object.assign(state, answer)`."""
        p, found = self.p, dict[int, list[int]]()
        for call in p.method_calls("assign"):
            args = p.args(call)
            if len(args) > 1 and p.kind[args[0]] == IDENT and p.global_name(p.base(p.callee(call))) == "Object":
                found.setdefault(int(p.binding[args[0]]), []).extend(args[1:])
        return found

    def _parameter(self, fn: int, index: int) -> int:
        p = self.p
        if index == 0 and (found := self._handed(fn)) != _NONE:
            return found
        found = _NONE
        for call, shift in p.call_sites(fn):
            args = p.args(call)
            found = self._asked(args[index + shift]) if index + shift < len(args) else _NONE
            if found == _NONE:
                return _NONE
        return found

    def _handed(self, fn: int) -> int:
        """The request that the function is a callback of: `then(fn)`, `$.getJSON(url, fn)`, `$.ajax({success: fn})`."""
        p = self.p
        for call, at in p.callback_sites(fn):
            if self._is_jquery(call):
                return call
            chained = at == 0 and p.method_name(call) in _CHAINED and p.is_access(p.callee(call))
            if chained and (found := self._asked(p.base(p.callee(call)))) != _NONE:
                return found
        up = p.parent[fn]
        holder = fn if p.kind[fn] == K["method_definition"] else up if p.kind[up] == PAIR else -1
        if holder >= 0 and p.text(p.member_key(holder)) == "success" and p.kind[p.parent[holder]] == OBJECT_LITERAL:
            call = p.parent[p.parent[p.parent[holder]]]
            return call if p.kind[call] == CALL and self._is_jquery(call) else _NONE
        return _NONE

    def _is_request(self, node: int) -> bool:
        p = self.p
        return any(p.kind[o] == NEW and p.global_name(p.callee(o)) == "XMLHttpRequest" for o in p.origins(node))

    # --- what was asked ------------------------------------------------------------------------------------------
    def _called(self, call: int) -> tuple[str, int]:
        """Method and node of the address of a call that asks."""
        p = self.p
        args = p.args(call)
        if not args:
            return "GET", -1
        method, address = _ASKING.get(p.method_name(call), "GET"), args[0]
        for options in args[:2]:
            for origin in p.origins(options):
                if p.kind[origin] != OBJECT_LITERAL:
                    continue
                given = self._option(origin, "method") or self._option(origin, "type")
                method = (self.values.one(given[0]) or method).upper() if given else method
                if options == address and (url := self._option(origin, "url")):
                    address = url[0]
        return method, address

    def _option(self, literal: int, name: str) -> list[int]:
        return [v for key, found in self.p.members(literal).items() if self.p.text(key) == name for v in found]

    def _opened(self, base: int) -> tuple[str, int]:
        """Method and address given to `open` of the request object."""
        p = self.p
        origins = set(p.origins(base))
        for access in p.accesses("open"):
            args = p.args(p.parent[access]) if p.is_callee(access) else []
            if len(args) >= 2 and origins & set(p.origins(p.base(access))):
                return self.values.one(args[0]).upper() or "GET", args[1]
        return "GET", -1
