"""The privacy policy: find it in the evidence, read its text, and see whom it names and what it states."""

from __future__ import annotations

from undertow.policy.check import check
from undertow.policy.find import PolicyPage, document, find
from undertow.policy.statement import Statement

__all__ = ["PolicyPage", "Statement", "check", "document", "find"]
