"""How much of the delivered code ran, and what that leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from undertow.analysis.positions import Positions
from undertow.model import Blobs, Coverage, Evidence, ScriptFacts, ScriptUse, Sha256, Span


def measure(evidence: Evidence, blobs: Blobs, facts: Mapping[Sha256, ScriptFacts], *, opaque_payloads: int) -> Coverage:
    """Execution over all visits together: what ran in any visit has run."""
    uses: dict[Sha256, list[ScriptUse]] = {}
    for visit in evidence.visits:
        for use in visit.scripts:
            uses.setdefault(use.script, []).append(use)
    sizes = {script.sha256: script.size for script in evidence.scripts}
    bytes_not_run = functions = functions_run = dark = 0
    measured = False
    for script, all_uses in uses.items():
        covered = [use for use in all_uses if use.covered]
        if not covered:
            continue
        measured = True
        never = never_run(covered, Positions(blobs.get(script)))
        bytes_not_run += sum(end - start for start, end in never)
        functions += max(use.functions for use in covered)
        functions_run += max(use.functions_run for use in covered)
        if script in facts:
            dark += _dark(facts[script], never)
    return Coverage(
        scripts=len(evidence.scripts),
        bytes=sum(sizes.values()),
        bytes_not_run=bytes_not_run if measured else None,
        functions=functions,
        functions_run=functions_run,
        network_functions_not_run=dark,
        opaque_payloads=opaque_payloads,
    )


def _dark(facts: ScriptFacts, never: Iterable[Span]) -> int:
    """Functions that can reach the network and never ran, and calls outside of these that send and never ran."""
    functions = [span for span in facts.network_functions if _within(span, never)]
    sinks = {flow.sink_span for flow in facts.flows} | {e.span for e in facts.endpoints if e.sink is not None}
    return len(functions) + sum(_within(span, never) and not _within(span, functions) for span in sinks)


def never_run(uses: Sequence[ScriptUse], positions: Positions) -> tuple[Span, ...]:
    """Byte ranges that no use executed."""
    remaining: list[Span] = list(uses[0].not_run)
    for use in uses[1:]:
        remaining = list(_intersect(remaining, use.not_run))
    return tuple((positions.from_utf16(a), positions.from_utf16(b)) for a, b in remaining)


def _intersect(left: Iterable[Span], right: Iterable[Span]) -> Iterable[Span]:
    """Common parts of two sorted lists of disjoint ranges."""
    a, b = list(left), list(right)
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if start < end:
            yield start, end
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1


def _within(span: Span, ranges: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in ranges)
