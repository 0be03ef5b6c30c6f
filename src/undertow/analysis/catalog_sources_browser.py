"""Sources that the browser asks the person or its own devices for: pickers, speech, payment, sensors, peers."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis.catalog_events import handler_of, registrations
from undertow.analysis.catalog_source import Source, is_read, parameters
from undertow.analysis.catalog_sources_storage import Notes
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import is_new
from undertow.analysis.program_syntax import ALL, ANY, CALL, NO_SYMBOL
from undertow.model import DataType

_CONTACT: tuple[tuple[str, DataType], ...] = (
    ("tel", "phone"), ("email", "email"), ("name", "name"), ("address", "address"),
)  # fmt: skip
_PAYER: tuple[tuple[str, DataType], ...] = (
    ("payerEmail", "email"), ("payerPhone", "phone"), ("payerName", "name"), ("shippingAddress", "address"),
)  # fmt: skip
_OF_EVENTS: tuple[tuple[str, DataType, frozenset[str], str], ...] = (
    ("candidate", "device", frozenset({"icecandidate"}), "addresses of the device"),
    *(
        (name, "device", frozenset({"devicemotion", "deviceorientation"}), "movements of the device")
        for name in (
            "acceleration", "accelerationIncludingGravity", "rotationRate", "alpha", "beta", "gamma",
        )
    ),
)  # fmt: skip
"""(property of the event, what it tells, the events, in words)"""
_SPEECH = ("SpeechRecognition", "webkitSpeechRecognition")
_SENSORS = ("Accelerometer", "Gyroscope", "LinearAccelerationSensor", "GravitySensor", "Magnetometer",
            "AbsoluteOrientationSensor", "RelativeOrientationSensor", "AmbientLightSensor")  # fmt: skip
_SENSED = ("x", "y", "z", "quaternion", "illuminance")
_CAPTURING = frozenset({"getUserMedia", "getDisplayMedia", "webkitGetUserMedia", "mozGetUserMedia"})
_OTHER_STREAMS = frozenset({"captureStream", "streams", "mozCaptureStream", "getRemoteStreams"})
_PICKERS = frozenset({"showOpenFilePicker", "getAsFileSystemHandle", "launchQueue", "showDirectoryPicker"})

_COPYING = ("drawImage", "putImageData")
_DRAWING = ("fillText", "strokeText", "fill", "stroke", "arc", "ellipse", "bezierCurveTo", "quadraticCurveTo",
            "createLinearGradient", "createRadialGradient", "drawArrays", "drawElements")  # fmt: skip


def find(p: Program, values: FlowValues) -> Iterator[Source]:
    """All of them."""
    yield from _asked(p)
    yield from _selected(p)
    yield from _spoken(p, values)
    yield from _picked(p)
    yield from _of_events(p, values)
    yield from _drawn(p)
    yield from _cached(p)
    yield from _sensed(p)
    yield from _recorded(p, values)
    yield from _tracks(p)
    yield from _limits(p)
    yield from _entries(p)


def _asked(p: Program) -> Iterator[Source]:
    """`prompt(…)`, contacts, what a payment sheet tells, and a one-time code that the browser reads of a message."""
    for node in [*p.free("prompt"), *(a for a in p.accesses("prompt") if p.global_name(a) == "prompt")]:
        if p.is_callee(node):
            yield Source("input", p.parent[node], node, (), "what was asked for by prompt()")
    for access in p.accesses("select"):
        if p.is_callee(access) and p.key_text(p.strip(p.base(access))) == "contacts":
            yield from _parts(p, p.parent[access], access, _CONTACT, (ANY,), "a contact of the person")
    for access in p.accesses("show"):
        if p.is_callee(access) and any(is_new(p, o, "PaymentRequest") for o in p.origins(p.base(access))):
            yield from _parts(p, p.parent[access], access, _PAYER, (), "what a payment asked for")
    for access in p.accesses("get") if p.ids.get("otp", NO_SYMBOL) >= 0 else ():
        if p.is_callee(access) and p.key_text(p.strip(p.base(access))) == "credentials":
            yield from _parts(p, p.parent[access], access, (("code", "otp"),), (), "a one-time code")


def _parts(
    p: Program, call: int, node: int, parts: tuple[tuple[str, DataType], ...], held: Path, what: str
) -> Iterator[Source]:
    """A source for each of the named properties of what a call answers with."""
    for name, data in parts:
        if (key := p.ids.get(name, NO_SYMBOL)) >= 0:
            yield Source(data, call, node, (*held, key, ALL), what)


def _selected(p: Program) -> Iterator[Source]:
    """`String(getSelection())`."""
    for node in p.calls_named("getSelection"):
        base = p.base(p.callee(node)) if p.is_access(p.callee(node)) else -1
        if base < 0 or p.global_name(base) in ("document", "window"):
            yield Source("interaction", node, node, (), "the selected text")
            yield from (Source("interaction", r, r, (), "the selected text") for r in _ranges(p, node))


def _ranges(p: Program, selection: int) -> list[int]:
    """`getSelection().getRangeAt(0)`: what is selected, as a range."""
    calls = [call for call in p.method_calls("getRangeAt") if p.is_access(p.callee(call))]
    return [call for call in calls if selection in p.origins(p.base(p.callee(call)))]


def _spoken(p: Program, values: FlowValues) -> Iterator[Source]:
    """`e.results` of a speech recogniser."""
    if not any(p.ids.get(name, NO_SYMBOL) >= 0 for name in _SPEECH):
        return
    for access in p.accesses("results"):
        if is_read(p, access) and _of_event(p, values, access, frozenset({"result"})):
            yield Source("message", access, access, (ALL,), "what was spoken")


def _picked(p: Program) -> Iterator[Source]:
    """Files of a picker, and of what was dropped or pasted."""
    picking = any(p.ids.get(name, NO_SYMBOL) >= 0 for name in _PICKERS)
    for name in ("getAsFile", *(("getFile",) if picking else ())):
        for access in p.accesses(name):
            if p.is_callee(access):
                yield Source("file", p.parent[access], access, (ALL,), "a file that was chosen")


def _of_events(p: Program, values: FlowValues) -> Iterator[Source]:
    for name, data, events, what in _OF_EVENTS:
        for access in p.accesses(name):
            if is_read(p, access) and _of_event(p, values, access, events):
                yield Source(data, access, access, (ALL,), what)


def _of_event(p: Program, values: FlowValues, access: int, events: frozenset[str]) -> bool:
    """Is it a property of the event of a handler of one of these?"""
    fn = handler_of(p, p.base(access))
    return fn >= 0 and any(event in events for event, _ in registrations(p, values, fn))


def _drawn(p: Program) -> Iterator[Source]:
    """`canvas.toBlob(blob => …)`."""
    for access in p.accesses("toBlob"):
        args = p.args(p.parent[access]) if p.is_callee(access) and not is_picture(p, access) else []
        for fn in p.functions(args[0]) if args else []:
            yield from parameters(p, fn, 0, "device", "a canvas drawing", access)


def is_picture(p: Program, access: int) -> bool:
    """Is read from a canvas that only pictures are drawn on, as to make them smaller: nothing that devices draw each in
    their way?

    Args:
        p: the script.
        access: the method of the canvas, or of its context, that gives what is drawn.
    """
    made = {o for o in p.origins(p.base(access)) if p.kind[o] == CALL}
    canvases = {o for o in made if p.method_name(o) != "getContext"}
    contexts = made - canvases
    canvases |= {o for context in contexts for o in p.origins(p.base(p.callee(context)))}
    drawn = [_drawn_by(p, name, contexts, canvases) for name in _COPYING]
    return any(drawn) and not any(_drawn_by(p, name, contexts, canvases) for name in _DRAWING)


def _drawn_by(p: Program, method: str, contexts: set[int], canvases: set[int]) -> bool:
    """Is the method called of one of these contexts, or of one that one of these canvases gave?"""
    for access in p.accesses(method):
        for o in p.origins(p.base(access)) if p.is_callee(access) else ():
            if o in contexts or (p.method_name(o) == "getContext" and canvases & {*p.origins(p.base(p.callee(o)))}):
                return True
    return False


def _cached(p: Program) -> Iterator[Source]:
    """`cache.match(…)` of the browser's cache storage."""
    notes = Notes(p, ("put",))
    for access in p.accesses("match") if p.free("caches") else ():
        base = p.base(access)
        if p.is_callee(access) and p.args(p.parent[access]) and notes.is_own(p.args(p.parent[access])[0]):
            continue
        opened = any(p.kind[o] == CALL and p.method_name(o) == "open" for o in p.origins(base))
        if p.is_callee(access) and (opened or p.global_name(base) == "caches"):
            yield Source("identifier", p.parent[access], access, (ALL,), "the cache storage")


