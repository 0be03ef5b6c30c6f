"""Where the object that a variable holds may be changed."""

from __future__ import annotations

import pytest
from flow_helper import node_of, program

from undertow.analysis.flow_tabulation import Ground
from undertow.analysis.program_syntax import ALL


def uses(code: str, head: str | int = ALL) -> list[str]:
    """Texts of the expressions at which the object of `o` may get what is asked for."""
    p = program(code)
    asked = p.intern(head) if isinstance(head, str) else head
    return [p.c.text(p.parent[use.node]) for use in Ground(p).uses.of(p.binding[node_of(p, "o")], asked)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("const o={};o.a=x", ["o.a"]),
        ("const o=[];o.push(x)", ["o.push"]),
        ("const o={};function f(p){p.a=x}f(o)", ["(o)"]),
        ("const o={},q=o;q.a=x", ["q.a"]),
        ("const o={},q=o,r=q;r.a=x", ["r.a"]),
    ],
)
def test_a_place_is_found_when_it_may_change_the_object(code: str, expected: list[str]) -> None:
    assert uses(code) == expected


@pytest.mark.parametrize(
    "code",
    [
        "const o={};if(o.a)x()",
        "const o=[];o.map(f)",
        "const o={};function f(p){return p.a}f(o)",
        "const o={},q=o;if(q.a)x()",
        "const o={},a=o,b=a,c=b,d=c;d.a=x",
    ],
)
def test_no_place_is_found_when_the_object_is_only_read_or_goes_by_too_many_names(code: str) -> None:
    assert uses(code) == []


def test_only_stores_under_the_name_count_when_one_property_is_asked_for() -> None:
    code = "const o={};o.a=x;o.b=y;o[k]=z;o.push(w)"
    assert uses(code, "a") == ["o.a", "o[k]", "o.push"]
    assert uses(code, "c") == ["o[k]", "o.push"]


def test_the_functions_on_the_way_are_kept_when_another_name_is_used_in_one() -> None:
    p = program("const o={};function f(){const q=o;function g(){q.a=x}}")
    (use,) = Ground(p).uses.of(p.binding[node_of(p, "o")], ALL)
    assert [p.c.text(fn)[:10] for fn in use.around] == ["function f", "function g"]
