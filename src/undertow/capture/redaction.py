"""Taking the user's secrets out of the evidence before it is sealed: a token stands where each of them stood.

Everything goes through here: all texts of the evidence and all blobs it names. A secret is found in clear, escaped in
any mixture of URL, JSON, JavaScript and HTML escapes, in base64 at any offset, in hexadecimal, hashed (MD5, SHA-1,
SHA-256) and inside gzip and zlib. In base64, hexadecimal and hashes the token is put in likewise, so that analysis
still finds in which form the value left. Not found: what is encrypted, or sent in parts.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, quote_plus

import msgspec

from undertow.capture.flow import SHORTEST_SECRET, Secret
from undertow.capture.holdback import base64_core
from undertow.capture.spool import Spool
from undertow.model import Evidence, Gap, Sha256

_BASE64_RUN = re.compile(rb"(?:[A-Za-z0-9+/_-]|%2[bBfF]){6,}(?:=|%3[dD]){0,2}")
_LARGEST_UNPACKED = 64 << 20
_DIGESTS = ("md5", "sha1", "sha256")
_SHORT_ESCAPES = {"\n": b"n", "\r": b"r", "\t": b"t", "\b": b"b", "\f": b"f"}
_NAMED_ENTITIES = {'"': "quot", "&": "amp", "<": "lt", ">": "gt", "'": "apos"}


class Redactor:
    """Replaces secrets in bytes."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        ordered = sorted(secrets, key=lambda s: -len(s.value))  # the longer first: one may be part of another
        self._clear = [(re.compile(_escaped(s.value), re.IGNORECASE), s.token.encode()) for s in ordered]
        written = {form for s in ordered for text in _cases(s.value) for form in _written(text)}
        self._cores = sorted(core for form in written for n in range(3) if (core := base64_core(form, n)))
        self._hint = re.compile(b"|".join(_safe(core) for core in self._cores))
        self._coded = [pair for s in ordered for text in _cases(s.value) for pair in _coded(text, s.token)]
        self._tails = [
            (s.value[:n], s.token) for s in ordered for n in range(len(s.value) - 1, SHORTEST_SECRET - 1, -1)
        ]

    def data(self, data: bytes) -> bytes:
        """`data` without the secrets; the same object if there were none in it."""
        for unpack, pack in _PACKED:
            inner = unpack(data)
            if inner is not None and (clean := self._plain(inner)) is not inner:
                return pack(clean)
        return self._plain(data)

    def text(self, text: str) -> str:
        """`text` without the secrets, nor the beginning of one at its end, where it may have been cut."""
        raw = text.encode("utf-8", "surrogatepass")
        clean = self._plain(raw)
        if clean is not raw:
            text = clean.decode("utf-8", "surrogatepass")
        for tail, token in self._tails:
            if text.endswith(tail):
                return text.removesuffix(tail) + token
        return text

    def _plain(self, data: bytes) -> bytes:
        for pattern, token in self._clear:
            if pattern.search(data):
                data = pattern.sub(token, data)
        for pattern, coded in self._coded:
            if pattern.search(data):
                data = pattern.sub(coded, data)
        return self._decoded(data)

    def _decoded(self, data: bytes) -> bytes:
        if not self._hint.search(data):
            return data
        changed = False

        def clean(match: re.Match[bytes]) -> bytes:
            nonlocal changed
            run = match[0]
            plain = _unescaped(run)
            if not any(core in plain for core in self._cores):
                return run
            changed = True
            return self._recoded(plain)

        result = _BASE64_RUN.sub(clean, data)
        return result if changed else data

    def _recoded(self, run: bytes) -> bytes:
        """A run of base64, cleaned inside. It may begin with other characters that only look like base64."""
        body = run.rstrip(b"=")
        for start in range(4):
            try:
                inner = base64.b64decode(body[start:] + b"=" * (-len(body[start:]) % 4))
            except binascii.Error:
                continue
            clean = inner
            for pattern, token in self._clear:
                clean = pattern.sub(token, clean)
            if clean != inner:
                return body[:start] + base64.b64encode(clean)
        for core in self._cores:  # inside of something that does not decode as a whole
            body = body.replace(core, b"x" * len(core))
        return body


