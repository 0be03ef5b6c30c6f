"""Which reader this is: a hash over everything that decides what reading a script says."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
from functools import cache
from pathlib import Path

from undertow import __version__

_PACKAGE = Path(__file__).parents[1]
_PARTS = (("analysis", (".py", ".toml")), ("model", (".py",)))
"""Folders whose files decide the facts, and the files in them that count."""
_DATA = (_PACKAGE / "data" / "signatures.json",)
_LIBRARIES = ("tree_sitter-", "tree_sitter_javascript-", "quickjs_ng-", "numpy-", "scipy-")


@cache
def engine_version() -> str:
    """Sixteen hexadecimal digits that change whenever the same script might be read differently.

    The content of the files counts, not their dates: right in a checkout that is being edited, and the same in two
    installations of one version. Call it before `undertow.analysis` is imported, so that the code named is the code
    that runs. Costs 3 ms, once a process.
    """
    digest = hashlib.sha256(f"{__version__} python {platform.python_version()}\n".encode())
    for path in (*_code(), *_DATA):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    digest.update("\n".join(_libraries()).encode())
    return digest.hexdigest()[:16]


def _code() -> list[Path]:
    return sorted(
        path for folder, suffixes in _PARTS for path in (_PACKAGE / folder).iterdir() if path.suffix in suffixes
    )


def _libraries() -> list[str]:
    """Names with versions of the libraries that parse and decode, as their installation notes them.

    The usual way to ask, `importlib.metadata`, takes 30 ms to import.
    """
    spec = importlib.util.find_spec("tree_sitter")
    if spec is None or spec.origin is None:
        return []
    return sorted(name for name in os.listdir(Path(spec.origin).parents[1]) if name.startswith(_LIBRARIES))  # noqa: PTH208
