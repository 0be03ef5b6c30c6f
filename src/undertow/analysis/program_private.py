"""Private fields as compilers write them for older browsers: each a WeakMap, read and set by helpers.

`get(this, host)` with `get = (obj, map) => map.get(obj)`, and `set(this, host, value)`. A helper serves all fields of a
script: what it returns would be any of them if its calls were not told apart by the map that they hand over.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import ARGS, BINARY, CALL, IDENT, NEW, PAREN, SEQUENCE, TERNARY, THIS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from undertow.analysis.program import Program

_MAX_MENTIONS = 200
_MAX_HELPERS = 60
_PAIR = 2
_HANDING_OUT = (PAREN, SEQUENCE, TERNARY, BINARY)


class PrivateFields:
    """The private fields of one script that are kept in WeakMaps. Found by names and syntax alone."""

    def __init__(self, p: Program) -> None:
        self.p = p

    def read(self, call: int) -> list[int] | None:
        """Values of the field that a call reads; None if it reads none."""
        b = self._fields.get(call, -1) if self._fields else -1
        return [value for value, _ in self._values[b]] if b >= 0 else None

    def field(self, call: int) -> tuple[int, int]:
        """(expression of the object, key of the field) of what a call reads; (-1, -1) if it reads none."""
        b = self._fields.get(call, -1) if self._fields else -1
        return (self._holder(call, b), self._keys[b]) if b >= 0 else (-1, -1)

    def readers(self, value: int) -> list[int]:
        """The calls that read the field that the value of an expression is put into."""
        b = self._put_into.get(value, -1) if self._fields else -1
        return [call for call, of in self._fields.items() if of == b] if b >= 0 else []

    def put(self, key: int, owner: int) -> Iterator[tuple[int, int]]:
        """(value, expression of `this`) of each store into that field of an instance of the class."""
        p = self.p
        for value, holder in self._by_key.get(key, ()):
            yield from ((value, o) for o in p.origins(holder) if p.kind[o] == THIS and p.this_owner(o) == owner)

    def _holder(self, call: int, b: int) -> int:
        p = self.p
        args = p.written_args(call)
        return next((arg for arg in args if p.kind[arg] != IDENT or p.binding[arg] != b), args[0])

    @cached_property
    def _maps(self) -> list[int]:
        """Variables that hold a WeakMap and nothing else."""
        p = self.p
        made = [p.parent[node] for node in p.free("WeakMap") if p.kind[p.parent[node]] == NEW]
        held = [p.parent[p.outermost(node)] + 1 for node in made if not p.written_args(node)]
        names = [node for node in held if p.kind[node] == IDENT and p.binding[node] >= 0]
        return [b for b in dict.fromkeys(int(p.binding[node]) for node in names) if len(p.writes(b)) == 1]

    @cached_property
    def _fields(self) -> dict[int, int]:
        """Call that reads a field → the variable of its map."""
        return {call: b for b in self._values for call, method, _ in self._used(b) if method == "get"}

    @cached_property
    def _values(self) -> dict[int, list[tuple[int, int]]]:
        """Variable of a map → (what is put into it, for which object), where none but objects themselves do."""
        found = {
            b: [(v, self._holder(call, b)) for call, method, v in self._used(b) if method == "set"] for b in self._maps
        }
        return {b: stores for b, stores in found.items() if stores and all(self._is_this(o) for _, o in stores)}

    @cached_property
    def _put_into(self) -> dict[int, int]:
        return {value: b for b, stores in self._values.items() for value, _ in stores}

    @cached_property
    def _keys(self) -> dict[int, int]:
        """Variable of a map → the key that stands for its field, as no property of the script has it."""
        return {b: self.p.intern(f"#{self.p.text(self.p.sym[int(self.p.s.b_node[b])])} {b}") for b in self._values}

    @cached_property
    def _by_key(self) -> dict[int, list[tuple[int, int]]]:
        return {key: self._values[b] for b, key in self._keys.items()}

    def _used(self, b: int) -> Iterator[tuple[int, str, int]]:
        """(call, `get` or `set`, value or -1) for what is done with a map, directly or by a helper."""
        p = self.p
        for ref in p.s.references(b)[:_MAX_MENTIONS].tolist():
            up = p.parent[ref]
            call = p.parent[up]
            if p.is_access(up) and p.is_callee(up) and p.key_text(up) in ("get", "set"):
                args = p.written_args(call)
                if len(args) == (_PAIR if p.key_text(up) == "set" else 1):
                    yield call, p.key_text(up), args[-1]
            elif p.kind[up] == ARGS and p.kind[call] == CALL:
                args = p.written_args(call)
                for method, at in self._helpers.get(self._called(call), ()):
                    if at < len(args) and len(args) >= _PAIR:
                        yield call, method, args[at]

    def _is_this(self, node: int) -> bool:
        p = self.p
        return p.kind[defined(p, node)] == THIS

    def _called(self, call: int) -> int:
        """The only function that a name stands for which is called, or -1."""
        p = self.p
        callee = p.strip(p.written_callee(call))
        values = p.writes(p.binding[callee]) if p.kind[callee] == IDENT and p.binding[callee] >= 0 else ()
        return p.strip(values[0]) if len(values) == 1 else -1

    @cached_property
    def _helpers(self) -> dict[int, list[tuple[str, int]]]:
        """Function that gives or sets a field of what it is given → (`get` or `set`, parameter of the value or 0)."""
        p, found = self.p, dict[int, list[tuple[str, int]]]()
        for method in ("get", "set"):
            for access in p.accesses(method)[:_MAX_HELPERS]:
                fn = self._param(p.base(access))[0] if p.is_callee(access) else -1
                args = p.written_args(p.parent[access]) if fn >= 0 else []
                if fn < 0 or p.enclosing[access] != fn:
                    continue
                if method == "get" and len(args) == 1 and self._is_handed_out(p.parent[access], fn):
                    found.setdefault(fn, []).append((method, 0))
                elif method == "set" and len(args) == _PAIR and self._param(args[1])[0] == fn:
                    found.setdefault(fn, []).append((method, self._param(args[1])[1]))
        return found

    def _param(self, node: int) -> tuple[int, int]:
        """(function, index) of the parameter that an expression is; else (-1, -1)."""
        p = self.p
        fn, at = p.parameter(node)
        return (fn, at) if at >= 0 else (-1, -1)

    def _is_handed_out(self, node: int, fn: int) -> bool:
        """Does the function return the expression, maybe among others?"""
        p = self.p
        while p.kind[p.parent[node]] in _HANDING_OUT:
            node = p.parent[node]
        return any(p.strip(value) in (node, p.strip(node)) for value in p.returns(fn))
