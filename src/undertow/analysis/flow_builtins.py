"""What functions and methods that are not in the script do with data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog, flow_calls
from undertow.analysis.columns import K
from undertow.analysis.flow_paths import Path, cons, match, stringish
from undertow.analysis.flow_store import alias
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    CALL,
    FIRST_INDEX,
    IDENT,
    IMPORTED,
    NEW,
    NO_SYMBOL,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_search import Search, State
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_Rule = Callable[["Search", int, int, Path, int], Steps]
_MAX_LISTENERS = 10
_SECOND = FIRST_INDEX - 1


def builtin(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    """Data is argument `index` of a call whose target is not in the script."""
    p = e.p
    callee = p.callee(call)
    method = p.key_text(callee)
    base = p.global_name(p.base(callee)) if method else ""
    full = f"{base}.{method}" if base else p.global_name(callee)
    name = p.global_name(callee)
    rule = _GLOBAL_RULES.get(full)
    if rule is not None:
        yield from rule(e, call, index, path, entry)
    elif full in catalog.STRINGIFY:
        yield call, (), entry
    elif full in catalog.IDENTITY:
        yield call, path, entry
    elif full in catalog.TEXT_FUNCTIONS or base == "Math" or method in ("fromCharCode", "fromCodePoint"):
        if stringish(path):
            yield call, (), entry
    elif full in catalog.DEAD_CALLS or base in catalog.DEAD_BASES or name in catalog.DEAD_CALLS:
        return
    elif method in _METHOD_RULES:
        yield from _METHOD_RULES[method](e, call, index, path, entry)
    elif method in catalog.EMIT and index >= 1:
        yield from _emit(e, call, index, path, entry)
    elif method not in catalog.DEAD_METHODS and is_external(p, callee, method):
        yield call, (ALL,), entry


def is_external(p: Program, callee: int, method: str) -> bool:
    """Does the call certainly leave the script: to an import, an unknown global, or a method it never defines?"""
    if p.kind[callee] == K["import"]:
        return False
    root = callee
    if method:
        key = p.key(callee)
        if p.members_sym(key) or method[:2] in ("on", "is") or method[:3] in ("set", "has", "log"):
            return False
        if any(p.is_written(a) for a in p.accesses_sym(key)[:50]):
            return False
        if any(p.kind[o] == NEW and p.global_name(p.callee(o)) for o in p.origins(p.base(callee))):
            return True  # new TextEncoder().encode(x)
        while (p.is_access(root) or p.kind[root] == CALL) and root + 1 < p.last[root]:
            root += 1
    root = p.strip(root)
    return p.kind[root] == IDENT and (p.binding[root] < 0 or p.s.b_kind[p.binding[root]] == IMPORTED)


# --- functions by their full name -----------------------------------------------------------------------------------
def _parse(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    if stringish(path):
        yield call, (ALL,), entry


def _assign(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    yield call, path, entry
    if index:
        yield from alias(e, e.p.args(call)[0], path, entry, 4)


def _timer(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    if index >= 2:
        yield from flow_calls.callback(e, call, 0, index - 2, path, entry)


def _define(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    p = e.p
    args = p.args(call)
    inner = match(path, p.ids.get("value", NO_SYMBOL))
    if index == 2 and inner is not None:
        sym = p.string_sym(args[1])
        yield from alias(e, args[0], cons(sym if sym >= 0 else ANY, inner), entry, 4)


def _values(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    inner = match(path, ANY)
    if inner is not None:
        yield call, cons(ANY, inner), entry


def _entries(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    inner = match(path, ANY)
    if inner is not None:
        yield call, cons(ANY, cons(_SECOND, inner)), entry


def _array_from(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    inner = match(path, ANY)
    if index == 0 and len(e.p.args(call)) > 1 and inner is not None:
        yield from flow_calls.callback(e, call, 1, 0, inner, entry)
    if index == 0:
        yield call, path, entry


# --- methods by their name ------------------------------------------------------------------------------------------
def _push(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    yield from alias(e, e.p.base(e.p.callee(call)), cons(ANY, path), entry)


def _put(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    p = e.p
    args = p.args(call)
    if len(args) < 2 or index != 1:
        if len(args) == 1 and stringish(path) and p.method_name(call) == "set":  # Uint8Array.set(bytes)
            yield from alias(e, p.base(p.callee(call)), (ALL,), entry)
        return
    key = p.string_sym(args[0])
    yield from alias(e, p.base(p.callee(call)), cons(key if key >= 0 else ANY, path), entry)


def _same(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    yield call, path, entry


def _replacement(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    if index == 1 and stringish(path):
        yield call, (), entry


def _text(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    yield call, (), entry


def _found(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    if index == 0 and stringish(path):
        yield call, cons(ANY, ()), entry  # regex.exec(text)


def _feed(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    p = e.p
    if stringish(path) and not p.members_sym(p.key(p.callee(call))):
        yield from alias(e, p.base(p.callee(call)), (ALL,), entry, 4)
        yield call, (ALL,), entry


def _call(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    p = e.p
    for fn in p.functions(p.base(p.callee(call)))[: flow_calls.MAX_TARGETS] if index else ():
        yield from flow_calls.enter(e, fn, index - 1, path, entry, call)


def _apply(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    p = e.p
    for fn in p.functions(p.base(p.callee(call)))[: flow_calls.MAX_TARGETS] if index == 1 else ():
        for j in range(len(p.params(fn)) or 1):
            inner = match(path, FIRST_INDEX - j)
            if inner is not None:
                yield from flow_calls.enter(e, fn, j, inner, entry, call)


def announce(e: Search, call: int, path: Path) -> Steps:
    """`new CustomEvent("name", {detail: data})` to all `addEventListener("name", handler)`."""
    yield from _to_handlers(e, call, ("addEventListener",), 0, path)


def _emit(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    """`bus.emit("name", data)` to all `bus.on("name", handler)`."""
    yield from _to_handlers(e, call, tuple(sorted(catalog.LISTEN)), index - 1, path)


def _to_handlers(e: Search, call: int, methods: tuple[str, ...], index: int, path: Path) -> Steps:
    """To the handlers registered by these methods under the name that is the call's first argument."""
    p = e.p
    name = p.string_sym(p.args(call)[0])
    handlers = [
        args[1]
        for method in methods
        for access in p.accesses(method)
        if p.is_callee(access) and len(args := p.args(p.parent[access])) >= 2 and p.string_sym(args[0]) == name >= 0
    ]
    for handler in handlers[:_MAX_LISTENERS]:
        for fn in p.functions(handler):
            yield from flow_calls.enter(e, fn, index, path, 0, call)


