"""The result on a terminal: the answer, the flows by grade, what was not seen; 80 columns are enough.

Texts are handed to rich as `Text`, never as strings with markup, and have passed `safe.plain`: a page can neither
colour nor move anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from undertow.model import GRADE_WORDS, GRADES, AuditResult, Flow, Grade, Listing, Party, Severity, Verified
from undertow.report.answer import Recipient, recipients
from undertow.report.conduct_words import difference_words, headline, shown_words
from undertow.report.flowview import place, vantage_labels
from undertow.report.parties import not_listed, policy_words, unknown_party
from undertow.report.safe import plain
from undertow.report.titles import finding_title
from undertow.report.view import answer_lines, by_severity, not_run_percent, not_seen, selfcheck_words
from undertow.report.words import FICTIONAL, country, data_label, days, flag, joined, number, plural

T = TypeVar("T")

_WIDEST = 100
"""Columns; longer lines are hard to read."""

_FEW = 12
"""So many recipients, gaps and the like are shown unless more is asked for."""

_GRADE_STYLES: dict[Grade, str] = {
    "observed": "bold red",
    "triggered": "bold yellow",
    "forced": "bold magenta",
    "latent": "bold cyan",
    "referenced": "bold",
}
_SEVERITY_STYLES: dict[Severity, str] = {"high": "bold red", "medium": "bold yellow", "low": "cyan", "info": "dim"}


def render_text(result: AuditResult, console: Console, *, verbose: bool = False) -> None:
    """Print the result.

    Args:
        result: what an audit says.
        console: where to print; its own settings decide on colours.
        verbose: also the app's own flows, laws, evidence, and lists in full.
    """
    page = _Page(result, console, verbose=verbose)
    page.head()
    page.flows()
    page.findings()
    page.conduct()
    page.not_seen()
    page.foot()


class _Page:
    """One printing of one result."""

    def __init__(self, result: AuditResult, console: Console, *, verbose: bool) -> None:
        self._result = result
        self._console = console
        self._verbose = verbose
        self._parties = {party.host: party for party in result.parties}
        self._labels = vantage_labels(result.visits)
        self._described: set[str] = set()

    def head(self) -> None:
        """What was audited, and the answer."""
        result = self._result
        self._line(f"Undertow audit of {plain(result.target, 120)}", "bold")
        when = days([visit.started for visit in result.visits])
        scope = f"{plural(len(result.visits), 'visit')}, {plural(len(self._labels), 'vantage')}"
        self._line(f"{when}; {scope}; bundle {plain(result.bundle[:12], 12)}", "dim")
        if result.fictional:
            self._line(FICTIONAL, "bold yellow")
        self._line("")
        self._line(plain(result.summary.headline, 400), "bold")
        for line in answer_lines(result):
            self._line("")
            self._line(line)

    def flows(self) -> None:
        """Flows to other parties by grade, then one line for the app itself."""
        ranked = recipients(self._result.flows, self._result.findings)
        for grade in GRADES:
            reached = [r for r in ranked if any(flow.grade == grade for flow in r.flows)]
            if reached:
                self._title(GRADE_WORDS[grade], _GRADE_STYLES[grade])
            for recipient in self._few(reached, "recipient"):
                self._recipient(recipient, grade)
        own = [flow for flow in self._result.flows if flow.first_party]
        if own:
            self._title("to the app itself", "bold")
            kinds = list(dict.fromkeys(data_label(flow.data) for flow in own))
            hosts = list(dict.fromkeys(plain(flow.host, 60) for flow in own))
            self._line(f"{', '.join(kinds)} → {joined(hosts[:4])}{' …' if len(hosts) > 4 else ''}", indent=2)
            if self._verbose:
                for flow in own:
                    self._flow([flow])
        self._lists_loaded()
        if not self._result.flows:
            self._line("")
            self._line("No flow of data to any host was seen or found in these visits.")

    def _lists_loaded(self) -> None:
        """Once, whose absence the lines above speak of."""
        silent = {name: None for p in self._result.parties if not p.listings for name in p.lists_loaded}
        if not silent:
            return
        names = [plain(name, 120) if self._verbose else plain(name.partition(" (")[0], 60) for name in silent]
        more = "" if self._verbose else " Which entries and dates: HTML report."
        self._title("Lists that were looked through", "bold")
        self._line(f"{'; '.join(names)}.{more}", indent=2)

    def findings(self) -> None:
        """Titles; details on request."""
        found = by_severity(self._result.findings)
        if not found:
            return
        self._title("Findings", "bold")
        by_id = {flow.id: flow for flow in self._result.flows}
        table = self._grid(8)
        for finding in self._few(found, "finding"):
            text = Text(f"{finding_title(finding, by_id)} ({finding.confidence})")
            if self._verbose:
                text.append(f"\n{plain(finding.detail, 800)}", "dim")
                text.append(f"\n{plain(finding.id, 100)}", "dim")
            table.add_row(Text(finding.severity, _SEVERITY_STYLES[finding.severity]), text)
        self._put(table, indent=2)

    def conduct(self) -> None:
        """What the app's chat answered, if it was asked."""
        found = self._result.conduct
        if found is None:
            return
        self._title("What the chat answers", "bold")
        self._line(f"{number(found.answered)} of {plural(found.asked, 'question')} asked. {headline(found)}", indent=2)
        for row in found.differences:
            if not row.topic and not row.language:
                self._bullet(difference_words(row))
        for one in self._few(found.taken, "answer taken back"):
            how = ", ".join(part for part in (one.form, shown_words(one)) if part)
            text = f": “{plain(one.taken, 120)}”" if one.taken else ""
            self._bullet(f"Taken back or blocked: {plain(one.prompt, 80)}: {how}{text}")
        review = found.excluded.get("to review", 0)
        if review:
            self._bullet(f"Left to a person, and counted for neither side: {plural(review, 'answer')}.")

    def not_seen(self) -> None:
        """What this audit cannot have seen, with the same prominence as what it saw."""
        result, coverage = self._result, self._result.coverage
        self._title("What was not seen", "bold")
        percent = not_run_percent(coverage)
        ran = "How much of the code ran was not measured." if percent is None else f"{percent} % of the code never ran."
        functions = number(coverage.network_functions_not_run)
        dark = f"Functions and calls that can reach the network and never ran: {functions}."
        opaque = f"Payloads to other parties that stayed unreadable: {number(coverage.opaque_payloads)}."
        self._bullet(" ".join((ran, opaque) if percent is None else (ran, dark, opaque)))
        self._bullet(f"Self-check: {selfcheck_words(result.selfcheck)}")
        for sentence in (*not_seen(result), *(plain(limit, 600) for limit in result.limits)):
            self._bullet(sentence)
        for gap in self._few(result.gaps, "gap"):
            self._bullet(f"Gap: {plain(gap.where, 120)}: {plain(gap.why, 300)}")

    def foot(self) -> None:
        """Which tool and which knowledge said so."""
        self._line("")
        self._line(f"{plain(self._result.tool, 60)}; knowledge {plain(self._result.data[:12], 12)}", "dim")
        for pack in self._result.packs:
            self._line(f"with {plain(pack, 300)}", "dim")

    def _recipient(self, recipient: Recipient, grade: Grade) -> None:
        """The flows of one grade to one host; flows with the same script and conditions are told together."""
        alike: dict[tuple[str | None, str | None], list[Flow]] = {}
        for flow in recipient.flows:
            if flow.grade == grade:
                alike.setdefault((flow.script, flow.guard), []).append(flow)
        for flows in self._few(list(alike.values()), "flow"):
            self._flow(flows)
        if recipient.host not in self._described:
            self._described.add(recipient.host)
            self._behind(recipient)

    def _flow(self, flows: Sequence[Flow]) -> None:
        first = flows[0]
        kinds = list(dict.fromkeys(data_label(flow.data) for flow in flows))
        self._line(f"{', '.join(kinds)} → {plain(first.host, 100)}", "bold", indent=2)
        by = f"{plain(first.script, 80)}, {plain(first.sink, 40)}" if first.script else "a plain form, no script"
        table = self._grid(10)
        _row(table, "by", by + (", obfuscated" if first.obfuscated else ""))
        if first.guard:
            _row(table, "when", plain(first.guard, 400))
        if any(flow.before_submit for flow in flows):
            _row(table, "timing", "before the form was submitted")
        _row(table, "visits", self._outcomes(flows))
        _row(table, "confidence", joined(list(dict.fromkeys(flow.confidence for flow in flows))))
        if self._verbose:
            for flow in flows:
                for ref in flow.evidence:
                    where = f" {place(ref.span)}" if ref.span else ""
                    layers = f" through {' → '.join(plain(layer, 40) for layer in ref.layers)}" if ref.layers else ""
                    _row(table, "proof", f"{ref.kind} {plain(ref.id, 80)} {plain(ref.part, 60)}{where}{layers}")
        self._put(table, indent=4)

    def _outcomes(self, flows: Sequence[Flow]) -> str:
        """The outcome at each vantage; where flows told together differ, the one that was sent."""
        order = ("sent", "not sent", "not tried")
        best: dict[str, tuple[int, str]] = {}
        for flow in flows:
            for outcome in flow.outcomes:
                count = f" {outcome.sent} of {outcome.visits}" if outcome.sent else ""
                this = (order.index(outcome.outcome), f"{outcome.outcome}{count}")
                best[outcome.vantage] = min(this, best.get(outcome.vantage, this))
        parts = [f"{self._labels.get(name, plain(name, 60))}: {words}" for name, (_, words) in best.items()]
        return "; ".join(parts) or "none"

    def _behind(self, recipient: Recipient) -> None:
        """Operator, owner, lists and policy: separate statements."""
        party = self._parties.get(recipient.host) or unknown_party(recipient.top)
        table = self._grid(10)
        _row(table, "operator", _operator(party))
        for owner in party.owners or ():
            _row(table, "owner", _with_flag(f"{plain(owner.name)}, {plain(owner.kind, 80)}", owner.verified))
        if not party.owners:
            _row(table, "owner", "unknown")
        if party.state:
            _row(table, "state", f"owned or controlled by a state: {country(party.state)}")
        for listing in self._few(_listings(party.listings), "list", table):
            _row(table, "list", listing)
        if not party.listings:
            _row(table, "list", not_listed(party.organisation, party.lists_loaded))
        _row(table, "policy", policy_words(recipient.host, self._result.policy, brief=not self._verbose))
        if self._verbose:
            for law in party.laws:
                text = f"{plain(law.law)}, {plain(law.article, 120)}: {plain(law.compels, 400)}"
                _row(table, "law", _with_flag(text, law.verified))
        self._put(table, indent=4)

    def _few(self, items: Sequence[T], noun: str, table: Table | None = None) -> Iterable[T]:
        """All items when verbose, else the first few and a line that counts the rest."""
        shown = items if self._verbose else items[:_FEW]
        yield from shown
        if len(shown) < len(items):
            rest = f"… {plural(len(items) - len(shown), f'further {noun}')}; the HTML report has all"
            if table is not None:
                _row(table, "", rest)
            else:
                self._line(rest, "dim", indent=2)

    @property
    def _width(self) -> int:
        return min(self._console.width, _WIDEST)

    def _grid(self, label: int) -> Table:
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=label, no_wrap=True)
        table.add_column(overflow="fold")
        return table

    def _title(self, text: str, style: str) -> None:
        self._line("")
        self._line(text[:1].upper() + text[1:], style)

    def _bullet(self, text: str) -> None:
        table = self._grid(1)
        table.add_row(Text("·"), Text(text, overflow="fold"))
        self._put(table, indent=2)

    def _line(self, text: str, style: str = "", indent: int = 0) -> None:
        self._put(Text(text, style, overflow="fold"), indent=indent)

    def _put(self, what: Text | Table, indent: int) -> None:
        block = Padding(what, (0, 0, 0, indent), expand=False) if indent else what
        self._console.print(block, width=self._width, highlight=False)


