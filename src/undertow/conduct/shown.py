"""The text as a reader sees it grow, shrink and change."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from undertow.conduct.wire import Change, Channel

SignKind = Literal["status", "template", "finish", "event", "field", "risk", "risk-status", "fault"]


@dataclass(frozen=True)
class Sign:
    """A word of the server on why text went or stopped."""

    kind: SignKind
    at: float
    message: int
    detail: str


class Shown:
    """Answer and thinking, with every change of them."""

    def __init__(self) -> None:
        self._texts: dict[Channel, str] = {"answer": "", "thinking": ""}
        self._halves: dict[Channel, str] = {"answer": "", "thinking": ""}
        self._starts: dict[Channel, tuple[list[int], list[float]]] = {"answer": ([], []), "thinking": ([], [])}
        self._replayed: dict[Channel, str | None] = {"answer": None, "thinking": None}
        self.changes: list[Change] = []
        self.signs: list[Sign] = []
        self.taken: list[tuple[Change, str, float]] = []
        """Changes that removed text, with what they removed and for how many seconds that had been shown."""
        self.before: str | None = None
        """The answer as it stood before the first removal; None if nothing was removed."""
        self.work = 0
        """Characters handled, for a budget."""

    def text(self, channel: Channel = "answer") -> str:
        """The text as it stands."""
        return self._texts[channel]

    @property
    def first_at(self) -> float | None:
        """When the first character was shown."""
        return next((change.at for change in self.changes if change.text), None)

    def connect_again(self) -> None:
        """The client connects again: the server may go on, or tell all from the beginning."""
        self._replayed = {"answer": "", "thinking": ""}

    @property
    def replaying(self) -> bool:
        """True if the client has connected again and all that came since was told before."""
        return self._replayed["answer"] is not None

    @property
    def replay_ended_short(self) -> bool:
        """True if the answer was told again and ended before it was where it had been."""
        again = self._replayed["answer"]
        return bool(again) and again != self._texts["answer"]

    def append(self, channel: Channel, text: str, at: float, message: int) -> None:
        """Add text at the end."""
        text = self._joined(channel, text)
        if not text:
            return
        again = self._replayed[channel]
        if again is not None:
            again += text
            known = self._texts[channel]
            if known.startswith(again):
                self._replayed[channel] = again
                return
            self._replayed[channel] = None
            text = again[len(known) :] if again.startswith(known) else again
        self._change(channel, len(self._texts[channel]), text, at, message)

    def replace(self, channel: Channel, text: str, at: float, message: int, *, told: bool = False) -> None:
        """Show this text instead; what both have in common at the beginning stays. `told`: on purpose, no replay."""
        text = mend(text)
        known = self._texts[channel]
        self.work += len(text)
        if text == known:
            if self._replayed[channel] is not None:
                self._replayed[channel] = text
            return
        if self._replayed[channel] is not None:
            if known.startswith(text) and not told:
                self._replayed[channel] = text
                return
            self._replayed[channel] = None
        kept = len(known) if text.startswith(known) else _shared(known, text)
        self._change(channel, kept, text[kept:], at, message)

    def sign(self, kind: SignKind, at: float, message: int, detail: str) -> None:
        """Note a word of the server on why."""
        self.signs.append(Sign(kind, at, message, detail[:300]))

    def _joined(self, channel: Channel, text: str) -> str:
        """Text with halves of surrogate pairs put together that came in two messages."""
        text = self._halves[channel] + text
        self._halves[channel] = ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            self._halves[channel], text = text[-1], text[:-1]
        self.work += len(text)
        return mend(text)

    def correct(self, text: str, at: float, message: int) -> None:
        """Show this answer instead because messages before had been read wrongly: nothing was taken back."""
        text = mend(text)
        kept = _shared(self._texts["answer"], text)
        self._change("answer", kept, text[kept:], at, message, counted=False)

    def _change(self, channel: Channel, kept: int, text: str, at: float, message: int, *, counted: bool = True) -> None:
        known = self._texts[channel]
        removed = known[kept:]
        self.work += len(known)
        change = Change(at=at, message=message, channel=channel, kept=kept, removed=len(removed), text=text)
        self.changes.append(change)
        starts, times = self._starts[channel]
        if removed and counted and channel == "answer" and self.before is None:
            self.before = known
        if removed and counted:
            self.taken.append((change, removed, at - times[max(bisect_right(starts, kept) - 1, 0)]))
        if removed:
            while starts and starts[-1] >= kept:
                starts.pop()
                times.pop()
        if text:
            starts.append(kept)
            times.append(at)
        self._texts[channel] = known[:kept] + text if removed else known + text


def mend(text: str) -> str:
    """Text that UTF-8 can carry: pairs of surrogates joined, single ones replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _shared(one: str, other: str) -> int:
    """Characters that both have in common at the beginning, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low
