"""WebRTC as exchanges. The protocol shows nothing of it; what a page tells its peer connections, the probe does.

A page that sets a local description makes the browser contact every STUN and TURN server that it has named (RFC 8445
section 5.1.1), with the user name that it has given. Addresses of peers come in remote descriptions and candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from undertow.capture.ledger import Ledger
from undertow.model import Exchange, ProbeEvent

_CONFIGURED = ("RTCPeerConnection", "RTCPeerConnection.prototype.setConfiguration")
_STARTED = "RTCPeerConnection.prototype.setLocalDescription"
_SERVER = re.compile(
    r"\b(?:stun|turn)s?:(?:\[([0-9A-Fa-f:.]{2,45})\]|([\w.-]{1,253}))(?::\d{1,5})?(?:\?transport=\w{3})?"
)
_SERVERS = 50
"""Servers of one call that are looked at."""


def exchanges(events: Sequence[ProbeEvent], ledger: Ledger) -> Iterator[Exchange]:
    """One exchange for each server that a page named to a peer connection and had contacted."""
    started = {event.frame_url for event in events if event.api == _STARTED}
    number = 0
    for event in events:
        if event.api not in _CONFIGURED or event.frame_url not in started or not event.arguments:
            continue
        configuration = event.arguments[0]
        servers = dict.fromkeys((m[0], m[1] or m[2]) for m in _SERVER.finditer(configuration))
        for url, host in list(servers)[:_SERVERS]:
            number += 1
            yield Exchange(
                id=f"{ledger.prefix}.w{number}",
                at=event.at,
                step=event.step,
                channel="webrtc",
                method="CONNECT",
                url=url,
                host=host.lower().removesuffix("."),
                request_body=ledger.keep(configuration.encode("utf-8", "replace")),
                stack=event.stack,
                frame_url=event.frame_url,
                target=event.target,
                witnesses=("probe",),
            )
