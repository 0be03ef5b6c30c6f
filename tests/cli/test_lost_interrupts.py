"""A Ctrl-C that comes where Python cannot raise it is neither printed nor lost."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys, time, weakref
from undertow.cli import come_again
sys.unraisablehook = come_again

class Held:
    pass

def gone(reference):
    raise {error}

held = Held()
reference = weakref.ref(held, gone)
try:
    del held
    time.sleep(2)
    print("lost")
except KeyboardInterrupt:
    print("came again")
"""


def run(error: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(error=error)], check=False, capture_output=True, text=True, timeout=30
    )
    return done.stdout.strip(), done.stderr


def test_an_interrupt_in_the_callback_of_a_weak_reference_comes_again_without_a_traceback() -> None:
    assert run("KeyboardInterrupt") == ("came again", "")


def test_another_error_there_is_told_and_is_no_interrupt() -> None:
    out, err = run("ValueError('broken')")
    assert out == "lost"
    assert "ValueError: broken" in err
