"""Where functions run of which all calls are known: at the statements that call them, and nowhere else."""

from __future__ import annotations

import numpy as np

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import BODY, CALL, DECLARATOR, IDENT, NAME, RETURN, STRING, VALUE

_MAX_CALLS = 8
_DEPTH = 3
_PLAIN = kind_mask(["function_declaration", "function_expression", "arrow_function"])
CERTAIN = kind_mask([
    "expression_statement", "lexical_declaration", "variable_declaration", "variable_declarator", "sequence_expression",
    "parenthesized_expression", "assignment_expression", "call_expression", "arguments", "member_expression",
    "subscript_expression", "unary_expression", "await_expression", "finally_clause", "try_statement",
])  # fmt: skip
"""What runs whenever that which it stands in does."""


class Runs:
    """Questions about the calls of the functions of one script."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._calls: dict[int, list[int] | None] = {}
        self._leaving = p.c.where("return_statement", "throw_statement")

    def calls(self, fn: int) -> list[int] | None:
        """All calls of a function that is only ever called by its name; None if it may be called elsewhere."""
        if fn not in self._calls:
            self._calls[fn] = self._find(fn)
        return self._calls[fn]

    def _find(self, fn: int) -> list[int] | None:
        p = self.p
        if fn < 0 or not _PLAIN[p.kind[fn]] or p.c.source.startswith(b"async", int(p.c.start[fn])):
            return None
        up, name = p.parent[fn], p.child(fn, NAME)
        if p.kind[up] == DECLARATOR and p.field[fn] == VALUE:
            name, up = up + 1, p.parent[p.parent[up]]
        elif p.kind[fn] != K["function_declaration"]:
            return None
        if name < 0 or p.kind[name] != IDENT or (b := p.binding[name]) < 0 or p.kind[up] == K["export_statement"]:
            return None
        mentions = [ref for ref in p.s.references(b).tolist() if ref != name]
        called = all(p.is_callee(ref) and p.kind[p.parent[ref]] == CALL for ref in mentions)
        return [p.parent[ref] for ref in mentions] if called and 0 < len(mentions) <= _MAX_CALLS else None

    def begun_with(self, read: int) -> list[int]:
        """The empty text that a variable of a function around only begins with: `let host = ""; host = given.host`.

        What the function certainly assigns to it is there before what stands in other functions runs.
        """
        p = self.p
        b = int(p.binding[read]) if p.kind[read] == IDENT else -1
        declared = int(p.s.b_node[b]) if b >= 0 else -1
        value = p.child(p.parent[declared], VALUE) if b >= 0 and p.kind[p.parent[declared]] == DECLARATOR else -1
        if value < 0 or p.kind[value] != STRING or p.text(p.sym[value]):
            return []
        fn = p.enclosing[declared]
        if p.enclosing[read] == fn:
            return []
        others = [other for other in p.writes(b) if other != value]
        return [value] if any(self.is_certain(p.parent[other], fn) for other in others) else []

    def places(self, node: int, level: int, *, certain: bool, depth: int = _DEPTH) -> list[int] | None:
        """Where in the function `level` (-1: the script) a node within it runs; None if that is not known.

        Args:
            node: an expression.
            level: a function around it.
            certain: only where it runs whenever the places do.
            depth: how many calls may lie between.
        """
        p = self.p
        fn = p.enclosing[node]
        if fn == level:
            return [node]
        if not depth or (certain and not self.is_certain(node, fn)) or (calls := self.calls(fn)) is None:
            return None
        found: list[int] = []
        for call in calls:
            above = self.places(call, level, certain=certain, depth=depth - 1)
            if above is None:
                return None
            found += above
        return found

    def is_certain(self, node: int, fn: int) -> bool:
        """Does the node run whenever its function is called (the script, for what stands in no function)?"""
        p = self.p
        body = fn if p.kind[fn] == K["program"] else p.child(fn, BODY)
        if body < 0 or p.enclosing[node] != fn:
            return False
        left = self._leaving[(self._leaving > body) & (self._leaving < node)]
        if np.any((p.s.function[left] == fn) & (p.c.last[left] <= node)):
            return False
        while node != body:
            node = p.parent[node]
            if node < 0 or (node != body and not CERTAIN[p.kind[node]] and p.kind[node] != RETURN):
                return False
        return True
