"""Every script the browser compiles: its source, where it came from, and how much of it ran."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from undertow.capture.coverage import Ranges, merge, read
from undertow.capture.crossings import Crossings
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.protocol import Connection, Json
from undertow.capture.targets import PAGES, WORKERS, Targets
from undertow.model import ScriptUse, Sha256, StackFrame

Origin = Literal["url", "inline", "eval", "blob", "data", "worker", "service-worker", "wasm"]
Kind = Literal["javascript", "module", "wasm"]


@dataclass
class Seen:
    """One script in one process."""

    session: str
    id: str
    url: str
    origin: Origin
    kind: Kind
    line: int
    column: int
    end_line: int
    creator: tuple[str, str] | None
    """Session and id of the script that made it."""
    sha256: Sha256 | None = None
    ours: bool = False
    coverage: Ranges | None = None


@dataclass
class Source:
    """What is known of one source text."""

    sha256: Sha256
    size: int
    kind: Kind


@dataclass
class _Waiting:
    """Scripts of one content hash whose source has been asked for."""

    scripts: list[Seen] = field(default_factory=list)


class Scripts:
    """Collects scripts and block coverage from all targets. Feed it with the events of the Debugger domain."""

    def __init__(
        self, connection: Connection, targets: Targets, ledger: Ledger, limits: Limits, injected: Iterable[str]
    ) -> None:
        """`injected`: texts of our own scripts, which are not evidence."""
        self.sources: dict[Sha256, Source] = {}
        self.outstanding: set[asyncio.Future[Json]] = set()
        self._connection = connection
        self._targets = targets
        self._ledger = ledger
        self._limits = limits
        self._crossings = Crossings(connection, targets, self.outstanding)
        self._ours = {hashlib.sha256(text.encode()).hexdigest() for text in injected}
        self._seen: dict[tuple[str, str], Seen] = {}
        self._by_content: dict[str, Sha256 | _Waiting] = {}
        self._units = 0

    # -- events -------------------------------------------------------------------------------------------------

    def parsed(self, params: Json, session: str) -> None:
        """Take `Debugger.scriptParsed`."""
        auxiliary = params.get("executionContextAuxData") or {}
        if auxiliary.get("type") == "isolated":
            return  # our own look at the page
        if len(self._seen) >= self._limits.scripts:
            why = f"More than {self._limits.scripts} scripts; later ones were not kept."
            self._ledger.gap("scripts-without-end", params.get("url", ""), why)
            return
        seen = self._classify(params, session, auxiliary)
        self._seen[session, seen.id] = seen
        self._want(seen, params)

    def _classify(self, params: Json, session: str, auxiliary: Json) -> Seen:
        address = params.get("embedderName") or params.get("url", "")
        stack = params.get("stackTrace") or {}
        creator = next(iter(stack.get("callFrames", ())), None)
        wasm = params.get("scriptLanguage") == "WebAssembly"
        kind: Kind = "wasm" if wasm else "module" if params.get("isModule") else "javascript"
        return Seen(
            session=session,
            id=params["scriptId"],
            url=address or (creator or {}).get("url", ""),
            origin="wasm" if wasm else self._origin(params, session, auxiliary, address),
            kind=kind,
            line=params.get("startLine", 0),
            column=params.get("startColumn", 0),
            end_line=params.get("endLine", 0),
            creator=(session, creator["scriptId"]) if creator else None,
        )

    def _origin(self, params: Json, session: str, auxiliary: Json, address: str) -> Origin:
        target = self._targets.by_session.get(session)
        if not address:
            return "eval"
        if target and target.kind in WORKERS and address == target.url:
            return "service-worker" if target.kind == "service_worker" else "worker"
        if address.startswith("blob:"):
            return "blob"
        if address.startswith("data:"):
            return "data"
        frame = self._targets.frames.get(auxiliary.get("frameId", ""))
        document = frame.url.partition("#")[0] if frame else None
        if address.partition("#")[0] == document or address == "about:srcdoc":
            return "inline"
        return "url"

    # -- sources ------------------------------------------------------------------------------------------------

    def _want(self, seen: Seen, params: Json) -> None:
        """Get the source, once for each distinct content."""
        length, content = params.get("length", 0), params.get("hash", "")
        known = self._by_content.get(content) if content else None
        if isinstance(known, _Waiting):
            known.scripts.append(seen)
            return
        if known is not None:
            self._give(seen, known)
            return
        if length > self._limits.source or self._units + length > self._limits.sources:
            why = f"This script of {length} characters is over the limit of what one visit keeps."
            self._ledger.gap("script-too-large", seen.url, why)
            return
        self._units += length
        waiting = _Waiting([seen])
        if content:
            self._by_content[content] = waiting
        future = self._connection.post("Debugger.getScriptSource", {"scriptId": seen.id}, seen.session)
        self.outstanding.add(future)
        future.add_done_callback(lambda f: self._arrived(f, content, waiting))

    def _arrived(self, future: asyncio.Future[Json], content: str, waiting: _Waiting) -> None:
        self.outstanding.discard(future)
        self._by_content.pop(content, None)
        first = waiting.scripts[0]
        if future.cancelled() or future.exception() is not None:
            self._ledger.gap("script-unavailable", first.url, "Its target ended before the source could be read.")
            return
        answer = future.result()
        if answer.get("bytecode"):
            data = base64.b64decode(answer["bytecode"])
        else:  # a lone surrogate becomes one question mark, so that positions stay right
            data = str(answer.get("scriptSource", "")).encode("utf-8", "replace")
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._ours and sha256 not in self.sources:
            if self._ledger.keep(data) is None:
                return
            self.sources[sha256] = Source(sha256, len(data), first.kind)
        if content:
            self._by_content[content] = sha256
        for seen in waiting.scripts:
            self._give(seen, sha256)

    def _give(self, seen: Seen, sha256: Sha256) -> None:
        seen.ours = sha256 in self._ours
        seen.sha256 = None if seen.ours else sha256

    # -- stacks -------------------------------------------------------------------------------------------------

    def frame(self, raw: Json, session: str) -> StackFrame:
        """A frame of a protocol stack, its position counted from the start of the script itself."""
        url, line, column = raw.get("url", ""), raw.get("lineNumber", 0), raw.get("columnNumber", 0)
        seen = self._seen.get((session, raw.get("scriptId", "")))
        if seen is None or (url and seen.url != url and not seen.sha256):
            seen = self.at(url, line)
        return _relative(seen, url, raw.get("functionName", ""), line, column)

    def follow(self, raw: Json | None) -> None:
        """Ask now for what is behind the end of a protocol stack in another thread, as long as that thread lives."""
        self._crossings.ask(raw)

    def crosses(self, raw: Json | None) -> bool:
        """Whether `stack` leads out of the thread of this one."""
        return self._crossings.crosses(raw)

    def stack(self, raw: Json | None, session: str) -> tuple[StackFrame, ...]:
        """A protocol stack, innermost frame first, on into threads that `follow` asked for, without our own frames."""
        frames = []
        for call, where in self._crossings.frames(raw, session):
            seen = self._seen.get((where, call.get("scriptId", "")))
            if seen is None or not seen.ours:
                frames.append(self.frame(call, where))
        return tuple(frames)

    def at(self, url: str, line: int) -> Seen | None:
        """The script of that URL that holds this line (several inline scripts share the URL of their document)."""
        found = None
        for seen in self._seen.values():
            if url and seen.url == url and seen.sha256 and seen.line <= line and (line <= seen.end_line):
                found = seen
        return found

    def placed(self, url: str, function: str, line: int, column: int) -> StackFrame:
        """A frame from the text of a stack: no script id, positions already 0-based."""
        return _relative(self.at(url, line), url, function, line, column)

    # -- coverage -----------------------------------------------------------------------------------------------

    async def take_coverage(self, limit: float) -> None:
        """Read the block coverage of all live targets: it goes when their documents go."""
        live = [t for t in self._targets.by_session.values() if t.kind in PAGES | WORKERS]
        live = [t for t in live if t.session not in self._targets.crashed]
        asked = {t.session: self._connection.post("Profiler.takePreciseCoverage", None, t.session) for t in live}
        if not asked:
            return
        done, _ = await asyncio.wait(asked.values(), timeout=limit)
        for session, future in asked.items():
            if future in done and not future.cancelled() and future.exception() is None:
                self._covered(session, future.result())

    def _covered(self, session: str, answer: Json) -> None:
        for entry in answer.get("result", ()):
            seen = self._seen.get((session, entry["scriptId"]))
            if seen is not None and not seen.ours:
                fresh = read(entry["functions"])
                seen.coverage = fresh if seen.coverage is None else merge(seen.coverage, fresh)

    # -- result -------------------------------------------------------------------------------------------------

    def uses(self) -> tuple[ScriptUse, ...]:
        """Each delivery once: same source, same address, same line."""
        groups: dict[tuple[Sha256, str, Origin, int], list[Seen]] = {}
        for seen in self._seen.values():
            if seen.sha256 is not None:
                groups.setdefault((seen.sha256, seen.url, seen.origin, seen.line), []).append(seen)
        return tuple(self._use(key, group) for key, group in groups.items())

    def _use(self, key: tuple[Sha256, str, Origin, int], group: list[Seen]) -> ScriptUse:
        sha256, url, origin, line = key
        total: Ranges | None = None
        for seen in group:
            if seen.coverage is not None:
                total = seen.coverage if total is None else merge(total, seen.coverage)
        creator = self._seen.get(group[0].creator) if group[0].creator else None
        return ScriptUse(
            script=sha256,
            url=url[:4096],
            origin=origin,
            parent=creator.sha256 if creator else None,
            line=line,
            functions=len(total.functions) if total else 0,
            functions_run=sum(total.functions.values()) if total else 0,
            not_run=total.not_run if total else (),
            covered=total is not None,
        )


def _relative(seen: Seen | None, url: str, function: str, line: int, column: int) -> StackFrame:
    if seen is not None:
        if line == seen.line:
            column = max(0, column - seen.column)
        line = max(0, line - seen.line)
    return StackFrame(
        url=url[:4096],
        script=seen.sha256 if seen else None,
        function=function[:200],
        line=line,
        column=column,
    )
