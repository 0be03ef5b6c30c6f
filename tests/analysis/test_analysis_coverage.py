"""What ran in any visit has run; what never ran is counted in bytes, functions, and ways to the network."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joined_evidence import AMERICA, CHINA, SHA, SOURCE, Memory, evidence, visit

from undertow.analysis.coverage import measure, never_run
from undertow.analysis.positions import Positions
from undertow.model import Coverage, ScriptFacts, ScriptUse, Span, Visit

SEND = (0, SOURCE.index(b"\n"))


def use(*not_run: Span, covered: bool = True, **changes: Any) -> ScriptUse:
    fields: dict[str, Any] = {"functions": 2, "functions_run": 1, "origin": "url", "url": "https://app.test/app.js"}
    return ScriptUse(script=SHA, not_run=not_run, covered=covered, **(fields | changes))


def measured(*visits: Visit, network: tuple[Span, ...] = (SEND,)) -> Coverage:
    blobs = Memory()
    blobs.keep(SOURCE)
    facts = {SHA: ScriptFacts(sha256=SHA, size=len(SOURCE), parsed=True, network_functions=network)}
    return measure(evidence(*visits), blobs, facts, opaque_payloads=3)


def test_a_function_that_never_ran_and_can_send_is_counted() -> None:
    found = measured(visit("v1", AMERICA, scripts=(use(SEND),)))
    assert (found.bytes, found.bytes_not_run) == (len(SOURCE), SEND[1])
    assert (found.functions, found.functions_run, found.network_functions_not_run) == (2, 1, 1)
    assert (found.scripts, found.opaque_payloads) == (1, 3)


def test_it_is_not_counted_when_it_ran_in_another_visit() -> None:
    found = measured(visit("v1", AMERICA, scripts=(use(SEND),)), visit("v2", CHINA, scripts=(use(functions_run=2),)))
    assert (found.bytes_not_run, found.functions_run, found.network_functions_not_run) == (0, 2, 0)


def test_it_is_not_counted_when_a_part_of_it_ran() -> None:
    assert measured(visit("v1", AMERICA, scripts=(use((20, SEND[1])),))).network_functions_not_run == 0


def test_what_was_not_measured_is_unknown_and_not_zero() -> None:
    found = measured(visit("v1", AMERICA, scripts=(use(covered=False),)))
    assert found.bytes_not_run is None
    assert measured().bytes_not_run is None


def test_a_use_without_measurement_does_not_hide_one_with() -> None:
    found = measured(visit("v1", AMERICA, scripts=(use(covered=False), use(SEND))))
    assert found.bytes_not_run == SEND[1]


def test_places_are_bytes_when_the_source_is_not_ascii() -> None:
    source = "var a='\U0001f600';function f(){}".encode()
    start = source.decode().index("function") + 1  # the face is two units of UTF-16
    assert never_run([use((start, start + 14))], Positions(source)) == ((source.index(b"function"), len(source)),)


spans = st.lists(st.integers(0, 60), unique=True, max_size=10).map(
    lambda points: tuple(zip(sorted(points)[::2], sorted(points)[1::2], strict=False))
)


@given(st.lists(spans, min_size=1, max_size=4))
def test_never_run_is_the_intersection_of_all_uses(uses: list[tuple[Span, ...]]) -> None:
    source = b"x" * 80
    found = {i for a, b in never_run([use(*ranges) for ranges in uses], Positions(source)) for i in range(a, b)}
    each = [{i for a, b in ranges for i in range(a, b)} for ranges in uses]
    assert found == set.intersection(*each)


@pytest.mark.parametrize("network", [(), (SEND,)])
def test_a_script_without_facts_is_measured_all_the_same(network: tuple[Span, ...]) -> None:
    blobs = Memory()
    blobs.keep(SOURCE)
    found = measure(evidence(visit("v1", AMERICA, scripts=(use(SEND),))), blobs, {}, opaque_payloads=0)
    assert (found.bytes_not_run, found.network_functions_not_run) == (SEND[1], 0)
