"""What streams brought, what the page showed and what it holds later are one verdict on one answer."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from undertow.conduct.decoder import read
from undertow.conduct.page_client import choose
from undertow.conduct.records import Beside, PageChange, PageSeen
from undertow.conduct.wire import Chunk, End, Exchange, Transcript
from undertow.conduct.witnesses import read_page

QUESTION = "What happened in the square?"
ANSWER = "Troops cleared the square in June 1989, and hundreds of people died there."
CANNED = "Sorry, let's talk about something else."
SUGGESTED = "You could also ask how neighbouring countries reacted at the time."


def sse(*texts: str, stop: bool = True, end: End = "closed") -> Exchange:
    """A stream of chat completions, a piece each second."""
    choices: list[object] = [{"index": 0, "delta": {"content": text}, "finish_reason": None} for text in texts]
    choices += [{"index": 0, "delta": {}, "finish_reason": "stop"}] if stop else []
    lines = [f"data: {json.dumps({'choices': [choice]})}\n\n" for choice in choices]
    chunks = tuple(Chunk(at=1.0 + n, data=line.encode()) for n, line in enumerate(lines))
    return Exchange(status=200, content_type="text/event-stream", chunks=chunks, end=end, ended=9.0)


def body(value: object, kind: str = "application/json") -> Exchange:
    """An answer that comes in one piece."""
    chunk = Chunk(at=1.0, data=json.dumps(value).encode())
    return Exchange(status=200, content_type=kind, chunks=(chunk,), end="closed", ended=1.1)


BINARY = Exchange(
    status=200, content_type="", chunks=(Chunk(at=1.0, data=b"\x00\xff\x81\x02"),), end="closed", ended=2.0
)
STREAM = sse(ANSWER[:30], ANSWER[30:])


def page(
    *texts: str, again: str | None = None, scrolled: str | None = None, beside: Sequence[Exchange] = ()
) -> PageSeen:
    """A page that shows the question and below it each of these texts, for two seconds each."""
    changes, before = [], 0
    for number, text in enumerate(texts):
        whole = f"{QUESTION}\n{text}"
        changes.append(PageChange(at=1.0 + 2 * number, kept=0, removed=before, text=whole))
        before = len(whole)
    return PageSeen(
        url="https://chat.test/c/1",
        stream="https://chat.test/api",
        changes=tuple(changes),
        again=None if again is None else f"Menu\n{QUESTION}\n{again}",
        scrolled=scrolled,
        beside=tuple(Beside(url=f"https://chat.test/{n}", exchange=e) for n, e in enumerate(beside)),
        ended="quiet",
    )


def told(exchange: Exchange, seen: PageSeen) -> Transcript:
    return read_page(exchange, seen, QUESTION)


def test_an_answer_that_the_page_alone_takes_away_is_a_retraction_with_its_time() -> None:
    found = told(STREAM, page(ANSWER[:30], ANSWER, CANNED))
    (one,) = found.retractions
    assert (one.form, one.taken, one.left, one.shown_seconds) == ("page-removed", ANSWER, CANNED, 4.0)
    assert (found.delivery, found.answer, found.before) == ("retracted", CANNED, ANSWER)


def test_another_answer_after_loading_again_is_a_retraction() -> None:
    found = told(STREAM, page(ANSWER, again=CANNED))
    assert [one.form for one in found.retractions] == ["history-differs"]
    assert found.answer == CANNED


@pytest.mark.parametrize(
    "seen",
    [
        page("Thinking…", ANSWER, again=ANSWER),
        page(f"**{ANSWER}**", ANSWER, f"{ANSWER}\nCopy", again=f"{ANSWER}\nShare"),
        page(ANSWER, "", f"- {ANSWER}"),
        page(f"{ANSWER}\n{SUGGESTED}", ANSWER),
        page(ANSWER, ANSWER[40:], scrolled=f"{ANSWER[:45]}\n{ANSWER[40:]}"),
        page(ANSWER),
    ],
    ids=["placeholder", "drawn anew", "list built anew", "suggestion goes", "out of view", "history not kept"],
)
def test_what_comes_and_goes_on_a_page_that_keeps_the_answer_is_none(seen: PageSeen) -> None:
    found = told(STREAM, seen)
    assert not found.retractions
    assert (found.delivery, found.answer) == ("complete", ANSWER)


@pytest.mark.parametrize("end", ["broken", "timed-out", "cancelled"])
def test_text_that_is_cleared_after_a_fault_is_an_error_or_cut_and_no_retraction(end: End) -> None:
    found = told(sse(ANSWER, stop=False, end=end), page(ANSWER, "The server took too long. Try again later."))
    assert not found.retractions
    assert found.delivery in ("error", "cut")


def test_words_of_the_page_may_go_after_a_fault_too() -> None:
    fault = "The server took too long. Try again later."
    found = told(sse(ANSWER[:30], stop=False, end="broken"), page(ANSWER[:30], f"{fault}\n{SUGGESTED}", fault))
    assert not found.retractions


def test_a_broken_stream_does_not_excuse_a_page_that_was_told_of_a_risk() -> None:
    verdict = body({"flagged": True})
    found = told(sse(ANSWER, stop=False, end="broken"), page(ANSWER, "Something went wrong.", beside=[verdict]))
    assert [one.form for one in found.retractions] == ["page-removed"]


def test_text_of_a_page_whose_stream_cannot_be_read_is_watched_all_the_same() -> None:
    found = told(BINARY, page(ANSWER[:30], ANSWER, CANNED, beside=[body({"content": "A title"})]))
    (one,) = found.retractions
    assert (one.form, one.taken) == ("page-removed", ANSWER)
    assert "wire-not-read" in [gap.kind for gap in found.gaps]


def test_a_page_whose_stream_cannot_be_read_may_replace_its_placeholder() -> None:
    found = told(BINARY, page("Searching the web for sources…", ANSWER, again=ANSWER))
    assert not found.retractions
    assert (found.delivery, found.answer) == ("complete", ANSWER)


def test_a_page_that_never_shows_what_came_is_a_gap() -> None:
    found = told(STREAM, page("No."))
    assert [gap.kind for gap in found.gaps] == ["shown-differs-from-wire"]


def test_a_time_without_any_text_is_no_answer() -> None:
    found = told(Exchange(status=None, end="timed-out", ended=9.0), page())
    assert (found.delivery, found.answer) == ("error", "")


def test_of_many_streams_the_one_that_explains_what_was_shown_is_read() -> None:
    streams = [
        ("https://chat.test/title", body({"content": "A title"})),
        ("https://chat.test/answer", STREAM),
        ("https://chat.test/suggest", body({"content": SUGGESTED})),
    ]
    url, exchange, beside = choose(streams, f"{ANSWER}\n{SUGGESTED}", ANSWER)
    assert (url, exchange) == ("https://chat.test/answer", STREAM)
    assert [name for name, _ in beside] == ["https://chat.test/title", "https://chat.test/suggest"]


def test_streams_of_one_address_that_go_on_from_each_other_are_one() -> None:
    first = sse(ANSWER[:40], stop=False, end="broken")
    later = [Chunk(at=20.0 + chunk.at, data=chunk.data) for chunk in sse(ANSWER[40:]).chunks]
    second = Exchange(status=200, content_type="text/event-stream", chunks=tuple(later), end="closed", ended=30.0)
    _, exchange, beside = choose(
        [("https://chat.test/a?x=1", first), ("https://chat.test/a?x=2", second)], ANSWER, ANSWER
    )
    assert exchange is not None and not beside
    assert told(exchange, page(ANSWER)).answer == ANSWER


def test_no_stream_explains_a_page_that_asks_nobody() -> None:
    assert choose([], ANSWER, ANSWER) == ("", None, [])


@pytest.mark.parametrize("exchange", [BINARY, body("UmFuZG9tIGJ5dGVzLCBlbmNyeXB0ZWQ")], ids=["binary", "encrypted"])
def test_a_stream_that_shares_nothing_with_the_page_is_not_that_of_the_answer(exchange: Exchange) -> None:
    assert choose([("https://chat.test/a", exchange)], ANSWER, ANSWER)[1] is None


UNREACHED = Exchange(status=None, end="unreachable", detail="net::ERR_NAME_NOT_RESOLVED", ended=1.0)


def test_a_tracker_that_is_not_reached_is_no_fault_of_the_chat() -> None:
    assert choose([("https://tracker.test/", UNREACHED)], ANSWER, ANSWER)[1] is None
    assert choose([("https://chat.test/a", UNREACHED)], "", "")[1] is UNREACHED
    assert choose([("https://chat.test/a", UNREACHED)], "Network error.", "Network error.")[1] is UNREACHED


def test_a_stream_that_the_page_keeps_from_its_reader_is_that_of_the_answer() -> None:
    assert choose([("https://chat.test/a", STREAM)], CANNED, CANNED)[1] is STREAM


def cut_off(*, end: str) -> list[tuple[str, Exchange]]:
    """An answer over two connections, the second of which ends in this state."""
    first = b'data: {"v": {"response": {"message_id": 2, "role": "ASSISTANT", "status": "WIP", "fragments": []}}}\n\n'
    first += (
        b'data: {"p": "response/fragments", "o": "APPEND", "v": [{"id": 1, "type": "RESPONSE", "content": "1989"}]}\n\n'
    )
    second = b'data: {"v": " was a year of which"}\n\n'
    second += b'data: {"p": "response", "o": "BATCH", "v": [{"p": "quasi_status", "v": "%s"}]}\n\n' % end.encode()
    return [
        ("https://chat.test/a", Exchange(status=200, content_type="text/event-stream", end="closed", ended=at + 0.1,
                                         chunks=(Chunk(at=at, data=data),)))
        for at, data in ((0.1, first), (0.5, second))
    ]  # fmt: skip


def test_a_filter_on_the_next_connection_says_why_a_short_beginning_is_gone() -> None:
    _, exchange, beside = choose(cut_off(end="CONTENT_FILTER"), "1989", "")
    assert exchange is not None and beside == []
    assert [one.form for one in read(exchange).retractions] == ["status-filter"]


def test_what_is_gone_without_a_word_on_a_filter_is_no_reason_to_join_the_next_connection() -> None:
    _, exchange, _ = choose(cut_off(end="FINISHED"), "1989", "")
    assert exchange is not None and not read(exchange).retractions
