"""Who calls a function: its uses as a value, its call sites, and calls seen through forwarding functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis import (
    program_carried,
    program_collections,
    program_contexts,
    program_heritage,
    program_interop,
    program_lists,
    program_members,
    program_origins,
    program_owners,
    program_promises,
    program_proxies,
)
from undertow.analysis.columns import K
from undertow.analysis.program_defined import described
from undertow.analysis.program_names import does_more
from undertow.analysis.program_namesakes import MAX_NAMESAKES
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    ARROW,
    ASSIGN,
    AWAIT,
    BINARY,
    BLOCK,
    BODY,
    CALL,
    CALLEE,
    CONSTRUCTOR,
    DECLARATOR,
    FIELD_DEFINITION,
    FIRST_INDEX,
    IDENT,
    MEMBER,
    METHOD,
    NAME,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    PAREN,
    PROPERTY,
    RETURN,
    RIGHT,
    SEQUENCE,
    SHORTHAND,
    SUBSCRIPT,
    TERNARY,
    THIS,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_USES = 400
_MAX_REFERENCES = 400
_MAX_READERS = 400
_MAX_PLACES = 32
"""Elements of an array literal up to which it is asked who reads each by its place."""
_MAX_FORWARDING = 6
_MEMO = "useMemo"
"""React: calls the function that it is given, and keeps the result until what it depends on changes."""


# --- forwarding -------------------------------------------------------------------------------------------------
def view(p: Program, call: int) -> tuple[int, list[int]]:
    """What a call really calls, where the callee only calls one of its parameters with others of them."""
    callee, args = p.written_callee(call), p.written_args(call)
    if p.kind[call] != CALL:
        return callee, args
    if args and callee >= 0 and p.name_of_called(callee) == _MEMO and p.is_function(p.strip(args[0])):
        return p.strip(args[0]), []
    if args and p.kind[args[0]] == THIS:
        args = program_heritage.spread_run(p, call, args)
    for _ in range(_MAX_FORWARDING):
        bound = callee >= 0 and p.kind[callee] == IDENT and p.binding[callee] >= 0
        if not args or not (bound or (callee >= 0 and p.is_access(callee))):
            break
        functions = p.functions(callee)
        shape = forwards(p, functions[0]) if len(functions) == 1 else None
        if shape is None or max(shape) >= len(args):
            break
        callee, args = p.strip(args[shape[0]]), [args[i] for i in shape[1:]]
    return callee, args


def forwards(p: Program, fn: int) -> list[int] | None:
    """For `function (a, b, c) { return a(b, c) }`: indexes of callee and arguments among the parameters, else None."""
    returned = p.returns(fn)
    body = p.child(fn, BODY)
    if len(returned) != 1 or (p.kind[body] == BLOCK and len(p.children(body)) != 1):
        return None
    call = p.strip(returned[0])
    if p.kind[call] != CALL or p.enclosing[call] != fn or does_more(p, returned[0]):
        return None
    params = {int(p.binding[node]): i for i, node in enumerate(p.params(fn)) if p.kind[node] == IDENT}
    callee, args = p.view(call)
    shape = [params.get(int(p.binding[x]), -1) if p.kind[x] == IDENT else -1 for x in (callee, *args)]
    return shape if shape and min(shape) >= 0 else None


def handed_back(p: Program, fn: int) -> int:
    """The index of the parameter that a function looks at only and returns, if it returns; -1 if it does more."""
    if (wrapped := program_interop.wrapped(p, fn)) >= 0:
        return wrapped
    values = [p.strip(value) for value in p.returns(fn)]
    bindings = {p.binding[value] if p.kind[value] == IDENT else -1 for value in values}
    b = bindings.pop() if len(bindings) == 1 else -1
    if b < 0 or p.writes(b):
        return -1
    holder, index = p.param_index(b)
    return index if holder == fn and not any(_is_handled(p, ref) for ref in p.s.references(b).tolist()) else -1


def _is_handled(p: Program, ref: int) -> bool:
    """Is the object of a variable taken apart, kept, or given to code of the script?"""
    up = p.parent[ref]
    if p.kind[up] == ARGS:
        callee = p.written_callee(p.parent[up])
        while p.is_access(callee):
            callee = p.base(callee)
        return p.kind[callee] != IDENT or p.binding[callee] >= 0
    return p.is_access(up) or p.kind[up] in (ASSIGN, DECLARATOR, PAIR, OBJECT_LITERAL, ARRAY, CALL, NEW)


# --- uses -------------------------------------------------------------------------------------------------------
def value_uses(p: Program, fn: int) -> list[int]:
    """Expressions that denote the function: breadth first over variables, properties, parameters and returns.

    `fn` may also be a variable (n + binding): what it holds.
    """
    start = program_owners.class_of_constructor(p, fn) if fn < p.n else fn
    todo, seen = [start], {start}
    out: list[int] = []
    carries = bool(p.carried.names)
    for vertex in todo:  # grows while it is walked
        if len(seen) >= _MAX_USES:
            break
        if vertex < p.n and not (carries and program_carried.is_request(p, vertex)):
            out.append(vertex)
        for nxt in _names(p, vertex) if _is_result(p, vertex, fn) else p.following(vertex):
            if nxt >= 0 and nxt not in seen:
                seen.add(nxt)
                todo.append(nxt)
    return out


def _is_result(p: Program, vertex: int, fn: int) -> bool:
    """Is it an expression that the function returns? Who calls the function is what is being asked."""
    if vertex >= p.n or p.kind[vertex] == METHOD:
        return False
    up = p.parent[vertex]
    if p.kind[up] == RETURN:
        return bool(p.enclosing[vertex] == fn)
    return up == fn and p.kind[up] == ARROW and bool(p.field[vertex] == BODY)


def _names(p: Program, node: int) -> list[int]:
    """The variable that a function or class stands in by its own name."""
    if (p.is_function(node) or p.is_class(node)) and (name := p.child(node, NAME)) >= 0:
        return _variable(p, name)
    return []


def _variable(p: Program, name: int) -> list[int]:
    if p.kind[name] == IDENT and p.binding[name] >= 0:
        return [p.n + p.binding[name]]
    return []


def following(p: Program, node: int) -> list[int]:
    """Where the value of one expression or of a variable (n + binding) is seen next, whoever's value it is."""
    if node >= p.n:
        return [r for r in p.s.references(node - p.n)[:_MAX_REFERENCES].tolist() if not p.s.write[r]]
    up, field = p.parent[node], p.field[node]
    kind = p.kind[up]
    if p.kind[node] == METHOD:
        if (one := described(p, node)) is not None:
            return _property_readers(p, node, one.key)
        held = p.element_readers.of(up) if kind == OBJECT_LITERAL else []
        return _property_readers(p, node, p.member_key(node)) + held
    out = _kept(p, node, up) + _names(p, node)
    if (
        kind in (PAREN, TERNARY, AWAIT)
        or (kind == SEQUENCE and p.last[node] == p.last[up])
        or (kind == BINARY and p.operator(up) in ("||", "??", "&&"))
    ):
        out.append(up)
    elif kind in (MEMBER, SUBSCRIPT):
        called = p.key_text(up) if field == OBJECT else ""
        if called == "bind" and len(p.written_args(p.parent[up])) < 2:
            out.append(p.parent[up])
        elif called == "then" and p.is_callee(up):
            out += _first_parameters(p, p.parent[up])
        elif called == "default" and program_interop.is_module(p, up):
            out.append(up)
    elif kind == RETURN or (kind == ARROW and field == BODY):
        out += _returned(p, node, up)
    elif kind == ARGS:
        out += _passed(p, node, p.parent[up])
    return out


