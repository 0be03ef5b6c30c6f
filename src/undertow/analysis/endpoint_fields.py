"""Hosts kept under the name of a property from which an address is put together elsewhere in the script.

`${config.scheme}://${config.apiHost}` says that what is kept as `apiHost` is a host, also where the object passed
through registries and queues that no search follows. All objects of the script are taken together by the name of the
property (field-based analysis, as in Feldthaus et al., ICSE 2013), so the hosts found are such that the script can
reach, and not what a certain call gets: they are endpoints without a sink, and no flow is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from undertow.analysis.addresses import FILE_NAME
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_members import member_value
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ANY,
    BINARY,
    CONSEQUENCE,
    IDENT,
    LEFT,
    RIGHT,
    STRING,
    TEMPLATE,
    TERNARY,
)
from undertow.analysis.value_choices import pattern_of

_DEPTH = 6
"""Variables and parameters followed from an address to the property that its host is read from."""
_MAX_SITES = 8
_MAX_STEPS = 400
"""Expressions looked at for one script."""
_MAX_KEPT = 100
"""Values looked at under one name; a name that is used more often (`url` of a large application) says too little."""
_HOST = re.compile(rf"[a-z0-9{HOLE}_-]+(?:\.[a-z0-9-]+){{2,}}(?=[/:?#]|$)", re.IGNORECASE)
"""At least three labels: with two, names of files and of properties look the same."""
_SUBSTITUTION = K["template_substitution"]


def kept_hosts(p: Program, values: FlowValues) -> Iterator[tuple[int, str]]:
    """(node of the value, address) of each host that is kept where an address reads it by name."""
    search = _Search(p)
    for node in _hosts_of_addresses(p):
        search.follow(node, _DEPTH)
    for key in search.keys:
        stored = [p.child(p.parent[store], RIGHT) for store in p.stores_sym(key)]
        kept = [value for m in p.members_sym(key) if (value := member_value(p, m)) >= 0] + stored
        if len(kept) > _MAX_KEPT:
            continue
        for value in kept:
            for text in values.strings(value):
                match = _HOST.match(text)
                if match and not FILE_NAME.search(match[0]):
                    yield value, f"https://{text}"


def _hosts_of_addresses(p: Program) -> Iterator[int]:
    """Expressions that stand directly after `://` in a text that is put together."""
    ends = np.array([text.endswith("://") for text in p.c.symbols] or [False], np.bool_)
    for node in np.flatnonzero((p.c.kind == STRING) & ends[p.c.sym]).tolist():
        up = p.parent[node]
        left, up = (up, p.parent[up]) if p.kind[up] == BINARY and p.field[node] == RIGHT else (node, up)
        if p.kind[up] == BINARY and p.field[left] == LEFT and p.operator(up) == "+":
            yield p.child(up, RIGHT)
    for node in p.c.where("template_substitution").tolist():
        before = p.c.source[max(0, int(p.c.start[node]) - 3) : int(p.c.start[node])]
        if before == b"://" and p.children(node):
            yield p.children(node)[0]


class _Search:
    """From hosts of addresses back to the names of the properties that they are read from."""

    def __init__(self, p: Program) -> None:
        self._p = p
        self._left = _MAX_STEPS
        self.keys: dict[int, None] = {}
        """Symbols of the names, in order of appearance."""

    def follow(self, node: int, depth: int) -> None:
        """Go on from an expression that begins with a host."""
        p = self._p
        self._left -= 1
        if node < 0 or depth <= 0 or self._left <= 0:
            return
        node = p.strip(node)
        if p.is_access(node):
            if p.key(node) != ANY and p.key(node) >= 0:
                self.keys[p.key(node)] = None
        elif p.kind[node] == BINARY:
            self.follow(p.child(node, LEFT), depth - 1)
            if p.operator(node) in ("||", "??"):
                self.follow(p.child(node, RIGHT), depth - 1)
        elif p.kind[node] == TERNARY:
            self.follow(p.child(node, CONSEQUENCE), depth - 1)
            self.follow(p.child(node, ALTERNATIVE), depth - 1)
        elif p.kind[node] == TEMPLATE:
            first = next(iter(p.children(node)), -1)
            if first >= 0 and p.kind[first] == _SUBSTITUTION:
                self.follow(next(iter(p.children(first)), -1), depth - 1)
        elif p.kind[node] == IDENT and p.binding[node] >= 0:
            self._variable(p.binding[node], depth)

    def _variable(self, b: int, depth: int) -> None:
        p = self._p
        pattern, key = pattern_of(p, b)
        if pattern >= 0:
            if p.kind[pattern] == K["object_pattern"] and p.sym[key] >= 0:
                self.keys[p.sym[key]] = None
            return
        fn, index = p.param_index(b)
        if index >= 0:
            for call, shift in p.call_sites(fn)[:_MAX_SITES]:
                args = p.args(call)
                self.follow(args[index + shift] if index + shift < len(args) else -1, depth - 1)
            return
        for value in p.writes(b)[:_MAX_SITES]:
            self.follow(value, depth - 1)
