"""Async functions as compilers write them for older browsers."""

from __future__ import annotations

import pytest
from flow_helper import flows_of, sends

UA = "navigator.userAgent"
SEND = "fetch('https://h.example/',{method:'POST',body:X})"


@pytest.mark.parametrize(
    "code",
    [
        # TypeScript
        "function read(){return w(this,void 0,void 0,function(){return g(this,function(a){return [2,UA]})})}"
        "function go(){return w(this,void 0,void 0,function(){var v;return g(this,function(a){switch(a.label){"
        "case 0:return [4,read()];case 1:v=a.sent();SEND(v);return [2]}})})}go()",
        # the same as minifiers write it
        "function read(){return w(this,void 0,void 0,function(){return g(this,function(a){return o=1,[2,UA]})})}"
        "function go(){return w(this,void 0,void 0,function(){var v;return g(this,function(a){switch(a.label){"
        "case 0:return on?[4,read()]:[3,2];case 1:v=a.sent(),SEND(v),a.label=2;case 2:return[2]}})})}go()",
        # Babel's regenerator
        "function read(){return t(r.mark(function e(){return r.wrap(function(c){switch(c.prev=c.next){"
        "case 0:return c.abrupt('return',UA);case 1:return c.stop()}},e)}))()}"
        "read().then(function(v){SEND(v)})",
        # Babel's later form
        "function read(){return t(r().m(function e(){return r().w(function(c){for(;;)switch(c.p=c.n){"
        "case 0:return c.n=1,wait(1);case 1:return c.a(2,UA)}},e)}))()}"
        "const go=t(r().m(function e(){var v;return r().w(function(c){for(;;)switch(c.n){"
        "case 0:return c.n=1,read();case 1:v=c.v;SEND(v);return c.a(2)}},e)}));go()",
        # generators
        "const go=run(function*(){const v=yield Promise.resolve(UA);SEND(v)});go()",
    ],
)
def test_data_comes_through_a_compiled_async_function(code: str) -> None:
    source = code.replace("SEND(v)", SEND.replace("X", "v")).replace("UA", UA)
    assert sends(flows_of(source.encode())) == {"device>h.example"}


def test_another_awaited_value_is_not_taken_for_it() -> None:
    source = (
        "function go(){return w(this,void 0,void 0,function(){var v,u;return g(this,function(a){switch(a.label){"
        f"case 0:return [4,{UA}];case 1:u=a.sent();return [4,'plain'];case 2:v=a.sent();{SEND.replace('X', 'v')};"
        "return [2]}})})}go()"
    )
    assert sends(flows_of(source.encode())) == set()


def test_another_value_awaited_on_a_condition_is_not_taken_for_it() -> None:
    source = (
        "function go(){return w(this,void 0,void 0,function(){var v,u;return g(this,function(a){switch(a.label){"
        f"case 0:return[4,{UA}];case 1:return u=a.sent(),on?[4,'plain']:[3,3];"
        f"case 2:v=a.sent(),{SEND.replace('X', 'v')};"
        "case 3:return[2]}})})}go()"
    )
    assert sends(flows_of(source.encode())) == set()


def test_what_only_looks_like_a_machine_is_none() -> None:
    source = f"const mail={{sent(){{return 'x'}}}};log({UA});{SEND.replace('X', 'mail.sent()')}"
    assert sends(flows_of(source.encode())) == set()


@pytest.mark.parametrize(
    "call",
    ["post(ADDRESS,UA)", "(function(){return post.apply(this,arguments)})(ADDRESS,UA)"],
)
@pytest.mark.parametrize(
    "post",
    [
        "run(function*(u,b){yield fetch(u,{method:'POST',body:b})})",
        "t(r().m(function e(u,b){return r().w(function(c){for(;;)switch(c.p=c.n){"
        "case 0:return c.n=1,fetch(u,{method:'POST',body:b});case 1:return c.a(2)}},e)}))",
    ],
)
def test_the_address_is_known_when_a_caller_gives_it_to_an_async_function(post: str, call: str) -> None:
    source = f"const r=()=>({{m:f=>f}});const post={post};{call}".replace("ADDRESS", "'https://h.example/'")
    assert sends(flows_of(source.replace("UA", UA).encode())) == {"device>h.example"}
