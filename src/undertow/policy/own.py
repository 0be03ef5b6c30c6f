"""What whoever wrote a policy calls itself: "Parley does not sell" is said of us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from undertow.policy.recipient import NOT_NAMES
from undertow.policy.text import Block

_OPENING = 800
"""Characters in which a policy says whose it is."""
_LEGAL = re.compile(
    r"\b([A-Z][\w&'’-]*(?: (?:& )?[A-Z][\w&'’-]*){0,3}),? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|PC|Pte|AG|S\.A)\b"
)
_ALIAS = re.compile(r"\([^()]{0,60}[\"“„«]\s?([A-Z][\w&' -]{1,40}?)\s?[\"”“»]")
_NAME = r"[A-Z][\w&]*(?: (?:& )?[A-Z][\w&]*){0,2}"
_TITLES = (
    re.compile(rf"^(?:the )?({_NAME})(?:['’]s)? (?:privacy|data protection|cookie)\b", re.I),
    re.compile(
        rf"\b(?:privacy|policy|notice|statement|datenschutz\w*|confidentialité|privacidad|données|datos)\b[^.]{{0,30}}?"
        rf" (?i:of|at|for|by|about|bei(?: der)?|der|für|von|de|chez|en) ({_NAME})",
        re.I,
    ),
    re.compile(
        rf"^(?:what|how) (?:does |do )?(?:the )?({_NAME}) (?:do|does|uses?|handles?|collects?|processe?s?)\b", re.I
    ),
)


def own_names(blocks: Sequence[Block]) -> frozenset[str]:
    """Names of who wrote it.

    Companies with a legal form in the opening, their first words and what it calls them; and names in the title, if the
    text has them too, and not as plain words.
    """
    opening = "\n".join(block.text for block in blocks[:40])[:_OPENING]
    names = [*_LEGAL.findall(opening)[:1], *_ALIAS.findall(opening)]
    first = (name.split()[0] for name in names if len(name.split()[0]) > _SHORT)
    return frozenset([*names, *first, *_titled(blocks)])


_SHORT = 3
"""Letters of a first word that may be anything: "The Harrow Group"."""


def _titled(blocks: Sequence[Block]) -> Iterator[str]:
    body = "\n".join(block.text for block in blocks[:200] if block.kind[0] != "h")
    for block in blocks[:3]:
        if block.kind != "h1":
            continue
        for title in _TITLES:
            found = title.search(block.text)
            if found and found[1][0].isupper() and _names_somebody(found[1], body):
                yield found[1]


def _names_somebody(name: str, body: str) -> bool:
    words = name.split()
    known = any(word in NOT_NAMES or re.search(rf"\b{re.escape(word.lower())}s?\b", body) for word in words)
    return not known and re.search(rf"\b{re.escape(name)}\b", body) is not None


def subject(names: Iterable[str]) -> re.Pattern[str]:
    """Finds such a name by itself: not "Parley’s partners", nor what stands before a recipient made of spaces."""
    either = "|".join(re.escape(name) for name in sorted(names)) or "(?!)"
    return re.compile(rf"\b(?:{either})\b(?!['’]| {{2,}}\S)")
