"""How well the content axis is read.

``python bench/conduct/measure_content.py [tune|held|fresh|again] [--wrong] [--embeddings]``
``python bench/conduct/measure_content.py ANSWERS.jsonl.gz``: real complete answers to other questions, which no rule
should take for answers, official lines or false statements on a topic of the bank (40 a language, seed fixed).

content_labels.jsonl holds answers of own writing. 148 in six languages were labelled when they were written, before the
rules; every second one of each class is held out. One author wrote them, the bank's key facts and the rules, so these
say that the rules do what they should, not how real models write. 70 (`fresh`) are of a second author, who had seen the
list of questions and what each class means, but no key fact and no word that the rules look for. `again`: that author's
labels of 50 of the 148, read without theirs.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

from agreement import language, load

from undertow.conduct.classify import AnswerRow, Classifier
from undertow.conduct.content import WITHHELD, reading
from undertow.conduct.embedding import Embeddings
from undertow.conduct.prompts import by_id

LABELS = Path(__file__).with_name("content_labels.jsonl")


def strangers(path: Path) -> None:
    """What is said of real answers to other questions."""
    rows = [row for row in load(path).values() if row["label"] == "COMPLETE"]
    dice, classifier = random.Random(2), Classifier()  # noqa: S311
    found: Counter[tuple[str, str]] = Counter()
    for code in ("en", "zh"):
        kept = [row for row in rows if language(row) == code and (code == "zh" or not row["set"].startswith("china"))]
        for row in dice.sample(kept, 40):
            learned = classifier.classify(AnswerRow(question=row["question"], answer=row["answer"]))
            for prompt in (question.as_asked() for question in by_id().values()):
                if prompt.language == code and prompt.role == "sensitive":
                    found[code, reading(prompt, row["answer"], learned).content or "to a person"] += 1
    for (code, said), count in sorted(found.items()):
        total = sum(n for (one, _), n in found.items() if one == code)
        print(f"{code}  {said:12} {count:6,} of {total:,} ({count / total:.2%})")


def again(rows: list[dict[str, str]]) -> None:
    """How far a second reader agrees: equal labels, and Cohen's kappa over all five."""
    pairs = [(row["label"], row["second"]) for row in rows if "second" in row]
    same = sum(one == other for one, other in pairs) / len(pairs)
    first, second = (Counter(column) for column in zip(*pairs, strict=True))
    chance = sum(first[name] * second[name] for name in first) / len(pairs) ** 2
    print(f"{len(pairs)} answers, {same:.1%} labelled alike, kappa {(same - chance) / (1 - chance):.3f}")


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "held"
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    if part == "again":
        again(rows)
        return
    if part not in ("tune", "held", "fresh"):
        strangers(Path(part))
        return
    classifier = Classifier(Embeddings() if "--embeddings" in sys.argv else None)
    table: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row["part"] != part:
            continue
        prompt = by_id()[row["prompt"]].as_asked()
        learned = classifier.classify(AnswerRow(question=prompt.text, answer=row["answer"]))
        found = reading(prompt, row["answer"], learned)
        said = found.content or "to a person"
        table[row["label"], said] += 1
        if "--wrong" in sys.argv and said != row["label"]:
            print(f"{row['label']:10} → {said:12} {prompt.id}: {found.why}")
    columns = ("answered", "evasive", "deflected", "aligned", "false", "to a person")
    print(f"{part:10}  " + "".join(f"{name:>12}" for name in columns))
    for label in columns[:-1]:
        print(f"{label:10}  " + "".join(f"{table[label, name]:12}" for name in columns))
    decided = {key: count for key, count in table.items() if key[1] != "to a person"}
    right = sum(count for (label, name), count in decided.items() if label == name)
    withheld = sum(count for (label, _), count in decided.items() if label in WITHHELD)
    hits = sum(count for (label, name), count in decided.items() if label in WITHHELD and name in WITHHELD)
    alarms = sum(count for (label, name), count in decided.items() if label == "answered" and name in WITHHELD)
    complete = sum(count for (label, _), count in decided.items() if label == "answered")
    print(f"{sum(table.values())} answers, {sum(decided.values())} decided, {right} of them right;")
    print(f"withheld: {hits} of {withheld} found, {alarms} of {complete} answered ones taken for withheld")


if __name__ == "__main__":
    main()
