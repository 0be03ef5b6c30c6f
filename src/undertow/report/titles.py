"""Titles of findings as they are shown: with short names, and with long conditions counted rather than cut."""

from __future__ import annotations

from collections.abc import Mapping

from undertow.model import Finding, Flow
from undertow.report.answer import conditions_of
from undertow.report.safe import plain
from undertow.report.words import short_name


def finding_title(finding: Finding, flows: Mapping[str, Flow]) -> str:
    """One line that says what was found.

    Args:
        finding: what a detector says; its own title is in the JSON and SARIF files unchanged.
        flows: all flows of the result by id. What a title takes from a flow may be told shorter here.
    """
    title = finding.title
    for identity in finding.flows:
        flow = flows.get(identity)
        if flow is None:
            continue
        if flow.guard and flow.circumstances and title.endswith(f" when {flow.guard}"):
            title = title.removesuffix(flow.guard) + conditions_of(flow, limit=2)
        if flow.organisation:
            title = title.replace(flow.organisation, short_name(flow.organisation))
    return plain(title, 240)
