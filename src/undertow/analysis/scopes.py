"""Scopes and bindings, resolved on the columns with numpy only.

A scope is identified by the node that opens it. A binding is a (scope, symbol) pair. Resolution climbs the
scope chain for all distinct (scope, symbol) pairs at once: as many rounds as the deepest unresolved chain.

Not modelled: `with`, direct eval, and assignment to undeclared names (these stay unresolved = global).
Function declarations in blocks are visible in the block and, as sloppy mode does (Annex B), in the enclosing
function too when nothing else there has that name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from undertow.analysis.columns import I32, IDENTIFIERS, Columns, F, K, Mask, kind_mask

VAR, LET, CONST, FUNCTION, CLASS, PARAM, CATCH, IMPORT, SELF = range(1, 10)  # SELF: name of a function/class expression

FUNCTIONS = kind_mask([
    "function_declaration", "function_expression", "generator_function", "generator_function_declaration",
    "arrow_function", "method_definition",
])  # fmt: skip
_VAR_SCOPES = FUNCTIONS | kind_mask(["program", "class_static_block"])
_SCOPES = _VAR_SCOPES | kind_mask([
    "statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body", "class",
    "class_declaration",
])  # fmt: skip
_FUNCTION_DECLARATIONS = kind_mask(["function_declaration", "generator_function_declaration"])
_FUNCTION_EXPRESSIONS = kind_mask(["function_expression", "generator_function"])
_TRANSPARENT = kind_mask(["object_pattern", "array_pattern", "rest_pattern"])
_LEFT_ONLY = kind_mask(["assignment_pattern", "object_assignment_pattern"])
I64 = npt.NDArray[np.int64]


@dataclass(eq=False)
class Scopes:
    """Which identifier means which variable. Bindings are numbered; `b_*` columns have one row per binding."""

    scope: I32
    """Node -> node of the scope it is evaluated in (-1: the program node itself)."""
    function: I32
    """Node -> nearest var scope (function, program, static block)."""
    binding: I32
    """Identifier node -> binding; -1 if global, unresolved or not an identifier."""
    reference: Mask
    """Identifier nodes that read and/or write a variable (declarations excluded)."""
    write: Mask
    """Identifier nodes that are assigned to (declarations with an initialiser excluded)."""
    b_scope: I32
    """Binding -> scope node."""
    b_sym: I32
    """Binding -> symbol of its name."""
    b_kind: npt.NDArray[np.int8]
    """Binding -> VAR, LET, CONST ..."""
    b_node: I32
    """Binding -> first declaring identifier."""
    b_decls: I32
    """Binding -> number of declarations."""
    ref_nodes: I32
    """References sorted by binding."""
    ref_offset: I32
    """Binding b owns `ref_nodes[ref_offset[b]:ref_offset[b + 1]]`."""

    def references(self, binding: int) -> I32:
        """Identifier nodes that read or write the binding, in source order."""
        return self.ref_nodes[self.ref_offset[binding] : self.ref_offset[binding + 1]]


@dataclass(eq=False)
class _Names:
    """All identifiers and the place each stands in; arrays of equal length."""

    node: I32
    up: I32
    """Parent of the whole pattern the identifier is part of."""
    up_kind: npt.NDArray[np.int16]
    field: npt.NDArray[np.int8]
    """Field of the whole pattern under `up`."""
    role: npt.NDArray[np.int8]
    """What it declares (VAR ...), 0 if nothing."""
    home: I32
    """Scope node that receives the declared binding."""
    inert: Mask
    """Names of another module: neither declaration nor reference."""


@dataclass(eq=False)
class _Bindings:
    scope: I32
    sym: I32
    kind: npt.NDArray[np.int8]
    node: I32
    decls: I32
    keys: I64
    """(scope, symbol) as one number, sorted, with the second keys of Annex B."""
    ids: npt.NDArray[np.intp]
    """Binding of each key."""
    declares: npt.NDArray[np.intp]
    """Positions in `_Names` that declare."""
    declared: npt.NDArray[np.intp]
    """Binding of each of them."""


def _pattern_root(c: Columns, nodes: I32) -> I32:
    """Climb from an identifier out of the destructuring pattern it is part of (itself if in none)."""
    current = nodes.copy()
    while True:
        parent = c.parent[current]
        kind, field = c.kind[parent], c.field[current]
        inside = (
            _TRANSPARENT[kind]
            | (_LEFT_ONLY[kind] & (field == F["left"]))
            | ((kind == K["pair_pattern"]) & (field == F["value"]))
        ) & (parent >= 0)
        if not inside.any():
            return current
        current = np.where(inside, parent, current)


def resolve(c: Columns) -> Scopes:
    """Resolve every identifier of a script."""
    above = np.where(c.parent >= 0, c.kind[c.parent], 0)
    opens = _SCOPES[c.kind]
    # a function's body block is the function's scope: parameters and body share it
    opens &= ~((c.kind == K["statement_block"]) & FUNCTIONS[above] & (c.field == F["body"]))
    scope = c.nearest(opens)
    function = c.nearest(_VAR_SCOPES[c.kind])
    base = np.int64(len(c.symbols) + 1)

    names = _names(c, scope, function)
    b = _bindings(c, names, function, base)
    binding = np.full(len(c), -1, np.int32)
    is_reference = (names.role == 0) & ~names.inert
    refs = names.node[is_reference]
    binding[refs] = _climb(refs, scope, base, c.sym, b.keys, b.ids)
    binding[names.node[b.declares]] = b.declared

    reference = np.zeros(len(c), np.bool_)
    reference[refs] = True
    target = (
        ((names.up_kind == K["assignment_expression"]) & (names.field == F["left"]))
        | ((names.up_kind == K["augmented_assignment_expression"]) & (names.field == F["left"]))
        | (names.up_kind == K["update_expression"])
        | ((names.up_kind == K["for_in_statement"]) & (names.field == F["left"]))
    )
    write = np.zeros(len(c), np.bool_)
    write[names.node[is_reference & target]] = True

    bound = refs[binding[refs] >= 0]
    by = np.argsort(binding[bound], kind="stable")
    offset = np.zeros(len(b.scope) + 1, np.int32)
    np.cumsum(np.bincount(binding[bound], minlength=len(b.scope)), out=offset[1:])
    return Scopes(
        scope, function, binding, reference, write, b.scope, b.sym, b.kind, b.node, b.decls, bound[by], offset
    )  # fmt: skip


def _names(c: Columns, scope: I32, function: I32) -> _Names:
    """Which identifiers declare what, and where."""
    idents = np.flatnonzero(IDENTIFIERS[c.kind]).astype(np.int32)
    root = _pattern_root(c, idents)
    up, field = c.parent[root], c.field[root]
    kind = c.kind[up]
    role = np.zeros(len(idents), np.int8)
    _declared_variables(c, role, root, up)
    role[(kind == K["formal_parameters"]) | (FUNCTIONS[kind] & (field == F["parameter"]))] = PARAM
    role[(kind == K["catch_clause"]) & (field == F["parameter"])] = CATCH
    named = (field == F["name"]) & (root == idents)
    role[_FUNCTION_DECLARATIONS[kind] & named] = FUNCTION
    role[(kind == K["class_declaration"]) & named] = CLASS
    role[(_FUNCTION_EXPRESSIONS[kind] | (kind == K["class"])) & named] = SELF

    spec = kind == K["import_specifier"]
    aliased = np.zeros(len(c), np.bool_)
    aliased[c.parent[np.flatnonzero(c.field == F["alias"])]] = True
    role[spec & ((field == F["alias"]) | (named & ~aliased[up]))] = IMPORT
    role[(kind == K["namespace_import"]) | (kind == K["import_clause"])] = IMPORT
    inert = (
        (spec & (role == 0))
        | ((kind == K["export_specifier"]) & ((field == F["alias"]) | _has_source(c, c.parent[up])))
        | (kind == K["namespace_export"])
    )

    home = np.where(role == VAR, function[idents], scope[idents])
    # the name of a function or class declaration belongs to the scope around it, of an expression to itself
    home = np.where((role == FUNCTION) | (role == CLASS), scope[up], home)
    home = np.where(role == SELF, up, home)
    return _Names(idents, up, kind, field, role, home, inert)


def _declared_variables(c: Columns, role: npt.NDArray[np.int8], root: I32, up: I32) -> None:
    """Roles of names in var, let, const and using declarations and in the heads of for-in/of loops."""
    kind, field = c.kind[up], c.field[root]
    declarator = (kind == K["variable_declarator"]) & (field == F["name"])
    statement = c.parent[up]
    is_var = declarator & (c.kind[statement] == K["variable_declaration"])
    lexical = declarator & ~is_var
    first = np.frombuffer(c.source, np.uint8)
    role[is_var] = VAR
    # let / const / using by first letter of the declaration
    role[lexical] = np.where(first[c.start[statement[lexical]]] == ord("l"), LET, CONST)
    loop = np.flatnonzero((kind == K["for_in_statement"]) & (field == F["left"]))
    for j in loop.tolist():  # `for (var x of y)`: the keyword is an unnamed child
        head = c.source[c.start[up[j]] : c.start[root[j]]].split(b"(", 1)[-1].split()
        role[j] = {b"var": VAR, b"let": LET, b"const": CONST}.get(head[0] if head else b"", 0)


def _bindings(c: Columns, names: _Names, function: I32, base: np.int64) -> _Bindings:
    """One binding for all declarations of a name in a scope."""
    declares = np.flatnonzero(names.role > 0)
    role, node, sym = names.role[declares], names.node[declares], c.sym[names.node[declares]]
    keys = names.home[declares] * base + sym
    order = np.lexsort((node, role == SELF, keys))  # a SELF name loses to a real one
    unique, first_at, counts = np.unique(keys[order], return_index=True, return_counts=True)
    lead = order[first_at]
    b_scope, b_sym = names.home[declares[lead]].astype(np.int32), sym[lead]
    b_kind, b_node = role[lead].copy(), node[lead]

    # Annex B: functions in blocks, visible from the enclosing function; same binding, reached by a second key
    block = np.flatnonzero((b_kind == FUNCTION) & ~_VAR_SCOPES[c.kind[b_scope]])
    outer = function[b_node[block]]
    own = FUNCTIONS[c.kind[c.parent[b_node[block]]]]  # function[] of the name is the declared function itself
    outer = np.where(own, function[outer], outer)
    outer_keys = outer * base + b_sym[block]
    fresh = ~np.isin(outer_keys, unique)
    all_keys = np.concatenate([unique, outer_keys[fresh]])
    all_ids = np.concatenate([np.arange(len(unique)), block[fresh]])
    sort = np.argsort(all_keys, kind="stable")
    return _Bindings(
        b_scope, b_sym, b_kind, b_node, counts.astype(np.int32), all_keys[sort], all_ids[sort], declares,
        np.searchsorted(unique, keys),
    )  # fmt: skip


def _has_source(c: Columns, clause: I32) -> Mask:
    """export {a as b} from "x": the names are the other module's."""
    sourced = np.zeros(len(c) + 1, np.bool_)
    nodes = np.flatnonzero((c.field == F["source"]) & (c.kind == K["string"]))
    sourced[c.parent[nodes]] = True
    sourced[-1] = False
    return sourced[c.parent[clause]]


def _climb(refs: I32, scope: I32, base: np.int64, sym: I32, keys: I64, ids: npt.NDArray[np.intp]) -> I32:
    """Binding of each reference, climbing from its scope outwards; -1 if none declares it."""
    pairs, inverse = np.unique(scope[refs] * base + sym[refs], return_inverse=True)
    found = np.full(len(pairs), -1, np.int32)
    if len(keys) and len(pairs):
        where, symbol = (pairs // base).astype(np.int32), pairs % base
        declared = np.zeros(int(base), np.bool_)  # most pairs are globals and property-like names: drop them at once
        declared[keys % base] = True
        active = np.flatnonzero(declared[symbol] & (where >= 0))
        while len(active):
            wanted = where[active] * base + symbol[active]
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            hit = keys[at] == wanted
            found[active[hit]] = ids[at[hit]]
            active = active[~hit]
            where[active] = scope[where[active]]
            active = active[where[active] >= 0]
    return found[inverse]
