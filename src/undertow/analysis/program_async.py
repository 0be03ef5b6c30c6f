"""Async functions as compilers write them for older browsers: state machines whose body is handed to a helper.

Three forms, told by what stays when names are shortened, the properties of the machine's state object:
TypeScript, `help(this, function (_a) { switch (_a.label) { case 0: return [4, promise]; case 1: x = _a.sent(); return
[2, value] } })`; Babel's regenerator, `wrap(function (_c) { … _c.next = 2; return promise; case 2: x = _c.sent; return
_c.abrupt("return", value) … })`; and generators, `help(function* () { x = yield promise; return value })`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import ALTERNATIVE, ARGS, ARRAY, CALL, CONSEQUENCE, IDENT, TERNARY

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_RETURNS, _AWAITS = "2", "4"
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
        for fn in self._without_waiting():
            found.setdefault(fn, -1)
        return found

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

    def sent(self, node: int) -> list[int]:
        """`_a.sent()` or `_c.sent`: the expression that was awaited before it; empty for anything else."""
        if self._sent < 0:
            return []
        p = self.p
        access = p.written_callee(node) if p.kind[node] == CALL else node
        if not p.is_access(access) or p.key(access) != self._sent or p.kind[p.base(access)] != IDENT:
            return []
        fn, _ = p.param_index(p.binding[p.base(access)]) if p.binding[p.base(access)] >= 0 else (-1, -1)
        if fn not in self.bodies:
            return []
        before = [value for value in self._awaited(fn) if value < node]
        return before[-1:]

    def _awaited(self, fn: int) -> list[int]:
        """What the machine waits for, in the order of the script."""
        p = self.p
        listed = [self._pair(value, _AWAITS) for value in self._steps(fn)]
        if any(value >= 0 for value in listed):
            return [value for value in listed if value >= 0]
        return [v for v in p.returns(fn) if p.method_name(v) not in ("abrupt", "stop", "finish")]

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
            elif p.method_name(value) == "abrupt":
                args = p.written_args(value)
                if len(args) == 2 and p.string(args[0]) == "return":
                    yield args[1]

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
