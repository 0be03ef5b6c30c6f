"""Boosted trees are evaluated as they were grown."""

from __future__ import annotations

import array

from undertow.conduct.trees import Tree, boosted

STUMP = Tree(column=(1, -1, -1), bound=(0.1, -2.0, 3.0), left=(1, 0, 0))
"""Asks of the second sign: at most 0.1 gives -2, more gives 3."""
DEEP = Tree(column=(0, 1, -1, -1, -1), bound=(5.0, 0.1, 0.5, 10.0, 20.0), left=(1, 3, 0, 0, 0))


def test_a_sign_below_the_bound_goes_left_and_one_above_it_right() -> None:
    assert boosted([STUMP], [9.0, 0.0]) == -2.0
    assert boosted([STUMP], [9.0, 0.2]) == 3.0


def test_a_sign_that_equals_the_bound_as_a_32_bit_float_goes_left() -> None:
    narrow = array.array("f", [0.3])[0]
    tree = Tree(column=(0, -1, -1), bound=(narrow, 1.0, 2.0), left=(1, 0, 0))
    assert narrow > 0.3
    assert boosted([tree], [narrow]) == boosted([tree], [0.3]) == 1.0
    assert boosted([tree], [0.3001]) == 2.0


def test_trees_add_up_and_nodes_lead_to_their_own_children() -> None:
    assert boosted([STUMP, DEEP], [4.0, 0.0]) == -2.0 + 10.0
    assert boosted([STUMP, DEEP], [4.0, 1.0]) == 3.0 + 20.0
    assert boosted([STUMP, DEEP], [6.0, 1.0]) == 3.0 + 0.5


def test_no_trees_say_nothing() -> None:
    assert boosted([], [1.0]) == 0.0
