"""Decode hidden strings by data flow, whatever the decoder looks like.

*Closed* bindings (see `decode_closed`) that depend on an array of many strings are the decoding machinery. They are
lifted out of their scopes, run in a sandbox, and every maximal closed expression that depends on them is evaluated
there. Open operands inside a string expression are replaced by marker strings, so that concatenation through proxies
yields a template with holes. Calls of closed functions that merely apply an operator or call an argument are recorded
as proxies, so that `decode_rewrite` can put the plain expression in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from undertow.analysis.columns import I32, Columns, F, K, Mask, kind_mask
from undertow.analysis.decode_closed import ACCESS, WRITERS, Closure, TooDeep, find_stores
from undertow.analysis.decode_lift import MARK, Emitter, Templates, lift
from undertow.analysis.sandbox import Sandbox, Value
from undertow.analysis.scopes import FUNCTIONS, Scopes

_T = TypeVar("_T")
HOLE = "\ufffc"
"""Stands for an unknown part of a string."""
MAX_ROOT_NODES = 600
"""Larger closed expressions are program parts: their inner expressions are evaluated instead."""
MAX_ROOTS = 200_000
_MAX_PROXY = 400  # characters of a function that may be one
_ROUNDS = 6  # how deep to look into expressions that have no printable value

_EXPRESSIONS = kind_mask([
    "call_expression", "binary_expression", "subscript_expression", "member_expression", "identifier",
    "unary_expression", "ternary_expression", "template_string", "parenthesized_expression",
])  # fmt: skip

_UNSET = re.compile(r"undefined|NaN|\[object ")
_PROXY = re.compile(
    r"(?:function\s*\w*\s*\(([\w$,\s]*)\)\s*\{\s*return\s+(.*?);?\s*\}|\(?([\w$,\s]*)\)?\s*=>\s*([^{].*?))", re.DOTALL
)
_APPLIES = re.compile(r"([\w$]+)\s*([-+*/%<>=!&|^]+|\bin\b|\binstanceof\b)\s*([\w$]+)")
_CALLS = re.compile(r"([\w$]+)\s*\(([\w$,\s]*)\)")
_DELEGATES = re.compile(r"([\w$.\[\]'\"\\]+)\s*\(([\w$,\s]*)\)")


@dataclass(frozen=True)
class Proxy:
    """What a call of a closed function amounts to, in terms of the arguments of the call."""

    operator: str
    """JavaScript binary operator, or ``()`` for a call of an argument."""
    operands: tuple[int, ...]
    """Indexes of the call's arguments: left and right, or callee and its arguments."""


@dataclass(eq=False)
class Decoded:
    """What could be worked out about the expressions of one script, by node."""

    values: dict[int, Value] = field(default_factory=dict)
    """Expression node -> constant (never None)."""
    structures: dict[int, str] = field(default_factory=dict)
    """Expression node -> source of the list or table that it makes of literals."""
    templates: dict[int, str] = field(default_factory=dict)
    """Expression node -> string with HOLE for unknown parts."""
    alternatives: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Expression node -> the few strings that it was seen to have, with HOLE for unknown parts."""
    proxies: dict[int, Proxy] = field(default_factory=dict)
    """Call node -> the plain expression it stands for."""
    disposable: list[int] = field(default_factory=list)
    """Definitions of closed bindings: whatever nobody refers to after rewriting touches neither page nor network."""
    stores: list[int] = field(default_factory=list)
    """Array nodes (or long literals) that the machinery reads."""
    machinery: int = 0
    """Number of closed bindings that depend on a store."""
    rotators: int = 0
    roots: int = 0
    """Expressions evaluated."""
    problems: list[str] = field(default_factory=list)
    stopped: str = ""
    """Why decoding is incomplete; empty if nothing was cut."""

    def renumbered(self, number: I32) -> Decoded:
        """The same of rows that were laid out anew. What is known of a row that was left out goes with it."""

        def of(known: dict[int, _T]) -> dict[int, _T]:
            return {int(number[node]): value for node, value in known.items() if number[node] >= 0}

        def all_of(nodes: list[int]) -> list[int]:
            return [int(number[node]) for node in nodes if number[node] >= 0]

        return replace(
            self,
            values=of(self.values),
            structures=of(self.structures),
            templates=of(self.templates),
            alternatives=of(self.alternatives),
            proxies=of(self.proxies),
            disposable=all_of(self.disposable),
            stores=all_of(self.stores),
        )


def decode(c: Columns, s: Scopes, sandbox: Sandbox) -> Decoded:
    """Evaluate what can be evaluated without the page. Never raises for the script's sake."""
    out = Decoded()
    stores = find_stores(c)
    try:
        z = Closure(c, s)
    except TooDeep:
        out.stopped = "the functions are nested too deeply"
        return out
    holders, out.stores = z.holders(stores.tolist())
    # decoders without any array (`d("aGVsbG8=")`) are closed functions that are called with literals again and again;
    # tables of operators may stand alone
    tables = z.holders(_proxy_functions(c))[0]
    machinery = z.reach([*holders, *z.constant_callees().tolist(), *z.filled.tolist(), *tables], z.used_by)
    out.machinery = int(machinery.sum())
    uses = z.refs[machinery[s.binding[z.refs]]]
    if len(uses):
        _Decoder(z, sandbox, out, holders).run(uses)
    return out


