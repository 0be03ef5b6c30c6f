"""Precision and recall of the policy reader against the labelled policies; writes the table in docs/policy.md.

    python bench/policy/measure.py [--errors] [--classes] [--split dev] [--policy ID] [--final]

A tuple is (actor, modality, polarity, action, one kind of data, one recipient). Errors and their classes are shown of
all but `held-out-3` and `held-out-4`: of them nothing is shown but totals. Without `--split`, `dev` and `validation`
only: a held-out set is measured before and after a reader is changed, and no oftener. `--final` measures all and writes
the table in the docs.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

from labels import Label, Policy, policies

from undertow.policy.reader import read
from undertow.policy.text import Page

DOCS = Path(__file__).parents[2] / "docs" / "policy.md"
_TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.S)

SPLITS = ("dev", "validation", "held-out", "held-out-2", "blind", "new", "open-4", "held-out-3", "held-out-4")

HELD_OUT = ("held-out-3", "held-out-4")
"""Whose sentences nobody looks at who changes the reader."""

Tuples = set[tuple[str, ...]]


def expected(label: Label) -> Tuples:
    """A label expanded as `Statement.tuples` expands a statement."""
    head = (label.actor, label.modality, label.polarity, label.action)
    return {(*head, data, to) for data in label.data or {""} for to in label.recipients or {""}}


FIELDS = ("actor", "modality", "polarity", "action", "data", "recipient")


def classes(truth: Tuples, got: Tuples) -> Counter[str]:
    """What is wrong with each labelled tuple that was not found, and with each that was found and is not labelled.

    A tuple is set against the nearest one of the other side: what differs is the class; `nothing read` and
    `nothing there` if the other side has none.
    """
    found: Counter[str] = Counter()
    for name, some, others in (("missing", truth - got, got), ("wrong", got - truth, truth)):
        for each in some:
            differing = [[field for field, a, b in zip(FIELDS, each, other, strict=True) if a != b] for other in others]
            nearest = min(differing, key=len, default=["nothing read" if name == "missing" else "nothing there"])
            found[f"{name}: {'+'.join(nearest) if len(nearest) < _SEVERAL else 'several'}"] += 1
    return found


_SEVERAL = 3
"""Fields from which on a tuple is another statement."""


def compare(policy: Policy, *, show: bool, errors: Counter[str] | None = None) -> tuple[int, int, int]:
    """Right, found and labelled tuples of a policy, compared block by block; `errors` takes their classes."""
    page = Page(policy.html())
    found: dict[str, Tuples] = defaultdict(set)
    for statement in read(page.blocks(), policy.language):
        found[" ".join(statement.quote.split())] |= statement.tuples()
    right = labelled = total = 0
    seen: set[str] = set()
    for block in policy.blocks:
        key = " ".join(Page(f"<p>{block.text}</p>").text.replace(" | ", " ").split())
        seen.add(key)
        truth: Tuples = set().union(*(expected(label) for label in block.labels)) if block.labels else set()
        got = found.get(key, set())
        if errors is not None:
            errors.update(classes(truth, got))
        right, labelled, total = right + len(truth & got), labelled + len(truth), total + len(got)
        if show and truth != got:
            print(
                f"{policy.id}: {block.text[:150]}\n   missing {sorted(truth - got)}\n   wrong   {sorted(got - truth)}"
            )
    for key, got in found.items():
        if key not in seen:
            total += len(got)
            if show:
                print(f"{policy.id}: elsewhere: {key[:100]} {sorted(got)}")
    return right, total, labelled


def main() -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="Show what differs, but of the held-out set.")
    parser.add_argument("--classes", action="store_true", help="Count errors by class.")
    parser.add_argument("--split", action="append", choices=SPLITS, help="Measure this part only; may be repeated.")
    parser.add_argument("--policy", action="append", help="Of this policy only; may be repeated.")
    parser.add_argument(
        "--final", action="store_true", help="Measure all, held-out sets too, and write docs/policy.md."
    )
    options = parser.parse_args()
    chosen = SPLITS if options.final else options.split or SPLITS[:2]
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    errors: Counter[str] = Counter()
    start = time.process_time()
    for policy in policies():
        if policy.split not in chosen or (options.policy and policy.id not in options.policy):
            continue
        open_ = policy.split not in HELD_OUT
        counts = compare(policy, show=options.errors and open_, errors=errors if open_ else None)
        for key in ((policy.split, policy.language), (policy.split, "all")):
            sums[key] = [a + b for a, b in zip(sums[key], counts, strict=True)]
    rows = ["| split | language | tuples labelled | precision | recall |", "|---|---|---|---|---|"]
    for (split, language), (right, found, labelled) in sorted(sums.items()):
        if split == "dev" or language == "all":
            precision, recall = right / max(1, found), right / max(1, labelled)
            rows.append(f"| {split} | {language} | {labelled} | {precision:.3f} | {recall:.3f} |")
    print("\n".join(rows), f"\n{time.process_time() - start:.2f} CPU seconds")
    if options.classes:
        print("\n".join(f"{count:4} {name}" for name, count in errors.most_common()))
    if DOCS.exists() and options.final and not options.policy:
        table = "\n".join(rows) + "\n"
        DOCS.write_text(_TABLE.sub(lambda _: table, DOCS.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
