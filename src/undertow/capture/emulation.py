"""How a vantage is put on: flags and environment for the whole process, commands for what these do not reach.

Time zone, languages and user agent are given to the process, because that reaches every kind of worker, and the request
for a service worker's script as well; set per target, these kept the browser's own. The locale of `Intl` has no flag
that works without the browser's language packs.
"""

from __future__ import annotations

from collections.abc import Sequence

from undertow.capture.targets import PAGES, WORKERS, Command, Target
from undertow.model import Vantage

HEADLESS_MARKER = "HeadlessChrome"


def without_marker(user_agent: str) -> str:
    """The user agent of the same browser with a window."""
    return user_agent.replace(HEADLESS_MARKER, "Chrome")


def flags(vantage: Vantage, user_agent: str) -> list[str]:
    """Browser flags for that vantage."""
    return [f"--accept-lang={','.join(vantage.languages)}", f"--user-agent={user_agent}"]


def environment(vantage: Vantage) -> dict[str, str]:
    """Environment of the browser for that vantage."""
    return {"TZ": vantage.timezone}


def commands(vantage: Vantage, target: Target) -> Sequence[Command]:
    """What must be set on the target itself before it runs."""
    if target.kind not in PAGES | WORKERS:
        return ()
    locale: Command = ("Emulation.setLocaleOverride", {"locale": vantage.locale})
    if vantage.geolocation is None or target.kind not in PAGES:
        return (locale,)
    place = vantage.geolocation
    position = {"latitude": place.latitude, "longitude": place.longitude, "accuracy": place.accuracy}
    return (locale, ("Emulation.setGeolocationOverride", position))
