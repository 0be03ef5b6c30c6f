"""Every sending of an audit as a record, with the id of the flow that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from undertow.analysis.observed import Key, Seen
from undertow.model import Exchange, Sent


def sent(seen: Mapping[Key, Seen], flow_id: Callable[[Key], str], is_own: Callable[[str], bool]) -> tuple[Sent, ...]:
    """What left in all visits, in order of visit and time.

    Args:
        seen: all that is known, by key.
        flow_id: id of the flow of a key.
        is_own: whether a host belongs to the app.
    """
    found = [record for key, what in seen.items() for record in _of(key, what, flow_id(key), is_own(key.host))]
    return tuple(sorted(found, key=lambda s: (s.visit, s.at, s.exchange.id, s.data, s.part)))


def _of(key: Key, what: Seen, flow: str, own: bool) -> Iterator[Sent]:
    for sending in what.sendings:
        match = sending.matches[0]
        yield Sent(
            visit=sending.visit,
            exchange=sending.exchange,
            at=moment(sending.exchange, sending.part),
            data=key.data,
            part=sending.part,
            span=match.span,
            layers=match.layers,
            detail=tuple(dict.fromkeys(m.detail for m in sending.matches if m.detail)),
            before_submit=sending.before_submit,
            first_party=own,
            flow=flow,
        )
    shown = {sending.exchange.id for sending in what.sendings}
    for visit, exchange in {(visit, e.id): (visit, e) for visit, e, _ in what.executed if e.id not in shown}.values():
        yield Sent(
            visit=visit, exchange=exchange, at=exchange.at, data=key.data, first_party=own, confidence="likely",
            flow=flow,
        )  # fmt: skip
    for visit, exchange, traits in what.suspected:
        yield Sent(
            visit=visit, exchange=exchange, at=exchange.at, data=key.data, detail=traits, first_party=own,
            confidence="possible", flow=flow,
        )  # fmt: skip


def moment(exchange: Exchange, part: str) -> float:
    """When a part left, in milliseconds since the start of the visit: a connection is older than what it carries."""
    kind, _, number = part.partition(" ")
    return exchange.messages[int(number)].at if kind == "message" else exchange.at
