"""How well known systems are recognised in real SDKs, and how often a wrong name is given.

    python bench/static/measure_signatures.py [--split held-out] [--only NAME ...]

Builds of each library: readable and minified as built; each with every host replaced by a first-party proxy
(`proxied`); and, for minified builds up to 40 KB of the development split, three obfuscations of the minified build
(`obfuscated`). Obfuscated builds are decoded as the product does; the others are matched as they are, with the
addresses that stand in their text for endpoints. Both is less evidence than a whole reading has.

A library has the system whose row in signs.toml was read in its package. *Named*: recognised as at least `likely`.
*False*: any other system named as at least `likely`, and not stated to be embedded below. *Mentions*: `possible` hits,
that is hosts of another system that stand in the code. Prints a table and writes `.work/results/signatures-SPLIT.json`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from libraries import HERE, Library, libraries

from undertow.analysis.columns import columns
from undertow.analysis.decode_script import make_readable
from undertow.analysis.endpoints import endpoints_in_text
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import resolve
from undertow.analysis.signature_rows import index
from undertow.analysis.signatures import match_code
from undertow.model import SignatureHit

RESULTS = HERE / ".work" / "results"
OBFUSCATED = HERE / ".work" / "signatures"
TRANSFORMS = ("jso-5.8.0-light", "jso-4.2.2-medium", "jso-5.8.0-heavy")
SMALL = 40_000
PROXY = b"first-party.example.test"
EMBEDDED = {
    "auth0-js": frozenset({"hcaptcha", "recaptcha", "turnstile"}),
    "firebase": frozenset({"recaptcha"}),
}
"""Library -> other systems that it loads and calls: addresses of their scripts and their globals were read in it."""
OTHER = {"hcaptcha-loader": "hcaptcha"}
"""Libraries of systems whose row was not read in a package of this list."""
_HOST = re.compile(rb"(?<=//)(?:[\w-]+\.)+[a-z]{2,}")
_SANDBOX = Sandbox()


def expected(library: Library) -> str | None:
    """The system that a library is, if there is a row of it."""
    for system in index().systems:
        if system.row.read_in.split(" ")[0] == library.package:
            return system.row.id
    return OTHER.get(library.name)


def proxied(source: bytes) -> bytes:
    """All hosts of known systems, and all that stand in addresses, replaced by one of the app's own."""
    for host in sorted(index().hosts, key=len, reverse=True):
        source = source.replace(host.encode(), PROXY)
    return _HOST.sub(PROXY, source)


def matched(source: bytes, *, decode: bool = False) -> tuple[tuple[SignatureHit, ...], float]:
    """What is recognised, and the processor seconds that the matching took."""
    c = columns(source)
    endpoints = endpoints_in_text(source)
    if decode:
        c, endpoints = make_readable(c, resolve(c), _SANDBOX).columns, ()
    began = time.process_time()
    hits = match_code(c, endpoints, lambda span: span)
    return hits, time.process_time() - began


def obfuscated(library: Library) -> Iterator[tuple[str, bytes]]:
    """Obfuscations of a small minified build."""
    if library.split != "development" or library.minified.stat().st_size > SMALL:
        return
    outs = {name: OBFUSCATED / name / library.minified.name for name in TRANSFORMS}
    jobs = [
        {"transform": name, "seed": 11, "source": str(library.minified), "out": str(out)}
        for name, out in outs.items()
        if not out.exists()
    ]
    if jobs:
        node = ["node", str(HERE / "transforms.mjs")]
        subprocess.run(node, cwd=HERE / ".work", input=json.dumps(jobs).encode(), check=True, capture_output=True)
    for name, out in outs.items():
        if out.exists():
            yield name, out.read_bytes()


def builds(library: Library) -> Iterator[tuple[str, tuple[SignatureHit, ...], float, int]]:
    """(kind of build, hits, seconds of matching, bytes)."""
    for kind, path in (("readable", library.readable), ("minified", library.minified)):
        source = path.read_bytes()
        yield kind, *matched(source), len(source)
        yield f"{kind}, proxied", *matched(proxied(source)), len(source)
    for _, source in obfuscated(library):
        yield "obfuscated", *matched(source, decode=True), len(source)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", default="development", choices=("development", "held-out"))
    parser.add_argument("--only", nargs="*", default=())
    arguments = parser.parse_args()
    named: dict[str, list[bool]] = defaultdict(list)
    false, mentions, missed, speed = [], set(), [], []
    for library in libraries(arguments.only):
        if library.split != arguments.split:
            continue
        wanted = expected(library)
        for kind, hits, seconds, size in builds(library):
            speed.append(seconds / size * 1e6)
            sure = {hit.id: hit.matched for hit in hits if hit.confidence != "possible"}
            if wanted is not None:
                named[kind].append(wanted in sure)
                if wanted not in sure:
                    missed.append(f"{library.name} ({kind})")
            others = sure.keys() - {wanted} - EMBEDDED.get(library.name, frozenset())
            false += [f"{library.name} ({kind}): {name} by {', '.join(sure[name])}" for name in sorted(others)]
            mentions |= {
                f"{library.name}: {hit.id}" for hit in hits if hit.confidence == "possible" and hit.id != wanted
            }
        print(f"{library.name:36} {wanted or '-'}", flush=True)
    _SANDBOX.close()
    print()
    for kind, results in named.items():
        print(f"{kind:20} named {sum(results)}/{len(results)} {sum(results) / len(results):.3f}")
    print(f"false names {len(false)}", *false, sep="\n  ")
    print(f"missed {len(missed)}", *missed, sep="\n  ")
    print(f"mentions {len(mentions)}", *sorted(mentions), sep="\n  ")
    print(f"matching: median {np.median(speed) * 1000:.1f} ms/MB, most {max(speed) * 1000:.1f} ms/MB")
    RESULTS.mkdir(parents=True, exist_ok=True)
    result = {"named": named, "false": false, "missed": missed, "mentions": sorted(mentions), "seconds_per_mb": speed}
    (RESULTS / f"signatures-{arguments.split}.json").write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
