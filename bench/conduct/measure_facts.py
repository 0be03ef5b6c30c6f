"""How often key facts of the prompt bank are found by chance: in real answers to other questions.

``python bench/conduct/measure_facts.py ANSWERS.jsonl.gz``: 40 complete English answers about the United States, the EU
and Russia, and 40 complete Chinese ones about China, each against all key facts in its language (seed fixed). A few of
them do speak of a topic of the bank, so the true rate is a little lower.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path

from agreement import language, load

from undertow.conduct.prompts import prompts, triples

SIZE, SEED = 40, 2


def main() -> None:
    """Print the mean rate by language and role."""
    rows = [row for row in load(Path(sys.argv[1])).values() if row["label"] == "COMPLETE"]
    dice = random.Random(SEED)  # noqa: S311
    texts = {
        "en": [row["answer"] for row in rows if language(row) == "en" and not row["set"].startswith("china")],
        "zh": [row["answer"] for row in rows if language(row) == "zh"],
    }
    samples = {code: dice.sample(answers, SIZE) for code, answers in texts.items()}
    rates: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for triple in triples():
        for prompt in prompts(triple):
            for answer in samples.get(prompt.language, ()):
                found = prompt.facts_in(answer)
                rates[prompt.language, prompt.role].append(sum(found) / len(found))
    for (code, role), shares in sorted(rates.items()):
        print(f"{code}  {role:9}  {sum(shares) / len(shares):.3f} of the key facts, {len(shares):,} pairs")


if __name__ == "__main__":
    main()
