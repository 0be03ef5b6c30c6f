"""The picture of all flows: what → by which code → to which host → who stands behind it.

Here flows become boxes, `layout` places them, the template draws them. Few things are shown rather than many: the app's
own hosts are one node, and what exceeds the limits is one node that says how much it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from undertow.model import GRADE_WORDS, GRADES, TYPED, AuditResult, DataType, Flow, Grade, Party
from undertow.report.answer import PROVEN, number_of, recipients, vantage_counts
from undertow.report.layout import (
    LEFT,
    NOTE_LINE,
    PADDING,
    TITLE_LINE,
    WIDTH,
    Box,
    Columns,
    Edge,
    Path,
    arrange,
    box,
    curves,
)
from undertow.report.parties import list_words, unknown_party
from undertow.report.safe import plain
from undertow.report.words import country, data_label, joined, number, plural

MAX_HOSTS = 8
MAX_SCRIPTS = 9
"""More other-party hosts, or scripts that send to them, are drawn as one."""

HEADINGS = ("What", "By which code", "To which host", "Who stands behind it")

_OWN, _REST = "\0own", "\0rest"
"""Keys of merged boxes; no host, organisation or script key begins with NUL."""


@dataclass(frozen=True)
class Node:
    """A box with a name and smaller lines below it."""

    x: float
    y: float
    width: float
    height: float
    titles: tuple[tuple[float, str], ...]
    """Offset from the top of the box, text."""
    notes: tuple[tuple[float, str], ...]
    tooltip: str
    flows: str
    """Space-separated numbers of the flows that pass here."""


@dataclass(frozen=True)
class Line:
    """A curve between two boxes."""

    path: str
    grade: Grade
    own: bool
    """To the app itself."""
    flows: str


@dataclass(frozen=True)
class Picture:
    """Everything the template needs to draw."""

    width: int
    height: int
    headings: tuple[tuple[int, str], ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    grades: tuple[Grade, ...]
    """Grades that occur on lines to other parties, strongest first."""
    has_own: bool
    summary: str
    sentences: tuple[str, ...]
    """The same content as text, one sentence a flow."""


def draw(result: AuditResult) -> Picture | None:
    """The picture of a result; None if there is no flow."""
    if not result.flows:
        return None
    flows = result.flows
    ranked = [recipient.host for recipient in recipients(flows, result.findings)]
    paths = _paths(flows, ranked[:MAX_HOSTS])
    boxes = _boxes(result, paths)
    arrange(boxes, paths, (*ranked, _REST, _OWN))
    own = any(flow.first_party for flow in flows)
    used = {flow.grade for flow in flows if not flow.first_party}
    hosts = len({flow.host for flow in flows if not flow.first_party})
    return Picture(
        width=LEFT[3] + WIDTH[3],
        height=int(max(shape.y + shape.height for column in boxes for shape in column.values())) + 6,
        headings=tuple(zip(LEFT, HEADINGS, strict=True)),
        nodes=tuple(_node(shape) for column in boxes for shape in column.values()),
        lines=tuple(_lines(flows, paths, boxes)),
        grades=tuple(grade for grade in GRADES if grade in used),
        has_own=own,
        summary=f"{plural(len(flows), 'flow')} of data, to {plural(hosts, 'host')} of other parties"
        + (" and to the app itself" if own else ""),
        sentences=tuple(_sentence(flow) for flow in flows),
    )


def _sentence(flow: Flow) -> str:
    script = plain(flow.script, 80) if flow.script else "a plain form"
    behind = "the app itself" if flow.first_party else plain(flow.organisation or "operator unknown", 80)
    return f"{data_label(flow.data)}, by {script}, to {plain(flow.host, 80)} ({behind}): {GRADE_WORDS[flow.grade]}"


def _paths(flows: Sequence[Flow], hosts: Sequence[str]) -> list[Path]:
    """Which nodes each flow passes, after merging all but these hosts."""
    shown = [flow for flow in flows if not flow.first_party and flow.host in hosts]
    scripts = list(dict.fromkeys(_script_key(f) for f in sorted(shown, key=lambda f: hosts.index(f.host))))
    kept = set(scripts[:MAX_SCRIPTS])
    data = {flow.data for flow in shown}
    return [_path(flow, hosts, kept, data) for flow in flows]


def _path(flow: Flow, hosts: Sequence[str], scripts: Set[str], data: Set[DataType]) -> Path:
    outside = _OWN if flow.first_party else _REST
    host = outside if flow.first_party or flow.host not in hosts else flow.host
    script = key if (key := _script_key(flow)) in scripts else outside
    what = flow.data if flow.data in data else outside
    behind = host if host in (_OWN, _REST) else flow.organisation or f"?{flow.host}"
    return what, script, host, behind


def _script_key(flow: Flow) -> str:
    return flow.script_sha256 or (f"named {flow.script}" if flow.script else "form")


def _boxes(result: AuditResult, paths: Sequence[Path]) -> list[dict[str, Box]]:
    """Four columns of boxes by key, each with its text."""
    parties = {party.host: party for party in result.parties}
    members: list[dict[str, list[int]]] = [{}, {}, {}, {}]
    for place, path in enumerate(paths):
        for column, key in enumerate(path):
            members[column].setdefault(key, []).append(place)
    describe: tuple[Callable[[str, list[Flow], Mapping[str, Party]], Box], ...] = (_what, _code, _host, _behind)
    columns: list[dict[str, Box]] = []
    for column, groups in enumerate(members):
        made: dict[str, Box] = {}
        for key, numbers in groups.items():
            made[key] = describe[column](key, [result.flows[n] for n in numbers], parties)
            made[key].flows.update(numbers)
        columns.append(made)
    return columns


def _what(key: str, flows: list[Flow], parties: Mapping[str, Party]) -> Box:
    kinds = list(dict.fromkeys(data_label(flow.data) for flow in flows))
    if key in (_OWN, _REST):
        note = "to the app itself only" if key == _OWN else "to further hosts only"
        title = joined([kinds[0], *(kind[0].lower() + kind[1:] for kind in kinds[1:])])
        return box(0, key, title, [note], title_lines=3)
    return box(0, key, kinds[0], [_what_more(flows)])


def _what_more(flows: Sequence[Flow]) -> str:
    """What a reader without code wants to know of it; the fields and properties themselves stand with each flow."""
    details = list(dict.fromkeys(plain(detail, 80) for flow in flows for detail in flow.detail))
    if any(flow.data in TYPED for flow in flows):
        return "typed into the page"
    most = max(len(flow.detail) for flow in flows)
    if flows[0].data == "device" and most > 1:
        return f"up to {number(most)} in one flow"
    return ", ".join(details[:12])


def _code(key: str, flows: list[Flow], parties: Mapping[str, Party]) -> Box:
    scripts = {_script_key(flow) for flow in flows}
    if key == _OWN:
        return box(1, key, "the app's own sending", [plural(len(scripts), "script or form", "scripts and forms")])
    if key == _REST:
        return box(1, key, plural(len(scripts), "further script"), [])
    first = flows[0]
    if first.script is None:
        return box(1, key, "a plain form", ["no script involved"])
    systems = dict.fromkeys(plain(system.system, 80) for flow in flows for system in flow.systems)
    hidden = "obfuscated" if any(flow.obfuscated for flow in flows) else ""
    known = f"known: {next(iter(systems))}" if systems else ""
    return box(1, key, plain(first.script, 160), [hidden, known])


def _host(key: str, flows: list[Flow], parties: Mapping[str, Party]) -> Box:
    names = list(dict.fromkeys(plain(flow.host, 200) for flow in flows))
    if key == _OWN:
        title = names[0] if len(names) == 1 else plural(len(names), "host")
        return box(2, key, title, ["the app itself"])
    if key == _REST:
        return box(2, key, plural(len(names), "further host"), ["each is listed below"])
    counts = vantage_counts(flow for flow in flows if flow.grade in PROVEN)
    sent, made = sum(c[0] for c in counts.values()), sum(c[1] for c in counts.values())
    return box(2, key, names[0], [f"sent in {number_of(sent, made)}" if sent else "nothing seen sent"])


def _behind(key: str, flows: list[Flow], parties: Mapping[str, Party]) -> Box:
    if key == _REST:
        known = len({flow.organisation for flow in flows if flow.organisation})
        others = "" if all(flow.organisation for flow in flows) else "operators of the rest unknown"
        return box(3, key, plural(known, "known organisation"), [others])
    party = parties.get(flows[0].host) or unknown_party(flows[0])
    if key == _OWN:
        return box(3, key, plain(party.organisation or "The audited app", 120), [])
    seat = f"operator's country: {name}" if (name := country(party.operator_country)) else ""
    brand = f"brand: {plain(party.brand, 60)}" if party.brand and not party.organisation else ""
    owner = f"owner: {plain(party.owner, 80)}" if party.owner else "owner unknown"
    state = f"owned or controlled by a state: {country(party.state)}" if party.state else ""
    lists = list_words(party)
    title = plain(party.organisation or "Operator unknown", 120)
    return box(3, key, title, [brand, seat, owner, state, lists], title_lines=2)


def _lines(flows: Sequence[Flow], paths: Sequence[Path], columns: Columns) -> Iterator[Line]:
    """One curve for each pair of boxes, grade and kind."""
    passing: dict[Edge, set[int]] = {}
    for place, (flow, path) in enumerate(zip(flows, paths, strict=True)):
        for column in range(3):
            edge = (column, path[column], path[column + 1], flow.grade, flow.first_party)
            passing.setdefault(edge, set()).add(place)
    for edge, curve in curves(passing, columns).items():
        yield Line(path=curve, grade=edge[3], own=edge[4], flows=_numbers(passing[edge]))


def _numbers(flows: Iterable[int]) -> str:
    return " ".join(map(str, sorted(flows)))


def _node(shape: Box) -> Node:
    first = PADDING + 12
    after = first + TITLE_LINE * (len(shape.titles) - 1)
    return Node(
        x=LEFT[shape.column],
        y=round(shape.y, 1),
        width=WIDTH[shape.column],
        height=shape.height,
        titles=tuple((first + TITLE_LINE * i, text) for i, text in enumerate(shape.titles)),
        notes=tuple((after + NOTE_LINE * (i + 1), text) for i, text in enumerate(shape.notes)),
        tooltip=plain(shape.tooltip, 600),
        flows=_numbers(shape.flows),
    )
