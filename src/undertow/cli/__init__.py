"""The command line: the only part that prints or picks an exit code.

Exit codes: 2 usage or tool error; else 1 findings at or above --fail-on; else 3 if gaps could hide such; else 0.
"""

from __future__ import annotations

import _thread
import contextlib
import importlib
import keyword
import signal
import sys
import threading
from typing import NoReturn

import click

from undertow import __version__

_COMMANDS = {
    "audit": "undertow.cli.auditing",
    "demo": "undertow.cli.auditing",
    "import": "undertow.cli.importing",
    "analyze": "undertow.cli.bundles",
    "verify": "undertow.cli.bundles",
    "keygen": "undertow.cli.bundles",
    "show": "undertow.cli.bundles",
    "scan": "undertow.cli.scanning",
    "explain": "undertow.cli.scanning",
    "conduct": "undertow.cli.conducting",
    "policy": "undertow.cli.policies",
    "who": "undertow.cli.lookups",
    "data": "undertow.cli.knowledge",
    "lab": "undertow.cli.lookups",
    "doctor": "undertow.cli.doctor",
}
"""Command and the module that holds it, in the order of the help. Imported when used, so that help answers at once."""

_SHORT = {
    "audit": "Visit an app with bait from several vantages, and report where it can send what is typed.",
    "demo": "Audit the bundled lab apps and compare the answers with their known truth.",
    "import": "Make bundle and reports of a HAR, WARC, WACZ or mitmproxy file that somebody else recorded.",
    "analyze": "Find everything again from a bundle, without browser or network, and write the reports.",
    "verify": "Check that a bundle is whole and unaltered, and who signed it.",
    "keygen": "Make a key pair to sign bundles with.",
    "show": "Look into a bundle: its answer, one flow, one script or one host.",
    "scan": "Read scripts alone: destinations, flows, guards, known systems, decoded code.",
    "explain": "Show step by step why a flow is claimed, with code as delivered and decoded.",
    "policy": "Say what a privacy policy states, statement by statement, each with its sentence.",
    "conduct": "Ask an AI, record what it shows and takes back, and compare with controls; classify answers.",
    "who": "Say who stands behind a host, an address or an organisation: owners, lists, law.",
    "data": "Say what the tool knows about hosts, owners, lists and law, and how old it is.",
    "lab": "Run the bundled lab apps on this machine until Ctrl-C.",
    "doctor": "Say what works on this machine: browser, sandbox, data and self-check.",
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = getattr(importlib.import_module(_COMMANDS[cmd_name]), name)
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SHORT[name]) for name in _COMMANDS])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="undertow")
def undertow() -> None:
    """Undertow shows where a web app can send what people type into it and what their device gives away.

    \b
    Start here:
      undertow demo                        three bundled apps with known truth
      undertow audit https://example.test  an app of yours
      undertow who verify.cmpassport.com   who is behind a host

    It says what an app did, what its code would do under other circumstances, who stands behind each destination,
    and what could not be seen. Every command takes --json and then prints one document to standard output.

    \b
    Exit codes: 0 nothing at or above --fail-on; 1 findings; 3 gaps that could hide some; 2 wrong use or a tool error.
    """


class _Terminated(KeyboardInterrupt):
    """Asked to end by SIGTERM: everything is cleared up as after Ctrl-C."""


def _terminate(number: int, frame: object) -> NoReturn:
    raise _Terminated


def come_again(lost: sys.UnraisableHookArgs) -> None:
    """Hook for errors that Python cannot raise where they happen, as in the callback of a weak reference.

    A Ctrl-C that came there would be printed with a traceback, and forgotten: it is made to come again at once.
    """
    if not isinstance(lost.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    number = signal.SIGTERM if isinstance(lost.exc_value, _Terminated) else signal.SIGINT
    with contextlib.suppress(RuntimeError):  # the interpreter ends: what was asked for happens anyway
        threading.Timer(0.01, _thread.interrupt_main, (number,)).start()  # not here: it would be lost here again


def main() -> None:
    """Entry point: turns the project's errors into one sentence and exit code 2."""
    from undertow.errors import UndertowError

    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = come_again
    try:
        undertow(standalone_mode=False)
    except UndertowError as error:
        _fail(str(error))
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except _Terminated:
        _fail("terminated", code=128 + signal.SIGTERM)
    except (click.Abort, KeyboardInterrupt):
        _fail("interrupted", code=130)
    except BrokenPipeError:
        sys.exit(2)


def _fail(message: str, code: int = 2) -> None:
    clean = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in message)
    click.echo(f"undertow: {clean}", err=True)
    sys.exit(code)
