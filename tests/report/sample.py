"""Audit results to draw reports from: one like the reference case, one hostile, one with nothing in it."""

from __future__ import annotations

import hashlib
import struct
import zlib

import msgspec

from undertow.model import (
    AuditResult,
    ChannelCheck,
    Circumstance,
    Coverage,
    EvidenceRef,
    Excerpt,
    Finding,
    Flow,
    Gap,
    Guard,
    Law,
    Listing,
    Outcome,
    Owner,
    Party,
    PathStep,
    PolicyCheck,
    PolicyMention,
    ProbeCheck,
    Screenshot,
    SelfCheck,
    Sha256,
    SignatureHit,
    SignatureSign,
    Summary,
    VisitSummary,
)

CARRIER = "verify.cmpassport.com"
RISK = "fp-it.portal101.cn"
TELEMETRY = "mcs.volceapplog.example"
APP = "chat.brightwater.test"
TARGET = f"https://{APP}/sign_in"
LISTS = ("FCC Covered List", "FCC section 214 denial", "NS-CMIC List", "Section 1260H list")
LIMITS = (
    "What a server passes on to others cannot be seen from a browser.",
    "Vantages are settings of the browser; no network exit in those countries was used.",
)


def sha(text: str) -> Sha256:
    return hashlib.sha256(text.encode()).hexdigest()


