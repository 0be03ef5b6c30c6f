"""A list item → its statement, read as the rest of its lead-in."""

from __future__ import annotations

import re
from dataclasses import replace

from undertow.policy.circumstance import conditions, purposes
from undertow.policy.frame import Frame
from undertow.policy.recipient import Context, recipients
from undertow.policy.recipient import data as kinds

_BRACKETS = re.compile(r"\(([^()]*)\)")


def read(text: str, lead: Frame, slot: str, context: Context) -> Frame:
    """A list item read as the rest of its lead-in: `slot` says what the list lists."""
    words = context.words
    main, when = conditions(text, words)
    bare, what_for = purposes(main, words)
    made = replace(lead, conditions=(*lead.conditions, *when), text=text)
    goals = tuple(dict.fromkeys((*lead.purposes, *words.purposes.ids(what_for))))
    before, colon, after = text.partition("：" if "：" in text else ":")
    told = words.data.ids(after) if colon else ()
    if told and recipients(before, context) and lead.action not in ("sell", "store"):  # "our insurers: name, photos"
        whole = lead.data if slot == "recipients" and not words.actions.ids(before) else ()
        data = tuple(dict.fromkeys((*whole, *told)))
        return replace(made, action="share", data=data, recipients=recipients(before, context), purposes=goals)
    if slot == "purposes" and not _lists_data(text, before if colon else "", context):
        return replace(made, purposes=words.purposes.ids(text), data=lead.data or ("personal",))
    if slot == "recipients":
        data = tuple(dict.fromkeys((*lead.data, *words.data.ids(" ".join(_BRACKETS.findall(text))))))
        if words.code == "zh" and "share" in words.actions.ids(bare):  # "向支付机构共享订单信息"
            data = kinds(bare, context) or lead.data
        return replace(made, data=data, recipients=recipients(bare, context), purposes=goals)
    special = words.data.ids(bare)
    if (len(special) > 1 and bare.rstrip(" ;,.；，。").endswith((")", "）"))) or colon:  # "identity data (name, email)"
        special = tuple(kind for kind in special if kind != "personal" or len(special) == 1)
    return replace(made, data=special or lead.data, purposes=goals)


def _lists_data(text: str, label: str, context: Context) -> bool:
    """Whether an item of "we process:" says what is processed: data with a label or brackets, and no purpose.

    "To update your profile" has words for data as well.
    """
    words = context.words
    if not words.data.ids(text) or words.pattern("purpose").match(text):
        return False
    return not words.purposes.ids(label or text)
