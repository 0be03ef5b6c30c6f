"""One step of the search against the current: what an expression is made of, by its syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis import (
    catalog,
    flow_calls,
    flow_changes,
    flow_databases,
    flow_instances,
    flow_literals,
    flow_masked,
    flow_names,
    flow_parameters,
    flow_storage,
    flow_streams,
    flow_variables,
    program_promises,
    program_proxies,
)
from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_paths import (
    DEEPLY,
    ELEMENT,
    EXCEPT,
    KEYED,
    PARSED,
    RECEIVER,
    WHOLE,
    Path,
    ask,
    elements,
    is_deep,
    is_text,
    unkeyed,
)
from undertow.analysis.flow_stores import constant_keys
from undertow.analysis.program_syntax import (
    ALL,
    ALTERNATIVE,
    ANY,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    AWAIT,
    BINARY,
    CALL,
    CONSEQUENCE,
    DECLARATOR,
    FIRST_INDEX,
    IDENT,
    LEFT,
    MEMBER,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    PAREN,
    RIGHT,
    SEQUENCE,
    SHORTHAND,
    SPREAD,
    SUBSCRIPT,
    TEMPLATE,
    TERNARY,
    THIS,
    UNARY,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_Rule = Callable[["Tabulation", int, Path, int], Steps]

_BITWISE = frozenset({"^", "|", "&", "<<", ">>", ">>>"})
_SMALL = 16
_CHARACTERS = ("charCodeAt", "codePointAt", "encode")
_ARITHMETIC = frozenset({"-", "*", "/", "%", "**"})


_HANDING_ON = kind_mask([
    "identifier", "shorthand_property_identifier", "member_expression", "subscript_expression",
    "parenthesized_expression", "ternary_expression", "sequence_expression", "await_expression", "call_expression",
    "assignment_expression",
])  # fmt: skip
"""Expressions that are the same value as a part of them, so that its key still means something."""


def step(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """All demands that follow from one."""
    if v >= e.p.n:
        return flow_variables.variable(e, v, path, fact)
    kind = e.p.kind[v]
    if path and path[0] == KEYED and not _HANDING_ON[kind]:
        path = unkeyed(path)
    rule = _RULES.get(kind)
    if rule is not None:
        return rule(e, v, path, fact)
    return _function_object(e, v, path, fact) if e.p.is_function(v) or e.p.is_class(v) else iter(())


def _last(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    children = e.p.children(v)
    if children:
        yield children[-1], path, fact


def _ternary(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    yield e.p.child(v, CONSEQUENCE), path, fact
    yield e.p.child(v, ALTERNATIVE), path, fact


def _binary(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    p = e.p
    operator = p.operator(v)
    left, right = p.child(v, LEFT), p.child(v, RIGHT)
    if operator in ("||", "??", "&&"):
        if operator != "&&":
            yield left, path, fact
        yield right, path, fact
    elif is_text(path):
        joins = operator == "+" or operator in _BITWISE
        if joins or (operator in _ARITHMETIC and (_hashes(p, v) or _is_small(e, v))):
            yield left, (), fact
            yield right, (), fact


def _hashes(p: Program, node: int) -> bool:
    """Arithmetic keeps text only where characters become numbers; elsewhere it is flags, lanes and indexes."""
    fn = p.enclosing[node]
    return fn > 0 and any(p.contains(fn, a) for name in _CHARACTERS for a in p.accesses(name))


def _is_small(e: Tabulation, node: int) -> bool:
    """Is it arithmetic near enough to a read to be about it (`-new Date().getTimezoneOffset()`)?"""
    return e.p.last[node] - node <= _SMALL


def _unary(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    if is_text(path) and e.p.prefix(v) in ("+", "-", "~"):
        yield e.p.children(v)[-1], (), fact


def _assigned(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    p = e.p
    yield p.child(v, RIGHT), path, fact
    if p.kind[v] == AUGMENTED:
        yield p.child(v, LEFT), path, fact


def _template(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    if is_text(path):
        for child in e.p.children(v):
            if e.p.kind[child] == K["template_substitution"] and e.p.last[child] > child + 1:
                yield child + 1, (), fact


def _name(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    p = e.p
    if (b := p.binding[v]) >= 0:
        yield from flow_variables.read(e, v, b, path, fact)
    elif path[:1] == (KEYED,):
        yield v, unkeyed(path), fact
    elif p.text(p.sym[v]) == "arguments":
        yield from e.follow(flow_parameters.any_parameter, v, path, fact=fact)
    elif p.text(p.sym[v]) not in catalog.NOT_OBJECTS:
        yield e.global0 + p.sym[v], path, 0


def _access(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    p = e.p
    key = e.key(v, fact)
    if p.key(v) == ANY and (demands := flow_masked.told(e.keys, v, key, path)) is not None:
        yield from ((p.base(v), demand, fact) for demand in demands)
        return
    if path[:1] == (KEYED,):
        if _may_be_keyed(e, p.base(v)):  # out[k] = table[k].default
            yield p.base(v), (KEYED, path[1], *ask(key, path[2:])), fact
            return
        path = unkeyed(path)
    if awaited := p.machines.sent(v):
        yield awaited[0], path, fact
        return
    if (listed := p.loops.element_of(v)) >= 0:
        yield listed, elements(path), fact
        return
    if p.text(key) in catalog.NOT_DATA:
        return
    base = p.base(v)
    if p.kind[base] == THIS and key >= 0 and (kept := e.order.kept_in_this(v)) is not None:
        for value in kept.values:
            yield value, path, fact
        return
    if p.global_name(v):
        yield e.global0 + key, path, 0
        return
    if p.ids.get("Proxy", -1) >= 0 and (traps := program_proxies.read_through(p, base)):
        for fn in traps:
            yield from flow_calls.results(e, fn, v, path, fact)
        return
    if key == ANY or key <= FIRST_INDEX:
        for named in (constant_keys(p, v) if key == ANY else ()) or (key,):
            yield base, ask(named, path), fact
        return
    yield base, ask(key, path), fact
    yield from _by_getter(e, v, key, path, fact)
    yield from flow_databases.kept(e, v, path)
    yield from flow_storage.of_history(e, v, path)


def _may_be_keyed(e: Tabulation, base: int) -> bool:
    """May it be an element of a collection, under whatever key: `table[k]`, or a variable of the script?"""
    p = e.p
    base = p.strip(base)
    return (p.is_access(base) and p.key(base) == ANY) or (p.kind[base] == IDENT and p.binding[base] >= 0)


def _by_getter(e: Tabulation, access: int, key: int, path: Path, fact: int) -> Steps:
    p = e.p
    for method in p.members_sym(key)[:4]:
        if p.kind[method] == METHOD and p.is_getter(method) and p.holds(p.base(access), method, key):
            yield from flow_calls.results(e, method, access, path, fact)


# --- objects --------------------------------------------------------------------------------------------------------
def _object(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    if path and path[0] != PARSED:
        yield from flow_literals.in_object(e, v, path, fact)
        yield from flow_changes.into(e, v, path, fact)


def _array(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    yield from flow_literals.in_array(e, v, path, fact)
    yield from flow_changes.into(e, v, path, fact)


def _this(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    owner = e.p.this_owner(v)
    if owner < 0 or not path:
        return
    receivers = e.stores.receivers(v, owner)
    fn = int(e.p.this_scope[v])
    known = e.facts[e.fit(fact, fn)] if receivers else None
    if known is not None and known.fn == fn:
        if (RECEIVER, path) not in known.asked:
            known.asked.append((RECEIVER, path))
        for call, outer in list(known.incoming):
            yield from flow_calls.into_argument(e, fn, call, RECEIVER, path, outer)
    else:
        for receiver in receivers:
            yield e.left(fn, e.p.parent[e.p.parent[receiver]], (receiver, path, e.fit(fact, receiver)))
    if not receivers or any(e.stores.is_from_outside(receiver) for receiver in receivers):
        yield e.this0 + owner, path, 0


def _function_object(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    """Properties of functions and classes: `f.k = v`, static fields."""
    if path and path[0] >= 0:
        for value in e.p.property_of(v, path[0]):
            yield value, path[1:], 0


def _spread(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    yield v + 1, path if path[:1] in ((ALL,), (DEEPLY,)) else ask(ELEMENT, path), fact


def _yield(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    p = e.p
    if p.last[v] > v + 1:
        yield v + 1, path, fact
    fn = p.enclosing[v]
    for value in program_proxies.sent_in(p, fn) if fn >= 0 and p.is_function(fn) else ():
        yield value, path, e.fit(fact, value)


def _new(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    p = e.p
    if program_promises.is_promise(p, v):
        for value in program_promises.settled(p, v):
            yield value, path, e.fit(fact, value)
        return
    owner = p.class_of(p.callee(v))
    if owner >= 0:
        if path:
            yield e.this0 + owner, path, flow_instances.enter(e, v, owner, path, fact)
        return
    if (chunks := flow_streams.made(e, v, path)) is not None:
        yield from chunks
        return
    if path and path[0] in WHOLE and (traps := program_proxies.traps(p, v, "get")) and p.args(v):
        shown = flow_names.shown(path, flow_masked.let_through(p, traps[0], 1))
        yield from ((p.args(v)[0], demand, fact) for demand in shown)
        return
    name = p.global_name(p.callee(v))
    if (name == "FormData" and is_deep(path)) or (path and path[0] >= 0 and _holds_bytes(p, name, path[0])):
        return
    yield from flow_literals.in_builtin(e, v, path, fact)
    path = path if name not in catalog.WRAPPERS or EXCEPT in path else (ALL,)
    yield from flow_changes.into(e, v, path, fact)
    holder = p.parent[p.outermost(v)] + 1  # what is added to it through its variable, `form.append(…)`
    named = p.kind[holder] == IDENT and p.binding[holder] >= 0 and p.kind[holder - 1] in (DECLARATOR, ASSIGN)
    if name in catalog.WRAPPERS and named:
        yield p.n + p.binding[holder], path, fact


def _holds_bytes(p: Program, made: str, key: int) -> bool:
    """Is it a list of bytes, which has nothing under such a name: `new Uint8Array(given).userId`?"""
    return (made.endswith("Array") or made == "ArrayBuffer") and made != "Array" and p.text(key) != "buffer"


def _call(e: Tabulation, v: int, path: Path, fact: int) -> Steps:
    holder, key = e.p.private.field(v)
    return flow_calls.call(e, v, path, fact) if holder < 0 else iter([(holder, ask(key, path), fact)])


_RULES: dict[int, _Rule] = {
    PAREN: _last, SEQUENCE: _last, AWAIT: _last, TERNARY: _ternary, BINARY: _binary, UNARY: _unary, ASSIGN: _assigned,
    AUGMENTED: _assigned, TEMPLATE: _template, IDENT: _name, SHORTHAND: _name, MEMBER: _access, SUBSCRIPT: _access,
    OBJECT_LITERAL: _object, ARRAY: _array, THIS: _this, NEW: _new, CALL: _call,
    K["yield_expression"]: _yield, SPREAD: _spread,
}  # fmt: skip
