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
Resolve = Callable[[str], tuple[str, ...]]
"""The chain of names that a host leads to, the last being the canonical one; empty if it is not found."""
Site = Callable[[str], str | None]
"""The registrable domain of a host; None if it has none."""


def ask(host: str) -> tuple[str, ...]:
    """The chain of aliases of a host, by the machine's resolver.

    The last name is that of getaddrinfo with AI_CANONNAME (RFC 3493), which knows no others; those between come from
    gethostbyname, which only knows hosts that have an IPv4 address. Where it knows nothing they are left out.
    """
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)
    except (OSError, UnicodeError):
        return ()
    last = _plain(next((canonical for _, _, _, canonical, _ in answers if canonical), ""))
    if last in ("", host):
        return (last,) if last else ()
    try:
        aliases = socket.gethostbyname_ex(host)[1]
    except (OSError, UnicodeError):
        aliases = []
    between = dict.fromkeys(map(_plain, aliases))
    return (*(name for name in between if name not in ("", host, last)), last)


def _plain(name: str) -> str:
    return name.rstrip(".").lower()


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
    told = {host: _told(m, maps) for host, m in mapped.items() if m}
    found = [CanonicalName(host=h, name=chain[-1], via=chain[:-1], source="map") for h, chain in told.items() if chain]
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


def _told(first: HostMap, maps: Iterable[HostMap]) -> tuple[str, ...]:
    """The chain of names that maps lead to from the one of a host; empty if that is no alias."""
    chain: list[str] = []
    one: HostMap | None = first
    while one and one.alias_of and one.alias_of not in chain:
        chain.append(one.alias_of)
        one = next((m for m in maps if m.covers(chain[-1])), None)
    return tuple(chain)


async def _resolved(hosts: Sequence[str], resolve: Resolve) -> list[CanonicalName]:
    """What the resolver says within `SECONDS`, all asked at once; a name that is late stays unknown."""
    asked = {host: asyncio.ensure_future(asyncio.to_thread(resolve, host)) for host in hosts}
    await asyncio.wait(asked.values(), timeout=SECONDS)
    return [
        CanonicalName(host=host, name=chain[-1], via=chain[:-1], source="resolver")
        for host, task in asked.items()
        if task.done() and not task.cancelled() and (chain := task.result())
    ]
