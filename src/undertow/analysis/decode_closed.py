"""Which bindings and expressions are *closed*: they need nothing from outside but harmless built-ins.

Array functions, decoders, wrappers, alias variables, constant objects and operator proxies all are closed; code that
touches the page is not. Closedness of a binding is a reachability problem on the reference graph; closedness of an
expression is a range minimum over the scopes of the open references in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from undertow.analysis.columns import I32, Columns, F, K, Mask, kind_mask
from undertow.analysis.scopes import FUNCTION, FUNCTIONS, Scopes

MIN_STRINGS = 3
"""An array with fewer string literals is not worth a sandbox run."""
MIN_CALLS = 2
"""A closed function called this often with literals only is run as a decoder."""
MAX_EDGES = 20_000_000
"""Dependencies kept; more arise only from thousands of functions nested in each other."""
_LONG_LITERAL = 200  # bytes of a string that may hold a list to be split
_TEXT = 40  # bytes of a string from which a function may take parts by number

# Built-ins that are pure, or only detect an environment that the sandbox has not got.
HARMLESS = frozenset({
    "Array", "Boolean", "Error", "Function", "Infinity", "JSON", "Map", "Math", "NaN", "Number", "Object", "Proxy",
    "RangeError", "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "Uint8Array", "atob",
    "btoa", "console", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "eval", "global",
    "globalThis", "isFinite", "isNaN", "parseFloat", "parseInt", "process", "require", "self", "undefined", "unescape",
    "window",
})  # fmt: skip
_COLLECTIONS = ("Map", "Set")
_PURE_METHODS = (
    "join", "indexOf", "includes", "slice", "concat", "map", "filter", "forEach", "at", "find", "some", "get", "has",
    "keys", "values", "entries",
)  # fmt: skip
_CALLING_METHODS = (
    "forEach", "map", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "flatMap", "sort",
    "from", "replace",
)  # fmt: skip
"""Methods that call the function that they are given before they return."""
_CONTEXTUAL = kind_mask(["this", "super", "await_expression", "yield_expression", "meta_property"])
_BLOCKING = kind_mask(["ERROR", "jsx_element", "jsx_self_closing_element", "import"])
_FILLS = kind_mask(["expression_statement", "for_statement", "for_in_statement"])
_MAX_CLIMB = 60  # expressions and blocks around a write within the statement that fills an object
_LITERALS = kind_mask(["string", "number", "true", "false", "null"])
ACCESS = kind_mask(["member_expression", "subscript_expression"])
WRITERS = kind_mask(["assignment_expression", "augmented_assignment_expression"])


class TooDeep(Exception):
    """The nesting needs more dependencies than are kept. Handled within `analysis`."""


def find_stores(c: Columns) -> npt.NDArray[np.intp]:
    """Arrays made of string literals; also 'a|b|c'.split(x) with a long literal."""
    arrays = c.where("array")
    in_array = (c.kind[c.parent] == K["array"]) & (c.parent >= 0)
    strings = np.bincount(c.parent[(c.kind == K["string"]) & in_array], minlength=len(c))
    total = np.bincount(c.parent[in_array], minlength=len(c))
    many = arrays[(strings[arrays] >= MIN_STRINGS) & (strings[arrays] * 10 >= total[arrays] * 8)]
    long_literals = np.flatnonzero((c.kind == K["string"]) & (c.end - c.start > _LONG_LITERAL))
    split = c.symbol_ids.get("split", -2)
    found = []
    for node in long_literals.tolist():
        up = int(c.parent[node])
        if ACCESS[c.kind[up]] and c.field[node] == F["object"] and any(c.sym[k] == split for k in c.children(up)):
            found.append(node)
    return np.concatenate([many, np.array(found, many.dtype)])


class Closure:
    """Closed bindings of a script, the nodes that define them, and what depends on what.

    Raises:
        TooDeep: on construction, for nesting beyond the budget.
    """

    def __init__(self, c: Columns, s: Scopes) -> None:
        self.c, self.s = c, s
        self.n_bindings = len(s.b_scope)
        self.refs: I32 = np.flatnonzero(s.reference & (s.binding >= 0)).astype(np.int32)
        """References to bindings, in source order."""
        self._uninitialised = np.zeros(self.n_bindings, np.bool_)
        parts, owners = self._definitions()
        sole = self._sole_assignments()
        self._calls_at_once = self._named(_CALLING_METHODS)
        builds, stray_stores = self._builders()
        assign = c.parent[c.parent[self.refs]]
        filling, stray_stores = self._filling(stray_stores)
        self.filled = np.array(sorted(set(filling.values())), np.int64)
        """Bindings of lists and tables that a loop or a callback fills."""
        self.part: I32 = np.concatenate([*parts, c.parent[sole], assign[builds], list(filling)]).astype(np.int32)
        """Nodes that, together with the binding's other parts, define a binding."""
        self.part_owner: I32 = np.concatenate(
            [*owners, s.binding[sole], s.binding[self.refs[builds]], list(filling.values())]
        ).astype(np.int32)
        """Binding that each part defines."""
        self.owner = np.full(len(c) + 1, -1, np.int32)
        """Part node -> binding; slot -1 stays -1."""
        self.owner[self.part] = self.part_owner
        self.around = c.nearest(self.owner[:-1] >= 0)
        """Node -> nearest enclosing part, or -1."""
        written = self.refs[s.write[self.refs]]
        # writes that are not the definition; inside the binding's own part they are its own business
        self._stray = np.concatenate([np.setdiff1d(written, sole), self.refs[stray_stores]]).astype(np.int32)
        self._fixed_at, self._fixed_home = self._constraints()
        self.used_by: Any = self._graph()
        """Sparse matrix: row b holds the bindings that use b; the last row stands for the outside world."""
        self.open = np.zeros(self.n_bindings + 1, np.bool_)
        self.open[breadth_first_order(self.used_by, self.n_bindings, return_predecessors=False)] = True
        self.closed: Mask = ~self.open[: self.n_bindings]
        self._index_open_references()

    def _definitions(self) -> tuple[list[I32], list[I32]]:
        """Function declarations and initialised declarators of names declared once."""
        c, s = self.c, self.s
        b_node, up = s.b_node, c.parent[s.b_node]
        has_value = np.zeros(len(c) + 1, np.bool_)
        valued = (c.field == F["value"]) & (c.kind[c.parent] == K["variable_declarator"])
        has_value[c.parent[np.flatnonzero(valued)]] = True
        single = s.b_decls == 1
        declarator = single & (c.kind[up] == K["variable_declarator"])
        is_function = (s.b_kind == FUNCTION) & single
        is_initialised = declarator & (c.field[b_node] == F["name"]) & has_value[up]
        self._uninitialised = declarator & ~has_value[up]
        owners = [np.flatnonzero(is_function).astype(np.int32), np.flatnonzero(is_initialised).astype(np.int32)]
        return [up[is_function], up[is_initialised]], owners

    def _sole_assignments(self) -> I32:
        """`var f; f = function(){}`: a sole assignment in the declaring function is the definition."""
        c, s = self.c, self.s
        written = self.refs[s.write[self.refs]]
        writes = np.bincount(s.binding[written], minlength=self.n_bindings)
        sole = written[self._uninitialised[s.binding[written]] & (writes[s.binding[written]] == 1)]
        same_function = s.function[sole] == s.function[s.b_node[s.binding[sole]]]
        assigned: I32 = sole[(c.kind[c.parent[sole]] == K["assignment_expression"]) & same_function]
        return assigned

    def _builders(self) -> tuple[Mask, Mask]:
        """Marks on `refs`: statements that build an object, and writes into objects that come from elsewhere.

        Building is `o[k] = v`, unconditionally, in the statement list that declares o.
        """
        c, s = self.c, self.s
        access = c.parent[self.refs]
        assign = c.parent[access]
        is_object = ACCESS[c.kind[access]] & (c.field[self.refs] == F["object"])
        stores_into = is_object & (
            (WRITERS[c.kind[assign]] & (c.field[access] == F["left"])) | (c.kind[assign] == K["update_expression"])
        )
        statement = c.parent[assign]
        while (chained := c.kind[statement] == K["sequence_expression"]).any():
            statement = np.where(chained, c.parent[statement], statement)
        declaration = c.parent[c.parent[s.b_node[s.binding[self.refs]]]]
        builds = stores_into & (c.kind[assign] == K["assignment_expression"])
        builds &= (c.kind[statement] == K["expression_statement"]) & (c.parent[statement] == c.parent[declaration])

        # a method called on an array literal, set or map may change it; only its own part (or a rotator) may do that
        changeable = np.zeros(self.n_bindings, np.bool_)
        in_declarator = (c.field == F["value"]) & (c.kind[c.parent] == K["variable_declarator"])
        holder = s.binding[c.parent[np.flatnonzero(self._collections() & in_declarator)] + 1]  # its first child
        changeable[holder[holder >= 0]] = True
        pure = self._named(_PURE_METHODS)
        named = c.sym[np.maximum(c.last[access] - 1, 0)]  # last node of the access is its property, if a plain one
        called = is_object & (c.field[access] == F["function"])
        mutates = called & changeable[s.binding[self.refs]] & ~pure[named]
        return builds, (stores_into & ~builds) | mutates

    def _named(self, names: Iterable[str]) -> Mask:
        """Marks on symbols (and one more, which is none): those of these names."""
        found = np.zeros(len(self.c.symbols) + 1, np.bool_)
        found[[self.c.symbol_ids[name] for name in names if name in self.c.symbol_ids]] = True
        return found

    def _collections(self) -> Mask:
        """Array literals, `new Set(…)` and `new Map(…)`."""
        c = self.c
        made = c.where("new_expression")
        collections = [c.symbol_ids[name] for name in _COLLECTIONS if name in c.symbol_ids]
        found: Mask = c.kind == K["array"]
        found[made[np.isin(c.sym[made + 1], collections)]] = True  # the constructor is its first child
        return found

    def _filling(self, stray: Mask) -> tuple[dict[int, int], Mask]:
        """Statement -> the object it fills, by a loop or a callback; and the writes that remain stray.

        The statement stands in the list that declares the object: `var t = {}; xs.forEach(x => { t[x.k] = x.v })`.
        """
        c, s = self.c, self.s
        statements: dict[int, int] = {}
        left = stray.copy()
        for i in np.flatnonzero(stray).tolist():
            ref = int(self.refs[i])
            b = int(s.binding[ref])
            declarator = int(c.parent[s.b_node[b]])
            if s.b_decls[b] != 1 or c.kind[declarator] != K["variable_declarator"]:
                continue
            home, statement = int(c.parent[c.parent[declarator]]), ref
            for _ in range(_MAX_CLIMB):
                if c.parent[statement] == home:
                    break
                statement = max(0, int(c.parent[statement]))
            if c.parent[statement] != home or not _FILLS[c.kind[statement]]:
                continue
            if c.kind[statement] == K["expression_statement"]:
                statement += 1
                if c.kind[statement] != K["call_expression"] or s.function[ref] == s.function[statement]:
                    continue
                if not self._runs_at_once(ref, statement):
                    continue
            if statements.setdefault(statement, b) == b:
                left[i] = False
        return statements, left

    def _runs_at_once(self, node: int, statement: int) -> bool:
        """Is each function around a node of the statement called there and then, and not kept by anybody?

        `(function () {…})()` and `xs.forEach(f)` call it; `window.addEventListener(f)` and `later.push(f)` keep it.
        """
        c = self.c
        while node > statement:
            up = int(c.parent[node])
            if FUNCTIONS[c.kind[node]]:
                while c.kind[up] == K["parenthesized_expression"]:
                    node, up = up, int(c.parent[up])
                called = c.parent[up] if c.kind[up] == K["arguments"] else -1
                name = c.last[called + 1] - 1 if called >= 0 else -1  # the property of the callee, if it has one
                if c.field[node] != F["function"] and not (name >= 0 and self._calls_at_once[c.sym[name]]):
                    return False
            node = up
        return True

    def _constraints(self) -> tuple[I32, I32]:
        """(position, home): the node at `position` is meaningful only inside `home` (-1: never, unless closed)."""
        c, s = self.c, self.s
        harmless = self._named(HARMLESS)
        free = np.flatnonzero(s.reference & (s.binding < 0))
        arguments = free[c.sym[free] == c.symbol_ids.get("arguments", -2)]
        free = np.setdiff1d(free[~harmless[c.sym[free]]], arguments)
        contextual = np.concatenate([arguments, np.flatnonzero(_CONTEXTUAL[c.kind])])
        blocking = np.flatnonzero(_BLOCKING[c.kind])
        at = np.concatenate([free, contextual, blocking]).astype(np.int32)
        nowhere = (np.full(len(free), -1), np.full(len(blocking), -1))
        return at, np.concatenate([nowhere[0], s.function[contextual], nowhere[1]]).astype(np.int32)

    def _graph(self) -> Any:
        """Edges from each binding to those whose definition refers to it, and from the outside world (last row)."""
        s, outside = self.s, self.n_bindings
        at = np.concatenate([self.refs, self._fixed_at])
        home = np.concatenate([s.b_scope[s.binding[self.refs]], self._fixed_home])
        source = np.concatenate([s.binding[self.refs], np.full(len(self._fixed_at), outside)]).astype(np.int32)
        edges: list[tuple[I32, I32]] = []
        kept = 0
        current = self.around[at]
        while len(current):
            inside = (current >= 0) & (current > home)
            home, source, current = home[inside], source[inside], current[inside]
            edges.append((source, self.owner[current]))
            kept += len(source)
            if kept > MAX_EDGES:
                raise TooDeep
            current = self.around[current]
        undefined = np.ones(self.n_bindings, np.bool_)
        undefined[self.part_owner] = False
        seeds = np.unique(np.concatenate([np.flatnonzero(undefined), self._written_from_outside()]))
        sources = np.concatenate([e[0] for e in edges] + [np.full(len(seeds), outside)])
        targets = np.concatenate([e[1] for e in edges] + [seeds])
        size = self.n_bindings + 1
        return csr_matrix((np.ones(len(sources), np.int8), (sources, targets)), shape=(size, size))

    def _written_from_outside(self) -> I32:
        """Bindings with a stray write that is not inside one of their own parts."""
        binding, current = self.s.binding[self._stray], self.around[self._stray]
        own = np.zeros(len(binding), np.bool_)
        while (current >= 0).any():
            own |= self.owner[current] == binding
            current = np.where(current >= 0, self.around[current], -1)
        return binding[~own]

    def _index_open_references(self) -> None:
        """What keeps expressions open, sorted by position, with a sparse table for range minima of the home scope."""
        s = self.s
        is_open = self.open[s.binding[self.refs]]
        position = np.concatenate([self.refs[is_open], self._fixed_at])
        home = np.concatenate([s.b_scope[s.binding[self.refs[is_open]]], self._fixed_home])
        order = np.argsort(position)
        self._position, level = position[order], home[order]
        self._table = [level]
        while 1 << len(self._table) <= len(position):
            step = 1 << (len(self._table) - 1)
            level = np.minimum(level[:-step], level[step:])
            self._table.append(level)

    def constant_callees(self) -> npt.NDArray[np.intp]:
        """Closed bindings called at least MIN_CALLS times with nothing but literals.

        One of them is a string, or a long string stands in the function, which the call takes a part of.
        """
        c, s = self.c, self.s
        calls = self.refs[(c.field[self.refs] == F["function"]) & (c.kind[c.parent[self.refs]] == K["call_expression"])]
        arguments = c.last[calls]  # the node after a callee that is an identifier
        in_arguments = (c.kind[c.parent] == K["arguments"]) & (c.parent >= 0)
        count = np.bincount(c.parent[in_arguments], minlength=len(c) + 1)
        literal = np.bincount(c.parent[in_arguments & _LITERALS[c.kind]], minlength=len(c) + 1)
        string = np.bincount(c.parent[in_arguments & (c.kind == K["string"])], minlength=len(c) + 1)
        text = np.zeros(self.n_bindings, np.bool_)
        text[list(self.holders(np.flatnonzero((c.kind == K["string"]) & (c.end - c.start > _TEXT)).tolist())[0])] = True
        constant = ((string[arguments] > 0) | text[s.binding[calls]]) & (literal[arguments] == count[arguments])
        hits = np.bincount(s.binding[calls[constant]], minlength=self.n_bindings)
        return np.flatnonzero(self.closed & (hits >= MIN_CALLS))

    def reach(self, start: Iterable[int], graph: Any) -> Mask:
        """Closed bindings reachable from `start` (themselves included) along the rows of `graph`."""
        seen = np.zeros(self.n_bindings, np.bool_)
        todo = np.array([b for b in start if self.closed[b]], np.int64)
        while len(todo):
            seen[todo] = True
            following = np.unique(graph[todo].indices)
            following = following[following < self.n_bindings]
            todo = following[self.closed[following] & ~seen[following]]
        return seen

    def is_closed(self, nodes: I32) -> Mask:
        """For each node: does it need nothing from outside its own subtree but closed bindings?"""
        lo = np.searchsorted(self._position, nodes)
        hi = np.searchsorted(self._position, self.c.last[nodes])
        result = np.ones(len(nodes), np.bool_)
        some = np.flatnonzero(hi > lo)
        power = np.floor(np.log2(hi[some] - lo[some])).astype(np.int64)
        for p in np.unique(power).tolist():
            pick = some[power == p]
            least = np.minimum(self._table[p][lo[pick]], self._table[p][hi[pick] - (1 << p)])
            result[pick] = least >= nodes[pick]
        return result

    def inside_closed(self, node: int) -> bool:
        """Does the node stand in the definition of a closed binding?"""
        part = int(self.around[node])
        while part >= 0:
            if self.closed[self.owner[part]]:
                return True
            part = int(self.around[part])
        return False

    def holders(self, stores: Iterable[int]) -> tuple[set[int], list[int]]:
        """Closed bindings whose definition contains a store, and the stores they hold."""
        found: set[int] = set()
        held: list[int] = []
        for store in stores:
            part, closed = int(self.around[store]), False
            while part >= 0:
                if self.closed[self.owner[part]]:
                    found.add(int(self.owner[part]))
                    closed = True
                part = int(self.around[part])
            if closed:
                held.append(store)
        return found, held
