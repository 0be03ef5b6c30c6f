"""Why a flow is claimed: every station on its path, every guard and hidden value, with the code it stands on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from undertow import __version__
from undertow.errors import UsageError
from undertow.model import (
    DecodedValue,
    ExplainedFlow,
    ExplainedGuard,
    ExplainedMention,
    ExplainedStep,
    Explanation,
    Gap,
    Guard,
    ScannedEndpoint,
    ScannedFlow,
    ScannedScript,
    Sha256,
    ShownCode,
    Span,
)
from undertow.reading import FactsCache
from undertow.scan import scan
from undertow.scan.decoders import hidden_values, within
from undertow.scan.found import Found
from undertow.scan.places import Places

LONGEST = 1_200
"""Bytes of one piece of code that are shown."""
MOST_FLOWS = 50
SHORTEST_ID = 4
"""Characters of a flow's id that must be given."""


CodePath = tuple[Sha256, Span, Span]
"""A script, and where in it a flow begins and ends."""


def explain(
    target: str,
    asked: str,
    *,
    paths: Collection[CodePath] = (),
    cache: FactsCache | None = None,
    jobs: int | None = None,
    tell: Callable[[str], None] = lambda text: None,
) -> Explanation:
    """Explain one flow, or everything that goes to one host.

    Args:
        target: as for `scan`.
        asked: id of a flow or the beginning of one, or a host.
        paths: flows that are meant as well, by their places.
        cache: as for `scan`, likewise `jobs` and `tell`.

    Raises:
        UsageError: there is no such flow or host in the target; further as for `scan`.
    """
    flows: list[ExplainedFlow] = []
    mentions: list[ExplainedMention] = []
    gaps: list[Gap] = []

    def each(script: ScannedScript, found: Found) -> None:
        chosen = [
            flow
            for flow in script.flows
            if _is_meant(flow, asked) or (script.sha256, flow.source_span, flow.sink_span) in paths
        ]
        sent_to = {flow.url for flow in chosen}
        named = [e for e in script.endpoints if asked and e.host == asked and e.url not in sent_to]
        if not chosen and not named:
            return
        teller = _Teller(script, found)
        flows.extend(teller.flow(flow) for flow in chosen[: MOST_FLOWS - len(flows)])
        mentions.extend(teller.mention(endpoint) for endpoint in named[: MOST_FLOWS - len(mentions)])
        gaps.extend(script.gaps)

    answer = scan(target, cache=cache, jobs=jobs, tell=tell, each=each)
    if not flows and not mentions:
        raise UsageError(f"no flow or host {asked!r} in {target}; `undertow scan {target}` lists the ids and hosts")
    return Explanation(
        tool=f"undertow {__version__}",
        target=target,
        asked=asked,
        fictional=answer.fictional,
        flows=tuple(flows),
        mentions=tuple(mentions),
        gaps=tuple(gaps),
    )


def _is_meant(flow: ScannedFlow, asked: str) -> bool:
    return (bool(asked) and flow.host == asked) or (len(asked) >= SHORTEST_ID and flow.id.startswith(asked.lower()))


class _Teller:
    """Explains what was found in one script."""

    def __init__(self, script: ScannedScript, found: Found) -> None:
        self._script = script
        self._source = found.load()
        self._places = Places(found, self._source)

    @cached_property
    def _values(self) -> tuple[DecodedValue, ...]:
        return hidden_values(self._source) if self._script.decoded_strings else ()

    def flow(self, flow: ScannedFlow) -> ExplainedFlow:
        """Source to sink."""
        spans = [flow.source_span, flow.sink_span, flow.excerpt.span]
        spans += [step.span for step in flow.path] + [guard.span for guard in flow.guards if guard.kind == "condition"]
        return ExplainedFlow(
            script=self._script.name,
            sha256=self._script.sha256,
            flow=flow,
            steps=tuple(ExplainedStep(what=s.what, code=self._code(s.span, s.code)) for s in flow.path),
            guards=tuple(self._guards(flow.guards)),
            sink=self._code(flow.excerpt.span, flow.excerpt.decoded),
            values=within(spans, self._values),
        )

    def mention(self, endpoint: ScannedEndpoint) -> ExplainedMention:
        """A destination without a path to it."""
        spans = [endpoint.span, endpoint.excerpt.span]
        return ExplainedMention(
            script=self._script.name,
            sha256=self._script.sha256,
            endpoint=endpoint,
            code=self._code(endpoint.excerpt.span, endpoint.excerpt.decoded),
            values=within(spans, self._values),
        )

    def _guards(self, guards: tuple[Guard, ...]) -> Iterator[ExplainedGuard]:
        for guard in guards:
            yield ExplainedGuard(words=guard.words, kind=guard.kind, code=self._code(guard.span, guard.code))

    def _code(self, span: Span, decoded: str) -> ShownCode:
        start, end = span
        delivered = self._source[start : min(end, start + LONGEST)].decode("utf-8", "replace")
        return ShownCode(
            span=span,
            line=self._places.line(span),
            delivered=delivered + ("…" if end - start > LONGEST else ""),
            decoded=decoded,
            origin=self._places.origin(span),
        )
