"""How far sources are by the coarse graph, and what a search follows first."""

from __future__ import annotations

from flow_helper import node_of, program

from undertow.analysis.coarse import FAR, Coarse
from undertow.analysis.flow_paths import EXCEPT
from undertow.analysis.flow_ranking import SHALLOW, Ranking, deep
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ALL

FOUND = "const a=source();const b=a;o.k=b;sink(o.k);other(x.j)"


def ranking(p: Program) -> Ranking:
    return Ranking(Coarse(p), [node_of(p, "source()")])


def test_distances_grow_by_the_steps_when_a_value_is_handed_on() -> None:
    p = program(FOUND)
    found = Coarse(p).distances([node_of(p, "source()")])
    there, named, kept = (int(found[node_of(p, text, last=True)]) for text in ("source()", "b", "o.k"))
    assert there == 0 < named < kept < FAR


def test_the_distance_is_to_the_nearest_when_there_are_several_starts() -> None:
    p = program("const a=far();const b=a;const c=b;sink(c||near())")
    coarse = Coarse(p)
    sink, near, far = (node_of(p, text, last=True) for text in ("c||near()", "near()", "far()"))
    alone, both = coarse.distances([far]), coarse.distances([far, near])
    assert int(both[sink]) == int(coarse.distances([near])[sink]) < int(alone[sink]) < FAR


def test_nothing_is_near_when_no_value_is_handed_on_or_there_is_no_start() -> None:
    p = program(FOUND)
    assert int(Coarse(p).distances([node_of(p, "source()")])[node_of(p, "x.j")]) == FAR
    assert (Coarse(p).distances([]) == FAR).all()


def test_a_vertex_ranks_before_another_when_a_source_is_nearer() -> None:
    p = program(FOUND)
    rank = ranking(p)
    assert rank.of(node_of(p, "a", last=True), ()) < rank.of(node_of(p, "o.k", last=True), ())


def test_what_no_source_reaches_comes_last() -> None:
    p = program(FOUND)
    rank = ranking(p)
    deepest = (p.ids["k"],) * (SHALLOW + 1)
    assert rank.of(node_of(p, "x.j"), ()) > rank.of(node_of(p, "o.k", last=True), deepest)


def test_a_demand_on_a_property_is_as_near_as_the_property_or_the_expression() -> None:
    p = program(FOUND)
    rank = ranking(p)
    unreached = node_of(p, "x", last=True)
    assert rank.of(unreached, (p.ids["k"],)) < rank.of(unreached, (p.ids["j"],))
    assert rank.of(unreached, (p.ids["j"],)) == rank.of(unreached, ())


def test_any_this_may_hold_a_source_until_a_property_is_named() -> None:
    p = program(FOUND)
    rank = ranking(p)
    this = p.n + p.nb
    assert rank.of(this, (ALL,)) == 0
    assert 0 < rank.of(this, (p.ids["k"],)) < rank.of(this, (p.ids["j"],))


def test_a_global_is_as_near_as_the_property_of_its_name() -> None:
    p = program("kept=source();sink(kept);sink(other)")
    rank = ranking(p)
    first = p.n + p.nb + p.n
    assert rank.of(first + p.ids["kept"], ()) < rank.of(first + p.ids["other"], ())


def test_a_demand_counts_as_deep_when_it_is_long_and_leaves_nothing_out() -> None:
    assert deep((1,) * SHALLOW) == 0 < deep((1,) * (SHALLOW + 1))
    assert deep((EXCEPT, 1, EXCEPT, 2, ALL)) == 0
