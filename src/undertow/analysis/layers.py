"""Code that a script makes at run time, read in turn, and what was found in it placed in the script that makes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
import numpy as np

from undertow.analysis.columns import ParseStopped, columns, kind_mask
from undertow.analysis.excerpt import clip
from undertow.analysis.unpack import LONGEST, SHORTEST, Findings, Unpacked, Unpacker
from undertow.model import CodeFlow, Endpoint, Excerpt, Gap, Layer, LayerHow, PathStep, ScriptFacts, SignatureHit, Span

_Item = TypeVar("_Item")

MAX_DEPTH = 6
"""Layers within layers."""
MAX_LAYERS = 40
"""Layers of one script, with those within layers."""
MAX_BYTES = 16 << 20
"""Of all layers of one script."""
_TELLING = kind_mask(["call_expression", "new_expression", "import_statement", "export_statement"])
_ASSIGNMENTS = kind_mask(["assignment_expression", "augmented_assignment_expression"])
_MEMBERS = kind_mask(["member_expression", "subscript_expression"])
_BROKEN = 0.2  # share of error nodes from which a text is not taken for code

HOW_WORDS: dict[LayerHow, str] = {
    "eval": "eval", "function": "the Function constructor", "timer": "a timer", "document-write": "document.write",
    "script-element": "a script element", "worker": "a worker", "data-url": "a data: address",
    "javascript-url": "a javascript: address",
}  # fmt: skip
"""How code was handed over, for a reader."""


@dataclass
class Unpacking:
    """What all layers of one script share: its limits, and what is known already."""

    unpacker: Unpacker
    depth: int = 0
    seen: set[str] = field(default_factory=set)
    count: int = 0
    size: int = 0


@dataclass(frozen=True)
class _Read:
    """One layer and what was read in it."""

    layer: Layer
    facts: ScriptFacts


class LayerReader:
    """Reads the layers of one script."""

    def __init__(self, source: bytes, where: str, shared: Unpacking, read: Callable[[bytes], ScriptFacts]) -> None:
        self._source, self._where, self._shared, self._read = source, where, shared, read
        self._gaps: list[Gap] = []

    def lift(self, facts: ScriptFacts, found: Findings) -> ScriptFacts:
        """The facts of a script with those of its layers, placed where it hands them over."""
        layers = [each for text in found.texts if (each := self._layer(text)) is not None]
        self._explain(found)
        if not layers and not self._gaps:
            return facts
        endpoints = [self._endpoint(e, one.layer) for one in layers for e in one.facts.endpoints]
        flows = [self._flow(f, one.layer) for one in layers for f in one.facts.flows]
        hits = [_lifted(hit, one.layer.span) for one in layers for hit in one.facts.signatures]
        inner = [msgspec.structs.replace(deep, span=one.layer.span) for one in layers for deep in one.facts.layers]
        places = [one.layer.span for one in layers if one.facts.network_functions]
        own = self._beside(facts.endpoints, found)
        known = {(e.url, e.sink) for e in own}
        named = {hit.id for hit in facts.signatures}
        return msgspec.structs.replace(
            facts,
            endpoints=(*own, *_first_of(endpoints, lambda e: (e.url, e.sink), known)),
            flows=(*facts.flows, *_first_of(flows, _flow_key, {_flow_key(f) for f in facts.flows})),
            signatures=(*facts.signatures, *_first_of(hits, lambda hit: hit.id, named)),
            decoded_strings=facts.decoded_strings + sum(one.facts.decoded_strings for one in layers),
            network_functions=tuple(sorted({*facts.network_functions, *places})),
            layers=(*(one.layer for one in layers), *inner),
            gaps=tuple(dict.fromkeys((*facts.gaps, *self._gaps, *(g for one in layers for g in one.facts.gaps)))),
        )

    def _layer(self, text: Unpacked) -> _Read | None:
        """Read one text, if it is code that can tell anything and was not read yet."""
        shared, code = self._shared, text.code.encode("utf-8", "replace")
        name = hashlib.sha256(code).hexdigest()
        if len(text.code.strip()) < SHORTEST or name in shared.seen:
            return None
        shared.seen.add(name)
        if not tells(code):
            return None
        if shared.count >= MAX_LAYERS or shared.depth >= MAX_DEPTH or shared.size + len(code) > MAX_BYTES:
            why = f"More code is made at run time than is read: {MAX_LAYERS} pieces, {MAX_DEPTH} within each other."
            self._note("unpack-stopped", why)
            return None
        shared.count += 1
        shared.size += len(code)
        shared.depth += 1
        facts = self._read(code)
        shared.depth -= 1
        address = text.literal and text.how in ("data-url", "javascript-url")
        if address and not (facts.endpoints or facts.flows or facts.signatures or facts.layers):
            return None  # a string that might be an address, and says nothing if it is one
        layer = Layer(
            sha256=name,
            size=len(code),
            how=text.how,
            span=text.span,
            depth=shared.depth + 1,
            start=clip(code[: 4 * 400].decode("utf-8", "replace")),
        )
        return _Read(layer, facts)

    @staticmethod
    def _beside(endpoints: Iterable[Endpoint], found: Findings) -> tuple[Endpoint, ...]:
        """Endpoints that are not mere mentions in the text of a layer: what is a comment there is no destination."""
        spans = [text.span for text in found.texts if text.literal and tells(text.code.encode("utf-8", "replace"))]
        return tuple(
            e for e in endpoints if e.sink is not None or not any(a <= e.span[0] and e.span[1] <= b for a, b in spans)
        )

    def _explain(self, found: Findings) -> None:
        if found.stopped:
            why = "It makes code at run time; the run that was to show it did not come to its end."
            self._note("unpack-stopped", why)
        for span in found.unknown[:MAX_LAYERS]:
            why = f"Code is made at run time at byte {span[0]:,} and could not be worked out."
            self._note("dynamic-code", why)

    def _note(self, kind: str, why: str) -> None:
        gap = Gap(stage="analysis", kind=kind, where=self._where, why=why)
        if gap not in self._gaps:
            self._gaps.append(gap)

    def _endpoint(self, endpoint: Endpoint, layer: Layer) -> Endpoint:
        return msgspec.structs.replace(
            endpoint, decoded=True, span=layer.span, excerpt=self._excerpt(endpoint.excerpt, layer)
        )

    def _flow(self, flow: CodeFlow, layer: Layer) -> CodeFlow:
        at = layer.span
        first = PathStep(span=at, what=f"code unpacked by {HOW_WORDS[layer.how]}", code=clip(self._text(at)))
        return msgspec.structs.replace(
            flow,
            source_span=at,
            sink_span=at,
            function_span=at,
            guards=tuple(msgspec.structs.replace(guard, span=at) for guard in flow.guards),
            path=(first, *(msgspec.structs.replace(step, span=at) for step in flow.path)),
            excerpt=self._excerpt(flow.excerpt, layer),
        )

    def _excerpt(self, inner: Excerpt, layer: Layer) -> Excerpt:
        return Excerpt(span=layer.span, original=clip(self._text(layer.span)), decoded=inner.decoded)

    def _text(self, span: Span) -> str:
        return self._source[span[0] : min(span[1], span[0] + 4 * 400)].decode("utf-8", "replace")


def tells(code: bytes) -> bool:
    """Is it code that can do anything beyond naming values? `return this` and the like are not worth a layer."""
    if len(code) > LONGEST:
        return True  # the reader says that it is too large
    if b"//" in code and b"://" in code:
        return True
    try:
        c = columns(code)
    except ParseStopped:
        return False
    if c.has_error and np.count_nonzero(c.kind == c.kind.max()) > _BROKEN * len(c):
        return False
    assigned = _ASSIGNMENTS[c.kind]
    first = np.flatnonzero(assigned) + 1
    return bool(_TELLING[c.kind].any() or _MEMBERS[c.kind[first[first < len(c)]]].any())


def _lifted(hit: SignatureHit, span: Span) -> SignatureHit:
    """A known system, with all of its signs where the layer is unpacked."""
    signs = tuple(msgspec.structs.replace(sign, span=span) for sign in hit.signs)
    return msgspec.structs.replace(hit, span=span, signs=signs)


def _flow_key(flow: CodeFlow) -> object:
    return flow.data, flow.source, flow.sink, flow.url, flow.host, tuple(guard.code for guard in flow.guards)


def _first_of(items: Iterable[_Item], key: Callable[[_Item], object], known: Iterable[object]) -> list[_Item]:
    """Items whose key is new, once each."""
    found: list[_Item] = []
    taken = set(known)
    for item in items:
        if key(item) not in taken:
            taken.add(key(item))
            found.append(item)
    return found
