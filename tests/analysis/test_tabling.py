"""Questions that come back to themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.tabling import MAX_NESTING, Tables

EDGES = st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4), max_size=13)


class Graph:
    """Which nodes a node reaches, asked of its neighbours: a question that goes round in circles."""

    def __init__(self, edges: dict[int, list[int]]) -> None:
        self.edges, self.tables = edges, Tables()
        self.known: dict[int, tuple[int, ...]] = {}
        self.asked = 0

    def reached(self, node: int) -> tuple[int, ...]:
        return self.tables.ask(self.known, node, self._find, ())

    def _find(self, node: int) -> tuple[int, ...]:
        self.asked += 1
        found = {node}
        for following in self.edges.get(node, ()):
            found |= set(self.reached(following))
        return tuple(sorted(found))


def reach(edges: dict[int, list[int]], start: int) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        for following in edges.get(todo.pop(), ()):
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return seen


def test_an_answer_is_worked_out_once() -> None:
    graph = Graph({0: [1], 1: [2]})
    assert graph.reached(0) == (0, 1, 2)
    asked = graph.asked
    assert graph.reached(0) == (0, 1, 2) and graph.reached(2) == (2,)
    assert graph.asked == asked


def test_all_in_a_circle_get_the_whole_answer_whoever_is_asked_first() -> None:
    edges = {0: [1], 1: [2], 2: [0, 3]}
    for first in range(3):
        graph = Graph(edges)
        assert graph.reached(first) == (0, 1, 2, 3)
        assert all(graph.reached(node) == (0, 1, 2, 3) for node in range(3))


@given(EDGES, st.integers(0, 12))
def test_the_outermost_question_gets_the_whole_answer(edges: dict[int, list[int]], start: int) -> None:
    assert set(Graph(edges).reached(start)) <= reach(edges, start)
    assert start in Graph(edges).reached(start)


def test_a_long_chain_ends() -> None:
    graph = Graph({n: [n + 1] for n in range(MAX_NESTING * 2)})
    assert graph.reached(0)[0] == 0
    assert graph.reached(MAX_NESTING + 10) == tuple(range(MAX_NESTING + 10, 2 * MAX_NESTING + 1))
