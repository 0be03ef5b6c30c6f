"""Runs inside a network namespace: a listener on 192.0.2.1, and a browser that tries every way to reach it.

Prints, as JSON, what the listener got without the seal and with it. Not a test by itself: see test_seal.py.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import threading
from collections.abc import Iterator

from capture_site import serve

from undertow.capture.process import Browser, find_browser
from undertow.capture.seal import reach

OUTSIDE = "192.0.2.1"
NAME = "outside.test"
PAGE = f"""
for (const host of ['{NAME}', '{OUTSIDE}']) {{
  fetch('http://' + host + '/fetch-' + host, {{mode: 'no-cors'}}).catch(() => 0);
  new WebSocket('ws://' + host + '/socket-' + host);
  navigator.sendBeacon('http://' + host + '/beacon-' + host, 'x');
  for (const rel of ['preconnect', 'dns-prefetch', 'prefetch']) {{
    const link = document.createElement('link'); link.rel = rel; link.href = 'https://' + host + '/';
    document.head.append(link);
  }}
  for (const url of ['stun:' + host, 'turn:' + host + '?transport=udp', 'turn:' + host + '?transport=tcp']) {{
    const peer = new RTCPeerConnection({{iceServers: [{{urls: url, username: 'u', credential: 'c'}}]}});
    peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }}
  try {{ new WebTransport('https://' + host + '/wt') }} catch {{ }}
}}
new Image().src = 'http://3221225985/decimal';
(async () => {{
  const peer = new RTCPeerConnection(); peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  const sdp = peer.localDescription.sdp.replace(/a=setup:actpass/, 'a=setup:active')
    .replace(/a=ice-ufrag:.*/, 'a=ice-ufrag:abcd').replace(/a=ice-pwd:.*/, 'a=ice-pwd:abcdefghijklmnopqrstuvwx');
  await peer.setRemoteDescription({{type: 'answer', sdp}});
  const candidate = 'candidate:1 1 udp 2122260223 {OUTSIDE} 5000 typ host';
  await peer.addIceCandidate({{candidate, sdpMid: '0'}});
}})();
"""
TCP, UDP = (80, 443, 3478), (53, 443, 3478, 5000)


def listen(got: set[str]) -> None:
    """Note everything that arrives at the outside address."""

    def tcp(port: int) -> None:
        server = socket.create_server((OUTSIDE, port))
        while True:
            client, _ = server.accept()
            client.settimeout(1)
            try:
                first = client.recv(200)
            except OSError:
                first = b""
            client.close()
            parts = first.split(b" ")
            path = parts[1].decode("latin-1") if len(parts) > 2 and parts[1].startswith(b"/") else "bytes"
            got.add(f"tcp {port} {path}")

    def udp(port: int) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
            server.bind((OUTSIDE, port))
            while True:
                server.recvfrom(2000)
                got.add(f"udp {port}")

    for port in TCP:
        threading.Thread(target=tcp, args=(port,), daemon=True).start()
    for port in UDP:
        threading.Thread(target=udp, args=(port,), daemon=True).start()


async def attempt(flags: tuple[str, ...], seconds: float) -> None:
    async with serve({"/": "<title>start</title>"}) as site:
        browser = await Browser.start(find_browser(), flags)
        call = browser.connection.call
        created = await call("Target.createTarget", {"url": site.url()})
        attached = await call("Target.attachToTarget", {"targetId": created["targetId"], "flatten": True})
        session = attached["sessionId"]
        await site.wait_for("/")
        for _ in range(200):  # a loaded machine takes long from the request to the page
            state = await call("Runtime.evaluate", {"expression": "location.href + document.readyState"}, session)
            if state["result"].get("value") == site.url() + "complete":
                break
            await asyncio.sleep(0.05)
        answer = await call("Runtime.evaluate", {"expression": PAGE}, session)
        assert "exceptionDetails" not in answer, answer
        await asyncio.sleep(seconds)
        await browser.close()


def results() -> Iterator[list[str]]:
    got: set[str] = set()
    listen(got)
    for flags in ((f"--host-resolver-rules=MAP {NAME} {OUTSIDE}",), reach("http://localhost/", ()).flags):
        got.clear()
        asyncio.run(attempt(flags, 3.0))
        yield sorted(got)


if __name__ == "__main__":
    json.dump(list(results()), sys.stdout)
