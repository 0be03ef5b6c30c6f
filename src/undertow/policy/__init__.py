"""The privacy policy: find it in the evidence, read its text, and see whom and which countries it names."""

from __future__ import annotations

from undertow.policy.check import check
from undertow.policy.find import PolicyPage, find

__all__ = ["PolicyPage", "check", "find"]
