"""The whole program as a visible list of stages.

``audit`` = capture → seal the bundle → ``analyze`` it → write the reports. After the seal the bundle is the only input,
so that ``analyze`` on the same file, with the same tool and data, gives the same bytes, without browser or network.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from undertow import __version__, detectors, errors, policy, reading, store
from undertow.attribution import Aliases, Atlas, Clues
from undertow.attribution.suffixes import Suffixes
from undertow.folders import folder_at, new_folder
from undertow.model import (
    AuditResult,
    Blobs,
    ConductReport,
    Evidence,
    Exchange,
    Flow,
    Gap,
    Party,
    Screenshot,
    Script,
    ScriptFacts,
    Sha256,
    SignatureHit,
    Summary,
    Traces,
    VisitSummary,
    codec,
)
from undertow.receivers import addresses_of, check_policy, clues, placed
from undertow.told import circumstances
from undertow.unseen import limits, not_seen

if TYPE_CHECKING:
    from undertow.asking import Asking
    from undertow.capture import CapturePlan
    from undertow.imports import Told

TOOL = f"undertow {__version__}"
Progress = Callable[[str], None]

TELL_EVERY = 50
"""Scripts read from one word of progress to the next."""

BUNDLE, RESULT, REPORT, SARIF, FLOWS = "bundle.wacz", "result.json", "report.html", "result.sarif", "flows.csv"


def silent(_: str) -> None:
    """Progress that goes nowhere."""


async def record(
    plan: CapturePlan,
    bundle: Path,
    *,
    progress: Progress = silent,
    stop: asyncio.Event | None = None,
    key: Path | None = None,
    asking: Asking | None = None,
) -> None:
    """Visit the app and seal what was recorded into a bundle. A stopped capture is sealed too, as far as it came.

    Args:
        plan: what to visit, and how.
        bundle: the file.
        progress: told what is going on.
        stop: set when it shall come to its end; what was seen so far is kept.
        key: private key to sign it with; it is read before anything is visited.
        asking: prompts for the app's chat, put after the visits. The visits are sealed before, so that they stand
            whatever comes, and then again with the transcripts, before whose log the first one stands unchanged.
    """
    from undertow.asking import asked
    from undertow.capture import Spool, capture

    signer = store.read_key(key) if key else None
    if asking is not None:
        asking.check()
    spool = Spool()
    try:
        evidence = await capture(plan, spool, progress=progress, stop=stop, site=Suffixes().domain)
        progress(f"sealing {bundle.name}")
        await asyncio.to_thread(store.write, bundle, evidence, spool, key=signer)
        if asking is not None:
            evidence = await asked(asking, evidence, spool.put, tell=progress, stop=stop)
            progress(f"sealing {bundle.name} with the transcripts")
            await asyncio.to_thread(store.write, bundle, evidence, spool, key=signer)
    finally:
        spool.close()


def import_file(
    file: Path, told: Told, out: Path | None, *, progress: Progress = silent, key: Path | None = None
) -> tuple[Path, AuditResult]:
    """A bundle and all reports of a capture that somebody else recorded, and the folder they are in.

    Args:
        file: the capture.
        told: what is known of it beside the file.
        out: the folder; a new one named by host and time if None.
        progress: told what is going on.
        key: private key to sign the bundle with.

    Raises:
        UsageError: the file's format is not known, or there is no such key.
        InvalidData: it is damaged, or holds nothing to analyse.
    """
    from undertow import imports
    from undertow.capture import Spool

    signer = store.read_key(key) if key else None
    with Spool() as spool:
        progress(f"reading {file.name}")
        evidence = imports.load(file, told, spool, spool.put)
        folder = (
            folder_at(out) if out else new_folder(urlsplit(evidence.target).hostname or "app", Path("undertow-out"))
        )
        progress(f"sealing {BUNDLE}")
        store.write(folder / BUNDLE, evidence, spool, key=signer)
    return folder, report(folder / BUNDLE, folder, progress=progress)


def analyze(
    bundle: Path, *, progress: Progress = silent, workers: int | None = None, cache: bool = True
) -> AuditResult:
    """The answer from a sealed bundle.

    Args:
        bundle: the file.
        progress: told what is going on.
        workers: processes that read scripts, at most; as many as there are processors if None.
        cache: whether facts of known scripts may come from the user's cache; it changes the time, not the answer.

    Raises:
        BundleDamaged: the bundle was altered or is no bundle.
    """
    with store.open_bundle(bundle) as sealed:
        return examine(sealed.evidence, sealed.blobs, sealed.digest, progress=progress, workers=workers, cache=cache)


def examine(
    evidence: Evidence,
    blobs: Blobs,
    digest: Sha256,
    *,
    progress: Progress = silent,
    workers: int | None = None,
    cache: bool = True,
) -> AuditResult:
    """The stages after capture, in order."""
    known = reading.open_cache(use=cache)  # names the reader by its files, so before they are imported
    from undertow.analysis.coverage import measure
    from undertow.analysis.join import join
    from undertow.report.answer import summarise

    atlas = Atlas.load()
    progress(f"scripts to read: {len(evidence.scripts)}")
    facts = read_scripts(evidence, blobs, workers=workers, cache=known, progress=progress)
    progress("joining code with traffic")
    aliases = Aliases(atlas, evidence.canonical_names)
    joined = join(evidence, blobs, facts, same_party=aliases.same_party)
    progress("attributing destinations")
    addresses = addresses_of(evidence)
    hints = clues(joined.flows, facts, evidence, addresses, atlas, aliases)
    parties = placed(_parties(joined.flows, aliases, hints), addresses, atlas)
    flows = tuple(_attributed(flow, parties[flow.host]) for flow in joined.flows)
    page = policy.find(evidence, blobs)
    progress("comparing the privacy policy with the flows")
    checked = check_policy(page, flows, atlas, aliases, hints, parties)
    coverage = measure(evidence, blobs, facts, opaque_payloads=len(joined.opaque))
    found = detectors.run(
        detectors.Case(
            evidence=evidence,
            flows=flows,
            parties={**_beside(joined.traces, aliases), **parties},
            facts=facts,
            policy=checked,
            traces=joined.traces,
            same_party=aliases.same_party,
            cloaked=aliases.cloaked,
            elsewhere=aliases.elsewhere,
        )
    )
    gaps = (
        *evidence.gaps,
        *_script_gaps(evidence, facts),
        *joined.gaps,
        *_opaque(joined.opaque),
        *(page.gaps if page else ()),
    )
    visits = tuple(_visit_summaries(evidence))
    summary: Summary = summarise(
        target=evidence.target,
        flows=flows,
        findings=found,
        policy=checked,
        visits=visits,
        fictional=evidence.fictional,
    )
    return AuditResult(
        tool=TOOL,
        data=atlas.digest,
        packs=atlas.packs,
        bundle=digest,
        target=evidence.target,
        fictional=evidence.fictional,
        summary=summary,
        visits=visits,
        flows=flows,
        findings=found,
        gaps=gaps,
        coverage=coverage,
        selfcheck=evidence.selfcheck,
        parties=tuple(parties[host] for host in sorted(parties)),
        systems=_systems(facts, flows),
        policy=checked,
        conduct=_conduct(evidence, blobs, progress),
        not_seen=not_seen(evidence, flows, checked),
        limits=limits(evidence),
    )


def _conduct(evidence: Evidence, blobs: Blobs, progress: Progress) -> ConductReport | None:
    """What the app's chat answered, if it was asked."""
    if not evidence.conduct:
        return None
    from undertow.conduct.outcomes import read_sealed, report_of

    progress("reading the answers of the chat")
    return report_of(read_sealed(evidence, blobs))


