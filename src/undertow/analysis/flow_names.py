"""Which names a variable that names a property may hold at one place, by the tests around it and on the way to it.

`if (!hidden.includes(k)) out[k] = o[k]`, `if (k === "pin") return;`, `keys.filter(isShown).forEach(k => …)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from undertow.analysis.columns import K
from undertow.analysis.flow_paths import WHOLE, Path, ask, within, without
from undertow.analysis.program import Program
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import (
    ARRAY,
    BINARY,
    CALL,
    IDENT,
    LEFT,
    NEW,
    OBJECT,
    RIGHT,
    STRING,
    UNARY,
)  # fmt: skip
from undertow.analysis.program_tests import COMPARING, tests_around

_PLAIN_PATTERN = re.compile(r"/([\w|^$-]{1,400})/([giu]{0,3})")
"""Patterns of words: the only ones tried on names, for others may take any time."""
_ASKING = frozenset({"includes", "has", "indexOf", "length", "size", "forEach", "map", "some", "every", "join"})
_DEPTH = 4
_MAX_TESTS = 12
MAX_NAMES = 40
_MAX_SYMBOLS = 20_000


@dataclass(frozen=True)
class Names:
    """The symbols of the texts that a variable may hold."""

    only: frozenset[int] | None = None
    """None: any."""
    never: frozenset[int] = frozenset()

    def allows(self, name: int) -> bool:
        """May it be this one?"""
        return name not in self.never and (self.only is None or name in self.only)

    def both(self, other: Names) -> Names:
        """What both say."""
        only = self.only if other.only is None else other.only if self.only is None else self.only & other.only
        return Names(only, self.never | other.never)

    def either(self, other: Names) -> Names:
        """What is common to both."""
        if self.only is not None and other.only is not None:
            return Names((self.only - self.never) | (other.only - other.never))
        mine, others = (one.never if one.only is None else None for one in (self, other))
        if mine is None or others is None:
            kept = (self.only if mine is None else other.only) or frozenset()
            return Names(never=((others if mine is None else mine) or frozenset()) - kept)
        return Names(never=mine & others)


ANYTHING = Names()


def at(p: Program, name: int, place: int) -> Names:
    """What the variable that `name` mentions may hold where `place` runs."""
    if name < 0 or p.kind[name] != IDENT or (b := p.binding[name]) < 0:
        return ANYTHING
    found, told = _by_filters(p, b), 0
    for test, holds in tests_around(p, place):
        names = holding(p, test, b, holds)
        found = found.both(names)
        told += names is not ANYTHING
        if told == _MAX_TESTS:
            break
    return found


def holding(p: Program, test: int, b: int, truth: bool, depth: int = _DEPTH) -> Names:
    """What a variable may hold where a test comes out true, or false."""
    test = p.strip(test)
    if depth <= 0 or test < 0:
        return ANYTHING
    kind = p.kind[test]
    if kind == UNARY and p.prefix(test) == "!":
        return holding(p, p.children(test)[-1], b, not truth, depth - 1)
    if kind == BINARY:
        return _compared(p, test, b, truth, depth)
    if kind == CALL:
        return _called(p, test, b, truth, depth)
    return ANYTHING


def passing(p: Program, predicate: int, is_pair: bool) -> Names:
    """The names that a callback of `filter` lets pass; it gets a name, or a pair of a name and a value."""
    functions = p.functions(predicate)
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    params = p.params(functions[0]) if functions else []
    if len(returned) != 1 or not params:
        return ANYTHING
    name = params[0]
    if is_pair:
        items = p.children(name) if p.kind[name] == K["array_pattern"] else []
        name = items[0] if items else -1
    if name < 0 or p.kind[name] != IDENT or p.binding[name] < 0:
        return ANYTHING
    return holding(p, returned[0], p.binding[name], True)


def shown(path: Path, names: Names) -> list[Path]:
    """The demands on an object of which only some names are copied, for a demand on the copy."""
    if not path or path[0] not in WHOLE:
        return [path] if not path or path[0] < 0 or names.allows(path[0]) else []
    if names.only is not None and len(names.only) <= MAX_NAMES:
        wanted = [(key, within(path, key)) for key in sorted(names.only - names.never)]
        return [ask(key, inner) for key, inner in wanted if inner is not None]
    rest = without(path, sorted(names.never)) if len(names.never) <= MAX_NAMES else path
    return [] if rest is None else [rest]


# --- tests ----------------------------------------------------------------------------------------------------------
def _compared(p: Program, test: int, b: int, truth: bool, depth: int) -> Names:
    left, right, operator = p.child(test, LEFT), p.child(test, RIGHT), p.operator(test)
    if operator == ("&&" if truth else "||"):
        return holding(p, left, b, truth, depth - 1).both(holding(p, right, b, truth, depth - 1))
    if operator == ("||" if truth else "&&"):
        either = [holding(p, side, b, truth, depth - 1).only for side in (left, right)]
        return Names(either[0] | either[1]) if either[0] is not None and either[1] is not None else ANYTHING
    if operator in COMPARING:
        for one, other in ((left, right), (right, left)):
            if _is(p, one, b) and p.kind[p.strip(other)] == STRING:
                compared = _spelt(p, one, [p.string_sym(p.strip(other))])
                return _listed(compared, truth == (operator[0] == "="))
        return ANYTHING
    found = p.strip(left)
    if p.kind[found] == CALL and p.method_name(found) == "indexOf":  # list.indexOf(k) < 0, === -1, > -1, >= 0
        sign = operator + p.c.text(right)
        if sign in (">-1", ">=0", "<0"):
            return _in_list(p, found, b, truth == (sign != "<0"))
    return ANYTHING


def _called(p: Program, call: int, b: int, truth: bool, depth: int) -> Names:
    method, args, callee = p.method_name(call), p.args(call), p.callee(call)
    if len(args) == 1 and _is(p, args[0], b):
        if method in ("includes", "has"):
            return _in_list(p, call, b, truth)
        if method == "test":
            return _matched(p, p.base(callee), truth)
    functions = p.functions(callee)
    if len(functions) != 1 or len(returned := p.returns(functions[0])) != 1:
        return ANYTHING
    for given, param in zip(args, p.params(functions[0]), strict=False):
        if _is(p, given, b) and p.kind[param] == IDENT:
            return holding(p, returned[0], p.binding[param], truth, depth - 1)
    return ANYTHING


def _in_list(p: Program, call: int, b: int, truth: bool) -> Names:
    """`list.includes(k)`, `set.has(k)` of a list of constant texts to which nothing is added."""
    args = p.args(call)
    if len(args) != 1 or not _is(p, args[0], b) or not p.is_access(p.callee(call)):
        return ANYTHING
    origins = p.origins(p.base(p.callee(call)))
    if len(origins) != 1:
        return ANYTHING
    if truth and not _is_constant(p, p.base(p.callee(call))):
        return ANYTHING
    listed = origins[0]
    if p.kind[listed] == NEW and p.global_name(p.callee(listed)) == "Set" and p.args(listed):
        inner = p.origins(p.args(listed)[0])
        listed = inner[0] if len(inner) == 1 else -1
    if listed < 0 or p.kind[listed] != ARRAY:
        return ANYTHING
    names = _spelt(p, args[0], [p.string_sym(item) for item in p.children(listed)])
    return _listed(names, truth) if not truth or min(names, default=-1) >= 0 else ANYTHING


def _is_constant(p: Program, listed: int) -> bool:
    """Is it a list in place, or a variable of one that is only ever asked what it holds?"""
    listed = p.strip(listed)
    if p.kind[listed] in (ARRAY, NEW):
        return True
    if p.kind[listed] != IDENT or p.binding[listed] < 0:
        return False
    b = int(p.binding[listed])
    references = [ref for ref in p.s.references(b).tolist() if ref != int(p.s.b_node[b])]
    return all(p.field[ref] == OBJECT and p.key_text(p.parent[ref]) in _ASKING for ref in references)


def _matched(p: Program, pattern: int, truth: bool) -> Names:
    """`/pin|card/i.test(k)`: the names of the script that match."""
    origins = [o for o in p.origins(pattern) if p.kind[o] == K["regex"]]
    plain = _PLAIN_PATTERN.fullmatch(p.c.text(origins[0])) if len(origins) == 1 else None
    if plain is None or len(p.c.symbols) > _MAX_SYMBOLS:
        return ANYTHING
    looking = re.compile(plain[1], re.IGNORECASE if "i" in plain[2] else 0)
    return _listed([sym for sym, text in enumerate(p.c.symbols) if looking.search(text[:80])], truth)


def _listed(names: Iterable[int], truth: bool) -> Names:
    known = frozenset(name for name in names if name >= 0)
    return Names(only=known) if truth else Names(never=known)


def _is(p: Program, node: int, b: int) -> bool:
    """Is it the variable, as it is or in small letters (see `_spelt`)?"""
    node = p.strip(node)
    if p.kind[node] == CALL and p.method_name(node) == "toLowerCase" and p.is_access(p.callee(node)):
        node = p.strip(p.base(p.callee(node)))
    return p.kind[node] == IDENT and p.binding[node] == b


def _spelt(p: Program, node: int, names: list[int]) -> list[int]:
    """Those of the names that an expression equals (see `_is`) under which a variable equals one: in all spellings."""
    if p.kind[p.strip(node)] == IDENT or len(p.c.symbols) > _MAX_SYMBOLS:
        return names
    texts = {p.text(name) for name in names if name >= 0}
    found = [sym for sym, text in enumerate(p.c.symbols) if text.lower() in texts]
    return [*found, *(name for name in names if name < 0)]


def _by_filters(p: Program, b: int) -> Names:
    """`Object.keys(o).filter(isShown).forEach(k => …)` and `for (const k of keys.filter(isShown))`."""
    fn, index = p.param_index(b)
    if index == 0 and fn >= 0:
        call = p.parent[p.parent[fn]]
        if call < 0 or p.kind[call] != CALL or p.method_name(call) not in VISITING or fn not in p.args(call):
            return ANYTHING
        listed = p.base(p.callee(call)) if p.is_access(p.callee(call)) else -1
    elif index == 1 and p.kind[p.parent[p.parent[fn]]] == CALL and p.method_name(p.parent[p.parent[fn]]) == "reduce":
        listed = p.base(p.callee(p.parent[p.parent[fn]]))
    else:
        listed = p.looped_over(b)
    return filtered(p, listed, is_pair=False)[1]


def filtered(p: Program, listed: int, *, is_pair: bool) -> tuple[int, Names]:
    """(list, names that are left) of `list.filter(f).filter(g)`."""
    found = ANYTHING
    for _ in range(_DEPTH):
        listed = p.strip(listed) if listed >= 0 else -1
        if listed < 0 or p.kind[listed] != CALL or p.method_name(listed) != "filter" or not p.args(listed):
            break
        if not p.is_access(p.callee(listed)):
            break
        found = found.both(passing(p, p.args(listed)[0], is_pair))
        listed = p.base(p.callee(listed))
    return listed, found