def _sensed(p: Program) -> Iterator[Source]:
    """`sensor.x` of a `new Accelerometer()`."""
    if not any(p.ids.get(name, NO_SYMBOL) >= 0 for name in _SENSORS):
        return
    for name in _SENSED:
        for access in p.accesses(name):
            made = p.origins(p.base(access)) if is_read(p, access) else ()
            if any(is_new(p, o, sensor) for o in made for sensor in _SENSORS):
                yield Source("device", access, access, (ALL,), "movements of the device")


def _recorded(p: Program, values: FlowValues) -> Iterator[Source]:
    """`e.data` of a MediaRecorder: what is said, or shown, while it runs."""
    for access in p.accesses("data") if p.ids.get("MediaRecorder", NO_SYMBOL) >= 0 else ():
        if is_read(p, access) and _of_event(p, values, access, frozenset({"dataavailable"})):
            yield Source("message", access, access, (ALL,), "a recording of the person")


def _tracks(p: Program) -> Iterator[Source]:
    """`stream.getVideoTracks()[0].label`: the name of a camera or microphone."""
    if (label := p.ids.get("label", NO_SYMBOL)) < 0:
        return
    for call in (c for name in ("getTracks", "getVideoTracks", "getAudioTracks") for c in p.method_calls(name)):
        if p.is_access(p.callee(call)) and _is_captured(p, call):
            yield Source("device", call, call, (ANY, label), "the name of a camera or microphone")


