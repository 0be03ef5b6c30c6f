"""Whether a page can tell a recorded browser from a bare one: the same tricks in both, what they see compared."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import msgspec
import pytest
from capture_site import VANTAGE, record, serve

from undertow.capture.page import Page
from undertow.capture.process import Browser, find_browser
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.model import FilledField

TRICKS = Path(__file__).with_name("detection.js").read_text("utf-8")
PAGE = '<!doctype html><meta charset="utf-8"><title>tricks</title><body><script src="/detection.js"></script></body>'
ANSWER = "document.documentElement.dataset.out"
KNOWN = {
    "stack inside a callback of the native",  # V8 offers no way to hide a frame while it is on the stack
    "time of a getter against its neighbour",
}
"""What docs/capture.md says a page can notice: frames while a native calls back, and time."""


async def bare(url: str) -> dict[str, str]:
    browser = await Browser.start(find_browser(), reach("http://localhost/", ()).flags)
    call = browser.connection.call
    try:
        target = await call("Target.createTarget", {"url": url})
        attach = {"targetId": target["targetId"], "flatten": True}
        session = (await call("Target.attachToTarget", attach))["sessionId"]
        for _ in range(400):
            answer = await call("Runtime.evaluate", {"expression": ANSWER}, session)
            if value := answer["result"].get("value"):
                return dict(json.loads(value))
            await asyncio.sleep(0.05)
    finally:
        await browser.close()
    raise AssertionError("the tricks did not come to an end")


async def recorded(url: str, date: str | None) -> dict[str, str]:
    out: dict[str, str] = {}

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(url)
        for _ in range(400):
            if value := await page.evaluate(ANSWER):
                out.update(json.loads(value))
                break
            await page.wait(0.05)
        await page.end_step()

    with Spool() as spool:
        await record(url, spool, drive, vantage=msgspec.structs.replace(VANTAGE, date=date))
    return out


@pytest.mark.browser
@pytest.mark.parametrize("date", [None, "2031-03-09"], ids=["now", "another day"])
async def test_pages_see_the_same_in_a_recorded_browser_but_for_what_the_docs_say(date: str | None) -> None:
    async with serve({"/": PAGE, "/detection.js": TRICKS}) as site:
        without, with_probe = await bare(site.url("/")), await recorded(site.url("/"), date)
    assert len(without) >= 40
    assert set(without) == set(with_probe)
    assert not [name for name, seen in without.items() if seen.startswith("failed")]
    differ = {name: (seen, with_probe[name]) for name, seen in without.items() if seen != with_probe[name]}
    assert {name: seen for name, seen in differ.items() if name not in KNOWN} == {}
