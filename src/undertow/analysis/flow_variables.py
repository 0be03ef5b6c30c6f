"""Demands on variables, instances and globals: who gave them their value, and who changed their object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import (
    catalog,
    flow_calls,
    flow_changes,
    flow_frameworks,
    flow_instances,
    flow_literals,
    flow_masked,
    flow_names,
    flow_nested,
    flow_parameters,
    flow_primitives,
    flow_throws,
    program_lists,
    program_owners,
)
from undertow.analysis.columns import K
from undertow.analysis.flow_changes import changes
from undertow.analysis.flow_order import Written
from undertow.analysis.flow_paths import (
    ELEMENT,
    KEYED,
    PARSED,
    WHOLE,
    Path,
    ask,
    deeply,
    elements,
    unkeyed,
    within,
    without,
)
from undertow.analysis.flow_stores import MAX_REFERENCES
from undertow.analysis.program_members import class_member, has_method, is_overridden
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
    LEFT,
    METHOD,
    NAME,
    NEW,
    OBJECT_LITERAL,
    PROPERTY,
    RIGHT,
    SHORTHAND_PATTERN,
    SPREAD,
    UNARY,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
_MAX_SUBCLASSES = 12
_PATTERNS = (K["object_pattern"], K["array_pattern"])


def variable(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """A vertex that is no expression: variable, instance of a class, global."""
    if v < e.this0:
        return _binding(e, v - e.p.n, path, fact)
    if v < e.global0:
        return _instance(e, v - e.this0, path, fact)
    return _global(e, v - e.global0, path)


def read(e: Tabulation, node: int, b: int, path: Path, fact: int) -> Steps:
    """A mention of a variable: what it holds just there, where the order of the statements tells."""
    p = e.p
    if (not path or path in _whole_texts(e)) and _is_wrapper(e, b):
        path = (ALL,)
    if not path and e.order.is_empty(node):
        return
    if path and path[0] in WHOLE and (spared := flow_masked.spared_by(e.keys, p.enclosing[node])):
        path = deeply(path, spared) if flow_primitives.is_primitive(p, node) else path
    of, name = flow_masked.pair_of(p, b) if p.field[int(p.s.b_node[b])] != NAME else (-1, -1)
    if of >= 0 and (names := flow_names.at(p, name, node)) != flow_names.ANYTHING and path[:1] != (KEYED,):
        yield from ((of, demand, e.fit(fact, of)) for demand in flow_masked.of_names(p, node, path, names))
        return
    if path and path[0] in WHOLE and (hidden := e.order.sealed.hidden(node)):
        path = without(path, hidden) or path
    nested = e.order.nested(node) if path and path[0] not in (PARSED, KEYED) else None
    if not nested:
        yield from _read(e, node, b, path, fact)
        return
    for rest in flow_nested.remaining(path, nested):
        yield from _read(e, node, b, rest, fact)
    taken = [at for by_key in nested.values() for at in by_key.values()]
    for ref in e.order.mentions(b)[:MAX_REFERENCES]:
        if ref >= min(taken) or p.enclosing[ref] != p.enclosing[node]:
            yield from changes(e, ref, path, e.fit(fact, ref))


def _read(e: Tabulation, node: int, b: int, path: Path, fact: int) -> Steps:
    """What is asked of a variable's object, but for what was taken away deeper in it."""
    p = e.p
    left = e.order.left_in_list(node) if not path or path[0] not in (PARSED, KEYED) else None
    if left is not None:
        for at, item in enumerate(left):
            inner = within(path or (ELEMENT,), FIRST_INDEX - at)
            if inner is not None:
                yield item, inner, e.fit(fact, item)
        return
    written = e.order.written(node)
    since = written.since if written is not None else -1
    if not path and (written is None or not written.values) and _is_list(e, b):
        path = (ELEMENT,)
    asks_parts = bool(path) and path[0] not in (PARSED, KEYED)
    emptied = e.order.emptied(node, since) if asks_parts else {}
    later = e.order.later(node) if asks_parts else frozenset[int]()
    if written is None and not emptied and not later:
        yield p.n + b, path, e.fit(fact, int(p.s.b_node[b]))
        return
    if emptied and path[0] != PARSED:
        yield from _partly(e, node, b, written, emptied, path, fact)
        return
    if written is None:
        yield from _at_first(e, b, path, fact, now=bool(later))
    for value in written.values if written is not None else ():
        yield value, path, e.fit(fact, value)
    if path:
        for ref in e.stores.touching(b):
            if ref > since and ref not in later:
                yield from changes(e, ref, path, e.fit(fact, ref))


