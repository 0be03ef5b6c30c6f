from __future__ import annotations

import base64
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow import data
from undertow.analysis import read_script
from undertow.analysis.signature_rows import System, index
from undertow.analysis.signatures import closest, match_traffic, paths_in

CM = "cm-h5-ydrz"
SYSTEMS = index().systems
NOT_COVERED = {"zenkey", "prove", "boku", "twilio-silent-network-auth"}
"""Systems of signatures.json of which neither hosts nor signs are known."""


def confidences(source: str) -> dict[str, str]:
    return {hit.id: hit.confidence for hit in read_script(source.encode()).signatures}


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.row.id)
def test_a_row_knows_its_example_as_itself_alone_and_its_near_miss_not_at_all(system: System) -> None:
    row = system.row
    assert row.example or row.request
    if row.example:
        assert confidences(row.example).keys() == {row.id}
        assert row.near_miss and not confidences(row.near_miss)
    if row.request:
        assert row.near_request
        for asked, wanted in ((row.request, {row.id}), (row.near_request, set())):
            hits = match_traffic("app.example", asked.path, asked.fields, headers=asked.headers, cookies=asked.cookies)
            assert {hit.id for hit in hits} == wanted


def test_every_system_of_the_list_of_systems_has_a_row() -> None:
    listed = {row["id"] for row in json.loads(data.read("signatures.json"))}
    assert listed - NOT_COVERED <= {system.row.id for system in SYSTEMS}


def test_every_row_says_who_the_system_is_and_no_strong_sign_is_of_two() -> None:
    strong = [sign for system in SYSTEMS for sign in system.row.strong]
    assert len(strong) == len(set(strong))
    assert all(system.name and system.kind for system in SYSTEMS)
    assert len({system.row.id for system in SYSTEMS}) == len(SYSTEMS)


@pytest.mark.parametrize(
    ("source", "system", "confidence"),
    [
        ("fetch('https://verify.cmpassport.com/a')", CM, "possible"),
        ("var host='verify.cmpassport.com'", CM, "possible"),
        ("fetch('https://verify.cmpassport.com/h5/getMobile')", CM, "likely"),
        ("fetch(atob('aHR0cHM6Ly92ZXJpZnkuY21wYXNzcG9ydC5jb20veA=='))", CM, "possible"),
        ("fetch('/proxy/h5/httpsPreGetmobile');fetch('/proxy/h5/onekeylogin/authGetToken')", CM, "confirmed"),
        ("fetch('/p/h5/getMobile',{body:{appId,sign,msgId,userInformation:i}})", CM, "likely"),
        ("window.YDRZ.getSign(a)", CM, "likely"),
        ("f(`${base}/h5/httpsPreGetmobile`)", CM, "likely"),
        ("s.src='https://nisportal.10010.com:9001/api?appid=1'", "cu-ltrz", "possible"),
        ("fetch('https://nisx.10010.com/a')", "cu-ltrz", "possible"),  # pattern of hosts
        ("fetch('https://token.awswaf.com/t')", "awswaf", "possible"),
    ],
)
def test_a_system_is_recognised_and_how_surely_is_said(source: str, system: str, confidence: str) -> None:
    assert confidences(source) == {system: confidence}


@pytest.mark.parametrize(
    "source",
    [
        "f({appId:1,sign:2,msgId:3,traceId:4,openType:5})",  # everybody's names
        "a.href='https://wap.cmpassport.com/resources/html/contract.html'",  # a link to the agreement
        "a.href='https://opencloud.wostore.cn/authz/resource/html/disclaimer.html?fromsdk=true'",
        "f('/h5/getMobile')",  # one path alone
        "window.YDRZ=1",  # one name alone
        "f('/verify');f('/load');f('/list')",  # generic paths
        "fetch('https://evil-verify.cmpassport.com.example.net/')",
        "fetch('https://example.net/?to=verify.cmpassport.com')",
        "// verify.cmpassport.com",
        "import('FingerprintJS');x.visitorId",
        "fetch('https://m1.openfpcdn.io/fingerprintjs/v5.2.0/npm-monitoring')",  # the open-source library
        "s.src='https://g.alicdn.com/lib/vue.js'",  # a general CDN
        "t='/h5/getMobileNumberFormat/h5/getMobilePhone'",
        "YDRZ;" + "f(1);" * 400 + "getSign",  # names of a group, far apart
    ],
)
def test_a_near_miss_is_no_hit(source: str) -> None:
    assert not confidences(source)


