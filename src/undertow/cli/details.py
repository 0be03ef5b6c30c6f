"""Details for `show`, `scan` and `who`: what is looked up, and how it is laid out on a terminal."""

from __future__ import annotations

from typing import Any

import click

from undertow.cli.output import Progress
from undertow.model import (
    Blobs,
    Endpoint,
    Evidence,
    Flow,
    Listing,
    Scan,
    ScannedScript,
    Script,
    ScriptFacts,
    Sha256,
    Verified,
    Who,
)
from undertow.report.safe import plain

Detail = dict[str, Any]


def find(evidence: Evidence, blobs: Blobs, digest: Sha256, what: str, progress: Progress) -> Flow | Detail | None:
    """The flow, script or host of that name; None if there is none."""
    script = next((s for s in evidence.scripts if what in (s.name, s.sha256)), None) or _by_prefix(evidence, what)
    if script is not None:
        return _script(evidence, blobs, script)
    if any(e.host == what for v in evidence.visits for e in v.exchanges):
        return _host(evidence, what)
    from undertow import pipeline

    result = pipeline.examine(evidence, blobs, digest, progress=progress)
    return next((flow for flow in result.flows if flow.id == what), None)


def _by_prefix(evidence: Evidence, what: str) -> Script | None:
    found = [s for s in evidence.scripts if len(what) >= 6 and s.sha256.startswith(what.lower())]
    return found[0] if len(found) == 1 else None


def _script(evidence: Evidence, blobs: Blobs, script: Script) -> Detail:
    from undertow.analysis import read_script

    uses = [(visit.id, use) for visit in evidence.visits for use in visit.scripts if use.script == script.sha256]
    return {
        "script": script,
        "uses": [{"visit": v, "url": u.url, "origin": u.origin, "functions_run": u.functions_run} for v, u in uses],
        "facts": read_script(blobs.get(script.sha256)),
    }


def _host(evidence: Evidence, host: str) -> Detail:
    from undertow.attribution import Atlas

    return {
        "host": host,
        "party": Atlas.load().party(host),
        "exchanges": [e for v in evidence.visits for e in v.exchanges if e.host == host],
    }


def print_detail(answer: object) -> None:
    """Lay out what `find` found."""
    if isinstance(answer, Flow):
        _print_flow(answer)
    elif isinstance(answer, dict) and "facts" in answer:
        _print_script(answer["script"].name, answer["facts"])
        for use in answer["uses"]:
            _line(f"  {use['visit']}  {use['origin']}", use["url"])
    elif isinstance(answer, dict):
        party = answer["party"]
        _line("host", answer["host"])
        _line("organisation", party.organisation or party.brand or "unknown")
        _line("found by", party.basis)
        for exchange in answer["exchanges"][:200]:
            _line(f"  {exchange.id} {exchange.method} {exchange.status or exchange.error or ''}", exchange.url)


def _line(name: str, text: str) -> None:
    click.echo(f"{name:<16} {plain(text, 300)}")


def _print_flow(flow: Flow) -> None:
    _line("flow", flow.id)
    _line("data", f"{flow.data} ({', '.join(flow.detail)})" if flow.detail else flow.data)
    _line("script", flow.script or "none (plain form)")
    _line("host", flow.host)
    _line("organisation", flow.organisation or "unknown")
    _line("grade", f"{flow.grade} ({flow.confidence})")
    _line("guard", flow.guard or "none found")
    for outcome in flow.outcomes:
        _line(f"  {outcome.vantage}", f"{outcome.outcome}, {outcome.sent} of {outcome.visits} visits")
    for step in flow.path:
        _line(f"  {step.span[0]}-{step.span[1]}", f"{step.what}: {step.code}")
    if flow.excerpt:
        _line("as delivered", flow.excerpt.original)
        _line("decoded", flow.excerpt.decoded)
    for reference in flow.evidence:
        layers = f" through {' > '.join(reference.layers)}" if reference.layers else ""
        place = f" bytes {reference.span[0]}-{reference.span[1]}" if reference.span else ""
        _line(f"  {reference.kind}", f"{reference.id} {reference.part}{place}{layers} {reference.note}")


def print_scan(answer: Scan) -> None:
    """Lay out what was read in scripts."""
    for script in answer.scripts:
        _print_script(script.name, script)
    for gap in answer.gaps:
        _line("not read", f"{gap.where}: {gap.why}")


def _print_script(name: str, facts: ScriptFacts | ScannedScript) -> None:
    click.echo(click.style(plain(name, 200), bold=True) + f"  {facts.size:,} bytes  sha256 {facts.sha256[:16]}…")
    if not facts.parsed:
        click.echo("  could not be read as JavaScript")
    for hit in facts.signatures:
        _line("  system", f"{hit.system} ({hit.kind}); {', '.join(hit.matched[:5])}")
    for flow in facts.flows:
        host = {"": "the page's own host", None: "unknown host"}.get(flow.host, flow.host)
        _line(f"  {flow.tier} flow", f"{flow.data} from {flow.source} by {flow.sink} to {host}")
        for guard in flow.guards:
            words = " and ".join(c.text for c in guard.circumstances) or ("" if guard.holds else "not ") + guard.code
            _line("      when", words)
    for endpoint in _distinct(facts.endpoints):
        mark = "decoded" if endpoint.decoded else "in clear"
        _line(f"  {mark}", endpoint.url + (f"  ({endpoint.sink})" if endpoint.sink else ""))
    for gap in facts.gaps:
        _line("  not seen", f"{gap.kind}: {gap.why}")
    click.echo()


def _distinct(endpoints: tuple[Endpoint, ...]) -> list[Endpoint]:
    """Each address once, that of a sink before a mere mention."""
    best: dict[str, Endpoint] = {}
    for endpoint in sorted(endpoints, key=lambda e: e.sink is None):
        best.setdefault(endpoint.url, endpoint)
    return sorted(best.values(), key=lambda e: (e.sink is None, e.url))


def print_who(answer: Who) -> None:
    """Lay out who stands behind a host."""
    _line("host", answer.host or "none")
    _line("organisation", f"{answer.organisation or 'unknown'}{_flag(answer.verified) if answer.organisation else ''}")
    _line("found by", answer.basis or "nothing known of it")
    for owner in answer.owners:
        share = f", {owner.share}" if owner.share else ""
        _line("owned by", f"{owner.name} ({owner.country or 'country unknown'}){share}{_flag(owner.verified)}")
    _line("state", answer.state or "none known")
    _line("operator in", answer.operator_country or "unknown")
    if answer.network:
        network = answer.network
        _line("network", f"AS{network.asn or '?'} {network.as_name or ''}, {network.country or 'country unknown'}")
    for listing in answer.listings:
        _print_listing(listing)
    if not answer.listings:
        click.echo(f"No listing found in {len(answer.lists_loaded)} loaded lists.")
    for law in answer.laws:
        _line("law", f"{law.law}, {law.article}: {law.compels}{_flag(law.verified)}")
    for note in answer.notes:
        _line("note", note)


def _print_listing(listing: Listing) -> None:
    whose = "names the operator" if listing.relation == "operator" else "names a company of the group"
    _line("list", f"{listing.list} ({listing.authority}), {listing.date or 'date unknown'}{_flag(listing.verified)}")
    _line("", f"{whose}: {listing.entity}")
    _line("", f"scope: {listing.scope}")
    _line("", f"cites: {listing.citation}")


def _flag(verified: Verified) -> str:
    return {True: "", False: " [not verified]", "partial": " [partly verified]"}[verified]
