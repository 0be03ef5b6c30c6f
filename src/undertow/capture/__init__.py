"""The only folder that knows the browser: start, attach, drive, record. What comes out is `Evidence` and a spool."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertow.capture.process import find_browser
    from undertow.capture.seal import HostMap
    from undertow.capture.session import CapturePlan, capture, selfcheck_alone
    from undertow.capture.spool import Spool

__all__ = ["CapturePlan", "HostMap", "Spool", "capture", "find_browser", "selfcheck_alone"]

_HOMES = {
    "CapturePlan": "session",
    "HostMap": "seal",
    "Spool": "spool",
    "capture": "session",
    "find_browser": "process",
    "selfcheck_alone": "session",
}


def __getattr__(name: str) -> object:
    """Import on first use: most commands never start a browser."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"undertow.capture.{_HOMES[name]}"), name)
