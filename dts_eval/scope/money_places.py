"""Step 2, where money arrives and where it comes from: a place and a level for each line that names a commune."""

import dataclasses
from collections.abc import Iterable

from dts_eval.foundation.model import Cell, Evaluation, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.territories import Place, contains, departements_of, place_of
from dts_eval.workbook.values import plain

# What says that the official code, and not the sheet Territoires alone, placed a commune.
BY_REFERENCE = "reference"
SHEETS = ("expenses", "resources")
# What a place written without a commune still says; the narrower levels stay unknown.
LEVEL_OF_PLACE = {
    "in_territory": "in_territory", "in_departement": "departement", "elsewhere": "outside_departement",
    "unknown": "unknown",
}  # fmt: skip
IN_TERRITORY = ("site", "action_area")
NEAR = ("epci", "departement")


def with_places(evaluation: Evaluation) -> tuple[dict[str, tuple[Record, ...]], list[Problem]]:
    """Deduce the place and the level of each amount from the commune of the one who receives it, or who pays it.

    Returns:
        The lines of Dépenses and of Ressources with two more cells, ``place`` and ``level``, which stand where they
        were read: the commune, else the place. A commune is named by its official code or by its name in the sheet
        Territoires. A line that says neither gets neither: its place is unknown, and is spread over no other. With
        them, the communes that contradict the place written beside them, or that nothing knows.
    """
    found: list[Problem] = []
    perimeter = _Perimeter(evaluation)
    placed = {
        sheet: tuple(_placed(record, perimeter, evaluation.file, found) for record in evaluation.sheet(sheet))
        for sheet in SHEETS
    }
    return {sheet: records for sheet, records in placed.items() if records}, found


class _Perimeter:
    """The territories of the sheet Territoires, as those of the reference and as the names written there."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.records = evaluation.sheet("territories")
        self.named = {plain(record.text("name")): record for record in self.records}
        known = [(record, place_of(record.text("level"), record.text("insee"))) for record in self.records]
        retained = [(record, place) for record, place in known if place and record["in_scope"] != "no"]
        self.retained = [place for _, place in retained]
        self.sites = [place for record, place in retained if record["role"] == "site" and place.level == "commune"]

    def holds_departement_of(self, commune: Place) -> bool:
        """Whether a territory retained lies in the département of a commune."""
        return commune.departement in _departements(self.retained)

    def level_of(self, commune: Place) -> str:
        """Return the narrowest level that holds a commune; nothing when no territory retained has a code."""
        if not self.retained:
            return ""
        if any(contains(place, commune) for place in self.sites):
            return "site"
        if any(contains(place, commune) for place in self.retained):
            return "action_area"
        if commune.epci and commune.epci in {place.epci for place in self.retained}:
            return "epci"
        if self.holds_departement_of(commune):
            return "departement"
        regions = {_region(departement) for departement in _departements(self.retained)} - {""}
        return "region" if commune.region in regions else "elsewhere"

    def level_named(self, name: str) -> str | None:
        """Return the level of a territory named as in the sheet; ``None`` when the sheet has no such name."""
        record = self.named.get(plain(name))
        if record is None:
            return None
        if record["in_scope"] == "no":
            return record.text("level") if record["level"] in ("epci", "departement", "region") else ""
        narrow = record["level"] in ("commune", "other", None)
        return "site" if record["role"] == "site" and narrow else "action_area"


def _departements(places: Iterable[Place]) -> set[str]:
    return {code for place in places for code in departements_of(place)}


def _region(departement: str) -> str:
    place = place_of("departement", departement)
    return place.region if place else ""


def _placed(record: Record, perimeter: _Perimeter, file: str, found: list[Problem]) -> Record:
    typed, written = record.text("commune"), record.text("place")
    commune = place_of("commune", typed)
    level = perimeter.level_of(commune) if commune else perimeter.level_named(typed) if typed else ""
    if level is None:
        found.append(problem("commune_unknown", file, record.title, record.address("commune"), typed=typed))
    deduced = _place(level or "", commune, perimeter)
    if deduced and written not in ("", deduced):
        name = commune.name if commune else typed
        found.append(problem("place_differs", file, record.title, record.address("commune"), typed=name))
    elif level:
        source = record.cells["commune"]
        qualifier = BY_REFERENCE if commune else ""
        cells = {
            name: Cell(value, source.raw, source.address, qualifier=qualifier)
            for name, value in (("place", deduced), ("level", level))
        }
        return dataclasses.replace(record, cells={**record.cells, **cells})
    if not written:
        return record
    level_cell = record.cells["place"]._replace(value=LEVEL_OF_PLACE[written])
    return dataclasses.replace(record, cells={**record.cells, "level": level_cell})


def _place(level: str, commune: Place | None, perimeter: _Perimeter) -> str:
    if not level:
        return ""
    if level in IN_TERRITORY:
        return "in_territory"
    near = perimeter.holds_departement_of(commune) if commune else level in NEAR
    return "in_departement" if near else "elsewhere"
