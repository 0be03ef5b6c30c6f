"""What was recorded: the content of a bundle. Bodies, sources and pictures are blobs, named by their SHA-256."""

from __future__ import annotations

from typing import Literal, Protocol

from undertow.model.base import SCHEMA_VERSION, Header, Record, Sha256
from undertow.model.chat_run import ChatLine
from undertow.model.selfcheck import SelfCheck
from undertow.model.vantage import Vantage
from undertow.model.vocabulary import DataType


class Blobs(Protocol):
    """Bytes by their SHA-256; a spool directory while capturing, the sealed bundle afterwards."""

    def get(self, sha256: Sha256) -> bytes:
        """The bytes; KeyError if there are none of that hash."""

    def __contains__(self, sha256: object) -> bool: ...


class Gap(Record, frozen=True, kw_only=True):
    """Something that could not be seen: where, and why."""

    stage: Literal["selfcheck", "capture", "store", "analysis", "attribution", "policy", "conduct"]
    kind: str
    """Stable kebab-case word, e.g. ``visit-timed-out``, ``body-unavailable``, ``script-not-parsed``."""
    where: str
    """URL, host, script name or channel. Comes from the page: never to be trusted as markup."""
    why: str
    """One sentence for the reader."""
    visit: str | None = None
    """Id of the visit it belongs to; None if it concerns the whole audit."""
    hides_findings: bool = True
    """False where nothing that matters can hide in it, so that it does not change the exit code."""


class Bait(Record, frozen=True, kw_only=True):
    """A unique value typed into the page, built so that no part of it occurs by chance."""

    data: DataType
    value: str
    note: str
    """Where the value comes from and why it belongs to nobody (e.g. ``range reserved for fiction: 555-0100``)."""


class StackFrame(Record, frozen=True, kw_only=True):
    """One frame of a JavaScript stack."""

    url: str
    script: Sha256 | None
    """The script the frame is in; None if its source was not obtained."""
    function: str
    line: int
    """0-based."""
    column: int
    """0-based, in UTF-16 code units as the browser counts."""


class Message(Record, frozen=True, kw_only=True):
    """One message on an open connection (WebSocket, EventSource)."""

    at: float
    sent: bool
    """True from page to server."""
    binary: bool
    body: Sha256


Channel = Literal[
    "document", "stylesheet", "image", "media", "font", "script", "texttrack", "xhr", "fetch", "prefetch",
    "eventsource", "websocket", "manifest", "signedexchange", "ping", "cspviolationreport", "preflight", "fedcm",
    "beacon", "webrtc", "webtransport", "form", "preconnect", "dns-prefetch", "other",
]  # fmt: skip


class Exchange(Record, frozen=True, kw_only=True):
    """One request that left the page, with its answer if there was one."""

    id: str
    """Unique in the bundle, e.g. ``v2.e17``."""
    at: float
    """Milliseconds since the start of the visit."""
    step: str
    """Name of the journey step during which it left."""
    channel: Channel
    method: str
    url: str
    host: str
    """Lower-case host name without port; empty for URLs that have none."""
    request_headers: tuple[Header, ...] = ()
    request_body: Sha256 | None = None
    status: int | None = None
    response_headers: tuple[Header, ...] = ()
    response_body: Sha256 | None = None
    mime: str = ""
    remote_address: str | None = None
    """Address the browser connected to, with port; of an emulated host it is loopback."""
    error: str | None = None
    """The browser's error word, e.g. ``net::ERR_NAME_NOT_RESOLVED``; the request left the page all the same."""
    answered_by_us: bool = False
    """True if our own process answered instead of the network (submission held back, sealed host)."""
    stack: tuple[StackFrame, ...] = ()
    """Innermost first, across asynchronous hops as far as the browser follows them."""
    frame_url: str = ""
    """Document or worker that sent it."""
    target: str = "page"
    """Kind of target: page, iframe, worker, shared_worker, service_worker ..."""
    redirected_from: str | None = None
    """Id of the exchange whose redirect led here."""
    messages: tuple[Message, ...] = ()
    witnesses: tuple[Literal["network", "fetch", "probe", "netlog"], ...] = ("network",)


class ProbeEvent(Record, frozen=True, kw_only=True):
    """Calls of one watched API from one place."""

    id: str
    at: float
    """Milliseconds since the start of the visit, of the first call."""
    step: str
    api: str
    """e.g. ``HTMLCanvasElement.prototype.toDataURL``."""
    kind: str
    """Family in probe_apis.json, e.g. ``canvas``, ``traits``, ``form-values``, ``storage``, ``crypto``."""
    arguments: tuple[str, ...] = ()
    """Of the first call, cut to a fixed length."""
    result: str | None = None
    """Of the first call, cut likewise; None if not taken."""
    count: int = 1
    stack: tuple[StackFrame, ...] = ()
    frame_url: str = ""
    target: str = "page"


class ConsoleLine(Record, frozen=True, kw_only=True):
    """What a script wrote to the console, or an error that nobody caught."""

    id: str
    at: float
    """Milliseconds since the start of the visit, of the first of equal ones."""
    step: str
    level: Literal["log", "debug", "info", "warning", "error", "uncaught"]
    text: str
    """As the console shows it, cut to a fixed length."""
    count: int = 1
    """How often the same came from the same place."""
    stack: tuple[StackFrame, ...] = ()
    target: str = "page"


