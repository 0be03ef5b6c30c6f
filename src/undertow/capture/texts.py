"""JSON from the browser, whose strings are UTF-16 and may hold half a character, by a cut or by intent.

Such a half cannot be written as UTF-8. It becomes U+FFFD, which is one UTF-16 unit as well, so positions stay right.
"""

from __future__ import annotations

import json
import re
from typing import Any

_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPED_BYTES = re.compile(_ESCAPED.pattern.encode())
_HALF = re.compile("[\ud800-\udfff]")


def parse(raw: str | bytes) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: it is no JSON.
    """
    value = json.loads(raw)
    suspect = _ESCAPED_BYTES.search(raw) if isinstance(raw, bytes) else _ESCAPED.search(raw) or _HALF.search(raw)
    return _whole(value) if suspect else value


def _whole(value: Any) -> Any:
    if isinstance(value, str):  # pairs were joined by the reader: what is left are halves
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value
