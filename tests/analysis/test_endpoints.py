from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis import read_script
from undertow.analysis.decode import HOLE
from undertow.analysis.endpoints import MAX_ENDPOINTS, endpoints_in_text, host_in
from undertow.analysis.excerpt import MAX_CHARACTERS
from undertow.model import Endpoint


def endpoints(source: str) -> dict[str, Endpoint]:
    return {e.url: e for e in read_script(source.encode()).endpoints}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://a.example.com/p", "a.example.com"),
        ("HTTPS://A.Example.com:8443/p", "a.example.com"),
        ("//a.example.com/p", "a.example.com"),
        ("wss://a.example.com", "a.example.com"),
        ("https://user:pw@a.example.com/", "a.example.com"),
        ("http://192.0.2.7/x", "192.0.2.7"),
        ("http://localhost:3000/", "localhost"),
        (f"https://{HOLE}.example.com/x", f"{HOLE}.example.com"),
        (f"https://{HOLE}-dsn.example.com/x", f"{HOLE}-dsn.example.com"),
        (f"https://{HOLE}-bundle.min.js", None),
        (f"https://{HOLE}dsn.example.com/x", None),
        (f"https://{HOLE}/x", None),
        (f"https://{HOLE}.com/x", None),
        (f"https://a.example.com{HOLE}", None),
        ("https://a.example.com/" + HOLE, "a.example.com"),
        ("https://nodots/x", None),
        ("https://-a.example/", None),
        ("https://[::1/x", None),
        ("/api/login", ""),
        ("./x", ""),
        ("api/login", ""),
        ("?q=1", ""),
        ("track.gif", ""),
        (HOLE + "/x", None),
        ("data:text/plain,x", None),
        ("javascript:void(0)", None),
        ("", None),
        ("two words", None),
    ],
)
def test_host_in_a_url(url: str, host: str | None) -> None:
    assert host_in(url) == host


@given(st.text())
def test_any_text_has_a_host_or_none(text: str) -> None:
    host = host_in(text)
    assert host is None or "/" not in host


def test_a_sink_names_its_kind_and_method() -> None:
    found = endpoints(
        "fetch('https://a.example.com/p?u='+u,{method:'post'});"
        "var r=new XMLHttpRequest();r.open('PUT','/own');r.send();"
        "navigator.sendBeacon('https://b.example.com/b',x);"
    )
    sinks = {url: (e.host, e.sink, e.method) for url, e in found.items()}
    assert sinks == {
        "https://a.example.com/p?u={}": ("a.example.com", "fetch", "POST"),
        "/own": ("", "xhr", "PUT"),
        "https://b.example.com/b": ("b.example.com", "beacon", "POST"),
    }


@pytest.mark.parametrize(
    "source",
    [
        "// https://a.example.com/x\n/* https://a.example.com/y */",
        "e.setAttribute('xmlns','http://www.w3.org/2000/svg')",
        "throw Error('see https://a.example.com/docs for help')",
        "throw Error(`see https://a.example.com/docs for ${name}`)",
        "throw Error('see '.concat('https://a.example.com/docs',' for help'))",
        "x=`https://${host}/p`",
        "x='https://'.concat(host,'/p')",
        "throw Error('Minified error; https://reactjs.org/docs/error-decoder.html')",
        "q('[href^=\"https://a.example.com/\"]')",
        "x='https://nohost/x'",
        "x=/https:\\/\\/a\\.example\\.com/",
        "x='https://'",
        "x='//main.js'",
        "x='//div/span.a'",
        "x='see //a.example.com/p'",
    ],
)
def test_what_is_no_destination_is_left_out(source: str) -> None:
    assert not endpoints(source)


