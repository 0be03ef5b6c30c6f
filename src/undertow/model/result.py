"""What an audit says: flows, findings, gaps, coverage. Published as JSON; the schema is generated from here."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import SCHEMA_VERSION, Record, Sha256, Span
from undertow.model.code import Circumstance, Excerpt, Guard, PathStep, SignatureHit
from undertow.model.conduct import ConductReport
from undertow.model.evidence import Gap
from undertow.model.party import Listing, Party
from undertow.model.practice import Practice
from undertow.model.selfcheck import SelfCheck
from undertow.model.vocabulary import Confidence, DataType, Grade, OutcomeWord, Severity


class EvidenceRef(Record, frozen=True, kw_only=True):
    """A place in the bundle that proves or shows something."""

    kind: Literal["exchange", "script", "probe", "page", "screenshot", "selfcheck"]
    id: str
    """Exchange or probe id, script SHA-256, blob SHA-256 of a screenshot, URL of a page."""
    part: str = ""
    """Within an exchange: ``url``, ``body``, ``header cookie``, ``message 3``."""
    span: Span | None = None
    """Byte range in that part (or in the script)."""
    layers: tuple[str, ...] = ()
    """Encodings between the wire and the value, outermost first, e.g. ``("json", "base64", "sha256")``."""
    note: str = ""
    """One sentence for the reader."""


class Outcome(Record, frozen=True, kw_only=True):
    """What a flow did at one vantage."""

    vantage: str
    outcome: OutcomeWord
    visits: int
    """Visits made from there that could have shown it."""
    sent: int
    """Visits in which it was sent."""


class Flow(Record, frozen=True, kw_only=True):
    """Data item → script → destination host → organisation → owner, state, lists. The unit of the answer."""

    id: str
    """Hash of app origin, data type, destination host, module identity and sink kind; the same in every run."""
    data: DataType
    detail: tuple[str, ...] = ()
    """More exactly what: the traits of a device flow, the fields of an input."""
    script: str | None
    """Name of the script, None if no script was involved (a plain form)."""
    script_sha256: Sha256 | None
    script_url: str | None = None
    obfuscated: bool = False
    """True if the destination or the sink had to be decoded."""
    sink: str
    host: str
    url: str | None = None
    """One address it goes to, without query."""
    first_party: bool
    """The host belongs to the audited app itself (same site or same owner)."""
    organisation: str | None
    owner: str | None
    state: str | None
    operator_country: str | None = None
    listings: tuple[Listing, ...] = ()
    grade: Grade
    guard: str | None
    """The guards in words; None if none was found."""
    guards: tuple[Guard, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    before_submit: bool = False
    """It left before the person submitted the form."""
    systems: tuple[SignatureHit, ...] = ()
    """Known systems recognised in this flow."""
    confidence: Confidence
    excerpt: Excerpt | None = None
    path: tuple[PathStep, ...] = ()
    evidence: tuple[EvidenceRef, ...]


class Finding(Record, frozen=True, kw_only=True):
    """What a detector says. There is none without evidence."""

    id: str
    """Detector id and a short hash, stable between runs."""
    detector: str
    title: str
    detail: str
    severity: Severity
    confidence: Confidence
    flows: tuple[str, ...] = ()
    host: str | None = None
    evidence: tuple[EvidenceRef, ...]
    advice: str = ""
    """What a site owner or reader can do."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"finding {self.id} has no evidence")


class Screenshot(Record, frozen=True, kw_only=True):
    """A picture of the page at the end of a step."""

    step: str
    image: Sha256


class VisitSummary(Record, frozen=True, kw_only=True):
    """A visit as results show it."""

    id: str
    vantage: str
    label: str
    country: str
    started: str
    duration: float
    """Milliseconds."""
    outcome: str
    requests: int
    hosts: int
    steps: tuple[str, ...]
    fields: tuple[str, ...]
    """Data types that were filled in."""
    screenshots: tuple[Screenshot, ...] = ()
    phone_note: str | None = None
    """Where the phone number of this visit comes from."""
    circumstances: tuple[str, ...] = ()
    """What was emulated and decided beyond language, time zone and place, in words."""


