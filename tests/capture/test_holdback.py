"""Do no harm: which requests are answered here instead of leaving, by decision and in a real browser."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

import pytest
from capture_site import record, serve
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.holdback import HoldBack, forms, site
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.model import Bait, FilledField

EMAIL = "Zaq.7xw1@bait.invalid"
BAITS = (Bait(data="email", value=EMAIL, note="test"), Bait(data="otp", value="123", note="too short to search for"))


def paused(method: str, url: str, kind: str = "XHR") -> dict[str, Any]:
    return {"request": {"method": method, "url": url}, "resourceType": kind}


@pytest.mark.parametrize(
    ("method", "url", "kind", "body", "held"),
    [
        ("POST", "https://app.test/login", "XHR", EMAIL.encode(), True),
        ("POST", "https://app.test/login", "XHR", b"\x00encrypted", True),
        ("POST", "https://api.app.test/login", "Fetch", b"", True),
        ("GET", f"https://app.test/search?q={quote(EMAIL)}", "Document", None, True),
        ("GET", f"https://app.test/check?q={quote(EMAIL)}", "XHR", None, True),
        ("POST", "https://id.other.test/", "Fetch", base64.b64encode(b'{"u":"' + EMAIL.encode() + b'"}'), True),
        ("POST", "https://tracker.test/", "Fetch", b"page=login", False),
        ("GET", f"https://tracker.test/p?e={quote(EMAIL)}", "Image", None, False),
        ("GET", f"https://tracker.test/p?e={quote(EMAIL)}", "XHR", None, False),
        ("GET", "https://app.test/next", "Document", None, False),
        ("GET", "https://app.test/app.js?v=123", "Script", None, False),
        ("OPTIONS", "https://app.test/login", "XHR", None, False),
    ],
)
def test_only_what_submits_is_held(method: str, url: str, kind: str, body: bytes | None, held: bool) -> None:
    assert HoldBack(BAITS, "www.app.test").holds(paused(method, url, kind), body) is held


@settings(deadline=None)
@given(st.binary(max_size=9), st.binary(max_size=9))
def test_a_bait_is_found_in_base64_wherever_it_stands(before: bytes, after: bytes) -> None:
    body = base64.b64encode(before + EMAIL.encode() + after)
    assert HoldBack(BAITS, "app.test").carries_bait("https://x.test/", body)


@settings(deadline=None)
@given(st.text("abcdefghij0123456789", min_size=8, max_size=20))
def test_another_value_is_not_taken_for_the_bait(other: str) -> None:
    body = base64.b64encode(other.encode()) + other.encode() + other.encode().hex().encode()
    assert not HoldBack(BAITS, "app.test").carries_bait("https://x.test/", body)


def test_short_values_are_not_searched_for() -> None:
    assert list(forms("123")) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.a.test", "a.test", True),
        ("a.test", "b.test", False),
        ("127.0.0.1", "127.0.0.2", False),
        ("::1", "::1", True),
    ],
)
def test_hosts_of_one_site_are_told_from_others(one: str, other: str, same: bool) -> None:
    assert (site(one) == site(other)) is same


@pytest.mark.browser
async def test_a_submission_does_not_leave_and_the_page_goes_on_unless_asked_for() -> None:
    page = f"""<button id=b>send</button><script>
      fetch('/typing', {{method: 'POST', body: '{EMAIL}'}});
      b.onclick = () => fetch('/login', {{method: 'POST', body: '{EMAIL}'}})
        .then((answer) => fetch('/after?' + answer.status));
    </script>"""
    with Spool() as spool:
        async with serve({"/": page}) as server:

            async def drive(page: Page, filled: list[FilledField]) -> None:
                await page.begin_step("land", "land")
                await page.navigate(server.url())
                await page.quiet()
                await page.begin_step("submit", "submit")
                await page.evaluate("document.getElementById('b').click()")
                await server.wait_for("/after")
                await page.end_step()

            done = await record(server.url(), spool, drive, baits=BAITS, hold=True)
            assert "/typing" in server.paths(), "before submitting, what leaves by itself is let go and seen"
            assert "/login" not in server.paths()
            assert "/after?200" in server.paths()
            (login,) = [e for e in done.visit.exchanges if e.url.endswith("/login")]
            assert login.answered_by_us
            assert login.request_body
            assert spool.get(login.request_body) == EMAIL.encode()
            assert login.step == "submit"
            assert [e.url for e in done.visit.exchanges if e.answered_by_us] == [login.url]

            server.log.clear()
            await record(server.url(), spool, drive, baits=BAITS, hold=False)
            assert "/login" in server.paths()
