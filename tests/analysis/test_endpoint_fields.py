"""Hosts kept in objects that no search follows, known by the name under which an address reads them."""

from __future__ import annotations

import pytest

from undertow.analysis import read_script

_LOST = "var registry = {}; function register(name, make) { registry[name] = make; }"
"""What is made by name, out of a table, is not followed."""


def hosts(source: str) -> set[str]:
    return {e.host for e in read_script((_LOST + source).encode()).endpoints}


@pytest.mark.parametrize(
    "source",
    [
        "register('a', o => new A({api: 'a.api.example.com'})); f = a => `https://${a.config.api}/v1`;",
        "register('a', o => new A({api: 'a.api.example.com'})); f = a => 'https://' + a.config.api + '/v1';",
        "register('a', o => new A({api: 'a.api.example.com'})); f = a => a.scheme + '://' + a.config.api;",
        "register('a', o => { o.api = 'a.api.example.com'; }); f = ({api}) => `https://${api}/v1`;",
        "register('a', o => ({api: 'a.api.example.com'})); f = a => { const h = a.api; return `https://${h}/v1`; };",
        "register('a', o => ({api: 'a.api.example.com'}));"
        "const to = (host, path) => `https://${host + path}`; f = a => to(a.api, '/v1');",
    ],
)
def test_a_host_is_found_by_the_name_under_which_an_address_reads_it(source: str) -> None:
    assert hosts(source) == {"a.api.example.com"}


def test_a_label_of_the_host_may_be_unknown() -> None:
    assert hosts("register('a', o => [{url: `${o.app}-dsn.example.com`}]); f = a => `https://${a.url}/v1`;") == {
        "{}-dsn.example.com"
    }


@pytest.mark.parametrize(
    "source",
    [
        "register('a', o => ({docs: 'docs.api.example.com'})); f = a => `https://${a.api}/v1`;",  # another name
        "register('a', o => ({api: 'a.api.example.com'})); f = a => `https://h/${a.api}`;",  # read as a path
        "register('a', o => ({api: 'a.api.example.com'})); f = a => log(a.api);",  # no address
        "register('a', o => ({api: 'lib.min.js'})); f = a => `https://${a.api}`;",  # a file
        "register('a', o => ({api: 'state.user'})); f = a => `https://${a.api}`;",  # a property
        "register('a', o => ({api: `${o.app}.com`})); f = a => `https://${a.api}`;",  # nothing is known of it
    ],
)
def test_other_texts_and_other_names_are_no_hosts(source: str) -> None:
    assert not hosts(source)


def test_no_sink_and_no_flow_is_told_of_such_a_host() -> None:
    source = (
        "register('a', o => ({api: 'a.api.example.com'})); f = a => fetch(`https://${a.api}/?${navigator.userAgent}`);"
    )
    facts = read_script((_LOST + source).encode())
    assert {(e.host, e.sink) for e in facts.endpoints} == {("a.api.example.com", None)}
    assert {flow.host for flow in facts.flows} == {None}
