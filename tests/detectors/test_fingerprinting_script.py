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
from undertow.model import ProbeEvent, ScriptUse, StackFrame, Vantage, Visit

VANTAGE = Vantage(
    name="here", label="Here", country="US", locale="en-US", languages=("en-US",), timezone="UTC", phone_prefix="+1"
)
PANGRAM = "Cwm fjordbank gly"
TEXT = "CanvasRenderingContext2D.prototype.fillText"
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
TONE = [call("OfflineAudioContext", "audio", "2", "441000", "44100"), *AUDIO[1:]]
"""As it is in music: two channels, ten seconds."""
FONT_LIST = [call("FontFaceSet.prototype.check", "fonts", f"12px font{n}") for n in range(20)]
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
    "canvas": CANVAS, "webgl": WEBGL, "audio": TONE, "fonts": FONTS, "font-list": FONT_LIST, "plugins": PLUGINS,
    "screen": SCREEN,
}  # fmt: skip
KINDS = (  # one call for each unrelated kind of trait, none of them a technique
    call("Navigator.prototype.userAgent", "traits"), call("Navigator.prototype.language", "traits"),
    call("Date.prototype.getTimezoneOffset", "traits"), call("Screen.prototype.width", "traits"),
    call("Navigator.prototype.maxTouchPoints", "traits"), call("Navigator.prototype.cookieEnabled", "traits"),
)  # fmt: skip


def traits(members: Sequence[str]) -> list[Call]:
    return [call(f"Navigator.prototype.{member}", "traits") for member in members]


def audited(seen: Visit, sent: bool = False) -> Case:
    made = case(flow(data="device")) if sent else case()
    return Case(msgspec.structs.replace(made.evidence, visits=(seen,)), made.flows, made.parties, {}, None)


@pytest.mark.parametrize("name", sorted(TECHNIQUES))
def test_a_technique_counts_beside_another_and_is_no_verdict_alone(name: str) -> None:
    assert not list(verdicts(visit(TECHNIQUES[name])))
    other = TONE if name != "audio" else WEBGL
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
        [*WEBRTC, call("WebSocket.prototype.send", "send", '{"sdp":"v=0 a=ice-ufrag:J8Ru"}')],
        FONT_LIST[1:],
        [call("WebGLRenderingContext.prototype.getParameter", "webgl", "3379")],
        SCREEN[:2],
        SCREEN[2:3],
    ],
)
def test_an_innocent_use_is_no_criterion_beside_another(near_miss: list[Call]) -> None:
    other = WEBGL if near_miss[0][1] == "audio" else TONE
    assert not list(verdicts(visit([*near_miss, *other])))


COMMON = [*CANVAS, *WEBGL, *PLUGINS]


def test_a_chart_a_map_and_a_layout_in_one_file_are_no_fingerprint() -> None:
    assert not list(verdicts(placed([*COMMON, *FONTS], range(0, 60_000, 12_000))))
    assert not list(verdicts(visit([*CANVAS, *WEBGL, *FONTS])))


def test_a_picture_the_card_and_the_plugins_read_in_one_place_are_one() -> None:
    (verdict,) = verdicts(placed(COMMON, range(0, 8_000, 2_000)))
    assert "side-by-side" in {criterion.name for criterion in verdict.criteria}
    blank = call("CanvasRenderingContext2D.prototype.fillText", "drawing", "12", "2", "15")
    assert not list(verdicts(placed([blank, *COMMON[1:]], range(0, 8_000, 2_000))))


def test_traits_count_beside_a_technique_when_they_are_many() -> None:
    assert list(verdicts(visit([*WEBGL, *traits(FEW)])))
    assert not list(verdicts(visit([*WEBGL, *traits(FEW[1:])])))


def test_many_traits_suffice_in_one_place_and_most_anywhere() -> None:
    assert list(verdicts(placed(traits(MANY[2:]), range(0, 16_000, 2000))))
    assert not list(verdicts(placed(traits(MANY[3:]), range(0, 14_000, 2000))))
    assert not list(verdicts(placed(traits(MANY[2:]), range(0, 80_000, 10_000))))
    assert not list(verdicts(placed(traits(MANY[1:]), range(0, 90_000, 10_000))))
    assert list(verdicts(placed(traits(MANY), range(0, 100_000, 10_000))))


