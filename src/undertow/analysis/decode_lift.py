"""Closed code as text for the sandbox: every lifted identifier gets a name unique to its binding, so scopes vanish."""

from __future__ import annotations

import json
import re
from bisect import bisect_left

import numpy as np

from undertow.analysis.columns import I32, IDENTIFIERS, Columns, F, K, Mask
from undertow.analysis.decode_closed import ACCESS, Closure
from undertow.analysis.scopes import FUNCTIONS, Scopes

MARK = re.compile("\ue000(\\d+)\ue001")
"""Stands for an operand that is not known."""
_DEPTH = 120  # nesting of string expressions that is followed


class Emitter:
    """Source text with every lifted identifier replaced by a name unique to its binding."""

    def __init__(self, c: Columns, s: Scopes, lifted: Mask) -> None:
        self.c = c
        prefix = b"b"
        while prefix in c.source and re.search(prefix + rb"\d", c.source):
            prefix += b"q"
        self._prefix = prefix
        idents = np.flatnonzero(IDENTIFIERS[c.kind] & (s.binding >= 0) & np.append(lifted, False)[s.binding])
        self._starts, self._ends = c.start[idents].tolist(), c.end[idents].tolist()
        plain = (c.kind[idents] == K["identifier"]).tolist()
        names = [prefix + b"%d" % b for b in s.binding[idents].tolist()]
        self._new = [  # `{a}` becomes `{a:b7}`
            name if p else c.source[a:b] + b":" + name
            for name, p, a, b in zip(names, plain, self._starts, self._ends, strict=True)
        ]

    def name(self, binding: int) -> str:
        """The new name of a binding."""
        return (self._prefix + b"%d" % binding).decode()

    def span(self, start: int, end: int) -> str:
        """A byte range of the source."""
        lo, hi = bisect_left(self._starts, start), bisect_left(self._starts, end)
        pieces: list[bytes] = []
        at = start
        for j in range(lo, hi):
            pieces += (self.c.source[at : self._starts[j]], self._new[j])
            at = self._ends[j]
        pieces.append(self.c.source[at:end])
        return b"".join(pieces).decode("utf-8", "replace")

    def node(self, node: int) -> str:
        """The source of a node."""
        return self.span(int(self.c.start[node]), int(self.c.end[node]))


def lift(z: Closure, emitter: Emitter, lifted: Mask, core: Mask, rotators: list[int]) -> tuple[str, list[str]]:
    """Definitions of the lifted bindings: a script that must run as a whole, and initialisers that are run singly.

    `core` is what stores and rotators need: it runs in source order, rotators in between. The other initialisers may
    throw or hang (self-defence, reads of the page) without harm to the rest.
    """
    c = z.c
    wanted = np.flatnonzero(lifted[z.part_owner])
    functions: list[str] = []
    body: list[tuple[int, str]] = []
    steps: list[str] = []
    variables: set[int] = set()
    for j in wanted[np.argsort(z.part[wanted])].tolist():
        node, owner = int(z.part[j]), int(z.part_owner[j])
        text = emitter.node(node)
        if FUNCTIONS[c.kind[node]]:
            functions.append(text)
            continue
        value = c.child(node, F["value"]) if c.kind[node] == K["variable_declarator"] else -1
        if core[owner] or (value >= 0 and FUNCTIONS[c.kind[value]]):
            variables.add(owner)
            body.append((node, text + ";"))
        else:  # not declared: until it has run, whoever reads the variable fails
            steps.append(_storing(c, emitter, node) or text)
    for node in rotators:
        run = f"try{{({emitter.node(node)})}}catch(e){{}};"
        body.append((node, f"__strict(1);{run}__strict(0);" if _may_fail(c, node) else run))
    names = ",".join(emitter.name(b) for b in sorted(variables))
    head = [f"var {names};"] if names else []
    return "\n".join([*head, *functions, *(text for _, text in sorted(body))]), steps


def _may_fail(c: Columns, rotator: int) -> bool:
    """Does the rotator do the same after an error as when its sum is wrong?

    Then `parseInt` may fail instead of answering NaN, which makes the sum wrong in any case: the sum is given up at the
    first string that is no number, and most of the decoding is spared.
    """
    for node in range(rotator, int(c.last[rotator])):
        if c.kind[node] == K["catch_clause"] and (caught := c.child(node, F["body"])) >= 0:
            tried = range(int(c.parent[node]), node)
            otherwise = [c.child(n, F["alternative"]) for n in tried if c.kind[n] == K["if_statement"]]
            return any(_steps(c, n + 1) == _steps(c, caught) for n in otherwise if n >= 0)
    return False


