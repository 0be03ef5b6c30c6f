"""Demands on parameters: the arguments of the calls, and what a builtin or an event hands to a callback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from undertow.analysis import (
    catalog,
    flow_app_stores,
    flow_calls,
    flow_frameworks,
    flow_instances,
    flow_messages,
    flow_observables,
    flow_storage,
    flow_streams,
    flow_throws,
    program_clients,
    program_collections,
    program_proxies,
)
from undertow.analysis.columns import K
from undertow.analysis.flow_paths import ELEMENT, KEYED, Path, ask, elements, within
from undertow.analysis.program_names import defined
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    CALL,
    FIRST_INDEX,
    IDENT,
    INDEX,
    METHOD,
    NAME,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    SUBSCRIPT,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
MAX_CALLERS = 60
"""Calls of one function that a demand is handed on to when it was not entered through one of them."""
_MAX_ARGUMENTS = 12
_STORED = 2
"""The parameter of a `set` trap that is the value."""
_REDUCING = ("reduce", "reduceRight")
_HOLDING = (PAIR, ARGS, ARRAY)
"""Where a function stands that is looked up by a name."""


def parameter(e: Tabulation, fn: int, index: int, path: Path, fact: int) -> Steps:
    """Argument `index` of the calls of a function: of those that asked, else of all."""
    p = e.p
    fact = e.fit(fact, fn)
    known = e.facts[fact]
    if known.fn == fn:
        if (index, path) not in known.asked:
            known.asked.append((index, path))
        for call, outer in list(known.incoming):
            yield from flow_calls.into_argument(e, fn, call, index, path, outer)
        return
    if known.fn >= 0 and e.p.is_function(known.fn) and any(fn in p.origins(value) for value in p.returns(known.fn)):
        for made, outer in list(known.incoming):  # `make(x)` made this function: its calls are those of what that made
            yield from _from_sites(e, fn, made, index, path, outer)
        return
    yield from e.follow(_from_sites, fn, fn, index, path, fact=fact)


def _from_sites(e: Tabulation, fn: int, value: int, index: int, path: Path, fact: int) -> Steps:
    """Argument `index` wherever the function `fn`, as the value of an expression, is called or handed to be called."""
    p = e.p
    registered = [call for call, at in p.callback_sites(value) if at == 1 and _names_event(e, call)]
    for call in registered:  # who calls it is told by the name of the event, not by where it is kept
        yield from _emitted(e, call, index, path)
    if registered:
        return
    if index == 0:
        yield from flow_messages.delivered(e, value, path)
    for call, shift in p.call_sites(value)[:MAX_CALLERS]:
        is_other = path[:1] == (KEYED,) and not e.keys.may_put(fn, call, path[1])
        if is_other or flow_instances.is_of_another(e, fn, call, fact) or _holds_another(e, fn, call):
            continue
        callee = p.written_callee(call)
        use = p.base(callee) if shift and p.is_access(callee) else callee  # `f.call(x, …)`
        steps = (
            flow_calls.before(e, fn, call, path, e.fit(fact, call)) if index == 0 and call in p.steps.calls else None
        )
        if steps is not None:
            yield from steps
            continue
        dispatched = flow_instances.dispatched(e, fn, call, fact)
        for known in _entered_with(e, fn, use, call, fact) if dispatched is None else dispatched:
            yield from e.argument(fn, call, index + shift, path, known)
    for call in p.super_sites(value):
        yield from e.argument(fn, call, index, path, e.fit(fact, call))
    yield from _applied(e, fn, value, index, path, fact)
    for call, at in p.callback_sites(value)[:MAX_CALLERS]:
        is_step = at == index == 0 and call in p.steps.calls
        steps = flow_calls.before(e, fn, call, path, e.fit(fact, call)) if is_step else None
        if steps is not None:
            yield from steps
        elif not p.functions(p.callee(call)):
            for known in _entered_with(e, fn, p.args(call)[at], call, fact):
                yield from handed(e, call, at, index, path, known)
    yield from _in_place(e, fn, value, index, path, fact)
    yield from flow_frameworks.handed(e, value, index, path)
    yield from flow_observables.to_member(e, value, index, path)
    yield from flow_streams.taken(e, value, index, path)


def _holds_another(e: Tabulation, fn: int, call: int) -> bool:
    """Does the variable that is called certainly hold other functions by then: `send = quiet; send(x)`?"""
    p = e.p
    callee = p.callee(call)
    written = e.order.written(callee) if p.kind[callee] == IDENT and p.binding[callee] >= 0 else None
    values = [p.strip(value) for value in written.values] if written is not None else []
    return bool(values) and fn not in values and all(p.is_function(value) for value in values)


def _in_place(e: Tabulation, fn: int, value: int, index: int, path: Path, fact: int) -> Steps:
    """What a function gets that stands in place of another, of a property, or of what stores into a proxy."""
    p = e.p
    for call in program_proxies.replaced_calls(p, value):
        yield from e.argument(fn, call, index, path, e.fit(fact, call))
    if index == _STORED and p.ids.get("Proxy", -1) >= 0:
        yield from ((given, path, e.fit(fact, given)) for given in program_proxies.stored(p, value))
    if p.kind[value] == METHOD and p.is_setter(value):
        for access in p.stores_sym(p.member_key(value)):
            if p.holds(p.base(access), value, p.key(access)):
                yield p.child(p.parent[access], RIGHT), path, e.fit(fact, access)


def _applied(e: Tabulation, fn: int, value: int, index: int, path: Path, fact: int) -> Steps:
    """`f.apply(x, list)` and `f.bind(x, first)(second)`."""
    p = e.p
    for call in p.apply_sites(value)[:MAX_CALLERS]:
        for known in _entered_with(e, fn, p.base(p.written_callee(call)), call, fact):
            for listed in p.args(call)[1:2]:
                yield listed, ask(FIRST_INDEX - index, path), known
    for call in p.bound_sites(value):
        fixed = p.written_args(call)[1:]
        if index < len(fixed):
            yield fixed[index], path, e.fit(fact, call)
        else:
            yield from _from_sites(e, fn, call, index - len(fixed), path, e.fit(fact, call))


def _entered_with(e: Tabulation, fn: int, use: int, call: int, fact: int) -> list[int]:
    """Facts for a call that uses `fn`: where it is one's parameter, only those who handed it over are meant."""
    p = e.p
    if (named := _entered_by_name(e, fn, use, call, fact)) is not None:
        return named
    outer, at = p.parameter(use)
    if at < 0 or e.facts[e.fit(fact, call)].fn == outer:
        return flow_instances.registered(e, fn, call, fact) or [e.fit(fact, call)]
    handed = [site for site, i in p.callback_sites(fn) if i == at and outer in p.functions(p.callee(site))]
    return list(dict.fromkeys(e.enter(outer, (fn, at), e.fit(fact, site), site)[0] for site in handed)) or (
        flow_instances.registered(e, fn, call, fact) or [0]
    )


