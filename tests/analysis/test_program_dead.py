"""Statements that can never run."""

from __future__ import annotations

import pytest
from flow_helper import node_of, program

from undertow.analysis.program_dead import is_dead


@pytest.mark.parametrize(
    "code",
    [
        "function f(){return 1;go()}",
        "function f(){throw 1;go()}",
        "for(const x of xs){break;go()}",
        "function f(){if(a)return 1;else throw 2;go()}",
        "function f(){try{return 1}catch(e){return 2}go()}",
        "function f(){try{a()}finally{return 2}go()}",
        "function f(){{return}go()}",
        "while(false){go()}",
    ],
)
def test_a_statement_is_dead_behind_what_always_leaves(code: str) -> None:
    p = program(code)
    assert is_dead(p, node_of(p, "go()"))


@pytest.mark.parametrize(
    "code",
    [
        "function f(){if(a)return 1;go()}",
        "function f(){try{return a()}catch(e){log(e)}go()}",
        "function f(){return g();function g(){go()}}",
        "function f(){go();return 1}",
        "switch(a){case 1:break;case 2:go()}",
        "while(a){go()}",
        "function f(){if(a){return}else{b()}go()}",
    ],
)
def test_a_statement_lives_where_control_may_come_to_it(code: str) -> None:
    p = program(code)
    assert not is_dead(p, node_of(p, "go()"))
