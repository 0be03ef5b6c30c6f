"""Demands on the result of a call of what is not in the script: through what a builtin makes of its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis import (
    catalog,
    flow_calls,
    flow_changes,
    flow_json,
    flow_literals,
    flow_names,
    flow_promises,
    flow_storage,
    flow_streams,
    program_collections,
    program_lists,
    program_merging,
    program_names,
)
from undertow.analysis import flow_builtins_objects as objects
from undertow.analysis.columns import K
from undertow.analysis.flow_lists import replaced, sliced
from undertow.analysis.flow_paths import (
    ELEMENT,
    KEYED,
    PARSED,
    Path,
    ask,
    elements,
    is_text,
    unkeyed,
    within,
    without,
)
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARRAY,
    CALL,
    FIRST_INDEX,
    IDENT,
    IMPORTED,
    NEW,
    STRING,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_Rule = Callable[["Tabulation", int, list[int], Path, int], Steps]

_MERGING = frozenset({"assign", "extend", "merge", "defaults", "mixin"})
_PARTS_OF_TEXT = catalog.STRING_METHODS - {"concat", "slice", "at", "toString", "toJSON", "valueOf"}
_EVERY_CHARACTER = ("/./g", "/./gs", "/[\\s\\S]/g", "/[^]/g", "/\\S/g", "/[\\d\\D]/g", "/./gu")


def result(e: Tabulation, node: int, callee: int, path: Path, fact: int) -> Steps:
    """What the result of a call is made of, by what is known of the builtin of that name."""
    p = e.p
    args = p.args(node)
    method = p.key_text(callee)
    base = _called_on(p, callee, method) if method else ""
    full = f"{base}.{method}" if base else p.global_name(callee) or program_names.kept_builtin(p, callee)
    if (rule := _GLOBAL_RULES.get(full)) is not None:
        yield from rule(e, node, args, path, fact)
    elif full in catalog.STRINGIFY:
        yield from flow_json.stringify(e, node, args, path, fact)
    elif full == "Object.assign" or method in _MERGING:
        yield from merged(e, node, args, path, fact)
    elif full in catalog.IDENTITY:
        yield from ((argument, path, fact) for argument in args)
    elif full in catalog.TEXT_FUNCTIONS or base == "Math" or method in ("fromCharCode", "fromCodePoint"):
        if is_text(path):
            yield from ((argument, path if path[:1] == (PARSED,) else (), fact) for argument in args)
    elif method in _METHOD_RULES:
        yield from _METHOD_RULES[method](e, node, args, path, fact)
    elif method in _PARTS_OF_TEXT:
        if is_text(path):
            if not _masks(e, node, method, args):
                yield p.base(callee), path if path[:1] == (PARSED,) else (), fact
            if method in ("replace", "replaceAll", "padStart", "padEnd"):
                yield from ((argument, (), fact) for argument in args[1:2])
    elif full in catalog.DEAD_CALLS or base in catalog.DEAD_BASES:
        return
    else:
        yield from _unknown(e, node, callee, method, path, fact)


def _called_on(p: Program, callee: int, method: str) -> str:
    """The global that a method is called on, else empty; of several the one of which that method is known.

    `(own || JSON).stringify(x)`, with an `own` that is handed in.
    """
    name = p.global_name(p.base(callee))
    if name in program_names.GLOBAL_OBJECTS:
        return ""  # `window.btoa` is a global of its own
    if f"{name}.{method}" in _KNOWN:
        return name
    others = (p.text(p.sym[o]) for o in p.origins(p.base(callee)) if p.kind[o] == IDENT and p.binding[o] < 0)
    return next((other for other in others if f"{other}.{method}" in _KNOWN), name)


def _masks(e: Tabulation, node: int, method: str, args: list[int]) -> bool:
    """Is it `text.replace(/./g, "*")`, which leaves nothing of the text but its length?"""
    p = e.p
    if method not in ("replace", "replaceAll") or len(args) != 2 or p.kind[args[0]] != K["regex"]:
        return False
    return p.c.text(args[0]) in _EVERY_CHARACTER and p.kind[args[1]] == STRING


def _unknown(e: Tabulation, node: int, callee: int, method: str, path: Path, fact: int) -> Steps:
    """A call that leaves the script: its result speaks of all it was given, and of what it was called on."""
    p = e.p
    if method in catalog.PARTS or method in ("toString", "serialize"):
        yield p.base(callee), (ALL,) if method != "toString" or path else (), fact
    if method in catalog.DEAD_METHODS or not _is_external(p, callee, method):
        return
    yield from ((argument, (ALL,), fact) for argument in p.args(node))


def merged(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """What `args` are merged into: `Object.assign({}, a, {k: 1})`: what a later one certainly has is not a's."""
    p = e.p
    later: set[int] = set()
    for argument in reversed(args):
        rest = without(path, later)
        if rest is not None:
            yield argument, rest, fact
        later |= flow_literals.sure_keys(p, argument)