def test_both_ways_to_the_time_zone_are_one_trait() -> None:
    zone = [call("Date.prototype.getTimezoneOffset", "traits"),
            call("Intl.DateTimeFormat.prototype.resolvedOptions", "traits")]  # fmt: skip
    assert not list(verdicts(visit([*traits(MANY[:6]), *zone])))
    assert list(verdicts(visit([*traits(MANY[:7]), zone[1]])))


def test_a_picture_too_small_to_tell_devices_apart_is_no_criterion() -> None:
    assert not list(verdicts(visit([*CANVAS, *TONE], png=picture(8, 8))))


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


def drawn(text: str, *places: tuple[str, str]) -> list[Call]:
    """A picture of that text at those places, read back."""
    return [*(call(TEXT, "drawing", text, *place) for place in places), CANVAS[1]]


MULTIPLY = [
    call("CanvasRenderingContext2D.prototype.globalCompositeOperation (set)", "drawing", "multiply"),
    call("CanvasRenderingContext2D.prototype.arc", "drawing"),
]
WHOLE = "Cwm fjordbank glyphs vext quiz"


@pytest.mark.parametrize(
    "made",
    [
        drawn(f"{WHOLE} \U0001f603", ("2", "15")),
        drawn("Terms of service", ("2", "15"), ("4", "17")) + MULTIPLY,
        [*drawn(WHOLE, ("2", "15")), call("CanvasRenderingContext2D.prototype.isPointInPath", "drawing", "5", "5",
                                          "evenodd")],
    ],
)  # fmt: skip
def test_a_picture_made_for_the_test_suffices(made: list[Call]) -> None:
    (verdict,) = verdicts(visit(made))
    assert [criterion.name for criterion in verdict.criteria] == ["canvas", "test-picture"]


@pytest.mark.parametrize(
    "made",
    [
        drawn(WHOLE, ("2", "15")),
        drawn("Press any key to start \U0001f3ae", ("10", "10")),
        drawn("Terms of service", ("2", "15"), ("4", "17")),  # a shadow
        drawn("Terms of service", ("2", "15"), ("2", "90")) + MULTIPLY,
        drawn("Terms of service", ("2", "15"), ("2", "15")) + MULTIPLY,
        drawn("Terms of service", ("2", "x"), ("4", "y")) + MULTIPLY,
        drawn(f"{WHOLE} \U0001f603", ("2", "15"))[:-1],
    ],
)
def test_one_mark_or_a_picture_that_nobody_reads_does_not(made: list[Call]) -> None:
    assert not list(verdicts(visit(made)))


@pytest.mark.parametrize(
    "options", [("1", "5000", "44100"), ('{"numberOfChannels":1,"length":44100,"sampleRate":44100}',)]
)
def test_a_short_tone_on_one_channel_suffices(options: tuple[str, ...]) -> None:
    (verdict,) = verdicts(visit([call("OfflineAudioContext", "audio", *options), *AUDIO[1:]]))
    assert [criterion.name for criterion in verdict.criteria] == ["audio", "test-tone"]


@pytest.mark.parametrize("options", [("2", "5000", "44100"), ("1", "441000", "44100"), ("1", "5000", "0"), ("object",)])
def test_music_rendered_ahead_does_not(options: tuple[str, ...]) -> None:
    assert not list(verdicts(visit([call("OfflineAudioContext", "audio", *options), *AUDIO[1:]])))


def test_the_parts_of_such_a_tone_all_over_a_library_of_sound_do_not() -> None:
    assert list(verdicts(placed(AUDIO, range(0, 12_000, 3000))))
    assert not list(verdicts(placed(AUDIO, range(0, 40_000, 10_000))))


def test_a_connection_to_nobody_suffices() -> None:
    (verdict,) = verdicts(visit(WEBRTC))
    assert [criterion.name for criterion in verdict.criteria] == ["webrtc"]


def test_a_call_whose_exchange_does_not_answer_does_not() -> None:
    socket = call("WebSocket", "send", "wss://calls.test")
    assert not list(verdicts(visit([socket, *WEBRTC])))
    assert list(verdicts(visit([socket, call("WebSocket.prototype.send", "send", "hello"), *WEBRTC])))


def reading(values: dict[str, str], digested: str) -> Visit:
    """A visit in which members of `Navigator` gave these values, and a digest was made of a text."""
    made = visit([*(call(f"Navigator.prototype.{member}", "traits") for member in values),
                  call("SubtleCrypto.prototype.digest", "crypto", "SHA-256", f"utf8:{digested}")])  # fmt: skip
    results = [*values.values(), None]
    events = [msgspec.structs.replace(e, result=r) for e, r in zip(made.probe_events, results, strict=True)]
    return msgspec.structs.replace(made, probe_events=tuple(events))


