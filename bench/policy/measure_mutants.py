"""Whether verdicts flip exactly where a policy is changed, and nowhere else; writes the table in docs/policy.md.

    python bench/policy/measure_mutants.py [--errors] [--split dev] [--sample N] [--kind negate]

Each mutant of a labelled policy (`mutants.py`) is read and compared with probes: every kind of data that its labels
name (as far as flows have it) and two that none names, with every recipient that they name and one that is nowhere, and
three purposes. Where the labels say that a verdict changes, it must be the one that labels give (`expected.py`);
everywhere else it must be what it was. One wrong verdict of some hundred makes the mutant wrong.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import expected
from labels import Label, Policy, policies
from mutants import COUNTRY_KINDS, KINDS, Mutant, mutants

from undertow.model import DataType
from undertow.policy import Corpus, Receiver, document, gather
from undertow.policy.check import country_pattern
from undertow.policy.judge_data import judge_purpose, judge_type, purpose_terms, type_terms
from undertow.policy.judge_recipient import country_words, judge_country, judge_recipient, recipient_terms
from undertow.policy.ontology import exact

DOCS = Path(__file__).parents[2] / "docs" / "policy.md"
_TABLE = re.compile(r"(?<=<!-- mutants -->\n).*?(?=<!-- end mutants -->)", re.S)
SEED = 20261126
ABSENT = Receiver(
    host="a.test", organisation="Absentia", names=("Absentia", "absentia.test"), systems=("carrier-auth",)
)

Probe = tuple[str, str, str]
"""Dimension, kind of data, recipient or purpose."""


@dataclass(frozen=True)
class Bench:
    """A policy's probes."""

    probes: tuple[Probe, ...]
    receivers: dict[str, Receiver]
    countries: tuple[Probe, ...]
    """Asked of mutants that change a country, and nothing else is asked of these."""


def bench(policy: Policy) -> Bench:
    """The probes of a policy, from its labels."""
    labels = _labels(policy)
    said = {kind for label in labels for kind in label.data}
    kinds = [data for data in get_args(DataType) if exact(data) & said]
    kinds += [data for data in ("keystrokes", "birthdate", "search", "file") if not exact(data) & said][:2]
    names = sorted({to for label in labels for to in label.recipients if to[:1].isupper() or not to.isascii()})
    receivers = {name: Receiver(host="b.test", organisation=name, names=(name,), systems=()) for name in names}
    receivers["Absentia"] = ABSENT
    purposes = ("security", "analytics", "advertising")
    probes = [("type", data, "") for data in kinds]
    probes += [("recipient", data, name) for data in kinds for name in receivers]
    probes += [("purpose", data, purpose) for data in kinds for purpose in purposes]
    codes = sorted({code for label in labels for code in label.countries if country_pattern(code)} | {"IS", "CN"})
    places = tuple(("country", data, code) for data in kinds for code in codes)
    return Bench(tuple(probes), receivers, places)


def _labels(policy: Policy) -> list[Label]:
    """All labels; a denial beside an exception of its own is a limited one."""
    found = []
    for block in policy.blocks:
        shared = any(label.polarity == "yes" and label.action == "share" for label in block.labels)
        for label in block.labels:
            excepted = shared and label.polarity == "no" and label.action == "share" and not label.conditions
            found.append(replace(label, conditions=("exception",)) if excepted else label)
    return found


def corpus(policy: Policy) -> Corpus:
    """The policy as the product reads it."""
    body = policy.html().encode()
    return gather(document(body, url="policy.html", mime="text/html", sha256="0" * 64, retrieved=""))


def verdicts(read: Corpus, made: Bench) -> dict[Probe, str]:
    """What the product says."""
    found: dict[Probe, str] = {}
    for dimension, data, subject in (*made.probes, *made.countries):
        if dimension == "country":
            ruling = judge_country(read, data, subject, ("operator",))
        elif dimension == "type":
            ruling = judge_type(read, data, data)
        elif dimension == "recipient":
            ruling = judge_recipient(read, data, made.receivers[subject])
        else:
            ruling = judge_purpose(read, data, subject)
        found[dimension, data, subject] = ruling.verdict
    return found


