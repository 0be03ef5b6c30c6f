"""Findings of the search as records: destination, guards, and the stations on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal
from urllib.parse import urljoin

from undertow.analysis import catalog, list_values, sink_addresses
from undertow.analysis.addresses import destination, destinations, is_variant, known_hosts
from undertow.analysis.catalog_documents import base_address
from undertow.analysis.catalog_sink import Role, Sink
from undertow.analysis.catalog_source import Source
from undertow.analysis.decode import HOLE
from undertow.analysis.excerpt import excerpt
from undertow.analysis.flow_commands import is_other_command
from undertow.analysis.flow_contexts import completed
from undertow.analysis.flow_search import Hit, Search
from undertow.analysis.flow_tags import is_for_others
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.guards import Guards
from undertow.analysis.program import Program
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    CALL,
    DECLARATOR,
    LEFT,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    RETURN,
    SHORTHAND,
    VALUE,
)  # fmt: skip
from undertow.analysis.value_choices import Choice
from undertow.model import CodeFlow, DataType, Excerpt, Guard, PathStep, Span

Tier = Literal["precise", "coarse"]
_IN_RUN = "as seen when the script was run in a sandbox"
_MAX_CODE = 120
_MAX_STEPS = 12
_MAX_WAYS = 3
_LOCAL_URLS = frozenset({"toDataURL"})
_ROLE_WORDS: dict[Role, str] = {
    "url": "address", "body": "body", "headers": "header", "options": "options", "config": "settings",
    "data": "message",
}  # fmt: skip


class Reporter:
    """Makes records of what a search found."""

    def __init__(self, p: Program, values: FlowValues, search: Search) -> None:
        self.p, self.values, self._search = p, values, search
        self._texts: dict[int, str] = {}
        self._excerpts: dict[int, Excerpt] = {}

    @cached_property
    def _guards(self) -> Guards:
        guards = Guards(self.p, self.values)
        guards.circumstances.subjects.holds_phone = lambda node: self._search.comes_from(node, "phone")
        return guards

    def flows(self, hits: Iterable[Hit]) -> Iterator[CodeFlow]:
        """One record for each hit and destination."""
        for hit in hits:
            nodes = self._nodes(hit)
            tier, guards = self._circumstances(hit, nodes)
            if tier == "coarse" and (other := self._by_another_way(hit)) is not None:
                hit, nodes, tier, guards = other  # noqa: PLW2901 - the same flow, better known
            if guards is None:
                continue  # the code is dead
            for url, found in self._of_hit(hit):
                known = self.hosts(hit.sink, {}) if found is not None and "{}" in found else ()
                host = None if is_variant(found, known) else found  # of the whole one that it has by other calls
                if hit.role == "url" and url is not None and "#" in url and "{}" not in url.partition("#")[0]:
                    continue  # a fragment stays in the browser
                shown = hit.source.data == "file" or self.p.key_text(hit.source.node) in _LOCAL_URLS
                if url is None and hit.role == "url" and shown:
                    continue  # the drawing or file is the address: it is shown, not sent
                data, path = self._data(hit.source, nodes), self._path(hit, nodes)
                yield self._record(hit.source, hit.sink, url, host, data=data, guards=guards, path=path, tier=tier)

    def _circumstances(self, hit: Hit, nodes: list[int]) -> tuple[Tier, tuple[Guard, ...] | None]:
        """What must hold for a flow; None if nothing can make its sink run.

        The search gives one way from a source. Where that one cannot be gone, by the arguments of its calls or by a
        field of its message, another one may: such a flow is coarse, unless one that can be gone is found.
        """
        guards = self._guards.of(hit.sink.node, hit.context, along=nodes)
        others = guards is not None and is_for_others(self.p, hit.states, guards)
        if guards is not None and not others and not is_other_command(self.p, hit.states, guards):
            return "precise", guards
        return "coarse", self._guards.of(hit.sink.node, along=nodes) if guards is None else guards

    def _by_another_way(self, hit: Hit) -> tuple[Hit, list[int], Tier, tuple[Guard, ...]] | None:
        """The same flow by a way that can be gone, where the first one leads through a branch that is ruled out."""
        closed: frozenset[int] = frozenset()
        for _ in range(_MAX_WAYS):
            ruled_out = (v for v in self._nodes(hit)[:-1] if self._guards.of(v, hit.context) is None)
            if (first := next(ruled_out, -1)) < 0 or first == hit.start[0]:
                return None
            closed |= {first}
            if (other := self._search.another(hit, closed)) is None:
                return None
            nodes = self._nodes(other)
            tier, guards = self._circumstances(other, nodes)
            if tier == "precise" and guards is not None:
                return other, nodes, tier, guards
            hit = other
        return None

    def coarse(self, found: Iterable[tuple[Sink, Source]]) -> Iterator[CodeFlow]:
        """Records of what only the coarse graph says."""
        for sink, source in found:
            for url, host in self._destinations(sink, {}):
                yield self._record(source, sink, url, host, data=source.data, tier="coarse")

    def where(self, sink: Sink, texts: Sequence[str]) -> list[tuple[str | None, str | None]]:
        """(URL, host) of what a sink's destination was in a run."""
        return self._based(sink_addresses.within(sink, list(texts)))

    def seen(self, source: Source, sink: Sink, url: str | None, host: str | None) -> CodeFlow | None:
        """The record of a flow that a run showed; None if reading tells that its sink never runs."""
        guards = self._guards.of(sink.node, along=[source.node])
        guards = self._guards.of(sink.node) if guards is None else guards
        if guards is None:
            return None
        path = (
            self._step(source.node, f"read of {source.what}"),
            self._step(sink.node, f"given to {sink.kind}, {_IN_RUN}"),
        )
        data = self._data(source, [source.node])
        return self._record(source, sink, url, host, data=data, guards=guards, path=path, tier="precise")

    def _record(
        self,
        source: Source,
        sink: Sink,
        url: str | None,
        host: str | None,
        *,
        data: DataType,
        guards: tuple[Guard, ...] = (),
        path: tuple[PathStep, ...] = (),
        tier: Tier,
    ) -> CodeFlow:
        """The record of a flow, with its places in the script."""
        return CodeFlow(
            data=data,
            source=source.what,
            source_span=self.p.span(source.node),
            sink=sink.kind,
            sink_span=self.p.span(sink.node),
            function_span=self.function_span(sink.node),
            url=url,
            host=host,
            guards=guards,
            path=path,
            excerpt=self._excerpt(sink.node),
            tier=tier,
        )

    def shown_at(self, sink: Sink) -> PathStep:
        """The station of an address that only a run of the script told."""
        return self._step(sink.url, f"address {_IN_RUN}")

    def function_span(self, node: int) -> Span:
        """Byte range of the innermost function around a node; of the whole script at top level."""
        fn = self.p.enclosing[node]
        while fn >= 0 and not self.p.is_function(fn):
            fn = self.p.enclosing[fn]
        return self.p.span(fn) if fn >= 0 else (0, len(self.p.c.source))

    def hosts(self, sink: Sink, context: dict[int, int]) -> frozenset[str | None]:
        """Hosts of a sink's address that are known as a whole, where functions are entered by these calls."""
        return known_hosts(self._destinations(sink, context))

    def _of_hit(self, hit: Hit) -> list[tuple[str | None, str | None]]:
        """Where a hit goes: of several hosts those that the calls leave over that it can only have come by."""
        found = self._destinations(hit.sink, hit.context, mixed=hit.mixed)
        if len({host for _, host in found}) > 1:
            context = completed(self.p, hit.context, hit.source.node)
            narrower = self._destinations(hit.sink, context, mixed=hit.mixed)
            if {host for _, host in narrower} <= {host for _, host in found}:
                return narrower
        return found

    def _destinations(
        self, sink: Sink, context: dict[int, int], *, mixed: bool = False
    ) -> list[tuple[str | None, str | None]]:
        if sink.url < 0:
            listed = sink.listed
            handed_on = list_values.handed_on(self.values, sink.node, listed, 0, context) if listed >= 0 else []
            return self._based(handed_on) if handed_on else [(None, None)]
        with self.values.choosing(Choice(calls=context), anew=True):
            texts = sink_addresses.addresses(self.values, sink)
            if mixed and HOLE in texts:
                return [(None, None)]  # one of several, of which some are not known: the way does not tell which
            return self._based(texts)

    def _based(self, texts: list[str]) -> list[tuple[str | None, str | None]]:
        """Where addresses lead, relative ones by what the script says that they count from."""
        found = destinations(texts)
        if self._base and any(host == "" for _, host in found):
            found = destinations(urljoin(self._base, text) if destination(text)[1] == "" else text for text in texts)
        return found

    @cached_property
    def _base(self) -> str:
        """What the document's relative addresses count from, where the script says so; empty if it does not."""
        node = base_address(self.p, self.values)
        return self.values.one(node) if node >= 0 else ""

    # --- data -------------------------------------------------------------------------------------------------
    def _data(self, source: Source, nodes: list[int]) -> DataType:
        """The kind of data; of a form value of unknown kind, what the names say that it has before it is put away."""
        if source.data != "input":
            return source.data
        for node in nodes:
            if self.p.kind[node] in (OBJECT_LITERAL, ARRAY):
                break  # further names are those of the whole
            found = catalog.named(self._name_at(node))
            if found is not None and found not in ("search", "message", "name"):
                return found
        return "input"

    def _name_at(self, node: int) -> str:
        """The name under which a value is kept: of the variable, property or form entry."""
        p = self.p
        up = p.parent[node]
        kind = p.kind[up]
        if kind == PAIR and p.field[node] == VALUE:
            return p.text(p.member_key(up))
        if (name := declared_name(p, node)) >= 0:
            return p.text(p.sym[name])
        if p.kind[node] == SHORTHAND:
            return p.text(p.sym[node])
        if kind == ASSIGN and p.is_access(up + 1):
            return p.key_text(up + 1)
        if p.is_access(node):
            return p.key_text(node) if p.key_text(node) not in ("value", "target") else ""
        if kind == ARGS and p.method_name(p.parent[up]) in ("append", "set"):
            return p.string(p.args(p.parent[up])[0])
        return ""

    # --- path -------------------------------------------------------------------------------------------------
    def _nodes(self, hit: Hit) -> list[int]:
        return [v for v, _, _ in hit.states if v < self.p.n]

    def _path(self, hit: Hit, nodes: list[int]) -> tuple[PathStep, ...]:
        first = self._step(hit.source.node, f"read of {hit.source.what}")
        middle = [step for node in nodes if (step := self._station(node)) is not None]
        if len(middle) > _MAX_STEPS:
            middle = middle[: _MAX_STEPS // 2] + middle[-_MAX_STEPS // 2 :]
        last = self._step(hit.sink.node, f"{_ROLE_WORDS[hit.role]} of {hit.sink.kind}")
        shown = (self.shown_at(hit.sink),) if hit.sink.url in self.values.learned else ()
        return tuple(dict.fromkeys((first, *middle, last, *shown)))

    def _station(self, node: int) -> PathStep | None:
        """A node on the way that a reader wants to see: an argument, an assignment, a return."""
        p = self.p
        up = p.parent[node]
        kind = p.kind[up]
        if kind == ARGS and p.kind[p.parent[up]] in (CALL, NEW):
            call = p.parent[up]
            name = p.method_name(call)
            args = p.args(call)
            return self._step(call, f"argument {args.index(node) + 1} of {name}()") if name and node in args else None
        if kind in (ASSIGN, AUGMENTED, DECLARATOR) and p.field[node] != LEFT:
            return self._step(up, f"kept in {self._text(up + 1)[:40]}")
        if kind == PAIR:
            return self._step(up, f"kept as {p.text(p.member_key(up))[:40]}")
        if kind == RETURN:
            return self._step(up, "returned")
        return None

    def _step(self, node: int, what: str) -> PathStep:
        return PathStep(span=self.p.span(node), what=what, code=self._text(node))

    def _text(self, node: int) -> str:
        known = self._texts.get(node)
        if known is None:
            start, end = self.p.span(node)
            raw = self.p.c.source[start : min(end, start + 4 * _MAX_CODE)].decode("utf-8", "replace")
            known = " ".join(raw.split())
            if len(known) > _MAX_CODE:
                known = known[: _MAX_CODE - 1] + "…"
            self._texts[node] = known
        return known

    def _excerpt(self, node: int) -> Excerpt:
        if node not in self._excerpts:
            self._excerpts[node] = excerpt(self.p.c, self.p.decoded, self.p.span(node))
        return self._excerpts[node]