READ = {"userAgent": "Mozilla/5.0 (X11; Linux x86_64)", "language": "de-DE", "maxTouchPoints": "0"}


@pytest.mark.parametrize("digested", ["Mozilla/5.0 (X11; Linux x86_64)|de-DE", "de-DE data:image/png;base64,iVBORw0"])
def test_a_digest_of_what_was_read_suffices(digested: str) -> None:
    (verdict,) = verdicts(reading(READ, digested))
    assert [criterion.name for criterion in verdict.criteria] == ["digest"]


@pytest.mark.parametrize("digested", ["my password 0", "Mozilla/5.0 (X11; Linux x86_64) 0"])
def test_a_digest_of_something_else_or_of_one_trait_does_not(digested: str) -> None:
    assert not list(verdicts(reading(READ, digested)))


def placed(calls: Sequence[Call], columns: Sequence[int], scripts: Sequence[tuple[str, ...]] = ()) -> Visit:
    """A visit with calls at these columns of their scripts, innermost first; the frames below are at column 0."""
    made = visit(calls)
    frame = made.probe_events[0].stack[0]
    events = []
    for event, column, own in zip(made.probe_events, columns, scripts or [(SHA,)] * len(calls), strict=True):
        stack = [msgspec.structs.replace(frame, script=script, column=0) for script in own]
        stack[0] = msgspec.structs.replace(stack[0], column=column)
        events.append(msgspec.structs.replace(event, stack=tuple(stack)))
    return msgspec.structs.replace(made, probe_events=tuple(events))


def test_many_kinds_of_traits_in_one_place_suffice() -> None:
    (verdict,) = verdicts(placed(KINDS, range(0, 6000, 1000)))
    (criterion,) = verdict.criteria
    assert criterion.name == "breadth"
    assert criterion.detail == (
        "Reads 6 unrelated kinds of traits in one place: browser, languages, screen, settings, time zone, touch."
    )


def test_as_many_all_over_an_app_do_not() -> None:
    assert not list(verdicts(placed(KINDS, range(0, 60_000, 10_000))))


def test_fewer_count_beside_something_rendered_only() -> None:
    assert not list(verdicts(visit(KINDS[:5])))
    assert not list(verdicts(visit([*KINDS[:4], *PLUGINS])))
    assert not list(verdicts(visit([*KINDS[:4], *WEBGL])))
    (verdict,) = verdicts(visit([*KINDS[:5], *WEBGL]))
    assert [criterion.name for criterion in verdict.criteria] == ["webgl", "breadth"]


def test_members_of_other_things_are_no_traits() -> None:
    others = ["VisualViewport.prototype.width", "HTMLImageElement.prototype.width", "Screen.prototype.height (set)"]
    assert not list(verdicts(visit([*KINDS[:3], *KINDS[4:], *(call(api, "traits") for api in others)])))


EVALS = [f"{n:02}" * 32 for n in range(6)]


def test_what_evaluated_code_reads_is_read_where_it_was_made() -> None:
    made = placed(KINDS, [0] * 6, [(own, SHA) for own in EVALS])
    uses = tuple(ScriptUse(script=own, url="https://app.test/a.js", origin="eval", parent=SHA) for own in EVALS)
    assert not list(verdicts(made)), "unless nobody knows who made it"
    (verdict,) = verdicts(msgspec.structs.replace(made, scripts=uses))
    assert verdict.script == SHA


def test_what_a_worker_reads_is_read_where_it_was_started() -> None:
    addresses = [f"blob:https://app.test/{n}" for n in range(6)]
    starts = [call("Worker", "send", address) for address in addresses]
    made = placed([*starts, *KINDS], [0] * 12, [*[(SHA,)] * 6, *[(own,) for own in EVALS]])
    uses = tuple(ScriptUse(script=s, url=a, origin="worker") for s, a in zip(EVALS, addresses, strict=True))
    (verdict,) = verdicts(msgspec.structs.replace(made, scripts=uses))
    assert verdict.script == SHA
    elsewhere = tuple(msgspec.structs.replace(use, url="blob:https://app.test/none") for use in uses)
    assert not list(verdicts(msgspec.structs.replace(made, scripts=elsewhere)))
