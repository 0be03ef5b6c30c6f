"""What host names of the app are aliases of: asked of the machine's resolver after the visits, or told with ``--map``.

Only names below the app's own are asked for, and the browser has looked up each of them before. A proxy resolves names
itself, and a sealed browser none, so nothing is asked there.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable, Sequence

from undertow.capture.seal import HostMap
from undertow.model import CanonicalName, Gap

MOST = 50
SECONDS = 5.0
Resolve = Callable[[str], str | None]
"""The canonical name of a host; None if it is not found."""
Site = Callable[[str], str | None]
"""The registrable domain of a host; None if it has none."""


def ask(host: str) -> str | None:
    """The last name of the chain of aliases, by the machine's resolver (getaddrinfo with AI_CANONNAME, RFC 3493)."""
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)
    except (OSError, UnicodeError):
        return None
    name = next((canonical for _, _, _, canonical, _ in answers if canonical), "")
    return name.rstrip(".").lower() or None


def own_names(hosts: Iterable[str], app_host: str, site: Site) -> tuple[str, ...]:
    """The hosts in the app's own registrable domain, without its host itself; `site` tells the domain of a host."""
    domain = site(app_host)
    return tuple(dict.fromkeys(h for h in hosts if h != app_host and site(h) == domain)) if domain else ()


async def names(
    hosts: Sequence[str], maps: Iterable[HostMap], *, open_: bool, resolve: Resolve = ask
) -> tuple[tuple[CanonicalName, ...], tuple[Gap, ...]]:
    """Canonical names of some hosts, and a gap if some are not known.

    Args:
        hosts: as from `own_names`.
        maps: maps of the audit; the first that covers a host tells its alias.
        open_: whether the resolver may be asked.
        resolve: asks the resolver; blocks.
    """
    maps = tuple(maps)
    mapped = {host: next((m for m in maps if m.covers(host)), None) for host in hosts}
    found = [CanonicalName(host=host, name=m.alias_of, source="map") for host, m in mapped.items() if m and m.alias_of]
    asked = [host for host, m in mapped.items() if m is None][:MOST]
    if open_ and asked:
        found += await _resolved(asked, resolve)
    unknown = sorted(set(hosts) - {name.host for name in found})
    if not unknown:
        return tuple(found), ()
    many = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
    why = (
        f"It is not known what the app's own names {', '.join(unknown[:3])}{many} are aliases of (CNAME), so another "
        "party behind one of them would be taken for the app."
    )
    hides = any(mapped[host] is None for host in unknown)  # a mapped one is where the user put it
    gap = Gap(stage="capture", kind="canonical-names-unknown", where=unknown[0], why=why, hides_findings=hides)
    return tuple(found), (gap,)


async def _resolved(hosts: Sequence[str], resolve: Resolve) -> list[CanonicalName]:
    """What the resolver says within `SECONDS`, all asked at once; a name that is late stays unknown."""
    asked = {host: asyncio.ensure_future(asyncio.to_thread(resolve, host)) for host in hosts}
    await asyncio.wait(asked.values(), timeout=SECONDS)
    return [
        CanonicalName(host=host, name=name, source="resolver")
        for host, task in asked.items()
        if task.done() and not task.cancelled() and (name := task.result()) is not None
    ]