@pytest.mark.parametrize(
    "source",
    [
        "fetch('http://www.w3.org/2000/svg')",
        "x='https://a.example.com/p'",
        "x='//a.example.com/p.js'",
        "x='//a.'+'example.com?id='+y",
        "x='<img src=\"https://a.example.com/p.gif\">'",
        "x='url(https://a.example.com/p.png)'",
        "x='https://a.example.com/p https://a.example.com/p'",
        "const h='a.example.com';x='https://'+h+'/p'",
        "f('h','https://a.example.com/p',['https://a.example.com/p'])",
        "x=`https://a.example.com/p`",
        "x=`load(\\${id}, 'https://a.example.com/p', ${id})`",
        "x='https://api-'.concat(app,'.example.com')",
        "x=''.concat(scheme,'//').concat('a.example.com','/p');const scheme='https:'",
    ],
)
def test_what_stands_in_code_is_found(source: str) -> None:
    assert len(endpoints(source)) == 1


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        ("fetch('https://a.example.com/p')", False),
        ("fetch('https://'+sub+'.'+'example.com/p')", False),
        ("fetch('https://us'+'.collector.example.com/p')", False),  # put together from labels, as plain code does
        ("fetch('https://a.exa'+'mple.com/p')", True),
        (r"fetch('https://a.\x65xample.com/p')", True),
        ("fetch(atob('aHR0cHM6Ly9hLmV4YW1wbGUuY29tLw=='))", True),
        ("const v='1.2';fetch('/'+v+'/p.js')", False),
    ],
)
def test_an_endpoint_is_decoded_when_it_cannot_be_read_in_the_script(source: str, hidden: bool) -> None:
    found = endpoints(source)
    assert [e.decoded for e in found.values()] == [hidden]


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("x='https://api-'.concat(app,'.example.com/p')", "api-{}.example.com"),
        ("x=[].concat('https://a.example.com','.example.net')", "a.example.com"),  # of a list: two texts
    ],
)
def test_concat_puts_texts_together_and_lists_it_does_not(source: str, host: str) -> None:
    assert {e.host for e in endpoints(source).values()} == {host}


def test_a_page_of_the_apps_own_host_has_no_host() -> None:
    assert {
        e.host for e in endpoints("fetch(location.origin+'/api');fetch('https://'+location.host+'/b')").values()
    } == {""}


def test_the_span_and_excerpt_show_the_place() -> None:
    source = "var before=1;\nfetch('https://a.example.com/p' ,\n  {body: x});\nvar after=2;"
    (e,) = read_script(source.encode()).endpoints
    assert source[slice(*e.span)].startswith("fetch(")
    assert e.excerpt.original.startswith("fetch(") and "after" not in e.excerpt.original
    assert e.excerpt.decoded == "fetch('https://a.example.com/p' , {body: x});"


def test_an_excerpt_is_short_and_shows_escaped_text_in_plain() -> None:
    source = "x(" + "'y'," * 500 + r"fetch('https://a.\x65xample.com/p'),0)"
    (e,) = read_script(source.encode()).endpoints
    assert len(e.excerpt.original) <= MAX_CHARACTERS and len(e.excerpt.decoded) <= MAX_CHARACTERS
    assert r"a.\x65xample" in e.excerpt.original and "a.example.com" in e.excerpt.decoded


def test_more_endpoints_than_are_kept_are_a_gap() -> None:
    facts = read_script(
        ("x=[" + ",".join(f"'https://h{i}.example.com/'" for i in range(MAX_ENDPOINTS + 9)) + "]").encode()
    )
    assert len(facts.endpoints) == MAX_ENDPOINTS
    assert [g.kind for g in facts.gaps] == ["endpoints-cut"]


def test_urls_are_found_in_what_is_no_script() -> None:
    found = endpoints_in_text(
        b"\0\1https://a.example.com/p?q=1\"\xff<a href='http://b.example.com'> http://x/ https://"
    )
    assert {e.host: e.url for e in found} == {
        "a.example.com": "https://a.example.com/p?q=1",
        "b.example.com": "http://b.example.com",
    }
