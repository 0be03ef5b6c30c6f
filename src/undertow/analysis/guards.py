"""Guards: the conditions that control whether a node runs.

Lexical conditions, early exits before the node in the same block, switch cases; then the same for the caller (the one
that the flow came through, or the only one), or for the place where the function is registered as a handler; and so
on outwards. A function of which no caller is seen runs at most when its definition did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from undertow.analysis.catalog_fields import registrations
from undertow.analysis.circumstances import Circumstances
from undertow.analysis.columns import F, K, kind_mask
from undertow.analysis.flow_term import Term, filled, is_empty, render, stores
from undertow.analysis.flow_terms import Terms
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.guards_asserts import asserted, called_alone, only_throws
from undertow.analysis.program import Program
from undertow.analysis.program_dead import EXITS
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARROW,
    ASSIGN,
    BINARY,
    BLOCK,
    BODY,
    CALL,
    CONDITION,
    CONSEQUENCE,
    IDENT,
    LEFT,
    NUMBER,
    RIGHT,
    STRING,
    SUBSCRIPT,
    TERNARY,
    UNARY,
    VALUE,
)  # fmt: skip
from undertow.model import Circumstance, Guard

_IF, _CASE, _DEFAULT = K["if_statement"], K["switch_case"], K["switch_default"]
_SEQUENCES = kind_mask(["statement_block", "program", "switch_case", "switch_default"])
_MAX_HOPS = 8
_MAX_CALLERS = 4


@dataclass(frozen=True)
class Condition:
    """An expression that must be true (or false), as a term, and where it stands."""

    term: Term
    holds: bool
    node: int


class Guards:
    """Guards of one script's nodes."""

    def __init__(self, p: Program, values: FlowValues) -> None:
        self.p, self.values = p, values
        self.terms = Terms(p, values)
        self.circumstances = Circumstances(p, values)
        self._leaving: dict[int, list[int]] = {}
        self._stores: set[int] = set()
        """Stores of kept values whose conditions are being read."""

    def of(
        self, node: int, context: dict[int, int] | None = None, along: Iterable[int] = ()
    ) -> tuple[Guard, ...] | None:
        """Guards of a node, outermost first; None if one of them can never be met, so that the node is dead.

        Args:
            node: the sink.
            context: function → call through which the flow came.
            along: the other nodes of the flow; of their conditions those on the circumstances count too.
        """
        self.terms.context = context or {}
        found: list[Guard] = []
        at = node
        seen: set[int] = set()
        for _ in range(_MAX_HOPS):
            fn, conditions = self._around(at)
            if self._contradict(conditions):
                return None
            for condition in conditions:
                atoms = self._atoms(condition)
                if atoms is None:
                    return None
                found += atoms
            if fn < 0 or not self.p.is_function(fn) or fn in seen:
                break
            seen.add(fn)
            at, notes = self._outwards(fn)
            found += notes
        beside = [guard for step in along for guard in self._beside(step)]
        return tuple(dict.fromkeys([*reversed(found), *beside]))

    def _contradict(self, conditions: list[Condition]) -> bool:
        """Must a test of what never changes both hold and not hold?"""
        seen: dict[str, bool] = {}
        for condition in conditions:
            text, holds = self._plain(condition)
            if text and seen.setdefault(text, holds) != holds:
                return True
        return False

    def _plain(self, condition: Condition) -> tuple[str, bool]:
        """Text of a test without negation, and whether it must hold; no text if something in it may change."""
        p, holds = self.p, condition.holds
        node = p.strip(condition.node)
        while p.kind[node] == UNARY and p.prefix(node) == "!":
            node, holds = p.strip(p.children(node)[-1]), not holds
        for at in range(node, p.last[node]):
            constant = p.kind[at] == IDENT and p.binding[at] >= 0 and len(p.writes(p.binding[at])) <= 1
            if not constant and p.kind[at] not in (BINARY, STRING, NUMBER):
                return "", holds
        if p.kind[node] != BINARY:
            return p.c.text(node), holds
        operator, sides = p.operator(node), [p.c.text(p.child(node, side)) for side in (LEFT, RIGHT)]
        if operator in ("!==", "!="):
            operator, holds = operator.replace("!", "=", 1), not holds
        return operator.join(sides), holds

    def _beside(self, node: int) -> list[Guard]:
        """Conditions on the circumstances around another node of the flow."""
        found: list[Guard] = []
        for condition in self._around(node)[1]:
            found += [g for g in self._atoms(condition) or () if g.circumstances]
        return found

    # --- conditions -------------------------------------------------------------------------------------------
    def _around(self, node: int) -> tuple[int, list[Condition]]:
        """Climb to the enclosing function; returns it and the conditions on the way, innermost first."""
        p = self.p
        found: list[Condition] = []
        child, up = node, p.parent[node]
        while up >= 0:
            found += self._controls(up, child)
            if _SEQUENCES[p.kind[up]]:
                found += self._early_exits(up, child)
            if p.is_function(up) and p.field[child] == BODY:
                return up, found
            child, up = up, p.parent[up]
        return -1, found

    def _controls(self, up: int, child: int) -> Iterator[Condition]:
        """The condition that one construct puts on one of its parts."""
        p = self.p
        kind, field = p.kind[up], p.field[child]
        if kind in (_IF, TERNARY) and field in (CONSEQUENCE, ALTERNATIVE):
            yield self._condition(p.child(up, CONDITION), field == CONSEQUENCE)
        elif kind == BINARY and field == RIGHT and p.operator(up) in ("&&", "||"):
            yield self._condition(p.child(up, LEFT), p.operator(up) == "&&")
        elif kind in (_CASE, _DEFAULT) and field != VALUE:
            yield from self._case(up)

    def _condition(self, node: int, holds: bool) -> Condition:
        return Condition(self.terms.of(node), holds, node)

    def _case(self, case: int) -> Iterator[Condition]:
        """The value a switch must have to get to a case; nothing for a dispatcher, which is layout."""
        p = self.p
        body = p.parent[case]
        subject = p.strip(p.child(p.parent[body], VALUE))
        if p.kind[subject] == SUBSCRIPT and p.kind[p.child(subject, F["index"])] == K["update_expression"]:
            return
        term = self.terms.of(subject)
        cases = p.children(body)
        if p.kind[case] == _DEFAULT:
            others = tuple(self.terms.of(p.child(x, VALUE)) for x in cases if p.kind[x] == _CASE)
            yield Condition(_one_of(term, others, subject), False, subject)
            return
        listed = [case]
        for other in reversed(cases[: cases.index(case)]):
            inside = p.children(other)
            if p.kind[other] != _CASE and not self._exits(inside[-1] if inside else -1):
                return  # whatever it is, it may have fallen through
            if p.kind[other] != _CASE or (p.last[p.child(other, VALUE)] != p.last[other] and self._exits(inside[-1])):
                break
            listed.append(other)
        values = tuple(self.terms.of(p.child(x, VALUE)) for x in listed)
        yield Condition(_one_of(term, values, subject), True, subject)

    def _early_exits(self, block: int, child: int) -> Iterator[Condition]:
        """`if (…) return` before the node: what must have been false to get there."""
        if block not in self._leaving:
            self._leaving[block] = [x for x in self.p.children(block) if self._may_leave(x)]
        for statement in self._leaving[block]:
            if statement >= child:
                return
            if self.p.kind[statement] == _IF:
                yield from self._passed(statement)
            else:
                yield from self._asserted(called_alone(self.p, statement))

    def _asserted(self, call: int) -> Iterator[Condition]:
        """`assert(ok)` before the node: what held where it returned."""
        before = self.terms.context
        for fn, test, holds in asserted(self.p, call):
            self.terms.context = {**before, fn: call}
            try:
                yield self._condition(test, holds)
            finally:
                self.terms.context = before

    def _may_leave(self, statement: int) -> bool:
        """Does a branch of the `if` leave the block, or is it a call that may throw on purpose?"""
        if self.p.kind[statement] != _IF:
            call = called_alone(self.p, statement)
            return call >= 0 and next(asserted(self.p, call), None) is not None
        alternative = self.p.child(statement, ALTERNATIVE)
        return self._exits(self.p.child(statement, CONSEQUENCE)) or (alternative >= 0 and self._exits(alternative + 1))

    def _passed(self, statement: int) -> Iterator[Condition]:
        p = self.p
        alternative = p.child(statement, ALTERNATIVE)
        if self._exits(p.child(statement, CONSEQUENCE)):
            yield self._condition(p.child(statement, CONDITION), False)
            if alternative >= 0 and p.kind[alternative + 1] == _IF:
                yield from self._passed(alternative + 1)
        elif alternative >= 0 and self._exits(alternative + 1):
            yield self._condition(p.child(statement, CONDITION), True)

    def _exits(self, node: int) -> bool:
        p = self.p
        if node < 0:
            return False
        if p.kind[node] == BLOCK:
            children = p.children(node)
            return bool(children) and self._exits(children[-1])
        if p.kind[node] == _IF:
            alternative = p.child(node, ALTERNATIVE)
            return alternative >= 0 and self._exits(p.child(node, CONSEQUENCE)) and self._exits(alternative + 1)
        return bool(EXITS[p.kind[node]]) or only_throws(p, node)

    # --- outwards ---------------------------------------------------------------------------------------------
    def _outwards(self, fn: int) -> tuple[int, list[Guard]]:
        """Where the function is called or registered (else where it is defined), and what that says."""
        p = self.p
        if fn in self.terms.context:
            return self.terms.context[fn], self._picked(fn, self.terms.context[fn])
        sites = p.call_sites(fn)
        if len(sites) == 1:
            return sites[0][0], self._picked(fn, sites[0][0])
        if sites:
            return fn, self._any_of([call for call, _ in sites])
        events = registrations(p, self.values, fn)
        if events:
            return self._registered(fn), [self._event(fn, ", ".join(dict.fromkeys(f"on '{e}'" for e, _ in events)))]
        for call, _ in p.callback_sites(fn):
            if p.method_name(call) in ("setTimeout", "setInterval"):
                args = p.args(call)
                delay = render(self.terms.of(args[1])) if len(args) > 1 else "0"
                return call, [self._event(call, f"after {delay} ms")]
            return call, []
        return fn, []

    def _picked(self, fn: int, call: int) -> list[Guard]:
        """`(test ? f : g)(x)`: what must hold for the call to be one of f."""
        p, found = self.p, list[Guard]()
        callee = p.strip(p.callee(call)) if p.kind[call] == CALL else -1
        while callee >= 0 and p.kind[callee] == TERNARY:
            sides = [p.child(callee, side) for side in (CONSEQUENCE, ALTERNATIVE)]
            may = [fn in p.functions(side) for side in sides]
            if may[0] == may[1]:
                break
            found += self._atoms(self._condition(p.child(callee, CONDITION), may[0])) or ()
            callee = p.strip(sides[0] if may[0] else sides[1])
        return found

    def _registered(self, fn: int) -> int:
        p = self.p
        for call, _ in p.callback_sites(fn):
            return call
        for use in p.value_uses(fn):
            if p.kind[p.parent[use]] == ASSIGN and p.field[use] == RIGHT:
                return p.parent[use]
        return fn

    def _event(self, node: int, text: str) -> Guard:
        span = self.p.span(node)
        if self.p.is_function(node) and self.p.kind[node] != ARROW:
            span = (span[0], span[0] + len("function"))
        return Guard(span=span, code=text, kind="event")

    def _any_of(self, calls: list[int]) -> list[Guard]:
        """Several callers: one of their conditions must hold. Said only if each has one on the circumstances."""
        if len(calls) > _MAX_CALLERS:
            return []
        alternatives: dict[str, str] = {}
        for call in calls:
            atoms = [self._atoms(condition) for condition in self._around(call)[1]]
            if None in atoms:
                continue  # this call is dead
            guards = [guard for found in reversed(atoms) for guard in found or () if guard.circumstances]
            if not guards:
                return []
            code = " && ".join(g.code if g.holds else f"!({g.code})" for g in guards)
            alternatives[code] = " and ".join(c.text for g in guards for c in g.circumstances)
        if len(alternatives) < 2:
            return []
        text = " or ".join(alternatives.values())
        either = Circumstance(dimension="unknown", operator="other", text=text)
        code = " or ".join(f"({a})" for a in alternatives)
        return [Guard(span=self.p.span(calls[0]), code=code, circumstances=(either,))]

    # --- atoms ------------------------------------------------------------------------------------------------
    def _atoms(self, condition: Condition) -> list[Guard] | None:
        """Guards of a condition; none if it always holds, None if it never does."""
        found: list[Guard] = []
        for term, holds in split(condition.term, condition.holds):
            constant = truth(term)
            if constant is not None:
                if constant != holds:
                    return None
                continue
            if _is_filled(term, holds):
                found += self._kept(term, holds, condition.node)
                continue
            inside = self.p.contains(condition.node, term.node)
            found.append(
                Guard(
                    span=self.p.span(term.node if inside else condition.node),
                    code=render(term),
                    holds=holds,
                    circumstances=self.circumstances.of(term, holds),
                )
            )
        return found

    def _kept(self, term: Term, holds: bool, node: int) -> list[Guard]:
        """A kept value was found filled: what that value says, and the conditions under which it was stored."""
        found = list(self._atoms(Condition(filled(term), holds, node)) or ())
        for store in stores(term):
            if store not in self._stores:
                self._stores.add(store)
                found += self._beside(store)
                self._stores.discard(store)
        return found


