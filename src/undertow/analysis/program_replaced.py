"""Methods that are overwritten before anybody can call them: `C.prototype.hit = send; C.prototype.hit = quiet`.

Both stores stand in one list of statements, and nothing between them reads the method or runs code that could.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program_names import GLOBAL_OBJECTS, declared_name, is_deleted, same_object
from undertow.analysis.program_syntax import (
    ASSIGN,
    CLASS_BODY,
    METHOD,
    NAME,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_STATEMENT = K["expression_statement"]
_LISTS = kind_mask(["program", "statement_block"])
_DECLARING = kind_mask(["lexical_declaration", "variable_declaration"])
_RUNNING = kind_mask(["call_expression", "new_expression", "await_expression", "yield_expression"])
_HOISTED = kind_mask(["function_declaration", "generator_function_declaration"])


def is_replaced(p: Program, fn: int) -> bool:
    """Is a function that is stored as a method certainly overwritten before it could be called?"""
    up = p.parent[fn]
    if p.kind[up] == ASSIGN and p.field[fn] == RIGHT:
        return p.is_access(up + 1) and p.kind[p.parent[up]] == _STATEMENT and _of_store(p, up)
    member = fn if p.kind[fn] == METHOD else up
    if p.kind[member] not in (METHOD, PAIR) or p.member_key(member) < 0:
        return False
    if p.kind[member] == METHOD and (p.is_getter(member) or p.is_setter(member)):
        return False
    holder, key = p.parent[member], p.member_key(member)
    if p.kind[holder] == OBJECT_LITERAL:
        name = _declared(p, holder)
        return name >= 0 and _is_stored_again(p, p.parent[p.parent[holder]], name, key)
    if p.kind[holder] != CLASS_BODY or p.kind[p.parent[holder]] != K["class_declaration"]:
        return False
    if p.c.source.startswith(b"static", int(p.c.start[member])):
        return False
    klass = p.parent[holder]
    return _is_stored_again(p, klass, p.child(klass, NAME), key, of_prototype=True) or _of_instance(
        p, klass, klass, key
    )


def _of_store(p: Program, store: int) -> bool:
    left = store + 1
    base, key = p.strip(p.base(left)), p.key(left)
    if key < 0 or not _is_stored_again(p, p.parent[store], base, key):
        owner = p.class_of(p.base(base)) if p.is_prototype(base) else -1
        return key >= 0 and owner >= 0 and _of_instance(p, p.parent[store], owner, key)
    return True


def _of_instance(p: Program, statement: int, klass: int, key: int) -> bool:
    """Is there one instance of the class only, which is given another method of that name at once?"""
    uses = p.value_uses(klass)
    made = [p.parent[use] for use in uses if p.kind[p.parent[use]] == NEW]
    if len(made) != 1 or p.subclasses(klass) or (name := _declared(p, made[0])) < 0:
        return False
    declared = p.parent[p.parent[made[0]]]
    same_list = p.parent[declared] == p.parent[statement]
    return bool(same_list and _is_stored_again(p, declared, name, key))


def _declared(p: Program, value: int) -> int:
    """The name in the statement `const name = value;`, or -1."""
    name = declared_name(p, value)
    return name if name >= 0 and _DECLARING[p.kind[p.parent[p.parent[name]]]] else -1


def _is_stored_again(p: Program, statement: int, base: int, key: int, *, of_prototype: bool = False) -> bool:
    """Does a later statement of the same list store a method of the same object under the key?"""
    block = p.parent[statement]
    if base < 0 or not _LISTS[p.kind[block]]:
        return False
    reads = [a for a in p.accesses_sym(key) if not p.is_written(a) and not is_deleted(p, a)]
    if p.global_name(base) in GLOBAL_OBJECTS:
        reads += [name for name in p.free(p.text(key)) if not p.is_written(name)]
    for again in p.children(block):
        if again <= statement:
            continue
        store = again + 1
        if (
            p.kind[again] == _STATEMENT
            and (p.kind[store] == ASSIGN or is_deleted(p, store + 1))
            and p.is_access(store + 1)
        ):
            left = store + 1
            to = p.strip(p.base(left))
            to = p.strip(p.base(to)) if of_prototype and p.is_prototype(to) else to
            if p.key(left) == key and same_object(p, to, base):
                return not any(p.contains(again, read) for read in reads)
        if _may_read(p, again, reads):
            return False
    return False


def _may_read(p: Program, statement: int, reads: list[int]) -> bool:
    """May a statement come to a read, by itself or by what it calls?"""
    if _HOISTED[p.kind[statement]] or p.kind[statement] == K["class_declaration"]:
        return False
    level = p.enclosing[statement]
    if any(p.contains(statement, read) and p.enclosing[read] == level for read in reads):
        return True
    runs = any(_RUNNING[p.kind[at]] and p.enclosing[at] == level for at in range(statement, p.last[statement]))
    return runs and any(read < p.last[statement] or _is_hoisted(p, read) for read in reads)


def _is_hoisted(p: Program, node: int) -> bool:
    fn = p.enclosing[node]
    while fn >= 0 and p.is_function(fn):
        if _HOISTED[p.kind[fn]]:
            return True
        fn = p.enclosing[fn]
    return False
