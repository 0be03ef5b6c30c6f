"""Fingerprints that are joined to a person: one recipient gets device traits and a log-in under one token."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from undertow.analysis.identifiers import Tokens, tokens
from undertow.model import Joint, Sent, Visit

LOGIN = frozenset({"email", "phone", "username"})
"""Data that says who a person is."""


def joints(
    visit: Visit,
    sent: Tokens,
    sendings: Sequence[Sent],
    delivered: Callable[[bytes], bool],
    same_party: Callable[[str, str], bool],
) -> Iterator[Joint]:
    """The first such pair for each host that gets the log-in.

    Args:
        visit: where.
        sent: the tokens of its requests.
        sendings: what left in it.
        delivered: whether a token stands in delivered code or markup: then it is a key, and joins nothing.
        same_party: whether two hosts are of one organisation.
    """
    typed = {token for bait in visit.baits for token in tokens(bait.value.encode())}
    under: dict[str, set[bytes]] = {}
    for one, requests in sent.found.items():
        for exchange, _ in requests:
            under.setdefault(exchange, set()).add(one)
    traits = sorted((s for s in sendings if s.data == "device"), key=lambda s: s.confidence != "confirmed")
    done: set[str] = set()
    for login in sorted((s for s in sendings if s.data in LOGIN), key=lambda s: s.confidence != "confirmed"):
        if login.exchange.host in done:
            continue
        for device in traits:
            if not same_party(device.exchange.host, login.exchange.host):
                continue
            common = under.get(device.exchange.id, set()) & under.get(login.exchange.id, set()) - typed
            together = device.exchange.id == login.exchange.id
            token = "" if together else next((t.decode() for t in sorted(common) if not delivered(t)), None)
            if token is not None:
                done.add(login.exchange.host)
                yield Joint(visit=visit.id, token=token, device=device, login=login)
                break
