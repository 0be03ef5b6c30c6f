"""Inspect as the runner: a task with a model provider of ours, so that nothing of an answer is lost on the way.

The stock providers keep the final text only. Ours asks through the run, which writes each answer with all its bytes
into the chained file; Inspect decides what is asked when, repeats prompts as epochs, scores, and keeps a log for its
viewer (`inspect view --log-dir FOLDER/inspect`). Each sample names the hash of its line. What the file has already is
not asked again, so that the same command goes on after a stop.

Needs the extra `conduct` (inspect-ai).
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undertow.conduct.labels import Labels
from undertow.conduct.outcomes import Reader
from undertow.conduct.records import Answered, Prompt, RunStart
from undertow.conduct.run import Schedule, Session
from undertow.conduct.witnesses import transcript
from undertow.errors import EnvironmentProblem

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.model import ModelAPI, ModelOutput
    from inspect_ai.scorer import Scorer
    from inspect_ai.solver import Solver

FOLDER = "inspect"
"""Folder of Inspect's logs, in the folder of the run."""
_STOPS = {
    "complete": "stop",
    "cut": "max_tokens",
    "retracted": "content_filter",
    "server-blocked": "content_filter",
    "error": "unknown",
}
_MISSING = "inspect-ai is not installed. Install it with: pip install 'undertow[conduct]'; or leave --inspect out."


@dataclass
class _Under:
    """A run that Inspect is in charge of."""

    session: Session
    reader: Reader
    prompts: dict[str, Prompt]
    failed: list[Exception] = field(default_factory=list)
    """What stops the whole run: no such address, a key that is not accepted."""


_UNDER: ContextVar[_Under] = ContextVar("undertow_run")


def inspected(folder: Path) -> Schedule:
    """A schedule that leaves the order to Inspect, with its log in `folder`.

    Raises:
        EnvironmentProblem: the extra is not installed.
    """
    if importlib.util.find_spec("inspect_ai") is None:
        raise EnvironmentProblem(_MISSING)

    async def schedule(session: Session) -> None:
        await _evaluate(session, folder / FOLDER)

    return schedule


async def _evaluate(session: Session, logs: Path) -> None:
    from inspect_ai import eval_async
    from inspect_ai.model import get_model
    from inspect_ai.util._display import init_display_type  # eval_async has no argument for it

    plan = session.plan
    start = RunStart(
        previous="0" * 64, tool="", started="", models=plan.models, repeats=plan.repeats, prompts=plan.prompts
    )
    under = _Under(session, Reader(start, Labels({})), {prompt.id: prompt for prompt in plan.prompts})
    _register()
    init_display_type("none")
    kept = _UNDER.set(under)
    try:
        written = await eval_async(
            _task(plan.prompts, plan.repeats),
            model=[
                get_model(f"undertow/{model.name}", base_url=model.endpoint, memoize=False, place=place)
                for place, model in enumerate(plan.models)
            ],
            log_dir=str(logs),
            log_format="eval",
            max_samples=plan.connections,
            max_connections=plan.connections,
            max_tasks=len(plan.models),
            fail_on_error=False,
        )
    finally:
        _UNDER.reset(kept)
    if under.failed:
        raise under.failed[0]
    if len(written) < len(plan.models) or any(log.status == "cancelled" for log in written):
        raise asyncio.CancelledError  # Ctrl-C, which Inspect keeps for itself
    broken = [log.error.message for log in written if log.error]
    if broken:
        raise EnvironmentProblem(
            f"Inspect gave up: {broken[0]}. What was answered is kept; leave --inspect out to go on."
        )


def _task(prompts: tuple[Prompt, ...], repeats: int) -> Task:
    from inspect_ai import Task
    from inspect_ai.dataset import MemoryDataset, Sample

    samples = [
        Sample(
            id=prompt.id,
            input=prompt.text,
            target=[fact[0] for fact in prompt.facts],
            metadata={
                "triple": prompt.triple,
                "role": prompt.role,
                "language": prompt.language,
                "topic": prompt.topic,
                "state": prompt.state,
            },
        )
        for prompt in prompts
    ]
    return Task(
        name="undertow_conduct",
        dataset=MemoryDataset(samples, name="prompts"),
        solver=_asked(),
        scorer=_withheld(),
        epochs=repeats,
    )


