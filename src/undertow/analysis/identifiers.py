"""Identifiers of a browser, followed from where they are kept to where they are sent.

What an identifier is follows Acar et al., The Web Never Forgets (CCS 2014, section 4.1) and Englehardt and Narayanan,
Online Tracking (CCS 2016, section 5.6): a value long enough to be unique, constant within a profile, and different in
every other profile. Every visit of an audit has a profile of its own, so visits are compared with each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from msgspec import structs

from undertow.analysis.payload import Payload, read
from undertow.model import (
    Area,
    Carried,
    EvidenceRef,
    Exchange,
    Identifier,
    Kept,
    ProbeEvent,
    Sha256,
    StorageItem,
    Visit,
    cookie_pair,
    cookie_set,
    entity_tag,
)

MOST = 20_000
"""Different tokens followed in one visit."""
_FORM = re.compile(rb"(?=[^0-9]*[0-9])(?![0-9]{4}-[0-9]{2}-[0-9]{2})[A-Za-z0-9_-]{10,200}")
_DIGITS = re.compile(rb"[0-9]{15,60}|[0-9]{7,10}\.[0-9]{9,10}")
"""Digits alone must be more than a time in milliseconds; or a random number and a time, with a dot between."""
_PIECES = re.compile(rb"[^A-Za-z0-9_.-]+")
_LONGEST = 4096
_PLAIN = frozenset({"json", "percent", "form"})
_ITEM_SET = "Storage.prototype.setItem"
_RECORD_SET = frozenset({"IDBObjectStore.prototype.put", "IDBObjectStore.prototype.add"})


def is_identifier(token: bytes) -> bool:
    """Whether a token has the form of an identifier: long enough, with a digit, no date and no number that counts."""
    if _DIGITS.fullmatch(token):
        return True
    return _FORM.fullmatch(token) is not None and not token.isdigit()


def tokens(value: bytes) -> frozenset[bytes]:
    """The identifiers in one value: itself, or its parts between separators; in ``GA1.1.123456789.1700000000`` also the
    last two of those between dots."""
    if len(value) > _LONGEST:
        return frozenset()
    found = set()
    for piece in (value, *_PIECES.split(value)):
        dotted = piece.split(b".")
        found |= {piece, b".".join(dotted[-2:]), *dotted}
    return frozenset(token for token in found if is_identifier(token))


@dataclass
class Tokens:
    """The tokens of one visit that have the form of an identifier, with the requests they are in."""

    found: dict[bytes, dict[tuple[str, str], Exchange]] = field(default_factory=dict)
    """By token: the requests by id and part."""

    def add(self, exchange: Exchange, part: str, payload: Payload) -> None:
        """Take the tokens of one part of a request."""
        if part == "header referer":
            return  # the browser's doing; what it says stands in the address of the page
        for layer in payload.layers:
            if (layer.whole or part == "header cookie") and set(layer.layers) <= _PLAIN:
                for token in tokens(layer.data):
                    if token in self.found or len(self.found) < MOST:
                        self.found.setdefault(token, {}).setdefault((exchange.id, part), exchange)


def identifiers(
    visit: Visit,
    sent: Tokens,
    elsewhere: Iterable[Mapping[bytes, object]],
    delivered: Callable[[bytes], bool],
    hosts: Mapping[Sha256, str],
) -> Iterator[Identifier]:
    """The identifiers of one visit that were kept somewhere.

    Args:
        visit: where.
        sent: the tokens of its requests.
        elsewhere: the tokens of each other visit.
        delivered: whether a token stands in delivered code or markup, as keys and names of versions do.
        hosts: host that a script came from.
    """
    typed = {token for bait in visit.baits for token in tokens(bait.value.encode())}
    kept: dict[bytes, dict[tuple[str, str, str], Kept]] = {}
    returned: set[bytes] = set()
    for value, place in _places(visit, hosts):
        for token in tokens(value) - typed:
            kept.setdefault(token, {}).setdefault((place.area, place.holder, place.key), place)
    for item in visit.storage:
        if item.returned:
            returned |= tokens(item.value.encode("utf-8", "replace"))
    others = list(elsewhere)
    sent_back = _sent_back(visit)
    for token, places in kept.items():
        if any(token in other for other in others) or delivered(token):
            continue
        yield Identifier(
            visit=visit.id,
            value=token.decode(),
            compared=len(others),
            kept=tuple(places.values()),
            carried=(*_carried(sent.found.get(token, {})), *sent_back.get(token, ())),
            returned=token in returned,
        )


def kept_tokens(visit: Visit) -> frozenset[bytes]:
    """All tokens that a visit kept anywhere, to be compared with those of other visits."""
    return frozenset(token for value, _ in _places(visit, {}) for token in tokens(value))


def _carried(requests: Mapping[tuple[str, str], Exchange]) -> Iterator[Carried]:
    for (id_, part), exchange in requests.items():
        script = next((frame.script for frame in exchange.stack if frame.script), None)
        yield Carried(exchange=id_, at=exchange.at, host=exchange.host, part=part, script=script)


def _sent_back(visit: Visit) -> dict[bytes, list[Carried]]:
    """Entity tags that the browser sent back to ask whether a cached answer is still good, with their requests."""
    found: dict[bytes, list[Carried]] = {}
    for exchange in visit.exchanges:
        for header in exchange.request_headers:
            if header.name.lower() == "if-none-match":
                carried = Carried(exchange=exchange.id, at=exchange.at, host=exchange.host, part="header if-none-match")
                found.setdefault(etag(header.value), []).append(carried)
    return found


def _places(visit: Visit, hosts: Mapping[Sha256, str]) -> Iterator[tuple[bytes, Kept]]:
    """Every value that was put somewhere, in order of time, and then what was there at the end."""
    areas = {(_holder(item.origin), item.key): item.area for item in visit.storage}
    dated = [*_from_answers(visit), *_from_calls(visit.probe_events, hosts, areas)]
    yield from sorted(dated, key=lambda found: found[1].at or 0.0)
    calls = {event.id: event for event in visit.probe_events} if visit.storage else {}
    for item in visit.storage:
        place = _found(item, calls.get(item.writer or ""), hosts)
        for value in _values(item.value):
            yield value, place


def _found(item: StorageItem, call: ProbeEvent | None, hosts: Mapping[Sha256, str]) -> Kept:
    """A value that was there at the end, with the call that is said to have written it."""
    place = Kept(area=item.area, holder=_holder(item.origin), key=item.key, at=None, writer=None)
    script = next((frame.script for frame in call.stack if frame.script), None) if call else None
    if call is None or script is None:
        return place
    note = f"a script that uses this storage keeps {item.key or 'a value'} ({item.area})"
    ref = EvidenceRef(kind="probe", id=call.id, note=note)
    return structs.replace(place, script=script, writer=hosts.get(script), evidence=ref)


def _from_answers(visit: Visit) -> Iterator[tuple[bytes, Kept]]:
    """Cookies that answers set, and entity tags (RFC 9110, 8.8.3) that they came with."""
    for exchange in visit.exchanges:
        for header in exchange.response_headers:
            name = header.name.lower()
            if name == "set-cookie":
                for line in header.value.splitlines():
                    yield _set_by_answer(line, exchange)
            elif name == "etag":
                note = f"{exchange.host} gave this entity tag"
                yield etag(header.value), Kept(
                    area="etag", holder=exchange.host, key=exchange.url.partition("?")[0], at=exchange.at,
                    writer=exchange.host,
                    evidence=EvidenceRef(kind="exchange", id=exchange.id, part="answer header etag", note=note),
                )  # fmt: skip


def etag(value: str) -> bytes:
    """The opaque part of an entity tag, as `entity_tag` has it."""
    return entity_tag(value).encode("utf-8", "replace")


def _set_by_answer(line: str, exchange: Exchange) -> tuple[bytes, Kept]:
    name, value = cookie_pair(line)
    ref = EvidenceRef(kind="exchange", id=exchange.id, part="answer header set-cookie", note=f"sets {name}")
    return value.encode("utf-8", "replace"), Kept(
        area="cookie", holder=_domain(line.split(";")[1:], exchange.host), key=name, at=exchange.at,
        writer=exchange.host, evidence=ref,
    )  # fmt: skip


def _domain(attributes: Iterable[str], host: str) -> str:
    """Domain of a cookie: its attribute, or the host that sets it."""
    for attribute in attributes:
        name, _, value = attribute.strip().partition("=")
        if name.strip().lower() == "domain" and value.strip():
            return value.strip().lower().lstrip(".")
    return host


def _from_calls(
    events: Iterable[ProbeEvent], hosts: Mapping[Sha256, str], areas: Mapping[tuple[str, str], Area]
) -> Iterator[tuple[bytes, Kept]]:
    """What scripts put into storage, as the probe saw it. It does not see which of the two storages a key is of."""
    for event in events:
        put = written(event)
        if put is None:
            continue
        area, key, text = put
        if area == "local":
            area = areas.get((_holder(event.frame_url), key), area)
        script = next((frame.script for frame in event.stack if frame.script), None)
        place = Kept(
            area=area, holder=_holder(event.frame_url), key=key, at=event.at, script=script,
            writer=hosts.get(script) if script else None,
            evidence=EvidenceRef(kind="probe", id=event.id, note=f"a script keeps {key or 'a value'} ({area})"),
        )  # fmt: skip
        for value in _values(text):
            yield value, place


def written(event: ProbeEvent) -> tuple[Area, str, str] | None:
    """Area, key and value of a call that keeps something; None for other calls. Both storages are ``local``."""
    if event.kind != "storage" or not event.arguments:
        return None
    if cookie := cookie_set(event):
        return "cookie", *cookie
    if event.api == _ITEM_SET and len(event.arguments) > 1:
        return "local", event.arguments[0], event.arguments[1]
    if event.api in _RECORD_SET:
        return "indexed-db", "", event.arguments[0]
    return None


def _values(text: str) -> Iterator[bytes]:
    """A stored value, and the values in it if it is JSON or percent-encoded."""
    data = text[:_LONGEST].encode("utf-8", "replace")
    yield data
    for layer in read(data).layers[1:]:
        if layer.whole and set(layer.layers) <= _PLAIN:
            yield layer.data


def _holder(origin: str) -> str:
    """Host of an origin or address; of a cookie, its domain without the dot."""
    if "://" not in origin:
        return origin.lstrip(".").lower()
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
