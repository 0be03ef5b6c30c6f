"""What calls of frameworks make of what they are given, and what their callbacks get: React, Vue and their stores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_app_stores, flow_calls, program_contexts, program_frameworks
from undertow.analysis.columns import K
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_stores import MAX_REFERENCES
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import CALL, IDENT, METHOD, OBJECT_LITERAL, PAIR, RIGHT, SHORTHAND, VALUE

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_SAME = frozenset({"reactive", "readonly", "shallowReactive", "markRaw", "toRaw", "unref", "toRefs", "proxy"})
"""Vue: the same object, watched."""
_MUTATING = {"mutationFn": ("mutate", "mutateAsync"), "queryFn": ()}
_EMITTING = ("emit", "$emit")
_MAX_CALLS = 40


def results(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps | None:
    """What the result of a framework's function is made of; None if the call is none of them."""
    p = e.p
    name = p.method_name(node)
    if p.kind[p.callee(node)] == IDENT and p.binding[p.callee(node)] in e.setters and not args:
        return _signal(e, node, path)
    if (state := flow_app_stores.results(e, node, args, path)) is not None:
        return state
    if name in program_contexts.READING:
        return ((value, path, 0) for value in program_contexts.provided(p, node))
    if name in _SAME and args:
        return iter([(args[0], path, fact)])
    if name == "useSyncExternalStore" and len(args) > 1:
        return _returned(e, node, args[1], path, fact)
    if name == "computed" and args and path[:1] == (p.ids.get("value", -1),):
        return _returned(e, node, args[0], path[1:], fact)
    return None


def _returned(e: Tabulation, node: int, read: int, path: Path, fact: int) -> Steps:
    for fn in e.p.functions(read)[:2]:
        yield from flow_calls.results(e, fn, node, path, fact)


# --- hooks and signals ----------------------------------------------------------------------------------------------
def reduced_by_hook(e: Tabulation, hook: int, path: Path) -> Steps:
    """React: what the reducer of `[x, dispatch] = useReducer(reducer, first)` makes, and what it begins with."""
    p = e.p
    args = p.args(hook)
    yield from ((first, path, 0) for first in args[1:2])
    for fn in p.functions(args[0])[:2] if args else ():
        yield from flow_calls.results(e, fn, hook, path, 0)


def set_by_hook(e: Tabulation, setter: int, path: Path) -> Steps:
    """React: `setX(value)` and `setX(old => value)`."""
    p = e.p
    for ref in p.s.references(setter)[:MAX_REFERENCES].tolist():
        handed_on = [] if p.s.write[ref] or p.is_callee(ref) else p.call_sites(ref)  # `return [x, setX]`
        calls = [(p.parent[ref], 0)] if p.is_callee(ref) else handed_on
        for call, shift in calls[:MAX_REFERENCES]:
            for given in p.args(call)[shift : shift + 1]:
                yield given, path, 0
                for fn in p.functions(given)[:2]:
                    yield from flow_calls.results(e, fn, call, path, 0)


def _signal(e: Tabulation, node: int, path: Path) -> Steps:
    """Solid: `x()` of `[x, setX] = createSignal(first)`."""
    p = e.p
    b = int(p.binding[p.callee(node)])
    declared = p.child(p.parent[p.parent[int(p.s.b_node[b])]], VALUE)
    yield from ((first, path, 0) for first in p.args(p.strip(declared))[:1])
    yield from set_by_hook(e, e.setters[b], path)


# --- Vue ------------------------------------------------------------------------------------------------------------
def shown(e: Tabulation, node: int, path: Path, fact: int) -> Steps:
    """Vue: what the template stores in a `ref` that `setup` returns: `ctx.text = v` is `text.value = v`."""
    p = e.p
    if p.method_name(node) not in ("ref", "shallowRef") or path[:1] != (p.ids.get("value", -1),):
        return
    up = p.parent[p.outermost(node)]
    name = up + 1
    if p.kind[up] != K["variable_declarator"] or p.kind[name] != IDENT or (b := p.binding[name]) < 0:
        return
    for ref in p.s.references(b)[:_MAX_CALLS].tolist():
        literal = p.parent[ref] if p.kind[ref] == SHORTHAND else p.parent[p.parent[ref]]
        key = p.sym[ref] if p.kind[ref] == SHORTHAND else p.member_key(p.parent[ref])
        if p.kind[literal] != OBJECT_LITERAL or (component := _component(p, literal)) < 0:
            continue
        yield from ((value, path[1:], 0) for value in _stored_by_template(p, component, key))


def _component(p: Program, literal: int) -> int:
    """The component whose `setup` returns the literal, or -1."""
    fn = p.enclosing[literal]
    if fn < 0 or not p.is_function(fn) or literal not in (p.strip(value) for value in p.returns(fn)):
        return -1
    member = fn if p.kind[fn] == METHOD else p.parent[fn]
    named = p.kind[member] in (METHOD, PAIR) and p.text(p.member_key(member)) == "setup"
    return p.parent[member] if named else -1


