"""What a person could fill in: one browser looks at many small pages, each a case of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from capture_site import record, serve

from undertow.capture.form_survey import Forms, Group, Survey, keys_lost
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.model import FilledField

pytestmark = pytest.mark.browser

PAGES = {
    "login": """<form id=f><label>E-mail <input type=email name=a></label><label>Password <input type=password></label>
        <button>Sign in</button><button type=button>Continue with Google</button></form>""",
    "names-only": """<div><input name=user_name><input name=pwd><input name=phone_number><input name=plz><input name=q>
        <input name=strasse><input name=geburtsdatum><button>OK</button></div>""",
    "chinese": """<div><input placeholder=请输入手机号><input placeholder=验证码><button>获取验证码</button>
        <button>登录</button></div>""",
    "french": """<form><input aria-label="Adresse e-mail"><input aria-label="Mot de passe"><button>Se connecter
        </button></form>""",
    "spanish": """<form><input placeholder="Correo"><input placeholder="Contraseña"><button>Iniciar sesión</button>
        </form>""",
    "german-sign-up": """<form><label>Vorname<input></label><label>Nachname<input></label><label>Kennwort
        <input type=password autocomplete=new-password></label><label><input type=checkbox required>Ich akzeptiere
        </label><label><input type=checkbox>Newsletter</label><button>Registrieren</button></form>""",
    "traps": """<form><input type=hidden name=csrf><input name=website style="position:absolute;left:-9999px">
        <input name=fax style="opacity:0"><input name=trap aria-hidden=true><input disabled name=d>
        <input readonly name=r><input type=email name=real><button>Subscribe</button></form>""",
    "digits": """<form>"""
    + "".join(f"<input maxlength=1 name=d{n}>" for n in range(6))
    + """<button>Verify</button></form><script>for (const i of document.querySelectorAll('input'))
        i.oninput = () => i.nextElementSibling?.focus()</script>""",
    "payment": "<form><input autocomplete=cc-number><input autocomplete=cc-exp><button>Pay now</button></form>",
    "delete": "<form><input type=password><button>Delete account</button></form>",
    "prefix": """<form><select name=cc><option value=US>United States (+1)<option value=DE>Germany (+49)
        <option value=LI>Liechtenstein (+423)</select><input type=tel><button>Weiter</button></form>""",
    "near-prefix": "<form><select name=size><option>S<option>M</select><input type=tel><button>Weiter</button></form>",
    "shadow": """<x-login></x-login><script>customElements.define('x-login', class extends HTMLElement {
        connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML =
        '<form><input type=email><input type=password><button>Log in</button></form>' } })</script>""",
    "tabs": """<button role=tab aria-selected=true>E-mail</button><button role=tab aria-selected=false>Phone</button>
        <button role=tab>Reviews</button><form><input type=email><button>Continue</button></form>
        <a href="#">Sign in with a password</a><button>Sign in with Google</button><button>Log out</button>""",
    "links": """<a href=/join>Create account</a><a href=/in>Sign in</a><a href=/datenschutz>Datenschutzerklärung</a>
        <a href=/p rel=privacy-policy>Rules</a><a href=https://elsewhere.test/login>Log in elsewhere</a>
        <a href="javascript:alert(1)">privacy</a><a href=/chat>Chat</a><a href=/about>About</a>""",
    "chat": """<title>Assistant</title><div contenteditable=true data-placeholder='Ask anything'></div>
        <button>Send</button>""",
    "contact": "<form><input type=email><textarea name=message></textarea><button>Send</button></form>",
    "plain": "<h1>Nothing to fill in</h1><button>Next picture</button>",
    "hostile": """<form id="x');alert(1);//"><input type=email name="&quot;]){}<script>" placeholder="\u202egnp.exe">
        <button>\u0000Sign in</button></form><script>Object.prototype.toJSON = () => 1; Array.prototype.map = null;
        HTMLFormElement.prototype.submit = 1; document.querySelectorAll = null</script>""",
    "swallowing": """<form><input name=email type=email><button>Go</button></form><script>let n = 0;
        onkeydown = (e) => { if (++n == 5) e.preventDefault() }</script>""",
    "shortening": """<form><input name=email type=email maxlength=6><button>Go</button></form><script>let n = 0;
        onkeydown = () => { document.title = ++n }</script>""",
    "clobbered": "<form><input type=email name=checkVisibility><input name=form id=submit><button>Go</button></form>",
}


@dataclass
class Looked:
    surveys: dict[str, Survey]
    digits: list[str]
    german_number: bool
    typed: dict[str, str]
    """What the field of a page holds after it was filled in, and the page's title then."""


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looked]:
    yield asyncio.run(_look())


async def _look() -> Looked:
    found = Looked({}, [], False, {})

    async def drive(page: Page, filled: list[FilledField]) -> None:
        forms = Forms(page)
        for name in PAGES:
            await page.navigate(site.url(f"/{name}"))
            survey = found.surveys[name] = await forms.survey()
            if name == "digits":
                (field,) = survey.groups[0].fields
                await forms.fill(field, "471926")
                found.digits = await page.evaluate("[...document.querySelectorAll('input')].map(i => i.value)")
            if name in ("swallowing", "shortening"):
                assert await forms.fill(survey.groups[0].fields[0], "trap.q8@nobody.test")
                found.typed[name] = await page.evaluate("document.querySelector('input').value + document.title")
            if name == "prefix" and (prefix := survey.groups[0].prefix):
                found.german_number = await forms.choose_prefix(prefix, "+49", "DE")
                found.german_number &= await page.evaluate("document.querySelector('select').value") == "DE"

    spool = Spool()
    try:
        async with serve(
            {f"/{name}": f"<!doctype html><meta charset=utf-8>{text}" for name, text in PAGES.items()}
        ) as site:
            await record(site.url("/login"), spool, drive, seconds=30)
    finally:
        spool.close()
    return found


