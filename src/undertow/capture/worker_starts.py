"""Who started a worker, for stacks that the browser does not follow out of it.

It follows those of classic dedicated workers. What a module worker, a shared or a service worker does of its own
accord, and the request for the script of any worker, it leaves without the code that began it: the probe saw that call.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from undertow.capture.hops import absolute
from undertow.model import Exchange, ProbeEvent, StackFrame

STARTING = frozenset({"Worker", "SharedWorker", "ServiceWorkerContainer.prototype.register"})
DEPTH = 8
"""Workers in workers that are followed."""


class WorkerStarts:
    """Stacks of the calls that started workers, by the address of the worker's script."""

    def __init__(self, calls: Iterable[ProbeEvent]) -> None:
        self._by_url: dict[str, ProbeEvent] = {}
        for call in calls:
            if call.api in STARTING and call.arguments and call.stack:
                self._by_url.setdefault(absolute(call.frame_url, call.arguments[0]), call)

    def of(self, worker: str) -> tuple[StackFrame, ...]:
        """Stack of the first call that started a worker from this address, through the workers that it was made in."""
        frames: list[StackFrame] = []
        for _ in range(DEPTH):
            call = self._by_url.get(worker)
            if call is None or call.frame_url == worker:
                break
            frames += call.stack
            worker = call.frame_url
        return tuple(frames)

    def completed(self, exchange: Exchange) -> Exchange:
        """A request that only the net-log has, as that for the script of a service worker, with who began it."""
        stack = () if exchange.stack else self.of(exchange.url)
        return structs.replace(exchange, stack=stack) if stack else exchange
