"""A script of this folder asked in a process of its own, so that time and memory are those of one reading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def answer(script: str, how: str, path: Path, seconds: int) -> dict[str, Any]:
    """What `script how path` prints as JSON. Ends the measurement with the end of its error output if it fails."""
    command = [sys.executable, script, how, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=seconds)
    if done.returncode:
        raise SystemExit(f"{path.name}: {done.stderr.decode()[-1000:]}")
    return dict(json.loads(done.stdout))
