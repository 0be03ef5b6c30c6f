"""Handlers that are taken back in the same run of code in which they were registered, so that no event finds them.

`const off = subscribe(f); off()`, `map.set("a", f); map.delete("a")`, a signal that is aborted, an observer that is
disconnected, a socket that is closed before it opens. What stands between may wait for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_names import declared_name, defined, is_new, same_object
from undertow.analysis.program_syntax import (
    ARGS,
    ASSIGN,
    BINARY,
    CALL,
    DECLARATOR,
    IDENT,
    NAME,
    NEW,
    OBJECT_LITERAL,
    SHORTHAND_PATTERN,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_KEEPING = frozenset({"add", "push", "unshift", "set", "addEventListener", "on", "addListener"})
_REMOVING = frozenset({"delete", "removeEventListener", "off", "removeListener", "indexOf", "splice", "filter"})
_UNDONE = {"set": ("delete", "clear"), "add": ("clear",), "on": ("off",), "bind": ("unbind",)}
"""Methods that keep a function under a name, and those that take all of that name away."""
_MAX_REFERENCES = 40
_WAITING = ("await_expression", "yield_expression")
_OPENING = ("onopen", "onmessage")


class TakenBack:
    """Answers about one script.

    Args:
        p: the script.
        in_one_list: do two nodes stand in one list of statements, so that each runs if the other does?
    """

    def __init__(self, p: Program, in_one_list: Callable[[int, int], bool]) -> None:
        self.p, self._in_one_list = p, in_one_list

    def is_handler(self, fn: int, call: int) -> bool:
        """Is a function that is an argument of a call taken back before anything can happen?"""
        p = self.p
        if p.kind[call] == NEW:
            return is_new(
                p, call, "MutationObserver", "IntersectionObserver", "ResizeObserver", "PerformanceObserver"
            ) and (self._is_disconnected(call))
        if p.kind[call] != CALL or fn not in p.written_args(call):
            return False
        return self.is_aborted(call, later=True) or self._is_undone(fn, call) or self._is_unsubscribed(fn, call)

    def is_closed(self, assignment: int) -> bool:
        """`socket.onopen = f; socket.close()`."""
        p = self.p
        left = assignment + 1
        if p.key_text(left) not in _OPENING or p.kind[p.base(left)] != IDENT:
            return False
        if not any(is_new(p, o, "WebSocket") for o in p.origins(p.base(left))):
            return False
        return any(self._follows(assignment, call) for call in self._calls_of(p.base(left), "close"))

    def is_aborted(self, call: int, *, later: bool = False) -> bool:
        """Is the signal among the options of a call aborted before it, or (`later`) right after it?"""
        p = self.p
        key = p.ids.get("signal", -1)
        given = p.written_args(call)[1:] if key >= 0 and p.kind[call] == CALL else []
        options = [defined(p, p.strip(arg)) for arg in given]
        for literal in options:
            for value in p.members(literal).get(key, ()) if p.kind[literal] == OBJECT_LITERAL else ():
                if self._is_aborted_signal(p.strip(value), call, later=later):
                    return True
        return False

    def _is_aborted_signal(self, signal: int, call: int, *, later: bool) -> bool:
        p = self.p
        if p.kind[signal] == IDENT and (held := p.definition(signal)) >= 0:
            signal = p.strip(held)
        if p.kind[signal] == CALL and p.method_name(signal) == "abort":
            return p.is_access(p.callee(signal)) and p.global_name(p.base(p.callee(signal))) == "AbortSignal"
        if not p.is_access(signal) or p.key_text(signal) != "signal" or p.kind[p.base(signal)] != IDENT:
            return False
        controller = p.definition(p.base(signal))
        if controller < 0 or not is_new(p, controller, "AbortController"):
            return False
        aborts = [a for a in self._calls_of(p.base(signal), "abort") if a > controller]  # before: of the last one
        return any(self._follows(a, call) or (later and self._follows(call, a)) for a in aborts)

    def _calls_of(self, name: int, method: str) -> Iterator[int]:
        """Calls `name.method(…)` of the variable."""
        p = self.p
        refs = p.s.references(p.binding[name])[:_MAX_REFERENCES].tolist() if p.binding[name] >= 0 else []
        for ref in refs:
            if p.is_access(p.parent[ref]) and p.key_text(p.parent[ref]) == method and p.is_callee(p.parent[ref]):
                yield p.parent[p.parent[ref]]

    def _follows(self, first: int, second: int) -> bool:
        """Does the second run after the first in one list, with nothing between them that waits?"""
        p = self.p
        if first >= second or not self._in_one_list(first, second):
            return False
        waits = p.c.where(*_WAITING)
        return not any(first < n < second and p.enclosing[n] == p.enclosing[first] for n in waits.tolist())

    def _is_disconnected(self, made: int) -> bool:
        p = self.p
        name = self._name_of(made)
        if name < 0:
            return False
        observes = list(self._calls_of(name, "observe"))
        ends = [call for call in self._calls_of(name, "disconnect") if self._follows(made, call)]
        return bool(ends) and all(call < ends[-1] and p.enclosing[call] == p.enclosing[made] for call in observes)

    def _name_of(self, value: int) -> int:
        """The variable in `const name = value`, or -1."""
        name = declared_name(self.p, value)
        return name if name >= 0 and self.p.binding[name] >= 0 else -1

    def _is_undone(self, fn: int, call: int) -> bool:
        """`map.set("a", f); map.delete("a")`, `$(x).on("click.a", f); $(x).off("click.a")`."""
        p = self.p
        callee, args = p.written_callee(call), p.written_args(call)
        undoing = _UNDONE.get(p.key_text(callee), ())
        if not undoing or args[-1:] != [fn] or (self._name_of(call) >= 0):
            return False
        for name in undoing:
            for access in p.accesses(name):
                again = p.parent[access]
                if p.is_callee(access) and self._is_same(p.base(callee), p.base(access)) and self._follows(call, again):
                    given = p.written_args(again)
                    if name == "clear" or (len(given) == 1 < len(args) and self._names(given[0], args[0])):
                        return True
        return False

    def _is_same(self, one: int, other: int) -> bool:
        """Are both one object: the same variable or property, or what the same selector finds?"""
        p = self.p
        if p.kind[one] == CALL == p.kind[other]:
            finds = [p.string_sym(args[0]) if len(args := p.written_args(x)) == 1 else -1 for x in (one, other)]
            return finds[0] == finds[1] >= 0 and p.c.text(p.written_callee(one)) == p.c.text(p.written_callee(other))
        return same_object(p, one, other)

    def _names(self, taken: int, kept: int) -> bool:
        """Does a name take away what is kept under another: `click` does `click.menu`, and `.menu` does, too?"""
        taken_name, kept_name = self.p.string(taken), self.p.string(kept)
        if not taken_name or not kept_name:
            return False
        event, _, space = kept_name.partition(".")
        return taken_name in (kept_name, event) or (taken_name[:1] == "." and taken_name[1:] == space)

    # --- what registering gives back --------------------------------------------------------------------------
    def _is_unsubscribed(self, fn: int, call: int) -> bool:
        """`const off = subscribe(f); off()`, `const sub = subscribe(f); sub.remove()`."""
        p = self.p
        functions, at = p.functions(p.written_callee(call)), p.written_args(call).index(fn)
        if len(functions) != 1 or at >= len(params := p.params(functions[0])) or p.kind[params[at]] != IDENT:
            return False
        b = int(p.binding[params[at]])
        for undone, ran in self._runs_of_result(call, functions[0]):
            if self._follows(call, ran) and self._takes_away(undone, b) and self._only_keeps(functions[0], undone, b):
                return True
        return False

    def _runs_of_result(self, call: int, fn: int) -> Iterator[tuple[int, int]]:
        """(function that was given back, call of it) for what a registration gives back."""
        p = self.p
        returned = [o for value in p.returns(fn) for o in p.origins(value)]
        up = p.parent[call]
        name = p.child(up, NAME) if p.kind[up] == DECLARATOR and p.field[call] == VALUE else -1
        if name < 0 or len(returned) != 1:
            return
        if p.kind[name] == IDENT:
            for ref in p.s.references(p.binding[name])[:_MAX_REFERENCES].tolist():
                access = p.parent[ref]
                if p.is_callee(ref) and p.is_function(returned[0]):
                    yield returned[0], access
                elif p.is_access(access) and p.is_callee(access) and p.kind[returned[0]] == OBJECT_LITERAL:
                    held = p.members(returned[0]).get(p.key(access), ())
                    yield from ((one, p.parent[access]) for one in held if p.is_function(one))
        elif p.kind[name] == K["object_pattern"] and p.kind[returned[0]] == OBJECT_LITERAL:
            for taken in (child for child in p.children(name) if p.kind[child] == SHORTHAND_PATTERN):
                held = p.members(returned[0]).get(p.sym[taken], ())
                for ref in p.s.references(p.binding[taken])[:_MAX_REFERENCES].tolist() if p.binding[taken] >= 0 else ():
                    if p.is_callee(ref):
                        yield from ((one, p.parent[ref]) for one in held if p.is_function(one))

    def _takes_away(self, undone: int, b: int) -> bool:
        """Does a function take a variable out of a collection: `subs.delete(f)`, `list.filter(x => x !== f)`?"""
        p = self.p
        for ref in p.s.references(b)[:_MAX_REFERENCES].tolist():
            if not p.contains(undone, ref):
                continue
            up = p.parent[ref]
            if p.kind[up] == ARGS and p.method_name(p.parent[up]) in _REMOVING:
                return True
            if p.kind[up] == BINARY and p.operator(up) in ("!==", "!="):
                return True
        return False

    def _only_keeps(self, fn: int, undone: int, b: int) -> bool:
        """Does registering only put the variable into collections, and not call it at once?"""
        p = self.p
        declared = int(p.s.b_node[b])
        for ref in p.s.references(b)[:_MAX_REFERENCES].tolist():
            if ref == declared or p.contains(undone, ref):
                continue
            up = p.parent[ref]
            is_kept = p.kind[up] == ARGS and p.method_name(p.parent[up]) in _KEEPING
            is_stored = p.kind[up] == ASSIGN and p.enclosing[ref] == fn
            if not is_kept and not is_stored:
                return False
        return True
