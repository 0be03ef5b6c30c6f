"""String values for flow analysis: values.py plus parameters (by call context), returns and lookups through origins."""

from __future__ import annotations

from collections.abc import Sequence

from undertow.analysis import (
    flow_handed,
    flow_holders,
    flow_objects,
    flow_receivers,
    flow_rewritten,
    list_values,
    program_origins,
    value_cuts,
    value_placeholders,
    value_settings,
)
from undertow.analysis.addresses import SELF, like_addresses, part_of
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_branches import is_reached, only_operand
from undertow.analysis.flow_narrowing import compared, is_compared, narrowed
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_tabulation import Ground
from undertow.analysis.flow_texts import Texts
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import (
    ANY,
    ARGUMENTS,
    ARRAY,
    BINARY,
    CALL,
    IDENT,
    MEMBER,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    RIGHT,
    SHORTHAND,
    STRING,
    SUBSCRIPT,
    TEMPLATE,
    THIS,
)  # fmt: skip
from undertow.analysis.value_choices import Choice, Choices, Choosing, Opening, pattern_of, pattern_values
from undertow.analysis.value_companions import Companions
from undertow.analysis.value_texts import CUTTING, in_turn
from undertow.analysis.values import DEPTH, Values

_Asked = tuple[int, tuple[tuple[int, int], ...], bool]
"""An expression, the choice under which it is read, and whether properties may still be read by their objects."""

_MAX_BY_OBJECT = 15
"""Properties read by their objects for one text: each may choose calls of its own, so that little is known already."""
_MAX_SITES = 8
_NOWHERE = 1 << 30
_OWN_ORIGIN = {"origin": "", "host": SELF, "hostname": SELF, "protocol": "https:"}
_PARTS = ("origin", "host", "hostname", "protocol", "pathname")
_NAMED = frozenset({IDENT, MEMBER, SUBSCRIPT})
_JOINING = frozenset({BINARY, TEMPLATE})


