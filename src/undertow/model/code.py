"""What reading a script alone can tell: endpoints, typed flows with guards, signatures, decoded text."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import Record, Sha256, Span, Verified
from undertow.model.evidence import Gap
from undertow.model.vocabulary import Confidence, DataType, Dimension


class Excerpt(Record, frozen=True, kw_only=True):
    """A piece of code as delivered, and the same with decoded values put in and whitespace normalised."""

    span: Span
    """Byte range in the script as delivered."""
    original: str
    decoded: str
    """Equals ``original`` (up to layout) where nothing had to be decoded."""


class Circumstance(Record, frozen=True, kw_only=True):
    """One condition on the circumstances, as far as it is understood."""

    dimension: Dimension
    operator: Literal["equals", "starts-with", "contains", "matches", "one-of", "present", "other"]
    values: tuple[str, ...] = ()
    """Any of these satisfies it."""
    negated: bool = False
    text: str
    """The same in words for a reader, e.g. ``the phone number starts with +86``."""
    request: str | None = None
    """For a server's answer the request it comes from, if known, e.g. ``GET /config``; ``{}`` for unknown parts."""


class Guard(Record, frozen=True, kw_only=True):
    """A condition in code that must hold for the sink to be reached."""

    span: Span
    code: str
    """The condition with decoded values, e.g. ``phone.startsWith("+86")``."""
    holds: bool = True
    """False: the flow needs the condition to be false (else branch, early return)."""
    kind: Literal["condition", "event"] = "condition"
    """``event``: runs in a handler, e.g. ``on 'submit'``; met by any visit that gets there."""
    circumstances: tuple[Circumstance, ...] = ()
    """All must hold. Empty: not a condition on the circumstances as far as understood."""

    @property
    def words(self) -> str:
        """What must hold, in words as far as it is understood and as code where not."""
        if self.circumstances:
            return " and ".join(circumstance.text for circumstance in self.circumstances)
        return self.code if self.holds else f"not ({self.code})"


class PathStep(Record, frozen=True, kw_only=True):
    """One station on the way from source to sink, for `undertow explain` and reports."""

    span: Span
    what: str
    """e.g. ``read of #phone``, ``argument 1 of sign()``, ``body of fetch``."""
    code: str


class CodeFlow(Record, frozen=True, kw_only=True):
    """A path of data through code: this source can reach this sink."""

    data: DataType
    source: str
    """What is read, e.g. ``value of input[type=tel]``, ``navigator.platform``."""
    source_span: Span
    sink: str
    """Kind of sink: ``fetch``, ``xhr``, ``beacon``, ``websocket``, ``image``, ``script``, ``form`` ..."""
    sink_span: Span
    """The call or assignment that sends."""
    function_span: Span
    """Innermost function around the sink (the whole script at top level): joins code with execution."""
    url: str | None
    """URL with ``{}`` for unknown parts; None if nothing is known."""
    host: str | None
    """Host if it stands in code, with ``{}`` for an unknown beginning; ``""`` for the page's own origin (relative URL);
    None if unknown."""
    guards: tuple[Guard, ...] = ()
    path: tuple[PathStep, ...] = ()
    excerpt: Excerpt
    tier: Literal["precise", "coarse"] = "precise"
    """``coarse``: found by the over-approximating graph only, or by one way that its own arguments or message speak
    against, so that there may be another; never more than `referenced`."""


class Endpoint(Record, frozen=True, kw_only=True):
    """A destination that stands in code."""

    url: str
    """With ``{}`` for unknown parts."""
    host: str
    """``""`` for the page's own origin."""
    method: str | None = None
    decoded: bool
    """True if it could not be read in the script as delivered."""
    span: Span
    sink: str | None = None
    """Kind of sink it is handed to; None where it merely stands in code."""
    excerpt: Excerpt


class SignatureSign(Record, frozen=True, kw_only=True):
    """One sign by which a known system was recognised."""

    sign: str
    """``kind:text``: a ``host``, ``path``, ``constant``, ``global``, ``storage``, ``cookie``, ``header``,
    ``parameter``; names of functions (``name``) or request fields (``field``) that stand together, with commas."""
    weight: int
    """2: stands in no other program. 1: another sign must be there. 0: a host, which tells whom code speaks of."""
    span: Span | None = None
    """Where in the script as delivered; None for traffic."""


class SignatureHit(Record, frozen=True, kw_only=True):
    """A known system recognised in code or traffic."""

    id: str
    """Id in signs.toml."""
    system: str
    kind: str
    """``carrier-auth``, ``risk``, ``captcha``, ``telemetry`` ..."""
    operator: str | None
    operator_country: str | None
    confidence: Confidence
    """``possible``: only a host of it stands in code. ``likely``: signs of the weight 2. ``confirmed``: of 4 and more,
    or a request to its own host."""
    signs: tuple[SignatureSign, ...]
    """What was found, and where."""
    verified: Verified
    span: Span | None = None
    """Where in the script the first sign stands; None for traffic."""

    @property
    def matched(self) -> tuple[str, ...]:
        """What was found, in words: ``kind:text``."""
        return tuple(sign.sign for sign in self.signs)


LayerHow = Literal[
    "eval", "function", "timer", "document-write", "script-element", "worker", "data-url", "javascript-url"
]
"""How text is handed over to be run as code: to ``eval``, the Function constructor, ``setTimeout``, ``document.write``,
a script element that is put into the page, a worker, or as an address that holds code."""


class Layer(Record, frozen=True, kw_only=True):
    """Code that a script makes when it runs, and that was unpacked and read as well."""

    sha256: Sha256
    """Of its text in UTF-8."""
    size: int
    """Bytes."""
    how: LayerHow
    span: Span
    """Where the script as delivered hands it over; the whole script if that is not known."""
    depth: int
    """1: made by the script itself; 2: made by such code; and so on."""
    start: str
    """How its text begins."""


class ScriptFacts(Record, frozen=True, kw_only=True):
    """All that was read in one script. Depends on its bytes and the tool's version and data only."""

    sha256: Sha256
    size: int
    parsed: bool
    """False: not JavaScript, or nothing could be read."""
    endpoints: tuple[Endpoint, ...] = ()
    flows: tuple[CodeFlow, ...] = ()
    signatures: tuple[SignatureHit, ...] = ()
    decoded_strings: int = 0
    """How many values had to be decoded."""
    network_functions: tuple[Span, ...] = ()
    """Functions that contain or can reach a network sink, as byte ranges (for `what was not seen`)."""
    layers: tuple[Layer, ...] = ()
    """Code it makes at run time. What was read in it stands in ``endpoints``, ``flows`` and ``signatures`` as well."""
    gaps: tuple[Gap, ...] = ()
