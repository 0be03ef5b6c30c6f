"""Lazy string values of expressions: up to LIMIT alternatives, HOLE for what is unknown.

Works on demand (sink arguments only); reads what decoding found before it looks at the syntax.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from itertools import islice, product
from urllib.parse import unquote

from undertow.analysis.columns import Columns, F, K, unescape
from undertow.analysis.decode import HOLE, Decoded
from undertow.analysis.decode_closed import ACCESS
from undertow.analysis.scopes import CONST, LET, VAR, Scopes
from undertow.analysis.value_texts import CUTTING, cut, groups_of, replaced, search_of

LIMIT = 12
"""Alternatives kept of one expression."""
DEPTH = 40
"""Expressions followed in a row."""
MAX_STEPS = 400
"""Expressions looked at for one question. Of 67 libraries 16 have questions that go on; with 4,000 no more flows are
found that are there, and all together take a third more time, some of them four times as much."""
MAX_TOTAL = 100_000
"""Expressions looked at for all questions about one script; one of 67 libraries needs 57,000, half of them 2,000."""
FEW_STEPS = 40
"""Expressions looked at for one question after that."""
MAX_PARTS = 100
"""Operands of one concatenation that are looked at, from the left."""
MAX_LENGTH = 8_192
"""Characters of one value; longer ones count as unknown."""


class Values:
    """Answers which strings an expression of one script may evaluate to."""

    def __init__(self, c: Columns, s: Scopes, decoded: Decoded | None = None) -> None:
        self.c, self.s, self.decoded = c, s, decoded or Decoded()
        self._steps = MAX_STEPS
        self._left = MAX_TOTAL
        self._definitions: dict[int, int] = {}
        self.shortened = False
        """Did what was worked out last come to the end of the depth?"""

    @property
    def cut(self) -> bool:
        """Was there more to look at than MAX_TOTAL, so that values were left unknown?"""
        return self._left <= 0

    def strings(self, node: int, depth: int = DEPTH) -> list[str]:
        """Possible string values, most certain first; [HOLE] if nothing is known."""
        if depth == DEPTH:
            self._steps = FEW_STEPS if self.cut else MAX_STEPS
        self._steps -= 1
        self._left -= 1
        found = self._strings(node, depth) if self._steps > 0 else None
        return _few(found) if found else [HOLE]

    def _strings(self, node: int, depth: int) -> list[str] | None:
        if node < 0 or depth <= 0:
            self.shortened = self.shortened or node >= 0
            return None
        known = self.decoded.values.get(node)
        if known is not None:
            return [_text(known)]
        if node in self.decoded.alternatives:
            return list(self.decoded.alternatives[node])
        template = self.decoded.templates.get(node)
        if template is None:
            return self._evaluate(node, depth - 1)
        own = self._evaluate(node, depth - 1)  # may know what was open to the decoder
        return own if own and all(text.count(HOLE) < template.count(HOLE) for text in own) else [template]

    def _evaluate(self, node: int, d: int) -> list[str] | None:
        """Strings of an expression by its syntax."""
        kind = int(self.c.kind[node])
        if kind in _COMPOUND:
            return _COMPOUND[kind](self, node, d)
        if kind == K["string"]:
            return [self.c.symbols[self.c.sym[node]]]
        if kind == K["number"]:
            return [_number_text(self.c.text(node))]
        if kind == K["unary_expression"] and _NEGATIVE.fullmatch(text := self.c.text(node)):
            return [text]
        if kind == K["identifier"]:
            return self._strings(self.definition(node), d)
        if ACCESS[kind]:
            return self._read(node, d)
        return None

    def _read(self, access: int, d: int) -> list[str] | None:
        """Strings that `o.k`, `o[k]` or `a[i]` may be."""
        found: list[str] = []
        for key in self.keys(access, d):
            value = self.member(access, key, d)
            if value < 0 and key.isascii() and key.isdecimal() and len(key) < 9:  # "a,b".split(",")[1]
                listed = self.lists(self.c.child(access, F["object"]), d - 1) if d > 0 else []
                found += [text for items in listed if int(key) < len(items) for text in items[int(key)]]
            found += self._strings(value, d) or []
        return found or None

    def _parenthesized(self, node: int, d: int) -> list[str] | None:
        c = self.c
        while c.kind[node] == K["parenthesized_expression"] and c.last[node] > node + 1:
            node = c.children(node)[-1]
        return self._strings(node, d) if c.kind[node] != K["parenthesized_expression"] else None

    def _template(self, node: int, d: int) -> list[str] | None:
        c = self.c
        pieces: list[list[str]] = []
        at = int(c.start[node]) + 1
        for child in c.children(node):
            if c.kind[child] == K["template_substitution"]:
                inside = c.children(child)
                pieces += [[unescape(c.source[at : c.start[child]])], self.strings(inside[0], d) if inside else [HOLE]]
                at = int(c.end[child])
        return _combine([*pieces, [unescape(c.source[at : c.end[node] - 1])]])

    def _binary(self, node: int, d: int) -> list[str] | None:
        left, right, operator = self._operands(node)
        if operator in (b"||", b"??"):
            first, other = self.strings(left, d), self.strings(right, d)
            return first if other == [""] and all(text.strip(HOLE) for text in first) else first + other
        if operator == b"&&":
            return self._strings(right, d)
        if operator != b"+":
            return None
        parts = [right]  # `a + b + c + ...` is a chain to the left, as long as the script likes
        while self.c.kind[left] == K["binary_expression"] and left not in self.decoded.values:
            inner, right, operator = self._operands(left)
            if operator != b"+":
                break
            parts.append(right)
            left = inner
        parts.append(left)
        if all(self.c.kind[part] == K["number"] and self.c.text(part).isdecimal() for part in parts):
            return [str(sum(int(self.c.text(part)) for part in parts))]
        known = [self.strings(part, d) for part in parts[: -MAX_PARTS - 1 : -1]]
        numbers = sum(self.c.kind[part] == K["number"] for part in parts)
        if 0 < numbers == len(parts) - known.count([HOLE]):
            return [HOLE]  # most likely a sum
        return _combine(known if len(parts) <= MAX_PARTS else [*known, [HOLE]])

    def _operands(self, node: int) -> tuple[int, int, bytes]:
        """Left, right and operator of a binary expression."""
        c = self.c
        left, right = c.child(node, F["left"]), c.child(node, F["right"])
        return left, right, c.source[c.end[left] : c.start[right]].strip()

    def _ternary(self, node: int, d: int) -> list[str] | None:
        consequence, alternative = (self.c.child(node, F[name]) for name in ("consequence", "alternative"))
        return self.strings(consequence, d) + self.strings(alternative, d)

    def definition(self, ident: int) -> int:
        """The only value a variable ever gets, or -1."""
        b = int(self.s.binding[ident])
        if b < 0:
            return -1
        known = self._definitions.get(b)
        if known is None:
            known = self._definitions[b] = self._find_definition(b)
        return known

    def _find_definition(self, b: int) -> int:
        c, s = self.c, self.s
        if s.b_decls[b] != 1 or s.b_kind[b] not in (VAR, LET, CONST):
            return -1
        name = int(s.b_node[b])
        declarator = int(c.parent[name])
        if c.kind[declarator] != K["variable_declarator"] or c.field[name] != F["name"]:
            return -1
        value = c.child(declarator, F["value"])
        refs = s.references(b)
        written = refs[s.write[refs]]
        if value >= 0 or len(written) != 1:
            return -1 if len(written) else value
        assignment = int(c.parent[written[0]])  # `var u; u = '...'`
        return c.child(assignment, F["right"]) if c.kind[assignment] == K["assignment_expression"] else -1

    def _literal(self, node: int, kind: str, d: int) -> int:
        """The object/array literal an expression certainly denotes, or -1."""
        while node >= 0 and d > 0 and self.c.kind[node] != K[kind]:
            at = int(self.c.kind[node])
            if at == K["parenthesized_expression"] and self.c.last[node] > node + 1:
                node = self.c.children(node)[-1]
            elif at == K["identifier"]:
                node = self.definition(node)
            elif ACCESS[at]:
                self._steps -= 1  # each link of a chain may be asked for in three ways
                keys = self.keys(node, d - 1) if self._steps > 0 else []
                node = self.member(node, keys[0], d - 1) if len(keys) == 1 else -1
            elif at == K["call_expression"] and self.c.text(self.c.child(node, F["function"])) in _UNCHANGED:
                given = self.c.children(self.c.child(node, F["arguments"]))
                node = given[0] if given else -1
            else:
                return -1
            d -= 1
        if d <= 0:
            self.shortened = True
            return -1
        return node

    def keys(self, access: int, d: int) -> list[str]:
        """Names of the property that a member expression may mean."""
        c = self.c
        last = c.child(access, F["property"] if c.kind[access] == K["member_expression"] else F["index"])
        if last >= 0 and c.sym[last] >= 0 and c.kind[last] != K["identifier"]:
            return [c.symbols[c.sym[last]]]
        return self.strings(last, d) if last >= 0 else [HOLE]

    def member(self, access: int, key: str, d: int) -> int:
        """Value node of the property of a literal that the variable holds; -1 if unknown."""
        c = self.c
        target = c.child(access, F["object"])
        literal = self._literal(target, "object", d)
        for pair in reversed(c.children(literal)) if literal >= 0 else ():
            if c.kind[pair] == K["spread_element"]:
                break  # what is spread may have it, too
            name = c.child(pair, F["key"]) if c.kind[pair] == K["pair"] else -1
            if name >= 0 and c.sym[name] >= 0 and c.symbols[c.sym[name]] == key:
                return c.child(pair, F["value"])
        literal = self._literal(target, "array", d) if key.isascii() and key.isdecimal() and len(key) < 9 else -1
        items = c.children(literal) if literal >= 0 else []
        return items[int(key)] if items and int(key) < len(items) else -1

    def _call(self, node: int, d: int) -> list[str] | None:
        c = self.c
        callee, arguments = c.child(node, F["function"]), c.child(node, F["arguments"])
        if callee < 0 or arguments < 0 or c.kind[arguments] != K["arguments"]:
            return None
        args = c.children(arguments)
        if c.kind[callee] == K["identifier"] and self.s.binding[callee] < 0 and args:
            return _apply(c.text(callee), self.strings(args[0], d))
        if not ACCESS[c.kind[callee]]:
            return None
        target, method = c.child(callee, F["object"]), self.keys(callee, d)[0]
        return self._method(target, method, args, d) if target >= 0 else None

    def _method(self, target: int, method: str, args: list[int], d: int) -> list[str] | None:
        if method == "fromCharCode":
            return _from_codes([self.strings(a, d)[0] for a in args])
        if method == "concat":
            return _combine([self.strings(target, d), *[self.strings(a, d) for a in args]])
        if method == "join":
            return self._join(target, self.strings(args[0], d)[0] if args else ",", d)
        if method in _ENDS:
            return [text for items in self.lists(target, d) if items for text in items[_ENDS[method]]] or None
        if method == "at" and len(args) == 1 and _INTEGER.fullmatch(at := self.strings(args[0], d)[0]):
            listed = [items for items in self.lists(target, d) if -len(items) <= int(at) < len(items)]
            return [text for items in listed for text in items[int(at)]] or None
        if method == "repeat" and len(args) == 1 and _INTEGER.fullmatch(times := self.strings(args[0], d)[0]):
            return [text * min(max(int(times), 0), _MAX_REPEATS) for text in self.strings(target, d)]
        if method in ("atob", "decodeURIComponent", "decodeURI") and args:  # window.atob
            return _apply(method, self.strings(args[0], d))
        if method in _TEXT_METHODS:
            return [_TEXT_METHODS[method](text) for text in self.strings(target, d)]
        if method in ("replace", "replaceAll") and len(args) == 2:
            source = self.c.text(args[0]) if self.c.kind[args[0]] == K["regex"] else ""
            found = search_of(source or self.strings(args[0], d)) or groups_of(source)
            every = method == "replaceAll" or source.endswith("/g")
            known = list(product(self.strings(target, d), self.strings(args[1], d)))[:LIMIT]
            if found is None or any(by == HOLE for _, by in known):
                return None  # a text full of holes says less than where it comes from
            return [replaced(text, found, by, every=every) for text, by in known]
        if method in CUTTING and args:
            ends = [self.strings(a, d)[0] for a in args[:2]]
            return [part for text in self.strings(target, d) if (part := cut(text, method, ends)) is not None] or None
        return None

    def _join(self, target: int, separator: str, d: int) -> list[str] | None:
        found: list[str] = []
        for items in self.lists(target, d):
            joined: list[list[str]] = []
            for i, item in enumerate(items):
                joined += [[separator], item] if i else [item]
            found += _combine(joined)
        return found or None

    def lists(self, node: int, d: int) -> list[list[list[str]]]:
        """Arrays that it may be (a literal, s.split(x), xs.reverse()), each with the strings of its elements."""
        c = self.c
        literal = self._literal(node, "array", d)
        if literal >= 0:
            return [[self.strings(x, d) for x in c.children(literal)]]
        if c.kind[node] == K["identifier"] and (definition := self.definition(node)) >= 0:
            return [self._shortened(items, node) for items in self.lists(definition, d - 1)]
        self.shortened = self.shortened or d <= 0
        if d <= 0 or node < 0 or c.kind[node] != K["call_expression"] or not ACCESS[c.kind[node + 1]]:
            return []
        target, method = c.child(node + 1, F["object"]), self.keys(node + 1, d)[0]
        if method == "reverse":
            return [items[::-1] for items in self.lists(target, d - 1)]
        if method == "split":
            text, args = self.strings(target, d)[0], c.children(c.child(node, F["arguments"]))
            separator = self.strings(args[0], d)[0] if args else HOLE
            if HOLE not in text + separator:
                return [[[x] for x in (text.split(separator) if separator else text)]]
        return []

    def _shortened(self, items: list[list[str]], read: int) -> list[list[str]]:
        """The elements that are left in a variable after `x.pop()` and `x.shift()` further up."""
        c = self.c
        for ref in self.s.references(int(self.s.binding[read])).tolist():
            access = int(c.parent[ref])
            if ref >= read or not ACCESS[c.kind[access]] or c.field[ref] != F["object"]:
                continue
            if c.kind[c.parent[access]] == K["call_expression"] and c.field[access] == F["function"]:
                method = c.text(c.child(access, F["property"])) if c.child(access, F["property"]) >= 0 else ""
                items = items[:-1] if method == "pop" else items[1:] if method == "shift" else items
        return items


_COMPOUND: dict[int, Callable[[Values, int, int], list[str] | None]] = {
    K["parenthesized_expression"]: Values._parenthesized,
    K["template_string"]: Values._template,
    K["binary_expression"]: Values._binary,
    K["ternary_expression"]: Values._ternary,
    K["call_expression"]: Values._call,
}
_NEGATIVE = re.compile(r"-\d{1,6}", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,6}", re.ASCII)
_UNRESERVED = re.compile(r"[\w.!~*'()-]*", re.ASCII)
"""Texts that stay as they are in a part of an address."""
_MAX_REPEATS = 64
_UNCHANGED = ("Object.freeze", "Object.seal")
_ENDS = {"pop": -1, "shift": 0}
_TEXT_METHODS: dict[str, Callable[[str], str]] = {
    "toString": str,
    "trim": str.strip,
    "toLowerCase": str.lower,
    "toUpperCase": str.upper,
}


def _text(value: str | int | float | bool) -> str:
    """String form of a primitive, as JavaScript would have it for all but very large and very small numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return str(value)


