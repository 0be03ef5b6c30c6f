"""Detector `credential-exposed`."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding, listed_words
from undertow.model import Finding, Sent, Severity

SECRETS = frozenset({"password", "otp"})
FAST_HASHES = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b"})
"""Functions made to be fast, so that guesses can be tried by the billion (OWASP Password Storage Cheat Sheet)."""
_ORDER: tuple[Severity, ...] = ("high", "medium", "low", "info")


def _detect(case: Case) -> Iterator[Finding]:
    hosts: dict[str, dict[str, list[Sent]]] = {}
    for sent in case.traces.sent:
        if sent.data in SECRETS:
            for way in _ways(sent):
                hosts.setdefault(sent.exchange.host, {}).setdefault(way, []).append(sent)
    for host, ways in hosts.items():
        sendings = list({(s.exchange.id, s.part): s for found in ways.values() for s in found}.values())
        severity = min((_severity(way, found) for way, found in ways.items()), key=_ORDER.index)
        what = listed_words(s.data for s in sendings)
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"{what.capitalize()} sent to {case.recipient(host)} {', '.join(_WORDS[way] for way in ways)}",
            detail=f"{' '.join(_SENTENCES[way] for way in ways)}{case.seen_in(s.visit for s in sendings)}",
            severity=severity,
            confidence="confirmed" if any(s.confidence == "confirmed" for s in sendings) else "likely",
            flows=case.flows_of(sendings),
            host=host,
            evidence=[s.ref for found in ways.values() for s in found[:2]],
            advice="Send secrets only to the app's own server, in the body of an HTTPS request, and hash them there "
            "with a slow salted function.",
        )


def _ways(sent: Sent) -> Iterator[str]:
    """In which ways a secret was exposed by one request; nothing for the body of an encrypted one to the app itself."""
    if not sent.first_party:
        yield "other"
    if sent.exchange.url.startswith(("http:", "ws:")) and not _trustworthy(sent.exchange.host):
        yield "clear"
    if sent.part in ("url", "host", "header referer"):
        yield "url"
    if sent.layers and sent.layers[-1] in FAST_HASHES:
        yield "hash"


def _severity(way: str, found: list[Sent]) -> Severity:
    if way in ("other", "clear"):
        return "high"
    return "medium" if way == "url" else "low"


_WORDS = {
    "other": "(another party)",
    "clear": "without encryption",
    "url": "in an address",
    "hash": "as a plain hash",
}
_SENTENCES = {
    "other": "A secret of the account left for a host that is not the app's own.",
    "clear": "It went over a connection that is not encrypted: everybody on the way can read it.",
    "url": "It stood in an address: servers, proxies and the browser's history keep addresses, and other sites are "
    "told them as the referrer.",
    "hash": "It went as a fast hash without salt: who has that can find short secrets by trying, or use it in the "
    "secret's place.",
}


def _trustworthy(host: str) -> bool:
    """Hosts to which the way does not leave the machine (W3C Secure Contexts, 3.1)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


DETECTOR = Detector(
    id="credential-exposed",
    title="Password or one-time code exposed",
    about="""A typed password or one-time code left in a way that exposes it: to another party than the app; over a
connection that is not encrypted (this machine itself aside); in an address, also in that of the page as the referrer
of a request; or as a fast hash without salt (MD5, the SHA families, BLAKE2). The body of an encrypted request to the
app itself is where secrets belong, and is not reported.

High to another party or unencrypted, medium in an address of the app's own, low for a plain hash to the app itself: a
hash made by the page is then the secret, and it protects little.

Literature: Acar, Englehardt and Narayanan, No Boundaries (PETS 2020), and Senol et al., Leaky Forms (USENIX Security
2022), found passwords collected by session recorders by accident; Starov, Gill and Nikiforakis, Are You Sure You Want
to Contact Us? (PETS 2016), and Krishnamurthy, Naryshkin and Wills, Privacy leakage vs. protection measures (W2SP
2011), leaks by address and referrer; CWE-598 and CWE-319 name the weaknesses; RFC 9110, 17.9, says why addresses are
no place for secrets. A password that a salted or slow function hid before it left cannot be told from any other
bytes, unless the browser's own cryptography made it.""",
    detect=_detect,
)
