"""Variables and objects that only the script itself fills, where it can be seen to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_later import takes_now
from undertow.analysis.program_names import is_deleted
from undertow.analysis.program_syntax import (
    AUGMENTED,
    BINARY,
    DECLARATOR,
    FOR_IN,
    IDENT,
    LEFT,
    NAME,
    OBJECT,
    OBJECT_LITERAL,
    THIS,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_REFERENCES = 60
_CHANGING = kind_mask(["update_expression", "array_pattern", "pair_pattern", "assignment_pattern", "rest_pattern"])


def is_complete(p: Program, node: int) -> bool:
    """Does whatever is put in a variable or property of an object stand in the script, for all to see?"""
    if p.is_access(node):
        bases = p.origins(p.base(node))
        return bool(bases) and all(p.kind[o] == OBJECT_LITERAL and _is_closed(p, o) for o in bases)
    b = int(p.binding[node]) if p.kind[node] == IDENT else -1
    if b < 0 or b in p.counted or p.param_index(b)[0] >= 0:
        return False
    name = int(p.s.b_node[b])
    return bool(p.kind[p.parent[name]] == DECLARATOR) and p.field[name] == NAME and is_own(p, name)


def _is_closed(p: Program, literal: int) -> bool:
    """Is all that is ever put into the object of a literal put there by name?"""
    node = p.outermost(literal)
    name = p.parent[node] + 1
    if p.kind[p.parent[node]] != DECLARATOR or p.kind[name] != IDENT or p.binding[name] < 0 or not is_own(p, literal):
        return False
    references = [ref for ref in p.s.references(p.binding[name])[: _MAX_REFERENCES + 1].tolist() if ref != name]
    return len(references) <= _MAX_REFERENCES and all(_is_seen(p, ref) for ref in references)


def _is_seen(p: Program, ref: int) -> bool:
    """Is the object only read, its methods called, or a property of it plainly assigned to by name?"""
    node = p.outermost(ref)
    access = p.parent[node]
    if not p.is_access(access) or p.field[node] != OBJECT:
        chosen = p.kind[access] == BINARY and p.operator(access) in ("||", "&&", "??")
        return takes_now(p, ref) and not chosen
    if p.is_callee(access):
        functions = p.functions(access) if p.key(access) >= 0 else []
        return takes_now(p, ref) or (bool(functions) and not any(_hands_on(p, fn) for fn in functions))
    node = p.outermost(access)
    up = p.parent[node]
    changed = p.kind[up] in (AUGMENTED, FOR_IN) and p.field[node] == LEFT
    if changed or _CHANGING[p.kind[up]] or is_deleted(p, node):
        return False
    return p.key(access) >= 0 or not p.is_written(access)


def _hands_on(p: Program, fn: int) -> bool:
    """Does a method do more with its object than to ask for properties of it?"""
    return any(p.kind[at] == THIS and not p.is_access(p.parent[at]) for at in range(fn, p.last[fn]))


def is_own(p: Program, node: int) -> bool:
    """Can no other script name a variable: is it in a function, or lexical and not exported?

    Args:
        p: the script.
        node: an expression that names it, or one in its declaration.
    """
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        node = int(p.s.b_node[p.binding[node]])
    if p.enclosing[node] >= 0 and p.is_function(p.enclosing[node]):
        return True
    while p.parent[node] > 0 and p.kind[p.parent[node]] != DECLARATOR:
        node = p.parent[node]
    declaration = p.parent[p.parent[node]] if p.parent[node] > 0 else 0
    return p.kind[declaration] == K["lexical_declaration"] and p.kind[p.parent[declaration]] != K["export_statement"]
