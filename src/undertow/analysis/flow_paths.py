"""Demand paths: which part of a value is asked for. () is its text, (ALL,) everything below, ('email',) one property.

The search goes backwards: reading a property puts a component in front, a property of a literal takes it off again.
"""

from __future__ import annotations

from collections.abc import Iterable

from undertow.analysis.program_syntax import ALL, ANY, FIRST_INDEX

Path = tuple[int, ...]

PARSED = -4
"""Path component: what the text holds once it is parsed as JSON, so that `parse(stringify(x)).k` asks for `x.k`."""
ELEMENT = -6
"""Path component: any element of a list, but no named property (`list.map(…)`, `for … of`)."""
EXCEPT = -7
"""Path component: but for the property that comes next. `(EXCEPT, pin, ALL)` is all of an object but its pin."""
DEEPLY = -8
"""Path component: the same, however deep. `(DEEPLY, pin, ALL)` is all of an object but what stands under a `pin`."""
KEYED = -5
"""Path component: the next one is the key under which the value stands in the collection that it is taken from.

Made by `copy[k] = value`, taken off where the value turns out to be `original[k]` or an element handed to a callback:
so a loop that copies an object does not mix its properties.
"""
RECEIVER = -1
"""In place of the index of an argument: what the method is called on."""
MAX_PATH = 8
_MAX_REPEATS = 2
_MAX_EXCEPTIONS = 6
_MAX_SPARED = 3
"""Properties left out however deep that are told apart: more would not stay in a path for long."""
WHOLE = (ALL, EXCEPT, DEEPLY)
"""Beginnings of demands on all of an object, or nearly all."""


def ask(key: int, path: Path) -> Path:
    """The demand on an object whose property `key` is asked for `path`.

    Long and recursive paths ask for everything below their beginning: too much, but never too little. What is parsed
    again is taken for parsed once: code that keeps texts in a circle would be asked for ever deeper ones.
    """
    if key == PARSED and path[:1] == (PARSED,):
        return path
    if key >= 0 and path.count(key) >= _MAX_REPEATS:
        return (key, *_beginning(path, path.index(key)))
    new = (key, *path)
    return _beginning(new, MAX_PATH - 1) if len(new) > MAX_PATH else new


def _beginning(path: Path, limit: int) -> Path:
    """At most so many components, and everything below them; what goes with the next one is not left alone."""
    at = 0
    while at < limit and (after := at + (2 if path[at] in (EXCEPT, DEEPLY, KEYED) else 1)) <= limit:
        at = after
    return (*path[:at], ALL)


def within(path: Path, key: int) -> Path | None:
    """What is asked of the value under `key` of an object; None if nothing is."""
    if not path:
        return None
    head = path[0]
    if head == ALL:
        return (ALL,)
    if head == EXCEPT:
        return None if path[1] == key else within(path[2:], key)
    if head == DEEPLY:
        return None if key in _spared(path) else path
    if head == key or (ANY in (head, key) and head not in (PARSED, KEYED)):
        return path[1:]
    if ELEMENT in (head, key) and (head <= FIRST_INDEX or key <= FIRST_INDEX):
        return path[1:]
    return None


def without(path: Path, keys: Iterable[int]) -> Path | None:
    """The same demand on an object that has none of these properties; None if it asks for one of them."""
    if not path or path[0] not in (ALL, ANY, ELEMENT, EXCEPT, DEEPLY):
        return None if path and path[0] in keys else path
    at = next(i for i in range(0, len(path), 2) if path[i] != EXCEPT)
    if path[at] == ANY:
        return path
    known = set(path[1:at:2])
    taken = (k for k in keys if k <= FIRST_INDEX or (k >= 0 and path[at] in (ALL, DEEPLY)))
    missing = sorted({*taken} | known)[:_MAX_EXCEPTIONS]
    return (*(part for key in missing for part in (EXCEPT, key)), *path[at:])


def deeply(path: Path, keys: Iterable[int]) -> Path:
    """All that may be asked for by a demand, but for what stands under one of these properties, however deep."""
    known = set(_spared(path)) | set(keys)
    return (*(part for key in sorted(known)[:_MAX_SPARED] for part in (DEEPLY, key)), ALL)


def _spared(path: Path) -> tuple[int, ...]:
    """Properties that a demand leaves out, however deep."""
    end = next((i for i in range(0, len(path), 2) if path[i] != DEEPLY), len(path))
    return path[1:end:2]


def elements(path: Path) -> Path:
    """The demand on a collection any of whose elements is asked for `path`."""
    return path[1:] if path[:1] == (KEYED,) else ask(ELEMENT, path)


def unkeyed(path: Path) -> Path:
    """The demand on the value itself, wherever it stands."""
    return path[2:] if path[:1] == (KEYED,) else path


def is_text(path: Path) -> bool:
    """Is the text of a value asked for, whole or in part: so that it matters what it was put together from?

    Parts of a text are texts again, under whatever key they are kept: none has a property `user`.
    """
    while path and (path[0] in (ANY, ELEMENT, KEYED) or path[0] <= FIRST_INDEX):
        path = path[2:] if path[0] == KEYED else path[1:]
    return not path or path[0] in (ALL, DEEPLY, PARSED)


def is_deep(path: Path) -> bool:
    """Is a property of a property asked for, by their names? Forms have none: there are texts under their names."""
    at = 1 if path and path[0] in (ANY, ELEMENT) else 0
    return len(path) > at + 1 and path[at] >= 0 and path[at + 1] >= 0


def shows(path: Path, held: Path) -> bool:
    """Does a demand for `path` show data that sits at `held`?"""
    if path and path[0] == EXCEPT:
        return bool(held) and within(path, held[0]) is not None
    if path and path[0] == DEEPLY:
        return not set(_spared(path)).intersection(held)
    for i, (asked, at) in enumerate(zip(path, held, strict=False)):
        if ALL in (asked, at):
            return True
        if i and asked in (EXCEPT, DEEPLY):
            return shows(path[i:], held[i:])
        if asked != at and ANY not in (asked, at) and not (asked == ELEMENT and at <= FIRST_INDEX):
            return False
    rest = path[len(held) :]
    if len(held) > len(path):
        return held[len(path)] == ALL
    return not rest or rest[0] in (ALL, ANY, ELEMENT, PARSED, DEEPLY) or rest[0] <= FIRST_INDEX
