"""Who an invented structure is: a number, a kind, three activities, and a commune that really exists."""

import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.language import NO_BREAK
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.scope.territories import Place, place_of

YEAR = 2024
# Near the make-up of the SIAE of France in the 2020s: half are ACI, a tenth are ETTI. Rounded by us.
KINDS = {"aci": 50, "ei": 24, "ai": 16, "etti": 10}
LEAST_PEOPLE = 1500
NEIGHBOURS = 4


@dataclass(frozen=True)
class Identity:
    """An invented structure: its ``number`` in the draw of a ``seed``, its ``kind``, its activities, its places.

    ``communes`` are the one it stands in, then its neighbours; ``away`` is a commune of another département.
    """

    seed: int
    number: int
    kind: str
    trades: tuple[str, str, str]
    communes: tuple[Place, ...]
    wider: Place
    departement: Place
    away: Place
    year: int = YEAR

    @property
    def name(self) -> str:
        """The name of the structure, which says that it is invented."""
        return f"Structure synthétique n°{NO_BREAK}{self.number:04d} ({self.communes[0].name})"

    @property
    def structure_id(self) -> str:
        """An identifier that can be nobody's SIRET."""
        return f"synthetique-{self.seed}-{self.number:04d}"

    @property
    def words(self) -> Mapping[str, str]:
        """What the texts leave blank."""
        first, second, third = self.trades
        return {
            "first": first, "second": second, "third": third, "site": self.communes[0].name, "wider": self.wider.name,
        }  # fmt: skip


@cache
def said() -> dict[str, Any]:
    """Return the words of invented structures.

    Raises:
        DeclarationFaults: what is wrong in ``words.yaml``, with its lines.
    """
    declared, faults = read_declarations(Path(__file__).parent / "words.yaml")
    if faults:
        raise DeclarationFaults(faults)
    return dict(declared)


def draw_identity(seed: int, number: int, chance: random.Random) -> Identity:
    """Draw who a structure is; most stand in communes where many people live, as real ones do."""
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    codes, weights, around = _communes()
    site = _commune(chance.choices(codes, cum_weights=weights)[0])
    near = [code for code in around[site.epci] if code != site.code]
    others = sorted(chance.sample(near, min(NEIGHBOURS, len(near))))
    departement, wider = place_of("departement", site.departement), place_of("epci", site.epci)
    assert departement is not None and wider is not None
    away = next(
        place for place in iter(lambda: _commune(chance.choice(codes)), None) if place.departement != site.departement
    )
    first, second, third = chance.choice(said()["trades"][kind])
    places = (site, *(_commune(code) for code in others))
    return Identity(seed, number, kind, (first, second, third), places, wider, departement, away)


def _commune(code: str) -> Place:
    found = place_of("commune", code)
    assert found is not None
    return found


@cache
def _communes() -> tuple[list[str], list[int], Mapping[str, list[str]]]:
    """List the codes of communes to draw from, the running total of their people, and all codes by EPCI."""
    text = gzip.decompress((catalogue_file("territories") / "communes.csv.gz").read_bytes()).decode()
    around: dict[str, list[str]] = defaultdict(list)
    drawn = []
    for line in csv.DictReader(text.splitlines()):
        if line["within"] or not line["population"] or place_of("epci", line["epci"]) is None:
            continue
        around[line["epci"]].append(line["code"])
        if int(line["population"]) >= LEAST_PEOPLE:
            drawn.append((line["code"], int(line["population"])))
    return [code for code, _ in drawn], list(accumulate(people for _, people in drawn)), around
