"""Names that a function is given: `get("host")` reads `this.config[name]`, and of it just the host; selectors too."""

from __future__ import annotations

from undertow.analysis import (
    catalog,
    flow_branches,
    flow_counts,
    flow_names,
    kept_names,
    program_collections,
    program_heritage,
)
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ANY, CALL, IDENT, INDEX, OBJECT_LITERAL, SPREAD, SUBSCRIPT

_MAX_SELECTOR = 12
Given = tuple[tuple[int, int], ...]
"""(binding of a parameter, symbol of the text that it is given), for each parameter that names a property or is tested;
-1 - binding, where the text is that of the property that is tested; and (number of bindings + function, how many
arguments it is given) where it asks for that."""


class Keys:
    """Questions about the parameters of one script that name properties."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._naming: dict[int, list[tuple[int, int]]] | None = None
        self._tested: dict[int, int] = {}
        """Parameter → the property of it that tests compare with constants."""
        self._counting = flow_counts.counting(p)
        self.spared: dict[int, list[int]] = {}
        """See `flow_masked.spared_by`."""
        self._names: dict[int, flow_names.Names] = {}

    def given(self, fn: int, call: int, known: dict[int, int]) -> Given:
        """What a call gives the parameters of the function that name properties.

        Args:
            fn: the called function.
            call: the call.
            known: what the parameters of the functions around the call are given.
        """
        naming = self._of(fn)
        p = self.p
        if (not naming and fn not in self._counting) or p.kind[call] != CALL:
            return ()
        callee, args = p.callee(call), p.args(call)
        handed_on = fn not in p.functions(callee)
        shift = 1 if p.key_text(callee) == "call" and handed_on else 0
        shift = program_heritage.RUN_SHIFT if handed_on and program_heritage.is_run(p, call) else shift
        found: list[tuple[int, int]] = []
        for index, b in naming:
            at = args[index + shift] if index + shift < len(args) else -1
            sym = kept_names.text_of(p, at) if at >= 0 else -1
            if at >= 0 and sym < 0 and p.kind[at] == IDENT:
                sym = known.get(p.binding[at], -1)
            if sym >= 0:
                found.append((b, sym))
            if at >= 0 and (tested := self._told(p.strip(at), b, known)) >= 0:
                found.append((-1 - b, tested))
        if fn in self._counting and (count := flow_counts.given(p, fn, call)) is not None:
            found.append((p.nb + fn, count))
        return tuple(found)

    def _told(self, given: int, b: int, known: dict[int, int]) -> int:
        """Symbol of the text under the property of an argument that is tested of the parameter, or -1."""
        p, key = self.p, self._tested.get(b, -1)
        if key < 0 or p.kind[given] != OBJECT_LITERAL:
            passed = key >= 0 and p.kind[given] == IDENT and self._tested.get(p.binding[given], -1) == key
            return known.get(-1 - p.binding[given], -1) if passed else -1
        held = p.members(given).get(key, [])
        plain = len(held) == 1 and all(p.kind[m] != SPREAD for m in p.children(given))
        return p.string_sym(held[0]) if plain else -1

    def may_put(self, fn: int, call: int, key: int) -> bool:
        """May a call of a function that keeps a value under a given name, `put(name, value)`, name that key?"""
        p, naming = self.p, [index for index, b in self._of(fn) if b not in self._tested]
        if len(naming) != 1 or p.kind[call] != CALL or fn not in p.functions(p.callee(call)):
            return True
        args = p.args(call)
        name = kept_names.name_of(p, args[naming[0]], {}) if naming[0] < len(args) else None
        return name is None or name.may_be(p.text(key))

    def names(self, access: int) -> flow_names.Names:
        """The names that k of an access `o[k]` may take, by the tests around it."""
        if access not in self._names:
            index = self.p.strip(self.p.child(access, INDEX)) if self.p.kind[access] == SUBSCRIPT else -1
            self._names[access] = flow_names.at(self.p, index, access)
        return self._names[access]

    def of_access(self, access: int, known: dict[int, int]) -> int:
        """The key of an access where the parameters around it are given what is known."""
        p = self.p
        key = p.key(access)
        if key == ANY and known and p.kind[access] == SUBSCRIPT:
            index = p.strip(p.child(access, INDEX))
            if p.kind[index] == IDENT:
                return known.get(p.binding[index], key)
        return key

    def _of(self, fn: int) -> list[tuple[int, int]]:
        """(index, binding) of the parameters of the function that name properties, also by way of further calls."""
        if self._naming is None:
            self._naming = self._find()
        return self._naming.get(fn, [])

    def _find(self) -> dict[int, list[tuple[int, int]]]:
        p = self.p
        found: dict[int, list[tuple[int, int]]] = {}
        todo = [p.strip(p.child(access, INDEX)) for access in p.accesses_sym(ANY) if p.kind[access] == SUBSCRIPT]
        todo += [node for call in (*selecting(p), *_keeping(p)) for node in names_in(p, p.args(call)[0])]
        for b, key in flow_branches.tested(p):
            todo.append(int(p.s.b_node[b]))
            if key >= 0:
                self._tested.setdefault(b, key)
        seen: set[int] = set()
        for node in todo:  # grows while it is walked
            b = p.binding[node] if p.kind[node] == IDENT else -1
            fn, index = p.param_index(b) if b >= 0 and b not in seen else (-1, -1)
            if index < 0:
                continue
            seen.add(b)
            found.setdefault(fn, []).append((index, b))
            for call, shift in p.call_sites(fn):
                args = p.args(call)
                if index + shift < len(args):
                    todo.append(args[index + shift])
                    passed = p.strip(args[index + shift])
                    if b in self._tested and p.kind[passed] == IDENT and p.binding[passed] >= 0:
                        self._tested.setdefault(p.binding[passed], self._tested[b])
        return found


def selecting(p: Program) -> list[int]:
    """Calls that look an element up by what a parameter says: `document.querySelector(selector)`."""
    calls = [call for name in sorted(catalog.QUERIES) for call in p.method_calls(name)]
    return [call for call in calls if p.args(call) and names_in(p, p.args(call)[0])]


def _keeping(p: Program) -> list[int]:
    """Calls that read what is kept under a name that a parameter says, `storage.getItem(prefix + name)`; maps, too."""
    named = [*p.method_calls("get"), *p.method_calls("set")] if "Map" in p.ids else []
    of_maps = [call for call in named if _is_of_map(p, call)]
    return [call for call in (*p.method_calls("getItem"), *of_maps) if p.args(call)]


def _is_of_map(p: Program, call: int) -> bool:
    """Is it a method of a map, called with a name that a parameter says?"""
    args, callee = p.args(call), p.callee(call)
    if not args or not p.is_access(callee) or p.parameter(p.strip(args[0]))[1] < 0:
        return False
    return any(program_collections.kind_of(p, o) in program_collections.MAPS for o in p.origins(p.base(callee)))


def names_in(p: Program, node: int) -> list[int]:
    """The parameters that a short expression is made of."""
    inside = range(node, min(p.last[node], node + _MAX_SELECTOR))
    names = [at for at in inside if p.kind[at] == IDENT and p.binding[at] >= 0]
    return [name for name in names if p.param_index(p.binding[name])[1] >= 0]
