"""Each criterion, a verdict of two, and innocent users that meet one."""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence

import msgspec
import pytest
from cases_of_flows import SHA, case, flow

from undertow.detectors import Case
from undertow.detectors.fingerprint_criteria import verdicts
from undertow.detectors.fingerprinting_script import DETECTOR
from undertow.model import ProbeEvent, StackFrame, Vantage, Visit

VANTAGE = Vantage(
    name="here", label="Here", country="US", locale="en-US", languages=("en-US",), timezone="UTC", phone_prefix="+1"
)
PANGRAM = "Cwm fjordbank gly"
Call = tuple[str, str, tuple[str, ...], int]


def call(api: str, kind: str, *arguments: str, count: int = 1) -> Call:
    return api, kind, arguments, count


def picture(width: int, height: int) -> str:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s2I", 13, b"IHDR", width, height)
    return "data:image/png;base64," + base64.b64encode(head + bytes(20)).decode()


def visit(calls: Sequence[Call], png: str = picture(240, 60), scripts: Sequence[str] = (SHA,)) -> Visit:
    events = tuple(
        ProbeEvent(
            id=f"v1.p{n}", at=n, step="land", api=api, kind=kind, arguments=arguments, count=count,
            result=png if api.endswith("toDataURL") else None,
            stack=(StackFrame(url="https://app.test/a.js", script=scripts[n % len(scripts)], function="", line=0,
                              column=0),),
        )
        for n, (api, kind, arguments, count) in enumerate(calls)
    )  # fmt: skip
    return Visit(
        id="v1", vantage=VANTAGE, started="2026-01-01T00:00:00Z", duration=1.0, outcome="complete", browser="Chrome/1",
        user_agent="x", headless_marker_removed=True, sealed=True, probe_events=events,
    )  # fmt: skip


CANVAS = [
    call("CanvasRenderingContext2D.prototype.fillText", "drawing", PANGRAM, "2", "15"),
    call("HTMLCanvasElement.prototype.toDataURL", "canvas"),
]
WEBGL = [call("WebGLRenderingContext.prototype.getParameter", "webgl", "37446")]
AUDIO = [
    call("OfflineAudioContext", "audio", "1", "5000", "44100"),
    call("BaseAudioContext.prototype.createOscillator", "audio-graph"),
    call("BaseAudioContext.prototype.createDynamicsCompressor", "audio-graph"),
    call("AudioBuffer.prototype.getChannelData", "audio", "0"),
]
FONTS = [call("HTMLElement.prototype.offsetWidth", "layout", count=150)]
WEBRTC = [
    call("RTCPeerConnection", "webrtc"),
    call("RTCPeerConnection.prototype.createOffer", "webrtc"),
    call("RTCIceCandidate.prototype.candidate", "webrtc"),
]
PLUGINS = [call("Navigator.prototype.plugins", "traits")]
SCREEN = [
    call(f"Screen.prototype.{member}", "traits") for member in ("availWidth", "availHeight", "colorDepth", "pixelDepth")
]
FEW = ("platform", "languages", "hardwareConcurrency", "deviceMemory", "webdriver", "vendor")
MANY = (*FEW, "doNotTrack", "cookieEnabled", "productSub", "appName")
TECHNIQUES = {
    "canvas": CANVAS, "webgl": WEBGL, "audio": AUDIO, "fonts": FONTS, "webrtc": WEBRTC, "plugins": PLUGINS,
    "screen": SCREEN,
}  # fmt: skip


def traits(members: Sequence[str]) -> list[Call]:
    return [call(f"Navigator.prototype.{member}", "traits") for member in members]


def audited(seen: Visit, sent: bool = False) -> Case:
    made = case(flow(data="device")) if sent else case()
    return Case(msgspec.structs.replace(made.evidence, visits=(seen,)), made.flows, made.parties, {}, None)


@pytest.mark.parametrize("name", sorted(TECHNIQUES))
def test_a_technique_counts_beside_another_and_is_no_verdict_alone(name: str) -> None:
    assert not list(verdicts(visit(TECHNIQUES[name])))
    other = AUDIO if name != "audio" else WEBGL
    (verdict,) = verdicts(visit([*TECHNIQUES[name], *other]))
    assert name in {criterion.name for criterion in verdict.criteria}


@pytest.mark.parametrize(
    "near_miss",
    [
        [call("CanvasRenderingContext2D.prototype.fillText", "drawing", "2026"), CANVAS[1]],
        [CANVAS[0], call("HTMLCanvasElement.prototype.toDataURL", "canvas", "image/jpeg")],
        [CANVAS[0], call("CanvasRenderingContext2D.prototype.getImageData", "canvas", "0", "0", "1", "1")],
        [AUDIO[0], AUDIO[1], AUDIO[3]],
        [call("HTMLElement.prototype.offsetWidth", "layout", count=12)],
        [*WEBRTC, call("RTCPeerConnection.prototype.setRemoteDescription", "webrtc")],
        [call("WebGLRenderingContext.prototype.getParameter", "webgl", "3379")],
        SCREEN[:3],
    ],
)
def test_an_innocent_use_is_no_criterion_beside_another(near_miss: list[Call]) -> None:
    other = WEBGL if near_miss[0][1] == "audio" else AUDIO
    assert not list(verdicts(visit([*near_miss, *other])))


def test_a_chart_a_map_and_a_layout_in_one_file_are_no_fingerprint() -> None:
    assert not list(verdicts(visit([*CANVAS, *WEBGL, *FONTS, *PLUGINS])))


def test_traits_count_beside_a_technique_when_they_are_many_and_alone_when_they_are_most() -> None:
    assert list(verdicts(visit([*WEBGL, *traits(FEW)])))
    assert not list(verdicts(visit([*WEBGL, *traits(FEW[1:])])))
    assert list(verdicts(visit(traits(MANY))))
    assert not list(verdicts(visit(traits(MANY[1:]))))


def test_a_picture_too_small_to_tell_devices_apart_is_no_criterion() -> None:
    assert not list(verdicts(visit([*CANVAS, *AUDIO], png=picture(8, 8))))


def test_what_two_scripts_do_is_not_added_up() -> None:
    assert not list(verdicts(visit([*WEBGL, *SCREEN], scripts=(SHA, *["cd" * 32] * 4))))


def test_a_finding_names_criteria_and_calls() -> None:
    (finding,) = DETECTOR.detect(audited(visit([*CANVAS, *SCREEN])))
    assert "(canvas, screen)" in finding.title
    assert [e.id for e in finding.evidence] == ["v1.p0", "v1.p2"]
    assert (finding.severity, finding.confidence) == ("low", "likely")


def test_a_fingerprint_seen_leaving_to_another_party_is_medium() -> None:
    (finding,) = DETECTOR.detect(audited(visit([*CANVAS, *SCREEN]), sent=True))
    assert finding.severity == "medium"
    assert "seen leaving" in finding.detail
