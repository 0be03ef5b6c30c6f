from __future__ import annotations

import pytest

from undertow.analysis import read_script
from undertow.analysis.signatures import match_traffic

CM = "cm-h5-ydrz"
SHUMEI = "shumei-fp"


def systems(source: str) -> set[str]:
    return {hit.id for hit in read_script(source.encode()).signatures}


@pytest.mark.parametrize(
    ("source", "system"),
    [
        ("fetch('https://verify.cmpassport.com/h5/getMobile')", CM),
        ("var host='verify.cmpassport.com'", CM),
        ("fetch(atob('aHR0cHM6Ly92ZXJpZnkuY21wYXNzcG9ydC5jb20veA=='))", CM),
        ("fetch('/proxy/h5/httpsPreGetmobile');fetch('/proxy/h5/onekeylogin/authGetToken')", CM),  # own host
        ("fetch('/p/h5/getMobile',{body:{appId,sign,msgId,userInformation:i}})", CM),
        ("window.YDRZ={};k='@Fdiwmxy7CBDDQNUI'", CM),
        ("window.YDRZ.getSign(a)", CM),
        ("fetch('/r/deviceprofile/v4');localStorage.setItem('smidV2',x)", SHUMEI),
        ("s.src='https://nisportal.10010.com:9001/api?appid=1'", "cu-ltrz"),
        ("fetch('https://nisx.10010.com/a')", "cu-ltrz"),  # pattern of hosts
        ("fetch('https://token.awswaf.com/t')", "awswaf"),
        ("s.src='https://www.google.com/recaptcha/api.js';f('/recaptcha/api.js')", "recaptcha"),
    ],
)
def test_a_system_is_recognised(source: str, system: str) -> None:
    assert system in systems(source)


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
    ],
)
def test_a_near_miss_is_no_hit(source: str) -> None:
    assert not systems(source)


def test_a_hit_says_what_was_found_and_where() -> None:
    source = b"x=1;fetch('https://verify.cmpassport.com/h5/getMobile')"
    (hit,) = read_script(source).signatures
    assert hit.matched[0] == "host:verify.cmpassport.com" and "path:/h5/getMobile" in hit.matched
    assert hit.span is not None and source[slice(*hit.span)].startswith(b"fetch")
    assert hit.kind == "carrier-auth" and hit.operator_country == "CN" and hit.verified is True


@pytest.mark.parametrize(
    ("host", "path", "fields", "system"),
    [
        ("verify.cmpassport.com", "/h5/getMobile", (), CM),
        ("app.example.com", "/x/h5/httpsPreGetmobile", ("appId", "sign", "body"), CM),
        ("app.example.com", "/risk/deviceprofile/v4", ("organization", "data"), SHUMEI),
        ("app.example.com", "/r", ("organization", "appId", "os", "encode", "compress", "data"), SHUMEI),
    ],
)
def test_a_request_is_recognised_also_when_proxied(host: str, path: str, fields: tuple[str, ...], system: str) -> None:
    assert system in {hit.id for hit in match_traffic(host, path, fields)}


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
