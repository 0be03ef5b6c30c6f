"""Demand paths: which part of a value is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.flow_paths import (
    ELEMENT,
    EXCEPT,
    KEYED,
    MAX_PATH,
    PARSED,
    ask,
    elements,
    is_text,
    shows,
    unkeyed,
    within,
    without,
)
from undertow.analysis.program_syntax import ALL, ANY, FIRST_INDEX

KEYS = st.integers(0, 6) | st.integers(-14, -10) | st.just(ANY)
PATHS = st.lists(KEYS, max_size=3).map(tuple) | st.sampled_from([(ALL,), (3, ALL), (2, ALL)])


@given(KEYS, PATHS)
def test_what_is_asked_of_a_property_is_asked_of_its_value_or_all_is(key: int, path: tuple[int, ...]) -> None:
    inner = within(ask(key, path), key)
    assert inner is not None
    assert inner == path or ALL in inner


@given(st.lists(KEYS, max_size=30))
def test_paths_stay_short_however_deep_the_object(keys: list[int]) -> None:
    path: tuple[int, ...] = ()
    for key in keys:
        path = ask(key, path)
        assert len(path) <= MAX_PATH


@given(st.integers(0, 6), st.integers(7, 9), PATHS)
def test_nothing_is_asked_of_another_property(key: int, other: int, path: tuple[int, ...]) -> None:
    assert within(ask(key, path), other) is None


def test_elements_of_a_list_are_no_named_properties() -> None:
    assert within((ELEMENT,), FIRST_INDEX) == () and within((ELEMENT,), ELEMENT) == ()
    assert within((ELEMENT,), 3) is None


def test_all_but_some_properties_asks_for_the_others() -> None:
    rest = without((ALL,), [3, 5])
    assert rest is not None and rest[0] == EXCEPT
    assert within(rest, 3) is None and within(rest, 5) is None and within(rest, 4) == (ALL,)
    assert without((3, 4), [3]) is None and without((2, 4), [3]) == (2, 4)


def test_the_key_of_a_copied_property_is_taken_off_where_the_original_is_read() -> None:
    assert elements((KEYED, 3, 4)) == (3, 4) and unkeyed((KEYED, 3, 4)) == (4,)
    assert elements((4,)) == (ELEMENT, 4)


def test_a_demand_shows_data_at_or_below_it_and_nothing_beside_it() -> None:
    assert shows((), ()) and shows((ALL,), ()) and shows((3,), (ALL,)) and shows((3, ALL), (3, 4))
    assert not shows((), (3,)) and not shows((3,), (4,)) and not shows((EXCEPT, 3, ALL), (3,))
    assert shows((EXCEPT, 3, ALL), (4,)) and shows((PARSED, 3), ())


def test_text_is_asked_for_by_the_value_itself_its_characters_and_its_whole() -> None:
    assert is_text(()) and is_text((ALL,)) and is_text((ANY,)) and is_text((FIRST_INDEX,))
    assert not is_text((3,))


@given(st.sets(st.integers(0, 6), max_size=6), st.lists(KEYS, max_size=6), st.integers(0, 6))
def test_exceptions_stay_whole_however_deep_they_stand(left_out: set[int], around: list[int], key: int) -> None:
    path = without((ALL,), left_out)
    for outer in around:
        path = ask(outer, path or ())
    for outer in reversed(around):
        path = within(path, outer) if path else None
    assert path is not None
    assert without(path, [key]) is not None
    if len(around) < 2 and len(left_out) < 3:
        assert (within(path, key) is None) == (key in left_out)
