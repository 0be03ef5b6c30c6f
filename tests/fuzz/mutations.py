"""Hostile input made of real code by structured mutations.

Random bytes are turned away by the first check of a reader. What gets far is code that is almost right: cut off,
spliced, nested too deeply, written in odd characters, hidden in layers, or not code at all.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "analysis" / "fixtures"
LAB = HERE.parents[1] / "src/undertow/lab/apps"
MOST = 60_000
"""Bytes that a mutation makes; large inputs are cases of their own (`hostile.py`)."""

Mutation = Callable[[bytes, Random, Sequence[bytes]], bytes]

_TOKEN = re.compile(rb"[\w$]+|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\s+|[=!<>&|+*/-]{1,3}|.", re.DOTALL)
_ODD_TEXTS = (
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u200d",
    "\u202e",
    "\u0000",
    "\u180e",
    "\U0001d4d0",
    "\U0010ffff",
    "e\u0301" * 50,
    "ﬀ",
    "ı",
    "İ",
    "K",
    "ß",
    "\\u{61}",
    "\\u{110000}",
    "\\ud83d",
    "\\u00",
    "\\x4",
    "\r",
    "\r\n",
    "\t\v\f",
    "<!--",
    "-->",
    "#!",
    "\\",
    "`",
    "${",
    "}",
    "'",
    '"',
    "/",
    "*/",
    "//",
    "/*",
    "@",
    "#x",
    "?.",
    "=>",
    "...",
    "0x",
    "0b2",
    "1e999",
    "08",
    "1n",
)
_ODD_BYTES = (b"\x80", b"\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xe2\x80", b"\xf0\x9f\x98")
_NESTS = (
    (b"(", b")"),
    (b"[", b"]"),
    (b"{", b"}"),
    (b"`${", b"}`"),
    (b"f(", b")"),
    (b"(function(){return ", b"})()"),
    (b"a=>(", b")"),
    (b"!", b""),
    (b"x?", b":0"),
    (b"'a'+(", b")"),
    (b"eval(", b")"),
    (b"new X(", b")"),
    (b"if(a){", b"}"),
    (b"{a:", b"}"),
    (b"async()=>await ", b""),
    (b"switch(x){case ", b":}"),
    (b"class A extends (", b"){}"),
    (b"[...", b"]"),
    (b"let {a=", b"}=x"),
    (b"fetch(", b")"),
    (b"atob(", b")"),
    (b"try{", b"}catch(e){}"),
    (b"label:", b""),
    (b"with(o)", b""),
    (b"do ", b" while(0)"),
)
_DECODERS = (
    b"function d(i){while(true){}}fetch(d(1)+d(2));",
    b"function d(i){var a=[];for(;;)a.push(new Array(1e6).fill(i));return a}fetch(d(1)+'/x');",
    b"function d(i){return d(i)+d(i)}fetch(d(1));",
    b"function d(i){return 'x'.repeat(2**29)+i}fetch(d(1));var y=d(2)+d(3);",
    b"function d(i){return /(a+)+$/.test('a'.repeat(40)+'!')+i}fetch(d(1));",
    b"function d(i){if(typeof window==='undefined'||!navigator.plugins.length)throw 1;return '//a.example/'+i}"
    b"fetch(d(1));",
    b"var q=['aa','bb'];(function(a,n){while(--n)a.push(a.shift())})(q,1e9);function d(i){return q[i]}fetch(d(0));",
    b"var q=['aa','bb'];q.__proto__=null;Object.prototype.toString=function(){for(;;);};"
    b"function d(i){return q[i]}fetch(d(0));",
    b"var q=new Proxy(['aa'],{get(){for(;;);}});function d(i){return q[i]}fetch(d(0));",
    b"eval('var '+'x='.repeat(1e5)+'1');",
    b"var s='eval(s)';eval(s);",
    b"function f(){setTimeout(f,0);eval('f()')}f();",
    b"var s='x';for(var i=0;i<60;i++)s+=s;eval(s);",
    b"Function(Array(2e5).join('a;'))();",
    b"String.fromCharCode=null;JSON.stringify=()=>'}';function d(i){return String(i)+'x'}fetch(d(1));",
    b"throw new (class extends Error{get message(){for(;;);}});",
)
_NOT_SCRIPTS = (
    b"\0asm\x01\0\0\0" + bytes(range(64)),
    b"<!doctype html><html><script>fetch('/x')</script><p onclick='a()'>",
    b"%PDF-1.7\n\x80\x81",
    b"PK\x03\x04\x14\0",
    b"\x1f\x8b\x08\0",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"\xfe\xff\0v\0a\0r",
    b"\xff\xfev\0a\0r\0",
    b'{"version":3,"mappings":";;AAAA","sources":[]}',
    b"@media print{a{b:url(//x)}}",
    b"<?xml version='1.0'?><svg onload='f()'>",
)


@cache
def samples() -> tuple[bytes, ...]:
    """Real code to start from: obfuscated fixtures, scripts and pages of the lab."""
    found = [path.read_bytes() for path in sorted(FIXTURES.glob("*.js"))]
    found += [path.read_bytes() for path in sorted(LAB.rglob("*.js")) if path.stat().st_size < MOST]
    found += [path.read_bytes() for path in sorted(LAB.rglob("*.html"))]
    return tuple(found)


def _place(data: bytes, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _tokens(data: bytes) -> list[bytes]:
    return _TOKEN.findall(data[:MOST])


def cut(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Only the beginning, or only the end."""
    at = _place(data, random)
    return data[:at] if random.random() < 0.7 else data[at:]