def _number_text(source: str) -> str:
    """Decimal form of a number literal; other spellings than plain and hexadecimal stay as they are."""
    plain = source.replace("_", "")
    if plain[:2].lower() == "0x" and len(plain) < 18:
        try:
            return str(int(plain, 16))
        except ValueError:
            return plain
    return plain


def _few(found: list[str]) -> list[str]:
    """At most LIMIT different ones; of more, first those whose beginning is known and so tells where they lead."""
    texts = list(dict.fromkeys(found))
    if len(texts) > LIMIT:
        texts.sort(key=lambda text: text.startswith(HOLE) or "://" + HOLE in text)
    return texts[:LIMIT]


def _combine(parts: list[list[str]]) -> list[str]:
    """All concatenations, as far as LIMIT goes: if there are too many, each beginning with the first endings."""
    out = [""]
    for part in parts:
        pairs = product(out, part) if len(out) * len(part) <= LIMIT else ((a, b) for b in part for a in out)
        out = [a + b if len(a) + len(b) <= MAX_LENGTH else HOLE for a, b in islice(pairs, LIMIT)]
    return out


def _from_codes(codes: list[str]) -> list[str] | None:
    numbers = [int(x) if x.isascii() and x.isdecimal() and len(x) < 7 else -1 for x in codes]
    if any(n < 0 for n in numbers):
        return None
    raw = b"".join((n & 0xFFFF).to_bytes(2, "little") for n in numbers)
    return [raw.decode("utf-16-le", "replace")]


def _apply(name: str, values: list[str]) -> list[str] | None:
    """Result of a global function on strings."""
    if name == "atob":
        try:
            return [base64.b64decode(v + "==").decode("latin-1") for v in values if HOLE not in v]
        except (binascii.Error, ValueError):
            return None
    if name in ("decodeURIComponent", "decodeURI", "unescape"):
        return [unquote(v, errors="replace") for v in values]
    if name == "encodeURIComponent" and not all(map(_UNRESERVED.fullmatch, values)):
        return None
    return values if name in ("String", "encodeURI", "encodeURIComponent") else None
