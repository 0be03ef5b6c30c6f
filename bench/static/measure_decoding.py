"""How much of the obfuscation corpus the engine reads: destinations found, false ones, wrong values, processor time.

A true host counts as found if an endpoint has it (a template matches a host that it can become, and the reverse); as
`address` if scheme and path fit as well; as `lost` if it is found in the readable source only. False is a reported host
that is neither true nor in the readable source; a decoy is a host that stands in the source but is no destination. A
peer finds a host if it stands in clear in a string or template of its output, a baseline if it stands in what it took
from the file as delivered.

    python bench/static/measure_decoding.py [--split dev] [--family jso-heavy] [--values | --peers 6]

Results are printed and, unless of one family only, written to `.work/results`: `decoding-SPLIT.json`, `values.json`, or
with `--peers`, which reads a fixed choice of files only, `peers.json`.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import resource
import statistics
import time
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import corpus
import peers
from corpus import Sample
from decoded_values import judge

from undertow.analysis import read_script
from undertow.analysis.sandbox import Sandbox
from undertow.model import Endpoint

RESULTS = corpus.WORK / "results"


@dataclass
class Reading:
    """What the engine made of one sample."""

    split: str
    family: str
    transform: str
    source: str
    path: str
    size: int
    hosts: int
    """True hosts."""
    found: int
    """Of these, hosts that it reports."""
    addresses: int
    """Destinations of which it reports scheme, host and path."""
    destinations: int
    missed: list[str]
    """True hosts that it does not report."""
    lost: list[str]
    """Of these, hosts that it reports of the readable source: what hiding cost."""
    false: list[str]
    decoys: list[str]
    cpu: float
    """Seconds of processor time, with its sandbox."""
    wall: float
    gaps: list[str]
    peers: dict[str, int] = field(default_factory=dict)
    """Tool -> true hosts in its output, where it was run."""
    peer_cpu: dict[str, float] = field(default_factory=dict)
    peer_failures: dict[str, str] = field(default_factory=dict)


def read(sample: Sample) -> Reading:
    """Run the engine on a sample and compare."""
    data = sample.path.read_bytes()
    before, started = _processor_time(), time.perf_counter()
    facts = read_script(data)
    wall, cpu = time.perf_counter() - started, _processor_time() - before
    true = true_hosts(sample)
    reported = {endpoint.host for endpoint in facts.endpoints if endpoint.host}
    missed = [host for host in true if not any(may_be(host, other) for other in reported)]
    original = corpus.readable(sample.source)
    false = [h for h in sorted(reported) if h not in original and not any(may_be(h, host) for host in true)]
    return Reading(
        split=sample.split,
        family=sample.family,
        transform=sample.transform,
        source=sample.source.name,
        path=str(sample.path.relative_to(corpus.CORPUS)),
        size=len(data),
        hosts=len(true),
        found=len(true) - len(missed),
        addresses=sum(is_reported(url, facts.endpoints) for url in sample.destinations),
        destinations=len(sample.destinations),
        missed=missed,
        lost=[host for host in missed if host in found_in_clear(sample)],
        false=false,
        decoys=[host for host in sample.decoys if host in reported],
        cpu=cpu,
        wall=wall,
        gaps=[gap.kind for gap in facts.gaps],
    )


def found_in_clear(sample: Sample) -> frozenset[str]:
    """True hosts that the engine reports of the readable source."""
    reported = _hosts(corpus.readable(sample.source))
    return frozenset(host for host in true_hosts(sample) if any(may_be(host, other) for other in reported))


@cache
def _hosts(source: str) -> frozenset[str]:
    return frozenset(endpoint.host for endpoint in read_script(source.encode()).endpoints if endpoint.host)


def true_hosts(sample: Sample) -> list[str]:
    """Distinct hosts of the destinations, in order."""
    return list(dict.fromkeys(host_of(url) for url in sample.destinations))


def host_of(url: str) -> str:
    """Host of a URL with ``{}`` for unknown parts."""
    return re.sub(r"^(?:\w+:)?//", "", url).split("/")[0].split("?")[0].rpartition("@")[2].split(":")[0].lower()


def may_be(one: str, other: str) -> bool:
    """Can two hosts be the same, whatever stands for ``{}``?"""
    return bool(_pattern(one).fullmatch(other) or _pattern(other).fullmatch(one))


def _pattern(host: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, host.split("{}"))))


def is_reported(url: str, endpoints: Iterable[Endpoint]) -> bool:
    """Does an endpoint have this destination's scheme, host and path, as far as the path is known?"""
    scheme, path = url.partition(":")[0], urlsplit(url).path.partition("{}")[0]
    for endpoint in endpoints:
        same_scheme = endpoint.url.startswith(("//", scheme + ":"))
        known = urlsplit(endpoint.url).path.partition("{}")[0] if "//" in endpoint.url else ""
        if same_scheme and may_be(host_of(url), endpoint.host) and known.startswith(path):
            return True
    return False


