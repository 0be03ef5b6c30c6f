"""What running a script on an inert page must and must not tell about its strings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from arguments import sink_arguments

from undertow.analysis import harvest as harvest_module
from undertow.analysis.columns import Columns, columns
from undertow.analysis.decode import HOLE, Decoded, decode
from undertow.analysis.decode_script import make_readable
from undertow.analysis.decode_unfold import unfold
from undertow.analysis.facts import read_script
from undertow.analysis.harvest import harvest, looks_hidden
from undertow.analysis.harvest_source import Recorded, Recorders
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import resolve

# a text cut out of one long string at run time, behind a variable that is set within a call
STORE = (
    "var t,k=[0,1,2,3,4,5,6,7,8];function n(){}n(t='tseuqer/tset.neddih//:sptth');"
    "function d(a,b){return t.split('').reverse().join('').slice(a,b)}"
)
URL = "https://hidden.test/request"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox()
    yield box
    box.close()


def harvested(source: str, sandbox: Sandbox) -> tuple[Columns, Decoded]:
    c, out = columns(source.encode()), Decoded()
    harvest(c, sandbox, out)
    return c, out


def known(source: str, sandbox: Sandbox) -> str | tuple[str, ...] | None:
    """What is known of the argument of `sink`."""
    c, out = harvested(source, sandbox)
    node = sink_arguments(c, ("sink",))[0]
    value = out.values.get(node, out.templates.get(node, out.alternatives.get(node)))
    assert value is None or isinstance(value, (str, tuple))
    return value


@pytest.mark.parametrize(
    "source",
    [
        STORE + "sink(d(0,99))",
        STORE + "document.addEventListener('copy',function(e){e.x();sink(d(0,99))})",
        STORE + "fetch('/a').then(r=>r.json()).then(r=>{sink(d(0,99))})",
        STORE + "async function f(){await fetch('/a');sink(d(0,99))}f()",
        STORE + "function never(e){sink(d(0,99))}",
        STORE + "class C{m(e){e.x();sink(d(0,99))}}",
        STORE + "function f(x){if(x.status===200){sink(d(0,99))}}onload=f",
        STORE + "if(navigator.webdriver===7)sink(d(0,99))",
        STORE + "with({q:d}){sink(q(0,99))}",
        STORE + "function*g(){yield 1;sink(d(0,99))}for(var x of g());",
        STORE + "function f(){btoa(document.cookie);atob(location.hash);sink(d(0,99))}onload=f",
        STORE + "var x=new XMLHttpRequest();x.onload=function(){sink(d(0,99))};x.send()",
    ],
)
def test_a_text_is_recovered_when_the_script_or_a_call_of_its_parts_makes_it(source: str, sandbox: Sandbox) -> None:
    assert known(source, sandbox) == URL


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("function wipe(){t=''}addEventListener('copy',e=>{if(e.a===e.b)sink(d(0,99))})", id="state"),
        pytest.param(
            "addEventListener('a',()=>{for(;;){k[0]}});addEventListener('b',()=>{sink(d(0,99))})", id="callback"
        ),
        pytest.param(
            "".join(f"function endless{i}(){{while(t){{k[0]}}}}" for i in range(9))
            + "function f(x){if(x.a===x.b)sink(d(0,99))}onload=f",
            id="forced",
        ),
    ],
)
def test_a_text_is_recovered_beside_code_that_breaks_or_stalls_the_script(source: str, sandbox: Sandbox) -> None:
    assert known(STORE + source, sandbox) == URL


# a condition turned round leads to a state that no case knows; a turn costs what a decoder costs
LOST = (
    "function w(){{for(var i=0,s=0;i<40;i++)s+=f9(i);return s}}function f9(i){{return i}}"
    "function m(x){{var a={};while(a!={}){{switch({}){{case 1:a=x.a===7?{}:9;break;case 2:a=9;break}}w()}}}}onload=m;"
)
FOREVER = (LOST.format(1, 9, "a", 3), LOST.format(1, 9, "a", "NaN"), LOST.format("1,b=0", 9, "a+b", "(b=1,3)"))


@pytest.mark.parametrize("source", [*FOREVER, LOST.format(1, 9, "a=a>2?a+2:a,a", 4)])
def test_a_state_machine_that_is_lost_is_given_up_early(
    source: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = _answers(monkeypatch)
    assert known(STORE + source + "addEventListener('b',x=>{if(x.a===7)sink(d(0,99))})", sandbox) == URL
    assert max(answer["dearest"] for answer in answers) < 10_000


def test_a_state_machine_goes_on_when_its_states_are_its_own(sandbox: Sandbox) -> None:
    turns = "function m(x){if(x.a!==7)return;var a=1,i=0;while(a)switch(a){case 1:a=i++<300?2:3;break;case 2:a=1;break;"
    assert known(STORE + turns + "case 3:sink(d(0,99));a=0}}onload=m", sandbox) == URL
    again = "function g(i){var a=1;while(a)switch(a){case 1:a=0}return i}"
    calls = "function m(x){if(x.a!==7)return;for(var i=0;i<300;i++)g(i);sink(d(0,99))}onload=m"
    assert known(STORE + again + calls, sandbox) == URL


def test_only_calls_that_showed_what_is_in_doubt_are_made_again(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = _answers(monkeypatch)
    plain = "".join(f"addEventListener('a{i}',x=>{{if(x.a===7)d({i},9)}});" for i in range(9))
    inner = "addEventListener('b',x=>{if(x.b===7){let f=y=>{if(y.c===7)sink(d(0,99))};f(x)}})"
    assert known(STORE + plain + inner, sandbox) == URL
    made = [len(answer["calls"]) for answer in answers]
    assert made[1] >= 11
    assert made[-1] == 2  # the condition, and the one without which its function does not exist


def _answers(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the runs record, as they are made."""
    answers: list[dict[str, Any]] = []
    run = Sandbox.harvest

    def recorded(box: Sandbox, *given: str) -> dict[str, Any] | None:
        answer = run(box, *given)
        answers.append(json.loads(answer["seen"]) if answer else {})
        return answer

    monkeypatch.setattr(Sandbox, "harvest", recorded)
    return answers


