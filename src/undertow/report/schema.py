"""The published form of what the commands print with `--json`, generated from the types."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

from undertow import model
from undertow.model import SCHEMA_VERSION, AuditResult, Explanation, Scan, Verification, Who, codec

DOCUMENTS: tuple[type, ...] = (AuditResult, Scan, Explanation, Verification, Who)
"""What commands print: `audit` and `analyze`, `scan`, `explain`, `verify`, `who`; `demo` an array of the first."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def result_schema() -> bytes:
    """JSON Schema (2020-12) of all documents, with every field described: the same bytes for the same version."""
    definitions: dict[str, Any] = {}
    for kind in DOCUMENTS:
        definitions |= codec.schema(kind)["$defs"]
    for name, definition in definitions.items():
        _describe(definition, getattr(model, name))
    references = [{"$ref": f"#/$defs/{kind.__name__}"} for kind in DOCUMENTS]
    audits = {"type": "array", "items": {"$ref": f"#/$defs/{AuditResult.__name__}"}}
    return codec.encode_pretty(
        {
            "$schema": _DIALECT,
            "$id": f"urn:undertow:schema:result:{SCHEMA_VERSION}",
            "title": "Undertow results",
            "anyOf": [*references, audits],
            "$defs": definitions,
        }
    )


def _describe(definition: dict[str, Any], kind: type) -> None:
    """Put the docstring of each field into its schema."""
    for name, text in field_docs(kind).items():
        if name in definition["properties"]:
            definition["properties"][name]["description"] = text


def field_docs(kind: type) -> dict[str, str]:
    """The string literal after each field of a record, on one line, by field; fields without one are left out."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    if not isinstance(body, ast.ClassDef):
        return {}
    docs: dict[str, str] = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            docs[field.target.id] = " ".join(after.value.value.split())
    return docs
