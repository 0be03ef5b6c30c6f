from __future__ import annotations

import pytest

from undertow.analysis.columns import columns
from undertow.analysis.decode_rewrite import rewrite
from undertow.analysis.decode_tables import table_edits
from undertow.analysis.scopes import resolve


def written(source: str) -> str:
    c = columns(source.encode())
    return rewrite(c, table_edits(c, resolve(c))).source.decode()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("var o={};o.a=1;o['b c']=f(2);use(o)", 'var o={"a": 1, "b c": f(2)};use(o)'),
        ("var o={z:0};o.a=1,o.b=2,use(o)", 'var o={z:0, "a": 1, "b": 2};use(o);'),
        ("let i={};i.a=1;let o={};o.k=i;use(o)", 'let i={"a": 1};let o={"k": i};use(o)'),
    ],
)
def test_a_table_filled_at_once_becomes_a_literal(source: str, text: str) -> None:
    assert written(source) == text


@pytest.mark.parametrize(
    "source",
    [
        "var o={};use(o);o.a=1",  # somebody saw it without
        "var o={};o.a=o",
        "var o={};o.a=function(){return o.b}",
        "var o={};o[k]=1",
        "var o={};o.a+=1",
        "var o={};if(x)o.a=1",
        "var o={};p.a=1",
        "var o={},p=read(o);o.a=1",
        "var o={};o.__proto__=p",
        "var o={};var o;o.a=1",
    ],
)
def test_a_table_that_is_filled_otherwise_stays(source: str) -> None:
    assert written(source) == source
