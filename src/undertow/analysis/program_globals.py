"""Where objects of the browser are that a script keeps: `this.nav = navigator`, `new Client({win: window})`.

Whoever reads `this.nav.userAgent` reads that of the browser. A variable that holds a global is known by what is written
into it; fields and parameters are followed from where the global is handed over, as few are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    BINARY,
    DECLARATOR,
    IDENT,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    RETURN,
    SHORTHAND,
    TERNARY,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_KEPT = (
    "window", "self", "globalThis", "document", "navigator", "location", "screen", "history", "performance",
    "localStorage", "sessionStorage", "indexedDB", "crypto", "cookieStore", "visualViewport",
)  # fmt: skip
_KEEPING = frozenset({ARGS, ARRAY, ASSIGN, BINARY, DECLARATOR, OBJECT_LITERAL, PAIR, RETURN, TERNARY})
_OWN = frozenset({ARRAY, NEW, OBJECT_LITERAL})
_MAX_MENTIONS = 200


def held(p: Program) -> dict[int, str]:
    """Expression → the global that it denotes, where a field or a parameter holds it."""
    found: dict[int, str] = {}
    for name in _KEPT:
        named = [a for a in p.accesses(name) if not p.is_written(a) and p.global_name(a) == name]
        kept = [node for node in (*p.free(name), *named) if _is_kept(p, node)]
        for node in kept[:_MAX_MENTIONS]:
            for use in p.value_uses(node):
                if use != node and (p.kind[use] == IDENT or p.is_access(use)) and _may_be(p, use, node):
                    found[use] = name
    return found


def _is_kept(p: Program, node: int) -> bool:
    """Does the value go somewhere?"""
    return p.kind[node] == SHORTHAND or p.kind[p.parent[p.outermost(node)]] in _KEEPING


def _may_be(p: Program, use: int, node: int) -> bool:
    """Is it the global or unknown things, and no object of the script's own?"""
    origins = p.origins(use)
    return node in origins and not any(p.kind[o] in _OWN or p.is_function(o) for o in origins)
