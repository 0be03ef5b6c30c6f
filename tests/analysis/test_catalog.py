"""Names and selectors of form fields, and access paths."""

from __future__ import annotations

import pytest
from flow_helper import values
from hypothesis import given
from hypothesis import strategies as st

from undertow.analysis import catalog
from undertow.analysis.catalog_fields import selector_data
from undertow.analysis.catalog_sinks import find_sinks
from undertow.analysis.flow_paths import MAX_PATH, cons, match, stringish
from undertow.analysis.flow_values import destination
from undertow.analysis.program_syntax import ALL, ANY, DEEP


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


_KEYS = st.integers(0, 6) | st.integers(-14, -10) | st.just(ANY)
_PATHS = st.lists(_KEYS, max_size=3).map(tuple) | st.sampled_from([(ALL,), (DEEP,), (3, DEEP), (2, ALL)])


@given(_KEYS, _PATHS)
def test_what_was_stored_is_read_again_or_lies_too_deep(key: int, path: tuple[int, ...]) -> None:
    stored = cons(key, path)
    read = match(stored, key)
    assert read is not None
    assert read == path or DEEP in read


@given(st.lists(_KEYS, max_size=30))
def test_paths_stay_short_however_deep_the_object(keys: list[int]) -> None:
    path: tuple[int, ...] = ()
    for key in keys:
        path = cons(key, path)
        assert len(path) <= MAX_PATH


@given(st.integers(0, 6), st.integers(7, 9), _PATHS)
def test_another_property_shows_nothing(key: int, other: int, path: tuple[int, ...]) -> None:
    assert match(cons(key, path), other) is None


def test_a_text_shows_the_data_of_lists_and_not_of_objects() -> None:
    assert stringish(()) and stringish((ANY,)) and stringish((ALL,))
    assert not stringish((3,)) and not stringish((DEEP,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x", ("https://a.example/x", "a.example")),
        ("//a.example/x", ("//a.example/x", "a.example")),
        ("https://a.example:8443/", ("https://a.example:8443/", "a.example")),
        ("https://\ufffc.example/", ("https://{}.example/", None)),
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
