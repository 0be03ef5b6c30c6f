"""Source maps: what a plain reading of the format says, and a refusal for everything that is no map."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.source_map import embedded, parse, reference
from undertow.errors import InvalidData
from undertow.model import OriginalPlace

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
Segment = tuple[int, ...]
"""Column; with source, line and column of the original; with a name."""


def vlq(value: int) -> str:
    """One number, as the format describes it."""
    rest, text = (-value << 1) | 1 if value < 0 else value << 1, ""
    while True:
        rest, digit = rest >> 5, rest & 31
        text += DIGITS[digit | (32 if rest else 0)]
        if not rest:
            return text


def encode(lines: list[list[Segment]]) -> str:
    """Mappings, one segment after the other."""
    before = [0, 0, 0, 0, 0]
    written = []
    for line in lines:
        before[0] = 0
        segments = []
        for segment in line:
            segments.append("".join(vlq(value - last) for value, last in zip(segment, before, strict=False)))
            before[: len(segment)] = segment
        written.append(",".join(segments))
    return ";".join(written)


def document(lines: list[list[Segment]], **more: Any) -> bytes:
    content = {"version": 3, "sources": ["a.ts", "b.ts"], "names": ["n", "m"], "mappings": encode(lines)}
    return json.dumps(content | more).encode()


def at(place: OriginalPlace | None) -> tuple[str, int, int, str | None] | None:
    return (place.file, place.line, place.column, place.name) if place else None


small = st.integers(0, 5000)
segment = st.one_of(
    st.tuples(small), st.tuples(small, st.integers(0, 1), small, small),
    st.tuples(small, st.integers(0, 1), small, small, st.integers(0, 1)),
)  # fmt: skip
line = st.lists(segment, max_size=8, unique_by=lambda s: s[0]).map(sorted)


@given(st.lists(line, max_size=8), st.integers(0, 8), small)
def test_a_place_is_what_the_last_segment_before_it_on_its_line_says(
    lines: list[list[Segment]], row: int, column: int
) -> None:
    found = at(parse(document(lines)).place(row, column))
    before = [s for s in (lines[row] if row < len(lines) else []) if s[0] <= column]
    if not before or len(before[-1]) == 1:
        assert found is None
    else:
        _, source, original, offset, *name = before[-1]
        assert found == (["a.ts", "b.ts"][source], original + 1, offset + 1, ["n", "m"][name[0]] if name else None)


@given(st.text(alphabet=DIGITS + ",;!é", max_size=60))
def test_any_mappings_are_read_or_refused(mappings: str) -> None:
    try:
        found = parse(document([], mappings=mappings))
    except InvalidData:
        return
    found.place(0, 0)
    found.place(3, 10_000)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)))
def test_any_json_in_any_field_is_read_or_refused(value: Any) -> None:
    for field in ("version", "sources", "names", "mappings", "sourceRoot", "sections"):
        try:
            parse(document([[(0, 0, 0, 0, 0)]], **{field: value})).place(0, 0)
        except InvalidData:
            continue


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"version": 2, "mappings": ""}', b'{"version": 3}',
        b'{"version": 3, "mappings": "!"}',
        b'{"version": 3, "mappings": "g"}',
        b'{"version": 3, "mappings": "AA"}',
        b'{"version": 3, "mappings": "gggggggA"}',
        b'{"version": 3, "sections": [{"offset": {"line": -1, "column": 0}, "map": {"version": 3, "mappings": ""}}]}',
        b'{"version": 3, "sections": [{"offset": {"line": 0, "column": 0}, "map": {"version": 3, "sections": []}}]}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidData):
        parse(content)


def test_sections_speak_of_what_follows_their_start() -> None:
    def inner(source: str) -> dict[str, Any]:
        return {"version": 3, "sources": [source], "mappings": "AAAA"}

    content = {
        "version": 3,
        "sections": [
            {"offset": {"line": 0, "column": 0}, "map": inner("first.ts")},
            {"offset": {"line": 0, "column": 100}, "map": inner("second.ts")},
            {"offset": {"line": 7, "column": 5}, "map": inner("third.ts")},
        ],
    }
    found = parse(json.dumps(content).encode())
    said = [(place := found.place(*where)) and place.file for where in ((0, 99), (0, 100), (7, 4), (7, 5), (8, 0))]
    assert said == ["first.ts", "second.ts", None, "third.ts", None]


def test_a_source_is_named_with_its_root_and_a_guard_line_is_passed_over() -> None:
    found = parse(b")]}'\n" + document([[(0, 0, 0, 0)]], sourceRoot="webpack:///src/"))
    place = found.place(0, 0)
    assert place is not None
    assert place.file == "webpack:///src/a.ts"


def test_a_source_that_does_not_exist_is_not_named() -> None:
    assert parse(document([[(0, 1, 0, 0)]], sources=["only.ts"])).place(0, 0) is None
    assert parse(document([[(0, 0, 0, 0)]], sources=[None])).place(0, 0) is None


def test_a_name_that_wants_to_be_a_page_long_is_cut() -> None:
    place = parse(document([[(0, 0, 0, 0)]], sources=["x" * 10_000])).place(0, 0)
    assert place is not None
    assert len(place.file) == 300


def test_a_large_map_is_read_in_seconds() -> None:
    content = document([[(n * 7 % 90_000, 0, n, n % 80) for n in range(200_000)]])
    start = time.process_time()
    parse(content)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (b"a()\n//# sourceMappingURL=a.js.map\n", "a.js.map"),
        (b"a()\n//@ sourceMappingURL=a.js.map", "a.js.map"),
        (b"a()/*# sourceMappingURL=a.js.map */", "a.js.map"),
        (b"//# sourceMappingURL=old.map\na()\n//# sourceMappingURL=new.map\r\n", "new.map"),
        (b"a()", None),
        (b"var s = 'sourceMappingURL=x.map'", None),
        (b"//# sourceMappingURL=two words", None),
        (b"//# sourceMappingURL=", None),
    ],
)
def test_a_script_names_its_map_in_a_comment(source: bytes, named: str | None) -> None:
    assert reference(source) == named


def test_a_map_may_stand_in_the_script_itself() -> None:
    packed = base64.b64encode(b'{"a": 1}').decode()
    assert embedded(f"data:application/json;charset=utf-8;base64,{packed}") == b'{"a": 1}'
    assert embedded("data:application/json,%7B%7D") == b"{}"
    assert embedded("https://x.test/a.map") is None
    for wrong in ("data:text/html,x", "data:application/json;base64,!!!", "data:"):
        with pytest.raises(InvalidData):
            embedded(wrong)
