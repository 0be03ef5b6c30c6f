"""How many retractions are found, with the right form, in real answers replayed as streams in every form and near miss.

``python bench/conduct/measure_wire.py ANSWERS.jsonl.gz [--streams 900]`` takes texts from a file of answers (field
``answer``), makes as many streams that take an answer back as such that look alike and do not, sends messages of some
twice or loses their connection, cuts them up at random byte positions, and prints what was found.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from replayed import recorded, texts, transcript

from undertow.lab.answer_streams import TROUBLES, retractions, with_noise
from undertow.lab.near_misses import near_misses

SEED = 20261126


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--streams", type=int, default=900, help="of each kind")
    given = parser.parse_args()
    rng = random.Random(SEED)  # noqa: S311
    held = texts(given.answers)
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    exact = alarms = size = 0
    spent = 0.0
    for stream in (*retractions(held, given.streams, rng), *near_misses(held, given.streams, rng)):
        noisy = rng.choice((with_noise, *TROUBLES.values()))(stream, rng)
        exchange = recorded(noisy, rng)
        size += sum(len(chunk.data) for chunk in exchange.chunks)
        start = time.process_time()
        told = transcript(stream, exchange)
        spent += time.process_time() - start
        forms = [retraction.form for retraction in told.retractions]
        wanted = [stream.form] if stream.form else []
        name = stream.form or f"near miss: {stream.name}"
        asked[name] += 1
        found[name] += forms == wanted
        alarms += bool(forms) and not wanted
        left = stream.shown if stream.left is None else stream.left
        exact += (told.before, told.answer, told.delivery) == (stream.shown, left, stream.delivery)
        if forms != wanted:
            print(f"wrong: {stream.name}: {forms}")
    for name in asked:
        print(f"{found[name]:5} of {asked[name]:5}  {name}")
    total = sum(asked.values())
    right = sum(found[name] for name in asked if not name.startswith("near"))
    print(f"{right} of {given.streams} retractions found with their form; {alarms} false alarms in {given.streams}")
    print(f"{exact} of {total} transcripts with text and delivery exact")
    print(f"{1000 * spent / total:.1f} ms of processor time a stream, {size / total / 1024:.1f} KiB each")


if __name__ == "__main__":
    main()
