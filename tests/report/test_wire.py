"""The bytes of a request are shown around the match, marked, decoded, with who called; hostile bytes stay text."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest
import sample
from wire_sample import AT, BODY, FRAME, PHONE, SPAN, TOKEN, evidence, exchange, ref

from undertow.model import EvidenceRef, Exchange, Header, Message
from undertow.report.html import render_html
from undertow.report.wire import ALL_REQUESTS, WINDOW, RequestView, Wire


def shown(*refs: EvidenceRef, exchanges: tuple[Exchange, ...] = (), bodies: tuple[bytes, ...] = (BODY,)) -> RequestView:
    wire = Wire(evidence(*(exchanges or (exchange(),))), sample.MemoryBlobs(*bodies))
    return wire.requests(refs, "phone")[0]


def marked(view: RequestView) -> list[str]:
    return [piece.text for piece in view.shown if piece.marked]


def test_match_is_marked_in_the_body_and_decoded_beside_it() -> None:
    view = shown(ref())
    assert view.line == f"POST https://{sample.CARRIER}/h5/getMobile"
    assert view.typed == PHONE
    assert "".join(piece.text for piece in view.shown) == BODY.decode()
    assert marked(view) == [TOKEN]
    (decoding,) = view.decoded
    assert decoding.how == f"bytes {SPAN[0]}–{SPAN[1]}, opened: json → base64"
    assert [(piece.text, piece.marked) for piece in decoding.shown] == [(PHONE, True)]


def test_request_is_told_with_visit_step_time_answer_and_the_calls_that_led_to_it() -> None:
    view = shown(ref())
    assert view.about == (
        "Mainland China, request v3.e17, 8.9 s after the visit began, step “submit login”, as xhr, answer 200"
    )
    assert view.stack == ("oneTap in login.4c1f.js, line 1, column 40499",)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": None, "error": "net::ERR_NAME_NOT_RESOLVED"}, "no answer (net::ERR_NAME_NOT_RESOLVED)"),
        ({"status": 204, "answered_by_us": True}, "answered by Undertow itself, so that nothing left this machine"),
        ({"status": None}, "no answer recorded"),
    ],
)
def test_request_that_reached_nobody_says_so(changes: dict[str, Any], said: str) -> None:
    assert shown(ref(), exchanges=(exchange(**changes),)).about.endswith(f"as xhr, {said}")


def test_hash_is_shown_as_the_form_of_the_value() -> None:
    digest = hashlib.md5(PHONE.encode(), usedforsecurity=False).hexdigest()
    body = f'{{"u":"{digest}"}}'.encode()
    view = shown(ref(span=(6, 38), layers=("json", "md5")), exchanges=(exchange(body=body),), bodies=(body,))
    assert marked(view) == [digest]
    assert view.decoded[0].how == "bytes 6–38, opened: json; the value stands in it as md5"


def test_request_without_a_match_is_shown_and_says_so() -> None:
    view = shown(ref(part="", span=None, layers=()))
    assert view.part == f"body, {len(BODY)} bytes; no value stands in it readably"
    assert marked(view) == []


def test_window_is_cut_around_the_match_when_the_body_is_long() -> None:
    body = b"a" * 5_000 + TOKEN.encode() + b"b" * 5_000
    view = shown(ref(span=(5_000, 5_000 + len(TOKEN)), layers=()), exchanges=(exchange(body=body),), bodies=(body,))
    text = "".join(piece.text for piece in view.shown)
    assert marked(view) == [TOKEN]
    assert text.startswith("… 4,928 bytes before … aaa")
    assert text.endswith("bbb … 4,928 further bytes")
    assert len(text) < WINDOW


def test_window_does_not_cut_a_character_in_two() -> None:
    body = "数".encode() * 400 + TOKEN.encode() + "美".encode() * 400
    view = shown(ref(span=(1_200, 1_200 + len(TOKEN)), layers=()), exchanges=(exchange(body=body),), bodies=(body,))
    assert "\\x" not in "".join(piece.text for piece in view.shown)


def test_overlapping_matches_are_marked_once() -> None:
    view = shown(ref(), ref(span=(AT + 2, SPAN[1] + 1), layers=()), ref(span=(AT, AT + 4), layers=()))
    assert "".join(piece.text for piece in view.shown) == BODY.decode()


def test_address_headers_and_messages_are_looked_up_by_their_part() -> None:
    sent = b"hello " + PHONE.encode()
    made = exchange(
        url=f"https://x.test/?p={PHONE}", request_headers=(Header(name="X-Phone", value=PHONE),), request_body=None,
        messages=(Message(at=1.0, sent=True, binary=False, body=hashlib.sha256(sent).hexdigest()),),
    )  # fmt: skip
    for part, span in (("url", (18, 32)), ("header x-phone", (0, 14)), ("message 0", (6, 20))):
        view = shown(ref(part=part, span=span, layers=()), exchanges=(made,), bodies=(sent,))
        assert marked(view) == [PHONE]


def test_missing_bytes_are_said_to_be_missing() -> None:
    view = shown(ref(), bodies=())
    assert view.part == "body: its bytes were not kept"
    assert (view.shown, view.decoded) == ((), ())


def test_one_request_a_visit_is_shown_and_one_with_a_match_is_preferred() -> None:
    wire = Wire(evidence(exchange(16), exchange(17), exchange(18)), sample.MemoryBlobs(BODY))
    (view,) = wire.requests((ref(16, part="", span=None, layers=()), ref(17), ref(18)), "phone")
    assert "v3.e17" in view.about


def test_a_report_shows_a_bounded_number_of_requests() -> None:
    wire = Wire(evidence(exchange()), sample.MemoryBlobs(BODY))
    assert sum(len(wire.requests((ref(),), "phone")) for _ in range(ALL_REQUESTS + 50)) == ALL_REQUESTS


def test_nothing_is_shown_without_evidence_or_for_a_request_it_does_not_hold() -> None:
    assert Wire(None, None).requests((ref(),), "phone") == ()
    assert Wire(evidence(exchange()), None).requests((ref(99),), "phone") == ()


def test_hostile_bytes_stay_text_in_the_report() -> None:
    body = b"</pre><script>alert(1)</script>\x00\xff\x1b[31m\xe2\x80\xae" + TOKEN.encode()
    span = (len(body) - len(TOKEN), len(body))
    nasty = exchange(
        body=body, method="<b>", url=f"javascript:alert(1)//{sample.NASTY}", step=sample.NASTY,
        stack=(msgspec.structs.replace(FRAME, function=sample.NASTY, url=sample.NASTY, script=None),),
    )  # fmt: skip
    flow = msgspec.structs.replace(sample.PHONE_FLOW, evidence=(ref(span=span),))
    result = msgspec.structs.replace(sample.SAMPLE, flows=(flow,))
    page = render_html(result, sample.MemoryBlobs(body), evidence=evidence(nasty))
    assert "&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;⟨U+0000⟩\\xff⟨U+001B⟩[31m⟨U+202E⟩" in page
    assert "<script>alert(1)</script>" not in page
    assert not set("\u202e\x00\x1b") & set(page)


def test_same_evidence_gives_the_same_bytes() -> None:
    def page() -> str:
        return render_html(sample.SAMPLE, sample.MemoryBlobs(BODY), evidence=evidence(exchange()))

    assert page() == page()
    assert "The bytes that left" in page()
    assert "The bytes that left" not in render_html(sample.SAMPLE, sample.BLOBS)