def picture(red: int, green: int, blue: int, width: int = 640, height: int = 400) -> bytes:
    """A small PNG: a page of one colour with a header band."""
    band = bytes([40, 52, 70]) * width
    page = bytes([red, green, blue]) * width
    rows = b"".join(b"\0" + (band if y < height // 8 else page) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class MemoryBlobs:
    """Blobs that are held in memory."""

    def __init__(self, *bodies: bytes) -> None:
        self._bodies = {hashlib.sha256(body).hexdigest(): body for body in bodies}

    def get(self, sha256: Sha256) -> bytes:
        return self._bodies[sha256]

    def hashes(self) -> tuple[Sha256, ...]:
        """In the order given."""
        return tuple(self._bodies)

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._bodies


PICTURES = (picture(236, 239, 244), picture(226, 235, 228), picture(244, 236, 226))
BLOBS = MemoryBlobs(*PICTURES)
_SHOTS = tuple(hashlib.sha256(body).hexdigest() for body in PICTURES)

PREFIX = Circumstance(
    dimension="phone-prefix", operator="starts-with", values=("+86",), text="the phone number starts with +86"
)
LANGUAGE = Circumstance(
    dimension="language", operator="starts-with", values=("zh",), text="the browser language starts with zh"
)
ZONE = Circumstance(
    dimension="timezone", operator="equals", values=("Asia/Shanghai",), text="the time zone is Asia/Shanghai"
)
ANSWER = Circumstance(
    dimension="server-answer", operator="equals", values=("cmcc",), text='the server answers with the carrier "cmcc"'
)
_GUARDS = (
    Guard(span=(91_204, 91_236), code='phone.slice(0, 3) === "+86"', circumstances=(PREFIX,)),
    Guard(span=(91_240, 91_262), code="inChina()", circumstances=(LANGUAGE, ZONE)),
    Guard(span=(90_110, 90_141), code="on 'submit'", kind="event"),
)
_EXCERPT = Excerpt(
    span=(91_204, 91_377),
    original="_0x3ab1(0x1f2)===_0x55c(e[_0x3ab1(0x9c)](0x0,0x3))&&_0x2c()&&\n"
    "_0x4d[_0x3ab1(0x71)](_0x3ab1(0x133)+_0x9e(0x44),{'msisdn':e,'userInformation':_0x7f(_0x1d[_0x3ab1(0x5)]('@@'))})",
    decoded='if (phone.slice(0, 3) === "+86" && inChina()) {\n'
    '  post("https://verify.cmpassport.com/h5/getMobile", {\n'
    "    msisdn: phone,\n"
    '    userInformation: md5(traits.join("@@")),\n'
    "  });\n}",
)
_PATH = (
    PathStep(span=(88_020, 88_051), what="read of #phone", code='document.querySelector("#phone").value'),
    PathStep(span=(90_880, 90_902), what="argument 1 of oneTap()", code="oneTap(phone, traits)"),
    PathStep(span=(91_290, 91_377), what="body of fetch", code="JSON.stringify({ msisdn: phone })"),
)
YDRZ = SignatureHit(
    id="cm-h5-ydrz",
    system='China Mobile H5/Web number auth ("YDRZ" JSSDK)',
    kind="carrier-auth",
    operator="China Mobile (cmpassport.com)",
    operator_country="CN",
    confidence="confirmed",
    signs=tuple(
        SignatureSign(sign=sign, weight=weight)
        for sign, weight in ((f"host:{CARRIER}", 0), ("path:/h5/getMobile", 1), ("field:userInformation", 1))
    ),
    verified=True,
)
_LOGIN, _RISK_JS, _APP_JS = sha("login"), sha("dp"), sha("app")


def listing(entity: str, list_name: str, scope: str, date: str, *, verified: bool | str = True) -> Listing:
    return Listing(
        list=list_name,
        authority="US FCC" if "FCC" in list_name else "US DoD" if "1260H" in list_name else "US OFAC",
        entity=entity,
        relation="group",
        scope=scope,
        date=date,
        citation="Pub. L. 116-283 s.1260H" if "1260H" in list_name else "E.O. 14032" if "NS" in list_name else "19-38",
        propagation="listed name only",
        source="opensanctions@f33cff233ff4 (2026-08-22)",
        verified="partial" if verified == "partial" else bool(verified),
    )


LISTINGS = (
    listing("China Mobile International (USA) Inc.", LISTS[1], "US-international telecom services", "2019-05-09"),
    listing("China Mobile Communications Group Co., Ltd.", LISTS[3], "DoD procurement; no asset freeze", "2026-06-08"),
    listing("China Mobile Limited", LISTS[3], "DoD procurement; no asset freeze", "2026-06-08"),
    listing(
        "China Mobile Limited", LISTS[2], "trade in its securities; not blocking", "2021-06-03", verified="partial"
    ),
)
_NIL = Law(
    country="CN",
    law="National Intelligence Law (2017-06-27, am. 2018-04-27)",
    article="arts 7, 14",
    compels="Requires lawful support, help and cooperation with state intelligence work and secrecy about it.",
    binds="every organisation and citizen; state organs",
    status="in force",
    sources=("LawRefBook/Laws@2f4c5c2 国家情报法(2018-04-27).md",),
    verified=True,
)


def _owner(name: str, kind: str, state: str | None, *, verified: bool) -> Owner:
    return Owner(
        name=name, country="CN", kind=kind, share=None, state_ownership=state,
        sources=("FCC 19-38 (2019-05-09)",) if verified else (), verified=verified, as_of="2026-11-22",
    )  # fmt: skip


CARRIER_PARTY = Party(
    host=CARRIER,
    domain="cmpassport.com",
    organisation="China Mobile Internet Co., Ltd.",
    brand="China Mobile",
    operator_country="CN",
    owners=(
        _owner("China Mobile Communications Group Co., Ltd.", "state-owned enterprise", "state", verified=True),
        _owner("SASAC of the State Council (PRC)", "state body", "state", verified=True),
    ),
    state="CN",
    state_owned=True,
    listings=LISTINGS,
    lists_loaded=LISTS,
    laws=(_NIL,),
    basis="host in signatures.json: cm-h5-ydrz",
    confidence="likely",
    verified="partial",
    notes=("The operator's own registration was not read.",),
)
RISK_PARTY = Party(
    host=RISK,
    domain="portal101.cn",
    organisation="Beijing Shumei Shidai Technology Co., Ltd.",
    operator_country="CN",
    lists_loaded=LISTS,
    laws=(_NIL,),
    basis="host in signatures.json: shumei-web",
    confidence="likely",
)
TELEMETRY_PARTY = Party(
    host=TELEMETRY, domain="volceapplog.example", organisation=None, operator_country=None, lists_loaded=LISTS,
    basis="nothing known of this host",
)  # fmt: skip
APP_PARTY = Party(
    host=APP, domain="brightwater.test", organisation="Brightwater", operator_country=None, lists_loaded=LISTS,
    basis="the audited app itself",
)  # fmt: skip

_NAMES = (("north-america", "North America", "US"), ("western-europe", "Western Europe", "DE"),
          ("mainland-china", "Mainland China", "CN"))  # fmt: skip


def outcomes(*words: str) -> tuple[Outcome, ...]:
    """One outcome a vantage, in the order North America, Western Europe, mainland China."""
    found: list[Outcome] = []
    for (name, _, _), word in zip(_NAMES, words, strict=True):
        if word == "sent":
            found.append(Outcome(vantage=name, outcome="sent", visits=1, sent=1))
        elif word == "not sent":
            found.append(Outcome(vantage=name, outcome="not sent", visits=1, sent=0))
        else:
            found.append(Outcome(vantage=name, outcome="not tried", visits=0, sent=0))
    return tuple(found)


def body(visit: int, span: tuple[int, int], *layers: str, note: str = "") -> EvidenceRef:
    return EvidenceRef(kind="exchange", id=f"v{visit}.e17", part="body", span=span, layers=layers, note=note)


EVERYWHERE = outcomes("sent", "sent", "sent")
CHINA_ONLY = outcomes("not sent", "not sent", "sent")

PHONE_FLOW = Flow(
    id="f1c0ffee", data="phone", detail=("login form, phone tab",), script="login.4c1f.js", script_sha256=_LOGIN,
    script_url=f"https://{APP}/assets/login.4c1f.js", obfuscated=True, sink="fetch", host=CARRIER,
    url=f"https://{CARRIER}/h5/getMobile", first_party=False, organisation=CARRIER_PARTY.organisation,
    owner=CARRIER_PARTY.owner, state="CN", operator_country="CN", listings=LISTINGS, grade="triggered",
    guard="the phone number starts with +86, the browser language starts with zh and the time zone is Asia/Shanghai",
    guards=_GUARDS, circumstances=(PREFIX, LANGUAGE, ZONE), outcomes=CHINA_ONLY, systems=(YDRZ,),
    confidence="confirmed", excerpt=_EXCERPT, path=_PATH,
    evidence=(
        body(3, (118, 134), "json", "base64", note="The whole phone number stands in the body."),
        EvidenceRef(kind="script", id=_LOGIN, span=(91_204, 91_377), note="The call that sends."),
    ),
)  # fmt: skip
DEVICE_FLOW = msgspec.structs.replace(
    PHONE_FLOW, id="f2c0ffee", data="device", detail=("screen", "canvas", "fonts", "time zone", "platform"),
    evidence=(body(3, (150, 182), "json", "md5"),),
)  # fmt: skip
LATENT_FLOW = msgspec.structs.replace(
    PHONE_FLOW, id="f3c0ffee", data="email", detail=("login form, e-mail tab",), grade="latent",
    guard='the server answers with the carrier "cmcc"', circumstances=(ANSWER,),
    guards=(Guard(span=(93_000, 93_030), code='answer.carrier === "cmcc"', circumstances=(ANSWER,)),),
    outcomes=outcomes("not sent", "not sent", "not sent"), confidence="likely",
    evidence=(EvidenceRef(kind="script", id=_LOGIN, span=(93_000, 93_120)),),
)  # fmt: skip
RISK_FLOW = Flow(
    id="f4c0ffee", data="device", detail=("screen", "canvas", "WebGL", "audio", "fonts"), script="dp.min.js",
    script_sha256=_RISK_JS, script_url=f"https://{APP}/vendor/dp.min.js", sink="xhr", host=RISK,
    url=f"https://{RISK}/deviceprofile/v4", first_party=False, organisation=RISK_PARTY.organisation, owner=None,
    state=None, operator_country="CN", grade="observed", guard=None, outcomes=EVERYWHERE, confidence="confirmed",
    before_submit=True, evidence=(body(1, (0, 812), "json", "base64"),),
)  # fmt: skip
TELEMETRY_FLOW = Flow(
    id="f5c0ffee", data="identifier", detail=("cookie bw_id",), script="app.9b02.js", script_sha256=_APP_JS,
    script_url=f"https://{APP}/assets/app.9b02.js", sink="beacon", host=TELEMETRY, url=f"https://{TELEMETRY}/v1/list",
    first_party=False, organisation=None, owner=None, state=None, grade="observed", guard=None,
    outcomes=outcomes("sent", "not tried", "sent"), confidence="confirmed", evidence=(body(1, (30, 62), "json"),),
)  # fmt: skip


def _own(number: int, data: str) -> Flow:
    return msgspec.convert(
        msgspec.structs.asdict(TELEMETRY_FLOW)
        | {
            "id": f"f{number}c0ffee", "data": data, "detail": ("login form",), "sink": "fetch", "host": APP,
            "url": f"https://{APP}/api/login", "first_party": True, "organisation": "Brightwater",
            "outcomes": EVERYWHERE, "evidence": (body(1, (12, 40), "json"),),
        },
        Flow,
    )  # fmt: skip


FLOWS = (PHONE_FLOW, DEVICE_FLOW, LATENT_FLOW, RISK_FLOW, TELEMETRY_FLOW, _own(6, "email"), _own(7, "password"),
         _own(8, "message"))  # fmt: skip

FINDINGS = (
    Finding(
        id="bait-to-another-party.1a2b", detector="bait-to-another-party", severity="high", confidence="confirmed",
        title="Phone number sent to China Mobile Internet Co., Ltd.",
        detail="The phone number typed into the login form was found in a request to verify.cmpassport.com.",
        flows=("f1c0ffee",), host=CARRIER, evidence=(body(3, (118, 134), "json", "base64"),),
        advice="Load the carrier module only for people who choose one-tap sign-in, and name the recipient.",
    ),
    Finding(
        id="owner-group-on-list.77aa", detector="owner-group-on-list", severity="medium", confidence="likely",
        title="The recipient's owner group is named on official lists",
        detail="Three lists name companies of the same group. None names the operator of this host itself.",
        flows=("f1c0ffee", "f2c0ffee"), host=CARRIER, evidence=(body(3, (118, 134), "json"),),
    ),
    Finding(
        id="dormant-flow.9f00", detector="dormant-flow", severity="medium", confidence="likely",
        title="Code could send the e-mail address to China Mobile Internet Co., Ltd.",
        detail="A path from the e-mail field to the carrier's host exists; it was not seen to run.",
        flows=("f3c0ffee",), host=CARRIER, evidence=(EvidenceRef(kind="script", id=_LOGIN, span=(93_000, 93_120)),),
    ),
    Finding(
        id="device-fingerprint.0d11", detector="device-fingerprint", severity="medium", confidence="confirmed",
        title="Device fingerprint sent before anything was submitted", detail="Five groups of traits were joined.",
        flows=("f4c0ffee",), host=RISK, evidence=(body(1, (0, 812), "json", "base64"),),
    ),
)  # fmt: skip

VISITS = tuple(
    VisitSummary(
        id=f"v{number}", vantage=name, label=label, country=country, started=f"2026-11-22T10:1{number}:05Z",
        duration=21_400.0 + 1_000 * number, outcome="complete" if number < 3 else "partial", requests=48 + number,
        hosts=3 + (number == 3), steps=("land", "open sign-up", "fill login (phone tab)", "submit login", "policy"),
        fields=("email", "password", "phone"), screenshots=(Screenshot(step="submit login", image=_SHOTS[number - 1]),),
        phone_note="range reserved for fiction: 555-0100" if number == 1 else "unallocated pattern, no range for tests",
    )
    for number, (name, label, country) in enumerate(_NAMES, 1)
)  # fmt: skip

GAPS = (
    Gap(stage="capture", kind="body-unavailable", where=f"https://{RISK}/deviceprofile/v4", visit="v3",
        why="The browser dropped the answer before it was read.", hides_findings=False),
    Gap(stage="analysis", kind="step-limit", where="login.4c1f.js, bytes 12–9,120",
        why="The search was cut after 400,000 steps."),
)  # fmt: skip

SELFCHECK = SelfCheck(
    channels=tuple(ChannelCheck(channel=c, received=True, recorded=True) for c in
                   ("fetch", "xhr", "beacon", "websocket", "image", "form", "eventsource", "ping", "script", "css",
                    "worker fetch", "service worker fetch", "iframe fetch", "keepalive at page hide")),
    probes=tuple(ProbeCheck(api=f"Api{n % 40}.read", context=("page", "frame", "worker")[n % 3], seen=n not in (7, 90))
                 for n in range(120)),
    browser="Chromium 142",
)  # fmt: skip

POLICY = PolicyCheck(
    url=f"https://{APP}/privacy", language="en", dated="5 November 2026", retrieved="2026-11-22T10:13:40Z",
    sha256=sha("policy"), words=1_840, countries=("CN",),
    country_quotes=("We store your data on servers in the People's Republic of China.",),
    mentions=(
        PolicyMention(host=CARRIER, organisation=CARRIER_PARTY.organisation, found=False,
                      names_searched=("China Mobile", "中国移动", "CMCC", "cmpassport")),
        PolicyMention(host=RISK, organisation=RISK_PARTY.organisation, names_searched=("Shumei", "数美"), found=True,
                      quote="We use Shumei to tell people from robots.", page=f"https://{APP}/privacy"),
    ),
)  # fmt: skip

SAMPLE = AuditResult(
    tool="undertow 0.1.0",
    data=sha("data"),
    bundle="7f3a" + sha("bundle")[4:-2] + "c2",
    target=TARGET,
    fictional=True,
    summary=Summary(headline="", text=""),
    visits=VISITS,
    flows=FLOWS,
    findings=FINDINGS,
    gaps=GAPS,
    coverage=Coverage(scripts=9, bytes=412_880, bytes_not_run=156_894, functions=2_210, functions_run=1_370,
                      network_functions_not_run=17, opaque_payloads=1),
    selfcheck=SELFCHECK,
    parties=(CARRIER_PARTY, RISK_PARTY, TELEMETRY_PARTY, APP_PARTY),
    systems=(YDRZ,),
    policy=POLICY,
    not_seen=("Two functions that never ran can reach the network with the e-mail address.",
              "Refusing consent was not tried."),
    limits=LIMITS,
)  # fmt: skip
"""Like the reference case. Its summary is empty: tests put in what `summarise` says."""

EMPTY = AuditResult(
    tool="undertow 0.1.0", data=sha("data"), bundle=sha("empty"), target="https://plainfield.test/", fictional=False,
    summary=Summary(headline="", text=""), visits=(VISITS[0],), flows=(), findings=(), gaps=(),
    coverage=Coverage(scripts=0, bytes=0, bytes_not_run=None, functions=0, functions_run=0,
                      network_functions_not_run=0, opaque_payloads=0),
    selfcheck=None, parties=(), limits=LIMITS,
)  # fmt: skip

NASTY = "<script>alert(1)</script>\"'&\u202egnp.exe\u2066\x00\x1b[31m\x07{{7*7}}{% raw %}[bold red]x[/]"
"""Markup, quotes, direction marks, control characters, template syntax and console markup in one."""


def hostile(flows: int = 300) -> AuditResult:
    """Everything that a page can choose is hostile, and there is very much of it."""
    long = "a" * 5_000

    def nasty_flow(number: int) -> Flow:
        return msgspec.structs.replace(
            PHONE_FLOW, id=f"h{number}", host=f"{NASTY}{number}.example", script=f"{NASTY}{number}{long}",
            script_url=f"javascript:alert({number})//{NASTY}", url=f"https://x.example/{NASTY}{long}", guard=NASTY,
            detail=(NASTY, long), organisation=NASTY if number % 2 else None, owner=None, listings=(), systems=(),
            grade=("observed", "triggered", "forced", "latent", "referenced")[number % 5], sink=NASTY,
            excerpt=Excerpt(span=(0, 9), original=f"</pre>{NASTY}\n{long}", decoded=f"</details>{NASTY}"),
            guards=(Guard(span=(0, 3), code=NASTY, circumstances=(msgspec.structs.replace(PREFIX, text=NASTY),)),),
            path=(PathStep(span=(1, 2), what=NASTY, code=long),),
            evidence=(EvidenceRef(kind="exchange", id=NASTY, part=NASTY, layers=(NASTY,), note=NASTY),),
        )  # fmt: skip

    finding = msgspec.structs.replace(FINDINGS[0], title=NASTY, detail=NASTY, advice=NASTY, host=NASTY, flows=("h0",))
    gap = Gap(stage="capture", kind="x", where=NASTY + long, why=NASTY, visit="v1")
    bad_flows = tuple(nasty_flow(n) for n in range(flows))
    shots = (Screenshot(step=NASTY, image=sha("gone")), Screenshot(step="land", image=NASTY))
    return msgspec.structs.replace(
        SAMPLE, target=f"https://x.example/{NASTY}", flows=bad_flows, findings=(finding,), gaps=(gap,) * 3,
        parties=(msgspec.structs.replace(CARRIER_PARTY, host=bad_flows[0].host, organisation=NASTY, basis=NASTY),),
        summary=Summary(headline=NASTY, text=NASTY), not_seen=(NASTY,),
        policy=msgspec.structs.replace(POLICY, url=f"javascript:{NASTY}", country_quotes=(NASTY + long,), dated=NASTY),
        visits=(msgspec.structs.replace(VISITS[0], label=NASTY, screenshots=shots),),
    )  # fmt: skip
