"""A script with recorders written into it: every expression whose value may be a string, every function, every loop.

Text is only inserted at the first and after the last byte of nodes, so that the rest of the script stays as delivered
and nodes keep their numbers. An expression is left alone where a value cannot stand in its place: as callee (`this`
would be lost), target of an assignment, operand of `delete`, part of an optional chain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from undertow.analysis.columns import I32, Columns, F, K, Mask, kind_mask
from undertow.analysis.scopes import FUNCTIONS

_VALUES = kind_mask([
    "call_expression", "subscript_expression", "member_expression", "binary_expression", "template_string",
    "ternary_expression",
])  # fmt: skip
_ACCESS = kind_mask(["member_expression", "subscript_expression"])
_CHAIN = kind_mask(["member_expression", "subscript_expression", "call_expression"])
_NO_VALUE_UNDER = kind_mask([
    "update_expression", "array_pattern", "object_pattern", "pair_pattern", "rest_pattern", "expression_statement",
])  # fmt: skip
_TARGET_UNDER = kind_mask([
    "assignment_expression", "augmented_assignment_expression", "for_in_statement", "assignment_pattern",
    "object_assignment_pattern",
])  # fmt: skip
_SUMS = kind_mask(["binary_expression", "parenthesized_expression"])
_ON_NUMBERS = frozenset({b"-", b"*", b"/", b"%", b"**", b"&", b"|", b"^", b"<<", b">>", b">>>"})
_LOOPS = kind_mask(["while_statement", "do_statement", "for_statement", "for_in_statement"])
_FUNCTION_VALUES = kind_mask(["function_expression", "arrow_function", "generator_function"])
_DECLARED = kind_mask(["function_declaration", "generator_function_declaration"])

CLOSE, _LEAVE, _ENTER, OPEN = range(4)
"""What comes first among texts that are inserted at one place."""
OTHER, _VALUE, _CONDITION, _CALL = range(4)
_Place = tuple[int, int, int]
Insert = tuple[int, int, int, bytes, int, int]
"""Place, rank and order at the same place, text, what it is for (see above), and the node."""


@dataclass(frozen=True)
class Recorded:
    """Which recorders a run has."""

    without_values: frozenset[int] = frozenset()
    without_conditions: frozenset[int] = frozenset()
    without_calls: frozenset[int] = frozenset()
    """Functions of whose calls `this` and the arguments are not kept."""
    only_values: frozenset[int] | None = None
    """If given, no others are recorded."""

    def has(self, what: I32, node: I32, size: int) -> Mask:
        """Which recorders are written into the script?"""
        without = self._marked(self.without_values, size)[node]
        if self.only_values is not None:
            without = ~self._marked(self.only_values, size)[node]
        without[what != _VALUE] = False
        without |= (what == _CONDITION) & self._marked(self.without_conditions, size)[node]
        return ~without

    @staticmethod
    def _marked(nodes: frozenset[int], size: int) -> Mask:
        mask = np.zeros(size, np.bool_)
        mask[list(nodes)] = True
        return mask


class Recorders:
    """Everything that can be recorded of one script."""

    def __init__(self, c: Columns, prefix: str) -> None:
        p = prefix.encode()
        self._source = c.source
        self._prefix = p
        inserts: list[Insert] = []
        for node in np.flatnonzero(_recordable(c)).tolist():
            inserts += _around(c, node, b" %sv(%d," % (p, node), _VALUE)
        for node in np.flatnonzero(_FUNCTION_VALUES[c.kind]).tolist():
            if c.field[node] not in (F["function"], F["constructor"], F["object"]):
                inserts += _around(c, node, b" %sf(%d," % (p, node), OTHER)
        inserts += _conditions(c, p)
        machines = _machines(c)
        around = frozenset(machine.around for machine in machines)
        inserts += [insert for machine in machines for insert in _states(c, p, machine)]
        inserts += _classes(c, p)
        inserts += entries(c, p, around)
        inserts += bare_bodies(c, p, around)
        inserts.sort()
        self._size = len(c)
        self._places = [place for place, *_ in inserts]
        self._texts = [text for _, _, _, text, _, _ in inserts]
        self._whats = np.array([what for *_, what, _ in inserts], np.int32)
        self._nodes = np.array([node for *_, node in inserts], np.int32)
        self._calls = [(i, node) for i, (*_, what, node) in enumerate(inserts) if what == _CALL]

    def script(self, recorded: Recorded) -> str:
        """The script with calls of `<prefix>v(node, value)` and the like inserted (see harvest_stubs.js)."""
        pieces: list[bytes] = []
        at = 0
        short = {i for i, node in self._calls if node in recorded.without_calls}
        for i in np.flatnonzero(recorded.has(self._whats, self._nodes, self._size)).tolist():
            text, place = self._texts[i], self._places[i]
            if i in short:
                text = b" %se(%d,0);" % (self._prefix, self._nodes[i])
            pieces += (self._source[at:place], text)
            at = place
        pieces.append(self._source[at:])
        return b"".join(pieces).decode("utf-8", "replace")


def _around(c: Columns, node: int, opening: bytes, what: int) -> list[Insert]:
    return [
        (int(c.start[node]), OPEN, node * 2, opening, what, node),
        (int(c.end[node]), CLOSE, -node * 2, b")", what, node),
    ]


def _recordable(c: Columns) -> Mask:
    """Expressions that may be put into a call without changing what the script does."""
    up = c.parent
    kind, role, above = c.kind, c.field, c.kind[up]
    mask: Mask = _VALUES[kind] & (up >= 0)
    mask |= (kind == K["identifier"]) & (above == K["arguments"])
    callee = (above == K["call_expression"]) & (role == F["function"])
    mask &= ~(callee & _ACCESS[kind]) & ~(above == K["decorator"])
    mask &= ~_NO_VALUE_UNDER[above] & ~(_TARGET_UNDER[above] & (role == F["left"]))
    mask &= ~((kind == K["template_string"]) & (role == F["arguments"]))  # of a tag
    mask[_constructor_spines(c)] = False
    mask[_chained(c)] = False
    for node in np.flatnonzero(mask & (above == K["unary_expression"])).tolist():
        mask[node] = not c.source.startswith(b"delete", int(c.start[up[node]]))
    mask &= ~_numeric(c)
    for name in ("super", "import"):
        inside = c.where(name) if name in K else np.empty(0, np.intp)
        mask[up[inside[role[inside] == F["function"]]]] = False
    return mask


def _numeric(c: Columns) -> Mask:
    """Expressions that are numbers or truth values by their operators, or of whose value the operator takes a number.

    Decoders consist of them: recorders there are asked most of all, and learn nothing.
    """
    binary = np.flatnonzero(c.kind == K["binary_expression"])
    left = binary + 1
    right = c.last[left]
    operators = [c.source[a:b].strip() for a, b in zip(c.end[left].tolist(), c.start[right].tolist(), strict=True)]
    takes = np.array([operator in _ON_NUMBERS for operator in operators], np.bool_)
    adds = np.array([operator == b"+" for operator in operators], np.bool_)
    whole = np.zeros(len(c), np.bool_)  # what is a number by how it is written
    whole[binary[takes]] = True
    whole |= (c.kind == K["number"]) | (c.kind == K["update_expression"])
    unary = np.flatnonzero(c.kind == K["unary_expression"])
    signed = [c.source[at : at + 1] in (b"-", b"+", b"~") for at in c.start[unary].tolist()]
    whole[unary] = signed
    for node in np.flatnonzero(_SUMS[c.kind])[::-1].tolist():  # inner ones first
        if c.kind[node] == K["parenthesized_expression"]:
            whole[node] = c.last[node + 1] == c.last[node] and whole[node + 1]
        elif not whole[node]:
            whole[node] = whole[node + 1] and whole[c.last[node + 1]]
    used = np.zeros(len(c), np.bool_)  # what is used as a number
    used[left[takes]] = True
    used[right[takes]] = True
    used[unary[np.array(signed, np.bool_)] + 1] = True
    for node in np.flatnonzero(c.kind == K["parenthesized_expression"]).tolist():  # outer ones first
        used[node + 1] |= used[node] and c.last[node + 1] == c.last[node]
    whole[binary[~adds]] = True
    return whole | used


def _constructor_spines(c: Columns) -> list[int]:
    """`a.b.c` of `new a.b.c()`: a call in it would be what is constructed."""
    found: list[int] = []
    for constructor in np.flatnonzero(c.field == F["constructor"]).tolist():
        node = constructor
        while node >= 0 and _CHAIN[c.kind[node]]:
            found.append(node)
            node = max(c.child(node, F["object"]), c.child(node, F["function"]))
    return found


def _chained(c: Columns) -> list[int]:
    """All but the outermost links of optional chains: the rest of the chain is skipped together."""
    found: set[int] = set()
    for mark in c.where("optional_chain").tolist():
        node = int(c.parent[mark])
        while c.field[node] in (F["object"], F["function"]) and _CHAIN[c.kind[c.parent[node]]]:
            found.add(node)
            node = int(c.parent[node])
    return sorted(found)


def entries(c: Columns, p: bytes, around: frozenset[int]) -> list[Insert]:
    """Statements at the start of blocks: this function was entered, this loop goes on, these functions exist."""
    texts: dict[int, list[tuple[bytes, int, int]]] = {}
    for body in c.where("statement_block").tolist():
        above = int(c.parent[body])
        if FUNCTIONS[c.kind[above]]:
            texts[body] = [(b" %se(%d,%s);" % (p, above, _call_of(c, above)), _CALL, above)]
        elif _LOOPS[c.kind[above]]:
            texts[body] = [(_turn(p, above, around) + b";", OTHER, above)]
    for node in np.flatnonzero(_DECLARED[c.kind]).tolist():
        block, name = int(c.parent[node]), c.child(node, F["name"])
        if c.kind[block] in (K["statement_block"], K["program"]) and name >= 0:
            known = c.source[c.start[name] : c.end[name]]
            texts.setdefault(block, []).append((b" %sf(%d,%s);" % (p, node, known), OTHER, node))
    found: list[Insert] = []
    for block, listed in texts.items():
        at, follows = _after_directives(c, block)
        if follows:
            found.append((at, _ENTER, -1, b"\n;", OTHER, block))
        found += [(at, _ENTER, i, *each) for i, each in enumerate(listed)]
    return found


def bare_bodies(c: Columns, p: bytes, around: frozenset[int]) -> list[Insert]:
    """Loops and functions without braces: their turns and calls are counted too."""
    found: list[Insert] = []
    for node in np.flatnonzero(_LOOPS[c.kind]).tolist():
        body = c.child(node, F["body"])
        if body >= 0 and c.kind[body] != K["statement_block"]:
            found += [(int(c.start[body]), _ENTER, body, b"{" + _turn(p, node, around) + b";", OTHER, node),
                      (int(c.end[body]), _LEAVE, -body, b"}", OTHER, node)]  # fmt: skip
    for node in c.where("arrow_function").tolist():
        body = c.child(node, F["body"])
        if body >= 0 and c.kind[body] != K["statement_block"]:
            found += [(int(c.start[body]), OPEN, body * 2 - 1, b"( %st()," % p, OTHER, node),
                      (int(c.end[body]), CLOSE, 1 - body * 2, b")", OTHER, node)]  # fmt: skip
    return found


def _call_of(c: Columns, function: int) -> bytes:
    """What the recorder is told of a call: `this`, arguments, and the name of a method."""
    if c.kind[function] == K["arrow_function"]:
        return b"0"  # both would be those of the function around it
    name = c.child(function, F["name"])
    if c.kind[function] != K["method_definition"]:
        return b"this,arguments"
    word = c.source[c.start[name] : c.end[name]]
    if word == b"constructor":
        return b"0"  # `this` does not exist before `super()`
    return b'this,arguments,"%s"' % word if c.kind[name] == K["property_identifier"] else b"this,arguments"


def _conditions(c: Columns, p: bytes) -> list[Insert]:
    """Conditions of `if`, `?:`, `&&` and `||`, so that the other side can be tried too."""
    inserts: list[Insert] = []
    around = c.nearest(FUNCTIONS[c.kind])

    def put(node: int, first: _Place, opening: bytes, final: _Place, closing: bytes) -> None:
        inserts.append((*first, opening, _CONDITION, node))
        inserts.append((*final, closing, _CONDITION, node))

    for node in c.where("if_statement", "ternary_expression").tolist():
        inner = c.child(node, F["condition"])
        if inner < 0:
            continue
        opening = b" %sb(%d,%d,0," % (p, node, around[node])
        start, end = int(c.start[inner]), int(c.end[inner])
        if c.kind[node] == K["if_statement"]:  # inside of its parentheses
            many = int(c.kind[inner + 1] == K["sequence_expression"])
            first, final = (start + 1, _ENTER, node), (end - 1, _LEAVE, -node)
            put(node, first, opening + b"(" * many, final, b")" + b")" * many)
        else:
            put(node, (start, OPEN, inner * 2 - 1), opening, (end, CLOSE, 1 - inner * 2), b")")
    for node in c.where("binary_expression").tolist():
        left = node + 1
        kind = {b"&&": 1, b"||": 2}.get(c.source[c.end[left] : c.start[c.last[left]]].strip(), 0)
        if kind:
            opening = b" %sb(%d,%d,%d," % (p, node, around[node], kind)
            first, final = (int(c.start[left]), OPEN, left * 2 - 1), (int(c.end[left]), CLOSE, 1 - left * 2)
            put(node, first, opening, final, b")")
    return inserts


@dataclass(frozen=True)
class _Machine:
    """A `switch` within a loop: what it switches on is the state of a flattened function."""

    switch: int
    value: int
    """What stands in its parentheses, with them."""
    owner: int
    """The function around; 0 if there is none."""
    around: int
    """The next loop outside of that one, in the same function; 0 if there is none."""


def _machines(c: Columns) -> list[_Machine]:
    switches = c.where("switch_statement")
    if not len(switches):
        return []
    loops, functions = c.nearest(_LOOPS[c.kind]), c.nearest(FUNCTIONS[c.kind])
    found: list[_Machine] = []
    for node in switches.tolist():
        loop, owner, value = int(loops[node]), int(functions[node]), c.child(node, F["value"])
        if value >= 0 and loop > owner:
            outer = int(loops[loop])
            found.append(_Machine(node, value, max(owner, 0), outer if outer > owner else 0))
    return found


def _states(c: Columns, p: bytes, machine: _Machine) -> list[Insert]:
    """The state that a machine comes to, within its parentheses."""
    node, value = machine.switch, machine.value
    many = int(c.kind[value + 1] == K["sequence_expression"])
    opening = b" %ss(%d,%d,%d," % (p, node, machine.owner, machine.around)
    return [
        (int(c.start[value]) + 1, _ENTER, node, opening + b"(" * many, OTHER, node),
        (int(c.end[value]) - 1, _LEAVE, -node, b")" + b")" * many, OTHER, node),
    ]


def _turn(p: bytes, loop: int, around: frozenset[int]) -> bytes:
    """One more turn of a loop; of one around a machine, which one, which takes longer to tell."""
    return b" %sl(%d)" % (p, loop) if loop in around else b" %st()" % p


def _classes(c: Columns, p: bytes) -> list[Insert]:
    inserts: list[Insert] = []
    for node in c.where("class_declaration").tolist():
        name = c.child(node, F["name"])
        if name >= 0 and c.kind[c.parent[node]] in (K["statement_block"], K["program"]):
            text = b"\n;%sk(%s);" % (p, c.source[c.start[name] : c.end[name]])
            inserts.append((int(c.end[node]), _LEAVE, -node, text, OTHER, node))
    for node in c.where("class").tolist():
        inserts += _around(c, node, b" %sk(" % p, OTHER)
    return inserts


def _after_directives(c: Columns, block: int) -> tuple[int, bool]:
    """Where a statement may be inserted at the start of a block, and whether it follows a directive."""
    first = at = int(c.start[block]) + (c.kind[block] == K["statement_block"])
    for child in c.children(block):
        is_word = c.kind[child] == K["expression_statement"] and c.kind[child + 1] == K["string"]
        if not (is_word and c.last[child] == child + 2) and c.kind[child] != K["hash_bang_line"]:
            break
        at = int(c.end[child])
    return at, at > first
