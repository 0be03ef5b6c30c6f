"""Where code stands in a page, and what a page names; whatever else it is made of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.scan.markup import elements
from undertow.scan.page import MOST_PARTS, page_code, worker_names
from undertow.scan.texts import utf8


def parts(page: str) -> list[tuple[str, str, str]]:
    return [(part.kind, part.label, part.code.decode()) for part in page_code(page.encode()).parts]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<script>a()</script>", [("inline", "inline #1", "a()")]),
        ("<SCRIPT TYPE='Text/JavaScript; x'>a()</ScRipt >", [("inline", "inline #1", "a()")]),
        ("<script type=module>a()</script>", [("inline", "inline #1", "a()")]),
        ("<script>if (1 < 2 && '</b>') a('<b>')</script>", [("inline", "inline #1", "if (1 < 2 && '</b>') a('<b>')")]),
        ("<button onclick='a(&quot;x&quot;)'>", [("handler", "onclick #1 of button", 'a("x")')]),
        ("<img src=x onerror=a() onload=b()>", [
            ("handler", "onerror #1 of img", "a()"), ("handler", "onload #1 of img", "b()")]),
        ("<a href='javascript:a(%22x%22)'>", [("link", "javascript: link #1", 'a("x")')]),
        ("<a href=' java\nscript:a()'>", [("link", "javascript: link #1", "a()")]),
        ("<form action=javascript:a()>", [("link", "javascript: link #1", "a()")]),
        ("<script type=application/json>{\"api\": \"https://x.test/\"}</script>",
         [("data", "data #1", '{"api": "https://x.test/"}')]),
        ("<script type=application/ld+json>{\"api\": \"https:\\/\\/x.test\"}</script>",
         [("data", "data #1", '{"api": "https:\\/\\/x.test"}')]),
        ("<iframe srcdoc='<script>a()&lt;/script>'></iframe>", [("inline", "inline #1", "a()")]),
        ("<svg><a xlink:href='javascript:a()'/></svg>", [("link", "javascript: link #1", "a()")]),
    ],
)  # fmt: skip
def test_code_is_found_where_it_stands(page: str, expected: list[tuple[str, str, str]]) -> None:
    assert parts(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<script type=text/template><b></script>",
        "<script type=application/json>{\"a\": 1}</script>",
        "<script> </script>",
        "<!-- <script>a()</script> -->",
        "<textarea><script>a()</script></textarea>",
        "<title><img onerror=a()></title>",
        "<a href='https://x.test/javascript:a()'>",
        "<a href='javascript:;'>",
        "<a href='javascript:'>",
        "<b on=a()>",
        "<b data-onclick=a()>",
        "<script>a()",
        "<b title='<script>a()</script>",
    ],
)  # fmt: skip
def test_what_is_not_code_or_would_never_run_is_passed_over(page: str) -> None:
    assert parts(page) == []


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("<script src=a.js></script><script src=' a.js '></script>", ["a.js"]),
        ("<link rel=modulepreload href=m.js><link rel='preload x' as=script href=p.js>", ["m.js", "p.js"]),
        ('<script type=importmap>{"imports": {"a": "./a.js", "b/": "./b/"}, "scopes": {"/": {"c": "/c.js"}}}</script>',
         ["./a.js", "/c.js"]),
        ("<script>navigator.serviceWorker.register('/sw.js'); new Worker(\"w.js\")</script>", ["/sw.js", "w.js"]),
        ("<b onclick='new SharedWorker(`s.js`)'>", ["s.js"]),
    ],
)  # fmt: skip
def test_scripts_that_a_page_names_are_listed_once(page: str, named: list[str]) -> None:
    assert page_code(page.encode()).named == named


@pytest.mark.parametrize(
    "page",
    [
        "<script type=application/json src=data.json></script>",
        "<link rel=stylesheet href=a.css><link rel=preload as=font href=f.woff>",
        "<script type=importmap>{{{</script><script type=importmap>[1]</script>",
        '<script type=importmap>{"imports": {"a": 1, "b": null}, "scopes": []}</script>',
    ],
)
def test_what_is_no_script_is_not_listed(page: str) -> None:
    assert page_code(page.encode()).named == []


def test_a_worker_with_a_computed_name_is_not_guessed() -> None:
    assert worker_names(b"new Worker(`${base}/w.js`); new Worker(name); new Workers('x.js')") == []


def test_handlers_that_say_the_same_are_told_once_and_counted_on() -> None:
    assert [label for _, label, _ in parts("<b onclick=a()><b onclick=a()><b onclick=c()>")] == [
        "onclick #1 of b",
        "onclick #3 of b",
    ]


def test_more_code_than_is_looked_at_is_said() -> None:
    page = page_code("".join(f"<b onclick=a({n})>" for n in range(MOST_PARTS + 1)).encode())
    assert len(page.parts) == MOST_PARTS
    assert page.cut
    assert not page_code(b"<b onclick=a()>").cut


def test_frames_within_frames_end_somewhere() -> None:
    page = "<b onclick=a()>"
    for _ in range(6):
        page = f"<iframe srcdoc='{page.replace('&', '&amp;').replace(chr(39), '&#39;')}'></iframe>"
    found = page_code(page.encode())
    assert found.parts == []
    assert found.cut


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        ("<meta charset=gbk><script>a('手机')</script>".encode("gbk"), None),
        ("<script>a('手机')</script>".encode("gbk"), "gbk"),
        ("\ufeff<script>a('手机')</script>".encode("utf-16"), None),
        ("<meta charset=utf-8><script>a('手机')</script>".encode(), "no-such-charset"),
    ],
)
def test_the_encoding_of_a_page_is_that_which_a_browser_would_use(page: bytes, charset: str | None) -> None:
    assert [part.code.decode() for part in page_code(page, charset).parts] == ["a('手机')"]


@pytest.mark.parametrize("charset", ["rot13", "base64", "zlib", "\0", "x" * 1000])
def test_a_charset_that_is_no_encoding_of_text_is_not_followed(charset: str) -> None:
    assert utf8("é".encode(), charset) == ("é".encode(), "utf-8")


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<a ", "<![CDATA[", "<!", "<?", "</", "&#", "<script>", "<script ", '<a href="', "<a\t\t\t", "<!--!"],
)
def test_a_page_made_to_take_long_takes_no_longer_than_another(piece: str) -> None:
    start = time.process_time()
    page_code(piece.encode() * 200_000)
    assert time.process_time() - start < 5


@given(st.text(alphabet="<>/!-=\"' &#;abonscriptyle\n\0é", max_size=200))
def test_any_text_is_a_page(text: str) -> None:
    page_code(text.encode())
    for element in elements(text):
        assert element.tag == element.tag.lower()
