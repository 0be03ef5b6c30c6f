"""Demands on variables, parameters, instances and globals: who gave them their value, and who changed their object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from undertow.analysis import catalog, flow_calls
from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_order import Written
from undertow.analysis.flow_paths import ELEMENT, EXCEPT, KEYED, PARSED, Path, ask, elements, unkeyed, within, without
from undertow.analysis.flow_stores import changes
from undertow.analysis.program_origins import VISITING, class_member
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    BODY,
    DECLARATOR,
    FIELD_DEFINITION,
    FIRST_INDEX,
    FOR_IN,
    IDENT,
    LEFT,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    PROPERTY,
    RIGHT,
    SHORTHAND_PATTERN,
    THIS,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
MAX_CALLERS = 60
"""Calls of one function that a demand is handed on to when it was not entered through one of them."""
_MAX_ARGUMENTS = 12
_MAX_REFERENCES = 300
_MAX_SUBCLASSES = 12
_PATTERNS = (K["object_pattern"], K["array_pattern"])
_IN_PATTERN = kind_mask([
    "object_pattern", "array_pattern", "pair_pattern", "assignment_pattern", "object_assignment_pattern",
    "rest_pattern", "for_in_statement",
])  # fmt: skip


def variable(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """A vertex that is no expression: variable, instance of a class, global."""
    if v < e.this0:
        yield from _binding(e, v - e.p.n, path, fact)
    elif v < e.global0:
        yield from _instance(e, v - e.this0, path, fact)
    else:
        yield from _global(e, v - e.global0, path)


def read(e: Tabulation, node: int, b: int, path: Path, fact: int) -> Steps:
    """A mention of a variable: what it holds just there, where the order of the statements tells."""
    p = e.p
    if not path and _is_wrapper(e, b):
        path = (ALL,)
    written = e.order.written(node)
    since = written.since if written is not None else -1
    emptied = e.order.emptied(node, since) if path and path[0] not in (PARSED, KEYED) else {}
    if written is None and not emptied:
        yield p.n + b, path, e.fit(fact, int(p.s.b_node[b]))
        return
    if emptied and (path[0] >= 0 or path[0] in (ALL, ANY, EXCEPT)):
        yield from _partly(e, node, b, written, emptied, path, fact)
        return
    for value in written.values if written is not None else ():
        yield value, path, e.fit(fact, value)
    if path:
        for ref in p.s.references(b)[:_MAX_REFERENCES].tolist():
            if ref > since:
                yield from changes(e, ref, path, e.fit(fact, ref))


def _is_wrapper(e: Tabulation, b: int) -> bool:
    """Is the variable a form, an address or the like, whose text is all that was put into it?"""
    p = e.p
    values = p.writes(b)
    return bool(values) and all(
        p.kind[v] == NEW and p.global_name(p.callee(v)) in catalog.WRAPPERS for v in map(p.strip, values)
    )


def _partly(
    e: Tabulation, node: int, b: int, written: Written | None, emptied: dict[int, int], path: Path, fact: int
) -> Steps:
    """An object of which some properties were overwritten or deleted before it is read."""
    p = e.p
    rest = without(path, emptied)
    since = written.since if written is not None else -1
    if rest is not None and written is None:
        yield p.n + b, rest, e.fit(fact, int(p.s.b_node[b]))
    elif rest is not None and written is not None:
        for value in written.values:
            yield value, rest, e.fit(fact, value)
    for ref in p.s.references(b)[:_MAX_REFERENCES].tolist():
        access = p.parent[ref]
        last = emptied.get(p.key(access), -1) if p.is_access(access) and p.base(access) == ref else -1
        if ref > since and (last < ref or p.parent[access] == last):
            yield from changes(e, ref, path if last >= 0 else rest or (), e.fit(fact, ref))


def _binding(e: Tabulation, b: int, path: Path, fact: int) -> Steps:
    p = e.p
    for value in p.writes(b):
        yield value, path, e.fit(fact, value)
    for declared in _places(e, b):
        yield from _declared(e, declared, path, fact)
    if path and path[0] not in (PARSED, KEYED):
        for ref in p.s.references(b)[:_MAX_REFERENCES].tolist():
            yield from changes(e, ref, path, e.fit(fact, ref))
    if b in e.setters:
        yield from _set_by_hook(e, e.setters[b], path)
    module = p.modules.module_of(b)
    if module >= 0 and path and path[0] >= 0:
        for value in p.modules.exported(int(p.s.b_node[b]), path[0]):
            yield value, path[1:], 0


def _places(e: Tabulation, b: int) -> list[int]:
    """Where the name takes a value by a pattern, a loop or a call."""
    p = e.p
    first = int(p.s.b_node[b])
    written = [r for r in p.s.references(b).tolist() if p.s.write[r] and r != first]
    return [first, *(r for r in written if _IN_PATTERN[p.kind[p.parent[r]]])]


def _set_by_hook(e: Tabulation, setter: int, path: Path) -> Steps:
    """React: `setX(value)` and `setX(old => value)`."""
    p = e.p
    for ref in p.s.references(setter)[:_MAX_REFERENCES].tolist():
        args = p.args(p.parent[ref]) if p.is_callee(ref) else []
        if args:
            yield args[0], path, 0
            for fn in p.functions(args[0])[:2]:
                yield from flow_calls.results(e, fn, p.parent[ref], path, 0)


def _declared(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """A name in a pattern, a loop, a parameter list or a catch clause."""
    p = e.p
    while True:
        up = p.parent[node]
        kind = p.kind[up]
        if kind == K["pair_pattern"] and p.field[node] == VALUE:
            path = ask(p.literal_key(up + 1) if p.sym[up + 1] < 0 else p.sym[up + 1], path)
            node = up
        elif kind == K["object_pattern"]:
            if p.kind[node] == SHORTHAND_PATTERN:
                path = ask(p.sym[node], path)
            elif p.kind[node] == K["rest_pattern"]:
                taken = _taken(e, up)
                if not path or (rest := without(path, taken)) is None:
                    return
                path = rest
            node = up
        elif kind == K["object_assignment_pattern"]:
            if p.field[node] != LEFT:
                return
            yield p.child(up, RIGHT), path, e.fit(fact, up)
            path, node = ask(p.sym[node], path), up
            if p.kind[p.parent[node]] == K["object_pattern"]:
                node = p.parent[node]
        elif kind == K["assignment_pattern"]:
            if p.field[node] != LEFT:
                return
            yield p.child(up, RIGHT), path, e.fit(fact, up)
            node = up
        elif kind in (K["array_pattern"], ARRAY):
            at = p.children(up).index(node)
            path = ask(FIRST_INDEX - at, path) if p.kind[node] != K["rest_pattern"] else (ELEMENT, *path[1:])
            node = up
        elif kind == K["rest_pattern"]:
            node = up
        else:
            break
    yield from _initial(e, node, path, fact)


def _taken(e: Tabulation, pattern: int) -> set[int]:
    """Keys that a pattern names, which its `...rest` has not."""
    p = e.p
    return {p.sym[child + 1] if p.last[child] > child + 1 else p.sym[child] for child in p.children(pattern)}


def _initial(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """What the whole pattern (or name) takes its value from."""
    p = e.p
    up = p.parent[node]
    kind = p.kind[up]
    if kind == DECLARATOR and p.kind[node] in _PATTERNS:
        if (value := p.child(up, VALUE)) >= 0:
            yield value, path, e.fit(fact, value)
    elif kind in (ASSIGN, AUGMENTED) and p.field[node] == LEFT and p.kind[node] in (*_PATTERNS, ARRAY):
        yield p.child(up, RIGHT), path, e.fit(fact, up)
    elif kind == FOR_IN and p.field[node] == LEFT:
        right = p.child(up, RIGHT)
        if b" of" in p.c.source[p.c.end[node] : p.c.start[right]].replace(b")", b" "):
            yield right, elements(path), e.fit(fact, right)
    elif kind == K["formal_parameters"] or (p.is_function(up) and p.field[node] not in (BODY,)):
        fn = p.parent[up] if kind == K["formal_parameters"] else up
        if node in (params := p.params(fn)):
            rest = p.kind[node] == K["rest_pattern"]
            yield from (rest_parameter if rest else parameter)(e, fn, params.index(node), path, fact)
    elif kind == K["catch_clause"]:
        yield from _thrown(e, up, path, fact)


def _thrown(e: Tabulation, clause: int, path: Path, fact: int) -> Steps:
    p = e.p
    body = p.child(p.parent[clause], BODY)
    for node in p.c.where("throw_statement").tolist() if body >= 0 else ():
        if p.contains(body, node):
            yield node + 1, path, e.fit(fact, node)


# --- parameters -----------------------------------------------------------------------------------------------------
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
    if known.fn >= 0 and any(fn in p.origins(value) for value in p.returns(known.fn)):
        for made, outer in list(known.incoming):  # `make(x)` made this function: its calls are those of what that made
            yield from _from_sites(e, fn, made, index, path, outer)
        return
    yield from _from_sites(e, fn, fn, index, path, fact)


def _from_sites(e: Tabulation, fn: int, value: int, index: int, path: Path, fact: int) -> Steps:
    """Argument `index` wherever the function `fn`, as the value of an expression, is called or handed to be called."""
    p = e.p
    registered = [call for call, at in p.callback_sites(value) if at == 1 and _names_event(e, call)]
    for call in registered:  # who calls it is told by the name of the event, not by where it is kept
        yield from _emitted(e, call, index, path)
    if registered:
        return
    for call, shift in p.call_sites(value)[:MAX_CALLERS]:
        for known in _entered_with(e, fn, p.written_callee(call), call, fact):
            yield from e.argument(fn, call, index + shift, path, known)
    for call in p.bound_sites(value):
        fixed = p.written_args(call)[1:]
        if index < len(fixed):
            yield fixed[index], path, e.fit(fact, call)
        else:
            yield from _from_sites(e, fn, call, index - len(fixed), path, e.fit(fact, call))
    if p.kind[value] == METHOD and p.is_setter(value):
        for access in p.stores_sym(p.member_key(value)):
            if p.holds(p.base(access), value, p.key(access)):
                yield p.child(p.parent[access], RIGHT), path, e.fit(fact, access)
    for call in p.super_sites(value):
        yield from e.argument(fn, call, index, path, e.fit(fact, call))
    for call in p.apply_sites(value)[:MAX_CALLERS]:
        for known in _entered_with(e, fn, p.base(p.written_callee(call)), call, fact):
            for listed in p.args(call)[1:2]:
                yield listed, ask(FIRST_INDEX - index, path), known
    for call, at in p.callback_sites(value)[:MAX_CALLERS]:
        if not p.functions(p.callee(call)):
            for known in _entered_with(e, fn, p.args(call)[at], call, fact):
                yield from handed(e, call, at, index, path, known)


def _entered_with(e: Tabulation, fn: int, use: int, call: int, fact: int) -> list[int]:
    """Facts for a call that uses `fn`: where it is one's parameter, only those who handed it over are meant."""
    p = e.p
    outer, at = p.param_index(p.binding[use]) if p.kind[use] == IDENT and p.binding[use] >= 0 else (-1, -1)
    if at < 0 or e.facts[e.fit(fact, call)].fn == outer:
        return [e.fit(fact, call)]
    handed = [site for site, i in p.callback_sites(fn) if i == at and outer in p.functions(p.callee(site))]
    return list(dict.fromkeys(e.enter(outer, (fn, at), e.fit(fact, site), site)[0] for site in handed)) or [0]


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


