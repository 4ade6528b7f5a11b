"""Somebody who holds every report of a structure and wants the numbers that they hide.

Nothing here comes from the code that hides: the attacker reads the csv files and the html that a run writes, knows the
definitions of the indicators, writes what must hold between numbers as linear equations over integers, and asks an
integer solver for the least and the greatest value of each hidden one. Where both are the same, the number is found.

The attacker is made stronger than anybody can be: it guesses rightly each relation that happens to hold (that nobody
came back, that everybody who left was employed…), and it may even be told of each hidden number whether it is small.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

PEOPLE_SHEET = "Parcours"
FIRST_LINE = 4
MOST = 400
PARTS = {
    "exits_unknown": ("unknown",),
    "dynamic_exit_rate": ("lasting_job", "transition_job", "positive"),
    "lasting_job_exit_rate": ("lasting_job",),
    "transition_job_exit_rate": ("transition_job",),
    "positive_exit_rate": ("positive",),
}
PROFILES = {"profile_rsa": "", "profile_women": "sex=woman"}
EMPLOYED, EXITS, OUT, ENTRIES = "people_employed_in_insertion", "exits_counted", "exits_not_counted", "new_entries"
LINE_COUNTS = ("hours_worked_insertion", "fte_insertion_done", "fte_realisation_rate")
_DATA = re.compile(r'<data value="([^"]*)" data-row="([^"]*)"')


class Cell(NamedTuple):
    """One number of a report: a value, a part of a share, or how many did not say."""

    year: str
    indicator: str
    breakdown: str
    field: str
    source: int = 0


@dataclass
class Known:
    """What the outputs say: numbers, which rows are there, how many lines of people each year has."""

    numbers: dict[Cell, int] = field(default_factory=dict)
    rows: dict[tuple[str, str, str, int], dict[str, str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    followers: list[dict[str, str]] = field(default_factory=list)
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Relation:
    """The sum of some numbers, each times a factor, is nil; or, when it is ``loose``, it is not above nil."""

    terms: Mapping[Cell, int]
    loose: bool = False
    constant: int = 0

    def holds(self, numbers: Mapping[Cell, int]) -> bool:
        total = self.constant + sum(factor * numbers.get(cell, 0) for cell, factor in self.terms.items())
        return total <= 0 if self.loose else total == 0


def read(folders: Iterable[Path]) -> Known:
    """Read all that some runs wrote, as one."""
    known = Known()
    for folder in folders:
        for path in sorted(folder.glob("*.rows.csv")):
            stem = path.name.removesuffix(".rows.csv")
            rows = read_csv(path)
            evidence = {item["evidence_id"]: item for item in read_csv(folder / f"{stem}.evidence.csv")}
            _read_rows(rows, evidence, known)
        for path in sorted(folder.glob("*.html")):
            for value, row_id in _DATA.findall(path.read_text(encoding="utf-8")):
                known.shown[row_id].add(value)
    return known


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read the lines of a csv file by the titles of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_rows(rows: list[dict[str, str]], evidence: Mapping[str, dict[str, str]], known: Known) -> None:
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows:
        if row["kind"] in ("change", "gap"):
            known.followers.append(row)
        if row["kind"] != "figure":
            continue
        key = (row["year"], row["indicator"], row["breakdown"])
        place = (*key, seen[key])
        seen[key] += 1
        if place not in known.rows or known.rows[place]["status"] == "suppressed":
            known.rows[place] = row
        fields = ("numerator", "denominator", "unknown") if row["unit"] == "percent" else ("value", "unknown")
        for name in fields:
            number = whole_number(row[name])
            if number is not None:
                known.numbers[Cell(*key, name, place[3])] = number
        for item in (evidence[name] for name in row["evidence_ids"].split()):
            if item["sheet"] == PEOPLE_SHEET:
                numbers = [int(number) for number in re.findall(r"\d+", item["cell"])]
                if numbers and min(numbers) >= FIRST_LINE:
                    known.lines[row["year"]] = len(_lines(item["cell"]))


def whole_number(text: str) -> int | None:
    """Read a whole number that may count people; nothing for another."""
    number = float(text) if text else None
    return int(number) if number is not None and number.is_integer() and abs(number) < MOST else None


def _lines(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.split():
        numbers = [int(number) for number in re.findall(r"\d+", part)]
        found |= set(range(numbers[0], numbers[-1] + 1))
    return found


def relations(known: Known) -> Iterator[Relation]:
    """Write all that an attacker could think of, be it certain or a guess."""
    yield from _families(known)
    years = sorted({year for year, *_ in known.rows if year})
    for year in years:
        yield from _exits(known, year)
        yield from _people(known, year)
    for before, year in zip(years, years[1:], strict=False):
        yield from _flow(known, before, year)


def last_source(known: Known, year: str, indicator: str, breakdown: str = "", name: str = "value") -> Cell | None:
    """The last source of a figure: what is counted from lines comes after what somebody typed."""
    source = -1
    while (year, indicator, breakdown, source + 1) in known.rows:
        source += 1
    return Cell(year, indicator, breakdown, name, source) if source >= 0 else None


def _sum(known: Known, total: Cell | None, parts: Iterable[Cell | None], *, loose: bool = False) -> Iterator[Relation]:
    """The parts make the total; a part that has no row is nobody."""
    if total is not None:
        terms: dict[Cell, int] = defaultdict(int)
        for part in parts:
            if part is not None:
                terms[part] += 1
        terms[total] -= 1
        yield Relation(dict(terms), loose)


def _families(known: Known) -> Iterator[Relation]:
    """Any breakdown by one more key adds up to what it breaks down, or stays below."""
    said: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for year, indicator, breakdown, source in known.rows:
        said[year, indicator].append((breakdown, source))
    for (year, indicator), places in said.items():
        split = {place: frozenset(filter(None, place[0].split(";"))) for place in places}
        for total, whole in split.items():
            families: dict[frozenset[str], list[tuple[str, int]]] = defaultdict(list)
            for place, keys in split.items():
                if whole < keys:
                    families[frozenset(key.partition("=")[0] for key in keys - whole)].append(place)
            for members in families.values():
                for name in ("value", "numerator", "denominator", "unknown"):
                    cells = [Cell(year, indicator, breakdown, name, source) for breakdown, source in members]
                    top = Cell(year, indicator, total[0], name, total[1])
                    yield from _sum(known, top, cells)
                    yield from _sum(known, top, cells, loose=True)
                    for cell in cells:
                        yield from _sum(known, top, [cell], loose=True)


def _exits(known: Known, year: str) -> Iterator[Relation]:
    total = last_source(known, year, EXITS)
    categories = {
        name: last_source(known, year, EXITS, f"exit_category={name}")
        for name in ("lasting_job", "transition_job", "positive", "other", "unknown")
    }
    for indicator, names in PARTS.items():
        share = indicator != "exits_unknown"
        part = last_source(known, year, indicator, name="numerator" if share else "value")
        yield from _sum(known, part, [categories[name] for name in names])
        if share:
            yield from _sum(known, last_source(known, year, indicator, name="denominator"), [total])
            yield from _sum(known, last_source(known, year, indicator, name="unknown"), [categories["unknown"]])
    undecided = [last_source(known, year, name, name="unknown") for name in (EXITS, OUT, "exits_unknown")]
    yield from _sum(known, undecided[0], [undecided[1]])
    yield from _sum(known, undecided[0], [undecided[2]])
    everybody = last_source(known, year, EMPLOYED)
    yield from _sum(known, everybody, [total, last_source(known, year, OUT), undecided[0]], loose=True)


def _people(known: Known, year: str) -> Iterator[Relation]:
    everybody, silent = (last_source(known, year, EMPLOYED, name=name) for name in ("value", "unknown"))
    for indicator, breakdown in PROFILES.items():
        told, untold = (last_source(known, year, indicator, name=name) for name in ("denominator", "unknown"))
        yield from _sum(known, everybody, [told, untold])
        if breakdown:
            part = last_source(known, year, indicator, name="numerator")
            yield from _sum(known, part, [last_source(known, year, EMPLOYED, breakdown)])
            yield from _sum(known, untold, [last_source(known, year, EMPLOYED, "sex=unknown")])
    for indicator in (ENTRIES, "people_trained"):
        yield from _sum(known, everybody, [last_source(known, year, indicator)], loose=True)
    for indicator in LINE_COUNTS:
        yield from _sum(known, last_source(known, year, indicator, name="unknown"), [silent])
    trained, hours = (last_source(known, year, name, name="unknown") for name in ("people_trained", "training_hours"))
    yield from _sum(known, hours, [trained])
    yield from _sum(known, hours, [trained], loose=True)
    if year in known.lines:
        for indicator in (EMPLOYED, ENTRIES, "people_trained"):
            both = (last_source(known, year, indicator, name=name) for name in ("value", "unknown"))
            terms = {cell: 1 for cell in both if cell is not None}
            if terms:
                yield Relation(terms, loose=True, constant=-known.lines[year])
                yield Relation(terms, constant=-known.lines[year])


def _flow(known: Known, before: str, year: str) -> Iterator[Relation]:
    """Who was there, without those who left, with those who came."""
    now, past = (last_source(known, when, EMPLOYED) for when in (year, before))
    came = last_source(known, year, ENTRIES)
    left = [
        last_source(known, before, EXITS), last_source(known, before, OUT),
        last_source(known, before, EXITS, name="unknown"),
    ]  # fmt: skip
    if now and past and came:
        yield Relation({now: -1, past: 1, came: 1, **{cell: -1 for cell in left if cell is not None}})


def find(seen: Known, truth: Known, threshold: int, *, told: bool = True) -> list[Cell]:
    """List the hidden numbers that have a single possible value; ``truth`` is the same with nothing hidden.

    Truth serves for what the attacker is given: which guesses are right and, to the one who is told, which hidden
    numbers are small. A nil is not somebody: finding that nobody is there finds nobody.
    """
    return single_values(seen, truth, right_guesses(seen, truth), threshold, told=told)


def right_guesses(seen: Known, truth: Known) -> list[Relation]:
    """Keep, of all that an attacker could think of, what holds."""
    guesses = [*relations(truth)]
    # Lines are only used as far as the outputs still tell them.
    guesses = [one for one in guesses if one.constant == 0 or _told(one, seen)]
    return [one for one in guesses if truth.numbers.keys() >= one.terms.keys() and one.holds(truth.numbers)]


def single_values(seen: Known, truth: Known, right: list[Relation], threshold: int, *, told: bool) -> list[Cell]:
    """List the hidden numbers that have a single possible value when these relations hold."""
    hidden = {cell for cell, number in truth.numbers.items() if cell not in seen.numbers and _of_people(cell, truth)}
    model = _Model(hidden, right, truth, threshold if told else 0)
    return [cell for cell, weights in _targets(hidden, seen, truth, threshold) if model.single(weights)]


def blind(truth: Known) -> Known:
    """Return a report that hides every number of people but the nils: what is found there cannot be hidden at all."""
    nils = {
        cell: number
        for cell, number in truth.numbers.items()
        if not _of_people(cell, truth) or truth.numbers.get(cell._replace(field="value")) == 0
    }
    rows = {place: {**row, "status": "suppressed"} for place, row in truth.rows.items()}
    return Known(numbers=nils, rows=rows)


def _told(relation: Relation, seen: Known) -> bool:
    return next(iter(relation.terms)).year in seen.lines


def _of_people(cell: Cell, truth: Known) -> bool:
    row = truth.rows[cell.year, cell.indicator, cell.breakdown, cell.source]
    return cell.field != "value" or row["unit"] in ("person", "exit", "household")


def _targets(
    hidden: set[Cell], seen: Known, truth: Known, threshold: int
) -> Iterator[tuple[Cell, dict[Cell, int]]]:
    for cell in sorted(hidden):
        number = truth.numbers[cell]
        row = seen.rows[cell.year, cell.indicator, cell.breakdown, cell.source]
        whole_row = row["status"] == "suppressed"
        small = 0 < number < threshold
        if number > 0 and (small or cell.field in ("value", "numerator") or not whole_row):
            yield cell, {cell: 1}
        if cell.field == "numerator":
            whole = cell._replace(field="denominator")
            if whole in truth.numbers and truth.numbers[whole] > number:
                yield cell._replace(field="rest"), {whole: 1, cell: -1}


def _told_limits(number: float, threshold: int) -> tuple[float, float]:
    if number == 0:
        return 0, 0
    return (1, threshold - 1) if number < threshold else (threshold, MOST)


class _Model:
    """The worlds that agree with every output, as an integer programme."""

    def __init__(self, hidden: set[Cell], right: list[Relation], truth: Known, threshold: int) -> None:
        self.cells = sorted(hidden)
        self.at = {cell: number for number, cell in enumerate(self.cells)}
        self.truth = np.array([truth.numbers[cell] for cell in self.cells], dtype=float)
        limits = [
            _told_limits(number, threshold) if threshold else (int(cell.field in ("value", "denominator")), MOST)
            for cell, number in zip(self.cells, self.truth, strict=True)
        ]
        self.bounds = Bounds(*zip(*limits, strict=True)) if limits else None
        matrix, lows, highs = [], [], []
        for relation in right:
            line, fixed = np.zeros(len(self.cells)), float(relation.constant)
            for cell, factor in relation.terms.items():
                if cell in self.at:
                    line[self.at[cell]] += factor
                else:
                    fixed += factor * truth.numbers.get(cell, 0)
            if line.any():
                matrix.append(line)
                lows.append(-np.inf if relation.loose else -fixed)
                highs.append(-fixed)
        self._between_parts(matrix, lows, highs)
        self.constraints = LinearConstraint(np.array(matrix), lows, highs) if matrix else None
        self.worlds = [self.truth]

    def _between_parts(self, matrix: list[np.ndarray], lows: list[float], highs: list[float]) -> None:
        for cell in self.cells:
            whole = cell._replace(field="denominator")
            if cell.field == "numerator" and whole in self.at:
                line = np.zeros(len(self.cells))
                line[self.at[cell]], line[self.at[whole]] = 1, -1
                matrix.append(line)
                lows.append(-np.inf)
                highs.append(0.0)

    def single(self, weights: Mapping[Cell, int]) -> bool:
        """Whether a sum of hidden numbers has one value only in every world."""
        line, fixed = np.zeros(len(self.cells)), False
        for cell, factor in weights.items():
            if cell in self.at:
                line[self.at[cell]] += factor
            else:
                fixed = True
        assert line.any() or fixed
        values = {round(float(line @ world)) for world in self.worlds}
        for sign in (1, -1):
            if len(values) > 1:
                return False
            found = milp(sign * line, constraints=self.constraints, bounds=self.bounds, integrality=np.ones(len(line)))
            assert found.success, found.message
            world = np.round(found.x)
            self.worlds.append(world)
            values.add(round(float(line @ world)))
        return len(values) == 1
