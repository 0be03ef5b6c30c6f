"""Where the way back from what is sent ends at a call whose target is not known: said as a gap, at most one a script.

The search follows data forwards and is silent where it cannot go on. This walk goes backwards from what is sent, by the
same knowledge of the program, until it comes to a call that certainly stays in the script and leads nobody knows where.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from undertow.analysis import catalog
from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ANY, CALL, DECLARATOR, IDENT, NEW, SHORTHAND, VALUE

_MAX_NODES = 300
_COMPOSED = kind_mask([
    "binary_expression", "ternary_expression", "template_string", "template_substitution", "array", "object", "pair",
    "spread_element", "unary_expression", "await_expression", "parenthesized_expression", "sequence_expression",
])  # fmt: skip
_PATTERNS = kind_mask(["object_pattern", "pair_pattern", "object_assignment_pattern", "array_pattern"])
_HANDING_ON = catalog.STRINGIFY | catalog.IDENTITY | catalog.TEXT_FUNCTIONS
_SETTLING = frozenset({"then", "catch", "finally"})


def unresolved_call(p: Program, node: int) -> int:
    """The nearest call on the way back from an expression whose target is not known; -1 if there is none."""
    todo, seen = deque([node]), {node}
    while todo and len(seen) < _MAX_NODES:
        at = p.strip(todo.popleft())
        if p.kind[at] == CALL and _is_unresolved(p, at):
            return at
        for before in _before(p, at):
            if before >= 0 and before not in seen:
                seen.add(before)
                todo.append(before)
    return -1


def _before(p: Program, node: int) -> Iterator[int]:
    """Expressions that the value of this one is made of."""
    kind = p.kind[node]
    if _COMPOSED[kind]:
        yield from p.children(node)
    elif kind in (IDENT, SHORTHAND):
        if p.binding[node] >= 0:
            yield from _variable(p, p.binding[node])
    elif kind == CALL:
        yield from _called(p, node)
    elif kind == NEW:
        yield from p.args(node)
    elif p.is_access(node):
        yield from (origin for origin in p.origins(node) if not p.is_function(origin))
        yield p.base(node)


def _variable(p: Program, b: int) -> Iterator[int]:
    yield from p.writes(b)
    up = p.parent[int(p.s.b_node[b])]
    while _PATTERNS[p.kind[up]]:
        up = p.parent[up]
    if p.kind[up] == DECLARATOR:
        yield p.child(up, VALUE)
    fn, index = p.param_index(b)
    for call, shift in p.call_sites(fn) if index >= 0 else ():
        args = p.args(call)
        if 0 <= index + shift < len(args):
            yield args[index + shift]


def _called(p: Program, call: int) -> Iterator[int]:
    callee = p.callee(call)
    functions = p.functions(callee) if p.kind[callee] != K["import"] else []
    args = p.args(call)
    for fn in functions:
        yield from p.returns(fn)
    if p.is_access(callee):
        if p.key_text(callee) in _SETTLING:
            for fn in p.functions(args[0]) if args else ():
                yield from p.returns(fn)
        yield p.base(callee)
    if not functions and (p.kind[callee] == IDENT or _full_name(p, callee) in _HANDING_ON):
        yield from args


def _full_name(p: Program, callee: int) -> str:
    return f"{p.global_name(p.base(callee))}.{p.key_text(callee)}" if p.is_access(callee) else p.global_name(callee)


def _is_unresolved(p: Program, call: int) -> bool:
    """Is the target of the call a function of this script, but nobody knows which?"""
    callee = p.callee(call)
    if p.kind[callee] == K["import"] or p.functions(callee) or p.global_name(callee):
        return False
    if p.kind[callee] == IDENT:
        return p.binding[callee] >= 0 and not _comes_from_outside(p, callee)
    if not p.is_access(callee) or p.global_name(p.base(callee)):
        return False
    key = p.key(callee)
    if key == ANY:
        return True
    own = p.members_sym(key) or any(p.is_written(a) for a in p.accesses_sym(key)[:50])
    return bool(own) and p.key_text(callee) not in _SETTLING


def _comes_from_outside(p: Program, callee: int) -> bool:
    """Is the called variable a global, or something read of one (`const {now} = Date`)?"""
    return any(origin != callee and p.kind[origin] not in (IDENT, CALL) for origin in p.origins(callee))
