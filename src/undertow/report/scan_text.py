"""Scripts on a terminal: a block for each, with what it can send where and when, and a count at the end.

Texts are handed to rich as `Text` and have passed `safe.plain`: no script can colour or move anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from undertow.model import Gap, Layer, OriginalPlace, Scan, ScannedEndpoint, ScannedFlow, ScannedScript, SignatureHit
from undertow.report.safe import plain
from undertow.report.words import FICTIONAL, joined, number, plural

_WIDEST = 160
"""Columns; longer lines are hard to read."""
_FEW = 20
"""So many destinations and gaps of one script are listed; JSON has all."""
_MOST_NAMES = 5
_LONG_LINE = 200
"""Bytes from which on the first line is taken for that of a minified script."""
_LABEL = 12
"""Columns of ids and labels."""


def render_script(script: ScannedScript, console: Console) -> None:
    """A block for a script in which something was found, or not seen; nothing for any other."""
    if not tells(script):
        return
    console.print()
    _print(console, _heading(script))
    if not script.parsed:
        _line(console, "could not be read as JavaScript; only addresses in clear are listed", "yellow", indent=2)
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=_LABEL, no_wrap=True)
    table.add_column(overflow="fold")
    _flows(table, script.flows)
    _destinations(table, script.endpoints)
    _systems(table, script.signatures)
    _layers(table, script.layers)
    _gaps(table, script.gaps)
    _print(console, table, indent=2)


def render_end(scan: Scan, console: Console) -> None:
    """What could not be read at all, and how much was found."""
    console.print()
    for gap in _first(scan.gaps):
        word, style = ("not read", "yellow") if gap.hides_findings else ("note", "dim")
        _line(console, f"{word:<{_LABEL}} {plain(gap.where, 160)}: {plain(gap.why, 300)}", style)
    if len(scan.gaps) > _FEW:
        _line(console, f"… {number(len(scan.gaps) - _FEW)} more; --format json lists all", "yellow")
    flows = [flow for script in scan.scripts for flow in script.flows]
    hosts = {flow.host for flow in flows if flow.host}
    places = {endpoint.url for script in scan.scripts for endpoint in script.endpoints}
    counted = (
        f"{plural(len(scan.scripts), 'script')}: {plural(len(flows), 'flow')} to {plural(len(hosts), 'other host')}, "
        f"{plural(len(places), 'destination')}"
    )
    silent = [script.name for script in scan.scripts if not tells(script)]
    if silent:
        names = joined([plain(name, 60) for name in silent[:_MOST_NAMES]]) if len(silent) <= _MOST_NAMES else ""
        counted += f"; nothing found in {names or number(len(silent))}"
    if unread := sum(gap.hides_findings for gap in scan.gaps):
        counted += f"; {number(unread)} not read"
    _line(console, counted, "bold")
    if scan.fictional:
        _line(console, FICTIONAL, "bold yellow")
    if flows:
        _line(console, "undertow explain TARGET FLOW shows why a flow is claimed.", "dim")


def tells(script: ScannedScript) -> bool:
    """Is there anything to say of it?"""
    return bool(
        script.flows or script.endpoints or script.signatures or script.layers or script.gaps or not script.parsed
    )


def _heading(script: ScannedScript) -> Text:
    facts = [f"{number(script.size)} bytes", f"sha256 {plain(script.sha256[:12])}"]
    if script.flows:
        facts.append(plural(len(script.flows), "flow"))
    if script.endpoints:
        facts.append(plural(len(script.endpoints), "destination"))
    if script.decoded_strings:
        facts.append(plural(script.decoded_strings, "decoded string"))
    if script.source_map:
        facts.append("source map")
    return Text.assemble((plain(script.name, 200), "bold"), ("  " + " · ".join(facts), "dim"))


def _flows(table: Table, flows: Sequence[ScannedFlow]) -> None:
    groups = alike(flows)
    for group in groups[:_FEW]:
        first = group[0]
        sources = joined([plain(text, 80) for text in dict.fromkeys(flow.source for flow in group)])
        text = Text(overflow="fold")
        text.append(f"{first.data} → {host_words(first.host)}", "bold")
        text.append(
            f"  {sources} by {plain(first.sink, 30)}, {place_words(first.line, first.sink_span[0], first.origin)}"
        )
        if first.tier == "coarse":
            text.append("; found by a coarse reading only", "dim")
        if len(group) > 1:
            text.append(f"; also {', '.join(plain(flow.id) for flow in group[1:_MOST_NAMES])}", "dim")
        table.add_row(Text(plain(first.id), "cyan"), text)
        if first.guards:
            when = "; ".join(plain(guard.words, 300) for guard in first.guards)
            table.add_row("", Text.assemble(("when ", "dim"), when, overflow="fold"))
    _more(table, len(groups))


def alike(flows: Iterable[ScannedFlow]) -> list[list[ScannedFlow]]:
    """Flows that one row can tell: the same data by the same kind of call to the same host under the same guards.

    Paths that were proven come first, then by data and host.
    """
    groups: dict[object, list[ScannedFlow]] = {}
    for flow in flows:
        guards = tuple((guard.code, guard.holds) for guard in flow.guards)
        groups.setdefault((flow.data, flow.tier, flow.sink, flow.host, guards), []).append(flow)
    return sorted(groups.values(), key=lambda g: (g[0].tier != "precise", g[0].data, g[0].host or "", g[0].sink))


def host_words(host: str | None) -> str:
    """A destination for a reader."""
    if host is None:
        return "an address that could not be read"
    return plain(host, 120) or "the page's own host"


def place_words(line: int, byte: int | None, origin: OriginalPlace | None) -> str:
    """Line as delivered, or the byte where a long first line says nothing, and what the source map calls the place."""
    mapped = f" ({plain(origin.file, 100)}:{origin.line} by its source map)" if origin else ""
    if byte is not None and line == 1 and byte >= _LONG_LINE:
        return f"byte {number(byte)}{mapped}"
    return f"line {number(line)}{mapped}"


def _destinations(table: Table, endpoints: Iterable[ScannedEndpoint]) -> None:
    """Each address once, that of a call before a mere mention."""
    best: dict[str, ScannedEndpoint] = {}
    for endpoint in sorted(endpoints, key=lambda e: e.sink is None):
        best.setdefault(endpoint.url, endpoint)
    listed = sorted(best.values(), key=lambda e: (e.sink is None, e.url))
    for endpoint in listed[:_FEW]:
        text = Text(plain(endpoint.url, 300), overflow="fold")
        sink = f"  {plain(endpoint.sink, 30)}, " if endpoint.sink else "  "
        text.append(sink + place_words(endpoint.line, endpoint.span[0], endpoint.origin), "dim")
        table.add_row(Text("decoded" if endpoint.decoded else "in clear", "dim"), text)
    _more(table, len(listed))


def _systems(table: Table, hits: Sequence[SignatureHit]) -> None:
    for hit in hits[:_FEW]:
        signs = ", ".join(plain(sign, 60) for sign in hit.matched[:_MOST_NAMES])
        text = f"{plain(hit.system)} ({plain(hit.kind)}), {hit.confidence}: recognised by {signs}"
        table.add_row(Text("known system", "dim"), Text(text, overflow="fold"))
    _more(table, len(hits))


def _layers(table: Table, layers: Sequence[Layer]) -> None:
    """Code made at run time: how, where and how much."""
    if layers:
        told = [f"{layer.how} at byte {number(layer.span[0])} ({number(layer.size)} bytes)" for layer in layers[:_FEW]]
        if len(layers) > _FEW:
            told.append(f"{number(len(layers) - _FEW)} more; --format json lists all")
        table.add_row(
            Text("unpacked", "dim"), Text(f"{plural(len(layers), 'layer')}: {', '.join(told)}", overflow="fold")
        )


def _gaps(table: Table, gaps: Sequence[Gap]) -> None:
    for gap in _first(gaps):
        style = "yellow" if gap.hides_findings else "dim"
        text = Text(f"{plain(gap.why, 300)} [{plain(gap.kind)}]", style, overflow="fold")
        table.add_row(Text("not seen" if gap.hides_findings else "note", "dim"), text)
    _more(table, len(gaps))


def _first(gaps: Sequence[Gap]) -> list[Gap]:
    return sorted(gaps, key=lambda gap: not gap.hides_findings)[:_FEW]


def _more(table: Table, count: int) -> None:
    if count > _FEW:
        table.add_row("", Text(f"… {number(count - _FEW)} more; --format json lists all", "dim"))


def _line(console: Console, text: str, style: str, indent: int = 0) -> None:
    _print(console, Text(text, style, overflow="fold"), indent=indent)


def _print(console: Console, what: Text | Table, indent: int = 0) -> None:
    console.print(Padding(what, (0, 0, 0, indent), expand=False), width=min(console.width, _WIDEST), highlight=False)
