"""What is fuzzed: each target takes bytes, and fails unless they get a well-formed answer within their budget."""

from __future__ import annotations

import io
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

from mutations import flip, mutate, samples

from undertow.analysis import read_script, source_map
from undertow.analysis.columns import ParseStopped, columns
from undertow.analysis.decode_script import damage, make_readable
from undertow.analysis.facts import _sandbox
from undertow.analysis.payload import read
from undertow.analysis.scopes import resolve
from undertow.errors import UndertowError
from undertow.model import Evidence, ScriptFacts
from undertow.model.codec import decode, encode
from undertow.scan.page import page_code
from undertow.store import open_bundle, verify, write

Target = Callable[[bytes], None]

SECONDS = 25.0
"""Processor time of one input of this size, with all that its code is given in the sandbox."""
MEGABYTES = 1_500
"""Peak of this process."""


def script(data: bytes) -> None:
    """The reading of a script: facts for any bytes, with places inside of it, that survive being kept."""
    began = time.process_time()
    facts = read_script(data)
    assert time.process_time() - began < SECONDS, "the reading took too long"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES << 10, "the reading took too much memory"
    assert facts.size == len(data)
    spans = [e.span for e in facts.endpoints] + [layer.span for layer in facts.layers] + list(facts.network_functions)
    spans += [span for flow in facts.flows for span in (flow.source_span, flow.sink_span, flow.function_span)]
    spans += [hit.span for hit in facts.signatures if hit.span is not None]
    assert all(0 <= start <= end <= len(data) for start, end in spans), "a place outside of the script"
    assert all(gap.kind and gap.where and gap.why for gap in facts.gaps)
    assert decode(encode(facts), ScriptFacts, what="facts") == facts


def rewriting(data: bytes) -> None:
    """Decoding: what is rewritten can be parsed as well as what was delivered, and each place leads back into it."""
    try:
        c = columns(data)
    except ParseStopped:
        return
    readable = make_readable(c, resolve(c), _sandbox())
    assert damage(readable.columns) <= damage(c), "the rewritten text is broken where the original is not"
    for node in range(0, len(readable.columns), 1 + len(readable.columns) // 50):
        start, end = readable.original(readable.columns.span(node))
        assert 0 <= start <= end <= len(data), "a place outside of the script"


def source_maps(data: bytes) -> None:
    """A source map is read, or refused in words."""
    try:
        found = source_map.parse(data)
    except UndertowError as error:
        assert str(error)
        return
    for line, column in ((0, 0), (1, 5), (1 << 30, 1 << 30)):
        place = found.place(line, column)
        assert place is None or (len(place.file) <= source_map.MAX_NAME and place.line >= 1)


def page(data: bytes) -> None:
    """Any bytes are a page, within limits of parts and names."""
    found = page_code(data)
    assert all(isinstance(part.code, bytes) for part in found.parts)
    assert sum(len(part.code) for part in found.parts) <= 60 * len(data) + 10_000


def payload(data: bytes) -> None:
    """The body of a request is taken apart within limits."""
    began = time.process_time()
    found = read(data)
    assert time.process_time() - began < SECONDS
    assert found.layers[0].data == data


def bundle(data: bytes) -> None:
    """A bundle is opened, or refused in one clear sentence; `verify` says the same and never fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.wacz"
        path.write_bytes(data)
        try:
            with open_bundle(path) as opened:
                for one in opened.evidence.scripts:
                    opened.blobs.get(one.sha256)
            accepted = True
        except UndertowError as error:
            assert str(error).isprintable()
            accepted = False
        assert verify(path).ok == accepted


TARGETS: Mapping[str, Target] = {
    "script": script,
    "rewriting": rewriting,
    "source-map": source_maps,
    "page": page,
    "payload": payload,
    "bundle": bundle,
}


@cache
def a_bundle() -> bytes:
    """A small sealed bundle."""

    class Nothing:
        def get(self, sha256: str) -> bytes:
            raise KeyError(sha256)

        def __contains__(self, sha256: object) -> bool:
            return False

    evidence = Evidence(
        tool="undertow",
        target="https://app.example/",
        started="2026-11-22T02:46:58Z",
        submit=False,
        visits=(),
        scripts=(),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.wacz"
        write(path, evidence, Nothing())
        return path.read_bytes()


_MAP = (
    b'{"version":3,"file":"a.js","sourceRoot":"/s","sources":["a.ts","b.ts"],"names":["x","y"],'
    b'"mappings":"AAAA,SAASA,GCAT;;AAEA,QAAOC;ACCP"}'
)
_BODY = b'a=1&b=%7B%22c%22%3A%22ZDE=%22%7D&d=[{"e":"H4sIAAAA","f":{"g":[1,2,"x@y.example"]}}]&h=QUJDREVG'


def starts(target: str) -> tuple[bytes, ...]:
    """Well-formed input of a target, to be damaged."""
    if target == "bundle":
        return (a_bundle(),)
    if target == "source-map":
        sections = b'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":' + _MAP + b"}]}"
        return _MAP, sections, b")]}'\n" + _MAP
    if target == "payload":
        return (_BODY, *samples()[-2:])
    return samples()


def damaged(target: str, seed: int) -> bytes:
    """The input of a seed: the same in every run."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose
    start = random.choice(starts(target))
    if target == "bundle":
        return _rezipped(start, random) if random.random() < 0.5 else mutate(start, random, (start,))
    if target in ("script", "rewriting", "page") and random.random() < 0.6:  # a piece is read faster, and fails as well
        at = random.randrange(len(start) + 1)
        start = start[at : at + random.randrange(4_000)]
    return mutate(start, random, starts(target))


def _rezipped(data: bytes, random: Random) -> bytes:
    """A sound archive with a damaged file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hurt = random.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(
                name,
                (flip if random.random() < 0.5 else mutate)(content, random, (content,)) if name == hurt else content,
            )
    return out.getvalue()
