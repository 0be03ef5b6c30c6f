"""The stages after capture end in a whole answer, whatever is missing from the evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from joined_evidence import AMERICA, CHINA, SHA, SOURCE, Memory, evidence, request, visit

from undertow import errors, folders, pipeline, store
from undertow.model import AuditResult, Evidence, Gap, Script, ScriptUse, codec

WASM = b"\0asm\1\0\0\0"


@pytest.fixture
def blobs() -> Memory:
    memory = Memory()
    memory.keep(SOURCE)
    return memory


def examined(what: Evidence, blobs: Memory) -> AuditResult:
    return pipeline.examine(what, blobs, "0" * 64, workers=1)


def written(result: AuditResult, folder: Path) -> set[str]:
    pipeline.write_reports(folder, result, None)
    return {path.name for path in folder.iterdir()}


ALL = {pipeline.RESULT, pipeline.REPORT, pipeline.SARIF, pipeline.FLOWS}


def test_an_audit_without_visits_has_an_answer_and_says_nothing_was_seen(blobs: Memory, tmp_path: Path) -> None:
    gap = Gap(stage="capture", kind="browser-not-started", where="chromium", why="It did not start.")
    empty = Evidence(
        tool="t", target="https://app.test/", started="2026-01-01T00:00:00Z", submit=False, gaps=(gap,)
    )  # fmt: skip
    result = examined(empty, blobs)
    assert (result.flows, result.findings, result.visits) == ((), (), ())
    assert result.gaps == (gap,)
    assert result.coverage.bytes_not_run is None
    assert result.summary.headline
    assert written(result, tmp_path) == ALL


def test_failed_visits_have_tried_nothing(blobs: Memory, tmp_path: Path) -> None:
    lost = [visit(id_, at, outcome="failed", fields=(), steps=()) for id_, at in (("v1", AMERICA), ("v2", CHINA))]
    result = examined(evidence(*lost), blobs)
    assert [v.outcome for v in result.visits] == ["failed", "failed"]
    assert not [f for f in result.flows if f.grade in ("observed", "triggered")]
    assert {o.outcome for f in result.flows for o in f.outcomes} <= {"not tried"}
    assert "No form was found, so nothing was typed." in result.not_seen
    assert written(result, tmp_path) == ALL


def test_an_audit_without_policy_says_so(blobs: Memory) -> None:
    sent = request("v1.e1", blobs, b'{"mail":"m.q7@bait.invalid"}')
    result = examined(evidence(visit("v1", AMERICA, [sent])), blobs)
    assert [(f.data, f.host, f.grade) for f in result.flows] == [("email", "sink.test", "observed")]
    assert result.policy is None or result.policy.url is None
    assert "No privacy policy was found on the pages visited." in result.not_seen


def test_webassembly_alone_is_counted_and_not_read_as_javascript(blobs: Memory) -> None:
    name = blobs.keep(WASM)
    use = ScriptUse(script=name, url="https://app.test/a.wasm", origin="wasm")
    alone = Evidence(
        tool="t",
        target="https://app.test/",
        started="2026-01-01T00:00:00Z",
        submit=True,
        visits=(visit("v1", AMERICA, scripts=(use,)),),
        scripts=(Script(sha256=name, size=len(WASM), kind="wasm", name="a.wasm"),),
    )
    assert pipeline.read_scripts(alone, blobs, workers=2) == {}
    result = examined(alone, blobs)
    assert (result.coverage.scripts, result.coverage.bytes) == (1, len(WASM))
    assert result.flows == ()


def test_a_missing_body_is_no_error(blobs: Memory) -> None:
    lost = request("v1.e1", blobs, b'{"mail":"m.q7@bait.invalid"}')
    assert lost.request_body is not None
    del blobs[lost.request_body]
    assert examined(evidence(visit("v1", AMERICA, [lost])), blobs).tool


def test_a_payload_beyond_all_budgets_is_a_gap_and_its_plain_values_are_found(blobs: Memory) -> None:
    large = b"x " * (3 << 20) + b"m.q7@bait.invalid"
    result = examined(evidence(visit("v1", AMERICA, [request("v1.e1", blobs, large)])), blobs)
    assert [(f.data, f.host) for f in result.flows] == [("email", "sink.test")]
    (gap,) = [g for g in result.gaps if g.kind == "payload-too-large"]
    assert (gap.where, gap.visit, gap.hides_findings) == ("sink.test", "v1", True)


def test_the_same_bundle_gives_the_same_bytes(blobs: Memory, tmp_path: Path) -> None:
    sent = request("v1.e1", blobs, b'{"mail":"m.q7@bait.invalid"}')
    bundle = tmp_path / "bundle.wacz"
    store.write(bundle, evidence(visit("v1", AMERICA, [sent])), blobs)
    first, second = (codec.encode(pipeline.analyze(bundle, workers=n)) for n in (1, 2))
    assert first == second
    result = pipeline.report(bundle, tmp_path)
    assert codec.encode(result) == first
    assert {path.name for path in tmp_path.iterdir()} == {*ALL, bundle.name}


def test_what_is_no_bundle_is_said(tmp_path: Path) -> None:
    (tmp_path / "bundle.wacz").write_bytes(b"PK no bundle")
    with pytest.raises(errors.BundleDamaged):
        pipeline.analyze(tmp_path / "bundle.wacz")


def test_a_report_that_cannot_be_written_is_said_and_leaves_no_part(blobs: Memory, tmp_path: Path) -> None:
    result = examined(evidence(visit("v1", AMERICA)), blobs)
    (tmp_path / pipeline.RESULT).mkdir()
    with pytest.raises(errors.EnvironmentProblem, match="cannot write"):
        pipeline.write_reports(tmp_path, result, None)
    assert not list(tmp_path.glob(".*.part"))


def test_folders_of_one_second_get_numbers_and_hosts_cannot_leave_the_parent(tmp_path: Path) -> None:
    made = [folders.new_folder("../../etc", tmp_path) for _ in range(3)]
    assert len(set(made)) == 3
    assert all(folder.parent == tmp_path for folder in made)


def test_scripts_of_several_processes_come_in_the_same_order(blobs: Memory) -> None:
    big = [b"var a%d=1;//" % n + b"x" * 250_000 for n in range(2)]
    names = [blobs.keep(source) for source in big]
    pairs = [(SHA, SOURCE), *zip(names, big, strict=True)]
    scripts = tuple(Script(sha256=name, size=len(source), name="s") for name, source in pairs)
    many = Evidence(tool="t", target="https://app.test/", started="2026-01-01T00:00:00Z", submit=True, scripts=scripts)
    apart, together = (pipeline.read_scripts(many, blobs, workers=n) for n in (2, 1))
    assert list(apart) == list(together) == [SHA, *names]
    assert apart == together
