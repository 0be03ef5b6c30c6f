"""Access paths: where below a value the data sits. () is the value itself, ('email',) its property email."""

from __future__ import annotations

from undertow.analysis.program_syntax import ALL, ANY, DEEP

Path = tuple[int, ...]

MAX_PATH = 4


def cons(key: int, path: Path) -> Path:
    """Put a property in front.

    Long and recursive paths end in DEEP: such data is seen by whoever serialises the whole object, and by nobody who
    reads a property. (Ending them in ALL would taint every object graph that has a cycle.)
    """
    if path and path[0] in (ALL, DEEP):
        return (key, path[0])
    if path and path[-1] == DEEP:
        return (key, DEEP)
    if key >= 0 and key in path:
        return (key, DEEP)
    new = (key, *path)
    return (*new[: MAX_PATH - 1], DEEP) if len(new) > MAX_PATH else new


def match(path: Path, key: int) -> Path | None:
    """What is left of `path` after reading property `key`; None if the data is not there."""
    if not path:
        return None
    head = path[0]
    if head == ALL:
        return (ALL,)
    if head == DEEP:
        return None
    return path[1:] if head == key or ANY in (key, head) else None


def stringish(path: Path) -> bool:
    """Does String(value) show the data? Yes for the data itself and for arrays, not for objects."""
    return all(key < 0 and key != DEEP for key in path)
