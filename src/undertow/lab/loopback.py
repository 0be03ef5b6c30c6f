"""A server on loopback that runs for as long as a block lasts."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from aiohttp import web


class LoopbackServer:
    """An asynchronous context manager; answers by `_handle`."""

    _path = ""
    """What is added to its address."""

    def __init__(self, port: int) -> None:
        """`port`: 0 for a free one."""
        self._port = port
        self._runner: web.ServerRunner | None = None
        self.base = ""
        """Its address, once it runs."""

    async def __aenter__(self) -> Self:
        server = web.Server(self._handle, access_log=None)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}{self._path}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        raise NotImplementedError
