"""The delivered scripts do what truth.toml says they do: run in a small stage, outside any browser."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from stage import Page

from undertow.lab import LabApp, apps
from undertow.lab.truth import load

BRIGHTWATER, _, PLAINFIELD = apps()
CARRIER = "verify.cmpassport.com"
SUBMIT_PHONE = ("phone-form", "submit")
SUBMIT_EMAIL = ("email-form", "submit")


def delivered(app: LabApp, stem: str) -> Path:
    """The delivered script of this name, whatever its content hash."""
    (path,) = (app.folder / "site").rglob(f"{stem}*.js")
    return path


CHUNK = delivered(BRIGHTWATER, "login.").read_text(encoding="utf-8")


def sign_in_page(*, prefix: str = "+1", zone: str = "America/New_York", language: str = "en-US", **config: str) -> Page:
    return Page(
        elements=["phone-form", "email-form"],
        fields={
            'select[name="country_code"]': prefix,
            'input[type="tel"]': "123 4567-8901",
            'input[type="email"]': "kept+private@example.test",
        },
        zone=zone,
        navigator={
            "language": language,
            "platform": "Linux x86_64",
            "userAgent": "Agent/1.0",
            "appVersion": "1.0",
            "cookieEnabled": True,
            "hardwareConcurrency": 8,
            "plugins": [1, 2],
            "connection": {"type": "cellular"},
        },
        answers={"/api/config": config},
    )


def to_carrier(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in sent if CARRIER in each["url"]]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin"])
@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "ZH"])
def test_carrier_chunk_sends_number_when_prefix_zone_and_language_say_mainland(zone: str, language: str) -> None:
    page = sign_in_page(prefix="+86", zone=zone, language=language)
    (request,) = to_carrier(page.run(CHUNK, SUBMIT_PHONE))
    assert (request["sink"], request["url"]) == ("xhr", f"https://{CARRIER}/h5/httpsPreGetmobile")
    assert base64.b64decode(json.loads(request["body"])["msisdn"]) == b"+8612345678901"


@pytest.mark.parametrize(
    ("prefix", "zone", "language"),
    [
        ("+1", "America/New_York", "en-US"),
        ("+49", "Europe/Berlin", "de-DE"),
        ("+1", "Asia/Shanghai", "zh-CN"),
        ("+852", "Asia/Shanghai", "zh-CN"),
        ("+86", "Asia/Hong_Kong", "zh-CN"),
        ("+86", "Asia/Shanghai", "en-US"),
    ],
)
def test_carrier_chunk_stays_silent_when_one_condition_is_missing(prefix: str, zone: str, language: str) -> None:
    page = sign_in_page(prefix=prefix, zone=zone, language=language)
    assert page.run(CHUNK, SUBMIT_PHONE) == []


def test_carrier_chunk_joins_and_hashes_device_traits_when_it_sends() -> None:
    page = sign_in_page(prefix="+86", zone="Asia/Shanghai", language="zh-CN")
    (request,) = to_carrier(page.run(CHUNK, SUBMIT_PHONE))
    traits = "Linux x86_64@@Agent/1.0@@1.0@@true@@@@8@@zh-CN@@2@@1280@@700@@24@@Asia/Shanghai@@cellular"
    expected = base64.b64encode(hashlib.md5(traits.encode(), usedforsecurity=False).hexdigest().encode())
    assert unquote(json.loads(request["body"])["userInformation"]).encode() == expected


def test_carrier_chunk_sends_email_when_server_names_the_carrier() -> None:
    sent = sign_in_page(carrier="CMCC").run(CHUNK, SUBMIT_EMAIL)
    (request,) = to_carrier(sent)
    assert (request["sink"], request["url"]) == ("fetch", f"https://{CARRIER}/h5/onekeylogin/authGetToken")
    assert unquote(json.loads(request["body"])["account"]) == "kept+private@example.test"


@pytest.mark.parametrize("carrier", ["", "CUCC", "cmcc"])
def test_carrier_chunk_only_asks_own_server_when_it_names_no_or_another_carrier(carrier: str) -> None:
    page = sign_in_page(prefix="+86", zone="Asia/Shanghai", language="zh-CN", carrier=carrier)
    assert [each["url"] for each in page.run(CHUNK, SUBMIT_EMAIL)] == ["/api/config"]


def test_carrier_chunk_does_nothing_when_page_has_no_form() -> None:
    assert Page().run(CHUNK) == []


@pytest.mark.parametrize("secret", ["cmpassport", "msisdn", "userInformation", "Asia/Shanghai", "+86", "CMCC", "YDRZ"])
def test_carrier_chunk_hides_its_words_when_read_as_text(secret: str) -> None:
    assert secret not in CHUNK


def test_carrier_chunk_stays_of_a_size_that_is_found_in_the_wild() -> None:
    assert 20_000 < len(CHUNK) < 120_000


def test_plainfield_hashes_only_its_own_file_list_when_it_fetches_news() -> None:
    page = Page(elements=["arrivals"], answers={"/news.json": {"arrivals": []}})
    script = delivered(PLAINFIELD, "versions.min").read_text(encoding="utf-8")
    files = "hours.json 2026-10-01\narrivals.json 2026-11-16\nlibrary.css 2026-09-12"
    version = hashlib.sha256(files.encode()).hexdigest()[:12]
    assert page.run(script) == [{"sink": "fetch", "url": f"/news.json?v={version}", "body": None}]


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_script_that_truth_names_is_delivered(app: LabApp) -> None:
    names = {path.name for path in (app.folder / "site").rglob("*.js")}
    assert {flow.script for flow in load(app.truth_path).flows} - {""} <= names


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_page_carries_the_banner_and_names_only_what_exists(app: LabApp) -> None:
    site = app.folder / "site"
    scripts = {path.name for path in site.rglob("*.js")}
    pages = list(site.rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "Fictional app; no statement about any named company." in text
        for source in text.split('<script defer src="')[1:]:
            assert source.split('"')[0].rsplit("/", 1)[1] in scripts


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_other_host_in_truth_stands_in_the_script_that_truth_names_unless_hidden(app: LabApp) -> None:
    for flow in load(app.truth_path).flows:
        if flow.first_party:
            continue
        text = next((app.folder / "site").rglob(flow.script)).read_text(encoding="utf-8")
        assert (flow.host in text) == (flow.host != CARRIER)


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_policy_names_and_omits_what_truth_says(app: LabApp) -> None:
    brands = {
        "gator.volces.com": ("Volcano Engine",),
        "fp-it.portal101.cn": ("Shumei", "portal101"),
        "verify.cmpassport.com": ("China Mobile", "CMCC", "carrier", "cmpassport"),
        "www.facebook.com": ("Meta",),
        "rs.fullstory.com": ("FullStory",),
        "widget.criteo.com": ("Criteo",),
        "h.online-metrix.net": ("ThreatMetrix", "LexisNexis"),
    }
    truth = load(app.truth_path)
    (page,) = (app.folder / "site").rglob("privacy.html")
    text = page.read_text(encoding="utf-8")
    assert all(any(brand in text for brand in brands[host]) for host in truth.policy_names)
    assert not any(brand.lower() in text.lower() for host in truth.policy_omits for brand in brands[host])
