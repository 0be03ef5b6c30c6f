"""The child process that reads scripts: one at a time, source in, facts out, until its input ends.

A message is a four-byte length and that many bytes. It is a process of its own, started afresh rather than forked, so
that no hostile script can take the command down with it, and no thread or lock of the parent is inherited.
"""

from __future__ import annotations

import hashlib
import os
import resource
import struct
import sys

from undertow.model import Gap, ScriptFacts, codec

FAILED = "reader-failed"
"""Kind of the gap of a script on which the reader failed. Such facts are not kept: another run may fare better."""
MEMORY = 4 << 30
"""Bytes of address space. Reading 7.9 MB of dense code, about the most that is parsed at all, took 1.2 GB."""
LENGTH = struct.Struct("<I")


def read_safely(source: bytes) -> ScriptFacts:
    """The facts of a script. A fault of the reader becomes a gap: one script must not cost all the others."""
    from undertow.analysis import read_script

    try:
        return read_script(source)
    except MemoryError:
        return unread(source, f"Reading it takes more than {MEMORY >> 30} GiB of memory.")
    except Exception as error:  # noqa: BLE001 - whatever the fault is, it is told as what was not seen
        return unread(source, f"The reader failed on it ({type(error).__name__}); this is a fault of Undertow.")


def unread(source: bytes, why: str) -> ScriptFacts:
    """What can be said of a script on which the reader failed: the addresses that stand in it."""
    from undertow.analysis.endpoints import endpoints_in_text

    sha256 = hashlib.sha256(source).hexdigest()
    gap = Gap(stage="analysis", kind=FAILED, where=f"script {sha256[:12]}", why=why)
    return ScriptFacts(sha256=sha256, size=len(source), parsed=False, endpoints=endpoints_in_text(source), gaps=(gap,))


def main() -> None:
    """Answer until the parent closes its end."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may get between the messages
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while len(head := sys.stdin.buffer.read(LENGTH.size)) == LENGTH.size:
        source = sys.stdin.buffer.read(LENGTH.unpack(head)[0])
        answer = codec.pack(read_safely(source))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


if __name__ == "__main__":
    main()
