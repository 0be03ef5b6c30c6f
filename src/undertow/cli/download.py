"""A file from an address that the user gave: the one thing outside of an audit that is asked of a network."""

from __future__ import annotations

import ipaddress
import urllib.error
import urllib.request
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urlsplit

from undertow.cli.output import Progress
from undertow.errors import EnvironmentProblem, UsageError

LARGEST = 8 << 30
"""Bytes; the largest data set that is read has about 3 GB."""
_TIMEOUT = 30.0  # seconds without an answer
_PART = 1 << 20


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Redirects that stay encrypted."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        """Follow to https, and on this machine to http."""
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str) -> None:
    """Refuse what is not https; http is for servers on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise UsageError(f"{url!r} is no address: {error}") from error
    if parts.scheme == "https" and host:
        return
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if parts.scheme != "http" or not here:
        raise UsageError(f"{url!r} is not asked: give an https address, or download the file and give that")


def download(url: str, folder: Path, progress: Progress) -> Path:
    """Load `url` into `folder` and return the file.

    Raises:
        UsageError: not an https address.
        EnvironmentProblem: no whole file came.
    """
    _check(url)
    path = folder / (PurePosixPath(urlsplit(url).path).name.lstrip(".")[-80:] or "download")
    opener = urllib.request.build_opener(_HttpsOnly)
    try:
        with opener.open(url, timeout=_TIMEOUT) as answer, path.open("wb") as file:
            _copy(answer, file, url, progress)
    except (OSError, urllib.error.URLError, ValueError) as error:
        raise EnvironmentProblem(
            f"nothing whole came from {url} ({error}); download the file some other way and give that"
        ) from error
    return path


def _copy(answer: IO[bytes], file: IO[bytes], url: str, progress: Progress) -> None:
    said = getattr(answer, "length", None)
    done = 0
    while part := answer.read(_PART):
        done += len(part)
        if done > LARGEST:
            raise OSError(f"more than {LARGEST >> 30} GiB")
        file.write(part)
        progress(f"downloading: {done / 1e6:.0f} MB" + (f" of {said / 1e6:.0f}" if said else ""))
    if said is not None and done != said:
        raise OSError(f"{done} of {said} bytes")
