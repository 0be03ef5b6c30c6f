"""What the lab's apps truly do, and how an audit's answer differs from it.

The product's flows come as plain mappings (its JSON), so that the lab needs nothing of the product.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VANTAGES = ("north-america", "western-europe", "china")
"""The vantages that a truth speaks of; outcomes at others are not compared."""

Identity = tuple[str, str, str, str]
"""Data, script, host, sink: what makes two flows the same."""

Conditions = Mapping[str, frozenset[str]]
"""Dimension of the circumstances → values of which any one satisfies it."""


@dataclass(frozen=True)
class TrueFlow:
    """One flow that an app has; field names as in the product's JSON."""

    data: str
    script: str
    """File name of the script; empty for a plain HTML form."""
    host: str
    sink: str
    first_party: bool
    grade: str
    circumstances: Conditions
    outcomes: Mapping[str, str]
    """Vantage → ``sent`` or ``not sent``."""
    before_submit: bool = False

    @property
    def identity(self) -> Identity:
        """What it is compared by."""
        return self.data, self.script, self.host, self.sink


@dataclass(frozen=True)
class Truth:
    """All that is true of one app."""

    name: str
    flows: tuple[TrueFlow, ...]
    policy_names: tuple[str, ...]
    """Hosts whose operator the privacy policy names."""
    policy_omits: tuple[str, ...]
    """Hosts that receive data and whose operator it does not name."""
    policy_verdicts: Mapping[str, str]
    """Host → what the policy says of it as a recipient, where a plain reading leaves no doubt."""


def load(path: Path) -> Truth:
    """Read a ``truth.toml``; a KeyError or TypeError names what is missing or not known in it."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    policy = document["policy"]
    return Truth(
        name=document["app"]["name"],
        flows=tuple(_true_flow(entry) for entry in document["flow"]),
        policy_names=tuple(policy["names"]),
        policy_omits=tuple(policy["omits"]),
        policy_verdicts=dict(policy.get("recipients", {})),
    )


def compare(truth: Truth, flows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """One sentence for each difference between the truth and an audit's flows; none if they agree.

    Both ways: a flow that is missing and a flow that is not there count alike. Wording is made for people.
    """
    expected = {flow.identity: flow for flow in truth.flows}
    found: dict[Identity, Mapping[str, Any]] = {}
    differences = []
    for flow in flows:
        identity = (flow["data"], flow["script"] or "", flow["host"], flow["sink"])
        if identity in found:
            differences.append(f"{_words(identity)}: reported more than once")
        found[identity] = flow
    differences += [f"{_words(identity)}: not found" for identity in expected if identity not in found]
    differences += [
        f"{_words(identity)}: reported ({flow['grade']}), but there is no such flow"
        for identity, flow in found.items()
        if identity not in expected
    ]
    for identity, flow in found.items():
        if identity in expected:
            differences += [f"{_words(identity)}: {text}" for text in _differences(expected[identity], flow)]
    return tuple(differences)


def compare_policy(truth: Truth, practices: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """One sentence for each verdict on a recipient that is not the true one, or is missing; none if they agree."""
    found: dict[str, set[str]] = {}
    for practice in practices:
        for judgement in practice["judgements"]:
            if judgement["dimension"] == "recipient":
                found.setdefault(practice["host"], set()).add(judgement["verdict"])
    return tuple(
        f"the policy on {host} as a recipient: {', '.join(sorted(found.get(host, {'missing'})))}, truly {verdict}"
        for host, verdict in truth.policy_verdicts.items()
        if found.get(host) != {verdict}
    )


def _true_flow(entry: Mapping[str, Any]) -> TrueFlow:
    conditions = {each["dimension"]: frozenset(each["values"]) for each in entry["circumstances"]}
    outcomes = entry["outcomes"]
    if set(outcomes) != set(VANTAGES):
        raise KeyError(f"outcomes of {entry['data']} to {entry['host']} must be for {', '.join(VANTAGES)}")
    return TrueFlow(**{**entry, "circumstances": conditions, "outcomes": outcomes})


def _words(identity: Identity) -> str:
    data, script, host, sink = identity
    return f"{data} from {script or 'a plain form'} to {host} by {sink}"


def _differences(expected: TrueFlow, flow: Mapping[str, Any]) -> Iterator[str]:
    if flow["grade"] != expected.grade:
        yield f"graded {flow['grade']}, truly {expected.grade}"
    if flow["first_party"] != expected.first_party:
        yield f"taken for {_party(flow['first_party'])}, truly {_party(expected.first_party)}"
    if flow["before_submit"] != expected.before_submit:
        yield f"said to leave {_moment(flow['before_submit'])}, truly {_moment(expected.before_submit)}"
    yield from _condition_differences(expected.circumstances, _conditions(flow["circumstances"]))
    outcomes = {each["vantage"]: each["outcome"] for each in flow["outcomes"]}
    for vantage, outcome in expected.outcomes.items():
        got = outcomes.get(vantage, "missing")
        if got != outcome:
            yield f"outcome from {vantage} is {got}, truly {outcome}"


def _conditions(circumstances: Sequence[Mapping[str, Any]]) -> Conditions:
    merged: dict[str, frozenset[str]] = {}
    for each in circumstances:
        dimension = f"not {each['dimension']}" if each.get("negated") else each["dimension"]
        merged[dimension] = merged.get(dimension, frozenset()) | frozenset(each["values"])
    return merged


def _condition_differences(expected: Conditions, found: Conditions) -> Iterator[str]:
    for dimension in sorted(expected.keys() - found.keys()):
        yield f"the condition on {dimension} was not found"
    for dimension in sorted(found.keys() - expected.keys()):
        yield f"a condition on {dimension} was reported that is not there"
    for dimension in sorted(expected.keys() & found.keys()):
        missing = expected[dimension] - found[dimension]
        extra = found[dimension] - expected[dimension]
        if missing:
            yield f"the condition on {dimension} lacks {', '.join(sorted(missing))}"
        if extra:
            yield f"the condition on {dimension} has {', '.join(sorted(extra))} too many"


def _party(first: bool) -> str:
    return "the app itself" if first else "another party"


def _moment(before: bool) -> str:
    return "before the form is submitted" if before else "when the form is submitted"
