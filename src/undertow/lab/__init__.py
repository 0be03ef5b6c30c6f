"""Test range: small web apps on loopback whose data flows are known, with the truth written beside each.

Every company name that its code and host names allude to is there so that attribution has something to find; the apps
are fictional and say nothing about anybody. All JavaScript is our own writing, built from the sources beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.lab.apps import LabApp, apps

if TYPE_CHECKING:
    from undertow.lab.server import Hit, Lab

__all__ = ["Hit", "Lab", "LabApp", "apps"]


def __getattr__(name: str) -> object:
    """Import the server, and with it the web framework, only when it is asked for."""
    if name in {"Hit", "Lab"}:
        from undertow.lab import server

        return getattr(server, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
