"""How a vantage is put on: flags and environment for the whole process, commands for what these do not reach.

Time zone, languages and user agent are given to the process, because that reaches every kind of worker, and the request
for a service worker's script as well; set per target, these kept the browser's own. Client hints and the platform have
no flag and are set on each target, the user agent with them. The locale of `Intl` has no flag that works without the
browser's language packs. The date has neither flag nor command that leaves time at its pace: the probe moves the clock
that scripts read, in each realm (probe_clock.js).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from undertow.capture.protocol import Json
from undertow.capture.seal import WEBRTC
from undertow.capture.targets import PAGES, WORKERS, Command, Target
from undertow.model import Vantage

_NOON = time_of_day(12)
HEADLESS_MARKER = "HeadlessChrome"
_PLATFORM = """{
  const held = Object.getOwnPropertyDescriptor(WorkerNavigator.prototype, "platform");
  const get = new Proxy(held.get, { apply: (own, self, none) => (Reflect.apply(own, self, none), %s) });
  Object.defineProperty(WorkerNavigator.prototype, "platform", { ...held, get });
}"""
_VERSION = re.compile(r"Chrome/([\d.]+)")


def user_agent(vantage: Vantage, own: str) -> str:
    """What the browser calls itself from that vantage; `own` is what it calls itself without one."""
    if vantage.user_agent is None:
        return own.replace(HEADLESS_MARKER, "Chrome")
    version = _VERSION.search(own)
    return vantage.user_agent.replace("{version}", version[1] if version else "0")


def flags(vantage: Vantage, user_agent: str, relay: int | None = None) -> list[str]:
    """Browser flags for that vantage; `relay` is the port of the relay that stands before its proxy, if one does.

    (``--screen-info`` is for browsers without a window and else not looked at.)
    """
    found = [f"--accept-lang={','.join(vantage.languages)}", f"--user-agent={user_agent}"]
    if vantage.device is not None:
        device = vantage.device
        pixels = f"{int(device.width * device.scale)}x{int(device.height * device.scale)}"  # read back rounded up
        found += [f"--window-size={device.width},{device.height}"]
        # for frames in other processes, which take no metrics of their own
        found += [f"--screen-info={{{pixels} devicePixelRatio={device.scale:g}}}"]
    if vantage.proxy is not None:
        proxy = vantage.proxy if relay is None else f"socks5://127.0.0.1:{relay}"
        found += [f"--proxy-server={proxy}", "--proxy-bypass-list=<-loopback>", *WEBRTC]  # UDP would pass it by
    return found


def environment(vantage: Vantage) -> dict[str, str]:
    """Environment of the browser for that vantage."""
    return {"TZ": vantage.timezone}


def clock_shift(vantage: Vantage) -> int:
    """Milliseconds from now to the date of that vantage, at noon of its time zone if it names a day only; 0 without."""
    if vantage.date is None:
        return 0
    there = datetime.fromisoformat(vantage.date)
    if there.tzinfo is None:
        zone = ZoneInfo(vantage.timezone)
        there = there.replace(tzinfo=zone) if "T" in vantage.date else datetime.combine(there, _NOON, zone)
    return round((there - datetime.now(UTC)).total_seconds() * 1000)


def commands(vantage: Vantage, target: Target, user_agent: str) -> Sequence[Command]:
    """What must be set on the target itself before it runs."""
    if target.kind not in PAGES | WORKERS:
        return ()
    found: list[Command] = [("Emulation.setLocaleOverride", {"locale": vantage.locale})]
    if vantage.device is not None or vantage.user_agent is not None:
        found.append(("Emulation.setUserAgentOverride", _identity(vantage, user_agent)))
    if vantage.headers:
        found.append(("Network.setExtraHTTPHeaders", {"headers": {h.name: h.value for h in vantage.headers}}))
    if vantage.connection is not None:
        line = vantage.connection
        conditions: Json = {"offline": False, "latency": line.latency, "connectionType": line.type}
        conditions |= {"downloadThroughput": line.download, "uploadThroughput": line.upload}
        found.append(("Network.emulateNetworkConditions", conditions))
    if target.kind in PAGES:
        return (*found, *_page(vantage))
    if vantage.device is not None:  # the override reaches documents only
        found.append(("Runtime.evaluate", {"expression": _PLATFORM % json.dumps(vantage.device.navigator_platform)}))
    return found


def _page(vantage: Vantage) -> list[Command]:
    found: list[Command] = []
    if vantage.geolocation is not None:
        place = vantage.geolocation
        position = {"latitude": place.latitude, "longitude": place.longitude, "accuracy": place.accuracy}
        found.append(("Emulation.setGeolocationOverride", position))
    if vantage.device is not None:
        device = vantage.device
        metrics: Json = {"width": device.width, "height": device.height, "deviceScaleFactor": device.scale}
        metrics |= {"mobile": device.mobile, "screenWidth": device.width, "screenHeight": device.height}
        found.append(("Emulation.setDeviceMetricsOverride", metrics))
        if device.touch_points:
            touch = {"enabled": True, "maxTouchPoints": device.touch_points}
            found.append(("Emulation.setTouchEmulationEnabled", touch))
    return found


def _identity(vantage: Vantage, user_agent: str) -> Json:
    """User agent and the client hints that go with it (https://wicg.github.io/ua-client-hints/)."""
    identity: Json = {"userAgent": user_agent, "acceptLanguage": ",".join(vantage.languages)}
    device = vantage.device
    if device is None:
        return identity
    identity["platform"] = device.navigator_platform
    metadata: Json = {
        "platform": device.platform,
        "platformVersion": device.platform_version,
        "architecture": device.architecture,
        "bitness": device.bitness,
        "model": device.model,
        "mobile": device.mobile,
        "wow64": False,
    }
    if version := _VERSION.search(user_agent):
        whole, major = version[1], version[1].partition(".")[0]
        names = ("Google Chrome", "Chromium")
        grease = ("Not_A Brand", "24", "24.0.0.0")
        metadata["brands"] = [
            *({"brand": name, "version": major} for name in names),
            {"brand": grease[0], "version": grease[1]},
        ]
        metadata["fullVersionList"] = [
            *({"brand": name, "version": whole} for name in names),
            {"brand": grease[0], "version": grease[2]},
        ]
    return identity | {"userAgentMetadata": metadata}