def _steps(c: Columns, block: int) -> str:
    """Text of a block or statement, without blanks and braces."""
    return "".join(c.text(block).split()).strip("{};")


def _storing(c: Columns, emitter: Emitter, node: int) -> str:
    """`o[k] = v` so that, if v fails, whoever reads the property fails too; empty for all else."""
    access, value = c.child(node, F["left"]), c.child(node, F["right"])
    if c.kind[node] != K["assignment_expression"] or access < 0 or not ACCESS[c.kind[access]]:
        return ""
    key = c.child(access, F["index"])
    named = c.child(access, F["property"])
    shown = emitter.node(key) if key >= 0 else json.dumps(c.text(named))
    return f"__put({emitter.node(access + 1)},{shown},()=>({emitter.node(value)}))"


class Templates:
    """Open string expressions over the machinery: their open operands become markers, so that they can be run."""

    def __init__(self, c: Columns, emitter: Emitter, closed: Mask) -> None:
        self.c, self._emitter, self._closed = c, emitter, closed
        self._marks = 0

    def candidates(self, nodes: I32) -> list[int]:
        """Expressions worth a try, in source order, outer before inner."""
        kind = self.c.kind[nodes]
        shaped = np.isin(kind, [K["binary_expression"], K["call_expression"], K["template_string"]])
        found: list[int] = nodes[shaped & ~self._closed[nodes]].tolist()
        return found

    def text(self, node: int) -> tuple[str, int] | None:
        """Script text with markers and their number; None if it is no string expression, or nothing in it is open."""
        self._marks = 0
        text = self._emit(node, _DEPTH)
        return (text, self._marks) if text is not None and self._marks else None

    def _operand(self, node: int, depth: int) -> str:
        before = self._marks
        text = self._emit(node, depth - 1)
        if text is None:
            text = f"'\ue000{before}\ue001'"
            self._marks = before + 1
        return text

    def _emit(self, node: int, depth: int) -> str | None:
        c, kind = self.c, self.c.kind[node]
        if self._closed[node] or kind in (K["string"], K["number"]):
            return self._emitter.node(node)
        if depth <= 0:
            return None
        if kind == K["parenthesized_expression"]:
            return f"({self._operand(c.children(node)[-1], depth)})"
        if kind == K["binary_expression"]:
            left, right = c.child(node, F["left"]), c.child(node, F["right"])
            if c.source[c.end[left] : c.start[right]].strip() != b"+":
                return None
            return f"{self._operand(left, depth)}+{self._operand(right, depth)}"
        if kind == K["template_string"]:
            return self._template_literal(node, depth)
        if kind == K["call_expression"]:
            return self._call(node, depth)
        if kind == K["array"]:
            return f"[{','.join(self._operand(a, depth) for a in c.children(node))}]"
        return None

    def _template_literal(self, node: int, depth: int) -> str:
        c, span = self.c, self._emitter.span
        pieces: list[str] = []
        at = int(c.start[node])
        for child in c.children(node):
            if c.kind[child] == K["template_substitution"] and c.last[child] > child + 1:
                pieces += (span(at, int(c.start[child])), "${", self._operand(c.children(child)[0], depth), "}")
                at = int(c.end[child])
        return "".join(pieces) + span(at, int(c.end[node]))

    def _call(self, node: int, depth: int) -> str | None:
        c = self.c
        callee, arguments = c.child(node, F["function"]), c.child(node, F["arguments"])
        if arguments < 0 or c.kind[arguments] != K["arguments"]:
            return None
        if self._closed[callee]:
            head, tail = self._emitter.node(callee), ""
        elif ACCESS[c.kind[callee]] and c.kind[callee + 1] in (K["array"], K["binary_expression"]):
            head = self._operand(callee + 1, depth)  # a method of a partly known string or array
            tail = self._emitter.span(int(c.end[callee + 1]), int(c.end[callee]))
        else:
            return None
        return f"{head}{tail}({','.join(self._operand(a, depth) for a in c.children(arguments))})"
