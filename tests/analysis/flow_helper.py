"""Runs flow analysis on a text, as the tests here need it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from undertow.analysis.columns import columns
from undertow.analysis.decode import Decoded
from undertow.analysis.decode_script import make_readable
from undertow.analysis.flow import FlowResult, find_flows
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import resolve
from undertow.model import CodeFlow

_READS = {
    "PW": "document.querySelector('input[type=password]').value",
    "EM": "document.getElementById('email').value",
    "UA": "navigator.userAgent",
}


@dataclass(frozen=True)
class Case:
    """A small program of cases_flow.toml. `sends` are words `data>host`; `miss` says why a known miss is one."""

    name: str
    source: bytes
    sends: frozenset[str]
    miss: str


def cases(known_to_fail: bool) -> list[Case]:
    """The small programs: those that must be right, or those known to fail."""
    found = []
    for case in tomllib.loads(Path(__file__).with_name("cases_flow.toml").read_text(encoding="utf-8"))["case"]:
        code = case["code"]
        for short, read in _READS.items():
            code = code.replace(short, read)
        found.append(Case(case["name"], code.encode(), frozenset(case["sends"]), case.get("miss", "")))
    return [case for case in found if bool(case.miss) == known_to_fail]


def program(code: str) -> Program:
    """The questions one can ask of a script."""
    c = columns(code.encode())
    return Program(c, resolve(c), Decoded())


def values(code: str) -> tuple[Program, FlowValues]:
    """The same with its string values."""
    p = program(code)
    return p, FlowValues(p)


def flows_of(source: bytes) -> FlowResult:
    """Flow analysis without decoding."""
    p = program(source.decode())
    return find_flows(p, FlowValues(p), where="test.js")


def decoded_flows_of(source: bytes) -> FlowResult:
    """Flow analysis of the decoded script."""
    c = columns(source)
    script = make_readable(c, resolve(c), Sandbox())
    p = Program(script.columns, script.scopes, script.decoded)
    return find_flows(p, FlowValues(p), where="test.js")


def node_of(p: Program, text: str, last: bool = False) -> int:
    """The outermost (first, or last) node with that text."""
    found = [n for n in range(p.n) if p.c.text(n) == text]
    assert found, text
    return found[-1] if last else found[0]


def sends(result: FlowResult) -> set[str]:
    """`data>host` of the precise flows."""
    return {f"{f.data}>{f.host}" for f in result.flows if f.tier == "precise"}


def circumstances(flows: list[CodeFlow]) -> set[tuple[str, tuple[str, ...]]]:
    """(dimension, values) of all circumstances of the flows."""
    return {(c.dimension, c.values) for f in flows for g in f.guards for c in g.circumstances}
