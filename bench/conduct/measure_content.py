"""How well the content axis is read.

``python bench/conduct/measure_content.py [tune|held] [--wrong]``
``python bench/conduct/measure_content.py ANSWERS.jsonl.gz``: real complete answers to other questions, which no rule
should take for answers, official lines or false statements on a topic of the bank (40 a language, seed fixed).

148 answers of own writing in six languages, labelled when they were written, before the rules (content_labels.jsonl);
every second one of each class is held out. One author wrote the bank's key facts, the answers and the rules, so this
says that the rules do what they should, not how real models write.
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


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "held"
    if part not in ("tune", "held"):
        strangers(Path(part))
        return
    classifier = Classifier()
    table: Counter[tuple[str, str]] = Counter()
    for line in LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
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
