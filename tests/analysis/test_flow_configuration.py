"""Addresses and data that pass through configuration objects, as SDKs keep them: each idiom, and a near miss."""

from __future__ import annotations

import pytest
from flow_helper import flows_of, program, sends

_EXTEND = """
var each = function (list, visit) { for (var i = 0; i < list.length; i++) visit.call(null, list[i], i); };
var extend = function (target) {
  each([].slice.call(arguments, 1), function (source) {
    for (var key in source) if (source[key] !== void 0) target[key] = source[key];
  });
  return target;
};
"""
_DEFAULTS = "var DEFAULTS = {host: 'https://a.example', docs: 'https://docs.example', path: '/p'};"

_ADDRESSES = {
    "Object.assign in a constructor": "function C(given) { this.cfg = Object.assign({}, DEFAULTS, given); }"
    "C.prototype.send = function () { fetch(this.cfg.host + '/x', {method: 'POST', body: navigator.userAgent}); };",
    "spread of the defaults": "class C { constructor(given) { this.cfg = {...DEFAULTS, ...given}; }"
    "send() { fetch(`${this.cfg.host}/x`, {method: 'POST', body: navigator.userAgent}); } }",
    "a merging function of the library": _EXTEND + "function C(given) { this.cfg = extend({}, DEFAULTS, given); }"
    "C.prototype.send = function () { fetch(this.cfg.host + '/x', {method: 'POST', body: navigator.userAgent}); };",
    "a getter by name": "function C(given) { this.cfg = Object.assign({}, DEFAULTS, given); }"
    "C.prototype.get = function (name) { return this.cfg[name]; };"
    "C.prototype.send = function () { fetch(this.get('host'), {method: 'POST', body: navigator.userAgent}); };",
    "a getter by name through another": "function C(given) { this.cfg = Object.assign({}, DEFAULTS, given); }"
    "C.prototype.get = function (name) { return this.cfg[name]; };"
    "C.prototype.read = function (option) { return this.get(option); };"
    "C.prototype.send = function () { fetch(this.read('host'), {method: 'POST', body: navigator.userAgent}); };",
    "a table of options with defaults": "var OPTIONS = {host: {value: 'https://a.example'},"
    "docs: {value: 'https://docs.example'}};"
    "function all() { var out = {};"
    "Object.keys(OPTIONS).forEach(function (k) { out[k] = OPTIONS[k].value; }); return out; }"
    "var cfg = all(); fetch(cfg.host, {method: 'POST', body: navigator.userAgent});",
}


@pytest.mark.parametrize("code", _ADDRESSES.values(), ids=_ADDRESSES.keys())
def test_the_host_of_the_configuration_is_known(code: str) -> None:
    assert sends(flows_of((_DEFAULTS + code).encode())) == {"device>a.example"}


def test_a_host_that_only_the_page_gives_stays_unknown() -> None:
    code = (
        "function C(given) { this.cfg = Object.assign({docs: 'https://docs.example'}, given); }"
        "C.prototype.send = function () { fetch(this.cfg.host, {method: 'POST', body: navigator.userAgent}); };"
    )
    assert sends(flows_of(code.encode())) == {"device>None"}


def test_texts_that_are_no_address_make_no_host() -> None:
    code = (
        "function C(given) { this.cfg = Object.assign({host: pick(), mode: 'full'}, given); }"
        "C.prototype.get = function (name) { return this.cfg[name]; };"
        "C.prototype.send = function () { "
        "fetch(this.get('mode') + this.get('host'), {method: 'POST', body: navigator.userAgent}); };"
    )
    assert sends(flows_of(code.encode())) == {"device>None"}


def test_an_address_with_two_schemes_has_no_host() -> None:
    code = "fetch('https://' + 'https://' + given, {method: 'POST', body: navigator.userAgent});"
    assert sends(flows_of(code.encode())) == {"device>None"}


