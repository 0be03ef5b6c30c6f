"""Names and selectors of form fields, and access paths."""

from __future__ import annotations

import pytest
from flow_helper import values
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis import catalog
from undertow.analysis.addresses import destination, destinations
from undertow.analysis.catalog_selectors import selector_data
from undertow.analysis.catalog_sinks import find_sinks


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("phone", "phone"), ("phoneNumber", "phone"), ("user_mobile", "phone"), ("tel", "phone"),
        ("country_code", "phone"), ("dialCode", "phone"),
        ("hotel", None), ("hotelName", "name"), ("telemetry", None), ("microphone", None), ("automobile", None),
        ("email", "email"), ("userEmail", "email"), ("mailbox", None),
        ("password", "password"), ("pwd", "password"), ("loginpassword", "password"), ("spinner", None),
        ("otp", "otp"), ("smsCode", "otp"), ("code", "otp"), ("promoCode", None), ("postalCode", "postal-code"),
        ("first-name", "name"), ("username", "username"), ("cardNumber", "card"), ("discard", None),
    ],
)  # fmt: skip
def test_a_name_says_what_is_typed(name: str, data: str | None) -> None:
    assert catalog.named(name) == data


@pytest.mark.parametrize(
    ("selector", "data"),
    [
        ("input[type=tel]", "phone"), ('input[type="email"]', "email"), ("#login-password", "password"),
        ("[autocomplete='one-time-code']", "otp"), ("form.phone-form input[type=email]", "email"),
        ("form .phone", "phone"), ("textarea", "message"), ("input", None), ("[name='user[email]']", "email"),
        ("input[type=text]", None), ("", None), ("][", None),
    ],
)  # fmt: skip
def test_a_selector_says_what_is_typed(selector: str, data: str | None) -> None:
    assert selector_data(selector) == data


@given(st.text())
def test_no_selector_of_a_page_makes_it_fail(selector: str) -> None:
    assert selector_data(selector) is None or isinstance(selector_data(selector), str)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("fetch('/a')", ["fetch"]),
        ("const f=window.fetch.bind(window);f('/a')", ["fetch"]),
        ("function fetch(){}fetch('/a')", []),
        ("api.fetch('/a')", []),
        ("navigator.sendBeacon('/a','b')", ["beacon"]),
        ("var x=new XMLHttpRequest();x.open('GET','/a');x.send()", ["xhr", "xhr"]),
        ("mailer.open('GET');mailer.send('a')", []),
        ("new WebSocket('wss://a').send('b')", ["websocket", "websocket"]),
        ("new Image().src='/a'", ["image"]),
        ("i.src='/a'", []),
        ("document.createElement('script').src='/a'", ["script"]),
        ("location.href='/a'", ["navigation"]),
        ("axios.post('/a',b)", ["http"]),
        ("store.post('/a',b)", []),
        ("window[['fet','ch'].join('')]('/a')", ["fetch"]),
    ],
)
def test_sinks_are_told_from_their_namesakes(code: str, kinds: list[str]) -> None:
    assert [sink.kind for sink in find_sinks(*values(code))] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x", ("https://a.example/x", "a.example")),
        ("//a.example/x", ("//a.example/x", "a.example")),
        ("https://a.example:8443/", ("https://a.example:8443/", "a.example")),
        ("https://\ufffc.example/", ("https://{}.example/", None)),
        ("https://api-\ufffc.a.example/", ("https://api-{}.a.example/", "api-{}.a.example")),
        ("https://api\ufffca.example/", ("https://api{}a.example/", None)),
        ("https://a.example/\ufffc", ("https://a.example/{}", "a.example")),
        ("\ufffc/x", ("{}/x", None)),
        ("/x?u=https://b.example", ("/x?u=https://b.example", "")),
        ("x/y", ("x/y", "")),
        ("\ufffc", (None, None)),
        ("https://[", ("https://[", None)),
    ],
)
def test_the_host_is_read_from_an_address(text: str, expected: tuple[str | None, str | None]) -> None:
    assert destination(text) == expected


def test_a_host_of_unknown_beginning_is_told_where_no_whole_one_is() -> None:
    partly = "https://\ufffc.a.example/x"
    assert [host for _, host in destinations([partly])] == ["{}.a.example"]
    assert [host for _, host in destinations([partly, "https://eu1.a.example/x"])] == ["eu1.a.example"]
