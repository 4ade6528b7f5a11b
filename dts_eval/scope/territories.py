"""The reference of territories: communes, EPCI, départements and régions of the official geographic code."""

import csv
import difflib
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.workbook.values import plain

FOLDER = "territories"
FILES = {"epci": "epci.csv", "departement": "departements.csv", "region": "regions.csv"}
LEVELS = ("commune", *FILES)
OVERSEAS = ("97", "98")
CLOSE = 0.75


@dataclass(frozen=True)
class Place:
    """One territory of the reference.

    ``population`` is the municipal population, empty when nobody lives there or when the reference has none.
    ``within`` is the code of the commune that a former commune, or an arrondissement, is now part of.
    """

    level: str
    code: str
    name: str
    population: int | None = None
    departement: str = ""
    region: str = ""
    epci: str = ""
    within: str = ""


@cache
def reference_year() -> str:
    """Return the year of the geography that the reference describes.

    Raises:
        DeclarationFaults: what is wrong in ``catalogue/territories/origin.yaml``, with its lines.
    """
    declared, faults = read_declarations(catalogue_file(FOLDER) / "origin.yaml")
    if faults:
        raise DeclarationFaults(faults)
    return str(declared["year"])


def place_of(level: str, code: str) -> Place | None:
    """Return the territory that a code names at its level; nothing when the reference does not have it."""
    if level == "commune":
        return _commune(code)
    return _places(level).get(code) if level in FILES else None


def close_place(level: str, name: str) -> Place | None:
    """Return the territory of a level whose name looks most like a text, or nothing."""
    wanted = plain(name)
    known = {plain(place.name): place for place in (_all_communes() if level == "commune" else _listed(level))}
    (closest,) = difflib.get_close_matches(wanted, known, n=1, cutoff=CLOSE) or ("",)
    return known.get(closest)


def departement_of(commune: str) -> str:
    """Return the code of the département of a commune, which its own code begins with."""
    return commune[:3] if commune.startswith(OVERSEAS) else commune[:2]


@cache
def departements_of(territory: Place) -> frozenset[str]:
    """Return the codes of the départements that a territory lies in, or is made of."""
    if territory.level == "commune":
        return frozenset({territory.departement})
    if territory.level == "departement":
        return frozenset({territory.code})
    if territory.level == "region":
        return frozenset(place.code for place in _places("departement").values() if place.region == territory.code)
    lines = csv.reader(_text().splitlines())
    return frozenset(departement_of(line[0]) for line in lines if line[3] == territory.code)


def contains(territory: Place, commune: Place) -> bool:
    """Whether a commune is a territory, or lies in it."""
    if territory.level == "commune":
        return territory.code in (commune.code, commune.within)
    if territory.level == "epci":
        return territory.code == commune.epci
    return territory.code in (commune.departement, commune.region)


@cache
def _text() -> str:
    path = catalogue_file(FOLDER) / "communes.csv.gz"
    return gzip.decompress(path.read_bytes()).decode()


@cache
def _commune(code: str) -> Place | None:
    # Reading 37,000 lines for a handful of codes would cost more than the report's own lines.
    found, text, start = [], _text(), 0
    while code and (start := text.find(f"\n{code},", start)) >= 0:
        end = text.find("\n", start + 1)
        found.append(_made(next(csv.reader([text[start + 1 : end]]))))
        start = end
    return min(found, key=lambda place: place.within, default=None)


def _made(line: list[str]) -> Place:
    code, name, population, epci, within = line
    departement = departement_of(code)
    home = _places("departement").get(departement)
    region = home.region if home else ""
    return Place("commune", code, name, _count(population), departement, region, epci, within)


def _all_communes() -> Iterator[Place]:
    for line in list(csv.reader(_text().splitlines()))[1:]:
        yield Place("commune", line[0], line[1], within=line[4])


def _listed(level: str) -> Iterator[Place]:
    yield from _places(level).values() if level in FILES else ()


@cache
def _places(level: str) -> dict[str, Place]:
    with (catalogue_file(FOLDER) / FILES[level]).open(encoding="utf-8", newline="") as lines:
        return {
            line["code"]: Place(
                level, line["code"], line["name"], _count(line.get("population", "")), region=line.get("region", "")
            )
            for line in csv.DictReader(lines)
        }


def _count(text: str) -> int | None:
    return int(text) if text else None
