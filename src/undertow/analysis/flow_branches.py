"""Which branch is taken, and which value returned, where tests are known: a region or mode chosen in the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from undertow.analysis import flow_counts
from undertow.analysis.addresses import SELF
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.program_dead import leaves
from undertow.analysis.program_names import is_new, is_this
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARRAY,
    BINARY,
    CALL,
    CONDITION,
    CONSEQUENCE,
    FIRST_INDEX,
    IDENT,
    LEFT,
    NUMBER,
    RIGHT,
    STRING,
    TEMPLATE,
    TERNARY,
    UNARY,
    VALUE,
)  # fmt: skip
from undertow.analysis.program_templates import texts_around
from undertow.analysis.program_tests import COMPARING, sole_return, tests_around
from undertow.analysis.value_choices import Choice
from undertow.analysis.value_texts import IN_TEXT, matches

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_IF = K["if_statement"]
_CASE, _DEFAULT = K["switch_case"], K["switch_default"]
_MAX_SITES = 4
_CALLERS_DEPTH = 10
"""What a step to the callers of a function counts for, of the depth."""
_NEVER_EMPTY = frozenset({"href", "origin", "protocol", "host", "hostname"})
"""Parts of an address that are texts of some length."""
_TRUE_OR_NOT = (K["true"], K["false"], K["null"], K["undefined"])


def taken(values: FlowValues, node: int, depth: int) -> int:
    """The branch of `a === b ? x : y` or `[a, b].includes(c) ? x : y` that is taken for known texts, or -1."""
    p = values.p
    test = p.strip(p.child(node, CONDITION))
    same = True
    if (counted := _counted(values, test)) is not None:
        return p.child(node, CONSEQUENCE if counted else ALTERNATIVE)
    if p.kind[test] == BINARY and (operator := p.operator(test)) in COMPARING:
        sides = [p.child(test, LEFT)], p.child(test, RIGHT)
        same = operator[0] == "="
    elif p.kind[test] == CALL and p.method_name(test) == "includes" and len(p.args(test)) == 1:
        array = p.strip(p.base(p.callee(test))) if p.is_access(p.callee(test)) else -1
        if array < 0 or p.kind[array] != ARRAY:
            return -1
        sides = p.children(array), p.args(test)[0]
    else:
        known = truth(values, test, depth)
        return -1 if known is None else p.child(node, CONSEQUENCE if known else ALTERNATIVE)
    listed, asked = [_known(values, one, depth) for one in sides[0]], _known(values, sides[1], depth)
    if asked is None or None in listed:
        return -1
    return p.child(node, CONSEQUENCE if (asked in listed) == same else ALTERNATIVE)


def truth(values: FlowValues, node: int, depth: int) -> bool | None:
    """Does a test hold that is a constant of the code, or an argument of the chosen call? None: not known."""
    p = values.p
    node = p.strip(node)
    if depth <= 0 or node < 0:
        return None
    if p.kind[node] == UNARY and p.prefix(node) == "!":
        inner = truth(values, p.children(node)[-1], depth - 1)
        return None if inner is None else not inner
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        given = values.argument(int(p.binding[node]))
        return truth(values, given if given >= 0 else values.definition(node), depth - 1)
    if (counted := _counted(values, node)) is not None:
        return counted
    if p.is_access(node):
        return _truth_of_property(values, node, depth)
    if p.kind[node] == CALL:
        return _truth_of_call(values, node, depth)
    if p.kind[node] in _TRUE_OR_NOT:
        return bool(p.kind[node] == K["true"])
    if p.kind[node] in (STRING, NUMBER):
        return p.c.text(node).strip("'\"") not in ("", "0")
    if p.kind[node] == BINARY and (operator := p.operator(node)) in COMPARING:
        sides = [_known(values, p.child(node, side), depth) for side in (LEFT, RIGHT)]
        return None if None in sides else (sides[0] == sides[1]) == (operator[0] == "=")
    return _truth_of_both(values, node, depth) if p.kind[node] == BINARY and operator in ("||", "&&") else None


def _counted(values: FlowValues, test: int) -> bool | None:
    """Does a test of how many arguments a function is given hold in the chosen call?"""
    return flow_counts.holds(values.p, test, lambda fn: flow_counts.given(values.p, fn, values.chosen(fn)))


def _truth_of_both(values: FlowValues, node: int, depth: int) -> bool | None:
    """The same of `a || b`, which is something if b is, and of `a && b`, which is nothing if b is."""
    deciding = values.p.operator(node) == "||"
    right = truth(values, values.p.child(node, RIGHT), depth - 1)
    if right is deciding:
        return deciding
    left = truth(values, values.p.child(node, LEFT), depth - 1)
    return deciding if left is deciding else None if None in (left, right) else not deciding


def _truth_of_call(values: FlowValues, call: int, depth: int) -> bool | None:
    """The same of `/^https?:/.test(text)`, `text.startsWith("/")`, and a function that only returns such a test."""
    p = values.p
    callee, args = p.callee(call), p.args(call)
    method = p.key_text(callee)
    if len(args) == 1 and method == "test" and p.kind[p.strip(p.base(callee))] == K["regex"]:
        text = _known(values, args[0], depth)
        return None if text is None else matches(p.c.text(p.strip(p.base(callee))), text)
    if len(args) == 1 and method in IN_TEXT:
        whole, part = _known(values, p.base(callee), depth), _known(values, args[0], depth)
        return None if whole is None or part is None else IN_TEXT[method](whole, part)
    functions = p.functions(callee)
    returned = sole_return(p, functions[0]) if len(functions) == 1 else -1
    if returned < 0 or values.chosen(functions[0]) >= 0:
        return None
    with values.choosing(Choice(calls={functions[0]: call})):
        return truth(values, returned, depth - 1)


def _truth_of_property(values: FlowValues, access: int, depth: int) -> bool | None:
    """The same of an option that the chosen call gives, or leaves out."""
    held = values.held(access, depth)
    if held is None:
        return True if is_sole_text(values, access, depth) else None
    if len(held.values) > 1 or (held.values and not held.sure):
        return None
    if not held.values:
        return False if _is_given(values, access) else None
    value, choice = held.values[0]
    with values.choosing(choice):
        return truth(values, value, depth - 1)


def _is_given(values: FlowValues, access: int) -> bool:
    """Is it a property of what the chosen call gives, so that all of the object is known?"""
    p = values.p
    base = p.strip(p.base(access))
    fn, index = p.parameter(base)
    return index >= 0 and values.chosen(fn) >= 0


def only_operand(values: FlowValues, node: int, depth: int) -> int:
    """The operand of `a || b`, or branch of `c ? a : b`, that is certainly the value; -1 if either may be."""
    p = values.p
    if p.kind[node] == TERNARY:
        return taken(values, node, depth)
    if p.kind[node] == BINARY and p.operator(node) in ("||", "??"):
        left, right = p.child(node, LEFT), p.child(node, RIGHT)
        return left if is_sole_text(values, left, depth) else right if _is_left_out(values, left, depth) else -1
    return -1


def _is_left_out(values: FlowValues, node: int, depth: int) -> bool:
    """Is it an option that the chosen call does not give?"""
    node = values.p.strip(node)
    if not values.p.is_access(node) or not _is_given(values, node):
        return False
    held = values.held(node, depth)
    return held is not None and not held.values


def is_sole_text(values: FlowValues, node: int, depth: int) -> bool:
    """Is it certainly a text that is not empty: a constant, or a property of a table that nothing else is stored in?"""
    p = values.p
    node = p.strip(node)
    if p.kind[node] == IDENT and values.definition(node) >= 0:
        node = p.strip(values.definition(node))
    of_object = p.is_access(node) and (_is_given(values, node) or is_this(p, p.base(node)))
    if of_object and (held := values.held(node, depth)) is not None:
        if len(held.values) != 1 or not held.sure:
            return False
        value, choice = held.values[0]
        with values.choosing(choice):
            return is_sole_text(values, value, depth - 1)
    if p.is_access(node):
        if p.key_text(node) in _NEVER_EMPTY and all(is_new(p, o, "URL") for o in p.origins(p.base(node))):
            return True
        keys = values.keys(node, depth - 1)
        value = values.member(node, keys[0], depth - 1) if len(keys) == 1 else -1
        tables = p.origins(p.base(node))
        key = p.ids.get(keys[0], -1) if keys else -1
        if value < 0 and any(map(p.modules.is_exports, tables)):
            return _is_exported_text(p, tables, key)
        sole = value >= 0 and len(tables) == 1 and p.property_of(tables[0], key) == [value]
        node = value if sole else -1
    return node >= 0 and _is_filled(p, node)


def _is_filled(p: Program, node: int) -> bool:
    """Is it a text of which at least a part stands in the code: `"api." + region`, `"api.".concat(region)`?"""
    node = p.strip(node)
    if p.kind[node] == CALL and p.method_name(node) == "concat":
        node = p.strip(p.base(p.callee(node)))
    while p.kind[node] == BINARY and p.operator(node) == "+":
        if _is_filled(p, p.child(node, RIGHT)):
            return True
        node = p.strip(p.child(node, LEFT))
    if p.kind[node] == TEMPLATE:
        return any(texts_around(p, node, node))
    return p.kind[node] == STRING and bool(p.text(p.sym[node]))


def _is_exported_text(p: Program, exports: Sequence[int], key: int) -> bool:
    """Is it a text that a module exports under a name, and that it gives nothing else to?"""
    held = {value for table in exports for value in p.property_of(table, key)} if key >= 0 else set()
    texts = [value for value in held if p.kind[value] == STRING and p.text(p.sym[value])]
    return len(held) == len(texts) == 1 and not any(p.put.of(table) for table in exports)


def is_reached(values: FlowValues, returned: int, depth: int) -> bool:
    """May a function return that value where it is entered by the chosen call, as far as its tests are known?"""
    if any(truth(values, test, depth) is (not holds) for test, holds in tests_around(values.p, returned)):
        return False
    child, up = returned, values.p.parent[returned]
    while up >= 0 and not values.p.is_function(child):
        if values.p.kind[up] in (_CASE, _DEFAULT) and not _is_case(values, up, depth):
            return False
        child, up = up, values.p.parent[up]
    return True


def _is_case(values: FlowValues, case: int, depth: int) -> bool:
    """May a switch come to the case?"""
    p = values.p
    body = p.parent[case]
    asked = _known(values, p.child(p.parent[body], VALUE), depth)
    if asked is None:
        return True
    cases = [x for x in p.children(body) if p.kind[x] == _CASE]
    texts = {x: _known(values, p.child(x, VALUE), depth) for x in cases}
    if None in texts.values() or asked not in texts.values():
        return p.kind[case] == _DEFAULT or None in texts.values()
    first = next(x for x in cases if texts[x] == asked)
    falls = [x for x in p.children(body) if first <= x <= case]
    return case >= first and not any(leaves(p, inner) for x in falls[:-1] for inner in p.children(x))


def _known(values: FlowValues, node: int, depth: int) -> str | None:
    """The only text that the expression may be, if that is certain."""
    p = values.p
    node = p.strip(node)
    if depth <= 0 or p.kind[node] in (NUMBER, K["null"], K["undefined"]):
        return None
    if node not in p.decoded.values:
        if p.kind[node] == IDENT and (given := _given(values, node)):
            told = {_known(values, value, depth - (_CALLERS_DEPTH if len(given) > 1 else 1)) for value in given}
            return told.pop() if len(told) == 1 else None
        if p.kind[node] == TERNARY or (p.kind[node] == BINARY and p.operator(node) in ("||", "??")):
            only = only_operand(values, node, depth)
            return _known(values, only, depth - 1) if only >= 0 else None
    if p.is_access(node) and p.key(node) <= FIRST_INDEX and (text := _known(values, p.base(node), depth - 1)):
        return text[FIRST_INDEX - p.key(node) :][:1] or None  # `text[0]`
    texts = values.strings(node, depth - 1)
    return texts[0] if len(texts) == 1 and HOLE not in texts[0] and SELF not in texts[0] else None


def _given(values: FlowValues, name: int) -> list[int]:
    """What a variable is defined by, or a parameter given by the chosen call, else by all calls; empty if not known."""
    p, b = values.p, int(values.p.binding[name])
    if b < 0:
        return []
    if (given := values.argument(b)) >= 0:
        return [given]
    fn, index = p.param_index(b)
    if index < 0:
        return [value] if (value := p.definition(name)) >= 0 else []
    sites = [p.args(call)[index + shift : index + shift + 1] for call, shift in p.giving_sites(fn)[:_MAX_SITES]]
    return [value for values_given in sites for value in values_given] if values.chosen(fn) < 0 else []


def tested(p: Program) -> Iterator[tuple[int, int]]:
    """(binding, key) of the parameters a property of which a test compares with constants; -1: they themselves."""
    subjects = [p.child(node, VALUE) for node in p.c.where("switch_statement").tolist()]
    for test in p.c.where("binary_expression").tolist():
        if p.operator(test) in ("===", "==") and p.field[p.outermost(test)] == CONDITION:
            subjects += [p.child(test, LEFT)] if p.string_sym(p.child(test, RIGHT)) >= 0 else []
    for subject in subjects:
        node = p.strip(subject)
        key = p.key(node) if p.is_access(node) else -1
        name = p.strip(p.base(node)) if key >= 0 else node
        is_parameter = p.kind[name] == IDENT and p.binding[name] >= 0 and p.param_index(p.binding[name])[1] >= 0
        if is_parameter and not p.writes(p.binding[name]) and not any(_stores(p, x, name) for x in p.stores_sym(key)):
            yield int(p.binding[name]), key


def _stores(p: Program, access: int, name: int) -> bool:
    base = p.strip(p.base(access))
    return bool(p.kind[base] == IDENT and p.binding[base] == p.binding[name])


def excludes(p: Program, node: int, given: Mapping[int, int]) -> bool:
    """Can control not come to a node where parameters around it have these texts: `reduce(state, {type: "visit"})`?

    Args:
        p: the script.
        node: a node.
        given: binding → symbol of its text; -1 - binding → that of the property that is tested; number of bindings +
            function → how many arguments it is given.
    """
    child, up = node, p.parent[node]
    while up >= 0 and not p.is_function(child):
        kind, field = p.kind[up], p.field[child]
        if kind in (_CASE, _DEFAULT) and field != VALUE:
            if _is_other_case(p, up, _told(p, p.child(p.parent[p.parent[up]], VALUE), given)):
                return True
        elif kind in (_IF, TERNARY) and field in (CONSEQUENCE, ALTERNATIVE):
            test = p.strip(p.child(up, CONDITION))
            holds = _is_same(p, test, given)
            if holds is None:
                holds = flow_counts.holds(p, test, lambda fn: given.get(p.nb + fn))
            if holds is not None and holds != (field == CONSEQUENCE):
                return True
        child, up = up, p.parent[up]
    return False


def _told(p: Program, subject: int, given: Mapping[int, int]) -> int:
    """Symbol of the text of a parameter or of a property of it; -1 if it is not known."""
    node = p.strip(subject)
    name = p.strip(p.base(node)) if p.is_access(node) else node
    b = int(p.binding[name]) if p.kind[name] == IDENT else -1
    return -1 if b < 0 else given.get(b if name == node else -1 - b, -1)


def _is_other_case(p: Program, case: int, told: int) -> bool:
    """Does a switch over a known text go to another case, and not fall through to this one?"""
    cases = p.children(p.parent[case])
    texts = [p.string_sym(p.child(x, VALUE)) if p.kind[x] == _CASE else -1 for x in cases]
    if told < 0 or any(text < 0 for x, text in zip(cases, texts, strict=True) if p.kind[x] == _CASE):
        return False
    if told not in texts:
        return p.kind[case] != _DEFAULT
    first, here = texts.index(told), cases.index(case)
    return here < first or any(leaves(p, inner) for x in cases[first:here] for inner in p.children(x))


def _is_same(p: Program, test: int, given: Mapping[int, int]) -> bool | None:
    """Does `type === "visit"` hold for what is given; None if that is not known."""
    if p.kind[test] != BINARY or (operator := p.operator(test)) not in COMPARING:
        return None
    left, right = p.child(test, LEFT), p.child(test, RIGHT)
    if p.string_sym(left) >= 0:
        left, right = right, left
    told, asked = _told(p, left, given), p.string_sym(right)
    return None if min(told, asked) < 0 else (told == asked) == (operator[0] == "=")
