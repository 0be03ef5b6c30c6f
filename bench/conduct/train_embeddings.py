"""Trains the optional second opinion from sentence embeddings, measures it on vendors it has not seen, and writes it.

``python bench/conduct/train_embeddings.py ANSWERS.jsonl.gz [--cache FOLDER] [--write]``; needs scikit-learn (extra
`dev`) and the extra `embeddings`; 15 minutes, of which --cache keeps vectors and scores for the next time.

As in train_classifier.py, an answer's score comes from models that have not seen its vendor. The threshold it is held
against, and the share that the embeddings have in the score, come from answers of other vendors, each scored by models
that have seen neither vendor. The figures of the classifier without embeddings come from the same scores. Not nested is
the choice of what the logistic regression sees (mean of the pieces; with the first; with the last too) and of its
strength (0.3, 3): six in all, compared on these same vendors.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from train_classifier import DERIVED, MODEL, UNSURE, Answers, fit, load, measured, tell, threshold

from undertow.conduct.embedding import Embeddings, features, installed, pieces, version

WRITTEN = MODEL.with_name("conduct_embeddings.json")
STRENGTH = 0.3
SHARES = (0.25, 0.5, 0.75, 1.0, 1.5)
"""What the log-odds of the embeddings may count next to those of the classifier; chosen without the held-out vendor."""
_BATCH = 32
"""Answers that are encoded at once."""


def vectors(rows: list[dict[str, Any]]) -> Any:
    """What the logistic regression sees of each answer."""
    encode, found = installed(), []
    for at in range(0, len(rows), _BATCH):
        cut = [pieces(row["answer"] or "") for row in rows[at : at + _BATCH]]
        coded = np.asarray(encode([piece for one in cut for piece in one]), dtype=np.float64)
        ends = np.cumsum([len(one) for one in cut])[:-1]
        found += [features(part.tolist()) for part in np.split(coded, ends)]
    return np.array(found, dtype=np.float32)


def logistic(dense: Any, evasive: Any) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, tol=1e-3, max_iter=300).fit(dense, evasive)


def unseen(groups: Any, score: Callable[[Any, Any], Any]) -> Any:
    """Scores by held-out group and answer: by models that have seen neither that group nor the group of the answer.

    Args:
        groups: the group of each answer.
        score: trains on the answers of the first mask and scores those of the second.
    """
    names = sorted(set(groups))
    found = np.zeros((len(names), len(groups)))
    for i, held in enumerate(names):
        for j, other in enumerate(names[i:], start=i):
            mine, theirs = groups == held, groups == other
            both = mine | theirs
            told = np.zeros(len(groups))
            told[both] = score(~both, both)
            found[i, theirs], found[j, mine] = told[theirs], told[mine]
    return found


def _f1(scores: Any, bound: float, evasive: Any) -> float:
    flagged = scores > bound
    return 2 * float((flagged & evasive).sum()) / float(flagged.sum() + evasive.sum())


def nested(base: Any, extra: Any, evasive: Any, groups: Any, shares: tuple[float, ...]) -> Any:
    """Joint score of each answer less a threshold, with a share, neither of which has seen its group."""
    margins = np.zeros(len(groups))
    for place, group in enumerate(sorted(set(groups))):
        held, rest = groups == group, groups != group
        choices = []
        for share in shares:
            joint = base[place] + share * extra[place]
            bound = threshold(joint[rest], evasive[rest])
            choices.append((_f1(joint[rest], bound, evasive[rest]), share, bound))
        _, share, bound = max(choices)
        margins[held] = (base[place] + share * extra[place])[held] - bound
    return margins


def own(scores: Any, groups: Any) -> Any:
    """Of each answer the score by models that have not seen its group."""
    found = np.zeros(len(groups))
    for place, group in enumerate(sorted(set(groups))):
        found[groups == group] = scores[place, groups == group]
    return found


def write(dense: Any, base: Any, extra: Any, evasive: Any) -> float:
    """Train on all answers and write the shipped file; the share that was chosen."""
    fitted = logistic(dense, evasive)
    weights = fitted.coef_[0]
    scale = float(np.abs(weights).max()) / 127
    bounds = {share: threshold(base + share * extra, evasive) for share in SHARES}
    share = max(SHARES, key=lambda one: _f1(base + one * extra, bounds[one], evasive))
    document = {
        "encoder": version(),
        "size": dense.shape[1] // 2,
        "scale": scale,
        "weights": base64.b64encode(np.round(weights / scale).astype(np.int8).tobytes()).decode(),
        "intercept": round(float(fitted.intercept_[0]), 6),
        "share": share,
        "threshold": round(bounds[share], 4),
        "unsure": UNSURE,
    }
    WRITTEN.write_text(json.dumps(document, separators=(",", ":")) + "\n", "utf-8")
    return share


def kept(folder: Path | None, name: str, make: Callable[[], Any]) -> Any:
    """The array that `folder` keeps under this name; made, and kept, if it is not there."""
    path = folder / f"{name}.npy" if folder else None
    if path and path.exists():
        return np.load(path)
    found = make()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--cache", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="train on all rows and write the shipped file")
    options = parser.parse_args()
    rows = load(options.answers)
    dense = kept(options.cache, "vectors", lambda: vectors(rows))
    vendors = np.array([row["model"].partition("/")[0] for row in rows])
    families = np.array([DERIVED.get(vendor, vendor) for vendor in vendors])
    evasive = np.array([row["label"] != "COMPLETE" for row in rows])
    signs: list[Answers] = []  # measured at most once, and not at all if all scores are kept

    def by_signs(seen: Any, scored: Any) -> Any:
        if not signs:
            signs.append(measured(rows))
        return fit(signs[0][seen]).score(signs[0][scored])

    def by_vectors(seen: Any, scored: Any) -> Any:
        return logistic(dense[seen], evasive[seen]).decision_function(dense[scored])

    for name, groups in (("vendors", vendors), ("families", families)):
        base = kept(options.cache, f"base-{name}", partial(unseen, groups, by_signs))
        extra = kept(options.cache, f"extra-{name}", partial(unseen, groups, by_vectors))
        for told, shares in (("embeddings beside the classifier", SHARES), ("classifier alone", (0.0,))):
            print(f"\n{name} held out, {told}")
            tell(rows, nested(base, extra, evasive, groups, shares), evasive, groups)
        if options.write and name == "vendors":
            share = write(dense, own(base, groups), own(extra, groups), evasive)
            shipped, fitted = Embeddings(), logistic(dense, evasive)
            ours = np.array([shipped.score(row["answer"] or "") for row in rows[::40]])
            off = np.abs(ours - share * fitted.decision_function(dense[::40])).max()
            print(f"shipped file: share {share}, off by at most {off:.3f}")


if __name__ == "__main__":
    main()
