"""The coarse graph: fields by name instead of by object, no contexts; numpy and scipy only.

It over-approximates, and is asked only where the search was ended by its budget: what it alone finds is never more than
a mention.

Vertices: nodes [0, n), variables [n, n + bindings), then one per property name, per called variable ("what is called
by this name"), per called method name, and per function's parameters.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from undertow.analysis.columns import IDENTIFIERS, K, kind_mask
from undertow.analysis.program import Program
from undertow.analysis.program_names import GLOBAL_OBJECTS
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ARROW,
    ASSIGN,
    AUGMENTED,
    BLOCK,
    BODY,
    CONDITION,
    DECLARATOR,
    FIELD_DEFINITION,
    FOR_IN,
    IDENT,
    LEFT,
    METHOD,
    NAME,
    PAIR,
    PARAM_KIND,
    RETURN,
    RIGHT,
    SHORTHAND,
    TERNARY,
    THIS,
    VALUE,
)  # fmt: skip
from undertow.analysis.scopes import FUNCTIONS

Ints = npt.NDArray[np.int64]
_PASSING = kind_mask([
    "binary_expression", "template_string", "template_substitution", "call_expression", "new_expression", "arguments",
    "array", "object", "pair", "spread_element", "parenthesized_expression", "ternary_expression",
    "sequence_expression", "await_expression", "assignment_expression", "augmented_assignment_expression",
    "member_expression", "subscript_expression", "unary_expression", "yield_expression", "return_statement",
    "throw_statement",
])  # fmt: skip
_HOLDERS = kind_mask([
    "variable_declarator", "formal_parameters", "assignment_expression", "for_in_statement", "function_declaration",
    "arrow_function",
])  # fmt: skip
_CLASS_NAMED = kind_mask(["class_declaration", "class"])
_ACCESS = kind_mask(["member_expression", "subscript_expression"])
_APPLYING = ("apply", "call")
_EMITTING = ("emit", "publish", "trigger", "$emit", "fire")
FAR = 1_000
"""Stands for the distance to what is not reached."""


class Coarse:
    """Reachability by names."""

    def __init__(self, p: Program) -> None:
        self.p, self.c, self.s = p, p.c, p.s
        self.state = p.intern("state")  # before the symbols are counted
        n, nb, names = p.n, p.nb, len(p.symbols)
        self.field0, self.called0, self.method0 = n + nb, n + nb + names, n + 2 * nb + names
        self.any_field = self.method0 + names
        self.params0 = self.any_field + 1
        """Vertex of the parameters of function node f: params0 + f."""
        self.called_any = self.params0 + n
        """Calls of what nobody knows: any function that is handed about."""
        self.thrown = self.called_any + 1
        self.this_any = self.thrown + 1
        """What is kept in any `this`."""
        self.total = self.this_any + 1
        self._edges: list[tuple[Ints, Ints]] = []
        self._kept_in: list[Ints] = []
        """Symbols of globals that something is kept in."""
        kind = self.c.kind
        self.up = np.maximum(self.c.parent, 0)
        self.up_kind = np.where(self.c.parent >= 0, kind[self.c.parent], 0)
        self.refs = np.flatnonzero(IDENTIFIERS[kind] & (self.s.binding >= 0))
        self.ref_binding = self.s.binding[self.refs].astype(np.int64)
        self._values()
        self._stores()
        self._arguments()
        self._functions()
        self._globals()
        self.graph = self._built()

    def _add(self, a: npt.ArrayLike, b: npt.ArrayLike) -> None:
        left, right = np.broadcast_arrays(np.asarray(a, np.int32), np.asarray(b, np.int32))
        self._edges.append((left.ravel(), right.ravel()))

    def _built(self) -> csr_matrix:
        """All edges; the lists that they were gathered in are let go, which are several times larger."""
        a = np.concatenate([x for x, _ in self._edges])
        b = np.concatenate([y for _, y in self._edges])
        self._edges.clear()
        self._kept_in.clear()
        return csr_matrix((np.ones(len(a), np.int8), (a, b)), shape=(self.total + 1, self.total + 1))

    def _field(self, keys: npt.NDArray[np.int32]) -> Ints:
        """Vertex of a property; keys that are no names share one."""
        return np.where(keys >= 0, self.field0 + keys.astype(np.int64), self.any_field)

    def _ids(self, names: tuple[str, ...]) -> list[int]:
        return [self.p.ids.get(name, -9) for name in names]

    # --- expressions and variables ----------------------------------------------------------------------------
    def _values(self) -> None:
        kind, field, up, pk = self.c.kind, self.c.field, self.up, self.up_kind
        assigned = (pk == ASSIGN) | (pk == AUGMENTED)
        passes = _PASSING[pk] & ~((pk == TERNARY) & (field == CONDITION)) & ~(assigned & (field == LEFT))
        nodes = np.flatnonzero(passes)
        self._add(nodes, up[nodes])
        returns = np.flatnonzero((kind == RETURN) & (self.s.function >= 0))  # broken code may return from nowhere
        self._add(returns, self.s.function[returns])  # a function's node stands for its result
        bodies = np.flatnonzero((pk == ARROW) & (field == BODY) & (kind != BLOCK))
        self._add(bodies, up[bodies])
        self._add(self.p.n + self.ref_binding, self.refs)
        self.value_of = np.full(self.p.n, -1, np.int64)
        is_value = ((field == VALUE) & (pk == DECLARATOR)) | ((field == RIGHT) & (assigned | (pk == FOR_IN)))
        self.value_of[up[is_value]] = np.flatnonzero(is_value)
        # every identifier inside a pattern or declared name takes the initialiser
        holder = np.maximum(self.c.nearest(_HOLDERS[kind])[self.refs], 0)
        value = self.value_of[holder]
        takes = (value >= 0) & (self.refs < value)
        self._add(value[takes], self.p.n + self.ref_binding[takes])
        augmented = (pk[self.refs] == AUGMENTED) & (field[self.refs] == LEFT)
        self._add(self.value_of[up[self.refs[augmented]]], self.p.n + self.ref_binding[augmented])
        named = np.flatnonzero((field == NAME) & (FUNCTIONS[pk] | _CLASS_NAMED[pk]) & (self.s.binding >= 0))
        self._add(up[named], self.p.n + self.s.binding[named].astype(np.int64))
        caught = pk[self.refs] == K["catch_clause"]
        self._add(self.thrown, self.p.n + self.ref_binding[caught])
        self._add(np.flatnonzero(kind == K["throw_statement"]), self.thrown)

    # --- properties -------------------------------------------------------------------------------------------
    def _into(self, values: Ints, objects: npt.NDArray[np.intp]) -> None:
        """Values kept in these objects: in the variable, or in all properties on the way to it, or in `this`."""
        kind = self.c.kind
        while (deeper := _ACCESS[kind[objects]]).any():
            self._add(values[deeper], self._field(self.p.keys[objects[deeper]]))
            objects = np.where(deeper, objects + 1, objects)
        bound = self.s.binding[objects] >= 0
        self._add(values[bound], self.p.n + self.s.binding[objects[bound]].astype(np.int64))
        self._add(values[kind[objects] == THIS], self.this_any)
        self._into_globals(values, objects)

    def _into_globals(self, values: Ints, targets: npt.NDArray[np.intp]) -> None:
        """Globals share the vertex of the property of that name: `window.cfg` is `cfg`."""
        free = (self.c.kind[targets] == IDENT) & (self.s.binding[targets] < 0) & (values >= 0)
        symbols = self.c.sym[targets[free]].astype(np.int64)
        self._add(values[free], self.field0 + symbols)
        self._kept_in.append(symbols)

    def _globals(self) -> None:
        """Reads of globals that the script keeps something in, by name or as a property of the global object."""
        free = np.flatnonzero((self.c.kind == IDENT) & (self.s.binding < 0))
        own = np.isin(self.c.sym[free], self._ids(tuple(sorted(GLOBAL_OBJECTS))))
        properties = self.p.keys[self.up[free[own]]]
        kept = np.setdiff1d(np.concatenate([*self._kept_in, properties]), self.c.sym[free[own]])
        reads = free[np.isin(self.c.sym[free], kept)]
        self._add(self.field0 + self.c.sym[reads].astype(np.int64), reads)

    def _stores(self) -> None:
        c, kind, field, pk = self.c, self.c.kind, self.c.field, self.up_kind
        assigned = (pk == ASSIGN) | (pk == AUGMENTED)
        targets = np.flatnonzero(assigned & (field == LEFT) & _ACCESS[kind])
        right = self.value_of[self.up[targets]]
        ok = right >= 0
        targets, right = targets[ok], right[ok]
        self._add(right, self._field(self.p.keys[targets]))
        self._into(right, targets + 1)
        plain = np.flatnonzero(assigned & (field == LEFT) & (kind == IDENT))
        self._into_globals(self.value_of[self.up[plain]], plain)
        whole = np.flatnonzero((kind == THIS) & ~_ACCESS[pk])
        self._add(self.this_any, whole)
        members = np.flatnonzero((kind == PAIR) | (kind == METHOD))
        keys = self.p.member_keys[members]
        self._add(members, self._field(keys))
        pair_values = np.flatnonzero((pk == PAIR) & (field == VALUE))
        self._add(pair_values, self._field(self.p.member_keys[self.up[pair_values]]))
        shorthands = np.flatnonzero(kind == SHORTHAND)
        self._add(shorthands, self._field(c.sym[shorthands]))
        self._add(shorthands, self.up[shorthands])
        fields = np.flatnonzero((field == VALUE) & (pk == FIELD_DEFINITION))
        self._add(fields, self._field(c.sym[self.up[fields] + 1]))
        accesses = np.flatnonzero(_ACCESS[kind])
        access_keys = self.p.keys[accesses]
        self._add(self._field(access_keys), accesses)
        unnamed = access_keys < 0
        self._add(self.any_field, accesses[unnamed])

    # --- calls ------------------------------------------------------------------------------------------------
    def _callee_vertex(self, callee: npt.NDArray[np.intp]) -> Ints:
        """What is called: a variable, a method name, or nobody knows what."""
        kind = self.c.kind[callee]
        binding = self.s.binding[callee].astype(np.int64)
        keys = self.p.keys[callee].astype(np.int64)
        found = np.full(len(callee), self.called_any, np.int64)
        found = np.where((kind == IDENT) & (binding >= 0), self.called0 + binding, found)
        return np.where(_ACCESS[kind] & (keys >= 0), self.method0 + keys, found)

    def _arguments(self) -> None:
        kind, up = self.c.kind, self.up
        args = np.flatnonzero(self.up_kind == ARGS)
        call = up[up[args]]
        callee = call + 1
        self._add(args, self._callee_vertex(callee))
        # a method may keep its argument in its receiver, and Object.assign in its first argument
        method = _ACCESS[kind[callee]]
        receiving, target = args[method], callee[method]
        self._into(receiving.astype(np.int64), target + 1)
        key = self.p.keys[target]
        applied = np.isin(key, self._ids(_APPLYING))
        self._add(receiving[applied], self._callee_vertex(target[applied] + 1))
        self._add(receiving[np.isin(key, self._ids(_EMITTING))], self.called_any)
        set_state = np.isin(key, self._ids(("setState",)))
        self._add(receiving[set_state], self.field0 + self.state)
        first = up[args] + 1
        others = first != args
        self._into(args[others].astype(np.int64), first[others])
        # functions that are handed to a call get whatever the call has
        given = args[FUNCTIONS[kind[args]]]
        self._add(up[up[given]], self.params0 + given)
        self._add(self.called_any, self.params0 + given)
        handed = np.flatnonzero((self.up_kind == ARGS) | (self.up_kind == ARRAY) | (self.up_kind == PAIR))
        self._add(self.called_any, self.params0 + handed[FUNCTIONS[kind[handed]]])
        variables = handed[(kind[handed] == IDENT) & (self.s.binding[handed] >= 0)]
        self._add(self.called_any, self.called0 + self.s.binding[variables].astype(np.int64))
        methods = handed[_ACCESS[kind[handed]] & (self.p.keys[handed] >= 0)]
        self._add(self.called_any, self.method0 + self.p.keys[methods].astype(np.int64))

    def _functions(self) -> None:
        kind, field, up, pk = self.c.kind, self.c.field, self.up, self.up_kind
        function = self.c.nearest(FUNCTIONS[kind])
        declared = self.s.b_node[self.ref_binding] == self.refs
        params = declared & (self.s.b_kind[self.ref_binding] == PARAM_KIND) & (function[self.refs] >= 0)
        binding = self.ref_binding[params]
        self._add(self.params0 + function[self.refs[params]].astype(np.int64), self.p.n + binding)
        self._add(self.called0 + binding, self.called_any)  # calling a parameter
        named = np.flatnonzero((field == NAME) & FUNCTIONS[pk] & (self.s.binding >= 0))
        self._add(self.called0 + self.s.binding[named].astype(np.int64), self.params0 + up[named])
        assigned = np.flatnonzero(FUNCTIONS[kind] & ((pk == DECLARATOR) | ((pk == ASSIGN) & (field == RIGHT))))
        target = up[assigned] + 1
        bound = self.s.binding[target] >= 0
        self._add(self.called0 + self.s.binding[target[bound]].astype(np.int64), self.params0 + assigned[bound])
        held = _ACCESS[kind[target]] & (self.p.keys[target] >= 0)
        self._add(self.method0 + self.p.keys[target[held]].astype(np.int64), self.params0 + assigned[held])
        values = np.flatnonzero(FUNCTIONS[kind] & (pk == PAIR) & (self.p.member_keys[up] >= 0))
        self._add(self.method0 + self.p.member_keys[up[values]].astype(np.int64), self.params0 + values)
        methods = np.flatnonzero((kind == METHOD) & (self.p.member_keys >= 0))
        self._add(self.method0 + self.p.member_keys[methods].astype(np.int64), self.params0 + methods)
        constructed = np.flatnonzero((field == NAME) & _CLASS_NAMED[pk] & (self.s.binding >= 0))
        constructor = self.p.ids.get("constructor")
        if constructor is not None:
            self._add(self.called0 + self.s.binding[constructed].astype(np.int64), self.method0 + constructor)
        self._aliases()

    def _aliases(self) -> None:
        """`b = a`, `{key: a}`, `o.key = a`, `() => a`: who calls the one calls the other."""
        kind, pk, up = self.c.kind, self.up_kind, self.up
        variable = np.flatnonzero((kind == IDENT) & (self.s.binding >= 0))
        called = self.called0 + self.s.binding.astype(np.int64)
        getters = variable[(pk[variable] == ARROW) & (self.c.field[variable] == BODY)]
        self._add(self.params0 + up[getters], called[getters])
        keyed = variable[(pk[variable] == PAIR) & (self.p.member_keys[up[variable]] >= 0)]
        self._add(self.method0 + self.p.member_keys[up[keyed]].astype(np.int64), called[keyed])
        short = np.flatnonzero((kind == SHORTHAND) & (self.s.binding >= 0))
        self._add(self.method0 + self.c.sym[short].astype(np.int64), called[short])
        values = variable[(self.value_of[up[variable]] == variable)]
        target = up[values] + 1
        bound = self.s.binding[target] >= 0
        self._add(called[target[bound]], called[values[bound]])
        held = _ACCESS[kind[target]] & (self.p.keys[target] >= 0)
        self._add(self.method0 + self.p.keys[target[held]].astype(np.int64), called[values[held]])
        # React: `const [x, setX] = useState(…)`: what setX is called with is x
        second = np.flatnonzero((pk == K["array_pattern"]) & (kind == IDENT) & (self.s.binding >= 0))
        second = second[(second != up[second] + 1) & (kind[up[second] + 1] == IDENT)]
        first = up[second] + 1
        first, second = first[self.s.binding[first] >= 0], second[self.s.binding[first] >= 0]
        self._add(called[second], self.p.n + self.s.binding[first].astype(np.int64))
        # a getter in an export table: calling its name calls what it returns
        arrows = np.flatnonzero((kind == ARROW) & (pk == PAIR) & (self.p.member_keys[up] >= 0))
        self._add(self.method0 + self.p.member_keys[up[arrows]].astype(np.int64), self.params0 + arrows)

    # --- questions --------------------------------------------------------------------------------------------
    def forward(self, start: list[int]) -> npt.NDArray[np.bool_]:
        """Vertices that the data at these vertices may reach."""
        return self._reach(self.graph, start)

    def distances(self, start: list[int]) -> npt.NDArray[np.int16]:
        """Steps from the nearest of these vertices to each vertex; FAR where none leads to it."""
        found = np.full(self.total + 1, FAR, np.int16)
        ends, targets = self.graph.indptr, self.graph.indices
        frontier = np.unique(np.asarray(start, np.int64))
        for steps in range(FAR):
            if not len(frontier):
                break
            found[frontier] = steps
            first, counts = ends[frontier], ends[frontier + 1] - ends[frontier]
            at = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
            reached = targets[at]
            frontier = np.unique(reached[found[reached] == FAR])
        return found

    def _reach(self, graph: csr_matrix, start: list[int]) -> npt.NDArray[np.bool_]:
        seen = np.zeros(self.total + 1, np.bool_)
        if start:
            size = self.total + 1  # the last vertex is the root of the search
            root = csr_matrix((np.ones(len(start), np.int8), (np.full(len(start), self.total), start)), (size, size))
            seen[breadth_first_order(graph + root, self.total, return_predecessors=False)] = True
        return seen
