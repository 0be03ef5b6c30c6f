"""Which instance of a class a demand is about: what the methods of another one are given is none of its."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_calls, program_owners
from undertow.analysis.flow_paths import Path
from undertow.analysis.program_syntax import METHOD, NEW, THIS

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

_AS = -98
"""In place of a demand: that the method is one of an object whose class has the method that comes next."""
_MAX_SITES = 24
_MAX_TARGETS = 4


def enter(e: Tabulation, made: int, owner: int, path: Path, fact: int) -> int:
    """The fact of the instance of a class that the expression `new C(…)` makes, 0 if it need not be told apart."""
    functions = e.p.functions(e.p.callee(made))
    fn = functions[0] if functions else owner if e.p.is_class(owner) and e.stores.has_several(owner) else -1
    return e.enter(fn, (*path, made), fact, made)[0] if fn >= 0 else 0


def entered(e: Tabulation, owner: int, this: int, fact: int) -> Iterator[tuple[int, list[State]]]:
    """(fact, what follows at once) for each way in which a `this` stands for the instance that a fact is about."""
    p = e.p
    calls = _own_calls(e, owner, int(p.this_scope[this]), fact)
    if calls is None:
        yield e.fit(fact, this), []
        return
    fn = int(p.this_scope[this])
    made = e.facts[fact].incoming[0][0]
    for call in calls:
        at = e.fit(fact, call)
        new, asked = e.enter(fn, (made,), at, call)
        yield new, [s for index, path in asked for s in flow_calls.into_argument(e, fn, call, index, path, at)]


def put_privately(e: Tabulation, owner: int, key: int, rest: Path, fact: int) -> Iterator[State]:
    """What the instance that a fact is about has in a private field."""
    for value, this in e.p.private.put(key, owner):
        for at, following in entered(e, owner, this, fact):
            yield from following
            yield value, rest, at


def registered(e: Tabulation, fn: int, call: int, fact: int) -> list[int]:
    """Facts for a call of what was handed to a method of one instance, in another method of the same: `a.on(fn)`.

    The call stands in a class, or in a function that makes objects, of which there are several; empty: not known.
    """
    p, found = e.p, list[int]()
    sites = p.callback_sites(fn)
    for site, _ in sites if len(sites) <= _MAX_SITES else ():
        for target in p.functions(p.callee(site))[:_MAX_TARGETS]:
            made_in = p.enclosing[target]
            maker = flow_calls.maker_of(p, made_in, site) if made_in >= 0 and p.is_function(made_in) else -1
            if maker >= 0 and p.contains(made_in, call) and len(p.call_sites(made_in)) > 1:
                found.append(e.make(made_in, e.fit(fact, maker), maker)[0])
                continue
            owner = p.parent[p.parent[target]] if p.kind[target] == METHOD else -1
            if owner < 0 or not p.is_class(owner) or not p.contains(owner, call) or not e.stores.has_several(owner):
                return []
            made = p.origins(p.base(p.callee(site))) if p.is_access(p.callee(site)) else ()
            if len(made) != 1 or p.kind[made[0]] != NEW:
                return []
            found.append(e.enter(owner, (made[0],), e.fit(fact, made[0]), made[0])[0])
    return list(dict.fromkeys(found))


def dispatched(e: Tabulation, fn: int, call: int, fact: int) -> list[int] | None:
    """Facts for `this.deliver(x)` in a method of a parent class that calls `fn`, the `deliver` of one subclass.

    That method was not called of an instance of a class with another `deliver` then. None if all calls may be meant.
    """
    p = e.p
    callee = p.callee(call)
    if not p.is_access(callee) or p.kind[p.base(callee)] != THIS or p.kind[fn] != METHOD:
        return None
    owner, method = p.parent[p.parent[fn]], int(p.this_scope[p.base(callee)])
    if not p.is_class(owner) or p.contains(owner, call) or method < 0 or p.kind[method] != METHOD:
        return None
    sites = [site for site, shift in p.call_sites(method) if not shift]
    meant = [site for site in sites if _may_run(p, site, p.key(callee), fn)]
    if len(sites) > _MAX_SITES or len(meant) == len(sites) or p.callback_sites(method):
        return None
    return list(dict.fromkeys(e.enter(method, (_AS, fn), e.fit(fact, site), site)[0] for site in meant))


def _may_run(p: Program, site: int, key: int, fn: int) -> bool:
    """May `this.key()` in what the call enters be that method, by the classes of the objects it is called of?"""
    made = p.origins(p.base(p.callee(site))) if p.is_access(p.callee(site)) else ()
    classes = [p.class_of(p.callee(o)) if p.kind[o] == NEW else -1 for o in made]
    if not classes or min(classes) < 0:
        return True
    for klass in classes:
        holder = klass
        while holder >= 0 and key not in p.declared(holder):
            holder = p.superclass(holder)
        if holder < 0 or fn in p.declared(holder)[key]:
            return True
    return False


def meant(e: Tabulation, callee: int, functions: list[int], fact: int) -> list[int]:
    """Of the functions that an expression may call, those that it does by what is known of the function around it.

    `this.collect()` in a method is that of the classes of whose instances the method is called; what a parameter holds
    is what the calls gave by which the function was entered.
    """
    if e.p.is_access(callee) and e.p.kind[e.p.base(callee)] == THIS:
        known = _of_instances(e.p, callee, functions)
    else:
        known = _given(e, callee, functions, fact)
    return known or functions


def _of_instances(p: Program, callee: int, functions: list[int]) -> list[int]:
    """Those that `this.name` may be by the receivers of the method around; empty if these are not all known."""
    method, key = int(p.this_scope[p.base(callee)]), p.key(callee)
    if key < 0 or method < 0 or p.kind[method] != METHOD or p.callback_sites(method) or p.apply_sites(method):
        return []
    sites = [site for site, _ in p.call_sites(method)]
    if not 0 < len(sites) <= _MAX_SITES or p.super_sites(method):
        return []
    return [fn for fn in functions if any(_may_run(p, site, key, fn) for site in sites)]


def _given(e: Tabulation, callee: int, functions: list[int], fact: int) -> list[int]:
    """Those that a parameter may be by the calls through which the function is entered; empty if they do not tell."""
    p = e.p
    outer, at = p.parameter(callee)
    if at < 0 or not fact or p.writes(p.binding[callee]):
        return []
    while fact and e.facts[fact].fn != outer:
        fact = e.facts[fact].outer
    given = [p.args(call)[at : at + 1] for call, _ in e.facts[fact].incoming if outer in p.functions(p.callee(call))]
    if not fact or len(given) < len(e.facts[fact].incoming) or not all(given):
        return []
    known = {fn for nodes in given for fn in p.functions(nodes[0])}
    return [fn for fn in functions if fn in known]


def is_of_another(e: Tabulation, fn: int, call: int, fact: int) -> bool:
    """Is the function, a method or a closure, certainly called of another instance than the fact is about?"""
    p = e.p
    known = e.facts[e.fit(fact, fn)]
    if known.maker >= 0:
        return flow_calls.maker_of(p, p.enclosing[fn], call) not in (-1, known.maker)
    if known.fn < 0 or not p.is_class(known.fn) or not p.is_access(p.callee(call)):
        return False
    made = {new for new, _ in known.incoming}
    receivers = p.origins(p.base(p.callee(call)))
    return bool(receivers) and not made & {*receivers} and all(p.kind[o] == NEW for o in receivers)


def _own_calls(e: Tabulation, owner: int, fn: int, fact: int) -> list[int] | None:
    """The calls of a method that may be of the instance of the fact; None if that is not known, or if all may."""
    p, known = e.p, e.facts[fact]
    made = {call for call, _ in known.incoming}
    if known.fn not in (owner, program_owners.constructor(p, owner) if p.is_class(owner) else owner):
        return None
    if fn < 0 or fn == known.fn or len(made) != 1 or p.kind[next(iter(made))] != NEW or not e.stores.has_several(owner):
        return None
    sites = p.call_sites(fn)
    if not 0 < len(sites) <= _MAX_SITES or p.callback_sites(fn):
        return None
    found: list[int] = []
    for call, shift in sites:
        if shift or not p.is_access(p.callee(call)):
            return None
        receivers = p.origins(p.base(p.callee(call)))
        if not receivers or made & {*receivers} or any(p.kind[o] != NEW for o in receivers):
            found.append(call)
    return found if len(found) < len(sites) else None
