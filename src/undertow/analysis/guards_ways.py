"""Ways into a function that are no plain call: handed on as a callback, picked from a table, after a promise."""

from __future__ import annotations

from undertow.analysis.program import Program
from undertow.analysis.program_promises import executed, is_promise
from undertow.analysis.program_syntax import ANY, CLASS_BODY, CONSTRUCTOR, IDENT, METHOD, OBJECT_LITERAL, SUBSCRIPT

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
