"""Statements that minifiers wrote as expressions, as statements again.

`a(), b && (c = d, e(c))` says what `a(); if (b) { c = d; e(c); }` says, and whoever asks what comes before what, or
under which condition, would have to know both. So the rows of a parsed script are laid out anew: sequences as
statements one after the other, `&&`, `||` and `?:` whose value nobody takes as `if`, and what an arrow function, a
`return`, an `if` or the start of a loop does before its value as statements in front. In `"a" === b` the constant
becomes the right side. No text is written: rows that are new have the places in the source of what they hold, so that
all offsets stay what they were.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from undertow.analysis.columns import I32, Columns, F, K, Mask, kind_mask

_SEQUENCE, _PARENTHESES, _BINARY = K["sequence_expression"], K["parenthesized_expression"], K["binary_expression"]
_TERNARY, _STATEMENT, _BLOCK = K["ternary_expression"], K["expression_statement"], K["statement_block"]
_IF, _ELSE, _EMPTY, _ARROW = K["if_statement"], K["else_clause"], K["empty_statement"], K["arrow_function"]
_FOR, _WHILE, _LABELED, _CALL = K["for_statement"], K["while_statement"], K["labeled_statement"], K["call_expression"]
_LEAVING = frozenset([K["return_statement"], K["throw_statement"]])
_HOLDING = kind_mask(["program", "statement_block", "switch_case", "switch_default", "class_static_block"])
_LITERAL = kind_mask(["string", "number", "true", "false", "null", "undefined"])
_EQUALITY = (b"===", b"!==", b"==", b"!=")
_BODY, _CONDITION, _VALUE = F["body"], F["condition"], F["value"]
_CONSEQUENCE, _ALTERNATIVE, _INITIALIZER = F["consequence"], F["alternative"], F["initializer"]
_INCREMENT = F["increment"]
_THREE = 3
_AFTER = -1  # instead of an end: the row has no rows below it


def as_statements(c: Columns) -> tuple[Columns, I32] | None:
    """Lay the rows out anew.

    Returns:
        The columns, and the new number of each old row, -1 if it is left out; None if all stays.
    """
    turned = _turned(c)
    work = _Layout(c)
    work.run()
    if not len(turned) and not work.moved:
        return None
    field = c.field.copy()
    field[turned + 1], field[c.last[turned + 1]] = F["right"], F["left"]
    return work.result(field)


def as_written(c: Columns) -> dict[int, int]:
    """The rows of a script as `as_statements` numbers them → as they are numbered in these columns of it."""
    laid = as_statements(c)
    number = range(len(c)) if laid is None else laid[1].tolist()
    return {new: old for old, new in enumerate(number) if new >= 0}


def _turned(c: Columns) -> I32:
    """Comparisons for equality of a constant with something else."""
    nodes = c.where("binary_expression").astype(np.int32)
    nodes = nodes[c.last[nodes] > nodes + 1]
    left = nodes + 1
    right = c.last[left]
    nodes = nodes[(right < c.last[nodes]) & _is_constant(c, left) & ~_is_constant(c, right % len(c))]
    signs = [c.source[c.end[at + 1] : c.start[c.last[at + 1]]].strip() in _EQUALITY for at in nodes.tolist()]
    return nodes[np.array(signs, np.bool_)]


def _is_constant(c: Columns, nodes: I32) -> Mask:
    """Literals, and what minifiers write for `true`, `false` and `undefined`: `!0`, `!1`, `void 0`."""
    kind, below = c.kind[nodes], c.kind[(nodes + 1) % len(c)]
    short = (kind == K["unary_expression"]) & (below == K["number"]) & (c.last[nodes] == nodes + 2)
    found: Mask = _LITERAL[kind] | short
    return found


class _Layout:
    """Rows to leave out, to add and to hang elsewhere. A row to come has the number that follows the last old one."""

    def __init__(self, c: Columns) -> None:
        self._c = c
        self._kind, self._last, self._field = c.kind.data, c.last.data, c.field.data
        self._parent = c.parent.data
        self._left_out: list[int] = []
        self._hung: list[tuple[int, int, int]] = []  # (row, parent, field)
        self._new: list[tuple[int, int, int, int, int, int]] = []  # before, kind, parent, field, like, last
        self._instead: dict[int, int] = {}  # a row that is left out -> the row to come that stands for it
        self._todo: list[tuple[int, int, int, bool, int]] = []  # expression, parent, field, in a block, statement

    @property
    def moved(self) -> bool:
        """Something is laid out anew."""
        return bool(self._new)

    def run(self) -> None:
        """Go through all statements, outermost first."""
        starts = ("expression_statement", "return_statement", "throw_statement", "arrow_function", "for_statement",
                  "if_statement", "switch_statement")  # fmt: skip
        for node in self._c.where(*starts).tolist():
            self._start(node, self._kind[node])
            while self._todo:
                self._place(*self._todo.pop())

    def _start(self, node: int, kind: int) -> None:
        if kind == _ARROW:
            body = self._c.child(node, _BODY)
            if body >= 0 and self._kind[body] == _PARENTHESES and self._kind[inner := self._bare(body)] == _SEQUENCE:
                block = self._add(body, _BLOCK, node, _BODY, body)
                self._leave_out(body, inner)
                self._todo.append((inner, block, 0, True, K["return_statement"]))
        elif kind == _STATEMENT or kind in _LEAVING:
            is_whole = self._last[node] > node + 1 and self._last[node + 1] == self._last[node]
            if is_whole and self._is_worth(self._bare(node + 1), kind):
                self._left_out.append(node)
                held = bool(_HOLDING[self._kind[self._parent[node]]])
                self._todo.append((node + 1, self._parent[node], self._field[node], held, kind))
        elif kind == _FOR:
            self._loop(node, self._kind[self._parent[node]] == _LABELED)
        elif self._kind[self._parent[node]] != _LABELED:
            self._first_of(node, _CONDITION if kind == _IF else _VALUE)

    def _is_worth(self, node: int, statement: int) -> bool:
        """A statement of this expression is laid out."""
        kind = self._kind[node]
        if kind == _TERNARY and statement in _LEAVING:
            return self._chooses_lists(node)
        return self._is_several(node, statement)

    def _is_several(self, node: int, statement: int) -> bool:
        kind = self._kind[node]
        if kind == _BINARY:
            return statement == _STATEMENT and bool(self._joins(node))
        return kind == _SEQUENCE or (kind == _TERNARY and len(self._c.children(node)) == _THREE)

    def _chooses_lists(self, node: int) -> bool:
        """One of the values that `?:` chooses among is a sequence."""
        todo = [node]
        while todo:
            kind = self._kind[node := self._bare(todo.pop())]
            if kind == _SEQUENCE:
                return True
            if kind == _TERNARY:
                todo += self._c.children(node)[1:]
        return False

    def _first_of(self, node: int, field: int) -> None:
        """What `if (a(), b)` and `switch (a(), b)` do first."""
        held = self._c.child(node, field)
        inner = self._bare(held) if held >= 0 else -1
        if inner >= 0 and self._kind[inner] == _SEQUENCE:
            *before, value = self._c.children(inner)
            parent, place = self._in_front(node, held, inner, before)
            self._test(value, self._again(value, self._kind[node], parent, place, node), field)

    def _loop(self, node: int, is_labeled: bool) -> None:
        """What `for (a(), b(); …)` does first, and `for (; a; )`, which is `while (a)`."""
        first, test = self._c.child(node, _INITIALIZER), self._c.child(node, _CONDITION)
        if first < 0 or test < 0:
            return
        inner = self._bare(first)
        does = self._kind[inner] in (_SEQUENCE, _CALL) and not is_labeled
        is_while = self._kind[test] != _EMPTY and self._c.child(node, _INCREMENT) < 0
        parent, place = self._parent[node], self._field[node]
        if does:
            is_list = self._kind[inner] == _SEQUENCE
            parent, place = self._in_front(node, first, inner, self._c.children(inner) if is_list else [inner])
        elif is_while and self._kind[first] == _EMPTY:
            self._left_out += (node, first)
        else:
            return
        again = self._again(test, _WHILE if is_while else _FOR, parent, place, node)
        if is_while:
            self._test(test, again, _CONDITION)
        else:
            self._nothing(test, again, _INITIALIZER)

    def _in_front(self, node: int, held: int, inner: int, parts: list[int]) -> tuple[int, int]:
        """Make statements of what a statement does first, which is left out with them; where all of these stand."""
        parent, place = self._parent[node], self._field[node]
        self._left_out.append(node)
        if not _HOLDING[self._kind[parent]]:
            parent, place = self._add(node, _BLOCK, parent, place, node), 0
        self._leave_out(held, inner)
        if self._kind[inner] == _SEQUENCE:
            self._left_out.append(inner)
        self._todo += [(part, parent, place, True, _STATEMENT) for part in parts]
        return parent, place

    def _again(self, before: int, kind: int, parent: int, field: int, node: int) -> int:
        """A statement that was left out, further behind."""
        self._instead[node] = again = self._add(before, kind, parent, field, node)
        return again

    def _place(self, node: int, parent: int, field: int, held: bool, statement: int) -> None:
        """Make a statement, or several, of an expression."""
        inner = self._bare(node)
        kind = self._kind[inner]
        if not self._is_several(inner, statement):
            self._hung.append((node, self._add(node, statement, parent, field, node), 0))
            return
        self._leave_out(node, inner)
        self._left_out.append(inner)
        if kind == _SEQUENCE:
            if not held:
                parent, field = self._add(inner, _BLOCK, parent, field, inner), 0
            *before, value = self._c.children(inner)
            self._todo.append((value, parent, field, True, statement))
            self._todo += [(part, parent, field, True, _STATEMENT) for part in reversed(before)]
            return
        choice = self._add(inner, _IF, parent, field, inner)
        test, *ways = self._c.children(inner)
        self._test(test, choice, _CONDITION)
        if kind == _BINARY and self._joins(inner) == "||":
            self._nothing(ways[0], choice, _CONSEQUENCE)
            otherwise = ways
        else:
            self._todo.append((ways[0], choice, _CONSEQUENCE, False, statement))
            otherwise = ways[1:]
        for way in otherwise:
            self._todo.append((way, self._add(way, _ELSE, choice, _ALTERNATIVE, way), 0, False, statement))

    def _test(self, node: int, statement: int, field: int) -> None:
        """An expression in the parentheses of a statement."""
        self._hung.append((node, self._add(node, _PARENTHESES, statement, field, node), 0))

    def _nothing(self, before: int, statement: int, field: int) -> None:
        self._new.append((before, _EMPTY, statement, field, before, _AFTER))

    def _add(self, before: int, kind: int, parent: int, field: int, like: int) -> int:
        """A row to come in front of an old one, which spans what `like` does."""
        self._new.append((before, kind, parent, field, like, self._last[like]))
        return len(self._c) + len(self._new) - 1

    def _leave_out(self, node: int, inner: int) -> None:
        self._left_out += range(node, inner)

    def _bare(self, node: int) -> int:
        """What parentheses hold."""
        while self._kind[node] == _PARENTHESES and self._last[node + 1] == self._last[node] > node + 1:
            node += 1
        return node

    def _joins(self, node: int) -> str:
        """`&&` or `||`, if the expression is one of these."""
        c = self._c
        left, stop = node + 1, c.last[node]
        right = int(c.last[left])
        if right >= stop or c.last[right] != stop:  # or there is something that could not be parsed
            return ""
        between = c.source[c.end[left] : c.start[right]]
        return next((sign.decode() for sign in (b"&&", b"||") if sign in between), "")

    def result(self, fields: npt.NDArray[np.int8]) -> tuple[Columns, I32]:
        """The rows as they stand now; `fields`: those that rows had before."""
        c, size = self._c, len(self._c)
        table = np.array(self._new, np.int32).reshape(-1, 6)
        before, kind, parent, field, like, stop = table.T
        kept = np.ones(size + 1, np.bool_)
        kept[self._left_out] = False
        added = np.bincount(before, minlength=size + 1)
        opening = np.cumsum(kept) - kept + np.cumsum(added) - added  # of what comes before an old row, or of itself
        number = (opening + added).astype(np.int32)
        order = np.argsort(before, kind="stable")
        ahead = np.arange(len(table)) - np.searchsorted(before[order], before[order])
        of_new = np.empty(len(table), np.int32)
        of_new[order] = opening[before[order]] + ahead
        of_all = np.concatenate([number[:size], of_new])
        for node, instead in self._instead.items():
            of_all[node] = of_all[instead]
        stay = np.flatnonzero(kept[:size])
        old, total = number[stay], int(number[size])

        up, place = c.parent.copy(), fields.copy()
        for node, higher, under in self._hung:
            up[node], place[node] = higher, under

        def laid(olds: npt.NDArray[Any], news: npt.NDArray[Any]) -> npt.NDArray[Any]:
            rows = np.empty(total, olds.dtype)
            rows[old], rows[of_new] = olds[stay], news
            return rows

        above = laid(up, parent)
        ends = np.where(stop == _AFTER, of_new + 1, opening[stop])
        anew = replace(
            c,
            kind=laid(c.kind, kind),
            parent=np.where(above < 0, -1, of_all[above]).astype(np.int32),
            field=laid(place, field),
            start=laid(c.start, c.start[like]),
            end=laid(c.end, np.where(stop == _AFTER, c.start[like], c.end[like])),
            last=laid(opening[c.last].astype(np.int32), ends),
            sym=laid(c.sym, np.full(len(table), -1, np.int32)),
        )
        return anew, np.where(kept[:size], number[:size], -1).astype(np.int32)
