"""Delivered code that the browser never compiled is evidence too."""

from __future__ import annotations

import hashlib

from undertow.capture.uncompiled import uncompiled
from undertow.model import Channel, Exchange, ScriptUse

CODE = "fetch('https://later.test/𝒳')".encode()


class Memory(dict[str, bytes]):
    def get(self, sha256: str) -> bytes:  # type: ignore[override]
        return self[sha256]


SHA = hashlib.sha256(CODE).hexdigest()
BLOBS = Memory({SHA: CODE})


def answer(channel: Channel, mime: str, status: int = 200) -> Exchange:
    return Exchange(
        id="v1.e1", at=0, step="land", channel=channel, method="GET", url="https://app.test/late.mjs", host="app.test",
        status=status, response_body=SHA, mime=mime,
    )  # fmt: skip


def test_a_module_that_was_delivered_and_not_compiled_is_a_script_of_which_nothing_ran() -> None:
    ((use, source),) = uncompiled((), [answer("script", "text/javascript")], BLOBS)
    assert (use.script, use.covered, use.functions_run) == (SHA, True, 0)
    assert use.not_run == ((0, len(CODE.decode()) + 1),), "counted in UTF-16 code units"
    assert source.size == len(CODE)


def test_code_fetched_as_text_counts_by_its_media_type() -> None:
    assert list(uncompiled((), [answer("fetch", "application/javascript; charset=utf-8")], BLOBS))
    assert not list(uncompiled((), [answer("fetch", "application/json")], BLOBS))


def test_a_script_that_was_compiled_is_not_listed_again() -> None:
    by_url = ScriptUse(script="00" * 32, url="https://app.test/late.mjs", origin="url")
    by_content = ScriptUse(script=SHA, url="https://app.test/other.js", origin="eval")
    for use in (by_url, by_content):
        assert not list(uncompiled([use], [answer("script", "text/javascript")], BLOBS))


def test_an_error_page_is_no_script() -> None:
    assert not list(uncompiled((), [answer("script", "text/html", status=404)], BLOBS))
