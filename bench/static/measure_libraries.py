"""The static engine on real libraries, against labels read from their code and against what they sent in a browser.

    python bench/static/measure_libraries.py [NAME ...]

Each build (minified and readable) is read in a process of its own: CPU seconds of that process and peak memory. Only
precise flows count, unless a column says otherwise; messages to another frame without a known receiver are left out, as
the product leaves them out. Hosts: `self` the page's own, `?` unknown to a reader of the code.

* flows: a labelled pair `data > host` is *found* if the engine has that data for that host; *data found* if it has that
  data for any host. A pair of the engine is *right* if it is labelled (also as merely possible), or if the data is and
  the engine does not claim to know the host.
* destinations: hosts and addresses of the labels among the engine's endpoints; *false* are those that the engine hands
  to a sink and that are no labelled destination; *mentions* are other hosts that it lists.
* traffic: pairs `data > host` seen in the browser, found as flow (host known, or at all) or at least as endpoint. What
  the page's own script reads and hands over, or sends itself, is none of the library's and left out. A host that the
  page's script gives to the library stands in no line of the library: as a flow it is `?` there, and as an endpoint it
  counts if the engine finds it in the page's script, which an audit reads like any other (`of them by the page`).

Prints tables and writes `.work/results/libraries.json`.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import apart
from libraries import HERE, Library, libraries

from undertow.model.vocabulary import TYPED

LABELS = HERE / "library_labels.toml"
RESULTS = HERE / ".work" / "results"
_SIDE_BY_SIDE = 2
SECONDS = 600
Pair = tuple[str, str]


@dataclass
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def add(self, hits: int, of: int) -> None:
        self.hits, self.of = self.hits + hits, self.of + of

    def __str__(self) -> str:
        return f"{self.hits}/{self.of}" + (f" {self.hits / self.of:4.0%}" if self.of else "     ")


@dataclass
class Reading:
    """What the engine says of one build, and what that cost."""

    size: int
    cpu: float
    """Seconds."""
    peak: float
    """MiB, of the whole process."""
    flows: set[Pair]
    coarse: set[Pair]
    """Found by the coarse graph only."""
    endpoints: set[str]
    """Addresses, with ``{}``."""
    used: set[str]
    """Those of them that are handed to a sink."""
    gaps: list[str]


@dataclass
class Verdict:
    """One build of one library against its labels and its traffic."""

    library: str
    build: str
    split: str
    labelled: bool
    reading: Reading
    found: Share = field(default_factory=Share)
    found_with_coarse: Share = field(default_factory=Share)
    data_found: Share = field(default_factory=Share)
    right: Share = field(default_factory=Share)
    hosts: Share = field(default_factory=Share)
    addresses: Share = field(default_factory=Share)
    traffic_flow: Share = field(default_factory=Share)
    traffic_data: Share = field(default_factory=Share)
    traffic_host: Share = field(default_factory=Share)
    traffic_given: Share = field(default_factory=Share)
    """Those of `traffic_host` that the page's script gives."""
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed_hosts: list[str] = field(default_factory=list)
    false_hosts: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    traffic_missed: list[str] = field(default_factory=list)
    traffic_missed_hosts: list[str] = field(default_factory=list)
    traffic_unlabelled: list[str] = field(default_factory=list)
    """Seen in traffic, and not among the labels: one of the two is to be looked at."""


# -- reading ------------------------------------------------------------------------------------------------------


def read_one(path: Path) -> None:
    """Read one script here and print facts and cost (in a process of its own)."""
    import msgspec

    from undertow.analysis import read_script

    read_script(b"fetch('/warm')")  # imports and caches are no cost of the script
    source = path.read_bytes()
    begin = time.process_time()
    facts = read_script(source, url=path.name)
    cpu = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"facts": msgspec.to_builtins(facts), "cpu": cpu, "peak": peak}))


def read(path: Path) -> Reading:
    told = apart.answer(__file__, "--one", path, SECONDS)
    facts = told["facts"]
    pairs: dict[str, set[Pair]] = {"precise": set(), "coarse": set()}
    for flow in facts["flows"]:
        if flow["sink"] != "postmessage" or flow["host"]:
            pairs[flow.get("tier", "precise")].add((flow["data"], _name(flow["host"])))
    return Reading(
        size=path.stat().st_size,
        cpu=told["cpu"],
        peak=told["peak"],
        flows=pairs["precise"],
        coarse=pairs["coarse"] - pairs["precise"],
        endpoints={e["url"] for e in facts["endpoints"]},
        used={e["url"] for e in facts["endpoints"] if e.get("sink")},
        gaps=sorted(gap["kind"] for gap in facts["gaps"]),
    )


def _name(host: str | None) -> str:
    return "?" if host is None else host or "self"


# -- comparing ----------------------------------------------------------------------------------------------------


