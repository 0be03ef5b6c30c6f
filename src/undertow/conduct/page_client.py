"""Asks a chat page as a person would, through the capture layer, and keeps what three witnesses saw."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import msgspec

from undertow.conduct.client import Answer, mask
from undertow.conduct.decoder import read
from undertow.conduct.display import Known, bare, fullest, is_text, states
from undertow.conduct.reasons import fault
from undertow.conduct.records import Beside, PageChange, PagePicture, PageSeen
from undertow.conduct.wire import Chunk, End, Exchange, Retraction
from undertow.conduct.witnesses import framing, read_page
from undertow.errors import EnvironmentProblem, UsageError
from undertow.model import AskedModel, Gap, Sha256, Vantage

if TYPE_CHECKING:
    from undertow.capture.answer_watch import Asked, Picture
    from undertow.capture.chat_browser import ChatBrowser
    from undertow.capture.conversation import Conversation
    from undertow.capture.flow import UserFlow
    from undertow.capture.seal import HostMap
    from undertow.capture.spool import Spool
    from undertow.capture.streams import Stream

PICTURES = "pictures"
"""Folder of the pictures, in that of the run."""
MOST_BESIDE = 8
"""Other answers that are kept of one question."""
BESIDE_BYTES = 1 << 20
"""Longest other answer that is kept."""
_IN_COMMON = 0.3
"""Sum of what a stream explains of the page and the page of it, from which on it may be that of the answer."""


@dataclass(frozen=True)
class PageSetting:
    """How a chat page is opened and asked."""

    url: str
    timeout: float = 120.0
    """Seconds without any change after which an answer is given up."""
    linger: float = 3.0
    """Seconds for which the page is watched after the last change: answers are taken back late, too."""
    again: bool = True
    """Load the page again and read the conversation."""
    vantage: Vantage | None = None
    """Circumstances of the browser; None: the first preset."""
    maps: tuple[HostMap, ...] = ()
    ca_file: Path | None = None
    flow: UserFlow | None = None
    """Steps that sign in, taken once for each browser."""
    headful: bool = False
    browser: Path | None = None


class PageClient:
    """A browser with the chat page; an asynchronous context manager. One question at a time."""

    def __init__(self, setting: PageSetting, folder: Path) -> None:
        """`folder`: that of the run, for pictures."""
        self._setting, self._folder = setting, folder
        self._browser: ChatBrowser | None = None
        self._conversation: Conversation | None = None
        self._spool: Spool | None = None

    async def __aenter__(self) -> Self:
        from undertow.capture.spool import Spool

        self._spool = Spool()
        try:
            await self._start()
        except BaseException:
            self._spool.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()
        if self._spool is not None:
            self._spool.close()

    @property
    def process_group(self) -> int | None:
        """Process group of the browser, to measure it; None while there is none."""
        return self._browser.process_group if self._browser else None

    async def ask(self, place: int, model: AskedModel, text: str) -> Answer:
        """One question, in a conversation of its own."""
        from undertow.capture.page import PageGone

        if self._conversation is None:
            await self._start()
        assert self._conversation is not None  # noqa: S101
        typed = " ".join(text.split())
        try:
            asked = await self._conversation.ask(text, model.endpoint)
        except PageGone as gone:
            await self._stop()
            return Answer(
                typed, Exchange(status=None, end="unreachable", detail=f"the page is gone: {gone}", ended=0.0)
            )
        if not asked.sent:
            exchange = Exchange(status=None, end="unreachable", detail=asked.why, ended=0.0)
            return Answer(typed, exchange, page=self._seen(asked, exchange, [], ""), unasked=True)
        return self._answer(asked, typed)

    async def _start(self) -> None:
        from undertow.capture.chat_browser import ChatBrowser, ChatSetting
        from undertow.capture.conversation import Conversation
        from undertow.capture.vantage import PRESETS

        setting = self._setting
        assert self._spool is not None  # noqa: S101
        browser = ChatBrowser(
            ChatSetting(
                target=setting.url,
                maps=setting.maps,
                ca_file=setting.ca_file,
                vantage=setting.vantage or PRESETS[0],
                headful=setting.headful,
                browser=setting.browser,
            ),
            self._spool,
        )
        await browser.__aenter__()
        self._browser = browser
        self._conversation = Conversation(
            browser, timeout=setting.timeout, linger=setting.linger, flow=setting.flow, again=setting.again
        )

    async def _stop(self) -> None:
        browser, self._browser, self._conversation = self._browser, None, None
        if browser is not None:
            await browser.__aexit__(None, None, None)

    # -- what it means ------------------------------------------------------------------------------------------

    def _answer(self, asked: Asked, typed: str) -> Answer:
        secrets = [s.value for s in self._setting.flow.secrets] if self._setting.flow else []
        masked, found = 0, []
        for stream in asked.streams:
            exchange, count = _exchange(stream, asked, secrets)
            masked += count
            found.append((stream.url, exchange))
        changes = tuple(
            PageChange(at=c.at, kept=c.kept, removed=c.removed, text=_masked(c.text, secrets)) for c in asked.changes
        )
        shown = [state.text for state in states(changes, bare(typed))]
        url, chosen, beside = choose(found, fullest(states(changes, bare(typed))), shown[-1] if shown else "")
        end: End = "closed" if asked.ended == "quiet" else "timed-out"
        exchange = chosen or Exchange(status=200 if shown else None, end=end, ended=round(asked.duration, 4))
        seen = self._seen(asked, exchange, beside, url, changes, secrets)
        for retraction in read_page(exchange, seen, typed).retractions:
            seen = self._with_pictures(seen, _of(retraction, asked))
        return Answer(typed, exchange, masked, page=seen)

    def _seen(
        self,
        asked: Asked,
        exchange: Exchange,
        beside: Sequence[tuple[str, Exchange]],
        url: str,
        changes: tuple[PageChange, ...] = (),
        secrets: Sequence[str] = (),
    ) -> PageSeen:
        kept = [(u, e) for u, e in beside if sum(len(c.data) for c in e.chunks) <= BESIDE_BYTES]
        gaps = list(asked.gaps)
        if len(kept) > MOST_BESIDE or len(kept) < len(beside):
            why = "Other answers came while the page was answering; the longest, or most of many, were not kept."
            gaps.append(Gap(stage="conduct", kind="beside-not-kept", where=asked.url, why=why, hides_findings=False))
        return PageSeen(
            url=_masked(asked.url, secrets),
            stream=_masked(url, secrets),
            changes=changes,
            beside=tuple(Beside(url=_masked(u, secrets), exchange=e) for u, e in kept[:MOST_BESIDE]),
            scrolled=None if asked.scrolled is None else _masked(asked.scrolled, secrets),
            again=None if asked.again is None else _masked(asked.again, secrets),
            ended=asked.ended,
            gaps=tuple(gaps),
        )

    def _with_pictures(self, seen: PageSeen, pair: Sequence[Picture]) -> PageSeen:
        """Keep the pictures from before and after the answer was taken back."""
        kept = []
        try:
            (self._folder / PICTURES).mkdir(parents=True, exist_ok=True)
            for taken in pair:
                name = hashlib.sha256(taken.jpeg).hexdigest()
                path = self._folder / PICTURES / f"{name}.jpg"
                if not path.exists():
                    partial = path.with_suffix(".part")
                    partial.write_bytes(taken.jpeg)
                    partial.replace(path)
                kept.append(PagePicture(at=taken.at, image=name))
        except OSError as error:
            raise EnvironmentProblem(f"cannot write pictures to {self._folder}: {error.strerror}.") from error
        return msgspec.structs.replace(seen, pictures=tuple(kept))


def _of(retraction: Retraction, asked: Asked) -> Sequence[Picture]:
    """The two pictures that show it: the first from after it, as far as there are several, and that from before."""
    if retraction.form == "history-differs":
        return asked.reloaded or ()
    after = [pair for pair in asked.pictures if pair[1].at >= retraction.at]
    return after[0] if after else asked.pictures[-1] if asked.pictures else ()


def picture(folder: Path, digest: Sha256) -> bytes | None:
    """A picture of the run in `folder` as JPEG; None if its file is gone, or is not what was taken."""
    try:
        jpeg = (folder / PICTURES / f"{digest}.jpg").read_bytes()
    except OSError:
        return None
    return jpeg if hashlib.sha256(jpeg).hexdigest() == digest else None


def page_model(url: str) -> AskedModel:
    """The page as a model of a run.

    Raises:
        UsageError: no address of a page.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in ("http", "https") or parts.username or any(c.isspace() for c in url):
        raise UsageError(f"{url!r} is no chat page: write e.g. https://chat.example.test/, without name or password.")
    return AskedModel(endpoint=url, name=host, page=True)