class ScriptUse(Record, frozen=True, kw_only=True):
    """One delivery of a script in one visit."""

    script: Sha256
    url: str
    """Address it came from; for inline, eval and blob code the document or script that held or made it."""
    origin: Literal["url", "inline", "eval", "blob", "data", "worker", "service-worker", "wasm"]
    parent: Sha256 | None = None
    """Script that created it (eval), where known."""
    line: int = 0
    """0-based line at which inline code starts in its document."""
    functions: int = 0
    functions_run: int = 0
    not_run: tuple[tuple[int, int], ...] = ()
    """Ranges never executed, in UTF-16 code units of the source, by block coverage; disjoint and sorted."""
    covered: bool = False
    """False: execution was not measured here, so ``functions`` and ``not_run`` say nothing."""


class Script(Record, frozen=True, kw_only=True):
    """One body of JavaScript (or WebAssembly)."""

    sha256: Sha256
    size: int
    """Bytes."""
    kind: Literal["javascript", "module", "wasm"] = "javascript"
    name: str
    """How reports call it: file name of its first URL, or ``inline #2 of /sign_in`` and the like."""


class StorageItem(Record, frozen=True, kw_only=True):
    """One stored value at the end of a visit."""

    area: Literal["cookie", "local", "session", "indexed-db", "cache"]
    origin: str
    """Origin, or domain of the cookie."""
    key: str
    """In ``indexed-db``: database, store and number of the entry, with slashes between. In ``cache``: name of the cache
    and address of the request, with a slash between."""
    value: str
    """In ``indexed-db``: the entry as JSON. In ``cache``: the beginning of the answer, as text."""
    writer: str | None = None
    """Id of the exchange whose answer set it, or of the last call that wrote it; None where neither is known."""
    returned: bool = False
    """A cookie that was deleted in the step of phase ``return``, and was there again with this value at the end."""


class FilledField(Record, frozen=True, kw_only=True):
    """A form field that was found and given a bait."""

    data: DataType
    form: str
    """How the journey names the form, e.g. ``login (phone tab)``."""
    label: str
    selector: str
    frame_url: str


class Step(Record, frozen=True, kw_only=True):
    """One step of a journey as it went."""

    name: str
    """e.g. ``land``, ``fill login (phone tab)``, ``submit ...``, ``policy``, ``leave``."""
    phase: Literal["land", "consent", "open", "fill", "submit", "chat", "policy", "return", "leave"]
    """``return``: the target opened again after all cookies were deleted."""
    at: float
    outcome: Literal["done", "skipped", "failed"]
    detail: str = ""
    url: str = ""
    """Address of the page when the step ended."""
    screenshot: Sha256 | None = None
    """PNG or JPEG taken at the end of the step."""


class Certificate(Record, frozen=True, kw_only=True):
    """The certificate that a server showed, as the browser tells of it; the browser had accepted it."""

    host: str
    subject: str
    """Common name of the subject; empty if there is none."""
    names: tuple[str, ...]
    """All names and addresses it is for."""
    issuer: str
    """Common name of the issuer."""
    valid_from: str
    """ISO 8601 UTC with seconds, as `valid_to`."""
    valid_to: str
    protocol: str
    """e.g. ``TLS 1.3``."""


class Visit(Record, frozen=True, kw_only=True):
    """One browser run of the journey from one vantage."""

    id: str
    """``v1``, ``v2`` ..."""
    vantage: Vantage
    started: str
    """ISO 8601 UTC with seconds."""
    duration: float
    """Milliseconds."""
    outcome: Literal["complete", "partial", "failed"]
    browser: str
    """Product and version as the browser reports it."""
    user_agent: str
    headless_marker_removed: bool
    sealed: bool
    """True: resolver rules let only the mapped hosts and loopback through."""
    imported: str | None = None
    """Which format and recorder it was taken from, e.g. ``HAR by WebInspector 537.36``; None: recorded by us."""
    baits: tuple[Bait, ...] = ()
    steps: tuple[Step, ...] = ()
    fields: tuple[FilledField, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    probe_events: tuple[ProbeEvent, ...] = ()
    scripts: tuple[ScriptUse, ...] = ()
    storage: tuple[StorageItem, ...] = ()
    console: tuple[ConsoleLine, ...] = ()
    targets: tuple[str, ...] = ()
    """Kinds of all targets attached, in order."""
    certificates: tuple[Certificate, ...] = ()
    """Of all servers that were spoken to by TLS, by host; several of one host if it showed several."""


class CanonicalName(Record, frozen=True, kw_only=True):
    """What a host name of the app stands for in the domain name system (CNAME, RFC 1034 section 3.6.2)."""

    host: str
    name: str
    """The last name of the chain; the host itself where it is no alias."""
    via: tuple[str, ...] = ()
    """Names of the chain between the two, in order: an alias may lead through one party to the servers of another."""
    source: Literal["resolver", "map"]
    """Who says so: the machine's resolver, asked after the visits, or ``--map HOST=NAME``."""


class Evidence(Record, frozen=True, kw_only=True):
    """Everything recorded in one audit. After capture the sealed form of this is the only input."""

    schema: int = SCHEMA_VERSION
    tool: str
    """``undertow`` with the version that recorded it."""
    target: str
    """The URL asked for."""
    started: str
    """ISO 8601 UTC with seconds."""
    fictional: bool = False
    """True for lab apps: every report then says that the app is fictional."""
    submit: bool
    """Whether forms were submitted for real."""
    selfcheck: SelfCheck | None = None
    visits: tuple[Visit, ...] = ()
    scripts: tuple[Script, ...] = ()
    """Distinct scripts of all visits, by SHA-256."""
    canonical_names: tuple[CanonicalName, ...] = ()
    """Of the app's own hosts, as far as known."""
    gaps: tuple[Gap, ...] = ()
    conduct: tuple[ChatLine, ...] = ()
    """The run of prompts that were put to the app's chat, in order; none if none were."""
