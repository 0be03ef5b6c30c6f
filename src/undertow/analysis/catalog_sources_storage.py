"""Ids that a page keeps in the storage of the browser, told from notes that the script itself puts there."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis import catalog, kept_names
from undertow.analysis.catalog_source import Source, is_read
from undertow.analysis.program import Program
from undertow.analysis.program_merging import put_together
from undertow.analysis.program_names import GLOBAL_OBJECTS, declared_name
from undertow.analysis.program_syntax import (
    ALL,
    ALTERNATIVE,
    ARGS,
    ARRAY,
    BINARY,
    CALL,
    CONSEQUENCE,
    INDEX,
    LEFT,
    METHOD,
    NEW,
    NUMBER,
    OBJECT,
    OBJECT_LITERAL,
    RIGHT,
    SPREAD,
    STRING,
    SUBSCRIPT,
    TERNARY,
)  # fmt: skip

_WHOLE = ("stringify", "entries", "values", "structuredClone")
"""Calls that take all that is in an object."""
_CONSTANT = (STRING, NUMBER)
_FIELD_VALUES = catalog.words("elements", "values")
_MAX_SITES = 24


def find(p: Program) -> Iterator[Source]:
    """`localStorage.getItem(name)`, `sessionStorage.name`, and all of a storage."""
    notes = Notes(p)
    for access in p.accesses("getItem"):
        if p.is_callee(access) and (storage := _storage(p, p.base(access))):
            args = p.args(p.parent[access])
            if args and notes.is_own(args[0]):
                continue
            key = p.string(args[0]) if args else ""
            if not catalog.speaks_of_id(key) and _is_list(p, p.parent[access]):
                continue
            yield Source("identifier", p.parent[access], access, (), f"{storage}[{key}]" if key else storage)
    for storage in catalog.ordered("identifier", "storages"):
        for node in [*p.free(storage), *(a for a in p.accesses(storage) if p.global_name(a) == storage)]:
            up = p.parent[node]
            if p.kind[up] == SPREAD or (p.kind[up] == ARGS and _takes_all(p, p.parent[up])):
                yield Source("identifier", node, node, (ALL,), f"all of {storage}")
            if p.is_access(up) and p.field[node] == OBJECT and is_read(p, up) and not p.is_callee(up):
                yield Source("identifier", up, up, (), f"{storage}.{p.key_text(up)}")


def _takes_all(p: Program, call: int) -> bool:
    return p.method_name(call) in _WHOLE or (p.kind[call] == CALL and bool(put_together(p, call)))


def _is_list(p: Program, read: int) -> bool:
    """Is it the text of a list, as what stands in its place says: `JSON.parse(storage.getItem(name) || "[]")`?

    A queue of messages or a history of searches is no id; what the script puts into it is found by other ways.
    """
    node = p.outermost(read)
    name = declared_name(p, node)
    if name < 0 or p.binding[name] < 0:
        return _is_parsed_list(p, node)
    uses = [ref for ref in p.s.references(p.binding[name])[:_MAX_SITES].tolist() if ref != name]
    return any(_is_parsed_list(p, ref) for ref in uses)


def _is_parsed_list(p: Program, text: int) -> bool:
    node = p.outermost(text)
    if (default := _default(p, node)) >= 0:
        if p.string(default) == "[]":
            return True
        node = p.outermost(p.parent[node])
    up = p.parent[node]
    call = p.parent[up] if p.kind[up] == ARGS else -1
    if call < 0 or p.kind[call] != CALL or p.method_name(call) != "parse":
        return False
    node = p.outermost(call)
    up, other = p.parent[node], _default(p, node)
    if p.kind[up] == TERNARY:
        other = p.strip(p.child(up, ALTERNATIVE if p.field[node] == CONSEQUENCE else CONSEQUENCE))
    return other >= 0 and p.kind[other] == ARRAY


def _default(p: Program, node: int) -> int:
    """What stands in the place of an expression that gives nothing, `node || default`; -1 if nothing does."""
    up = p.parent[node]
    is_first = p.kind[up] == BINARY and p.operator(up) in ("||", "??") and p.field[node] == LEFT
    return p.strip(p.child(up, RIGHT)) if is_first else -1


def _storage(p: Program, base: int) -> str:
    names = (p.global_name(base), *(name for o in p.origins(base) for name in (p.global_name(o), *_named(p, o))))
    return next((n for n in names if n in catalog.STORAGES), "")


def _named(p: Program, origin: int) -> Iterator[str]:
    """The names of `window[name]`, as a class of storages takes the one that it is made with."""
    if p.kind[origin] == SUBSCRIPT and p.global_name(p.base(origin)) in GLOBAL_OBJECTS:
        yield from (p.string(key) for key in p.origins(p.child(origin, INDEX)) if p.kind[key] == STRING)


class Notes:
    """Names under which a script keeps something itself, and which do not speak of an id: drafts, themes, steps.

    What is read under such a name is what was put there, and the search follows it further.
    """

    def __init__(self, p: Program, putting: tuple[str, ...] = ("setItem",)) -> None:
        self._p, self._putting = p, putting
        self._names: set[str] | None = None

    def is_own(self, name: int) -> bool:
        """Is the expression certainly one of these names?"""
        texts = self._texts(name)
        return bool(texts) and not any(map(catalog.speaks_of_id, texts)) and texts <= self._put()

    def _put(self) -> set[str]:
        """Names under which nothing is put but what certainly is no id."""
        if self._names is None:
            p, kept = self._p, dict[bool, set[str]]({True: set(), False: set()})
            calls = [call for name in self._putting for call in p.method_calls(name)]
            for args in (p.args(call) for call in calls):
                if len(args) > 1:
                    kept[_is_plain(p, args[1])] |= self._texts(args[0])
            self._names = kept[True] - kept[False]
        return self._names

    def _texts(self, node: int) -> set[str]:
        """All texts that a name may be: of a helper, by what its calls give it; empty if they are not known."""
        p = self._p
        name = kept_names.name_of(p, node, {})
        if name is None or not name.is_open:
            return {name.text} if name is not None else set()
        fn, index = p.param_index(name.parameter) if name.parameter >= 0 else (-1, -1)
        if index < 0 or p.callback_sites(fn) or (p.kind[fn] == METHOD and p.kind[p.parent[fn]] != OBJECT_LITERAL):
            return set()
        given = [p.args(call)[index + shift : index + shift + 1] for call, shift in p.call_sites(fn)[:_MAX_SITES]]
        if not all(nodes and p.string_sym(nodes[0]) >= 0 for nodes in given):
            return set()
        return {name.with_text(p.string(nodes[0])) for nodes in given}


def _is_plain(p: Program, value: int, depth: int = 3) -> bool:
    """Is what is kept a constant, what stands in a field, or an object of which no name speaks of an id?"""
    if p.kind[p.strip(value)] == NEW:  # an answer that is kept in a cache
        return bool(p.args(p.strip(value))) and _is_plain(p, p.args(p.strip(value))[0], depth - 1)
    for origin in p.origins(value) if depth else ():
        if p.kind[origin] == OBJECT_LITERAL:
            if any(catalog.speaks_of_id(p.text(key)) for key in p.members(origin)):
                return False
        elif p.kind[origin] == CALL and p.method_name(origin) == "stringify" and p.args(origin):
            if not _is_plain(p, p.args(origin)[0], depth - 1):
                return False
        elif not (p.kind[origin] in _CONSTANT or (p.is_access(origin) and p.key_text(origin) in _FIELD_VALUES)):
            return False
    return depth > 0