def _entered_by_name(e: Tabulation, fn: int, use: int, call: int, fact: int) -> list[int] | None:
    """`table[name](x)` where the function around it is given the name: only calls that name this function are meant.

    Also of `map.get(name)`, and by way of a variable. None if the callee is no such thing, or the names are not known.
    """
    p = e.p
    index = _name_of(e, use) if p.kind[fn] == METHOD or p.kind[p.parent[fn]] in _HOLDING else -1
    outer, at = p.param_index(p.binding[index]) if index >= 0 and p.kind[index] == IDENT else (-1, -1)
    key = _key_of(e, fn) if at >= 0 else -1
    if at < 0 or key < 0 or e.facts[e.fit(fact, call)].fn == outer:
        return None
    sites = [(site, p.args(site)[at + shift : at + shift + 1]) for site, shift in p.call_sites(outer)]
    if not sites or p.callback_sites(outer) or any(len(named) != 1 or p.string_sym(named[0]) < 0 for _, named in sites):
        return None
    meant = [site for site, named in sites if p.string_sym(named[0]) == key]
    return list(dict.fromkeys(e.enter(outer, (fn, at), e.fit(fact, site), site)[0] for site in meant))


def _name_of(e: Tabulation, use: int) -> int:
    """What a table or map is asked for by the expression that is called; -1 if it is none."""
    p = e.p
    if p.kind[use] == IDENT:
        use = defined(p, use)
    if p.kind[use] == SUBSCRIPT:
        return p.strip(p.child(use, INDEX))
    gets = p.kind[use] == CALL and p.method_name(use) == "get" and len(p.args(use)) == 1
    return p.strip(p.args(use)[0]) if gets else -1


