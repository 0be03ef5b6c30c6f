"""How many answers that a chat page takes back are found, in a real browser, over every form, transport and look.

``python bench/conduct/measure_web.py [ANSWERS.jsonl.gz] [--runs 120] [--seed N] [--show]`` asks the lab's chat page:
half of the runs take the answer back, on the wire or by the page alone, and half look alike and do not. Looks, that is
how the page is built and how it draws text, and what happens to the stream on its way are drawn at random. Answers are
real ones of the file, else three of the lab. Prints what was found, by form and by transport.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from replayed import texts

from undertow.conduct.page_client import PageClient, PageSetting, page_model
from undertow.conduct.witnesses import read_page
from undertow.lab.answer_streams import FORMS, TROUBLES
from undertow.lab.chat_server import TEXTS, ChatServer
from undertow.lab.near_misses import NEAR_MISSES
from undertow.lab.transports import TRANSPORTS

SEED = 20261126
BUILT = ("", "frame", "shadow")
BOX = ("", "editable", "enter", "icon")
DRAWN = ("", "typewriter", "markdown", "virtual", "remount", "cursor", "thinking", "spinner", "tools", "clock", "polls")
FAULTS = ("", "give-up", "retry")
HEEDS = ("hide", "clear", "keep")
PAGE_ONLY = ("page clears", "page replaces")
"""The stream says nothing; the page asks another address, and takes the answer away by itself."""
NO_TEXT = frozenset({"risk-status"})
"""Forms in which nothing was shown: blocked, not taken back, and told so."""


@dataclass(frozen=True)
class Run:
    """One question."""

    name: str
    taken_back: bool
    transport: str
    query: str


def runs(count: int, seed: int) -> list[Run]:
    """As many of each kind, all names and transports in turn, looks, texts and cuts drawn from the seed."""
    rng = random.Random(seed)  # noqa: S311
    bad, good = [*FORMS, *PAGE_ONLY], list(NEAR_MISSES)
    found = []
    for number in range(count):
        taken_back = number % 2 == 0
        names, place = (bad, good)[not taken_back], number // 2
        name, transport = names[place % len(names)], TRANSPORTS[(place // len(names) + place) % len(TRANSPORTS)]
        looks = ",".join(filter(None, (rng.choice(BUILT), rng.choice(BOX), rng.choice(DRAWN), rng.choice(FAULTS))))
        heed = {"page clears": "clear", "page replaces": "hide"}.get(name) or rng.choice(HEEDS)
        form = "form=stop&check=1" if name in PAGE_ONLY else f"form={name}"
        form += f"&trouble={rng.choice(('', *TROUBLES))}"
        form += f"&transport={transport}&look={looks}&heed={heed}&seed={seed}-{number}"
        found.append(Run(name, taken_back, transport, form))
    return found


async def measure(answers: Path | None, count: int, seed: int, show: bool) -> None:
    """Ask and print."""
    asked: Counter[tuple[bool, str]] = Counter()
    right: Counter[tuple[bool, str]] = Counter()
    unasked = impatient = 0
    start, spent = time.monotonic(), time.process_time()
    with tempfile.TemporaryDirectory(prefix="undertow-bench-") as folder:
        async with ChatServer(texts(answers) if answers else TEXTS, stall=0.4) as server:
            setting = PageSetting(url=f"{server.base}/", timeout=6, linger=1.2)  # longer than the page's patience
            async with PageClient(setting, Path(folder)) as client:
                for number, run in enumerate(runs(count, seed)):
                    url = f"{server.base}/?{run.query}"
                    answer = await client.ask(0, page_model(url), f"What happened in case {number} of that year?")
                    read = read_page(answer.exchange, answer.page, answer.request) if answer.page else None
                    unasked += read is None or answer.unasked
                    if run.taken_back and answer.exchange.end == "cancelled":
                        impatient += (
                            1  # the lab's page ends a stream that is silent for 0.9 s: nothing came to be taken
                        )
                        continue
                    found = bool(read and read.retractions)
                    for kind in (run.name, run.transport):
                        asked[run.taken_back, kind] += 1
                        right[run.taken_back, kind] += found == run.taken_back
                    if show and found != run.taken_back:
                        forms = [r.form for r in read.retractions] if read else answer.exchange.detail
                        print(f"wrong: {run.name}: {run.query}: {read and read.delivery}, {forms}", flush=True)
    for (taken_back, name), many in sorted(asked.items(), key=lambda row: not row[0][0]):
        print(f"{right[taken_back, name]:4} of {many:4}  {'taken back' if taken_back else 'near miss'}: {name}")
    both = [sum(right[kind, t] for t in TRANSPORTS) for kind in (True, False)]
    of = [sum(asked[kind, t] for t in TRANSPORTS) for kind in (True, False)]
    print(f"{both[0]} of {of[0]} found; {of[1] - both[1]} false alarms of {of[1]}; {unasked} could not be asked")
    if impatient:
        print(f"{impatient} left out: the machine was so busy that the page gave up before anything was taken back")
    wall, cpu = time.monotonic() - start, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{wall / count:.1f} s and {1000 * cpu / count:.0f} ms of our processor time a question; peak {peak:.0f} MiB")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=120)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true", help="name each run that came out wrong")
    given = parser.parse_args()
    asyncio.run(measure(given.answers, given.runs, given.seed, given.show))


if __name__ == "__main__":
    main()