def _kept(p: Program, node: int, up: int) -> list[int]:
    """Who reads the variable, property or element that the value is kept in."""
    kind, field = p.kind[up], p.field[node]
    if kind == DECLARATOR and field == VALUE:
        return _variable(p, p.child(up, NAME))
    if kind == K["assignment_pattern"] and field == RIGHT:
        return _variable(p, up + 1)
    if kind == ASSIGN and field == RIGHT:
        left = up + 1
        if p.is_access(left) and p.key(left) == ANY:
            readers = [reader for o in p.origins(p.base(left)) for reader in p.element_readers.of(o)]
            names = program_lists.constant_names(p, left)
            return [up, *readers, *(reader for key in names for reader in _property_readers(p, node, key))]
        if p.is_access(left):
            readers = p.modules.requiring(left) or _property_readers(p, node, p.key(left))
            return [up, *dict.fromkeys([*readers, *_global_readers(p, node, left)])]
        return [up, *_variable(p, left), *_global_readers(p, node, left)]
    if kind == PAIR and field == VALUE:
        if (one := described(p, node)) is not None:
            return _property_readers(p, node, one.key)
        provided = program_contexts.readers(p, node) if p.text(p.member_key(up)) == "value" else []
        return _property_readers(p, node, p.member_key(up)) + p.element_readers.of(p.parent[up]) + provided
    if kind == FIELD_DEFINITION and field == VALUE:
        return _property_readers(p, node, p.sym[p.child(up, PROPERTY)])
    if kind == OBJECT_LITERAL and p.kind[node] == SHORTHAND:
        return _property_readers(p, node, p.sym[node]) + p.element_readers.of(up)
    return _listed(p, node, up) if kind == ARRAY else []