def redact(evidence: Evidence, spool: Spool, secrets: Sequence[Secret]) -> Evidence:
    """The evidence with tokens instead of secrets; blobs that held one are stored anew under their new hash.

    Raises:
        EnvironmentProblem: the disk is full.
    """
    if not secrets:
        return evidence
    redactor = Redactor(secrets)
    renamed: dict[Sha256, Sha256] = {}
    sizes: dict[Sha256, int] = {}

    def blob(name: Sha256) -> Sha256:
        if name not in renamed:
            data = spool.get(name)
            clean = redactor.data(data)
            renamed[name] = name if clean is data else spool.put(clean)
            sizes[renamed[name]] = len(clean)
        return renamed[name]

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return blob(value) if len(value) == 64 and value in spool else redactor.text(value)
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        return [walk(inner) for inner in value] if isinstance(value, list | tuple) else value

    clean = msgspec.convert(walk(msgspec.to_builtins(evidence)), Evidence)
    changed = {new for old, new in renamed.items() if old != new}
    scripts = tuple(
        msgspec.structs.replace(s, size=sizes[s.sha256]) if s.sha256 in changed else s for s in clean.scripts
    )
    gaps = tuple(
        Gap(
            stage="capture",
            kind="script-redacted",
            where=script.name,
            why="One of your secrets stood in this script; places in it after that do not fit what was delivered.",
            hides_findings=False,
        )
        for script in scripts
        if script.sha256 in changed
    )
    return msgspec.structs.replace(clean, scripts=scripts, gaps=(*clean.gaps, *gaps))


def _cases(value: str) -> set[str]:
    return {value, value.lower(), value.upper()}


def _written(value: str) -> set[bytes]:
    """A value as it may stand inside of base64."""
    inside = {json.dumps(value), json.dumps(value, ensure_ascii=False)}
    twice = {json.dumps(text) for text in inside}
    texts = {value, *(t[1:-1] for t in inside), *(t[3:-3] for t in twice), quote(value, safe=""), quote_plus(value)}
    return {text.encode("utf-8", "surrogatepass") for text in texts}


def _safe(core: bytes) -> bytes:
    """A pattern for base64 in either alphabet, also URL-encoded."""
    return re.escape(core).replace(rb"\+", rb"(?:\+|-|%2[bB])").replace(b"/", b"(?:/|_|%2[fF])")


def _escaped(value: str) -> bytes:
    """A pattern for the value, each character in clear or in any usual escape."""
    return b"".join(_character(c) for c in value)


def _character(c: str) -> bytes:
    raw = c.encode("utf-8")
    ways = [rb"\\{0,7}" + re.escape(raw), b"".join(rb"%%(?:25){0,3}%02x" % byte for byte in raw)]
    units = c.encode("utf-16-be")
    ways.append(b"".join(rb"\\{1,8}u" + units[n : n + 2].hex().encode() for n in range(0, len(units), 2)))
    if len(units) == 2 and units[0] == 0:
        ways.append(rb"\\{1,4}x%02x" % units[1])
    ways += [b"&#0*%d;" % ord(c), b"&#x0*%x;" % ord(c)]
    if c in _NAMED_ENTITIES:
        ways.append(b"&%s;" % _NAMED_ENTITIES[c].encode())
    if c in _SHORT_ESCAPES:
        ways.append(rb"\\{1,8}" + _SHORT_ESCAPES[c])
    if c == " ":
        ways.append(rb"\+")
    return b"(?:" + b"|".join(ways) + b")"


def _coded(value: str, token: str) -> list[tuple[re.Pattern[bytes], bytes]]:
    """Hexadecimal and hashes of a value, each with the same of its token."""
    pairs = [(value.encode().hex(), token.encode().hex())]
    for name in _DIGESTS:
        ours, theirs = (hashlib.new(name, text.encode(), usedforsecurity=False).digest() for text in (token, value))
        pairs += [(theirs.hex(), ours.hex())]
        pairs += [(base64.b64encode(theirs).decode().rstrip("="), base64.b64encode(ours).decode().rstrip("="))]
    return [
        (
            re.compile(re.escape(theirs.encode()), re.IGNORECASE if theirs.isalnum() and theirs.islower() else 0),
            ours.encode(),
        )
        for theirs, ours in pairs
    ]


def _unescaped(run: bytes) -> bytes:
    """Base64 in the standard alphabet."""
    for escape, character in ((rb"%2[bB]", b"+"), (rb"%2[fF]", b"/"), (rb"%3[dD]", b"=")):
        run = re.sub(escape, character, run)
    return run.replace(b"-", b"+").replace(b"_", b"/")


def _inflated(data: bytes, bits: int) -> bytes | None:
    try:
        machine = zlib.decompressobj(bits)
        inner = machine.decompress(data, _LARGEST_UNPACKED)
    except zlib.error:
        return None
    return inner if machine.eof else None


_PACKED: tuple[tuple[Callable[[bytes], bytes | None], Callable[[bytes], bytes]], ...] = (
    (lambda d: _inflated(d, 31) if d[:2] == b"\x1f\x8b" else None, lambda d: gzip.compress(d, mtime=0)),
    (lambda d: _inflated(d, 15) if d[:1] == b"\x78" else None, zlib.compress),
)
