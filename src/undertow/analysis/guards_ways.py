"""Ways into a function that are no plain call: handed on as a callback, picked from a table, after a promise."""

from __future__ import annotations

from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_names import defined
from undertow.analysis.program_promises import executed, is_promise, resolvers
from undertow.analysis.program_syntax import (
    ANY,
    CALL,
    CLASS_BODY,
    CONSTRUCTOR,
    DECLARATOR,
    IDENT,
    METHOD,
    OBJECT_LITERAL,
    SUBSCRIPT,
    VALUE,
)  # fmt: skip
from undertow.analysis.value_choices import pattern_of

_OBJECT_PATTERN = K["object_pattern"]
_MAX_KEYS = 6


def handed_to(p: Program, fn: int) -> int:
    """The call that a function is handed to, or -1.

    A function of the script that hands it on (`later(f)` with `if (test) setTimeout(f)` in it) is not the last to get
    it: where there is one other, that is where it runs.
    """
    calls = [call for call, _ in p.callback_sites(fn)]
    last = [call for call in calls if not p.functions(p.callee(call))]
    return last[0] if len(last) == 1 else calls[0] if calls else -1


def keys_of(p: Program, fn: int, callee: int) -> list[str]:
    """Names in a table by one of which `table[x]` is the function; none if others lead there, too."""
    if p.kind[callee] != SUBSCRIPT or p.key(callee) != ANY:
        return []
    tables = p.origins(p.base(callee))
    if len(tables) != 1 or p.kind[tables[0]] != OBJECT_LITERAL:
        return []
    rows = p.members(tables[0]).items()
    keys = [key for key, values in rows if any(value == fn or fn in p.functions(value) for value in values)]
    return [p.text(key) for key in keys] if 0 < len(keys) <= _MAX_KEYS and ANY not in keys else []


def resolved_at(p: Program, call: int) -> int:
    """The only call that resolves the promise in `promise.then(f)`, or -1: f runs only if that is come to."""
    callee = p.callee(call)
    if not p.is_access(callee) or p.key_text(callee) != "then":
        return -1
    base = p.strip(p.base(callee))
    promise = p.definition(base) if p.kind[base] == IDENT else base
    made = _made_with_resolvers(p, base)
    if made >= 0:
        calls = resolvers(p, made)
        return calls[0] if len(calls) == 1 else -1
    if promise < 0 or not is_promise(p, promise):
        return -1
    uses = executed(p, promise)
    return p.parent[uses[0]] if len(uses) == 1 and p.is_callee(uses[0]) else -1


def made_at(p: Program, fn: int) -> int:
    """The only place where an object of the class is made that a function is a method of; -1 if there are others."""
    owner = p.parent[p.parent[fn]] if p.kind[fn] == METHOD and p.kind[p.parent[fn]] == CLASS_BODY else -1
    if owner < 0 or p.subclasses(owner):
        return -1
    made = [p.parent[use] for use in p.value_uses(owner) if p.field[use] == CONSTRUCTOR]
    return made[0] if len(made) == 1 and not p.contains(owner, made[0]) else -1


def _made_with_resolvers(p: Program, promise: int) -> int:
    """The call `Promise.withResolvers()` that made a promise, taken out of its result by a pattern or as a property."""
    made = -1
    if p.is_access(promise):
        made = defined(p, p.base(promise)) if p.key_text(promise) == "promise" else -1
    elif p.kind[promise] == IDENT and p.binding[promise] >= 0:
        pattern, key = pattern_of(p, p.binding[promise])
        declared = pattern >= 0 and p.kind[p.parent[pattern]] == DECLARATOR and p.kind[pattern] == _OBJECT_PATTERN
        made = p.child(p.parent[pattern], VALUE) if declared and p.text(p.sym[key]) == "promise" else -1
    return made if made >= 0 and p.kind[made] == CALL and p.method_name(made) == "withResolvers" else -1