def right(labels: list[Label], read: Corpus, made: Bench) -> dict[Probe, str]:
    """What the labels say."""
    found = {}
    for dimension, data, subject in (*made.probes, *made.countries):
        if dimension == "country":
            words = read.find(country_words(subject)) is not None
            found[dimension, data, subject] = expected.of_country(labels, data, subject, words=words)
        elif dimension == "type":
            words = read.find(type_terms(data)) is not None
            found[dimension, data, subject] = expected.of_type(labels, data, words=words)
        elif dimension == "recipient":
            receiver = made.receivers[subject]
            words = read.find(recipient_terms(receiver)) is not None
            found[dimension, data, subject] = expected.of_recipient(labels, data, subject, receiver.kinds, words=words)
        else:
            words = read.find(purpose_terms(subject)) is not None
            found[dimension, data, subject] = expected.of_purpose(labels, data, subject, words=words)
    return found


@dataclass(frozen=True)
class Failure:
    """A verdict that is not what it should be."""

    mutant: Mutant
    probe: Probe
    was: str
    wanted: str
    got: str

    @property
    def alleges(self) -> bool:
        """It accuses where the labels do not."""
        return self.got in ("omitted", "contradicted")


def failures(mutant: Mutant, made: Bench, was: dict[Probe, str], truth: dict[Probe, str]) -> Iterator[Failure]:
    """Where the verdicts on a mutant are wrong."""
    read = corpus(mutant.policy)
    got, wanted = verdicts(read, made), right(_labels(mutant.policy), read, made)
    for probe in made.countries if mutant.kind in COUNTRY_KINDS else made.probes:
        fine = {wanted[probe]} if wanted[probe] != truth[probe] else {wanted[probe], was[probe]}
        if got[probe] not in fine:
            yield Failure(mutant, probe, was[probe], wanted[probe], got[probe])


def measure(
    chosen: list[Policy], sample: int | None = None, kinds: tuple[str, ...] = KINDS
) -> Iterator[tuple[Mutant, list[Failure]]]:
    """Every mutant of these kinds, or a seeded sample of so many, with its failures."""
    made = {policy.id: bench(policy) for policy in chosen}
    found = [(policy, mutant) for policy in chosen for mutant in mutants(policy) if mutant.kind in kinds]
    if sample is not None:
        found = random.Random(SEED).sample(found, min(sample, len(found)))  # noqa: S311
    base: dict[str, tuple[dict[Probe, str], dict[Probe, str]]] = {}
    for policy, mutant in found:
        if policy.id not in base:
            read = corpus(policy)
            base[policy.id] = verdicts(read, made[policy.id]), right(_labels(policy), read, made[policy.id])
        yield mutant, list(failures(mutant, made[policy.id], *base[policy.id]))


def _show(mutant: Mutant, wrong: list[Failure]) -> None:
    block = mutant.policy.blocks[mutant.block]
    print(f"{mutant.policy.id} {mutant.kind}: {block.text[:160]}")
    classes = Counter((f.probe[0], f.was, f.wanted, f.got) for f in wrong)
    for (dimension, was, wanted, got), count in classes.most_common(6):
        probe = next(f.probe for f in wrong if (f.probe[0], f.was, f.wanted, f.got) == (dimension, was, wanted, got))
        print(f"    {dimension}: was {was}, should be {wanted}, is {got} ({count}; e.g. {probe[1:]})")


def main() -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="Show what fails (dev only).")
    parser.add_argument("--split", default="dev", choices=("dev", "held-out"))
    parser.add_argument("--sample", type=int, help="A seeded sample of so many mutants; writes nothing.")
    parser.add_argument(
        "--kind", action="append", choices=KINDS, help="This kind only, may be repeated; writes nothing."
    )
    options = parser.parse_args()
    chosen = [policy for policy in policies() if policy.split == options.split]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    start = time.process_time()
    for mutant, wrong in measure(chosen, options.sample, tuple(options.kind or KINDS)):
        for key in (mutant.kind, "all"):
            row = (1, int(not wrong), int(any(failure.alleges for failure in wrong)))
            counts[key] = [a + b for a, b in zip(counts[key], row, strict=True)]
        if wrong and options.errors and options.split == "dev":
            _show(mutant, wrong)
    rows = ["| change | mutants | every verdict right | wrongly omitted or contradicted |", "|---|---|---|---|"]
    for kind in (*KINDS, "all"):
        total, fine, accused = counts[kind]
        rows.append(f"| {kind} | {total} | {fine / max(1, total):.3f} | {accused} |")
    print("\n".join(rows), f"\n{time.process_time() - start:.1f} CPU seconds")
    if options.split == "dev" and options.sample is None and not options.kind and DOCS.exists():
        table = "\n".join(rows) + "\n"
        DOCS.write_text(_TABLE.sub(lambda _: table, DOCS.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
