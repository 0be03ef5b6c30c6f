"""What is made of whole objects: `Object.values(o)`, `Object.fromEntries(pairs)`, `Object.create(parent)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_masked, flow_names, program_collections
from undertow.analysis.flow_paths import ELEMENT, KEYED, PARSED, WHOLE, Path, ask, within
from undertow.analysis.program_syntax import ALL, ANY, CALL, FIRST_INDEX

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]


def first(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.freeze(o)`, `structuredClone(o)`: the first argument, or a copy of it."""
    yield from ((argument, path, fact) for argument in args[:1])


def inherited(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.create(parent)`: its properties can be read, but who copies or writes out the whole does not see them."""
    yield from ((argument, path, fact) for argument in args[:1] if not path or path[0] not in WHOLE)


def values(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.values(o)`: any value of an object, in a list."""
    inner = within(path, ELEMENT) if path else None
    if args and inner is not None:
        yield args[0], ask(ANY, inner), fact


def entries(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """Pairs [key, value]: the second element of any of them is any value."""
    pair = within(path, ELEMENT) if path else None
    inner = within(pair, FIRST_INDEX - 1) if pair else None
    if args and inner is not None:
        yield args[0], inner[1:] if inner[:1] == (KEYED,) else ask(ANY, inner), fact


def from_entries(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.fromEntries(pairs)`: the values of pairs; of pairs of an object the object, under its own names."""
    p = e.p
    listed, names = flow_names.filtered(p, args[0], is_pair=True) if args else (-1, flow_names.ANYTHING)
    of = p.args(listed) if listed >= 0 and p.kind[listed] == CALL and p.method_name(listed) == "entries" else []
    if not of and args and program_collections.gives_pairs(p, args[0]):
        of = args[:1]  # its own pairs, under their own names
    if path and path[0] not in (PARSED, KEYED, ELEMENT) and len(of) == 1:  # the object itself, without some names
        yield from ((of[0], wanted, fact) for wanted in flow_names.shown(path, names))
        return
    inner = within(path, ANY) if path else None
    if args and inner is not None:
        yield args[0], ask(ELEMENT, ask(FIRST_INDEX - 1, inner)), fact


def gathered(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Object.groupBy(list, f)`: lists of the same elements."""
    yield from ((listed, (ALL,), fact) for listed in args[:1] if path)


def reflected(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`Reflect.get(o, key)`."""
    if len(args) > 1:
        key = e.p.string_sym(args[1])
        names = flow_names.at(e.p, args[1], node) if key < 0 else flow_names.ANYTHING
        demands = [ask(key, path)] if key >= 0 else flow_masked.of_names(e.p, node, path, names)
        yield from ((args[0], demand, fact) for demand in demands)
