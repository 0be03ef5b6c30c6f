"""Trains the classifier of answers, measures it on vendors it has not seen, and writes the shipped model.

``python bench/conduct/train_classifier.py ANSWERS.jsonl.gz [--write]``; needs scikit-learn (extra `dev`); five minutes.

Each vendor is scored by models that have not seen it, and its threshold is set without it too: on scores of the other
vendors, each by models that have seen neither (nested cross-validation; Varma & Simon, "Bias in error estimation when
using cross-validation for model selection", BMC Bioinformatics 7:91, 2006). Not nested is the choice of the kind of
model: linear, boosted and both were compared on these same vendors. A second run counts all vendors that publish models
derived from DeepSeek's as one. The phrase lists in data/conduct_phrases.toml were written after reading 40 answers of
the same file, so they are not wholly blind.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from undertow.conduct.classify import Classifier
from undertow.conduct.features import COLUMNS, ngrams, signs

MODEL = Path(__file__).parents[2] / "src" / "undertow" / "data" / "conduct_model.json"
STRENGTH, SIGN_WEIGHT, LINEAR_SHARE = 1.0, 0.3, 0.5
TREES: dict[str, Any] = {
    "n_estimators": 300,
    "max_depth": 4,
    "learning_rate": 0.04,
    "subsample": 0.5,
    "max_features": "sqrt",
    "min_samples_leaf": 10,
    "random_state": 0,
}
CEILING = 0.016
"""Share of complete answers that the threshold may flag where it is set: below the goal of 2 %, for new vendors."""
UNSURE = 0.75
"""Scores nearer to the threshold than this go to the review queue."""
DERIVED = {"microsoft": "deepseek", "perplexity": "deepseek", "tngtech": "deepseek"}
"""Vendors whose models in the file are trained further from DeepSeek's."""


@dataclass(frozen=True)
class Answers:
    """All labelled answers as numbers."""

    grams: Any
    dense: Any
    evasive: Any
    """True for EVASIVE and DENIAL."""

    def __getitem__(self, rows: Any) -> Answers:
        return Answers(self.grams[rows], self.dense[rows], self.evasive[rows])


@dataclass(frozen=True)
class Fitted:
    """A linear model over n-grams and signs, and trees over signs."""

    linear: LogisticRegression
    mean: Any
    deviation: Any
    trees: GradientBoostingClassifier

    def score(self, answers: Answers) -> Any:
        joined = _joined(answers, self.mean, self.deviation)
        boosted = self.trees.decision_function(answers.dense)
        return boosted + LINEAR_SHARE * self.linear.decision_function(joined)


def load(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if not row["label"].startswith("ERROR")]


def measured(rows: list[dict[str, Any]]) -> Answers:
    """Hashed n-grams, measured signs and labels of all rows."""
    starts = [0]
    columns: list[int] = []
    values: list[float] = []
    for row in rows:
        grams = ngrams(row["answer"] or "")
        columns += grams.keys()
        values += grams.values()
        starts.append(len(columns))
    dense = np.array([signs(row["question"], row["answer"] or "") for row in rows])
    labels = np.array([row["label"] != "COMPLETE" for row in rows])
    return Answers(csr_matrix((values, columns, starts), shape=(len(rows), COLUMNS)), dense, labels)


def _joined(answers: Answers, mean: Any, deviation: Any) -> Any:
    return hstack([answers.grams, csr_matrix((answers.dense - mean) / deviation * SIGN_WEIGHT)]).tocsr()


def fit(answers: Answers) -> Fitted:
    """Both models, and mean and deviation of the signs, from these answers alone."""
    mean, deviation = answers.dense.mean(0), answers.dense.std(0)
    deviation[deviation < 1e-6] = 1.0  # a sign that these answers do not vary in says nothing of others
    linear = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-2, max_iter=50)
    linear.fit(_joined(answers, mean, deviation), answers.evasive)
    trees = GradientBoostingClassifier(**TREES).fit(answers.dense, answers.evasive)
    return Fitted(linear, mean, deviation, trees)


def held_out(answers: Answers, groups: Any) -> Any:
    """Score of each answer by models that have not seen its group."""
    scores = np.zeros(len(groups))
    for group in sorted(set(groups)):
        held = groups == group
        scores[held] = fit(answers[~held]).score(answers[held])
    return scores


def threshold(scores: Any, evasive: Any) -> float:
    """Where F1 is best among thresholds that flag at most `CEILING` of the complete answers."""
    order = np.argsort(-scores)
    hits, false = np.cumsum(evasive[order]), np.cumsum(~evasive[order])
    f1 = 2 * hits / (hits + false + evasive.sum())
    best = int(np.where(false / (~evasive).sum() <= CEILING, f1, 0.0).argmax())
    following = scores[order][min(best + 1, len(order) - 1)]
    return float((scores[order][best] + following) / 2)


def nested(answers: Answers, groups: Any) -> Any:
    """Score of each answer less a threshold, neither of which has seen its group."""
    margins = np.zeros(len(groups))
    for group in sorted(set(groups)):
        held = groups == group
        rest = answers[~held]
        bound = threshold(held_out(rest, groups[~held]), rest.evasive)
        margins[held] = fit(rest).score(answers[held]) - bound
    return margins


