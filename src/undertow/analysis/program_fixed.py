"""Tables and lists that a script writes down once and only reads: their properties are constants of the code.

Only what is certain counts: no mention of the variable stores into the object, hands it on or gives it a name under
which that could be done. A frozen literal is one whatever is done to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program_merging import put_together
from undertow.analysis.program_names import is_deleted
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    ARROW,
    ASSIGN,
    AUGMENTED,
    BINARY,
    CALL,
    CONDITION,
    DECLARATOR,
    FIRST_INDEX,
    FOR_IN,
    IDENT,
    METHOD,
    NAME,
    NUMBER,
    OBJECT,
    OBJECT_LITERAL,
    RIGHT,
    SHORTHAND,
    SPREAD,
    STRING,
    TEMPLATE,
    TERNARY,
    THIS,
    UNARY,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

UNKNOWN, MISSING = -1, -2
"""In place of the value of a property: none is known; the object has none."""
_DEPTH = 6
_MAX_REFERENCES = 60
_MAX_PARTS = 8
_PRIMITIVES = (STRING, NUMBER, TEMPLATE, UNARY, *(K[kind] for kind in ("true", "false", "null", "undefined", "regex")))
_READING = frozenset({
    "includes", "indexOf", "lastIndexOf", "has", "hasOwnProperty", "join", "some", "every", "filter", "map", "forEach",
    "find", "findIndex", "flatMap", "slice", "concat", "reduce", "entries", "keys", "values", "toString", "at",
})  # fmt: skip
"""Methods of lists and tables that leave them as they are."""
_COPYING = frozenset(
    {"stringify", "keys", "values", "entries", "fromEntries", "log", "debug", "isFrozen", "hasOwn", "freeze"}
)
_PLACES = kind_mask(
    ["if_statement", "ternary_expression", "while_statement", "template_substitution", "switch_statement"]
)


def _not_given(_b: int) -> int:
    return -1


class Fixed:
    """Questions about the tables and lists of one script.

    Args:
        p: the script.
    """

    def __init__(self, p: Program) -> None:
        self.p = p
        self._only_read: dict[int, bool] = {}

    def value(self, access: int, given: Callable[[int], int] = _not_given, depth: int = _DEPTH) -> int:
        """What `o.key` certainly is: an expression, MISSING or UNKNOWN.

        Args:
            access: the expression.
            given: tells the expression that a parameter (its binding) certainly is, or -1.
            depth: how many names and objects are followed in a row.
        """
        p = self.p
        key, base = p.key(access), p.strip(p.base(access))
        if key == ANY or depth <= 0 or (p.kind[base] != IDENT and not self.is_never_stored(key)):
            return UNKNOWN
        return self._under(self.parts(base, given, depth), key)

    def under(self, node: int, key: int, given: Callable[[int], int]) -> int:
        """The same of the property `key` of an object."""
        return self._under(self.parts(node, given, _DEPTH), key)

    def is_never_stored(self, key: int) -> bool:
        """Is no property of that name stored into but those of `this`?

        Objects within others have other names too: as elements in loops, as what a search in a list finds.
        """
        p = self.p
        return all(p.kind[p.base(store)] == THIS for store in p.stores_sym(key))

    def _under(self, parts: list[int] | None, key: int) -> int:
        p = self.p
        for part in reversed(parts or ()):
            if p.kind[part] == ARRAY:
                items = p.children(part)
                return items[FIRST_INDEX - key] if 0 <= FIRST_INDEX - key < len(items) else UNKNOWN
            held = p.members(part).get(key, ()) if part >= 0 else ()
            if held:
                value = held[-1]
                if p.kind[value] == SHORTHAND or (
                    p.kind[value] == METHOD and (p.is_getter(value) or p.is_setter(value))
                ):
                    return UNKNOWN
                return value
            if any(p.member_key(m) == ANY for m in p.children(part) if p.kind[m] != SPREAD):
                return UNKNOWN
        return UNKNOWN if parts is None or key < 0 else MISSING

    def parts(self, node: int, given: Callable[[int], int] = _not_given, depth: int = _DEPTH) -> list[int] | None:
        """The literals that make an object (later ones win) or list; None if more may be in it."""
        p = self.p
        node = p.strip(node)
        if depth <= 0 or node < 0:
            return None
        kind = p.kind[node]
        if kind == OBJECT_LITERAL:
            return self._of_literal(node, given, depth)
        if kind == ARRAY:
            return [node] if all(p.kind[item] != SPREAD for item in p.children(node)) else None
        if kind == IDENT and (b := p.binding[node]) >= 0:
            if (value := p.definition(node)) < 0 and (value := given(b)) < 0:
                return None
            return self.parts(value, given, depth - 1) if self._is_frozen(value) or self.only_read(b) else None
        if p.is_access(node):
            value = self.value(node, given, depth - 1)
            return self.parts(value, given, depth - 1) if value >= 0 else None
        return self._of_call(node, given, depth) if kind == CALL else None

    def _of_literal(self, literal: int, given: Callable[[int], int], depth: int) -> list[int] | None:
        p = self.p
        found: list[int] = []
        members = p.children(literal)
        for at, member in enumerate(members):
            if p.kind[member] == SPREAD:
                inner = self.parts(member + 1, given, depth - 1)
                if inner is None or len(found) > _MAX_PARTS or any(p.kind[m] != SPREAD for m in members[:at]):
                    return None
                found += inner
        return [*found, literal]

    def _of_call(self, call: int, given: Callable[[int], int], depth: int) -> list[int] | None:
        """`Object.freeze(o)`, `Object.assign({}, defaults, options)`."""
        p = self.p
        callee, args = p.callee(call), p.args(call)
        if len(args) == 1 and p.key_text(callee) in ("freeze", "seal"):
            return self.parts(args[0], given, depth - 1) if p.global_name(p.base(callee)) == "Object" else None
        is_new = bool(args) and p.kind[p.strip(args[0])] in (OBJECT_LITERAL, CALL)
        if not is_new or len(args) > _MAX_PARTS or not put_together(p, call):
            return None
        found: list[int] = []
        for one in args:
            inner = self.parts(one, given, depth - 1)
            if inner is None:
                return None
            found += inner
        return found

    def _is_frozen(self, value: int) -> bool:
        p = self.p
        value = p.strip(value)
        return p.kind[value] == CALL and p.method_name(value) == "freeze" and p.is_access(p.callee(value))

    def is_empty(self, node: int) -> bool:
        """Is it a list in which there is certainly nothing?"""
        parts = self.parts(node)
        return (
            parts is not None and len(parts) == 1 and self.p.kind[parts[0]] == ARRAY and not self.p.children(parts[0])
        )

    # --- mentions -------------------------------------------------------------------------------------------------
    def only_read(self, b: int, depth: int = _DEPTH) -> bool:
        """Do all mentions of a variable leave its object as it is?"""
        known = self._only_read.get(b)
        if known is None:
            p = self.p
            self._only_read[b] = True  # while it is being found out
            declared = int(p.s.b_node[b])
            refs = [ref for ref in p.s.references(b)[:_MAX_REFERENCES].tolist() if ref != declared]
            known = len(refs) < _MAX_REFERENCES - 1 and all(
                not p.s.write[r] and self._leaves_it(r, depth) for r in refs
            )
            self._only_read[b] = known
        return known

    def _leaves_it(self, node: int, depth: int) -> bool:
        """Does what is done with an expression, which is an object or a part of it, leave that as it is?"""
        p = self.p
        node = p.outermost(node)
        up = p.parent[node]
        if p.is_access(up) and p.field[node] == OBJECT:
            return self._read_leaves_it(up, depth)
        if p.is_callee(node):
            return True  # a function that is a part of it
        if p.kind[up] == TERNARY and p.field[node] != CONDITION:
            return depth > 0 and self._leaves_it(up, depth - 1)
        if p.kind[up] in (SPREAD, K["expression_statement"]) or _PLACES[p.kind[up]]:
            return True
        if p.kind[up] == UNARY:
            return p.prefix(up) in ("!", "typeof")
        if p.kind[up] == BINARY:
            passes = p.operator(up) in ("||", "??") or (p.operator(up) == "&&" and p.field[node] == RIGHT)
            return not passes or (depth > 0 and self._leaves_it(up, depth - 1))
        if p.kind[up] == FOR_IN:
            return p.field[node] == RIGHT
        if p.kind[up] == DECLARATOR and p.field[node] == VALUE:
            name = p.child(up, NAME)
            if p.kind[name] == IDENT:
                return depth > 0 and p.binding[name] >= 0 and self.only_read(int(p.binding[name]), depth - 1)
            return bool(p.kind[name] == K["object_pattern"])
        if p.kind[up] == ASSIGN and p.field[node] == RIGHT and p.kind[up + 1] == IDENT and p.binding[up + 1] >= 0:
            return depth > 0 and self._leaves_kept(int(p.binding[up + 1]), depth) and self._leaves_it(up, depth - 1)
        return p.kind[up] == ARGS and depth > 0 and self._is_only_looked_at(node, p.parent[up], depth)

    def _leaves_kept(self, b: int, depth: int) -> bool:
        """The same of all that is done with a variable that holds it and nothing else: `(t = o[k]) != null ? t : d`."""
        p = self.p
        refs = p.s.references(b)[:_MAX_REFERENCES].tolist()
        read = [ref for ref in refs if not p.s.write[ref] and ref != int(p.s.b_node[b])]
        return (
            len(p.writes(b)) == 1 and len(refs) < _MAX_REFERENCES and all(self._leaves_it(r, depth - 1) for r in read)
        )

    def _read_leaves_it(self, access: int, depth: int) -> bool:
        """The same of `o.key`, whatever its object is."""
        p = self.p
        up = p.parent[p.outermost(access)]
        if p.is_written(access) or p.kind[up] in (AUGMENTED, K["update_expression"]):
            return False
        if is_deleted(p, access):
            return False
        if p.is_callee(access):
            functions = p.functions(access)  # what is no arrow function may change its object by `this`
            reads = p.key_text(access) in _READING or (p.key_text(access) == "get" and not functions)
            return reads or (bool(functions) and all(p.kind[fn] == ARROW for fn in functions))
        value = self.value(access, depth=depth - 1) if depth > 0 else UNKNOWN
        return value == MISSING or (value >= 0 and p.kind[value] in _PRIMITIVES) or self._leaves_it(access, depth - 1)

    def _is_only_looked_at(self, node: int, call: int, depth: int) -> bool:
        """Is it an argument that the called function only looks at?"""
        p = self.p
        args = p.args(call)
        if p.kind[call] != CALL or node not in args:
            return False
        callee, at = p.callee(call), args.index(node)
        if at > 0 and put_together(p, call):
            return True
        if functions := p.functions(callee):
            params = p.params(functions[0])
            if len(functions) > 1 or at >= len(params):
                return False
            name = params[at] + 1 if p.kind[params[at]] == K["assignment_pattern"] else params[at]
            return p.kind[name] == IDENT and p.binding[name] >= 0 and self.only_read(int(p.binding[name]), depth - 1)
        return p.key_text(callee) in _COPYING
