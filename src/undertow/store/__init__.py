"""The sealed bundle: everything one audit recorded, in one file that any WACZ replay viewer opens.

`write` seals evidence, `open_bundle` reads it again, `verify` says whether anything was changed.
"""

from undertow.store.bundle import Bundle, open_bundle, verify
from undertow.store.writing import write

__all__ = ["Bundle", "open_bundle", "verify", "write"]