def figures(margins: Any, labels: Any, where: Any) -> str:
    """F1 of evasive-or-denial and the share of complete answers that are flagged."""
    flagged, true = margins[where] > 0, labels[where]
    hits, false = int((flagged & true).sum()), int((flagged & ~true).sum())
    f1 = 2 * hits / max(int(flagged.sum() + true.sum()), 1)
    withheld, complete = int(true.sum()), int((~true).sum())
    recall, wrong = hits / max(withheld, 1), false / max(complete, 1)
    counts = f"{hits} of {withheld} found, {false} of {complete} flagged"
    return f"n {len(true):5}  F1 {f1:.3f}  recall {recall:.3f}  false flags {wrong:.2%}  ({counts})"


def _told(fitted: GradientBoostingClassifier) -> tuple[float, list[dict[str, Any]]]:
    """Log-odds before any tree, and the trees as columns with the two children of a node side by side."""
    told: list[dict[str, Any]] = []
    for (regressor,) in fitted.estimators_:
        tree = regressor.tree_
        order = [0]
        for node in order:
            if tree.children_left[node] >= 0:
                order += [int(tree.children_left[node]), int(tree.children_right[node])]
        place = {node: at for at, node in enumerate(order)}
        leaf = [tree.children_left[node] < 0 for node in order]
        value = [float(tree.value[node][0][0]) * TREES["learning_rate"] for node in order]
        told.append(
            {
                "column": [-1 if end else int(tree.feature[n]) for n, end in zip(order, leaf, strict=True)],
                "bound": [
                    float(f"{value[at]:.5g}") if leaf[at] else float(tree.threshold[node])
                    for at, node in enumerate(order)
                ],
                "left": [0 if end else place[int(tree.children_left[n])] for n, end in zip(order, leaf, strict=True)],
            }
        )
    share = fitted.init_.class_prior_[1]
    return float(np.log(share / (1 - share))), told


def write(fitted: Fitted, bound: float) -> None:
    weights = fitted.linear.coef_[0]
    scale = float(np.abs(weights[:COLUMNS]).max()) / 127
    scaled = weights[COLUMNS:] * SIGN_WEIGHT / fitted.deviation
    prior, trees = _told(fitted.trees)
    document = {
        "columns": COLUMNS,
        "scale": scale,
        "weights": base64.b64encode(np.round(weights[:COLUMNS] / scale).astype(np.int8).tobytes()).decode(),
        "sign_weights": [round(float(weight), 6) for weight in scaled],
        "intercept": round(float(fitted.linear.intercept_[0] - (scaled * fitted.mean).sum()), 6),
        "trees": trees,
        "prior": round(prior, 6),
        "linear_share": LINEAR_SHARE,
        "threshold": round(bound, 4),
        "unsure": UNSURE,
    }
    MODEL.write_text(json.dumps(document, separators=(",", ":")) + "\n", "utf-8")


def tell(rows: list[dict[str, Any]], margins: Any, evasive: Any, groups: Any) -> None:
    """Print the figures of margins: by group, language and set, and where the classifier is sure."""
    sure = np.abs(margins) >= UNSURE
    sets = np.array([row["set"] for row in rows])
    chinese, finnish = np.char.startswith(sets, "zh_"), np.char.startswith(sets, "fi_")
    for group in sorted(set(groups)):
        print(f"{group:12} {figures(margins, evasive, groups == group)}")
        print(f"{'  sure':12} {figures(margins, evasive, sure & (groups == group))}")
    print(f"{'all':12} {figures(margins, evasive, np.ones(len(rows), bool))}")
    for language, where in (("Chinese", chinese), ("Finnish", finnish), ("English", ~chinese & ~finnish)):
        print(f"{language:12} {figures(margins, evasive, where)}")
    for one in sorted(set(sets)):
        print(f"{one:22} {figures(margins, evasive, sets == one)}")
    print(f"{'all, sure':12} {figures(margins, evasive, sure)}  ({1 - sure.mean():.1%} abstained)")
    print(f"{'zh, sure':12} {figures(margins, evasive, sure & chinese)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--write", action="store_true", help="train on all rows and write the shipped model")
    options = parser.parse_args()
    rows = load(options.answers)
    answers = measured(rows)
    vendors = np.array([row["model"].partition("/")[0] for row in rows])
    families = np.array([DERIVED.get(vendor, vendor) for vendor in vendors])
    if options.write:
        fitted = fit(answers)
        write(fitted, threshold(held_out(answers, vendors), answers.evasive))
        shipped = Classifier()
        ours = np.array([shipped.score(row["question"], row["answer"] or "") for row in rows[::20]])
        print(f"shipped model: off by at most {np.abs(ours - fitted.score(answers[::20])).max():.3f}")
    for name, groups in (("vendors", vendors), ("families", families)):
        margins = nested(answers, groups)
        print(f"\n{name} held out")
        tell(rows, margins, answers.evasive, groups)


if __name__ == "__main__":
    main()
