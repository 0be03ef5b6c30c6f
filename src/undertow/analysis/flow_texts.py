"""Where the text of an expression is made, found by the way back of the data: addresses that pass through objects.

An address of a configuration (`{...DEFAULTS, ...given}`, `Object.assign`, a table of options filled in a loop) goes the
same ways as data does, so the same search follows it. It ends at the expressions that make a text.
"""

from __future__ import annotations

from undertow.analysis import catalog
from undertow.analysis.flow_paths import PARSED, Path
from undertow.analysis.flow_tabulation import Ground, Setting, State, Tabulation
from undertow.analysis.program_syntax import BINARY, CALL, NEW, STRING, TEMPLATE

_STATES = 400
"""States of one search."""
_TOTAL = 20_000
"""States of all searches in one script."""
_MAX_FOUND = 8
_MAKING = frozenset({STRING, TEMPLATE})
_COMPOSING = catalog.STRING_METHODS | {"concat", "join"}


class Texts:
    """Answers, for one script, which expressions make the text that an expression holds."""

    def __init__(self, ground: Ground) -> None:
        self._setting = Setting(ground, {}, {})
        self._known: dict[tuple[int, Path], tuple[int, ...]] = {}
        self._left = _TOTAL

    def of(self, node: int, path: Path = ()) -> tuple[int, ...]:
        """Expressions that make the text (or that of a property), nearest first; empty if none is found."""
        key = (node, path)
        if key not in self._known:
            self._known[key] = self._search(node, path)
        return self._known[key]

    def _search(self, node: int, path: Path) -> tuple[int, ...]:
        if self._left <= 0:
            return ()
        search = _Search(self._setting, node, path)
        search.run(min(_STATES, self._left))
        self._left -= len(search.came)
        return tuple(made for made in search.made if made != node)[:_MAX_FOUND]


class _Search(Tabulation):
    """A tabulation that ends where texts are made."""

    ends_everywhere = True

    def __init__(self, setting: Setting, node: int, path: Path) -> None:
        super().__init__(setting, node, path)
        self.made: dict[int, None] = {}

    def _is_source(self, state: State) -> bool:
        vertex, path, _ = state
        if path and vertex < self.p.n and self._is_address(vertex):
            return True  # `url.pathname` is not the text that the address was made of
        if path[:1] == (PARSED,) and vertex < self.p.n and self._makes_text(vertex):
            return True  # in `JSON.parse(text.replace(/_/g, "/")).url` none of the text's parts is the address
        if path or vertex >= self.p.n or not self._makes_text(vertex):
            return False
        self.made[vertex] = None
        return True

    def _makes_text(self, node: int) -> bool:
        p = self.p
        kind = p.kind[node]
        if kind in _MAKING or isinstance(p.decoded.values.get(node), str):
            return True
        if kind == BINARY:
            return p.operator(node) == "+"
        if kind == NEW:
            return self._is_address(node)
        return bool(kind == CALL and not p.functions(p.callee(node)) and p.method_name(node) in _COMPOSING)

    def _is_address(self, node: int) -> bool:
        """Is it `new URL(…)` or `new Request(…)`?"""
        p = self.p
        return bool(p.kind[node] == NEW and p.global_name(p.callee(node)) in ("URL", "Request"))
