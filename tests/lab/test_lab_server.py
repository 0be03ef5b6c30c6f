"""The lab as a client sees it: one TLS listener for all hosts, and a log of what it was sent."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from undertow.lab import Lab, apps

SIGN_IN = "https://chat.brightwater.test/sign_in"


class Loopback(AbstractResolver):
    """Every name is the lab."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing to release."""


@pytest_asyncio.fixture
async def lab() -> AsyncIterator[Lab]:
    async with await Lab.start() as running:
        yield running


@pytest_asyncio.fixture
async def client(lab: Lab) -> AsyncIterator[aiohttp.ClientSession]:
    trust = ssl.create_default_context(cafile=str(lab.ca_file))
    connector = aiohttp.TCPConnector(resolver=Loopback(port_of(lab)), ssl=trust)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session


def port_of(lab: Lab) -> int:
    return int(lab.address.rsplit(":", 1)[1])


async def test_every_host_answers_under_the_labs_certificate(client: aiohttp.ClientSession) -> None:
    for app in apps():
        async with client.get(app.url) as page:
            assert page.status == 200
            assert page.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "Fictional app" in await page.text()
        for host in app.hosts:
            async with client.get(f"https://{host}/nothing-here") as answer:
                assert answer.status == 404


async def test_chain_ends_in_the_authority_that_ca_file_holds(lab: Lab) -> None:
    trust = ssl.create_default_context(cafile=str(lab.ca_file))
    _, writer = await asyncio.open_connection(
        "127.0.0.1", port_of(lab), ssl=trust, server_hostname="verify.cmpassport.com"
    )
    chain = writer.get_extra_info("ssl_object")._sslobj.get_unverified_chain()
    writer.close()
    authority = ssl.PEM_cert_to_DER_cert(lab.ca_file.read_text(encoding="ascii"))
    assert len(chain) == 2
    assert ssl.PEM_cert_to_DER_cert(chain[-1].public_bytes()) == authority


async def test_connection_is_refused_when_name_is_not_of_the_lab(lab: Lab) -> None:
    trust = ssl.create_default_context(cafile=str(lab.ca_file))
    with pytest.raises(ssl.SSLCertVerificationError):
        await asyncio.open_connection("127.0.0.1", port_of(lab), ssl=trust, server_hostname="example.com")


async def test_unknown_host_is_misdirected_when_header_names_it(lab: Lab, client: aiohttp.ClientSession) -> None:
    async with client.get(SIGN_IN, headers={"Host": "evil.test"}) as answer:
        assert answer.status == 421
    assert lab.log[-1].host == "evil.test"


@pytest.mark.parametrize("path", ["/../truth.toml", "/%2e%2e/truth.toml", "/..%2ftruth.toml", "/source/app/main.js"])
async def test_nothing_outside_the_site_is_served_when_path_tries_to_leave_it(
    client: aiohttp.ClientSession, path: str
) -> None:
    async with client.get(URL(f"https://chat.brightwater.test{path}", encoded=True)) as answer:
        assert answer.status == 404


async def test_log_keeps_host_method_path_headers_and_body(lab: Lab, client: aiohttp.ClientSession) -> None:
    body = json.dumps({"email": "a@example.test"}).encode()
    async with client.post("https://chat.brightwater.test/api/login?x=1", data=body, headers={"X-Try": "1"}) as answer:
        assert "Welcome" in (await answer.json())["message"]
    hit = lab.log[-1]
    assert (hit.host, hit.method, hit.path, hit.body) == ("chat.brightwater.test", "POST", "/api/login?x=1", body)
    assert ("X-Try", "1") in hit.headers


async def test_body_is_logged_whole_when_it_comes_in_pieces(lab: Lab, client: aiohttp.ClientSession) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b"x" * 10_000
            await asyncio.sleep(0)

    async with client.post("https://rs.fullstory.com/rec/bundle", data=pieces()) as answer:
        assert answer.status == 200
    assert lab.log[-1].body == b"x" * 500_000


async def test_huge_body_is_refused_when_it_passes_the_limit(client: aiohttp.ClientSession) -> None:
    async with client.post("https://rs.fullstory.com/rec/bundle", data=b"x" * (2 << 20)) as answer:
        assert answer.status == 413


async def test_other_origins_may_post_when_they_ask_first(client: aiohttp.ClientSession) -> None:
    async with client.options("https://verify.cmpassport.com/h5/httpsPreGetmobile") as answer:
        assert answer.status == 204
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Access-Control-Allow-Headers"] == "content-type"


async def test_chat_answers_piece_by_piece(client: aiohttp.ClientSession) -> None:
    async with client.post("https://chat.brightwater.test/api/chat", json={"message": "hello"}) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        lines = [line async for line in answer.content if line.startswith(b"data: ")]
    assert lines[-1].strip() == b"data: [DONE]"
    assert "".join(json.loads(line[6:])["text"] for line in lines[:-1]).startswith("That is a good question.")


async def test_newsletter_answers_with_a_page_when_form_is_posted(client: aiohttp.ClientSession) -> None:
    form = {"email": "a@example.test"}
    async with client.post("https://www.meridian-goods.test/newsletter", data=form) as answer:
        assert "Thank you" in await answer.text()


async def test_server_never_names_the_carrier(client: aiohttp.ClientSession) -> None:
    async with client.get("https://chat.brightwater.test/api/config") as answer:
        assert (await answer.json())["carrier"] == ""


async def test_root_leads_to_sign_in(client: aiohttp.ClientSession) -> None:
    async with client.get("https://chat.brightwater.test/") as answer:
        assert str(answer.url) == SIGN_IN


async def test_maps_name_every_host_with_the_address(lab: Lab) -> None:
    app = apps()[0]
    assert lab.maps(app)[0] == f"chat.brightwater.test={lab.address}"
    assert len(lab.maps(app)) == len(app.hosts)


async def test_own_folder_is_gone_when_lab_stops() -> None:
    lab = await Lab.start()
    folder = lab.ca_file.parent
    assert folder.is_dir()
    await lab.stop()
    await lab.stop()
    assert not folder.exists()


async def test_given_folder_stays_when_lab_stops(tmp_path: Path) -> None:
    async with await Lab.start(ca_dir=tmp_path / "new") as lab:
        assert lab.ca_file == tmp_path / "new" / "ca.pem"
    assert lab.ca_file.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")


async def test_start_fails_and_leaves_nothing_when_port_is_taken(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="address already in use"):
        await Lab.start(port=port_of(lab))
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []


def test_only_what_is_on_the_host_is_known_when_hosts_are_read() -> None:
    for app in apps():
        folders: Sequence[str] = [folder.name for folder in (app.folder / "site").iterdir()]
        assert set(folders) <= set(app.hosts)


def test_web_framework_is_not_loaded_when_only_the_list_of_apps_is_asked_for() -> None:
    code = "import sys; from undertow.lab import apps; apps(); sys.exit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
