"""The published schema is valid, complete and stable, and accepts what the commands print."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from sample import EMPTY, SAMPLE, hostile

from records import records
from undertow.model import AuditResult, Explanation, Scan, Verification, Who, codec
from undertow.report.schema import DOCUMENTS, field_docs, result_schema

SCHEMA: dict[str, Any] = json.loads(result_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_valid_schema_of_its_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:undertow:schema:result:1"


def test_it_is_the_same_bytes_when_made_twice() -> None:
    assert result_schema() == result_schema()


@pytest.mark.parametrize("result", [SAMPLE, EMPTY, hostile(20)], ids=["sample", "empty", "hostile"])
def test_it_accepts_what_is_printed(result: AuditResult) -> None:
    printed = json.loads(codec.encode(result))
    VALIDATOR.validate(printed)
    VALIDATOR.validate([printed, printed])


def definition(kind: type) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{kind.__name__}", "$defs": SCHEMA["$defs"]})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scan=records(Scan), explanation=records(Explanation), verification=records(Verification), who=records(Who))
def test_each_document_fits_its_definition(
    scan: Scan, explanation: Explanation, verification: Verification, who: Who
) -> None:
    for document in (scan, explanation, verification, who):
        definition(type(document)).validate(json.loads(codec.encode(document)))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_it_refuses_a_field_that_is_not_published(kind: type) -> None:
    assert SCHEMA["$defs"][kind.__name__]["additionalProperties"] is False


def test_it_refuses_a_result_without_its_flows() -> None:
    printed = json.loads(codec.encode(EMPTY))
    del printed["flows"]
    assert not VALIDATOR.is_valid(printed)


def test_every_definition_is_described() -> None:
    assert [name for name, found in SCHEMA["$defs"].items() if not found.get("description")] == []


def test_fields_say_their_meaning_where_the_source_does() -> None:
    coverage = SCHEMA["$defs"]["Coverage"]["properties"]
    assert coverage["bytes_not_run"]["description"].startswith("Bytes never executed in any visit; None if")
    assert "description" not in coverage["scripts"]
    assert (
        field_docs(AuditResult)["data"]
        == "SHA-256 over the knowledge used: the pinned data, and the packs if there are any."
    )
