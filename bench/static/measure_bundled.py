"""Small applications of our own, each bundled and minified with a real client or framework: is the password found?

    python bench/static/measure_bundled.py [NAME ...]

Each file of `bundled/` reads a password that is typed and sends it to app.example by a client of requests, or keeps it
in the state of a framework before; many tell stats.example something else. The packages are pinned in
`bundled/package.json` and installed by npm. `bundled/build.mjs` makes the bundles, once as they are and once minified:
by esbuild, some by webpack and Babel, Rollup or TypeScript for old browsers. Prints a table, and writes
`.work/results/bundled.json`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import time
from pathlib import Path

import apart

HERE = Path(__file__).parent
CASES = HERE / "bundled"
WORK = HERE / ".work" / "bundled"
RESULTS = HERE / ".work" / "results"
SUFFIXES = (".js", ".jsx", ".ts", ".vue", ".svelte")
HOST = "app.example"
SECONDS = 600


def name_of(case: Path) -> str:
    """What the table calls an application."""
    return case.name.partition(".")[0]


def install(work: Path) -> None:
    """Install the pinned packages, unless they are there."""
    work.mkdir(parents=True, exist_ok=True)
    wanted, there = (CASES / "package.json").read_text(), work / "package.json"
    if there.exists() and there.read_text() == wanted and (work / "node_modules").is_dir():
        return
    shutil.rmtree(work / "node_modules", ignore_errors=True)
    there.write_text(wanted)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"]
    subprocess.run(["npm", "install", *flags], cwd=work, check=True, capture_output=True, timeout=900)  # noqa: S607


def bundled(case: Path, work: Path, *, minified: bool) -> Path:
    """The bundle of an application."""
    out = work / "built" / f"{name_of(case)}{'.min' if minified else ''}.js"
    kept = shutil.ignore_patterns("package.json")
    shutil.copytree(CASES, work, ignore=kept, dirs_exist_ok=True)
    command = ["node", "build.mjs", case.name, str(out), *(["--minify"] if minified else [])]
    subprocess.run(command, cwd=work, check=True, timeout=SECONDS)
    return out


def read_one(path: Path) -> None:
    from undertow.analysis import read_script

    read_script(b"fetch('/warm')")  # imports and caches are no cost of the script
    source = path.read_bytes()
    begin = time.process_time()
    facts = read_script(source, url=path.name)
    seconds = time.process_time() - begin
    flows = sorted({(flow.data, flow.host or "") for flow in facts.flows if flow.tier == "precise"})
    others = [host for data, host in flows if data == "password" and host != HOST]
    print(
        json.dumps({
            "size": len(source), "seconds": round(seconds, 2), "found": ("password", HOST) in flows, "others": others,
        })
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these applications")
    parser.add_argument("--work", type=Path, default=WORK, help="folder in which packages and bundles are made")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        read_one(asked.one)
        return
    install(asked.work)
    cases = [path for path in sorted(CASES.iterdir()) if path.suffix in SUFFIXES]
    rows = []
    for case in cases:
        if asked.names and name_of(case) not in asked.names:
            continue
        for minified in (False, True):
            built = bundled(case, asked.work, minified=minified)
            row = {"name": name_of(case), "minified": minified, **apart.answer(__file__, "--one", built, SECONDS)}
            rows.append(row)
            build, told = "minified" if minified else "readable", "found" if row["found"] else "missed"
            also = ", also for " + ", ".join(host or "?" for host in row["others"]) if row["others"] else ""
            print(f"{name_of(case):20} {build} {row['size']:>9,} {row['seconds']:6.1f} s  {told}{also}", flush=True)
    for minified in (False, True):
        some = [row for row in rows if row["minified"] == minified]
        print(f"{'minified' if minified else 'readable'}: {sum(r['found'] for r in some)} of {len(some)} found")
    if not asked.names:
        RESULTS.mkdir(parents=True, exist_ok=True)
        (RESULTS / "bundled.json").write_text(json.dumps({"rows": rows}, indent=1))


if __name__ == "__main__":
    main()
