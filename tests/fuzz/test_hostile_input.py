"""Any bytes get an answer within their budget. `run.py` looks for more, guided by coverage."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import hostile
import pytest
import targets
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis import read_script

FOUND = sorted((Path(__file__).parent / "found").glob("*-*"))
LONG = bool(os.environ.get("UNDERTOW_LONG"))
DEPTH = 100_000 if LONG else 20_000
WIDTH = 1_000_000 if LONG else 100_000
SEEDS = st.integers(0, 1 << 40)


@pytest.mark.parametrize("target", ["source-map", "page", "payload", "bundle"])
def test_a_reader_answers_to_damaged_input(target: str) -> None:
    for seed in range(20_000 if LONG else 400):
        targets.TARGETS[target](targets.damaged(target, seed))


@settings(max_examples=3_000 if LONG else 60)
@given(SEEDS)
def test_hostile_code_gets_facts_within_its_budget(seed: int) -> None:
    targets.script(targets.damaged("script", seed))


@settings(max_examples=3_000 if LONG else 60)
@given(SEEDS)
def test_decoded_text_parses_as_well_as_what_was_delivered(seed: int) -> None:
    targets.rewriting(targets.damaged("rewriting", seed))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_failed_once_does_not_fail_again(path: Path) -> None:
    targets.TARGETS[path.name.rpartition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("name", hostile.DEEP)
def test_deep_code_gets_an_answer_in_bounded_time(name: str) -> None:
    source = hostile.DEEP[name](DEPTH)
    began = time.process_time()
    facts = read_script(source)
    assert facts.parsed or facts.gaps
    assert time.process_time() - began < 30


@pytest.mark.parametrize("name", hostile.WIDE)
def test_wide_code_is_read_to_its_end_in_bounded_time(name: str) -> None:
    source = hostile.WIDE[name](WIDTH)
    began = time.process_time()
    facts = read_script(source)
    assert "a.example.com" in {endpoint.host for endpoint in facts.endpoints} or facts.gaps
    assert time.process_time() - began < 60


@pytest.mark.parametrize("name", hostile.NOT_CODE)
def test_what_is_no_code_gets_an_answer(name: str) -> None:
    facts = read_script(hostile.NOT_CODE[name])
    assert facts.parsed or facts.gaps


@pytest.mark.long
@pytest.mark.parametrize("target", list(targets.TARGETS))
def test_nothing_new_is_found_in_a_minute(target: str) -> None:
    command = [sys.executable, str(Path(__file__).with_name("run.py")), target, "60"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
