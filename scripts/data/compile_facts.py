"""Compile the folder of research notes into the product's own knowledge files.

Usage: python scripts/data/compile_facts.py FOLDER [OUT]

Reads signatures, restrictions, ownership, jurisdictions, state networks and domain brands from FOLDER and writes them,
normalised, to OUT (default: src/undertow/data). What changes is form alone: dates become ISO 8601 with the source's
words kept beside them, superseded rows go, editions of one list are joined, and rows that say something other than
"this list names this company" (a search without result, a bill, an inquiry) are told apart. `verified` flags are never
touched.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

Row = dict[str, Any]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
ENGLISH_DATE = re.compile(rf"({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})")
ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")
PARENT = re.compile(r"\bparent=(.+?)\s*$")
ENDED = re.compile(r"\bend (\d{4}-\d{2}-\d{2});?\s*")
PORTS = re.compile(r"^(?P<host>[^:/]+)(?::(?P<ports>[\d,-]+))?(?P<path>/.*)?$")

WORDING: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))
"""Kind of text → the notes' words → the product's."""


def normalise_date(words: str) -> tuple[str | None, str]:
    """The first date in `words` as ISO 8601 and, unless that is all they say, the words themselves."""
    english = ENGLISH_DATE.search(words)
    iso = ISO_DATE.search(words)
    if english and (not iso or english.start() <= iso.start()):
        month = MONTHS.index(english[1]) + 1
        date = f"{english[3]}-{month:02}-{int(english[2]):02}"
        whole = english[0] == words.strip()
    elif iso:
        date, whole = iso[0], iso[0] == words.strip()
    else:
        return None, ""
    return date, "" if whole else words.replace("Updated:", "; updated ")


def supersedes(mark: str, row: Row) -> bool:
    """Whether the `replaces_row` text `mark` means `row`: "entity / list / date", or "words of the authority row"."""
    if mark == f"{row['entity']} / {row['list']} / {row['date']}":
        return True
    if not mark.endswith(" row"):
        return False
    words = [word.strip() for word in mark.removesuffix(" row").split("/")]
    return all(word in row["authority"] for word in words)


def current_rows(base: list[Row], additions: list[Row]) -> list[Row]:
    """The rows of both files without those that an addition replaces."""
    gone: set[int] = set()
    for mark in {row["replaces_row"] for row in additions if row.get("replaces_row")}:
        hits = {i for i, row in enumerate(base) if supersedes(mark, row)}
        if not hits:
            raise SystemExit(f"no row is meant by replaces_row {mark!r}")
        gone |= hits
    return [row for i, row in enumerate(base) if i not in gone] + additions


def kind_of(row: Row) -> str:
    """What a row says: ``listing``, ``absence`` (searched, not found), ``bill`` or ``inquiry``."""
    if "no listing found" in (row["scope"], row.get("status")):
        return "absence"
    if row["list"] == "Bill (not law)":
        return "bill"
    if row["scope"].startswith(("inquiry only", "complaint only", "notice of illegal content", "advice to users")):
        return "inquiry"
    return "listing"


def reach_of(propagation: str) -> str:
    """``affiliates`` if the list says that it covers companies it does not name, else ``named``."""
    return "affiliates" if re.search(r"subsidiaries|affiliates", propagation) else "named"


def normalise_listing(row: Row) -> Row:
    """One listing in the product's form."""
    date, date_note = normalise_date(row["date"])
    note, status, scope = row["note"].strip(), row.get("status", ""), row["scope"]
    parent = PARENT.search(note)
    note = PARENT.sub("", ENDED.sub("", note)).strip()
    if scope.endswith(" (superseded)"):
        scope, status = scope.removesuffix(" (superseded)"), "superseded"
    if row["list"] == "FCC Covered List":
        scope = "equipment or services as worded in the entry, not the company as such"
    if row["list"] == "Section 1260H list" and "(Section 1260H(" in note:
        note = f"Reason given by the list: “{note}”"
    return {
        "kind": kind_of(row),
        "entity": row["entity"],
        "names": [part.strip() for part in row["entity"].split(";")],
        "list": row["list"],
        "authority": row["authority"],
        "date": date,
        "date_note": date_note,
        "citation": row["citation"].strip("-"),
        "scope": WORDING["scope"].get(scope, scope),
        "propagation": WORDING["propagation"].get(row["propagation"], row["propagation"].strip("-")),
        "reach": reach_of(row["propagation"]),
        "status": status,
        "parent": re.sub(r"Ltd$", "Ltd.", parent[1]) if parent else None,
        "source": row["source"],
        "verified": row["verified"],
        "note": WORDING["note"].get(note, note),
    }


def join_editions(rows: list[Row]) -> list[Row]:
    """One row for an entity in several editions of the 1260H list: the latest, with all edition dates in words."""
    editions: dict[tuple[str, str], list[Row]] = {}
    rest: list[Row] = []
    for row in rows:
        if row["list"] == "Section 1260H list" and row["kind"] == "listing" and not row["status"].startswith("ended"):
            editions.setdefault((row["entity"], row["list"]), []).append(row)
        else:
            rest.append(row)
    joined = []
    for found in editions.values():
        found.sort(key=lambda row: row["date"])
        last = dict(found[-1])
        dates = [row["date"] for row in found]
        last["date_note"] = f"named in the edition{'s' if len(dates) > 1 else ''} of {', '.join(dates)}"
        last["status"] = f"named in the edition of {last['date']}"
        last["parent"] = next((row["parent"] for row in reversed(found) if row["parent"]), None)
        joined.append(last)
    return joined + rest


