"""Worker processes that read scripts side by side; the death of one costs the script it was reading and no other."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from undertow.errors import InvalidData
from undertow.model import ScriptFacts, codec
from undertow.reading.worker import LENGTH, unread

SECONDS = 900.0
"""Emergency stop for one script. The reader's own budgets, which are counted, end far earlier."""
_CHUNK = 1 << 20
_POLL = 0.5  # seconds between looks at the emergency stop
_COMMAND = (sys.executable, "-P", "-m", "undertow.reading.worker")
"""``-P``: the current folder, which may be a stranger's, is no place to import from."""


@dataclass
class _Worker:
    """One process and what it is doing."""

    process: subprocess.Popen[bytes]
    task: int
    source: bytes
    started: float
    answer: bytearray = field(default_factory=bytearray)

    def whole(self) -> bool:
        """Has all of the answer come?"""
        return len(self.answer) >= LENGTH.size and len(self.answer) - LENGTH.size >= LENGTH.unpack_from(self.answer)[0]


class Workers:
    """At most `count` processes. Leaving the `with` block ends them at once, also in the middle of a script."""

    def __init__(self, count: int, *, seconds: float = SECONDS, command: Sequence[str] = _COMMAND) -> None:
        self._count = max(1, count)
        self._seconds = seconds
        self._command = command
        self._selector = selectors.DefaultSelector()
        self._idle: list[subprocess.Popen[bytes]] = []
        self._busy: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        for process in (*self._idle, *(worker.process for worker in self._busy)):
            _end(process)
        self._selector.close()

    def read(self, tasks: Sequence[int], load: Callable[[int], bytes]) -> Iterator[tuple[int, ScriptFacts]]:
        """The facts of each task as they come, begun in the order given. `load` is called when a worker is free.

        Raises:
            OSError: no process can be started here, or a source cannot be read any more.
        """
        self._idle += [_start(self._command) for _ in range(min(self._count, len(tasks)))]  # they start side by side
        waiting = iter(tasks)
        more = True
        while more or self._busy:
            while more and len(self._busy) < self._count:
                task = next(waiting, None)
                if task is None:
                    more = False
                else:
                    self._begin(task, load(task))
            yield from self._finished()

    def _begin(self, task: int, source: bytes) -> None:
        process = self._idle.pop() if self._idle else _start(self._command)
        worker = _Worker(process, task, source, time.monotonic())
        self._busy.append(worker)
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 - both are pipes
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)
        with suppress(OSError):  # it died; its closed output says so below
            process.stdin.write(LENGTH.pack(len(source)) + source)
            process.stdin.flush()

    def _finished(self) -> Iterator[tuple[int, ScriptFacts]]:
        """Wait a moment, and tell what is done or has died."""
        for key, _ in self._selector.select(_POLL):
            worker: _Worker = key.data
            piece = os.read(key.fd, _CHUNK)
            worker.answer += piece
            if worker.whole():
                self._release(worker, alive=True)
                yield worker.task, _facts(worker)
            elif not piece:
                self._release(worker, alive=False)
                yield worker.task, unread(worker.source, _cause(worker.process))
        late = time.monotonic() - self._seconds
        for worker in [worker for worker in self._busy if worker.started < late]:
            self._release(worker, alive=False)
            yield worker.task, unread(worker.source, f"Reading it was given up after {self._seconds:.0f} seconds.")

    def _release(self, worker: _Worker, *, alive: bool) -> None:
        self._busy.remove(worker)
        if worker.process.stdout is not None:
            self._selector.unregister(worker.process.stdout)
        if alive:
            self._idle.append(worker.process)
        else:
            _end(worker.process)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join(dict.fromkeys([here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        start_new_session=True,  # Ctrl-C is the parent's business
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # unsent bytes for a process that is gone
                pipe.close()
    process.wait()


def _facts(worker: _Worker) -> ScriptFacts:
    try:
        return codec.unpack(bytes(worker.answer[LENGTH.size :]), ScriptFacts, what="facts")
    except InvalidData as error:
        return unread(worker.source, f"The reader's answer could not be used ({error}).")


def _cause(process: subprocess.Popen[bytes]) -> str:
    """How a worker ended that gave no answer."""
    code = process.wait()
    if code == -signal.SIGKILL:
        return "The process that read it was killed, probably because memory ran out."
    try:
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        how = f"signal {-code}"
    return f"The process that read it crashed ({how})."