class Coverage(Record, frozen=True, kw_only=True):
    """How much of the delivered code ran, and what could hide in the rest."""

    scripts: int
    bytes: int
    bytes_not_run: int | None
    """Bytes never executed in any visit; None if execution was not measured."""
    functions: int
    functions_run: int
    network_functions_not_run: int
    """Functions never executed that can reach a network API, and never executed calls outside of them that send."""
    opaque_payloads: int
    """Request bodies to other parties whose content could not be read."""


class PolicyMention(Record, frozen=True, kw_only=True):
    """Whether the policy names a recipient. Absence is said of the text that was searched, nothing more."""

    host: str
    organisation: str | None
    names_searched: tuple[str, ...]
    found: bool
    denied: bool = False
    """Every sentence that names the recipient says that no personal data is shared with it."""
    quote: str | None = None
    page: str | None = None


class PolicyCheck(Record, frozen=True, kw_only=True):
    """The privacy policy as found, and which recipients it names."""

    url: str | None
    """None: no policy was found."""
    language: str | None = None
    dated: str | None = None
    """Date the policy itself gives, in its own words."""
    retrieved: str | None = None
    sha256: Sha256 | None = None
    words: int = 0
    countries: tuple[str, ...] = ()
    """ISO codes of countries that it names."""
    country_quotes: tuple[str, ...] = ()
    mentions: tuple[PolicyMention, ...] = ()
    practices: tuple[Practice, ...] = ()
    """What it says of each kind of data that goes, or could go, to a host; none if no policy was found."""


class Summary(Record, frozen=True, kw_only=True):
    """The answer in two sentences."""

    headline: str
    text: str


class AuditResult(Record, frozen=True, kw_only=True):
    """The whole answer for one app. Deterministic: same bundle, same tool and data, same bytes."""

    schema: int = SCHEMA_VERSION
    tool: str
    data: str
    """SHA-256 over the knowledge used: the pinned data, and the packs if there are any."""
    packs: tuple[str, ...] = ()
    """Data sets that the user added and that the answers rest on too, with day and licence."""
    bundle: Sha256
    """Digest of the bundle analysed."""
    target: str
    fictional: bool
    summary: Summary
    visits: tuple[VisitSummary, ...]
    flows: tuple[Flow, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage
    selfcheck: SelfCheck | None
    parties: tuple[Party, ...]
    """Every host that is the destination of a flow."""
    systems: tuple[SignatureHit, ...] = ()
    policy: PolicyCheck | None = None
    conduct: ConductReport | None = None
    """What the app's chat answered to the prompts of ``--conduct``; None if none were put."""
    not_seen: tuple[str, ...] = ()
    """Sentences: what this audit cannot have seen."""
    limits: tuple[str, ...] = ()
    """Sentences that are true of every audit, e.g. that forwarding between servers is invisible."""


class Verification(Record, frozen=True, kw_only=True):
    """The answer of `undertow verify`."""

    ok: bool
    digest: Sha256 | None
    """SHA-256 of the bundle's datapackage.json, which names the hash of everything else; None if it cannot be read."""
    files: int
    """Entries read."""
    bytes: int
    """Size of the bundle file."""
    problems: tuple[str, ...] = ()
    """One sentence each, naming the file in the bundle; none if ok."""
    log_head: Sha256 | None = None
    """Hash of the last line of the bundle's log, which stands for all that happened and its order; None if it has no
    log, as the first bundles had none."""
    signed_by: Sha256 | None = None
    """Fingerprint (SHA-256) of the key that signed it; None if nobody did. Whose key that is, is not known here."""
    signed_at: str | None = None
    """What the signer's clock said."""
