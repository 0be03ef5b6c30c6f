"""Conditions as terms: expressions with variables replaced by their definitions and predicates by their bodies.

`isCN(p)` becomes `p.startsWith("+86")`, and `p` the expression the caller gave. Terms are small trees of our own: they
are matched by structure and printed again (`flow_term`), so that no text of the page is parsed twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from undertow.analysis import flow_term_calls, flow_term_lists, flow_term_patterns
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_term import CONSTANT, Op, Term, is_empty, is_other
from undertow.analysis.flow_term_lowered import raised
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_closed import is_complete
from undertow.analysis.program_fixed import MISSING, UNKNOWN
from undertow.analysis.program_names import defined
from undertow.analysis.program_origins import member_values
from undertow.analysis.program_syntax import (
    ANY,
    ARRAY,
    ASSIGN,
    AWAIT,
    BINARY,
    CALL,
    IDENT,
    INDEX,
    LEFT,
    MEMBER,
    METHOD,
    NEW,
    NUMBER,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    STRING,
    SUBSCRIPT,
    TEMPLATE,
    TERNARY,
    THIS,
    UNARY,
    VALUE,
)  # fmt: skip
from undertow.analysis.term_truth import truth

_MAX_DEPTH = 14
_MAX_NODES = 160
_MAX_INLINED = 240
"""Nodes of a definition or predicate body up to which it is put in place."""
_MAX_TEXT = 100
_MAX_WRITES = 6
_KINDS: dict[int, str] = {v: k for k, v in K.items()}
_LITERALS = frozenset({STRING, NUMBER, UNARY, K["true"], K["false"], K["null"], K["undefined"]})
_CONSTANTS = frozenset({"true", "false", "null", "undefined"})


class Terms:
    """Makes terms of one script's expressions, within a call context."""

    def __init__(self, p: Program, values: FlowValues) -> None:
        self.p, self.values = p, values
        self.context: dict[int, int] = {}
        """Function → call through which it is entered."""
        self._left = 0
        self.opened: set[int] = set()
        self._known: dict[int, list[tuple[dict[int, int], Term]]] = {}
        """Expression → its terms, each with the part of the context that it was made with (-1: any call)."""
        self._used: dict[int, int] = {}
        self._constants: dict[int, list[Term]] = {}
        """Variable or field → what is put in it, where that is constants only."""

    def of(self, node: int) -> Term:
        """The expression with everything put in place that is known and small."""
        for used, term in self._known.get(node, ()):
            if all(self.context.get(fn, -1) == call for fn, call in used.items()):
                return term
        self._left, self._used = _MAX_NODES, {}
        term = self.term(node, {}, _MAX_DEPTH)
        self._known.setdefault(node, []).append((self._used, term))
        return term

    def term(self, node: int, names: dict[int, Term], depth: int) -> Term:
        """The term of an expression in which some variables stand for other terms, cut at a depth."""
        p = self.p
        node = p.strip(node)
        self._left -= 1
        if depth <= 0 or self._left <= 0:
            return self._other(node)
        decoded = p.decoded.values.get(node)
        if decoded is not None:
            return _constant(node, decoded)
        kind = p.kind[node]
        if kind == AWAIT:
            return self.term(node + 1, names, depth)
        if kind == ASSIGN:
            return self.term(p.child(node, RIGHT), names, depth)
        if kind == IDENT:
            return self._name(node, names, depth - 1)
        if kind in (MEMBER, SUBSCRIPT):
            return self._access(node, names, depth - 1)
        if kind in (CALL, NEW):
            return self._call(node, names, depth - 1)
        if kind in (BINARY, UNARY, TERNARY):
            return self._operation(node, names, depth - 1)
        if kind in (ARRAY, OBJECT_LITERAL):
            return self._literal(node, names, depth - 1)
        return self._leaf(node, names, depth - 1)

    def _leaf(self, node: int, names: dict[int, Term], depth: int) -> Term:
        p = self.p
        kind = p.kind[node]
        if kind == STRING:
            return Term("string", node, p.text(p.sym[node]))
        if kind == NUMBER:
            return Term("number", node, p.c.text(node))
        if kind == K["regex"]:
            return Term("regex", node, p.c.text(node))
        if _KINDS.get(kind, "") in _CONSTANTS:
            return Term("constant", node, _KINDS[kind])
        if kind == THIS:
            return Term("name", node, "this")
        if kind == TEMPLATE:
            text = self.values.strings(node)[0]
            if HOLE not in text:
                return Term("string", node, text)
            inner = [p.children(x)[0] for x in p.children(node) if p.kind[x] == K["template_substitution"]]
            return Term("template", node, p.c.text(node)[:_MAX_TEXT], tuple(self.term(x, names, depth) for x in inner))
        if p.is_function(node):
            return Term("function", node, "function")
        return self._other(node)

    def _other(self, node: int) -> Term:
        start, end = self.p.span(node)
        text = " ".join(self.p.c.source[start : min(end, start + 4 * _MAX_TEXT)].decode("utf-8", "replace").split())
        return Term("other", node, text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…")

    # --- names ------------------------------------------------------------------------------------------------
    def _name(self, node: int, names: dict[int, Term], depth: int) -> Term:
        p = self.p
        b = p.binding[node]
        text = p.text(p.sym[node])
        if b < 0:
            return Term("constant" if text in _CONSTANTS else "global", node, text)
        if b in names:
            return names[b]
        if b in self.opened:
            return Term("name", node, text)
        self.opened.add(b)
        try:
            found = self._definition(node, b, names, depth)
        finally:
            self.opened.discard(b)
        return found if found is not None else Term("name", node, text)

    def _definition(self, node: int, b: int, names: dict[int, Term], depth: int) -> Term | None:
        p = self.p
        if b in p.counted:
            return None
        fn, index = p.param_index(b)
        if index >= 0:
            given = self.given(b)
            return self.small(given, names, depth) if given >= 0 else None
        if fn >= 0 or flow_term_patterns.stands_in_one(p, b):
            return flow_term_patterns.taken(self, b, names, depth)
        written = p.writes(b)
        if len(written) == 1 and p.child(p.parent[int(p.s.b_node[b])], VALUE) == written[0]:
            return self.small(written[0], names, depth)
        return self._kept(node, written, names, depth) if written else None

    def given(self, b: int) -> int:
        """What the call in question, or the only one, gives a parameter; -1 if that is not known."""
        fn, index = self.p.param_index(b)
        return self._argument(fn, index) if index >= 0 and b not in self.p.reassigned else -1

    def _argument(self, fn: int, index: int) -> int:
        p = self.p
        if (site := self.site(fn)) is None:
            return -1
        if fn in self.context and any(self._is_other(fn, index, *again) for again in p.call_sites(fn)):
            return -1
        call, shift = site
        args = p.args(call)
        return args[index + shift] if index + shift < len(args) else p.argument_default(fn, index)

    def site(self, fn: int) -> tuple[int, int] | None:
        """The call of a function in question, or the only one, and which of its arguments is the first parameter."""
        call = self._used[fn] = self.context.get(fn, -1)
        sites = [(call, 0)] if call >= 0 else self.p.call_sites(fn)
        return sites[0] if len(sites) == 1 else None

    def _is_other(self, fn: int, index: int, call: int, shift: int) -> bool:
        """Is it a call of a function within itself that may give a parameter another value?"""
        p = self.p
        if not p.contains(fn, call):
            return False
        given = next((p.strip(arg) for arg in p.args(call)[index + shift : index + shift + 1]), -1)
        b = p.binding[given] if given >= 0 and p.kind[given] == IDENT else -1
        return b < 0 or p.param_index(b) != (fn, index)

    def fixed(self, value: int, node: int, names: dict[int, Term], depth: int) -> Term | None:
        """The term of what a property certainly is, if it is a constant."""
        if value == MISSING:
            return Term("constant", node, "undefined")
        return self.term(value, names, depth) if value >= 0 else None

    def _kept(self, node: int, written: Sequence[int], names: dict[int, Term], depth: int) -> Term | None:
        """What a variable or field holds when it is filled, if only one value other than an empty one is put there."""
        if len(written) > _MAX_WRITES:
            return None
        found = [(value, self.small(value, names, depth)) for value in written]
        filled = [(value, term) for value, term in found if term is None or not is_empty(term)]
        value, term = filled[0] if len(filled) == 1 else (-1, None)
        if term is None:
            return None
        if len(written) == 1 and truth(term) is None:  # else the test may be whether it is filled yet
            return term
        return Term("kept", value, self.p.c.text(node)[:_MAX_TEXT], (term,))

    def put(self, node: int, constant: Term) -> tuple[int, Term] | None:
        """The only one of the values put in a variable or field that can equal a constant."""
        self._left, self._used = _MAX_NODES, {}
        terms = [(value, self.small(value, {}, _MAX_DEPTH)) for value in self._stored(self.p.strip(node))]
        may = [(value, term) for value, term in terms if term is None or not is_other(term, constant)]
        value, term = may[0] if len(may) == 1 else (-1, None)
        return (value, term) if term is not None else None

    def never_is(self, term: Term, holds: bool) -> bool:
        """Would a variable or field have to be what the script never puts there?"""
        if term.op in ("name", "member"):
            return holds and self._is_never(term.node, None)
        if term.op != "binary" or term.value not in (("===", "==") if holds else ("!==", "!=")):
            return False
        kept, constant = term.parts
        return kept.op in ("name", "member") and constant.op in CONSTANT and self._is_never(kept.node, constant)

    def _is_never(self, node: int, constant: Term | None) -> bool:
        """Is a constant never put in a variable or field, or (None) nothing that counts as true?"""
        node = self.p.strip(node)
        if node not in self._constants:
            self._constants[node] = self._only_constants(node)
        known = self._constants[node]
        told = (is_other(term, constant) if constant is not None else is_empty(term) for term in known)
        return bool(known) and all(told)

    def _only_constants(self, node: int) -> list[Term]:
        """What is put in a variable or field, where that is several constants and nothing else can be."""
        values = self._stored(node)
        if any(self.p.kind[self.p.strip(value)] not in _LITERALS for value in values):
            return []
        self._left, self._used = _MAX_NODES, {}
        found = [self.term(value, {}, _MAX_DEPTH) for value in values]
        return found if all(term.op in CONSTANT for term in found) and is_complete(self.p, node) else []

    def _stored(self, node: int) -> list[int]:
        """The values put in a variable or field, if there are some, but not many."""
        p = self.p
        if p.is_access(node):
            written = list(islice(member_values(p, node), _MAX_WRITES + 1))
        else:
            b = p.binding[node] if p.kind[node] == IDENT else -1
            is_known = b >= 0 and b not in p.counted and p.param_index(b)[0] < 0
            written = list(p.writes(b)) if is_known else []
        return written if 1 < len(written) <= _MAX_WRITES else []

    def _field(self, node: int, names: dict[int, Term], depth: int) -> Term | None:
        """What `o.k` holds by what the script stores there; constants are left alone, for others may change them."""
        p = self.p
        base = defined(p, p.strip(p.base(node)))
        if p.is_callee(node) or p.is_written(node) or (p.is_access(base) and p.key(base) == ANY):
            return None  # of a row of a table, the table says more: which row it is
        values = list(islice(member_values(p, node), _MAX_WRITES + 1))
        if len(values) == 1 and p.kind[values[0]] == METHOD and p.is_getter(values[0]):
            return flow_term_calls.returned(self, values[0], [], names, depth)
        if not values or any(p.is_function(value) for value in values):
            return None
        kept = self._kept(node, values, names, depth)
        if kept is not None and kept.op == "kept" and len(values) == 1:
            return None
        return kept

    def small(self, node: int, names: dict[int, Term], depth: int) -> Term | None:
        """The term of a definition; None for one that says less than its name."""
        p = self.p
        if p.is_function(node) or p.is_class(node) or p.last[node] - node > _MAX_INLINED:
            return None
        return self.term(node, names, depth)

    # --- composed ---------------------------------------------------------------------------------------------
    def _access(self, node: int, names: dict[int, Term], depth: int) -> Term:
        p = self.p
        key = p.key(node)
        if key >= 0:
            if p.global_name(node):
                return Term("global", node, p.global_name(node))
            if (field := self._field(node, names, depth)) is not None:
                return field
            held = UNKNOWN if p.is_callee(node) else p.fixed.value(node, self.given)
            if (fixed := self.fixed(held, node, names, depth)) is not None:
                return fixed
            if key == p.ids.get("length") and (count := self._count(p.base(node))) is not None:
                return Term("number", node, str(count))
            base = self.term(p.base(node), names, depth)
            if base.op == "object":  # the name it has reads better than the literal
                base = Term("name", base.node, p.c.text(p.base(node))[:_MAX_TEXT])
            return Term("member", node, p.text(key), (base,))
        index = self.term(p.child(node, INDEX), names, depth)
        if index.op == "string":
            held = p.fixed.under(p.base(node), p.intern(index.value), self.given)
            if (fixed := self.fixed(held, node, names, depth)) is not None:
                return fixed
        return Term("index", node, "", (self.term(p.base(node), names, depth), index))

    def _count(self, node: int) -> int | None:
        """How many elements a list has that is only read; None for others."""
        parts = self.p.fixed.parts(node, self.given)
        return len(self.p.children(parts[0])) if parts and self.p.kind[parts[0]] == ARRAY else None

    def _call(self, node: int, names: dict[int, Term], depth: int) -> Term:
        p = self.p
        callee = p.callee(node)
        args = p.args(node)
        if p.kind[node] == CALL and p.kind[callee] != K["import"]:
            inlined = (
                flow_term_calls.inlined(self, callee, args, names, depth)
                or flow_term_lists.each(self, node, names, depth)
                or flow_term_lists.is_listed(self, node, names, depth)
            )
            if inlined is not None:
                return inlined
        if p.kind[callee] == IDENT and p.binding[callee] >= 0:
            head = Term("name", callee, p.text(p.sym[callee]))
        else:
            head = self.term(callee, names, depth)
        op: Op = "new" if p.kind[node] == NEW else "call"
        return Term(op, node, "", (head, *(self.term(a, names, depth) for a in args)))

    def _operation(self, node: int, names: dict[int, Term], depth: int) -> Term:
        p = self.p
        kind = p.kind[node]
        if kind == BINARY:
            sides = (p.child(node, LEFT), p.child(node, RIGHT))
            return Term("binary", node, p.operator(node), tuple(self.term(x, names, depth) for x in sides))
        parts = tuple(self.term(x, names, depth) for x in p.children(node))
        if kind == TERNARY:
            if (written := raised(node, *parts)) is not None:
                return written
            known = truth(parts[0])
            return Term("ternary", node, "", parts) if known is None else parts[1 if known else 2]
        if p.prefix(node) == "!" and parts and parts[0].op == "number":
            return Term("constant", node, "true" if parts[0].value == "0" else "false")
        if p.prefix(node) == "-" and parts and parts[0].op == "number":
            return Term("number", node, "-" + parts[0].value)
        if p.prefix(node) == "void":
            return Term("constant", node, "undefined")
        return Term("unary", node, p.prefix(node), parts)

    def _literal(self, node: int, names: dict[int, Term], depth: int) -> Term:
        p = self.p
        if p.kind[node] == ARRAY:
            return Term("array", node, "", tuple(self.term(x, names, depth) for x in p.children(node)))
        keys = tuple(
            Term("string", m, p.text(p.member_key(m)))
            for m in p.children(node)
            if p.kind[m] == PAIR and p.member_key(m) >= 0
        )
        return Term("object", node, "", keys)


def _constant(node: int, value: str | int | float | bool) -> Term:
    if isinstance(value, bool):
        return Term("constant", node, "true" if value else "false")
    return Term("string", node, value) if isinstance(value, str) else Term("number", node, f"{value:g}")
