"""What a source is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from undertow.analysis.flow_paths import Path
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ALL, IDENT, SHORTHAND_PATTERN, UNARY
from undertow.model import DataType

_MAX_IN_PATTERN = 60


@dataclass(frozen=True)
class Source:
    """A read of data."""

    data: DataType
    vertex: int
    """The expression that has the data; from `Program.n` on: the binding that has it."""
    node: int
    """What to show: the reading expression."""
    path: Path
    what: str
    entered: frozenset[int] = frozenset()
    """Calls of the function around it by which alone it is this data (`id => byId(id).value`). Empty: any."""
    named: bool = False
    """Only where that very property is asked for, and then in place of the whole."""


def is_read(p: Program, access: int) -> bool:
    """Is the access read, and not just tested for existence?"""
    return not p.is_written(access) and p.kind[p.parent[access]] != UNARY


def parameters(p: Program, fn: int, index: int, data: DataType, what: str, node: int) -> Iterator[Source]:
    """All that a callback gets as its parameter, also taken apart by a pattern."""
    params = p.params(fn)
    if index >= len(params):
        return
    for name in range(params[index], min(p.last[params[index]], params[index] + _MAX_IN_PATTERN)):
        if p.kind[name] in (IDENT, SHORTHAND_PATTERN) and p.binding[name] >= 0 and p.s.b_node[p.binding[name]] == name:
            yield Source(data, p.n + p.binding[name], node, (ALL,), what)
