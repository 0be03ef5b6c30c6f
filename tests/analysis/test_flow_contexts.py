"""Calls that a way must have come by, although the data is none of their arguments."""

from __future__ import annotations

from flow_helper import flows_of, sends

_UA = "navigator.userAgent"
_MAIL = "document.getElementById('email').value"


def claims(code: str) -> frozenset[str]:
    return frozenset(sends(flows_of(code.encode())))


_FACTORY = (
    "function make(o) { const send = (v) => fetch(o.url, {method: 'POST', body: v});"
    f"return {{ mail: (v) => send(v), beat: () => send({_UA}) }}; }}"
    "const a = make({url: 'https://a.example'}), b = make({url: 'https://b.example'});"
)


def test_what_a_closure_reads_itself_goes_to_the_host_that_it_was_made_with() -> None:
    assert claims(_FACTORY + f"a.mail({_MAIL}); b.beat();") == {"email>a.example", "device>b.example"}


def test_both_hosts_are_claimed_when_both_closures_are_called() -> None:
    assert claims(_FACTORY + "a.beat(); b.beat();") == {"device>a.example", "device>b.example"}


def test_what_a_step_adds_goes_to_the_host_of_the_client_that_it_was_given_to() -> None:
    code = (
        "function client(url) { const steps = []; return { use(step) { steps.push(step); return this; },"
        "send(v) { fetch(url, {method: 'POST', body: JSON.stringify(steps.reduce((d, f) => f(d), v))}); } }; }"
        f"const a = client('https://a.example'), b = client('https://b.example').use((d) => ({{...d, ua: {_UA}}}));"
        f"a.send({{mail: {_MAIL}}}); b.send({{}});"
    )
    assert claims(code) == {"email>a.example", "device>b.example"}
