"""Tests of what stands in a table: `{"Asia/Tokyo": "jp", "Europe/Rome": "eu"}[zone] === "jp"` says what the zone is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.flow_term import CONSTANT, Term, is_empty
from undertow.analysis.guards_conjuncts import one_of, split
from undertow.analysis.program_closed import is_own
from undertow.analysis.program_fixed import MISSING, UNKNOWN
from undertow.analysis.program_names import defined, is_new
from undertow.analysis.program_syntax import ANY, ARRAY
from undertow.analysis.program_tests import COMPARING
from undertow.analysis.term_truth import truth

if TYPE_CHECKING:
    from undertow.analysis.flow_terms import Terms

_MAX_ROWS = 60
_PAIR = 2
_NOTHING = Term("constant", -1, "undefined")


def conjuncts(terms: Terms, condition: Term, holds: bool) -> Iterator[tuple[Term, bool]]:
    """What must hold for a condition; of a row of a table, that it is asked for by one of these names."""
    for term, so in split(condition, holds):
        asked = _by_name(terms, term)
        yield from split(asked, so) if asked is not None else ((term, so),)


def _by_name(terms: Terms, term: Term) -> Term | None:
    """The condition on the name by which a table of constants is asked, for one on what is found there."""
    if term.op == "binary" and term.value in COMPARING:
        found, wanted = term.parts
        if wanted.op not in CONSTANT:
            found, wanted = wanted, found
        if wanted.op not in CONSTANT or is_empty(wanted):
            return None
        return _named(terms, found, term.value in ("!==", "!="), wanted)
    return _named(terms, term, False, None) if term.op in ("index", "member", "call") else None


def _named(terms: Terms, found: Term, negated: bool, wanted: Term | None) -> Term | None:
    default, falsy_too = _NOTHING, False
    if found.op == "binary" and found.value in ("??", "||"):
        falsy_too = found.value == "||"
        found, default = found.parts
    asked = _asked(found)
    rows = _rows(terms, found) if asked is not None else []
    if asked is None or not rows:
        return None
    otherwise = _fits(default, wanted)
    fits = [otherwise if falsy_too and is_empty(value) else _fits(value, wanted) for _, value in rows]
    if otherwise is None or None in fits or (wanted is None and all(fits)):
        return None
    names = tuple(name for (name, _), fit in zip(rows, fits, strict=True) if fit is not otherwise)
    if not names:
        own = is_own(terms.p, _table(terms, found))
        return Term("constant", found.node, "true" if otherwise is not negated else "false") if own else None
    test = one_of(asked, names, found.node)
    return Term("unary", found.node, "!", (test,)) if otherwise is not negated else test


def _fits(value: Term, wanted: Term | None) -> bool | None:
    """Is a value the wanted one, or true if none is asked for? None if that is not known."""
    if wanted is None:
        return truth(value)
    return (value.op, value.value) == (wanted.op, wanted.value) if value.op in CONSTANT else None


def _asked(found: Term) -> Term | None:
    """What the table is asked for, which is no constant: `x` in `table[x]`, `table[x].k` and `map.get(x)`."""
    if found.op == "member":
        return _asked(found.parts[0]) if found.parts[0].op in ("index", "call") else None
    gets = found.op == "call" and found.parts[0].op == "member" and found.parts[0].value == "get"
    if found.op != "index" and not (gets and len(found.parts) == _PAIR):
        return None
    return found.parts[1] if found.parts[1].op not in CONSTANT else None


def _table(terms: Terms, found: Term) -> int:
    """The table that is asked."""
    p = terms.p
    node = found.parts[0].node if found.op == "member" else found.node
    return p.base(node) if found.op != "call" and p.is_access(node) else p.base(p.callee(node))


def _rows(terms: Terms, found: Term) -> list[tuple[Term, Term]]:
    """(name, value) of each row of the table that is asked; none if it is not known whole."""
    p = terms.p
    if found.op == "member":
        key = p.ids.get(found.value, -1)
        if not p.fixed.is_never_stored(key):
            return []
        values = [(name, p.fixed.under(row, key, terms.given)) for name, row in _held(terms, found.parts[0])]
    else:
        values = _held(terms, found)
    if any(value == UNKNOWN for _, value in values):
        return []
    return [(name, terms.of(value) if value != MISSING else _NOTHING) for name, value in values]


def _held(terms: Terms, found: Term) -> list[tuple[Term, int]]:
    """(name, expression) of each row."""
    p = terms.p
    if found.op == "index":
        parts = p.fixed.parts(p.base(found.node), terms.given) if p.is_access(found.node) else None
        if not parts or any(p.kind[part] == ARRAY for part in parts):
            return []
        rows = {key: values[-1] for part in parts for key, values in p.members(part).items()}
        known = ANY not in rows and len(rows) <= _MAX_ROWS
        return [(Term("string", value, p.text(key)), value) for key, value in rows.items()] if known else []
    base = p.strip(p.base(p.callee(found.node)))
    made = defined(p, base)
    only_read = made == base or p.fixed.only_read(int(p.binding[base]))
    if not is_new(p, made, "Map") or not only_read or len(p.args(made)) != 1:
        return []
    parts = p.fixed.parts(p.args(made)[0], terms.given)
    pairs = [p.children(row) for row in p.children(parts[0])] if parts and p.kind[parts[0]] == ARRAY else []
    if not 0 < len(pairs) <= _MAX_ROWS or any(len(pair) != _PAIR for pair in pairs):
        return []
    return [(terms.of(pair[0]), pair[1]) for pair in pairs]
