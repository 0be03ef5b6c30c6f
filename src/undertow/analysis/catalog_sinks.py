"""Where data can leave a script, and which of the arguments carry it."""

from __future__ import annotations

from undertow.analysis import catalog_documents, catalog_elements, catalog_loaders, catalog_network, catalog_windows
from undertow.analysis.catalog_sink import Sink
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program


def find_sinks(p: Program, values: FlowValues) -> list[Sink]:
    """All sinks, one a node, in order of finding."""
    found: dict[int, Sink] = {}
    for finder in (catalog_network, catalog_documents, catalog_elements, catalog_windows, catalog_loaders):
        for sink in finder.find(p, values):
            found.setdefault(sink.node, sink)
    return list(found.values())