def _is_filled(term: Term, holds: bool) -> bool:
    """Can a condition on kept values only be as it must if they are filled?"""
    if next(stores(term), None) is None:
        return False
    if term.op == "binary" and term.value in ("===", "==", "!==", "!="):
        constants = [part for part in term.parts if part.op in ("string", "number", "constant")]
        same = holds == (term.value in ("===", "=="))
        return same and len(constants) == 1 and not is_empty(constants[0])
    return holds and term.op in ("kept", "call", "member")


def split(term: Term, holds: bool) -> Iterator[tuple[Term, bool]]:
    """The conjuncts of a condition: `a && b` that holds, `a || b` that does not; negations moved to the flag."""
    if term.op == "unary" and term.value == "!":
        yield from split(term.parts[0], not holds)
        return
    if term.op == "call" and term.parts[0].value == "Boolean" and len(term.parts) == 2:
        yield from split(term.parts[1], holds)
        return
    if term.op == "binary":
        left, right = term.parts
        if term.value == ("&&" if holds else "||"):
            yield from split(left, holds)
            yield from split(right, holds)
            return
        for side, other in ((left, right), (right, left)):
            if side.op == "constant" and side.value in ("true", "false") and term.value in ("===", "==", "!==", "!="):
                same = (side.value == "true") == (term.value in ("===", "=="))
                yield from split(other, holds if same else not holds)
                return
    yield term, holds


def truth(term: Term) -> bool | None:
    """Truth value of a constant condition; None if it is not constant."""
    if term.op == "constant":
        return term.value == "true"
    if term.op == "string":
        return bool(term.value)
    if term.op == "number":
        return term.value not in ("0", "-0", "0.0")
    if term.op in ("array", "object", "function", "regex"):
        return True
    if term.op == "binary" and term.value in ("===", "==", "!==", "!="):
        left, right = term.parts
        if left.op == right.op and left.op in ("string", "number", "constant"):
            return (left.value == right.value) == (term.value in ("===", "=="))
    return None


def _one_of(term: Term, values: tuple[Term, ...], node: int) -> Term:
    if len(values) == 1:
        return Term("binary", node, "===", (term, values[0]))
    listed = Term("array", node, "", tuple(sorted(values, key=lambda t: t.node)))
    return Term("call", node, "", (Term("member", node, "includes", (listed,)), term))
