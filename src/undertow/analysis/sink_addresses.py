"""What the address of a sink may be: the texts of its destination, and what relative ones count from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undertow.analysis import flow_holders
from undertow.analysis.catalog_elements import IN_BUTTON, IN_MARKUP, IN_REFRESH, IN_STYLE
from undertow.analysis.catalog_sink import Place, Sink
from undertow.analysis.decode import HOLE

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues

_REFRESHED = re.compile(r"\burl\s*=", re.IGNORECASE)


def addresses(values: FlowValues, sink: Sink) -> list[str]:
    """The addresses of a sink where functions are entered as is chosen; empty if it has none."""
    return based(values, sink, written(values, sink)) if sink.url >= 0 else []


def written(values: FlowValues, sink: Sink) -> list[str]:
    """The addresses as they are given to the sink."""
    return within(sink, _read(values, Place(sink.url, sink.url_key)) or [HOLE])


def within(sink: Sink, texts: list[str]) -> list[str]:
    """The addresses in the texts of a sink's destination."""
    if sink.form == "markup":
        return [at for text in texts for _, at in (*IN_MARKUP.findall(text), *IN_REFRESH.findall(text))]
    if sink.form == "refresh":
        return [address.strip(" '\"") for text in texts if (address := _REFRESHED.split(text, 1)[-1]) != text]
    if sink.form == "formaction":
        return [address for text in texts for address in IN_BUTTON.findall(text)]
    if sink.form == "css":
        return [address for text in texts for address in IN_STYLE.findall(text)]
    if sink.form == "ice":
        return [f"{scheme}://{rest}" for scheme, _, rest in (text.partition(":") for text in texts)]
    return texts


def based(values: FlowValues, sink: Sink, texts: list[str]) -> list[str]:
    """Addresses with what the client of the sink puts before relative ones: the first that it is told."""
    for place in sink.base:
        if bases := _read(values, place):
            return [t if "://" in t else _joined(base, t) for base in bases for t in texts]
    return texts


def _joined(base: str, path: str) -> str:
    return HOLE if base == HOLE else f"{base.rstrip('/')}/{path.lstrip('/')}"


def _read(values: FlowValues, place: Place) -> list[str]:
    """Texts that stand at a place; empty if the object there has certainly no such property."""
    if not place.key:
        return values.strings(place.node)
    p = values.p
    key = p.ids.get(place.key, -1)
    held = flow_holders.of(values, place.node, key, flow_holders.DEPTH)
    if held is None:
        stored = [value for o in p.origins(place.node) for value in p.property_of(o, key)] if key >= 0 else []
        return [text for value in stored for text in values.strings(value)]
    found: list[str] = []
    for value, choice in held.values:
        with values.choosing(values.made | choice):
            found += values.strings(value)
    return list(dict.fromkeys(found))
