"""What was decoded is written in plain, and the text stays JavaScript."""

from __future__ import annotations

import pytest

from undertow.analysis.columns import columns
from undertow.analysis.decode import Decoded
from undertow.analysis.decode_plain import plain_edits
from undertow.analysis.decode_rewrite import rewrite


def written(source: str, values: dict[str, str | bool | int]) -> str:
    c = columns(source.encode())
    found = {node: values[c.text(node)] for node in range(len(c)) if c.text(node) in values}
    return rewrite(c, plain_edits(c, Decoded(values=dict(found)))).source.decode()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("if(o[D(1)]in x)f()", "if(o.name in x)f()"),
        ("if(o[D(1)]instanceof x)f()", "if(o.name instanceof x)f()"),
        ("function f(){return!![]}", "function f(){return true}"),
        ("for(k of[D(1)])f(k)", 'for(k of["name"])f(k)'),  # nothing runs into anything
        ("if(o[D(1)]===x)f()", "if(o.name===x)f()"),
        ("a=o[D(1)] in x", "a=o.name in x"),
    ],
)
def test_a_blank_keeps_words_apart_where_they_would_run_together(source: str, text: str) -> None:
    assert written(source, {"D(1)": "name"}) == text
