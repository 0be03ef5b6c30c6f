"""The certificates that servers showed: whom a host belongs to by its own account."""

from __future__ import annotations

from datetime import UTC, datetime

from undertow.capture.hops import host_of
from undertow.capture.protocol import Json
from undertow.model import Certificate

MOST = 2_000
"""Certificates kept of one visit."""
_NAMES = 200


class Certificates:
    """Collects them from the answers that the Network domain reports."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, float], Certificate] = {}

    def take(self, response: Json) -> None:
        """Take `Network.Response`; nothing where it came without TLS or holds no certificate."""
        details = response.get("securityDetails")
        if not isinstance(details, dict) or len(self._seen) >= MOST:
            return
        host, issuer = host_of(response.get("url", "")), str(details.get("issuer", ""))
        begins, ends = float(details.get("validFrom", 0)), float(details.get("validTo", 0))
        if not host or not ends:
            return
        self._seen.setdefault(
            (host, issuer, ends),
            Certificate(
                host=host,
                subject=str(details.get("subjectName", ""))[:300],
                names=tuple(str(name)[:300] for name in details.get("sanList", ())[:_NAMES]),
                issuer=issuer[:300],
                valid_from=_time(begins),
                valid_to=_time(ends),
                protocol=str(details.get("protocol", "")),
            ),
        )

    def result(self) -> tuple[Certificate, ...]:
        """All that were shown, sorted by host."""
        return tuple(self._seen[key] for key in sorted(self._seen))


def _time(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
