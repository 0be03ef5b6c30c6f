"""What is put into an object by what is done with it at one place: the steps back from a demand on its properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_elements, flow_names, program_collections
from undertow.analysis.flow_paths import ELEMENT, KEYED, PARSED, WHOLE, Path, ask, within
from undertow.analysis.flow_stores import ADDING, PLACING, PUTTING, constant_keys, named, same_name
from undertow.analysis.flow_uses import DEPTH
from undertow.analysis.program import Program
from undertow.analysis.program_names import same_object
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARGS,
    ASSIGN,
    AUGMENTED,
    CALL,
    FIRST_INDEX,
    INDEX,
    LEFT,
    NEW,
    OBJECT,
    RIGHT,
    SPREAD,
    SUBSCRIPT,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
_NAMED = -96
"""In place of a demand: that a function is entered to store something under the name that comes next."""
_MAX_SITES = 60
SETTING_STATE = "setState"
TEXTS_OF_NODES = frozenset({"textContent", "innerText", "innerHTML", "outerHTML"})
"""Properties of an element that show what was put into it."""
_OF_PAIR = (FIRST_INDEX, FIRST_INDEX - 1)
"""Key and value of a pair."""


def into(e: Tabulation, origin: int, path: Path, fact: int) -> Steps:
    """What is stored anywhere in the object with that origin."""
    if not path or path[0] in (PARSED, KEYED):
        return
    for node in e.stores.by_origin(origin):
        sites = _given_at(e.p, node, origin)
        if not sites:
            yield from changes(e, node, path, e.fit(fact, node), depth=0)
        for call in sites:
            fn, at = e.p.parameter(node)
            outer = e.fit(fact, call)
            new, asked = e.enter(fn, (at, *path), outer, call)
            yield from changes(e, node, path, new, depth=0)
            yield from e.asked(asked, _argument, fn, call, outer)


def _given_at(p: Program, node: int, origin: int) -> list[int]:
    """The calls that give a parameter that object, where others give it another; empty where that is not known."""
    fn, at = p.parameter(node)
    if at < 0 or fn < 0 or p.writes(int(p.binding[node])) or p.callback_sites(fn) or p.apply_sites(fn):
        return []
    sites = p.call_sites(fn)
    if not 1 < len(sites) <= _MAX_SITES:
        return []
    given = [(call, p.args(call)[at + shift : at + shift + 1]) for call, shift in sites]
    known = [(call, p.origins(args[0])) for call, args in given if args and p.kind[call] == CALL]
    meant = [call for call, origins in known if origin in origins]
    return meant if len(known) == len(sites) > len(meant) else []


def in_variable(e: Tabulation, b: int, path: Path, fact: int, depth: int = DEPTH) -> Steps:
    """What is put into the object that a variable holds, wherever that is done; see `changes`."""
    p = e.p
    for use in e.uses.of(b, path[0], depth):
        at = fact
        for fn in use.around if fact else ():
            at = e.fit(at, fn)
        up = p.parent[use.node]
        if p.kind[up] == ARGS:
            yield from _handed_over(e, use.node, p.parent[up], path, at, use.depth)
        else:
            yield from _in_property(e, up, path, at, use.depth)
    if held := e.stores.elements.of_variable(b):
        yield from _in_elements(e, held, path, fact, depth)


def _in_elements(e: Tabulation, named: flow_elements.Named, path: Path, fact: int, depth: int) -> Steps:
    """What is put into the elements of a list, by the variables that hold one after the other."""
    inner = within(path, ELEMENT) if depth and _is_of_list(path) else None
    for b, place in named if inner else ():
        yield from in_variable(e, b, inner or (), e.fit(fact, place), depth - 1)


def _is_of_list(path: Path) -> bool:
    """May the demand be one on a list?"""
    return path[0] in (ALL, ANY, ELEMENT) or path[0] <= FIRST_INDEX


def changes(e: Tabulation, node: int, path: Path, fact: int, depth: int = DEPTH) -> Steps:
    """What is put into the object that `node` denotes, by what is done with it just there.

    Args:
        e: the search.
        node: an expression that denotes the object.
        path: the demand on the object, not empty.
        fact: see `Tabulation`.
        depth: how many more names the object may be given.
    """
    p = e.p
    if not path or path[0] in (PARSED, KEYED):
        return
    if held := e.stores.elements.of(p.strip(node)):
        yield from _in_elements(e, held, path, fact, depth)
    node = p.outermost(node)
    up = p.parent[node]
    if up < 0:
        return
    if p.is_access(up) and p.field[node] == OBJECT:
        yield from _in_property(e, up, path, fact, depth)
    elif p.kind[up] == ARGS:
        yield from _handed_over(e, node, p.parent[up], path, fact, depth)
    elif depth and (name := named(p, node)) >= 0:
        yield from in_variable(e, p.binding[name], path, fact, depth - 1)


def _in_property(e: Tabulation, access: int, path: Path, fact: int, depth: int) -> Steps:
    p = e.p
    key = e.key(access, fact)
    if p.is_callee(access):
        yield from _added(e, p.parent[access], p.key_text(access), path, fact)
        return
    inner = within(path, key)
    if inner is None or (path[0] != key and p.text(key).startswith("#")):
        return  # nobody who serialises an object sees its private fields
    if p.kind[p.parent[access]] in (ASSIGN, AUGMENTED) and p.field[access] == LEFT:
        if e.order.sealed.is_frozen(p.strip(p.base(access)), surely=True):
            return
        value = p.child(p.parent[access], RIGHT)
        if key == ANY and path[0] >= 0 and p.kind[access] == SUBSCRIPT and not _names(e, access).allows(path[0]):
            return
        if key == ANY and (path[0] >= 0 or path[0] <= FIRST_INDEX):
            copied = _copied_from(e, access, value)
            if copied < 0 or not _is_itself(p, access, copied, path[0]):
                yield (copied, path, fact) if copied >= 0 else (value, (KEYED, *path) if path[0] >= 0 else inner, fact)
        elif key == ANY and path[0] in WHOLE and (copied := _copied_from(e, access, value)) >= 0:
            yield from ((copied, wanted, fact) for wanted in _named(e, access, path))
        else:
            yield value, inner, fact
    elif (
        inner
        and depth
        and (key != ANY or _is_added_to(p, access) or (_is_of_list(path) and flow_elements.is_stored_into(p, access)))
    ):
        yield from changes(e, access, inner, fact, depth)


def under_name(e: Tabulation, access: int, path: Path) -> Steps:
    """What `this[k] = value` stores under the property that a demand names first.

    Where k is a parameter, only calls count that name the property: `set("mail", value)`.
    """
    p = e.p
    value, index = p.child(p.parent[access], RIGHT), p.strip(p.child(access, INDEX))
    if p.kind[access] != SUBSCRIPT or not _names(e, access).allows(path[0]):
        return
    if (copied := _copied_from(e, access, value)) >= 0:
        yield copied, path, 0
        return
    fn, at = p.parameter(index)
    for call, shift in p.call_sites(fn)[:_MAX_SITES] if at >= 0 else ():
        args = p.args(call)
        if at + shift < len(args) and p.string_sym(args[at + shift]) == path[0]:
            yield value, path[1:], e.enter(fn, (_NAMED, path[0]), 0, call)[0]


def _is_added_to(p: Program, access: int) -> bool:
    """Is it the list or map in `lists[name].push(x)`?"""
    method = p.parent[p.outermost(access)]
    return p.is_access(method) and p.is_callee(method) and p.key_text(method) in ADDING | PUTTING


def _copied_from(e: Tabulation, access: int, value: int) -> int:
    """`a[k] = b[k]`: the object b, whose properties keep their names; -1 for other stores."""
    p = e.p
    value = p.strip(value)
    if not p.is_access(value) or p.key(value) != ANY:
        return -1
    return p.base(value) if same_name(e.p, p.child(access, INDEX), p.child(value, INDEX)) else -1


def _is_itself(p: Program, access: int, copied: int, key: int) -> bool:
    """Is it `sdk.config` that `for (k in sdk.config) sdk[k] = sdk.config[k]` is asked for? It holds no other one."""
    return p.is_access(copied) and p.key(copied) == key and same_object(p, p.base(copied), p.base(access))


def _named(e: Tabulation, access: int, path: Path) -> list[Path]:
    """The demand on b in `a[k] = b[k]`, property by property where k takes one of some constant texts."""
    names = _names(e, access)
    keys = [key for key in constant_keys(e.p, access) if names.allows(key)]
    return flow_names.shown(path, names if not keys else flow_names.Names(frozenset(keys)))


def _names(e: Tabulation, access: int) -> flow_names.Names:
    """The names that k of a store `a[k] = …` may take: by the tests around it, or a member of an enumeration."""
    index = e.p.strip(e.p.child(access, INDEX))
    if e.p.is_access(index) and (keys := constant_keys(e.p, access)):
        return flow_names.Names(frozenset(keys))
    return flow_names.at(e.p, index, access)


def _added(e: Tabulation, call: int, method: str, path: Path, fact: int) -> Steps:
    """`list.push(x)`, `map.set(k, x)`, `form.append(k, x)`."""
    p = e.p
    args = p.args(call)
    if method == SETTING_STATE and path[0] == p.ids.get("state", -1):
        yield from set_state(e, call, path[1:])
        return
    if p.functions(p.callee(call)):
        return
    if method in ADDING:
        inner = within(path, ELEMENT)
        for argument in args if inner is not None else ():
            spread = p.kind[argument] == SPREAD
            yield argument + spread, ask(ELEMENT, inner or ()) if spread else inner or (), fact
    elif method == "set" and args and _is_typed_array(p, p.base(p.callee(call))):
        if path[0] in (ALL, ANY, ELEMENT):
            yield args[0], path, fact
    elif method in PUTTING and len(args) >= 2:
        yield from _put(e, p.base(p.callee(call)), args, path, fact)
    elif method in ("set", "write", "update") and len(args) == 1 and path == (ALL,):
        yield args[0], (ALL,), fact
    elif method in PLACING and e.p.text(path[0]) in TEXTS_OF_NODES:
        for argument in args:
            yield argument, path, fact
            yield argument, (), fact
    elif method == "splice":
        inner = within(path, ELEMENT)
        for argument in args[2:] if inner is not None else ():
            yield argument, inner or (), fact


def set_state(e: Tabulation, call: int, path: Path) -> Steps:
    """React: `this.setState({k: v})` and `this.setState(old => ({k: v}))` show as `this.state.k`."""
    p = e.p
    for given in p.args(call)[:1]:
        yield given, path, 0
        yield from ((value, path, 0) for fn in p.functions(given)[:1] for value in p.returns(fn))


def _put(e: Tabulation, collection: int, args: list[int], path: Path, fact: int) -> Steps:
    """A value under its key; one by one, maps give pairs: `for (const [k, x] of map)`, `Array.from(map)`."""
    p = e.p
    if path[0] == ELEMENT and len(path) > 1 and path[1] in _OF_PAIR:
        known = program_collections.gives_pairs(p, collection)
        if known or path[1] != FIRST_INDEX:
            yield args[_OF_PAIR.index(path[1])], path[2:], fact
        if known:
            return
    key = p.identity_key(args[0])
    inner = within(path, key if key >= 0 and path[0] != ELEMENT else ANY)
    if inner is not None:
        named = key < 0 <= path[0] and p.parameter(p.strip(args[0]))[1] >= 0  # `put(key, value)` says which
        yield args[1], (KEYED, *path) if named else inner, fact


def _is_typed_array(p: Program, node: int) -> bool:
    """Is it made by `new Uint8Array(n)` or another of these?"""
    made = [p.global_name(p.callee(o)) for o in p.origins(node) if p.kind[o] == NEW]
    return any(name.endswith("Array") and name != "Array" for name in made)


def _handed_over(e: Tabulation, node: int, call: int, path: Path, fact: int, depth: int) -> Steps:
    """The object is an argument: the function may change it, as `Object.assign` does with its first."""
    known = e.stores.handed(node, call)
    for other in known.merged:
        yield other, path, fact
    if known.defined:
        yield from _defined(e, known.defined, path, fact)
    for fn, at, b in known.into:
        new, asked = e.enter(fn, (at, *path), fact, call)
        if depth == DEPTH and e.order.emptied_by(call, node):  # not what the object held before the call
            for ref in e.stores.touching(b):
                yield from changes(e, ref, path, new, 1)
        else:
            yield e.p.n + b, path, new
        yield from e.asked(asked, _argument, fn, call, fact)


def _argument(e: Tabulation, fn: int, call: int, index: int, path: Path, fact: int) -> Steps:
    return e.argument(fn, call, index, path, fact)


def _defined(e: Tabulation, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.defineProperty(o, key, {value})`, or with `{get: () => value}`."""
    p = e.p
    key = p.string_sym(args[1])
    inner = within(path, key if key >= 0 else ANY)
    if inner is not None and (value := p.ids.get("value", -1)) >= 0:
        yield args[2], ask(value, inner), fact
    for getter in p.members(args[2]).get(p.ids.get("get", -1), ()) if inner is not None else ():
        yield from ((value, inner or (), e.fit(fact, value)) for fn in p.functions(getter) for value in p.returns(fn))
