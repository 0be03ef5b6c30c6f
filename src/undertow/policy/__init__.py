"""The privacy policy: find it, read it, see whom it names and what it states, compare that with what an app does."""

from __future__ import annotations

from undertow.policy.check import check
from undertow.policy.corpus import Corpus, gather
from undertow.policy.find import PolicyPage, document, find
from undertow.policy.judge_recipient import Receiver
from undertow.policy.practice import compare
from undertow.policy.statement import Statement

__all__ = ["Corpus", "PolicyPage", "Receiver", "Statement", "check", "compare", "document", "find", "gather"]