@dataclass(frozen=True)
class _Recorded:
    """A script of the evidence, as `reading` wants it."""

    script: Script
    blobs: Blobs

    @property
    def name(self) -> str:
        return self.script.name

    @property
    def size(self) -> int:
        return self.script.size

    def load(self) -> bytes:
        return self.blobs.get(self.script.sha256)


def read_scripts(
    evidence: Evidence,
    blobs: Blobs,
    *,
    workers: int | None = None,
    cache: reading.FactsCache | None = None,
    progress: Progress = silent,
) -> dict[Sha256, ScriptFacts]:
    """Facts of every distinct JavaScript of an audit. Order, number of processes and cache play no part in them."""
    scripts = [_Recorded(script, blobs) for script in evidence.scripts if script.kind != "wasm"]
    tell = partial(_tell_read, progress)
    answers = reading.read_all(scripts, cache=cache, jobs=workers, progress=tell)
    return {answer.sha256: answer for answer in answers if isinstance(answer, ScriptFacts)}


def _tell_read(progress: Progress, done: int, total: int) -> None:
    if done % TELL_EVERY == 0:
        progress(f"scripts read: {done} of {total}")


def pool(workers: int) -> ProcessPoolExecutor | None:
    """A pool of processes; None if the system allows none."""
    try:
        return ProcessPoolExecutor(workers)
    except OSError:
        return None


