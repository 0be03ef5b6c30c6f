"""What compilers put around a module that is required: `m && m.__esModule ? m : {default: m}`.

One such function serves all modules of a script, and what it returns would be any of them if its calls were not told
apart. It hands back what it is given, and under `default` the same where the module exports no such name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import ALTERNATIVE, CALL, CONSEQUENCE, IDENT, OBJECT_LITERAL, TERNARY

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_NODES = 80
"""Nodes of a function that does no more than that."""
_MAX_WRITES = 4


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
