"""Every record survives the way to JSON and back, and JSON that is not exactly of its form is refused."""

from __future__ import annotations

import json
from functools import cache

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import records
from undertow import model
from undertow.errors import InvalidData
from undertow.model import AuditResult, Evidence, EvidenceRef, Finding, Gap, Record, Scan, Verification, Who, codec

RECORDS = sorted(
    (kind for kind in vars(model).values() if isinstance(kind, type) and Record in kind.__mro__[1:]),
    key=lambda kind: kind.__name__,
)
DOCUMENTS = [AuditResult, Evidence, Scan, Verification, Who]
FINDINGS = records(Finding, evidence=records(EvidenceRef).map(lambda reference: (reference,)))
QUICK = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def instances(kind: type) -> st.SearchStrategy[object]:
    """Any instance, a finding always with evidence."""
    if kind is Finding:
        return FINDINGS
    if kind is AuditResult:
        return records(AuditResult, findings=st.lists(FINDINGS, max_size=1).map(tuple))
    return records(kind)


@pytest.mark.parametrize("kind", RECORDS)
@QUICK
@given(data=st.data())
def test_a_record_is_the_same_when_it_went_through_json(kind: type, data: st.DataObject) -> None:
    record = data.draw(instances(kind))
    text = codec.encode(record)
    assert codec.decode(text, kind, what="test") == record
    assert codec.encode(codec.decode(text, kind, what="test")) == text
    assert codec.decode(codec.encode_pretty(record), kind, what="test") == record


@pytest.mark.parametrize("kind", DOCUMENTS)
@QUICK
@given(data=st.data())
def test_an_unknown_field_is_refused_in_any_document(kind: type, data: st.DataObject) -> None:
    document = json.loads(codec.encode(data.draw(instances(kind))))
    with pytest.raises(InvalidData, match="unknown field"):
        codec.decode(json.dumps(document | {"surplus": None}).encode(), kind, what="test")


@pytest.mark.parametrize("kind", DOCUMENTS)
@QUICK
@given(data=st.data())
def test_a_document_fits_its_own_schema(kind: type, data: st.DataObject) -> None:
    schema = codec.schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(codec.encode(data.draw(instances(kind)))))


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_is_immutable_and_refuses_unknown_fields(kind: type) -> None:
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    assert info.forbid_unknown_fields
    assert kind.__struct_config__.frozen  # type: ignore[attr-defined]
    assert not any(isinstance(field.type, msgspec.inspect.ListType) for field in info.fields)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"null", b"[]", b'"x"', b"\xff", b"[" * 100_000, b'{"gaps":' + b"[" * 100_000, b'{"tool":1}', b"{}"],
)
def test_the_document_is_named_when_it_is_not_evidence(text: bytes) -> None:
    with pytest.raises(InvalidData, match=r"^evidence\.json: "):
        codec.decode(text, Evidence, what="evidence.json")


@given(text=st.binary(max_size=60))
def test_no_bytes_can_raise_anything_else(text: bytes) -> None:
    try:
        codec.decode(text, Evidence, what="noise")
    except InvalidData:
        return
    raise AssertionError("noise was taken for evidence")


def test_text_that_is_not_unicode_is_refused_when_encoding() -> None:
    with pytest.raises(InvalidData):
        codec.encode(Gap(stage="capture", kind="x", where="\ud800", why="y"))


def test_pretty_json_ends_its_last_line() -> None:
    assert codec.encode_pretty({"b": 1, "a": [2]}) == b'{\n  "a": [\n    2\n  ],\n  "b": 1\n}\n'


def test_a_finding_without_evidence_cannot_be_built() -> None:
    with pytest.raises(ValueError, match=r"finding x\.1 has no evidence"):
        Finding(id="x.1", detector="x", title="", detail="", severity="low", confidence="likely", evidence=())


def test_a_finding_without_evidence_cannot_be_read() -> None:
    reference = EvidenceRef(kind="page", id="https://a.example/")
    finding = Finding(
        id="x.1", detector="x", title="", detail="", severity="low", confidence="likely", evidence=(reference,)
    )
    document = json.loads(codec.encode(finding)) | {"evidence": []}
    with pytest.raises(InvalidData, match="has no evidence"):
        codec.decode(json.dumps(document).encode(), Finding, what="result")


@pytest.mark.parametrize("word", ["sometimes", "", None, 1])
def test_a_word_outside_its_closed_list_is_refused(word: object) -> None:
    gap = json.loads(codec.encode(Gap(stage="capture", kind="x", where="", why=""))) | {"stage": word}
    with pytest.raises(InvalidData):
        codec.decode(json.dumps(gap).encode(), Gap, what="gap")
