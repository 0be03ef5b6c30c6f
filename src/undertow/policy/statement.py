"""What a policy states, one record per statement."""

from __future__ import annotations

from typing import Literal

from undertow.model import Record

Actor = Literal["we", "they"]
Action = Literal["collect", "use", "share", "sell", "store", "transfer"]


class Statement(Record, frozen=True, kw_only=True):
    """Somebody does, may do or does not do something with data."""

    actor: Actor
    """`they`: the recipients collect by themselves."""
    may: bool
    """May, might, can or could; else it is stated as a fact."""
    denied: bool
    """Says that it is not done; `conditions` may limit that."""
    action: Action
    data: tuple[str, ...]
    """Ids of kinds of data; empty if none is said."""
    recipients: tuple[str, ...]
    """Ids of kinds of recipients, and names as written."""
    countries: tuple[str, ...]
    """ISO codes."""
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    """In the policy's words."""
    quote: str
    """The sentence, list item or row."""
    start: int
    """Of the quote in the text of the page, in characters."""

    def tuples(self) -> set[tuple[str, ...]]:
        """Expanded: one (actor, may, denied, action, data, recipient) per kind of data and recipient."""
        head = (self.actor, "may" if self.may else "does", "no" if self.denied else "yes", self.action)
        return {(*head, data, to) for data in self.data or ("",) for to in self.recipients or ("",)}
