"""Puts every prompt to every model, and keeps every answer; a run that was stopped goes on where it was."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import json
import re
import zlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import msgspec

from undertow.conduct.client import CONNECTIONS, Answer, Client
from undertow.conduct.journal import NAME, Journal, lines
from undertow.conduct.line_files import numbered
from undertow.conduct.records import Answered, Line, Prompt, RunStart
from undertow.conduct.wire import Transcript
from undertow.conduct.witnesses import transcript
from undertow.errors import EnvironmentProblem, InvalidData, UsageError
from undertow.model import AskedModel, Sha256, codec

_LONGEST_LINE = 1 << 20
_AGAIN = frozenset({408, 425, 429})
"""HTTP statuses below 500 after which the same request may succeed."""
_HOPELESS = {401: "does not accept the key", 404: "knows no such address or model", 405: "takes no such requests"}
_UNREACHABLE = 4
"""Prompts in a row that an endpoint must leave unanswered before the run stops."""
_REFERENCE = re.compile(r"(https?://(?:\[[^\]/]+\]|[^/:\[\]]+)(?::\d+)?(?:/[^:]*)?):(.+)")


@dataclass(frozen=True)
class Plan:
    """What is to be asked, and how."""

    models: tuple[AskedModel, ...]
    keys: tuple[str | None, ...]
    """One for each model; sent, and kept nowhere."""
    prompts: tuple[Prompt, ...]
    repeats: int = 1
    connections: int = CONNECTIONS
    retries: int = 3
    first_wait: float = 1.0
    """Seconds before the second attempt; doubled for each further one."""
    timeout: float = 120.0
    """Seconds without a byte after which an answer is given up."""


class Asker(Protocol):
    """Who puts prompts to a model: the client of an endpoint, or of a page."""

    async def __aenter__(self) -> Self:
        """Make ready."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind."""

    async def ask(self, place: int, model: AskedModel, text: str) -> Answer:
        """Put one prompt to the model at that place."""


class Session(Protocol):
    """A run that is under way, for whoever decides what is asked when."""

    @property
    def plan(self) -> Plan:
        """What is to be asked."""

    async def answered(self, place: int, prompt: Prompt, repeat: int) -> tuple[Answered, Sha256]:
        """The last answer, asked for if the file has none yet, and the hash of its line."""


Schedule = Callable[[Session], Awaitable[None]]


@dataclass(frozen=True)
class Done:
    """What a run came to."""

    answers: int
    settled: int
    unsettled: int
    """Prompts that failed in every attempt; the same command asks them again."""
    head: Sha256
    """Hash of the last line."""
    failed: int = 0
    """Prompts without any answer: the unsettled ones, and those whose answer never came to its end."""
    why: str = ""
    """What was wrong with the last of them; comes from the server."""


def completions(address: str) -> str:
    """Where chat completions are asked for, from the base address of an API or the whole address.

    Raises:
        UsageError: no HTTP address, or one with a name and password in it.
    """
    if not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", address):
        raise UsageError(f"{address!r} is no endpoint: write e.g. http://127.0.0.1:8000/v1, without name or password.")
    bare = address.rstrip("/")
    return bare if bare.endswith("/completions") else f"{bare}/chat/completions"


def reference(text: str, option: str = "--reference") -> AskedModel:
    """The model that ``URL:MODEL`` names; the name may have colons, the path may not. `option`: for the message.

    Raises:
        UsageError: it has another form.
    """
    found = _REFERENCE.fullmatch(text)
    if found is None or re.match(r"[^/]*//[^/]*@", text):
        raise UsageError(f"{option} takes URL:MODEL, e.g. http://127.0.0.1:8000/v1:llama3:8b, not {text!r}.")
    return AskedModel(endpoint=completions(found[1]), name=found[2])


def read_prompts(path: Path) -> tuple[Prompt, ...]:
    """The prompts of a JSONL file.

    Raises:
        InvalidData: a line is no prompt, an id stands twice, or there is none.
        EnvironmentProblem: the file cannot be read.
    """
    found: dict[str, Prompt] = {}
    for line, what in numbered(path, _LONGEST_LINE):
        if line.strip():
            prompt = _prompt(line, what)
            if prompt.id in found:
                raise InvalidData(f"{what}: the id {prompt.id!r} stands there for the second time.")
            found[prompt.id] = prompt
    if not found:
        raise InvalidData(f"{path}: there is no prompt in it.")
    return tuple(found.values())


