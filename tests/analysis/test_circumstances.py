"""Conditions read as circumstances."""

from __future__ import annotations

import pytest
from flow_helper import node_of, values
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis.circumstances import Circumstances
from undertow.analysis.flow_terms import Terms
from undertow.model import Circumstance

ZONE = "Intl.DateTimeFormat().resolvedOptions().timeZone"
TEL = "document.querySelector('input[type=tel]').value"


def read(condition: str, script: str = "HERE", holds: bool = True) -> Circumstance | None:
    """The circumstance of a condition that stands at HERE in the script."""
    p, v = values(script.replace("HERE", f"if({condition}){{}}"))
    for statement in p.c.where("if_statement").tolist():
        found = Circumstances(p, v).of(Terms(p, v).of(statement + 1), holds)
        return found[0] if found else None
    return None


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (f"{ZONE}==='Asia/Shanghai'", "the time zone is Asia/Shanghai"),
        (f"{ZONE}!=='Asia/Shanghai'", "the time zone is not Asia/Shanghai"),
        (f"['Asia/Shanghai','Asia/Urumqi'].includes({ZONE})", "the time zone is Asia/Shanghai or Asia/Urumqi"),
        (f"['Asia/Shanghai','Asia/Urumqi'].indexOf({ZONE})>=0", "the time zone is Asia/Shanghai or Asia/Urumqi"),
        (f"new Set(['Asia/Shanghai']).has({ZONE})", "the time zone is Asia/Shanghai"),
        (f"{ZONE}==='a'||{ZONE}==='b'", "the time zone is a or b"),
        ("new Date().getTimezoneOffset()===-480", "the time zone (offset in minutes) is -480"),
        ("navigator.language.toLowerCase().startsWith('zh')", "the browser's language starts with zh"),
        ("navigator.languages[0].indexOf('zh')===0", "the browser's language starts with zh"),
        ("navigator.language.slice(0,2)==='zh'", "the browser's language starts with zh"),
        ("navigator.language.split('-')[0]==='zh'", "the browser's language starts with zh"),
        ("/^zh/i.test(navigator.language)", "the browser's language starts with zh"),
        ("/^(zh|yue)/.test(navigator.language)", "the browser's language starts with zh or yue"),
        ("~navigator.language.indexOf('zh')", "the browser's language contains zh"),
        ("navigator.language.indexOf('zh')<0", "the browser's language does not contain zh"),
        (f"{TEL}.startsWith('+86')", "the phone number starts with +86"),
        (f"{TEL}.trim().substr(0,3)==='+86'", "the phone number starts with +86"),
        (rf"/^\+86/.test({TEL})", "the phone number starts with +86"),
        (f"('+'+{TEL}.replace(/\\D/g,'')).indexOf('+86')===0", "the phone number starts with +86"),
        ("document.querySelector('select[name=country_code]').value==='+86'", "the phone number is +86"),
        ("navigator.connection.effectiveType==='4g'", "the connection (effectiveType) is 4g"),
        ("navigator.userAgent.includes('MicroMessenger')",
         "the browser's description of itself contains MicroMessenger"),
        ("/MicroMessenger/i.test(navigator.userAgent)", "the browser's description of itself contains MicroMessenger"),
        ("screen.width<600", "the screen (width) is < 600"),
        ("document.referrer.includes('baidu')", "the page one came from contains baidu"),
        ("Date.now()>1700000000000", "the date is > 1700000000000"),
        ("localStorage.getItem('opted')==='1'", "the value kept in the browser (opted) is 1"),
        ("user.country==='CN'", "the country is CN"),
        ("({CN:1,HK:1})[user.country]", "the country is CN or HK"),
        ("window.consentGiven", "the consent (consentGiven) is set"),
        ("Cookiebot.consent.statistics", "the consent (statistics) is set"),
        ("OnetrustActiveGroups.includes('C0004')", "the consent (OnetrustActiveGroups) contains C0004"),
        ("__SITE__.countryCode==='CN'", "the country is CN"),
        ("form.countryCode==='+86'", "the phone number is +86"),
        ("Math.random()<0.05", "a random number is < 0.05"),
        ("0.05>Math.random()", "a random number is < 0.05"),
        ("Math.floor(Math.random()*100)<5", "a random number is < 5"),
        ("Date.now()/1000>1700000000", "the date is > 1700000000"),
        ("new Date()<new Date(2030,1,1)", "the date is < new Date(2030, 1, 1)"),
        ("new Date(2030,1,1)>new Date()", "the date is < new Date(2030, 1, 1)"),
        ("new Date().getDay()===6", "the day of the week (0 is Sunday) is 6"),
        ("new Date().getHours()<20", "the hour of the day is < 20"),
        ("new Date().getUTCHours()<20", "the hour of the day is < 20"),
        ("new Date().getTime()>5", "the date is > 5"),
        ("document.cookie.includes('analytics=granted')", "the consent contains analytics=granted"),
        ("document.cookie.includes('theme=dark')",
         "the value kept in the browser (cookie) contains theme=dark"),
        ("new URL(document.referrer).hostname.endsWith('ads.example')", "the page one came from contains ads.example"),
        ("[()=>navigator.language==='vi',()=>navigator.onLine].every(f=>f())", "the browser's language is vi"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_sentence(condition: str, text: str) -> None:
    found = read(condition)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("script", "condition", "text"),
    [
        ("async function f(){const r=await fetch('/c');const a=await r.json();HERE}", "a.carrier==='CMCC'",
         "the server's answer has carrier = CMCC"),
        ("async function f(){const {carrier:c}=await (await fetch('/c')).json();HERE}", "c==='CMCC'",
         "the server's answer has carrier = CMCC"),
        ("fetch('/c').then(r=>r.json()).then(d=>{HERE})", "d.user.flags.cn", "the server's answer has user.flags.cn"),
        ("var x=new XMLHttpRequest();x.onload=function(){var d=JSON.parse(x.responseText);HERE}", "d.cc!='CN'",
         "the server's answer does not have cc = CN"),
        ("fetch('/c').then(r=>r.json()).then(({off})=>{HERE})", "!off", "the server's answer has no off"),
        ("fetch('/c').then(r=>r.json()).then(({a:b})=>{HERE})", "b==='x'", "the server's answer has a = x"),
        ("$.getJSON('/c',function(d){HERE})", "d.arm===1", "the server's answer has arm = 1"),
        ("$.get('/c',d=>{HERE})", "d==='on'", "the server's answer is on"),
        ("$.ajax({url:'/c',success:function(d){HERE}})", "d.arm", "the server's answer has arm"),
        ("window.addEventListener('message',e=>{HERE})", "e.data==='go'", "the server's answer is go"),
    ],
)  # fmt: skip
def test_an_answer_of_the_server_is_told_by_where_the_value_comes_from(script: str, condition: str, text: str) -> None:
    found = read(condition, script)
    assert found is not None
    assert (found.dimension, found.text) == ("server-answer", text)


