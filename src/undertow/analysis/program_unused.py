"""Functions that nothing can ever run: never mentioned again, registered and taken back, waiting for what never comes.

Only what is certain counts: a function that other scripts may see (a global, an export) or that is handed to anything
is none of them.
"""

from __future__ import annotations

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program import Program
from undertow.analysis.program_merging import asks_for_all
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_promises import is_promise
from undertow.analysis.program_replaced import is_replaced
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    BINARY,
    CALL,
    CLASS_BODY,
    DECLARATOR,
    IDENT,
    LEFT,
    METHOD,
    NAME,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    PAREN,
    RIGHT,
    UNARY,
)  # fmt: skip
from undertow.analysis.program_taken_back import TakenBack
from undertow.analysis.program_unasked import Unasked

_MAX_REFERENCES = 60
_GENERATORS = kind_mask(["generator_function", "generator_function_declaration"])
_STATEMENT = K["expression_statement"]
_LISTS = kind_mask(["program", "statement_block"])
_CERTAIN = kind_mask([
    "expression_statement", "lexical_declaration", "variable_declaration", "variable_declarator", "sequence_expression",
    "parenthesized_expression", "assignment_expression", "call_expression", "arguments", "member_expression",
])  # fmt: skip
"""What runs with the statement that it is a part of."""
_TAKEN_BACK = (["addEventListener", "removeEventListener"], ["on", "off"], ["add", "delete"])
_MODULE = ("import_statement", "export_statement")
_CALLED_BY_OTHERS = frozenset({
    "constructor", "toString", "toJSON", "valueOf", "then", "next", "return", "handleEvent", "render",
})  # fmt: skip
"""Methods that the language or the browser calls."""


