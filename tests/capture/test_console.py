"""What scripts write to the console is evidence, with who wrote it; endless writing is cut."""

from __future__ import annotations

import pytest
from capture_site import kinds, record, serve

from undertow.capture.spool import Spool
from undertow.model import ConsoleLine

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><title>t</title><script src=/says.js></script>"
SAYS = """function says() {
  console.log('typed', {mail: 'a@b.test', get n() { fetch('/looked'); return 1 }}, 7n, undefined) }
says(); for (let n = 0; n < 5; n++) console.warn('again'); console.group('heading'); console.clear();
new Worker('/worker.js'); setTimeout(function late() { throw new TypeError('nobody caught it') }, 10);
Promise.reject(new Error('nor this')); console.assert(1 === 2, 'not so');"""


async def lines(page: str, says: str) -> tuple[list[ConsoleLine], set[str], list[str]]:
    async with serve({"/": page, "/says.js": says, "/worker.js": "console.error('from the worker')"}) as site:
        with Spool() as spool:
            done = await record(site.url(), spool)
        return list(done.visit.console), kinds(done), site.paths()


async def test_lines_errors_and_their_places_are_kept() -> None:
    said, _, paths = await lines(PAGE, SAYS)
    by_text = {line.text: line for line in said}
    (first,) = [line for text, line in by_text.items() if text.startswith("typed")]
    assert "mail: a@b.test" in first.text and "7n" in first.text
    assert (first.level, first.stack[0].function, first.stack[0].script is not None) == ("log", "says", True)
    assert (by_text["again"].level, by_text["again"].count) == ("warning", 5)
    assert (by_text["from the worker"].level, by_text["from the worker"].target) == ("error", "worker")
    (thrown,) = [line for line in said if "nobody caught it" in line.text]
    assert (thrown.level, thrown.stack[0].function) == ("uncaught", "late")
    assert any("nor this" in line.text and line.level == "uncaught" for line in said)
    assert any("not so" in line.text and line.level == "error" for line in said)
    assert "/looked" not in paths, "no getter of the page is run"
    assert not any("heading" in line.text for line in said)


async def test_quiet_page_has_no_lines() -> None:
    assert (await lines(PAGE, "1"))[:2] == ([], set())


async def test_lines_without_end_are_cut_with_a_gap_that_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undertow.capture.console.MOST", 50)
    said, gaps, _ = await lines(PAGE, "for (let n = 0; n < 400; n++) console.log('x'.repeat(9000) + n, n)")
    assert len(said) <= 50
    assert all(len(line.text) <= 2000 for line in said)
    assert gaps <= {"console-cut"}
