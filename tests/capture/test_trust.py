"""A CA of the user's own: its servers are trusted, others are not, and mistakes are named."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import trustme
from capture_site import kinds, record

from undertow.capture.seal import HostMap, reach
from undertow.capture.spool import Spool
from undertow.capture.trust import pins
from undertow.errors import UsageError


@asynccontextmanager
async def tls_server(authority: trustme.CA, *names: str) -> AsyncIterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def test_servers_of_the_ca_are_pinned_with_wildcard_names_too(authority: trustme.CA) -> None:
    async with tls_server(authority, "a.test", "*.b.test") as port:
        maps = [HostMap("a.test", "127.0.0.1", port), HostMap("*.b.test", "127.0.0.1", port)]
        (flag,) = await pins(maps, authority.cert_pem.bytes())
        name, _, keys = flag.partition("=")
        assert name == "--ignore-certificate-errors-spki-list"
        assert len(keys.split(",")) == 2, "the server's key and the CA's"


async def test_a_server_of_another_ca_is_refused(authority: trustme.CA) -> None:
    async with tls_server(trustme.CA(), "a.test") as port:
        with pytest.raises(UsageError, match=r"certificate of a\.test at 127\.0\.0\.1:\d+ is not one of this CA"):
            await pins([HostMap("a.test", "127.0.0.1", port)], authority.cert_pem.bytes())


async def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    async with tls_server(authority, "other.test") as port:
        with pytest.raises(UsageError, match=r"--ca: the certificate of a\.test"):
            await pins([HostMap("a.test", "127.0.0.1", port)], authority.cert_pem.bytes())


async def test_a_server_that_is_not_there_is_named(authority: trustme.CA) -> None:
    with pytest.raises(UsageError, match=r"nothing answers for a\.test at 127\.0\.0\.1:9"):
        await pins([HostMap("a.test", "127.0.0.1", 9)], authority.cert_pem.bytes())


@pytest.mark.parametrize("pem", [b"", b"not a certificate", b"\xff\xfe", b"-----BEGIN CERTIFICATE-----\nAA==\n"])
async def test_a_file_that_is_no_certificate_is_named(pem: bytes) -> None:
    with pytest.raises(UsageError, match=r"PEM"):
        await pins([], pem)


@pytest.mark.browser
async def test_the_browser_trusts_the_mapped_server_only_with_the_pin(authority: trustme.CA) -> None:
    async with tls_server(authority, "a.test") as port:
        maps = [HostMap("a.test", "127.0.0.1", port)]
        rules = reach("https://a.test/", maps).flags
        with Spool() as spool:
            pinned = (*rules, *await pins(maps, authority.cert_pem.bytes()))
            trusted = await record("https://a.test/", spool, flags=pinned)
            assert (trusted.visit.outcome, trusted.failure) == ("complete", None)
            (shown,) = trusted.visit.certificates
            assert (shown.host, shown.names) == ("a.test", ("a.test",))
            assert shown.protocol.startswith("TLS")
            assert shown.valid_from < shown.valid_to
            refused = await record("https://a.test/", spool, flags=rules)
            assert refused.visit.outcome == "failed"
            assert "certificate of a.test is not trusted" in (refused.failure or "")
            assert "--ca FILE" in (refused.failure or "")
            assert kinds(refused) == {"target-unreachable"}
            assert refused.visit.certificates == ()
