"""Fuzz one target until the time is over, guided by coverage where atheris is installed.

    python tests/fuzz/run.py TARGET SECONDS [SEED]

Without atheris (extra `dev`) seeds are drawn in order, unguided. Stops at the first failure, and leaves its input in
`tests/fuzz/found/TARGET-HASH`: mend the fault and keep the file, since `make test` runs all of them.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
FOUND = HERE / "found"


def main(arguments: list[str]) -> int:
    target, seconds = arguments[0], float(arguments[1])
    seed = int(arguments[2]) if len(arguments) > 2 else time.time_ns() % 1_000_000_007
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: seeds in order, unguided", file=sys.stderr)
        return _unguided(target, seconds, seed)
    with atheris.instrument_imports(include=["undertow"]):
        import targets
    from mutations import mutate

    check = targets.TARGETS[target]
    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        count += 1
        try:
            check(data)
        except Exception:
            keep(target, data)
            raise

    def mutated(data: bytes, size: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311 - libFuzzer gives the seed
        if len(data) < 2 or random.random() < 0.05:
            return targets.damaged(target, seed)[:size]
        if random.random() < 0.3:
            return bytes(atheris.Mutate(data, size))
        return mutate(data, random, targets.starts(target))[:size]

    flags = [
        "fuzz",
        f"-max_total_time={int(seconds)}",
        "-max_len=60000",
        "-timeout=120",
        "-rss_limit_mb=3000",
        f"-seed={seed}",
    ]
    flags += ["-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={tempfile.gettempdir()}/undertow-fuzz-"]
    FOUND.mkdir(exist_ok=True)
    atheris.Setup(flags, one, custom_mutator=mutated)
    atheris.Fuzz()  # does not come back
    return 0


def _unguided(target: str, seconds: float, seed: int) -> int:
    import targets

    stop = time.monotonic() + seconds
    count = 0
    while time.monotonic() < stop:
        data = targets.damaged(target, seed + count)
        count += 1
        try:
            targets.TARGETS[target](data)
        except Exception:  # noqa: BLE001 - any failure is a find
            traceback.print_exc()
            print(f"{target}: seed {seed + count - 1}: {keep(target, data)}")
            return 1
    print(f"{target}: {count} inputs from seed {seed} on, none failed")
    return 0


def keep(target: str, data: bytes) -> Path:
    """Write a failing input where the tests find it."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
