"""The obfuscation corpus: readable sources with known destinations, hidden in every way that `transforms.mjs` knows.

Tools are installed into `.work/` when they are missing, and outputs are made when an input of theirs has changed. The
held-out split has other sources, other seeds, and more random option mixes; nobody tunes on it.

    python bench/static/corpus.py            makes the corpus and prints how many samples it has
"""

from __future__ import annotations

import collections
import hashlib
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORK = HERE / ".work"
CORPUS = WORK / "corpus"
SOURCES = {"dev": HERE / "sources", "held-out": HERE / "sources" / "held-out"}
SEEDS = {"dev": 7, "held-out": 90_210}
MIXES = {"dev": ("mixed-1",), "held-out": ("mixed-1", "mixed-2", "mixed-3")}
"""Random option mixes of the obfuscator: one for each file while developing, three held out."""

JSO_VERSIONS = ("4.0.2", "4.1.1", "4.2.2", "5.1.0", "5.3.1", "5.5.1", "5.8.0")
JSC_VERSIONS = ("1.7.3", "2.1.3")
FAMILIES: dict[str, tuple[str, ...]] = {
    "plain": ("plain",),
    "minified": ("terser", "esbuild"),
    "bundled": ("webpack", "rollup"),
    "bundled-eval": ("webpack-eval",),
    "strings": (
        "string-charcode", "string-atob", "string-reverse", "string-join", "string-replace", "string-xor",
        "string-lookup", "string-lookup-function",
    ),
    "chain": (
        "atob-eval", "charcode-function", "charcode-shift-eval", "xor-eval", "unescape-write", "uri-timeout",
        "json-join-eval", "reverse-constructor", "script-text", "data-script", "atob-atob-eval",
    ),
    "packer": ("packed", "packed-packed"),
    "double": (
        "jso-heavy-packed", "jso-medium-terser", "terser-jso-medium", "jso-jso", "packed-jso", "xor-eval-jso",
        "jso-atob-eval",
    ),
    "jsfuck": ("jsfuck",),
    "jso-light": tuple(f"jso-{v}-light" for v in JSO_VERSIONS),
    "jso-medium": tuple(f"jso-{v}-medium" for v in JSO_VERSIONS),
    "jso-heavy": tuple(f"jso-{v}-heavy" for v in JSO_VERSIONS),
    "jso-mixed": tuple(f"jso-{v}-{mix}" for v in JSO_VERSIONS for mix in MIXES["held-out"]),
    "jsc-low": tuple(f"jsc-{v}-low" for v in JSC_VERSIONS),
    "jsc-medium": tuple(f"jsc-{v}-medium" for v in JSC_VERSIONS),
    "jsc-high": tuple(f"jsc-{v}-high" for v in JSC_VERSIONS),
}  # fmt: skip
"""Family -> its transforms. `jsc-high` (a program run by an interpreter of its own) is reported, not counted."""
NOT_COUNTED = frozenset({"jsc-high"})
_SMALL = frozenset({"jsfuck"})
"""Transforms that grow a program a thousandfold: applied to the small sources only."""
_TRUTH = re.compile(r"^// (destination|decoy): (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    """One output of one transform, and what must be found in it."""

    split: str
    """``dev`` or ``held-out``."""
    transform: str
    family: str
    source: Path
    """The readable original."""
    path: Path
    destinations: tuple[str, ...]
    """URLs with ``{}`` for parts unknown before the code runs."""
    decoys: tuple[str, ...]
    """Hosts that stand in the source but are no destinations."""
    source_map: Path | None


@dataclass(frozen=True)
class Job:
    """What `transforms.mjs` is asked for."""

    transform: str
    seed: int
    source: str
    out: str

    @property
    def name(self) -> str:
        """The same wherever the checkout stands."""
        return str(Path(self.out).relative_to(CORPUS))


def samples() -> Iterator[Sample]:
    """The whole corpus in a fixed order, made where it is missing. Sources that a tool refuses are left out."""
    install()
    made = _generate()
    for split, family, job in _jobs():
        entry = made[job.name]
        if "error" not in entry:
            yield _sample(split, family, job, has_map=entry["map"])


def readable(source: Path) -> str:
    """A source without the lines that state its truth, as the transforms get it."""
    return re.sub(r"^// (?:destination|decoy): .*\n", "", source.read_text(), flags=re.MULTILINE)


def refused() -> list[tuple[str, str]]:
    """Outputs that a tool could not make, with its reason."""
    return [(out, str(entry["error"])) for out, entry in _manifest().items() if "error" in entry]


def install() -> None:
    """Install the pinned tools, if that was not done for this `package.json`."""
    wanted = HERE / "package.json"
    stamp = WORK / "installed.json"
    if stamp.exists() and stamp.read_bytes() == wanted.read_bytes():
        return
    WORK.mkdir(exist_ok=True)
    shutil.copy(wanted, WORK / "package.json")
    npm = [_program("npm"), "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(npm, cwd=WORK, check=True)
    shutil.copy(wanted, stamp)


def _jobs() -> Iterator[tuple[str, str, Job]]:
    """(split, family, job) of every sample."""
    for family, transforms in FAMILIES.items():
        for transform in transforms:
            for split, folder in SOURCES.items():
                mix = transform[-7:] if family == "jso-mixed" else None
                if mix and mix not in MIXES[split]:
                    continue
                for source in sorted((folder / "small" if transform in _SMALL else folder).glob("*.js")):
                    seed = SEEDS[split] + zlib.crc32(f"{transform}/{source.name}".encode()) % 1_000_000
                    out = CORPUS / split / transform / source.name
                    yield split, family, Job(transform, seed, str(source), str(out))


def _sample(split: str, family: str, job: Job, *, has_map: bool) -> Sample:
    truth = _TRUTH.findall(Path(job.source).read_text())
    return Sample(
        split=split,
        transform=job.transform,
        family=family,
        source=Path(job.source),
        path=Path(job.out),
        destinations=tuple(text for kind, text in truth if kind == "destination"),
        decoys=tuple(text for kind, text in truth if kind == "decoy"),
        source_map=Path(job.out + ".map") if has_map else None,
    )


def _generate() -> dict[str, dict[str, Any]]:
    """Run the jobs whose inputs changed. Returns the manifest: output -> what became of it."""
    known = _manifest()
    jobs = [job for _, _, job in _jobs()]
    tools = b"".join(path.read_bytes() for path in [HERE / "package.json", *sorted(HERE.glob("transforms*.mjs"))])
    keys = {job.name: _key(tools, job) for job in jobs}
    made = {job.name: known[job.name] for job in jobs if known.get(job.name, {}).get("key") == keys[job.name]}
    missing = [job for job in jobs if job.name not in made]
    if missing:
        CORPUS.mkdir(parents=True, exist_ok=True)
        try:
            for line in transform(missing):
                name = str(Path(line["out"]).relative_to(CORPUS))
                made[name] = {**line, "out": name, "key": keys[name]}
        finally:  # an interrupted run goes on where it ended
            (CORPUS / "manifest.json").write_text(json.dumps(list(made.values()), indent=1))
    return made


def _manifest() -> dict[str, dict[str, Any]]:
    path = CORPUS / "manifest.json"
    return {entry["out"]: entry for entry in json.loads(path.read_text())} if path.exists() else {}


def _key(tools: bytes, job: Job) -> str:
    asked = json.dumps([job.transform, job.seed, job.name])
    return hashlib.sha256(tools + Path(job.source).read_bytes() + asked.encode()).hexdigest()


def transform(jobs: list[Job]) -> Iterator[dict[str, Any]]:
    """What became of each job, as soon as it is done."""
    with subprocess.Popen(
        [_program("node"), str(HERE / "transforms.mjs")],
        cwd=WORK,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as node:
        assert node.stdin is not None and node.stdout is not None
        with node.stdin:
            json.dump([asdict(job) for job in jobs], node.stdin)
        for line in node.stdout:
            yield json.loads(line)
    if node.returncode:
        raise SystemExit("transforms.mjs failed; see above.")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed; the corpus is made with Node.js.")
    return found


def main() -> None:
    """Make the corpus and say how large it is."""
    counts = collections.Counter((sample.family, sample.transform, sample.split) for sample in samples())
    for (family, transform, split), count in counts.items():
        print(f"{family:14} {transform:26} {split:9} {count:4}")
    print(f"{counts.total()} samples in {CORPUS}")
    for out, why in refused():
        print(f"refused: {out}: {why}")


if __name__ == "__main__":
    main()
