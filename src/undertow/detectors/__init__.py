"""The rules. One file, one id, one test, one documentation page each; this tuple registers them."""

from __future__ import annotations

from undertow.detectors import (
    bait_to_other_party,
    cache_identifier,
    cname_cloaking,
    consent_ignored,
    credential_exposed,
    device_fingerprinting,
    dormant_flow,
    fingerprint_joined_to_login,
    fingerprinting_script,
    flow_contradicts_policy,
    group_listed,
    identifier_syncing,
    key_logging,
    known_system,
    operator_listed,
    recipient_not_in_policy,
    respawned_cookie,
    sent_before_submit,
    session_recording,
    stored_then_sent,
    undisclosed_country,
)
from undertow.detectors.base import Case, Detector
from undertow.model import SEVERITIES, Finding

DETECTORS: tuple[Detector, ...] = (
    bait_to_other_party.DETECTOR,
    credential_exposed.DETECTOR,
    key_logging.DETECTOR,
    sent_before_submit.DETECTOR,
    stored_then_sent.DETECTOR,
    consent_ignored.DETECTOR,
    cname_cloaking.DETECTOR,
    operator_listed.DETECTOR,
    group_listed.DETECTOR,
    flow_contradicts_policy.DETECTOR,
    recipient_not_in_policy.DETECTOR,
    undisclosed_country.DETECTOR,
    device_fingerprinting.DETECTOR,
    fingerprinting_script.DETECTOR,
    session_recording.DETECTOR,
    fingerprint_joined_to_login.DETECTOR,
    respawned_cookie.DETECTOR,
    cache_identifier.DETECTOR,
    identifier_syncing.DETECTOR,
    known_system.DETECTOR,
    dormant_flow.DETECTOR,
)


def run(case: Case) -> tuple[Finding, ...]:
    """All findings, gravest first."""
    found = [finding for detector in DETECTORS for finding in detector.detect(case)]
    order = {detector.id: place for place, detector in enumerate(DETECTORS)}
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), order[f.detector], f.host or "", f.id)))


__all__ = ["DETECTORS", "Case", "Detector", "run"]
