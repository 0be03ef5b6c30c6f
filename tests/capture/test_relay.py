"""The relay before a proxy: it logs in, by SOCKS5 and by HTTP, and what the seal forbids is never asked for."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from capture_site import VANTAGE, kinds, landing, serve
from login_proxy import LOGIN, copy, proxy

from undertow.capture.limits import Limits
from undertow.capture.relay import Gate, Relay, Upstream, anywhere, before, sealed_to, upstream_of
from undertow.capture.run import prepare
from undertow.capture.seal import HostMap
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitPlan, VisitRecord, visit
from undertow.errors import UsageError
from undertow.model import Vantage


@asynccontextmanager
async def echo() -> AsyncIterator[int]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await copy(reader, writer)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def through(relay: Relay, host: str, port: int, text: bytes) -> tuple[int, bytes]:
    """What a browser does: the reply of the relay, and what comes back of `text`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
    name = host.encode()
    writer.write(b"\5\1\0" + b"\5\1\0\3" + bytes([len(name)]) + name + struct.pack(">H", port) + text)
    assert await reader.readexactly(2) == b"\5\0"
    _, reply, *_ = await reader.readexactly(10)
    back = await reader.readexactly(len(text)) if reply == 0 else b""
    writer.close()
    return reply, back


SCHEMES = pytest.mark.parametrize("scheme", ["socks5", "http", "https"])


async def asks(scheme: str, host: str, login: tuple[str, str] | None, gate: Gate = anywhere) -> tuple[str, ...]:
    """Reply, echo, what the proxy was asked for (with P for the echo's port), and the relay's complaint."""
    async with proxy(scheme) as held, echo() as port:
        async with Relay(Upstream.parse(held.url, login), gate) as relay:
            reply, back = await asyncio.wait_for(through(relay, host, port, b"ping"), 10)
        asked = " ".join(held.asked).replace(str(port), "P")
        return str(reply), back.decode(), asked, relay.refusal or ""


@SCHEMES
async def test_relay_logs_in_and_leaves_the_name_to_the_proxy(scheme: str) -> None:
    assert await asks(scheme, "shop.test", LOGIN) == ("0", "ping", "shop.test:P", "")


@SCHEMES
async def test_wrong_login_is_told_and_nothing_is_connected(scheme: str) -> None:
    reply, back, asked, refusal = await asks(scheme, "shop.test", ("office", "wrong"))
    assert (reply, back, asked) == ("1", "", "")
    assert "does not accept the login" in refusal


async def test_login_that_is_wanted_and_missing_is_told() -> None:
    assert "wants a login" in (await asks("http", "shop.test", None))[3]


async def test_proxy_that_is_not_there_is_told() -> None:
    async with echo() as free:
        pass
    async with Relay(Upstream("socks5", "127.0.0.1", free, LOGIN), anywhere) as relay:
        assert (await through(relay, "shop.test", 80, b""))[0] == 1
    assert "cannot be reached" in (relay.refusal or "")


@SCHEMES
async def test_sealed_relay_asks_for_mapped_hosts_and_this_machine_only(scheme: str) -> None:
    gate = sealed_to([HostMap("*.app.test", "127.0.0.9", 8443)])
    assert gate("login.app.test", 443) == ("127.0.0.9", 8443)
    assert (await asks(scheme, "localhost", LOGIN, gate))[2] == "localhost:P"
    assert await asks(scheme, "tracker.test", LOGIN, gate) == ("2", "", "", "")
    assert await asks(scheme, "192.0.2.1", LOGIN, gate) == ("2", "", "", "")


def vantage(**changes: str) -> Vantage:
    return msgspec.structs.replace(VANTAGE, **changes)


async def test_no_relay_stands_where_none_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE", "office:secret")
    open_, logged_in = vantage(proxy="http://p.test:1"), vantage(proxy="http://p.test:1", proxy_login="OFFICE")
    stands = []
    for seen, gate in ((VANTAGE, None), (open_, None), (open_, sealed_to(())), (logged_in, None)):
        async with before(seen, gate) as relay:
            stands.append(relay is not None)
    assert stands == [False, False, True, True]


@pytest.mark.parametrize("value", ["", "office", ":secret", "u" * 300 + ":secret"])
def test_usage_error_when_the_variable_holds_no_login(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("OFFICE", value)
    with pytest.raises(UsageError, match="OFFICE"):
        upstream_of(vantage(proxy="http://p.test:1", proxy_login="OFFICE"))


async def visited(seen: Vantage, target: str, maps: tuple[HostMap, ...], spool: Spool) -> VisitRecord:
    setting, ground = await prepare(target, maps, None, [seen])
    plan = VisitPlan("v1", target, seen, (), ground.sealed, False, 20, Limits())
    return await visit(plan, setting, spool, landing(target), asyncio.Event())


@pytest.mark.browser
@SCHEMES
async def test_sealed_visit_logs_in_to_its_proxy_and_asks_it_for_nothing_else(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFICE", ":".join(LOGIN))
    page = "<!doctype html><script src=//tracker.test/t.js></script><img src=http://192.0.2.1/i>arrived"
    async with proxy(scheme) as held, serve({"/": page}) as site:
        maps = (HostMap("app.test", "127.0.0.1", site.port),)
        with Spool() as spool:
            seen = vantage(proxy=held.url, proxy_login="OFFICE")
            done = await visited(seen, "http://app.test/", maps, spool)
            assert done.failure is None
            assert "s:cret" not in msgspec.json.encode(done.visit).decode()
    assert "/" in site.paths()
    assert set(held.asked) == {f"127.0.0.1:{site.port}"}
    hosts = {exchange.host for exchange in done.visit.exchanges}
    assert {"app.test", "tracker.test", "192.0.2.1"} <= hosts, "what was stopped is recorded all the same"


@pytest.mark.browser
async def test_refused_login_is_why_the_visit_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE", "office:wrong")
    async with proxy("socks5") as held, echo() as port:
        with Spool() as spool:
            target = f"http://127.0.0.1:{port}/"
            done = await visited(vantage(proxy=held.url, proxy_login="OFFICE"), target, (), spool)
    assert "does not accept the login" in (done.failure or "")
    assert "proxy-refused" in kinds(done)


@pytest.mark.browser
async def test_cookies_and_storage_come_back_from_a_kept_profile_and_from_no_other(tmp_path: Path) -> None:
    page = "<!doctype html><script>const last = localStorage.n ?? 0; localStorage.n = 1;"
    page += "document.cookie = 'id=7; max-age=9000'; navigator.sendBeacon('/last' + last)</script>"
    kept = vantage(profile=str(tmp_path / "kept"))
    async with serve({"/": page}) as site:
        with Spool() as spool:
            for seen in (kept, kept, VANTAGE):
                await visited(seen, site.url(), (), spool)
    first = [a for a in site.log if a.path == "/"]
    assert [a.headers.get("Cookie") for a in first] == [None, "id=7", None]
    assert [p for p in site.paths() if p.startswith("/last")] == ["/last0", "/last1", "/last0"]
