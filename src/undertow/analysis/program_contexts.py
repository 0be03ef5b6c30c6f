"""Values that frameworks carry from one component to another: React's contexts.

`createElement(Context.Provider, {value: v})` hands v to every `useContext(Context)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.program_syntax import CALL, IDENT, OBJECT_LITERAL

if TYPE_CHECKING:
    from undertow.analysis.program import Program

READING = frozenset({"useContext"})
_MAX_PROVIDERS = 60


def provided(p: Program, call: int) -> list[int]:
    """What `useContext(Context)` may give: the values of the context's providers."""
    args = p.args(call) if p.kind[call] == CALL and p.method_name(call) in READING else []
    return _contexts(p).get(_variable(p, args[0]), []) if args else []


def readers(p: Program, value: int) -> list[int]:
    """Calls `useContext(Context)` that may give the value of a provider's property."""
    contexts = {b for b, values in _contexts(p).items() if value in values}
    calls = [call for name in READING for call in p.calls_named(name)]
    return [c for c in calls if p.args(c) and _variable(p, p.args(c)[0]) in contexts]


def _contexts(p: Program) -> dict[int, list[int]]:
    """Variable of a context → values of its providers."""
    found: dict[int, list[int]] = {}
    for access in p.accesses("Provider")[:_MAX_PROVIDERS]:
        call = p.parent[p.parent[access]]
        args = p.args(call) if call >= 0 and p.kind[call] == CALL else []
        made = len(args) > 1 and args[0] == access and p.method_name(call) in catalog.MAKERS
        if made and (b := _variable(p, p.base(access))) >= 0 and p.kind[args[1]] == OBJECT_LITERAL:
            found.setdefault(b, []).extend(p.members(args[1]).get(p.ids.get("value", -1), []))
    return found


def _variable(p: Program, node: int) -> int:
    node = p.strip(node)
    return int(p.binding[node]) if p.kind[node] == IDENT else -1