def handed(e: Tabulation, call: int, at: int, index: int, path: Path, fact: int) -> Steps:
    """The function is argument `at` of a call of something that is not in the script: what it is called with."""
    p = e.p
    name, args = p.method_name(call), p.args(call)
    base = p.base(p.callee(call)) if p.is_access(p.callee(call)) else -1
    if base >= 0 and at == 0 and name in VISITING and index == 0:
        yield base, elements(path), fact
    elif base >= 0 and at == 0 and name == "reduce":
        if index == 1:
            yield base, elements(path), fact
        elif index == 0:
            yield from ((argument, path, fact) for argument in args[1:2])
            for fn in p.functions(args[0])[:2]:
                yield from flow_calls.results(e, fn, call, path, fact)
    elif at == 1 and name == "from" and index == 0:
        yield args[0], elements(path), fact
    elif base >= 0 and at == 0 and name == "then" and index == 0:
        yield base, path, fact
    elif at == 0 == index and name in catalog.MAKERS and len(args) > 1:
        yield args[1], path, fact  # a component and its properties
    elif name in ("watch", "$watch") and at == 1 and index == 0:
        for watched in p.functions(args[0])[:2]:
            yield from flow_calls.results(e, watched, call, path, fact)
    elif name in ("setTimeout", "setInterval") and at == 0:
        yield from ((argument, path, fact) for argument in args[2 + index : 3 + index])
    elif name in ("each", "forEach", "map") and at == 1 and index in (0, 1):  # lodash, jQuery
        yield args[0], path[1:] if path[:1] == (KEYED,) else ask(ANY, path), fact
    elif name in catalog.LISTEN and at == 1:
        yield from _emitted(e, call, index, path)
    elif name == "addEventListener" and at == 1 and index == 0:
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
    found = [p.parent[a] for method in sorted(catalog.EMIT) for a in p.accesses(method) if p.is_callee(a)]
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
    kinds = (OBJECT_LITERAL, NEW)
    ours, theirs = ({o for o in p.origins(p.base(x)) if p.kind[o] in kinds} for x in (a, b))
    return not ours or not theirs or bool(ours & theirs)