@pytest.mark.parametrize(
    ("condition", "dimension"),
    [("d.country==='CN'", "country"), ("d.country==='/home'", "server-answer"), ("d.county==='CN'", "server-answer")],
)
def test_a_country_in_an_answer_is_a_country_when_it_is_compared_with_its_letters(
    condition: str, dimension: str
) -> None:
    found = read(condition, "fetch('/geo').then(r=>r.json()).then(d=>{HERE})")
    assert found is not None
    assert (found.dimension, found.request) == (dimension, "GET /geo")


@pytest.mark.parametrize(
    "condition",
    [
        "document.getElementById('form')",
        "typeof navigator.connection!=='undefined'",
        "navigator.connection",
        "navigator.sendBeacon",
        f"{TEL}",
        f"{TEL}.length>0",
        f"{TEL}.length===11",
        "config.phoneEnabled===undefined",
        "zone==='Asia/Shanghai'",
        "message",
        "data.length===0",
        "languages.zh",
        "window.localStorage",
        "window.Cookiebot",
        "Cookiebot.consent",
        "window.__tcfapi",
        "Math.max(a,b)<3",
        "random()<0.5",
        "Date.now()-started>500",
        "new Date(post.created)<limit",
        "performance.now()>5000",
    ],
)
def test_no_circumstance_is_read_when_the_condition_is_about_something_else(condition: str) -> None:
    found = read(condition)
    assert found is None


