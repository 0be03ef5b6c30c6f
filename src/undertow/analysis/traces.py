"""Puts together what detectors need of the bytes: see `model.trace`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from undertow.analysis.identifiers import identifiers, kept_tokens
from undertow.analysis.joints import joints
from undertow.analysis.stored import stored_inputs
from undertow.analysis.traffic import Traffic, host_of
from undertow.model import Blobs, Evidence, Identifier, Joint, Sent, Sha256, StoredInput, Traces, Visit

_MARKUP = frozenset({"document", "script", "stylesheet"})


def trace(
    evidence: Evidence,
    blobs: Blobs,
    urls: Mapping[Sha256, str],
    traffics: Mapping[str, Traffic],
    sent: tuple[Sent, ...],
    same_party: Callable[[str, str], bool],
) -> Traces:
    """All traces of an audit.

    Args:
        evidence: what was recorded.
        blobs: bodies and sources.
        urls: address that each script came from.
        traffics: what was found in the requests, by id of visit.
        sent: all sendings.
        same_party: whether two hosts are of one organisation.
    """
    hosts = {script: host_of(url) for script, url in urls.items()}
    kept = {visit.id: kept_tokens(visit) for visit in evidence.visits}
    by_visit: dict[str, list[Sent]] = {}
    for sending in sent:
        by_visit.setdefault(sending.visit, []).append(sending)
    found: list[Identifier] = []
    joined: list[Joint] = []
    stored: list[StoredInput] = []
    for visit in evidence.visits:
        delivered = _delivered(evidence, visit, blobs)
        others = [dict.fromkeys(kept[v.id]) for v in evidence.visits if v.id != visit.id]
        tokens = traffics[visit.id].tokens
        mine = by_visit.get(visit.id, [])
        found += identifiers(visit, tokens, others, delivered, hosts)
        joined += joints(visit, tokens, mine, delivered, same_party)
        stored += stored_inputs(visit, mine)
    return Traces(sent=sent, identifiers=tuple(found), joints=tuple(joined), stored=tuple(stored))


def _delivered(evidence: Evidence, visit: Visit, blobs: Blobs) -> Callable[[bytes], bool]:
    """Whether a token stands in the scripts of the audit, or in markup or style that this visit was given.

    What a page is given at its delivery is mostly the same for all; a server that writes an identifier of its own into
    the page itself is thereby not followed, unless a cookie or another answer gives it too.
    """
    bodies: dict[Sha256, None] = {script.sha256: None for script in evidence.scripts}
    for exchange in visit.exchanges:
        if exchange.channel in _MARKUP and exchange.response_body is not None:
            bodies[exchange.response_body] = None
    return cache(lambda token: _in_any(token, bodies, blobs))


def _in_any(token: bytes, bodies: Iterable[Sha256], blobs: Blobs) -> bool:
    return any(token in blobs.get(body) for body in bodies if body in blobs)