class Unused:
    """Answers about one script, each found once."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._known: dict[int, bool] = {}
        self._unasked = Unasked(p)
        self._taken_back = TakenBack(p, self._in_one_list)
        self._is_module = any(len(p.c.where(kind)) for kind in _MODULE)

    def runs_never(self, node: int) -> bool:
        """Is the node in a function that nothing can run, or a request whose signal is aborted before?"""
        if self._taken_back.is_aborted(node):
            return True
        fn = self.p.enclosing[node]
        while fn >= 0 and self.p.is_function(fn):
            if self._is_unused(fn):
                return True
            fn = self.p.enclosing[fn]
        return False

    def _is_unused(self, fn: int) -> bool:
        if fn not in self._known:
            self._known[fn] = False  # while it is being found out
            self._known[fn] = self._find(fn)
        return self._known[fn]

    def _find(self, fn: int) -> bool:
        p = self.p
        up = p.parent[fn]
        if is_replaced(p, fn) or (p.kind[up] in (ARRAY, PAIR) and self._unasked.is_module(fn)):
            return True
        if p.kind[fn] == METHOD or p.kind[up] == PAIR:
            return self._is_unread_method(fn)
        if _GENERATORS[p.kind[fn]] and p.is_callee(called := p.outermost(fn)):
            return self._comes_to_nothing(p.parent[called])
        if p.kind[up] == ARGS:
            return self._waits_in_vain(fn, p.parent[up]) or self._taken_back.is_handler(fn, p.parent[up])
        if p.kind[up] == ASSIGN and p.field[fn] == RIGHT and p.is_access(up + 1):
            return self._is_replaced(up) or self._taken_back.is_closed(up)
        if (b := self._variable(fn)) < 0:
            return self._is_made_and_dropped(fn)
        uses = [r for r in p.s.references(b)[:_MAX_REFERENCES].tolist() if r != int(p.s.b_node[b])]
        if not self._is_local(b):
            return self._is_taken_back(uses)
        if len(uses) == _MAX_REFERENCES or any(p.s.write[r] for r in uses):
            return False
        generator = _GENERATORS[p.kind[fn]]
        return all(
            p.contains(fn, r) or self._is_idle(r) or (generator and self._is_dropped(r)) or self.runs_never(r)
            for r in uses
        ) or self._is_taken_back(uses)

    def _is_made_and_dropped(self, fn: int) -> bool:
        """`make(x);` where make returns the function and nothing is ever done with what it returns."""
        p = self.p
        maker = p.enclosing[fn]
        if maker < 0 or not p.is_function(maker) or p.returns(maker) != [fn] or (b := self._variable(maker)) < 0:
            return False
        uses = [r for r in p.s.references(b)[:_MAX_REFERENCES].tolist() if r != int(p.s.b_node[b])]
        return 0 < len(uses) < _MAX_REFERENCES and all(p.is_callee(r) and self._is_ignored(p.parent[r]) for r in uses)

    def _is_ignored(self, call: int) -> bool:
        """Is the result of a call dropped, or kept in a variable that nothing mentions?"""
        p = self.p
        up = p.parent[call]
        if p.kind[up] == DECLARATOR and p.kind[name := p.child(up, NAME)] == IDENT and (b := p.binding[name]) >= 0:
            return self._is_inner(b) and not any(r != name for r in p.s.references(b).tolist())
        return bool(p.kind[up] == _STATEMENT)

    def _comes_to_nothing(self, call: int) -> bool:
        """Is a call a statement of its own, also behind the sign that makes it one: `!function* () {…}()`?"""
        p = self.p
        while p.kind[p.parent[call]] in (UNARY, PAREN):
            call = p.parent[call]
        return bool(p.kind[p.parent[call]] == _STATEMENT)

    def _is_inner(self, b: int) -> bool:
        """Is the variable none that other scripts may see as a property of the global object?"""
        p = self.p
        return self._is_local(b) or p.kind[p.parent[p.parent[int(p.s.b_node[b])]]] == K["lexical_declaration"]

    def _variable(self, fn: int) -> int:
        """The variable that the function is kept in, or -1."""
        p = self.p
        is_declaration = p.kind[fn] in (K["function_declaration"], K["generator_function_declaration"])
        name = p.child(fn, NAME) if is_declaration else declared_name(p, fn)
        return int(p.binding[name]) if name >= 0 and p.kind[name] == IDENT else -1

    def _is_local(self, b: int) -> bool:
        """Can no other script see the variable?"""
        p = self.p
        node = int(p.s.b_node[b])
        node = p.parent[node] if p.is_function(p.parent[node]) or p.is_class(p.parent[node]) else node
        if p.enclosing[node] >= 0 and p.is_function(p.enclosing[node]):
            return True
        up = p.parent[node]
        while up > 0 and p.kind[up] != K["export_statement"]:
            up = p.parent[up]
        return self._is_module and up <= 0

    def _is_idle(self, use: int) -> bool:
        """`typeof f`, `f instanceof g`, `f.length`."""
        p = self.p
        up = p.parent[use]
        if p.kind[up] == UNARY:
            return True
        if p.kind[up] == BINARY:
            return p.operator(up) not in ("||", "&&", "??")
        return p.is_access(up) and p.field[use] == OBJECT and p.key_text(up) in ("length", "name")

    def _is_dropped(self, use: int) -> bool:
        """`f();` as a statement: a generator whose body never begins."""
        p = self.p
        return bool(p.is_callee(use) and p.kind[p.parent[p.parent[use]]] == _STATEMENT)

    # --- taken back -------------------------------------------------------------------------------------------
    def _is_taken_back(self, uses: list[int]) -> bool:
        """`x.addEventListener(e, f)` and `x.removeEventListener(e, f)`, `x.add(f)` and `x.delete(f)` in one list."""
        p = self.p
        calls = [p.parent[p.parent[r]] if p.kind[p.parent[r]] == ARGS else -1 for r in uses]
        if len(calls) != 2 or min(calls) < 0 or [p.method_name(c) for c in calls] not in _TAKEN_BACK:
            return False
        first, second = (p.written_args(c) for c in calls)
        named = len(first) >= 2 and len(second) >= 2 and p.string_sym(first[0]) == p.string_sym(second[0]) >= 0
        same = named or len(first) == len(second) == 1
        targets = [p.c.text(p.base(p.written_callee(c))) for c in calls if p.is_access(p.written_callee(c))]
        return same and len(set(targets)) == 1 and self._in_one_list(*calls)

    def _in_one_list(self, one: int, other: int) -> bool:
        """Do both stand in one list of statements, so that each runs if the other does?"""
        a, b = self._list_around(one), self._list_around(other)
        return a >= 0 and a == b

    def _list_around(self, node: int) -> int:
        """The list of statements that a node certainly runs with, or -1."""
        p = self.p
        up = p.parent[node]
        while up >= 0 and _CERTAIN[p.kind[up]]:
            up = p.parent[up]
        return up if up >= 0 and _LISTS[p.kind[up]] else -1

    def _is_replaced(self, assignment: int) -> bool:
        """`x.onclick = function …; x.onclick = null` in one list of statements."""
        p = self.p
        left = assignment + 1
        if not p.key_text(left).startswith("on") or p.kind[p.base(left)] != IDENT or p.binding[p.base(left)] < 0:
            return False
        for store in p.stores_sym(p.key(left)):
            again = p.parent[store]
            same = p.kind[again] == ASSIGN and store > left and p.kind[p.base(store)] == IDENT
            if same and p.binding[p.base(store)] == p.binding[p.base(left)]:
                return p.c.text(p.child(again, RIGHT)) == "null" and self._in_one_list(assignment, again)
        return False

    # --- waiting ----------------------------------------------------------------------------------------------
    def _waits_in_vain(self, fn: int, call: int) -> bool:
        """A callback of a timer that is cleared at once, of a promise that nothing resolves, of a list of nothing."""
        p = self.p
        if self._is_never_called(fn, call):
            return True
        if p.kind[call] != CALL or p.written_args(call)[:1] != [fn]:
            return False
        callee = p.written_callee(call)
        if p.key_text(callee) in VISITING and p.fixed.is_empty(p.base(callee)):
            return True
        if p.key_text(callee) == "then":
            return self._never_resolves(p.strip(p.base(callee)))
        return p.global_name(callee) in ("setTimeout", "setInterval") and self._is_cleared(call)

    def _is_never_called(self, fn: int, call: int) -> bool:
        """Is it handed to a function of the script that never mentions its parameter?"""
        p = self.p
        callee, args = p.written_callee(call), p.written_args(call)
        if p.kind[call] != CALL or fn not in args or p.kind[callee] != IDENT or p.binding[callee] < 0:
            return False
        taking = p.parent[int(p.s.b_node[p.binding[callee]])]
        if p.kind[taking] != K["function_declaration"] or len(p.writes(p.binding[callee])) > 1:
            return False
        params, at = p.params(taking), args.index(fn)
        if at >= len(params) or p.kind[params[at]] != IDENT or asks_for_all(p, taking):
            return False
        return not any(ref != params[at] for ref in p.s.references(p.binding[params[at]]).tolist())

    def _never_resolves(self, promise: int) -> bool:
        p = self.p
        if p.kind[promise] == IDENT:
            promise = p.definition(promise)
        if promise < 0:
            return False
        if p.kind[promise] == CALL:
            callee = p.written_callee(promise)
            return p.key_text(callee) == "reject" and p.global_name(p.base(callee)) == "Promise"
        args = p.written_args(promise) if is_promise(p, promise) else []
        return bool(args) and p.is_function(args[0]) and not p.params(args[0])

    def _is_cleared(self, timer: int) -> bool:
        """`const t = setTimeout(…); clearTimeout(t)` in one list of statements, with nothing in between that waits."""
        p = self.p
        up = p.parent[timer]
        name = p.child(up, NAME) if p.kind[up] == DECLARATOR else -1
        if name < 0 or p.kind[name] != IDENT or p.binding[name] < 0:
            return False
        uses = [r for r in p.s.references(p.binding[name])[:_MAX_REFERENCES].tolist() if r != name]
        for use in uses:
            call = p.parent[p.parent[use]] if p.kind[p.parent[use]] == ARGS else -1
            cleared = call >= 0 and p.method_name(call) in ("clearTimeout", "clearInterval")
            if cleared and self._in_one_list(up, call):
                waits = p.c.where("await_expression", "yield_expression")
                return not any(timer < n < call and p.enclosing[n] == p.enclosing[timer] for n in waits.tolist())
        return False

    # --- methods ----------------------------------------------------------------------------------------------
    def _is_unread_method(self, fn: int) -> bool:
        """A method whose name nothing reads, of a local object or class that is handed to nothing."""
        p = self.p
        member = fn if p.kind[fn] == METHOD else p.parent[fn]
        holder = p.parent[member]
        key = p.member_key(member)
        if (
            key < 0
            or p.text(key) in _CALLED_BY_OTHERS
            or (p.kind[fn] == METHOD and (p.is_getter(fn) or p.is_setter(fn)))
        ):
            return False
        if any(not p.is_written(a) for a in p.accesses_sym(key)) or key in p.destructured:
            return False
        if p.kind[holder] == OBJECT_LITERAL:
            return self._stays_here(holder)
        if p.kind[holder] != CLASS_BODY:
            return False
        return self._class_stays_here(p.parent[holder])

    def _stays_here(self, value: int) -> bool:
        """Is the object only kept in a local variable of which nothing but named properties are read?"""
        p = self.p
        value = p.outermost(value)
        up = p.parent[value]
        if p.kind[up] == _STATEMENT:
            return True
        if p.is_access(up) and p.field[value] == OBJECT:
            return p.key_text(up) != ""
        if p.kind[up] != DECLARATOR or p.kind[name := p.child(up, NAME)] != IDENT or p.binding[name] < 0:
            return False
        b = int(p.binding[name])
        uses = [r for r in p.s.references(b)[:_MAX_REFERENCES].tolist() if r != name]
        return self._is_local(b) and len(uses) < _MAX_REFERENCES and all(self._only_named(r) for r in uses)

    def _only_named(self, use: int) -> bool:
        p = self.p
        up = p.parent[use]
        if p.is_access(up) and p.field[use] == OBJECT:
            return p.key_text(up) != "" and not (p.field[up] == LEFT and p.kind[p.parent[up]] == ASSIGN)
        return self._is_idle(use)

    def _class_stays_here(self, klass: int) -> bool:
        p = self.p
        name = p.child(klass, NAME)
        around = p.parent[p.outermost(klass)]
        if p.kind[around] == NEW and name < 0:  # `new class {…}`
            return self._stays_here(around)
        if name < 0 or p.kind[klass] != K["class_declaration"] or p.binding[name] < 0:
            return False
        b = int(p.binding[name])
        uses = [r for r in p.s.references(b)[:_MAX_REFERENCES].tolist() if r != name]
        if not self._is_local(b) or len(uses) >= _MAX_REFERENCES:
            return False
        made = [p.parent[r] for r in uses if p.kind[p.parent[r]] == NEW]
        others = [r for r in uses if p.kind[p.parent[r]] != NEW]
        return all(self._stays_here(node) for node in made) and all(self._is_idle(r) for r in others)
