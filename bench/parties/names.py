"""One form for names of organisations, so that `Adobe Inc.` and `Adobe` count as one answer."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LEGAL = re.compile(
    r"ab|ag|aps|as|asa|bv|co|company|corp|corporation|gmbh|group|holding|holdings|inc|incorporated|"
    r"international|kg|kk|limited|llc|lp|ltd|nv|oy|oyj|plc|private|pte|pty|pvt|sa|sarl|sas|se|sl|spa|srl|"
    r"the|com"
)


def plain(name: str) -> str:
    """`name` in lower case without brackets, punctuation and legal form."""
    text = re.sub(r"\([^)]*\)", " ", name)
    text = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    text = "".join(char for char in text if not unicodedata.combining(char))
    words = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    parts = re.findall(r"\w+", words.replace("&", " and "))
    return "".join(part for part in parts if not _LEGAL.fullmatch(part)) or "".join(parts)


def mark(name: str) -> str:
    """What stands for a name in hosts.toml: the first 48 bits of the SHA-256 of its plain form."""
    return hashlib.sha256(plain(name).encode()).hexdigest()[:12]