def _row(table: Table, label: str, text: str) -> None:
    table.add_row(Text(label, "dim"), Text(text, overflow="fold"))


def _operator(party: Party) -> str:
    if not party.organisation:
        return f"unknown (brand: {plain(party.brand, 80)})" if party.brand else "unknown"
    seat = f", {place}" if (place := country(party.operator_country)) else ""
    return _with_flag(f"{plain(party.organisation)}{seat}", party.verified)


def _listings(listings: Iterable[Listing]) -> list[str]:
    """One line a list and scope: the names on it with their dates, whose names those are, and the flag."""
    groups: dict[tuple[str, str, str, Verified], dict[str, list[str]]] = {}
    for entry in sorted(listings, key=lambda entry: (entry.relation != "operator", entry.list, entry.entity)):
        names = groups.setdefault((entry.relation, entry.list, entry.scope, entry.verified), {})
        names.setdefault(entry.entity, []).append(entry.date_note or entry.date or "date unknown")
    lines = []
    for (relation, name, scope, verified), entities in groups.items():
        whose = "the operator itself" if relation == "operator" else "of the owner's group, not the operator"
        named = joined([f"{plain(e, 160)} ({', '.join(plain(d, 80) for d in dates)})" for e, dates in entities.items()])
        lines.append(_with_flag(f"{plain(name, 80)} (scope: {plain(scope)}) names {named}: {whose}", verified))
    return lines


def _with_flag(text: str, verified: Verified) -> str:
    return f"{text} ({flag(verified)})"
