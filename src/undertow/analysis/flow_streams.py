"""Demands on streams: what is put into one, sent through another, and read at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.flow_paths import ELEMENT, Path, ask, within
from undertow.analysis.program_syntax import ALL, IDENT, METHOD, NEW, OBJECT_LITERAL

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation
    from undertow.analysis.program import Program

Steps = Iterator["State"]
_MAKING = {"ReadableStream": ("start", "pull"), "TransformStream": ("start", "transform", "flush")}
_TAKING = {"transform": "TransformStream", "write": "WritableStream"}
_MAX_CALLS = 40


def made(e: Tabulation, node: int, path: Path) -> Steps | None:
    """`new ReadableStream({start(c) {c.enqueue(x)}})`: its chunks; None if the node makes no stream."""
    names = _MAKING.get(e.p.global_name(e.p.callee(node)))
    return _enqueued(e, node, names, path) if names and e.p.args(node) else None


def _chunk(path: Path) -> Path | None:
    """The demand on one chunk of a stream of which `path` is asked."""
    return () if not path else within(path, ELEMENT)


def _enqueued(e: Tabulation, node: int, names: tuple[str, ...], path: Path) -> Steps:
    p = e.p
    inner = _chunk(path)
    for name in names if inner is not None else ():
        for fn in _methods(p, node, name):
            params = p.params(fn)[1 if name == "transform" else 0 :]
            b = p.binding[params[0]] if params and p.kind[params[0]] == IDENT else -1
            for ref in p.s.references(b)[:_MAX_CALLS].tolist() if b >= 0 else ():
                call = p.parent[p.parent[ref]]
                if p.key_text(p.parent[ref]) == "enqueue" and p.is_callee(p.parent[ref]):
                    yield from ((argument, inner or (), 0) for argument in p.args(call)[:1])


def _methods(p: Program, node: int, name: str) -> list[int]:
    key = p.ids.get(name, -1)
    literals = [o for o in p.origins(p.args(node)[0]) if p.kind[o] == OBJECT_LITERAL] if p.args(node) else []
    values = [value for literal in literals for value in p.members(literal).get(key, [])]
    return [fn for value in values for fn in ([value] if p.kind[value] == METHOD else p.functions(value)[:1])]


def piped(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`stream.pipeThrough(transform)`: what the transform puts out; all of the stream if that is not known."""
    p = e.p
    streams = [o for o in p.origins(args[0]) if p.kind[o] == NEW] if args else []
    known = [o for o in streams if _methods(p, o, "transform")]
    for origin in known:
        yield from _enqueued(e, origin, _MAKING["TransformStream"], path)
    if not known:
        yield p.base(p.callee(node)), path, fact


def whole(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`file.stream()`: chunks of all that it holds."""
    yield e.p.base(e.p.callee(node)), (ALL,), fact


def same(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`stream.getReader()`."""
    yield e.p.base(e.p.callee(node)), path, fact


def read(e: Tabulation, node: int, args: list[int], path: Path, fact: int) -> Steps:
    """`reader.read()`: an object with the next chunk as its value."""
    inner = within(path, e.p.intern("value")) if path else None
    if inner is not None and e.p.is_access(e.p.callee(node)):
        yield e.p.base(e.p.callee(node)), ask(ELEMENT, inner), fact


def taken(e: Tabulation, fn: int, index: int, path: Path) -> Steps:
    """What `transform(chunk)` and `write(chunk)` of a stream get: the chunks of what is piped into it."""
    p = e.p
    member = fn if p.kind[fn] == METHOD else p.parent[fn]
    literal = p.parent[member]
    is_member = index == 0 and literal >= 0 and p.kind[literal] == OBJECT_LITERAL
    stream = _TAKING.get(p.text(p.member_key(member))) if is_member else None
    made_by = p.parent[p.parent[literal]] if stream else -1
    if made_by < 0 or p.kind[made_by] != NEW or p.global_name(p.callee(made_by)) != stream:
        return
    for name in ("pipeThrough", "pipeTo"):
        for access in p.accesses(name)[:_MAX_CALLS]:
            args = p.args(p.parent[access]) if p.is_callee(access) else []
            if args and made_by in p.origins(args[0]):
                yield p.base(access), ask(ELEMENT, path), 0
