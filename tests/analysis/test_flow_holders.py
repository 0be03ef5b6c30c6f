"""What an option is in the object that a call hands over, and not in others that are made alike."""

from __future__ import annotations

from flow_helper import flows_of, sends

_UA = "navigator.userAgent"
_MAIL = "document.getElementById('email').value"
_REQUEST = (
    "function make(url, body) { return {url: url, method: 'POST', body: body}; }"
    "function run(request) { fetch(request.url, {method: request.method, body: request.body}); }"
)


def claims(code: str) -> frozenset[str]:
    return frozenset(sends(flows_of(code.encode())))


def test_a_request_goes_to_the_address_that_it_was_made_with() -> None:
    code = _REQUEST + f"run(make('https://a.example/x', {_MAIL})); run(make('https://b.example/y', {_UA}));"
    assert claims(code) == {"email>a.example", "device>b.example"}


def test_a_request_kept_in_a_variable_goes_to_the_address_that_it_was_made_with() -> None:
    code = _REQUEST + (
        f"function mail() {{ var r = make('https://a.example/x', {_MAIL}); run(r); }} mail();"
        "function beat() { var r = make('https://b.example/y', 'hello'); run(r); } beat();"
    )
    assert claims(code) == {"email>a.example"}


_SEND = "function send(v, o) { o = o || {}; fetch(o.host || 'https://a.example', {method: 'POST', body: v}); }"


def test_a_default_counts_only_where_the_option_is_left_out() -> None:
    assert claims(_SEND + f"send({_MAIL}); send({_UA}, {{host: 'https://b.example'}});") == {
        "email>a.example", "device>b.example",
    }  # fmt: skip


def test_a_default_counts_too_where_the_option_may_be_missing() -> None:
    code = _SEND + f"send({_UA}, window.known ? {{host: 'https://b.example'}} : undefined);"
    assert claims(code) == {"device>a.example", "device>b.example"}


_BY_OPTION = (
    "class C { constructor(o) { this.h = o.test ? 'https://b.example' : 'https://a.example'; }"
    "send(v) { fetch(this.h, {method: 'POST', body: v}); } }"
)


def test_an_option_decides_a_branch_where_it_is_given_or_left_out() -> None:
    code = _BY_OPTION + f"new C({{test: true}}).send({_UA}); new C({{}}).send({_MAIL});"
    assert claims(code) == {"email>a.example", "device>b.example"}


def test_an_option_that_only_the_page_knows_decides_nothing() -> None:
    code = _BY_OPTION + f"new C({{test: window.isTest}}).send({_UA});"
    assert claims(code) == {"device>a.example", "device>b.example"}


def test_a_zone_that_the_page_may_give_decides_nothing() -> None:
    code = (
        "class C { constructor(zone) { this.h = zone === 'US' ? 'https://a.example' : 'https://b.example'; }"
        "send(v) { fetch(this.h, {method: 'POST', body: v}); } }"
        f"var given = window.settings, zone = given.zone ? given.zone : 'US'; new C(zone).send({_UA});"
    )
    assert claims(code) == {"device>a.example", "device>b.example"}
