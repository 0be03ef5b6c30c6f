"""Guards: the conditions that control whether a node runs.

Lexical conditions, early exits before the node in the same block, switch cases; then the same for the caller (the one
that the flow came through, or the only one), or for the place where the function is registered as a handler; and so
on outwards. A function of which no caller is seen runs at most when its definition did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from undertow.analysis.catalog_events import registrations
from undertow.analysis.circumstances import Circumstances
from undertow.analysis.columns import F, K, kind_mask
from undertow.analysis.flow_contexts import only_call
from undertow.analysis.flow_term import CONSTANT, Term, filled, render, stores
from undertow.analysis.flow_terms import Terms
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.guards_asserts import asserted, called_alone, only_throws
from undertow.analysis.guards_conjuncts import is_filled, one_of
from undertow.analysis.guards_contradictions import Contradictions
from undertow.analysis.guards_steps import NextSteps
from undertow.analysis.guards_tables import conjuncts
from undertow.analysis.guards_ways import handed_to, keys_of, made_at, resolved_at
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
    FOR_IN,
    IDENT,
    INDEX,
    LEFT,
    RIGHT,
    SUBSCRIPT,
    TERNARY,
    VALUE,
)  # fmt: skip
from undertow.analysis.term_truth import truth
from undertow.model import Circumstance, Guard

_LOOPS = (K["while_statement"], K["for_statement"])
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
    is_loop: bool = False
    """Of a loop: it may have held once only, and most of such conditions count; told if about the circumstances."""


class Guards:
    """Guards of one script's nodes."""

    def __init__(self, p: Program, values: FlowValues) -> None:
        self.p, self.values = p, values
        self.terms = Terms(p, values)
        self.circumstances = Circumstances(p, values)
        self._next_steps = NextSteps(p)
        self._leaving: dict[int, list[int]] = {}
        self._split: dict[tuple[int, bool], tuple[Term, tuple[tuple[Term, bool], ...]]] = {}
        """By the identity of the term, which must not be another's meanwhile."""
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
        told = Contradictions(self.p, self.circumstances)
        for _ in range(_MAX_HOPS):
            fn, conditions = self._around(at)
            if fn in seen:
                break  # of another call of it other things hold
            for condition in conditions:
                atoms = self._atoms(condition)
                if atoms is None or self._contradicts(told, condition, fn):
                    return None
                found += atoms
            if fn < 0 or not self.p.is_function(fn):
                break
            seen.add(fn)
            at, notes = self._outwards(fn)
            if at != fn and self.p.contains(fn, at) and (at := only_call(self.p, fn)) < 0:
                break
            made = made_at(self.p, fn)
            before = self._next_steps.before(fn)
            if before is None:
                return None
            found += notes
            for place in (*before, *((made,) if made >= 0 else ())):
                found += self._beside(place)
        climbed: set[int] = set()
        beside = [guard for step in along for guard in self._beside(step, climbed)]
        return tuple(dict.fromkeys([*reversed(found), *beside]))

    def _contradicts(self, told: Contradictions, condition: Condition, fn: int) -> bool:
        """Can a condition not hold together with those told before?"""
        if condition.is_loop or condition.term.op == "constant":
            return False
        node, term = self.p.strip(condition.node), condition.term
        of_switch = term.node == node and term.op in ("binary", "call") and self.p.kind[node] not in (BINARY, CALL)
        if not of_switch and told.excludes(node, holds=condition.holds, fn=fn):
            return True
        return any(told.excludes_term(one, holds=holds) for one, holds in self._conjuncts(condition))

    def _conjuncts(self, condition: Condition) -> tuple[tuple[Term, bool], ...]:
        """What must hold for a condition."""
        key = (id(condition.term), condition.holds)
        if key not in self._split:
            self._split[key] = condition.term, tuple(conjuncts(self.terms, condition.term, condition.holds))
        return self._split[key][1]

    def _beside(self, node: int, climbed: set[int] | None = None) -> list[Guard]:
        """Conditions on the circumstances around another node of the flow."""
        found: list[Guard] = []
        for condition in self._around(node, climbed)[1]:
            found += [g for g in self._atoms(condition) or () if g.circumstances]
        return found

    # --- conditions -------------------------------------------------------------------------------------------
    def _around(self, node: int, climbed: set[int] | None = None) -> tuple[int, list[Condition]]:
        """Climb to the enclosing function; returns it and the conditions on the way, innermost first.

        Args:
            node: where to start.
            climbed: nodes whose conditions were told before: there the climb ends. It is added to.
        """
        p = self.p
        found: list[Condition] = []
        child, up = node, p.parent[node]
        while up >= 0:
            if climbed is not None:
                if child in climbed:
                    break
                climbed.add(child)
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
        elif kind == FOR_IN and field == BODY and p.fixed.is_empty(p.child(up, RIGHT)):
            yield Condition(Term("constant", up, "false"), True, up)
        elif kind in _LOOPS and field == BODY and (test := p.child(up, CONDITION)) >= 0:
            yield Condition(self.terms.of(test), True, test, is_loop=True)

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
            yield Condition(one_of(term, others, subject), False, subject)
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
        yield Condition(one_of(term, values, subject), True, subject)

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
        sites = p.call_sites(fn) or [(call, 0) for call in p.apply_sites(fn)]
        if len(sites) == 1:
            return sites[0][0], self._picked(fn, sites[0][0])
        if sites:
            return fn, self._any_of([call for call, _ in sites])
        events = registrations(p, self.values, fn)
        if events:
            return self._registered(fn), [self._event(fn, ", ".join(dict.fromkeys(f"on '{e}'" for e, _ in events)))]
        call = handed_to(p, fn)
        if call >= 0 and p.method_name(call) in ("setTimeout", "setInterval"):
            args = p.args(call)
            delay = render(self.terms.of(args[1])) if len(args) > 1 else "0"
            return call, [self._event(call, f"after {delay} ms")]
        settled = resolved_at(p, call) if call >= 0 else -1
        return (call if call >= 0 else fn), self._beside(settled) if settled >= 0 else []

    def _picked(self, fn: int, call: int) -> list[Guard]:
        """What must hold for the call to be one of f: `(test ? f : g)(x)`, `{CN: f, US: g}[country](x)`."""
        p, found = self.p, list[Guard]()
        callee = self._written(p.callee(call)) if p.kind[call] == CALL else -1
        while callee >= 0 and p.kind[callee] == TERNARY:
            sides = [p.child(callee, side) for side in (CONSEQUENCE, ALTERNATIVE)]
            may = [fn in p.functions(side) for side in sides]
            if may[0] == may[1]:
                break
            found += self._atoms(self._condition(p.child(callee, CONDITION), may[0])) or ()
            callee = self._written(sides[0] if may[0] else sides[1])
        if callee >= 0 and p.kind[callee] == BINARY and p.operator(callee) in ("??", "||"):
            left, right = p.child(callee, LEFT), p.child(callee, RIGHT)
            callee = p.strip(left) if fn not in p.functions(right) else -1
        keys = [Term("string", callee, key) for key in keys_of(p, fn, callee)] if callee >= 0 else []
        if keys:
            index = p.child(callee, INDEX)
            found += self._atoms(Condition(one_of(self.terms.of(index), tuple(keys), index), True, index)) or ()
        return found

    def _written(self, node: int) -> int:
        """The expression that a variable stands for if nothing else is ever put in it; others as they are."""
        p = self.p
        node = p.strip(node)
        written = p.writes(p.binding[node]) if p.kind[node] == IDENT and p.binding[node] >= 0 else ()
        return p.strip(written[0]) if len(written) == 1 else node

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
        if condition.is_loop:
            once = self._atoms(replace(condition, is_loop=False))
            return [guard for guard in once or () if guard.circumstances]
        found: list[Guard] = []
        for term, holds in self._conjuncts(condition):
            constant = truth(term)
            if constant is not None:
                if constant != holds:
                    return None
                continue
            if is_filled(term, holds):
                found += self._kept(term, holds, condition.node)
                continue
            if self.terms.never_is(term, holds):
                return None
            if put := self._put(term, holds, condition.node):
                found += put
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

    def _put(self, term: Term, holds: bool, node: int) -> list[Guard]:
        """`mode === "on"` where one of several values put there can be that: what it says, and when it is put there."""
        if term.op != "binary" or term.value not in (("===", "==") if holds else ("!==", "!=")):
            return []
        kept, constant = term.parts
        if kept.op not in ("name", "member") or constant.op not in CONSTANT:
            return []
        store, value = self.terms.put(kept.node, constant) or (-1, kept)
        if store < 0 or store in self._stores:
            return []
        self._stores.add(store)
        asked = self._atoms(Condition(replace(term, parts=(value, constant)), holds, node)) or []
        found = [guard for guard in (*asked, *self._beside(store)) if guard.circumstances]
        self._stores.discard(store)
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