def _set_state(e: Search, call: int, index: int, path: Path, entry: int) -> Steps:
    """React: `this.setState({k: v})` shows as `this.state.k`."""
    if index == 0:
        callee = e.p.callee(call)
        yield from alias(e, e.p.base(callee), cons(e.p.intern("state"), path), entry)


_GLOBAL_RULES: dict[str, _Rule] = {
    "JSON.parse": _parse, "Object.assign": _assign, "$.extend": _assign, "jQuery.extend": _assign,
    "setTimeout": _timer, "setInterval": _timer, "Object.defineProperty": _define, "Object.values": _values,
    "Object.entries": _entries, "Array.from": _array_from,
}  # fmt: skip
_METHOD_RULES: dict[str, _Rule] = {
    "push": _push, "unshift": _push, "add": _push, "append": _put, "set": _put, "concat": _same, "with": _same,
    "resolve": _same, "replace": _replacement, "replaceAll": _replacement, "padStart": _replacement,
    "padEnd": _replacement, "join": _text, "exec": _found, "update": _feed, "write": _feed, "call": _call,
    "apply": _apply, "setState": _set_state,
}  # fmt: skip


# --- the data is the object that a method is called on ----------------------------------------------------------------
def receiver(e: Search, call: int, method: str, path: Path, entry: int) -> Steps:
    """`data.method(…)`."""
    if method in catalog.STRING_METHODS and (not path or path[0] == ALL):
        yield call, (cons(ANY, ()) if method in catalog.SPLITTING else ()), entry
        if path and method in catalog.PARTS:
            yield call, path, entry
    elif method == "then":
        yield from flow_calls.callback(e, call, 0, 0, path, entry)
        if not e.p.args(call):
            yield call, path, entry
    elif method in ("catch", "finally"):
        yield call, path, entry
    elif method in ("toString", "join", "serialize"):
        if stringish(path):
            yield call, (), entry
    elif path:
        yield from _container(e, call, method, path, entry)


def _container(e: Search, call: int, method: str, path: Path, entry: int) -> Steps:
    p = e.p
    inner = match(path, ANY)
    if method in catalog.VISITING and inner is not None:
        yield from flow_calls.callback(e, call, 0, 0, inner, entry)
        if method in ("filter", "sort"):
            yield call, path, entry
        elif method in ("find", "findLast"):
            yield call, inner, entry
    elif method == "reduce" and inner is not None:
        yield from flow_calls.callback(e, call, 0, 1, inner, entry)
    elif method == "entries":
        if inner is not None:
            yield call, cons(ANY, cons(_SECOND, inner)), entry
    elif method in catalog.SAME_ELEMENTS:
        yield call, path, entry
    elif method in ("pop", "shift", "at") and inner is not None:
        yield call, inner, entry
    elif method in ("get", "getAll", "getItem"):
        args = p.args(call)
        sym = p.string_sym(args[0]) if args else -1
        rest = match(path, sym if sym >= 0 else ANY)
        if rest is not None:
            yield call, rest, entry
    elif path[0] == ALL and method in catalog.PARTS:
        yield call, path, entry
