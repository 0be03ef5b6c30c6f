"""What is left of an object whose properties are read one by one under names that tests have let pass.

`out[k] = SECRET.test(k) ? "***" : o[k]` copies o but for what the pattern matches, and so do pairs of `Object.entries`
and callbacks of `JSON.stringify`. What calls itself for the value under a name does so at every depth.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from undertow.analysis import flow_names
from undertow.analysis.columns import K
from undertow.analysis.flow_names import MAX_NAMES, Names
from undertow.analysis.flow_paths import EXCEPT, KEYED, Path, ask, deeply
from undertow.analysis.flow_sweeps import is_constant
from undertow.analysis.program import Program
from undertow.analysis.program_lists import looped_over
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import ALL, ALTERNATIVE, ANY, ARGS, CALL, CONSEQUENCE, IDENT, TERNARY

if TYPE_CHECKING:
    from undertow.analysis.flow_keys import Keys

_MAX_NAMES = 6
_MAX_CALLS = 8
_PAIR = 2


def told(keys: Keys, access: int, key: int, path: Path) -> list[Path] | None:
    """The demands on o for one on `o[k]`, where tests tell which names k may take; None where they do not.

    Args:
        keys: questions about names.
        access: the expression `o[k]`.
        key: what k is where its function is entered by a certain call, or ANY.
        path: the demand on it.
    """
    names = keys.names(access)
    if key != ANY:
        return None if names.allows(key) else []
    if names == flow_names.ANYTHING or (path[:1] == (KEYED,) and path[1] < 0):
        return [path[1:]] if path[:1] == (KEYED,) else None
    return of_names(keys.p, access, path, names)


def of_names(p: Program, read: int, path: Path, names: Names) -> list[Path]:
    """The demands on an object of which the value under some of its names is read and asked for `path`.

    Args:
        p: the script.
        read: where the value is read.
        path: the demand on it.
        names: those under which it may stand.
    """
    if path[:1] == (KEYED,):
        return [path[1:]] if names.allows(path[1]) else []
    if names.only is not None and len(names.only) <= MAX_NAMES:
        return [ask(key, path) for key in sorted(names.only - names.never)]
    never = kept_names(p, names)
    if never and _is_handed_to_itself(p, read):
        return [deeply(path, never)]
    if path != (ALL,) or not never:
        path = ask(ANY, path)
    return [(*(part for key in never[:_MAX_NAMES] for part in (EXCEPT, key)), *path)]


def spared_by(keys: Keys, fn: int) -> list[int]:
    """The names that a function leaves out wherever it calls itself for the values of an object."""
    if fn not in keys.spared:
        p = keys.p
        calls = [call for call, _ in p.call_sites(fn) if p.contains(fn, call)] if p.is_function(fn) else []
        found = [kept_names(p, _handed(keys, call)) for call in calls[:_MAX_CALLS]]
        keys.spared[fn] = sorted(set(found[0]).intersection(*found[1:])) if found else []
    return keys.spared[fn]


def _handed(keys: Keys, call: int) -> Names:
    """The names under which the argument of a call may have stood."""
    p = keys.p
    for argument in map(p.strip, p.args(call)):
        if p.is_access(argument) and p.key(argument) == ANY:
            return keys.names(argument)
        if p.kind[argument] == IDENT and p.binding[argument] >= 0:
            name = pair_of(p, int(p.binding[argument]))[1]
            if name >= 0:
                return flow_names.at(p, name, argument)
    return flow_names.ANYTHING


def kept_names(p: Program, names: Names) -> list[int]:
    """The names that never pass, of those under which the script keeps something."""
    return sorted(key for key in names.never if p.members_sym(key) or p.stores_sym(key))


def let_through(p: Program, fn: int, index: int) -> Names:
    """The names, handed to a callback as its parameter `index`, for which it returns more than a constant."""
    params = p.params(fn)
    if index >= len(params):
        return flow_names.ANYTHING
    leaves = [leaf for value in p.returns(fn) for leaf in _leaves(p, value) if not is_constant(p, leaf)]
    found = [flow_names.at(p, params[index], leaf) for leaf in leaves]
    return reduce(Names.either, found) if found else Names(only=frozenset())


def _leaves(p: Program, value: int) -> list[int]:
    """The expressions one of which a value is."""
    value = p.strip(value)
    if p.kind[value] != TERNARY:
        return [value]
    return [leaf for side in (CONSEQUENCE, ALTERNATIVE) for leaf in _leaves(p, p.child(value, side))]


def shown(p: Program, path: Path, names: Names) -> list[Path]:
    """The demands on an object that is written out through a callback that lets only these names pass, at any depth."""
    if names.only is not None:
        return flow_names.shown(path, names)
    never = kept_names(p, names)
    return [deeply(path, never) if never else path]


def pair_of(p: Program, b: int) -> tuple[int, int]:
    """(object, name) of a variable that is the value in `[name, value]` of `Object.entries(object)`, or -1 for both."""
    value = int(p.s.b_node[b])
    pattern = p.parent[value]
    items = p.children(pattern) if p.kind[pattern] == K["array_pattern"] else []
    if len(items) != _PAIR or items[1] != value or p.kind[items[0]] != IDENT:
        return -1, -1
    listed = looped_over(p, pattern)
    fn = p.enclosing[pattern]
    if listed < 0 and p.is_function(fn) and p.params(fn)[:1] == [pattern]:
        call = p.parent[p.parent[fn]] if p.kind[p.parent[fn]] == ARGS else -1
        visits = call >= 0 and p.method_name(call) in VISITING and p.is_access(p.callee(call))
        listed = p.base(p.callee(call)) if visits else -1
    listed = flow_names.filtered(p, listed, is_pair=True)[0] if listed >= 0 else -1
    of = p.args(listed) if listed >= 0 and p.kind[listed] == CALL and p.method_name(listed) == "entries" else []
    return (of[0], items[0]) if len(of) == 1 else (-1, -1)


def _is_handed_to_itself(p: Program, node: int) -> bool:
    """Is it an argument of a call of the function that it stands in?"""
    up = p.parent[p.outermost(node)]
    call = p.parent[up] if p.kind[up] == ARGS else -1
    functions = p.functions(p.callee(call)) if call >= 0 and p.kind[call] == CALL else []
    return len(functions) == 1 and p.contains(functions[0], node)
