"""`show`, `scan` and `who` on a terminal: bytes and sources stand there, nothing a page chose can move or colour."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest
import sample
from wire_sample import BODY, PHONE, TOKEN, evidence, exchange, ref

from undertow.attribution import Atlas
from undertow.cli.columns import block, line
from undertow.cli.details import print_detail, print_who
from undertow.model import Flow
from undertow.report.words import FICTIONAL

BODIES = sample.MemoryBlobs(BODY)


def shown(capsys: pytest.CaptureFixture[str], flow: Flow, *, fictional: bool = False) -> str:
    seen = msgspec.structs.replace(evidence(exchange()), fictional=fictional)
    print_detail(flow, seen, BODIES)
    return capsys.readouterr().out


def words(text: str) -> str:
    return " ".join(text.split())


def test_flow_is_shown_down_to_its_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, msgspec.structs.replace(sample.PHONE_FLOW, evidence=(ref(),)))
    assert f'"msisdn":"»{TOKEN}«","sign"' in text
    assert f"»{PHONE}«" in text
    assert "oneTap in login.4c1f.js, line 1, column 40499" in text
    assert 'if (phone.slice(0, 3) === "+86" && inChina()) {\n' in text, "code keeps its lines"


def test_flow_of_a_fictional_app_says_so_and_another_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert FICTIONAL in shown(capsys, sample.PHONE_FLOW, fictional=True)
    assert FICTIONAL not in shown(capsys, sample.PHONE_FLOW)


def test_flow_whose_texts_are_hostile_stays_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, sample.hostile(1).flows[0])
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]


def test_each_list_is_told_once_with_scope_names_dates_flags_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    print_who(Atlas.load().who("verify.cmpassport.com"))
    text = words(capsys.readouterr().out)
    assert text.count("Section 1260H list (US DoD/DoW) names companies of its group scope: defence procurement") == 1
    assert "- China Mobile Limited, named in the editions of 2021-06-03, 2025-01-07, 2026-06-08 [verified]" in text
    assert "source: " in text
    assert "operator in China" in text


def test_unknown_operator_is_not_said_to_be_unlisted(capsys: pytest.CaptureFixture[str]) -> None:
    print_who(Atlas.load().who("nobody-knows-this.test"))
    text = words(capsys.readouterr().out)
    assert "operator unknown" in text
    assert "lists Not looked up: the operator is not known" in text
    assert "No listing found" not in text


def test_long_text_keeps_to_its_column_and_addresses_stay_whole(capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://x.test/" + "a" * 120
    line("source", f"{'word ' * 30}{address}")
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("source           word word")
    assert all(each.startswith(" " * 17) for each in rest)
    assert rest[-1].strip() == address


def test_block_is_cut_when_it_is_longer_than_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    block("decoded", "\n".join("x" for _ in range(50)))
    assert capsys.readouterr().out.splitlines()[-1] == "    … 10 further lines"