def _is_external(p: Program, callee: int, method: str) -> bool:
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


def _verified(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`crypto.subtle.verify(…)` answers yes or no; what others call so gives back what it was given."""
    callee = e.p.callee(node)
    if e.p.key_text(e.p.strip(e.p.base(callee))) != "subtle":
        yield from _unknown(e, node, callee, "verify", path, fact)


def _own_entries(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`form.entries()`, `map.entries()`: pairs, as the collection itself gives them one by one; a list has others."""
    receiver = _receiver(e, node)
    pair = within(path, ELEMENT) if path else None
    if not any(e.p.kind[o] == ARRAY for o in e.p.origins(receiver)):
        yield receiver, path, fact
    elif pair and (inner := within(pair, FIRST_INDEX - 1)) is not None:
        yield receiver, ask(ELEMENT, inner), fact


def _own_values(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`map.values()`: the second of each of its pairs; of a list, its elements."""
    receiver, inner = _receiver(e, node), within(path, ELEMENT) if path else None
    if inner is not None and program_collections.gives_pairs(e.p, receiver):
        yield receiver, ask(ELEMENT, ask(FIRST_INDEX - 1, inner)), fact
    else:
        yield from _same(e, node, args, path, fact)


def _array_from(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    if len(args) > 1:
        yield from _mapped(e, node, args[1], path, fact)
    elif args:
        yield args[0], path, fact


# --- methods of unknown objects -------------------------------------------------------------------------------------
def _receiver(e: Tabulation, node: int) -> int:
    return e.p.base(e.p.callee(node))


def _same(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    yield _receiver(e, node), (ELEMENT, *path[1:]) if path and path[0] <= FIRST_INDEX else path, fact


def _filtered(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.entries(o).filter(([k]) => k !== "pin")`: the values of o under the names that are left."""
    p = e.p
    told = [value for fn in p.functions(args[0])[:2] for value in p.returns(fn)] if args else []
    if told and all(p.c.text(value) in ("false", "!1") for value in told):
        return  # none is left
    listed, names = flow_names.filtered(p, node, is_pair=True)
    of = p.args(listed) if p.kind[listed] == CALL and p.method_name(listed) == "entries" else []
    pair = within(path or (ELEMENT,), ELEMENT)
    value = within(pair, FIRST_INDEX - 1) if pair else pair
    if names == flow_names.ANYTHING or len(of) != 1 or value not in ((), (ALL,)):
        yield from _same(e, node, args, path, fact)
        return
    yield from ((of[0], wanted, fact) for wanted in flow_names.shown((ALL,), names))


def _sliced(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    demands = sliced(e.order, _receiver(e, node), args, path)
    if demands is None:
        yield from _same(e, node, args, path, fact)
    for demand in demands or ():
        yield _receiver(e, node), demand, fact


def _replaced(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`list.with(1, x)` and `list.toSpliced(1, 2, x)`: copies in which some elements are others."""
    known = replaced(e.order, node, path) if not path or path[0] not in (PARSED, KEYED) else None
    if known is None:
        yield from _same(e, node, args, path, fact)
        inner = within(path or (ELEMENT,), ELEMENT)
        yield from ((argument, inner, fact) for argument in args[1:] if inner is not None)
    else:
        yield from ((value, inner, fact) for value, inner in known)


def _concat(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    yield from _same(e, node, args, path, fact)
    for argument in args:
        yield argument, (ELEMENT, *path[1:]) if path and path[0] <= FIRST_INDEX else path, fact


def _joined(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    if is_text(path):
        yield _receiver(e, node), (), fact
        yield _receiver(e, node), (ELEMENT,), fact


def _split(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    if is_text(path):
        yield _receiver(e, node), (), fact


def _matched(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`text.match(regex)`; `cache.match(name)` of the browser's cache."""
    if e.p.ids.get("caches", -1) >= 0:
        yield from flow_storage.in_cache(e, node, path, fact)
    yield from _split(e, node, args, path, fact)


def _found(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`regex.exec(text)`."""
    if args and is_text(path):
        yield args[0], (), fact


def _mapped(e: Tabulation, node: int, callback: int, path: Path, fact: int) -> Steps:
    inner = () if not path else within(path, ELEMENT)
    for fn in e.p.functions(callback)[: flow_calls.MAX_TARGETS] if inner is not None else ():
        yield from flow_calls.results(e, fn, node, inner or (), fact)


def _map(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    if args:
        yield from _mapped(e, node, args[0], path, fact)
        if len(args) > 1 and e.p.functions(args[1]):  # lodash: map(list, f)
            yield from _mapped(e, node, args[1], path, fact)


def _flat_map(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    for fn in e.p.functions(args[0])[: flow_calls.MAX_TARGETS] if args else ():
        yield from flow_calls.results(e, fn, node, path, fact)


def _element(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    rows = program_lists.found_by(e.p, node)
    if rows is None:
        yield _receiver(e, node), elements(path), fact
    for row in rows or ():
        yield row, unkeyed(path), e.fit(fact, row)


def _next(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`iterator.next().value`: an element, or what a generator returns in the end."""
    yield _receiver(e, node), elements(path), fact
    if path[:1] == (e.p.ids.get("value", -1),):
        yield _receiver(e, node), elements(path[1:]), fact


def _reduced(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    functions = e.p.functions(args[0])[: flow_calls.MAX_TARGETS] if args else []
    first = e.p.strip(args[1]) if len(args) > 1 else -1
    if not path and first >= 0 and e.p.kind[first] == NEW and e.p.global_name(e.p.callee(first)) in catalog.WRAPPERS:
        path = (ALL,)  # the text of a form is all that is put into it
    if not any(e.p.steps.of(e.p.strip(value)) for fn in functions for value in e.p.returns(fn)):
        yield from ((argument, path, fact) for argument in args[1:2])
    for fn in functions:
        yield from flow_calls.results(e, fn, node, path, fact)


def _got(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    p = e.p
    key = p.identity_key(args[0]) if args else -1
    if key < 0 and args and p.parameter(name := p.strip(args[0]))[1] >= 0:
        key = e.given(fact).get(int(p.binding[name]), -1)
    receiver = _receiver(e, node)
    if p.method_name(node) == "getItem" or p.global_name(receiver) in catalog.STORAGES:
        yield from flow_storage.in_page(e, node, path, fact)
    elif key < 0 and args and (kept := program_collections.mirrored(p, receiver)) >= 0:
        yield args[0], ask(kept, path), fact
    else:
        yield receiver, ask(key if key >= 0 else ANY, path), fact


def _of_element(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`element.getAttribute(name)` shows something of its attributes."""
    if is_text(path):
        yield _receiver(e, node), (e.p.intern("attributes"),), fact


def _contents(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`range.cloneContents().textContent`: what the range is of."""
    if not path or path == (ALL,) or e.p.text(path[0]) in flow_changes.TEXTS_OF_NODES:
        yield _receiver(e, node), (), fact


def _event_path(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`event.composedPath()`: the target and what is around it."""
    inner = within(path, ELEMENT) if path else None
    if inner is not None:
        yield _receiver(e, node), ask(e.p.intern("target"), inner), fact


def _called(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`f.call(x, …)` and `f.apply(x, …)`; `[].slice.call(list)` is `list.slice()`."""
    p = e.p
    target = p.base(p.callee(node))
    functions = p.functions(target)[: flow_calls.MAX_TARGETS]
    if program_merging.assigns(p, target) or any(fn in p.merging for fn in functions):
        if p.method_name(node) == "call":
            yield from merged(e, node, args[1:], path, fact)
        else:
            yield from ((listed, ask(ELEMENT, path), fact) for listed in args[1:2])
        return
    for fn in functions:
        yield from flow_calls.results(e, fn, node, path, fact)
    part = sliced(e.order, args[0], args[1:], path) if args[1:] and p.key_text(target) == "slice" else None
    if part is not None:
        yield from ((args[0], demand, fact) for demand in part)
    elif not functions and args and p.key_text(target) in catalog.SAME_ELEMENTS | catalog.STRING_METHODS:
        yield args[0], (ELEMENT, *path[1:]) if path and path[0] <= FIRST_INDEX else path, fact
    elif not functions and p.key_text(target) == "map" and len(args) > 1:
        yield from _mapped(e, node, args[1], path, fact)
    elif not functions and p.key_text(target) in ("concat", "fromCharCode"):
        yield from ((argument, path or (ANY,), fact) for argument in args)


_GLOBAL_RULES: dict[str, _Rule] = {
    "Reflect.get": objects.reflected,
    "JSON.parse": flow_json.parse, "Object.values": objects.values, "Object.entries": objects.entries,
    "Object.fromEntries": objects.from_entries, "Promise.race": flow_promises.raced, "Promise.any": flow_promises.raced,
    "Promise.allSettled": flow_promises.all_settled, "Promise.withResolvers": flow_promises.with_resolvers,
    "Object.groupBy": objects.gathered, "Map.groupBy": objects.gathered,
    "Array.from": _array_from, "Object.create": objects.inherited, "Object.freeze": objects.first,
    "structuredClone": objects.first,
}  # fmt: skip
_METHOD_RULES: dict[str, _Rule] = {
    "entries": _own_entries,
    "concat": _concat, "filter": _filtered, "slice": _sliced, "reverse": _same, "sort": _same, "splice": _same,
    "flat": _same, "toSorted": _same, "values": _own_values, "with": _replaced,
    "toSpliced": _replaced, "toReversed": _same, "bind": _same, "valueOf": _same,
    "join": _joined, "split": _split, "match": _matched, "matchAll": _split, "exec": _found, "map": _map,
    "flatMap": _flat_map, "find": _element, "findLast": _element, "pop": _element, "shift": _element, "at": _element,
    "next": _next, "reduce": _reduced, "reduceRight": _reduced, "get": _got,
    "then": flow_promises.then, "catch": flow_promises.settled, "finally": flow_promises.settled,
    "getAttribute": _of_element, "composedPath": _event_path, "closest": _same, "getAll": _got, "getItem": _got,
    "stream": flow_streams.whole, "getReader": flow_streams.same, "read": flow_streams.read,
    "pipeThrough": flow_streams.piped, "toJSON": _same, "verify": _verified,
    "cloneContents": _contents, "extractContents": _contents, "call": _called, "apply": _called,
}  # fmt: skip
_KNOWN = frozenset(_GLOBAL_RULES) | catalog.STRINGIFY | catalog.IDENTITY | catalog.TEXT_FUNCTIONS
"""Functions that are known by their full names."""
