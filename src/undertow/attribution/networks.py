"""The network that an address belongs to: AS number, its registered name, and the country of the registration.

None of the three is the operator's country or the owner's state.
"""

from __future__ import annotations

import gzip
import ipaddress
import json
import sys
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from undertow import data
from undertow.attribution.hosts import Address
from undertow.model import Network

_TABLES = frozenset({"ip_asn.bin.gz", "ip_country.bin.gz"})


class _Ranges:
    """A division of the address space, in the form that scripts/data/compile_networks.py writes."""

    def __init__(self, name: str) -> None:
        head, _, body = gzip.decompress(data.read(name)).partition(b"\n")
        counts = json.loads(head)
        self._families: dict[int, tuple[array[int], array[int]]] = {}
        at = 0
        for version, code in ((4, "I"), (6, "Q")):
            parts = []
            for kind in (code, "I"):
                numbers = array(kind)
                end = at + counts[f"v{version}"] * numbers.itemsize
                numbers.frombytes(body[at:end])
                if sys.byteorder == "big":
                    numbers.byteswap()
                parts.append(numbers)
                at = end
            self._families[version] = (array(code, accumulate(parts[0])), parts[1])

    def value(self, address: Address) -> int:
        """The value of the piece that holds `address`; 0 where the source says nothing."""
        number = int(address) if address.version == 4 else int(address) >> 64
        starts, values = self._families[address.version]
        return values[bisect_right(starts, number) - 1]


class Networks:
    """Address tables, loaded at the first question."""

    @cached_property
    def date(self) -> str:
        """Day of the oldest of the tables."""
        return min(entry["date"] for entry in data.sources() if entry["name"] in _TABLES)

    @cached_property
    def _asn(self) -> _Ranges:
        return _Ranges("ip_asn.bin.gz")

    @cached_property
    def _country(self) -> _Ranges:
        return _Ranges("ip_country.bin.gz")

    @cached_property
    def _names(self) -> bytes:
        return gzip.decompress(data.read("as_names.tsv.gz"))

    @cached_property
    def _state(self) -> dict[int, str]:
        return {row["asn"]: row["name"] for row in json.loads(data.read("state_networks.json"))}

    def network(self, address: Address) -> Network | None:
        """The network of a public address; None for loopback, private, multicast and reserved ones."""
        if not address.is_global or address.is_multicast:
            return None
        if isinstance(address, ipaddress.IPv6Address) and (address.sixtofour or address.teredo):
            return Network(address=str(address), asn=None, as_name=None, country=None)
        asn = self._asn.value(address) or None
        code = self._country.value(address)
        return Network(
            address=str(address),
            asn=asn,
            as_name=self._as_name(asn) if asn else None,
            country=code.to_bytes(2, "big").decode("ascii") if code else None,
        )

    def state_network(self, asn: int) -> str | None:
        """Registered name of the network if it is one of a state telecom (own table), else None."""
        return self._state.get(asn)

    def _as_name(self, asn: int) -> str | None:
        mark = b"\n%d\t" % asn
        start = self._names.find(mark)
        if start < 0:
            return None
        start += len(mark)
        return self._names[start : self._names.index(b"\n", start)].decode("utf-8") or None
