"""Scripted streams of given answers, as a recorder would have kept them, for measurements and tests."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from undertow.conduct.decoder import read
from undertow.conduct.wire import Chunk, End, Exchange, Framing, Transcript
from undertow.lab.answer_streams import SOCKET, Stream, cut_up

ENDS: dict[str, End] = {"closed": "closed", "broken": "broken", "cancelled": "cancelled", "timed-out": "timed-out"}


def texts(path: Path) -> list[str]:
    """Answers long enough to be broken off."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        answers = [json.loads(line).get("answer") for line in lines]
    return [text for text in answers if isinstance(text, str) and 200 <= len(text) <= 1500]


def recorded(stream: Stream, rng: random.Random) -> Exchange:
    """The stream, cut up at random and with random times."""
    chunks, at = [], 0.0
    for part, pieces in enumerate(cut_up(stream, rng)):
        for piece in pieces:
            at += rng.random() / 50
            chunks.append(Chunk(at=at, data=piece, part=part))
    kind = "" if stream.content_type == SOCKET else stream.content_type
    return Exchange(status=stream.status, content_type=kind, chunks=tuple(chunks), end=ENDS[stream.end], ended=at)


def transcript(stream: Stream, exchange: Exchange) -> Transcript:
    """What a recording of the stream means."""
    framing: Framing | None = "messages" if stream.content_type == SOCKET else None
    return read(exchange, history=stream.history, framing=framing)
