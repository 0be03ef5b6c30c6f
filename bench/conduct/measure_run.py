"""What a run costs: 400 prompts to two endpoints of the fake server, which runs in a process of its own.

``python bench/conduct/measure_run.py`` prints this process's own processor time a request.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import resource
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from undertow.conduct.records import Prompt
from undertow.conduct.run import Plan, completions, run
from undertow.lab.answer_streams import Stream
from undertow.lab.model_server import ModelServer
from undertow.lab.near_misses import NEAR_MISSES
from undertow.model import AskedModel

PROMPTS = 400
TEXT = "The court found in 2019 that the law breached the constitution, and the government appealed. " * 16


def script(asked: dict[str, Any], before: int) -> Stream:
    return NEAR_MISSES["stop"](TEXT, random.Random(before))  # noqa: S311


def serve(pipe: Connection) -> None:
    async def main() -> None:
        async with ModelServer(script, sizes=(400, 5000)) as server:
            pipe.send(server.base)
            await asyncio.to_thread(pipe.recv)

    asyncio.run(main())


def main() -> None:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(there,))
    process.start()
    endpoint = completions(here.recv())
    prompts = tuple(
        Prompt(id=str(n), triple=str(n), role="sensitive", language="en", text=f"Question {n}?") for n in range(PROMPTS)
    )
    plan = Plan(
        models=(AskedModel(endpoint=endpoint, name="one"), AskedModel(endpoint=endpoint, name="two")),
        keys=(None, None),
        prompts=prompts,
    )
    with tempfile.TemporaryDirectory() as folder:
        wall, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
        done = asyncio.run(run(plan, Path(folder), tool="bench", tell=lambda _: None))
        after, wall = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - wall
    here.send("stop")
    process.join()
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    print(f"{done.settled} answers, {done.unsettled} failed, {wall:.1f} s")
    print(
        f"own processor time {1000 * spent / done.answers:.1f} ms a request, {1000 * spent / PROMPTS:.1f} ms a prompt"
    )


if __name__ == "__main__":
    main()
