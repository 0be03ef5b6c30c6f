"""Tables and lists that a script only reads."""

from __future__ import annotations

import pytest
from flow_helper import node_of, program

from undertow.analysis.program_fixed import MISSING, UNKNOWN


def held(code: str) -> str:
    """Text of what the last read in the code certainly is; empty if that is not known, `-` if there is nothing."""
    p = program(code)
    value = p.fixed.value(node_of(p, "o.k"), lambda _: -1)
    return {UNKNOWN: "", MISSING: "-"}.get(value) or ("" if value < 0 else p.c.text(value))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("const o={k:1};use(o.k)", "1"),
        ("const o={j:1};use(o.k)", "-"),
        ("const o=Object.freeze({k:1});use(o.k)", "1"),
        ("const a={k:1},o={...a,j:2};use(o.k)", "1"),
        ("const a={k:1},o=Object.assign({},a,{k:2});use(o.k)", "2"),
        ("const o={k:1};o.k=2;use(o.k)", ""),
        ("const o={k:1};use(o.k);fill(o)", ""),
        ("const o={k:1};use(o.k);const p=o;p.k=2", ""),
        ("const o={k:1};use(o.k);o.turn()", ""),
        ("let o={k:1};o=other;use(o.k)", ""),
        ("const o={k:1,...more};use(o.k)", ""),
    ],
)
def test_a_property_is_fixed_when_all_mentions_only_read(code: str, expected: str) -> None:
    assert held(code) == expected
