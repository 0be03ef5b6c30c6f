"""What the stores of applications hold: slices of Redux Toolkit, stores of Zustand and of Pinia."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls
from undertow.analysis.flow_paths import KEYED, PARSED, Path, ask, within
from undertow.analysis.program_members import member_value
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import (
    ARGS,
    CALL,
    IDENT,
    METHOD,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
)

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_SLICE, _PINIA = "createSlice", "defineStore"
_CREATING = frozenset({"create", "createStore", "createWithEqualityFn"})
_SELECTING = frozenset({"useSelector", "useAppSelector"})
_MAX_CALLS = 40


def results(e: Tabulation, node: int, args: list[int], path: Path) -> Steps | None:
    """What is read of a store by a call; None if the call reads none."""
    p = e.p
    if not path or path[0] in (KEYED, PARSED):
        return None
    callee = p.callee(node)
    if p.method_name(node) == "getState" and p.is_access(callee):
        maker = _maker(p, p.base(callee))
        return _created(e, maker, path) if maker >= 0 else _of_slices(e, path) if _made_by(p, _SLICE) else None
    if p.kind[callee] != IDENT or p.binding[callee] < 0:
        return None
    fn, index = p.param_index(p.binding[callee])
    if index == 1 and not args and (maker := _maker_of(p, fn)) >= 0:  # Zustand: `get()`
        return _created(e, maker, path)
    if len(args) == 1 and _maker(p, callee) >= 0:  # `useStore(state => state.key)`
        return (state for fn in p.functions(args[0])[:1] for state in flow_calls.results(e, fn, node, path, 0))
    if not args and (store := _pinia(p, callee)) >= 0:
        return _pinia_state(e, store, path)
    return None


def handed(e: Tabulation, call: int, at: int, index: int, path: Path) -> Steps:
    """What a function gets that looks something up in a store."""
    p = e.p
    if at or index or not path or path[0] in (KEYED, PARSED):
        return
    if p.method_name(call) in _SELECTING and _made_by(p, _SLICE):
        yield from _of_slices(e, path)
    elif (maker := _maker(p, p.callee(call))) >= 0:
        yield from _created(e, maker, path)


# --- Redux Toolkit --------------------------------------------------------------------------------------------------
def reduced(e: Tabulation, fn: int, index: int, path: Path) -> Steps:
    """What a reducer of a slice gets as its action: of `slice.actions.name(payload)`."""
    p = e.p
    member = fn if p.kind[fn] == METHOD else p.parent[fn]
    if index != 1 or p.kind[member] not in (PAIR, METHOD) or not _is_reducer(p, member):
        return
    payload = within(path, p.ids.get("payload", -1))
    for call in _actions(p, p.member_key(member)) if payload is not None else ():
        yield from ((given, payload or (), 0) for given in p.args(call)[:1])


def _is_reducer(p: Program, member: int) -> bool:
    """Does it stand in the `reducers` of a slice?"""
    listed = p.parent[p.parent[member]]
    named = p.kind[listed] == PAIR and p.text(p.member_key(listed)) == "reducers"
    return named and p.parent[listed] in _made_by(p, _SLICE)


def _actions(p: Program, key: int) -> list[int]:
    """Calls `slice.actions.name(…)`, and those of a name that is taken out of `slice.actions`."""
    found = [p.parent[a] for a in p.accesses_sym(key) if p.is_callee(a) and _is_actions(p, p.base(a))]
    for vertex, of in p.destructured.get(key, ()):
        if _is_actions(p, of):
            found += [p.parent[ref] for ref in p.s.references(vertex - p.n).tolist() if p.is_callee(ref)]
    return found[:_MAX_CALLS]


def _is_actions(p: Program, node: int) -> bool:
    node = defined(p, p.strip(node))
    return p.is_access(node) and p.key_text(node) == "actions"


def _of_slices(e: Tabulation, path: Path) -> Steps:
    """The state of the store: of each slice, under the name that its reducer has in the store."""
    p = e.p
    for literal in _made_by(p, _SLICE):
        names = _names_of(p, literal)
        for name in names:
            if (inner := within(path, name)) is not None:
                yield from _of_slice(e, literal, inner)


def _names_of(p: Program, literal: int) -> list[int]:
    """Names under which the reducer of a slice stands: `{profile: slice.reducer}`; its own where none is seen."""
    made = p.parent[p.parent[literal]]
    named = [
        p.member_key(p.parent[access])
        for access in p.accesses("reducer")
        if p.kind[p.parent[access]] == PAIR and made in p.origins(p.base(access))
    ]
    own = [p.string_sym(value) for value in p.members(literal).get(p.ids.get("name", -1), ())]
    return named or [sym for sym in own if sym >= 0]


def _of_slice(e: Tabulation, literal: int, path: Path) -> Steps:
    p = e.p
    for value in p.members(literal).get(p.ids.get("initialState", -1), ()):
        yield value, path, 0
    for listed in p.members(literal).get(p.ids.get("reducers", -1), ()):
        for member in p.children(listed) if p.kind[listed] == OBJECT_LITERAL else ():
            value = member_value(p, member)
            for fn in p.functions(value)[:1] if value >= 0 else ():
                yield from ((returned, path, 0) for returned in p.returns(fn))
                yield from _stored_in_first(e, fn, path)


def _stored_in_first(e: Tabulation, fn: int, path: Path) -> Steps:
    """`state.key = value` in a reducer, whose first parameter is the state."""
    p = e.p
    params = p.params(fn)
    b = p.binding[params[0]] if params and p.kind[params[0]] == IDENT else -1
    for ref in p.s.references(b)[:_MAX_CALLS].tolist() if b >= 0 else ():
        access = p.parent[ref]
        if p.is_access(access) and p.is_written(access) and p.base(access) == ref:
            inner = within(path, p.key(access))
            if inner is not None:
                yield p.child(p.parent[access], RIGHT), inner, 0


def _made_by(p: Program, name: str) -> list[int]:
    """Literals that all calls of that name are given, if the script does not define it."""
    if p.ids.get(name, -1) < 0:
        return []
    calls = [call for call in p.calls_named(name) if not p.functions(p.callee(call))]
    return [a for call in calls for a in p.args(call) if p.kind[a] == OBJECT_LITERAL]


# --- Zustand --------------------------------------------------------------------------------------------------------
def _maker(p: Program, node: int) -> int:
    """The function that makes what a store of Zustand holds: f of `create(f)`, also `create()(devtools(f))`; or -1."""
    for origin in p.origins(node):
        if p.kind[origin] != CALL or not p.args(origin):
            continue
        callee = p.callee(origin)
        called = p.callee(callee) if p.kind[callee] == CALL else callee
        if p.kind[called] == IDENT and p.name_of_called(called) in _CREATING and not p.functions(called):
            return _innermost(p, p.args(origin)[0])
    return -1


def _innermost(p: Program, node: int) -> int:
    """f of `devtools(persist(f, …))`, if it takes what sets the state."""
    for _ in range(3):
        node = p.strip(node)
        if p.kind[node] == CALL and not p.functions(p.callee(node)) and p.args(node):
            node = p.args(node)[0]
    functions = p.functions(node)
    return functions[0] if functions and p.params(functions[0]) else -1


def _maker_of(p: Program, fn: int) -> int:
    """The function itself, if it makes what a store of Zustand holds; else -1."""
    call = p.parent[p.parent[fn]] if fn >= 0 and p.kind[p.parent[fn]] == ARGS else -1
    for _ in range(3):
        if call < 0 or p.kind[call] != CALL:
            return -1
        if _maker(p, call) == fn:
            return fn
        call = p.parent[p.parent[call]] if p.kind[p.parent[call]] == ARGS else -1
    return -1


def _created(e: Tabulation, maker: int, path: Path) -> Steps:
    """What a store of Zustand holds: what it begins with, and what is merged into it by `set(…)`."""
    p = e.p
    yield from ((value, path, 0) for value in p.returns(maker))
    params = p.params(maker)
    b = p.binding[params[0]] if p.kind[params[0]] == IDENT else -1
    calls = [p.parent[ref] for ref in p.s.references(b)[:_MAX_CALLS].tolist() if p.is_callee(ref)] if b >= 0 else []
    calls += [call for call in p.method_calls("setState") if _maker(p, p.base(p.written_callee(call))) == maker]
    for call in calls:
        for given in p.args(call)[:1]:
            functions = p.functions(given)[:1]
            for fn in functions:
                yield from flow_calls.results(e, fn, call, path, 0)
            if not functions:
                yield given, path, 0


# --- Pinia ----------------------------------------------------------------------------------------------------------
def of_actions(e: Tabulation, owner: int, key: int, path: Path) -> Steps:
    """`this.key` in the actions of a store of Pinia."""
    if owner in _made_by(e.p, _PINIA):
        yield from _pinia_state(e, owner, ask(key, path))


def _pinia(p: Program, callee: int) -> int:
    """The literal of the store that `useStore()` gives, or -1."""
    if p.ids.get(_PINIA, -1) < 0:
        return -1
    made = {p.parent[p.parent[literal]]: literal for literal in _made_by(p, _PINIA)}
    return next((made[o] for o in p.origins(callee) if o in made), -1)


def _is_pinia(p: Program, node: int, literal: int) -> bool:
    """May an expression be the store of that literal?"""
    return any(p.kind[o] == CALL and _pinia(p, p.callee(o)) == literal for o in p.origins(node))


def _pinia_state(e: Tabulation, literal: int, path: Path) -> Steps:
    """What the state begins with, and what is stored in it from without."""
    p = e.p
    for value in p.members(literal).get(p.ids.get("state", -1), ()):
        for fn in p.functions(value)[:1]:
            yield from ((returned, path, 0) for returned in p.returns(fn))
    if path[0] >= 0:
        yield from ((p.child(p.parent[a], RIGHT), path[1:], 0) for a in e.stores.of_this(path[0]).get(literal, ()))
    for access in p.stores_sym(path[0])[:_MAX_CALLS] if path[0] >= 0 else ():
        if _is_pinia(p, p.base(access), literal):
            yield p.child(p.parent[access], RIGHT), path[1:], 0
    for access in p.accesses("$patch")[:_MAX_CALLS]:
        if p.is_callee(access) and _is_pinia(p, p.base(access), literal):
            yield from ((given, path, 0) for given in p.args(p.parent[access])[:1])
