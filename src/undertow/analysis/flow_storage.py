"""What a script keeps in the browser and reads again: in a storage, a cache, the state of the history.

Names under which something is kept are told apart where both are texts, or are made of what a helper is given:
`get: k => storage.getItem("app:" + k)` and `set: (k, v) => storage.setItem("app:" + k, v)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog, kept_names
from undertow.analysis.flow_paths import KEYED, PARSED, Path, within
from undertow.analysis.program_syntax import CALL

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_KEEPING = -97
"""In place of a demand: that the function is entered to keep something under a name."""
_STATES = ("pushState", "replaceState")
_REMOVING = ("removeItem", "clear")
_MAX_KEPT = 24
_MAX_SITES = 60


def in_page(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """`storage.getItem(name)`: what `storage.setItem(name, text)` was given."""
    yield from _kept(e, node, "setItem", path, fact)


def in_cache(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """`cache.match(name)`: the answer of `cache.put(name, answer)`."""
    yield from _kept(e, node, "put", path, fact)


def _kept(e: Tabulation, node: int, putting: str, path: Path, fact: int) -> Steps:
    p = e.p
    if not p.args(node):
        return
    asked = kept_names.name_of(p, p.args(node)[0], {})
    if asked is not None and asked.parameter >= 0:
        asked = kept_names.name_of(p, p.args(node)[0], e.given(fact))
    since = _last_change(e, node, asked, putting) if asked is not None else -1
    for access in p.accesses(putting)[:_MAX_KEPT]:
        given = p.args(p.parent[access]) if p.is_callee(access) else []
        if len(given) < 2 or (access < since and p.enclosing[access] == p.enclosing[node]):
            continue
        name = kept_names.name_of(p, given[0], {})
        if asked is not None and asked == name:
            yield given[1], path, 0
        elif asked is not None and name is not None and name.parameter >= 0 and not asked.is_open:
            yield from ((given[1], path, inner) for inner in _entered(e, name, asked))


def _last_change(e: Tabulation, node: int, asked: kept_names.Name, putting: str) -> int:
    """The last statement before a read that certainly puts something else under the name, or takes it away; or -1."""
    p, found = e.p, -1
    if e.order.loop(node) >= 0:
        return found
    for method in (putting, *_REMOVING):
        for access in p.accesses(method)[:_MAX_KEPT]:
            call = p.parent[access]
            if access < found or not p.is_callee(access) or not e.order.precedes(call, node):
                continue
            args = p.args(call)
            if _clears(p, access) or (args and kept_names.name_of(p, args[0], {}) == asked):
                found = access
    return found


def _clears(p: Program, access: int) -> bool:
    return p.key_text(access) == "clear" and p.global_name(p.base(access)) in catalog.STORAGES


def _entered(e: Tabulation, name: kept_names.Name, asked: kept_names.Name) -> list[int]:
    """Facts for the calls of a helper that keep something under the name that is asked for."""
    p = e.p
    fn, index = p.param_index(name.parameter)
    found: list[int] = []
    for call, shift in p.call_sites(fn)[:_MAX_SITES]:
        args = p.args(call)
        text = kept_names.text_of(p, args[index + shift]) if index + shift < len(args) else -1
        if text >= 0 and name.with_text(p.text(text)) == asked.text and p.kind[call] == CALL:
            found.append(e.enter(fn, (_KEEPING, text), 0, call)[0])
    return list(dict.fromkeys(found))


# --- elsewhere ------------------------------------------------------------------------------------------------------
def of_history(e: Tabulation, access: int, path: Path) -> Steps:
    """`history.state`: what `history.pushState(state, …)` was given."""
    p = e.p
    if p.key_text(access) == "state" and p.global_name(p.base(access)) == "history":
        yield from _states(e, path)


def of_event(e: Tabulation, kind: str, handler: int, path: Path) -> Steps:
    """What an event of the window says of what another document of the script, or this one, has kept."""
    p = e.p
    if kind == "popstate" and (state := within(path, p.ids.get("state", -1))) is not None:
        yield from _states(e, state)
    if kind == "storage" and within(path, p.ids.get("newValue", -1)) is not None:
        names = kept_names.compared(p, handler)
        for access in p.accesses("setItem")[:_MAX_KEPT]:
            given = p.args(p.parent[access]) if p.is_callee(access) else []
            if len(given) > 1 and p.global_name(p.base(access)) == "localStorage":
                name = kept_names.name_of(p, given[0], {})
                if not names or (name is not None and name.text in names):
                    yield given[1], (), 0


def _states(e: Tabulation, path: Path) -> Steps:
    p = e.p
    if path[:1] in ((KEYED,), (PARSED,)):
        return
    for method in _STATES:
        for access in p.accesses(method)[:_MAX_KEPT]:
            if p.is_callee(access) and p.global_name(p.base(access)) == "history":
                yield from ((given, path, 0) for given in p.args(p.parent[access])[:1])
