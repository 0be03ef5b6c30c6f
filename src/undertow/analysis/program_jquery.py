"""Variables that hold jQuery: plugins take it as a parameter, which minifiers call as they like.

`!function (t) {…}(jQuery)`, `jQuery(function (t) {…})`, `var t = window.jQuery`, and the modules of which a loader or
the page gives it: `!function (e) { e(jQuery); }(function (t) {…})`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_names import named_parameter
from undertow.analysis.program_syntax import ARGS, ASSIGN, CALL, DECLARATOR, IDENT, RIGHT, VALUE

if TYPE_CHECKING:
    from undertow.analysis.program import Program

JQUERY = ("$", "jQuery")
"""Its names as a global."""
_MAX_MENTIONS = 20_000


def bindings(p: Program) -> frozenset[int]:
    """All of them."""
    mentions = [node for name in JQUERY for node in p.free(name)]
    mentions += [a for name in JQUERY for a in p.accesses(name) if p.global_name(a) == name]
    mentions += [call for call in p.method_calls("noConflict") if p.kind[p.base(p.callee(call))] == IDENT]
    found: set[int] = set()
    for mention in mentions:  # grows while it is walked
        for b in _given(p, mention):
            if b not in found and len(mentions) < _MAX_MENTIONS:
                found.add(b)
                mentions += [ref for ref in p.s.references(b).tolist() if not p.s.write[ref]]
    return frozenset(found)


def _given(p: Program, mention: int) -> list[int]:
    """Variables that hold the value of an expression, or what a function is given that it calls when the page is."""
    node = p.outermost(mention)
    up = p.parent[node]
    if p.kind[up] in (DECLARATOR, ASSIGN) and p.field[node] in (VALUE, RIGHT):
        b = int(p.binding[up + 1]) if p.kind[up + 1] == IDENT else -1
        return [b] if b >= 0 and len(p.writes(b)) == 1 else []
    if p.kind[up] == ARGS and p.kind[p.parent[up]] == CALL:
        at = p.children(up).index(node)
        return [b for fn in _functions(p, p.written_callee(p.parent[up])) if (b := named_parameter(p, fn, at)) >= 0]
    if not p.is_callee(mention):
        return []
    call = p.parent[mention]
    around = p.parent[call]
    if p.is_access(around) and p.key_text(around) == "ready" and p.is_callee(around):
        call = p.parent[around]
    functions = [p.strip(given) for given in p.written_args(call)[:1]]
    return [b for fn in functions if p.is_function(fn) and (b := named_parameter(p, fn, 0)) >= 0]


def _functions(p: Program, callee: int) -> list[int]:
    """The function that is called at once, or is handed to one that is and there called by its parameter."""
    callee = p.strip(callee)
    if p.is_function(callee):
        return [callee]
    outer, at = p.parameter(callee)
    call = p.parent[p.outermost(outer)] if at >= 0 else -1
    if call < 0 or p.kind[call] != CALL or p.strip(p.written_callee(call)) != outer:
        return []
    return [fn for given in p.written_args(call)[at : at + 1] if p.is_function(fn := p.strip(given))]
