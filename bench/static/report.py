"""Writes docs/static-engine.md from what the measurements of this folder found.

    python bench/static/report.py

It reads `.work/results/*.json`, which measure_decoding.py, measure_libraries.py, measure_micro.py and measure_speed.py
write, and says of each table when it was measured. What has no result keeps the table that stands in the page.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / ".work" / "results"
TARGET = HERE.parent.parent / "docs" / "static-engine.md"
SPLITS = {"dev": "development", "held-out": "held-out"}
HIDDEN = """A host counts as hidden if it is found in the readable source of the same program. `all` counts
those too that are missed there. Goals: javascript-obfuscator (jso) ≥ 99 % in development and ≥ 98 % held out,
js-confuser (jsc) low and medium ≥ 85 %, packers, eval chains and JSFuck ≥ 95 %; destinations that are not there ≤ 3 %;
≤ 0.3 s for files under 50 KB."""
PEERS = """Peers are credited for a host that stands in clear anywhere in their output; `hosts` counts all. In brackets:
processor seconds a file, of the files on which the tool found every host."""
VALUES = """Each decoded string against the obfuscator's source map (decoded_values.py says what the verdicts mean; only
`unexplained` can be an error). Goal: ≤ 0.5 % wrong."""
SMALL = "Goals: precision and recall of flows ≥ 0.92, guards ≥ 0.92."
BUILT = """The same cases minified or bundled. What a tool refuses (modules, in part) is left out, and only conditions
on circumstances are compared: how code reads is another thing then."""
REAL = """Against labels read from their readable builds, and against what they sent in a browser. Goals: flows
≥ 0.85 and ≥ 0.85; seen in traffic ≥ 0.80 as flow and ≥ 0.97 as host; ≤ 2 s/MB."""
BUNDLED = """Applications of our own (bundled/), each made into one file with the client or framework that it uses: is
the typed password found on its way to the host that it is sent to?"""
FAST = """Processor seconds of one core, with the sandbox. Goals: plain minified code ≤ 2 s/MB median, none above
5 s/MB; 8 MB in ≤ 9 × the time of 1 MB; memory ≤ 150 MiB + 100 × the file; heavily obfuscated ≤ 0.3 s mean under 50 KB
and ≤ 3 s/MB above 300 KB; a known script again in ≤ 5 ms. Facts that a time limit cut are not kept: such a script is
read anew."""
_MOST = 12
_LARGE_ENOUGH = 50_000
"""Bytes; the time of smaller files is that of a timer."""

HEAD = """# What the static engine finds

