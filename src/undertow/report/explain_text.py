"""Why a flow is claimed, on a terminal: code as delivered and decoded, beside each other where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from undertow.model import DecodedValue, ExplainedFlow, ExplainedMention, Explanation, ShownCode
from undertow.report.safe import plain
from undertow.report.scan_text import host_words, place_words
from undertow.report.words import DATA_WORDS, FICTIONAL, capital, number

_WIDE = 110
"""Columns from which two texts stand beside each other."""
_WIDEST = 200
_LINES = 14
"""Of one piece of code."""
_LONGEST_LINE = 400
_CLAIM = (
    "This is what stands in the code. Whether it ran, and what was sent, only an audit can tell. "
    "Names from source maps are the author's word."
)


def render_explanation(answer: Explanation, console: Console) -> None:
    """Print everything that was asked for."""
    page = _Page(console)
    if answer.fictional:
        page.text(FICTIONAL, "bold yellow", indent=0)
    for flow in answer.flows:
        page.flow(flow)
    for mention in answer.mentions:
        page.mention(mention)
    if answer.gaps:
        page.head("Not seen in these scripts")
        for gap in answer.gaps:
            page.text(f"{plain(gap.where, 100)}: {plain(gap.why, 300)}", "yellow" if gap.hides_findings else "dim")
        page.blank()
    page.text(_CLAIM, "dim", indent=0)


class _Page:
    """One printing."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)

    def flow(self, explained: ExplainedFlow) -> None:
        """One flow from source to sink."""
        flow = explained.flow
        self._put(
            Text.assemble(
                (f"{flow.data} → {host_words(flow.host)}", "bold"),
                (
                    f"  flow {plain(flow.id)} in {plain(explained.script, 120)}, sha256 {plain(explained.sha256[:12])}",
                    "dim",
                ),
            )
        )
        can = "can be sent" if flow.tier == "precise" else "may be sent (only a coarse reading finds a path)"
        url = f" ({plain(flow.url, 200)})" if flow.url else ""
        what = f"{capital(DATA_WORDS[flow.data][1])}, read as {plain(flow.source, 120)}"
        self.text(f"{what}, {can} by {plain(flow.sink, 40)} to {host_words(flow.host)}{url}.")
        self.head("Path of the data")
        before: ShownCode | None = None
        for step_number, step in enumerate(explained.steps, 1):
            self._station(f"{step_number}. {plain(step.what, 200)}", step.code, code=step.code != before)
            before = step.code
        self.head("Sent by")
        self._station("the statement", explained.sink)
        if explained.guards:
            self.head("Only if" if len(explained.guards) == 1 else "Only if all of this holds")
            for guard in explained.guards:
                self._station(f"· {plain(guard.words, 400)}", guard.code, code=guard.kind == "condition")
        else:
            self.head("No condition was found on the way")
        self._values(explained.values)
        self.blank()

    def mention(self, explained: ExplainedMention) -> None:
        """A destination without a path to it."""
        endpoint = explained.endpoint
        self._put(
            Text.assemble(
                (plain(endpoint.url, 300), "bold"),
                (f"  in {plain(explained.script, 120)}, sha256 {plain(explained.sha256[:12])}", "dim"),
            )
        )
        handed = f"is handed to {plain(endpoint.sink, 40)}" if endpoint.sink else "stands in the code"
        self.text(f"The address {handed}; no path of data to it was found.")
        self._station("where it stands", explained.code)
        self._values(explained.values)
        self.blank()

    def head(self, text: str) -> None:
        """A heading within a flow."""
        self._put(Text(text, "bold cyan"), indent=2)

    def text(self, text: str, style: str = "", indent: int = 2) -> None:
        """A paragraph."""
        self._put(Text(text, style, overflow="fold"), indent=indent)

    def blank(self) -> None:
        """An empty line."""
        self._console.print()

    def _station(self, what: str, shown: ShownCode, *, code: bool = True) -> None:
        """What it is and where, and its code unless that was shown just before or says no more."""
        start, end = shown.span
        place = f"bytes {number(start)}–{number(end)}, {place_words(shown.line, None, shown.origin)}"
        self._put(Text.assemble(what, (f"  {place}", "dim"), overflow="fold"), indent=4)
        if not code:
            return
        delivered, decoded = _lines(shown.delivered), _lines(shown.decoded)
        if "".join(delivered.split()) == "".join(decoded.split()):
            self._put(Text(delivered, overflow="fold"), indent=7)
        elif self._width >= _WIDE:
            self._put(_beside(delivered, decoded), indent=7)
        else:
            for label, text in (("as delivered", delivered), ("decoded", decoded)):
                self._put(Text(label, "dim"), indent=7)
                self._put(Text(text, overflow="fold"), indent=9)

    def _values(self, values: Sequence[DecodedValue]) -> None:
        if not values:
            return
        self.head("Hidden values on the way, worked out in a sandbox")
        for value in values:
            line = Text(overflow="fold")
            line.append(f"bytes {number(value.span[0])}–{number(value.span[1])}  ", "dim")
            line.append(plain(value.code, 120) + "  ")
            line.append(f"→ {plain(value.value, 200)}", "green")
            line.append(f"  by {', '.join(plain(name, 60) for name in value.decoders)}", "dim")
            self._put(line, indent=4)

    def _put(self, what: Text | Table, indent: int = 0) -> None:
        block = Padding(what, (0, 0, 0, indent), expand=isinstance(what, Table))
        self._console.print(block, width=self._width, highlight=False)


def _beside(delivered: str, decoded: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim", expand=True)
    table.add_column("as delivered", overflow="fold", ratio=1)
    table.add_column("", width=1, style="dim")
    table.add_column("decoded", overflow="fold", ratio=1)
    table.add_row(Text(delivered, overflow="fold"), "│", Text(decoded, overflow="fold"))
    return table


def _lines(code: str) -> str:
    """Code line by line, each harmless; what follows a screen's worth is counted."""
    lines = code.split("\n")
    shown = [plain(line.expandtabs(2).rstrip(), _LONGEST_LINE) for line in lines[:_LINES]]
    if len(lines) > _LINES:
        shown.append(f"… {number(len(lines) - _LINES)} further lines")
    return "\n".join(shown)
