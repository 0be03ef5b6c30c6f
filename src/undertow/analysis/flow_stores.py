"""Where objects are changed: an index of one script, by the object and by the place. `flow_changes` says by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from undertow.analysis import program_merging, program_names, program_owners
from undertow.analysis.columns import K
from undertow.analysis.flow_elements import Elements
from undertow.analysis.program import Program
from undertow.analysis.program_origins import UNKNOWN
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    CALL,
    DECLARATOR,
    IDENT,
    INDEX,
    LEFT,
    METHOD,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    RIGHT,
    STRING,
    SUBSCRIPT,
    THIS,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order


_MAX_STORES = 20_000
"""Stores of one script that are indexed by the object they change."""
_MAX_INTO = 200
_MAX_KEPT = 500
MAX_REFERENCES = 300
"""Mentions of one variable or property that are looked at."""
ADDING = frozenset({"push", "unshift", "add", "enqueue"})
PUTTING = frozenset({"set", "append", "put", "setItem"})
_MERGING = frozenset({"assign", "extend", "merge", "defaults", "mixin"})
PLACING = frozenset({"append", "appendChild", "prepend", "insertBefore", "replaceChildren"})
"""Methods that put nodes and texts into an element."""
_TAKING = ADDING | PUTTING | PLACING | {"set", "write", "update", "splice"}
_CHANGING_METHODS = ADDING | PUTTING | {"splice", "write", "update", "forEach"}


@dataclass(frozen=True)
class Handed:
    """What a call may do with an object that is an argument of it."""

    merged: Sequence[int] = ()
    """Expressions whose properties it may take over."""
    defined: list[int] = field(default_factory=list)
    """Arguments of `Object.defineProperty`."""
    into: Sequence[tuple[int, int, int]] = ()
    """(function, argument index, binding of the parameter) that may change it."""


class Stores:
    """Where objects are changed, by the literal, `new`, class or call that they come from."""

    def __init__(self, p: Program, order: Order) -> None:
        self.p, self._order = p, order
        self._by_origin: dict[int, list[int]] | None = None
        self._several: dict[int, bool] = {}
        self._instances: dict[int, bool] = {}
        self._changing: dict[tuple[int, int], bool] = {}
        self._receivers: dict[int, list[int]] = {}
        self._called: dict[int, list[int]] | None = None
        self._touching: dict[int, list[int]] = {}
        self._of_this: dict[int, dict[int, list[int]]] = {}
        self._handed: dict[int, Handed] = {}

    @cached_property
    def elements(self) -> Elements:
        """Elements of lists that are changed where they stand."""
        return Elements(self.p)

    @cached_property
    def _targets(self) -> tuple[frozenset[int], frozenset[int]]:
        return program_merging.targets(self.p)

    def by_origin(self, origin: int) -> Sequence[int]:
        """Expressions that denote what has that origin, where it is stored into or added to."""
        if self._by_origin is None:
            self._by_origin = self._index()
        return self._by_origin.get(origin, ())[:_MAX_INTO]

    def receivers(self, this: int, owner: int) -> list[int]:
        """The objects whose method a `this` stands in, where a class has several instances and all calls are known.

        For a function that is no method and makes no instances, what it is handed by `f.call(x)` and `f.apply(x)`.
        """
        p = self.p
        fn = int(p.this_scope[this])
        if fn not in self._receivers:
            self._receivers[fn] = []
            if (key := _method_key(p, fn, owner)) >= 0 and fn != program_owners.constructor(p, owner):
                made = [u for u in p.value_uses(owner) if p.kind[p.parent[u]] == NEW]
                calls = [call for call, _ in p.call_sites(fn)]
                reads = [a for a in p.accesses_sym(key) if not p.is_written(a)]
                plain = all(p.is_callee(a) and p.parent[a] in calls for a in reads)
                if made and calls and plain and len(reads) == len(calls):
                    self._receivers[fn] = [p.base(p.callee(call)) for call in calls]
            elif p.kind[owner] == OBJECT_LITERAL and any(shift for _, shift in p.call_sites(fn)):
                self._receivers[fn] = _handed_receivers(p, fn)
            elif owner == fn and _is_lent(p, fn):
                self._receivers[fn] = [
                    *_handed_receivers(p, fn),
                    *(given for call in p.apply_sites(fn) for given in p.args(call)[:1]),
                ]
        return self._receivers[fn]

    def is_from_outside(self, receiver: int) -> bool:
        """Is nothing known of the object, so that it may be any that the script gave out: `config.client`?"""
        p = self.p
        return all(p.kind[origin] in UNKNOWN for origin in p.origins(receiver))

    def has_several(self, owner: int) -> bool:
        """Is the class made an instance of at several places?"""
        if owner not in self._instances:
            p = self.p
            self._instances[owner] = sum(p.kind[p.parent[use]] == NEW for use in p.value_uses(owner)) > 1
        return self._instances[owner]

    def elements_called(self, call: int) -> list[int]:
        """Functions that were kept in lists or returned by others, of which the call may run one."""
        if self._called is None:
            self._called = {}
            for fn in self._kept_functions()[:_MAX_KEPT]:
                for site, _ in self.p.call_sites(fn):
                    self._called.setdefault(site, []).append(fn)
        return self._called.get(call, [])

    def _kept_functions(self) -> list[int]:
        p = self.p
        stored = [p.child(p.parent[a], RIGHT) for a in p.stores_sym(ANY)]
        read = [literal for literal in p.element_readers.all() if literal < p.n]
        listed = [item for literal in read if p.kind[literal] == ARRAY for item in p.children(literal)]
        tables = [literal for literal in read if p.kind[literal] == OBJECT_LITERAL]
        tabled = [value for table in tables for values in p.members(table).values() for value in values]
        returned = [p.strip(p.children(r)[0]) for r in p.c.where("return_statement").tolist() if p.last[r] > r + 1]
        return [fn for fn in (*stored, *listed, *tabled, *returned) if p.is_function(fn)]

    def touching(self, b: int) -> list[int]:
        """Mentions of a variable at which its object may be changed, as far as the syntax tells."""
        if b not in self._touching:
            references = self.p.s.references(b)[:MAX_REFERENCES].tolist()
            self._touching[b] = [ref for ref in references if _touches(self.p, ref)]
        return self._touching[b]

    def of_this(self, key: int) -> dict[int, list[int]]:
        """Owner → accesses `this.key` where `this` is one."""
        if key not in self._of_this:
            p, found = self.p, dict[int, list[int]]()
            for access in p.accesses_sym(key)[:MAX_REFERENCES]:
                base = p.strip(p.base(access))
                if p.kind[base] == THIS:
                    found.setdefault(p.this_owner(base), []).append(access)
            self._of_this[key] = found
        return self._of_this[key]

    def handed(self, node: int, call: int) -> Handed:
        """What a call may do with an object that is an argument of it."""
        if node not in self._handed:
            self._handed[node] = _find_handed(self, node, call)
        return self._handed[node]

    def may_change(self, fn: int, at: int) -> bool:
        """May the function store into (or hand on, or keep) the object that is its argument `at`?"""
        key = (fn, at)
        if key not in self._changing:
            self._changing[key] = False  # while it is being found out
            p, params = self.p, self.p.params(fn)
            name = params[at] if at < len(params) else -1
            if name >= 0 and p.kind[name] == K["assignment_pattern"]:
                name += 1
            if name >= 0 and p.kind[name] == IDENT and p.binding[name] >= 0:
                self._changing[key] = any(
                    self._is_change(r) for r in p.s.references(p.binding[name]).tolist() if r != name
                )
        return self._changing[key]

    def _is_change(self, node: int) -> bool:
        p = self.p
        node = p.outermost(node)
        up = p.parent[node]
        while p.is_access(up) and p.field[node] == OBJECT:
            if p.is_callee(up):
                return p.key_text(up) in _CHANGING_METHODS
            node = p.outermost(up)
            if p.field[node] == LEFT and p.kind[p.parent[node]] in (ASSIGN, AUGMENTED):
                return True
            up = p.parent[node]
        if p.kind[up] == ARGS and p.kind[p.parent[up]] in (CALL, NEW):
            call = p.parent[up]
            args = p.args(call)
            at = args.index(node) if node in args else -1
            functions = p.functions(p.callee(call))[:4]
            if functions:
                return any(self.may_change(fn, at) for fn in functions)
            return at == 0 and _name(p, p.callee(call)) in _MERGING | {"defineProperty"}
        aliased = (p.kind[up] == DECLARATOR and p.field[node] == VALUE) or (
            p.kind[up] == ASSIGN and p.field[node] == RIGHT
        )
        return aliased and p.kind[up + 1] == IDENT

    def _index(self) -> dict[int, list[int]]:
        """Origin → expressions that denote it and are stored into or added to there.

        What a parameter was given is known by its vertex: `this.options = options; this.options.host ||= "…"`.
        """
        p = self.p
        found: dict[int, list[int]] = {}
        for base in self._changed()[:_MAX_STORES]:
            for origin in self._denoted(base):
                kind = p.kind[origin]
                own = kind in (OBJECT_LITERAL, ARRAY, NEW, CALL) or p.is_function(origin) or p.is_class(origin)
                if own and not self._is_one_of_many(origin, base) and not self._is_merged(origin, base):
                    found.setdefault(origin, []).append(base)
                elif kind == IDENT and p.is_access(base) and p.binding[origin] >= 0:
                    found.setdefault(p.n + int(p.binding[origin]), []).append(base)
            if (owner := self._owner(base)) >= 0:
                found.setdefault(owner, []).append(base)
        return found

    def _is_merged(self, origin: int, base: int) -> bool:
        """Is it what a merging function copies into whatever it is given? Its calls tell what that is (`Handed`)."""
        p = self.p
        if p.kind[base] != IDENT or p.key(p.parent[base]) != ANY:
            return False
        own, shared = self._targets
        if p.binding[base] in shared:
            return _is_merged_into(p, origin)
        return p.binding[base] in own

    def _denoted(self, base: int) -> Iterable[int]:
        """Origins of an expression; of a variable, by what it holds there, as far as the order of statements tells."""
        p = self.p
        written = self._order.written(base) if p.kind[base] == IDENT and p.binding[base] >= 0 else None
        if written is None or not written.values:
            return p.origins(base)
        return dict.fromkeys(origin for value in written.values for origin in p.origins(value))

    def _owner(self, base: int) -> int:
        """The class whose instance is changed from outside, or -1."""
        return next((o for origin in self.p.origins(base) if (o := self.p.owner_of(origin)) >= 0), -1)

    def _changed(self) -> list[int]:
        """Bases of accesses that are assigned to, and of calls that add to their receiver."""
        p = self.p
        accesses = np.sort(p.access_nodes).tolist()
        found = [p.base(a) for a in accesses if p.field[a] == LEFT and p.kind[p.parent[a]] in (ASSIGN, AUGMENTED)]
        for name in sorted(ADDING | PUTTING):
            found += [p.base(a) for a in p.accesses(name) if p.is_callee(a)]
        return [b for b in found if p.kind[b] != K["this"]]

    def _is_one_of_many(self, origin: int, base: int) -> bool:
        """Is it made anew by a function that several places call? Then one caller's object is no other's."""
        p = self.p
        held = p.strip(p.base(base)) if p.is_access(base) else -1
        if held >= 0 and p.kind[held] == THIS and (owner := p.this_owner(held)) >= 0 and p.contains(owner, origin):
            return self.has_several(owner)  # what the instances' own methods add is found by way of the instance
        fn = p.enclosing[origin]
        if fn < 0 or not p.is_function(fn) or p.contains(fn, base):
            return False
        if origin not in self._several:
            made = any(origin in p.origins(value) for value in p.returns(fn))
            self._several[origin] = made and len(p.call_sites(fn)) > 1
        return self._several[origin]


def _is_merged_into(p: Program, origin: int) -> bool:
    """Is it written as the first argument of a merging function?"""
    call = p.parent[p.parent[origin]] if p.kind[p.parent[origin]] == ARGS else -1
    if call < 0 or p.kind[call] != CALL or p.written_args(call)[:1] != [origin]:
        return False
    return any(fn in p.merging for fn in p.functions(p.callee(call)))


def _method_key(p: Program, fn: int, owner: int) -> int:
    """The name of a method of a class, or of `C.prototype.name = function`; -1 for other functions."""
    if p.kind[fn] == METHOD:
        return p.member_key(fn) if p.is_class(owner) else -1
    up = p.parent[fn]
    if p.kind[up] != ASSIGN or not p.is_function(owner) or owner == fn or not p.is_access(up + 1):
        return -1
    return p.key(up + 1) if p.is_prototype(p.base(up + 1)) else -1


def _handed_receivers(p: Program, fn: int) -> list[int]:
    """What `this` is in a function by its calls `x.f()` and `f.call(x)`."""
    sites = [(call, shift) for call, shift in p.call_sites(fn) if p.is_access(p.callee(call))]
    given = [p.args(call)[:1] if shift else [p.base(p.callee(call))] for call, shift in sites]
    return [node for nodes in given for node in nodes]


def _is_lent(p: Program, fn: int) -> bool:
    """Is a function called with a `this` that is handed to it, and never makes objects of its own?"""
    if not p.apply_sites(fn) and not any(shift for _, shift in p.call_sites(fn)):
        return False
    uses = [p.parent[use] for use in p.value_uses(fn)]
    return not any(p.kind[up] == NEW or (p.is_access(up) and p.key_text(up) == "prototype") for up in uses)


def _touches(p: Program, node: int) -> bool:
    """May `changes` find anything at a mention: is it stored into, added to, handed over or given another name?"""
    node = p.outermost(node)
    up = p.parent[node]
    while up >= 0 and p.is_access(up) and p.field[node] == OBJECT:
        if p.is_callee(up):
            return p.key_text(up) in _TAKING
        if p.field[up] == LEFT and p.kind[p.parent[up]] in (ASSIGN, AUGMENTED):
            return True
        node = p.outermost(up)  # a computed key may be known where the function is entered
        up = p.parent[node]
    return up >= 0 and (p.kind[up] == ARGS or named(p, node) >= 0)


def named(p: Program, node: int) -> int:
    """The variable that the expression is given as another name, or -1."""
    up = p.parent[node]
    named = (p.kind[up] == DECLARATOR and p.field[node] == VALUE) or (p.kind[up] == ASSIGN and p.field[node] == RIGHT)
    return up + 1 if named and p.kind[up + 1] == IDENT and p.binding[up + 1] >= 0 else -1


def constant_keys(p: Program, access: int) -> list[int]:
    """The texts that k of `o[k]` takes one of; none if they are not known."""
    keys = p.origins(p.child(access, INDEX)) if p.kind[access] == SUBSCRIPT else ()
    return [p.sym[key] for key in keys] if all(p.kind[key] == STRING for key in keys) else []


def same_name(p: Program, a: int, b: int) -> bool:
    """Are both expressions the same variable?"""
    return a >= 0 and b >= 0 and p.kind[a] == IDENT == p.kind[b] and 0 <= p.binding[a] == p.binding[b]


def _name(p: Program, callee: int) -> str:
    """Name of the method that is called, also where a variable holds it: `var merge = Object.assign`."""
    return p.key_text(callee) or program_names.kept_builtin(p, callee).rpartition(".")[2]


def _find_handed(stores: Stores, node: int, call: int) -> Handed:
    p = stores.p
    args = p.args(call) if p.kind[call] in (CALL, NEW) else []
    at = next((i for i, a in enumerate(args) if p.outermost(a) == node or a == node), -1)
    if at < 0:
        return Handed()
    for i, other in enumerate(args):  # define(target, key, source[key])
        if i > at and p.is_access(p.strip(other)) and p.key(p.strip(other)) == ANY:
            index = p.child(p.strip(other), INDEX)
            if any(same_name(p, index, a) for a in args[at + 1 : i]):
                return Handed(merged=(p.base(p.strip(other)),))
    callee = p.callee(call)
    functions = p.functions(callee)[:4]
    merging = program_merging.merges(p, call, functions)
    if at == 0 and (merging or (not functions and _name(p, callee) in _MERGING)):
        return Handed(merged=tuple(args[1:]))
    if not functions and at == 0 and _name(p, callee) == "defineProperty" and len(args) == 3:
        return Handed(defined=args)
    given = [(fn, p.params(fn)[at]) for fn in functions if not merging and at < len(p.params(fn))]
    return Handed(
        into=tuple((fn, at, b) for fn, name in given if stores.may_change(fn, at) and (b := p.binding[name]) >= 0)
    )
