"""When the garbage collector looks for cycles while a script is read.

A reading keeps nearly all that it makes until it ends, in millions of small objects: with Python's own thresholds 5 to
19 % of its time went into looking through them for what is not there, now 3 to 7 %, most of it for freeing what is left
at the end. All of that is one cycle, and the next script is read in the same memory.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_THRESHOLDS = (100_000, 10, 10)
"""See `gc.set_threshold`; the code that scripts make is read meanwhile and does let go of what it made."""
_LARGE = 32 << 10
"""Bytes of a script whose remains are cleared away at once; looking through all takes 15 ms at least."""
_TRIMMED = 1 << 20
"""Bytes of a script from which on its syntax tree is worth giving back."""


@contextmanager
def few_collections(size: int) -> Iterator[None]:
    """Have cycles looked for rarely within the block, and once at its end if the script has so many bytes."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if size > _LARGE and gc.isenabled():
            gc.collect()


def give_back(size: int) -> None:
    """Have the C library return memory that it keeps for later, where a script has so many bytes that it pays.

    Syntax trees are freed when their columns are made: 30 bytes of memory for each byte of the script, in pieces
    between which little is left, and which Python's own objects do not come to use. Other systems do not need it or
    do not have it.
    """
    if size >= _TRIMMED and (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Any:
    """`malloc_trim` of the GNU C library."""
    try:
        return getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):  # no C library to ask, as on Windows
        return None