def _prompt(line: bytes, what: str) -> Prompt:
    """One prompt; lines of the prompt bank name the text `question` and the topic `theme`."""
    row = codec.decode(line, dict[str, object], what=what)
    if "question" in row:
        row.setdefault("text", row["question"])
    row.setdefault("topic", row.get("theme", ""))
    return codec.decode(codec.encode(row), Prompt, what=what)


async def run(
    plan: Plan,
    folder: Path,
    *,
    tool: str,
    tell: Callable[[str], None],
    asker: Asker | None = None,
    schedule: Schedule | None = None,
) -> Done:
    """Ask what has not been asked yet, and write each answer at once.

    Args:
        plan: what is to be asked.
        folder: where the run is kept.
        tool: name and version for the first line.
        tell: told of progress.
        asker: instead of the client of endpoints.
        schedule: decides what is asked when; None for each prompt of all models before the next prompt.

    Raises:
        UsageError: the folder holds another run, or an endpoint refuses such requests.
        EnvironmentProblem: an endpoint cannot be reached, or the folder cannot be written.
        BundleDamaged: the file of an earlier run was altered.
    """
    with Journal(folder / NAME) as journal:
        known = journal.recover()
        _begin(journal, known, plan, tool)
        runner = _Runner(plan, journal, tell, asker)
        runner.known([line for line in known if isinstance(line, Answered)], keep=schedule is not None)
        if schedule is None:
            await runner.work()
        else:
            await runner.under(schedule)
        return runner.done()


def check(plan: Plan, folder: Path) -> None:
    """Make sure that the folder has no run, or this one, before anything else is done.

    Raises:
        UsageError: it holds another run.
        BundleDamaged: it holds an altered one.
    """
    path = folder / NAME
    first = next((line for line, *_ in lines(path)), None) if path.exists() else None
    if first is not None:
        _same(first, plan, path)


def _begin(journal: Journal, known: Sequence[Line], plan: Plan, tool: str) -> None:
    if not known:
        journal.add(
            RunStart(
                previous=journal.head,
                tool=tool,
                started=_now(),
                models=plan.models,
                repeats=plan.repeats,
                prompts=plan.prompts,
            )
        )
        return
    _same(known[0], plan, journal.path)


def _same(first: Line, plan: Plan, path: Path) -> None:
    if not isinstance(first, RunStart) or (first.models, first.repeats, first.prompts) != (
        plan.models,
        plan.repeats,
        plan.prompts,
    ):
        raise UsageError(
            f"{path} holds a run with other prompts or models. Choose another --out, or start the same command."
        )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_Key = tuple[int, str, int]


