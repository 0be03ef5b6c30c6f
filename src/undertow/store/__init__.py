"""The sealed bundle: everything one audit recorded, in one file that any WACZ replay viewer opens.

`write` seals evidence, `open_bundle` reads it again, `verify` says whether anything was changed.
"""

from undertow.store.bundle import Bundle, open_bundle, verify
from undertow.store.signing import fingerprint, make_key, read_key, read_public
from undertow.store.writing import write

__all__ = ["Bundle", "fingerprint", "make_key", "open_bundle", "read_key", "read_public", "verify", "write"]