def splice(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """A piece of another sample in the middle."""
    other = random.choice(others)
    start = _place(other, random)
    at = _place(data, random)
    return data[:at] + other[start : start + random.randrange(2_000)] + data[at:]


def drop_tokens(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Some tokens are gone."""
    share = random.choice((0.002, 0.02, 0.2))
    return b"".join(token for token in _tokens(data) if random.random() > share)


def double_tokens(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Some tokens stand there many times."""
    tokens = _tokens(data)
    for _i in range(random.randrange(1, 4)):
        at = random.randrange(len(tokens) + 1)
        tokens[at:at] = tokens[max(0, at - random.randrange(1, 12)) : at] * random.choice((1, 2, 50, 500))
    return b"".join(tokens)


def swap_tokens(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Some tokens are in each other's place."""
    tokens = _tokens(data)
    for _i in range(min(len(tokens), random.randrange(1, 20))):
        a, b = random.randrange(len(tokens)), random.randrange(len(tokens))
        tokens[a], tokens[b] = tokens[b], tokens[a]
    return b"".join(tokens)


def same_names(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Several names become one, so that scopes and values meet that never should."""
    tokens = _tokens(data)
    names = [token for token in dict.fromkeys(tokens) if re.fullmatch(rb"[A-Za-z_$][\w$]*", token)]
    if not names:
        return data
    into = random.choice(names)
    gone = {random.choice(names) for _i in range(random.randrange(1, 6))}
    return b"".join(into if token in gone else token for token in tokens)


def oddities(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Characters that readers stumble over."""
    for _i in range(random.randrange(1, 8)):
        at = _place(data, random)
        piece = random.choice(_ODD_TEXTS).encode() if random.random() < 0.8 else random.choice(_ODD_BYTES)
        data = data[:at] + piece * random.choice((1, 1, 1, 30)) + data[at:]
    return data


def flip(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _i in range(random.randrange(1, 30) if data else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def nest(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """All of it, or a piece, deep within something."""
    opening, closing = random.choice(_NESTS)
    depth = random.choice((1, 3, 40, 1_000, MOST // (len(opening) + len(closing)) // 2))
    a, b = sorted((_place(data, random), _place(data, random)))
    if random.random() < 0.6:
        a, b = 0, len(data)
    opened = depth if random.random() < 0.8 else random.randrange(depth + 1)
    return data[:a] + opening * depth + data[a:b] + closing * opened + data[b:]


def hide(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Wrapped in code that makes it at run time; now and then wrongly."""
    coded = base64.b64encode(data)
    if random.random() < 0.1:
        coded = flip(coded, random, ())
    codes = b",".join(str(byte ^ 7).encode() for byte in data[:4_000])
    kinds = (
        b"eval(atob('" + coded + b"'))",
        b"Function(decodeURIComponent('" + re.sub(rb"[^\w]", lambda m: b"%%%02x" % m[0][0], data[:8_000]) + b"'))()",
        b"setTimeout(String.fromCharCode(..." + b"[" + codes + b"].map(c=>c^7)),0)",
        b"document.write('<script>'+atob('" + coded + b"')+'</'+'script>')",
        b"new Worker('data:text/javascript;base64," + coded + b"')",
        b"location='javascript:" + re.sub(rb"[^\w]", lambda m: b"%%%02x" % m[0][0], data[:8_000]) + b"'",
    )
    return random.choice(kinds)


def decoder(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """With a decoder that never ends, eats memory, or tests where it runs."""
    return random.choice(_DECODERS) + data if random.random() < 0.7 else data + random.choice(_DECODERS)


def disguise(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Not a script, or behind something that is none."""
    front = random.choice(_NOT_SCRIPTS)
    return front if random.random() < 0.2 else front + data


def recode(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """In another encoding than it says."""
    text = data.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-16-be", "utf-32", "utf-7", "cp1252", "shift_jis")), "replace")


def numbers(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Numbers become others that overflow, are negative or no numbers."""
    odd = (
        b"0",
        b"-1",
        b"1e308",
        b"4294967296",
        b"0x7fffffff",
        b"1e21",
        b".5",
        b"NaN",
        b"9007199254740993n",
        b"00",
        b"''",
    )
    return re.sub(rb"\b\d+\b", lambda m: random.choice(odd) if random.random() < 0.1 else m[0], data)


MUTATIONS: tuple[Mutation, ...] = (
    cut,
    splice,
    drop_tokens,
    double_tokens,
    swap_tokens,
    same_names,
    oddities,
    flip,
    nest,
    hide,
    decoder,
    disguise,
    recode,
    numbers,
)


def mutate(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """One to four mutations in a row."""
    for _i in range(random.randrange(1, 5)):
        data = random.choice(MUTATIONS)(data, random, others)[:MOST]
    return data


def hostile(seed: int) -> bytes:
    """The input of a seed: the same in every run."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose
    start = random.choice(samples())
    if random.random() < 0.5:  # a piece of it is read faster, and goes wrong as well
        at = _place(start, random)
        start = start[at : at + random.randrange(4_000)]
    return mutate(start, random, samples())