def choose(
    streams: Sequence[tuple[str, Exchange]], full: str, last: str
) -> tuple[str, Exchange | None, list[tuple[str, Exchange]]]:
    """The stream that the answer came from, those of one address that follow each other taken together where that
    explains more of what was shown; and the others."""
    options = [(url, exchange, {number}) for number, (url, exchange) in enumerate(streams)]
    for number in range(1, len(streams)):
        joined = _joined(streams, number)
        if joined is not None:
            options.append(joined)
    best, most = None, 0.0
    for url, exchange, numbers in options:
        score = _score(url, exchange, full, last)
        if score > most:
            best, most = (url, exchange, numbers), score
    if best is None:
        return "", None, list(streams)
    url, exchange, numbers = _gone_on(best, options, full, last)
    return url, exchange, [one for number, one in enumerate(streams) if number not in numbers]


_Option = tuple[str, Exchange, set[int]]


def _gone_on(best: _Option, options: Sequence[_Option], full: str, last: str) -> _Option:
    """The best option, or that with the connections after it, if only those say why what was shown is gone.

    A page that heeds a filter at once draws nothing of a connection that brings it, so that the one before explains
    most of what was drawn.
    """
    if Known(last).share(full) == 1 or _ended(best):
        return best
    longer = (one for one in options if one[2] > best[2] and read(one[1], framing=framing(one[0])).retractions)
    return min(longer, key=lambda one: len(one[2]), default=best)


