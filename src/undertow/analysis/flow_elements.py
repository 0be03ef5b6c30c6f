"""Variables that hold one element of a list after the other, and are stored into: `for (const event of events)`.

What is put into the elements stands in the list: whoever sends the list sends that too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from undertow.analysis.program import Program
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import (
    ANY,
    ASSIGN,
    AUGMENTED,
    DECLARATOR,
    IDENT,
    LEFT,
    OBJECT,
    RIGHT,
    SUBSCRIPT,
    VALUE,
)

_MAX_READS = 2_000
Named = list[tuple[int, int]]
"""(binding of a variable, a place in the function that it is used in)"""


class Elements:
    """The elements of the lists of one script that are changed where they stand."""

    def __init__(self, p: Program) -> None:
        self._p = p

    def of(self, node: int) -> Named:
        """Variables that take the elements of the list that is mentioned there. Not to be changed."""
        return self._by_mention.get(node, [])

    def of_variable(self, b: int) -> Named:
        """The same for all mentions of a variable. Not to be changed."""
        return self._by_variable.get(b, [])

    @cached_property
    def _by_variable(self) -> dict[int, Named]:
        p, found = self._p, dict[int, Named]()
        for node, named in self._by_mention.items():
            if p.kind[node] == IDENT and p.binding[node] >= 0:
                found.setdefault(p.binding[node], []).extend(named)
        return found

    @cached_property
    def _by_mention(self) -> dict[int, Named]:
        p, found = self._p, dict[int, Named]()
        for node, b, place in self._taken():
            if b in self._stored:
                found.setdefault(p.strip(node), []).append((b, place))
        return found

    @cached_property
    def _stored(self) -> frozenset[int]:
        """Variables of which a property is written somewhere, `one.k = v` or `one.data.k = v`."""
        p, found = self._p, set[int]()
        for access in p.access_nodes.tolist():
            if p.field[access] == LEFT and p.kind[p.parent[access]] in (ASSIGN, AUGMENTED):
                base = p.base(access)
                while p.is_access(base):
                    base = p.base(base)
                if p.kind[base] == IDENT and p.binding[base] >= 0:
                    found.add(p.binding[base])
        return frozenset(found)

    def _taken(self) -> Iterator[tuple[int, int, int]]:
        """(list, variable that takes its elements, place)"""
        p = self._p
        for loop in p.c.where("for_in_statement").tolist()[:_MAX_READS]:
            name = p.child(loop, LEFT)
            b = p.binding[name] if p.kind[name] == IDENT else -1
            if b >= 0 and (listed := p.looped_over(b)) >= 0:
                yield listed, b, name
        for method in sorted(VISITING):
            for access in p.accesses(method)[:_MAX_READS]:
                args = p.written_args(p.parent[access]) if p.is_callee(access) else []
                params = p.params(args[0]) if args and p.is_function(args[0]) else []
                if params and p.kind[params[0]] == IDENT:
                    yield p.base(access), p.binding[params[0]], params[0]
        read = [a for a in p.accesses_sym(ANY)[:_MAX_READS] if p.kind[a] == SUBSCRIPT]
        for listed, access in (*p.loops.all(), *((p.base(a), a) for a in read)):
            up = p.parent[access]
            given = p.field[access] == (VALUE if p.kind[up] == DECLARATOR else RIGHT)
            if given and p.kind[up] in (DECLARATOR, ASSIGN) and p.kind[up + 1] == IDENT:
                yield listed, p.binding[up + 1], access


def is_stored_into(p: Program, node: int) -> bool:
    """Is a property of it written, `one.k = v` or `one.data.k = v`?"""
    up = p.parent[node]
    while p.is_access(up) and p.field[node] == OBJECT:
        if p.field[up] == LEFT and p.kind[p.parent[up]] in (ASSIGN, AUGMENTED):
            return True
        node, up = up, p.parent[up]
    return False
