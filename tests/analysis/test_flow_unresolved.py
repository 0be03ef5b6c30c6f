"""Calls on the way to what is sent whose target is not known."""

from __future__ import annotations

import pytest
from flow_helper import flows_of

TRAITS = "const table = {a: () => navigator.userAgent, b: () => screen.width};"


def _said(code: str) -> list[str]:
    return [gap.why for gap in flows_of(code.encode()).gaps if gap.kind == "flow-unresolved"]


def test_a_gap_names_destination_and_call_when_what_is_sent_comes_from_an_unknown_function_of_the_script() -> None:
    code = f"{TRAITS} function go(agent) {{ fetch('https://h.example/', {{body: JSON.stringify(agent.get())}}) }}"
    code += "register(go, {get() { return Object.values(table) }});"
    (why,) = _said(code)
    assert why == (
        "What is sent to h.example comes from a call that could not be resolved (agent.get(), "
        f"byte {code.index('agent.get()')}): it may hold data."
    )


def test_the_call_is_found_behind_variables_objects_functions_and_promises() -> None:
    code = f"""{TRAITS}
    function wrap(x) {{ return {{inner: x}} }}
    const ready = start(() => table).then((agent) => agent[mode]());
    async function go() {{
      const {{id}} = await ready;
      fetch('https://h.example/', {{body: JSON.stringify(wrap(id))}});
    }}
    """
    (why,) = _said(code)
    assert "agent[mode]()" in why


def test_one_gap_stands_for_all_places_of_a_script() -> None:
    sends = "".join(f"fetch('https://h{i}.example/', {{body: pick[mode]()}});" for i in range(5))
    (why,) = _said(f"{TRAITS} const pick = load(table); {sends}")
    assert "and as much is true of 4 further destinations" in why


@pytest.mark.parametrize(
    "sent",
    [
        "JSON.stringify({v: 1})",
        "String(Date.now())",
        "new URLSearchParams(location.search).get('q')",
        "(() => 'x')()",
        "encoder.encode('x')",
    ],
)
def test_nothing_is_said_when_the_calls_are_known_or_leave_the_script(sent: str) -> None:
    assert _said(f"{TRAITS} log(table.a()); fetch('https://h.example/', {{body: {sent}}})") == []


def test_nothing_is_said_when_the_script_reads_nothing() -> None:
    assert _said("function go(agent) { fetch('https://h.example/', {body: agent.get()}) } const o = {get() {}}") == []


def test_nothing_is_said_when_it_goes_to_the_page_s_own_server() -> None:
    assert _said(f"{TRAITS} const pick = load(table); fetch('/own', {{body: pick[mode]()}})") == []


def test_nothing_is_said_of_a_place_that_a_flow_was_found_to() -> None:
    code = f"{TRAITS} const pick = load(table);"
    code += "fetch('https://h.example/', {body: JSON.stringify([navigator.language, pick[mode]()])})"
    assert _said(code) == []
