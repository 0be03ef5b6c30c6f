"""`replace`, `slice` and `substring` of known texts."""

from __future__ import annotations

from undertow.analysis.decode import HOLE
from undertow.analysis.value_texts import cut, replaced, search_of


def test_one_or_every_place_is_replaced() -> None:
    found = search_of(["{r}"])
    assert found is not None
    assert replaced("{r}/{r}", found, "eu", every=False) == "eu/{r}"
    assert replaced("{r}/{r}", found, "eu", every=True) == "eu/eu"


def test_a_plain_regular_expression_is_followed() -> None:
    found = search_of(r"/\/+$/")
    assert found is not None
    assert replaced("https://h.example//", found, "", every=False) == "https://h.example"


def test_nothing_is_claimed_when_the_pattern_is_unknown_or_could_be_slow() -> None:
    assert search_of([HOLE]) is None
    assert search_of(r"/(a+)+$/") is None
    assert search_of(r"/a*b*c/") is None
    assert search_of(r"/[/") is None


def test_a_replacement_with_marks_is_a_hole() -> None:
    found = search_of(["a"])
    assert found is not None
    assert replaced("abc", found, "$&", every=False) == HOLE


def test_ends_count_as_in_javascript() -> None:
    assert cut("abcd", "slice", ["-2"]) == "cd"
    assert cut("abcd", "substring", ["3", "1"]) == "bc"
    assert cut("abcd", "substr", ["1", "2"]) == "bc"
    assert cut("abcd", "substr", ["-2", "1"]) == "c"
    assert cut("abcd", "substr", ["-2", "2"]) == "cd"
    assert cut("abcd", "charAt", ["3"]) == "d"
    assert cut("abcd", "charAt", ["-1"]) == ""
    assert cut("abcd", "slice", [HOLE]) is None


def test_a_part_before_the_unknown_is_known() -> None:
    assert cut("ab" + HOLE, "slice", ["0", "2"]) == "ab"
    assert cut("ab" + HOLE, "slice", ["0", "3"]) is None
    assert cut("ab" + HOLE, "slice", ["1"]) is None
    assert cut("ab" + HOLE, "slice", ["-1"]) is None
