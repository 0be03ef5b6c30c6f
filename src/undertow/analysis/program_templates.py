"""Texts of template literals around what is put into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K

if TYPE_CHECKING:
    from undertow.analysis.program import Program

SUBSTITUTION = K["template_substitution"]


def texts_around(p: Program, template: int, place: int) -> tuple[str, str]:
    """The texts of a template before and after a place in it, without what is put in."""
    texts, at = ["", ""], int(p.c.start[template]) + 1
    for child in p.children(template):
        if p.kind[child] == SUBSTITUTION:
            texts[child > place] += p.c.source[at : p.c.start[child]].decode("utf-8", "replace")
            at = int(p.c.end[child])
    texts[1] += p.c.source[at : int(p.c.end[template]) - 1].decode("utf-8", "replace")
    return texts[0], texts[1]