def _announced(e: Tabulation, call: int, path: Path) -> Steps:
    """`new CustomEvent("name", {detail: data})` for `addEventListener("name", handler)`."""
    p = e.p
    name = p.string_sym(p.args(call)[0])
    for node in p.free("CustomEvent") if name >= 0 else ():
        args = p.args(p.parent[node]) if p.kind[p.parent[node]] == NEW else []
        if len(args) > 1 and p.string_sym(args[0]) == name:
            yield args[1], path, 0


# --- instances and globals ------------------------------------------------------------------------------------------
def _instance(e: Tabulation, owner: int, path: Path, fact: int) -> Steps:
    """A demand on `this` of a class, constructor function or object literal."""
    p = e.p
    path = unkeyed(path)
    if not path:
        return
    if p.kind[owner] == OBJECT_LITERAL:
        yield owner, path, 0
    if path[0] >= 0:
        yield from _field(e, owner, path[0], path[1:], fact)
    elif path[0] in (ALL, EXCEPT):
        for node in p.this_nodes(owner):
            yield from changes(e, node, path, e.fit(fact, node))
        yield from _class_fields(e, owner, path)
    for sub in p.subclasses(owner)[:_MAX_SUBCLASSES]:
        yield e.this0 + sub, path, fact
    parent = p.superclass(owner)
    if parent >= 0:
        yield e.this0 + parent, path, fact
    yield from e.stores.into(e, owner, path, 0)


