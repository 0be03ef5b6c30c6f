"""Precision and recall of the policy reader against the labelled policies; writes the table in docs/policy.md.

    python bench/policy/measure.py [--errors] [--split dev] [--policy ID] [--final]

A tuple is (actor, modality, polarity, action, one kind of data, one recipient). Errors are shown of `dev` only: of
the others nothing is shown but totals. Without `--split`, `dev` and `validation` only: the held-out sets are measured
before and after a reader is changed, and no oftener. `--final` measures all and writes the table in the docs.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from pathlib import Path

from labels import Label, Policy, policies

from undertow.policy.reader import read
from undertow.policy.text import Page

DOCS = Path(__file__).parents[2] / "docs" / "policy.md"
_TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.S)

SPLITS = ("dev", "validation", "held-out", "held-out-2", "blind")

Tuples = set[tuple[str, ...]]


def expected(label: Label) -> Tuples:
    """A label expanded as `Statement.tuples` expands a statement."""
    head = (label.actor, label.modality, label.polarity, label.action)
    return {(*head, data, to) for data in label.data or {""} for to in label.recipients or {""}}


def compare(policy: Policy, *, show: bool) -> tuple[int, int, int]:
    """Right, found and labelled tuples of a policy, compared block by block."""
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
    parser.add_argument("--errors", action="store_true", help="Show what differs on dev.")
    parser.add_argument("--split", action="append", choices=SPLITS, help="Measure this part only; may be repeated.")
    parser.add_argument("--policy", action="append", help="Of this policy only; may be repeated.")
    parser.add_argument(
        "--final", action="store_true", help="Measure all, held-out sets too, and write docs/policy.md."
    )
    options = parser.parse_args()
    chosen = SPLITS if options.final else options.split or SPLITS[:2]
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    start = time.process_time()
    for policy in policies():
        if policy.split not in chosen or (options.policy and policy.id not in options.policy):
            continue
        counts = compare(policy, show=options.errors and policy.split in ("dev", "blind"))
        for key in ((policy.split, policy.language), (policy.split, "all")):
            sums[key] = [a + b for a, b in zip(sums[key], counts, strict=True)]
    rows = ["| split | language | tuples labelled | precision | recall |", "|---|---|---|---|---|"]
    for (split, language), (right, found, labelled) in sorted(sums.items()):
        if split == "dev" or language == "all":
            precision, recall = right / max(1, found), right / max(1, labelled)
            rows.append(f"| {split} | {language} | {labelled} | {precision:.3f} | {recall:.3f} |")
    print("\n".join(rows), f"\n{time.process_time() - start:.2f} CPU seconds")
    if DOCS.exists() and options.final and not options.policy:
        table = "\n".join(rows) + "\n"
        DOCS.write_text(_TABLE.sub(lambda _: table, DOCS.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
