"""Handlers that a script wraps before it registers them, `on("click", guard(handler))`, and functions that register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import CALL, IDENT, SPREAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from undertow.analysis.program import Program

_WRAPPING = catalog.words("names", "wrapping")
_DEPTH = 2
_MAX_MENTIONS = 40
_MAX_SITES = 40


def handled_by(p: Program, node: int, depth: int = _DEPTH) -> list[int]:
    """Functions that get the arguments of what is registered: itself, and what it was made of and calls with the same.

    Args:
        p: the script.
        node: the expression that is registered.
        depth: how many wrappers are taken off.
    """
    functions = p.functions(node)
    call = defined(p, p.strip(node))
    if not depth or p.kind[call] != CALL:
        return functions
    found = list(functions)
    for maker in p.functions(p.callee(call))[:_DEPTH]:
        inner = [fn for fn in functions if fn != maker and p.contains(maker, fn)]
        for param, argument in zip(p.params(maker), p.args(call), strict=False):
            if any(_hands_on(p, fn, param) for fn in inner):
                found += handled_by(p, argument, depth - 1)
    return list(dict.fromkeys(found))


def _hands_on(p: Program, fn: int, name: int) -> bool:
    """Does the function call what a variable holds with its own arguments?"""
    if p.kind[name] != IDENT or p.binding[name] < 0:
        return False
    mentions = p.s.references(p.binding[name])[:_MAX_MENTIONS].tolist()
    return any(_is_own(p, fn, given) for ref in mentions for given in _first_given(p, ref))


def wrapped_in(p: Program, fn: int, depth: int = _DEPTH) -> Iterator[int]:
    """Calls that make of the function another one, which calls it with its own arguments: `debounce(fn, 300)`."""
    for call, at in p.callback_sites(fn) if depth else ():
        if p.name_of_called(p.callee(call)) in _WRAPPING and not p.functions(p.callee(call)):
            yield call
            yield from wrapped_in(p, call, depth - 1)
        for maker in p.functions(p.callee(call))[:_DEPTH]:
            params = p.params(maker)
            inner = [f for value in p.returns(maker) for f in p.functions(value) if p.contains(maker, f)]
            if at < len(params) and any(_hands_on(p, f, params[at]) for f in inner):
                yield call
                yield from wrapped_in(p, call, depth - 1)


def _first_given(p: Program, ref: int) -> list[int]:
    """What a called variable gets first: x in `f(x)`, `f.call(this, x)`, and the list in `f.apply(this, list)`."""
    up = p.parent[ref]
    if p.kind[up] == CALL and p.is_callee(ref):
        return p.written_args(up)[:1]
    if p.is_access(up) and p.is_callee(up) and p.key_text(up) in ("call", "apply"):
        return p.written_args(p.parent[up])[1:2]
    return []


def _is_own(p: Program, fn: int, given: int) -> bool:
    """Is it the first parameter of the function, or all of its arguments, also kept in a variable?"""
    given = given + 1 if p.kind[given] == SPREAD else given
    if p.kind[given] != IDENT:
        return False
    b = p.binding[given]
    if b < 0:
        return p.text(p.sym[given]) == "arguments" and int(p.this_scope[given]) == fn
    if any(p.kind[w] == IDENT and p.binding[w] < 0 and _is_own(p, fn, w) for w in p.writes(b)):
        return True
    params = p.params(fn)[:1]
    return bool(params) and any(p.binding[n] == b for n in (params[0], params[0] + 1) if n < p.n)


def registered(p: Program, event: int, handler: int, depth: int = _DEPTH) -> Iterator[tuple[int, int]]:
    """Event and handler; where a function of the script only passes both on, those of each of its calls.

    Args:
        p: the script.
        event: what names the event.
        handler: what is registered for it.
        depth: how many functions that register are looked through.
    """
    (fn, at), (same, then) = p.parameter(event), p.parameter(handler)
    sites = p.call_sites(fn)[:_MAX_SITES] if depth and fn == same and min(at, then) >= 0 else []
    given = [(p.args(call), shift) for call, shift in sites]
    passed = [(args[at + shift], args[then + shift]) for args, shift in given if len(args) > max(at, then) + shift]
    if not passed:
        yield event, handler
    for inner in passed:
        yield from registered(p, *inner, depth - 1)