def compare(sample: Sample, reading: Reading) -> None:
    """Run peers and baselines on the sample too."""
    text = sample.path.read_text(errors="replace")
    for name in peers.BASELINES:
        reading.peers[name] = hosts_in_clear(sample, peers.run_baseline(name, text))
    for name in peers.PEERS:
        outcome = peers.run_peer(name, sample.path)
        reading.peers[name] = hosts_in_clear(sample, peers.string_literals(outcome.text))
        reading.peer_cpu[name] = outcome.cpu
        if outcome.failure:
            reading.peer_failures[name] = outcome.failure


def hosts_in_clear(sample: Sample, texts: Iterable[str]) -> int:
    """True hosts (their known part) that stand in one of the texts."""
    all_texts = "\n".join(texts)
    return sum(host.rpartition("{}")[2] in all_texts for host in true_hosts(sample))


def chosen_for_peers(samples: list[Sample], each: int) -> set[Path]:
    """A fixed choice: so many of each family and split, by a checksum of their names."""
    groups = collections.defaultdict(list)
    for sample in samples:
        key = f"{sample.transform}/{sample.source.name}"
        groups[sample.family, sample.split].append((zlib.crc32(key.encode()), sample.path))
    return {path for group in groups.values() for _, path in sorted(group)[:each]}


def judge_values(samples: list[Sample]) -> list[dict[str, object]]:
    """Verdicts on the decoded values of all samples with a source map, with the doubtful ones in full."""
    rows: list[dict[str, object]] = []
    sandbox = Sandbox()
    for sample in samples:
        if sample.source_map is None:
            continue
        original = corpus.readable(sample.source)
        judged = judge(original, sample.path.read_text(), sample.source_map.read_text(), sandbox)
        rows.append(
            {
                "split": sample.split,
                "family": sample.family,
                "path": str(sample.path.relative_to(corpus.CORPUS)),
                "verdicts": collections.Counter(each.verdict for each in judged),
                "doubtful": [asdict(each) for each in judged if each.verdict == "unexplained"],
            }
        )
    sandbox.close()
    return rows


def print_readings(readings: list[Reading]) -> None:
    """One line for each family and split."""
    print(f"{'family':13} {'split':9} {'files':>5} {'hosts':>11} {'lost':>5} {'addresses':>11} {'false':>5} "
          f"{'decoys':>6} {'cpu s/file':>10} {'p95':>6} {'max':>6} {'cpu s/MB':>8} {'gaps':>5}")  # fmt: skip
    groups = collections.defaultdict(list)
    for reading in readings:
        groups[reading.family, reading.split].append(reading)
    for (family, split), rows in groups.items():
        times = sorted(row.cpu for row in rows)
        print(
            f"{family:13} {split:9} {len(rows):5} {_share(rows, 'found', 'hosts')} "
            f"{sum(len(row.lost) for row in rows):5} {_share(rows, 'addresses', 'destinations')} "
            f"{sum(len(row.false) for row in rows):5} "
            f"{sum(len(row.decoys) for row in rows):6} {statistics.mean(times):10.3f} "
            f"{times[int(0.95 * (len(times) - 1))]:6.2f} {times[-1]:6.2f} "
            f"{sum(times) / sum(row.size for row in rows) * 1e6:8.2f} {sum(bool(row.gaps) for row in rows):5}"
        )
    counted = [row for row in readings if row.family not in corpus.NOT_COUNTED]
    print(
        f"{'all counted':13} {'':9} {len(counted):5} {_share(counted, 'found', 'hosts')} "
        f"{sum(len(row.lost) for row in counted):5} {_share(counted, 'addresses', 'destinations')}",
        flush=True,
    )


