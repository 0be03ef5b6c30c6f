"""Cheap questions about one script: indexes by name, children, keys, arguments. No data flow here.

Nothing is built per node but a few arrays; the rest is asked on demand. Columns are read through memoryviews
(Python ints, about 40 ns a read) because the questions touch few nodes. What decoding found counts as if it stood in
the code: `x[D(1)]` with a decoded index is an access to that property, `D(2)` is that string.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from undertow.analysis.columns import I32, Columns, F, K, kind_mask
from undertow.analysis.decode import Decoded
from undertow.analysis.private_keys import makes_a_name
from undertow.analysis.scopes import FUNCTIONS, Scopes

OBJECT, PROPERTY, INDEX, CALLEE, ARGUMENTS, CONSTRUCTOR = (
    F["object"], F["property"], F["index"], F["function"], F["arguments"], F["constructor"],
)  # fmt: skip
LEFT, RIGHT, VALUE, NAME, KEY, BODY = F["left"], F["right"], F["value"], F["name"], F["key"], F["body"]
CONDITION, CONSEQUENCE, ALTERNATIVE = F["condition"], F["consequence"], F["alternative"]
MEMBER, SUBSCRIPT, CALL, NEW = (
    K["member_expression"], K["subscript_expression"], K["call_expression"], K["new_expression"],
)  # fmt: skip
IDENT, STRING, NUMBER, TEMPLATE = K["identifier"], K["string"], K["number"], K["template_string"]
ASSIGN, AUGMENTED, DECLARATOR = (
    K["assignment_expression"], K["augmented_assignment_expression"], K["variable_declarator"],
)  # fmt: skip
OBJECT_LITERAL, ARRAY, PAIR, METHOD, ARGS = (
    K["object"], K["array"], K["pair"], K["method_definition"], K["arguments"],
)  # fmt: skip
ARROW, THIS, PAREN, SEQUENCE, AWAIT = (
    K["arrow_function"], K["this"], K["parenthesized_expression"], K["sequence_expression"], K["await_expression"],
)  # fmt: skip
BINARY, UNARY, TERNARY, SPREAD = (
    K["binary_expression"], K["unary_expression"], K["ternary_expression"], K["spread_element"],
)  # fmt: skip
YIELD = K["yield_expression"]
SHORTHAND = K["shorthand_property_identifier"]
SHORTHAND_PATTERN = K["shorthand_property_identifier_pattern"]
FOR_IN, RETURN, BLOCK = K["for_in_statement"], K["return_statement"], K["statement_block"]
FIELD_DEFINITION, CLASS_BODY, COMPUTED = K["field_definition"], K["class_body"], K["computed_property_name"]
CLASSES = kind_mask(["class", "class_declaration"])
_CLASSES, _FUNCTIONS = (frozenset(np.flatnonzero(mask).tolist()) for mask in (CLASSES, FUNCTIONS))
"""The same as kinds: asking for one of them is faster so."""

ANY = -1
"""Path component: a key that is not known."""
ALL = -2
"""Path component: everything below."""
NO_SYMBOL = -9
"""Stands for a name that does not occur in the script."""
FIRST_INDEX = -10
"""Element i of an array is the key ``FIRST_INDEX - i``."""
_MAX_INDEX = 1000
SYMBOL_KEY, OBJECT_KEY = "#symbol ", "#object "
"""Beginnings of keys that are no text: a `Symbol()` (or a name made for one private field), an object as a key of a
Map. The number of the variable follows."""
_OBJECTS = (OBJECT_LITERAL, ARRAY, NEW, CALL)

PARAM_KIND, IMPORTED = 6, 8
"""Kinds of binding (see scopes): parameter, import."""


class Syntax:
    """Indexes over columns and scopes."""

    def __init__(self, c: Columns, s: Scopes, decoded: Decoded | None = None) -> None:
        self.c, self.s = c, s
        self.decoded = decoded or Decoded()
        self.n, self.nb = len(c), len(s.b_scope)
        self.kind, self.parent, self.field = c.kind.data, c.parent.data, c.field.data
        self.last, self.sym, self.binding = c.last.data, c.sym.data, s.binding.data
        self.enclosing = s.function.data
        """Nearest function, program or static block of each node."""
        self.symbols = list(c.symbols)
        self.ids = dict(c.symbol_ids)
        self.constants = self._constants()
        self._constant_names: dict[int, int] = {}
        self._stores: dict[int, list[int]] | None = None
        self.keys = self._keys()
        self._key = self.keys.data
        self._index_accesses()
        self._index_members()
        free = np.flatnonzero(((c.kind == IDENT) | (c.kind == SHORTHAND)) & (s.binding < 0)).astype(np.int32)
        self._free, self._free_sym = _sorted_by(free, c.sym[free])
        returns = c.where("return_statement").astype(np.int32)
        self._returns, self._returns_fn = _sorted_by(returns, s.function[returns])
        self._returned: dict[int, list[int]] = {}
        self._params: dict[int, list[int]] = {}
        self._accesses: dict[int, list[int]] = {}
        self._members: dict[int, list[int]] = {}
        self._given: dict[str, dict[int, list[int]]] = {}

    def _constants(self) -> dict[int, int]:
        """Expression node → symbol of the string that it was decoded to."""
        return {node: self.intern(v) for node, v in self.decoded.values.items() if isinstance(v, str)}

    def _keys(self) -> npt.NDArray[np.int32]:
        """Accessed property of each member or subscript expression: a symbol, an index, or ANY."""
        c = self.c
        keys = np.full(self.n, ANY, np.int32)
        named = np.flatnonzero((c.field == PROPERTY) & (c.kind[c.parent] == MEMBER))
        keys[c.parent[named]] = c.sym[named]
        for node in np.flatnonzero((c.field == INDEX) & (c.kind[c.parent] == SUBSCRIPT)).tolist():
            keys[c.parent[node]] = self._constant_name(node) if self.kind[node] == IDENT else self.literal_key(node)
        return keys

    def _constant_name(self, node: int) -> int:
        """Symbol of the text (or of the `Symbol()`) that a variable declared once and never assigned to has, or -1."""
        b = self.binding[node]
        if b < 0 or self.s.b_decls[b] != 1:
            return -1
        known = self._constant_names.get(b)
        if known is None:
            declared = int(self.s.b_node[b])
            up = self.parent[declared]
            known = -1
            if self.kind[up] == DECLARATOR and self.field[declared] == NAME:
                value = self.child(up, VALUE)
                written = self.s.write[self.s.references(b)]
                if value >= 0 and int(written.sum()) <= 1:
                    known = self._identity(b, value)
            self._constant_names[b] = known
        return known

    def _identity(self, b: int, value: int) -> int:
        """What a constant variable is as a property key, or -1."""
        is_symbol = self.kind[value] == CALL and self.c.text(value + 1) == "Symbol" and self.binding[value + 1] < 0
        if is_symbol or makes_a_name(self, value):
            return self.intern(f"{SYMBOL_KEY}{b}")
        return self.string_sym(value)

    def identity_key(self, node: int) -> int:
        """The same as a key of a Map, which may also be an object that a constant variable holds; -1 if unknown."""
        if self.kind[node] != IDENT or (b := self.binding[node]) < 0:
            return self.string_sym(node)
        if (known := self._constant_name(node)) >= 0:
            return known
        declared = int(self.s.b_node[b])
        value = self.child(self.parent[declared], VALUE) if self.kind[self.parent[declared]] == DECLARATOR else -1
        sole = value >= 0 and self.s.b_decls[b] == 1 and int(self.s.write[self.s.references(b)].sum()) <= 1
        return self.intern(f"{OBJECT_KEY}{b}") if sole and self.kind[value] in _OBJECTS else -1

    def entry_key(self, node: int) -> int:
        """The same of whatever a variable holds that is never given another value: an entry of a Set."""
        if (known := self.string_sym(node)) >= 0 or self.kind[node] != IDENT or (b := self.binding[node]) < 0:
            return known
        if (known := self.identity_key(node)) >= 0:
            return known
        name = int(self.s.b_node[b])
        again = any(self.s.write[ref] for ref in self.s.references(b).tolist() if ref != name)
        sole = self.kind[self.parent[name]] == DECLARATOR and self.s.b_decls[b] == 1 and not again
        return self.intern(f"{OBJECT_KEY}{b}") if sole else -1

    def _index_accesses(self) -> None:
        accesses = np.flatnonzero((self.c.kind == MEMBER) | (self.c.kind == SUBSCRIPT)).astype(np.int32)
        self.access_nodes, self.access_keys = _sorted_by(accesses, self.keys[accesses])

    def _index_members(self) -> None:
        c = self.c
        up = np.maximum(c.parent, 0)
        names = np.flatnonzero(
            ((c.field == NAME) & (c.kind[up] == METHOD)) | ((c.field == KEY) & (c.kind[up] == PAIR))
        ).astype(np.int32)
        plain = c.sym[names].copy()
        for i in np.flatnonzero(plain < 0).tolist():
            node = int(names[i])
            node += bool(c.kind[node] == COMPUTED)
            plain[i] = self._constant_name(node) if c.kind[node] == IDENT else self.literal_key(node)
        self._name_by_tables(names, plain)
        self.member_keys = np.full(self.n, ANY, np.int32)
        """Key of each pair and method definition."""
        self.member_keys[c.parent[names]] = plain
        self._member_key = self.member_keys.data
        self._member, self._member_sym = _sorted_by(c.parent[names].astype(np.int32), plain)

    def _name_by_tables(self, names: npt.NDArray[np.int32], plain: npt.NDArray[np.int32]) -> None:
        """`{[Kind.error]: x}`: where `error` stands for one text in the whole script, that is the key.

        Args:
            names: keys of all members.
            plain: their symbols; completed.
        """
        for i in np.flatnonzero(plain < 0).tolist():
            node = int(names[i]) + 1
            key = self.keys[node] if self.kind[node - 1] == COMPUTED and self.kind[node] == MEMBER else ANY
            if key < 0:
                continue
            values = [self.child(int(self.parent[names[j]]), VALUE) for j in np.flatnonzero(plain == key).tolist()]
            values += [self.child(self.parent[access], RIGHT) for access in self.stores_sym(int(key))]
            texts = {self.string_sym(value) if value >= 0 else ANY for value in values}
            plain[i] = texts.pop() if len(texts) == 1 else ANY

    # --- names ------------------------------------------------------------------------------------------------
    def intern(self, text: str) -> int:
        """Symbol of a text, made if it is new (decoded names do not stand in the source)."""
        sym = self.ids.get(text)
        if sym is None:
            sym = self.ids[text] = len(self.symbols)
            self.symbols.append(text)
        return sym

    def text(self, sym: int) -> str:
        """Text of a symbol; empty for none."""
        return self.symbols[sym] if sym >= 0 else ""

    def string_sym(self, node: int) -> int:
        """Symbol of the constant string that a node is (literal or decoded), else -1."""
        if self.kind[node] == STRING:
            return self.sym[node]
        if self.kind[node] == TEMPLATE and self.last[node] == node + 1:
            return self.intern(self.c.text(node)[1:-1])
        return self.constants.get(node, -1)

    def string(self, node: int) -> str:
        """The constant string that a node is, else empty."""
        return self.text(self.string_sym(node))

    def literal_key(self, node: int) -> int:
        """Property key that a constant expression denotes: symbol, index, or ANY."""
        if self.kind[node] == NUMBER:
            text = self.c.text(node)
        else:
            value = self.decoded.values.get(node)
            if value is None or isinstance(value, str | bool):
                sym = self.string_sym(node)
                return sym if sym >= 0 else ANY
            text = f"{value:g}"
        if not text.isdecimal():
            return ANY
        return FIRST_INDEX - int(text) if int(text) < _MAX_INDEX else self.intern(text)

    def accesses(self, name: str) -> list[int]:
        """All `x.name` and `x["name"]` nodes."""
        return self.accesses_sym(self.ids.get(name, NO_SYMBOL))

    def accesses_sym(self, sym: int) -> list[int]:
        """All accesses to the property of that symbol. Not to be changed."""
        known = self._accesses.get(sym)
        if known is None:
            known = self._accesses[sym] = _slice(self.access_nodes, self.access_keys, sym)
        return known

    def stores_sym(self, sym: int) -> list[int]:
        """All accesses to the property of that symbol that are assigned to."""
        if self._stores is None:
            self._stores = {}
            for access, key in zip(self.access_nodes.tolist(), self.access_keys.tolist(), strict=True):
                if self.is_written(access):
                    self._stores.setdefault(key, []).append(access)
        return self._stores.get(sym, [])

    def members_sym(self, sym: int) -> list[int]:
        """All pairs and methods with that key, in object literals and classes. Not to be changed."""
        if sym not in self._members:
            self._members[sym] = _slice(self._member, self._member_sym, sym)
        return self._members[sym]

    def free(self, name: str) -> list[int]:
        """Unbound identifiers of that name."""
        return _slice(self._free, self._free_sym, self.ids.get(name, NO_SYMBOL))

    # --- structure --------------------------------------------------------------------------------------------
    def children(self, node: int) -> list[int]:
        """Children in order."""
        found, child, stop, last = [], node + 1, self.last[node], self.last
        while child < stop:
            found.append(child)
            child = last[child]
        return found

    def place(self, listed: int, child: int) -> int:
        """Index of an element in an array or array pattern, holes counted (`[, b]`)."""
        before = self.c.source[self.c.start[listed] : self.c.start[child]]
        if b",," not in before.replace(b" ", b"") and not before[1:].lstrip().startswith(b","):
            return self.children(listed).index(child)
        at, count = int(self.c.start[listed]), 0
        for item in self.children(listed):
            count += self.c.source[at : self.c.start[item]].count(b",")
            if item == child:
                break
            at = int(self.c.end[item])
        return count

    def child(self, node: int, field: int) -> int:
        """First child in that field, or -1."""
        child, stop, last, fields = node + 1, self.last[node], self.last, self.field
        while child < stop:
            if fields[child] == field:
                return child
            child = last[child]
        return -1

    def contains(self, outer: int, inner: int) -> bool:
        """Is `inner` in the subtree of `outer`?"""
        return outer <= inner < self.last[outer]

    def key(self, access: int) -> int:
        """Key of the accessed property: symbol, index, or ANY."""
        return self._key[access]

    def key_text(self, access: int) -> str:
        """Name of the accessed property; empty if `access` is none or its key is not known."""
        return self.text(self._key[access]) if self.kind[access] in (MEMBER, SUBSCRIPT) else ""

    def member_key(self, member: int) -> int:
        """Key of a pair, method or shorthand property."""
        return self.sym[member] if self.kind[member] == SHORTHAND else self._member_key[member]

    def base(self, access: int) -> int:
        """The object expression of an access."""
        return access + 1

    def is_access(self, node: int) -> bool:
        """Is it `x.y` or `x[y]`?"""
        return self.kind[node] in (MEMBER, SUBSCRIPT)

    def is_function(self, node: int) -> bool:
        """Is it a function, arrow function or method?"""
        return self.kind[node] in _FUNCTIONS

    def is_class(self, node: int) -> bool:
        """Is it a class declaration or expression?"""
        return self.kind[node] in _CLASSES

    def is_written(self, node: int) -> bool:
        """Is it the whole target of a plain assignment?"""
        return self.kind[self.parent[node]] == ASSIGN and self.field[node] == LEFT

    def is_callee(self, node: int) -> bool:
        """Does its parent call it?"""
        return self.kind[self.parent[node]] == CALL and self.field[node] == CALLEE

    def written_args(self, call: int) -> list[int]:
        """Arguments as they stand in the code; of a tag its template, for the texts, and what is put between them."""
        found = self.child(call, ARGUMENTS)
        if found >= 0 and self.kind[found] == TEMPLATE:
            return [found, *(at + 1 for at in self.children(found) if self.last[at] > at + 1)]
        return self.children(found) if found >= 0 and self.kind[found] == ARGS else []

    def written_callee(self, call: int) -> int:
        """Callee as it stands in the code, without parentheses and `(0, f)`."""
        return self.strip(self.child(call, CONSTRUCTOR if self.kind[call] == NEW else CALLEE))

    def strip(self, node: int) -> int:
        """Out of parentheses, sequences and misread awaits: the expression whose value this is."""
        while True:
            kind = self.kind[node]
            if kind in (PAREN, SEQUENCE) and self.last[node] > node + 1:
                node = self.children(node)[-1]
            elif kind == CALL and self.is_misread_await(node):
                node = self.children(self.child(node, ARGUMENTS))[0]
            else:
                return node

    def is_misread_await(self, node: int) -> bool:
        """Is it `await (x)`, which the grammar takes for a call of `await`?"""
        if self.kind[node] != CALL or self.kind[node + 1] != IDENT or self.binding[node + 1] >= 0:
            return False
        return self.text(self.sym[node + 1]) == "await" and len(self.written_args(node)) == 1

    def outermost(self, node: int) -> int:
        """Into parentheses and sequences: the widest expression with this node's value."""
        while (up := self.parent[node]) >= 0 and (
            self.kind[up] == PAREN or (self.kind[up] == SEQUENCE and self.last[node] == self.last[up])
        ):
            node = up
        return node

    def params(self, fn: int) -> list[int]:
        """Parameter patterns of a function. Not to be changed."""
        known = self._params.get(fn)
        if known is None:
            single, listed = self.child(fn, F["parameter"]), self.child(fn, F["parameters"])
            known = [single] if single >= 0 else self.children(listed) if listed >= 0 else []
            self._params[fn] = known
        return known

    def returns(self, fn: int) -> list[int]:
        """Returned expressions."""
        if fn not in self._returned:
            body = self.child(fn, BODY)
            if self.kind[fn] == ARROW and body >= 0 and self.kind[body] != BLOCK:
                self._returned[fn] = [body]
            else:
                listed = _slice(self._returns, self._returns_fn, fn)
                self._returned[fn] = [r + 1 for r in listed if self.last[r] > r + 1]
        return self._returned[fn]

    def yields(self, fn: int) -> list[int]:
        """What a generator function yields."""
        return self._given_by("yield_expression", fn)

    def throws(self, fn: int) -> list[int]:
        """What a function throws itself, also where it catches it."""
        return self._given_by("throw_statement", fn)

    def _given_by(self, kind: str, fn: int) -> list[int]:
        if kind not in self._given:
            found = self._given[kind] = dict[int, list[int]]()
            for node in self.c.where(kind).tolist():
                if self.last[node] > node + 1:
                    found.setdefault(self.enclosing[node], []).append(node + 1)
        return self._given[kind].get(fn, [])

    def is_getter(self, method: int) -> bool:
        """Is it `get name() {…}`?"""
        start = self.c.start[method]
        return self.c.source[start : start + 11].removeprefix(b"static ").startswith(b"get ")

    def is_setter(self, method: int) -> bool:
        """Is it `set name(value) {…}`?"""
        start = self.c.start[method]
        return self.c.source[start : start + 11].removeprefix(b"static ").startswith(b"set ")

    def operator(self, node: int) -> str:
        """Operator of a binary or assignment expression."""
        left, right = self.child(node, LEFT), self.child(node, RIGHT)
        if left < 0 or right < 0:
            return ""
        first, second = min(left, right), max(left, right)
        between = self.c.source[self.c.end[first] : self.c.start[second]].strip()
        return between.split(b"/*")[0].split(b"//")[0].split(b"(")[0].decode("utf-8", "replace").strip()

    def prefix(self, node: int) -> str:
        """Operator of a unary expression."""
        return self.c.source[self.c.start[node] : self.c.start[node + 1]].decode("utf-8", "replace").strip(" (\n\t")

    def span(self, node: int) -> tuple[int, int]:
        """Byte range of a node."""
        return int(self.c.start[node]), int(self.c.end[node])


def _sorted_by(values: I32, keys: I32) -> tuple[I32, I32]:
    order = np.argsort(keys, kind="stable")
    return values[order], keys[order]


def _slice(values: I32, keys: I32, key: int) -> list[int]:
    lo, hi = np.searchsorted(keys, np.array((key, key + 1), keys.dtype))  # of another type, all keys would be copied
    found: list[int] = values[lo:hi].tolist()
    return found
