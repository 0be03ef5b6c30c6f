"""Whose `this`: the class, constructor function or object literal that a function is a method of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis import program_carried
from undertow.analysis.columns import K
from undertow.analysis.program_names import declared_name, defined
from undertow.analysis.program_syntax import (
    ARGS,
    ASSIGN,
    BODY,
    CALL,
    CLASS_BODY,
    DECLARATOR,
    FIELD_DEFINITION,
    IDENT,
    METHOD,
    NAME,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    PAREN,
    RIGHT,
    SEQUENCE,
    THIS,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_HERITAGE = 6
_MAX_HELPERS = 2
_MAX_USES = 8
_PLAIN = (K["function_declaration"], K["function_expression"])
_METHOD_TABLES = frozenset({"methods", "computed", "watch", "actions", "getters"})


class Owners:
    """Whose `this` the functions of one script have."""

    def __init__(self, p: Program) -> None:
        self.p = p

    def find(self, fn: int) -> int:
        """Owner of the function's (or field's) `this`; -1 if unknown."""
        owner = found_at(self.p, fn)
        if owner >= 0 and owner != fn and self.p.kind[owner] != OBJECT_LITERAL:
            return owner
        borrower = self._borrower(fn)
        return borrower if borrower >= 0 else owner

    def _borrower(self, fn: int) -> int:
        """The only class whose prototype is given a function from elsewhere: `C.prototype.send = module.send`."""
        p = self.p
        given = self._lent.get(_stored_as(p, fn), ())
        owners = {p.class_of(p.base(prototype)) for value, prototype in given if fn in p.origins(value)}
        return owners.pop() if len(owners) == 1 else -1

    @cached_property
    def _lent(self) -> dict[int, list[tuple[int, int]]]:
        """Name under which a function is read → (the reading, the prototype that is given it)."""
        p, found = self.p, dict[int, list[tuple[int, int]]]()
        for prototype in p.accesses("prototype"):
            left = p.parent[prototype]
            if p.is_written(left) and p.base(left) == prototype and p.kind[p.parent[left]] == ASSIGN:
                value = p.strip(p.child(p.parent[left], RIGHT))
                key = p.key(value) if p.is_access(value) else p.sym[value] if p.kind[value] == IDENT else -1
                if key >= 0:
                    found.setdefault(key, []).append((value, prototype))
        return found


def _stored_as(p: Program, fn: int) -> int:
    """The name of a function, or of the property or variable that it is written into; -1 if there is none."""
    up = p.parent[fn]
    if p.kind[fn] == METHOD:
        return p.member_key(fn)
    if p.kind[up] == PAIR:
        return p.member_key(up)
    if p.kind[up] == ASSIGN and p.is_access(up + 1):
        return p.key(up + 1)
    name = p.child(up if p.kind[up] == DECLARATOR else fn, NAME)
    return p.sym[name] if name >= 0 and p.kind[name] == IDENT else -1


def found_at(p: Program, fn: int) -> int:
    """Owner of the function's (or field's) `this`, by where it stands; -1 if unknown."""
    node = _made_at(p, fn)
    up = p.parent[node]
    if p.kind[fn] == FIELD_DEFINITION:
        return p.parent[up]
    if p.kind[fn] == METHOD or p.kind[up] == PAIR:
        holder = up if p.kind[fn] == METHOD else p.parent[up]
        return p.parent[holder] if p.kind[holder] == CLASS_BODY else literal_owner(p, holder)
    if p.kind[up] == ASSIGN and p.field[node] == RIGHT and p.is_access(up + 1):
        return _assigned_method(p, up + 1)
    if p.is_access(up) and p.key_text(up) == "bind" and p.kind[p.parent[up]] == CALL:
        args = p.args(p.parent[up])
        if args and p.kind[args[0]] == THIS:
            return p.this_owner(args[0])
    if p.kind[up] == ARGS and (given := _this_among(p, p.children(up))) >= 0:
        return p.this_owner(given)  # help(this, function () {…}), list.forEach(function () {…}, this)
    if (p.kind[up] == ARGS or _is_named(p, fn)) and (given := _applied_to(p, fn)) >= 0:
        return p.this_owner(given)
    if p.kind[fn] in _PLAIN:
        return fn  # a constructor, or called with an unknown `this`: its own object
    return -1


def _this_among(p: Program, args: list[int]) -> int:
    """The `this` among some arguments, also under another name: `var self = this`; or -1."""
    return next((this for a in args if p.kind[a] in (THIS, IDENT) and p.kind[this := defined(p, a)] == THIS), -1)


def _made_at(p: Program, fn: int) -> int:
    """Where a function stands; of one that is all that a function called at once returns, that call.

    So Babel writes async methods: `{key: "send", value: (function () { …; function send() {…} return send })()}`.
    """
    if p.kind[p.outermost(fn)] in (PAREN, SEQUENCE):
        return p.outermost(fn)
    if p.kind[fn] not in _PLAIN or (around := p.enclosing[fn]) < 0 or p.kind[around] not in _PLAIN:
        return fn
    call = p.parent[p.outermost(around)]
    if p.kind[call] != CALL or p.strip(p.written_callee(call)) != around:
        return fn
    returned = [p.strip(value) for value in p.returns(around)]
    name = p.child(fn, NAME)
    own = [
        v for v in returned if v == fn or (name >= 0 and p.kind[v] == IDENT and p.binding[v] == p.binding[name] >= 0)
    ]
    return p.outermost(call) if len(own) == len(returned) == 1 else fn


def applications(p: Program, fn: int) -> Iterator[int]:
    """Calls of what a helper makes of a function, by `call` or `apply`.

    `help(function () {…}).call(this)`, and `made = help(mark(function () {…}))` where `made.apply(this, arguments)` is.
    """
    made = fn
    for _ in range(_MAX_HELPERS):
        if p.kind[p.parent[made]] == ARGS and p.kind[p.parent[p.parent[made]]] == CALL:
            made = p.outermost(p.parent[p.parent[made]])
    name = declared_name(p, made)
    if name < 0 and p.kind[p.parent[made]] == ASSIGN and p.field[made] == RIGHT:
        name = p.parent[made] + 1
    b = p.binding[name] if name >= 0 and p.kind[name] == IDENT else -1
    for used in p.s.references(b)[:_MAX_USES].tolist() if b >= 0 else (made,):
        access = p.parent[used]
        if (
            (made != fn or b >= 0)
            and p.is_access(access)
            and p.is_callee(access)
            and p.key_text(access) in ("call", "apply")
        ):
            yield p.parent[access]


def _applied_to(p: Program, fn: int) -> int:
    """The `this` that what a helper makes of a function is applied to, or -1."""
    return next((t for call in applications(p, fn) if (t := _this_among(p, p.written_args(call)[:1])) >= 0), -1)


def _is_named(p: Program, fn: int) -> bool:
    """Is it kept in a variable, `named = function () {…}`, that nobody uses but for `named.apply(this, arguments)`?"""
    up = p.parent[fn]
    name = up + 1 if p.kind[up] == ASSIGN and p.field[fn] == RIGHT else declared_name(p, fn)
    b = p.binding[name] if name >= 0 and p.kind[name] == IDENT else -1
    uses = [ref for ref in p.s.references(b)[:_MAX_USES].tolist() if not p.s.write[ref]] if b >= 0 else []
    calls = [p.parent[ref] for ref in uses]
    return bool(calls) and all(p.is_access(c) and p.is_callee(c) and p.key_text(c) == "apply" for c in calls)


def is_instance(p: Program, node: int, owner: int) -> bool:
    """Is it `this` of that class, or another name for it?"""
    return any(p.kind[o] == THIS and p.this_owner(o) == owner for o in (node, *p.origins(node)))


def _assigned_method(p: Program, left: int) -> int:
    """`C.prototype.m = function` belongs to C, `o.m = function` to the object o."""
    owner = prototype_of(p, p.base(left))
    if owner >= 0:
        return owner
    for origin in p.origins(p.base(left)):
        if p.kind[origin] == THIS:
            return p.this_owner(origin)
        if p.kind[origin] in (OBJECT_LITERAL, NEW) or p.is_function(origin):
            return origin
    return -1


def literal_owner(p: Program, literal: int) -> int:
    """`C.prototype = {…}` and `assign(C.prototype, {…})` belong to C, other literals to themselves.

    Except the method tables of a component (Vue, Pinia): their `this` is the component.
    """
    up = p.parent[literal]
    owner = -1
    if (one := p.definitions.by_literal.get(literal)) is not None:
        owner = p.definitions.owner(one)
        return owner if owner >= 0 else next(iter(p.origins(one.target)), literal)
    if p.kind[up] == ASSIGN and p.field[literal] == RIGHT:
        owner = prototype_of(p, up + 1)
    elif p.kind[up] == ARGS:
        owners = (prototype_of(p, a) for a in p.children(up) if a != literal)
        owner = next((o for o in owners if o >= 0), -1)
    elif p.kind[up] == PAIR and p.text(p.member_key(up)) in _METHOD_TABLES:
        owner = p.parent[up]
    return owner if owner >= 0 else literal


def prototype_of(p: Program, node: int) -> int:
    """Class or constructor whose prototype the expression is, or -1."""
    node = p.strip(node)
    if p.is_prototype(node):
        return p.class_of(p.base(node))
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        for value in map(p.strip, p.writes(p.binding[node])):
            if p.is_prototype(value):
                return p.class_of(p.base(value))
    return -1


def functions(p: Program, node: int) -> list[int]:
    """Functions that a callee expression may denote; a class stands for its constructor."""
    if p.carried.names and program_carried.is_request(p, node):
        return []  # what it does with what it is given is known
    denoted = p.origins(node)
    if p.kind[node] == K["super"] and p.is_callee(node):  # `super(…)` runs the parent's constructor
        denoted = (p.superclass(p.this_owner(node)),)
    found = [
        constructor(p, o) if p.is_class(o) else o for o in denoted if o >= 0 and (p.is_function(o) or p.is_class(o))
    ]
    return [fn for fn in found if fn >= 0]


def constructor(p: Program, klass: int) -> int:
    """The constructor method of a class or of the first parent that has one; -1 if there is none."""
    for _ in range(_MAX_HERITAGE):
        if (own := own_constructor(p, klass)) >= 0:
            return own
        klass = p.superclass(klass)
        if klass < 0 or not p.is_class(klass):
            return klass
    return -1


def own_constructor(p: Program, klass: int) -> int:
    """The constructor method that stands in the body of a class, or -1."""
    sym = p.ids.get("constructor", -1)
    members = p.children(p.child(klass, BODY))
    return next((m for m in members if p.kind[m] == METHOD and p.member_key(m) == sym), -1)


def extended(p: Program, klass: int) -> int:
    """The expression after `extends` of a class, or -1."""
    return next((child + 1 for child in p.children(klass) if p.kind[child] == K["class_heritage"]), -1)


def extending(p: Program) -> dict[int, list[int]]:
    """Class → classes that extend it directly."""
    found: dict[int, list[int]] = {}
    for node in p.c.where("class", "class_declaration").tolist():
        if (parent := p.superclass(node)) >= 0:
            found.setdefault(parent, []).append(node)
    for sub, parent in p.heritage.items():
        found.setdefault(parent, []).append(sub)
    return found


def class_of_constructor(p: Program, fn: int) -> int:
    """The class for its constructor method, else the function itself: what others refer to it by."""
    if p.kind[fn] == METHOD and p.kind[p.parent[fn]] == CLASS_BODY and p.text(p.member_key(fn)) == "constructor":
        return p.parent[p.parent[fn]]
    return fn