def _share(rows: list[Reading], part: str, whole: str) -> str:
    return f"{sum(getattr(row, part) for row in rows):5}/{sum(getattr(row, whole) for row in rows):<5}"


def print_peers(readings: list[Reading]) -> None:
    """Hosts found on the files that the peers were run on, side by side."""
    names = [*peers.BASELINES, *peers.PEERS]
    print(f"\n{'family':13} {'files':>5} {'hosts':>5} {'undertow':>9}" + "".join(f" {name[:13]:>13}" for name in names))
    groups = collections.defaultdict(list)
    for reading in readings:
        groups[reading.family].append(reading)
        groups["all"].append(reading)
    for family, rows in sorted(groups.items(), key=lambda item: item[0] == "all"):
        cells = "".join(f" {sum(row.peers[name] for row in rows):13}" for name in names)
        print(f"{family:13} {len(rows):5} {sum(r.hosts for r in rows):5} {sum(r.found for r in rows):9}{cells}")
    rows = groups["all"]
    for name in peers.PEERS:
        failed = collections.Counter(row.peer_failures[name][:70] for row in rows if name in row.peer_failures)
        mean = statistics.mean(row.peer_cpu[name] for row in rows)
        print(f"{name}: {mean:.2f} s of processor time a file, {failed.total()} failed {dict(failed.most_common(3))}")


def print_values(rows: list[dict[str, object]]) -> None:
    """Verdicts on decoded values by family and split."""
    totals: dict[tuple[object, object], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in rows:
        verdicts = row["verdicts"]
        assert isinstance(verdicts, collections.Counter)
        totals[row["family"], row["split"]].update(verdicts)
    print("\nverdicts on decoded strings")
    for (family, split), verdicts in totals.items():
        print(f"{family!s:13} {split!s:9} " + "  ".join(f"{name} {count}" for name, count in verdicts.most_common()))


def _processor_time() -> float:
    """Seconds used by this process, by children that ended, and by those that still run."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = time.process_time() + ended.ru_utime + ended.ru_stime
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            total += int(Path(f"/proc/{child}/schedstat").read_text().split()[0]) / 1e9
    return total


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--split", choices=sorted(corpus.SOURCES))
    parser.add_argument("--family", choices=sorted(corpus.FAMILIES))
    parser.add_argument("--values", action="store_true", help="judge decoded values by the source maps too")
    parser.add_argument("--peers", type=int, metavar="N", help="N files a family and split only, and peers on them too")
    options = parser.parse_args()
    samples = [
        sample for sample in corpus.samples()
        if options.split in (None, sample.split) and options.family in (None, sample.family)
    ]  # fmt: skip
    if options.peers:
        chosen = chosen_for_peers(samples, options.peers)
        samples = [sample for sample in samples if sample.path in chosen]
    read_script(b"fetch('/')")  # imports are not the file's cost
    readings = [read(sample) for sample in samples]
    print_readings(readings)
    if options.peers:
        for sample, reading in zip(samples, readings, strict=True):
            compare(sample, reading)
        print_peers(readings)
    values = judge_values(samples) if options.values else []
    if values:
        print_values(values)
    if not options.family:
        keep(readings, values, beside_peers=bool(options.peers))


def keep(readings: list[Reading], values: list[dict[str, object]], *, beside_peers: bool) -> None:
    """Write the results, a file for each split, or one if peers were run on the same files."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    groups = collections.defaultdict(list)
    for reading in readings:
        groups["peers" if beside_peers else f"decoding-{reading.split}"].append(asdict(reading))
    for name, rows in groups.items():
        (RESULTS / f"{name}.json").write_text(json.dumps({"readings": rows}, indent=1))
    if values:
        (RESULTS / "values.json").write_text(json.dumps(values, indent=1))


if __name__ == "__main__":
    main()
