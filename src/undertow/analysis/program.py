"""What an expression may denote, who calls a function, whose `this` is meant: the questions of flow analysis.

One object holds the memo; the answers are computed in program_owners, program_origins, program_calls and others, not
before they are asked. All of it under-approximates where names are common and over-approximates where they are rare: a
question that cannot be answered yields nothing rather than everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from undertow.analysis import (
    program_async,
    program_calls,
    program_defined,
    program_elements,
    program_fixed,
    program_heritage,
    program_jquery,
    program_lists,
    program_loops,
    program_members,
    program_merging,
    program_modules,
    program_names,
    program_namesakes,
    program_origins,
    program_owners,
    program_private,
    program_readers,
    program_stages,
)
from undertow.analysis.columns import Columns, F, K
from undertow.analysis.decode import Decoded
from undertow.analysis.program_carried import Carried
from undertow.analysis.program_syntax import (
    CALL,
    IDENT,
    MEMBER,
    NEW,
    NO_SYMBOL,
    PARAM_KIND,
    THIS,
    Syntax,
)
from undertow.analysis.scopes import FUNCTIONS, Scopes
from undertow.analysis.tabling import Answers, Index, Indexes, Tables

A = TypeVar("A")


class Program(Syntax):
    """A script with its decoded values, and memoised answers about it."""

    def __init__(self, c: Columns, s: Scopes, decoded: Decoded | None = None) -> None:
        super().__init__(c, s, decoded)
        real = FUNCTIONS[c.kind] & (c.kind != K["arrow_function"])
        self.this_scope = c.nearest(real | (c.kind == K["field_definition"])).data
        """Nearest function (not arrow) or field of each node: whose `this` is meant."""
        self._names: dict[int, str] = {}
        self.carry(Carried())
        self._writes: dict[int, tuple[int, ...]] = {}
        self._param_indexes: dict[int, tuple[int, int]] = {}
        self.tables = Tables()
        self._origins = Answers(partial(program_origins.origins, self), lambda _: ())
        self._following = Answers(partial(program_calls.following, self), lambda _: [])
        self._views = Answers(partial(program_calls.view, self), self._written)
        self._by_name = Answers(partial(program_namesakes.by_name, self), lambda _: [])
        self._owners = Answers(program_owners.Owners(self).find, lambda _: -1)
        self.put = Index(self.tables, partial(program_lists.put, self))
        """Array or object literal → what is appended to it, or stored under names that are not known."""
        self.element_readers = Index(self.tables, partial(program_elements.readers, self))
        """Array or object literal → vertices that may be one of its elements."""
        self.owned = Indexes(self.tables, partial(program_members.owned, self))
        """Key → class or constructor → what its instances have under it."""
        self.stores = Indexes(self.tables, partial(program_members.stores, self))
        """Key → origin → what is stored in it under the key."""
        self.described = Indexes(self.tables, partial(program_defined.of_objects, self))
        """Key → object, function or class → what a description gives it under the key."""
        self.mixed = Index(self.tables, partial(program_merging.mixed, self))
        """Function → classes whose methods it is given as a whole."""
        self.filled = Index(self.tables, partial(program_merging.filled, self))
        """Object literal → what is merged into it later."""
        self._named_in_loops = Answers(lambda _: program_lists.named_in_loops(self), lambda _: {})
        self._heritage = Answers(lambda _: program_heritage.parents(self), lambda _: {})
        self._extending = Index(self.tables, partial(program_owners.extending, self))
        self._this_nodes: dict[int, list[int]] | None = None
        self._handed_back: dict[int, int] = {}
        self._bound: dict[int, list[int]] = {}
        self._applied: dict[int, list[int]] = {}
        self._super: dict[int, list[int]] = {}
        self._callbacks: dict[int, list[tuple[int, int]]] = {}
        self._members_of: dict[int, dict[int, list[int]]] = {}
        self._declared: dict[int, dict[int, list[int]]] = {}
        self._readers: dict[int, program_readers.Readers] = {}
        self._global_stores: dict[int, bool] = {}
        self.modules = program_modules.Modules(self)
        self.machines = program_async.Machines(self)
        self.loops = program_loops.Loops(self)
        self.private = program_private.PrivateFields(self)
        self.fixed = program_fixed.Fixed(self)
        self.steps = program_stages.Steps(self)

    def hold(self, names: dict[int, str]) -> None:
        """Take expressions for globals that objects or parameters of the script hold; names are asked anew."""
        if names:
            self._names = dict(names)

    def carry(self, carried: Carried) -> None:
        """Take expressions for what they denote of libraries that the script carries; who calls these is asked anew."""
        self.carried = carried
        self._names.update(carried.names)
        self._functions: dict[int, list[int]] = {}
        self._uses = Answers(partial(program_calls.value_uses, self), lambda _: [])
        self._sites = Answers(partial(program_calls.call_sites, self), lambda _: [])

    @cached_property
    def merging(self) -> frozenset[int]:
        """Functions that copy the properties of their other arguments into the first."""
        return program_merging.merging(self)

    @cached_property
    def overriding(self) -> frozenset[int]:
        """Those of them that do so whatever the first has already."""
        return program_merging.overriding(self)

    @cached_property
    def definitions(self) -> program_defined.Definitions:
        """Properties that are defined by a description of them."""
        return program_defined.Definitions(self)

    @property
    def named_in_loops(self) -> dict[int, list[tuple[int, int]]]:
        """Key → (access, function) of each `o[k] = function` where k takes one constant name after the other."""
        return self.tables.ask(self._named_in_loops, 0)

    @cached_property
    def _called_names(self) -> dict[int, list[int]]:
        return program_elements.called_names(self)

    @cached_property
    def aliases(self) -> dict[int, str]:
        """Binding → the name that what it holds has elsewhere: `import {h as e}`, `const {h: e} = Vue`."""
        return program_elements.aliases(self) | dict.fromkeys(self.jquery, "jQuery")

    @cached_property
    def jquery(self) -> frozenset[int]:
        """Bindings that hold jQuery."""
        return program_jquery.bindings(self)

    @cached_property
    def spreads(self) -> dict[int, list[int]]:
        """Object literal → object literals `{...it}` that it may be spread into."""
        return program_elements.spreads(self)

    @cached_property
    def destructured(self) -> dict[int, list[tuple[int, int]]]:
        """Key → (vertex of the variable, expression) for each `const {key: variable} = expression`."""
        return program_elements.destructured(self)

    def prototype_of(self, node: int) -> int:
        """Class or constructor whose prototype the expression is, or -1."""
        return program_owners.prototype_of(self, node)

    # --- values -----------------------------------------------------------------------------------------------
    def origins(self, node: int) -> tuple[int, ...]:
        """Nodes whose value it may have: literals, functions, classes, `new`, calls, globals, `this`, parameters."""
        known = self._origins.get(node)
        return self.tables.ask(self._origins, node) if known is None else known

    @property
    def unsettled(self) -> int:
        """How many answers so far were used before they were final: what was worked out meanwhile is not to be kept."""
        return self.tables.unsettled

    def functions(self, node: int) -> list[int]:
        """Functions that a callee expression may denote (a class stands for its constructor). Not to be changed."""
        known = self._functions.get(node)
        return self._settled(self._functions, node, program_owners.functions) if known is None else known

    def class_of(self, node: int) -> int:
        """Class or constructor function that the expression denotes, or -1."""
        for origin in self.origins(node):
            if self.is_function(origin) or self.is_class(origin):
                return origin
            if self.kind[origin] == THIS and (owner := program_members.static_owner(self, origin)) >= 0:
                return owner  # `static of(x) { return new this(x); }`
        return -1

    def property_of(self, origin: int, key: int) -> list[int]:
        """Values of the property `key` of an origin."""
        return program_members.property_of(self, origin, key)

    def members(self, literal: int) -> dict[int, list[int]]:
        """Key → values that stand under it in an object literal."""
        if literal not in self._members_of:
            found: dict[int, list[int]] = {}
            for member in self.children(literal):
                if (value := program_members.member_value(self, member)) >= 0:
                    found.setdefault(self.member_key(member), []).append(value)
            self._members_of[literal] = found
        return self._members_of[literal]

    def declared(self, klass: int) -> dict[int, list[int]]:
        """Key → methods and values of fields that stand in the body of a class."""
        if klass not in self._declared:
            self._declared[klass] = program_members.declared(self, klass)
        return self._declared[klass]

    def readers(self, key: int) -> program_readers.Readers:
        """The reads of a property, by what they may denote."""
        if key not in self._readers:
            self._readers[key] = program_readers.Readers(self, key)
        return self._readers[key]

    def by_name(self, key: int) -> list[int]:
        """Functions stored under a rare name anywhere in the script; none if the name is common."""
        return self.tables.ask(self._by_name, key)

    def global_name(self, node: int) -> str:
        """Name of the global an expression denotes (`fetch`, `window.fetch`, `self["fetch"]`), else empty."""
        known = self._names.get(node)
        if known is not None:
            return known
        before = self.tables.unsettled
        self._names[node] = ""  # a cycle of aliases has no global name
        name = self._names[node] = program_names.global_name(self, self.strip(node))
        if self.tables.unsettled != before:
            del self._names[node]
        return name

    def writes(self, b: int) -> tuple[int, ...]:
        """Expressions assigned to a binding: initialisers and assignments of the whole variable."""
        known = self._writes.get(b)
        if known is None:
            known = self._writes[b] = tuple(program_names.writes(self, b))
        return known

    @cached_property
    def counted(self) -> frozenset[int]:
        """Variables with values that stand nowhere: counted up, added to, set by a pattern or a loop."""
        return program_names.counted(self)

    @cached_property
    def reassigned(self) -> frozenset[int]:
        """Variables assigned to where they are not declared."""
        return frozenset(self.s.binding[self.s.write].tolist())

    def definition(self, node: int) -> int:
        """The only expression ever assigned to the variable that `node` names, or -1."""
        b = int(self.binding[node]) if self.kind[node] == IDENT else -1
        written = self.writes(b) if b >= 0 and b not in self.counted else ()
        return written[0] if len(written) == 1 and self.param_index(b)[0] < 0 else -1

    def looped_over(self, b: int) -> int:
        """The expression whose elements a `for (x of …)` variable takes, or -1."""
        return program_lists.looped_over(self, int(self.s.b_node[b]))

    def param_index(self, b: int) -> tuple[int, int]:
        """(function, index) of a plain parameter; index -1 inside a pattern; (-1, -1) for other bindings."""
        known = self._param_indexes.get(b)
        if known is None:
            known = self._param_indexes[b] = self._find_param_index(b)
        return known

    def _find_param_index(self, b: int) -> tuple[int, int]:
        node, fn = int(self.s.b_node[b]), int(self.s.b_scope[b])
        if self.s.b_kind[b] != PARAM_KIND or fn < 0 or not self.is_function(fn):
            return -1, -1
        for i, param in enumerate(self.params(fn)):
            if param == node or (self.kind[param] == K["assignment_pattern"] and param + 1 == node):
                return fn, i
        return fn, -1

    def parameter(self, node: int) -> tuple[int, int]:
        """(function, index) of the parameter that an expression names, as `param_index`; (-1, -1) if it names none."""
        named = self.kind[node] == IDENT and self.binding[node] >= 0
        return self.param_index(self.binding[node]) if named else (-1, -1)

    def method_name(self, call: int) -> str:
        """Name of the called method or function (`f` in `a.f()` and `f()`); empty if it is no such call."""
        return self.name_of_called(self.callee(call)) if self.kind[call] in (CALL, NEW) else ""

    def name_of_called(self, callee: int) -> str:
        """As `method_name`, of what is called; of a library that the script carries, the name it is known by."""
        if callee in self.carried.names:
            return self.carried.names[callee]
        if self.is_access(callee):
            return self.key_text(callee)
        if self.kind[callee] != IDENT:
            return ""
        return self.aliases.get(int(self.binding[callee])) or self.text(self.sym[callee])

    def method_calls(self, name: str) -> list[int]:
        """All calls `x.name(…)`, also `(0, x.name)(…)`, as bundlers call what is imported."""
        called = map(self.outermost, self.accesses(name))
        return [self.parent[callee] for callee in called if self.is_callee(callee)]

    def calls_named(self, name: str) -> list[int]:
        """All calls `x.name(…)`, then all `name(…)`, whatever the name stands for."""
        carried = [self.parent[use] for use, of in self.carried.names.items() if of == name and self.is_callee(use)]
        return self.method_calls(name) + self._called_names.get(self.ids.get(name, NO_SYMBOL), []) + carried

    # --- calls ------------------------------------------------------------------------------------------------
    def view(self, call: int) -> tuple[int, list[int]]:
        """Callee and arguments of a call, seen through forwarders: `p.c(f, x)` with `c: (g, y) => g(y)` calls f(x)."""
        known = self._views.get(call)
        return self.tables.ask(self._views, call) if known is None else known

    def _written(self, call: int) -> tuple[int, list[int]]:
        return self.written_callee(call), self.written_args(call)

    def callee(self, call: int) -> int:
        """The called expression."""
        known = self._views.get(call)
        return (self.tables.ask(self._views, call) if known is None else known)[0]

    def args(self, call: int) -> list[int]:
        """The arguments the callee gets."""
        known = self._views.get(call)
        return (self.tables.ask(self._views, call) if known is None else known)[1]

    def value_uses(self, node: int) -> list[int]:
        """Expressions that denote the function (or global) `node`, through variables, properties and parameters."""
        known = self._uses.get(node)
        return self.tables.ask(self._uses, node) if known is None else known

    def following(self, vertex: int) -> list[int]:
        """Where the value of an expression or a variable (n + binding) is seen next. Not to be changed."""
        known = self._following.get(vertex)
        return self.tables.ask(self._following, vertex) if known is None else known

    def call_sites(self, fn: int) -> list[tuple[int, int]]:
        """(call, shift): argument i of the function is argument i + shift of the call."""
        known = self._sites.get(fn)
        return self.tables.ask(self._sites, fn) if known is None else known

    def handed_back(self, fn: int) -> int:
        """The index of the parameter that a function only hands back, or -1."""
        known = self._handed_back.get(fn)
        if known is None:
            known = self._handed_back[fn] = program_calls.handed_back(self, fn)
        return known

    def apply_sites(self, fn: int) -> list[int]:
        """Calls `fn.apply(this, arguments)`. Not to be changed."""
        return self._settled(self._applied, fn, program_calls.apply_sites)

    def bound_sites(self, fn: int) -> list[int]:
        """Calls `fn.bind(this, first, …)` that fix some of the arguments. Not to be changed."""
        return self._settled(self._bound, fn, program_calls.bound_sites)

    def super_sites(self, fn: int) -> list[int]:
        """Calls `super(…)` that run a constructor. Not to be changed."""
        return self._settled(self._super, fn, program_calls.super_sites)

    def giving_sites(self, fn: int) -> list[tuple[int, int]]:
        """As `call_sites`, with the calls `super(…)` that run a constructor."""
        return self.call_sites(fn) + [(call, 0) for call in self.super_sites(fn)]

    def callback_sites(self, fn: int) -> list[tuple[int, int]]:
        """(call, argument index) where the function is handed to a call. Not to be changed."""
        return self._settled(self._callbacks, fn, program_calls.callback_sites)

    def _settled(self, table: dict[int, list[A]], node: int, find: Callable[[Program, int], list[A]]) -> list[A]:
        """From the table; what is not there is worked out, and kept if all that it rests on is final."""
        known = table.get(node)
        if known is None:
            before = self.tables.unsettled
            known = find(self, node)
            if self.tables.unsettled == before:
                table[node] = known
        return known

    # --- this -------------------------------------------------------------------------------------------------
    def this_owner(self, node: int) -> int:
        """Class, constructor function or object literal that `this` at `node` denotes; -1 if unknown."""
        fn = int(self.this_scope[node])
        if fn < 0:
            return -1
        return self.tables.ask(self._owners, fn)

    def this_nodes(self, owner: int) -> list[int]:
        """All `this` that denote that owner (or its instances)."""
        if self._this_nodes is None:
            self._this_nodes = {}
            for node in self.c.where("this").tolist():
                self._this_nodes.setdefault(self.this_owner(node), []).append(node)
        return self._this_nodes.get(owner, [])

    def owner_of(self, origin: int) -> int:
        """Class or constructor whose instance (or itself) an origin is: of `new C` and of `this`; else -1."""
        if self.kind[origin] == NEW:
            return self.class_of(self.callee(origin))
        return self.this_owner(origin) if self.kind[origin] == THIS else -1

    def superclass(self, owner: int) -> int:
        """The class that a class or constructor extends, or -1."""
        if owner >= 0 and self.is_function(owner):
            return self.heritage.get(owner, -1)
        extended = program_owners.extended(self, owner) if owner >= 0 and self.is_class(owner) else -1
        return self.class_of(extended) if extended >= 0 else -1

    @property
    def heritage(self) -> dict[int, int]:
        """Constructor function → the class or constructor that it extends."""
        return self.tables.ask(self._heritage, 0)

    def subclasses(self, owner: int) -> list[int]:
        """Classes that extend it directly."""
        return self._extending.of(owner)

    def is_prototype(self, node: int) -> bool:
        """Is it `X.prototype`?"""
        return self.kind[node] == MEMBER and self.key_text(node) == "prototype"

    def argument_default(self, fn: int, index: int) -> int:
        """Default value of a parameter, or -1."""
        params = self.params(fn)
        if index < len(params) and self.kind[params[index]] == K["assignment_pattern"]:
            return self.child(params[index], F["right"])
        return -1

    def stored_globally(self, sym: int) -> bool:
        """Does the script itself define the global of that name?"""
        if sym not in self._global_stores:
            before = self.tables.unsettled
            stored = any(self.is_written(node) for node in self.free(self.text(sym)))
            stored = stored or any(self.global_name(access) for access in self.stores_sym(sym))
            if self.tables.unsettled != before:
                return stored
            self._global_stores[sym] = stored
        return self._global_stores[sym]

    def holds(self, base: int, value: int, key: int) -> bool:
        """May the property `key` of the object be that value?"""
        return any(value in self.property_of(origin, key) for origin in self.origins(base))

    def stored_on(self, origin: int, key: int) -> list[int]:
        """Values of `x.key = value` where x denotes the origin (also one whose own properties are not known)."""
        return program_members.stored(self, origin, key) if key >= 0 else []
