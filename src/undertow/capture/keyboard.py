"""Characters and named keys as the key events that a real keyboard would cause."""

from __future__ import annotations

from undertow.capture.protocol import Json

_NAMED = {
    "Enter": ("Enter", 13, "\r"),
    "Tab": ("Tab", 9, ""),
    "Escape": ("Escape", 27, ""),
    "Backspace": ("Backspace", 8, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "Delete": ("Delete", 46, ""),
    "Home": ("Home", 36, ""),
    "End": ("End", 35, ""),
    "PageDown": ("PageDown", 34, ""),
    "PageUp": ("PageUp", 33, ""),
}
NAMES = frozenset(_NAMED)
"""Keys that are asked for by name."""
_SHIFT = 8
_PUNCTUATION = {
    " ": ("Space", 32), "-": ("Minus", 189), "=": ("Equal", 187), ",": ("Comma", 188), ".": ("Period", 190),
    "/": ("Slash", 191), ";": ("Semicolon", 186), "'": ("Quote", 222), "[": ("BracketLeft", 219),
    "]": ("BracketRight", 221), "\\": ("Backslash", 220), "`": ("Backquote", 192),
}  # fmt: skip
_SHIFTED = dict(zip('!@#$%^&*()_+{}|:"<>?~', "1234567890-=[]\\;',./`", strict=True))


def key_events(key: str) -> tuple[Json, Json]:
    """The events of one key going down and up; `key` is a character or a name such as ``Enter``."""
    if key == "\n":
        key = "Enter"
    if key in _NAMED:
        code, number, text = _NAMED[key]
        event: Json = {"key": key, "code": code, "windowsVirtualKeyCode": number}
    else:
        event, text = {"key": key, **_place(key)}, key
    down: Json = {"type": "keyDown" if text else "rawKeyDown", **event}
    if text:
        down |= {"text": text, "unmodifiedText": text}
    return down, {"type": "keyUp", **event}


def _place(character: str) -> Json:
    """Which key of a US keyboard gives the character; nothing for those that it does not have."""
    base = _SHIFTED.get(character, character.lower())
    place: Json = {"modifiers": _SHIFT} if base != character else {}
    if base in _PUNCTUATION:
        code, number = _PUNCTUATION[base]
    elif base.isascii() and base.isdigit():
        code, number = f"Digit{base}", ord(base)
    elif base.isascii() and base.isalpha():
        code, number = f"Key{base.upper()}", ord(base.upper())
    else:
        return {}
    return {**place, "code": code, "windowsVirtualKeyCode": number}
