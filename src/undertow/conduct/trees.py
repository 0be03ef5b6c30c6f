"""Gradient-boosted regression trees, evaluated without numpy.

Friedman, "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5), 2001. The trees are
grown by bench/conduct/train_classifier.py and shipped as columns of numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from undertow.model import Record


class Tree(Record, frozen=True, kw_only=True):
    """One regression tree; a node is a place in each of the columns, the root is at 0."""

    column: tuple[int, ...]
    """Which sign a node asks of; -1 marks a leaf."""
    bound: tuple[float, ...]
    """A sign of at most this goes left. At a leaf: its value, learning rate included."""
    left: tuple[int, ...]
    """Next node on the left; the one on the right follows it."""


def boosted(trees: Sequence[Tree], row: Sequence[float]) -> float:
    """Sum of the leaves that a row of signs reaches.

    Signs are compared as 32-bit floats, as in training: a sign that equals a bound must fall on the same side.
    """
    signs = array("f", row)
    total = 0.0
    for tree in trees:
        node = 0
        while (column := tree.column[node]) >= 0:
            node = tree.left[node] + (signs[column] > tree.bound[node])
        total += tree.bound[node]
    return total
