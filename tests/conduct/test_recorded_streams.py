"""Streams in every form of taking back, and every near miss, are read as what they are, however they are cut up."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from undertow.conduct.decoder import Decoder, read
from undertow.conduct.framing import Framer
from undertow.conduct.wire import Chunk, Exchange, Framing, Transcript
from undertow.lab.answer_streams import FORMS, SOCKET, Stream, with_duplicates, with_noise, with_reconnect
from undertow.lab.chat_server import TEXTS
from undertow.lab.near_misses import NEAR_MISSES
from undertow.model import codec

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "conduct"))
from replayed import recorded, transcript

SEEDS = range(100 if os.environ.get("UNDERTOW_LONG") else 6)
FRAMINGS: list[Framing] = ["sse", "ndjson", "json", "messages", "auto"]


def agree(stream: Stream, found: Transcript) -> None:
    forms = [retraction.form for retraction in found.retractions]
    assert forms == ([stream.form] if stream.form else []), stream.name
    assert found.delivery == stream.delivery, stream.name
    assert found.before == stream.shown, stream.name
    assert found.answer == (stream.shown if stream.left is None else stream.left), stream.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_taken_back_is_found_in_its_form(form: str, seed: int) -> None:
    rng = random.Random(f"{form}{seed}")  # noqa: S311
    stream = with_noise(FORMS[form](rng.choice(TEXTS), rng), rng)
    agree(stream, transcript(stream, recorded(stream, rng)))


@pytest.mark.parametrize("name", NEAR_MISSES)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_near_miss_is_no_retraction(name: str, seed: int) -> None:
    rng = random.Random(f"{name}{seed}")  # noqa: S311
    stream = with_noise(NEAR_MISSES[name](rng.choice(TEXTS), rng), rng)
    agree(stream, transcript(stream, recorded(stream, rng)))


def sse(*values: object) -> bytes:
    return b"".join(b"data: " + json.dumps(value).encode() + b"\n\n" for value in values)


def at_times(*pieces: tuple[float, bytes], framing: Framing = "sse") -> Transcript:
    decoder = Decoder(framing)
    for at, data in pieces:
        decoder.feed(data, at)
    return decoder.finish("closed", pieces[-1][0] + 1)


def test_the_transcript_says_what_was_shown_when_and_for_how_long() -> None:
    opening = {"v": {"response": {"message_id": 1, "status": "WIP", "content": "Troops "}}}
    more = {"p": "response/content", "o": "APPEND", "v": "fired"}
    gone = {"p": "response", "o": "BATCH", "v": [{"p": "status", "v": "CONTENT_FILTER"}, {"p": "content", "v": ""}]}
    found = at_times((1.0, sse(opening)), (2.0, sse(more)), (2.5, sse({"v": " on"})), (9.0, sse(gone)))
    (retraction,) = found.retractions
    assert (retraction.form, retraction.taken, retraction.at) == ("status-filter", "Troops fired on", 9.0)
    assert retraction.shown_seconds == 8.0
    assert [(change.at, change.text) for change in found.changes if change.text] == [
        (1.0, "Troops "),
        (2.0, "fired"),
        (2.5, " on"),
    ]
    text = ""
    for change in found.changes:
        text = text[: change.kept] + change.text
    assert text == found.answer == ""


def test_time_counts_from_when_the_taken_part_was_shown() -> None:
    def grown(text: str) -> bytes:
        return sse({"text": text})

    pieces = [(float(n), grown("one two three four five"[: 4 * n])) for n in range(1, 7)]
    found = at_times(*pieces, (20.0, grown("one two three")))
    (retraction,) = found.retractions
    assert (retraction.form, retraction.taken, retraction.shown_seconds) == ("field-replaced", " four five", 16.0)


def test_thinking_that_was_shown_and_then_filtered_is_a_retraction() -> None:
    thought = {"choices": [{"index": 0, "delta": {"reasoning_content": "The user asks about 1989."}}]}
    ended = {"choices": [{"index": 0, "delta": {}, "finish_reason": "content_filter"}]}
    found = at_times((1.0, sse(thought)), (2.0, sse(ended)))
    assert (found.delivery, found.thinking) == ("retracted", "The user asks about 1989.")


def test_a_filter_before_any_text_blocks_and_takes_nothing_back() -> None:
    found = at_times((1.0, sse({"choices": [{"index": 0, "delta": {}, "finish_reason": "content_filter"}]})))
    assert (found.delivery, found.retractions) == ("server-blocked", ())


def test_halves_of_a_character_in_two_messages_are_one_character() -> None:
    first, second = b'data: {"content": "a\\ud83c"}\n\n', b'data: {"content": "\\udf0db"}\n\n'
    assert at_times((1.0, first), (2.0, second)).answer == "a🌍b"


def test_quotes_and_brackets_around_a_piece_of_bare_text_are_text() -> None:
    found = at_times((0.0, b'data: See \n\ndata: "privacy"\n\ndata: [1]\n\ndata: [DONE]\n\n'))
    assert found.answer == 'See "privacy"[1]'


def test_pieces_that_are_all_quoted_are_strings() -> None:
    assert at_times((0.0, sse("See ", '"privacy"'))).answer == 'See "privacy"'


def test_an_object_after_bare_text_is_still_a_message() -> None:
    found = at_times((0.0, b"data: See \n\n" + sse({"choices": [{"delta": {}, "finish_reason": "content_filter"}]})))
    assert found.finish_reason == "content_filter"


def test_what_cannot_be_read_is_a_gap() -> None:
    found = at_times((1.0, b'data: {"content": \n\n' + sse({"content": "text"}) + b'data: {"cont'))
    assert found.answer == "text"
    assert {gap.kind for gap in found.gaps} == {"message-not-read", "message-cut", "no-end-mark"}


def test_compressed_bytes_are_kept_and_not_read() -> None:
    chunk = Chunk(at=1.0, data=b"\x1f\x8b\x08")
    found = read(Exchange(status=200, encoding="gzip", chunks=(chunk,), end="closed", ended=1.0))
    assert "encoded" in {gap.kind for gap in found.gaps}


def test_a_change_that_does_not_fit_is_a_gap_and_the_text_stays() -> None:
    lines = (
        {"v": {"response": {"content": "a"}}},
        {"p": "response/content/x/y", "o": "APPEND", "v": "b"},
        {"v": ["c"]},
    )
    found = at_times((1.0, sse(*lines)))
    assert found.answer == "a"
    assert "patch-not-applied" in {gap.kind for gap in found.gaps}


def test_a_message_of_endless_length_is_given_up_and_the_next_is_read() -> None:
    framer = Framer("ndjson")
    for _ in range(17):
        assert list(framer.feed(b"x" * (1 << 20), 0.0)) == []
    assert framer.overflowed
    assert [message.data for message in framer.feed(b'\n{"a": 1}\n', 1.0)][-1] == '{"a": 1}'


NAMES = [*FORMS, *NEAR_MISSES]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("troubled", [with_duplicates, with_reconnect])
def test_messages_sent_twice_and_a_lost_connection_change_nothing(
    name: str, seed: int, troubled: Callable[[Stream, random.Random], Stream]
) -> None:
    rng = random.Random(f"{name}{seed}")  # noqa: S311
    stream = troubled({**FORMS, **NEAR_MISSES}[name](rng.choice(TEXTS), rng), rng)
    agree(stream, transcript(stream, recorded(stream, rng)))


@given(st.sampled_from(NAMES), st.integers(0, 999), st.data())
def test_cuts_between_pieces_mean_nothing(name: str, seed: int, data: st.DataObject) -> None:
    rng = random.Random(seed)  # noqa: S311
    stream = {**FORMS, **NEAR_MISSES}[name](rng.choice(TEXTS), rng)
    if stream.content_type == SOCKET or stream.parts:
        return
    raw = b"".join(stream.pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=12)))
    pieces = [raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True)]

    def told(*parts: bytes) -> Transcript:
        chunks = tuple(Chunk(at=1.0, data=part) for part in parts)
        kind = stream.content_type
        return read(Exchange(status=stream.status, content_type=kind, chunks=chunks, end="closed", ended=2.0))

    assert told(*pieces) == told(raw)


KEYS = [
    "p",
    "o",
    "v",
    "op",
    "path",
    "value",
    "choices",
    "delta",
    "message",
    "content",
    "type",
    "error",
    "status",
    "finish_reason",
    "candidates",
    "text",
    "data",
    "fragments",
    "response",
    "content_filter_results",
    "parts",
    "promptFeedback",
    "replace",
    "index",
    "done",
    "content_block",
    "incomplete_details",
]
PATCH = b'{"p":"response/content","o":"APPEND","v":"x"}'
PIECES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"data: ", b"\n", b"\r", b"\n\n", b'{"v":', PATCH, b"}"]),
    st.sampled_from([b"event: retract\n", b'data: {"choices":[{"delta":{"content":"x"}}]}\n\n', b"data: [DONE]\n\n"]),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        ),
        max_leaves=12,
    ).map(lambda value: b"data: " + json.dumps(value).encode() + b"\n\n"),
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(FRAMINGS), st.sampled_from([200, 400, 500, None]))
@example([b'data: {"candidates":[{"content":{"parts":5}}]}\n\n'], "sse", 200)
@example([b"[" * 100_000], "ndjson", 200)
@example([b'{"v":' * 50_000], "ndjson", 200)
def test_any_bytes_give_a_transcript(pieces: list[bytes], framing: Framing, status: int | None) -> None:
    decoder = Decoder(framing, status=status)
    for number, piece in enumerate(pieces):
        decoder.feed(piece, float(number))
        if number == 5:
            decoder.connect_again()
    found = decoder.finish("broken", 20.0, history="something else")
    assert codec.decode(codec.encode(found), Transcript, what="transcript") == found
