"""Form fields by how they are written: selectors, tags in markup, templates with handlers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from undertow.analysis import catalog
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import BINARY, CALL, LEFT, RIGHT, STRING, TEMPLATE
from undertow.analysis.program_templates import SUBSTITUTION, texts_around
from undertow.model import DataType

_SELECTOR_PART = re.compile(r"""\[\s*([\w-]+)\s*[~|^$*]?=\s*["']?([^"'\]]*)["']?[^\]]*\]|([#.])([\w-]+)|([\w-]+)""")
FIELD_TAG = re.compile(r"<(input|textarea|select)\b([^>]*)")
FIELD_WORD = re.compile(r"\b(input|textarea|select)\b|:input")
"""A selector of fields."""
_ATTRIBUTE = re.compile(r"""(?<![\w.@-])[a-z]+=(?:"[^"]*"|[\w-]+)""")
_HANDLER = re.compile(r"""<(input|textarea|select)\b([^<]*?)\s(?:@|on|on:|v-on:)(\w+)=["']?$""")
_DEPTH = 12
"""From the last field of a form back to its markup: each step is one element or one call."""
_BY_SELECTOR = frozenset({"querySelector", "querySelectorAll", "find", "$", "jQuery"})
_MAX_SELECTORS = 12


@dataclass(frozen=True)
class Field:
    """A form field as the code addresses it."""

    data: DataType
    what: str
    """For readers: the selector, or the expression."""
    name: str = ""
    """The name attribute, where that of the field itself is known for certain."""


def selector_data(selector: str) -> DataType | None:
    """The kind of data of the field a CSS selector picks; None if the selector does not say."""
    last = re.split(r"[\s>+~]+(?![^\[]*\])", selector.strip())[-1] or selector
    for part in (last, selector):
        found: DataType | None = None
        marks = _SELECTOR_PART.findall(part)
        for attribute, value, _mark, ident, tag in sorted(marks, key=lambda mark: bool(mark[4])):  # a tag says least
            if attribute in ("type", "autocomplete"):
                found = next((t for token in value.split() if (t := catalog.field_type(token))), None)
            elif attribute:
                found = catalog.named(value)
            elif ident:
                found = catalog.named(ident)
            elif tag == "textarea":
                found = "message"
            if found:
                return found
    return None


def found_within(p: Program, values: FlowValues, call: int) -> Field | None:
    """jQuery: `form.find("input[name=email]")`, whatever the form is found by."""
    text = values.one(p.args(call)[0]) if len(p.args(call)) == 1 else ""
    tells = bool(text) and not catalog.not_typed(text) and "hidden" not in text
    return Field(selector_data(text) or "input", text) if tells and FIELD_WORD.search(text) else None


def as_selector(tag: str, attributes: str) -> Field:
    """The field that a tag of some markup makes."""
    told = "".join(f"[{part}]" for part in _ATTRIBUTE.findall(attributes))
    return Field(selector_data(tag + told) or "input", tag + told)


def in_template(p: Program, values: FlowValues, node: int) -> Field | None:
    """The only field of the markup that an element was made from: `child(root())`, `root = template("<form>…")`."""
    fields = markup_of(p, values, node)[1]
    return as_selector(*fields[0]) if len(fields) == 1 else None


def markup_of(p: Program, values: FlowValues, node: int) -> tuple[int, list[tuple[str, str]]]:
    """The call that makes the markup which an element was made from, and the fields in it, in order; (-1, []) if none.

    `sibling(child(root()))` with `root = template("<form><input><input type=email>…")`.
    """
    for _ in range(_DEPTH):
        node = defined(p, p.strip(node))
        if p.kind[node] != CALL:
            return -1, []
        args = p.args(node)
        fields = FIELD_TAG.findall(values.one(args[0])) if args and _is_text(p, args[0]) else []
        if fields:
            return node, fields
        node = args[0] if args else p.callee(node)
    return -1, []


def _is_text(p: Program, node: int) -> bool:
    """Is it written as a text, or a variable that holds one? Other texts are not worked out: there are too many."""
    return p.kind[defined(p, p.strip(node))] in (STRING, TEMPLATE)


def of_template_handler(p: Program, fn: int) -> Field | None:
    """The field in `html`<input type="tel" @input=${e => …}>`` whose handler the function is."""
    for use in p.value_uses(fn):
        place = p.parent[use]
        if p.kind[place] == SUBSTITUTION and p.kind[p.parent[place]] == TEMPLATE:
            before, after = texts_around(p, p.parent[place], place)
            if found := _HANDLER.search(before):
                return as_selector(found[1], f"{found[2]} {after.partition('>')[0]}")
    return None


def others(p: Program, values: FlowValues, node: int, known: Field) -> Iterator[Field]:
    """Fields of other kinds that a query finds whose selector stands in a table: `querySelector(fields[name])`."""
    kinds = {known.data}
    for origin in dict.fromkeys((p.strip(node), *p.origins(node))):
        args = p.args(origin) if p.method_name(origin) in _BY_SELECTOR else []
        if not args or not p.is_access(p.strip(args[0])):
            continue
        for text in values.strings(args[0])[:_MAX_SELECTORS]:
            data = selector_data(text)
            if data is not None and data not in kinds:
                kinds.add(data)
                yield Field(data, text)


def type_wanted(p: Program, predicate: int) -> str:
    """ "email" in `el => el.type === "email"`; empty for another test."""
    for fn in p.functions(predicate)[:1]:
        for test in map(p.strip, p.returns(fn)):
            left = p.strip(p.child(test, LEFT)) if p.kind[test] == BINARY and p.operator(test) in ("===", "==") else -1
            if left >= 0 and p.is_access(left) and p.key_text(left) == "type":
                return p.string(p.strip(p.child(test, RIGHT)))
    return ""
