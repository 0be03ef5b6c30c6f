"""Undertow shows where a web application can send what people type into it and what their device gives away.

For example::

    import undertow

    result = undertow.audit("http://127.0.0.1:8000/login", out="audit")
    for flow in result.flows:
        print(flow.data, flow.host, flow.grade, flow.guard)

    again = undertow.analyze("audit/bundle.wacz")  # without browser or network
    with undertow.load("audit/bundle.wacz") as bundle:
        print(bundle.evidence.visits[0].user_agent)
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertow.model import AuditResult
    from undertow.store import Bundle

__version__ = "0.1.0"
__all__ = ["analyze", "audit", "load"]


def audit(
    target: str,
    *,
    out: str | PathLike[str],
    vantages: Sequence[str] = (),
    maps: Sequence[str] = (),
    ca_file: str | PathLike[str] | None = None,
    submit: bool = False,
    phone: str | None = None,
) -> AuditResult:
    """Visit an app with bait, seal the evidence, and write bundle and reports into the folder `out`.

    Args:
        target: URL, http or https.
        out: folder; made if it does not exist.
        vantages: names such as ``north-america``; all presets if empty.
        maps: ``HOST=ADDRESS:PORT`` entries; see ``undertow audit --help``.
        ca_file: PEM file of the authority to trust for mapped hosts.
        submit: let forms really be submitted; on this machine they always are.
        phone: number of yours to type, with country code.

    Raises:
        UndertowError: see `undertow.errors`; what merely could not be seen is in the result's gaps.
    """
    import asyncio

    from undertow import folders, pipeline
    from undertow.capture import CapturePlan, HostMap
    from undertow.capture.vantage import PRESETS, named

    plan = CapturePlan(
        target=target,
        vantages=named(vantages) if vantages else PRESETS,
        maps=HostMap.parse_all(maps),
        ca_file=Path(ca_file) if ca_file is not None else None,
        submit=submit,
        phone=phone,
    )
    folder = folders.folder_at(Path(out))
    bundle = folder / pipeline.BUNDLE
    asyncio.run(pipeline.record(plan, bundle))
    return pipeline.report(bundle, folder)


def analyze(bundle: str | PathLike[str]) -> AuditResult:
    """The answer from a sealed bundle, without browser or network; the same every time.

    Raises:
        BundleDamaged: the bundle was altered or is no bundle.
    """
    from undertow import pipeline

    return pipeline.analyze(Path(bundle))


def load(bundle: str | PathLike[str]) -> Bundle:
    """Open a sealed bundle to look into its evidence; a context manager.

    Raises:
        BundleDamaged: the bundle was altered or is no bundle.
    """
    from undertow import store

    return store.open_bundle(Path(bundle))
