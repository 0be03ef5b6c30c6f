"""What is left of a list: after `push`, `pop`, `shift`, `splice` in a row of statements, and by `slice` and `with`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.flow_later import has_one_name
from undertow.analysis.flow_paths import ELEMENT, Path, ask, within, without
from undertow.analysis.program import Program
from undertow.analysis.program_lists import rest_place
from undertow.analysis.program_syntax import (
    ALL,
    ARRAY,
    DECLARATOR,
    FIRST_INDEX,
    NAME,
    OBJECT,
    RIGHT,
    SPREAD,
    VALUE,
)

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order

_MAX_REFERENCES = 30
_ENDS = 2
_MAX_PART = 12
_TAKING = frozenset({"pop", "shift"})
_ADDING = frozenset({"push", "unshift"})
_CUTTING = frozenset({"splice", "length"})
_READING = frozenset({
    "join", "slice", "includes", "indexOf", "at", "keys", "length", "forEach", "map", "filter", "some", "every", "find",
    "entries", "values", "reduce", "concat", "flat", "with", "toSpliced", "toString",
})  # fmt: skip


def elements_left(order: Order, read: int) -> list[int] | None:
    """Expressions of the elements of a list literal at a read of its variable, where some were taken out before.

    None unless all that was done to the list is known, and done once, before the read. Of a list that a loop takes
    from, all that it began with counts.
    """
    p, b = order.p, int(order.p.binding[read])
    declared = int(p.s.b_node[b])
    references = p.s.references(b)
    up = p.parent[declared]
    if not 1 < len(references) <= _MAX_REFERENCES or p.kind[up] != DECLARATOR or p.field[declared] != NAME:
        return None
    literal = p.strip(p.child(up, VALUE)) if p.child(up, VALUE) >= 0 else -1
    if literal < 0 or p.kind[literal] != ARRAY or any(p.kind[item] == SPREAD for item in p.children(literal)):
        return None
    mentions = [ref for ref in references.tolist() if ref != declared]
    names = [p.key_text(p.parent[ref]) if p.field[ref] == OBJECT else "" for ref in mentions]
    elsewhere = any(p.enclosing[ref] != p.enclosing[read] for ref in mentions)
    if not (_TAKING | _CUTTING).intersection(names) or elsewhere or not order.precedes(up, read):
        return None
    if not has_one_name(p, b):
        return None
    loop = order.loop(read)
    left = p.children(literal)
    for ref, name in zip(mentions, names, strict=True):
        if loop >= 0 and p.contains(loop, ref):
            if name not in _TAKING | _READING and ref != read:
                return None
        elif ref >= read:
            break
        else:
            changed = _changed(order, ref, name, left, read)
            if changed is None:
                return None
            left = changed
    return left


def _changed(order: Order, ref: int, name: str, left: list[int], read: int) -> list[int] | None:
    """The elements after what is done to the list at one mention; None if that is not known, or may not be done."""
    p = order.p
    access = p.parent[ref]
    if name in _READING and not p.is_written(access):
        return left
    done = p.parent[access]
    if name == "length" and p.is_written(access):
        size = _number(p, p.child(done, RIGHT))
        return left[:size] if size is not None and order.precedes(done, read) else None
    if not p.is_callee(access) or not order.precedes(done, read):
        return None
    args = p.args(done)
    if any(p.kind[argument] == SPREAD for argument in args):
        return None
    if name in _ADDING:
        return [*left, *args] if name == "push" else [*args, *left]
    if name in _TAKING:
        return left[:-1] if name == "pop" else left[1:]
    return _spliced(p, left, args) if name == "splice" else None


def _spliced(p: Program, left: list[int], args: list[int]) -> list[int] | None:
    numbers = [_number(p, arg, len(left)) for arg in args[:_ENDS]]
    if not numbers or None in numbers:
        return None
    first, count = int(numbers[0] or 0), int(numbers[1] or 0) if len(numbers) > 1 else len(left)
    return [*left[:first], *args[_ENDS:], *left[first + count :]]


def _number(p: Program, node: int, length: int | None = None) -> int | None:
    """A small number, from the end of a list of that length where it is negative."""
    text = p.c.text(node).replace(" ", "")
    number = int(text) if text.removeprefix("-").isdecimal() and len(text) < _ENDS + 1 else None
    if number is None or number >= 0:
        return number
    return None if length is None else max(length + number, 0)


def _length(order: Order, listed: int) -> int | None:
    """How many elements a list has, where that is known."""
    p = order.p
    listed = p.strip(listed)
    named = p.binding[listed] >= 0
    if named and (left := order.left_in_list(listed)) is not None:
        return len(left)
    if named and (p.definition(listed) < 0 or not has_one_name(p, int(p.binding[listed]))):
        return None
    if named and any(
        p.is_callee(up)
        for ref in p.s.references(int(p.binding[listed])).tolist()
        if p.is_access(up := p.parent[ref]) and p.key_text(up) not in _READING
    ):
        return None
    origins = p.origins(listed)
    whole = len(origins) == 1 and p.kind[origins[0]] == ARRAY
    items = p.children(origins[0]) if whole else []
    return len(items) if whole and all(p.kind[item] != SPREAD for item in items) else None


def sliced(order: Order, listed: int, args: list[int], path: Path) -> list[Path] | None:
    """The demands on a list literal of which `slice(0, 2)` is asked for `path`; None if that is not all known."""
    p = order.p
    length = _length(order, listed)
    ends = [_number(p, arg, length) for arg in args]
    if ends and None not in ends and _is_what_is_given(p, listed):
        return _part_of_given([int(end or 0) for end in ends], path)
    if not ends or None in ends or not any(p.kind[o] == ARRAY for o in p.origins(listed)):
        return None
    if len(ends) < _ENDS and length is None:
        return None
    first, last = int(ends[0] or 0), int(ends[1] or 0) if len(ends) == _ENDS else int(length or 0)
    asked = [(at, within(path or (ELEMENT,), FIRST_INDEX - (at - first))) for at in range(first, last)]
    return [ask(FIRST_INDEX - at, inner) for at, inner in asked if inner is not None]


def _is_what_is_given(p: Program, listed: int) -> bool:
    """Is it what a function is given: `arguments`, `...rest`?"""
    return p.strip(listed) in p.free("arguments") or rest_place(p, listed)[0] >= 0


def _part_of_given(ends: list[int], path: Path) -> list[Path] | None:
    """The demands on what a function is given, of which `slice(first, end)` is asked for `path`."""
    first, last = ends[0], ends[1] if len(ends) == _ENDS else None
    if min(ends) < 0:
        return None
    if path and path[0] <= FIRST_INDEX:
        at = FIRST_INDEX - path[0] + first
        return [(FIRST_INDEX - at, *path[1:])] if last is None or at < last else []
    if last is None or last - first > _MAX_PART:
        return None
    asked = [(at, within(path or (ELEMENT,), FIRST_INDEX - (at - first))) for at in range(first, last)]
    return [ask(FIRST_INDEX - at, inner) for at, inner in asked if inner is not None]


def replaced(order: Order, call: int, path: Path) -> list[tuple[int, Path]] | None:
    """(expression, demand) of what `list.with(i, x)` or `list.toSpliced(i, n, x)` is made of; None if not known."""
    p = order.p
    listed, args = p.base(p.callee(call)), p.args(call)
    length = _length(order, listed)
    numbers = [_number(p, arg, length) for arg in args[:1]]
    if p.method_name(call) == "with":
        count, put = 1, args[1:2]
    else:
        numbers += [_number(p, arg) for arg in args[1:2]]
        count, put = int(numbers[-1] or 0), args[_ENDS:]
    if None in numbers or len(args) < _ENDS or any(p.kind[arg] == SPREAD for arg in args):
        return None
    first = int(numbers[0] or 0)
    path = path or (ELEMENT,)
    added = [(value, within(path, FIRST_INDEX - first - at)) for at, value in enumerate(put)]
    found = [(value, inner) for value, inner in added if inner is not None]
    if path[0] <= FIRST_INDEX:
        at = FIRST_INDEX - path[0]
        if first <= at < first + len(put):
            return found
        shifted = at if at < first else at - len(put) + count
        return [(listed, (FIRST_INDEX - shifted, *path[1:]))]
    rest = without(path, [FIRST_INDEX - first - at for at in range(count)]) if path[0] in (ALL, ELEMENT) else path
    return [*found, (listed, rest)] if rest is not None else found
