"""Module tables of bundlers: which function is a module, what it exports, who requires it.

Three forms: webpack's table `{123: (module, exports, require) => …}` with `require(123)` and `require.d(exports,
{name: () => value})`; export tables in general, `f(target, {name: () => value})` (also esbuild's `__export`); and
wrappers called on demand, `var require_x = wrap({"x.js"(exports, module) {…}})` with `require_x()` (esbuild, rollup;
minified `wrap((exports, module) => {…})`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    CALL,
    DECLARATOR,
    FIRST_INDEX,
    IDENT,
    INDEX,
    METHOD,
    NAME,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    SUBSCRIPT,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_PARAMS = 3
_MAX_WRAPPER = 100
"""Nodes of the helper that runs a module on demand."""
_MAX_STARS = 4
"""Modules in a row that hand on all that another one exports."""


class Modules:
    """Modules of one script; everything is found on first use."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._stores: dict[int, list[tuple[int, bool, int]]] = {}

    @cached_property
    def by_key(self) -> dict[int, list[int]]:
        """Module functions by their key in a table: `{12: (module, exports, require) => …}`, or a list of them."""
        found: dict[int, list[int]] = {}
        for members in self._by_table.values():
            for key, fn in members.items():
                found.setdefault(key, []).append(fn)
        return found

    @cached_property
    def _by_table(self) -> dict[int, dict[int, int]]:
        """Table of modules → key → module function. One of them calls for another."""
        p, found = self.p, dict[int, dict[int, int]]()
        for table in (*p.c.where("object").tolist(), *p.c.where("array").tolist()):
            members = p.children(table)
            listed = p.kind[table] == ARRAY
            if not members or not (listed or p.kind[members[0]] in (PAIR, METHOD)):
                continue
            functions = {m: fn for m in members if (fn := m if listed else self._member(m)) >= 0 and p.is_function(fn)}
            modules = {member: fn for member, fn in functions.items() if self._requirer(fn) >= 0}
            if any(self._requires(fn) for fn in modules.values()):
                kept = {m: fn for m, fn in functions.items() if m in modules or self._exports_alone(fn)}
                found[table] = {
                    FIRST_INDEX - p.place(table, m) if listed else p.member_key(m): fn for m, fn in kept.items()
                }
        return found

    def _member(self, member: int) -> int:
        """The value of a pair, or a method; -1 for other members of a literal."""
        if self.p.kind[member] == METHOD:
            return member
        return self.p.child(member, VALUE) if self.p.kind[member] == PAIR else -1

    def _exports_alone(self, fn: int) -> bool:
        """Does it, beside modules, take nothing but its `module`, and replace the exports: `e => {e.exports = f}`?"""
        p = self.p
        params = p.params(fn)
        if len(params) != 1 or p.kind[params[0]] != IDENT or p.binding[params[0]] < 0:
            return False
        accessed = (p.parent[ref] for ref in p.s.references(p.binding[params[0]]).tolist())
        return any(p.is_access(access) and self._replaces(access) for access in accessed)

    def _requires(self, fn: int) -> bool:
        """Does it call its third parameter with a constant: `(module, exports, require) => {… require(12) …}`?"""
        p = self.p
        b = self._requirer(fn)
        calls = [p.parent[ref] for ref in p.s.references(b).tolist() if p.is_callee(ref)] if b > 0 else []
        return any(len(args := p.written_args(call)) == 1 and p.literal_key(args[0]) != ANY for call in calls)

    def _requirer(self, fn: int) -> int:
        """Binding of the third parameter, 0 if it takes but two and exports by them; -1: it is no module function."""
        p = self.p
        params = p.params(fn)
        if not 2 <= len(params) <= _MAX_PARAMS or any(p.kind[x] != IDENT for x in params):
            return -1
        if len(params) == _MAX_PARAMS:
            return p.binding[params[2]]
        return 0 if self._looks_exporting(params) else -1

    def _looks_exporting(self, params: list[int]) -> bool:
        p = self.p
        references = [r for x in params if p.binding[x] >= 0 for r in p.s.references(p.binding[x]).tolist()]
        accessed = [p.parent[r] for r in references if p.is_access(p.parent[r]) and p.base(p.parent[r]) == r]
        return any(p.is_written(a) for a in accessed)

    @cached_property
    def _exports(self) -> dict[int, int]:
        """Binding of an exports (or module) parameter → its module function."""
        found: dict[int, int] = {}
        for functions in self.by_key.values():
            for fn in functions:
                for param in self.p.params(fn)[:2]:
                    found[self.p.binding[param]] = fn
        for fn in self._wrapped.values():
            for param in self.p.params(fn)[:2]:
                if self.p.kind[param] == IDENT:
                    found[self.p.binding[param]] = fn
        return found

    @cached_property
    def _wrapped(self) -> dict[int, int]:
        """Binding of `var require_x = wrap({"x.js"(exports, module) {…}})` → the module function."""
        p, found = self.p, dict[int, int]()
        for call in p.c.where("call_expression").tolist():
            args = p.written_args(call)
            up = p.parent[call]
            if len(args) != 1 or p.kind[up] != DECLARATOR or p.kind[name := p.child(up, NAME)] != IDENT:
                continue
            fn = self._only_module(args[0]) if p.kind[args[0]] == OBJECT_LITERAL else args[0]
            if fn < 0 or not p.is_function(fn) or not 1 <= len(p.params(fn)) < _MAX_PARAMS or p.binding[name] < 0:
                continue
            if self._makes_exports(p.written_callee(call)):
                found[p.binding[name]] = fn
        return found

    def _only_module(self, table: int) -> int:
        p = self.p
        members = p.children(table)
        return self._member(members[0]) if len(members) == 1 else -1

    def _makes_exports(self, callee: int) -> bool:
        """Does the called function itself hold `{exports: {}}`?"""
        p = self.p
        fn, key = p.definition(callee), p.ids.get("exports", -1)
        if fn < 0 or not p.is_function(fn) or p.last[fn] - fn > _MAX_WRAPPER:
            return False
        return any(fn < member < p.last[fn] for member in p.members_sym(key)) if key >= 0 else False

    @cached_property
    def _requirers(self) -> dict[int, dict[int, int]]:
        """Binding of the `require` parameter of a module function, or of the function that it is given → its table.

        The table is empty where it is not known.
        """
        found = {self._requirer(fn): table for table in self._by_table.values() for fn in table.values()}
        found = {b: table for b, table in found.items() if b > 0}
        return {b: dict[int, int]() for b in self._runtimes()} | found if found else found

    def _runtimes(self) -> Iterator[int]:
        """`function require(id) {… modules[id](module, module.exports, require) …}`: its binding.

        The first modules of a bundle are required by itself.
        """
        p = self.p
        for call in p.c.where("call_expression").tolist():
            args, fn = p.written_args(call), p.enclosing[call]
            name = p.child(fn, NAME) if fn >= 0 and len(args) in (_MAX_PARAMS, _MAX_PARAMS + 1) else -1
            if name < 0 or p.kind[args[-1]] != IDENT or not 0 <= p.binding[args[-1]] == p.binding[name]:
                continue
            callee = p.written_callee(call)
            picked = p.base(callee) if len(args) > _MAX_PARAMS and p.is_access(callee) else callee
            key = p.strip(p.child(picked, INDEX)) if p.kind[picked] == SUBSCRIPT else -1
            if key >= 0 and p.kind[key] == IDENT and p.param_index(p.binding[key]) == (fn, 0):
                yield int(p.binding[name])

    @cached_property
    def _tables(self) -> dict[int, list[int]]:
        """Binding of a target → object literals `{name: () => value}` handed to a call together with it."""
        p, found = self.p, dict[int, list[int]]()
        for table in p.c.where("object").tolist():
            up = p.parent[table]
            call = p.parent[up]
            if p.kind[call] != CALL:
                continue
            args = p.written_args(call)
            if len(args) != 2 or args[1] != table or p.kind[args[0]] != IDENT or p.binding[args[0]] < 0:
                continue
            members = p.children(table)
            if members and all(self.getter(m) >= 0 for m in members):
                found.setdefault(p.binding[args[0]], []).append(table)
        return found

    @cached_property
    def _all_tables(self) -> frozenset[int]:
        return frozenset(table for tables in self._tables.values() for table in tables)

    def getter(self, member: int) -> int:
        """The expression returned by `name: () => value`, else -1."""
        p = self.p
        if p.kind[member] not in (PAIR, METHOD):
            return -1
        fn = member if p.kind[member] == METHOD else p.child(member, VALUE)
        if fn < 0 or not p.is_function(fn) or p.params(fn):
            return -1
        returned = p.returns(fn)
        return returned[0] if len(returned) == 1 else -1

    # --- questions --------------------------------------------------------------------------------------------
    def exports_variable(self, node: int) -> int:
        """One node for all mentions of an exports parameter (its declaration); other nodes are themselves."""
        b = self.p.binding[node]
        return int(self.p.s.b_node[b]) if b >= 0 and b in self._exports else node

    def required(self, call: int) -> list[int]:
        """Exports parameters of the modules that `require(id)` or `require_x()` yields; empty for other calls."""
        p = self.p
        callee = p.written_callee(call)
        if callee < 0 or p.kind[callee] != IDENT or p.binding[callee] < 0:
            return []
        args = p.written_args(call)
        if not args and p.binding[callee] in self._wrapped:
            return p.params(self._wrapped[p.binding[callee]])[:2]
        if len(args) == 1 and p.binding[callee] in self._requirers:
            key, table = p.literal_key(args[0]), self._requirers[p.binding[callee]]
            functions = [table[key]] if key in table else self.by_key.get(key, ())
            return [x for fn in functions for x in p.params(fn)[:2]]
        return []

    def replaced_exports(self, call: int) -> list[int]:
        """Values of `module.exports = value` in the modules that a call requires."""
        p = self.p
        found: list[int] = []
        for param in self.required(call):
            for ref in p.s.references(p.binding[param]).tolist() if p.kind[param] == IDENT else ():
                access = p.parent[ref]
                if p.is_access(access) and p.base(access) == ref and self._replaces(access):
                    found.append(p.child(p.parent[access], RIGHT))
        return found

    def _replaces(self, access: int) -> bool:
        return self.p.is_written(access) and self.p.key_text(access) == "exports"

    def requiring(self, access: int) -> list[int]:
        """Calls that yield the value which `access`, the left side of an assignment, makes the exports of a module."""
        p = self.p
        base = p.base(access)
        if p.key_text(access) != "exports" or p.kind[base] != IDENT:
            return []
        module = self._exports.get(p.binding[base], -1)
        return self.requires(module) if module >= 0 else []

    def requires(self, fn: int) -> list[int]:
        """Calls that yield the exports of a module function."""
        p = self.p
        calls: list[int] = []
        for b in self._requirers:
            calls += [p.parent[r] for r in p.s.references(b).tolist() if p.is_callee(r)]
        for b, wrapped in self._wrapped.items():
            if wrapped == fn:
                calls += [p.parent[r] for r in p.s.references(b).tolist() if p.is_callee(r)]
        wanted = set(p.params(fn)[:2])
        return [call for call in calls if wanted & set(self.required(call))]

    def module_of(self, binding: int) -> int:
        """The module function whose exports (or module) parameter the binding is, or -1."""
        return self._exports.get(binding, -1)

    def is_exports(self, origin: int) -> bool:
        """Is it the exports (or module) parameter of a module?"""
        return self.p.kind[origin] == IDENT and self.module_of(self.p.binding[origin]) >= 0

    def exported(self, origin: int, key: int, depth: int = _MAX_STARS) -> list[int]:
        """Values that an exports parameter has under a key."""
        if not self.is_exports(origin):
            return []
        found, handed = list[int](), [self.p.binding[origin]]
        for b in handed:  # grows by the modules whose exports are this one's as a whole; they may do so in a circle
            found += self._assigned(b, key, handed) + self._by_member.get(key, {}).get(b, [])
        for param in self._stars.get(handed[0], ()) if depth and not found else ():
            found += self.exported(param, key, depth - 1)
        return found

    @cached_property
    def _stars(self) -> dict[int, list[int]]:
        """Binding of an exports parameter → those of the modules all of whose exports it gets, as by `export *`.

        TypeScript's `__exportStar(require("./x"), exports)`.
        """
        p, found = self.p, dict[int, list[int]]()
        for b in self._exports:
            for ref in p.s.references(b).tolist():
                call = p.parent[p.parent[ref]] if p.kind[p.parent[ref]] == ARGS else -1
                args = p.written_args(call) if call >= 0 and p.kind[call] == CALL else []
                if len(args) == 2 and args[1] == ref and p.kind[args[0]] == CALL:
                    found.setdefault(b, []).extend(self.required(args[0]))
        return found

    def tables(self, key: int) -> Iterator[tuple[int, list[int]]]:
        """(target of an export table, what it is given under the key)."""
        for b, values in self._by_member.get(key, {}).items():
            yield int(self.p.s.b_node[b]), values

    @cached_property
    def _by_member(self) -> dict[int, dict[int, list[int]]]:
        """Key → binding of a target → what export tables give it under that key."""
        found: dict[int, dict[int, list[int]]] = {}
        for b, tables in self._tables.items():
            for member in (m for table in tables for m in self.p.children(table)):
                found.setdefault(self.p.member_key(member), {}).setdefault(b, []).append(self.getter(member))
        return found

    def _assigned(self, b: int, key: int, handed: list[int]) -> list[int]:
        """`exports.key = value` and `module.exports = {key: value}` / `module.exports.key = value`.

        Args:
            b: the exports (or module) parameter.
            key: the property.
            handed: such parameters that are asked anyway; those are added whose exports are all handed on here.
        """
        p, found = self.p, list[int]()
        for stored, whole, value in self._stores_of(b):
            if stored == key:
                found.append(value)
            for origin in p.origins(value) if whole and stored != key else ():
                if not self.is_exports(origin):
                    found += p.property_of(origin, key)
                elif p.binding[origin] not in handed:
                    handed.append(p.binding[origin])
                    found += p.described.of(key, origin)
        return found

    def _stores_of(self, b: int) -> list[tuple[int, bool, int]]:
        """What is stored in an exports (or module) parameter: the key, whether it is all exports at once, the value."""
        if b not in self._stores:
            p, found = self.p, list[tuple[int, bool, int]]()
            for ref in p.s.references(b).tolist():
                access = p.parent[ref]
                if not p.is_access(access) or p.base(access) != ref:
                    continue
                if p.is_written(access):
                    found.append((p.key(access), p.key_text(access) == "exports", self._right(access)))
                elif p.key_text(access) == "exports" and self._is_store(p.parent[access], access):
                    found.append((p.key(p.parent[access]), False, self._right(p.parent[access])))
            self._stores[b] = found
        return self._stores[b]

    def _right(self, access: int) -> int:
        return self.p.child(self.p.parent[access], RIGHT)

    def _is_store(self, access: int, base: int) -> bool:
        p = self.p
        return p.is_access(access) and p.base(access) == base and p.is_written(access)

    def getter_readers(self, fn: int) -> list[int]:
        """Reads through the getter `name: () => value` of an export table: accesses, or variables in a pattern."""
        p = self.p
        member = fn if p.kind[fn] == METHOD else p.parent[fn]
        table = p.parent[member]
        if p.kind[member] not in (PAIR, METHOD) or table not in self._all_tables:
            return []
        return p.readers(p.member_key(member)).of(self.getter(member))
