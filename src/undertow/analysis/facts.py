"""All that reading one script tells: parse → columns → scopes → decode → values → flows → endpoints → signatures."""

from __future__ import annotations

import atexit
import hashlib
from functools import cache

import msgspec
import numpy as np

from undertow.analysis import program_carried, program_globals, rehearsal
from undertow.analysis.collecting import few_collections, give_back
from undertow.analysis.columns import Columns, K, ParseStopped, columns, kind_mask
from undertow.analysis.decode_script import ReadableScript, make_readable
from undertow.analysis.endpoint_fields import kept_hosts
from undertow.analysis.endpoints import EndpointFinder, SinkUse, delivered_excerpt, endpoints_in_text
from undertow.analysis.flow import FlowResult, find_flows, found_within
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.layers import LayerReader, Unpacking
from undertow.analysis.program import Program
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import resolve
from undertow.analysis.signatures import match_code
from undertow.analysis.sink_addresses import addresses
from undertow.analysis.unpack import Findings, Unpacker
from undertow.model import CodeFlow, Gap, ScriptFacts

MAX_BYTES = 8 << 20
"""Larger scripts are searched for URLs as text only: a dense megabyte takes 2 s and 140 MB of memory (its tree)."""
MAX_BROKEN = 0.5
"""Share of bytes that could not be parsed above which a file is not taken for JavaScript."""
_STATEMENTS = kind_mask([
    "expression_statement", "lexical_declaration", "variable_declaration", "function_declaration", "if_statement",
    "class_declaration", "return_statement", "for_statement", "for_in_statement", "while_statement", "try_statement",
    "switch_statement", "export_statement", "import_statement", "statement_block", "generator_function_declaration",
])  # fmt: skip
_SAMPLE = 1 << 16
_FEW = 8
_MAX_BINARY = 0.05  # share of control bytes and of invalid UTF-8 in a text


def read_script(source: bytes, *, url: str | None = None) -> ScriptFacts:
    """Read one script. Depends on its bytes and the tool's version and data only.

    Its code is run in the sandbox only, which has neither network nor files: what makes strings or further code, and
    small scripts as a whole (see `rehearsal`).

    Args:
        source: the script as delivered, UTF-8.
        url: names it in gaps.

    Returns:
        Its facts; what could not be read is said in their gaps.
    """
    where = url or f"script {hashlib.sha256(source).hexdigest()[:12]}"
    with few_collections(len(source)):
        return _read(source, where, Unpacking(Unpacker(_sandbox())))


def _read(source: bytes, where: str, shared: Unpacking) -> ScriptFacts:
    """Read a script, or code that a script makes, and the code that this makes in turn."""
    name = hashlib.sha256(source).hexdigest()
    shared.seen.add(name)  # what makes itself again is no layer
    if len(source) > MAX_BYTES:
        why = f"The script has {len(source):,} bytes; above {MAX_BYTES:,} only its URLs are searched, not its code."
        return _unread(source, name, _gap("script-too-large", where, why))
    if _is_binary(source):
        return _unread(source, name, _gap("script-not-parsed", where, "The file is not text."))
    try:
        c = columns(source)
    except ParseStopped as stopped:
        return _unread(source, name, _gap("script-not-parsed", where, f"It is not readable as JavaScript: {stopped}."))
    broken = _broken_bytes(c)
    if broken > MAX_BROKEN * len(source):
        return _unread(source, name, _gap("script-not-parsed", where, "It is not JavaScript, or too damaged to read."))
    reading = _Reading(source, name, where, c, broken)
    found = reading.unpack(shared.unpacker, c)
    del c  # a tenth of the memory that a bundle takes, which its flows need
    give_back(len(source))
    return LayerReader(source, where, shared, lambda code: _read(code, where, shared)).lift(reading.facts(), found)


