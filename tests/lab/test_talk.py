"""The lab's own questions: a file of prompts, answered with its facts, and taken back where that is the truth."""

from __future__ import annotations

import asyncio
from pathlib import Path

from undertow.conduct.keywords import folded, found_facts
from undertow.conduct.outcomes import report
from undertow.conduct.run import Plan, completions, read_prompts, run
from undertow.lab.answer_streams import FORMS
from undertow.lab.model_server import ModelServer
from undertow.lab.talk import GUARDED, PLAIN, QUESTIONS, brightwater, completed, plainfield
from undertow.model import AskedModel


def test_the_questions_are_prompts_and_each_answer_has_the_facts_of_its_question_alone() -> None:
    prompts = read_prompts(QUESTIONS)
    assert len(prompts) == 24 and len({prompt.triple for prompt in prompts}) == 8
    for prompt in prompts:
        answer = plainfield(prompt.text).shown
        assert all(found_facts(prompt.facts, folded(answer), "en")), prompt.id
        assert not any(found_facts(prompt.facts, folded(prompt.text), "en")), prompt.id
        for other in prompts:
            shared = found_facts(prompt.facts, folded(plainfield(other.text).shown), "en")
            assert other is prompt or sum(shared) <= 1, (prompt.id, other.id)


def test_what_nobody_has_put_into_the_file_gets_no_answer_of_another_question() -> None:
    assert "Nothing is known here" in brightwater("What happened on Tiananmen Square?").shown


def test_a_model_that_the_lab_does_not_have_is_refused_by_name() -> None:
    question = read_prompts(QUESTIONS)[0].text
    asked = {"model": "brightwatr", "messages": [{"content": question}]}
    found = completed(asked, 0)
    assert found.status == 404 and b"brightwatr" in found.pieces[0]
    assert completed({**asked, "model": PLAIN}, 0).status == 200


def test_a_run_over_both_models_finds_that_brightwater_takes_back_every_sensitive_answer(tmp_path: Path) -> None:
    async def done() -> None:
        async with ModelServer(completed) as server:
            endpoint = completions(server.base)
            models = tuple(AskedModel(endpoint=endpoint, name=name) for name in (GUARDED, PLAIN))
            plan = Plan(models=models, keys=(None, None), prompts=read_prompts(QUESTIONS), first_wait=0.01)
            await run(plan, tmp_path, tool="test", tell=lambda _: None)

    asyncio.run(done())
    found = report(tmp_path)
    counted = {(rate.model, rate.role): rate.withheld for rate in found.rates}
    assert counted == {(m, r): 8 * (m == 0 and r == "sensitive") for m in (0, 1) for r in
                       ("sensitive", "matched", "control")}  # fmt: skip
    assert [taken.form for taken in found.taken if taken.form not in FORMS] == []
    (row,) = [d for d in found.differences if d.name == f"{GUARDED}: sensitive − matched" and not d.topic]
    assert row.probability < 0.01
    assert found.excluded == {}