def options_field(e: Tabulation, owner: int, key: int, path: Path) -> Steps:
    """Vue: `this.mail` of a component's methods is also what its template stores by `ctx.mail = v`."""
    p = e.p
    if p.kind[owner] == OBJECT_LITERAL:
        yield from flow_app_stores.of_actions(e, owner, key, path)
        yield from ((value, path, 0) for value in _stored_by_template(p, owner, key))


def _stored_by_template(p: Program, component: int, key: int) -> Iterator[int]:
    """What the functions that draw a component store under a name of its state."""
    states = {b for fn in program_frameworks.renders(p, component) for b in program_frameworks.states(p, fn)}
    for access in p.stores_sym(key) if states else ():
        base = p.base(access)
        if p.kind[base] == IDENT and p.binding[base] in states:
            yield p.child(p.parent[access], RIGHT)


# --- callbacks ------------------------------------------------------------------------------------------------------
def handed(e: Tabulation, fn: int, index: int, path: Path) -> Steps:
    """What a function gets as argument `index` that stands under a name which a framework calls."""
    p = e.p
    yield from flow_app_stores.reduced(e, fn, index, path)
    if p.kind[fn] == METHOD and p.text(p.member_key(fn)) == "attributeChangedCallback":
        yield from _attribute(e, index, path)
        return
    for use in p.value_uses(fn):
        up = p.parent[use]
        member = use if p.kind[use] in (METHOD, SHORTHAND) else up if p.kind[up] == PAIR else -1
        if member < 0 or p.kind[p.parent[member]] != OBJECT_LITERAL:
            continue
        name = p.text(p.sym[use] if p.kind[use] == SHORTHAND else p.member_key(member))
        if name in _MUTATING and index == 0:
            yield from _mutated(e, p.parent[member], name, path)
        elif name[:2] == "on" and name[2:3].isupper():
            yield from _emitted(e, p.parent[member], name[2:], index, path)


def _mutated(e: Tabulation, literal: int, name: str, path: Path) -> Steps:
    """`useMutation({mutationFn: f}).mutate(x)` calls f(x)."""
    p = e.p
    hook = p.parent[p.parent[literal]]
    for method in _MUTATING[name]:
        key = p.ids.get(method, -1)
        calls = [c for c in p.method_calls(method) if _is_made_by(p, p.base(p.written_callee(c)), hook)]
        for vertex, of in p.destructured.get(key, ()):
            if _is_made_by(p, of, hook):
                calls += [p.parent[r] for r in p.s.references(vertex - p.n).tolist() if p.is_callee(r)]
        for call in calls[:_MAX_CALLS]:
            yield from ((argument, path, 0) for argument in p.args(call)[:1])


def _is_made_by(p: Program, node: int, call: int) -> bool:
    """Is it what that call gives, also of a function that the script carries?"""
    return defined(p, p.strip(node)) == call or call in p.origins(node)


def _emitted(e: Tabulation, literal: int, event: str, index: int, path: Path) -> Steps:
    """Vue: `emit("search", x)` in a component that is made with `{onSearch: f}`."""
    p = e.p
    call = p.parent[p.parent[literal]]
    if p.kind[call] != CALL or not program_frameworks.is_maker(p, call):
        return
    for node in [call for name in _EMITTING for call in p.calls_named(name)]:
        args = p.args(node)
        told = p.string(args[0]) if args else ""
        if told and _camel(told) == _camel(event) and index + 1 < len(args):
            yield args[index + 1], path, 0


def _camel(name: str) -> str:
    return name.replace("-", "").replace(":", "").lower()


def _attribute(e: Tabulation, index: int, path: Path) -> Steps:
    """A custom element hears of `element.setAttribute(name, value)`."""
    p = e.p
    if index not in (0, 2):
        return
    for access in p.accesses("setAttribute"):
        args = p.args(p.parent[access]) if p.is_callee(access) else []
        if len(args) > 1 and _observed(p, args[0]):
            yield args[0 if index == 0 else 1], path, 0


def _observed(p: Program, name: int) -> bool:
    """Is it an attribute that some class observes?"""
    text = p.string(name)
    if not text:
        return True
    wanted = p.string_sym(name)
    key = p.ids.get("observedAttributes", -1)
    lists = [n for m in p.members_sym(key) for n in range(m, p.last[m])] if key >= 0 else []
    fields = [f for f in p.c.where("field_definition").tolist() if key in (p.sym[f + 1], p.sym[min(f + 2, p.n - 1)])]
    lists += [n for f in fields for n in range(f, p.last[f])]
    return any(p.string_sym(n) == wanted for n in lists)
