"""`undertow who` and `undertow lab`."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undertow.cli.output import print_json
from undertow.errors import EnvironmentProblem

if TYPE_CHECKING:
    from undertow.lab import Lab


@click.command()
@click.argument("query")
@click.option(
    "--as-of",
    metavar="DAY",
    help="Leave out listings, owners and adequacy decisions of after this day, e.g. 2021-03-12.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def who(query: str, as_of: str | None, as_json: bool) -> None:
    """Say who stands behind QUERY (host, address, URL or organisation): owners, state, official lists, law.

    Every statement has its source, date and a flag that says whether the source was read. Works without network.
    """
    from undertow.attribution import Atlas
    from undertow.cli.details import print_who

    answer = Atlas.load(as_of).who(query)
    if as_json:
        print_json(answer)
    else:
        print_who(answer)


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="Default: a free one.")
@click.option("--json", "as_json", is_flag=True, help="Print addresses as one JSON document when the apps are up.")
def lab(port: int, as_json: bool) -> None:
    """Run the bundled lab apps on this machine over TLS until Ctrl-C, and say how to audit them.

    They are small fictional web apps whose flows are known (truth.toml). Nothing leaves this machine. A chat and two
    models beside them answer questions about states that do not exist; Brightwater takes some of its answers back.
    """
    asyncio.run(_lab(port, as_json))


async def _lab(port: int, as_json: bool) -> None:
    from undertow.lab import Lab
    from undertow.lab.chat_server import ChatServer
    from undertow.lab.model_server import ModelServer
    from undertow.lab.talk import brightwater, completed

    try:
        running = await Lab.start(port=port)
    except OSError as error:
        raise EnvironmentProblem(
            f"port {port} cannot be used ({error.strerror}); leave --port out for a free one"
        ) from error
    done = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, done.set)
    try:
        async with ChatServer(answering=brightwater, seconds=1.5) as chat, ModelServer(completed) as models:
            if as_json:
                print_json(_addresses(running, chat.base, models.base))
            else:
                _say_how(running, chat.base, models.base)
            with contextlib.suppress(asyncio.CancelledError):
                await done.wait()
    finally:
        await running.stop()


def _addresses(running: Lab, chat: str, models: str) -> dict[str, object]:
    from undertow.lab import apps
    from undertow.lab.talk import QUESTIONS

    return {
        "address": running.address,
        "ca_file": str(running.ca_file),
        "apps": [{"name": a.name, "url": a.url, "maps": running.maps(a)} for a in apps()],
        "chat": f"{chat}/",
        "models": models,
        "questions": str(QUESTIONS),
    }


def _say_how(running: Lab, chat: str, models: str) -> None:
    """Print the commands that audit the apps, and those that ask the chat and the models."""
    from undertow.lab import apps
    from undertow.lab.talk import GUARDED, PLAIN, QUESTIONS

    click.echo("Fictional apps; no statement about any named company.\n")
    click.echo(f"Lab apps on {running.address}; certificate authority in {running.ca_file}\n")
    for app in apps():
        maps = " ".join(f"--map {text}" for text in running.maps(app))
        click.echo(f"{app.title}\n  undertow audit {app.url} --fictional --ca {Path(running.ca_file)} {maps}\n")
    asked = f"--prompts {QUESTIONS}"
    click.echo(
        "Brightwater's answers, on a page and behind an endpoint\n"
        f"  undertow conduct run --page {chat}/ {asked} --out chat-1\n"
        f"  undertow conduct run --endpoint {models} --model {GUARDED} --reference {models}:{PLAIN} {asked} "
        "--out models-1\n"
        f"  undertow audit {chat}/ --fictional --conduct {QUESTIONS}\n"
    )
    click.echo("Ctrl-C ends them.")