class _Decoder:
    """One run: find what to evaluate, lift what it needs, evaluate it."""

    def __init__(self, z: Closure, sandbox: Sandbox, out: Decoded, holders: set[int]) -> None:
        self.z, self.c, self.s, self.sandbox, self.out = z, z.c, z.s, sandbox, out
        self.holders = holders
        mask = np.zeros(z.n_bindings, np.bool_)
        mask[list(holders)] = True
        self.touching: I32 = z.refs[mask[z.s.binding[z.refs]]]
        """References to a holder, in source order."""
        self.calls: I32 = np.empty(0, np.int32)
        """Calls that involve the machinery, also in statement position."""

    def run(self, uses: I32) -> None:
        """Decode everything that refers to the machinery (`uses`: those references, in source order)."""
        rotators = self._rotators()
        self.out.rotators = len(rotators)
        nodes = self._candidates(uses, rotators)
        closed = nodes[self.z.is_closed(nodes)]
        if len(closed) > MAX_ROOTS:
            self.out.stopped = f"more than {MAX_ROOTS} expressions to decode"
            closed = closed[:MAX_ROOTS]
        marked = np.zeros(len(self.c), np.bool_)
        marked[closed] = True
        above = self.c.nearest(marked)
        whole = closed[above[closed] < 0]
        emitter = self._open(whole, rotators)
        self._evaluate(emitter, closed, above)
        self._evaluate_templates(emitter, nodes, marked)
        self._find_proxies(emitter, marked)
        self.out.disposable = self.z.part[self.z.closed[self.z.part_owner]].tolist()
        report = self.sandbox.report
        self.out.problems = report.problems
        if report.stopped:
            self.out.stopped = "the decoder had to be ended from outside"
        elif report.interrupts:
            unknown = sum(node not in self.out.values for node in whole.tolist())
            self.out.stopped = (
                f"{report.interrupts} steps of the script's own decoders ran out of time, "
                f"{unknown} of {len(whole)} values stay unknown"
            )

    def _rotators(self) -> list[int]:
        """Closed calls in statement position that touch a holder directly: they put a store into order."""
        c, z = self.c, self.z
        statements = c.where("expression_statement")
        has = np.searchsorted(self.touching, c.last[statements]) > np.searchsorted(self.touching, statements)
        found: list[int] = []
        for statement in statements[has].tolist():
            todo = c.children(statement)[:1]
            while todo:
                node = todo.pop()
                if c.kind[node] in (K["sequence_expression"], K["parenthesized_expression"]):
                    todo += c.children(node)
                    continue
                if z.owner[node] >= 0 or z.inside_closed(node):
                    continue
                lo, hi = np.searchsorted(self.touching, (node, c.last[node]))
                if hi > lo and bool(z.is_closed(np.array([node], np.int32))[0]) and _runs_function(c, node):
                    found.append(node)
        return sorted(found)

    def _candidates(self, uses: I32, rotators: list[int]) -> I32:
        """Expressions that use the machinery and whose value somebody reads, in source order."""
        c = self.c
        nodes = np.flatnonzero(_EXPRESSIONS[c.kind]).astype(np.int32)
        nodes = nodes[np.searchsorted(uses, c.last[nodes]) > np.searchsorted(uses, nodes)]
        nodes = nodes[~_within(c, [*rotators, *self._decoder_parts()])[nodes]]
        self.calls = nodes[c.kind[nodes] == K["call_expression"]]
        nodes = nodes[(c.last[nodes] - nodes) <= MAX_ROOT_NODES]
        nodes = nodes[~_is_target(c, nodes)]
        # an immediately run function that gets hold of a store may change it: it runs as a rotator or not at all
        inner = c.where("function_expression", "arrow_function")
        runs = np.searchsorted(inner, c.last[nodes]) > np.searchsorted(inner, nodes)
        touches = np.searchsorted(self.touching, c.last[nodes]) > np.searchsorted(self.touching, nodes)
        kept: I32 = nodes[~(runs & touches)]
        return kept

    def _decoder_parts(self) -> list[int]:
        """Functions that read a store by a computed index: what stands inside are raw elements, not decoded text."""
        c, z = self.c, self.z
        at = self.touching[c.kind[c.parent[self.touching]] == K["subscript_expression"]]
        parts = np.unique(z.around[at])
        return [p for p in parts.tolist() if p >= 0 and z.closed[z.owner[p]] and _is_function_part(c, p)]

    def _open(self, outermost: I32, rotators: list[int]) -> Emitter:
        """Lift everything that the roots and rotators need, and run it in a fresh context."""
        z, s = self.z, self.s
        covered = _within(self.c, [*outermost.tolist(), *rotators])
        start = np.unique(s.binding[z.refs[covered[z.refs]]])
        depends = z.used_by.T.tocsr()
        lifted = z.reach([*start.tolist(), *self.holders], depends)
        rotated = np.unique(s.binding[z.refs[_within(self.c, rotators)[z.refs]]])
        core = z.reach([*self.holders, *rotated.tolist()], depends)
        emitter = Emitter(self.c, s, lifted)
        self.sandbox.open(*lift(z, emitter, lifted, core, rotators))
        return emitter

    def _evaluate(self, emitter: Emitter, closed: I32, above: I32) -> None:
        """Outermost expressions first; where one has no printable value, the closed ones inside it."""
        below: dict[int, list[int]] = {}
        for node in closed[above[closed] >= 0].tolist():
            below.setdefault(int(above[node]), []).append(node)
        level: list[int] = closed[above[closed] < 0].tolist()
        for _ in range(_ROUNDS):
            following: list[int] = []
            for node, value in zip(level, self._values([emitter.node(n) for n in level]), strict=True):
                if value is None or (isinstance(value, str) and self._is_unset(emitter, node, value)):
                    following += below.get(node, [])
                else:
                    self.out.values[node] = value
            self.out.roots += len(level)
            level = following
            if not level:
                return

    def _values(self, texts: list[str]) -> list[Value]:
        """Evaluate each distinct text once."""
        distinct = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        results = self.sandbox.evaluate(list(distinct))
        return [results[distinct[text]] for text in texts]

    def _is_unset(self, emitter: Emitter, node: int, value: str) -> bool:
        """Does the text come from an operand that had no value yet, such as a field that the page sets?"""
        c = self.c
        if not _UNSET.search(value) or c.kind[node] not in (K["binary_expression"], K["call_expression"]):
            return False
        operands: list[str] = []
        if c.kind[node] == K["call_expression"] and (arguments := c.child(node, F["arguments"])) >= 0:
            operands += [emitter.node(n) for n in c.children(arguments) if c.kind[n] != K["spread_element"]]
        while c.kind[node] == K["binary_expression"]:
            operands.append(emitter.node(c.child(node, F["right"])))
            node = c.child(node, F["left"])
            if c.kind[node] != K["binary_expression"]:
                operands.append(emitter.node(node))
        tests = [f"(v=>v===undefined||v!==v||typeof v==='object')({text})" for text in operands]
        return any(test is True for test in self._values(tests))

    def _evaluate_templates(self, emitter: Emitter, nodes: I32, closed: Mask) -> None:
        """Open string expressions, outer ones first; a result counts only if every unknown operand survived."""
        templates = Templates(self.c, emitter, closed)
        waiting = templates.candidates(nodes)
        for _ in range(_ROUNDS):
            level: list[tuple[int, str, int]] = []
            later: list[int] = []
            done = -1
            for node in waiting:
                if node < done:
                    later.append(node)
                elif (text := templates.text(node)) is not None:
                    level.append((node, *text))
                    done = int(self.c.last[node])
            solved = self._keep_templates(level)
            covered = _within(self.c, solved)
            waiting = [node for node in later if not covered[node]]
            if not waiting:
                return

    def _keep_templates(self, level: list[tuple[int, str, int]]) -> list[int]:
        solved: list[int] = []
        for (node, _, marks), value in zip(level, self._values([text for _, text, _ in level]), strict=True):
            if isinstance(value, str) and len(set(MARK.findall(value))) == marks:
                self.out.templates[node] = MARK.sub(HOLE, value)
                solved.append(node)
        return solved

    def _find_proxies(self, emitter: Emitter, closed: Mask) -> None:
        """Open calls of closed functions: what does the function do with its arguments?"""
        c = self.c
        calls: dict[int, str] = {}
        for node in self.calls[~closed[self.calls]].tolist():
            callee, arguments = c.child(node, F["function"]), c.child(node, F["arguments"])
            if callee >= 0 and closed[callee] and arguments >= 0 and c.kind[arguments] == K["arguments"]:
                calls[node] = emitter.node(callee)
        meanings = self._meanings(set(calls.values()))
        for node, callee_text in calls.items():
            proxy = meanings.get(callee_text)
            count = len(c.children(c.child(node, F["arguments"])))
            if proxy is not None and all(i < count for i in proxy.operands):
                self.out.proxies[node] = proxy

    def _meanings(self, callees: set[str]) -> dict[str, Proxy]:
        """Callee text -> what it does, followed through functions that only call another proxy."""
        found: dict[str, Proxy] = {}
        # callee as written -> (text whose source is asked for, where each of its parameters comes from)
        asked: dict[str, tuple[str, tuple[int, ...] | None]] = {text: (text, None) for text in sorted(callees)}
        for _ in range(_ROUNDS):
            sources = self._values([f"String({text})" for text, _ in asked.values()])
            following: dict[str, tuple[str, tuple[int, ...] | None]] = {}
            for (callee, (_, order)), source in zip(asked.items(), sources, strict=True):
                meaning = read_proxy(source) if isinstance(source, str) else None
                if meaning is None:
                    continue
                what, operands = meaning
                if order is not None and any(i >= len(order) for i in operands):
                    continue
                mapped = operands if order is None else tuple(order[i] for i in operands)
                if isinstance(what, Delegate):
                    following[callee] = (what.callee, mapped)
                else:
                    found[callee] = Proxy(what, mapped)
            asked = following
            if not asked:
                break
        return found


