"""Names under which a script keeps something: a text, a variable, or a text around what a helper is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from undertow.analysis.program import Program
from undertow.analysis.program_names import constant_text, defined
from undertow.analysis.program_syntax import BINARY, IDENT, LEFT, RIGHT, TEMPLATE
from undertow.analysis.program_templates import SUBSTITUTION, texts_around
from undertow.analysis.program_tests import COMPARING


class Name(NamedTuple):
    """A name as far as it is known; two equal ones are the same name."""

    before: str = ""
    parameter: int = -1
    """The variable whose text stands in it; -2 - key of the property; or -1."""
    after: str = ""

    @property
    def text(self) -> str:
        """The name, if it is known wholly; else empty."""
        return "" if self.is_open else self.before + self.after

    @property
    def is_open(self) -> bool:
        """Is a part of it not known?"""
        return self.parameter != -1

    def may_be(self, text: str) -> bool:
        """May it be that name, as far as it is known?"""
        if not self.is_open:
            return self.before + self.after == text
        known = len(self.before) + len(self.after)
        return len(text) >= known and text.startswith(self.before) and text.endswith(self.after)

    def with_text(self, told: str) -> str:
        """The name where the variable is that text."""
        return self.before + told + self.after


def name_of(p: Program, node: int, given: Mapping[int, int]) -> Name | None:
    """The name that an expression is; None if too little is known of it.

    Args:
        p: the script.
        node: the expression.
        given: parameter → symbol of the text that it is given.
    """
    node = p.strip(node)
    if (text := constant_text(p, node)) >= 0:
        return Name(p.text(text))
    if p.kind[node] == IDENT:
        return _of_variable(p, node, given)
    if p.is_access(node):
        return Name(parameter=-2 - p.key(node)) if p.key(node) >= 0 else None
    if p.kind[node] == BINARY and p.operator(node) == "+":
        return _joined(name_of(p, p.child(node, LEFT), given), name_of(p, p.child(node, RIGHT), given))
    if p.kind[node] == TEMPLATE:
        return _of_template(p, node, given)
    return None


def text_of(p: Program, node: int) -> int:
    """Symbol of the text that an expression certainly is, as a whole or put together of constants; else -1."""
    if (known := constant_text(p, node)) >= 0 or p.kind[node] not in (IDENT, BINARY, TEMPLATE):
        return known
    if p.kind[node] == IDENT and p.definition(node) < 0:
        return known
    name = name_of(p, node, {})
    return p.intern(name.text) if name is not None and name.text else -1


def _of_variable(p: Program, node: int, given: Mapping[int, int]) -> Name | None:
    b = int(p.binding[node])
    if b < 0:
        return None
    if b in given:
        return Name(p.text(given[b]))
    value = defined(p, node)
    if p.string_sym(value) >= 0:
        return Name(p.string(value))
    made = name_of(p, value, {}) if p.kind[value] in (BINARY, TEMPLATE) else None  # `const KEY = PREFIX + ":user"`
    return made if made is not None and not made.is_open else Name(parameter=b)


def _of_template(p: Program, node: int, given: Mapping[int, int]) -> Name | None:
    inner = [x for x in p.children(node) if p.kind[x] == SUBSTITUTION]
    if len(inner) != 1:
        return None
    before, after = texts_around(p, node, inner[0])
    return _joined(_joined(Name(before), name_of(p, inner[0] + 1, given)), Name(after))


def _joined(left: Name | None, right: Name | None) -> Name | None:
    if left is None or right is None or (left.is_open and right.is_open):
        return None
    if right.is_open:
        return Name(left.text + right.before, right.parameter, right.after)
    return Name(left.before, left.parameter, left.after + right.text)


def compared(p: Program, handler: int) -> set[str]:
    """Texts that a handler compares the `key` of its event with."""
    found = set[str]()
    for access in p.accesses("key"):
        up = p.parent[p.outermost(access)]
        if p.contains(handler, access) and p.kind[up] == BINARY and p.operator(up) in COMPARING:
            found |= {p.string(side) for side in (p.child(up, LEFT), p.child(up, RIGHT)) if p.string_sym(side) >= 0}
    return found
