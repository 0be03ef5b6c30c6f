"""Rules that stop what was found, ready to use: for the site's owner, the reader's network and browser."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from undertow.model import AuditResult, Record
from undertow.report.safe import plain

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.(?!\d+\Z){_LABEL}", re.ASCII)
"""A host name with at least two labels whose last is not a number (which would make it an address)."""

_DIRECTIVES = {"form": "form-action", "image": "img-src", "script": "script-src", "iframe": "frame-src"}
"""Which directive governs a kind of sink; all others are ``connect-src``."""

_LIMITS = (
    "The content-security policy allows the app's own hosts that were seen and nothing else; other services that the "
    "app needs have to be added. Try it with Content-Security-Policy-Report-Only first.",
    "A content-security policy does not stop page navigation, WebRTC, or scripts that run before it is set.",
    "Blocking a host stops the browser, not the app's own servers: they can pass data on unseen.",
    "The rules name hosts with findings in this audit. A module can use other hosts elsewhere or tomorrow.",
)


class Blocking(Record, frozen=True, kw_only=True):
    """The same decision in four languages. Texts end in a newline and are empty if there is nothing to block."""

    hosts: tuple[str, ...]
    """Hosts of other parties that findings name, sorted."""
    content_security_policy: str
    """One header line for the site's owner."""
    hosts_file: str
    """Lines for /etc/hosts: names only, without their subdomains."""
    response_policy_zone: str
    """Records for a DNS response policy zone; answers NXDOMAIN, subdomains included."""
    adblock: str
    """Filters in Adblock Plus syntax, as uBlock Origin, AdGuard and Pi-hole read them."""
    skipped: tuple[str, ...]
    """Hosts that cannot be expressed by name (addresses, malformed names), in visible form."""
    limits: tuple[str, ...]
    """Sentences: what these rules do not do."""


def blocking(result: AuditResult) -> Blocking:
    """Rules against every host of another party that a finding names."""
    own = _own_hosts(result)
    accused = _accused(result) - own
    hosts = sorted(host for host in accused if _NAME.fullmatch(host))
    skipped = sorted(plain(host) for host in accused if not _NAME.fullmatch(host))
    names = {host: _organisation(result, host) for host in hosts}
    return Blocking(
        hosts=tuple(hosts),
        content_security_policy=_content_security_policy(result, own, accused) if accused else "",
        hosts_file="".join(f"# {names[host]}\n0.0.0.0 {host}\n" for host in hosts),
        response_policy_zone="".join(f"; {names[host]}\n{host} CNAME .\n*.{host} CNAME .\n" for host in hosts),
        adblock="".join(f"! {names[host]}\n||{host}^\n" for host in hosts),
        skipped=tuple(skipped),
        limits=_LIMITS if accused else (),
    )


def _own_hosts(result: AuditResult) -> frozenset[str]:
    hosts = {flow.host for flow in result.flows if flow.first_party and flow.host}
    try:
        hosts.add(urlsplit(result.target).hostname or "")
    except ValueError:
        hosts.discard("")
    return frozenset(hosts - {""})


def _accused(result: AuditResult) -> frozenset[str]:
    """Hosts that findings name, themselves or through their flows."""
    flows = {flow.id: flow for flow in result.flows}
    named = {finding.host for finding in result.findings}
    named |= {flows[name].host for finding in result.findings for name in finding.flows if name in flows}
    return frozenset(host for host in named if host)


def _organisation(result: AuditResult, host: str) -> str:
    """Who it is, for a comment: one visible line that does not begin with a word of its own choice."""
    party = next((party for party in result.parties if party.host == host), None)
    known = (party.organisation or party.brand) if party else None
    return f"operated by {plain(known, 100)}" if known else "operator unknown"


def _content_security_policy(result: AuditResult, own: frozenset[str], accused: frozenset[str]) -> str:
    """Allow the app's own hosts, for each kind of sending that reached an accused host."""
    sinks = [flow.sink for flow in result.flows if flow.host in accused]
    directives = sorted({_DIRECTIVES.get(sink, "connect-src") for sink in sinks} or {"connect-src"})
    allowed = " ".join(["'self'", *sorted(filter(_NAME.fullmatch, own))])
    return f"Content-Security-Policy: {'; '.join(f'{directive} {allowed}' for directive in directives)}\n"