def test_a_hit_says_what_was_found_and_where() -> None:
    source = b"x=1;fetch('https://verify.cmpassport.com/h5/getMobile')"
    (hit,) = read_script(source).signatures
    assert hit.matched == ("host:verify.cmpassport.com", "path:/h5/getMobile")
    assert [sign.weight for sign in hit.signs] == [0, 1]
    assert all(sign.span is not None and b"cmpassport" in source[slice(*sign.span)] for sign in hit.signs)
    assert hit.kind == "carrier-auth" and hit.operator_country == "CN" and hit.verified is True


def test_hosts_that_stand_in_a_list_are_told_in_the_same_order_in_every_process() -> None:
    listed = [host for system in SYSTEMS for host in reversed(system.row.hosts) if "*" not in host]
    several = [hit.matched for hit in read_script(f"skip={json.dumps(listed)}".encode()).signatures]
    told = [[sign for sign in matched if sign.startswith("host:")] for matched in several]
    assert sum(len(hosts) > 1 for hosts in told) > 10 and all(hosts == sorted(hosts) for hosts in told)


def test_signs_in_code_that_is_made_at_run_time_have_the_place_where_it_is_unpacked() -> None:
    inner = base64.b64encode(b"fetch('/p/h5/httpsPreGetmobile')").decode()
    source = f"x=1;eval(atob('{inner}'))".encode()
    (hit,) = read_script(source).signatures
    assert {sign.span for sign in hit.signs} == {hit.span} and hit.span is not None
    assert source[slice(*hit.span)].startswith(b"eval")


@pytest.mark.parametrize(
    ("host", "path", "fields", "system", "confidence"),
    [
        ("verify.cmpassport.com", "/h5/getMobile", (), CM, "confirmed"),
        ("app.example.com", "/x/h5/httpsPreGetmobile", ("appId", "sign", "body"), CM, "likely"),
        ("app.example.com", "/risk/deviceprofile/v4", ("organization", "data"), "shumei-fp", "likely"),
        ("app.example.com", "/r", ("organization", "appId", "os", "encode", "compress", "data"), "shumei-fp", "likely"),
    ],
)
def test_a_request_is_recognised_also_when_proxied(
    host: str, path: str, fields: tuple[str, ...], system: str, confidence: str
) -> None:
    assert {hit.id: hit.confidence for hit in match_traffic(host, path, fields)} == {system: confidence}


@pytest.mark.parametrize(
    ("host", "path", "fields"),
    [
        ("app.example.com", "/h5/getMobile", ()),
        ("app.example.com", "/login", ("appId", "sign", "msgId")),
        ("wap.cmpassport.com", "/resources/html/contract.html", ()),
        ("app.example.com", "/verify", ("captcha_id",)),
        ("verify.cmpassport.com.example.net", "/", ()),
    ],
)
def test_an_ordinary_request_is_no_hit(host: str, path: str, fields: tuple[str, ...]) -> None:
    assert not match_traffic(host, path, fields)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.integers(0, 3_000), min_size=1, max_size=6), min_size=1))
def test_names_count_as_close_exactly_if_one_window_holds_them(places: dict[str, list[int]]) -> None:
    def within(start: int) -> set[str]:
        return {name for name, nodes in places.items() if any(start <= node <= start + 600 for node in nodes)}

    together, first = closest(places)
    assert len(together) == max(len(within(node)) for nodes in places.values() for node in nodes)
    assert set(together) == within(first)


@given(st.text(alphabet="/?#h5getMobile x", max_size=60))
def test_a_path_is_found_only_at_the_borders_of_its_segments(text: str) -> None:
    found = "path:/h5/getMobile" in {f"{kind}:{path}" for kind, path, _, _ in paths_in(text)}
    parts = [part for part in text.replace("?", "/").replace("#", "/").replace(" ", "/").split("/") if part]
    assert found == any(pair == ("h5", "getMobile") for pair in pairwise(parts))


@given(st.text(max_size=30), st.text(max_size=60), st.lists(st.text(max_size=12), max_size=8))
def test_any_request_gets_an_answer(host: str, path: str, names: list[str]) -> None:
    match_traffic(host, path, names, headers=names, cookies=names)
