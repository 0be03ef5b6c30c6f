"""Two versions of a policy compared: what the new one says, no longer says, or says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from undertow.model import Record
from undertow.policy.statement import Action, Actor, Statement

Core = tuple[Actor, Action, str, str]
"""Actor, action, one kind of data, one recipient."""


class Change(Record, frozen=True, kw_only=True):
    """What one sentence says of some data and recipients, in one version or in both."""

    kind: Literal["added", "removed", "changed"]
    actor: Actor
    action: Action
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    before: tuple[Statement, ...]
    """The statements of the older version; none if added."""
    after: tuple[Statement, ...]
    """Of the newer version; none if removed."""


def changes(older: Iterable[Statement], newer: Iterable[Statement]) -> tuple[Change, ...]:
    """Differences in order of the newer version, then what it no longer says. New wording of the same is none."""
    old, new = _by_core(older), _by_core(newer)
    grouped: dict[tuple[Actor, Action, tuple[Statement, ...], tuple[Statement, ...]], list[tuple[str, str]]] = {}
    for core in (*new, *(core for core in old if core not in new)):
        before, after = old.get(core, ()), new.get(core, ())
        if {_terms(each) for each in before} != {_terms(each) for each in after}:
            actor, action, data, to = core
            grouped.setdefault((actor, action, before, after), []).append((data, to))
    return tuple(
        Change(
            kind="changed" if before and after else "added" if after else "removed",
            actor=actor,
            action=action,
            data=tuple(dict.fromkeys(data for data, _ in pairs if data)),
            recipients=tuple(dict.fromkeys(to for _, to in pairs if to)),
            before=before,
            after=after,
        )
        for (actor, action, before, after), pairs in grouped.items()
    )


def _by_core(statements: Iterable[Statement]) -> dict[Core, tuple[Statement, ...]]:
    found: dict[Core, tuple[Statement, ...]] = {}
    for each in statements:
        for data in each.data or ("",):
            for to in each.recipients or ("",):
                core = (each.actor, each.action, data, to)
                found[core] = (*found.get(core, ()), each)
    return found


def _terms(statement: Statement) -> tuple[object, ...]:
    """What is said of it, without the words and the place."""
    return (
        statement.may,
        statement.denied,
        frozenset(statement.countries),
        frozenset(statement.purposes),
        statement.conditions,
    )
