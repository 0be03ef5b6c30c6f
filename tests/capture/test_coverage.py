"""Block coverage: nested ranges become the places that never ran; reports merge."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.coverage import Ranges, merge, read
from undertow.capture.protocol import Json

SIZE = 40


def function(name: str, *ranges: tuple[int, int, int]) -> Json:
    blocks = [{"startOffset": a, "endOffset": b, "count": c} for a, b, c in ranges]
    return {"functionName": name, "ranges": blocks, "isBlockCoverage": True}


def test_the_innermost_range_decides() -> None:
    report = [
        function("", (0, 40, 1)),
        function("outer", (5, 30, 2), (8, 12, 0)),
        function("inner", (15, 20, 0)),
        function("run", (22, 25, 1)),
        function("never", (32, 38, 0)),
    ]
    ranges = read(report)
    assert ranges.not_run == ((8, 12), (15, 20), (32, 38))
    assert ranges.functions == {(5, 30): True, (15, 20): False, (22, 25): True, (32, 38): False}


def test_a_block_that_ran_inside_a_function_that_did_not_counts_as_run() -> None:
    assert read([function("", (0, 10, 0), (4, 6, 1))]).not_run == ((0, 4), (6, 10))


def test_what_ran_in_either_report_ran() -> None:
    one = read([function("", (0, 20, 1)), function("a", (2, 6, 0)), function("b", (8, 12, 1))])
    other = read([function("", (0, 20, 0)), function("a", (2, 6, 1)), function("b", (8, 12, 0))])
    both = merge(one, other)
    assert both.not_run == ()
    assert both.functions == {(2, 6): True, (8, 12): True}


def test_a_function_missing_from_a_later_report_did_not_run_because_the_one_around_it_did() -> None:
    first = read([function("", (0, 40, 1)), function("outer", (2, 30, 1)), function("dormant", (10, 20, 0))])
    later = read([function("outer", (2, 30, 1))])
    assert merge(first, later).not_run == ((10, 20),)
    assert merge(later, first).functions == {(2, 30): True, (10, 20): False}


def test_a_later_report_without_the_script_itself_does_not_make_the_rest_run() -> None:
    first = read([function("", (0, 40, 1)), function("a", (2, 10, 0)), function("b", (20, 30, 0))])
    later = read([function("b", (20, 30, 1), (25, 28, 0))])
    assert merge(first, later).not_run == ((2, 10), (25, 28))


@st.composite
def nested(draw: st.DrawFn, low: int = 0, high: int = SIZE, depth: int = 3) -> list[tuple[int, int, int]]:
    found = [(low, high, draw(st.integers(0, 1)))]
    at = low
    while depth and at < high - 2 and draw(st.booleans()):
        start = draw(st.integers(at, high - 2))
        end = draw(st.integers(start + 1, high - 1))
        found += draw(nested(start, end, depth - 1))
        at = end
    return found


def painted(blocks: list[tuple[int, int, int]]) -> list[bool]:
    """The plain way: paint outer ranges first, inner ones over them."""
    cells = [True] * SIZE
    for start, end, count in sorted(blocks, key=lambda b: b[0] - b[1]):
        cells[start:end] = [count > 0] * (end - start)
    return cells


def cells_of(ranges: Ranges) -> list[bool]:
    cells = [True] * SIZE
    for start, end in ranges.not_run:
        cells[start:end] = [False] * (end - start)
    return cells


def distinct(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """V8 gives the extent of the function first."""
    return sorted({(a, b): (a, b, c) for a, b, c in reversed(blocks)}.values(), key=lambda b: b[0] - b[1])


@settings(deadline=None)
@given(nested(), nested())
def test_reading_and_merging_equal_painting(one: list[tuple[int, int, int]], other: list[tuple[int, int, int]]) -> None:
    one, other = distinct(one), distinct(other)
    first, second = read([function("", *one)]), read([function("", *other)])
    assert cells_of(first) == painted(one)
    both = merge(first, second)
    assert cells_of(both) == [a or b for a, b in zip(painted(one), painted(other), strict=True)]
    assert list(both.not_run) == sorted(both.not_run)
