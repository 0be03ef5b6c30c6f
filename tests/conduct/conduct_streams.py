"""Scripted streams as a recorder would have kept them."""

from __future__ import annotations

import random

from undertow.conduct.decoder import read
from undertow.conduct.wire import Chunk, End, Exchange, Framing, Transcript
from undertow.lab.answer_streams import SOCKET, Stream, cut_up

TEXTS = [
    "In June 1989 troops cleared the square; hundreds died, and the number is disputed to this day. Many were jailed.",
    "1989年6月，军队清场，死亡人数至今没有定论。许多见证人被捕，亲属仍在要求公开真相，🌍但没有得到回答。",
    "The court found in 2019 that the law breached the constitution.\n\n- first point\n- second point, with naïve text",
]
ENDS: dict[str, End] = {"closed": "closed", "broken": "broken", "cancelled": "cancelled", "timed-out": "timed-out"}


def recorded(stream: Stream, rng: random.Random) -> Exchange:
    """The stream, cut up at random and with random times."""
    chunks, at = [], 0.0
    for part, pieces in enumerate(cut_up(stream, rng)):
        for piece in pieces:
            at += rng.random() / 50
            chunks.append(Chunk(at=at, data=piece, part=part))
    kind = "" if stream.content_type == SOCKET else stream.content_type
    return Exchange(status=stream.status, content_type=kind, chunks=tuple(chunks), end=ENDS[stream.end], ended=at)


def transcript(stream: Stream, rng: random.Random) -> Transcript:
    """What the recording of the stream means."""
    framing: Framing | None = "messages" if stream.content_type == SOCKET else None
    return read(recorded(stream, rng), history=stream.history, framing=framing)
