"""What a later statement takes away: `v = "clean"`, `delete o.key`, `form.delete("key")` before the value is read.

Only what certainly runs between the two counts: statements of one function, in a list of statements that holds the read
too, and no part of a branch. In a loop what stands further down may still run before the read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from undertow.analysis import flow_deferred, flow_nested, flow_primitives, flow_spelling
from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_later import changes_after, has_one_name
from undertow.analysis.flow_lists import elements_left
from undertow.analysis.flow_runs import CERTAIN, Runs
from undertow.analysis.flow_sealed import Sealed
from undertow.analysis.flow_sweeps import emptied_at, is_constant, swept
from undertow.analysis.flow_ways import all_ways, is_taken, runs_once
from undertow.analysis.program import Program
from undertow.analysis.program_names import declared_name, is_deleted
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    BLOCK,
    CALL,
    DECLARATOR,
    FIRST_INDEX,
    IDENT,
    LEFT,
    METHOD,
    NAME,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    THIS,
    VALUE,
)

_MAX_REFERENCES = 80
_LISTS = kind_mask(["program", "statement_block"])
_RUN_ANYWAY = kind_mask(["program", "statement_block", "finally_clause"])
"""What a block stands in that runs as a part of it."""
_LOOPS = kind_mask(["for_statement", "for_in_statement", "while_statement", "do_statement"])
_MAX_NAMES = 4
_EMPTYING_CALLS = frozenset({"deleteProperty", "assign"})
_ENTRIES = {"delete": 1, "add": 1, "set": 2}
"""Methods that take an entry of a collection away or put another in its place, with the number of their arguments."""


def _known(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(value for value in values if value >= 0)


@dataclass(frozen=True)
class Written:
    """What a variable may hold at one place."""

    values: tuple[int, ...]
    """Expressions assigned to it last."""
    since: int
    """Node of the assignment after which nothing older is left."""


class Order:
    """Questions about what runs before what, in one script."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self._assignments: dict[int, list[tuple[int, int]]] = {}
        self._written: dict[int, Written | None] = {}
        self._emptied: dict[tuple[int, int], dict[int, int]] = {}
        self._later: dict[int, frozenset[int]] = {}
        self._emptying: dict[tuple[int, int], frozenset[int]] = {}
        self._tested: dict[int, bool] = {}
        self._sole: dict[int, bool] = {}
        self._lists: dict[int, list[int] | None] = {}
        self._mentions: dict[int, list[int]] = {}
        self._resetting: dict[int, list[int]] = {}
        self._nested: dict[int, flow_nested.Nested] = {}
        self.runs, self.sealed = Runs(p), Sealed(self)
        self._called: set[int] = set()
        """Assignments in functions that stand in `_assignments` by the calls of these too."""

    def written(self, read: int) -> Written | None:
        """The assignments that a read of a local variable sees; None if an older one, or the caller's, may be left."""
        if read not in self._written:
            self._written[read] = self._find_written(read)
        return self._written[read]

    def _find_written(self, read: int) -> Written | None:
        p = self.p
        b = int(p.binding[read])
        listed = self._of(b)
        if not listed:
            return None
        found = self._written_at(listed, read)
        level = p.enclosing[int(p.s.b_node[b])]
        if found is not None or p.enclosing[read] == level:
            return found
        if (left := flow_deferred.values(self, listed, read, level)) is not None:
            return Written(_known(left), -1)
        seen = [self._written_at(listed, at) for at in self.runs.places(read, level, certain=False) or ()]
        if not seen or any(written is None for written in seen):
            return None
        return Written(tuple(dict.fromkeys(v for written in seen if written for v in written.values)), -1)

    def _written_at(self, listed: list[tuple[int, int]], read: int) -> Written | None:
        """What a variable with these assignments may hold at a place."""
        p, level = self.p, self.p.enclosing[read]
        last = -1
        for at, (node, _) in enumerate(listed):
            if p.last[node] <= read and self.precedes(node, read):
                last = at
        both = self._both_ways(listed, read)
        if both is not None and (last < 0 or both.since > listed[last][0]):
            later = [v for n, v in listed if (n > p.last[both.since] and n < read) or self.is_elsewhere(n, level)]
            return Written(_known((*both.values, *later)), both.since)
        if last < 0:
            return None
        since = listed[last][0]
        loop = self.loop(read)
        values = [
            value
            for at, (node, value) in enumerate(listed)
            if at == last
            or (at > last and ((node < read and not p.contains(node, read)) or (loop >= 0 and p.contains(loop, node))))
            or self.is_elsewhere(node, level)
        ]
        if loop >= 0 and not p.contains(loop, since):
            values += [value for node, value in listed if p.contains(loop, node) and value not in values]
        return Written(_known(values), since)

    def is_elsewhere(self, node: int, level: int) -> bool:
        """Does the assignment run nobody knows when: in another function, of which not all calls are known?"""
        return self.p.enclosing[node] != level and node not in self._called

    def _of(self, b: int) -> list[tuple[int, int]]:
        """(assignment or declarator, value) of a variable assigned to at all, in the order of the script.

        The value is -1 where it is emptied.
        """
        p = self.p
        if b not in self._assignments:
            found: list[tuple[int, int]] = []
            node = int(p.s.b_node[b])
            assigned = False
            declared = p.kind[p.parent[node]] == DECLARATOR and p.field[node] == NAME
            if declared and (value := p.child(p.parent[node], VALUE)) >= 0:
                found.append((p.parent[node], value))
            for ref in p.s.references(b)[:_MAX_REFERENCES].tolist():
                if p.kind[p.parent[ref]] == ASSIGN and p.field[ref] == LEFT:
                    found.append((p.parent[ref], p.child(p.parent[ref], RIGHT)))
                    assigned = True
                elif (emptied := emptied_at(p, ref)) >= 0:
                    found.append((emptied, -1))
                    assigned = True
                elif (swapped := self._exchanged(ref)) >= 0:
                    found.append((p.parent[p.parent[ref]], swapped))
                    assigned = True
                elif p.s.write[ref] and ref != node:
                    assigned = False  # by a pattern, `+=` or a loop: not followed here
                    break
            self._assignments[b] = self._with_calls(found, p.enclosing[node]) if assigned else []
        return self._assignments[b]

    def _with_calls(self, found: list[tuple[int, int]], level: int) -> list[tuple[int, int]]:
        """Assignments in functions of which all calls are known stand for their calls too."""
        also: list[tuple[int, int]] = []
        for node, value in found:
            if self.p.enclosing[node] != level and (calls := self.runs.places(node, level, certain=True)):
                also += [(call, value) for call in calls]
                self._called.add(node)
        return sorted([*found, *also]) if also else found

    def _exchanged(self, ref: int) -> int:
        """What a variable of `[a, b] = [b, a]` gets, or -1."""
        p = self.p
        pattern = p.parent[ref]
        up = p.parent[pattern]
        if p.kind[pattern] not in (K["array_pattern"], ARRAY) or p.kind[up] != ASSIGN or p.field[pattern] != LEFT:
            return -1
        names, items = p.children(pattern), p.children(p.child(up, RIGHT))
        plain = p.kind[p.child(up, RIGHT)] == ARRAY and all(p.kind[item] == IDENT for item in items)
        return items[names.index(ref)] if plain and len(names) == len(items) else -1

    def _both_ways(self, listed: list[tuple[int, int]], read: int) -> Written | None:
        """`if (…) v = a; else v = b;` before the read, where all ways assign."""
        p = self.p
        for branch, values in sorted(all_ways(p, listed, read).items(), reverse=True):
            around = p.parent[branch]
            if _LISTS[p.kind[around]] and p.contains(around, read) and p.enclosing[branch] == p.enclosing[read]:
                return Written(tuple(values), branch)
        return None

    def later(self, read: int) -> frozenset[int]:
        """Mentions of the variable that change its object only after a read of what is in it."""
        if read not in self._later:
            self._later[read] = changes_after(self, read)
        return self._later[read]

    def is_sole(self, b: int) -> bool:
        """Does all that changes the variable's object name the variable?"""
        if b not in self._sole:
            self._sole[b] = has_one_name(self.p, b)
        return self._sole[b]

    def left_in_list(self, read: int) -> list[int] | None:
        """The elements of a local list from which some were taken (`flow_lists`); None for other variables."""
        if read not in self._lists:
            self._lists[read] = elements_left(self, read)
        return self._lists[read]

    def precedes(self, node: int, read: int) -> bool:
        """Does the expression certainly run before the read, in the same call of the same function?"""
        p = self.p
        if node >= read or p.enclosing[node] != p.enclosing[read]:
            return False
        up = p.parent[node]
        while up >= 0 and not (_LISTS[p.kind[up]] and p.contains(up, read)):
            around = p.parent[up]
            plain = p.kind[up] == BLOCK and (_RUN_ANYWAY[p.kind[around]] or runs_once(p, around) or is_taken(p, up))
            if not plain and not CERTAIN[p.kind[up]] and not runs_once(p, up) and not is_taken(p, node):
                return False
            node = up
            up = p.parent[up]
        return up >= 0

    def loop(self, read: int) -> int:
        """The outermost loop around the read within its function, or -1."""
        p, found, at = self.p, -1, self.p.parent[read]
        while at >= 0 and not p.is_function(at):
            if _LOOPS[p.kind[at]]:
                found = at
            at = p.parent[at]
        return found

    def is_cleared(self, access: int) -> bool:
        """Was `field.value`, read here, certainly assigned to before?"""
        p = self.p
        if access >= p.n or not p.is_access(access) or p.kind[p.base(access)] != IDENT or p.binding[p.base(access)] < 0:
            return False
        return p.key(access) in self.emptied(p.base(access))

    def is_empty(self, read: int) -> bool:
        """Does a variable certainly hold no text here, by the tests around?"""
        if (b := int(self.p.binding[read])) not in self._tested:
            self._tested[b] = flow_primitives.is_tested(self.p, b)
        return self._tested[b] and flow_primitives.is_empty(self.p, read)

    # --- properties -------------------------------------------------------------------------------------------
    def emptied(self, read: int, since: int = -1) -> dict[int, int]:
        """Key → node of the last statement that certainly overwrites or deletes that property of a local object."""
        if (read, since) not in self._emptied:
            self._emptied[read, since] = self._find_emptied(read, since)
        return self._emptied[read, since]

    def _find_emptied(self, read: int, since: int) -> dict[int, int]:
        p = self.p
        found: dict[int, int] = {}
        b = int(p.binding[read])
        if len(references := self.mentions(b)) > _MAX_REFERENCES:
            return found
        if b >= 0 and (level := p.enclosing[int(p.s.b_node[b])]) != p.enclosing[read]:
            found = flow_deferred.emptied(self, references, read, level)
        for ref in references:
            if not since < ref < read:
                continue
            key, node = self.emptying(ref)
            if (key >= 0 or key <= FIRST_INDEX) and self.precedes(node, read):
                found[key] = node
            keys, loop = swept(p, ref)
            if keys and self.precedes(loop, read):
                found |= dict.fromkeys(keys, loop)
            call = p.parent[p.parent[ref]]
            if p.kind[call] == CALL and self.precedes(call, read):
                emptied = self.emptied_by(call, ref) if p.kind[p.parent[ref]] == ARGS else self._reset_by(call, ref)
                found |= dict.fromkeys(emptied, call)
        return flow_spelling.in_all_spellings(p, b, found)

    def nested(self, read: int) -> flow_nested.Nested:
        """The same of the objects that the object holds."""
        if read not in self._nested:
            self._nested[read] = flow_nested.emptied(self, read)
        return self._nested[read]

    def mentions(self, b: int) -> list[int]:
        """Mentions of a variable, and of the other names of its object: `const same = o`, none assigned to again."""
        if b not in self._mentions:
            names = [b]
            for name in names:
                if len(names) < _MAX_NAMES:
                    names += [other for other in self._other_names(name) if other not in names]
            self._mentions[b] = sorted(ref for name in names for ref in self.p.s.references(name).tolist())
        return self._mentions[b]

    def _other_names(self, b: int) -> Iterator[int]:
        p = self.p
        references = p.s.references(b).tolist()
        if len(references) > _MAX_REFERENCES or not (defined := self._defined(b)):
            return
        if p.kind[p.strip(defined)] == IDENT and self._defined(other := p.binding[p.strip(defined)]):
            yield other
        for ref in references:
            if (name := declared_name(p, ref)) >= 0:
                other = p.binding[name]
                if self._defined(other) and p.enclosing[name] == p.enclosing[int(p.s.b_node[b])]:
                    yield other

    def _defined(self, b: int) -> int:
        """The only value that a variable ever has, or 0."""
        p = self.p
        if b < 0:
            return 0
        name = int(p.s.b_node[b])
        if p.kind[p.parent[name]] != DECLARATOR or p.field[name] != NAME or len(p.writes(b)) != 1:
            return 0
        return max(p.child(p.parent[name], VALUE), 0)

    def _reset_by(self, call: int, ref: int) -> list[int]:
        """Keys that a method `o.reset()` certainly overwrites with constants, of its own object."""
        p = self.p
        access = p.parent[ref]
        if not p.is_access(access) or p.field[ref] != OBJECT or not p.is_callee(access):
            return []
        functions = p.functions(access)
        if len(functions) != 1 or p.kind[functions[0]] != METHOD:
            return []
        fn = functions[0]
        if fn not in self._resetting:
            stores = [p.parent[n] for n in p.c.where("this").tolist() if p.contains(fn, n) and p.this_scope[n] == fn]
            certain = [a for a in stores if p.is_written(a) and self.runs.is_certain(p.parent[a], fn)]
            self._resetting[fn] = [p.key(a) for a in certain if is_constant(p, p.child(p.parent[a], RIGHT))]
        return self._resetting[fn]

    def emptied_by(self, call: int, argument: int) -> frozenset[int]:
        """Keys that the called function certainly overwrites or deletes of its argument."""
        p = self.p
        functions, args = p.functions(p.callee(call)), p.args(call)
        if not functions and args[:1] == [argument] and p.key_text(p.callee(call)) in _EMPTYING_CALLS:
            return frozenset(self._emptied_natively(call, args))
        if len(functions) != 1 or argument not in args:
            return frozenset()
        fn, at = functions[0], args.index(argument)
        if (fn, at) not in self._emptying:
            self._emptying[fn, at] = frozenset()  # while it is being found out
            params = p.params(fn)
            b = p.binding[params[at]] if at < len(params) and p.kind[params[at]] == IDENT else -1
            references = p.s.references(b)[:_MAX_REFERENCES].tolist() if b >= 0 else []
            found = [self.emptying(ref) for ref in references]
            found += [(key, loop) for keys, loop in (swept(p, ref) for ref in references) for key in keys]
            self._emptying[fn, at] = frozenset(k for k, node in found if k >= 0 and self.runs.is_certain(node, fn))
        return self._emptying[fn, at]

    def _emptied_natively(self, call: int, args: list[int]) -> Iterator[int]:
        """`Reflect.deleteProperty(o, "key")`, `Object.assign(o, {key: null})`."""
        p = self.p
        of = p.global_name(p.base(p.callee(call)))
        if of == "Reflect" and len(args) == 2 and p.key_text(p.callee(call)) == "deleteProperty":
            yield p.string_sym(args[1])
        elif of == "Object" and len(args) == 2 and p.kind[args[1]] == OBJECT_LITERAL:
            for member in p.children(args[1]):
                if p.kind[member] == PAIR and is_constant(p, p.child(member, VALUE)) and p.member_key(member) >= 0:
                    yield p.member_key(member)

    def kept_in_this(self, access: int) -> Written | None:
        """The same as `written` for `this.key`, where it was certainly assigned to in the same function."""
        p = self.p
        stores = [
            a
            for a in p.stores_sym(p.key(access))
            if p.kind[p.base(a)] == THIS and p.enclosing[a] == p.enclosing[access]
        ]
        certain = [a for a in stores if p.last[p.parent[a]] <= access and self.precedes(p.parent[a], access)]
        if not certain or self.loop(access) >= 0:
            return None
        values = [p.child(p.parent[a], RIGHT) for a in stores if certain[-1] <= a < access]
        return Written(tuple(values), p.parent[certain[-1]])

    def emptying(self, ref: int) -> tuple[int, int]:
        """(key, node) of `o.key = …`, `delete o.key`, `o.delete("key")` for a mention of o."""
        p = self.p
        access = p.parent[ref]
        if not p.is_access(access) or p.field[ref] != OBJECT or self.sealed.is_frozen(ref, surely=False):
            return -1, -1
        up = p.parent[access]
        if p.kind[up] == ASSIGN and p.field[access] == LEFT:
            return p.key(access), up
        if is_deleted(p, access):
            return p.key(access), up
        if p.kind[up] != CALL or not p.is_callee(access):
            return -1, -1
        args, size = p.args(up), _ENTRIES.get(p.key_text(access), 0)
        return (p.entry_key(args[0]), up) if size and len(args) == size and not p.functions(access) else (-1, -1)
