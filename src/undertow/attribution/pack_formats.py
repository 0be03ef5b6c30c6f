"""The data sets that can become packs, recognised by what is in them.

Each reader takes the publisher's own file as it is. Names, words and addresses in it are somebody's text: control
characters go, lengths are cut, what is no host name is left out and counted.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from undertow.attribution.hosts import address_of, host_of
from undertow.attribution.packs import PackEntry, PackHost
from undertow.errors import InvalidData, UsageError

LARGEST = 256 << 20
"""Bytes of a file that is read as one document; lists that come line by line may be of any size."""
_LINE = 4 << 20
_LONGEST = 300
_BODIES = frozenset({"Organization", "Company", "LegalEntity", "PublicBody"})
"""Schemata of FollowTheMoney that are organisations; people, ships and addresses are not looked up."""
_NAMES = ("name", "alias", "previousName", "abbreviation")


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A data set that is read."""

    id: str
    title: str
    licence: str
    """As its publisher states it; the user's copy may say otherwise."""
    hint: str
    """Which file of the publisher."""


FORMATS = {
    row.id: row
    for row in (
        Format(
            id="trackerdb",
            title="Ghostery TrackerDB",
            licence="CC BY-NC-SA 4.0: not for commercial use",
            hint="trackerdb.json of a release or of the npm package",
        ),
        Format(
            id="tracker-radar",
            title="DuckDuckGo Tracker Radar",
            licence="CC BY-NC-SA 4.0: not for commercial use",
            hint="the folder `entities`, or entity_map.json",
        ),
        Format(
            id="disconnect",
            title="Disconnect entity list",
            licence="CC BY-NC-SA 4.0: not for commercial use",
            hint="entities.json, or services.json",
        ),
        Format(
            id="third-party-web",
            title="third-party-web",
            licence="MIT",
            hint="entities.json or dist/entities-nostats.json: newer than the copy that is shipped",
        ),
        Format(
            id="opensanctions",
            title="OpenSanctions",
            licence="CC BY-NC 4.0: not for commercial use without a licence",
            hint="targets.simple.csv or entities.ftm.json of a data set",
        ),
    )
}

Seen = Callable[[int], None]
"""Told after each part how many bytes were read."""


class Reading:
    """A data set while it is read: of which format it is, and its rows one by one."""

    def __init__(self, format: str, hosts: Iterable[PackHost] = (), entries: Iterable[PackEntry] = ()) -> None:
        self.format = FORMATS[format]
        self.hosts = hosts
        self.entries = entries
        self.left_out: Counter[str] = Counter()
        """Rows that were not taken, by reason; complete once all rows were read."""


def read(path: Path, seen: Seen = lambda _: None) -> Reading:
    """Recognise a file or folder and read it.

    Raises:
        UsageError: it is none of the data sets that are read, or too large.
        InvalidData: it is one, and broken; may come while rows are taken.
    """
    if path.is_dir():
        return _radar_folder(path)
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((b"id,schema,", b'"id","schema",')):
        return _simple_csv(path, seen)
    if b'"schema"' in start and b'"properties"' in start and start.lstrip().startswith(b"{"):
        return _ftm(path, seen)
    return _document(path)


