"""Large and deep input: one idea each, with a fetch in it where the shape allows."""

from __future__ import annotations

from collections.abc import Callable

URL = b'fetch("https://a.example.com/x")'


def _nested(opening: bytes, inner: bytes, closing: bytes) -> Callable[[int], bytes]:
    return lambda depth: opening * depth + inner + closing * depth


DEEP: dict[str, Callable[[int], bytes]] = {
    "parentheses": _nested(b"(", URL, b")"),
    "parentheses that stay open": _nested(b"(", b"", b""),
    "arrays": _nested(b"[", URL, b"]"),
    "blocks": _nested(b"{", URL, b"}"),
    "objects": lambda n: b"x=" + _nested(b"{a:", URL, b"}")(n),
    "templates": _nested(b"`${", URL, b"}`"),
    "templates that stay open": _nested(b"`${", b"", b""),
    "arrows": _nested(b"a=>", URL, b""),
    "functions": _nested(b"function f(){", URL, b"}"),
    "functions called at once": _nested(b"(function(){", URL, b"})()"),
    "calls": _nested(b"f(", URL, b")"),
    "chained calls": lambda n: b"f" + b"()" * n,
    "members": lambda n: b"x" + b".a" * n + b"=" + URL,
    "indexes": _nested(b"x[", b"0", b"]"),
    "negations": lambda n: b"x=" + b"!" * n + URL,
    "conditions": lambda n: b"x=" + b"a?" * n + URL + b":0" * n,
    "sums": lambda n: b"fetch('https://a.example.com/'" + b"+'b'" * n + b")",
    "sums to the right": lambda n: b"fetch(" + b"'/a'+(" * n + b"1" + b")" * n + b")",
    "assignments": lambda n: b"a=" * n + URL,
    "ifs": _nested(b"if(a)", URL, b""),
    "elses": _nested(b"if(a);else ", URL, b""),
    "switches": _nested(b"switch(a){case 1:", URL, b"}"),
    "tries": _nested(b"try{", URL, b"}catch(e){}"),
    "classes": lambda n: b"x=" + _nested(b"class extends ", b"Y", b"{}")(n),
    "awaits": lambda n: b"async function f(){" + b"await " * n + URL + b"}",
    "patterns": lambda n: b"let " + _nested(b"{a:", b"b", b"}")(n) + b"=x;" + URL,
    "optional members": lambda n: b"x" + b"?.a" * n,
    "comments": lambda n: b"/*" * n,
    "carriage returns": lambda n: b"x=1\r" * n,
    "line separators": lambda n: "x=1\u2028".encode() * n,
    "quotes": lambda n: b"'\"`" * n,
    "combining characters": lambda n: ("a" + "\u0301" * n + "=1").encode(),
    "escapes": lambda n: b'x="' + b"\\x61" * n + b'"',
}
"""What it is -> the input of a depth."""

WIDE: dict[str, Callable[[int], bytes]] = {
    "numbers": lambda n: b"x=[" + b"1," * n + b"];" + URL,
    "strings": lambda n: b"x=[" + b",".join(b"'s%d'" % i for i in range(n)) + b"];" + URL,
    "string table with a decoder": lambda n: (
        b"var q=["
        + b",".join(b"'https://a.example.com/%d'" % i for i in range(n))
        + b"];function g(i){return q[i-3]};fetch(g(5))"
    ),
    "statements": lambda n: b";" * n + URL,
    "one string": lambda n: b"x='" + b"a" * n + b"';" + URL,
    "one number": lambda n: b"x=" + b"1" * n + b";" + URL,
}
"""What it is -> the input with so many elements."""

NOT_CODE: dict[str, bytes] = {
    "wasm": b"\0asm\x01\0\0\0" + bytes(range(256)) * 20,
    "page": b"<!doctype html><html><body onload='f()'><p>hi</p>" * 100,
    "zip": b"PK\x03\x04" + bytes(range(256)) * 20,
    "utf-16": URL.decode().encode("utf-16") * 20,
    "null bytes": b"\0" * 1_000,
    "lone surrogates": b"x='\xed\xa0\x80\xed\xb0\x80';" * 50,
    "overlong": b"x='\xc0\x80\xf8\x88\x80\x80\x80';" * 50,
}
