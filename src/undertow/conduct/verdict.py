"""What became of an answer: delivery, and what was taken back in which form.

A removal or a filter is a retraction; text that a fault of the server clears is an error. What decides is the server's
own words (status, finish reason, event, error) and, for text that merely changed, the change itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from undertow.conduct.messages import Interpreter
from undertow.conduct.reasons import CUTS, canned_tail
from undertow.conduct.shown import Shown, Sign, SignKind
from undertow.conduct.wire import Delivery, End, Form, Retraction, Transcript
from undertow.model import Gap

_BEGUN = 20
"""Characters of an answer before a canned sentence; with fewer, the sentence is the answer."""

_WHY: dict[Form, str] = {
    "status-filter": "The message was marked as filtered; clients that heed the mark hide what they showed.",
    "template-replaced": "A template of the service was put in the place of the answer.",
    "canned-appended": "The answer broke off, and a canned sentence was put behind it.",
    "finish-filter": "The server ended the answer with its filter after it had begun.",
    "field-replaced": "A message changed or removed text that had been shown.",
    "event": "An event outside the protocol took the answer back.",
    "risk-status": "The server refused the request and named a risk of its content.",
    "error-after-text": "The answer broke off with an error that names a risk of the content.",
    "history-differs": "Read again, the conversation holds another answer than was shown.",
}


@dataclass(frozen=True)
class Ending:
    """How the exchange ended."""

    end: End
    at: float
    detail: str
    history: str | None
    refused: bool
    """True if the HTTP status was 4xx."""


def judged(read: Interpreter, ending: Ending) -> Transcript:
    """The transcript of all messages read."""
    shown = read.shown
    retractions = _retractions(read, ending)
    answer = retractions[-1].left if retractions else shown.text()
    if ending.end == "broken":
        read.gaps["connection-lost"] = "The connection was lost before the answer was at its end."
    elif ending.end == "closed" and not read.ended and not read.error:
        read.gaps["no-end-mark"] = "The stream ended without saying that the answer was at its end."
    delivery, why = _delivery(read, ending, retractions)
    gaps = tuple(
        Gap(stage="conduct", kind=kind, where="stream", why=sentence, hides_findings=kind != "no-end-mark")
        for kind, sentence in sorted(read.gaps.items())
    )
    return Transcript(
        delivery=delivery,
        answer=answer,
        before=shown.text() if shown.before is None else shown.before,
        thinking=shown.text("thinking"),
        changes=tuple(shown.changes),
        retractions=retractions,
        finish_reason=read.finish_reason,
        error=read.error or (ending.detail or ending.end if ending.end not in ("closed", "cancelled") else None),
        tool_calls=read.tool_calls,
        messages=read.count,
        first_at=shown.first_at,
        why=why,
        gaps=gaps,
    )


def _retractions(read: Interpreter, ending: Ending) -> tuple[Retraction, ...]:
    shown = read.shown
    found = _on_the_wire(read, ending)
    if found is None and not read.error and ending.history is not None and _differs(shown.text(), ending.history):
        found = _retraction("history-differs", ending.at, None, shown.text(), None, ending.history)
    return () if found is None else (found,)


def _on_the_wire(read: Interpreter, ending: Ending) -> Retraction | None:
    shown = read.shown
    signs = {sign.kind: sign for sign in reversed(shown.signs)}
    text = shown.text()
    if ending.refused:
        risk = signs.get("risk")
        return _retraction("risk-status", ending.at, None, "", None, "") if risk else None
    first = shown.first_at
    blocking = [signs[kind] for kind in ("status", "event", "finish", "risk", "field") if kind in signs]
    if shown.taken:
        if "fault" in signs and not {"status", "event", "finish", "risk", "template"} & signs.keys():
            return None
        change = shown.taken[0][0]
        taken, seconds = _all_taken(shown)
        return _retraction(_form_of_removal(signs), change.at, change.message, taken, seconds, text)
    if first is None or not any(c.text for c in shown.changes):
        return None
    return _without_removal(shown, signs, blocking, read)


def _all_taken(shown: Shown) -> tuple[str, float]:
    """The longest piece that was taken, and for how long the longest-standing one had been shown."""
    pieces = [removed for _, removed, _ in shown.taken]
    return max(pieces, key=len), max(seconds for *_, seconds in shown.taken)


def _form_of_removal(signs: dict[SignKind, Sign]) -> Form:
    if "template" in signs:
        return "template-replaced"
    if "event" in signs:
        return "event"
    if "status" in signs:
        return "status-filter"
    return "field-replaced"


def _without_removal(
    shown: Shown, signs: dict[SignKind, Sign], blocking: list[Sign], read: Interpreter
) -> Retraction | None:
    text, first = shown.text(), shown.first_at or 0.0
    tail = canned_tail(text)
    if tail is not None and len(text[:tail].strip()) >= _BEGUN and "fault" not in signs:
        last = shown.changes[-1]
        return _retraction("canned-appended", last.at, last.message, "", None, text)
    if not blocking:
        return None
    sign = blocking[0]
    before = any(change.text and change.message < sign.message for change in shown.changes)
    if not before:
        return None
    if sign.kind == "status":
        return _retraction("status-filter", sign.at, sign.message, text, sign.at - first, "")
    if sign.kind == "event":
        return _retraction("event", sign.at, sign.message, "", None, text)
    if sign.kind == "finish":
        return _retraction("finish-filter", sign.at, sign.message, "", None, text)
    if sign.kind == "risk":
        return _retraction("error-after-text", sign.at, sign.message, "", None, text)
    return None


def _retraction(form: Form, at: float, message: int | None, taken: str, seconds: float | None, left: str) -> Retraction:
    return Retraction(
        form=form,
        at=at,
        message=message,
        taken=taken,
        shown_seconds=seconds if taken else None,
        left=left,
        why=_WHY[form],
    )


def _differs(shown: str, history: str) -> bool:
    """Whether two texts differ by more than white space."""
    return "".join(shown.split()) != "".join(history.split())


def _delivery(read: Interpreter, ending: Ending, retractions: tuple[Retraction, ...]) -> tuple[Delivery, str]:
    shown = read.shown
    kinds = {sign.kind for sign in shown.signs}
    if retractions and retractions[0].form != "risk-status":
        return "retracted", retractions[0].why
    if retractions or kinds & {"status", "finish", "risk", "event"}:
        return "server-blocked", "The server's filter answered instead of the model."
    if read.error or ending.end in ("broken", "unreachable", "timed-out"):
        return "error", "The server or the connection failed; this says nothing about the topic."
    if ending.end == "cancelled":
        return "cut", "We stopped the answer before its end."
    if (read.finish_reason or "").lower() in CUTS:
        return "cut", "The limit of length ended the answer."
    if shown.first_at is None and not read.tool_calls:
        return "error", "No text came, and no reason was given."
    return "complete", "The answer came to its end."