def _at_first(e: Tabulation, b: int, path: Path, fact: int, *, now: bool) -> Steps:
    """What a variable holds by its declaration and by all that is done to its object; `now`: only by the former."""
    p = e.p
    if not now:
        yield p.n + b, path, e.fit(fact, int(p.s.b_node[b]))
        return
    for value in map(p.strip, p.writes(b)):
        if p.kind[value] == NEW and p.class_of(p.callee(value)) >= 0:
            yield value, path, e.fit(fact, value)
            continue
        yield from flow_literals.made_with(e, value, path, e.fit(fact, value))


def _is_list(e: Tabulation, b: int) -> bool:
    """Is the variable an array literal, whose text is that of its elements?"""
    values = e.p.writes(b)
    return bool(values) and all(e.p.kind[v] == ARRAY for v in map(e.p.strip, values))


def _is_wrapper(e: Tabulation, b: int) -> bool:
    """Is the variable a form, an address or the like, whose text is all that was put into it?"""
    p = e.p
    values = p.writes(b)
    return bool(values) and all(
        p.kind[v] == NEW and p.global_name(p.callee(v)) in catalog.WRAPPERS for v in map(p.strip, values)
    )


def _whole_texts(e: Tabulation) -> tuple[Path, ...]:
    """Demands on properties of an address that hold its parameters."""
    return tuple((e.p.ids[name],) for name in ("href", "search") if name in e.p.ids)


def _partly(
    e: Tabulation, node: int, b: int, written: Written | None, emptied: dict[int, int], path: Path, fact: int
) -> Steps:
    """An object of which some properties were overwritten or deleted before it is read."""
    p = e.p
    rest = without(path, emptied)
    since = written.since if written is not None else -1
    later = e.order.later(node)
    if rest is not None and written is None:
        yield from _at_first(e, b, rest, fact, now=e.order.is_sole(b))
    elif rest is not None and written is not None:
        for value in written.values:
            yield value, rest, e.fit(fact, value)
    latest = max(emptied.values())
    for ref in e.order.mentions(b)[:MAX_REFERENCES]:
        key, at = e.order.emptying(ref)
        stored = key if key != ANY else p.key(p.parent[ref]) if p.is_access(p.parent[ref]) else ANY
        last = emptied.get(stored, -1)
        ordered = last < 0 or p.enclosing[last] in (p.enclosing[node], p.enclosing[ref])
        if ref <= since or ref in later or (ref < last != at and ordered):
            continue  # what is put there is taken away again
        seen = path if last >= 0 or ref > latest else rest
        if seen:
            yield from changes(e, ref, seen, e.fit(fact, ref))


def _binding(e: Tabulation, b: int, path: Path, fact: int) -> Steps:
    p = e.p
    for value in p.writes(b):
        if not _is_never_default(e, value):
            yield value, path, e.fit(fact, value)
    for declared in e.uses.taking(b):
        yield from _declared(e, declared, path, fact)
    if path and path[0] not in (PARSED, KEYED):
        yield from flow_changes.in_variable(e, b, path, fact)
        yield from flow_changes.into(e, p.n + b, path, fact)
    if b in e.setters:
        declared = p.child(p.parent[p.parent[int(p.s.b_node[b])]], VALUE)
        hook = p.strip(declared) if declared >= 0 else -1
        if hook >= 0 and p.method_name(hook) == "useReducer":
            yield from flow_frameworks.reduced_by_hook(e, hook, path)
        else:
            yield from flow_frameworks.set_by_hook(e, e.setters[b], path)
    module = p.modules.module_of(b)
    if module >= 0 and path and path[0] >= 0:
        for value in p.modules.exported(int(p.s.b_node[b]), path[0]):
            yield value, path[1:], 0


def _default(e: Tabulation, pattern: int, path: Path, fact: int) -> Steps:
    value = e.p.child(pattern, RIGHT)
    if not _is_never_default(e, value):
        yield value, path, e.fit(fact, pattern)


