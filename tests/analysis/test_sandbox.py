from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from undertow.analysis.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox()
    yield box
    box.close()


def test_primitive_values_come_out(sandbox: Sandbox) -> None:
    sandbox.open("var a=1;", ["var b=a+1"])
    assert sandbox.evaluate(["a+b", "'x'+b", "b>a", "atob('YWJj')", "btoa('abc')"]) == [3, "x2", True, "abc", "YWJj"]


def test_anything_else_is_unknown(sandbox: Sandbox) -> None:
    sandbox.open("", [])
    roots = ["({})", "[1]", "function(){}", "undefined", "null", "0/0", "1/0", "throw 1", "nowhere", "Symbol()", "1n"]
    assert sandbox.evaluate(roots) == [None] * len(roots)


def test_one_bad_expression_does_not_cost_the_others(sandbox: Sandbox) -> None:
    sandbox.open("", [])
    assert sandbox.evaluate(["1", "while", ")(", "2", "(()=>{for(;;);})()", "3"]) == [1, None, None, 2, None, 3]
    assert sandbox.report.interrupts == 1


def test_a_hanging_initialiser_does_not_cost_the_others(sandbox: Sandbox) -> None:
    sandbox.open("", ["var a=1", "for(;;);", "var b=2"])
    assert sandbox.evaluate(["a+b"]) == [3]


def test_initialisers_may_need_later_ones(sandbox: Sandbox) -> None:
    sandbox.open("", ["var a=b.length", "var b='four'"])
    assert sandbox.evaluate(["a"]) == [4]


@pytest.mark.parametrize(
    "root",
    [
        "'x'.repeat(1e9)",
        "[...Array(1e8)].join('x')",
        "new ArrayBuffer(1e10).byteLength",
        "(()=>{let a=[];for(;;)a.push(new Uint8Array(1e6))})()",
        "(function f(){return f()+1})()",
        "/(a+)+$/.test('a'.repeat(50)+'b')",
        "JSON.parse('['.repeat(1e6))",
    ],
)
def test_a_bomb_costs_only_itself(sandbox: Sandbox, root: str) -> None:
    sandbox.open("", [])
    before = time.monotonic()
    assert sandbox.evaluate([root, "'alive'"]) == [None, "alive"]
    assert time.monotonic() - before < 30


@pytest.mark.parametrize(
    "root",
    ["typeof std", "typeof os", "typeof Worker", "typeof fetch", "typeof XMLHttpRequest", "typeof scriptArgs"],
)
def test_there_is_no_way_out(sandbox: Sandbox, root: str) -> None:
    sandbox.open("", [])
    assert sandbox.evaluate([root]) == ["undefined"]


@pytest.mark.parametrize("root", ["Math.random()", "Date.now()", "+new Date", "performance.now()"])
def test_what_differs_from_run_to_run_has_no_value(sandbox: Sandbox, root: str) -> None:
    sandbox.open("", [])
    assert sandbox.evaluate([root]) == [None]


def test_too_many_interruptions_end_the_script(sandbox: Sandbox) -> None:
    sandbox.open("", [])
    values = sandbox.evaluate(["(()=>{for(;;);})()"] * 20 + ["1"])
    assert values == [None] * 21
    assert 8 < sandbox.report.interrupts <= 10


def test_code_that_tampers_with_the_built_ins_cannot_break_the_protocol(sandbox: Sandbox) -> None:
    sandbox.open("JSON.stringify=()=>'[[[';Array.prototype.push=()=>{throw 1};Array.prototype.toJSON=()=>'x'", [])
    assert sandbox.evaluate(["1", "2"]) == [None, None]
    sandbox.open("", [])
    assert sandbox.evaluate(["1"]) == [1]


def test_half_a_surrogate_pair_becomes_a_replacement_character(sandbox: Sandbox) -> None:
    sandbox.open("", [])
    assert sandbox.evaluate(["'\\ud800'", "'\\ud83d\\ude00'"]) == ["\ufffd", "😀"]


def test_a_worker_that_does_not_answer_is_ended_and_replaced() -> None:
    box = Sandbox(wall_seconds=0.3)
    box.open("", ["for(;;);"] * 5)
    assert box.report.stopped
    assert box.evaluate(["1"]) == [None]
    box.close()
    patient = Sandbox()
    patient.open("", [])
    assert patient.evaluate(["1"]) == [1]
    patient.close()


def test_a_dead_worker_is_replaced() -> None:
    box = Sandbox()
    box.open("", [])
    assert box._worker is not None
    box._worker.kill()
    box._worker.wait()
    box.open("var a=7", [])
    assert box.evaluate(["a"]) == [7]
    box.close()


def test_a_forked_child_uses_a_worker_of_its_own() -> None:
    box = Sandbox()
    box.open("var a='parent'", [])
    child = os.fork()
    if child == 0:
        box.open("var a='child'", [])
        ok = box.evaluate(["a"]) == ["child"]
        box.close()
        os._exit(0 if ok else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert box.evaluate(["a"]) == ["parent"]
    box.close()
