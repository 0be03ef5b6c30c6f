"""JSON from the browser, whose strings are UTF-16 and may hold half a character, by a cut or by intent.

Such a half cannot be written as UTF-8. It becomes U+FFFD, which is one UTF-16 unit as well, so positions stay right.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPED_BYTES = re.compile(_ESCAPED.pattern.encode())
_HALF = re.compile("[\ud800-\udfff]")


def parse(raw: str | bytes) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: it is no JSON.
    """
    suspect = _ESCAPED_BYTES.search(raw) if isinstance(raw, bytes) else _ESCAPED.search(raw) or _HALF.search(raw)
    if not suspect:
        try:
            return msgspec.json.decode(raw)  # several times as fast, but takes no halves
        except ValueError:
            pass  # halves that are not escaped, or no JSON
    return _whole(json.loads(raw))


def _whole(value: Any) -> Any:
    if isinstance(value, str):  # pairs were joined by the reader: what is left are halves
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value
