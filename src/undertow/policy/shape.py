"""A clause read by its shape where none of its verbs is known: data that "is …ed to" somebody is shared with it.

Kinds of data become `¤`, recipients `§`; the patterns of `lexicon/shapes.toml` then need no list of verbs. Narrow on
purpose: what data a clause has must stand before or after the verb as the pattern says.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from undertow.policy.frame import Frame
from undertow.policy.lexicon import Hit
from undertow.policy.recipient import Context, hits, outside

_DATA, _TO = "¤", "§"
_GONE = re.compile(
    r"delet|eras|destroy|purg|wiped|discard|lösch|vernicht|supprim|effac|détru|suprim|elimin|borra|删除|清除|销毁"
)


_GIVING = "share"
"""The action for which somebody must stand in the clause who gets the data."""


@cache
def _shapes(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Action and pattern of the shapes of a language, in the order in which they are tried."""
    table = tomllib.loads((files(__package__) / "lexicon/shapes.toml").read_text("utf-8")).get(code, {})
    return tuple((action, re.compile(each, re.I)) for action, patterns in table.items() for each in patterns)


def _skeleton(text: str, data: list[Hit], to: list[Hit]) -> str:
    """The text with signs in place of data and recipients, joined ones as one."""
    marks = sorted([(hit.start, hit.end, _DATA) for hit in data] + [(hit.start, hit.end, _TO) for hit in to])
    made, at = "", 0
    for start, end, sign in marks:
        if start >= at:
            made += text[at:start] + sign
            at = end
    made = re.sub(r"\s+", " ", made + text[at:])
    for sign in (_DATA, _TO):
        made = re.sub(
            rf"{sign}(?:(?:,|/|、|,? (?:and|or|und|oder|sowie|et|ou|y|e|o)|和|及|或)? ?(?:\w+ )?{sign})+", sign, made
        )
    return made.strip()


def _action(code: str, text: str, data: list[Hit], to: list[Hit]) -> str:
    """The action that the shape of a clause says; empty if none does."""
    if not data:
        return ""
    bones = _skeleton(text, data, to)
    for action, pattern in _shapes(code):
        if (to or action != _GIVING) and pattern.search(bones):
            return action
    return ""


def read(
    text: str, main: str, when: tuple[str, ...], what_for: str, context: Context, only: str = ""
) -> tuple[Frame, ...]:
    """A clause whose verbs say nothing that is known, read by its shape."""
    words = context.words
    to = hits(main, context)
    data = outside(list(words.data.find(main)), to)
    if not data:
        vague = outside(list(words.any_data.find(main)), to)
        data = [hit._replace(id="personal") for hit in vague if main[hit.start : hit.end].lower() != "nothing"]
    act = _action(words.code, main, data, to)
    if not act or (only and act != only):
        return ()
    plain = words.pattern("affirms").sub(" ", main)  # "no later than" denies nothing
    gone = act == "store" and _GONE.search(main) is not None  # "erased when no longer needed" is how long it is kept
    made = Frame(
        may=words.has("may", main),
        denied=not gone and words.has("not", plain),
        action=act,
        data=tuple(dict.fromkeys(hit.id for hit in data)),
        recipients=tuple(dict.fromkeys(hit.id for hit in to)) if act == _GIVING else (),
        purposes=words.purposes.ids(what_for),
        conditions=when,
        text=text,
    )
    return (made,)
