"""What is read of a database of the browser: what the script put into the object store of that name.

`store.put(value)` in one function, `request = store.getAll()` and `request.result` in another: SDKs keep what they have
not sent yet so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.flow_paths import ELEMENT, KEYED, PARSED, Path, within
from undertow.analysis.program_syntax import CALL, STRING

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

_PUTTING = ("put", "add")
_ONE, _ALL_OF = ("get",), ("getAll",)
_MAX_PUT = 12


def kept(e: Tabulation, access: int, path: Path) -> Iterator[State]:
    """`request.result`: what was put where it is read from."""
    p = e.p
    if "objectStore" not in p.ids or p.key_text(access) != "result" or not path or path[0] in (KEYED, PARSED):
        return
    for request in p.origins(p.base(access)):
        method = p.method_name(request)
        store = store_of(p, request) if method in (*_ONE, *_ALL_OF) else -1
        inner = path if method in _ONE else within(path, ELEMENT)
        if store < 0 or inner is None:
            continue
        yield from ((p.args(put)[0], inner, 0) for put in puts(p, store))


def puts(p: Program, store: int) -> list[int]:
    """Calls that put something into what may be that object store."""
    calls = [call for name in _PUTTING for call in p.method_calls(name)[:_MAX_PUT]]
    return [c for c in calls if p.args(c) and (other := store_of(p, c)) >= 0 and _may_be_one(p, store, other)]


def store_of(p: Program, call: int) -> int:
    """The call `transaction.objectStore(name)` that a call, or that of an index of it, belongs to; -1 if to none."""
    callee = p.callee(call)
    if p.kind[call] != CALL or not p.is_access(callee):
        return -1
    for origin in (p.strip(p.base(callee)), *p.origins(p.base(callee))):
        if p.method_name(origin) == "objectStore":
            return origin
        if p.method_name(origin) == "index":
            return store_of(p, origin)
    return -1


def _may_be_one(p: Program, one: int, other: int) -> bool:
    names = [{o for given in p.args(store)[:1] for o in p.origins(given)} for store in (one, other)]
    texts = [{p.sym[o] for o in found if p.kind[o] == STRING} for found in names]
    known = all(found and all(p.kind[o] == STRING for o in found) for found in names)
    return not known or bool(texts[0] & texts[1])