def _global_readers(p: Program, node: int, left: int) -> list[int]:
    """Who reads the global that a value is kept in: `window.sentBefore = window.fetch.bind(window)`.

    Functions of the script are found by their names.
    """
    name = p.global_name(left)
    if not name or p.is_function(node) or p.is_class(node):
        return []
    named = [access for access in p.accesses(name)[:_MAX_REFERENCES] if p.global_name(access) == name]
    return [read for read in (*p.free(name)[:_MAX_REFERENCES], *named) if not p.is_written(read)]


def _listed(p: Program, node: int, array: int) -> list[int]:
    """Who reads an element of an array literal, be it the array of a new set or a pair of a new map."""
    found = p.element_readers.of(array)[:]
    if len(p.children(array)) <= _MAX_PLACES and _is_callable(p, node):  # `const [value, set] = make()`
        by_place = p.readers(FIRST_INDEX - p.place(array, node))
        found += by_place.of(node) if by_place.count <= _MAX_READERS else []
    outer = p.parent[array]
    pair = p.kind[outer] == ARRAY
    args = p.parent[outer] if pair else outer
    made = p.parent[args] if args >= 0 and p.kind[args] == ARGS else -1
    if made >= 0 and program_collections.kind_of(p, made) in (
        program_collections.MAPS if pair else program_collections.SETS
    ):
        key = program_collections.key_of(p, node) if pair else -1
        readers = p.element_readers.of(made)
        found += [r for r in readers if r >= p.n or program_collections.may_be(key, program_collections.asked(p, r))]
    return found


def _is_callable(p: Program, node: int) -> bool:
    """May it be a function, of the script or of the page, that stands at a place of a list?"""
    return p.is_function(node) or (
        p.kind[node] in (IDENT, MEMBER, CALL) and bool(p.global_name(node) or p.functions(node))
    )


def _returned(p: Program, node: int, up: int) -> list[int]:
    outer = up if p.kind[up] == ARROW else p.enclosing[node]
    if outer < 0 or not p.is_function(outer) or p.handed_back(outer) >= 0:
        return []  # of what is handed back, `_passed` knows to which call
    if (one := described(p, outer)) is not None:
        return _property_readers(p, node, one.key)
    if p.ids.get("Proxy", -1) >= 0 and (proxies := program_proxies.of_trap(p, outer, "get")):
        return [access for made in proxies for access in program_proxies.accesses(p, made)]
    getter = p.modules.getter_readers(outer)
    return getter or [call for call, _ in p.call_sites(outer)[:6]]


def _passed(p: Program, node: int, call: int) -> list[int]:
    if p.kind[call] not in (CALL, NEW):
        return []
    promise = program_promises.promise_of(p, p.callee(call))
    out = program_interop.giving(p, call, node) + [promise] * (promise >= 0)
    bound = p.method_name(call) == "bind" and program_origins.given_to_bind(p, call) == node
    if bound or program_promises.gathers(p, call) or p.machines.wraps(call, node):
        out.append(call)
    if p.method_name(call) in ("push", "unshift", "add", "set"):
        for origin in p.origins(p.base(p.callee(call))) if p.is_access(p.callee(call)) else ():
            out += _taking_out(p, origin, node, p.method_name(call))
    out += p.private.readers(node)
    if (one := p.definitions.by_value.get(node)) is not None:
        out += _property_readers(p, node, one.key)
    for i, argument in enumerate(p.args(call)):
        if argument != node:
            continue
        for fn in p.functions(p.callee(call))[:3]:
            params = p.params(fn)
            if p.handed_back(fn) == i:
                out.append(call)
            if i < len(params):
                out += _variable(p, params[i])
            if params and i >= len(params) - 1 and p.kind[params[-1]] == K["rest_pattern"]:
                out += p.element_readers.of(p.n + int(p.binding[params[-1] + 1]))
    return out


def _taking_out(p: Program, origin: int, node: int, method: str) -> list[int]:
    """Who reads the elements of a list, set or map into which a value is put."""
    readers = p.element_readers.of(origin)
    if method in ("push", "unshift"):
        return readers
    if not program_collections.kind_of(p, origin) or node != p.args(p.parent[p.parent[node]])[-1]:
        return []
    if method == "add":
        return readers
    key = program_collections.key_of(p, node)
    return [r for r in readers if r >= p.n or program_collections.may_be(key, program_collections.asked(p, r))]


