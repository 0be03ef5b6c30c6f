"""Addresses of a sink that the ways found do not lead to: asked once more, by each call that chooses one of them.

One function sends for a whole script: `post("/initialize", …)` goes to one host and `post("/events", …)` to another. A
search finds one way from a source to the sink, and tells the address of the calls on it. Whether the same data goes to
the other addresses too is asked from within the function, entered by one such call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from undertow.analysis.program import Program

Hosts = frozenset[str | None]
Entered = tuple[tuple[int, tuple[int, ...]], ...]
"""(function, the calls that it is entered by), innermost first."""

_DEPTH = 3
"""Calls in a row that are told apart."""
_MAX_CALLS = 24
"""Calls of one function; one that has more sends for everybody."""
_MAX_FOUND = 8
_SEVERAL = 2


def alternatives(
    p: Program, sink: int, hosts_by: Callable[[dict[int, int]], Hosts], *, others: bool = False
) -> list[tuple[Entered, Hosts]]:
    """The ways into the functions around a sink that lead to different hosts, each with its hosts.

    Args:
        p: the script.
        sink: the call or assignment that sends.
        hosts_by: the known hosts of its address where functions are entered by certain calls.
        others: whether it sends to hosts that are not known, too: then a single one that is tells ways apart.
    """
    return list(_split(p, sink, (), hosts_by({}), hosts_by, 1 if others else _SEVERAL))[:_MAX_FOUND]


def _split(
    p: Program, place: int, entered: Entered, known: Hosts, hosts_by: Callable[[dict[int, int]], Hosts], least: int
) -> Iterator[tuple[Entered, Hosts]]:
    """What the calls of the functions around a place make of the hosts left there; nothing if no call chooses."""
    if len(entered) >= _DEPTH or len(known) < least:
        return
    chosen = {fn: calls[0] for fn, calls in entered}
    calls_of = {fn: [call for call, _ in p.call_sites(fn) if not p.contains(fn, call)] for fn in _around(p, place)}
    for fn, calls in calls_of.items():
        by_hosts: dict[Hosts, list[int]] = {}
        if _SEVERAL <= len(calls) <= _MAX_CALLS and fn not in chosen:
            for call in calls:
                by_hosts.setdefault(hosts_by({**chosen, fn: call}), []).append(call)
        if len(by_hosts) > 1:
            for hosts, same in by_hosts.items():
                longer = (*entered, (fn, tuple(same)))
                further = list(_split(p, same[0], longer, hosts, hosts_by, least)) if len(same) == 1 else []
                yield from further or ([(longer, hosts)] if hosts else [])
            return
    for fn, calls in calls_of.items():
        if len(calls) == 1 and fn not in chosen:
            found = list(_split(p, calls[0], (*entered, (fn, (calls[0],))), known, hosts_by, least))
            yield from found
            if found:
                return


def _around(p: Program, place: int) -> Iterator[int]:
    fn = p.enclosing[place]
    while fn >= 0 and p.is_function(fn):
        yield fn
        fn = p.enclosing[fn]
