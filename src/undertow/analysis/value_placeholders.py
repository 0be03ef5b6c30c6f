"""Empty texts in place of a setting that is still to be given: `{apiUrl: ""}` until `configure({apiUrl})`.

An address that begins with one leads to a host that the code does not tell. Of a constant table that nobody changes the
empty text is what it says: the page's own origin. So is what no name calls an address: `{urlPrefix: ""}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_members import member_value
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_syntax import (
    ARGS,
    BINARY,
    CALL,
    LEFT,
    OBJECT_LITERAL,
    PAIR,
    STRING,
    TERNARY,
    VALUE,
)

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_READS = 40
_ADDRESS = re.compile(r"(?:ur[il]|host|hostname|endpoint|origin|server|domain|base)$", re.IGNORECASE)


def begins_address(p: Program, node: int) -> bool:
    """Does what is read as an empty text stand at the beginning of a longer one, and may anybody fill it?"""
    if not _is_first(p, p.outermost(node)):
        return False
    read = p.strip(node)
    if p.kind[read] == CALL:  # `clean(options.apiUrl)`, `options.apiUrl.replace(/\/$/, "")`
        callee, args = p.callee(read), p.args(read)
        read = args[0] if len(args) == 1 and p.functions(callee) else p.base(callee) if p.is_access(callee) else read
    return any(p.kind[o] == STRING and _is_to_be_given(p, o) for o in p.origins(read))


def _is_first(p: Program, node: int) -> bool:
    """Does a text begin with it: in a template, a sum, or `"".concat(node, path)` as compilers write templates?"""
    up = p.parent[node]
    if p.kind[up] == K["template_substitution"]:
        return bool(p.c.start[up] == p.c.start[p.parent[up]] + 1)
    if p.kind[up] == BINARY:
        return bool(p.field[node] == LEFT) and p.operator(up) == "+"
    call = p.parent[up] if p.kind[up] == ARGS else -1
    if call < 0 or p.method_name(call) != "concat" or p.args(call)[0] != node:
        return False
    receiver = p.strip(p.base(p.callee(call))) if p.is_access(p.callee(call)) else -1
    return receiver >= 0 and p.kind[receiver] == STRING and not p.string(receiver)


def says_own(p: Program, text: int) -> bool:
    """Is it the empty one of several addresses, in a table or a choice: the page's own origin?"""
    up = p.parent[text]
    if p.string(text):
        return False
    if p.kind[up] == TERNARY:
        others = [branch for branch in p.children(up)[1:] if branch != text]
    elif p.kind[up] == PAIR and p.kind[p.parent[up]] == OBJECT_LITERAL:
        members = p.children(p.parent[up])
        others = [value for member in members if (value := member_value(p, member)) not in (-1, text)]
    else:
        return False
    return bool(others) and all("://" in p.string(value) for value in others)


def _is_to_be_given(p: Program, text: int) -> bool:
    """Is it the empty value of a property that others may set?"""
    pair = p.parent[text]
    if p.text(p.sym[text]) or p.kind[pair] != PAIR or p.field[text] != VALUE:
        return False
    if not _ADDRESS.search(p.text(p.member_key(pair))):
        return False
    literal = p.parent[pair]
    if p.kind[literal] != OBJECT_LITERAL:
        return False
    if p.put.of(literal) or p.filled.of(literal):
        return True
    name = declared_name(p, p.outermost(literal))
    if name < 0 or p.binding[name] < 0:
        return True  # it is handed to somebody
    reads = [read for read in p.s.references(p.binding[name]).tolist()[:_MAX_READS] if read != name]
    return any(not p.is_access(p.parent[read]) or p.base(p.parent[read]) != read for read in reads)
