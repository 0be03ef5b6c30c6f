"""QuickJS in a child process that can be killed. Text goes in; primitive values come out as JSON, nothing else."""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float | bool | None

WALL_SECONDS = 120.0
"""Emergency stop of one request. The worker's own budgets (processor time, counted interruptions) end far earlier."""
MAX_REQUEST = 64 << 20
"""Bytes of a request; larger ones are not sent."""

_REHEARSAL_SECONDS = 0.3
"""Processor time of each part of a rehearsal: an emergency stop, as all that the script does itself is counted."""
_REHEARSAL_STACK = 128 << 10
"""Bytes of stack of a rehearsal: calls within calls without end are cut early, as each error lists all of them."""

_WORKER = Path(__file__).with_name("decode_worker.py")


@dataclass
class SandboxReport:
    """What went wrong in the open context, for `Gap`s."""

    problems: list[str]
    interrupts: int = 0
    """Steps that ran out of processor time."""
    stopped: bool = False
    """The worker died or was killed: everything after that is unknown."""


@cache
def _harness() -> str:
    return Path(__file__).with_name("unpack_harness.js").read_text("utf-8")


class Sandbox:
    """One worker process, started on first use and again after it died. `open`, then `evaluate` any number of times."""

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._wall = wall_seconds
        self.report = SandboxReport([])

    def open(self, setup: str, steps: list[str]) -> None:
        """A fresh context with these definitions; `steps` are initialisers, each run on its own."""
        self.report = SandboxReport([])
        answer = self._ask({"setup": setup, "steps": steps})
        if answer is not None:
            self.report.problems += answer["problems"]
            self.report.interrupts = answer["interrupts"]

    def evaluate(self, roots: list[str]) -> list[Value]:
        """Values of expressions in the open context; None where one throws, is no primitive, or was cut."""
        if self.report.stopped or not roots:
            return [None] * len(roots)
        answer = self._ask({"roots": roots})
        if answer is None or len(answer["values"]) != len(roots):
            return [None] * len(roots)
        self.report.interrupts = answer["interrupts"]
        return list(answer["values"])

    def unpack(self, source: str, environment: int) -> dict[str, Any] | None:
        """Run a whole script in a page in which nothing happens; what it handed over to be run. None: the worker died.

        `environment`: 0 or 1. What depends on the page differs between them. The context that was open is unharmed.
        """
        kept, self.report = self.report, SandboxReport([])
        try:
            return self._ask({"unpack": source, "harness": _harness(), "environment": environment})
        finally:
            died, self.report = self.report.stopped, kept
            self.report.stopped |= died

    def harvest(self, world: str, script: str, following: str, result: str) -> dict[str, Any] | None:
        """Run a whole script in a world of its own (see `harvest`); None if the worker did not survive it."""
        return self._run({"world": world, "script": script, "following": following, "result": result})

    def rehearse(self, world: str, script: str, following: str, result: str) -> dict[str, Any] | None:
        """The same for a small script, which is given less: enough for many times what it does (see `rehearsal`)."""
        limits = {"seconds": _REHEARSAL_SECONDS, "stack": _REHEARSAL_STACK}
        return self._run({"world": world, "script": script, "following": following, "result": result, **limits})

    def _run(self, job: dict[str, Any]) -> dict[str, Any] | None:
        self.report = SandboxReport([])
        return self._ask({"harvest": job})

    def close(self) -> None:
        """End the worker, if one runs."""
        if self._worker is not None and self._owner == os.getpid():
            self._worker.kill()
            self._worker.communicate()
        self._worker = None

    def _ask(self, job: dict[str, Any]) -> dict[str, Any] | None:
        body = json.dumps(job).encode()
        if len(body) > MAX_REQUEST:
            self.report.stopped = True
            self.report.problems.append("request too large")
            return None
        worker = self._running()
        try:
            if worker.stdin is not None:
                worker.stdin.write(struct.pack("<I", len(body)) + body)
                worker.stdin.flush()
                return self._answer(worker, time.monotonic() + self._wall)
        except (OSError, ValueError, EOFError) as error:
            self.report.problems.append(f"worker: {error}"[:200])
        self.report.stopped = True
        self.close()
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        """The worker of this process; a forked child must not share its parent's pipe."""
        if self._worker is not None and self._owner == os.getpid() and self._worker.poll() is None:
            return self._worker
        self.close()
        self._owner = os.getpid()
        self._worker = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,  # Ctrl-C is the parent's business
        )
        return self._worker

    @staticmethod
    def _answer(worker: subprocess.Popen[bytes], stop: float) -> dict[str, Any]:
        """One message, or an error at end of stream or at the deadline."""
        if worker.stdout is None:
            raise EOFError("no pipe")
        pipe = worker.stdout.fileno()
        data = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(data) < 4 or len(data) < 4 + struct.unpack_from("<I", data)[0]:
                if not selector.select(max(0.0, stop - time.monotonic())):
                    raise EOFError("stopped after the emergency deadline")
                piece = os.read(pipe, 1 << 16)
                if not piece:
                    raise EOFError("the worker died")
                data += piece
        return dict(json.loads(data[4:]))
