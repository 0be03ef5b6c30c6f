"""Secrets of the user do not stand in a bundle, in no form that anybody would look for."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from aiohttp import web
from capture_site import serve
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow import store
from undertow.capture import CapturePlan, Spool, capture
from undertow.capture.flow import FlowStep, Secret, UserFlow
from undertow.capture.redaction import Redactor
from undertow.capture.vantage import named

SECRET = 'Tr0ub4&dor "3/ü+x?'
TOKEN = "secretbcdfghjkmnpqrs"


def forms(value: str) -> dict[str, bytes]:
    """A value as pages send it."""
    inner = json.dumps(value)
    return {
        "clear": value.encode(),
        "URL": quote(value, safe="").encode(),
        "URL, script": quote(value, safe="!'()*~").encode(),
        "form": quote_plus(value).encode(),
        "URL twice": quote(quote(value, safe=""), safe="").encode(),
        "JSON": inner[1:-1].encode(),
        "JSON in JSON": json.dumps(inner)[3:-3].encode(),
        "JSON, not ASCII": json.dumps(value, ensure_ascii=False)[1:-1].encode(),
        "hexadecimal": value.encode().hex().encode(),
        "SHA-256": hashlib.sha256(value.encode()).hexdigest().encode(),
        **{f"base64 at {n}": base64.b64encode(b"x" * n + value.encode() + b"yz") for n in range(3)},
        "base64, URL": base64.urlsafe_b64encode(value.encode()),
        "base64 of JSON": base64.b64encode(json.dumps({"password": value}).encode()),
    }


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=4, max_size=24).filter(lambda t: t.strip() == t and "\0" not in t and not _surrogate(t)))
def test_secret_is_gone_whatever_it_is_and_however_it_is_written(value: str) -> None:
    redactor = Redactor([Secret("S", value, TOKEN, "password")])
    for name, form in forms(value).items():
        clean = redactor.data(b'{"a":"' + form + b'"}')
        assert form not in clean, name
        assert clean.startswith(b'{"a":"'), name


def _surrogate(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_secret_is_gone_when_the_body_was_compressed(pack: object) -> None:
    packed = pack(b"user=" + SECRET.encode())  # type: ignore[operator]
    clean = Redactor([Secret("S", SECRET, TOKEN, "password")]).data(packed)
    assert zlib.decompress(clean, 47) == b"user=" + TOKEN.encode()


def test_token_is_written_like_the_secret_was_when_it_was_encoded() -> None:
    redactor = Redactor([Secret("S", SECRET, TOKEN, "password")])
    assert redactor.data(base64.b64encode(b"x" + SECRET.encode())) == base64.b64encode(b"x" + TOKEN.encode())
    digest = hashlib.sha256(SECRET.encode()).hexdigest().encode()
    assert redactor.data(digest) == hashlib.sha256(TOKEN.encode()).hexdigest().encode()


def test_beginning_of_a_secret_is_gone_when_a_text_was_cut_in_it() -> None:
    assert Redactor([Secret("S", SECRET, TOKEN, "password")]).text("value: " + SECRET[:7]) == "value: " + TOKEN


def test_other_bytes_stay_as_they_are() -> None:
    data = bytes(range(256)) * 50 + base64.b64encode(b"nothing of the kind at all") + gzip.compress(b"or here")
    assert Redactor([Secret("S", SECRET, TOKEN, "password")]).data(data) is data


PAGE = """<!doctype html><meta charset=utf-8><form id=f><label>User <input name=u></label>
<label>Password <input type=password name=p></label><button>Log in</button></form><script>
f.onsubmit = async (event) => {
  event.preventDefault();
  const [u, p] = [f.u.value, f.p.value], code = (t) => btoa(unescape(encodeURIComponent(t)));
  await fetch('/login', {method: 'POST', body: JSON.stringify({u, p, twice: JSON.stringify({p}), b: code(p)})});
  await fetch('/form', {method: 'POST', body: new URLSearchParams({u, p})});
  await fetch('/get?p=' + encodeURIComponent(p) + '&x=' + code('x' + p));
  localStorage.kept = p; document.cookie = 'kept=' + encodeURIComponent(p);
  eval('window.told = ' + JSON.stringify(p)); console.log(p); document.title = 'Hello ' + u;
  document.body.append('Hello ' + u); location = '/in?who=' + encodeURIComponent(u);
};
f.u.oninput = () => fetch('/typed?' + encodeURIComponent(f.u.value));
</script>"""


@pytest.mark.browser
async def test_no_byte_of_the_bundle_holds_a_secret_when_a_flow_has_logged_in(tmp_path: Path) -> None:
    user = "ada.q7@mail-of-mine.example"
    secrets = (Secret("USER", user, "secretuserbcdfghjk", "email"), Secret("PASS", SECRET, TOKEN, "password"))
    steps = (
        FlowStep(do="fill", targets=(("label/User",),), value="{env:USER}"),
        FlowStep(do="fill", targets=(("label/Password",),), value="{env:PASS}"),
        FlowStep(do="click", targets=(("text/Log in",),)),
        FlowStep(do="wait", seconds=1),
    )

    async def echo(request: web.Request) -> web.StreamResponse:
        return web.Response(body=await request.read(), content_type="application/json")

    bundle = tmp_path / "bundle.wacz"
    async with serve({"/": PAGE, "/login": echo}) as site:
        plan = CapturePlan(
            target=site.url(),
            vantages=named(["north-america"]),
            selfcheck=False,
            flow=UserFlow("log in", steps, secrets),
        )
        with Spool() as spool:
            evidence = await capture(plan, spool, progress=lambda _: None)
            store.write(bundle, evidence, spool)
        got = {a.path.partition("?")[0]: a for a in site.log}
    assert json.loads(got["/login"].body)["p"] == SECRET, "the page itself got it"
    assert "/in" in got
    held = _unpacked(bundle)
    for value in (user, SECRET):
        for name, form in forms(value).items():
            if "base64 at" not in name:
                assert form not in held, name
        core = base64.b64encode(value.encode())[:-4]
        assert core not in held
    assert TOKEN.encode() in held
    assert [f.data for f in evidence.visits[0].fields] == ["email", "password"]
    assert not any(step.screenshot for step in evidence.visits[0].steps[1:])


def _unpacked(path: Path) -> bytes:
    """All bytes of a bundle, out of the archive and out of the compressed records in it."""
    parts = [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            parts += [data, gzip.decompress(data) if data[:2] == b"\x1f\x8b" else b""]
    return b"\n".join(parts)