def test_a_getter_by_name_hands_on_that_property_alone() -> None:
    code = (
        "var kept = {ua: navigator.userAgent, page: 'home'}; function get(name) { return kept[name]; }"
        "fetch('https://a.example', {method: 'POST', body: get('ua')});"
        "fetch('https://b.example', {method: 'POST', body: get('page')});"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example"}


def test_merging_functions_are_found_by_what_they_do() -> None:
    p = program(
        _EXTEND + "function pick(o, k) { var r = {}; r[k] = o[k]; return r; }"
        "function copy(t, s) { for (var k in s) t[k] = s[k]; return t; }"
    )
    assert {p.c.text(fn)[:18] for fn in p.merging} == {"function (target) ", "function copy(t, s"}


def test_a_later_argument_of_a_merging_function_takes_a_property_away() -> None:
    code = (
        _EXTEND + "var sent = extend({}, {ua: navigator.userAgent}, {ua: 'hidden'});"
        "fetch('https://a.example', {method: 'POST', body: JSON.stringify(sent)});"
    )
    assert sends(flows_of(code.encode())) == set()


@pytest.mark.parametrize(("part", "host"), [("parts.join('-')", "device>eu-one.example"), ("'x'", "device>x.example")])
def test_a_host_is_built_by_split_pop_and_join(part: str, host: str) -> None:
    code = (
        "var parts = 'eu.one.example'.split('.'); var end = parts.pop();"
        f"fetch('https://' + {part} + '.' + end, {{method: 'POST', body: navigator.userAgent}});"
    )
    assert sends(flows_of(code.encode())) == {host}


_WRAPPER = """
var go = function () {
  var args = []; for (var i = 0; i < arguments.length; i++) { args[i] = arguments[i]; }
  return (self.fetch || other).apply(void 0, args);
};
"""


def test_a_wrapper_that_hands_on_its_arguments_keeps_each_callers_address() -> None:
    code = (
        _WRAPPER + "go('https://a.example', {method: 'POST', body: navigator.userAgent});"
        "go('https://b.example', {method: 'POST', body: 'home'});"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example"}


_CHUNK = """
var chunk = function (list) { return list.reduce(function (all, item, i) {
  if (!all[i % 9]) all[i % 9] = []; all[i % 9].push(item); return all; }, []); };
"""


@pytest.mark.parametrize(("sent", "expected"), [("item.ua", {"device>a.example"}), ("item.page", set())])
def test_lists_in_a_list_hold_what_is_added_to_them(sent: str, expected: set[str]) -> None:
    code = (
        _CHUNK + "chunk([{ua: navigator.userAgent, page: 'home'}]).forEach(function (group) {"
        "fetch('https://a.example', {method: 'POST',"
        f"body: group.map(function (item) {{ return {sent}; }}).join()}}); }});"
    )
    assert sends(flows_of(code.encode())) == expected


_TRANSPORTS = """
var all = []; function add(t) { all.push(t); }
class Sender { isReady() { return true; } send(x) { fetch('https://a.example', {method: 'POST', body: x}); } }
class Quiet { isOpen() { return true; } send(x) { return x; } }
"""


def test_the_name_beside_it_tells_whose_method_is_called() -> None:
    code = (
        _TRANSPORTS + "function run(given) { for (var t of given.list) if (t.isReady()) t.send(navigator.userAgent); }"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example"}


def test_a_common_name_alone_tells_nothing() -> None:
    code = (
        _TRANSPORTS + "function run(given) { for (var t of given.list) if (t.isOpen()) t.send(navigator.userAgent); }"
    )
    assert sends(flows_of(code.encode())) == set()


def test_a_librarys_own_bind_is_one() -> None:
    code = (
        "var _ = {bind: function (f, self) { return function () { return f.apply(self, arguments); }; }};"
        "function send(x) { fetch('https://a.example', {method: 'POST', body: x}); }"
        "var bound = _.bind(send, null); bound(navigator.userAgent); var other = _.bind(track, null); other(1);"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example"}


@pytest.mark.parametrize(
    ("address", "host"),
    [("url.origin + '/e'", "device>a.example"), ("'https://x.' + url.hostname", "device>x.a.example")],
)
def test_parts_of_an_address_are_known(address: str, host: str) -> None:
    code = (
        "var url = new URL('https://a.example/v1?k=1');"
        f"fetch({address}, {{method: 'POST', body: navigator.userAgent}});"
    )
    assert sends(flows_of(code.encode())) == {host}


def test_parts_of_an_unknown_address_are_not_its_whole() -> None:
    code = (
        "function go(given) { var url = new URL(given); url.pathname = '/v2';"
        "fetch('https://a.example' + url.pathname, {method: 'POST', body: navigator.userAgent}); } go('https://b.example');"
    )
    assert sends(flows_of(code.encode())) == {"device>a.example"}


@pytest.mark.parametrize(
    ("made", "url", "host"),
    [
        ("`ws-${given.cluster}.example.com`", "https://ws-{}.example.com/x", "ws-{}.example.com"),
        ("`${given.app}-dsn.example.com`", "https://{}-dsn.example.com/x", "{}-dsn.example.com"),
        ("`${given.name}.example`", "https://{}.example/x", None),
        ("`${given.name}.json`", "https://{}.json/x", None),
        ("`${given.name}-bundle.min.js`", "https://{}-bundle.min.js/x", None),
        ("`${given.name}of.example.com`", "https://{}of.example.com/x", None),
        ("`${given.name} of example.com`", "https://{} of example.com/x", None),
    ],
)
def test_a_host_with_an_unknown_label_passes_through_the_configuration(made: str, url: str, host: str | None) -> None:
    code = (
        f"function C(given) {{ this.cfg = Object.assign({{}}, {{host: {made}}}, given); }}"
        "C.prototype.send = function () {"
        " fetch('https://' + this.cfg.host + '/x', {method: 'POST', body: navigator.userAgent}); };"
    )
    assert [(flow.url, flow.host) for flow in flows_of(code.encode()).flows] == [(url, host)]


_KEPT = "var kept = {}; function put(k, v) { kept[k] = v; } function get(k) { return kept[k]; }"


def test_what_is_kept_under_one_name_is_not_found_under_another() -> None:
    code = _KEPT + (
        "put('a', document.getElementById('email').value); put('b', navigator.userAgent);"
        "fetch('https://a.example', {method: 'POST', body: get('a')});"
        "fetch('https://b.example', {method: 'POST', body: get('b')});"
    )
    assert sends(flows_of(code.encode())) == {"email>a.example", "device>b.example"}


def test_what_is_kept_under_a_name_that_only_the_page_knows_may_be_any() -> None:
    code = _KEPT + (
        "put(window.name, document.getElementById('email').value);"
        "fetch('https://a.example', {method: 'POST', body: get('a')});"
    )
    assert sends(flows_of(code.encode())) == {"email>a.example"}
