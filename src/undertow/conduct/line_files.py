"""Files with one JSON document a line, as they come from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from undertow.errors import EnvironmentProblem, InvalidData


def numbered(path: Path, longest: int) -> Iterator[tuple[bytes, str]]:
    """Each line with its end, and how a message names it; `longest`: bytes of one line.

    Raises:
        InvalidData: a line is too long.
        EnvironmentProblem: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(longest + 1):
                number += 1
                what = f"{path}, line {number}"
                if len(line) > longest:
                    raise InvalidData(f"{what}: longer than {longest >> 20} MiB.")
                yield line, what
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error.strerror}.") from error
