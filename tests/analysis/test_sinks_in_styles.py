"""Addresses in styles and markup: sought where some text of the script can begin one, and only there."""

from __future__ import annotations

from undertow.analysis.catalog_elements import find
from undertow.analysis.columns import columns
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.scopes import resolve


def _sinks(code: str) -> tuple[list[str], list[int]]:
    """Forms of the sinks found, and the expressions whose text was asked for."""
    c = columns(code.encode())
    p = Program(c, resolve(c))
    asked: list[int] = []

    class Values(FlowValues):
        def strings(self, node: int, depth: int = 40) -> list[str]:
            asked.append(node)
            return super().strings(node, depth)

    return [sink.form for sink in find(p, Values(p)) if sink.form in ("css", "markup")], asked


def test_an_address_in_a_style_is_found_when_its_sign_is_escaped() -> None:
    assert _sinks(r'function f(u){e.style.background="\x75rl("+u+")"}')[0] == ["css"]


def test_an_address_in_a_style_is_found_when_it_is_a_template() -> None:
    assert _sinks("function f(u){e.style.background=`\\x75rl(${u})`}")[0] == ["css"]


def test_an_image_in_markup_is_found() -> None:
    assert _sinks("function f(u){e.innerHTML='<img src=\"'+u+'\">'}")[0] == ["markup"]


def test_they_are_found_when_they_are_put_together_of_pieces() -> None:
    assert _sinks("function f(u){e.style.background=['url','('+u+')'].join('')}")[0] == ["css"]
    assert _sinks("var t='img';function f(u){e.innerHTML='<'+t+' src=\"'+u+'\">'}")[0] == ["markup"]


def test_no_text_is_worked_out_when_no_text_of_the_script_can_begin_an_address() -> None:
    assert _sinks("function f(u){e.style.background=u+'px';e.innerHTML='<b>'+u}") == ([], [])
