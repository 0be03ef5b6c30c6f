"""Finds what a case of the tests here is about: the first argument of a call of a name."""

from __future__ import annotations

import numpy as np

from undertow.analysis.columns import Columns, F, K


def sink_arguments(c: Columns, names: tuple[str, ...]) -> list[int]:
    """First argument of every call whose callee is, or ends in, one of the names."""
    wanted = [c.symbol_ids[n] for n in names if n in c.symbol_ids]
    found = []
    for call in c.where("call_expression").tolist():
        callee, arguments = c.child(call, F["function"]), c.child(call, F["arguments"])
        tail = int(c.last[callee]) - 1
        if np.isin(c.sym[tail], wanted) and c.kind[arguments] == K["arguments"] and c.children(arguments):
            found.append(c.children(arguments)[0])
    return found