def _first_parameters(p: Program, call: int) -> list[int]:
    """Variables that take what `promise.then(x => …)` hands on."""
    args = p.args(call)
    params = [p.params(fn) for fn in p.functions(args[0])[:2]] if args else []
    return [variable for listed in params if listed for variable in _variable(p, listed[0])]


def _property_readers(p: Program, value: int, key: int) -> list[int]:
    """Reads of `key` that may denote the value: those whose base resolves to its holder; any if the name is rare.

    A read is an access, or a variable in a pattern.
    """
    if key < 0 and key > FIRST_INDEX:
        return []
    readers = p.readers(key)
    if not 0 < readers.count <= _MAX_READERS:
        return []
    named = key >= 0 and 0 < len(p.by_name(key)) <= MAX_NAMESAKES
    fn = value if p.is_function(value) else next((o for o in p.origins(value) if p.is_function(o)), -1)
    return readers.of(value, fn if named else -1)


# --- sites ------------------------------------------------------------------------------------------------------
def call_sites(p: Program, fn: int) -> list[tuple[int, int]]:
    """(call, shift): argument i of the function is argument i + shift of the call."""
    found: list[tuple[int, int]] = []
    key = program_members.own_key(p, fn)
    for use in p.value_uses(fn):
        if key >= 0 and program_members.picks_other(p, use, key):
            continue
        up, field = p.parent[use], p.field[use]
        kind = p.kind[up]
        if (kind == CALL and field == CALLEE) or (kind == NEW and field == CONSTRUCTOR):
            found.append((up, 0))
        elif p.is_access(up) and field == OBJECT and p.is_callee(up) and p.key_text(up) == "call":
            found.append((p.parent[up], 1))
        elif kind == ARGS and p.kind[p.parent[up]] == CALL and p.callee(p.parent[up]) == use:
            found.append((p.parent[up], 0))
        elif kind == ARGS:
            found += [(call, program_heritage.RUN_SHIFT) for call in program_heritage.runs(p, use)]
    return found + _inherited_sites(p, program_owners.class_of_constructor(p, fn))


def _inherited_sites(p: Program, klass: int) -> list[tuple[int, int]]:
    """`new Sub(…)` where Sub has no constructor of its own and so runs that of the class."""
    subclasses = p.subclasses(klass) if p.is_class(klass) else []
    inheriting = [sub for sub in subclasses if program_owners.own_constructor(p, sub) < 0]
    return [(call, shift) for sub in inheriting for call, shift in p.call_sites(sub) if p.kind[call] == NEW]


def bound_sites(p: Program, fn: int) -> list[int]:
    """Calls `fn.bind(this, first, …)` that fix some of the arguments."""
    uses = [p.parent[use] for use in p.value_uses(fn) if p.field[use] == OBJECT]
    binds = [p.parent[up] for up in uses if p.is_access(up) and p.is_callee(up) and p.key_text(up) == "bind"]
    return [call for call in binds if len(p.written_args(call)) > 1]


def super_sites(p: Program, fn: int) -> list[int]:
    """Calls `super(…)` that run a constructor."""
    owner = program_owners.class_of_constructor(p, fn)
    if owner == fn and not p.is_class(owner):
        return []
    found: list[int] = []
    for sub in p.subclasses(owner):
        constructor = program_owners.constructor(p, sub)
        inside = [n for n in p.c.where("super").tolist() if constructor >= 0 and p.contains(constructor, n)]
        found += [p.parent[n] for n in inside if p.kind[p.parent[n]] == CALL]
    return found


def apply_sites(p: Program, fn: int) -> list[int]:
    """Calls `fn.apply(this, arguments)`."""
    uses = [p.parent[use] for use in p.value_uses(fn) if p.field[use] == OBJECT]
    return [p.parent[up] for up in uses if p.is_access(up) and p.is_callee(up) and p.key_text(up) == "apply"]


def callback_sites(p: Program, fn: int) -> list[tuple[int, int]]:
    """(call, argument index) where the function is handed to a call."""
    found: list[tuple[int, int]] = []
    for use in p.value_uses(fn):
        up = p.parent[use]
        if p.kind[up] == ARGS and p.kind[p.parent[up]] in (CALL, NEW):
            found += [(p.parent[up], i) for i, a in enumerate(p.args(p.parent[up])) if a == use]
    return found