def hash_of(path: Path) -> str:
    """SHA-256 of a file; of a folder, of the names and contents of its JSON files."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    found = hashlib.sha256()
    for entity in _entities(path):
        found.update(f"{entity.name}\0".encode(errors="surrogateescape"))
        found.update(hashlib.sha256(entity.read_bytes()).digest())
    return found.hexdigest()


def _unknown(path: Path) -> UsageError:
    known = "; ".join(f"{row.title} ({row.hint})" for row in FORMATS.values())
    return UsageError(f"{path.name} is none of the data sets that can be added. These can: {known}.")


def _document(path: Path) -> Reading:
    if path.stat().st_size > LARGEST:
        raise UsageError(f"{path.name} is larger than {LARGEST >> 20} MiB, which none of the data sets is")
    try:
        document = msgspec.json.decode(path.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unknown(path) from error
    if isinstance(document, list):
        if document and all(isinstance(row, dict) and "domains" in row and "name" in row for row in document[:5]):
            return _of_hosts("third-party-web", _third_party_web(document))
    elif isinstance(document, dict):
        if isinstance(document.get("patterns"), dict) and isinstance(document.get("organizations"), dict):
            return _of_hosts("trackerdb", _trackerdb(document))
        if isinstance(document.get("entities"), dict):
            return _of_hosts("disconnect", _disconnect_entities(document["entities"]))
        if isinstance(document.get("categories"), dict):
            return _of_hosts("disconnect", _disconnect_services(document["categories"]))
        if document and all(isinstance(row, dict) and "properties" in row for row in list(document.values())[:5]):
            return _of_hosts("tracker-radar", _radar_map(document))
    raise _unknown(path)


_Raw = tuple[object, object, object, object]  # domain, company, brand, country, as they stand in the source


def _of_hosts(format: str, rows: Iterable[_Raw]) -> Reading:
    reading = Reading(format)
    reading.hosts = _hosts(rows, reading.left_out)
    return reading


def _hosts(rows: Iterable[_Raw], left_out: Counter[str]) -> Iterator[PackHost]:
    for domain, company, brand, country in rows:
        name = host_of(domain) if isinstance(domain, str) else None
        owner = _text(company)
        if name is None or address_of(name) or "." not in name:
            left_out["not a host name"] += 1
        elif not owner:
            left_out["no company named"] += 1
        else:
            said = _text(brand)
            yield PackHost(
                domain=name, company=owner, brand=said if said and said != owner else None, country=_country(country)
            )


def _text(value: object) -> str:
    """A name or sentence of the source on one line, without control characters, cut to length."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(char if char.isprintable() else " " for char in value[: 4 * _LONGEST]).split())[:_LONGEST]


def _country(value: object) -> str | None:
    text = value.strip().upper() if isinstance(value, str) else ""
    return text if len(text) == 2 and text.isascii() and text.isalpha() else None


def _trackerdb(document: dict[str, Any]) -> Iterator[_Raw]:
    organisations = document["organizations"]
    for pattern in document["patterns"].values():
        if not isinstance(pattern, dict):
            continue
        organisation = organisations.get(pattern.get("organization"))
        found = organisation if isinstance(organisation, dict) else {}
        for domain in _list(pattern.get("domains")):
            yield domain, found.get("name"), pattern.get("name"), found.get("country")


def _disconnect_entities(entities: dict[str, Any]) -> Iterator[_Raw]:
    for name, entity in entities.items():
        if isinstance(entity, dict):
            for domain in (*_list(entity.get("properties")), *_list(entity.get("resources"))):
                yield domain, name, None, None


def _disconnect_services(categories: dict[str, Any]) -> Iterator[_Raw]:
    for companies in categories.values():
        for company in _list(companies):
            for name, sites in company.items() if isinstance(company, dict) else ():
                for site, domains in sites.items() if isinstance(sites, dict) else ():
                    for domain in (site, *_list(domains)):
                        if isinstance(domains, list):
                            yield domain, name, None, None


def _third_party_web(entities: list[Any]) -> Iterator[_Raw]:
    for entity in entities:
        for domain in _list(entity.get("domains")) if isinstance(entity, dict) else ():
            yield (
                domain.removeprefix("*.") if isinstance(domain, str) else domain,
                entity.get("company") or entity.get("name"),
                entity.get("name"),
                None,
            )


def _radar_map(entities: dict[str, Any]) -> Iterator[_Raw]:
    for name, entity in entities.items():
        for domain in _list(entity.get("properties")) if isinstance(entity, dict) else ():
            yield domain, name, entity.get("displayName"), None


def _entities(folder: Path) -> list[Path]:
    return sorted((folder / "entities" if (folder / "entities").is_dir() else folder).glob("*.json"))


