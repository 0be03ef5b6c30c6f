"""What `undertow policy` prints, line by line. Every text of a policy is made plain first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertow.model import Gap, Judgement, Practice
    from undertow.policy.statement import Statement
    from undertow.policy.versions import Change

_SEARCHED = 6
"""Terms of a search that are printed; ``--json`` has all."""


def statement_lines(statements: Iterable[Statement]) -> Iterator[str]:
    """Each statement, with its sentence below; what is said several times in the same words stands once."""
    for (line, quote), count in Counter((_line(each), each.quote) for each in statements).items():
        yield _plain(line, 300)
        yield _quoted(quote) + (f" ({count} times)" if count > 1 else "")


def practice_lines(practices: Sequence[Practice]) -> Iterator[str]:
    """Each kind of data and host, with a verdict for each dimension, and its sentence or what was searched."""
    if not practices:
        return
    yield "What it says of each flow (of what could be sent, no more than what is possible)"
    yield ""
    for practice in practices:
        name = f" ({practice.organisation})" if practice.organisation else ""
        sent = "sent" if practice.sent else "could be sent"
        yield _plain(f"{practice.data} → {practice.host}{name}: {sent}", 200)
        for judgement in practice.judgements:
            yield from _judgement(judgement)
        yield ""
    yield "What it states"
    yield ""


def _judgement(judgement: Judgement) -> Iterator[str]:
    subject = judgement.subject if judgement.dimension in ("country", "purpose") else ""
    roles = f" ({', '.join(judgement.roles)})" if judgement.roles else ""
    label = f"{judgement.dimension} {subject}".strip() + roles
    sure = f", {judgement.confidence}" if judgement.confidence else ""
    yield _plain(f"  {label}: {judgement.verdict.replace('-', ' ')}{sure}. {judgement.why}", 600)
    for quote in judgement.quotes[:2]:
        yield _quoted(quote.text)
    if judgement.searched:
        terms = judgement.searched.terms
        more = f" and {len(terms) - _SEARCHED} more" if len(terms) > _SEARCHED else ""
        yield _plain(f"    searched for {', '.join(terms[:_SEARCHED])}{more}", 400)
        yield _plain(f"    in {'; '.join(judgement.searched.versions)}", 400)


def change_lines(
    older: Mapping[str, str], newer: Mapping[str, str], gaps: Sequence[Gap], changes: Sequence[Change]
) -> Iterator[str]:
    """What differs between two versions, each with the sentences."""
    for label, page in (("older", older), ("newer", newer)):
        yield _plain(f"{label}: {page['url']}, {page['dated'] or 'no date found'}", 300)
    yield ""
    for gap in gaps:
        yield _plain(f"Not seen: {gap.why}", 300)
    words = {"added": "now says", "removed": "no longer says", "changed": "says otherwise"}
    for change in changes:
        who = "they " if change.actor == "they" else ""
        to = f" → {', '.join(change.recipients)}" if change.recipients else ""
        data = ", ".join(change.data) or "data not named"
        yield _plain(f"{words[change.kind]}: {who}{change.action} {data}{to}", 300)
        both = change.kind == "changed"
        for label, statements in (("before", change.before), ("after", change.after)):
            for each in statements:
                head = f"  {label}: {_line(each)}" if both else f"  {_line(each)}"
                yield _plain(head, 300)
                yield _quoted(each.quote)
    count = len(changes) or "No"
    yield ""
    yield (
        f"{count} differences in what was read. Rules read both versions: a change of words that they do not know "
        "shows as one thing gone or nothing new."
    )


def _line(each: Statement) -> str:
    """One statement in a line: ``may share: email → advertisers; for advertising; if: …``."""
    words = (
        "they" if each.actor == "they" else "",
        "may" if each.may else "",
        "NOT" if each.denied else "",
        each.action,
    )
    parts = [f"{' '.join(filter(None, words))}: {', '.join(each.data) or 'data not named'}"]
    if each.recipients:
        parts[0] += f" {'→' if each.actor == 'we' else 'by'} {', '.join(each.recipients)}"
    if each.countries:
        parts.append(f"names {', '.join(each.countries)}")
    if each.purposes:
        parts.append(f"for {', '.join(each.purposes)}")
    if each.conditions:
        parts.append(f"condition: {' / '.join(each.conditions)}")
    return "; ".join(parts)


def _quoted(text: str) -> str:
    return f"    \u201c{_plain(' '.join(text.split()), 400)}\u201d"


def _plain(text: str, longest: int) -> str:
    from undertow.report.safe import plain

    return plain(text, longest)