def _ended(option: _Option) -> bool:
    found = read(option[1], framing=framing(option[0]))
    return bool(found.retractions or found.finish_reason or found.error)


def _joined(streams: Sequence[tuple[str, Exchange]], last: int) -> tuple[str, Exchange, set[int]] | None:
    """The stream of that number with those before it that it goes on from."""
    url, exchange = streams[last]
    chunks, numbers = list(exchange.chunks), {last}
    for number in range(last - 1, -1, -1):
        before_url, before = streams[number]
        same = before_url.partition("?")[0] == url.partition("?")[0]
        if same and chunks and before.chunks and before.ended <= chunks[0].at:
            chunks = [*before.chunks, *(_of_the_next(chunk) for chunk in chunks)]
            numbers.add(number)
    if len(numbers) == 1:
        return None
    return url, msgspec.structs.replace(exchange, chunks=tuple(chunks)), numbers


def _of_the_next(chunk: Chunk) -> Chunk:
    """The chunk as one of the next connection."""
    return Chunk(at=chunk.at, data=chunk.data, part=chunk.part + 1)


def _score(url: str, exchange: Exchange, full: str, last: str) -> float:
    """How well a stream explains what was shown; streams that say nothing of an answer score 0."""
    found = read(exchange, framing=framing(url))
    failed = found.error and (exchange.chunks or not last or fault(last))  # a tracker that is not reached says nothing
    told = bool(found.retractions or failed or found.finish_reason)
    if not told and not is_text(found.before):
        return 0.0
    brought = Known(found.before, found.answer)
    fits = Known(full, last).share(found.answer or found.before)
    common = 2 * brought.share(full) + brought.share(last) + fits
    if not told and common < _IN_COMMON:
        return 0.0  # an encrypted stream, or one of something else
    return (0.2 if told or found.messages > 2 else 0.1) + common


def _exchange(stream: Stream, asked: Asked, secrets: Sequence[str]) -> tuple[Exchange, int]:
    chunks = [
        Chunk(at=round(max(at - asked.sent_wall, 0.0), 6), data=data)
        for at, data in stream.all()
        if at >= asked.sent_wall or stream.kind == "response"
    ]
    masked = 0
    for secret in secrets:
        count, kept = mask(chunks, secret)
        chunks, masked = list(kept), masked + count
    end: End = stream.end
    if stream.open and stream.kind == "response":
        end = "timed-out"
    ended = stream.ended - asked.sent_wall if stream.ended is not None else asked.duration
    return (
        Exchange(
            status=stream.status,
            content_type="" if stream.kind == "websocket" else stream.content_type,
            chunks=tuple(chunks),
            end=end if stream.status is not None else "unreachable",
            detail=stream.detail,
            ended=round(max(ended, 0.0), 6),
        ),
        masked,
    )


def _masked(text: str, secrets: Sequence[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, "*" * len(secret))
    return text
