"""Options that commands of `undertow conduct` share: how a chat page is opened, what reads the answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from undertow.errors import UsageError

if TYPE_CHECKING:
    from undertow.conduct.embedding import Embeddings
    from undertow.conduct.page_client import PageSetting

Command = TypeVar("Command", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_OPTIONS = (
    click.option("--page", metavar="URL", help="A chat page, asked as a person would: typed, sent, watched."),
    click.option("--linger", type=click.FloatRange(0.2, 600), default=3.0, show_default=True, metavar="SECONDS",
                 help="With --page: how long it is watched after the last change; answers are taken back late, too."),
    click.option("--vantage", metavar="NAME", help="With --page: circumstances of the browser; see `undertow audit`."),
    click.option("--flow", type=_FILE, metavar="FILE",
                 help="With --page: steps that sign in, as in `undertow audit --flow`; {env:NAME} stands for a value "
                 "from the environment, which is kept nowhere."),
    click.option("--map", "maps", multiple=True, metavar="HOST=ADDRESS:PORT",
                 help="With --page: where to find a host. On this machine or mapped, the browser is sealed."),
    click.option("--ca", type=_FILE, metavar="FILE", help="With --page: PEM of the authority for mapped hosts."),
    click.option("--headful", is_flag=True, help="With --page: show the browser window."),
)  # fmt: skip


embeddings_option = click.option(
    "--embeddings", is_flag=True,
    help="Let the classifier also use sentence embeddings, computed on this machine. Needs the extra: "
    "pip install 'undertow[embeddings]'.",
)  # fmt: skip


def loaded(embeddings: bool) -> Embeddings | None:
    """What the classifier is given for `--embeddings`.

    Raises:
        EnvironmentProblem: the extra is not installed.
    """
    if not embeddings:
        return None
    from undertow.conduct.embedding import Embeddings

    return Embeddings()


def page_options(command: Command) -> Command:
    """The options of a chat page, for a command that can ask one."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def page_setting(
    page: str, timeout: float, linger: float, vantage: str | None, flow: Path | None, maps: tuple[str, ...],
    ca: Path | None, headful: bool,
) -> PageSetting:  # fmt: skip
    """What these options say."""
    from undertow.capture import HostMap
    from undertow.capture.vantage import named
    from undertow.cli.auditing import read_flow
    from undertow.conduct.page_client import PageSetting

    chosen = named([vantage]) if vantage else ()
    if len(chosen) > 1:
        raise UsageError(f"{vantage} holds several vantages; a run is made from one.")
    return PageSetting(
        url=page,
        timeout=timeout,
        linger=linger,
        vantage=chosen[0] if chosen else None,
        maps=HostMap.parse_all(maps),
        ca_file=ca,
        flow=read_flow(flow) if flow else None,
        headful=headful,
    )


def read_key(name: str) -> str | None:
    """The key in that environment variable; None if there is none."""
    key = os.environ.get(name, "").strip()
    if key and (len(key) < 4 or not key.isascii() or not key.isprintable()):
        raise UsageError(f"${name} holds no key: at least four printable ASCII characters are expected.")
    return key or None
