"""What compilers put around a module that is required: `m && m.__esModule ? m : {default: m}`.

One such function serves all modules of a script, and what it returns would be any of them if its calls were not told
apart. It hands back what it is given, and under `default` the same where the module exports no such name. Or it gives
a function that does so, `m.__esModule ? () => m.default : () => m`, which is called, or read by the name `a`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_names import declared_name, defined
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    CALL,
    CONSEQUENCE,
    IDENT,
    OBJECT_LITERAL,
    PAREN,
    SEQUENCE,
    TERNARY,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_NODES = 80
"""Nodes of a function that does no more than that."""
_MAX_WRITES = 4
_MAX_MENTIONS = 200
_TWO = 2


def wrapped(p: Program, fn: int) -> int:
    """The index of the parameter that a function returns, or an object with it under `default`; -1 for others."""
    if p.ids.get("__esModule", -1) < 0 or p.last[fn] - fn > _MAX_NODES:
        return -1
    returned = [branch for value in p.returns(fn) for branch in _branches(p, p.strip(value))]
    names = [value for value in returned if p.kind[value] == IDENT]
    tables = [value for value in returned if p.kind[value] == OBJECT_LITERAL]
    bindings = {int(p.binding[value]) for value in names + [_default(p, table) for table in tables]}
    if len(names) + len(tables) != len(returned) or not names or not tables or len(bindings) != 1:
        return -1
    holder, index = p.param_index(bindings.pop())
    return index if holder == fn else -1


def _branches(p: Program, node: int) -> list[int]:
    """What a choice may give; the expression itself if it is none."""
    if p.kind[node] != TERNARY:
        return [node]
    return [p.strip(p.child(node, CONSEQUENCE)), p.strip(p.child(node, ALTERNATIVE))]


def _default(p: Program, table: int) -> int:
    """x in `{default: x}`; the table itself if it is anything else."""
    members = p.members(table)
    held = members.get(p.ids.get("default", -1), [])
    return p.strip(held[0]) if len(members) == 1 == len(held) else table


def modules(p: Program, access: int) -> list[int]:
    """What was wrapped in the m of `m.default`: that is the module itself if it exports no such name. Else empty."""
    return modules_in(p, p.base(access)) if p.key_text(access) == "default" else []


def modules_in(p: Program, expression: int) -> list[int]:
    """What was wrapped in an expression."""
    base = p.strip(expression)
    made = p.writes(p.binding[base])[:_MAX_WRITES] if p.kind[base] == IDENT and p.binding[base] >= 0 else [base]
    return [module for value in made if (module := _module(p, p.strip(value))) >= 0]


def is_module(p: Program, access: int) -> bool:
    """Is `m.default` the wrapped module itself, which exports nothing under that name?"""
    return bool(modules(p, access)) and not any(p.property_of(o, p.key(access)) for o in p.origins(p.base(access)))


def _module(p: Program, call: int) -> int:
    """What a call of such a function wraps, or -1."""
    functions = p.functions(p.callee(call)) if p.kind[call] == CALL else []
    index = wrapped(p, functions[0]) if len(functions) == 1 else -1
    args = p.args(call)
    return args[index] if 0 <= index < len(args) else -1


def got(p: Program, node: int) -> int:
    """The module in `x()` and `x.a` where x was made of it by `m.__esModule ? () => m.default : () => m`; or -1."""
    if p.ids.get("__esModule", -1) < 0:
        return -1
    called = p.kind[node] == CALL and not p.written_args(node)
    base = p.written_callee(node) if called else p.base(node) if p.is_access(node) and p.key_text(node) == "a" else -1
    return _made_of(p, p.definition(p.strip(base))) if base >= 0 else -1


def by_getter(p: Program, node: int) -> list[int]:
    """What such a getter gives: the default export of the module, or the module as a whole; empty for the rest."""
    if (module := got(p, node)) < 0:
        return []
    return [v for o in p.origins(module) for v in p.property_of(o, p.ids.get("default", -1))] or [module]


def giving(p: Program, call: int, module: int) -> list[int]:
    """The expressions `x()` and `x.a` that give a module, for the call `x = of(module)`."""
    name = declared_name(p, call) if _made_of(p, call) == module else -1
    refs = p.s.references(p.binding[name])[:_MAX_MENTIONS].tolist() if name >= 0 and p.binding[name] >= 0 else []
    return [p.parent[ref] for ref in refs if got(p, p.parent[ref]) >= 0]


def _made_of(p: Program, call: int) -> int:
    """The module that a call makes a getter for, or -1."""
    args = p.written_args(call) if call >= 0 and p.kind[call] == CALL else []
    functions = p.functions(p.written_callee(call)) if len(args) == 1 else []
    return args[0] if len(functions) == 1 and _makes_getter(p, functions[0]) else -1


def _makes_getter(p: Program, fn: int) -> bool:
    """Is it `function (m) { return m && m.__esModule ? () => m.default : () => m; }`?"""
    returned = p.returns(fn) if p.last[fn] - fn <= _MAX_NODES and len(p.params(fn)) == 1 else []
    made = defined(p, last_of(p, returned[0])) if len(returned) == 1 else -1
    getters = _branches(p, made) if made >= 0 else []
    if len(getters) != _TWO or not all(p.is_function(getter) for getter in getters):
        return False
    given = [p.strip(value) for getter in getters for value in p.returns(getter)]
    names = [p.base(value) if p.key_text(value) == "default" else value for value in given]
    bindings = {int(p.binding[name]) if p.kind[name] == IDENT else -1 for name in names}
    return len(given) == _TWO and bindings == {int(p.binding[p.params(fn)[0]])} - {-1}


def last_of(p: Program, node: int) -> int:
    """The last of some expressions in a row, without parentheses."""
    while p.kind[node] in (PAREN, SEQUENCE) and p.last[node] > node + 1:
        node = p.children(node)[-1]
    return node
