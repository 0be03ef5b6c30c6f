"""The visits as a reader sees them, with their screenshots."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from undertow.model import Blobs, Sha256, VisitSummary
from undertow.report.safe import plain
from undertow.report.words import country, instant, number

SCREENSHOT_BUDGET = 8 * 1024 * 1024
"""Bytes of screenshots put into one report; the rest stays in the bundle."""


@dataclass(frozen=True)
class Shot:
    """One screenshot, or why it is not shown."""

    caption: str
    data: str
    """A ``data:`` address; empty if there is no picture."""
    note: str


@dataclass(frozen=True)
class VisitView:
    """One visit."""

    id: str
    label: str
    country: str
    started: str
    seconds: str
    outcome: str
    requests: str
    hosts: str
    steps: str
    fields: str
    phone_note: str
    circumstances: str
    shots: tuple[Shot, ...]


def visit_views(visits: Sequence[VisitSummary], blobs: Blobs | None) -> tuple[VisitView, ...]:
    """All visits; pictures as far as the budget goes, each once."""
    gallery = _Gallery(blobs)
    return tuple(
        VisitView(
            id=plain(visit.id, 20),
            label=plain(visit.label, 60),
            country=country(visit.country) or "",
            started=instant(visit.started),
            seconds=f"{visit.duration / 1000:.1f} s",
            outcome=plain(visit.outcome, 40),
            requests=number(visit.requests),
            hosts=number(visit.hosts),
            steps=", ".join(plain(step, 80) for step in visit.steps),
            fields=", ".join(plain(name, 40) for name in visit.fields),
            phone_note=plain(visit.phone_note or "", 200),
            circumstances="; ".join(plain(phrase, 200) for phrase in visit.circumstances),
            shots=tuple(
                gallery.shot(shot.image, f"{plain(shot.step, 60)}, visit {plain(visit.id, 20)}")
                for shot in visit.screenshots
            ),
        )
        for visit in visits
    )


_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"RIFF", "webp"))


class _Gallery:
    """Hands out screenshots, each once, until the budget is spent."""

    def __init__(self, blobs: Blobs | None) -> None:
        self._blobs = blobs
        self._left = SCREENSHOT_BUDGET
        self._shown: dict[Sha256, str] = {}

    def shot(self, sha256: Sha256, caption: str) -> Shot:
        """The screenshot with this hash; a note instead if it cannot or need not be shown."""
        if sha256 in self._shown:
            return Shot(caption, "", f"the same picture as {self._shown[sha256]}")
        if self._blobs is None or sha256 not in self._blobs:
            return Shot(caption, "", "not in this report")
        body = self._blobs.get(sha256)
        kind = next((name for magic, name in _PICTURES if body.startswith(magic)), None)
        if kind is None:
            return Shot(caption, "", "not a picture, so not shown")
        if len(body) > self._left:
            return Shot(caption, "", "kept in the bundle; this report would become too large")
        self._left -= len(body)
        self._shown[sha256] = caption
        return Shot(caption, f"data:image/{kind};base64,{base64.b64encode(body).decode('ascii')}", "")