def _parties(flows: tuple[Flow, ...], aliases: Aliases, hints: Clues) -> dict[str, Party]:
    systems: dict[str, dict[str, SignatureHit]] = {}
    for flow in flows:
        systems.setdefault(flow.host, {}).update({hit.id: hit for hit in flow.systems})
    return {host: hints.party(aliases.party(host, tuple(hits.values()))) for host, hits in systems.items()}


def _beside(traces: Traces, aliases: Aliases) -> dict[str, Party]:
    """Parties that keep identifiers, or stand behind an alias, whether any data flows to them or not."""
    keepers = {host for found in traces.identifiers for kept in found.kept for host in (kept.holder, kept.writer)}
    return {host: aliases.party(host) for host in sorted({*filter(None, keepers), *aliases.cloaked.values()})}


def _attributed(flow: Flow, party: Party) -> Flow:
    return msgspec.structs.replace(
        flow,
        organisation=party.organisation,
        owner=party.owner,
        state=party.state,
        operator_country=party.operator_country,
        listings=party.listings,
    )


def _script_gaps(evidence: Evidence, facts: Mapping[Sha256, ScriptFacts]) -> Iterator[Gap]:
    """What could not be read in scripts, which are named here as everywhere else in the result."""
    for script in evidence.scripts:
        for gap in facts[script.sha256].gaps if script.sha256 in facts else ():
            yield msgspec.structs.replace(gap, where=script.name)


def _opaque(exchanges: tuple[Exchange, ...]) -> list[Gap]:
    """One gap for each host that got content which could not be read."""
    counts = Counter(exchange.host for exchange in exchanges)
    why = "carried content that could not be read: encrypted, or in an unknown encoding."
    return [
        Gap(stage="analysis", kind="opaque-payload", where=host, why=f"{n} request{'s' if n > 1 else ''} {why}")
        for host, n in sorted(counts.items())
    ]


def _systems(facts: Mapping[Sha256, ScriptFacts], flows: tuple[Flow, ...]) -> tuple[SignatureHit, ...]:
    found = {hit.id: hit for script in sorted(facts) for hit in facts[script].signatures}
    for flow in flows:
        for hit in flow.systems:
            found.setdefault(hit.id, hit)
    return tuple(found[key] for key in sorted(found))


def _visit_summaries(evidence: Evidence) -> list[VisitSummary]:
    return [
        VisitSummary(
            id=visit.id,
            vantage=visit.vantage.name,
            label=visit.vantage.label,
            country=visit.vantage.country,
            started=visit.started,
            duration=visit.duration,
            outcome=visit.outcome,
            requests=len(visit.exchanges),
            hosts=len({exchange.host for exchange in visit.exchanges}),
            steps=tuple(step.name for step in visit.steps if step.outcome == "done"),
            fields=tuple(dict.fromkeys(field.data for field in visit.fields)),
            screenshots=tuple(
                Screenshot(step=step.name, image=step.screenshot) for step in visit.steps if step.screenshot
            ),
            circumstances=circumstances(visit),
            phone_note=next((bait.note for bait in visit.baits if bait.data == "phone"), None),
        )
        for visit in evidence.visits
    ]


def write_reports(folder: Path, result: AuditResult, blobs: Blobs | None, evidence: Evidence | None = None) -> None:
    """JSON, HTML, SARIF and CSV beside the bundle; each written whole or not at all."""
    from undertow.report import html, sarif, tables

    documents = {
        RESULT: codec.encode_pretty(result),
        REPORT: html.render_html(result, blobs, evidence=evidence, bundle_name=BUNDLE).encode("utf-8"),
        SARIF: sarif.sarif(result),
        FLOWS: tables.flows_csv(result),
    }
    for name, content in documents.items():
        _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise errors.EnvironmentProblem(f"cannot write {path}: {error.strerror}") from error


def report(bundle: Path, folder: Path, *, progress: Progress = silent, cache: bool = True) -> AuditResult:
    """Analyse a bundle and write all reports into a folder."""
    with store.open_bundle(bundle) as sealed:
        result = examine(sealed.evidence, sealed.blobs, sealed.digest, progress=progress, cache=cache)
        progress("writing the report")
        write_reports(folder, result, sealed.blobs, sealed.evidence)
    return result