def host_of(url: str) -> str:
    """``self`` for a relative address, ``?`` if it begins unknown."""
    _, colon, rest = url.partition("://")
    if not colon:
        rest = url.removeprefix("//") if url.startswith("//") else ""
        if not rest:
            return "?" if url.startswith(("{}", "?")) else "self"
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    return "?" if host in ("", "{}") else host


def same(one: str, other: str) -> bool:
    """Whether two texts with ``{}`` for unknown parts can mean the same."""
    return one == other or _fits(one, other) or _fits(other, one)


def _fits(pattern: str, text: str) -> bool:
    return "{}" in pattern and re.fullmatch(re.escape(pattern).replace(r"\{\}", ".*"), text, re.DOTALL) is not None


def _same_host(one: str, other: str) -> bool:
    return one == other or ("?" not in (one, other) and "self" not in (one, other) and same(one, other))


def _has(pairs: Iterable[Pair], wanted: Pair) -> bool:
    return any(data == wanted[0] and _same_host(host, wanted[1]) for data, host in pairs)


def _pair(text: str) -> Pair:
    data, _, host = text.partition(" > ")
    return data, host


def _texts(pairs: Iterable[Pair]) -> list[str]:
    return sorted(f"{data} > {host}" for data, host in pairs)


def against_labels(verdict: Verdict, label: dict[str, Any]) -> None:
    reading = verdict.reading
    wanted = {_pair(what) for what, *_ in label.get("flows", ())}
    accepted = wanted | {_pair(what) for what, *_ in label.get("possible", ())}
    known = {data for data, _ in accepted}
    missed = {pair for pair in wanted if not _has(reading.flows, pair)}
    wrong = {pair for pair in reading.flows if not _has(accepted, pair) and not (pair[1] == "?" and pair[0] in known)}
    all_flows = reading.flows | reading.coarse
    verdict.found.add(len(wanted - missed), len(wanted))
    verdict.found_with_coarse.add(sum(_has(all_flows, pair) for pair in wanted), len(wanted))
    verdict.data_found.add(sum(any(pair[0] == data for data, _ in reading.flows) for pair in wanted), len(wanted))
    verdict.right.add(len(reading.flows - wrong), len(reading.flows))
    verdict.missed, verdict.wrong = _texts(missed), _texts(wrong)

    addresses = [what for what, *_ in label.get("destinations", ())]
    hosts = {host_of(address) for address in addresses} - {"?"}
    seen = {host_of(url) for url in reading.endpoints} | {host for _, host in all_flows}
    verdict.missed_hosts = sorted(host for host in hosts if not any(_same_host(host, other) for other in seen))
    verdict.hosts.add(len(hosts) - len(verdict.missed_hosts), len(hosts))
    fixed = [address for address in addresses if host_of(address) != "?"]
    verdict.addresses.add(sum(any(_same_address(a, url) for url in reading.endpoints) for a in fixed), len(fixed))
    real = hosts | {host for _, host in accepted}
    strange = {host_of(url) for url in reading.endpoints} - {"?", "self"}
    strange = {host for host in strange if not any(_same_host(host, other) for other in real)}
    used = {host_of(url) for url in reading.used}
    verdict.false_hosts, verdict.mentions = sorted(strange & used), sorted(strange - used)


def _same_address(label: str, found: str) -> bool:
    one, other = (re.sub(r"^[a-z]+:", "", text).partition("?")[0].rstrip("/") for text in (label, found))
    return same(one, other)


