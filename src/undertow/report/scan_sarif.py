"""A scan as SARIF 2.1.0: paths of data as results with their steps, destinations as notes.

A result says that code can send, not that it did; its level is that of a warning at most.
"""

from __future__ import annotations

from urllib.parse import quote

from undertow.model import Scan, ScannedEndpoint, ScannedFlow, ScannedScript, ScannedStep, Span, codec
from undertow.report.safe import plain
from undertow.report.sarif_parts import (
    LONGEST_CODE,
    Json,
    bytes_of,
    document,
    gap_notification,
    message,
    safe_uri,
)
from undertow.report.words import DATA_WORDS, capital

_FLOW, _POSSIBLE, _MENTION = "code-flow", "possible-code-flow", "destination"
_RULES: tuple[tuple[str, str, str], ...] = (
    (_FLOW, "warning", "Code can send data to this destination: a path from the source to the call stands in it."),
    (_POSSIBLE, "note", "Code may send data to this destination: only a coarse reading of it finds a path."),
    (_MENTION, "note", "A destination stands in code, in clear or decoded."),
)
"""Id, level and meaning."""


def scan_sarif(scan: Scan) -> bytes:
    """The scan as one SARIF document with one run: UTF-8 JSON, the same bytes for the same scan."""
    return codec.encode_pretty(document(_run(scan)))


def _run(scan: Scan) -> Json:
    name, _, version = scan.tool.partition(" ")
    gaps = [*scan.gaps, *(gap for script in scan.scripts for gap in script.gaps)]
    driver: Json = {
        "name": plain(name).capitalize(),
        "rules": [
            {"id": rule, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
            for rule, level, text in _RULES
        ],
        "notifications": [{"id": plain(kind)} for kind in dict.fromkeys(gap.kind for gap in gaps)],
    }
    if version:
        driver["version"] = plain(version)
    invocation = {
        "executionSuccessful": True,
        "toolExecutionNotifications": [gap_notification(gap) for gap in gaps],
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "undertow/scan/"},
        "artifacts": [_artifact(script, index) for index, script in enumerate(scan.scripts)],
        "invocations": [invocation],
        "results": [result for index, script in enumerate(scan.scripts) for result in _results(script, index)],
        "properties": {"target": plain(scan.target), "fictional": scan.fictional},
    }


def _artifact(script: ScannedScript, index: int) -> Json:
    return {
        "location": {"uri": _uri(script), "index": index},
        "hashes": {"sha-256": plain(script.sha256)},
        "description": message(script.name, 200),
    }


def _uri(script: ScannedScript) -> str:
    """The address or relative path of a whole file; a part of a page has a name made of its hash, for its own bytes."""
    if script.kind == "file" and script.place:
        return quote(script.place.encode("utf-8", "surrogateescape"), safe="/-._~")
    return safe_uri(script.place, script.sha256)


def _results(script: ScannedScript, index: int) -> list[Json]:
    sent = {flow.url for flow in script.flows}
    mentions = [endpoint for endpoint in script.endpoints if endpoint.url not in sent]
    return [
        *(_flow(flow, script, index) for flow in script.flows),
        *(_mention(endpoint, script, index) for endpoint in mentions),
    ]


def _flow(flow: ScannedFlow, script: ScannedScript, index: int) -> Json:
    to = {"": "the page's own host", None: "an address that could not be read"}.get(flow.host, flow.host) or ""
    can = "can" if flow.tier == "precise" else "may"
    when = f" if {' and '.join(guard.words for guard in flow.guards)}" if flow.guards else ""
    text = f"{capital(DATA_WORDS[flow.data][1])} ({flow.source}) {can} be sent by {flow.sink} to {to}{when}."
    result = _result(_FLOW if flow.tier == "precise" else _POSSIBLE, text)
    result["locations"] = [_place(script, index, flow.sink_span, flow.line, "What sends.", flow.excerpt.decoded)]
    if flow.path:
        steps = [{"location": _step(step, script, index)} for step in flow.path]
        result["codeFlows"] = [{"message": message(f"{flow.data} to {to}"), "threadFlows": [{"locations": steps}]}]
    result["partialFingerprints"] = {"undertowFlowId/v1": flow.id}
    result["properties"] = {
        "data": flow.data,
        "host": plain(flow.host) if flow.host is not None else None,
        "guards": [plain(guard.words, LONGEST_CODE) for guard in flow.guards],
        "asDelivered": plain(flow.excerpt.original, LONGEST_CODE),
        "origin": _origin(flow),
    }
    return result


def _mention(endpoint: ScannedEndpoint, script: ScannedScript, index: int) -> Json:
    how = "decoded" if endpoint.decoded else "in clear"
    handed = f", handed to {endpoint.sink}" if endpoint.sink else ""
    result = _result(_MENTION, f"{endpoint.url} stands in the code ({how}{handed}).")
    code = endpoint.excerpt.decoded
    result["locations"] = [_place(script, index, endpoint.span, endpoint.line, "The destination.", code)]
    result["properties"] = {
        "host": plain(endpoint.host),
        "decoded": endpoint.decoded,
        "asDelivered": plain(endpoint.excerpt.original, LONGEST_CODE),
        "origin": _origin(endpoint),
    }
    return result


def _result(rule: str, text: str) -> Json:
    index = [name for name, _, _ in _RULES].index(rule)
    return {"ruleId": rule, "ruleIndex": index, "level": _RULES[index][1], "message": message(text)}


def _step(step: ScannedStep, script: ScannedScript, index: int) -> Json:
    return _place(script, index, step.span, step.line, step.what, step.code)


def _place(script: ScannedScript, index: int, span: Span, line: int, note: str, code: str) -> Json:
    """A place in a script. The snippet is the decoded code, which is what a reader can make sense of."""
    region = bytes_of(span) | {"startLine": max(1, line), "snippet": {"text": plain(code, LONGEST_CODE)}}
    where = {"artifactLocation": {"uri": _uri(script), "index": index}, "region": region}
    return {"physicalLocation": where, "message": message(note)}


def _origin(of: ScannedFlow | ScannedEndpoint) -> Json | None:
    """What the source map says."""
    if of.origin is None:
        return None
    return {"file": plain(of.origin.file), "line": of.origin.line, "column": of.origin.column}