def _radar_folder(folder: Path) -> Reading:
    files = _entities(folder)
    if not files:
        raise UsageError(
            f"{folder} holds no JSON files; give a file, or the folder `entities` of a copy of Tracker Radar"
        )

    def rows() -> Iterator[_Raw]:
        for path in files:
            try:
                entity = msgspec.json.decode(path.read_bytes()) if path.stat().st_size <= LARGEST else None
            except (msgspec.DecodeError, RecursionError) as error:
                raise InvalidData(f"{path.name} is no JSON document ({error})") from error
            if not isinstance(entity, dict) or "properties" not in entity:
                raise InvalidData(f"{path.name} is not an entity of Tracker Radar: it has no `properties`")
            yield from _radar_map({str(entity.get("name") or path.stem): entity})

    return _of_hosts("tracker-radar", rows())


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _simple_csv(path: Path, seen: Seen) -> Reading:
    reading = Reading("opensanctions")

    def rows() -> Iterator[PackEntry]:
        with path.open("rb") as file:
            try:
                for row in csv.DictReader(_lines(file, path.name, seen)):
                    if row.get("schema") not in _BODIES:
                        reading.left_out["not an organisation"] += 1
                        continue
                    entry = _entry(
                        id=row["id"],
                        names=[row["name"], *(row.get("aliases") or "").split(";")],
                        countries=(row.get("countries") or "").split(";"),
                        lists=(row.get("dataset") or "").split(";"),
                        said=row.get("sanctions"),
                        since=row.get("first_seen"),
                    )
                    if entry:
                        yield entry
            except (csv.Error, KeyError, UnicodeDecodeError) as error:
                raise InvalidData(f"{path.name} breaks off or is no targets.simple.csv ({error})") from error

    reading.entries = rows()
    return reading


def _ftm(path: Path, seen: Seen) -> Reading:
    """Entities of FollowTheMoney, one JSON document a line; only those that the publisher marks as targets."""
    reading = Reading("opensanctions")

    def rows() -> Iterator[PackEntry]:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file, path.name, seen), 1):
                try:
                    entity: dict[str, Any] = json.loads(line) if line.strip() else {"schema": ""}
                    properties = entity.get("properties", {})
                    if entity["schema"] not in _BODIES or not entity.get("target", False):
                        reading.left_out["not an organisation on a list"] += 1
                        continue
                    entry = _entry(
                        id=entity["id"],
                        names=[entity.get("caption"), *(name for key in _NAMES for name in _list(properties.get(key)))],
                        countries=[
                            *_list(properties.get("jurisdiction")),
                            *_list(properties.get("mainCountry")),
                            *_list(properties.get("country")),
                        ],
                        lists=_list(entity.get("datasets")),
                        said="; ".join(_text(topic) for topic in _list(properties.get("topics"))),
                        since=entity.get("first_seen"),
                    )
                except (ValueError, KeyError, AttributeError, RecursionError) as error:
                    raise InvalidData(f"{path.name}: line {number} is no entity of FollowTheMoney ({error})") from error
                if entry:
                    yield entry

    reading.entries = rows()
    return reading


def _lines(file: IO[bytes], name: str, seen: Seen) -> Iterator[str]:
    done = 0
    while line := file.readline(_LINE):
        if len(line) == _LINE and not line.endswith(b"\n"):
            raise InvalidData(f"{name} has a line of more than {_LINE >> 20} MiB")
        done += len(line)
        seen(done)
        yield line.decode("utf-8")


def _entry(
    *, id: object, names: list[Any], countries: list[Any], lists: list[Any], said: object, since: object
) -> PackEntry | None:
    known = list(dict.fromkeys(text for name in names if (text := _text(name))))
    if not known:
        return None
    return PackEntry(
        id=_text(id),
        name=known[0],
        names=tuple(known[1:]),
        country=next((code for country in countries if (code := _country(country))), None),
        list="; ".join(text for name in lists if (text := _text(name))) or "(no data set named)",
        said=_text(said),
        since=since[:10] if isinstance(since, str) and since[:4].isdigit() else None,
    )
