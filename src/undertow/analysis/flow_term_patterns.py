"""Terms of variables that stand in patterns: `{carrier}` of an answer is `answer.carrier`, `[first]` is `list[0]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_term import Term
from undertow.analysis.program_fixed import MISSING, UNKNOWN
from undertow.analysis.program_syntax import (
    ANY,
    DECLARATOR,
    FIRST_INDEX,
    IDENT,
    NAME,
    OBJECT_LITERAL,
    RIGHT,
    SHORTHAND_PATTERN,
    SPREAD,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_terms import Terms
    from undertow.analysis.program import Program

_PATTERNS = kind_mask([
    "object_pattern", "pair_pattern", "object_assignment_pattern", "assignment_pattern", "array_pattern",
])  # fmt: skip
_DEFAULTS = kind_mask(["object_assignment_pattern", "assignment_pattern"])
_OBJECT, _LIST, _PAIR, _REST = (K[f"{kind}_pattern"] for kind in ("object", "array", "pair", "rest"))


def stands_in_one(p: Program, b: int) -> bool:
    """Is the variable declared in a pattern?"""
    up = p.parent[int(p.s.b_node[b])]
    return bool(_PATTERNS[p.kind[up]]) or p.kind[up] == _REST


def taken(t: Terms, b: int, names: dict[int, Term], depth: int) -> Term | None:
    """What a variable takes out of the value of its declaration, or of the arguments of the call in question."""
    p = t.p
    name = root = int(p.s.b_node[b])
    if b in p.reassigned:
        return None
    while stands_in_one(p, b) and (_PATTERNS[p.kind[p.parent[root]]] or p.kind[p.parent[root]] == _REST):
        root = p.parent[root]
    holder = p.parent[root]
    if p.kind[holder] == DECLARATOR:
        value = p.child(holder, VALUE) if p.field[root] == NAME else -1
        return _along(t, root, name, value, names, depth) if value >= 0 else None
    fn = p.param_index(b)[0]
    site = t.site(fn) if fn >= 0 and root in p.params(fn) else None
    if site is None:
        return None
    call, shift = site
    found: dict[int, Term] = {}
    bind(t, root, p.args(call)[p.params(fn).index(root) + shift :], names, found, depth)
    return found.get(b)


def bind(t: Terms, param: int, given: list[int], names: dict[int, Term], inner: dict[int, Term], depth: int) -> None:
    """Add the term of each variable in a parameter, other than of those assigned to again.

    Args:
        t: makes the terms.
        param: the parameter.
        given: the argument, and those after it.
        names: terms of variables where the call stands.
        inner: terms of variables within the function, which is added to.
        depth: how deep terms may be.
    """
    p = t.p
    if p.kind[param] == _REST:
        b = p.binding[param + 1] if p.kind[param + 1] == IDENT else -1
        if b >= 0 and p.fixed.only_read(int(b)) and not any(p.kind[x] == SPREAD for x in given):
            inner[b] = Term("array", param, "", tuple(t.term(x, names, depth) for x in given))
        return
    if not given or p.kind[given[0]] == SPREAD:
        return
    for name in range(param, p.last[param]):
        b = p.binding[name] if p.kind[name] in (IDENT, SHORTHAND_PATTERN) else -1
        if b < 0 or p.s.b_node[b] != name or b in p.reassigned:
            continue
        if (term := _along(t, param, name, given[0], names, depth)) is not None:
            inner[b] = term


def _along(t: Terms, root: int, name: int, value: int, names: dict[int, Term], depth: int) -> Term | None:
    """The term of a variable in a pattern of which the value is known."""
    p = t.p
    steps = _steps(p, root, name)
    if steps is None:
        return None
    held = value if steps else UNKNOWN
    for key, default in steps:
        if key != ANY:
            held = p.fixed.under(held, key, t.given) if held >= 0 else UNKNOWN
        elif held == MISSING:
            held = default
    if (fixed := t.fixed(held, name, names, depth)) is not None:
        return fixed
    found = t.term(value, names, depth)
    for key, default in steps:
        if key == ANY:
            if (key, default) == steps[-1] or p.kind[default] != OBJECT_LITERAL or p.children(default):
                found = Term("binary", name, "??", (found, t.term(default, names, depth)))
        elif key > FIRST_INDEX:
            found = Term("member", name, p.text(key), (found,))
        else:
            found = Term("index", name, "", (found, Term("number", name, str(FIRST_INDEX - key))))
    return found


def _steps(p: Program, root: int, name: int) -> list[tuple[int, int]] | None:
    """How one comes from the value of a pattern to a variable in it: (key, -1), (ANY, default); None if not known.

    The default of the whole is left out: a value is known.
    """
    found: list[tuple[int, int]] = []  # from the inside
    at = name
    if p.kind[at] == SHORTHAND_PATTERN:
        if _DEFAULTS[p.kind[p.parent[at]]]:
            at = p.parent[at]
            found.append((ANY, p.child(at, RIGHT)))
        found.append((p.sym[name], -1))
    while at != root:
        inner, at = at, p.parent[at]
        kind = p.kind[at]
        if kind == _PAIR and p.sym[at + 1] >= 0 and p.field[inner] == VALUE:
            found.append((p.sym[at + 1], -1))
        elif kind == _LIST:
            found.append((FIRST_INDEX - p.place(at, inner), -1))
        elif _DEFAULTS[kind] and inner == at + 1:
            found += [(ANY, p.child(at, RIGHT))] if at != root else []
        elif kind != _OBJECT:
            return None
    return found[::-1]
