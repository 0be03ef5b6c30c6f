"""One transcript of three witnesses of an answer on a page: the stream, the page over time, the page loaded again.

The stream says what was sent, and mostly why it was taken back. The page says what a reader saw, and for how long. Text
that the page lost counts as taken back if a stream had brought it: what a page says by itself ("thinking…", buttons,
suggestions) comes and goes. It does not count if the stream that brought it failed, since that is a fault; if scrolling
finds it again; or if it was thinking, which pages fold away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from undertow.conduct.decoder import read
from undertow.conduct.display import RUN, Known, Lost, State, bare, behind, fullest, is_text, lost, states, weight
from undertow.conduct.reasons import canned_tail, fault, progress
from undertow.conduct.records import Answered, PageSeen
from undertow.conduct.wire import Change, Exchange, Framing, Retraction, Transcript
from undertow.model import Gap

_FROM = 0.6
"""Share of the letters of a text that a stream must have brought to be where it comes from."""
_FAILED = frozenset({"broken", "timed-out", "cancelled", "unreachable"})
_FLAGGED = re.compile(r'"(?:flagged|blocked|filtered|sensitive|violation)"\s*:\s*true', re.IGNORECASE)
_REMOVED = "The page removed or replaced text that it had shown; no message on the wire of the answer says so."

_FAULT = "The stream ended without a mark of its end, and the page says that the server or the connection failed."


@dataclass(frozen=True)
class _Source:
    """A stream, read."""

    transcript: Transcript
    exchange: Exchange
    known: Known

    @property
    def failed(self) -> bool:
        """Whether it ended by a fault and not as answers end."""
        unended = self.exchange.end in _FAILED and self.transcript.finish_reason is None
        return self.transcript.delivery == "error" or unended

    @property
    def unmarked(self) -> bool:
        """Whether it closed without a message that says that the answer is at its end."""
        return any(gap.kind == "no-end-mark" for gap in self.transcript.gaps)

    @property
    def flagged(self) -> bool:
        """Whether it says that content is a risk."""
        body = b"".join(chunk.data for chunk in self.exchange.chunks)[:65_536].decode("utf-8", "replace")
        return bool(_FLAGGED.search(body)) or self.transcript.delivery in ("server-blocked", "retracted")


def transcript(line: Answered) -> Transcript:
    """What became of an answer, from all that was recorded of it."""
    if line.page is None:
        return read(line.exchange)
    return read_page(line.exchange, line.page, line.request)


def framing(url: str) -> Framing | None:
    """How a stream of that address is framed; None: by its content type."""
    return "messages" if url.startswith(("ws:", "wss:")) else None


def read_page(exchange: Exchange, page: PageSeen, question: str) -> Transcript:
    """The transcript of a question that was put to a page."""
    shown = states(page.changes, bare(question))
    wire = read(exchange, framing=framing(page.stream))
    sources = [_source(exchange, wire), *(_source(b.exchange, _read(b.exchange, b.url)) for b in page.beside)]
    gaps = [*wire.gaps, *page.gaps]
    gone = _gone(shown, page, sources)
    if not _readable(wire):
        wire = _from_page(wire, shown)
        gaps = [gap for gap in gaps if gap.kind not in ("no-end-mark",)]
        if shown and fullest(shown):
            gaps.append(_gap("wire-not-read", "What the page shows came over no stream that could be read."))
    elif difference := _difference(wire, shown):
        gaps.append(_gap("shown-differs-from-wire", difference, hides=False))
    found = _retraction(wire, shown, gone, page, question)
    if found is None:
        if wire.delivery == "complete" and sources[0].unmarked and shown and fault(shown[-1].text):
            wire = msgspec.structs.replace(wire, delivery="error", why=_FAULT)
        return msgspec.structs.replace(wire, gaps=tuple(gaps))
    changes = {"retractions": (found,), "delivery": wire.delivery, "why": wire.why, "answer": wire.answer}
    if found is not (wire.retractions[0] if wire.retractions else None) and found.form != "risk-status":
        changes |= {"delivery": "retracted", "why": found.why, "answer": found.left}
    if not wire.retractions and found.taken:
        changes["before"] = max(wire.before, found.taken, key=len) if _readable(wire) else found.taken
    return msgspec.structs.replace(wire, gaps=tuple(gaps), **changes)


def _source(exchange: Exchange, read_: Transcript) -> _Source:
    """All text that the stream ever showed is known of it."""
    pieces = "".join(change.text for change in read_.changes if change.channel == "answer")
    return _Source(read_, exchange, Known(read_.before, read_.answer, pieces, *(r.taken for r in read_.retractions)))


def _read(exchange: Exchange, url: str) -> Transcript:
    return read(exchange, framing=framing(url))


def _readable(wire: Transcript) -> bool:
    """Whether the stream said anything, and not in bytes that are no text."""
    said = wire.before or wire.answer
    return bool((said and is_text(said)) or wire.retractions or wire.error or wire.tool_calls)


def _gone(shown: Sequence[State], page: PageSeen, sources: Sequence[_Source]) -> Lost | None:
    """The longest text that was taken back; None if nothing was."""
    if not shown:
        return None
    also = [page.scrolled] if page.scrolled else []
    last, all_gone = shown[-1].text, lost(shown, *also)
    brought = _brought(shown, all_gone, sources)
    flagged = any(source.flagged for source in sources)
    for one in all_gone:
        source = next((s for s in sources if s.known.share(one.run) >= _FROM), None)
        if source is None:
            if brought or progress(one.before):
                continue  # the page's own words
            return one
        thought = Known(source.transcript.thinking).share(one.run) >= _FROM
        if thought and Known(source.transcript.before).share(one.run) < _FROM:
            continue
        failed = source.failed or (source.unmarked and fault(last))
        if failed and not flagged and canned_tail(last) is None:
            continue  # a fault, after which pages clear what had come, or ask once more
        return one
    return None


def _brought(shown: Sequence[State], gone: Sequence[Lost], sources: Sequence[_Source]) -> bool:
    """Whether a stream is known that answers come over, so that text of no stream is the page's own."""
    wire = sources[0].transcript
    if _readable(wire) and not wire.before:
        return True
    seen = Known(shown[-1].text, fullest(shown), *(one.before for one in gone))
    return any(seen.share(source.transcript.before) >= _FROM for source in sources)