@pytest.mark.parametrize(
    "source",
    [
        "sink(location.hash)",
        "sink(btoa('id='+location.hash))",
        "sink(document.cookie.split(';')[0])",
        "sink(String(Date.now()))",
        "sink(Math.random().toString(36))",
        "sink('a'.repeat(screen.width))",
        STORE + "sink(d(0,screen.width))",
        "var n=0;function f(){sink('n'+n++)}f();f();f()",
        "function f(x){sink(x+'')}f('a');f({})",
    ],
)
def test_a_value_is_not_claimed_when_it_depends_on_the_page_or_varies(source: str, sandbox: Sandbox) -> None:
    assert known(source, sandbox) is None


BUSY = "var s='',h=['p','q'];for(var i=0;i<9000;i++){s=String.fromCharCode(65+i%26)+s.slice(0,8);n(h[i%2])}"
"""Work of the kind that decoders do: recorders in it are asked thousands of times."""


def test_a_text_is_recovered_after_and_within_work_that_is_not_recorded_to_its_end(sandbox: Sandbox) -> None:
    assert known(STORE + BUSY + "sink(d(0,99))", sandbox) == URL
    assert known(STORE + BUSY + "for(i=0;i<9000;i++)sink(d(0,99))", sandbox) == URL


def test_a_text_that_varies_is_not_claimed_however_often_it_comes(sandbox: Sandbox) -> None:
    assert known(STORE + BUSY + "for(i=0;i<9000;i++)sink(d(0,i%20)+s)", sandbox) is None
    assert known(STORE + BUSY + "for(i=0;i<9000;i++)sink(d(0,20)+location.hash+i)", sandbox) is None


def test_unknown_parts_of_a_text_are_holes(sandbox: Sandbox) -> None:
    assert known(STORE + "sink(d(0,20)+'?q='+encodeURIComponent(location.hash))", sandbox) == URL[:20] + "?q=" + HOLE
    assert known(STORE + "sink(d(0,20)+'?t='+Date.now())", sandbox) == URL[:20] + "?t=" + HOLE


def test_a_few_addresses_at_one_place_are_all_told(sandbox: Sandbox) -> None:
    source = "['a','b'].forEach(function(x){sink('https://'+x+'.test/p')})"
    assert known(source, sandbox) == ("https://a.test/p", "https://b.test/p")


def test_the_beginning_of_a_host_is_no_address(sandbox: Sandbox) -> None:
    _, out = harvested("var a='https://api'+[''].join();sink(a+'.'+['test','x'].join('/'))", sandbox)
    assert "https://api" not in out.values.values()
    assert "https://api.test/x" in out.values.values()


