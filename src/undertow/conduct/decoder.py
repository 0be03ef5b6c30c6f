"""From bytes to a transcript, as they come: `Decoder` takes pieces, `read` a whole exchange."""

from __future__ import annotations

from undertow.conduct.framing import Framer, Message, framing_of
from undertow.conduct.messages import Interpreter, readable
from undertow.conduct.shown import Shown
from undertow.conduct.verdict import Ending, judged
from undertow.conduct.wire import End, Exchange, Framing, Transcript

_MOST_WORK = 1 << 30
"""Characters that are handled for one answer; a stream that needs more is hostile."""
_REFUSED_FROM = 400
"""HTTP status from which on the body is an error."""


class Decoder:
    """Takes the bytes of one answer as they come. No bytes make it fail: what cannot be read becomes a gap."""

    def __init__(self, framing: Framing, *, status: int | None = 200, encoding: str = "") -> None:
        self._framing: Framing = framing
        self._framer = Framer(framing)
        self._shown = Shown()
        self._interpreter = Interpreter(self._shown)
        self._status = status
        self._body = bytearray()
        if encoding not in ("", "identity"):
            self._interpreter.gaps["encoded"] = (
                f"The answer came compressed ({encoding[:40]}); its bytes were not read."
            )
            self._encoded = True
        else:
            self._encoded = False

    @property
    def text(self) -> str:
        """The answer as it stands."""
        return self._shown.text()

    @property
    def ended(self) -> bool:
        """True if a message said that the answer is at its end."""
        return self._interpreter.ended

    def feed(self, data: bytes, at: float) -> None:
        """The next bytes, and when they came, in seconds since the request was sent."""
        if self._encoded:
            return
        if self._status is not None and self._status >= _REFUSED_FROM:
            self._body += data[: max(0, 65_536 - len(self._body))]
            return
        for message in self._framer.feed(data, at):
            self._take(message)

    def connect_again(self) -> None:
        """The client connects again; what comes next continues the answer or tells it from the beginning."""
        for message in self._framer.end():
            if message.whole:
                self._take(message)
        self._framer = Framer(self._framing)
        self._interpreter.connect_again()

    def finish(self, end: End, at: float, *, detail: str = "", history: str | None = None) -> Transcript:
        """The transcript; `history` is the answer as the server shows it later, if it was read again."""
        interpreter = self._interpreter
        for message in () if self._status is not None and self._status >= _REFUSED_FROM else self._framer.end():
            self._take(message)
        if self._status is not None and self._status >= _REFUSED_FROM:
            interpreter.failed(f"HTTP {self._status}: {readable(bytes(self._body))}"[:2000])
        if self._framer.overflowed:
            interpreter.gaps["message-too-long"] = "A message was too long to be read; its bytes are kept."
        if self._shown.replay_ended_short:
            interpreter.gaps["replay-cut"] = "After connecting again the answer was told anew, and not to where it was."
        refused = self._status is not None and _REFUSED_FROM <= self._status < 500
        return judged(interpreter, Ending(end=end, at=at, detail=detail, history=history, refused=refused))

    def _take(self, message: Message) -> None:
        if self._shown.work > _MOST_WORK:
            self._interpreter.gaps["too-much"] = (
                "The stream changes its text too often to be followed; its bytes are kept."
            )
            return
        self._interpreter.take(message)


def read(exchange: Exchange, *, history: str | None = None, framing: Framing | None = None) -> Transcript:
    """The transcript of a recorded exchange."""
    decoder = Decoder(
        framing or framing_of(exchange.content_type), status=exchange.status, encoding=exchange.encoding.lower()
    )
    part = 0
    for chunk in exchange.chunks:
        if chunk.part != part:
            part = chunk.part
            decoder.connect_again()
        decoder.feed(chunk.data, chunk.at)
    return decoder.finish(exchange.end, exchange.ended, detail=exchange.detail, history=history)
