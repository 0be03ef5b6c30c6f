"""What the messages of a stream do to the answer: the protocols of model servers and chat services.

Read are chat and text completions as OpenAI has them (also whole and with several choices), its responses events,
Anthropic's and Gemini's events, Ollama's lines, patched documents, plain text, and messages of no known form that carry
text under a usual name.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from undertow.conduct.framing import Message
from undertow.conduct.patches import Document, is_patch
from undertow.conduct.reasons import CLEARING, FAILED, FILTERS, RISK, TAKEN_BACK
from undertow.conduct.shown import Shown, mend
from undertow.conduct.vendors import anthropic, gemini, openai_event
from undertow.errors import InvalidData

_TEXTS = ("content", "text", "delta", "token", "answer", "response", "output_text", "replacement", "value")
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
_NAMES = ("type", "event", "action", "op", "operation")
_MARKS = ("replace", "replaced", "retract", "retracted", "revoke", "revoked", "recall", "withdrawn", "deleted", "clear")
_DONE = frozenset({"done", "end", "finish", "finished", "close", "stop", "completed", "complete", "message_stop"})
_PASSED = frozenset({"pass", "passed", "ok", "safe", "none", "clean", "allow", "allowed", "false", "0"})
_SURE = 4
"""Messages from which on a text that each time repeats all before it is taken for the whole text."""
_DEEPEST = 6


class Interpreter:
    """Applies messages to the text shown."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.finish_reason: str | None = None
        self.error: str | None = None
        self.ended = False
        """True if a message said that the answer is at its end."""
        self.tool_calls = False
        self.count = 0
        self.gaps: dict[str, str] = {}
        """Kind to sentence, each once."""
        self._document: Document | None = None
        self._before = ("", "")
        self._begun: dict[str | None, tuple[int, int]] = {}
        """Identity of a message to the length of answer and thinking before it."""
        self._seen: set[tuple[str, str, str]] = set()
        self._whole, self._pieces, self._read = 0, 0, ""
        self._bare = False
        """Did a piece of text come as it is, without quotes: so that quotes and brackets around others are text too?"""
        self.at = 0.0

    def take(self, message: Message) -> None:
        """Apply one message."""
        self.at = message.at
        if message.undecoded:
            self.gaps["no-utf8"] = "Some bytes are no UTF-8; they are kept as they came and shown as U+FFFD."
        if message.id:
            known = (message.id, message.event, message.data)
            if known in self._seen:
                self.count += 1
                return
            self._seen.add(known)
        text = message.data
        if text.strip() == "[DONE]":
            self.ended = True
        elif text.strip()[:1] not in ("{", "[", '"'):
            self._bare = self._bare or bool(text.strip())
            self._plain(message.event.lower(), text)
        else:
            value = _parsed(text)
            if self._bare and (isinstance(value, str) or (isinstance(value, list) and not _holds_objects(value))):
                self._plain(message.event.lower(), text)  # `"quoted"`, `[1]`
            elif value is not _NOT_JSON:
                self._value(value, message.event.lower(), 0)
            elif not message.whole:
                self.gaps["message-cut"] = "The stream ended in the middle of a message."
            elif text.lstrip()[:1] == "{":
                self.gaps["message-not-read"] = "A message looks like JSON and cannot be read; its bytes are kept."
            else:
                self._plain(message.event.lower(), text)
        self.count += 1

    def connect_again(self) -> None:
        """The client connects again: the server may go on, or tell all from the beginning."""
        self.shown.connect_again()
        if self._whole == 0 and self._pieces == 1:
            self._pieces, self._read = 0, ""  # one text did not tell whether pieces or wholes come

    def append(self, text: object, *, thinking: bool = False) -> None:
        """Add to what is shown, if it is text."""
        if isinstance(text, list):
            for part in text:
                self.append(part.get("text") if isinstance(part, dict) else part, thinking=thinking)
        elif isinstance(text, str) and text:
            self.shown.append("thinking" if thinking else "answer", text, self.at, self.count)

    def replace(self, text: str) -> None:
        """Show this instead."""
        self.shown.replace("answer", text, self.at, self.count, told=True)

    def finish(self, reason: object) -> None:
        """The server says why the answer ends."""
        if isinstance(reason, str) and reason:
            self.finish_reason = reason
            self.ended = True
            if reason.lower() in FILTERS:
                self.sign("finish", reason)

    def sign(self, kind: Any, detail: str) -> None:
        """Note a word on why."""
        self.shown.sign(kind, self.at, self.count, detail)

    def failed(self, error: object) -> None:
        """The server reports an error."""
        text = error if isinstance(error, str) else json.dumps(error, ensure_ascii=False, default=str)
        self.error = mend(text[:2000])
        self.sign("risk" if RISK.search(self.error) else "fault", self.error)

    def _plain(self, event: str, text: str) -> None:
        name = event.rpartition(".")[2].rpartition(":")[2]
        if event in TAKEN_BACK or name in TAKEN_BACK or name in CLEARING:
            self.sign("event", event)
            self.replace(text)
        elif name in ("error", "timeout"):
            self.failed(f"{name}: {text}")
        elif name in _DONE:
            self.ended = True
        elif event in ("", "message", "delta", "token", "text", "answer", "data"):
            self.append(text)

    def _value(self, value: Any, event: str, depth: int) -> None:
        if depth > _DEEPEST:
            self.gaps["message-not-read"] = "A message is nested too deeply to be read."
        elif isinstance(value, str):
            self._plain(event, value)
        elif isinstance(value, list):
            if value and all(isinstance(item, dict) and is_patch(item) for item in value):
                self._patched({"v": value})
            else:
                for item in value:
                    self._value(item, event, depth + 1)
        elif isinstance(value, dict):
            if is_patch(value):
                self._patched(value)
            else:
                self._object(value, event, depth)

    def _object(self, value: dict[str, Any], event: str, depth: int) -> None:
        if value.get("error") or (event == "error" and "error" not in value):
            self.failed(value.get("error") or value)
        choices = value.get("choices")
        if isinstance(choices, list):
            self._filtered(value.get("prompt_filter_results"))
            for choice in choices:
                if isinstance(choice, dict):
                    self._choice(choice, value)
        elif not (gemini(self, value) or openai_event(self, value) or anthropic(self, value)):
            self._other(value, event, depth)

    def _choice(self, choice: dict[str, Any], around: dict[str, Any]) -> None:
        if choice.get("index") not in (0, None):
            self.gaps["other-choice"] = "The server sent several answers; only the first was read."
            return
        whole, delta = choice.get("message"), choice.get("delta")
        part = (
            delta if isinstance(delta, dict) else whole if isinstance(whole, dict) else {"content": choice.get("text")}
        )
        for name in _THOUGHTS:
            if isinstance(part.get(name), str):
                self.append(part[name], thinking=True)
                break
        if part.get("tool_calls") or part.get("function_call"):
            self.tool_calls = True
        content = part.get("content")
        marked = next((m for m in (_mark(part), _mark(choice), _mark(around)) if m is not None), None)
        if marked is not None:
            self.sign("field", marked[0])
            self.replace(content if isinstance(content, str) and content else marked[1])
        elif part is whole and isinstance(content, str) and self.shown.text():
            if content.strip() != self.shown.text().strip():
                self.sign("field", "message")
                self.replace(content)
        else:
            self.append(content)
            self.append(part.get("refusal"))
        self._filtered(choice.get("content_filter_results"))
        self.finish(choice.get("finish_reason"))

    def _filtered(self, results: object) -> None:
        """Azure's notes on filters; all are sent, also those that let the text pass."""
        found = results if isinstance(results, list) else [results]
        for entry in found:
            if isinstance(entry, dict):
                for name, note in entry.items():
                    if isinstance(note, dict) and note.get("filtered") is True:
                        self.sign("finish", f"content_filter_results: {name}")

    def _other(self, value: dict[str, Any], event: str, depth: int) -> None:
        """A message of no known protocol."""
        names = [str(value[name]).lower() for name in _NAMES if isinstance(value.get(name), str)]
        inner = next((value[n] for n in ("message", "data", "delta") if isinstance(value.get(n), dict)), None)
        text = next((value[name] for name in _TEXTS if isinstance(value.get(name), str)), None)
        marked = _mark(value)
        taken = next((n for n in (event, *names) if n in TAKEN_BACK), None)
        clearing = next((n for n in (event, *names) if n in CLEARING), None)
        if taken is not None:
            if not _let_pass(value):
                self.sign("event", taken)
                self.replace(text or _inner_text(inner))
        elif clearing is not None or marked is not None:
            by_event = clearing is not None and clearing == event
            self.sign("event" if by_event else "field", clearing or (marked or ("", ""))[0])
            self.replace(text or _inner_text(inner) or (marked or ("", ""))[1])
        elif "error" in names or "timeout" in names:
            self.failed(value)
        else:
            for name in _THOUGHTS:
                self.append(value.get(name) if isinstance(value.get(name), str) else None, thinking=True)
            if text is not None:
                self._grown(text)
            elif inner is not None:
                self._value(inner, event, depth + 1)
        self._state(value, names, event)

    def _grown(self, text: str) -> None:
        """Text that is either the next piece or, in other services, all of it so far: told by the first few."""
        known = self.shown.text()
        grows = text.startswith(known)
        if self._whole == 0 and known and self._pieces == 1 and grows and len(text) > len(known):
            self._whole = 1
        if self._whole == 0:
            self._pieces += 1
            self._read += text
            self.append(text)
        elif self.shown.replaying and known.startswith(text):
            self.shown.replace("answer", text, self.at, self.count)
        elif self._whole < _SURE and not grows:
            self._whole, self._pieces = 0, _SURE
            self.shown.correct(self._read + text, self.at, self.count)
        else:
            if not grows:
                self.sign("field", "whole text")
            self._whole += 1
            self._read += text if self._whole <= _SURE else ""
            self.shown.replace("answer", text, self.at, self.count)

    def _state(self, value: dict[str, Any], names: list[str], event: str) -> None:
        state = value.get("status", value.get("state"))
        if isinstance(state, str):
            self._named_state(state.lower())
        self.finish(value.get("finish_reason", value.get("done_reason", value.get("stop_reason"))))
        if value.get("done") is True or any(name in _DONE for name in (*names, event)):
            self.ended = True

    def _named_state(self, state: str) -> None:
        if state in FILTERS:
            self.sign("status", state)
            self.ended = True
        elif state in FAILED:
            self.error = self.error or state
            self.sign("fault", state)
        elif state in _DONE:
            self.ended = True

    def _patched(self, value: dict[str, Any]) -> None:
        if self._document is None:
            self._document = Document()
        try:
            self._document.apply(value)
        except InvalidData as error:
            self.gaps["patch-not-applied"] = f"A change of the message could not be followed: {error}."
        view = self._document.view()
        answer, thinking = self.shown.text(), self.shown.text("thinking")
        identity = self._document.identity
        if self._document.new_message:
            told = self._begun.get(identity) if self.shown.replaying else None
            self._before = (answer[: told[0]], thinking[: told[1]]) if told else (answer, thinking)
        self._begun.setdefault(identity, (len(self._before[0]), len(self._before[1])))
        if view is None:
            return
        for state in view.states:
            if not any(sign.kind in ("status", "fault") and sign.detail == state for sign in self.shown.signs):
                self._named_state(state)
        if view.template and not any(sign.kind == "template" for sign in self.shown.signs):
            self.sign("template", "template fragment")
        self.shown.replace("thinking", self._before[1] + view.thinking, self.at, self.count)
        self.shown.replace("answer", self._before[0] + view.answer, self.at, self.count)


