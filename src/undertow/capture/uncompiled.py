"""JavaScript that was delivered and never compiled: preloads, modules whose graph failed to load, code fetched as text.

The browser tells of a script when it compiles it. Code that came over the wire and was not compiled is delivered code
all the same, and all of it never ran.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from undertow.capture.scripts import Source
from undertow.model import Blobs, Exchange, ScriptUse

_JAVASCRIPT = re.compile(r"(?i)^(text|application)/(x-)?(java|ecma)script")


def uncompiled(
    uses: Iterable[ScriptUse], exchanges: Iterable[Exchange], blobs: Blobs
) -> Iterator[tuple[ScriptUse, Source]]:
    """Each such script once, as a use of which nothing ran."""
    compiled = list(uses)
    known = {use.url for use in compiled} | {use.script for use in compiled}
    for exchange in exchanges:
        body = exchange.response_body
        if body is None or exchange.status != 200 or exchange.url[:4096] in known or body in known:
            continue
        if exchange.channel != "script" and not _JAVASCRIPT.match(exchange.mime):
            continue
        if body not in blobs or not (content := blobs.get(body)):
            continue
        known |= {exchange.url[:4096], body}
        units = len(content.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass")) // 2
        use = ScriptUse(script=body, url=exchange.url[:4096], origin="url", not_run=((0, units),), covered=True)
        yield use, Source(body, len(content), "javascript")