Written by `bench/static/report.py`; see [bench/static](../bench/static/README.md) for the corpora and how to measure
again. Development cases were looked at while the engine was written, held-out ones were not. Times are processor
seconds on two shared cores: compare them within a table only.
"""


def main() -> None:
    """Write the page."""
    parts = [HEAD, *_decoding(), *_peers(), *_values(), *_micro(), *_built(), *_bundled(), *_libraries(), *_speed()]
    TARGET.write_text("\n".join(part.rstrip() + "\n" for part in parts), encoding="utf-8")
    print(f"wrote {TARGET.name}: {len(parts)} parts")


def _load(name: str) -> tuple[Any, str] | None:
    """A result and the day it was measured; None if there is none."""
    path = RESULTS / name
    if not path.is_file():
        return None
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    return json.loads(path.read_text(encoding="utf-8")), day


def _standing(title: str) -> str:
    """A section as the page has it, with the day of its figures: what was not measured again is kept."""
    page = TARGET.read_text(encoding="utf-8") if TARGET.is_file() else ""
    _, heading, after = page.partition(f"## {title}\n")
    return heading + after.partition("\n## ")[0] if heading else f"## {title}\n\nNot measured.\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    listed = [list(map(str, head))]
    lines = ["| " + " | ".join(listed[0]) + " |", "| " + " | ".join("---" for _ in listed[0]) + " |"]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines)


def _share(hits: int, of: int) -> str:
    return f"{hits}/{of} ({hits / of:.0%})" if of else "–"


# --- hidden destinations ----------------------------------------------------------------------------------------------
def _decoding() -> Iterator[str]:
    readings: list[dict[str, Any]] = []
    days: set[str] = set()
    for split in SPLITS:
        loaded = _load(f"decoding-{split}.json")
        if loaded is not None:
            readings += loaded[0]["readings"]
            days.add(loaded[1])
    if not readings:
        yield _standing("Hidden destinations")
        return
    yield f"## Hidden destinations\n\nMeasured {', '.join(sorted(days))}. {HIDDEN}\n"
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for reading in readings:
        grouped[reading["family"], reading["split"]].append(reading)
    rows = []
    for (family, split), listed in sorted(grouped.items()):
        found, hosts = sum(r["found"] for r in listed), sum(r["hosts"] for r in listed)
        lost = sum(len(r["lost"]) for r in listed)
        false = sum(len(r["false"]) for r in listed)
        seconds = sorted(r["cpu"] for r in listed)
        small = [r["cpu"] for r in listed if r["size"] < 50_000]
        rows.append((
            family, SPLITS[split], len(listed), _share(found, found + lost), _share(found, hosts), false,
            f"{sum(small) / len(small):.3f}" if small else "–", f"{seconds[-1]:.2f}",
        ))  # fmt: skip
    yield _table(
        ("family", "split", "files", "hidden hosts found", "all", "false", "s/file under 50 KB", "slowest"), rows
    )
    lost_by = Counter((r["family"], r["source"]) for r in readings if r["split"] == "dev" for _ in r["lost"])
    yield "### What is lost, by family and source (development)\n"
    yield _table(
        ("family", "source", "hosts"), ((family, source, n) for (family, source), n in lost_by.most_common(_MOST))
    )


def _peers() -> Iterator[str]:
    loaded = _load("peers.json")
    if loaded is None:
        return
    readings = loaded[0]["readings"]
    yield f"## Peers\n\nMeasured {loaded[1]}, on {len(readings)} files of both splits. {PEERS}\n"
    names = sorted({name for r in readings for name in r["peers"]})
    rows = []
    for family in [*sorted({r["family"] for r in readings}), "all"]:
        listed = [r for r in readings if family in (r["family"], "all")]
        cells = [_hosts_and_seconds([(r["hosts"], r["peers"][n], r["peer_cpu"].get(n)) for r in listed]) for n in names]
        ours = _hosts_and_seconds([(r["hosts"], r["found"], r["cpu"]) for r in listed])
        rows.append((family, sum(r["hosts"] for r in listed), ours, *cells))
    yield _table(("family", "hosts", "undertow", *names), rows)
    solved = [(r["cpu"], [cpu for n, cpu in r["peer_cpu"].items() if r["peers"][n] == r["hosts"]]) for r in readings]
    raced = [(own, min(others)) for own, others in solved if others]
    won = sum(own < best for own, best in raced)
    yield f"Of {len(raced)} files that a peer solved, the engine was faster than every such peer on {won}.\n"


def _hosts_and_seconds(runs: list[tuple[int, int, float | None]]) -> str:
    """Hosts found, and the mean time of the files with all of them. Each run: (hosts, found, seconds if known)."""
    times = [seconds for hosts, found, seconds in runs if found == hosts and seconds is not None]
    found = sum(found for _, found, _ in runs)
    return f"{found} ({sum(times) / len(times):.2f})" if times else str(found)


def _values() -> Iterator[str]:
    loaded = _load("values.json")
    if loaded is None:
        yield _standing("Decoded values")
        return
    yield f"## Decoded values\n\nMeasured {loaded[1]}. {VALUES}\n"
    totals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in loaded[0]:
        totals[row["family"], row["split"]].update(row["verdicts"])
    verdicts = ("right", "moved", "evaluated", "own", "raw", "unexplained")
    yield _table(
        ("family", "split", *verdicts),
        ((f, SPLITS[split], *(count[verdict] for verdict in verdicts)) for (f, split), count in sorted(totals.items())),
    )


# --- flows ------------------------------------------------------------------------------------------------------------
def _micro() -> Iterator[str]:
    for split in SPLITS.values():
        loaded = _load(f"micro-{split}.json")
        if loaded is None:
            continue
        yield f"## Small cases, {split}\n\nMeasured {loaded[1]}. {SMALL}\n"
        rows = (
            (
                name, t["cases"], t["silent"], _share(t["found"], t["flows"]), _share(t["right"], t["claimed"]),
                _share(t["atoms_found"], t["atoms"]), _share(t["addresses_found"], t["addresses"]),
            )
            for name, t in loaded[0].items()
        )  # fmt: skip
        yield _table(("subject", "cases", "silent", "flows found", "claims right", "guards", "addresses"), rows)


def _built() -> Iterator[str]:
    rows = []
    for split in SPLITS.values():
        for path in sorted(RESULTS.glob(f"micro-{split}*.json")):
            (results, day), built = _load(path.name) or ({}, ""), path.stem.removeprefix(f"micro-{split}").strip("-")
            total = results["all"]
            rows.append((
                built or "as written", split, day, total["cases"], _share(total["found"], total["flows"]),
                _share(total["right"], total["claimed"]), _share(total["atoms_found"], total["atoms"]),
            ))  # fmt: skip
    if not rows:
        yield _standing("Small cases as tools make them")
        return
    yield f"## Small cases as tools make them\n\n{BUILT}\n"
    yield _table(("made by", "split", "measured", "cases", "flows found", "claims right", "guards"), rows)


def _bundled() -> Iterator[str]:
    loaded = _load("bundled.json")
    if loaded is None:
        yield _standing("Applications with real clients and frameworks")
        return
    yield f"## Applications with real clients and frameworks\n\nMeasured {loaded[1]}. {BUNDLED}\n"
    rows = {(row["name"], row["minified"]): row for row in loaded[0]["rows"]}
    names = list(dict.fromkeys(name for name, _ in rows))
    total = [f"{sum(rows[name, small]['found'] for name in names)}/{len(names)}" for small in (False, True)]
    table: list[tuple[object, ...]] = []
    for name in names:
        small = rows[name, True]
        table.append((name, _told(rows[name, False]), _told(small), small["size"] // 1000, small["seconds"]))
    yield _table(("application", "readable", "minified", "KB minified", "seconds"), [*table, ("all", *total, "", "")])


def _told(row: dict[str, Any]) -> str:
    wrong = f"; wrongly {', '.join(host for host in row['others'] if host)}" if any(row["others"]) else ""
    return ("found" if row["found"] else "missed") + wrong


def _libraries() -> Iterator[str]:
    loaded = _load("libraries.json")
    if loaded is None:
        yield _standing("Real libraries")
        return
    summary = loaded[0]["summary"]
    keys = [
        ("libraries", "libraries"), ("found", "flows found, host too"), ("data_found", "flows found, any host"),
        ("right", "claims right"), ("hosts", "hosts"), ("addresses", "addresses"),
        ("traffic_flow", "seen in traffic, found as flow, host too"),
        ("traffic_data", "seen in traffic, found as flow, any host"),
        ("traffic_host", "seen in traffic, found as host"),
        ("seconds_per_mb", "s/MB"), ("peak_mib", "peak MiB"),
    ]  # fmt: skip
    yield f"## Real libraries\n\nMeasured {loaded[1]}. {REAL}\n"
    yield _table(("", *summary), ((words, *(row.get(key, "–") for row in summary.values())) for key, words in keys))


# --- speed ------------------------------------------------------------------------------------------------------------
def _speed() -> Iterator[str]:
    loaded = _load("speed.json")
    if loaded is None:
        yield _standing("Speed")
        return
    costs = loaded[0]["costs"]
    yield f"## Speed\n\nMeasured {loaded[1]}. {FAST}\n"
    yield _table(("", "measured"), loaded[0]["summary"].items())
    slowest = sorted(costs, key=lambda c: -c["cpu"] / c["size"])
    plain = [c for c in slowest if c["group"] == "library" and c["size"] > _LARGE_ENOUGH]
    phases = sorted({name for c in costs for name in c["phases"]})
    yield "### Slowest libraries above 50 KB, and bundles: seconds by phase\n"
    yield _table(
        ("file", "KB", "s/MB", "MiB", *phases),
        (
            (
                c["name"], c["size"] // 1000, f"{c['cpu'] / c['size'] * 1e6:.2f}", c["peak"],
                *(f"{c['phases'].get(name, 0):.2f}" for name in phases),
            )
            for c in [*plain[:_MOST], *(c for c in costs if c["group"] == "bundle")]
        ),
    )  # fmt: skip


if __name__ == "__main__":
    main()
