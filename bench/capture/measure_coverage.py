"""How much of what leaves a page the recorder shows, measured against the control server, start by start.

Each start is a fresh browser on the control page. A channel that the server got the bait through is complete if the
recorder has its address, its headers, the bait where it travelled, and who sent it. What each witness cannot know is
listed, so that 100 % is not bought by leaving things out: a connection in advance has neither headers nor sender.

    python bench/capture/measure_coverage.py [--starts 5]
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from undertow.capture import selfcheck, trust
from undertow.capture.ledger import Ledger
from undertow.capture.process import find_browser
from undertow.capture.run import Run, Setting, identify
from undertow.capture.seal import HostMap, reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import PRESETS
from undertow.model import Exchange

NOT_KNOWN = {"preconnect": ("headers", "sender"), "webrtc": ("headers",)}
"""There are none, or no witness can have them."""


async def start(setting: Setting) -> tuple[selfcheck.Observed, dict[str, list[str]]]:
    """One run of the control; for each channel that was received what the recorder lacks of it."""

    @asynccontextmanager
    async def launch(maps: tuple[HostMap, ...], ca_pem: bytes) -> AsyncIterator[Run]:
        flags = (*reach("https://page.control.test/", maps).flags, *await trust.pins(maps, ca_pem))
        async with Run(replace(setting, flags=flags), PRESETS[0], Ledger(spool, None), spool) as run:
            yield run

    with Spool() as spool:
        seen = await selfcheck.observe(launch, print)
        bait = seen.bait.encode()
        lacking = {c: ["bait"] for c in selfcheck.CHANNELS if bait in seen.received.get(c, b"")}
        for exchange in seen.recorded.exchanges:
            channel = selfcheck.carried(exchange, bait, seen.blobs)
            if channel in lacking:
                lacks = [one for one in missing(exchange) if one not in NOT_KNOWN.get(channel, ())]
                lacking[channel] = min(lacking[channel], lacks, key=len) if lacking[channel] != ["bait"] else lacks
        return seen, lacking


def missing(exchange: Exchange) -> list[str]:
    """Which of the four parts a record lacks; the bait itself is there already."""
    lacks = []
    if not exchange.url:
        lacks.append("address")
    if not exchange.request_headers:
        lacks.append("headers")
    if not exchange.frame_url and not exchange.stack:
        lacks.append("sender")
    return lacks


async def coverage(starts: int, setting: Setting) -> None:
    incomplete: Counter[str] = Counter()
    for number in range(1, starts + 1):
        seen, lacking = await start(setting)
        result, _ = selfcheck.compare(seen)
        complete = [channel for channel, lacks in lacking.items() if not lacks]
        incomplete.update(f"{channel}: no {', no '.join(lacks)}" for channel, lacks in lacking.items() if lacks)
        made, ok = len(result.probes), result.probes_ok[0]
        print(
            f"start {number}: received {len(lacking)} of {len(selfcheck.CHANNELS)} planted, complete {len(complete)} "
            f"({100 * len(complete) / max(1, len(lacking)):.1f} %); probe checks {ok} of {made} "
            f"({100 * ok / max(1, made):.2f} %)"
        )
    for text, times in incomplete.most_common():
        print(f"  incomplete in {times} of {starts}: {text}")


async def main(starts: int) -> None:
    binary = find_browser()
    setting = Setting(binary, (), await identify(binary))
    print(f"{setting.identity.product}, load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    await coverage(starts, setting)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=5)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.starts))
