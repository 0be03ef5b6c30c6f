"""A row of a table → its statements, by the words of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from undertow.policy.frame import Frame
from undertow.policy.recipient import Context, recipients

_DATA, _EXAMPLES, _TO, _SOLD, _BY, _WHY, _KEPT, USED = (
    re.compile(words, re.I)
    for words in (
        r"^what$|what we|kind|type of|categor|data|information|what it holds|daten|données|datos|信息",
        r"example|description|detail|includes?\b|beispiel|beschreibung|umfasst|exemple|ejemplo|descripción|示例|说明|内容",
        r"^who$|who else|recipient|(?:shared|disclosed?) (?:with|to)|to whom|sent to|goes to|with whom|passed to"
        r"|who can see|third part|who (?:gets|receives)|empfänger|weitergabe|destinata|接收|共享",
        r"\bs(?:old|ell|ales?)\b|verkauf|vend(?:u|re)|vente|vend(?:en|id|er)|venta|出售",
        r"who sets|provider|set by|vendor|anbieter|fournisseur|proveedor|提供|第三方|sdk|公司|运营",
        r"purpose|why|reason|zweck|grund|finalit|motif|finalidad|motivo|目的|用途",
        r"retention|how long|kept for|dauer|durée|conservación|plazo|期限",
        r"process|verarbeit|traitée|tratad|处理",
    )
)
_YES_NO = re.compile(r"\s*(?:(yes|ja|oui|sí|是|会)|(no|nein|non|not sold|否|不会?|未))\b", re.I)


@dataclass
class _Row:
    """What stands in the cells of a row, by what their headings say they hold."""

    data: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    shared: bool = False
    by_them: bool = False
    none: bool = False
    kept: bool = False
    used: bool = False
    sold: bool | None = None
    """What the row answers to "sold?"; None if nothing asks."""


def row(header: tuple[str, ...], cells: tuple[str, ...], quote: str, context: Context) -> Iterator[Frame]:
    """The statements of a row.

    A table that begins with who gets something says nothing of what is collected.
    """
    read = _cells(header, cells, context)
    data, to = tuple(dict.fromkeys(read.data)), tuple(dict.fromkeys(read.to))
    if not data:
        return
    frame = Frame(action="use" if read.used else "collect", data=data, purposes=tuple(read.goals), text=quote)
    if read.by_them:
        if to:
            yield replace(frame, actor="they", recipients=to)
        return
    if not (_TO.search(header[0]) and to):
        yield frame
    if read.kept:
        yield replace(frame, action="store", purposes=())
    if read.shared and (to or read.none):
        yield replace(frame, action="share", denied=read.none, recipients=() if read.none else to)
    if read.sold is not None:
        yield replace(frame, action="sell", denied=not read.sold, recipients=to if read.sold else ())


def _cells(header: tuple[str, ...], cells: tuple[str, ...], context: Context) -> _Row:
    words = context.words
    read = _Row()
    named = any(_EXAMPLES.search(head) for head in header)
    for head, cell in zip(header, cells, strict=False):
        answer = _YES_NO.match(cell) if _SOLD.search(head) else None
        if answer:
            read.sold = answer[1] is not None
            continue
        if _TO.search(head):
            read.shared, read.none = True, words.has("unshared", cell)
        read.by_them = read.by_them or bool(_BY.search(head))
        read.kept = read.kept or bool(_KEPT.search(head))
        if _TO.search(head) or _BY.search(head):
            read.to += recipients(cell, context)
        elif _WHY.search(head):
            read.goals += words.purposes.ids(cell)
        elif _EXAMPLES.search(head):
            read.data += words.data.ids(cell)
        elif _DATA.search(head):
            found = words.data.ids(cell)  # "User Data | name, email": the second says what the first is
            read.data += [kind for kind in found if kind != "personal" or not named]
            read.used = read.used or bool(USED.search(head))
    return read
