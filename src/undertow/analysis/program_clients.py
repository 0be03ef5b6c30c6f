"""Functions through which a client of requests sends all of them: `client.interceptors.request.use(config => …)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_names import same_object

if TYPE_CHECKING:
    from undertow.analysis.program import Program

BODY_ARGUMENT = {"post": 1, "put": 1, "patch": 1}
"""Methods of a client that send a body, and which argument that is."""


def intercepting(p: Program, client: int) -> list[int]:
    """The functions that change what a client sends, in the order in which they are put there."""
    return [
        fn
        for access in p.accesses("use")
        if (used := intercepted(p, p.parent[access])) >= 0 and same_object(p, used, client)
        for fn in (p.functions(p.args(p.parent[access])[0])[:1] if p.args(p.parent[access]) else ())
    ]


def intercepted(p: Program, call: int) -> int:
    """The client in `client.interceptors.request.use(fn)`, or -1."""
    callee = p.callee(call) if call >= 0 and p.method_name(call) == "use" else -1
    kind = p.strip(p.base(callee)) if callee >= 0 and p.is_access(callee) else -1
    chain = p.strip(p.base(kind)) if kind >= 0 and p.is_access(kind) and p.key_text(kind) == "request" else -1
    return p.strip(p.base(chain)) if chain >= 0 and p.is_access(chain) and p.key_text(chain) == "interceptors" else -1


def bodies(p: Program, client: int) -> list[int]:
    """What is given to the client as the body of requests."""
    found: list[int] = []
    for method, at in BODY_ARGUMENT.items():
        for access in p.accesses(method):
            call = p.parent[access]
            if p.is_callee(access) and same_object(p, p.base(access), client):
                found += p.args(call)[at : at + 1]
    return found
