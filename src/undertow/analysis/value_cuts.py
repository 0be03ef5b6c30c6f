"""Texts that are cut where a test says so: `if (url.endsWith("/")) url = url.slice(0, -1)`, `s.slice(0, s.length - 1)`.

Helpers that join addresses take a slash off one side and put one between. Read without its test such a cut takes a
letter off a host: what it is there to take off are separators.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_names import same_object
from undertow.analysis.program_syntax import ASSIGN, BINARY, CONDITION, IDENT, LEFT, RIGHT, TERNARY
from undertow.analysis.value_texts import cut

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_BRANCHES = (K["if_statement"], TERNARY, K["while_statement"], K["for_statement"], K["do_statement"])
_INTEGER = re.compile(r"-?\d{1,6}", re.ASCII)
_DIGITS = 7
_LETTER = re.compile(r"\w\Z", re.ASCII)


def texts(values: FlowValues, target: int, method: str, args: list[int], depth: int) -> list[str] | None:
    """Strings of `text.slice(a, b)`, `substring`, `substr` or `charAt`; None if nothing is known of them."""
    ends = [end for end in (_end(values, target, arg, depth) for arg in args[:2]) if end != ""]
    if not ends or None in ends:
        return None
    method, known = _as_slice(method, [end for end in ends if end is not None])
    guarded: bool | None = None
    found: list[str] = []
    for text in values.strings(target, depth):
        part = cut(text, method, known)
        if part is not None and len(part) == len(text) - 1 and _LETTER.match(text[0 if part == text[1:] else -1]):
            guarded = _is_guarded(values.p, target, args[0]) if guarded is None else guarded
            part = text if guarded else part  # the test did not hold
        if part is not None:
            found.append(part)
    return found or None


def _as_slice(method: str, ends: list[str]) -> tuple[str, list[str]]:
    """The method and ends of a cut, where `slice` does the same, as that."""
    if method == "charAt":
        return "slice", ends[:1] if ends[0] == "-1" else [ends[0], str(int(ends[0]) + 1)]
    if method == "substr":
        counted = [end if end.startswith("-") else str(int(ends[0]) + int(end)) for end in ends[1:]]
        return "slice", [ends[0], *counted]  # `text.length - n` is counted from the end
    return ("slice" if any(end.startswith("-") for end in ends[1:]) else method), ends


def _end(values: FlowValues, target: int, arg: int, depth: int) -> str | None:
    """Where a cut begins or ends: a number, -n for `text.length - n`, empty for the end; None if that is not known."""
    p = values.p
    arg = p.strip(arg)
    if _is_length(p, arg, target):
        return ""
    if p.kind[arg] == BINARY and p.operator(arg) == "-" and _is_length(p, p.strip(p.child(arg, LEFT)), target):
        taken = values.strings(p.child(arg, RIGHT), depth)[0]
        return f"-{taken}" if taken.isascii() and taken.isdecimal() and len(taken) < _DIGITS else None
    written = p.writes(p.binding[arg]) if p.kind[arg] == IDENT and p.binding[arg] >= 0 else ()
    if any(_is_length(p, p.strip(value), target) for value in written):
        return ""  # the end, or as far before it as a loop counts down
    found = values.strings(arg, depth)[0]
    return found if _INTEGER.fullmatch(found) else None


def _is_length(p: Program, node: int, target: int) -> bool:
    """Is it the length of the text, which may be written into its variable there: `(t = "…").charAt(t.length - 1)`?"""
    target = p.strip(target)
    target = p.child(target, LEFT) if p.kind[target] == ASSIGN else target
    return p.is_access(node) and p.key_text(node) == "length" and same_object(p, p.base(node), target)


def _is_guarded(p: Program, target: int, inside: int) -> bool:
    """Does a test around a cut speak of the text that is cut?"""
    child, up = inside, p.parent[inside]
    while up >= 0 and not p.is_function(child):
        test = -1
        if p.kind[up] in _BRANCHES:
            test = p.child(up, CONDITION)
        elif p.kind[up] == BINARY and p.field[child] == RIGHT and p.operator(up) in ("&&", "||"):
            test = p.child(up, LEFT)
        if test >= 0 and not p.contains(test, inside) and _mentions(p, test, target):
            return True
        child, up = up, p.parent[up]
    return False


def _mentions(p: Program, test: int, target: int) -> bool:
    return any(same_object(p, node, target) for node in range(test, p.last[test] + 1) if p.kind[node] == p.kind[target])
