"""Detector `cname-cloaking`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from undertow.detectors.base import SENT, Case, Detector, finding, named
from undertow.model import EvidenceRef, Exchange, Finding

_SAYS = {"resolver": "The resolver of this machine says so", "map": "--map says so"}


def _detect(case: Case) -> Iterator[Finding]:
    sources = {name.host: name.source for name in case.evidence.canonical_names}
    for host, name in sorted(case.cloaked.items()):
        exchanges = [e for visit in case.evidence.visits for e in visit.exchanges if e.host == host]
        if not exchanges:
            continue
        flows = [f for f in case.flows if f.host == host and f.grade in SENT]
        cookies = [e for e in exchanges if _cookies(e)]
        got = f" {named(flows).capitalize()} went there." if flows else ""
        app = " It was sent cookies of the app, since browsers take it for the app." if cookies else ""
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"{host} is {case.recipient(name)} under the app's own name",
            detail=f"The name {host} is an alias (CNAME) of {name}. {_SAYS[sources[host]]}. Browsers and blockers take "
            f"what goes there for the app's own.{got}{app}",
            severity="high" if flows or cookies else "medium",
            confidence="confirmed" if sources[host] == "resolver" else "likely",
            flows=flows,
            host=host,
            evidence=[
                EvidenceRef(kind="exchange", id=e.id, note=f"sent to {host}") for e in (cookies or exchanges)[:4]
            ],
            advice="Reach other parties under their own names, and keep session cookies from names that are theirs.",
        )
    yield from _unknown(case, sources)


def _unknown(case: Case, sources: Mapping[str, str]) -> Iterator[Finding]:
    """Hosts of nobody known whose own script sends back to them what people typed, or an identifier that it keeps.

    What has pages of the app is a part of the app, wherever it is hosted.
    """
    pages = {e.host for visit in case.evidence.visits for e in visit.exchanges if e.channel == "document"}
    for host, name in sorted(case.elsewhere.items()):
        if host in pages:
            continue
        flows = [f for f in case.flows if f.host == host and f.grade in SENT and _host(f.script_url) == host]
        kept = [
            place
            for found in case.traces.identifiers
            if any(carried.host == host for carried in found.carried)
            for place in found.kept
            if place.script and place.writer == host
        ]
        if not flows and not kept:
            continue
        does = [f"sends {named(flows)} back to it"] if flows else []
        does += ["keeps an identifier and sends it back to it"] if kept else []
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"{host} is likely an unknown tracker ({name}) under the app's own name",
            detail=f"The name {host} is an alias (CNAME) of {name}, in another domain. {_SAYS[sources[host]]}. No "
            f"table knows whose that is. A script that it serves {' and '.join(does)}, as trackers do.",
            severity="medium",
            confidence="likely",
            flows=flows,
            host=host,
            evidence=[place.evidence for place in kept if place.evidence],
            advice=f"Find out who runs {name}, and reach other parties under their own names.",
        )


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _cookies(exchange: Exchange) -> bool:
    return any(h.name.lower() == "cookie" and h.value for h in exchange.request_headers)


DETECTOR = Detector(
    id="cname-cloaking",
    title="Another party under the app's own name (CNAME cloaking)",
    about="""A host name of the app that was contacted is an alias (CNAME) of a host of another party whose business
is advertising, analytics, marketing or the like. To the browser it is the app itself: it gets the app's cookies, its
own cookies count as first-party, and lists of blocked hosts do not know it. Flows to such a host are taken for flows
to the party behind it, everywhere in the report. High if data or cookies of the app went there, else medium.

What the names stand for is asked of this machine's resolver after the visits, for names in the app's own domain;
where the browser is sealed, `--map HOST=NAME` tells it. Behind a proxy, in a sealed browser without such a map and in
imported captures it is unknown, which is a gap. The business of the party is that of third-party-web, or of the
signature list. Each name of the chain counts, since trackers too hand on to networks that deliver content; the names
between the first and the last are those that the resolver tells, which it does for hosts with an IPv4 address. Aliases
of networks that deliver content and of hosting are not reported: most aliases are those.

An alias of a name in another domain that no table knows is reported as likely, never confirmed, if a script that the
host serves sends typed data, or an identifier that it keeps, back to that host. An interface of the app that is hosted
elsewhere serves no such script; hosts with pages of the app, and names of customers of hosting companies (private
section of the Public Suffix List), are not reported. The flows to it stay those of the app.

Literature: Dimova, Acar, Olejnik, Joosen and Van Goethem, The CNAME of the Game (PETS 2021); Dao, Mazel and Fukuda,
CNAME Cloaking-Based Tracking on the Web (IEEE TNSM 2021); Ren, Wittman, De Carli and Davidson, An Analysis of
First-Party Cookie Exfiltration due to CNAME Redirections (MADWeb 2021).""",
    detect=_detect,
)
