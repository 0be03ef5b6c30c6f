"""Prompts that were put to the audited app's chat, as a bundle keeps them."""

from __future__ import annotations

from undertow.model.base import Record, Sha256


class ChatLine(Record, frozen=True, kw_only=True):
    """One line of the file of a run (`conduct/records.py`): its beginning, or one answer as it came."""

    line: Sha256
    """Of its JSON, which is a blob. The line after it names this hash, so that the lines are a chain of their own."""
    at: str
    """When it was written; ISO 8601 UTC with seconds."""
    prompt: str
    """Id of the prompt that was put; empty for the beginning, which holds all prompts."""
    pictures: tuple[Sha256, ...] = ()
    """JPEGs of the page from before and after text went, as the line names them, as far as they were kept."""