def of_library(page: str, hosts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Traffic without what the page's script sends itself (`fetch` to a host it names) and reads from its own form."""
    handed = TYPED if ".target" in page or "serialize" in page else frozenset()
    sent = {host for host in hosts if "fetch(" in page and f"//{host}" in page}
    return {host: [kind for kind in kinds if kind not in handed] for host, kinds in hosts.items() if host not in sent}


def against_traffic(
    verdict: Verdict, hosts: dict[str, list[str]], label: dict[str, Any], page: Reading | None, given: frozenset[str]
) -> None:
    """Compare with what was seen.

    Args:
        verdict: of the library; completed here.
        hosts: data types seen, by host.
        label: of the library.
        page: what the engine says of the page's script.
        given: hosts that stand in the page's script.
    """
    reading = verdict.reading
    seen = {host_of(url) for url in reading.endpoints}
    seen_in_page = {host_of(url) for url in page.endpoints} if page else set()
    accepted = {_pair(what) for key in ("flows", "possible") for what, *_ in label.get(key, ())}
    for host, kinds in hosts.items():
        shown = "?" if host.endswith(".test") or host in given else host
        if host != "self" and not host.endswith(".test"):
            found = any(_same_host(host, other) for other in (seen | seen_in_page if host in given else seen))
            verdict.traffic_host.add(found, 1)
            if host in given:
                verdict.traffic_given.add(found, 1)
            if not found:
                verdict.traffic_missed_hosts.append(host)
        for data in kinds:
            exact = _has(reading.flows, (data, shown))
            verdict.traffic_flow.add(exact, 1)
            verdict.traffic_data.add(any(data == other for other, _ in reading.flows), 1)
            if not exact:
                verdict.traffic_missed.append(f"{data} > {host}")
            known = _has(accepted, (data, shown)) or (data, "?") in accepted
            if label.get("labelled") and not known:
                verdict.traffic_unlabelled.append(f"{data} > {host}")


def verdicts(library: Library, labels: dict[str, Any], traffic: dict[str, Any]) -> Iterable[Verdict]:
    label = labels.get(library.name, {"labelled": False})
    page = library.page.read_text() if library.page.exists() else ""
    seen = of_library(page, traffic.get(library.name, {"hosts": {}})["hosts"])
    given = frozenset(host for host in seen if host in page)
    of_page = read(library.page) if given else None
    for build, path in (("minified", library.minified), ("readable", library.readable)):
        verdict = Verdict(library.name, build, library.split, label["labelled"], read(path))
        if label["labelled"]:
            against_labels(verdict, label)
        against_traffic(verdict, seen, label, of_page, given)
        yield verdict


# -- telling ------------------------------------------------------------------------------------------------------


def summary(found: Sequence[Verdict]) -> dict[str, Any]:
    """Sums over many verdicts."""
    shares: dict[str, Share] = {}
    for name in ("found", "found_with_coarse", "data_found", "right", "hosts", "addresses", "traffic_flow",
                 "traffic_data", "traffic_host", "traffic_given"):  # fmt: skip
        shares[name] = Share()
        for verdict in found:
            share: Share = getattr(verdict, name)
            shares[name].add(share.hits, share.of)
    size, cpu = sum(v.reading.size for v in found), sum(v.reading.cpu for v in found)
    return {
        "libraries": len(found),
        "labelled": sum(v.labelled for v in found),
        **{name: str(share) for name, share in shares.items()},
        "false_hosts": sum(len(v.false_hosts) for v in found),
        "mentions": sum(len(v.mentions) for v in found if v.labelled),
        "seconds_per_mb": round(cpu / size * 1e6, 2) if size else 0,
        "peak_mib": round(max((v.reading.peak for v in found), default=0)),
    }


def table(found: Sequence[Verdict]) -> None:
    print(
        f"{'library':34} {'found':>10} {'data':>10} {'right':>10} {'hosts':>10} {'traffic':>10} {'s/MB':>5} {'MiB':>4}"
    )
    for v in found:
        r = v.reading
        cells = [v.found, v.data_found, v.right, v.hosts, v.traffic_flow]
        shown = " ".join(f"{share!s:>10}" for share in cells) if v.labelled else f"{'—':>10} " * 4 + f"{cells[4]!s:>10}"
        print(f"{v.library:34} {shown} {r.cpu / r.size * 1e6:5.1f} {r.peak:4.0f}")


def details(found: Sequence[Verdict]) -> None:
    for v in found:
        for word in ("missed", "wrong", "missed_hosts", "false_hosts", "traffic_missed", "traffic_missed_hosts",
                     "traffic_unlabelled"):  # fmt: skip
            if things := getattr(v, word):
                print(f"{v.library}: {word.replace('_', ' ')}: {', '.join(things)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--one", type=Path, metavar="FILE", help="read one script, print facts and cost as JSON")
    parser.add_argument("--details", action="store_true", help="what was missed and wrong, for each library")
    parser.add_argument("--split", choices=["development", "held-out"], help="only these")
    chosen = parser.parse_args()
    if chosen.one:
        read_one(chosen.one)
        return
    from traffic import load

    labels: dict[str, Any] = tomllib.loads(LABELS.read_text())["library"] if LABELS.exists() else {}
    recorded = load()
    picked = [one for one in libraries(chosen.names) if chosen.split in (None, one.split)]
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:  # each library is read in a process of its own
        found = [v for each in pool.map(lambda one: list(verdicts(one, labels, recorded)), picked) for v in each]
    sums = {}
    for split in ("development", "held-out"):
        for build in ("minified", "readable"):
            some = [v for v in found if (v.split, v.build) == (split, build)]
            if not some:
                continue
            print(f"\n{split}, {build}")
            table(some)
            if chosen.details and build == "minified":
                details(some)
            sums[f"{split}, {build}"] = summary(some)
    print()
    for name, values in sums.items():
        print(name, json.dumps(values, ensure_ascii=False))
    if not chosen.names and not chosen.split:
        RESULTS.mkdir(parents=True, exist_ok=True)
        everything = {"summary": sums, "verdicts": [asdict(v) for v in found]}
        (RESULTS / "libraries.json").write_text(json.dumps(everything, indent=1, default=sorted) + "\n")


if __name__ == "__main__":
    main()
