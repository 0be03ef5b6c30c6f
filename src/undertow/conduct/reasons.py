"""The words with which servers say why an answer ends: filters, limits, risks, time-outs, canned sentences."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from undertow import data

FILTERS = frozenset(
    {"content_filter", "content-filter", "safety", "prohibited_content", "blocklist", "sensitive", "content_filtered",
     "spii", "guardrail_intervened", "violation", "risk", "moderated", "censored"}
)  # fmt: skip
"""Finish reasons and states that name a filter, in lower case."""
CUTS = frozenset({"length", "max_tokens", "max_output_tokens"})
"""Finish reasons that name a limit of length."""
FAILED = frozenset({"timeout", "timed_out", "time_out", "error", "failed", "overloaded", "internal_error"})
"""States of an answer that name a fault of the server."""
TAKEN_BACK = frozenset(
    {"retract", "retracted", "recall", "recalled", "withdraw", "withdrawn", "revoke", "moderation", "moderated",
     "censor", "censored", "content_filter", "content.filter", "blocked", "risk", "sensitive", "violation"}
)  # fmt: skip
"""Events that no streaming protocol needs and that say by their name that text is taken back."""
CLEARING = frozenset({"clear", "reset", "delete", "remove", "replace", "overwrite"})
"""Events and operations that change text already shown; whether this is a retraction depends on why."""
RISK = re.compile(
    r"content.{0,20}(?:risk|filter|policy|exists)|data_inspection|inappropriate content|moderation|sensitive"
    r"|内容.{0,6}(?:风险|违规|安全)|敏感|违规",
    re.IGNORECASE,
)
"""Error messages that name a risk of the content."""
_CANNED_LONGEST = 240
_PROGRESS_LONGEST = 120


@cache
def _sentences() -> dict[str, re.Pattern[str]]:
    """The lists of conduct_canned.toml: ``withdrawal``, ``progress``, ``fault``."""
    lists = tomllib.loads(data.read("conduct_canned.toml").decode("utf-8"))
    return {name: re.compile("|".join(f"(?:{p})" for p in all_), re.IGNORECASE) for name, all_ in lists.items()}


def progress(text: str) -> bool:
    """Whether a short text says that an answer is still to come ("Thinking…")."""
    return len(text) <= _PROGRESS_LONGEST and _sentences()["progress"].match(text.strip()) is not None


def fault(text: str) -> bool:
    """Whether a short text says that a server or connection failed ("The server took too long to answer")."""
    return len(text) <= _PROGRESS_LONGEST and _sentences()["fault"].search(text) is not None


def canned_tail(text: str) -> int | None:
    """Where a canned sentence of withdrawal begins with which the text ends; None if it does not end so."""
    start = max(0, len(text) - _CANNED_LONGEST)
    for found in _sentences()["withdrawal"].finditer(text, start):
        if not text[found.end() :].strip(" \n.。!！~～"):
            return found.start()
    return None