class FlowValues(Values):
    """Possible strings of an expression, within a call context."""

    def __init__(self, p: Program) -> None:
        super().__init__(p.c, p.s, p.decoded)
        self.p = p
        self.made = Choice()
        """What is chosen already; functions without a choice may be entered by any of their calls."""
        self._choices = Choices(p, self.entries)
        self.ground = Ground(p)
        self._texts = Texts(self.ground)
        self._companions = Companions(p)
        self._open: dict[tuple[int, int], int] = {}
        """Expressions that are being worked out, each with the call that its function is entered by; and its number."""
        self._answers: dict[_Asked, list[str]] = {}
        """What was found out without coming to the end of the depth: it is the same at every depth."""
        self._by_depth: dict[tuple[int, _Asked], list[str]] = {}
        """The rest, by depth."""
        self._compared = compared(p)
        self._by_object = 0
        """Properties that were read by their objects for one text so far."""
        self._given: dict[int, str] = {}
        """Parameters of callbacks whose text is known while one is read."""
        self.learned: set[int] = set()
        """Expressions whose texts only a run of the script told."""
        self._led_back = _NOWHERE
        """The lowest number in `_open` that an expression led back to."""

    def strings(self, node: int, depth: int = DEPTH) -> list[str]:
        """Possible string values, most certain first; [HOLE] if nothing is known. Each is worked out once a choice."""
        if depth == DEPTH:
            self._by_object = 0
        if self._given:
            return super().strings(node, depth)
        key = (node, self.made.key, self._by_object < _MAX_BY_OBJECT)
        if (known := self._answers.get(key)) is not None:
            return known
        if (known := self._by_depth.get((depth, key))) is not None:
            self.shortened = True
            return known
        led_back, shortened = self._led_back, self.shortened
        self._led_back, self.shortened = _NOWHERE, False
        found = super().strings(node, depth)
        if self.p.kind[node] in _NAMED and (found != [HOLE] or is_compared(self.p, node, self._compared)):
            found = narrowed(self, node, found, depth)
        if found == [""] and value_placeholders.begins_address(self.p, node):
            found = [HOLE]
        if self._led_back >= len(self._open):  # what is asked for does not depend on who asks
            self._led_back = _NOWHERE
            if self._steps > 0 and not self.cut:
                if self.shortened:
                    self._by_depth[depth, key] = found
                else:
                    self._answers[key] = found
        self._led_back = min(led_back, self._led_back)
        self.shortened = self.shortened or shortened
        return found

    def in_context(self, node: int, context: dict[int, int]) -> list[str]:
        """Strings of the expression when functions were entered by these calls."""
        with self.choosing(Choice(calls=context), anew=True):
            return self.strings(node)

    def one(self, node: int) -> str:
        """The most certain string without unknown parts; empty if there is none."""
        return next((text for text in self.strings(node) if HOLE not in text), "")

    def learn(self, node: int, texts: tuple[str, ...]) -> None:
        """Take these texts, told by a run, for all that an expression may be; what was found before is asked anew."""
        self.learned.add(node)
        self.decoded.alternatives[node] = texts
        self.decoded.templates.pop(node, None)
        self._answers.clear()
        self._by_depth.clear()

    def choosing(self, choice: Choice, *, anew: bool = False) -> Choosing:
        """Read what follows by this choice, beside what is chosen already or (anew) in place of it."""
        return Choosing(self, choice if anew else self.made | choice)

    def held(self, access: int, depth: int) -> flow_holders.Held | None:
        """What a property is in the objects that are meant; None if these are not all known."""
        return flow_holders.of(self, self.p.base(access), self.p.key(access), min(depth, flow_holders.DEPTH))

    def chosen(self, fn: int) -> int:
        """The call that a function is entered by, where one is chosen; else -1."""
        return self.made.calls.get(fn, -1)

    def _key(self, node: int) -> tuple[int, int]:
        return node, self.made.calls.get(self.p.enclosing[node], -1)

    def _opening(self, node: int) -> Opening:
        return Opening(self._open, self._key(node))

    def _strings(self, node: int, depth: int) -> list[str] | None:
        if node < 0 or depth <= 0:
            return super()._strings(node, depth)
        if (asked := self._key(node)) in self._open:
            self._led_back = min(self._led_back, self._open[asked])
            return None
        p = self.p
        if p.kind[node] == STRING and value_placeholders.says_own(p, node):
            return [f"https://{SELF}"]
        if p.is_access(node) and p.key_text(node) in _OWN_ORIGIN and p.global_name(p.base(node)) == "location":
            return [_OWN_ORIGIN[p.key_text(node)]]
        if p.is_access(node) and p.kind[p.base(node)] == THIS:
            with self._opening(node):
                if texts := flow_receivers.texts(self, node, depth):
                    return texts
        if p.kind[node] == IDENT and (text := self._given.get(int(p.binding[node]))) is not None:
            return [text]
        if p.kind[node] in (IDENT, SHORTHAND) and p.binding[node] >= 0:
            pattern, key = pattern_of(p, p.binding[node])
            if pattern >= 0:
                return self._taken(node, pattern, key, depth)
            fn, index = p.param_index(p.binding[node])
            if index >= 0:
                return self._parameter(node, fn, index, depth)
        if (sole := only_operand(self, node, depth)) >= 0:
            return self._strings(sole, depth - 1)
        if p.kind[node] in _JOINING and (options := self._choices.of(node, self.made)):
            return self._each(options, node, depth)
        return super()._strings(node, depth) or self._through_origins(node, depth)

    def _each(self, options: list[Choice], node: int, depth: int) -> list[str]:
        """Strings of an expression for each of the ways to read it."""
        found: list[list[str]] = []
        for option in options:
            with self.choosing(option):
                found.append(self.strings(node, depth - 1))
        return in_turn(found)

    def _parameter(self, node: int, fn: int, index: int, depth: int) -> list[str] | None:
        p = self.p
        chosen = self.made.calls.get(fn)
        found: list[list[str]] = []
        with self._opening(node):
            if (anew := flow_rewritten.texts(self, node, fn, depth)) is not None:
                return anew
            with self.choosing(self.made.outside(fn), anew=True):  # arguments may hold a call of the same function
                calls = [call for call, _ in p.giving_sites(fn)[:_MAX_SITES]]
                for call in calls if chosen is None else [chosen, *flow_receivers.again(p, node, fn, index, calls)]:
                    args = flow_receivers.arguments(p, fn, call)
                    if index < len(args):
                        found.append(self.strings(args[index], depth - 1))
            if handed := flow_handed.texts(self, fn, index, depth):
                found.append(handed)
            if not found and (texts := list_values.applied(self, fn, index, depth)):
                found.append(texts)
            if not found:
                found.append(self._of_origins(node, depth))
            default = p.argument_default(fn, index)
            if default >= 0:
                found.append(self.strings(default, depth - 1))
        texts = flow_rewritten.before(self, node, fn, in_turn(found), depth)
        unknown = bool(texts) and set(texts) == {HOLE}
        if unknown and any(flow_handed.is_handed(p, call) for call, _ in p.call_sites(fn)[:_MAX_SITES]):
            return self._made_at(node, (), depth) or texts
        return texts or None

    def _taken(self, node: int, pattern: int, key: int, depth: int) -> list[str] | None:
        """Strings of a variable of a pattern: `const {host} = entry`, `const [first] = '…'.split('|')`."""
        p = self.p
        with self._opening(node):
            values = pattern_values(p, pattern, self.made)
            if p.kind[pattern] == K["array_pattern"]:
                lists = [items for value in values for items in self.lists(value, depth - 1)]
                return [text for items in lists if key < len(items) for text in items[key]] or None
            chosen = self.made.entries.get(p.n + pattern)
            entries = [[chosen]] if chosen is not None else [self.entries(value, depth - 1) for value in values]
            fields = [field for found in entries for entry in found for field in p.property_of(entry, p.sym[key])]
            replaced = flow_objects.replaced_in(p, values, p.sym[key])
            texts = in_turn([self.strings(field, depth - 1) for field in fields if field not in replaced])
            if {*texts} <= {HOLE} and (default := self._default(p.binding[node])) >= 0:
                texts = [*texts, *self.strings(default, depth - 1)]
            if texts and all(entries):
                return texts
            return [*texts, HOLE] if texts else self._made_at(node, (), depth) or [HOLE]

    def _default(self, b: int) -> int:
        """`const {host = "…"} = o`: what stands for a property that o has not, or -1."""
        up = self.p.parent[int(self.p.s.b_node[b])]
        return self.p.child(up, RIGHT) if self.p.kind[up] in value_settings.DEFAULTS else -1

    def entries(self, node: int, depth: int = DEPTH) -> Sequence[int]:
        """Tables and lists that an expression may be: the one it certainly is, or all."""
        for kind in ("object", "array"):
            if (literal := self._literal(node, kind, depth)) >= 0:
                return (literal,)
        return [o for o in self.p.origins(node) if self.p.kind[o] in (ARRAY, OBJECT_LITERAL)]

    def _literal(self, node: int, kind: str, d: int) -> int:
        b = self.p.binding[node] if node >= 0 and self.p.kind[node] == IDENT else -1
        if b in self.made.entries:
            chosen = self.made.entries[b]
            return chosen if self.p.kind[chosen] == K[kind] else -1
        if b >= 0 and (sole := self.argument(b)) >= 0 and d > 0:
            return self._literal(sole, kind, d - 1)
        if d > 0 and node >= 0 and self.p.is_access(node) and self.p.kind[self.p.base(node)] == THIS:
            held = self.held(node, d)
            if held is not None and len(held.values) == 1:
                with self.choosing(held.values[0][1]):
                    return self._literal(held.values[0][0], kind, d - 1)
        return super()._literal(node, kind, d)

    def argument(self, b: int) -> int:
        """What the chosen call gives a parameter, or -1."""
        fn, index = self.p.param_index(b)
        call = self.made.calls.get(fn, -1) if index >= 0 else -1
        args = flow_receivers.arguments(self.p, fn, call) if call >= 0 else []
        return args[index] if 0 <= index < len(args) else -1

    def member(self, access: int, key: str, d: int) -> int:
        """Value node of the property, also where it was stored later; -1 if it has not exactly one."""
        known = super().member(access, key, d)
        if known >= 0 and (stored := flow_objects.stored_later(self, access, known)) is not None:
            return stored
        literal = self._literal(self.p.base(access), "object", d) if known < 0 else -1
        values = self.p.property_of(literal, self.p.intern(key)) if literal >= 0 and HOLE not in key else []
        return values[0] if len(values) == 1 else known

    def _read(self, access: int, d: int) -> list[str] | None:
        p = self.p
        found = super()._read(access, d) or self._of_held(access, d)
        keys = self.keys(access, d)
        for key in keys:
            missing = not found or (len(keys) > 1 and self.member(access, key, d) < 0)
            if HOLE in key:  # any element, of a list or table of nothing but texts
                found += list_values.any_element(self, access, d)
            elif missing and p.key(access) == ANY:  # `this.config[name]` for a known name
                made = self._made_at(p.base(access), (p.intern(key),), d)
                found += made or flow_objects.of_literals(self, p.base(access), p.intern(key), d)
        return (found or []) + value_settings.others(self, access, found or (), d) or None

    def _of_held(self, access: int, d: int) -> list[str]:
        """Strings of a property in the object that is meant by the calls that are chosen."""
        if not self.made.calls or self._by_object >= _MAX_BY_OBJECT:
            return []
        self._by_object += 1
        return flow_holders.texts(self, access, d)

    def lists(self, node: int, d: int) -> list[list[list[str]]]:
        """Arrays that an expression may be, also one of several."""
        written = super().lists(node, d)
        found = written if any(written) else list_values.of(self, node, d) or written
        if not found and d > 0:
            arrays = [o for o in self.p.origins(node) if self.p.kind[o] == ARRAY]
            found = [[self.strings(x, d - 1) for x in self.p.children(array)] for array in arrays]
        return found

    def _through_origins(self, node: int, depth: int) -> list[str] | None:
        p = self.p
        with self._opening(node):
            if p.kind[node] == NEW:
                return flow_objects.address(self, node, depth)
            if p.kind[node] == CALL:
                texts = flow_receivers.private_texts(self, node, depth) or self._returned(node, depth)
                if texts:
                    return texts
            if p.is_access(node) and p.key_text(node) == "href":
                return self._strings(p.base(node), depth - 1)
            if p.is_access(node) and p.key_text(node) in _PARTS:
                texts = flow_objects.addresses(self, p.base(node), depth)
                if texts is not None:
                    return [part for text in texts if (part := part_of(text, p.key_text(node)))] or None
            by_getter = self._by_getter(node, depth) if p.is_access(node) else []
            found = by_getter or self._of_origins(node, depth) or self._of_stores(node, depth)
            return found or self._companions.texts(self, node, depth) or None

    def _by_getter(self, access: int, depth: int) -> list[str]:
        """Strings of a property that is known to be a getter."""
        held = list(program_origins.member_values(self.p, access))
        is_getter = len(held) == 1 and self.p.kind[held[0]] == METHOD and self.p.is_getter(held[0])
        return self.returned(held[0], depth) if is_getter else []

    def returned(self, fn: int, depth: int) -> list[str]:
        """Strings that a function returns where it is entered as is chosen."""
        values = [value for value in self.p.returns(fn)[:_MAX_SITES] if is_reached(self, value, depth)]
        return [text for value in values[:4] for text in self.strings(value, depth - 2)]

    def _of_stores(self, node: int, depth: int) -> list[str]:
        """Strings of a property or variable whose value came there through objects."""
        p = self.p
        named = p.kind[node] in (IDENT, SHORTHAND, CALL) or (p.is_access(node) and p.key(node) != ANY)
        return self._made_at(node, (), depth) if named else []

    def _made_at(self, node: int, path: Path, depth: int) -> list[str]:
        """Strings that the way back of the data leads to: addresses, else hosts, else paths; no other texts."""
        found = in_turn([self._strings(made, depth - 2) or [] for made in self._texts.of(node, path)])
        return like_addresses(found)

    def _last_written(self, node: int) -> tuple[int, ...] | None:
        """What was certainly assigned last to a local variable where it is read; None if that is not known."""
        if self.p.kind[node] != IDENT or self.p.binding[node] < 0:
            return None
        written = self.ground.order.written(node)
        return written.values if written is not None and written.values else None

    def _of_origins(self, node: int, depth: int) -> list[str]:
        """Strings of what the expression may denote."""
        if (grown := flow_objects.grown(self, node, depth)) is not None:
            return grown
        if (written := self._last_written(node)) is not None:
            return [text for value in written for text in self.strings(value, depth - 2)]
        found: list[str] = []
        if self.p.is_access(node) and self.p.key(node) == ANY:
            return found  # whichever property it is, `_read` knows better
        is_access = self.p.is_access(node)
        replaced = flow_objects.overwritten(self.p, node) if is_access else self.ground.order.runs.begun_with(node)
        for origin in self.p.origins(node):
            if origin != node and self.p.kind[origin] in list_values.TEXT_LIKE and origin not in replaced:
                found += self._strings(origin, depth - 2) or []
        return found

    def _method(self, target: int, method: str, args: list[int], d: int) -> list[str] | None:
        if method in CUTTING:
            return value_cuts.texts(self, target, method, args, d)
        found = super()._method(target, method, args, d)
        if method in ("reduce", "join") and not found:
            return list_values.tag_text(self, target, d) or list_values.reduced(self, target, args, d)
        if found or not method.startswith("replace"):
            return found
        return list_values.filled_in(self, target, args, d) or list_values.opened(self, target, args, d)

    def given(self, fn: int, texts: Sequence[str], value: int, depth: int) -> list[str]:
        """Strings of an expression where the parameters of a function around it are these texts."""
        names = [n for n in self.p.params(fn) if self.p.kind[n] == IDENT]
        before = self._given
        self._given = {**before, **dict(zip((int(self.p.binding[n]) for n in names), texts, strict=False))}
        try:
            return self.strings(value, depth)
        finally:
            self._given = before

    def _returned(self, call: int, depth: int) -> list[str] | None:
        """Strings that a called function returns for these arguments."""
        p = self.p
        method = p.key_text(p.callee(call))
        if method in ("toString", "href", "clone"):
            return self._strings(p.base(p.callee(call)), depth - 1)
        written = p.child(call, ARGUMENTS)
        if written >= 0 and p.kind[written] == TEMPLATE:  # a tag puts its texts together, whatever else it does
            return self.strings(written, depth - 1)
        functions = flow_receivers.methods(self, call) or p.functions(p.callee(call))
        if len(functions) != 1 or self.chosen(functions[0]) not in (-1, call):
            return None
        with self.choosing(Choice(calls={functions[0]: call})):
            return self.returned(functions[0], depth) or None
