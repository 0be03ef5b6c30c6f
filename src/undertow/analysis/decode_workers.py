"""Workers made of text that stands in the script: their code next to the call that makes them.

What is posted to such a worker and what it does with it are then read together. `new Worker(url)` becomes
`new Worker(url, 0, function (self) {…})`: the code as a function, whose parameter is the worker's own global object.
Only the analysis sees that; the code of the worker is also read alone, as a layer (`layers`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from undertow.analysis.columns import Columns, K, ParseStopped, columns, unescape
from undertow.analysis.decode import Decoded
from undertow.analysis.decode_rewrite import OffsetMap, Piece, rewrite
from undertow.analysis.decode_splice import rewritten
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ARGUMENTS, ARRAY, BINARY, CALL, IDENT, LEFT, NEW, RIGHT, TEMPLATE
from undertow.analysis.scopes import Scopes, resolve
from undertow.analysis.unpack_signs import known_text

_KINDS = ("Worker", "SharedWorker")
_OWN = ("onmessage", "postMessage", "addEventListener", "close", "onconnect")
"""Names of the worker's global object by which it speaks with who made it."""
_PUT_IN = K["template_substitution"]
_ADDRESSES = "createObjectURL"
_MAX_WORKERS = 12
_MAX_BYTES = 1 << 20
"""Of the code of one worker."""
_DEPTH = 12


def unfold_workers(c: Columns, s: Scopes) -> tuple[Columns, OffsetMap] | None:
    """The script with the code of its workers in it; None if it makes none whose text is known."""
    known = c.symbol_ids
    if not any(kind in known for kind in _KINDS) or "postMessage" not in known:
        return None
    p = Program(c, s, Decoded())
    edits = dict(_edits(p))
    if not edits:
        return None
    try:
        inner, step = rewritten(c, edits)
    except ParseStopped:
        return None
    return None if inner.has_error and not c.has_error else (inner, step.origin)


def _edits(p: Program) -> Iterator[tuple[int, Sequence[Piece]]]:
    for name in [node for kind in _KINDS for node in p.free(kind)][:_MAX_WORKERS]:
        made = p.parent[name]
        args = p.args(made) if p.kind[made] == NEW and p.callee(made) == name else []
        code = _code(p, args[0], _DEPTH) if args else None
        body = _as_function(code) if code is not None else None
        if body is not None:
            yield args[-1], [args[-1], b", 0" if len(args) == 1 else b"", b", function (self) {", body, b"\n}"]


def _code(p: Program, node: int, depth: int) -> str | None:
    """The code of a worker by what its address is made of."""
    node = p.strip(node)
    if depth <= 0 or node < 0:
        return None
    if p.kind[node] == IDENT and (defined := p.definition(node)) >= 0:
        return _code(p, defined, depth - 1)
    if p.kind[node] == CALL and (blob := _addressed(p, node)) >= 0:
        return _code(p, blob, depth - 1)
    args = p.args(node) if p.kind[node] == NEW else []
    if p.kind[node] == NEW and p.global_name(p.callee(node)) == "Blob" and args and p.kind[args[0]] == ARRAY:
        parts = [_text(p, part, depth - 1) for part in p.children(args[0])]
        return None if None in parts else "".join(part for part in parts if part is not None)
    text = _address(p, node, depth)
    head, comma, rest = (text or "").partition(",")
    if comma and head.startswith("data:") and "javascript" in head and not head.endswith(";base64"):
        return unquote(rest)
    return None


def _addressed(p: Program, call: int) -> int:
    """What is given to `URL.createObjectURL`, or -1. Other calls are not worked out: no argument of theirs names it."""
    callee, args = p.written_callee(call), p.written_args(call)
    if p.name_of_called(callee) != _ADDRESSES:  # else through functions that call what they are given
        if not any(p.name_of_called(p.strip(arg)) == _ADDRESSES for arg in args) or p.method_name(call) != _ADDRESSES:
            return -1
        args = p.args(call)
    return args[0] if args else -1


def _address(p: Program, node: int, depth: int) -> str | None:
    """The text of an address. A function is none, so that it is not asked which one a name may stand for."""
    known = known_text(p, node)
    return _text(p, node, depth) if known is None and p.kind[node] == BINARY and p.operator(node) == "+" else known


def _text(p: Program, node: int, depth: int) -> str | None:
    """Known text, also of functions as they are written: `"(" + main.toString() + ")()"`."""
    node = p.strip(node)
    if depth <= 0 or (text := known_text(p, node)) is not None:
        return text if depth > 0 else None
    if p.kind[node] == BINARY and p.operator(node) == "+":
        left, right = (_text(p, p.child(node, side), depth - 1) for side in (LEFT, RIGHT))
        return None if left is None or right is None else left + right
    if p.kind[node] == TEMPLATE and p.field[node] != ARGUMENTS:
        parts = [_text(p, x + 1, depth - 1) if p.kind[x] == _PUT_IN else _written(p, x) for x in p.children(node)]
        return None if None in parts else "".join(part for part in parts if part is not None)
    if p.kind[node] == CALL and p.global_name(p.callee(node)) == "encodeURIComponent" and p.args(node):
        return _text(p, p.args(node)[0], depth - 1)
    if p.kind[node] == CALL and p.method_name(node) == "toString":
        node = p.base(p.callee(node))
    functions = p.functions(node)
    return p.c.text(functions[0]) if len(functions) == 1 else None


def _written(p: Program, node: int) -> str:
    """A piece of a template as it stands."""
    start, end = p.span(node)
    return unescape(p.c.source[start:end])


def _as_function(code: str) -> bytes | None:
    """The code as the body of a function of `self`; None if it is not code that a function can hold."""
    source = code.encode("utf-8", "replace")
    if len(source) > _MAX_BYTES:
        return None
    try:
        c = columns(source)
    except ParseStopped:
        return None
    modules = any(len(c.where(kind)) for kind in ("import_statement", "export_statement"))
    if c.has_error or modules or not len(c):
        return None
    s = resolve(c)
    edits: dict[int, Sequence[Piece]] = {}
    for name in _OWN:
        if (symbol := c.symbol_ids.get(name, -1)) >= 0:
            free = (c.kind == K["identifier"]) & (c.sym == symbol) & (s.binding[: len(c)] < 0)
            edits.update({node: [b"self." + name.encode()] for node in free.nonzero()[0].tolist()})
    return rewrite(c, edits).source if edits else source
