"""`undertow doctor`."""

from __future__ import annotations

import asyncio
import platform
import re
import sys
from typing import Any

import click

from undertow.cli.output import Progress, print_json
from undertow.errors import UndertowError


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
@click.option("--quick", is_flag=True, help="Do not start the browser.")
def doctor(as_json: bool, quick: bool) -> None:
    """Say what works on this machine: Python, browser, script sandbox, data and the self-check of a browser run.

    Exits 0 if audits can be made here, else 2.
    """
    checks = [_python(), _data(), _sandbox(), _cache()]
    browser = _browser()
    checks.append(browser)
    if browser["ok"] and not quick:
        with Progress(quiet=as_json) as progress:
            checks.append(_selfcheck(progress))
    if as_json:
        print_json({"checks": checks, "ok": all(c["ok"] for c in checks)})
    else:
        for check in checks:
            click.echo(f"{'ok  ' if check['ok'] else 'FAIL'}  {check['name']}: {check['detail']}")
    sys.exit(0 if all(c["ok"] for c in checks) else 2)


def _check(name: str, ok: bool, detail: str) -> dict[str, Any]:
    return {"name": name, "ok": ok, "detail": detail}


def _python() -> dict[str, Any]:
    system = platform.system()
    return _check("python", system == "Linux", f"Python {platform.python_version()} on {system} {platform.machine()}")


def _data() -> dict[str, Any]:
    from undertow import data
    from undertow.attribution import Atlas

    party = Atlas.load().party("verify.cmpassport.com")
    lists = len(party.lists_loaded)
    dates = re.findall(r"\d{4}-\d{2}-\d{2}", " ".join(party.lists_loaded))
    newest = f", newest entry of {max(dates)}" if dates else ""
    return _check("data", lists > 0, f"{lists} official lists loaded{newest}; digest {data.digest()[:12]}")


def _sandbox() -> dict[str, Any]:
    from undertow.analysis import read_script

    source = (
        b"var t=['aHR0cHM6Ly9zaW5rLnRlc3QvYQ==','x','y'];function d(i){return atob(t[i])}fetch(d(0),{method:'POST'})"
    )
    hosts = {endpoint.host for endpoint in read_script(source).endpoints}
    return _check("script sandbox", "sink.test" in hosts, "decodes an encoded address" if hosts else "decoded nothing")


def _cache() -> dict[str, Any]:
    """A cache that cannot be used costs time, nothing else, so it is no failure."""
    from undertow import reading

    place = reading.folder()
    cache = reading.open_cache()
    if cache is None:
        why = "it cannot be made, is not yours, or others may write in it"
        return _check("script cache", True, f"not used: {place}: {why}")
    usage = cache.usage()
    return _check("script cache", True, f"{usage.entries:,} scripts, {usage.bytes / 1e6:.1f} MB in {place}")


def _browser() -> dict[str, Any]:
    from undertow.capture import find_browser

    try:
        return _check("browser", True, str(find_browser()))
    except UndertowError as error:
        return _check("browser", False, str(error))


def _selfcheck(progress: Progress) -> dict[str, Any]:
    from undertow.capture import Spool, selfcheck_alone

    spool = Spool()
    try:
        answer, gaps = asyncio.run(selfcheck_alone(spool, progress=progress))
    except UndertowError as error:
        return _check("self-check", False, str(error))
    finally:
        spool.close()
    recorded, received = answer.channels_ok
    seen, made = answer.probes_ok
    text = f"{recorded} of {received} channels, {seen} of {made} probe checks, {answer.browser}"
    return _check(
        "self-check", recorded == received > 0, text + "".join(f"; {gap.where}: {gap.why}" for gap in gaps[:5])
    )
