"""Scripts alone, without a browser: from a file, a folder, an address or a bundle."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec

from undertow import __version__
from undertow.errors import UsageError
from undertow.model import (
    CodeFlow,
    Endpoint,
    Gap,
    PathStep,
    Scan,
    ScannedEndpoint,
    ScannedFlow,
    ScannedScript,
    ScannedStep,
    ScriptFacts,
    Sha256,
)
from undertow.reading import FactsCache, read_all
from undertow.scan.bundle import from_bundle, is_bundle
from undertow.scan.disk import from_disk
from undertow.scan.found import Found
from undertow.scan.places import Places
from undertow.scan.web import from_address

__all__ = ["Found", "describe", "scan"]

_ID = 10  # hexadecimal digits of a flow's id: no collision among the flows that anybody looks at together


def scan(
    target: str,
    *,
    cache: FactsCache | None = None,
    jobs: int | None = None,
    tell: Callable[[str], None] = lambda text: None,
    each: Callable[[ScannedScript, Found], None] = lambda script, found: None,
) -> Scan:
    """Read every script of a file, folder, page or bundle.

    Args:
        target: path or address.
        cache: where facts of known scripts are.
        jobs: processes at most; as many as there are processors if None.
        tell: told what is going on.
        each: called with each script as soon as it and all before it are read; what was found can then be loaded.

    Raises:
        UsageError: there is no such file, folder or address, or no script in it.
        EnvironmentProblem: an address cannot be fetched.
        BundleDamaged: a bundle was altered.
    """
    if not target.strip():
        raise UsageError("name a .js or .html file, a folder, a bundle, or a page's address; the current folder is .")
    gaps: list[Gap] = []
    scripts: list[ScannedScript] = []
    with ExitStack() as stack:
        found, fictional = _found(target, gaps, stack, tell)
        answers = read_all(found, cache=cache, jobs=jobs, progress=lambda n, of: tell(f"scripts read: {n} of {of}"))
        for item, answer in zip(found, answers, strict=True):
            if isinstance(answer, Gap):
                gaps.append(answer)
                continue
            scripts.append(describe(item, answer))
            each(scripts[-1], item)
    if not scripts and not gaps:
        raise UsageError(
            f"no script in {target}: name a .js or .html file, a folder that holds some, a bundle, or a page's address"
        )
    return Scan(
        tool=f"undertow {__version__}",
        target=target,
        fictional=fictional,
        scripts=tuple(scripts),
        gaps=tuple(gaps),
    )


def _found(target: str, gaps: list[Gap], stack: ExitStack, tell: Callable[[str], None]) -> tuple[list[Found], bool]:
    """The scripts of the target, and whether they are those of a fictional app."""
    if "://" in target:
        return list(from_address(target, gaps, tell)), False
    path = Path(target)
    if is_bundle(path):
        bundled = stack.enter_context(from_bundle(path, gaps))
        return bundled.scripts, bundled.fictional
    return list(from_disk(path, gaps)), False


def describe(found: Found, facts: ScriptFacts) -> ScannedScript:
    """What was read in a script, with places for people. Loads the script only if there is a place to tell."""
    places = Places(found, found.load() if facts.flows or facts.endpoints else b"")
    flows = tuple(_flow(flow, facts.sha256, places) for flow in facts.flows)
    endpoints = tuple(_endpoint(endpoint, places) for endpoint in facts.endpoints)
    return ScannedScript(
        name=found.name,
        kind=found.kind,
        place=found.place,
        sha256=facts.sha256,
        size=facts.size,
        parsed=facts.parsed,
        endpoints=endpoints,
        flows=flows,
        signatures=facts.signatures,
        decoded_strings=facts.decoded_strings,
        source_map=places.map_name,
        gaps=(*found.notes, *facts.gaps, *places.gaps),
    )


def _flow(flow: CodeFlow, script: Sha256, places: Places) -> ScannedFlow:
    fields = msgspec.structs.asdict(flow) | {"path": tuple(_steps(flow.path, places))}
    span = flow.sink_span
    return ScannedFlow(**fields, id=flow_id(flow, script), line=places.line(span), origin=places.origin(span))


def flow_id(flow: CodeFlow, script: Sha256) -> str:
    """The same for the same flow in the same bytes, whatever the file is called."""
    what = (flow.data, flow.source, flow.host, flow.url, flow.sink, script, flow.source_span, flow.sink_span)
    return hashlib.sha256(msgspec.json.encode(what)).hexdigest()[:_ID]


def _steps(path: tuple[PathStep, ...], places: Places) -> Iterator[ScannedStep]:
    for step in path:
        fields = msgspec.structs.asdict(step)
        yield ScannedStep(**fields, line=places.line(step.span), origin=places.origin(step.span))


def _endpoint(endpoint: Endpoint, places: Places) -> ScannedEndpoint:
    fields = msgspec.structs.asdict(endpoint)
    return ScannedEndpoint(**fields, line=places.line(endpoint.span), origin=places.origin(endpoint.span))
