"""Detector `cname-cloaking`."""

from __future__ import annotations

from collections.abc import Iterator

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
of networks that deliver content, of hosting, and of names that no table knows are not reported: most aliases are those.

Literature: Dimova, Acar, Olejnik, Joosen and Van Goethem, The CNAME of the Game (PETS 2021); Dao, Mazel and Fukuda,
CNAME Cloaking-Based Tracking on the Web (IEEE TNSM 2021); Ren, Wittman, De Carli and Davidson, An Analysis of
First-Party Cookie Exfiltration due to CNAME Redirections (MADWeb 2021).""",
    detect=_detect,
)
