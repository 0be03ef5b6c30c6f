"""Sentences that deny all sharing with a recipient they name.

Narrow on purpose. A sentence counts only if the verb of sharing itself is denied, the data is personal data as a whole,
and nothing in the sentence limits the denial to a case, kind or purpose. That nothing
is sold says nothing of sharing. What is missed here is said to be named by the
policy; what is taken wrongly would allege a false statement.
"""

from __future__ import annotations

import re

_DENIED = re.compile(
    r"\b(?:do|does|will|shall) (?:not|never) (?:(?:ever|also|knowingly) )?"
    r"(?:share|disclose|transmit|transfer|pass|give)\b"
    r"|\b(?:don|doesn|won)['\u2019]t (?:ever )?(?:share|disclose|transmit|transfer|pass|give)\b"
    r"|\bnever (?:share|disclose|transmit|transfer|pass|give)\b"
    r"|\b(?:are|is|be) (?:not|never) (?:shared|disclosed|transmitted|transferred|passed|given)\b"
    r"|\b(?:geben|übermitteln) [^,;]{0,80}\b(?:nicht|niemals)\b|\bwerden [^,;]{0,60}\bnicht (?:an|mit)\b"
    r"|\bne (?:partageons|transmettons|communiquons|divulguons) (?:pas|jamais)\b"
    r"|\b(?:no|nunca) (?:compartimos|transferimos|cedemos|comunicamos|divulgamos)\b"
    r"|不会?(?:与|向|将).{0,24}(?:共享|分享|提供|披露|传输)",
    re.I,
)
_ALL_DATA = re.compile(
    r"\b(?:your|any|users[\u2019']) (?:personal )?(?:data|information)\b|\bpersonal (?:data|information)\b"
    r"|\b(?:ihre|personenbezogenen?) (?:personenbezogenen )?daten\b|\bvos données(?! de)"
    r"|\bsus datos(?! de)(?: personales)?"
    r"|您的(?:个人)?(?:信息|数据)",
    re.I,
)
LIMITED = re.compile(
    r"\b(?:except|excluding|unless|without|other than|apart from|only|but|if|when|where|until|while|for|sensitive"
    r"|unlike|außer|sofern|wenn|falls|nur|ohne|sondern|für|zum|zur|zu"
    r"|sauf|sans|hormis|uniquement|que|si|lorsque|mais|pour"
    r"|salvo|excepto|sin|solo|sólo|si|cuando|pero|sino|para)\b"
    r"|除|未经|仅|但|如果|用于|为了|情况下",
    re.I,
)
"""Words that limit a denial to a case, kind or purpose."""


def denies(sentence: str) -> bool:
    """Whether a sentence that names a recipient says, without any limit, that no personal data is shared with it."""
    return bool(_DENIED.search(sentence) and _ALL_DATA.search(sentence) and not LIMITED.search(sentence))
