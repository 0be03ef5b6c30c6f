"""Transcripts in a bundle: whoever changes, adds, takes out or moves one is noticed, also with all hashes made anew."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import bundles
import msgspec
import pytest

from undertow.errors import BundleDamaged, InvalidData
from undertow.model import ChatLine, Evidence, Gap
from undertow.store import log, open_bundle, package, verify, write

JPEG = b"\xff\xd8\xffpicture"
SAID = ("A sensitive question is answered.", "A matched question is answered.", "A control is answered.")


def chain(said: Sequence[str] = SAID) -> tuple[bytes, ...]:
    """Lines of a run: its beginning, then one answer each."""
    found: list[bytes] = []
    for text in ("the beginning", *said):
        previous = bundles.sha(found[-1]) if found else log.START
        found.append(json.dumps({"previous": previous, "text": text}).encode())
    return tuple(found)


def asked(lines: Sequence[bytes], *, gap: bool = False) -> Evidence:
    kept = tuple(
        ChatLine(
            line=bundles.sha(line), at="2026-11-22T03:00:00Z", prompt=f"p{number}" if number else "",
            pictures=(bundles.sha(JPEG),) if number == 1 else (),
        )
        for number, line in enumerate(lines)
    )  # fmt: skip
    evidence = msgspec.structs.replace(bundles.evidence(), conduct=kept)
    if gap:
        more = Gap(stage="conduct", kind="prompts-unanswered", where="https://chat.example/", why="One got no answer.")
        evidence = msgspec.structs.replace(evidence, gaps=(*evidence.gaps, more))
    return evidence


def sealed(path: Path, lines: Sequence[bytes], *, gap: bool = False) -> Path:
    write(path, asked(lines, gap=gap), bundles.Memory([*bundles.BLOBS.by_hash.values(), JPEG, *lines]))
    return path


def test_transcripts_and_pictures_come_back(tmp_path: Path) -> None:
    path = sealed(tmp_path / "a.wacz", chain())
    assert verify(path).ok
    with open_bundle(path) as bundle:
        assert tuple(bundle.blobs.get(kept.line) for kept in bundle.evidence.conduct) == chain()
        assert bundle.blobs.get(bundle.evidence.conduct[1].pictures[0]) == JPEG


def test_the_log_of_the_visits_is_the_beginning_of_the_log_with_the_transcripts() -> None:
    before, after = log.document(bundles.evidence()), log.document(asked(chain(), gap=True))
    assert after.startswith(before)
    kinds = [json.loads(line)["kind"] for line in after[len(before) :].splitlines()]
    assert kinds == ["transcript"] * 4 + ["gap"]


@pytest.mark.parametrize("what", ["changed", "dropped", "moved", "added"])
def test_a_chain_that_is_broken_is_noticed_though_all_is_sealed_anew(tmp_path: Path, what: str) -> None:
    lines = list(chain())
    if what == "changed":
        lines[2] = lines[2].replace(b"matched", b"MATCHED")
    elif what == "dropped":
        del lines[2]
    elif what == "moved":
        lines[2], lines[3] = lines[3], lines[2]
    else:
        lines.insert(2, lines[2].replace(b"matched", b"another"))
    answer = verify(sealed(tmp_path / "a.wacz", lines))
    (problem,) = answer.problems
    assert "does not go on from the one before it" in problem and not answer.ok


def test_one_changed_byte_of_a_transcript_is_noticed(tmp_path: Path) -> None:
    path = sealed(tmp_path / "a.wacz", chain())
    with open_bundle(path) as bundle:
        place = bundle.blobs._places[bundle.evidence.conduct[2].line]
        digest = bundle.evidence.conduct[2].line
    with zipfile.ZipFile(path) as container:
        header = container.getinfo(package.WARC).header_offset + 30 + len(package.WARC)
    data = bytearray(path.read_bytes())
    data[header + place.offset + place.length // 2] ^= 1
    path.write_bytes(data)
    assert any(digest in problem or package.WARC in problem for problem in verify(path).problems)
    with pytest.raises(BundleDamaged):
        open_bundle(path)


def test_the_log_tells_a_transcript_that_was_taken_off_the_end() -> None:
    whole = asked(chain())
    shorter = msgspec.structs.replace(whole, conduct=whole.conduct[:-1])
    (problem,) = log.problems(log.document(whole), shorter)
    assert problem.endswith(
        "transcript p3 stands in the log alone: it was taken out of the evidence, or added to the log"
    )


def test_a_picture_that_is_missing_is_not_sealed(tmp_path: Path) -> None:
    lines = chain()
    with pytest.raises(InvalidData, match="a blob that is not there"):
        write(tmp_path / "a.wacz", asked(lines), bundles.Memory([*bundles.BLOBS.by_hash.values(), *lines]))


def test_what_is_no_line_of_a_run_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    lines = (*chain()[:2], b"\xffnothing", *chain()[3:])
    assert not verify(sealed(tmp_path / "a.wacz", lines)).ok