def _is_captured(p: Program, call: int) -> bool:
    """Are the tracks that a call lists those of a camera or microphone, as far as the stream tells?

    Streams alone have tracks of sound and of pictures; other things have tracks, too, and other streams are drawn,
    played or come from afar.
    """
    if p.functions(p.callee(call)):
        return False
    stream = p.base(p.callee(call))
    made = {p.method_name(o) or p.key_text(o) for origin in p.origins(stream) for o in (origin, *_behind(p, origin))}
    if made & _CAPTURING:
        return True
    return p.method_name(call) != "getTracks" and not made & _OTHER_STREAMS


def _behind(p: Program, origin: int) -> Iterator[int]:
    """What a parameter of `capture().then(stream => …)` is the result of."""
    fn, index = p.parameter(origin)
    for call, at in p.callback_sites(fn) if index == 0 else ():
        if at == 0 and p.method_name(call) == "then" and p.is_access(p.callee(call)):
            yield p.strip(p.base(p.callee(call)))
        elif p.method_name(call) in _CAPTURING:
            yield call


def _limits(p: Program) -> Iterator[Source]:
    """`performance.memory.jsHeapSizeLimit`."""
    for access in p.accesses("jsHeapSizeLimit"):
        base = p.strip(p.base(access))
        if is_read(p, access) and any(p.key_text(o) == "memory" for o in (base, *p.origins(base))):
            yield Source("device", access, access, (), "the limit of the heap")


def _entries(p: Program) -> Iterator[Source]:
    """`item.webkitGetAsEntry().file(f => …)`."""
    for call in p.method_calls("file"):
        origins = p.origins(p.base(p.written_callee(call)))
        dropped = any(p.method_name(o) in ("webkitGetAsEntry", "getAsEntry") for o in origins)
        for fn in p.functions(p.args(call)[0]) if dropped and p.args(call) else ():
            yield from parameters(p, fn, 0, "file", "a file that was dropped", call)
