"""Scripts of a sealed bundle, which is checked when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from undertow import store
from undertow.model import Evidence, Gap
from undertow.scan.found import Found, gap

SUFFIX = ".wacz"


def is_bundle(path: Path) -> bool:
    """By its name: a damaged one is to be refused as a bundle, not read as a script."""
    return path.suffix.lower() == SUFFIX and not path.is_dir()


@dataclass(frozen=True)
class Bundled:
    """What a bundle holds for a scan."""

    scripts: list[Found]
    fictional: bool


@contextmanager
def from_bundle(path: Path, gaps: list[Gap]) -> Iterator[Bundled]:
    """The scripts of all visits, which can be loaded as long as the context is open.

    Raises:
        UsageError: there is no such file.
        BundleDamaged: it was altered or is no bundle.
    """
    with store.open_bundle(path) as sealed:
        urls = _addresses(sealed.evidence)
        found = []
        for script in sealed.evidence.scripts:
            if script.kind == "wasm":
                gaps.append(gap("wasm-not-read", script.name, "It is WebAssembly, which is not read."))
                continue
            get = partial(sealed.blobs.get, script.sha256)
            found.append(Found(script.name, "bundle", script.size, get, urls.get(script.sha256)))
        yield Bundled(found, sealed.evidence.fictional)


def _addresses(evidence: Evidence) -> dict[str, str]:
    """Where each script that is a whole file was first delivered from."""
    urls: dict[str, str] = {}
    for visit in evidence.visits:
        for use in visit.scripts:
            if use.origin in ("url", "worker", "service-worker"):
                urls.setdefault(use.script, use.url)
    return urls
