"""The static engine on the micro cases: flows, guards and destinations against the truth in their comments.

    python bench/static/measure_micro.py [--split development|held-out] [--built terser] [--details] [FILE ...]

A flow counts by data type and host (the kind of sink is compared apart); the flow a case speaks of as `?` is found by
one whose host the engine does not know. Guards are counted on flows found only. Writes `.work/results/micro-*.json`.
Cases are read as they stand, or as a minifier or bundler makes them (`--built`, a name of `transforms.mjs`), where only
circumstances are compared: how a condition reads is another thing then. What the tool refuses is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import corpus

from undertow.analysis import read_script
from undertow.model import CodeFlow, ScriptFacts

HERE = Path(__file__).parent
RESULTS = HERE / ".work" / "results"
_FLOW = re.compile(r"flow: ([\w-]+) > (\S+) via ([\w-]+)")
_ATOM = re.compile(r"guard: (not )?([\w-]+) ?(.*)")
_PLAIN = re.compile(r"(\^?)(\w+(?:\|\w+)*)")
"""A pattern of plain words, which says `contains` or `starts-with` and is reported as that."""
_EQUAL = {"equals": "one-of"}


@dataclass
class Case:
    """One small program and its truth."""

    name: str
    subject: str
    code: str
    flows: set[tuple[str, str]] = field(default_factory=set)
    guards: list[tuple[bool, str, str]] = field(default_factory=list)
    """(negated, dimension or `code` or `event`, the rest of the line)"""
    destinations: list[str] = field(default_factory=list)
    not_destinations: list[str] = field(default_factory=list)


@dataclass
class Tally:
    """Counts over the cases of one subject."""

    cases: int = 0
    silent: int = 0
    """Cases without a flow."""
    flows: int = 0
    found: int = 0
    claimed: int = 0
    right: int = 0
    atoms: int = 0
    atoms_found: int = 0
    addresses: int = 0
    addresses_found: int = 0
    decoys_reported: int = 0
    seconds: float = 0.0


def cases(split: str) -> Iterator[Case]:
    """The cases of a split, in the order of the files."""
    folder = HERE / "micro" / ("held-out" if split == "held-out" else "")
    for path in sorted(folder.glob("*.js")):
        for part in re.split(r"^//# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, body = part.partition("\n")
            yield _case(name.strip(), path.stem, body)


def built(found: Iterable[Case], transform: str) -> Iterator[Case]:
    """The cases as a minifier or bundler makes them; each is made once."""
    folder = corpus.WORK / "micro" / transform
    folder.mkdir(parents=True, exist_ok=True)
    places, jobs = [], []
    for case in found:
        name = hashlib.sha256(case.code.encode()).hexdigest()[:24]
        places.append((case, out := folder / f"{name}.out.js", refused := folder / f"{name}.refused"))
        if not out.exists() and not refused.exists():
            source = folder / f"{name}.js"
            source.write_text(case.code, encoding="utf-8")
            jobs.append(corpus.Job(transform, 0, str(source), str(out)))
    for line in corpus.transform(jobs) if jobs else ():
        if "error" in line:
            Path(line["out"].removesuffix(".out.js") + ".refused").write_text(line["error"], encoding="utf-8")
    for case, out, refused in places:
        if not refused.exists():
            guards = [guard for guard in case.guards if guard[1] not in ("code", "event")]
            yield replace(case, code=out.read_text(encoding="utf-8"), guards=guards)


def _case(name: str, subject: str, body: str) -> Case:
    found = Case(name, subject, body)
    for line in body.splitlines():
        if not line.startswith("// "):
            break
        text = line[3:].strip()
        if flow := _FLOW.match(text):
            found.flows.add((flow[1], flow[2]))
        elif atom := _ATOM.match(text):
            found.guards.append((bool(atom[1]), atom[2], atom[3].strip()))
        elif text.startswith("destination: "):
            found.destinations.append(text.removeprefix("destination: ").strip())
        elif text.startswith("no destination: "):
            found.not_destinations.append(text.removeprefix("no destination: ").strip())
    return found


def measure(case: Case, tally: Tally) -> list[str]:
    """Count one case; what was missed or wrong, in words."""
    begin = time.process_time()
    facts = read_script(case.code.encode())
    tally.seconds += time.process_time() - begin
    precise = [f for f in facts.flows if f.tier == "precise"]
    claimed = {(f.data, _host(f)) for f in precise}
    tally.cases += 1
    tally.silent += not case.flows
    tally.flows += len(case.flows)
    tally.found += len(case.flows & claimed)
    tally.claimed += len(claimed)
    tally.right += len(case.flows & claimed)
    notes = [f"missed {d} > {h}" for d, h in sorted(case.flows - claimed)]
    notes += [f"false {d} > {h}" for d, h in sorted(claimed - case.flows)]
    matched = [f for f in precise if (f.data, _host(f)) in case.flows]
    if matched:
        notes += _guards(case, matched, tally)
    return notes + _destinations(case, facts, tally)


def _host(flow: CodeFlow) -> str:
    return "?" if flow.host is None else flow.host or "self"


def _guards(case: Case, flows: list[CodeFlow], tally: Tally) -> list[str]:
    notes = []
    for negated, what, rest in case.guards:
        tally.atoms += 1
        if any(_has(flow, negated, what, rest) for flow in flows):
            tally.atoms_found += 1
        else:
            notes.append(f"missed guard {'not ' if negated else ''}{what} {rest}")
    return notes


def _has(flow: CodeFlow, negated: bool, what: str, rest: str) -> bool:
    if what in ("code", "event"):
        wanted = re.sub(r"\s|['\"`]", "", rest)
        return any(wanted in re.sub(r"\s|['\"`]", "", guard.code) for guard in flow.guards)
    operator, _, values = rest.partition(" ")
    if operator == "matches" and (plain := _PLAIN.fullmatch(values)):
        operator, values = "starts-with" if plain[1] else "contains", plain[2].replace("|", " | ")
    wanted_values = {v.strip().strip("\"'") for v in re.split(r" \| ", values) if v.strip()}
    for guard in flow.guards:
        for c in guard.circumstances:
            same = _EQUAL.get(c.operator, c.operator) == _EQUAL.get(operator, operator)
            fits = not wanted_values or wanted_values == set(c.values) or operator == "other"
            if c.dimension == what and c.negated == negated and same and fits:
                return True
    return False


def _destinations(case: Case, facts: ScriptFacts, tally: Tally) -> list[str]:
    urls = {e.url for e in facts.endpoints} | {f.url for f in facts.flows if f.url}
    hosts = {e.host for e in facts.endpoints}
    notes = []
    for url in case.destinations:
        tally.addresses += 1
        if url in urls:
            tally.addresses_found += 1
        else:
            notes.append(f"missed destination {url} among {sorted(urls)[:4]}")
    for host in case.not_destinations:
        if host in hosts:
            tally.decoys_reported += 1
            notes.append(f"decoy {host}")
    return notes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", help="only these subjects")
    parser.add_argument("--split", choices=["development", "held-out"], default="development")
    parser.add_argument("--built", metavar="TRANSFORM", help="as terser, esbuild, webpack or rollup make them")
    parser.add_argument("--details", action="store_true", help="what was missed and wrong, case by case")
    options = parser.parse_args()
    tallies: dict[str, Tally] = {}
    read_script(b"fetch('/warm')")
    chosen = [c for c in cases(options.split) if not options.files or c.subject in options.files]
    for case in built(chosen, options.built) if options.built else chosen:
        notes = measure(case, tallies.setdefault(case.subject, Tally()))
        if notes and options.details:
            print(f"{case.subject}/{case.name}: {'; '.join(notes)}")
    total = Tally()
    for tally in tallies.values():
        for key, value in asdict(tally).items():
            setattr(total, key, getattr(total, key) + value)
    print(f"{'subject':26} cases (silent)  recall         precision      guards         addresses  decoys")
    for name, t in [*tallies.items(), ("all", total)]:
        print(
            f"{name:26} {t.cases:4} ({t.silent:3})   {_share(t.found, t.flows)} {_share(t.right, t.claimed)} "
            f"{_share(t.atoms_found, t.atoms)} {_share(t.addresses_found, t.addresses)} {t.decoys_reported}"
        )
    if options.files:
        return
    RESULTS.mkdir(parents=True, exist_ok=True)
    place = RESULTS / f"micro-{options.split}{'-' + options.built if options.built else ''}.json"
    place.write_text(json.dumps({name: asdict(t) for name, t in [*tallies.items(), ("all", total)]}, indent=1))


def _share(hits: int, of: int) -> str:
    return f"{hits:3}/{of:3} {hits / of:5.2f} " if of else "      -      "


if __name__ == "__main__":
    main()
