"""Data into functions, out of them, and through calls of functions that stand in the script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog, flow_builtins, flow_store
from undertow.analysis.columns import K
from undertow.analysis.flow_facts import FACTS, HUB, Entry
from undertow.analysis.flow_paths import Path, cons, match, stringish
from undertow.analysis.program_promises import promise_of
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARROW,
    DEEP,
    FIRST_INDEX,
    IDENT,
    METHOD,
    NEW,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_search import Search, State

MAX_TARGETS = 4
"""Functions followed from one call."""
_MAX_RETURN_SITES = 40
"""A function with more callers, entered without data, does not return its data to all of them."""


# --- into a function ------------------------------------------------------------------------------------------------
def enter(e: Search, fn: int, index: int, path: Path, entry: int, call: int) -> Iterator[State]:
    """Data goes as argument `index` into the function, through that call."""
    outer = e.fit(entry, fn)
    fact = _fact(e, fn, index, path, outer)
    if fact is None:
        return
    path, key = fact
    new = e.entry_ids.get(key, 0)
    if not new:
        new = e.entry_ids[key] = len(e.entries)
        e.entries.append(Entry(fn, outer))
    known = e.entries[new]
    if (call, entry) not in known.incoming:
        known.incoming.append((call, entry))
        for returned in known.returned:
            result = _wrapped(e, call, fn, returned)
            if result is not None:
                yield call, result, entry
    yield from _parameter(e, fn, index, path, new)


def _fact(e: Search, fn: int, index: int, path: Path, outer: int) -> tuple[Path, tuple[int, int, Path, int]] | None:
    """The (shortened) path and the entry fact; None if the function gets too many facts."""
    known = e.facts.setdefault((fn, index), set())
    if (path, outer) not in known:
        if len(known) >= FACTS and len(path) > 1:
            path = (path[0], ALL if path[-1] == ALL and len(path) == 2 else DEEP)
        if len(known) >= HUB and (path, outer) not in known:
            e.hubs.add(fn)
            return None
        known.add((path, outer))
    key = (fn, index, path, outer)
    if key not in e.entry_ids:
        e.contexts[fn] = e.contexts.get(fn, 0) + 1
        if e.contexts[fn] > FACTS:  # no more contexts: one shared by all further facts of this function
            key = (fn, -1, (), 0)
    return path, key


def _parameter(e: Search, fn: int, index: int, path: Path, entry: int) -> Iterator[State]:
    p = e.p
    for j, param in enumerate(p.params(fn)):
        if p.kind[param] == K["rest_pattern"] and j <= index:
            yield from flow_store.bind(e, param + 1, cons(FIRST_INDEX - (index - j), path), entry)
            break
        if j == index:
            yield from flow_store.bind(e, param, path, entry)
    if p.kind[fn] != ARROW:
        for node in e.setting.arguments:
            if p.contains(fn, node) and p.this_scope[node] == fn:
                yield node, cons(FIRST_INDEX - index, path), entry


# --- out of a function ----------------------------------------------------------------------------------------------
def leave(e: Search, fn: int, path: Path, entry: int) -> Iterator[State]:
    """The function returns data: to the calls that brought the fact, or to all if it arose inside."""
    p = e.p
    if fn < 0 or not p.is_function(fn):
        return
    if entry and e.entries[entry].fn == fn:
        yield from _summarise(e, fn, path, e.entries[entry])
        return
    if p.kind[fn] == METHOD and p.c.source[p.c.start[fn] : p.c.start[fn] + 4] == b"get ":
        for use in p.value_uses(fn):
            if use != fn:
                yield use, path, e.fit(entry, use)
        return
    for access in p.modules.getter_readers(fn):
        yield access, path, e.fit(entry, access)
    sites = p.call_sites(fn)
    if len(sites) <= _MAX_RETURN_SITES:
        for call, _ in sites:
            yield call, path, e.fit(entry, call)
    for call, _ in p.callback_sites(fn):
        if not p.functions(p.callee(call)):
            result = _wrapped(e, call, fn, path)
            if result is not None:
                yield call, result, e.fit(entry, call)


def _summarise(e: Search, fn: int, path: Path, fact: Entry) -> Iterator[State]:
    """The function returns the data it was entered with."""
    if path not in fact.returned:
        fact.returned.append(path)
    for call, outer in fact.incoming:
        if e.p.kind[call] == NEW and not path:
            continue
        result = _wrapped(e, call, fn, path)
        if result is not None:
            yield call, result, outer


def _wrapped(e: Search, call: int, fn: int, path: Path) -> Path | None:
    """What the call yields, given what the function (its callee, or a callback of it) returns."""
    p = e.p
    if fn in p.functions(p.callee(call)):
        return path
    name = p.method_name(call)
    if p.is_access(p.callee(call)) and name in ("call", "apply"):
        return path
    if name in ("map", "from"):
        return cons(ANY, path)
    return path if name in catalog.RESULT_OF_CALLBACK else None


# --- at a call ------------------------------------------------------------------------------------------------------
def argument(e: Search, call: int, index: int, path: Path, entry: int) -> Iterator[State]:
    """Data is an argument of a call."""
    p = e.p
    sink = e.sinks.get(call)
    if sink is not None:
        e.hit(sink, sink.role(index), path)
    callee = p.callee(call)
    if p.kind[callee] == K["super"]:
        yield from _super(e, call, callee, index, path, entry)
        return
    functions = p.functions(callee)[:MAX_TARGETS] if p.kind[callee] != K["import"] else []
    for fn in functions:
        yield from enter(e, fn, index, path, entry, call)
    if p.kind[callee] == IDENT and p.binding[callee] >= 0:
        b = p.binding[callee]
        if b in e.setting.setters and index == 0:
            yield p.n + e.setting.setters[b], path, 0
            return
        if (promise := promise_of(p, callee)) >= 0:
            yield promise, path, e.fit(entry, promise)
            return
    if functions:
        return
    if p.kind[call] == NEW:
        yield from _construct(e, call, path, entry)
    else:
        yield from flow_builtins.builtin(e, call, index, path, entry)


def _super(e: Search, call: int, callee: int, index: int, path: Path, entry: int) -> Iterator[State]:
    p = e.p
    owner = p.superclass(p.this_owner(callee))
    for fn in p.functions(owner) if owner >= 0 and p.is_class(owner) else ():
        yield from enter(e, fn, index, path, entry, call)


def _construct(e: Search, call: int, path: Path, entry: int) -> Iterator[State]:
    name = e.p.global_name(e.p.callee(call))
    if name == "CustomEvent":
        yield from flow_builtins.announce(e, call, path)
    elif name in catalog.WRAPPERS:
        yield call, (ALL,), entry
    elif name in catalog.CONTAINERS:
        yield call, path, entry
    elif name in catalog.SCALARS and stringish(path):
        yield call, (), entry


def callback(e: Search, call: int, which: int, param: int, path: Path, entry: int) -> Iterator[State]:
    """The functions given as argument `which` are called with the data as their argument `param`."""
    args = e.p.args(call)
    if which < len(args):
        for fn in e.p.functions(args[which])[:MAX_TARGETS]:
            yield from enter(e, fn, param, path, entry, call)


# --- at an access ---------------------------------------------------------------------------------------------------
def read(e: Search, access: int, path: Path, entry: int) -> Iterator[State]:
    """The data sits in (or is) the object of `object.key`."""
    p = e.p
    key = p.key(access)
    if p.is_callee(access):
        yield from flow_builtins.receiver(e, p.parent[access], p.key_text(access), path, entry)
        if path and path[0] != key:
            return
    if p.is_written(access):
        return
    inner = match(path, key)
    if inner is not None and p.text(key) not in catalog.NOT_DATA:
        yield access, inner, entry
    elif not path and (key == ANY or key <= FIRST_INDEX):
        yield access, (), entry  # a character of the string
