"""Small applications of our own, each bundled and minified with a real client or framework: is the password found?

    python bench/static/measure_bundled.py [NAME ...]

Each file of `bundled/` reads a password that is typed and sends it to app.example by a client of requests, or keeps it
in the state of a framework before. The packages are pinned in `bundled/package.json` and installed by npm; the bundles
are made by esbuild, once as it is and once with `--minify`. Prints a table, and writes `.work/results/bundled.json`.
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
HOST = "app.example"
SECONDS = 600
_FLAGS = (
    "--bundle", "--format=iife", "--target=es2022", "--jsx=transform", "--legal-comments=none", "--log-level=error",
    "--define:process.env.NODE_ENV=\"production\"", "--define:ngDevMode=false", "--define:__VUE_OPTIONS_API__=true",
    "--define:__VUE_PROD_DEVTOOLS__=false", "--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false",
)  # fmt: skip


def install() -> None:
    """Install the pinned packages, unless they are there."""
    WORK.mkdir(parents=True, exist_ok=True)
    wanted, there = (CASES / "package.json").read_text(), WORK / "package.json"
    if there.exists() and there.read_text() == wanted and (WORK / "node_modules").is_dir():
        return
    shutil.rmtree(WORK / "node_modules", ignore_errors=True)
    there.write_text(wanted)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"]
    subprocess.run(["npm", "install", *flags], cwd=WORK, check=True, capture_output=True, timeout=900)  # noqa: S607


def bundled(case: Path, *, minified: bool) -> Path:
    """The bundle of an application."""
    out = WORK / "built" / f"{case.stem}{'.min' if minified else ''}.js"
    here = WORK / case.name
    shutil.copy(case, here)
    command = [str(WORK / "node_modules" / ".bin" / "esbuild"), str(here), *_FLAGS, f"--outfile={out}"]
    subprocess.run([*command, *(["--minify"] if minified else [])], cwd=WORK, check=True, timeout=SECONDS)
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
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        read_one(asked.one)
        return
    install()
    cases = [path for path in sorted(CASES.iterdir()) if path.suffix in (".js", ".jsx")]
    rows = []
    for case in cases:
        if asked.names and case.stem not in asked.names:
            continue
        for minified in (False, True):
            built = bundled(case, minified=minified)
            row = {"name": case.stem, "minified": minified, **apart.answer(__file__, "--one", built, SECONDS)}
            rows.append(row)
            build, told = "minified" if minified else "readable", "found" if row["found"] else "missed"
            also = ", also for " + ", ".join(host or "?" for host in row["others"]) if row["others"] else ""
            print(f"{case.stem:20} {build} {row['size']:>9,} {row['seconds']:6.1f} s  {told}{also}", flush=True)
    for minified in (False, True):
        some = [row for row in rows if row["minified"] == minified]
        print(f"{'minified' if minified else 'readable'}: {sum(r['found'] for r in some)} of {len(some)} found")
    if not asked.names:
        RESULTS.mkdir(parents=True, exist_ok=True)
        (RESULTS / "bundled.json").write_text(json.dumps({"rows": rows}, indent=1))


if __name__ == "__main__":
    main()
