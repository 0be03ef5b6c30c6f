"""Ways of the search that mix two calls of one function."""

from __future__ import annotations

from flow_helper import flows_of, values

from undertow.analysis.catalog_sources import find_sources
from undertow.analysis.flow_search import Search
from undertow.analysis.flow_tabulation import Tabulation
from undertow.analysis.program_syntax import ALL


def mixed(code: str, *, merged: bool) -> list[bool]:
    """Of the ways from each source to the body of the only fetch: do they mix calls?"""
    p, v = values(code)
    (call,) = [p.parent[node] for node in p.free("fetch")]
    search = Search(v.ground, list(find_sources(p, v)), {})
    tabulation = Tabulation(search._setting, p.args(call)[1], (ALL,), merged=merged)
    tabulation.run(1_000)
    return [tabulation.mixes_calls(tabulation.way(state)) for _, state in tabulation.found.values()]


def test_a_way_into_a_function_by_one_call_and_out_by_another_mixes_them() -> None:
    code = "function same(v){return v||''}same(navigator.userAgent);fetch(u,{body:same('x')})"
    assert mixed(code, merged=True) == [True]
    assert mixed(code, merged=False) == []


def test_a_way_through_one_call_mixes_none() -> None:
    code = "function same(v){return v||''}same('x');fetch(u,{body:same(navigator.userAgent)})"
    assert mixed(code, merged=True) == [False]
    assert mixed(code, merged=False) == [False]


def test_a_call_of_the_function_around_the_sink_mixes_none() -> None:
    assert mixed("function send(v){fetch(u,{body:v})}send('x');send(navigator.userAgent)", merged=True) == [False]


def test_the_address_of_an_exact_way_is_claimed_beside_unknown_ones() -> None:
    code = "function send(u,v){fetch(u,{body:v})}send(given,'x');send('https://a.example/',navigator.userAgent)"
    assert {(flow.data, flow.host) for flow in flows_of(code.encode()).flows} == {("device", "a.example")}
