"""jQuery: the field that a handler or a visitor of elements runs for, by the selector that finds the elements."""

from __future__ import annotations

from undertow.analysis import catalog
from undertow.analysis.catalog_selectors import FIELD_WORD, Field, selector_data
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_jquery import JQUERY
from undertow.analysis.program_syntax import ASSIGN, CALL, THIS

_DELEGATING = {"on": 1, "one": 1, "delegate": 0}
"""Methods that listen for a selector, and which argument that is."""
_DELEGATED = 2
"""The argument that is then the handler."""


def delegated(p: Program, values: FlowValues, fn: int) -> Field | None:
    """`$(form).on("change", "input[type=email]", function () {…})` runs for the elements of the selector."""
    for call, at in p.callback_sites(fn):
        selecting = _DELEGATING.get(p.method_name(call), -1)
        if at != _DELEGATED or selecting < 0 or not p.is_access(p.callee(call)):
            continue
        text = values.one(p.args(call)[selecting])
        if not catalog.not_typed(text) and (selector_data(text) or FIELD_WORD.search(text)):
            return Field(selector_data(text) or "input", text)
    return None


def each(p: Program, values: FlowValues, fn: int) -> Field | None:
    """`$("input").each(function (i, element) {…})` and `$.each($("input"), …)` run for each of them."""
    for call, at in p.callback_sites(fn):
        if p.method_name(call) not in ("each", "map", "filter") or not p.is_access(p.callee(call)):
            continue
        base = p.strip(p.base(p.callee(call)))
        given = p.strip(p.args(call)[0]) if at == 1 and p.global_name(base) in JQUERY else base if at == 0 else -1
        for listed in _extended(p, given) if given >= 0 else ():
            if p.kind[listed] != CALL or p.method_name(listed) not in (*JQUERY, "find", "children"):
                continue
            text = values.one(p.args(listed)[0]) if p.args(listed) else ""
            if not catalog.not_typed(text) and (selector_data(text) or FIELD_WORD.search(text)):
                return Field(selector_data(text) or "input", text)
    return None


def _extended(p: Program, listed: int) -> list[int]:
    """The list; for `this` of a plugin, `$.fn.watch = function () {… this …}`, what calls `x.watch()` are made of."""
    store = p.parent[p.outermost(int(p.this_scope[listed]))] if p.kind[listed] == THIS else -1
    plugin = store + 1 if store >= 0 and p.kind[store] == ASSIGN else -1
    if plugin < 0 or not p.is_access(plugin) or p.key_text(p.strip(p.base(plugin))) != "fn":
        return [listed]
    calls = p.method_calls(p.key_text(plugin))
    return [p.strip(p.base(callee)) for call in calls if p.is_access(callee := p.strip(p.written_callee(call)))]
