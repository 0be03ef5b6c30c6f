"""Detector `fingerprint-joined-to-login`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding, listed_words
from undertow.model import Finding, Joint


def _detect(case: Case) -> Iterator[Finding]:
    hosts: dict[str, list[Joint]] = {}
    for joint in case.traces.joints:
        hosts.setdefault(joint.login.exchange.host, []).append(joint)
    for host, joints in hosts.items():
        together = any(not joint.token for joint in joints)
        how = "in one request" if together else "under one identifier"
        logins = [joint.login for joint in joints]
        sure = all(s.confidence == "confirmed" for joint in joints for s in (joint.login, joint.device))
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"Device fingerprint joined to {listed_words(s.data for s in logins)} at {case.recipient(host)}",
            detail=f"Device traits and what a person logs in with arrived there {how}. Who receives both can know the "
            f"person again by the device, without cookies and after they are deleted."
            f"{case.seen_in(joint.visit for joint in joints)}",
            severity="low" if logins[0].first_party else "high",
            confidence="confirmed" if sure else "likely",
            flows=case.flows_of(s for joint in joints for s in (joint.login, joint.device)),
            host=host,
            evidence=[s.ref for joint in joints for s in (joint.login, joint.device)],
            advice="Keep what fights fraud apart from what knows people, and say in the policy how devices are known.",
        )


DETECTOR = Detector(
    id="fingerprint-joined-to-login",
    title="Device fingerprint joined to a person",
    about="""One recipient got traits of the device and an e-mail address, phone number or user name, in plain,
encoded or hashed form, in one request or in two that carry the same token: then the fingerprint is no longer
anybody's. A token is a value of the form of an identifier that stands in no delivered code, so that keys of the app,
which are in every request, join nothing.

High for another party; low for the app itself, which often does so against fraud. It says what arrived together, not
that it is kept together. Tokens that differ between the two requests and are joined on the server are not seen.

Literature: Acar et al., The Web Never Forgets (CCS 2014), on what brings identifiers back; Laperdrix, Bielova, Baudry
and Avoine, Browser Fingerprinting: a survey (TWEB 2020); Senol, Ukani, Cutler and Bilogrevic, The Double Edged Sword:
identifying authentication pages and their fingerprinting behavior (WWW 2024).""",
    detect=_detect,
)