@pytest.mark.parametrize(
    "source",
    [
        "'use strict'\nvar a=b?.c.d(e)?.[f];new a.b.c(d);new (a())(x);delete a.b;f`x${y}`;typeof a.b;",
        "function f(){'use strict';return'a'+b}[a.b,c[d]]=e;({x:a.b}=c);for(a.b of c);for(a[b] in c);a.b++;",
        "class A extends B{constructor(){super(a());super.x()}static async*m(){yield*a(await b())}get 'x'(){return 1}}",
        "if((a,b))c();else if(d)e();a=>b(c);(async()=>a())();x=a?b:c?d:e;label:while(1){break label}",
        "for(;;)for(x of y)if(z)w();else break;do x++;while(x<9)for(;a();)x=>({y:b()});while(c=>d)e=>f=>g();for(;;);",
        "#!/usr/bin/env node\nfunction f(){}\nswitch(a()){case'b'+c:d()}try{a()}catch{b()}",
    ],
)
def test_an_instrumented_script_is_still_a_script(source: str) -> None:
    c = columns(source.encode())
    everything = frozenset(range(len(c)))
    for recorded in (Recorded(), Recorded(everything, everything, everything), Recorded(only_values=frozenset({1}))):
        assert not columns(Recorders(c, "u$").script(recorded).encode()).has_error


@pytest.mark.parametrize(
    "source",
    [
        "while(1){}",
        "while(1);",
        "function f(){try{f()}catch(e){f()}}f()",
        "var a=[];while(1)a.push('x'.repeat(65536)+a.length)",
        "setTimeout(function f(){setTimeout(f)})",
        "(async()=>{while(1)await 0})()",
        "Object.defineProperty(Object.prototype,'x',{get(){throw 1}});Array.prototype.push=null;JSON.stringify=null;",
        "globalThis.u$v=null;u$r=function(){return 'x'};String.prototype.split=null",
        "new Proxy({},{get(){throw 1}}).x",
        "throw {toString(){throw 1}}",
    ],
)
def test_a_hostile_script_ends_and_the_sandbox_works_after_it(source: str, sandbox: Sandbox) -> None:
    _, out = harvested(source + "\nfunction f9(){}", sandbox)
    assert not out.values or not out.stopped
    assert known(STORE + "sink(d(0,99))", sandbox) == URL


def test_ordinary_code_is_not_run(sandbox: Sandbox) -> None:
    plain = "function f(a,i){return a.b[i].c(a[i+1])}" * 20
    decoded = "var a=['aa','bb','cc'];function g(i){return a[i]}" + "o[g(1)](g(2));" * 20
    hidden = STORE + "o[d(0,9)](d(1,5));" * 20
    for source, expected in ((plain, False), (decoded, False), (hidden, True)):
        c = columns(source.encode())
        assert looks_hidden(c, decode(c, resolve(c), sandbox)) is expected


def test_a_large_script_is_not_run(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest_module, "MAX_BYTES", 10)
    assert not harvested(STORE + "sink(d(0,99))", sandbox)[1].values


def test_a_script_that_is_one_text_handed_to_function_is_read(sandbox: Sandbox) -> None:
    code = "var a=1;" * 20
    c = columns(f'Function("x","y","{code}")(1)'.encode())
    unfolded = unfold(c)
    assert unfolded is not None
    assert unfolded[0].source.startswith(b"(function(x,y){var a=1;")
    assert unfold(columns(b'Function("a b",' + b'"var a=1;var b=2;var c=3")()')) is None
    assert unfold(columns(b'eval("var a=1;var b=2;var c=3")')) is None


def test_facts_tell_a_hidden_destination() -> None:
    source = STORE + "o[d(0,9)](d(1,5));" * 20 + "fetch(d(0,99))"
    (endpoint,) = [e for e in read_script(source.encode()).endpoints if e.host == "hidden.test"]
    assert endpoint.url == URL
    assert endpoint.decoded


def test_places_are_those_of_the_script_as_delivered(sandbox: Sandbox) -> None:
    code = STORE + "o[d(0,9)](d(1,5));" * 20 + "fetch(d(0,99))"
    source = f'Function("{code}")()'.encode()
    c = columns(source)
    readable = make_readable(c, resolve(c), sandbox)
    at = readable.columns.source.index(b"https://hidden")
    start, end = readable.original((at, at + 5))
    assert 0 <= start < end <= len(source)
