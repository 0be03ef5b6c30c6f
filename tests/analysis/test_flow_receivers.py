"""Which object sends: the host of one client is none of its siblings'."""

from __future__ import annotations

import pytest
from flow_helper import flows_of, sends

_UA = "navigator.userAgent"
_MAIL = "document.getElementById('email').value"

_CLASSES = {
    "one class with two hosts": "class C { constructor(o) { this.o = o; }"
    "send(v) { fetch(this.o.host, {method: 'POST', body: v}); } }"
    f"new C({{host: 'https://a.example'}}).send({_MAIL}); new C({{host: 'https://b.example'}}).send({_UA});",
    "two classes of one parent": "class P { constructor(h) { this.h = h; }"
    "send(v) { fetch(this.h, {method: 'POST', body: v}); } }"
    "class A extends P { constructor() { super('https://a.example'); } mail(v) { this.send(v); } }"
    "class B extends P { constructor() { super('https://b.example'); } ua(v) { this.send(v); } }"
    f"new A().mail({_MAIL}); new B().ua({_UA});",
    "a parent that asks its child": "class P { send(v) { fetch(this.where(), {method: 'POST', body: v}); } }"
    "class A extends P { where() { return 'https://a.example'; } mail(v) { this.send(v); } }"
    "class B extends P { where() { return 'https://b.example'; } ua(v) { this.send(v); } }"
    f"new A().mail({_MAIL}); new B().ua({_UA});",
    "constructor functions": "function P(h) { this.h = h; }"
    "P.prototype.send = function (v) { fetch(this.h, {method: 'POST', body: v}); };"
    "function A() { P.call(this, 'https://a.example'); } A.prototype = Object.create(P.prototype);"
    "A.prototype.mail = function (v) { this.send(v); };"
    "function B() { P.call(this, 'https://b.example'); } B.prototype = Object.create(P.prototype);"
    "B.prototype.ua = function (v) { this.send(v); };"
    f"new A().mail({_MAIL}); new B().ua({_UA});",
}


@pytest.mark.parametrize("code", _CLASSES.values(), ids=_CLASSES.keys())
def test_each_client_sends_to_its_own_host(code: str) -> None:
    assert sends(flows_of(code.encode())) == {"email>a.example", "device>b.example"}


def test_both_hosts_are_claimed_when_the_client_may_be_either() -> None:
    code = (
        "class C { constructor(h) { this.h = h; } send(v) { fetch(this.h, {method: 'POST', body: v}); } }"
        "const a = new C('https://a.example'), b = new C('https://b.example');"
        f"(window.debug ? a : b).send({_UA});"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example", "device>b.example"}


def test_a_host_that_a_retry_counts_on_to_is_claimed_too() -> None:
    code = (
        "const HOSTS = ['https://a.example', 'https://b.example'];"
        "function push(v, i) { return fetch(HOSTS[i], {method: 'POST', body: v}).catch(() => push(v, i + 1)); }"
        f"push({_UA}, 0);"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example", "device>b.example"}


def test_no_other_host_is_claimed_when_a_retry_is_the_same_again() -> None:
    code = (
        "function push(h, v) { return fetch(h, {method: 'POST', body: v}).catch(() => push(h, v)); }"
        f"push('https://a.example', {_UA}); push('https://b.example', 'hello');"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example"}
