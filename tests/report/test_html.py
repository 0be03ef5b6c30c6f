"""The HTML report: one closed file, well formed, nothing injected, nothing lost."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
import sample

from undertow.model import AuditResult
from undertow.report.html import render_html

VOID = {"meta", "link", "img", "br", "hr", "input", "wbr"}
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


class Document(HTMLParser):
    """Elements, attributes and text of a document; says where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: list[str] = []
        self.inline: dict[str, str] = {}
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.inline[self.open[-1]] = data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


RESULTS = [pytest.param(r, id=name) for name, r in
           (("sample", sample.SAMPLE), ("empty", sample.EMPTY), ("hostile", sample.hostile(25)))]  # fmt: skip


@pytest.mark.parametrize("result", RESULTS)
def test_document_is_well_formed(result: AuditResult) -> None:
    document = Document(render_html(result, sample.BLOBS))
    assert document.faults == []
    assert document.open == []
    ids = [value for _, name, value in document.attributes if name == "id"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("result", RESULTS)
def test_every_link_leads_to_a_place_in_the_document(result: AuditResult) -> None:
    document = Document(render_html(result, sample.BLOBS))
    ids = {value for _, name, value in document.attributes if name == "id"}
    links = [value for _, name, value in document.attributes if name == "href"]
    assert links
    assert {link[1:] for link in links} <= ids
    assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize("result", RESULTS)
def test_nothing_is_loaded_from_anywhere(result: AuditResult) -> None:
    document = Document(render_html(result, sample.BLOBS))
    loading = {"src", "srcset", "action", "formaction", "poster", "data", "background", "xlink:href", "ping"}
    assert all(value.startswith("data:image/") for _, name, value in document.attributes if name in loading)
    assert not {"link", "iframe", "object", "embed", "form", "base"} & set(document.tags)
    assert "url(" not in document.inline["style"]
    assert "@import" not in document.inline["style"]


@pytest.mark.parametrize("result", RESULTS)
def test_security_policy_names_exactly_the_inline_parts(result: AuditResult) -> None:
    document = Document(render_html(result, sample.BLOBS))
    (policy,) = [v for _, name, v in document.attributes if name == "content" and v.startswith("default-src")]
    for part in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(document.inline[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert document.tags.count("style") == document.tags.count("script") == 1
    assert not [a for a in document.attributes if a[1] == "style" or a[1].startswith("on")]


def test_page_text_stays_text_when_it_is_hostile() -> None:
    page = render_html(sample.hostile(25), sample.BLOBS, bundle_name=sample.NASTY)
    document = Document(page)
    assert "<script>alert(1)</script>" not in page
    assert "<script>alert(1)</script>" in document.text
    assert "{{7*7}}" in document.text
    assert "javascript:" not in " ".join(value for _, name, value in document.attributes if name in ("href", "src"))
    assert not set("\u202e\u2066\x00\x1b\x07") & set(html.unescape(page))


def test_every_flow_finding_gap_and_limit_is_in_the_document() -> None:
    text = Document(render_html(sample.SAMPLE, sample.BLOBS)).text
    said = [flow.id for flow in sample.FLOWS]
    said += ["Phone number sent to China Mobile Internet", "The recipient's owner group is named on official lists"]
    said += [finding.id for finding in sample.FINDINGS] + [gap.why for gap in sample.GAPS] + list(sample.LIMITS)
    said += ["38 %", "14 of 14", "118 of 120", "bytes 118–134", "partly verified", "not verified"]
    assert [part for part in said if part not in text] == []


def test_every_flow_is_in_the_document_when_there_are_very_many() -> None:
    ids = {value for _, name, value in Document(render_html(sample.hostile(300), None)).attributes if name == "id"}
    assert {f"flow-h{number}" for number in range(300)} <= ids


def test_picture_has_a_name_and_a_text_alternative() -> None:
    page = render_html(sample.SAMPLE, None)
    found = re.search(r'<svg class="flows"[^>]*role="img" aria-label="([^"]+)" aria-describedby="([^"]+)"', page)
    assert found is not None
    assert found.group(1).startswith("Picture of 8 flows of data, to 3 hosts of other parties")
    assert f'id="{found.group(2)}"' in page
    assert "Phone number, by login.4c1f.js, to verify.cmpassport.com" in Document(page).text


def test_document_names_its_language_and_lets_the_reader_skip() -> None:
    document = Document(render_html(sample.SAMPLE, None))
    assert ("html", "lang", "en") in document.attributes
    assert ("a", "href", "#answer") in document.attributes
    assert all(value for tag, name, value in document.attributes if (tag, name) == ("img", "alt"))
    assert document.tags.count("h1") == 1


def test_banner_stands_on_fictional_apps_only() -> None:
    notice = "Fictional app; no statement about any named company."
    assert notice in render_html(sample.SAMPLE, None)
    assert notice not in render_html(msgspec.structs.replace(sample.SAMPLE, fictional=False), None)


def test_rules_that_block_are_offered_when_a_finding_names_a_recipient() -> None:
    assert f"||{sample.CARRIER}^" in render_html(sample.SAMPLE, None)
    assert "How to block" not in render_html(sample.EMPTY, None)


def test_same_result_gives_the_same_bytes() -> None:
    assert render_html(sample.SAMPLE, sample.BLOBS) == render_html(sample.SAMPLE, sample.BLOBS)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("result", RESULTS)
def test_browser_opens_it_without_an_error(result: AuditResult, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    report = tmp_path / "report.html"
    report.write_text(render_html(result, sample.BLOBS), "utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--enable-logging=stderr", "--v=0", f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=500",
         "--dump-dom", report.as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "CONSOLE" in line] == []
    assert 'aria-pressed="false">Open all</button>' in done.stdout, "its script did not run"


def test_data_sets_that_the_user_added_are_named_beside_the_tool() -> None:
    pack = "TrackerDB (pack t, <b>not for commercial use)"
    text = render_html(msgspec.structs.replace(sample.SAMPLE, packs=(pack,)), None)
    assert html.escape(pack) in text
    assert "<dt>Data sets added by the user</dt><dd>none</dd>" in render_html(sample.SAMPLE, None)