class _Runner:
    def __init__(self, plan: Plan, journal: Journal, tell: Callable[[str], None], asker: Asker | None) -> None:
        self._asker = asker or Client(plan.keys, timeout=plan.timeout, connections=plan.connections)
        self._plan, self._journal, self._tell = plan, journal, tell
        self._settled: dict[_Key, bool] = {}
        self._attempts: dict[_Key, int] = {}
        self._missed = [0] * len(plan.models)
        self._failed: dict[_Key, str] = {}
        self._answers = 0
        self._client: Asker | None = None
        self._kept: dict[_Key, tuple[Answered, Sha256]] | None = None

    @property
    def plan(self) -> Plan:
        return self._plan

    def known(self, lines: Sequence[Answered], *, keep: bool) -> None:
        """Take what an earlier run has; `keep` the answers themselves, for a schedule that wants them again."""
        self._kept = {} if keep else None
        for line in lines:
            key = (line.model, line.prompt, line.repeat)
            self._keep(key, line)
            self._settled[key] = line.settled
            self._attempts[key] = line.attempt + 1
            self._answers += 1
            self._note(key, line, transcript(line) if _may_have_failed(line) else None)

    def done(self) -> Done:
        settled = sum(self._settled.values())
        why = next(reversed(self._failed.values()), "")
        open_ = len(self._settled) - settled
        return Done(self._answers, settled, open_, self._journal.head, len(self._failed), why)

    async def work(self) -> None:
        """All that is open, each prompt for all models before the next prompt, so that pairs lie close in time."""
        todo = [
            (place, prompt, repeat)
            for repeat in range(self._plan.repeats)
            for prompt in self._plan.prompts
            for place in range(len(self._plan.models))
            if not self._settled.get((place, prompt.id, repeat))
        ]
        total = len(todo) + sum(self._settled.values())
        if not todo:
            return
        queue = iter(todo)
        async with self._asker as client:

            async def worker() -> None:
                for place, prompt, repeat in queue:
                    await self._settle(client, place, prompt, repeat)
                    self._tell(f"{sum(self._settled.values()):,} of {total:,} answers")

            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(min(self._plan.connections, len(todo))):
                        group.create_task(worker())
            except* (UsageError, EnvironmentProblem) as errors:
                raise errors.exceptions[0] from errors

    async def under(self, schedule: Schedule) -> None:
        """Let another decide what is asked when."""
        async with self._asker as self._client:
            await schedule(self)

    async def answered(self, place: int, prompt: Prompt, repeat: int) -> tuple[Answered, Sha256]:
        """See `Session`."""
        assert self._client is not None and self._kept is not None  # noqa: S101
        key = (place, prompt.id, repeat)
        if not self._settled.get(key):
            await self._settle(self._client, place, prompt, repeat)
            self._tell(f"{sum(self._settled.values()):,} answers")
        return self._kept[key]

    def _keep(self, key: _Key, line: Answered) -> None:
        if self._kept is not None:
            self._kept[key] = line, hashlib.sha256(codec.encode(line)).hexdigest()

    def _note(self, key: _Key, line: Answered, found: Transcript | None) -> None:
        """Remember whether the last attempt failed; `found` is None where it cannot have."""
        self._failed.pop(key, None)
        if found is not None and found.delivery == "error":
            told = line.exchange.detail or found.error or found.why
            self._failed[key] = " ".join(told.split())[:200].rstrip(".")

    async def _settle(self, client: Asker, place: int, prompt: Prompt, repeat: int) -> None:
        """One prompt until it is answered or the attempts are used up."""
        key, model = (place, prompt.id, repeat), self._plan.models[place]
        for attempt in range(self._plan.retries + 1):
            answer = await client.ask(place, model, prompt.text)
            exchange = answer.exchange
            line = Answered(
                previous=self._journal.head,
                at=_now(),
                model=place,
                prompt=prompt.id,
                repeat=repeat,
                attempt=self._attempts.get(key, 0),
                settled=True,
                request=answer.request,
                exchange=exchange,
                masked=answer.masked,
                page=answer.page,
            )
            found = transcript(line)
            failed = found.delivery == "error"
            again = (
                failed
                and not answer.endless
                and (exchange.status is None or exchange.status in _AGAIN or not 400 <= exchange.status < 500)
            )
            hopeless = failed and exchange.status in _HOPELESS
            line = msgspec.structs.replace(line, settled=not failed or answer.endless)
            self._journal.add(line)
            self._keep(key, line)
            self._note(key, line, found)
            self._attempts[key] = self._attempts.get(key, 0) + 1
            self._settled[key] = line.settled
            self._answers += 1
            if hopeless:
                why = _HOPELESS[exchange.status or 0]
                raise UsageError(
                    f"{model.endpoint} {why} (HTTP {exchange.status}). See --key-env, --endpoint and --model."
                )
            if exchange.status is not None:
                self._missed[place] = 0
            if not again:
                return
            if attempt < self._plan.retries:
                await asyncio.sleep(_wait(self._plan.first_wait, attempt, answer.wait, json.dumps(key)))
        if exchange.status is None:
            self._missed[place] += 1
            if self._missed[place] >= _UNREACHABLE:
                what = "asked" if line.page else "reached"
                raise EnvironmentProblem(
                    f"{model.endpoint} cannot be {what}: {exchange.detail}. The same command goes on once it can."
                )


def _may_have_failed(line: Answered) -> bool:
    """Whether it is worth reading an answer of an earlier start to see."""
    return not line.settled or line.exchange.status is None or line.exchange.end != "closed"


def _wait(first: float, attempt: int, asked: float | None, key: str) -> float:
    """Seconds before the next attempt: doubled each time, spread by the prompt, at least what the server asks for."""
    spread = 0.5 + zlib.crc32(f"{key}{attempt}".encode()) / (1 << 32)
    return max(asked or 0.0, min(first * 2.0**attempt * spread, 60.0))