def _holds_objects(items: list[Any]) -> bool:
    return any(isinstance(item, dict | list) for item in items)


_NOT_JSON = object()


def _parsed(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    try:
        return json.loads(text)  # reads halves of surrogate pairs, which servers send when they cut between them
    except (ValueError, RecursionError):
        return _NOT_JSON


def readable(body: bytes) -> str:
    """The body of an error as text, with escapes resolved if it is JSON."""
    text = body.decode("utf-8", "replace")
    value = _parsed(text)
    return text if value is _NOT_JSON else mend(json.dumps(value, ensure_ascii=False, default=str))


def _mark(value: dict[str, Any]) -> tuple[str, str] | None:
    """A field that says that the text is replaced or gone, and the new text if it stands there."""
    for name in _MARKS:
        held = value.get(name)
        if held is True:
            return name, ""
        if isinstance(held, str) and held:
            return name, "" if held.lower() in ("true", "yes") else held
    for name in _NAMES:
        held = value.get(name)
        if isinstance(held, str) and held.lower() in CLEARING | TAKEN_BACK:
            return f"{name}: {held}", ""
    return None


def _let_pass(value: dict[str, Any]) -> bool:
    """Whether a note on moderation says that nothing was wrong."""
    notes = [value.get(n) for n in ("flagged", "blocked", "filtered", "hit", "result", "action", "status", "decision")]
    inner = value.get("data")
    if isinstance(inner, dict):
        return _let_pass(inner)
    return any(note is False or (isinstance(note, str) and note.lower() in _PASSED) for note in notes)


def _inner_text(inner: dict[str, Any] | None) -> str:
    return next((inner[name] for name in _TEXTS if inner and isinstance(inner.get(name), str)), "")
