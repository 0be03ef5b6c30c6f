"""The name and the value of a cookie, where answers and scripts set it."""

from __future__ import annotations

import json

from undertow.model.evidence import ProbeEvent

_ASSIGNED, _STORED = "Document.prototype.cookie (set)", "CookieStore.prototype.set"


def cookie_pair(text: str) -> tuple[str, str]:
    """Name and value of a cookie with its attributes, as `Set-Cookie` has it (RFC 6265, 5.2)."""
    name, _, value = text.partition(";")[0].partition("=")
    return name.strip(), value.strip()


def cookie_set(call: ProbeEvent) -> tuple[str, str] | None:
    """Name and value of the cookie that a call sets; None for other calls.

    `cookieStore.set` takes name and value, or one object that has both.
    """
    if call.api not in (_ASSIGNED, _STORED) or not call.arguments:
        return None
    first, *rest = call.arguments
    if call.api == _ASSIGNED:
        return cookie_pair(first)
    if rest:
        return first, rest[0]
    try:
        given = json.loads(first)
        return str(given["name"]), str(given["value"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
