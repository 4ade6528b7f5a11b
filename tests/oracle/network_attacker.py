"""Somebody who holds every report of a network and its syntheses, and wants the numbers that a report hides.

Nothing here comes from the code that pools: what a synthesis says is read from its csv, its json and its page. Each
figure together is written as a sum over the reports that its proof names, and over all the reports; each mark of a
spread as a bound. The attacker guesses rightly which of these hold, and has all that ``attacker`` has beside.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import attacker
from attacker import Cell, Known, Relation

STEM = "synthese-du-reseau-avec-fictives"
BOUNDS = {"low": -1, "high": 1}
FIELDS = ("value", "numerator", "denominator")
_RANGE = re.compile(r"R(\d+)(?::R(\d+))?")


class Both(NamedTuple):
    """What the outputs of one structure say, and what they would say with nothing hidden."""

    seen: Known
    truth: Known


def find_together(structures: Mapping[str, Both], folders: list[Path], threshold: int, *, told: bool) -> list[Cell]:
    """List the hidden numbers of all structures that have a single possible value, knowing the syntheses too."""
    seen, truth = Known(), Known()
    right: list[Relation] = []
    for name, both in structures.items():
        for whole, own in ((seen, both.seen), (truth, both.truth)):
            whole.numbers |= {_named(name, cell): number for cell, number in own.numbers.items()}
            whole.rows |= {(key[0], f"{name}|{key[1]}", *key[2:]): row for key, row in own.rows.items()}
        right += [_of(name, one) for one in attacker.right_guesses(both.seen, both.truth)]
    guesses = [one for folder in folders for one in _said(folder, structures, truth)]
    assert guesses or not folders
    right += [one for one in guesses if one.terms.keys() <= truth.numbers.keys() and one.holds(truth.numbers)]
    return attacker.single_values(seen, truth, right, threshold, told=told)


def _named(name: str, cell: Cell) -> Cell:
    return cell._replace(indicator=f"{name}|{cell.indicator}")


def _of(name: str, relation: Relation) -> Relation:
    terms = {_named(name, cell): factor for cell, factor in relation.terms.items()}
    return Relation(terms, relation.loose, relation.constant)


def _said(folder: Path, structures: Mapping[str, Both], truth: Known) -> Iterator[Relation]:
    rows = attacker.read_csv(folder / f"{STEM}.rows.csv")
    proofs = {item["evidence_id"]: item for item in attacker.read_csv(folder / f"{STEM}.evidence.csv")}
    manifest = json.loads((folder / "campaign.json").read_text(encoding="utf-8"))
    names = sorted(entry["structure"]["name"] for entry in manifest["entries"])
    shown = dict(re.findall(r'<data value="([^"]*)" data-row="([^"]*)"', (folder / f"{STEM}.html").read_text("utf-8")))
    assert shown
    for row in rows:
        if row["kind"] == "figure":
            named = [names[place] for place in _members(proofs[row["evidence_ids"]]["cell"])]
            for field in FIELDS:
                number = attacker.whole_number(row[field])
                if number is not None and (field != "value" or row["unit"] != "percent"):
                    for among in (named, list(structures)):
                        yield from _sum(row, field, number, among, structures)
        elif row["indicator"] == "network_spread":
            keys = dict(part.split("=") for part in row["breakdown"].split(";"))
            number = attacker.whole_number(row["value"])
            if number is not None and keys["at"] in BOUNDS:
                yield from _bounds(row, keys, number, structures)


def _members(ranges: str) -> list[int]:
    found: list[int] = []
    for first, last in _RANGE.findall(ranges):
        found += range(int(first) - 1, int(last or first))
    return found


def _cells(year: str, indicator: str, field: str, among: list[str], structures: Mapping[str, Both]) -> list[Cell]:
    cells = []
    for name in among:
        cell = attacker.last_source(structures[name].truth, year, indicator, name=field)
        cells += [_named(name, cell)] if cell else []
    return cells


def _sum(
    row: Mapping[str, str], field: str, number: int, among: list[str], structures: Mapping[str, Both]
) -> Iterator[Relation]:
    cells = _cells(row["year"], row["indicator"], field, among, structures)
    if cells:
        yield Relation({cell: 1 for cell in cells}, constant=-number)
        # The sum is at least that of any part of it.
        yield Relation({cell: 1 for cell in cells}, loose=True, constant=-number)


def _bounds(
    row: Mapping[str, str], keys: Mapping[str, str], number: int, structures: Mapping[str, Both]
) -> Iterator[Relation]:
    sign = BOUNDS[keys["at"]]
    for cell in _cells(row["year"], keys["figure"], "value", list(structures), structures):
        yield Relation({cell: sign}, loose=True, constant=-sign * number)
