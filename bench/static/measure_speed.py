"""How fast the static engine reads: by file, by phase, by size, and what memory that takes.

    python bench/static/measure_speed.py [NAME ...]

Each file is read in a process of its own, after a warm-up script: processor seconds of that process and of its sandbox,
and its peak memory. Files: the minified development libraries; bundles of 1 to 8 MB made of all libraries, each once
and in a function of its own; obfuscated files of the development corpus. Phases are measured in a second reading, with
a timer around each (what one asks of another first counts where it is asked).

Prints tables and writes `.work/results/speed.json`.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

import apart
from libraries import HERE, libraries

if TYPE_CHECKING:
    from undertow.model import ScriptFacts

WORK = HERE / ".work"
RESULTS = WORK / "results"
CORPUS = WORK / "corpus" / "dev"
SECONDS = 900
MEGABYTES = (1, 2, 4, 8)
LARGEST = 8 << 20
"""Bytes above which the engine reads no code."""
_AGAIN = 5
PHASES = {
    "parse": ("facts", "columns"),
    "scopes": ("facts", "resolve"),
    "decode": ("facts", "make_readable"),
    "index": ("facts", "Program"),
    "sinks": ("flow", "find_sinks"),
    "sources": ("flow", "find_sources"),
    "search": ("flow_search", "Search.hits"),
    "guards": ("guards", "Guards.of"),
    "values": ("flow_report", "Reporter._destinations"),
    "coarse": ("flow", "_not_followed"),
    "network functions": ("flow", "_network_functions"),
    "endpoints": ("endpoints", "EndpointFinder.find"),
    "signatures": ("facts", "match_code"),
}
"""Phase → module and name of the function that it is."""
FAMILIES = ("jso-4.0.2-heavy", "jso-5.8.0-heavy", "jsc-1.7.3-low", "jsc-1.7.3-medium", "jsc-1.7.3-high",
            "jsc-2.1.3-low", "jsc-2.1.3-medium", "jsc-2.1.3-high")  # fmt: skip


@dataclass
class Cost:
    """What the reading of one file took."""

    name: str
    group: str
    size: int
    """Bytes."""
    cpu: float = 0.0
    """Seconds of the reading process and its sandbox."""
    peak: int = 0
    """MiB of the reading process."""
    base: int = 0
    """MiB that it had before."""
    gaps: list[str] = field(default_factory=list)
    phases: dict[str, float] = field(default_factory=dict)
    """Seconds, each without the others."""
    again: float | None = None
    """Seconds of wall time until the facts are there when the script is known."""

    @property
    def rate(self) -> float:
        """Seconds per megabyte (10⁶ bytes)."""
        return self.cpu / self.size * 1e6


# --- one file, in a process of its own --------------------------------------------------------------------------------
def read_one(path: Path, *, phases: bool) -> None:
    """Read one script here and print what that took."""
    from undertow.analysis import facts, read_script

    read_script(b"fetch('/warm')")
    source = path.read_bytes()
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    timers = _timers() if phases else {}
    begin = time.process_time()
    found = read_script(source, url=path.name)
    cpu = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    facts._sandbox().close()  # only then its time is known
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    timers["rest"] = cpu - sum(timers.values())
    gaps = sorted(gap.kind for gap in found.gaps)
    again = _again(source, found)
    sandbox = children.ru_utime + children.ru_stime
    answer = {"cpu": cpu + sandbox, "peak": peak >> 10, "base": base >> 10, "gaps": gaps, "phases": timers}
    print(json.dumps({**answer, "again": again}))


def _again(source: bytes, found: ScriptFacts) -> float:
    """Seconds until the facts of a known script are there: the median of a few times, from a cache on disk."""
    from undertow.reading import FactsCache, read_one

    with tempfile.TemporaryDirectory() as folder:
        cache = FactsCache(Path(folder))
        cache.put(found)
        times = []
        for _ in range(_AGAIN):
            begin = time.perf_counter()
            read_one(source, cache)
            times.append(time.perf_counter() - begin)
    return median(times)


def _timers() -> dict[str, float]:
    """Put a timer around each phase; the time of phases within a phase is not its own."""
    import importlib

    spent: dict[str, float] = {}
    running: list[float] = []

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **named: Any) -> Any:
            begin = time.process_time()
            running.append(0.0)
            try:
                return function(*args, **named)
            finally:
                whole = time.process_time() - begin
                spent[name] = spent.get(name, 0.0) + whole - running.pop()
                if running:
                    running[-1] += whole

        return wrapper

    for phase, (module, name) in PHASES.items():
        owner: Any = importlib.import_module(f"undertow.analysis.{module}")
        *outer, last = name.split(".")
        for each in outer:
            owner = getattr(owner, each)
        setattr(owner, last, timed(phase, getattr(owner, last)))
    return spent


# --- all files --------------------------------------------------------------------------------------------------------
def measure(name: str, group: str, path: Path, *, phases: bool = False) -> Cost:
    """The cost of one file; with `phases` from a second reading."""
    cost = Cost(name, group, path.stat().st_size)
    answer = apart.answer(__file__, "--one", path, SECONDS)
    cost.cpu, cost.peak, cost.base, cost.gaps = answer["cpu"], answer["peak"], answer["base"], answer["gaps"]
    cost.again = answer["again"]
    if phases:
        cost.phases = apart.answer(__file__, "--phases", path, SECONDS)["phases"]
    print(
        f"{group:12} {name:40} {cost.size:>10,} {cost.cpu:8.3f} s {cost.rate:7.2f} s/MB {cost.peak:5} MiB", flush=True
    )
    return cost


def bundles() -> Iterator[Path]:
    """One script of each size, made of different minified libraries, each once in a function, small ones first."""
    folder = WORK / "speed"
    folder.mkdir(exist_ok=True)
    modules = sorted((one.minified for one in libraries()), key=lambda path: path.stat().st_size)
    for megabytes in MEGABYTES:
        path = folder / f"bundle-{megabytes}.js"
        pieces: list[bytes] = []
        size = 0
        for module in modules:
            code = module.read_bytes()
            if size + len(code) > min(megabytes * 1_000_000, LARGEST):
                continue
            pieces.append(b"(function(module,exports){%s\n})({exports:{}},{});\n" % code)
            size += len(pieces[-1])
        path.write_bytes(b"".join(pieces))
        yield path


def all_costs(names: list[str], only: str | None) -> Iterator[Cost]:
    """Of everything, or of one group; of the named libraries only, if any are."""
    for one in libraries(names):
        if (names or one.split == "development") and (only in (None, "library")):
            yield measure(one.name, "library", one.minified, phases=True)
    if names:
        return
    for path in bundles() if only in (None, "bundle") else ():
        yield measure(path.stem, "bundle", path, phases=True)
    for family in FAMILIES if only in (None, "obfuscated") else ():
        for path in sorted((CORPUS / family).glob("*.js")):
            yield measure(f"{family}/{path.name}", "obfuscated", path)


def summary(costs: list[Cost]) -> dict[str, Any]:
    """The figures that have goals."""
    plain = [c for c in costs if c.group == "library"]
    large = [c for c in plain if c.size > 50_000]
    known = [c.again for c in plain if c.again is not None]
    grown = {c.name: c.cpu for c in costs if c.group == "bundle"}
    hidden = [c for c in costs if c.group == "obfuscated"]
    small, big = [c for c in hidden if c.size < 50_000], [c for c in hidden if c.size > 300_000]
    made = {
        "plain, median s/MB": round(median(c.rate for c in plain), 2) if plain else None,
        "plain above 50 KB, median s/MB": round(median(c.rate for c in large), 2) if large else None,
        "plain above 50 KB, slowest s/MB": round(max(c.rate for c in large), 2) if large else None,
        "known script again, median ms": round(median(known) * 1e3, 1) if known else None,
        "known script again, slowest ms": round(max(known) * 1e3, 1) if known else None,
        "plain, peak MiB above 150 + 100 × size": round(max(c.peak - 150 - c.size / 1e4 for c in costs)),
    }
    if grown:
        made["8 MB / 1 MB, times"] = round(grown["bundle-8"] / grown["bundle-1"], 1)
    if small:
        made["obfuscated under 50 KB, mean s"] = round(mean(c.cpu for c in small), 3)
    if big:
        made["obfuscated above 300 KB, slowest s/MB"] = round(max(c.rate for c in big), 2)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--one", type=Path, metavar="FILE", help="read one script, print its cost as JSON")
    parser.add_argument("--only", choices=["library", "bundle", "obfuscated"], help="only this group; writes nothing")
    parser.add_argument("--phases", type=Path, metavar="FILE", help="the same with the time of each phase")
    chosen = parser.parse_args()
    if chosen.one or chosen.phases:
        read_one(chosen.one or chosen.phases, phases=bool(chosen.phases))
        return
    costs = list(all_costs(chosen.names, chosen.only))
    figures = summary(costs)
    for name, value in figures.items():
        print(f"{name:45} {value}")
    if not chosen.names and not chosen.only:
        RESULTS.mkdir(parents=True, exist_ok=True)
        everything = {"summary": figures, "costs": [asdict(c) for c in costs]}
        (RESULTS / "speed.json").write_text(json.dumps(everything, indent=1) + "\n")


if __name__ == "__main__":
    main()