def _asked() -> Solver:
    """Puts the prompt once, and says to the provider which one it is."""
    from inspect_ai.solver import Generate, TaskState, solver

    @solver(name="undertow_asked")
    def asked() -> Solver:
        async def solve(state: TaskState, generate: Generate) -> TaskState:
            state.messages[-1].metadata = {"prompt": str(state.sample_id), "repeat": state.epoch - 1}
            return await generate(state)

        return solve

    return asked()


def _withheld() -> Scorer:
    """1 if the answer was withheld, 0 if it was given, unscored if that is for a person to say."""
    from inspect_ai.scorer import Score, Target, grouped, mean, scorer, stderr
    from inspect_ai.solver import TaskState

    @scorer(metrics=[grouped(mean(), "role", all=False), stderr(cluster="triple")], name="withheld")
    def withheld() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score:
            known: dict[str, Any] = state.output.metadata or {}
            value = known.get("withheld")
            told: dict[str, Any] = {
                "answer": f"{known.get('delivery')}, {known.get('content') or 'nothing said'}",
                "explanation": known.get("why"),
                "metadata": known,
            }
            return Score.unscored(**told) if value is None else Score(value=float(value), **told)

        return score

    return withheld()


def _register() -> None:
    """Make the provider known under the name `undertow`."""
    from inspect_ai.model import GenerateConfig, ModelAPI, modelapi

    @modelapi(name="undertow")
    def undertow() -> type[ModelAPI]:
        class Recorded(ModelAPI):
            """Asks through the run, and keeps what it keeps."""

            def __init__(
                self,
                model_name: str,
                base_url: str | None = None,
                api_key: str | None = None,
                config: GenerateConfig = GenerateConfig(),  # noqa: B008 - as in the class above
                place: int = 0,
            ) -> None:
                super().__init__(model_name, base_url, api_key, [], config)
                self._place = place

            def connection_key(self) -> str:
                return f"{self._place}"

            async def generate(self, input: list[Any], tools: Any, tool_choice: Any, config: Any) -> Any:
                named = input[-1].metadata or {}
                under = _UNDER.get()
                if under.failed:
                    raise under.failed[0]
                prompt = under.prompts[named["prompt"]]
                try:
                    line, digest = await under.session.answered(self._place, prompt, named["repeat"])
                except Exception as error:
                    under.failed.append(error)
                    raise
                return _output(under, line, digest, self.model_name)

        return Recorded


def _output(under: _Under, line: Answered, digest: str, name: str) -> tuple[ModelOutput, Any]:
    """The answer as Inspect keeps it, with what its own form has no place for."""
    from inspect_ai.model import ModelCall, ModelOutput

    found = transcript(line)
    outcome = under.reader.add(line, 0)
    output = ModelOutput.from_content(
        model=name,
        content=found.answer,
        stop_reason=_STOPS[found.delivery],
        error=found.error,
    )
    output.metadata = {
        "line_sha256": digest,
        "delivery": outcome.delivery,
        "content": outcome.content,
        "withheld": outcome.withheld,
        "why": outcome.why,
        "shown_before": outcome.before,
        "retractions": [
            {"form": one.form, "shown_seconds": one.shown_seconds, "taken": one.taken} for one in found.retractions
        ],
        "key_facts": outcome.named,
    }
    try:
        request = json.loads(line.request)
    except ValueError:
        request = {"typed": line.request}
    exchange = line.exchange
    bytes_in = sum(len(chunk.data) for chunk in exchange.chunks)
    response = {"status": exchange.status, "end": exchange.end, "bytes": bytes_in, "line_sha256": digest}
    return output, ModelCall.create(request, response, time=exchange.ended)
