"""Events of vendors whose protocols name what they carry: OpenAI responses, Anthropic messages, Gemini candidates."""

from __future__ import annotations

from typing import Any, Protocol


class Target(Protocol):
    """What a message can do to an answer."""

    tool_calls: bool
    ended: bool

    def append(self, text: object, *, thinking: bool = False) -> None:
        """Add to what is shown."""

    def finish(self, reason: object) -> None:
        """Say why the answer ends."""

    def failed(self, error: object) -> None:
        """Report an error."""


def openai_event(target: Target, value: dict[str, Any]) -> bool:
    """Events of OpenAI's responses; False if the message is none."""
    kind = value.get("type")
    if not isinstance(kind, str) or not kind.startswith("response."):
        return False
    if kind in ("response.output_text.delta", "response.refusal.delta"):
        target.append(value.get("delta"))
    elif kind.startswith("response.reasoning") and kind.endswith(".delta"):
        target.append(value.get("delta"), thinking=True)
    elif kind.startswith("response.function_call"):
        target.tool_calls = True
    elif kind == "response.completed":
        target.finish("stop")
    elif kind in ("response.incomplete", "response.failed"):
        response = value.get("response")
        held = response if isinstance(response, dict) else {}
        details = held.get("incomplete_details")
        if kind == "response.failed":
            target.failed(held.get("error") or kind)
        target.finish(details.get("reason") if isinstance(details, dict) else None)
        target.ended = True
    return True


def anthropic(target: Target, value: dict[str, Any]) -> bool:
    """Events of Anthropic's messages; False if the message is none."""
    kind, delta = value.get("type"), value.get("delta")
    held = delta if isinstance(delta, dict) else {}
    if kind == "content_block_delta":
        target.append(held.get("text"))
        target.append(held.get("thinking"), thinking=True)
    elif kind == "content_block_start":
        block = value.get("content_block")
        if isinstance(block, dict):
            target.tool_calls = target.tool_calls or block.get("type") == "tool_use"
            target.append(block.get("text"))
    elif kind == "message_delta":
        target.finish(held.get("stop_reason"))
    elif kind == "message_stop":
        target.ended = True
    else:
        return kind in ("message_start", "content_block_stop", "ping")
    return True


def gemini(target: Target, value: dict[str, Any]) -> bool:
    """Gemini's candidates; False if the message has none and the prompt was not blocked."""
    candidates, feedback = value.get("candidates"), value.get("promptFeedback")
    blocked = feedback.get("blockReason") if isinstance(feedback, dict) else None
    if not isinstance(candidates, list) and not blocked:
        return False
    target.finish(blocked)
    for candidate in (candidates if isinstance(candidates, list) else [])[:1]:
        if isinstance(candidate, dict):
            content = candidate.get("content")
            parts = content.get("parts") if isinstance(content, dict) else None
            for part in parts if isinstance(parts, list) else ():
                if isinstance(part, dict):
                    target.append(part.get("text"), thinking=part.get("thought") is True)
                    target.tool_calls = target.tool_calls or "functionCall" in part
            target.finish(candidate.get("finishReason"))
    return True