@pytest.mark.parametrize(
    ("script", "condition", "request_"),
    [
        ("fetch('/c').then(r=>r.json()).then(d=>{HERE})", "d.on", "GET /c"),
        (
            "async function f(){const d=await(await fetch('/c/'+id(),{method:'post'})).json();HERE}",
            "d.on",
            "POST /c/{}",
        ),
        ("var x=new XMLHttpRequest();x.open('GET','/x');x.onload=function(){HERE}", "x.responseText==='1'", "GET /x"),
        ("$.post('/c',{},d=>{HERE})", "d.on", "POST /c"),
        ("$.ajax({url:'/c',type:'PUT',success(d){HERE}})", "d.on", "PUT /c"),
        ("fetch(where()).then(r=>r.json()).then(d=>{HERE})", "d.on", None),
        ("window.addEventListener('message',e=>{HERE})", "e.data==='go'", None),
    ],
)
def test_the_request_of_an_answer_is_said_where_it_is_known(script: str, condition: str, request_: str | None) -> None:
    found = read(condition, script)
    assert found is not None
    assert (found.dimension, found.request) == ("server-answer", request_)


@pytest.mark.parametrize(
    ("script", "condition"),
    [
        ("cache.get('/c',d=>{HERE})", "d.arm===1"),
        ("list.forEach(({off})=>{HERE})", "!off"),
        ("start({success:function(d){HERE}})", "d.arm"),
    ],
)
def test_no_answer_is_read_when_the_callback_is_of_no_request(script: str, condition: str) -> None:
    assert read(condition, script) is None


def test_an_answer_s_own_success_is_no_circumstance() -> None:
    assert read("!r.ok", "async function f(){const r=await fetch('/c');HERE}") is None


def test_it_is_negated_when_the_condition_must_not_hold() -> None:
    found = read("navigator.language.startsWith('zh')", holds=False)
    assert found is not None
    assert (found.negated, found.text) == (True, "the browser's language does not start with zh")


def test_a_variable_is_a_phone_number_when_the_search_found_that_it_holds_one() -> None:
    p, v = values("function go(n){if(n.startsWith('+86')){}}")
    circumstances = Circumstances(p, v)
    condition = node_of(p, "n.startsWith('+86')")
    assert circumstances.of(Terms(p, v).of(condition), True) == ()
    circumstances.subjects.holds_phone = lambda node: node == node_of(p, "n", last=True)
    (found,) = circumstances.of(Terms(p, v).of(condition), True)
    assert found.dimension == "phone-prefix"


@given(st.text(max_size=40), st.sampled_from(["/%s/.test(navigator.language)", "navigator.language.match(/%s/)"]))
def test_no_regular_expression_of_a_page_makes_it_fail(body: str, form: str) -> None:
    found = read(form % body.replace("\n", ""))
    assert found is None or found.text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (f"table[mode]({ZONE})", "the time zone meets table[mode](Intl.DateTimeFormat().resolvedOptions().timeZone)"),
        ("served.get(navigator.language)", "the browser's language meets served.get(navigator.language)"),
        ("navigator.language===config.only", None),
        ("messages[navigator.language]", "the browser's language meets messages[navigator.language]"),
        ("allowed(user.country)", "the country meets allowed(user.country)"),
    ],
)
def test_a_test_of_place_or_language_that_is_not_understood_is_unknown_and_says_what_it_is_about(
    condition: str, text: str | None
) -> None:
    found = read(condition)
    assert found is not None and found.dimension == "unknown" and found.operator == "other"
    assert found.text == (text or f"the browser's language meets {condition.replace('===', ' === ')}")


@pytest.mark.parametrize(
    "condition",
    [
        "typeof navigator.language === 'string'",
        "navigator.language.length > limit",
        f"complete({TEL})",
        "region.isOpen()",
        "!navigator.language && navigator.language !== ''",
        "ready(config)",
    ],
)
def test_a_test_that_is_not_about_place_or_language_says_nothing(condition: str) -> None:
    assert read(condition) is None


def test_another_address_than_that_of_the_page_one_came_from_is_no_circumstance() -> None:
    assert read("new URL(link).hostname.endsWith('ads.example')") is None