@dataclass(frozen=True)
class Delegate:
    """Another function, as text, that a proxy hands its arguments to."""

    callee: str


def read_proxy(source: str) -> tuple[str | Delegate, tuple[int, ...]] | None:
    """What a function of one returning statement does: operator, ``()`` or delegate, and the parameters it uses."""
    if len(source) > _MAX_PROXY or (function := _PROXY.fullmatch(source.strip())) is None:
        return None
    names = function[1] if function[2] else function[3]
    body = (function[2] or function[4]).strip()
    params = [name.strip() for name in names.split(",")] if names.strip() else []
    index = {name: i for i, name in enumerate(params)}
    if (applied := _APPLIES.fullmatch(body)) and applied[1] in index and applied[3] in index:
        return applied[2], (index[applied[1]], index[applied[3]])
    called = _CALLS.fullmatch(body) or _DELEGATES.fullmatch(body)
    if called is None:
        return None
    arguments = [name.strip() for name in called[2].split(",")] if called[2].strip() else []
    if any(name not in index for name in arguments):
        return None
    operands = tuple(index[name] for name in arguments)
    if called[1] in index:
        return "()", (index[called[1]], *operands)
    return Delegate(called[1]), operands


def _proxy_functions(c: Columns) -> list[int]:
    """Functions in tables that only apply an operator or call an argument."""
    nodes = c.where("function_expression")
    up = c.parent[nodes]
    stored = (c.kind[up] == K["pair"]) | ((c.field[nodes] == F["right"]) & ACCESS[c.kind[np.maximum(up, 0) + 1]])
    short = (c.end[nodes] - c.start[nodes]) <= _MAX_PROXY
    return [node for node in nodes[stored & short].tolist() if read_proxy(c.text(node)) is not None]


