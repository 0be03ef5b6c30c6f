"""The privacy policy among the recorded pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from undertow.model import Blobs, Evidence, Exchange, Gap, Record, Sha256, Visit
from undertow.policy.lexicon import LANGUAGES
from undertow.policy.text import LEAST, LONGEST, Block, Page, dated, language, words
from undertow.policy.tongues import spoken

_ADDRESS = re.compile(
    r"privacy|datenschutz|confidentialit|vie-privee|privacidad|yinsi|personal-information-protection|data-protection",
    re.I,
)
_TITLE = re.compile(
    r"privacy (?:policy|notice|statement)|data protection|datenschutz|confidentialit|vie privée|privacidad|隐私|隱私",
    re.I,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_BYTES = 4 * LONGEST


class PolicyPage(Record, frozen=True, kw_only=True):
    """A privacy policy as it was delivered."""

    url: str
    title: str
    language: str | None
    """Of most of it; parts in another have theirs in `blocks`."""
    dated: str | None
    """In its own words."""
    retrieved: str
    """ISO 8601 UTC, start of the visit."""
    sha256: Sha256
    """Of the document as delivered."""
    text: str
    blocks: tuple[Block, ...] = ()
    """The text with its structure."""
    words: int
    further: tuple[PolicyPage, ...] = ()
    """Other policies found in the audit (another vantage, language, part), searched as well."""
    gaps: tuple[Gap, ...] = ()
    """What of it could not be read."""


def find(evidence: Evidence, blobs: Blobs) -> PolicyPage | None:
    """The policy that a journey opened, else a recorded document that is one by its address or title; else None.

    Of several the one with the most words comes first; the others are in `further`.
    """
    pages = [_page(visit, exchange, blobs) for visit, exchange in _opened(evidence)]
    if not pages:
        pages = [page for page in _by_look(evidence, blobs) if page.words >= LEAST]
    distinct = {page.sha256: page for page in reversed(pages)}
    if not distinct:
        return None
    first, *rest = sorted(distinct.values(), key=lambda page: (-page.words, page.url, page.sha256))
    fields = {name: getattr(first, name) for name in first.__struct_fields__}
    gaps = tuple(gap for page in (first, *rest) for gap in page.gaps)
    return PolicyPage(**{**fields, "further": tuple(rest), "gaps": gaps})


def _documents(visit: Visit) -> Iterator[Exchange]:
    """Documents of the page itself that came with a body."""
    for exchange in visit.exchanges:
        answered = exchange.status is not None and 200 <= exchange.status < 300
        if exchange.channel == "document" and exchange.target == "page" and answered and exchange.response_body:
            yield exchange


def _opened(evidence: Evidence) -> Iterator[tuple[Visit, Exchange]]:
    """Documents fetched in a step of the phase ``policy``: the one on which the step ended, if it is told."""
    for visit in evidence.visits:
        for step in visit.steps:
            if step.phase != "policy":
                continue
            found = [exchange for exchange in _documents(visit) if exchange.step == step.name]
            ended = [exchange for exchange in found if exchange.url.partition("#")[0] == step.url.partition("#")[0]]
            yield from ((visit, exchange) for exchange in (ended or found)[-1:])


def _by_look(evidence: Evidence, blobs: Blobs) -> Iterator[PolicyPage]:
    for visit in evidence.visits:
        for exchange in _documents(visit):
            page = _page(visit, exchange, blobs)
            if _ADDRESS.search(exchange.url.partition("?")[0].partition("//")[2].partition("/")[2]) or _TITLE.search(
                page.title
            ):
                yield page


def _page(visit: Visit, exchange: Exchange, blobs: Blobs) -> PolicyPage:
    sha256 = exchange.response_body or ""
    body = blobs.get(sha256) if sha256 in blobs else b""
    headers = [header.value for header in exchange.response_headers if header.name.lower() == "content-type"]
    return document(
        body,
        url=exchange.url,
        mime=exchange.mime,
        content_type=" ".join(headers),
        sha256=sha256,
        retrieved=visit.started,
        visit=visit.id,
    )


def document(
    body: bytes,
    *,
    url: str,
    mime: str,
    sha256: Sha256,
    retrieved: str,
    content_type: str = "",
    visit: str | None = None,
) -> PolicyPage:
    """A policy from its bytes; what cannot be read of it is in `gaps`."""
    markup = "html" in mime or "text/" in mime or body[:200].lstrip()[:1] == b"<"
    text = _decode(body, content_type) if markup else ""
    page = Page(f"<pre>{html.escape(text)}</pre>" if mime.startswith("text/plain") else text)
    count = words(page.text)
    cut = page.cut or len(body) > _BYTES
    main = language(page.text, page.declared)
    blocks = spoken(page.blocks(), main)
    pictures = len(_PICTURE.findall(text)) if count < LEAST else 0
    return PolicyPage(
        url=url,
        title=page.title,
        language=main,
        dated=dated(page.text),
        retrieved=retrieved,
        sha256=sha256,
        text=page.text,
        blocks=blocks,
        words=count,
        gaps=(
            *_gaps(url, mime, visit, markup=markup, cut=cut, count=count, pictures=pictures),
            *_foreign(url, visit, blocks),
        ),
    )


_PICTURE = re.compile(r"<(?:img|picture|object|embed|canvas)\b", re.I)


def _foreign(url: str, visit: str | None, blocks: tuple[Block, ...]) -> Iterator[Gap]:
    """Parts in a language that is not read, where the page is in another."""
    counts: dict[str, int] = {}
    for block in blocks:
        if block.language and block.language not in LANGUAGES:
            counts[block.language] = counts.get(block.language, 0) + words(block.text)
    for code, count in sorted(counts.items()):
        why = f"{count:,} words of the privacy policy are in a language that is not read ({code})."
        yield Gap(stage="policy", kind="policy-part", where=url, why=why, visit=visit, hides_findings=False)


def _gaps(
    url: str, mime: str, visit: str | None, *, markup: bool, cut: bool, count: int, pictures: int
) -> Iterator[Gap]:
    def gap(kind: str, why: str) -> Gap:
        return Gap(stage="policy", kind=kind, where=url, why=why, visit=visit, hides_findings=False)

    if not markup:
        kind = mime or "no type given"
        yield gap("policy-not-text", f"The privacy policy is not a text page ({kind}), so it was not read.")
    elif cut:
        yield gap("policy-cut", f"Of the privacy policy only the first {LONGEST:,} characters were read.")
    elif count < LEAST:
        shown = "1 picture, which is" if pictures == 1 else f"{pictures} pictures, which are"
        held = (
            f"; it has {shown} not read"
            if pictures
            else ""
            if mime.startswith("text/plain")
            else "; scripts may add it"
        )
        yield gap("policy-without-text", f"The page of the privacy policy came with hardly any text{held}.")


def _decode(body: bytes, content_type: str) -> str:
    """Text by the charset that the answer or the document declares, else UTF-8; what does not fit is replaced."""
    declared = _CHARSET.search(content_type) or _CHARSET.search(body[:2048].decode("ascii", "replace"))
    try:
        return body[:_BYTES].decode(declared[1] if declared else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return body[:_BYTES].decode("utf-8", "replace")
