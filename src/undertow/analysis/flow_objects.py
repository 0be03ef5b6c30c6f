"""Texts that objects hold: the address in `new URL(…)`, text appended to a variable, what is merged over what."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from undertow.analysis.addresses import joined, with_part
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_addresses import parts_set
from undertow.analysis.flow_literals import sure_keys
from undertow.analysis.program_merging import put_together
from undertow.analysis.program_origins import member_values
from undertow.analysis.program_syntax import ASSIGN, AUGMENTED, IDENT, NEW, OBJECT_LITERAL, PAIR, RIGHT, SPREAD

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_RELATIVE = re.compile(r"[/.?#]")
_MAX_MAKERS = 4
_MAX_APPENDED = 3
"""Pieces of text appended to one variable that are put together in every way."""


def address(values: FlowValues, node: int, depth: int) -> list[str] | None:
    """`new URL(path, base)` and `new Request(url)`."""
    p = values.p
    args = p.args(node)
    if p.global_name(p.callee(node)) not in ("URL", "Request", "String") or not args:
        return None
    first = values.strings(args[0], depth - 1)
    if p.global_name(p.callee(node)) != "URL":
        return first
    if len(args) > 1 and not any("://" in x for x in first):
        bases = values.strings(args[1], depth - 1)
        given = HOLE if not any(_is_of_page(p, o) for o in (args[1], *p.origins(args[1]))) else ""
        first = [given + path if base == HOLE else joined(base, path) for base in bases for path in first]
    elif len(args) == 1:
        first = [text for text in first if not _RELATIVE.match(text)]  # of these it throws
    for name, value in parts_set(p, values.ground.order, node):
        if HOLE not in (text := values.strings(value, depth - 1)[0]):
            first = [with_part(address, name, text) for address in first]
    return first


def _is_of_page(p: Program, node: int) -> bool:
    """Is it an address of the page itself: `location.href`, `document.baseURI`?"""
    named = p.is_access(node) and p.key_text(node) in ("href", "baseURI", "URL", "documentURI")
    return p.global_name(p.base(node) if named else node) in (("location", "document") if named else ("location",))


def addresses(values: FlowValues, node: int, depth: int) -> list[str] | None:
    """Addresses of an object that takes them apart, `new URL(a)` or a link whose `href` is set; None if it is none."""
    p = values.p
    found: list[str] | None = None
    for origin in p.origins(node):
        if p.kind[origin] == NEW and p.method_name(origin) == "URL":
            found = [*(found or ()), *(address(values, origin, depth) or ())]
        elif p.method_name(origin) == "createElement" and (href := p.ids.get("href", -1)) >= 0:
            stored = p.stores.of(href, origin)
            found = [*(found or ()), *(text for value in stored for text in values.strings(value, depth - 1))]
    return found


def of_literals(values: FlowValues, node: int, key: int, depth: int) -> list[str]:
    """Strings of a property in the literals that an object may be, or be made of: `defaults[name]` for a known name."""
    p = values.p
    literals = [o for o in p.origins(node) if p.kind[o] == OBJECT_LITERAL][:_MAX_MAKERS]
    held = [value for literal in literals for value in p.property_of(literal, key)]
    return [text for value in held[:_MAX_MAKERS] for text in values.strings(value, depth - 2)] if depth > 2 else []


def stored_later(values: FlowValues, access: int, known: int) -> int | None:
    """The value of a property of a literal that other values are stored in later: `const o = {k: a}; o.k = b`.

    The one that was certainly stored last before it is read; None if that is not known.

    Args:
        values: string values of the script.
        access: the read of the property.
        known: its value in the literal.
    """
    p = values.p
    pair = p.parent[known]
    key = p.member_key(pair) if p.kind[pair] == PAIR else -1
    if key < 0 or not p.stores_sym(key):
        return None
    stored = p.stores.of(key, p.parent[pair])
    if not stored:
        return None
    base = p.strip(p.base(access))
    at = values.ground.order.emptied(base).get(key, -1) if p.kind[base] == IDENT and p.binding[base] >= 0 else -1
    last = p.child(at, RIGHT) if at >= 0 and p.kind[at] == ASSIGN else -1
    return last if last >= 0 and all(v <= last and p.enclosing[v] == p.enclosing[at] for v in stored) else None


def grown(values: FlowValues, node: int, depth: int) -> list[str] | None:
    """Strings of a variable to which text is appended, `url += …`; None if it is none."""
    p = values.p
    if p.kind[node] != IDENT or p.binding[node] < 0:
        return None
    writes = p.writes(p.binding[node])
    added = [v for v in writes if p.kind[p.parent[v]] == AUGMENTED and p.operator(p.parent[v]) == "+="]
    if not added:
        return None
    first = [text for v in writes if v not in added for text in values.strings(v, depth - 2)] or [HOLE]
    rest = [values.strings(v, depth - 2) for v in added[:_MAX_APPENDED]]
    whole = ["".join(parts) for parts in product(first, *(["", *texts[:1]] for texts in rest))]
    return list(dict.fromkeys(whole))


def overwritten(p: Program, access: int) -> set[int]:
    """Values of a property that something merged over them certainly replaces: `{url: "…", ...given}`, `given.url`."""
    base = p.strip(p.base(access))
    made = p.definition(base) if p.kind[base] == IDENT else -1
    makers = [made] if made >= 0 else list(member_values(p, base)) if p.is_access(base) else []
    return replaced_in(p, makers, p.key(access))


def replaced_in(p: Program, makers: list[int], key: int) -> set[int]:
    """The same of the expressions that make the object, for one of its properties."""
    found: set[int] = set()
    for maker in makers[:_MAX_MAKERS] if key >= 0 else ():
        is_sure = False
        for part, is_merged in reversed(_parts(p, p.strip(maker), key)):
            if is_sure:
                found |= {v for o in p.origins(part) for v in p.property_of(o, key)} if is_merged else {part}
            is_sure = is_sure or not is_merged or key in sure_keys(p, part)
    return found


def _parts(p: Program, maker: int, key: int) -> list[tuple[int, bool]]:
    """What gives an object a property, the last that does so last: values of it (False), objects merged (True)."""
    if merged_in_turn := put_together(p, maker):
        return [(part, True) for part in merged_in_turn if p.kind[part] != SPREAD]
    members = p.children(maker) if p.kind[maker] == OBJECT_LITERAL else []
    if not any(p.kind[m] == SPREAD for m in members):
        return []
    merged = [(m + 1, True) for m in members if p.kind[m] == SPREAD]
    return sorted([*merged, *((value, False) for value in p.members(maker).get(key, ()))])
