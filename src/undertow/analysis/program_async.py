"""Async functions as compilers write them for older browsers: state machines whose body is handed to a helper.

Four forms, told by what stays when names are shortened, the properties of the machine's state object:
TypeScript, `help(this, function (_a) { switch (_a.label) { case 0: return [4, promise]; case 1: x = _a.sent(); return
[2, value] } })`; Babel's regenerator, `wrap(function (_c) { … _c.next = 2; return promise; case 2: x = _c.sent; return
_c.abrupt("return", value) … })`; its later one, `wrap(function (_c) { … switch (_c.p = _c.n) { … _c.n = 2; return
promise; case 2: x = _c.v; return _c.a(2, value) … })`; and generators, `help(function* () { x = yield promise; return
value })`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARGS,
    ARRAY,
    ASSIGN,
    CALL,
    CONSEQUENCE,
    IDENT,
    RIGHT,
    TERNARY,
    VALUE,
)

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_RETURNS, _AWAITS = "2", "4"
_ABRUPT = frozenset({"abrupt", "stop", "finish"})
_ENDING = frozenset({"a", "f", "d"})
"""Methods of the state object of Babel's later form: return or jump, finish, delegate."""
_MAX_ARGS = 4
_PAIR = 2
_MAX_DEPTH = 3
_GENERATORS = (K["generator_function"], K["generator_function_declaration"])