def only(looked: Looked, name: str) -> Group:
    (group,) = looked.surveys[name].groups
    return group


def data(group: Group) -> list[str]:
    return [field.data for field in group.fields]


def test_a_field_is_typed_anew_when_a_key_was_lost(looked: Looked) -> None:
    assert looked.typed["swallowing"] == "trap.q8@nobody.test"


def test_a_field_is_typed_twice_and_left_when_the_page_shortens_what_is_typed(looked: Looked) -> None:
    assert looked.typed["shortening"] == f"trap.q{2 * len('trap.q8@nobody.test')}"


@pytest.mark.parametrize("value", ["trap.q8@nobodytest", "trap", "t", "rap.q8@nobody.test"])
def test_keys_were_lost_when_the_field_lacks_some(value: str) -> None:
    assert keys_lost("trap.q8@nobody.test", value)


@pytest.mark.parametrize("value", ["trap.q8@nobody.test", "", "TRAP", "(+49) 15", "tset", "trap.q8@nobody.test!"])
def test_no_keys_were_lost_when_the_field_holds_all_or_something_else(value: str) -> None:
    assert not keys_lost("trap.q8@nobody.test", value)


def test_login_is_recognised_when_its_fields_have_types(looked: Looked) -> None:
    group = only(looked, "login")
    assert (group.kind, data(group)) == ("login", ["email", "password"])
    assert [f.selector for f in group.fields] == ['input[name="a"]', 'input[type="password"]']


def test_fields_are_recognised_by_name_when_they_have_no_type(looked: Looked) -> None:
    kinds = ["username", "password", "phone", "postal-code", "search", "address", "birthdate"]
    assert data(only(looked, "names-only")) == kinds


@pytest.mark.parametrize(
    ("page", "kind", "expected"),
    [
        ("chinese", "login", ["phone", "otp"]),
        ("french", "login", ["email", "password"]),
        ("spanish", "login", ["email", "password"]),
        ("german-sign-up", "sign-up", ["name", "name", "password"]),
    ],
)
def test_fields_are_recognised_when_their_labels_are_in_another_language(
    looked: Looked, page: str, kind: str, expected: list[str]
) -> None:
    group = only(looked, page)
    assert (group.kind, data(group)) == (kind, expected)


def test_code_button_is_told_from_the_submit_button_when_both_are_there(looked: Looked) -> None:
    group = only(looked, "chinese")
    assert group.send_code is not None
    assert group.submit not in (None, group.send_code)


def test_only_the_required_box_is_ticked_when_there_is_an_offer_beside_it(looked: Looked) -> None:
    assert len(only(looked, "german-sign-up").checks) == 1


def test_traps_and_fixed_fields_are_left_out_when_no_person_would_fill_them_in(looked: Looked) -> None:
    group = only(looked, "traps")
    assert [f.selector for f in group.fields] == ['input[name="real"]']
    assert group.kind == "newsletter"


def test_boxes_for_single_digits_are_one_field_when_they_belong_together(looked: Looked) -> None:
    assert data(only(looked, "digits")) == ["otp"]
    assert looked.digits == list("471926")


def test_form_is_marked_when_it_takes_cards(looked: Looked) -> None:
    assert only(looked, "payment").kind == "payment"


def test_form_has_no_submit_button_when_its_button_deletes(looked: Looked) -> None:
    group = only(looked, "delete")
    assert (group.submit, group.blocked) == (None, True)


def test_country_is_chosen_when_only_its_text_holds_the_prefix(looked: Looked) -> None:
    assert looked.german_number


def test_list_is_no_country_list_when_it_holds_no_prefixes(looked: Looked) -> None:
    assert only(looked, "near-prefix").prefix is None


def test_fields_are_found_when_they_are_in_an_open_shadow_root(looked: Looked) -> None:
    group = only(looked, "shadow")
    assert (group.kind, data(group)) == ("login", ["email", "password"])


def test_controls_are_those_that_bring_out_forms_when_there_are_others(looked: Looked) -> None:
    assert [c.text for c in looked.surveys["tabs"].controls] == ["Phone", "Sign in with a password"]


def test_links_are_sorted_by_what_they_lead_to(looked: Looked) -> None:
    links = [(link.kind, link.url.rpartition("/")[2], link.exact) for link in looked.surveys["links"].links]
    assert links == [
        ("sign-up", "join", False),
        ("login", "in", False),
        ("privacy", "datenschutz", False),
        ("privacy", "p", True),
        ("chat", "chat", False),
    ]


def test_chat_is_recognised_when_it_is_an_editable_element(looked: Looked) -> None:
    assert (only(looked, "chat").kind, data(only(looked, "chat"))) == ("chat", ["message"])
    assert looked.surveys["chat"].chatty


def test_message_form_is_no_chat_when_it_asks_for_an_address(looked: Looked) -> None:
    assert only(looked, "contact").kind == "contact"


def test_nothing_is_found_when_there_is_nothing_to_fill_in(looked: Looked) -> None:
    survey = looked.surveys["plain"]
    assert (survey.groups, survey.controls, survey.links) == ((), (), ())


def test_form_is_read_when_the_page_breaks_its_own_globals(looked: Looked) -> None:
    assert data(only(looked, "hostile")) == ["email"]


def test_form_is_read_when_its_fields_are_named_like_properties(looked: Looked) -> None:
    assert data(only(looked, "clobbered"))[0] == "email"