def _key_of(e: Tabulation, fn: int) -> int:
    """The name under which a function stands in a literal or is put into a map, or -1."""
    p = e.p
    member = fn if p.kind[fn] == METHOD else p.parent[fn]
    if p.kind[member] in (METHOD, PAIR):
        return p.member_key(member)
    return program_collections.key_of(p, fn) if p.kind[member] in (ARGS, ARRAY) else -1


def rest_parameter(e: Tabulation, fn: int, index: int, path: Path, fact: int) -> Steps:
    """`...rest` from argument `index` on."""
    if not path:
        return
    if path[0] <= FIRST_INDEX:
        yield from parameter(e, fn, index + FIRST_INDEX - path[0], path[1:], fact)
        return
    inner = within(path, ANY)
    for at in range(index, _widest(e, fn, fact)) if inner is not None else ():
        yield from parameter(e, fn, at, inner or (), fact)


def any_parameter(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """A demand on `arguments`."""
    fn = int(e.p.this_scope[node])
    if fn >= 0:
        yield from rest_parameter(e, fn, 0, path, fact)


def _widest(e: Tabulation, fn: int, fact: int) -> int:
    """The most arguments that a call hands to the function."""
    p = e.p
    known = e.facts[e.fit(fact, fn)]
    calls = known.incoming if known.fn == fn else p.call_sites(fn)[:MAX_CALLERS]
    return min(max((len(p.args(call)) for call, _ in calls), default=len(p.params(fn))), _MAX_ARGUMENTS)


def dispatched(e: Tabulation, hook: int, index: int, path: Path) -> Steps:
    """What a reducer of `[x, dispatch] = useReducer(reducer, first)` gets: the state, and what is dispatched."""
    p = e.p
    pattern = p.child(p.parent[p.outermost(hook)], NAME)
    names = p.children(pattern) if pattern >= 0 and p.kind[pattern] == K["array_pattern"] else []
    if index == 0 and names and p.kind[names[0]] == IDENT:
        yield p.n + p.binding[names[0]], path, 0
    elif index == 1 and len(names) > 1 and p.kind[names[1]] == IDENT and p.binding[names[1]] >= 0:
        for ref in p.s.references(p.binding[names[1]])[:MAX_CALLERS].tolist():
            if p.is_callee(ref):
                yield from ((argument, path, 0) for argument in p.args(p.parent[ref])[:1])


def handed(e: Tabulation, call: int, at: int, index: int, path: Path, fact: int) -> Steps:
    """The function is argument `at` of a call of something that is not in the script: what it is called with."""
    p = e.p
    name, args = p.method_name(call), p.args(call)
    if name == "use" and at == index == 0 and (client := program_clients.intercepted(p, call)) >= 0:
        inner = within(path, p.intern("data"))
        yield from ((body, inner, 0) for body in program_clients.bodies(p, client) if inner is not None)
    yield from flow_observables.handed(e, call, at, index, path)
    yield from flow_app_stores.handed(e, call, at, index, path)
    if at == 0 and p.is_access(p.callee(call)):
        yield from _from_list(e, call, name, index, path, fact)
    if at == 0:
        if index == 0 and name in catalog.MAKERS and len(args) > 1:
            yield args[1], path, fact  # a component and its properties
        elif name in ("setTimeout", "setInterval"):
            yield from ((argument, path, fact) for argument in args[2 + index : 3 + index])
    elif at == 1 and name == "then" and index == 0 and p.is_access(p.callee(call)):
        yield from flow_throws.rejected(e, p.base(p.callee(call)), path, fact)
    elif at == 1:
        yield from _second(e, call, name, index, path, fact)


def _from_list(e: Tabulation, call: int, name: str, index: int, path: Path, fact: int) -> Steps:
    """`list.forEach(f)`, `list.reduce(f, start)`, `promise.then(f)`."""
    p = e.p
    base, args = p.base(p.callee(call)), p.args(call)
    if name == "forEach" and index == 0 and path[:1] != (KEYED,) and program_collections.gives_pairs(p, base):
        yield base, ask(ELEMENT, ask(FIRST_INDEX - 1, path)), fact
    elif (name in VISITING and index == 0) or (name in _REDUCING and index == 1):
        yield base, elements(path), fact
    elif name in _REDUCING and index == 0:
        yield from ((argument, path, fact) for argument in args[1:2])
        for fn in p.functions(args[0])[:2]:
            yield from flow_calls.results(e, fn, call, path, fact)
    elif name == "then" and index == 0:
        yield base, path, fact
    elif name == "catch" and index == 0:
        yield from flow_throws.rejected(e, base, path, fact)


def _second(e: Tabulation, call: int, name: str, index: int, path: Path, fact: int) -> Steps:
    """`Array.from(list, f)`, `each(list, f)`, `watch(read, f)`, `bus.on("name", f)`."""
    p, args = e.p, e.p.args(call)
    called = p.key_text(p.base(p.callee(call))) if name == "call" and p.is_access(p.callee(call)) else ""
    if index == 0 and (name == "from" or called in VISITING):  # [].map.call(list, f)
        yield args[0], elements(path), fact
    elif name in ("watch", "$watch") and index == 0:
        for watched in p.functions(args[0])[:2]:
            yield from flow_calls.results(e, watched, call, path, fact)
        if not p.functions(args[0]):  # Vue: a ref
            yield args[0], ask(p.intern("value"), path), fact
    elif name in ("each", "forEach", "map") and index in (0, 1):  # lodash, jQuery
        yield args[0], path[1:] if path[:1] == (KEYED,) else ask(ANY, path), fact
    elif name in catalog.LISTEN:
        yield from _emitted(e, call, index, path)
    elif name == "addEventListener" and index == 0:
        yield from _announced(e, call, path)


def _names_event(e: Tabulation, call: int) -> bool:
    """Is it `bus.on("name", handler)`?"""
    args = e.p.args(call)
    return e.p.method_name(call) in catalog.LISTEN and len(args) > 1 and e.p.string_sym(args[0]) >= 0


def _emitted(e: Tabulation, call: int, index: int, path: Path) -> Steps:
    """`bus.emit("name", data)` for `bus.on("name", handler)`."""
    p = e.p
    name = p.string_sym(p.args(call)[0])
    for emitting in _emitting(e) if name >= 0 else ():
        args = p.args(emitting)
        if len(args) > index + 1 and p.string_sym(args[0]) == name and _may_be_one(e, call, emitting):
            yield args[index + 1], path, 0


def _emitting(e: Tabulation) -> list[int]:
    """Calls `bus.emit(…)` and `publish(…)`."""
    p = e.p
    found = [call for method in sorted(catalog.EMIT) for call in p.method_calls(method)]
    for method in sorted(catalog.EMIT):
        sym = p.ids.get(method, -1)
        names = np.flatnonzero((p.c.kind == IDENT) & (p.c.sym == sym)) if sym >= 0 else ()
        found += [p.parent[int(n)] for n in names if p.is_callee(int(n))]
    return found


def _may_be_one(e: Tabulation, listening: int, emitting: int) -> bool:
    """May both calls be of one bus? Not if each is known to be another object."""
    p = e.p
    a, b = p.callee(listening), p.callee(emitting)
    if not p.is_access(a) or not p.is_access(b):
        return True
    makers = [flow_calls.made_anew(p, p.base(x)) for x in (a, b)]
    if min(makers) >= 0:
        return makers[0] == makers[1]
    kinds = (OBJECT_LITERAL, NEW)
    ours, theirs = ({o for o in p.origins(p.base(x)) if p.kind[o] in kinds} for x in (a, b))
    return not ours or not theirs or bool(ours & theirs)


def _announced(e: Tabulation, call: int, path: Path) -> Steps:
    """`new CustomEvent("name", {detail: data})` for `addEventListener("name", handler)`."""
    p = e.p
    name = p.string_sym(p.args(call)[0])
    yield from flow_storage.of_event(e, p.text(name), p.args(call)[1], path)
    for node in p.free("CustomEvent") if name >= 0 else ():
        args = p.args(p.parent[node]) if p.kind[p.parent[node]] == NEW else []
        if len(args) > 1 and p.string_sym(args[0]) == name:
            yield args[1], path, 0
