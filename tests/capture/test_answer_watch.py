"""What a watch makes of the changes of a page: when to take a picture, and when to look out of view."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from undertow.capture.answer_watch import Watch


class Forms:
    """Answers one look with one change of the text."""

    def __init__(self, removed: int, text: str) -> None:
        change = {"at": 0.0, "kept": 0, "removed": removed, "text": text}
        self._taken = {"changes": [change], "cut": False, "unopened": 0, "length": len(text)}

    async def call(self, *_: object) -> dict[str, Any]:
        return self._taken


class Browser:
    """Counts its pictures."""

    page = SimpleNamespace()
    pictures = 0

    async def photograph(self) -> bytes:
        self.pictures += 1
        return b"jpeg"


def watched(removed: int, text: str) -> Watch:
    watch = Watch(cast(Any, Browser()), cast(Any, Forms(removed, text)), "frame", timeout=1, linger=1)
    asyncio.run(watch._poll())
    return watch


@pytest.mark.parametrize("text", ["", "x" * 50, "x" * 900])
def test_what_stands_out_of_view_is_looked_for_when_text_went_however_much_came_with_it(text: str) -> None:
    """A list that keeps only what is in view goes from one part to a longer one between two looks of a busy machine."""
    assert watched(100, text).removed


@pytest.mark.parametrize("removed", [0, 3])
def test_a_cursor_that_goes_is_no_text_that_went(removed: int) -> None:
    assert not watched(removed, "x" * 900).removed
