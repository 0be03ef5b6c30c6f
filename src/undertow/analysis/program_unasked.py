"""Modules of a bundle that nothing asks for: their number or name stands nowhere but in the list of modules.

Only lists count from which a loader takes modules by what it is given, and that nothing else is done with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    AUGMENTED,
    BINARY,
    CALL,
    IDENT,
    INDEX,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    SUBSCRIPT,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_REFERENCES = 30
_IDS = ("number", "string", "property_identifier")
_QUOTES = 2
_RECKONED = (BINARY, K["update_expression"], AUGMENTED)


class Unasked:
    """Answers about one script.

    Args:
        p: the script.
    """

    def __init__(self, p: Program) -> None:
        self._p = p
        self._tables: dict[int, bool] = {}

    def is_module(self, fn: int) -> bool:
        """Is a function a module that nothing asks for?"""
        p = self._p
        entry = p.parent[fn] if p.kind[p.parent[fn]] == ARRAY and p.kind[p.parent[p.parent[fn]]] == PAIR else fn
        up = p.parent[entry]
        if entry != fn and p.children(entry)[0] != fn:  # `1: [function (require) {…}, {"./api": 2}]`
            return False
        if p.kind[up] == ARRAY and entry == fn:
            table, name, own = up, str(p.place(up, fn)), 0
        elif p.kind[up] == PAIR and p.kind[p.parent[up]] == OBJECT_LITERAL:
            table, name, own = p.parent[up], p.c.text(up + 1).strip("'\""), 1
        else:
            return False
        return self._is_table(table) and self._mentions(name) == own

    def _mentions(self, name: str) -> int:
        """How often a number or name stands in the script, other than in `modules[id][1]`.

        Numbers that may be spelled otherwise elsewhere (`1e3`, `0x3e8`) count as if they stood there more often.
        """
        p, found = self._p, 0
        if name.isdecimal() and (name.endswith("00") or b"0x" in p.c.source):
            return _MAX_REFERENCES
        for kind in _IDS:
            nodes = p.c.where(kind)
            size = p.c.end[nodes] - p.c.start[nodes]
            for node in nodes[(size == len(name)) | (size == len(name) + _QUOTES)].tolist():
                inner = p.field[node] == INDEX and p.kind[p.base(p.parent[node])] == SUBSCRIPT
                found += not inner and p.c.text(node).strip("'\"") == name
        return found

    def _is_table(self, table: int) -> bool:
        """Is it a list of functions that a loader takes modules from, and nothing else is done with?"""
        if table not in self._tables:
            p = self._p
            up = p.parent[table]
            b = -1
            if p.kind[up] == ARGS and p.kind[p.parent[up]] == CALL:
                functions = [o for o in p.origins(p.written_callee(p.parent[up])) if p.is_function(o)]
                at = p.children(up).index(table)
                params = p.params(functions[0]) if len(functions) == 1 else []
                b = int(p.binding[params[at]]) if at < len(params) and p.kind[params[at]] == IDENT else -1
            elif (name := declared_name(p, table)) >= 0:
                b = int(p.binding[name])
            refs = (
                [r for r in p.s.references(b)[:_MAX_REFERENCES].tolist() if r != int(p.s.b_node[b])] if b >= 0 else []
            )
            known = 0 < len(refs) < _MAX_REFERENCES - 1 and all(self._takes_one(r) or self._loads(r) for r in refs)
            self._tables[table] = known and any(map(self._loads, refs))
        return self._tables[table]

    def _takes_one(self, ref: int) -> bool:
        """`modules[id]`, which is not stored into."""
        p = self._p
        access = p.parent[ref]
        return p.kind[access] == SUBSCRIPT and p.field[ref] == OBJECT and not p.is_written(access)

    def _loads(self, ref: int) -> bool:
        """`modules[id](…)`, `modules[id][0].call(…)`, where a function is given the id; or it is handed on."""
        p = self._p
        access = p.parent[ref]
        if p.kind[access] == ARGS:  # `[0].call(exports, …, modules, …)`: to the module itself
            return p.key_text(p.written_callee(p.parent[access])) in ("call", "apply")
        if not self._takes_one(ref):
            return False
        index = p.strip(p.child(access, INDEX))
        if p.kind[index] != IDENT or p.binding[index] < 0 or p.param_index(p.binding[index])[1] < 0:
            return False
        outer = access
        while p.is_access(p.parent[outer]) and p.field[outer] == OBJECT:
            outer = p.parent[outer]
        b = int(p.binding[index])
        return p.is_callee(outer) and self._hands_on(p.parent[outer], b) and self._is_asked_by_name(b)

    def _hands_on(self, call: int, b: int) -> bool:
        """Is the module given the loader whose parameter its number is, or a function that calls it?"""
        p = self._p
        loader = p.param_index(b)[0]
        sites = [site for site, _ in p.call_sites(loader)]
        for given in p.written_args(call):
            asks = p.is_function(given) and any(p.contains(given, site) for site in sites)
            if asks or loader in p.functions(given):
                return True
        return False

    def _is_asked_by_name(self, b: int) -> bool:
        """Is a parameter given nothing that is reckoned: `run(i + 1)`, or a counter of a loop?"""
        p = self._p
        fn, index = p.param_index(b)
        for call, shift in p.call_sites(fn):
            given = [p.strip(one) for one in p.args(call)[index + shift : index + shift + 1]]
            for one in given:
                counter = p.kind[one] == IDENT and p.binding[one] >= 0 and p.param_index(p.binding[one])[0] < 0
                if p.kind[one] in _RECKONED or (counter and p.definition(one) < 0) or self._is_told_elsewhere(one):
                    return False
        return True

    def _is_told_elsewhere(self, node: int) -> bool:
        """Is it a property of what does not stand in the script: `message.type`?"""
        p = self._p
        if not p.is_access(node):
            return False
        while p.is_access(node):
            node = p.strip(p.base(node))
        origins = p.origins(node)
        return not origins or any(p.kind[o] not in (ARRAY, OBJECT_LITERAL) for o in origins)
