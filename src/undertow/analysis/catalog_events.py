"""Handlers of events: which function gets the event that an expression is, where it is registered, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undertow.analysis import program_frameworks, program_pipes
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_jquery import JQUERY
from undertow.analysis.program_names import is_own_method
from undertow.analysis.program_syntax import ARGS, ASSIGN, BODY, CALL, IDENT, METHOD, OBJECT_LITERAL, PAIR, RIGHT
from undertow.analysis.program_wrappers import wrapped_in

_SHORTHANDS = frozenset({"keyup", "keydown", "keypress", "change", "blur", "focusout", "input", "submit", "click"})
"""jQuery: `$(field).keyup(handler)`."""
_POINTED = _SHORTHANDS | {"mousemove", "mousedown", "mouseup", "mouseover", "scroll", "dblclick", "touchstart"}
LISTENING = ("addEventListener", "on", "attachEvent", "listen", "addListener")
_PROPERTY = re.compile(r"on[A-Z]")
_ADDING = ("addEventListener", "on")
_HANDLING = ("on", "$$")
"""Beginnings of the properties of an element that hold handlers: `onclick`, and Solid's `$$input`."""
_LISTENER = 2
_MAX_PASSED = 3
"""Functions through which an event is followed to the handler that got it."""


def handler_of(p: Program, node: int, depth: int = _MAX_PASSED) -> int:
    """The function whose first parameter the expression is, or -1; also if that hands it on: `e => this.onClick(e)`."""
    node = p.strip(node)
    if p.kind[node] != IDENT or p.binding[node] < 0:
        return -1
    fn, index = p.param_index(p.binding[node])
    if index < 0 or (index == 0 and (not depth or (p.callback_sites(fn) and _is_handler(p, fn)))):
        return fn if index == 0 else -1
    for call, shift in p.call_sites(fn)[:_MAX_PASSED] if depth else ():
        args = p.args(call)
        if index + shift < len(args) and (first := handler_of(p, args[index + shift], depth - 1)) >= 0:
            return first
    return fn if index == 0 else -1


def _is_handler(p: Program, fn: int) -> bool:
    """Is a function that is handed over registered itself, and not called by a handler: `e => record(make(e))`?"""
    return not p.call_sites(fn) or bool(receivers(p, fn))


def registrations(p: Program, values: FlowValues, fn: int) -> list[tuple[str, int]]:
    """(event, receiver) of each place where the function is registered as a handler; receiver -1: the global object."""
    found: list[tuple[str, int]] = []
    handlers = [fn, *wrapped_in(p, fn)]
    for call, at in (site for handler in handlers for site in p.callback_sites(handler)):
        method = p.method_name(call)
        receiver = p.base(p.callee(call)) if p.is_access(p.callee(call)) else -1
        own = method == "addEventListener" and is_own_method(p, p.callee(call))  # what else listens may hand on
        if at >= 1 and method in LISTENING and not own:
            found += [(event, receiver) for event in values.strings(p.args(call)[0])]
        elif at == 0 and method in _POINTED and p.method_name(p.strip(receiver)) in JQUERY:
            found.append((method, receiver))
        elif (element := _listened_on(p, call, at)) >= 0:
            found += [(event, element) for event in values.strings(p.args(call)[1])]
        elif at == 0 and (made := program_pipes.source_of(p, call)) >= 0:
            found += [(event, p.args(made)[0]) for event in values.strings(p.args(made)[1])]
    found += _by_object(p, values, fn)
    for use in (use for handler in handlers for use in p.value_uses(handler)):
        up = p.parent[use]
        if p.kind[up] == ASSIGN and p.field[use] == RIGHT and p.is_access(up + 1):
            key = p.key_text(up + 1)
            if key.startswith(_HANDLING):
                found.append((key[2:].lower(), p.base(up + 1)))
        elif p.kind[up] == PAIR and (event := _of_property(p, up)):
            found.append((event, -1))
    return found


def _listened_on(p: Program, call: int, at: int) -> int:
    """Svelte: `listen(element, "input", handler)` of a module; -1 for another call."""
    foreign = p.kind[p.callee(call)] == IDENT and not p.functions(p.callee(call))
    return p.args(call)[0] if at == _LISTENER and foreign and p.method_name(call) == "listen" else -1


def _of_property(p: Program, pair: int) -> str:
    """`createElement("input", {onChange: handler})`: the event; empty if it is no property of an element."""
    key, args = p.text(p.member_key(pair)) if p.member_key(pair) >= 0 else "", p.parent[p.parent[pair]]
    if not _PROPERTY.match(key) or p.kind[args] != ARGS or p.kind[p.parent[args]] != CALL:
        return ""
    return key[2:].lower() if program_frameworks.is_maker(p, p.parent[args]) else ""


def _by_object(p: Program, values: FlowValues, fn: int) -> Iterator[tuple[str, int]]:
    """`addEventListener("click", {handleEvent(e) {…}})`, also of a class: `addEventListener("click", this)`."""
    if p.kind[fn] != METHOD or p.text(p.member_key(fn)) != "handleEvent":
        return
    holder = p.parent[fn]
    owner = holder if p.kind[holder] == OBJECT_LITERAL else p.this_owner(p.child(fn, BODY))
    for callee in (*p.accesses("addEventListener"), *p.free("addEventListener")):
        call = p.parent[callee]
        args = p.args(call) if p.is_callee(callee) else []
        if len(args) > 1 and any(owner in (o, p.owner_of(o)) for o in p.origins(args[1])):
            receiver = p.base(callee) if p.is_access(callee) else -1
            yield from ((event, receiver) for event in values.strings(args[0]))


def event_parameter(p: Program, node: int) -> bool:
    """Is it the first parameter of an event handler (or of a function of which no call is seen)?"""
    fn = handler_of(p, node)
    if fn < 0:
        return False
    return bool(receivers(p, fn)) or not p.call_sites(fn)


def receivers(p: Program, fn: int) -> list[int]:
    """The objects on which a function, or another that calls it, is registered as a handler of events."""
    handlers = [fn, *wrapped_in(p, fn)]
    sites = [site for handler in handlers for site in p.callback_sites(handler) if p.is_access(p.callee(site[0]))]
    found = [p.base(p.callee(call)) for call, at in sites if at == 1 and p.method_name(call) in _ADDING]
    found += [p.base(p.callee(call)) for call, at in sites if at == 0 and p.method_name(call) in _SHORTHANDS]
    for call, at in (site for handler in handlers for site in p.callback_sites(handler)):
        if (element := _listened_on(p, call, at)) >= 0:
            found.append(element)
        elif at == 0 and (made := program_pipes.source_of(p, call)) >= 0:
            found.append(p.args(made)[0])
    for up in (p.parent[handler] for handler in handlers):
        if p.kind[up] == ASSIGN and p.is_access(up + 1) and p.key_text(up + 1).startswith(_HANDLING):
            found.append(p.base(up + 1))
    if p.kind[fn] == METHOD and p.text(p.member_key(fn)) == "handleEvent":
        found += [
            p.base(p.callee(call))
            for call, at in p.callback_sites(p.parent[fn])
            if at == 1 and p.is_access(p.callee(call)) and p.method_name(call) == "addEventListener"
        ]
    return found
