"""Puts prompts to the chat page of an audit, and takes the run into its evidence, line by line.

The run is kept in a folder while it goes on, as `undertow conduct run` keeps one. Each of its lines becomes a blob of
the bundle under the hash that the next line names, so that the chain of the run is a part of the sealed evidence.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from undertow.capture import CapturePlan
from undertow.conduct.journal import NAME, lines
from undertow.conduct.page_client import PageClient, PageSetting, page_model, picture
from undertow.conduct.records import Answered, Prompt
from undertow.conduct.run import Plan, check, run
from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import ChatLine, Evidence, Gap, Sha256

_PATIENCE = 10.0
"""Seconds after which a run that was told to end is told again."""


@dataclass(frozen=True)
class Asking:
    """What is put to the chat of an audit, and where the run is kept."""

    audited: CapturePlan
    prompts: tuple[Prompt, ...]
    folder: Path
    tool: str

    @property
    def plan(self) -> Plan:
        """The run: one page, one question at a time."""
        return Plan(models=(page_model(self.audited.target),), keys=(None,), prompts=self.prompts, connections=1)

    def check(self) -> None:
        """Make sure before the visits that the folder has no other run; see `conduct.run.check` for errors."""
        check(self.plan, self.folder)


async def asked(
    asking: Asking,
    evidence: Evidence,
    put: Callable[[bytes], Sha256],
    *,
    tell: Callable[[str], None],
    stop: asyncio.Event | None = None,
) -> Evidence:
    """The evidence with what the chat answered.

    What cannot be asked is a gap, so that the visits before it are not lost.

    Args:
        asking: what is to be asked; the circumstances are those of the first vantage.
        evidence: of the visits.
        put: keeps a blob and says its hash.
        tell: told of progress.
        stop: set when no further prompt shall be put; what was answered is kept.
    """
    problem = await _ask(asking, tell, stop or asyncio.Event())
    kept = tuple(_kept(asking.folder, put))
    gaps = (*evidence.gaps, _gap(asking, problem)) if problem else evidence.gaps
    return msgspec.structs.replace(evidence, conduct=kept, gaps=gaps)


def _gap(asking: Asking, why: str) -> Gap:
    return Gap(stage="conduct", kind="prompts-unanswered", where=asking.audited.target, why=why)


async def _ask(asking: Asking, tell: Callable[[str], None], stop: asyncio.Event) -> str:
    """Put the prompts; says in a sentence what stays unanswered and why, or nothing."""
    audited, total = asking.audited, len(asking.prompts)
    if stop.is_set():
        return f"The audit was stopped before any of {total:,} prompts was put to the chat."
    setting = PageSetting(
        url=audited.target,
        vantage=audited.vantages[0],
        maps=audited.maps,
        ca_file=audited.ca_file,
        flow=audited.flow,
        headful=audited.headful,
        browser=audited.browser,
    )
    work = asyncio.ensure_future(
        run(asking.plan, asking.folder, tool=asking.tool, tell=tell, asker=PageClient(setting, asking.folder))
    )
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((work, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            while not work.done():
                work.cancel()
                await asyncio.wait((work,), timeout=_PATIENCE)
            return f"The audit was stopped before all {total:,} prompts were put to the chat."
        done = work.result()
    except (UsageError, EnvironmentProblem) as error:
        return str(error)
    finally:
        stopping.cancel()
        work.cancel()
    if not done.failed:
        return ""
    return f"{done.failed:,} of {total:,} prompts got no answer from the chat: {done.why}."


def _kept(folder: Path, put: Callable[[bytes], Sha256]) -> Iterator[ChatLine]:
    """The lines of the run as far as they are whole, each kept as a blob, with the pictures that it names."""
    path = folder / NAME
    if not path.exists():
        return
    with path.open("rb") as file:
        for body, (record, *_) in zip(file, lines(path), strict=False):  # the second leaves out half a line
            line = put(body.removesuffix(b"\n"))
            if isinstance(record, Answered):
                named = [one.image for one in record.page.pictures] if record.page else []
                pictures = tuple(image for image in named if _picture(folder, image, put))
                yield ChatLine(line=line, at=record.at, prompt=record.prompt, pictures=pictures)
            else:
                yield ChatLine(line=line, at=record.started, prompt="")


def _picture(folder: Path, image: Sha256, put: Callable[[bytes], Sha256]) -> bool:
    """Keep the picture, if it is there and still the one that the run names."""
    jpeg = picture(folder, image)
    return jpeg is not None and put(jpeg) == image
