from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.policy.text import Page, dated, language, sentences, words

LONG = "We keep what you type and share it with partners in several places. " * 8


def test_the_main_part_is_read_without_scripts_styles_and_navigation() -> None:
    page = Page(
        "<html lang=en><head><title>Privacy &amp; you</title><style>p{}</style></head><body>"
        f"<nav>Shumei home</nav><script>var a='China';</script><main><h1>Policy</h1><p>{LONG}</p></main>"
        "<noscript>turn on</noscript><footer>Acme</footer></body></html>"
    )
    assert page.title == "Privacy & you"
    assert page.text.startswith("Policy\nWe keep")
    for absent in ("Shumei", "China", "turn on", "Acme"):
        assert absent not in page.text


def test_all_of_the_body_is_read_when_there_is_no_main_part() -> None:
    page = Page(f"<body><p>{LONG}</p><footer>Acme Ltd</footer>")
    assert page.text.endswith("Acme Ltd")


def test_text_in_a_navigation_that_is_never_closed_is_still_read() -> None:
    assert words(Page(f"<nav><p>{LONG}").text) == words(LONG)


def test_inline_elements_do_not_break_words_and_blocks_do() -> None:
    assert Page("<p>Shu<b>mei</b></p><p>next").text == "Shumei\nnext"


def test_a_line_end_in_the_source_is_a_space_so_that_a_name_or_sentence_is_not_torn() -> None:
    assert Page("<p>We share it with China\r\n  Mobile,\nwhich keeps it.</p><p>next").text == (
        "We share it with China Mobile, which keeps it.\nnext"
    )


def test_a_line_end_in_preformatted_text_is_one() -> None:
    assert Page("<pre>one\ntwo</pre>three\nfour").text == "one\ntwo\nthree four"


def test_what_cannot_be_seen_is_taken_out_and_entities_are_read() -> None:
    assert Page("<p>Shu\u200bm\u00adei &amp; \uff33\uff28&#x4e2d;\u202e</p>").text == "Shumei & SH中"


@pytest.mark.parametrize(
    "unit", ["<!--", "<", "&#", "<a b='", "<script>", "<script></scrip", "</a ", "<div>", "<title>", '="', "<![CDATA["]
)
def test_half_a_megabyte_of_hostile_markup_is_read_in_seconds(unit: str) -> None:
    started = time.perf_counter()
    Page(unit * (500_000 // len(unit)))
    assert time.perf_counter() - started < 5


@given(st.text(alphabet=st.sampled_from("<>/!-=\"' abp&;#[]\n"), max_size=200))
def test_any_markup_gives_text_without_markup_of_known_elements(markup: str) -> None:
    page = Page(markup)
    assert "<p>" not in page.text
    assert page.cut is False


def test_a_page_beyond_the_limit_is_cut_and_says_so() -> None:
    assert Page("x " * 1_100_000).cut


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LONG, "en"),
        ("Wir verarbeiten die Daten und geben sie nicht weiter, wenn Sie das nicht wollen. Der Zweck ist das.", "de"),
        ("Nous traitons vos données pour les services que vous demandez et nous ne les vendons pas.", "fr"),
        ("Tratamos los datos de los usuarios para la seguridad y no los vendemos; el uso es con una finalidad.", "es"),
        ("我们收集您的手机号码和设备信息，并与中国移动共享。", "zh"),
        ("当社は、お客様の個人情報を適切に取り扱います。", "ja"),
        ("Мы собираем ваши данные и храним их.", "ru"),
        ("", None),
        ("xyz 123", None),
    ],
)  # fmt: skip
def test_the_language_is_told_by_script_and_small_words(text: str, code: str | None) -> None:
    assert language(text) == code


def test_the_declared_language_counts_only_when_the_text_does_not_tell() -> None:
    assert language("xyz", "de-AT") == "de"
    assert language(LONG, "de") == "en"
    assert language("xyz", "<script>") is None


@pytest.mark.parametrize(
    ("text", "words_of_it"),
    [
        ("Privacy\nLast updated: March 3, 2026\nWe", "Last updated: March 3, 2026"),
        ("Effective date: 2026-01-15.", "Effective date: 2026-01-15"),
        ("Stand: 3. März 2026", "Stand: 3. März 2026"),
        ("Dernière mise à jour : 1er janvier 2026", "Dernière mise à jour : 1er janvier 2026"),
        ("Última actualización: 5 de mayo de 2026", "Última actualización: 5 de mayo de 2026"),
        ("更新日期：2026年3月3日", None),
        ("We were founded on 3 March 1999 and understand 3 March 2020.", None),
    ],
)
def test_the_date_is_quoted_in_the_policys_words(text: str, words_of_it: str | None) -> None:
    if "更新" in text:
        assert dated(text) == text
    else:
        assert dated(text) == words_of_it


def test_sentences_end_at_full_stops_and_lines_and_not_in_company_names() -> None:
    text = "We use Example Co., Ltd. China and Acme Inc. Both help. 我们共享。您同意\nLast"
    assert sentences(text) == [
        "We use Example Co., Ltd. China and Acme Inc. Both help.",
        "我们共享。",
        "您同意",
        "Last",
    ]
