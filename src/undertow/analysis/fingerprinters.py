"""Scripts that measure the device, and what they send that could be the result.

A fingerprint is often one digest over many traits: nothing of it can be found in bytes, and code analysis may lose the
way through promises and tables of functions. What remains is a sign, never more than `possible`: a script reads many
traits, at least one of which is rendered to tell devices apart, and then sends another party a digest that is of no
known value and that no server gave it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from undertow.analysis.matching import TRAIT_KINDS
from undertow.analysis.traffic import Traffic, sender_of
from undertow.model import Blobs, Exchange, Sha256, Visit

RENDERED = frozenset({"canvas", "webgl", "audio", "fonts"})
ENOUGH = 6
"""Different traits read by one script."""


def fingerprinters(visit: Visit) -> dict[Sha256, tuple[str, ...]]:
    """Scripts that read enough traits in this visit, with the names of the traits."""
    read: dict[Sha256, dict[str, str]] = {}
    for event in visit.probe_events:
        if event.kind in TRAIT_KINDS:
            script = next((frame.script for frame in event.stack if frame.script), None)
            if script is not None:
                read.setdefault(script, {})[event.api.replace(".prototype.", ".")] = event.kind
    return {
        script: tuple(sorted(traits))
        for script, traits in read.items()
        if len(traits) >= ENOUGH and RENDERED & set(traits.values())
    }


def suspects(
    visit: Visit, blobs: Blobs, traffic: Traffic, is_foreign: Callable[[str], bool]
) -> Iterator[tuple[Exchange, Sha256, tuple[str, ...]]]:
    """Requests to other parties that may carry a fingerprint, with script and traits."""
    scripts = fingerprinters(visit)
    for exchange in visit.exchanges if scripts else ():
        script = sender_of(exchange)
        tokens = traffic.digests.get(exchange.id)
        if script in scripts and tokens and is_foreign(exchange.host) and not _given(tokens, exchange, visit, blobs):
            yield exchange, script, scripts[script]


def _given(tokens: frozenset[bytes], exchange: Exchange, visit: Visit, blobs: Blobs) -> bool:
    """Whether every token stands in an earlier answer of a server."""
    left = set(tokens)
    for earlier in visit.exchanges:
        if earlier.at >= exchange.at or not left:
            break
        if earlier.response_body is not None and earlier.response_body in blobs:
            body = blobs.get(earlier.response_body)
            left = {token for token in left if token not in body}
    return not left