def _is_never_default(e: Tabulation, value: int) -> bool:
    """Is it the default of a parameter that every call gives something for?"""
    p = e.p
    pattern = p.parent[value]
    fn = p.enclosing[value]
    if p.kind[pattern] != K["assignment_pattern"] or fn < 0 or not p.is_function(fn) or pattern not in p.params(fn):
        return False
    at, sites = p.params(fn).index(pattern), p.call_sites(fn)
    if not sites or p.callback_sites(fn) or p.apply_sites(fn):
        return False
    given = [p.args(call)[at + shift : at + shift + 1] for call, shift in sites]
    return all(nodes and p.kind[nodes[0]] not in (SPREAD, K["undefined"], UNARY) for nodes in given)


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
            yield from _default(e, up, path, fact)
            node = up
        elif kind in (K["array_pattern"], ARRAY):
            at = p.place(up, node)
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
        if (listed := program_lists.looped_over(p, node)) >= 0:
            yield listed, elements(path), e.fit(fact, listed)
    elif kind == K["formal_parameters"] or (p.is_function(up) and p.field[node] not in (BODY,)):
        fn = p.parent[up] if kind == K["formal_parameters"] else up
        if node in (params := p.params(fn)):
            rest = p.kind[node] == K["rest_pattern"]
            rule = flow_parameters.rest_parameter if rest else flow_parameters.parameter
            yield from e.follow(rule, fn, params.index(node), path, fact=fact)
    elif kind == K["catch_clause"]:
        yield from flow_throws.caught(e, up, path, fact)


# --- instances and globals ------------------------------------------------------------------------------------------
def _instance(e: Tabulation, owner: int, path: Path, fact: int) -> Steps:
    """A demand on `this` of a class, constructor function or object literal."""
    p = e.p
    path = unkeyed(path)
    if not path:
        return
    for klass in _ancestry(e, owner):  # not by the vertices of the parents: these stand for their other children too
        yield from _own(e, klass, path, fact)
        if path[0] >= 0 and p.is_class(klass) and has_method(p, klass, path[0]):
            break
    for sub in p.subclasses(owner)[:_MAX_SUBCLASSES]:
        yield e.this0 + sub, path, fact


def _ancestry(e: Tabulation, owner: int) -> list[int]:
    """The class and those that it extends, nearest first."""
    found: list[int] = []
    while owner >= 0 and owner not in found:
        found.append(owner)
        owner = e.p.superclass(owner)
    return found


def _own(e: Tabulation, owner: int, path: Path, fact: int) -> Steps:
    """What an instance holds by what stands in one class itself."""
    p = e.p
    if p.kind[owner] == OBJECT_LITERAL:
        yield owner, path, 0
    if path[0] >= 0:
        yield from _field(e, owner, path[0], path[1:], fact)
    elif path[0] in WHOLE:
        for node in p.this_nodes(owner):
            for at, following in flow_instances.entered(e, owner, node, fact):
                yield from following
                yield from changes(e, node, path, at)
        yield from _class_fields(e, owner, path)
    yield from flow_changes.into(e, owner, path, 0)


def _field(e: Tabulation, owner: int, key: int, rest: Path, fact: int) -> Steps:
    p = e.p
    values = [] if p.kind[owner] == OBJECT_LITERAL else class_member(p, owner, key)
    for value in values:
        if p.kind[value] != METHOD:
            yield value, rest, e.fit(fact, value)
        elif p.is_getter(value) and not is_overridden(p, owner, key):
            yield from flow_calls.results(e, value, value, rest, 0)
    yield from flow_frameworks.options_field(e, owner, key, rest)
    for access in p.accesses(flow_changes.SETTING_STATE) if p.text(key) == "state" else ():
        if p.is_callee(access) and program_owners.is_instance(p, p.base(access), owner):
            yield from flow_changes.set_state(e, p.parent[access], rest)
    for access in e.stores.of_this(key).get(owner, ()):
        for at, following in flow_instances.entered(e, owner, p.strip(p.base(access)), fact):
            yield from following
            if p.is_written(access):
                yield p.child(p.parent[access], RIGHT), rest, at
            elif rest:
                yield from changes(e, access, rest, at)
    yield from flow_instances.put_privately(e, owner, key, rest, fact)
    for access in e.stores.of_this(ANY).get(owner, ()):
        if p.is_written(access):
            yield from flow_changes.under_name(e, access, (key, *rest))


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
    for node in [*p.free(name), *named][:MAX_REFERENCES]:
        if p.is_written(node):
            yield p.child(p.parent[node], RIGHT), path, 0
        elif path:
            yield from changes(e, node, path, 0)
