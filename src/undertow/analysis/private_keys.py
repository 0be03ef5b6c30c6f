"""Names of private fields as compilers make them: `base(this, _key)[_key]`, with `_key = name("key")`.

`name` counts: `return "__private_" + id++ + "_" + name`. No two such names are equal, so that the variable which holds
one is the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import F, K

if TYPE_CHECKING:
    from undertow.analysis.program_syntax import Syntax

_CALL, _NAME, _UPDATE, _RETURN = K["call_expression"], K["identifier"], K["update_expression"], K["return_statement"]
_MAX_NODES = 60
"""A function that makes names is short."""


def makes_a_name(s: Syntax, call: int) -> bool:
    """Does the call return another text each time it is made?"""
    name = call + 1
    if s.kind[call] != _CALL or s.kind[name] != _NAME or (b := s.binding[name]) < 0:
        return False
    fn = s.parent[int(s.s.b_node[b])]
    if s.kind[fn] == K["variable_declarator"]:
        fn = s.child(fn, F["value"])
    if fn < 0 or not s.is_function(fn) or s.last[fn] - fn > _MAX_NODES:
        return False
    return any(s.kind[node] == _UPDATE and _is_returned(s, fn, node) for node in range(fn, s.last[fn]))


def _is_returned(s: Syntax, fn: int, update: int) -> bool:
    """Is the counting of a variable outside the function a part of what it returns?"""
    counted = next((at for at in range(update, s.last[update]) if s.kind[at] == _NAME), -1)
    if counted < 0 or s.binding[counted] < 0 or s.contains(fn, int(s.s.b_node[s.binding[counted]])):
        return False
    up = s.parent[update]
    while up > fn and s.kind[up] != _RETURN:
        up = s.parent[up]
    return up > fn or s.kind[fn] == K["arrow_function"]