COMPLETE = {"FCC Covered List"}
"""Lists of which the notes hold every entry; of all others only the entries that somebody looked for."""


def compile_listings(base: list[Row], additions: list[Row]) -> Row:
    """Listings with the table of lists they come from; the date of a list is its latest entry known here."""
    rows = join_editions([normalise_listing(row) for row in current_rows(base, additions)])
    rows.sort(key=lambda row: (row["list"], row["entity"], row["date"] or "", row["authority"]))
    lists: dict[str, Row] = {}
    for row in rows:
        if row["kind"] != "listing":
            continue
        entry = lists.setdefault(
            row["list"], {"name": row["list"], "complete": row["list"] in COMPLETE, "latest": row["date"]}
        )
        entry["latest"] = max(entry["latest"] or "", row["date"] or "") or None
    return {"lists": sorted(lists.values(), key=lambda entry: str(entry["name"])), "rows": rows}


def normalise_owner(row: Row) -> Row:
    """One ownership row; a country field with two codes keeps the first, and both in words."""
    countries = row["country"].split("/")
    two = f"Countries as the source gives them: {row['country']}." if len(countries) > 1 else ""
    return {
        "entity": row["entity"],
        "kind": row["kind"],
        "country": countries[0],
        "country_note": two,
        "owner": None if row["owner"].startswith("unknown") else row["owner"],
        "share": row["share"],
        "state_ownership": row["state_ownership"],
        "since": row["from"],
        "sources": row["source"],
        "to_check": row.get("source_to_check", []),
        "verified": row["verified"],
        "as_of": row["as_of"],
        "note": row["note"],
    }


def normalise_jurisdiction(row: Row) -> Row:
    """Access laws and EU adequacy of one country."""
    adequate = row["eu_adequacy"]
    words = {True: "adequate", False: "none"}.get(adequate, adequate) if isinstance(adequate, bool) else adequate
    sources = row["adequacy_source"]
    return {
        "country": row["country"],
        "laws": [{**law, "sources": law["source"]} for law in row["law_details"]],
        "adequacy": {
            "decision": words,
            "citation": row["adequacy_citation"],
            "scope": row["adequacy_scope"],
            "until": row["adequacy_until"],
            "sources": sources if isinstance(sources, list) else [sources],
            "verified": row["adequacy_verified"],
        },
        "note": row["note"],
        "as_of": row["as_of"],
    }


def host_rule(text: str) -> Row:
    """``host``, ``*.host``, ``regexp:…``, with ports or a path, taken apart."""
    if text.startswith("regexp:"):
        return {"match": "regexp", "host": text.removeprefix("regexp:"), "ports": None, "path": None}
    parts = PORTS.match(text)
    if not parts:
        raise SystemExit(f"host rule {text!r} is not understood")
    host = parts["host"]
    suffix = host.startswith("*.")
    return {
        "match": "suffix" if suffix else "exact",
        "host": host.removeprefix("*.").lower(),
        "ports": parts["ports"],
        "path": parts["path"],
    }


def normalise_signature(row: Row) -> Row:
    """One signature, with its hosts taken apart beside the words of the source."""
    evidence = [re.sub(r"(published source code)(?: \1)+", r"\1", text) for text in row["evidence"]]
    return {**row, "evidence": evidence, "host_rules": [host_rule(text) for text in row["hosts"]]}


def write_json(path: Path, value: object) -> None:
    """Indented, so that a change of one fact is a change of few lines."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> None:
    """Compile all files."""
    if not 1 <= len(arguments) <= 2:
        raise SystemExit(__doc__)
    folder = Path(arguments[0])
    out = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[2] / "src" / "undertow" / "data"

    def rows(name: str) -> list[Row]:
        value: list[Row] = json.loads((folder / f"{name}.json").read_text("utf-8"))
        return value

    write_json(out / "signatures.json", [normalise_signature(row) for row in rows("signatures")])
    write_json(out / "listings.json", compile_listings(rows("restrictions"), rows("restrictions_additions")))
    laws = [normalise_jurisdiction(row) for row in rows("jurisdictions")]
    for row in laws:
        for law in row["laws"]:
            del law["source"]
    write_json(out / "jurisdictions.json", laws)
    write_json(out / "ownership.json", [normalise_owner(row) for row in rows("ownership")])
    networks = [{"asn": row["asn"], "name": row["org"]} for row in rows("state_telecom_asns")]
    write_json(out / "state_networks.json", networks)
    brands = [line.split("\t") for line in (folder / "domain_brands.tsv").read_text("utf-8").splitlines()[1:]]
    text = "".join(f"{domain}\t{match}\t{brand}\n" for domain, match, brand, *_ in sorted(brands))
    (out / "domain_brands.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    (out / "licences").mkdir(exist_ok=True)
    (out / "licences" / "domain-list-community.txt").write_bytes((folder / "domain_brands.LICENSE").read_bytes())


if __name__ == "__main__":
    main(sys.argv[1:])
