"""Where a script hands text over to be run as code, and whether it is worth a run to learn that text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from undertow.analysis.columns import F, K, kind_mask, unescape
from undertow.analysis.program import Program
from undertow.analysis.program_names import GLOBAL_OBJECTS
from undertow.analysis.program_syntax import CALL, IDENT, NEW
from undertow.model import LayerHow

_TIMERS = frozenset({"setTimeout", "setInterval", "setImmediate"})
_WRITERS = frozenset({"write", "writeln"})
_MADE = kind_mask(["binary_expression", "template_string", "call_expression", "subscript_expression"])
_MOST_PARTS = 60  # of a text that is put together where it stands
_PACKED_LETTERS = 0.15  # share of letters and digits below which a text is taken for JSFuck and its kind
_PACKED_SIZE = 400
_PACKED_SAMPLE = 1 << 14
_WORDLESS = re.compile(rb"[0-9A-Za-z \t\r\n]")
_CALLS = re.compile(r"\w\s*\(.*\)", re.DOTALL)
"""Text that calls something: code, not words for a reader."""
_CODE_ADDRESS = re.compile(r"\s*(?:data:[^,]{0,60}(?:java|ecma)script|javascript:)", re.IGNORECASE)


@dataclass(frozen=True)
class CodeSink:
    """One place that takes text and runs it."""

    how: LayerHow
    node: int
    """The call, or the string that is an address."""
    text: int
    """The expression that holds the code; -1 if there is none."""
    certain: bool
    """Does it take code whatever it is given? If not, text that is unknown may be something else."""


@dataclass(frozen=True)
class Signs:
    """What a script says of code it makes."""

    sinks: tuple[CodeSink, ...] = ()
    worth_running: bool = False
    """It may hand over code in a way that the sinks do not show."""


def is_wordless(source: bytes) -> bool:
    """Is it written in signs instead of words, as JSFuck and its kind are?"""
    sample = source[:_PACKED_SAMPLE]
    return len(sample) >= _PACKED_SIZE and len(_WORDLESS.findall(sample)) < _PACKED_LETTERS * len(sample)


def known_text(p: Program, node: int, depth: int = _MOST_PARTS) -> str | None:
    """The text of an expression that is a literal, was decoded, or is a sum of such.

    `Values` tells what an expression may be, which serves for addresses; half of a text is no code.
    """
    if node < 0 or depth <= 0:
        return None
    node = p.strip(node)
    value = p.decoded.values.get(node)
    if value is not None:
        return value if isinstance(value, str) else None
    if p.kind[node] == K["string"]:
        return p.text(p.sym[node])
    if p.kind[node] == K["template_string"] and all(p.kind[n] == K["string_fragment"] for n in p.children(node)):
        return unescape(p.c.source[p.c.start[node] + 1 : p.c.end[node] - 1])
    if p.kind[node] == K["binary_expression"] and p.operator(node) == "+":
        left = known_text(p, p.child(node, F["left"]), depth - 1)
        right = known_text(p, p.child(node, F["right"]), depth - 1) if left is not None else None
        return None if left is None or right is None else left + right
    if p.kind[node] == K["identifier"]:
        return known_text(p, p.definition(node), depth - 1)
    return None


class SignFinder:
    """Looks at the few names that matter; a script without them costs a look-up each."""

    def __init__(self, p: Program) -> None:
        self._p = p
        self._worth = False
        self._computed = self._find_computed()

    def find(self) -> Signs:
        """All signs of one script."""
        p = self._p
        sinks = list(self._calls()) if p.n else []
        sinks += self._addresses()
        if self._makes_scripts() or self._makes_workers() or is_wordless(p.c.source):
            self._worth = True
        return Signs(tuple(sorted(set(sinks), key=lambda s: (s.node, s.how))), self._worth)

    def _calls(self) -> Iterator[CodeSink]:
        for name in ("eval", "Function"):
            for node in self._named(name):
                yield from self._direct(node, name)
        for node in self._named("constructor"):
            yield from self._constructor(node)
        for name in _TIMERS:
            for node in self._named(name):
                yield from self._timer(node)
        for name in _WRITERS:
            for node in self._named(name):
                yield from self._writer(node)
        yield from self._blobs()

    def _named(self, name: str) -> Iterator[int]:
        """Expressions that name this variable or property: `eval`, `window.eval`, `window["eval"]`."""
        p = self._p
        yield from p.free(name)
        yield from p.accesses(name)
        yield from self._computed.get(name, ())

    def _find_computed(self) -> dict[str, list[int]]:
        """Accesses whose key is put together on the spot, `window["ev" + "al"]`, by that key.

        Called with something, one on a global object whose key is not known may be any of those that run text.
        """
        p = self._p
        found: dict[str, list[int]] = {}
        for node in p.c.where("subscript_expression").tolist():
            index = p.child(node, F["index"])
            if index < 0 or p.key(node) >= 0 or not (_MADE[p.kind[index]] or p.kind[index] == IDENT):
                continue
            name = known_text(p, index)
            if name is not None:
                found.setdefault(name, []).append(node)
            elif not self._worth and (call := self._call_of(node)) >= 0 and self._arguments(call):
                self._worth = p.global_name(p.base(node)) in GLOBAL_OBJECTS
        return found

    def _call_of(self, node: int) -> int:
        """The call or construction that an expression is the callee of, or -1."""
        p = self._p
        up = p.parent[node]
        while up >= 0 and p.kind[up] in (K["parenthesized_expression"], K["sequence_expression"]):
            if p.c.last[node] != p.c.last[up]:
                return -1  # not the last of a sequence
            node, up = up, p.parent[up]
        if up < 0 or p.kind[up] not in (CALL, NEW):
            return -1
        return up if node in (p.child(up, F["function"]), p.child(up, F["constructor"])) else -1

    def _arguments(self, call: int) -> list[int]:
        return self._p.written_args(call)

    def _direct(self, node: int, name: str) -> Iterator[CodeSink]:
        p = self._p
        if p.global_name(node) != name and not (p.is_access(node) and p.global_name(p.base(node)) in GLOBAL_OBJECTS):
            return
        call = self._call_of(node)
        if call < 0:
            up = p.parent[node]
            used = p.kind[up] in (K["variable_declarator"], K["assignment_expression"], K["arguments"], K["pair"])
            self._worth |= used and (name == "eval" or p.field[node] != F["object"])
            return
        given = self._arguments(call)
        if given:
            how: LayerHow = "eval" if name == "eval" else "function"
            text = given[0] if name == "eval" else given[-1]
            yield CodeSink(how, call, text, certain=True)

    def _constructor(self, node: int) -> Iterator[CodeSink]:
        """`f.constructor(text)`: the Function constructor if `f` is a function. Called at once, or of something that
        is a function for sure, or twice."""
        p = self._p
        call = self._call_of(node)
        if call < 0 or p.kind[call] == NEW or not (given := self._arguments(call)):
            return
        base = p.strip(p.base(node))
        again = self._call_of(call) >= 0
        twice = p.is_access(base) and p.key_text(base) == "constructor"
        if again or twice or p.is_function(base):
            yield CodeSink("function", call, given[-1], certain=again or twice)

    def _timer(self, node: int) -> Iterator[CodeSink]:
        p = self._p
        call = self._call_of(node)
        if call < 0 or not (given := self._arguments(call)):
            return
        first = p.strip(given[0])
        if p.kind[first] == K["string"] or _MADE[p.kind[first]] or p.kind[first] == IDENT:
            sure = p.kind[first] in (K["binary_expression"], K["template_string"], K["string"])
            yield CodeSink("timer", call, given[0], certain=sure)
            bind = p.kind[first] == CALL and p.method_name(first) in ("bind", "debounce", "throttle")
            self._worth |= bool(_MADE[p.kind[first]]) and not bind and p.kind[first] != K["subscript_expression"]

    def _writer(self, node: int) -> Iterator[CodeSink]:
        p = self._p
        call = self._call_of(node)
        if call >= 0 and p.is_access(node) and self._is_document(p.base(node)):
            given = self._arguments(call)
            yield CodeSink("document-write", call, given[0] if len(given) == 1 else -1, certain=False)

    def _blobs(self) -> Iterator[CodeSink]:
        """`new Blob([text])` in a script that makes workers."""
        p = self._p
        for node in self._named("Blob") if "Worker" in p.c.symbol_ids else ():
            call = self._call_of(node)
            given = self._arguments(call) if call >= 0 else []
            parts = p.children(p.strip(given[0])) if given and p.kind[p.strip(given[0])] == K["array"] else []
            if len(parts) == 1:
                yield CodeSink("worker", call, parts[0], certain=False)

    def _is_document(self, node: int) -> bool:
        p = self._p
        return p.global_name(node) == "document" or (p.is_access(node) and p.key_text(node) == "document")

    def _addresses(self) -> Iterator[CodeSink]:
        """Strings that are code by what they say of themselves."""
        p = self._p
        symbols = [i for i, text in enumerate(p.c.symbols) if ":" in text[:80] and _CODE_ADDRESS.match(text)]
        for symbol in symbols:
            how: LayerHow = "data-url" if p.c.symbols[symbol].lstrip()[:5].lower() == "data:" else "javascript-url"
            for node in ((p.c.sym == symbol) & (p.c.kind == K["string"])).nonzero()[0].tolist():
                if p.kind[p.parent[node]] == K["binary_expression"]:
                    self._worth |= p.operator(p.parent[node]) == "+"  # the code follows
                else:
                    yield CodeSink(how, node, node, certain=False)

    def _makes_scripts(self) -> bool:
        """A script element that is made here and given text here."""
        known = self._p.c.symbol_ids
        makes = "createElement" in known and "script" in known
        return makes and any(self._assigned(name) for name in ("text", "textContent", "innerHTML", "innerText", "src"))

    def _assigned(self, name: str) -> bool:
        """Is a property of that name given what was put together, to be looked at by running?"""
        p = self._p
        for node in self._named(name):
            up = p.parent[node]
            if up >= 0 and p.kind[up] == K["assignment_expression"] and p.child(up, F["left"]) == node:
                value = p.strip(p.child(up, F["right"]))
                wanted = _MADE[p.kind[value]] or p.kind[value] == IDENT or _CALLS.search(p.string(value)) is not None
                if name != "src" and wanted and p.kind[value] != K["subscript_expression"]:
                    return True
        return False

    def _makes_workers(self) -> bool:
        known = self._p.c.symbol_ids
        return "Blob" in known and ("Worker" in known or "createObjectURL" in known)
