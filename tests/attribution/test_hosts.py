from __future__ import annotations

import publicsuffixlist
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.attribution.hosts import LONGEST, address_of, host_of
from undertow.attribution.suffixes import Suffixes

SUFFIXES = Suffixes()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Verify.CMpassport.COM", "verify.cmpassport.com"),
        ("verify.cmpassport.com.", "verify.cmpassport.com"),
        ("verify.cmpassport.com:9443", "verify.cmpassport.com"),
        ("https://user:pass@verify.cmpassport.com:8443/a?b#c", "verify.cmpassport.com"),
        ("//verify.cmpassport.com/x", "verify.cmpassport.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("例え.jp", "xn--r8jz45g.jp"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("[2001:DB8::1]:443", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("http://[::ffff:8.8.8.8]/", "8.8.8.8"),
        ("0x7f.1", "127.0.0.1"),
        ("010.0.0.1:80", "8.0.0.1"),
        ("http://1.256/", "1.0.1.0"),
        ("v4.2.example", "v4.2.example"),
        ("2130706433", "2130706433"),
        ("localhost", "localhost"),
        ("_dmarc.example.org", "_dmarc.example.org"),
    ],
)
def test_a_host_gets_its_one_form(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize(
    "text",
    ["999.1.1.1", "1.2.3.4.5", "example.1", "example.0x", "0xg.1", "09.1", "1.16777216",
     "", " ", ".", "..", "a..b", "-", "a b.example", "a.example\n", "<b>.example", "x" * 64 + ".example",
     "a." * 200 + "b", "http://", "http://[::1", "a\x00.example", "é" * 300 + ".example", "example.org:http"],
)  # fmt: skip
def test_nothing_is_made_up_when_the_text_is_no_host(text: str) -> None:
    assert host_of(text) is None or host_of(text) == "a.example"


@given(st.text(max_size=400))
def test_any_text_gives_a_stable_form_or_none(text: str) -> None:
    host = host_of(text)
    if host is not None:
        assert host_of(host) == host
        assert host.isascii() and host == host.lower() and len(host) <= LONGEST
        SUFFIXES.domain(host)


@pytest.mark.parametrize("text", ["1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "cafe", "::1::"])
def test_a_near_address_is_no_address(text: str) -> None:
    assert address_of(text) is None


LABEL = st.sampled_from(
    ["a", "b-c", "com", "co", "uk", "github", "io", "jp", "kobe", "city", "test", "cn", "ck", "www"]
)


@given(st.lists(LABEL, min_size=1, max_size=5).map(".".join))
def test_the_registrable_domain_agrees_with_the_reference_implementation(host: str) -> None:
    assert SUFFIXES.domain(host) == REFERENCE.privatesuffix(host)


REFERENCE = publicsuffixlist.PublicSuffixList()


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("a.b.github.io", "b.github.io"),
        ("github.io", None),
        ("x.y.co.uk", "y.co.uk"),
        ("www.ck", "www.ck"),
        ("a.b.city.kobe.jp", "city.kobe.jp"),
        ("kobe.jp", None),
        ("chat.brightwater.test", "brightwater.test"),
        ("cmpassport.com.evil.test", "evil.test"),
        ("localhost", None),
        ("8.8.8.8", None),
        ("2001:db8::1", None),
    ],
)
def test_private_suffixes_exceptions_and_unknown_endings_are_respected(host: str, domain: str | None) -> None:
    assert SUFFIXES.domain(host) == domain