def _field(e: Tabulation, owner: int, key: int, rest: Path, fact: int) -> Steps:
    p = e.p
    values = [] if p.kind[owner] == OBJECT_LITERAL else class_member(p, owner, key)
    for value in values:
        if p.kind[value] != METHOD:
            yield value, rest, e.fit(fact, value)
        elif p.is_getter(value):
            yield from flow_calls.results(e, value, value, rest, 0)
    for access in p.accesses_sym(key)[:_MAX_REFERENCES]:
        base = p.strip(p.base(access))
        if p.kind[base] == THIS and p.this_owner(base) == owner:
            if p.is_written(access):
                yield p.child(p.parent[access], RIGHT), rest, e.fit(fact, access)
            elif rest:
                yield from changes(e, access, rest, e.fit(fact, access))


def _class_fields(e: Tabulation, owner: int, path: Path) -> Steps:
    p = e.p
    if p.is_class(owner):
        for member in p.children(p.child(owner, BODY)):
            if p.kind[member] == FIELD_DEFINITION and (value := p.child(member, VALUE)) >= 0:
                name = p.child(member, PROPERTY)
                inner = within(path, p.sym[name])
                if inner is not None and p.kind[name] != K["private_property_identifier"]:
                    yield value, inner, 0


def _global(e: Tabulation, sym: int, path: Path) -> Steps:
    p = e.p
    name = p.text(sym)
    named = [a for a in p.accesses(name) if p.global_name(a) == name]
    for node in [*p.free(name), *named][:_MAX_REFERENCES]:
        if p.is_written(node):
            yield p.child(p.parent[node], RIGHT), path, 0
        elif path:
            yield from changes(e, node, path, 0)
