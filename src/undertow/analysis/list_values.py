"""Lists made of others, and texts that a callback fills in: `parts.map(trim)`, `url.replace(re, k => v[k])`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import flow_narrowing, program_lists, program_origins, program_owners
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.program_lists import rest_place
from undertow.analysis.program_merging import asks_for_all, is_all_arguments
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import (
    BINARY,
    CALL,
    IDENT,
    INDEX,
    LEFT,
    NEW,
    NUMBER,
    OBJECT_LITERAL,
    PARAM_KIND,
    STRING,
    SUBSCRIPT,
    TEMPLATE,
)  # fmt: skip
from undertow.analysis.value_choices import Choice
from undertow.analysis.value_texts import groups_of, in_turn, replaced, search_of

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

TEXT_LIKE = frozenset({STRING, TEMPLATE, BINARY, NUMBER, CALL, IDENT, NEW})
"""Kinds of expressions that may be a text."""
_ADDRESS = re.compile(rf"(?:[a-z]+:)?//[^/{HOLE}]+/|/", re.IGNORECASE)
_MAX_ITEMS = 24
_MAX_MATCHES = 12
_MAX_TEXT = 2_000
_MAX_SITES = 4
_MAX_CALLS = 8
_MAX_HOPS = 2
_PAIR = 2
"""Parameters of a callback that puts together: what there is so far, and what comes next."""


def of(values: FlowValues, node: int, depth: int) -> list[list[list[str]]]:
    """Lists that an expression may be: the further arguments of a function, a mapped list."""
    p = values.p
    node = p.strip(node)
    if depth <= 0:
        return []
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        fn, at = program_lists.copied_arguments(p, int(p.binding[node]))
        further = _further_arguments(values, int(p.binding[node]), depth)
        return further or (_arguments_from(values, fn, at, depth) if fn >= 0 else [])
    if (fn := _slicing(p, node)) >= 0:
        return _arguments_from(values, fn, _first_taken(values, node), depth)
    method = p.method_name(node) if p.kind[node] == CALL and p.is_access(p.callee(node)) else ""
    if method == "filter":  # of texts, those that are not empty
        return [[item for item in items if item != [""]] for items in values.lists(p.base(p.callee(node)), depth - 1)]
    if method == "from" and len(p.args(node)) == 1 and p.global_name(p.base(p.callee(node))) == "Array":
        fn = int(p.this_scope[node]) if is_all_arguments(p, p.args(node)[0]) else -1
        return _arguments_from(values, fn, 0, depth) if fn >= 0 else values.lists(p.args(node)[0], depth - 1)
    if method != "map":
        return []
    functions = p.functions(p.args(node)[0]) if len(p.args(node)) == 1 else []
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    if len(returned) != 1:
        return []
    found: list[list[list[str]]] = []
    for items in values.lists(p.base(p.callee(node)), depth - 1)[:_MAX_SITES]:
        known = all(len(item) == 1 and HOLE not in item[0] for item in items) and len(items) <= _MAX_ITEMS
        if known:
            found.append([values.given(functions[0], item[:1], returned[0], depth - 2) for item in items])
    return found


def reduced(values: FlowValues, target: int, args: list[int], depth: int) -> list[str] | None:
    """What the texts of a list are put together to one by one: `parts.reduce((all, part) => all + "/" + part)`."""
    p = values.p
    functions = p.functions(args[0]) if args and depth > 0 else []
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    if len(returned) != 1 or len(p.params(functions[0])) < _PAIR:
        return None
    found: list[str] = []
    for items in values.lists(target, depth - 1)[:_MAX_SITES]:
        parts = [*(values.strings(start, depth - 1) for start in args[1:2]), *items]
        made = parts[0][:_MAX_SITES] if 0 < len(parts) <= _MAX_ITEMS else []
        for at, part in enumerate(parts[1:], len(items) - len(parts) + 1):
            given = [(one, part[0], str(at)) for one in made]
            made = [text for each in given for text in values.given(functions[0], each, returned[0], depth - 2)]
            made = list(dict.fromkeys(made))[:_MAX_SITES]
        found += made
    return found or None


def any_element(values: FlowValues, access: int, depth: int) -> list[str]:
    """Strings that `table[key]` may be for an unknown key, of a list or table of nothing but texts.

    After `if (key === "own") return …` it is not what stands under that key.
    """
    p = values.p
    found: list[str] = []
    key = p.child(access, INDEX)
    for entry in values.entries(p.base(access), depth):
        inside = program_origins.elements(p, entry)
        if p.kind[entry] == OBJECT_LITERAL and key >= 0:
            members, barred = p.members(entry), flow_narrowing.excluded(values, p.strip(key), depth)
            elsewhere = {value for text in barred for value in members.get(p.intern(text), ())}
            inside = [value for value in inside if value not in elsewhere]
        if all(p.kind[p.strip(v)] in TEXT_LIKE or p.decoded.values.get(v) is not None for v in inside):
            found += [text for v in inside for text in values.strings(v, depth - 1) if text != HOLE]
    return found


def _further_arguments(values: FlowValues, b: int, depth: int) -> list[list[list[str]]]:
    """`...parts` of a function: what the chosen call, or each of its calls, gives from there on."""
    p = values.p
    pattern, fn = p.parent[int(p.s.b_node[b])], int(p.s.b_scope[b])
    if p.s.b_kind[b] != PARAM_KIND or p.kind[pattern] != K["rest_pattern"] or not p.is_function(fn):
        return []
    at = p.params(fn).index(pattern) if pattern in p.params(fn) else len(p.params(fn))
    return _arguments_from(values, fn, at, depth)


def _arguments_from(values: FlowValues, fn: int, at: int, depth: int) -> list[list[list[str]]]:
    """What the chosen call of a function, or each of its calls, gives from an argument on."""
    p = values.p
    chosen = values.chosen(fn)
    sites = [(chosen, 0)] if chosen >= 0 else p.call_sites(fn)[:_MAX_SITES]
    return [[values.strings(a, depth - 1) for a in p.args(call)[at + shift :]] for call, shift in sites]


def _slicing(p: Program, node: int) -> int:
    """The function in which `[].slice.call(arguments, n)` stands, or -1."""
    callee, args = (p.callee(node), p.args(node)) if p.kind[node] == CALL else (-1, [])
    if not args or p.key_text(callee) != "call" or p.key_text(p.strip(p.base(callee))) != "slice":
        return -1
    own = is_all_arguments(p, args[0])
    return int(p.this_scope[node]) if own else -1


def _first_taken(values: FlowValues, node: int) -> int:
    at = values.strings(values.p.args(node)[1])[0] if len(values.p.args(node)) > 1 else "0"
    return int(at) if at.isascii() and at.isdecimal() else 0


def filled_in(values: FlowValues, target: int, args: list[int], depth: int) -> list[str] | None:
    """`text.replace(/{(\\w+)}/g, (all, key) => table[key])`, `text.replace(/%s/g, () => args[i++])`, if known."""
    p = values.p
    if len(args) != 2 or p.kind[args[0]] != K["regex"] or depth <= 0:
        return None
    functions, pattern = p.functions(args[1]), groups_of(p.c.text(args[0]))
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    if pattern is None or len(returned) != 1:
        return None
    turns = _one_after_the_other(values, returned[0], depth)
    found: list[str] = []
    for text in values.strings(target, depth - 1)[:_MAX_SITES]:
        matches = list(pattern.finditer(text[:_MAX_TEXT]))
        if not matches or len(matches) > _MAX_MATCHES or len(text) > _MAX_TEXT:
            continue
        out, at = "", 0
        for turn, match in enumerate(matches):
            groups = [match[0], *(group or "" for group in match.groups())]
            by = turns[turn : turn + 1] or values.given(functions[0], groups, returned[0], depth - 2)
            out += text[at : match.start()] + by[0]
            at = match.end()
        found.append(out + text[at:])
    return found or None


def _one_after_the_other(values: FlowValues, node: int, depth: int) -> list[str]:
    """The texts that `list[i++]` is in turn; none for another expression."""
    p = values.p
    index = p.strip(p.child(node, INDEX)) if p.kind[node] == SUBSCRIPT else -1
    if index < 0 or p.kind[index] != K["update_expression"]:
        return []
    listed = values.lists(p.base(node), depth - 1)
    return [item[0] for item in listed[0]] if len(listed) == 1 else []


def opened(values: FlowValues, target: int, args: list[int], depth: int) -> list[str] | None:
    """`"https://h/u/:id".replace(":id", id)` for an unknown id: an address keeps the rest."""
    p = values.p
    if len(args) != 2 or depth <= 0:
        return None
    source = p.c.text(args[0]) if p.kind[args[0]] == K["regex"] else ""
    pattern = search_of(source or values.strings(args[0], depth - 1))
    texts = values.strings(target, depth - 1)[:_MAX_SITES] if pattern is not None else []
    if pattern is None or not all(_ADDRESS.match(text) for text in texts):
        return None
    every = source.endswith("/g") or p.method_name(p.parent[p.parent[args[0]]]) == "replaceAll"
    return [replaced(text, pattern, HOLE, every=every) for text in texts] or None


def tag_text(values: FlowValues, node: int, depth: int) -> list[str] | None:
    """What the texts of a template are put together to, for the first parameter of its tag: `texts.reduce(…)`."""
    p = values.p
    node = p.strip(node)
    fn, index = p.parameter(node)
    if index != 0 or depth <= 0:
        return None
    chosen = values.chosen(fn)
    calls = [chosen] if chosen >= 0 else [call for call, _ in p.call_sites(fn)[:_MAX_SITES]]
    templates = [given for call in calls for given in p.args(call)[:1] if p.kind[given] == TEMPLATE]
    return [text for template in templates for text in values.strings(template, depth - 1)] or None


def applied(values: FlowValues, fn: int, index: int, depth: int, hops: int = _MAX_HOPS) -> list[str]:
    """Strings of what a function gets from `f.apply(x, arguments)`: what the function around that is given there.

    Where f is a parameter, the function around it stands for all that it was ever given: nothing is said then.
    """
    p, found = values.p, list[list[str]]()
    lists = [*_applied_to(p, fn), *_handed_with(p, fn)] if depth > 0 else ()
    for listed in lists:
        outer = int(p.this_scope[listed])
        chosen = values.chosen(outer)
        for site, shift in [(chosen, 0)] if chosen >= 0 else p.call_sites(outer)[:_MAX_CALLS]:
            given = p.args(site)
            if index + shift < len(given):
                found.append(values.strings(given[index + shift], depth - 1))
        if hops and outer != fn:
            found.append(applied(values, outer, index, depth, hops - 1))
    return in_turn(found)


def _applied_to(p: Program, fn: int) -> Iterator[int]:
    """`arguments` that a function is applied to itself."""
    for call in p.apply_sites(fn)[:_MAX_CALLS]:
        used, args = p.strip(p.base(p.callee(call))), p.args(call)
        shared = p.kind[used] == IDENT and p.binding[used] >= 0 and p.param_index(p.binding[used])[1] >= 0
        listed = defined(p, p.strip(args[1])) if len(args) > 1 and not shared else -1
        if listed >= 0 and is_all_arguments(p, listed):
            yield listed
    for call in program_owners.applications(p, fn):  # `made = help(function (url) {…})`, `made.apply(this, arguments)`
        yield from (given for given in p.args(call)[1:2] if is_all_arguments(p, given))


def _handed_with(p: Program, fn: int) -> Iterator[int]:
    """`arguments` that are handed to a helper together with a function, which it applies to them.

    So TypeScript writes `async send(url, body = {})`: `help(this, arguments, void 0, function* (url, body = {}) {…})`.
    """
    for call, at in p.callback_sites(fn)[:_MAX_CALLS]:
        args, helpers = p.args(call), p.functions(p.callee(call))
        listed = next((a for a in args if is_all_arguments(p, a)), -1)
        if listed >= 0 and len(helpers) == 1 and _applies(p, helpers[0], at, args.index(listed)):
            yield listed


def _applies(p: Program, helper: int, at: int, to: int) -> bool:
    """Does a function apply what it is given at one place to the list that it is given at another?"""
    params = p.params(helper)
    if max(at, to) >= len(params) or p.kind[params[at]] != IDENT or p.kind[params[to]] != IDENT:
        return False
    for used in p.s.references(p.binding[params[at]]).tolist():
        access = p.parent[used]
        if p.is_access(access) and p.key_text(access) == "apply" and p.is_callee(access):
            given = p.strip(p.args(p.parent[access])[1]) if len(p.args(p.parent[access])) > 1 else -1
            given = p.strip(p.child(given, LEFT)) if given >= 0 and p.kind[given] == BINARY else given
            if given >= 0 and p.kind[given] == IDENT and p.binding[given] == p.binding[params[to]]:
                return True
    return False


def handed_on(values: FlowValues, node: int, listed: int, index: int, context: dict[int, int]) -> list[str]:
    """Strings of element `index` of the list of arguments that the function around `node` hands on.

    Args:
        values: answers what strings expressions may be.
        node: the call that they are handed to.
        listed: the list: `arguments`, or the rest of the parameters.
        index: which of them.
        context: function → the call that it is entered by.
    """
    p = values.p
    fn = int(p.this_scope[node])
    if fn < 0 or p.params(fn) or not asks_for_all(p, fn):
        fn, first = rest_place(p, listed)
        index += first
    if fn < 0:
        return []
    calls = [context[fn]] if fn in context else [call for call, _ in p.call_sites(fn)[:_MAX_CALLS]]
    with values.choosing(Choice(calls={f: call for f, call in context.items() if f != fn}), anew=True):
        found = [values.strings(p.args(call)[index]) for call in calls if index < len(p.args(call))]
    return in_turn(found)