def _retraction(
    wire: Transcript, shown: Sequence[State], gone: Lost | None, page: PageSeen, question: str
) -> Retraction | None:
    """What the witnesses say together; the wire's word on the form goes first, the page's on what was seen."""
    last = shown[-1].text if shown else ""
    if wire.retractions:
        told = wire.retractions[0]
        if gone is None:
            return told
        return msgspec.structs.replace(
            told, shown_seconds=round(gone.seconds, 3), taken=told.taken or _was(gone, wire), left=told.left or last
        )
    if gone is not None:
        return Retraction(
            form="page-removed",
            at=gone.at,
            message=None,
            taken=_was(gone, wire),
            shown_seconds=round(gone.seconds, 3),
            left=last,
            why=_REMOVED,
        )
    if wire.delivery in ("complete", "cut") and page.again is not None and page.ended == "quiet":
        return _later(wire, shown, behind(page.again, bare(question)))
    return None


def _later(wire: Transcript, shown: Sequence[State], again: str) -> Retraction | None:
    """Whether the conversation, read again, lacks something that was shown and that the stream had brought."""
    last = shown[-1].text if shown else ""
    brought = Known(wire.before, wire.answer) if _readable(wire) else Known(last)
    missing = [
        run for run in Known(again).missing(last) if weight(run) >= RUN and brought.share(run) >= _FROM
    ]  # fmt: skip
    if not missing:
        return None
    return Retraction(
        form="history-differs",
        at=shown[-1].at,
        message=None,
        taken=wire.answer or last,
        shown_seconds=None,
        left=again,
        why="Read again, the conversation holds another answer than was shown.",
    )


def _was(gone: Lost, wire: Transcript) -> str:
    """The text that was taken: as the wire had it if it did, else as the page showed it."""
    return wire.before if Known(wire.before).share(gone.run) >= _FROM else gone.before


def _difference(wire: Transcript, shown: Sequence[State]) -> str:
    """A sentence if the page never showed what the wire brought; empty if it did."""
    if wire.delivery in ("error", "server-blocked") or not wire.before:
        return ""
    seen = Known(*(state.text for state in shown[-1:]), fullest(shown), *(s.text for s in _steps(shown)))
    unseen = [run for run in seen.missing(wire.before) if weight(run) >= 2 * RUN]
    if not unseen:
        return ""
    share = round(100 * seen.share(wire.before))
    return f"The page showed {share} % of the text that the stream brought."


def _steps(shown: Sequence[State]) -> list[State]:
    """Some states, evenly, for pages that never hold the whole answer."""
    return list(shown[:: max(1, len(shown) // 20)])


def _from_page(wire: Transcript, shown: Sequence[State]) -> Transcript:
    """A transcript of what the page showed, where the wire could not be read."""
    text = shown[-1].text if shown else ""
    changes, before = [], ""
    for number, state in enumerate(shown):
        kept = _shared(before, state.text)
        changes.append(
            Change(at=state.at, message=number, channel="answer", kept=kept, removed=len(before) - kept,
                   text=state.text[kept:])
        )  # fmt: skip
        before = state.text
    delivery: Literal["complete", "error"] = "complete" if text else "error"
    why = "The page came to rest." if text else "No text came, and no reason was given."
    return msgspec.structs.replace(
        wire, delivery=delivery, answer=text, before=fullest(shown), changes=tuple(changes), why=why,
        first_at=next((state.at for state in shown if state.text), None),
    )  # fmt: skip


def _shared(one: str, other: str) -> int:
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size


def _gap(kind: str, why: str, *, hides: bool = True) -> Gap:
    return Gap(stage="conduct", kind=kind, where="page", why=why, hides_findings=hides)
