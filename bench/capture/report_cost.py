"""Writes docs/capture-cost.md from what measure_cost.py, measure_memory.py and measure_peers.py found.

    python bench/capture/report_cost.py

What was not measured is left out and named.
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / ".work" / "results"
TARGET = HERE.parent.parent / "docs" / "capture-cost.md"
START = "blank"
OURS = "undertow"
KEPT = {"bodies": "bodies", "messages": "messages", "scripts": "script sources"}
HEAD = """# What capture costs

Written by `bench/capture/report_cost.py`; see [bench/capture](../bench/capture/README.md) for the pages and how to
measure again. Measured on two cores that others used as well: compare figures within a table only.
"""
PROCESSOR = """Seconds of processor time from the start of the browser until all evidence is stored; medians of
{repeats} visits each, recorded and bare in turn. The bare visit is the same browser with the same flags and one session
that navigates. `ours` is our own process; the server of the pages runs in a third and counts for nobody. `ratio` is of
browser and own process together; `page alone` is the same with the start of a bare browser ({start:.2f} s) taken from
both. Goal: at most 1.7 over all pages.
"""
WALL = """Wall time of one whole command, from its start to its end with its files written; medians of {repeats},
interleaved, the same browser for all. Undertow starts Python, asks the browser for its version, lands, waits until the
page is quiet, leaves, and writes the sealed bundle; the others make the visit that they make by default, of one page.
`no pause` is without their fixed pause after loading. The self-check, which runs once for each audit, and the analysis
are not part of it. Goal: at least twice as fast as the fastest of them while recording more.
"""


def main() -> None:
    """Write the page."""
    parts = [HEAD, *_cost(), *_memory(), *_peers()]
    TARGET.write_text("\n".join(part.rstrip() + "\n" for part in parts), encoding="utf-8")
    print(f"wrote {TARGET.name}")


def _read(name: str) -> dict[str, Any] | None:
    file = RESULTS / f"{name}.json"
    return json.loads(file.read_text()) if file.exists() else None


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head), *map(tuple, rows)]
    lines.insert(1, tuple("---" for _ in lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _middle(costs: list[dict[str, float]], *fields: str) -> float:
    return statistics.median(sum(cost[field] for field in fields) for cost in costs)


def _cost() -> Iterator[str]:
    yield "## Processor time"
    found = _read("cost")
    if found is None:
        yield "Not measured."
        return
    pages: dict[str, list[list[dict[str, float]]]] = found["pages"]
    start = _middle(pages[START][0], "browser", "ours")
    both = ("browser", "ours")
    counted = [name for name in pages if name != START]
    missed = sum(cost["missed"] for name in pages for cost in pages[name][1])
    yield PROCESSOR.format(repeats=len(pages[START][0]), start=start)
    yield f"Measured {found['at']}, {found['browser']}, load {found['load'][0]:.1f} to {found['load'][1]:.1f}."
    rows = []
    for name, (bare, recorded) in pages.items():
        one, other = _middle(bare, *both), _middle(recorded, *both)
        alone = f"{(other - start) / (one - start):.2f}" if name != START else "–"
        wall = _middle(recorded, "wall") / _middle(bare, "wall")
        rows.append((
            name, f"{one:.2f}", f"{other:.2f}", f"{_middle(recorded, 'ours'):.2f}", f"{other / one:.2f}", alone,
            f"{_middle(recorded, 'browser') / _middle(bare, 'browser'):.2f}", f"{wall:.2f}",
        ))  # fmt: skip
    all_ = [sum(_middle(pages[name][n], *both) for name in counted) for n in (0, 1)]
    ours = sum(_middle(pages[name][1], "ours") for name in counted)
    browser = [sum(_middle(pages[name][n], "browser") for name in counted) for n in (0, 1)]
    walls = [sum(_middle(pages[name][n], "wall") for name in counted) for n in (0, 1)]
    alone = f"{(all_[1] - len(counted) * start) / (all_[0] - len(counted) * start):.2f}"
    rows.append((
        f"all but {START}", f"{all_[0]:.2f}", f"{all_[1]:.2f}", f"{ours:.2f}", f"**{all_[1] / all_[0]:.2f}**",
        alone, f"{browser[1] / browser[0]:.2f}", f"{walls[1] / walls[0]:.2f}",
    ))  # fmt: skip
    yield _table(("page", "bare", "recorded", "of it ours", "ratio", "page alone", "browser only", "wall"), rows)
    yield f"Requests that the server got and the record lacks, in all recorded visits of these pages: {missed:.0f}."


def _memory() -> Iterator[str]:
    yield "## Own memory"
    found = _read("memory")
    if found is None:
        yield "Not measured."
        return
    yield (
        f"Measured {found['at']}: a page with {found['requests']} requests, each answered with {found['size']} bytes. "
        f"One recorded visit peaks at **{found['visit']:.0f} MB** of resident memory (goal: 250), Python and its "
        f"libraries included, all answers kept. The whole command `undertow audit` with self-check, one vantage, "
        f"analysis and report has at most {found['largest']:.0f} MB in one process; it goes on before the page has "
        f"ended, and kept {found['kept']} of the answers."
    )


def _seconds(middle: float, entry: dict[str, Any]) -> str:
    return f"{middle:.1f}" if "seen" in entry else f"({middle:.1f})"


def _peers() -> Iterator[str]:
    yield "## Against other collectors"
    found = _read("peers")
    if found is None:
        yield "Not measured."
        return
    yield WALL.format(repeats=found["repeats"])
    yield f"Measured {found['at']}, load {found['load']:.1f}."
    pages: dict[str, dict[str, Any]] = found["pages"]
    names = list(next(iter(pages.values())))
    short = [name.replace("website-evidence-collector", "w. e. c.") for name in names]
    rows, factors = [], []
    for page, entries in pages.items():
        middle = {name: statistics.median(entries[name]["seconds"]) for name in names}
        fastest = min(middle[name] for name in names if name != OURS and "seen" in entries[name])
        factors.append(fastest / middle[OURS])
        rows.append((page, *(_seconds(middle[name], entries[name]) for name in names), f"{factors[-1]:.1f} ×"))
    yield _table(("seconds", *short, "fastest"), rows)
    yield (
        f"`fastest`: the fastest of the others over ours; median of the pages **{statistics.median(factors):.1f} ×**, "
        f"least {min(factors):.1f} ×. `w. e. c.` is website-evidence-collector. In brackets: it ended without a record "
        f"of the page, and does not count as fastest."
    )
    yield "What each recorded of what the server was asked for; and of Undertow, what it kept beside."
    rows = [
        (page, *(f"{e['seen']} of {e['of']}" if "seen" in e else "–" for e in map(entries.__getitem__, names)),
         *(str(entries[OURS][key]) for key in KEPT))
        for page, entries in pages.items()
    ]  # fmt: skip
    yield _table(("requests", *short, *KEPT.values()), rows)
    for page, entries in pages.items():
        for name, entry in entries.items():
            if "seen" not in entry:
                last = re.findall(r'"message":"([^"]+)"', entry["why"])[-1:]
                yield f"{name} wrote no record of `{page}`; its last words: {''.join(last) or entry['why'][-100:]}."
    yield (
        "Requests are those that the server got, without the browser's own; bodies are of answers, messages of "
        "WebSocket and event streams. Which calls of interfaces each watches differs; a list of them is no measure."
    )


if __name__ == "__main__":
    main()