@cache
def _sandbox() -> Sandbox:
    """One sandbox a process, started when the first script needs it."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox


class _Reading:
    """The reading of one script that could be parsed."""

    def __init__(self, source: bytes, name: str, where: str, c: Columns, broken: int) -> None:
        self._source, self._name, self._where = source, name, where
        self._gaps: list[Gap] = []
        if broken:
            self._note("script-partly-parsed", f"{broken:,} of its {len(source):,} bytes are not valid JavaScript.")
        self._script: ReadableScript = make_readable(c, resolve(c), _sandbox())
        give_back(len(source))
        if self._script.stopped:
            why = f"Hidden strings may remain: {self._script.stopped}."
            self._note("decode-stopped", why)
        self._program = Program(self._script.columns, self._script.scopes, self._script.decoded)
        self._values = FlowValues(self._program)

    def unpack(self, unpacker: Unpacker, delivered: Columns) -> Findings:
        """The code that it makes at run time; `delivered`: the script as it was."""
        return unpacker.unpack(self._program, delivered, self._script.original)

    def facts(self) -> ScriptFacts:
        """Everything, with places in the script as delivered."""
        script, program, values = self._script, self._program, self._values
        result = self._flows(program, values)
        hidden = script.decoded_strings > 0
        finder = EndpointFinder(
            script.columns, script.decoded, values, self._source, script.original, has_decoded=hidden
        )
        sinks = [SinkUse(s.kind, s.node, s.url, tuple(addresses(values, s))) for s in result.sinks if s.network]
        endpoints = finder.find(sinks, kept_hosts(program, values))
        if finder.cut:
            self._note(
                "endpoints-cut", f"More than {len(endpoints):,} destinations stand in it; the rest was left out."
            )
        if values.cut:
            self._note("values-cut", "Working out all of its texts would take too long: some addresses are not known.")
        return ScriptFacts(
            sha256=self._name,
            size=len(self._source),
            parsed=True,
            endpoints=endpoints,
            flows=tuple(self._delivered(flow) for flow in result.flows),
            signatures=match_code(script.columns, endpoints, script.original),
            decoded_strings=script.decoded_strings,
            network_functions=tuple(sorted({script.original(span) for span in result.network_functions})),
            gaps=(*self._gaps, *result.gaps),
        )

    def _flows(self, program: Program, values: FlowValues) -> FlowResult:
        try:
            program.hold(program_globals.held(program))
            if (carried := program_carried.find(program)).names:
                program.carry(carried)
            small = len(self._source) <= rehearsal.MAX_BYTES
            found = find_flows(program, values, where=self._where, sandbox=_sandbox() if small else None)
        except RecursionError:
            self._note("flow-budget", "Its expressions are nested too deeply to follow data through them.")
            return FlowResult()
        try:
            return found_within(program, found, values) if program.carried.names else found
        except RecursionError:
            self._note(
                "flow-budget", "The code of a library that it carries is nested too deeply to follow data through it."
            )
            return found

    def _delivered(self, flow: CodeFlow) -> CodeFlow:
        """A flow with the places of the script as delivered."""
        script = self._script
        if not script.maps:
            return flow
        at = script.original
        return msgspec.structs.replace(
            flow,
            source_span=at(flow.source_span),
            sink_span=at(flow.sink_span),
            function_span=at(flow.function_span),
            guards=tuple(msgspec.structs.replace(guard, span=at(guard.span)) for guard in flow.guards),
            path=tuple(msgspec.structs.replace(step, span=at(step.span)) for step in flow.path),
            excerpt=delivered_excerpt(flow.excerpt, self._source, at),
        )

    def _note(self, kind: str, why: str) -> None:
        self._gaps.append(_gap(kind, self._where, why))


def _gap(kind: str, where: str, why: str) -> Gap:
    return Gap(stage="analysis", kind=kind, where=where, why=why)


def _unread(source: bytes, name: str, gap: Gap) -> ScriptFacts:
    """What can be said of a script that could not be parsed."""
    return ScriptFacts(sha256=name, size=len(source), parsed=False, endpoints=endpoints_in_text(source), gaps=(gap,))


def _is_binary(source: bytes) -> bool:
    sample = source[:_SAMPLE]
    if not sample:
        return False
    control = sum(sample.count(bytes([b])) for b in (*range(9), *range(14, 32)))
    damaged = sample.decode("utf-8", "replace").count("\ufffd") - sample.count("\ufffd".encode())
    return control + damaged > max(_FEW, _MAX_BINARY * len(sample))


def _broken_bytes(c: Columns) -> int:
    """Bytes within outermost error nodes. An error node at the root counts by what could not be placed in it."""
    if not c.has_error:
        return 0
    errors = np.flatnonzero(c.kind == K["ERROR"])
    total, end = 0, 0
    for node in errors.tolist():
        if node == 0:
            inside = c.children(0)
            total += int(c.end[0] - c.start[0]) - sum(
                int(c.end[k] - c.start[k]) for k in inside if _STATEMENTS[c.kind[k]]
            )
        elif c.start[node] >= end:
            total += int(c.end[node] - c.start[node])
            end = int(c.end[node])
    return min(total, len(c.source))
