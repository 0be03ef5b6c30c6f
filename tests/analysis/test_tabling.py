"""Questions that come back to themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.tabling import MAX_NESTING, MAX_TAKEN_BACK, Answers, Index, Indexes, Tables

EDGES = st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4), max_size=13)


class Graph:
    """Which nodes a node reaches, asked of its neighbours: a question that goes round in circles."""

    def __init__(self, edges: dict[int, list[int]]) -> None:
        self.edges, self.tables = edges, Tables()
        self.known = Answers[tuple[int, ...]](self._find, lambda _: ())
        self.asked = 0

    def reached(self, node: int) -> tuple[int, ...]:
        return self.tables.ask(self.known, node)

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


@given(EDGES, st.permutations(range(13)))
def test_every_answer_is_whole_in_whatever_order_is_asked(edges: dict[int, list[int]], order: list[int]) -> None:
    graph = Graph(edges)
    assert all(set(graph.reached(node)) == reach(edges, node) for node in order)


@given(EDGES)
def test_only_what_rests_on_more_than_was_known_is_asked_again(edges: dict[int, list[int]]) -> None:
    graph = Graph(edges)
    for node in range(13):
        graph.reached(node)
    assert graph.asked <= 13 + sum(len(reach(edges, node)) for node in range(13) if node in reach_back(edges, node))


def reach_back(edges: dict[int, list[int]], node: int) -> set[int]:
    """What the nodes that follow a node reach: the node itself too, if it is in a circle."""
    return set().union(*(reach(edges, following) for following in edges.get(node, ())))


def test_a_long_chain_is_answered_to_its_end() -> None:
    length = MAX_NESTING * 5
    graph = Graph({n: [n + 1] for n in range(length)})
    assert graph.reached(0) == tuple(range(length + 1))
    assert graph.asked < 3 * length


def test_answers_that_take_back_what_they_said_end() -> None:
    tables = Tables()

    def liar(node: int) -> tuple[int, ...]:
        return () if tables.ask(known, 1 - node) else (node,)

    known = Answers[tuple[int, ...]](liar, lambda _: ())
    assert tables.ask(known, 0) in ((), (0,))
    assert known.keys() == {0, 1}


def test_a_failure_leaves_nothing_half_known() -> None:
    graph = Graph({0: [1], 1: [0, 2], 2: [2]})
    find = graph.known.find

    def failing(node: int) -> tuple[int, ...]:
        if node == 2:
            raise RecursionError
        return find(node)

    graph.known.find = failing
    with pytest.raises(RecursionError):
        graph.reached(0)
    assert not graph.known
    graph.known.find = find
    assert graph.reached(0) == (0, 1, 2)


def test_answers_that_only_grow_are_whole_however_often_that_takes() -> None:
    tables = Tables()

    def one_more(_: int) -> tuple[int, ...]:
        return tuple(range(min(100, len(tables.ask(counted, 0)) + 1)))

    counted = Answers[tuple[int, ...]](one_more, lambda _: ())
    assert tables.ask(counted, 0) == tuple(range(100)), "one more each time, for a hundred times"


def test_answers_that_take_back_what_they_said_come_to_an_end() -> None:
    tables, asked = Tables(), 0

    def contrary(_: int) -> list[int]:
        nonlocal asked
        asked += 1
        return [] if tables.ask(said, 0) else [1]

    said = Answers[list[int]](contrary, lambda _: [])
    tables.ask(said, 0)
    assert asked < 3 * MAX_TAKEN_BACK


class Sorted:
    """Numbers sorted by what a question about each says, where one of these questions needs the index itself."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.sums = Answers[int](self._sum, lambda _: 0)
        self.index = Index(self.tables, self._sort)
        self.asked: list[int] = []

    def _sort(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(4):
            found.setdefault(self.tables.ask(self.sums, number) % 2, []).append(number)
        return found

    def _sum(self, number: int) -> int:
        self.asked.append(number)
        return len(self.index.of(1)) if number == 0 else number


def test_an_index_answers_for_all_from_one_search() -> None:
    numbers = Sorted()
    assert numbers.index.of(1) == [1, 3] and numbers.index.of(0) == [0, 2] and numbers.index.of(7) == []
    assert numbers.index.all() == {0: [0, 2], 1: [1, 3]}
    assert numbers.asked.count(3) == 1


def test_who_asks_an_index_for_one_thing_is_asked_again_only_when_that_changes() -> None:
    numbers = Sorted()
    numbers.index.all()
    assert numbers.asked.count(0) == 2, "once before anything was known, once when what stands under 1 was"


def test_indexes_are_kept_apart_by_key() -> None:
    indexes = Indexes(Tables(), lambda key: {key: [key, key]})
    assert indexes.of(3, 3) == [3, 3] and indexes.of(3, 4) == []
    assert indexes[4].all() == {4: [4, 4]}