class Machines:
    """The state machines of one script."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._sent = p.ids.get("sent", -1)

    @cached_property
    def bodies(self) -> dict[int, int]:
        """Function that is the body of a machine → binding of its state object."""
        p, found = self.p, dict[int, int]()
        for name in ("label", "sent", "abrupt"):
            for access in p.accesses(name):
                base = p.base(access)
                if p.kind[base] != IDENT or p.binding[base] < 0:
                    continue
                fn, index = p.param_index(p.binding[base])
                if index == 0 and len(p.params(fn)) == 1 and p.kind[p.parent[fn]] == ARGS:
                    found[fn] = p.binding[base]
        for fn in (*self._without_waiting(), *self._later):
            found.setdefault(fn, -1)
        return found

    @cached_property
    def _later(self) -> frozenset[int]:
        """Bodies of Babel's later form: `function (_c) { for (;;) switch (_c.p = _c.n) { … } }`."""
        p, found = self.p, set[int]()
        for statement in p.c.where("switch_statement").tolist():
            tested = p.strip(p.child(statement, VALUE))
            tested = p.strip(p.child(tested, RIGHT)) if p.kind[tested] == ASSIGN else tested
            if not p.is_access(tested) or p.key_text(tested) != "n" or p.kind[p.base(tested)] != IDENT:
                continue
            b = p.binding[p.base(tested)]
            fn, index = p.param_index(b) if b >= 0 else (-1, -1)
            if index == 0 and len(p.params(fn)) == 1 and p.kind[p.parent[fn]] == ARGS:
                found.add(fn)
        return frozenset(found)

    def _without_waiting(self) -> Iterator[int]:
        """Bodies that wait for nothing: `help(this, function (_a) { return [2, value] })`."""
        p = self.p
        for this in p.c.where("this").tolist():
            listed = p.children(p.parent[this]) if p.kind[p.parent[this]] == ARGS else []
            fn = listed[1] if len(listed) == _PAIR and listed[0] == this else -1
            if fn >= 0 and p.is_function(fn) and len(p.params(fn)) == 1:
                returned = self._steps(fn)
                if returned and all(self._pair(value, _RETURNS) >= 0 for value in returned):
                    yield fn

    @cached_property
    def _keys(self) -> frozenset[int]:
        """Properties of state objects that hold what was awaited."""
        later = self.p.ids.get("v", -1) if self._later else -1
        return frozenset(key for key in (self._sent, later) if key >= 0)

    def sent(self, node: int) -> list[int]:
        """`_a.sent()`, `_c.sent` or `_c.v`: the expression awaited before it; empty for anything else."""
        keys = self._keys
        if not keys:
            return []
        p = self.p
        access = p.written_callee(node) if p.kind[node] == CALL else node
        if not p.is_access(access) or (key := p.key(access)) not in keys or p.kind[p.base(access)] != IDENT:
            return []
        fn, _ = p.param_index(p.binding[p.base(access)]) if p.binding[p.base(access)] >= 0 else (-1, -1)
        if fn not in (self.bodies if key == self._sent else self._later if access == node else ()):
            return []
        before = [value for value in self._awaited(fn) if value < node]
        return before[-1:]

    def _awaited(self, fn: int) -> list[int]:
        """What the machine waits for, in the order of the script."""
        p = self.p
        listed = [self._pair(value, _AWAITS) for value in self._steps(fn)]
        if any(value >= 0 for value in listed):
            return [value for value in listed if value >= 0]
        ending = _ENDING if fn in self._later else _ABRUPT
        return [v for v in p.returns(fn) if p.method_name(p.strip(v)) not in ending]

    def _steps(self, fn: int) -> list[int]:
        """What a machine returns, one by one: minifiers write `return a(), b ? [4, promise] : [2, value]`."""
        return [node for value in self.p.returns(fn) for node in self._ends(value)]

    def _ends(self, value: int) -> Iterator[int]:
        p, value = self.p, self.p.strip(value)
        if p.kind[value] == TERNARY:
            yield from self._ends(p.child(value, CONSEQUENCE))
            yield from self._ends(p.child(value, ALTERNATIVE))
        else:
            yield value

    def _pair(self, value: int, code: str) -> int:
        """x of `[4, x]`, or -1."""
        p = self.p
        items = p.children(value) if p.kind[value] == ARRAY else []
        return items[1] if len(items) > 1 and p.c.text(items[0]) == code else -1

    def results(self, call: int, depth: int = _MAX_DEPTH) -> Iterator[int]:
        """What a call of a helper comes to in the end: the values that the machine handed to it returns."""
        p = self.p
        args = p.written_args(call)
        for argument in args[-2:] if 0 < len(args) <= _MAX_ARGS + 1 else ():
            if argument in self.bodies:
                yield from self._returned(argument)
            elif depth and p.is_function(argument):
                values = p.returns(argument)
                if p.kind[argument] in _GENERATORS:
                    yield from values
                elif len(values) == 1 and p.kind[p.strip(values[0])] == CALL and self._hands_over(p.strip(values[0])):
                    yield from self.results(p.strip(values[0]), depth - 1)

    def _hands_over(self, call: int) -> bool:
        return any(a in self.bodies for a in self.p.written_args(call))

    def _returned(self, fn: int) -> Iterator[int]:
        p = self.p
        for value in self._steps(fn):
            if (result := self._pair(value, _RETURNS)) >= 0:
                yield result
            elif p.method_name(value) in ("abrupt", "a"):
                args = p.written_args(value)
                if len(args) == _PAIR and (p.string(args[0]) == "return" or p.c.text(args[0]) == _RETURNS):
                    yield args[1]

    def wraps(self, call: int, given: int) -> bool:
        """Does the call make an async function of what it is given, so that whoever calls it calls that?"""
        p, fn = self.p, self.wrapped(call)
        marked = p.written_args(given) if p.kind[given] == CALL else []
        return fn >= 0 and (fn in (given, *marked) or fn in p.origins(given))

    def wrapped(self, call: int) -> int:
        """The generator function that `help(function* () {…})` makes an async function of, or -1.

        With other arguments (`this`) the helper runs it at once: see `results`.
        """
        p = self.p
        args = p.written_args(call)
        if len(args) != 1:
            return -1
        if p.kind[args[0]] in _GENERATORS:
            return args[0]
        if p.kind[args[0]] == CALL and len(inner := p.written_args(args[0])) == 1 and p.is_function(inner[0]):
            values = p.returns(inner[0])  # asyncToGenerator(mark(function () { return wrap(body) }))
            if len(values) == 1 and p.kind[p.strip(values[0])] == CALL and self._hands_over(p.strip(values[0])):
                return inner[0]
        return -1
