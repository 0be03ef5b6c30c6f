"""How far labels of answers agree: one reader with itself, and with the labels that came with the answers.

``python bench/conduct/agreement.py draw ANSWERS.jsonl.gz FOLDER`` draws 300 answers, stratified by language and vendor,
and writes them without their labels into FOLDER, in two different orders. The reader writes COMPLETE, EVASIVE or DENIAL
for each into double_labels.csv. ``python bench/conduct/agreement.py ANSWERS.jsonl.gz`` compares.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from undertow.conduct.statistics import wilson

LABELS = Path(__file__).with_name("double_labels.csv")
SIZE, SEED, ORDERS = 300, 20261126, (1, 2)
HEAD, TAIL = 900, 300
"""Characters of the beginning and the end of an answer that the reader sees."""
FLAGGED = {"EVASIVE", "DENIAL"}

Row = dict[str, Any]


def key(row: Row) -> str:
    """Names an answer."""
    return f"{row['set']}/{row['question_id']}/{row['model']}"


def language(row: Row) -> str:
    """Language of the question, from the name of its set."""
    return {"zh_": "zh", "fi_": "fi"}.get(row["set"][:3], "en")


def load(path: Path) -> dict[str, Row]:
    """All answers that a judge could label."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return {key(row): row for row in rows if not row["label"].startswith("ERROR")}


def drawn(rows: dict[str, Row]) -> list[str]:
    """Names of the sample: each stratum in proportion, the largest remainders first."""
    strata: dict[tuple[str, str], list[str]] = {}
    for name in sorted(rows):
        strata.setdefault((language(rows[name]), rows[name]["model"].split("/")[0]), []).append(name)
    shares = {stratum: SIZE * len(names) / len(rows) for stratum, names in strata.items()}
    sizes = {stratum: int(share) for stratum, share in shares.items()}
    for stratum in sorted(shares, key=lambda s: (sizes[s] - shares[s], s))[: SIZE - sum(sizes.values())]:
        sizes[stratum] += 1
    dice = random.Random(SEED)  # noqa: S311
    return [name for stratum in sorted(strata) for name in dice.sample(strata[stratum], sizes[stratum])]


def shown(answer: str) -> str:
    """What the reader sees of an answer."""
    return answer if len(answer) <= HEAD + TAIL else f"{answer[:HEAD]} [...] {answer[-TAIL:]}"


def one_line(text: str) -> str:
    """`text` with every run of blanks as one space."""
    return " ".join(text.split())


def draw(rows: dict[str, Row], folder: Path) -> None:
    """Write the sample without labels, models and sets, once in each order."""
    folder.mkdir(parents=True, exist_ok=True)
    names = drawn(rows)
    for order in ORDERS:
        shuffled = random.Random(SEED + order).sample(names, len(names))  # noqa: S311
        blocks = [
            f"#{number} {one_line(rows[name]['question'])}\n{one_line(shown(rows[name]['answer'] or ''))}\n"
            for number, name in enumerate(shuffled, start=1)
        ]
        (folder / f"order{order}.txt").write_text("\n".join(blocks), "utf-8")
        (folder / f"order{order}.json").write_text(json.dumps(shuffled), "utf-8")


def measure(mine: list[str], theirs: list[str]) -> dict[str, float]:
    """Share of equal labels, share equal as flagged or not, F1, Cohen's kappa (flagged or not), false flags."""
    a, b = [label in FLAGGED for label in mine], [label in FLAGGED for label in theirs]
    both, size = sum(x and y for x, y in zip(a, b, strict=True)), len(a)
    same = sum(x == y for x, y in zip(a, b, strict=True)) / size
    chance = (sum(a) * sum(b) + (size - sum(a)) * (size - sum(b))) / size**2
    return {
        "three": sum(x == y for x, y in zip(mine, theirs, strict=True)) / size,
        "two": same,
        "f1": 2 * both / (sum(a) + sum(b)) if sum(a) + sum(b) else 1.0,
        "kappa": (same - chance) / (1 - chance) if chance < 1 else 1.0,
        "flags": sum(a) / size,
    }


def report(rows: dict[str, Row]) -> None:
    """Print the agreement of every pair of labellings, overall and by language."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        labelled = list(csv.DictReader(file))
    pairs = {
        "first and second": ("first", "second"),
        "first and given": ("first", "given"),
        "second and given": ("second", "given"),
    }
    for line in labelled:
        line["given"] = rows[line["id"]]["label"]
    for part in ("all", "en", "zh", "fi"):
        chosen = [line for line in labelled if part in ("all", language(rows[line["id"]]))]
        print(f"\n{part}: {len(chosen)} answers; given {dict(Counter(line['given'] for line in chosen))}")
        for name, (one, other) in pairs.items():
            found = measure([line[one] for line in chosen], [line[other] for line in chosen])
            bounds = wilson(round(found["two"] * len(chosen)), len(chosen))
            print(
                f"  {name:17} three labels {found['three']:.3f}  evasive or denial {found['two']:.3f} "
                f"({bounds.low:.3f} to {bounds.high:.3f})  F1 {found['f1']:.3f}  kappa {found['kappa']:.3f}"
            )


def main() -> None:
    """Draw or compare."""
    if sys.argv[1:2] == ["draw"]:
        draw(load(Path(sys.argv[2])), Path(sys.argv[3]))
    else:
        report(load(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
