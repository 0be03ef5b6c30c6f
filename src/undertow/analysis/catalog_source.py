"""What a source is."""

from __future__ import annotations

from dataclasses import dataclass

from undertow.analysis.flow_paths import Path
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import UNARY
from undertow.model import DataType


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


def is_read(p: Program, access: int) -> bool:
    """Is the access read, and not just tested for existence?"""
    return not p.is_written(access) and p.kind[p.parent[access]] != UNARY
