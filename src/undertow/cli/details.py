"""Details for `show`, `scan` and `who`: what is looked up, and how it is laid out on a terminal."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import click

from undertow.cli.columns import block, line, title
from undertow.cli.output import Progress
from undertow.model import (
    Blobs,
    Evidence,
    Flow,
    Listing,
    Party,
    Script,
    ScriptFacts,
    Sha256,
    StorageItem,
    Visit,
    Who,
)
from undertow.report.parties import not_listed, owner_words
from undertow.report.wire import RequestView, Wire
from undertow.report.words import FICTIONAL, country, flag, plural

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
    from undertow.reading import open_cache, read_one

    cache = open_cache()
    uses = [(visit.id, use) for visit in evidence.visits for use in visit.scripts if use.script == script.sha256]
    return {
        "script": script,
        "uses": [{"visit": v, "url": u.url, "origin": u.origin, "functions_run": u.functions_run} for v, u in uses],
        "facts": read_one(blobs.get(script.sha256), cache),
    }


def _host(evidence: Evidence, host: str) -> Detail:
    from undertow.attribution import Atlas

    return {
        "host": host,
        "party": Atlas.load().party(host),
        "certificates": list({c: None for v in evidence.visits for c in v.certificates if c.host == host}),
        "exchanges": [e for v in evidence.visits for e in v.exchanges if e.host == host],
        "storage": [
            {"visit": v.id, "item": item, "script": _writer(v, item)}
            for v in evidence.visits
            for item in v.storage
            if host == (urlsplit(item.origin).hostname or item.origin.lstrip("."))
        ],
    }


def _writer(visit: Visit, item: StorageItem) -> str | None:
    """Address of the script that wrote a stored value; None if none did, or it is not known."""
    call = next((call for call in visit.probe_events if call.id == item.writer), None)
    return next((frame.url for frame in call.stack if frame.script), None) if call else None


def print_detail(answer: object, evidence: Evidence, blobs: Blobs) -> None:
    """Lay out what `find` found."""
    if evidence.fictional:
        click.echo(click.style(FICTIONAL, bold=True))
    if isinstance(answer, Flow):
        _print_flow(answer, Wire(evidence, blobs))
    elif isinstance(answer, dict) and "facts" in answer:
        _print_script(answer["script"], answer["facts"], blobs)
        for use in answer["uses"]:
            line(f"  {use['visit']}  {use['origin']}", use["url"])
    elif isinstance(answer, dict):
        line("host", answer["host"])
        _print_party(answer["party"])
        for shown in answer["certificates"]:
            line("certificate", f"{', '.join(shown.names[:5])}; by {shown.issuer or 'nobody named'}")
        click.echo()
        for exchange in answer["exchanges"][:200]:
            line(f"  {exchange.id}", f"{exchange.method} {exchange.status or exchange.error or ''} {exchange.url}")
        for kept in answer["storage"][:200]:
            item = kept["item"]
            by = kept["script"] or item.writer or "unknown"
            line(f"  {item.area}", f"{item.key} = {item.value[:80]} (visit {kept['visit']}, written by {by})")


def _print_flow(flow: Flow, wire: Wire) -> None:
    title(f"{flow.data} → {flow.host}", f"flow {flow.id}")
    if flow.detail:
        line("data", ", ".join(flow.detail))
    line("script", f"{flow.script} ({flow.script_url})" if flow.script else "none (plain form)")
    line("organisation", flow.organisation or "unknown")
    line("grade", f"{flow.grade} ({flow.confidence})")
    line("guard", flow.guard or "none found")
    for outcome in flow.outcomes:
        line(f"  {outcome.vantage}", f"{outcome.outcome}, {outcome.sent} of {plural(outcome.visits, 'visit')}")
    if flow.excerpt:
        click.echo()
        block("as delivered", flow.excerpt.original)
        block("decoded", flow.excerpt.decoded)
    for request in wire.requests(flow.evidence, flow.data):
        _print_request(request)
    if flow.path:
        click.echo("\npath from source to sink, with places in the script:")
    for step in flow.path:
        line(f"  {step.span[0]}-{step.span[1]}", f"{step.what}: {step.code}")
    click.echo("\nproof:")
    for reference in flow.evidence:
        layers = f" through {' > '.join(reference.layers)}" if reference.layers else ""
        place = f" bytes {reference.span[0]}-{reference.span[1]}" if reference.span else ""
        line(f"  {reference.kind}", f"{reference.id} {reference.part}{place}{layers} {reference.note}")


def _print_request(request: RequestView) -> None:
    """The bytes; what is marked stands between arrows, so that it survives copying."""
    click.echo()
    title(request.line)
    line("", request.about)
    if request.typed:
        line("typed", request.typed)
    block(f"as sent ({request.part})", "".join(f"»{p.text}«" if p.marked else p.text for p in request.shown))
    for decoding in request.decoded:
        block(f"decoded ({decoding.how})", "".join(f"»{p.text}«" if p.marked else p.text for p in decoding.shown))
    if request.stack:
        block("calls that led to it", "\n".join(request.stack))


def _print_script(script: Script, facts: ScriptFacts, blobs: Blobs) -> None:
    from rich.console import Console

    from undertow.report.scan_text import render_script
    from undertow.scan import Found, describe

    found = Found(script.name, "bundle", script.size, lambda: blobs.get(script.sha256))
    render_script(describe(found, facts), Console(highlight=False))


def print_who(answer: Who) -> None:
    """Lay out who stands behind a host."""
    line("host", answer.host or "none")
    network = answer.network.country if answer.network else None
    places = (("operator", answer.operator_country), ("network", network), ("owner's state", answer.state))
    line("countries", "; ".join(f"{role}: {country(code) or 'unknown'}" for role, code in places))
    _print_party(answer)
    if answer.network:
        seat = country(answer.network.country) or "country unknown"
        line("network", f"AS{answer.network.asn or '?'} {answer.network.as_name or ''}, {seat}")
    for law in answer.laws:
        line("law", f"{law.law}, {law.article} ({country(law.country)}): {law.compels}")
        line("", f"binds {law.binds}; {law.status}; {flag(law.verified)}")
        _sources(*law.sources)
    for way in answer.transfers:
        roles = ", ".join(way.roles)
        line("from the EU", f"to {country(way.country)} ({roles}): {way.decision} [{flag(way.verified)}]")
        cited = "; ".join(text for text in (way.citation, way.scope, f"until {way.until}" if way.until else "") if text)
        line("", f"asks for {way.asks}" + (f" ({cited})" if cited else ""))
        _sources(*way.sources, f"as of {way.as_of}" if way.as_of else "")
    for note in answer.notes:
        line("note", note)


def _print_party(party: Who | Party) -> None:
    """Operator, owners, state and lists: separate statements, each with its source and flag."""
    if party.organisation:
        line("operator", f"{party.organisation} [{flag(party.verified)}]")
    else:
        line("operator", "unknown")
    line("found by", party.basis or "nothing known of it")
    line("operator in", country(party.operator_country) or "unknown")
    for owner in party.owners:
        line("owner", f"{', '.join(owner_words(owner))} [{flag(owner.verified)}]")
        _sources(*(owner.sources or ("none given",)), f"as of {owner.as_of}" if owner.as_of else "", owner.note)
    if not party.owners:
        line("owner", "unknown")
    line("state", f"owned or controlled by a state: {country(party.state)}" if party.state else "none known")
    for group in _by_list(party.listings):
        _print_list(group)
    if not party.listings:
        line("lists", not_listed(party.organisation, party.lists_loaded))
        for name in party.lists_loaded:
            line("", f"- {name}")


def _by_list(listings: tuple[Listing, ...]) -> list[list[Listing]]:
    """Entries of one list, scope and relation together; those that name the operator first."""
    groups: dict[tuple[str, str, str], list[Listing]] = {}
    for entry in sorted(listings, key=lambda entry: (entry.relation != "operator", entry.list, entry.entity)):
        groups.setdefault((entry.relation, entry.list, entry.scope), []).append(entry)
    return list(groups.values())


def _print_list(entries: list[Listing]) -> None:
    first = entries[0]
    whose = "names the operator itself" if first.relation == "operator" else "names companies of its group"
    line("list", f"{first.list} ({first.authority}) {whose}")
    line("", f"scope: {first.scope}")
    for entry in entries:
        line("", f"- {entry.entity}, {entry.date_note or entry.date or 'date unknown'} [{flag(entry.verified)}]")
    line("", f"cites: {first.citation}; on subsidiaries: {first.propagation or 'not stated'}")
    _sources(*dict.fromkeys(entry.source for entry in entries))


def _sources(*sources: str) -> None:
    known = [source for source in sources if source]
    if known:
        line("", f"source: {'; '.join(known)}")
