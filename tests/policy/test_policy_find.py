from __future__ import annotations

import hashlib
from typing import Any

from undertow.model import Evidence, Exchange, Header, Step, Vantage, Visit
from undertow.policy import find

TEXT = "We keep what you type and share it with partners in several places for some time. " * 8
VANTAGE = Vantage(
    name="north-america", label="North America", country="US", locale="en-US", languages=("en-US",),
    timezone="America/New_York", phone_prefix="+1",
)  # fmt: skip


class Bodies(dict[str, bytes]):
    """Blobs in memory."""

    def get(self, sha256: str) -> bytes:  # type: ignore[override]
        return self[sha256]

    def put(self, body: bytes) -> str:
        sha256 = hashlib.sha256(body).hexdigest()
        self[sha256] = body
        return sha256


def document(blobs: Bodies, number: int, url: str, body: str | bytes, **fields: Any) -> Exchange:
    raw = body.encode() if isinstance(body, str) else body
    given = {"mime": "text/html", "status": 200, "step": "land", "channel": "document", "response_body": blobs.put(raw)}
    return Exchange(id=f"v1.e{number}", at=0.0, method="GET", url=url, host="a.test", **{**given, **fields})


def evidence(*exchanges: Exchange, steps: tuple[Step, ...] = ()) -> Evidence:
    visit = Visit(
        id="v1", vantage=VANTAGE, started="2026-11-22T00:00:00Z", duration=1.0, outcome="complete", browser="b",
        user_agent="u", headless_marker_removed=True, sealed=True, exchanges=exchanges, steps=steps,
    )  # fmt: skip
    return Evidence(
        tool="undertow", target="https://a.test/", started="2026-11-22T00:00:00Z", submit=True, visits=(visit,)
    )


def step(url: str = "") -> Step:
    return Step(name="policy", phase="policy", at=0.0, outcome="done", url=url)


def test_the_page_that_the_journey_opened_is_the_policy() -> None:
    blobs = Bodies()
    home = document(blobs, 1, "https://a.test/", f"<title>Privacy policy</title><p>{TEXT * 2}")
    policy = document(blobs, 2, "https://a.test/legal", f"<html lang=en><title>Terms</title><p>{TEXT}", step="policy")
    page = find(evidence(home, policy, steps=(step("https://a.test/legal"),)), blobs)
    assert page is not None
    assert (page.url, page.language, page.further, page.gaps) == ("https://a.test/legal", "en", (), ())
    assert page.retrieved == "2026-11-22T00:00:00Z"


def test_a_document_is_taken_by_its_address_or_title_when_no_step_opened_one() -> None:
    blobs = Bodies()
    by_address = document(blobs, 1, "https://a.test/privacy?x=1", f"<p>{TEXT}")
    by_title = document(blobs, 2, "https://a.test/x", f"<title>隐私政策</title><p>{TEXT}")
    for exchange in (by_address, by_title):
        page = find(evidence(exchange), blobs)
        assert page is not None and page.url == exchange.url


def test_there_is_no_policy_when_no_page_looks_like_one() -> None:
    blobs = Bodies()
    home = document(blobs, 1, "https://privacy.a.test/?next=privacy", f"<title>Shop</title><p>{TEXT}")
    short = document(blobs, 2, "https://a.test/privacy", "<p>Loading")
    script = document(blobs, 3, "https://a.test/privacy.js", TEXT, channel="script")
    frame = document(blobs, 4, "https://ads.test/privacy", TEXT, target="iframe")
    missing = document(blobs, 5, "https://a.test/privacy", TEXT, status=404)
    assert find(evidence(home, short, script, frame, missing), blobs) is None


def test_a_policy_that_is_no_text_is_a_gap() -> None:
    blobs = Bodies()
    pdf = document(blobs, 1, "https://a.test/p.pdf", b"%PDF-1.7 ...", mime="application/pdf", step="policy")
    page = find(evidence(pdf, steps=(step(),)), blobs)
    assert page is not None
    assert (page.words, [gap.kind for gap in page.gaps]) == (0, ["policy-not-text"])


def test_a_policy_that_scripts_would_fill_in_is_a_gap() -> None:
    blobs = Bodies()
    shell = document(blobs, 1, "https://a.test/privacy", "<div id=app></div><script>x</script>", step="policy")
    page = find(evidence(shell, steps=(step(),)), blobs)
    assert page is not None
    assert [gap.kind for gap in page.gaps] == ["policy-without-text"]


def test_a_body_that_was_not_kept_is_a_gap() -> None:
    blobs = Bodies()
    lost = document(blobs, 1, "https://a.test/privacy", TEXT, step="policy", response_body="f" * 64)
    page = find(evidence(lost, steps=(step(),)), blobs)
    assert page is not None and page.gaps


def test_the_declared_charset_is_used_and_a_false_one_does_no_harm() -> None:
    blobs = Bodies()
    body = f"<p>我们与中国移动共享。{'我们收集您的信息。' * 30}".encode("gb18030")
    for charset, fits in (("gb18030", True), ("no-such-charset", False), ("idna", False)):
        header = Header(name="Content-Type", value=f"text/html; charset={charset}")
        exchange = document(blobs, 1, "https://a.test/privacy", body, step="policy", response_headers=(header,))
        page = find(evidence(exchange, steps=(step(),)), blobs)
        assert page is not None
        assert ("中国移动" in page.text) is fits


def test_versions_of_several_vantages_are_all_kept_the_longest_first() -> None:
    blobs = Bodies()
    short = document(blobs, 1, "https://a.test/privacy?v=1", f"<p>{TEXT}", step="policy")
    long = document(blobs, 2, "https://a.test/privacy?v=2", f"<p>{TEXT * 2}", step="policy")
    both = (
        evidence(short, steps=(step(),)).visits
        + evidence(long, steps=(step(),)).visits
        + evidence(short, steps=(step(),)).visits
    )
    base = evidence()
    fields = {name: getattr(base, name) for name in base.__struct_fields__}
    page = find(Evidence(**{**fields, "visits": both}), blobs)
    assert page is not None
    assert (page.url, [other.url for other in page.further]) == (long.url, [short.url])