def _is_function_part(c: Columns, part: int) -> bool:
    """Does this part define its binding as a function?"""
    if FUNCTIONS[c.kind[part]]:
        return True
    value = c.child(part, F["value"]) if c.kind[part] == K["variable_declarator"] else c.child(part, F["right"])
    return value >= 0 and bool(FUNCTIONS[c.kind[value]])


def _runs_function(c: Columns, node: int) -> bool:
    """A call of a function expression, or of a name, possibly negated or parenthesised."""
    while c.kind[node] in (K["parenthesized_expression"], K["unary_expression"]) and c.last[node] > node + 1:
        node = c.children(node)[-1]
    return bool(c.kind[node] == K["call_expression"])


def _within(c: Columns, tops: Iterable[int]) -> Mask:
    """Nodes in the subtrees of `tops` (which may be nested)."""
    change = np.zeros(len(c) + 1, np.int32)
    for top in tops:
        change[top] += 1
        change[c.last[top]] -= 1
    inside: npt.NDArray[np.bool_] = np.cumsum(change)[:-1] > 0
    return inside


def _is_target(c: Columns, nodes: I32) -> Mask:
    """Assigned-to expressions, declared names and statements have no value worth evaluating."""
    up = c.parent[nodes]
    kind, role = c.kind[up], c.field[nodes]
    target: Mask = (
        (WRITERS[kind] & (role == F["left"]))
        | (kind == K["update_expression"])
        | ((kind == K["for_in_statement"]) & (role == F["left"]))
        | ((kind == K["variable_declarator"]) & (role == F["name"]))
        | (FUNCTIONS[kind] & (role != F["body"]))
        | (kind == K["formal_parameters"])
        | (kind == K["expression_statement"])  # nobody reads the value
    )
    return target
