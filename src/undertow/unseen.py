"""What an audit has not seen, in sentences. It has the same prominence as what was found."""

from __future__ import annotations

from undertow.model import Evidence, Flow, PolicyCheck

_NAMED = 5
"""APIs that are named; of others only the number is said."""
_EMULATED = (
    "Vantages were emulated by browser settings (language, time zone, position, phone prefix); every visit left "
    "through this machine's own network, so an answer that depends on the address was not tried."
)
_PROXIED = (
    "Vantages were emulated by browser settings; the visits that name a proxy left through that, all others through "
    "this machine's own network."
)


def not_seen(evidence: Evidence, flows: tuple[Flow, ...], policy: PolicyCheck | None) -> tuple[str, ...]:
    """Sentences on this audit beyond its figures (`coverage`, `selfcheck` and `gaps` say those)."""
    return tuple(
        sentence
        for sentence in (
            *_conditions(flows),
            _fields(evidence),
            _blind(evidence),
            _unwatched(evidence),
            "No privacy policy was found on the pages visited." if policy is None or policy.url is None else "",
        )
        if sentence
    )


def limits(evidence: Evidence) -> tuple[str, ...]:
    """Sentences that are true of every audit of this kind."""
    origins = dict.fromkeys(visit.imported for visit in evidence.visits if visit.imported)
    imported = [f"This was recorded by others ({o}): what the file does not hold was not seen." for o in origins]
    found = [
        "What servers pass on to other servers cannot be seen from a browser.",
        *(imported or (_PROXIED if any(v.vantage.proxy for v in evidence.visits) else _EMULATED,)),
        "A server may answer another visitor, or the same visitor on another day, with other code.",
    ]
    if evidence.visits and all(visit.sealed for visit in evidence.visits):
        found.append("The browser was sealed: only the mapped hosts and this machine could be reached.")
    if not evidence.submit:
        found.append("Forms were filled in, but the submitting requests were answered by us and did not reach the app.")
    return tuple(found)


def _conditions(flows: tuple[Flow, ...]) -> list[str]:
    """Conditions that no vantage of the audit settles, one sentence for each dormant flow that has them."""
    found = dict.fromkeys(
        f"Not tried: that {circumstance.text}, on which {flow.data} to {flow.host} depends."
        for flow in flows
        if flow.grade == "latent"
        for circumstance in flow.circumstances
    )
    return list(found)[:5]


def _fields(evidence: Evidence) -> str:
    if any(visit.fields or visit.imported for visit in evidence.visits):
        return ""
    return "No form was found, so nothing was typed." if evidence.visits else ""


def _blind(evidence: Evidence) -> str:
    """Channels on which the control server got the bait and the recorder did not."""
    if evidence.selfcheck is None and any(visit.imported for visit in evidence.visits):
        return ""
    if evidence.selfcheck is None:
        return "No self-check was made, so it is not known which channels this browser can be watched on."
    missed = [c.channel for c in evidence.selfcheck.channels if c.received and not c.recorded]
    return f"What leaves by {', '.join(missed)} could not be watched in this browser." if missed else ""


def _unwatched(evidence: Evidence) -> str:
    """APIs whose calls were seen in no context of the control page."""
    if evidence.selfcheck is None:
        return ""
    seen = {check.api for check in evidence.selfcheck.probes if check.seen}
    missed = list(dict.fromkeys(check.api for check in evidence.selfcheck.probes if check.api not in seen))
    if not missed:
        return ""
    rest = f" and {len(missed) - _NAMED} more" if len(missed) > _NAMED else ""
    return f"Calls of {', '.join(missed[:_NAMED])}{rest} could not be watched in this browser."
