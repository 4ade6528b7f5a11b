"""Counts what the lines of the workbook say, by the formula of each indicator."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from string import digits

import pandas as pd
from openpyxl.utils import column_index_from_string

from dts_eval.collection.plan import plan_evidence, planned
from dts_eval.collection.register import grade_of, supports_of
from dts_eval.foundation.language import say
from dts_eval.foundation.model import (
    Evaluation,
    Evidence,
    Grade,
    Kind,
    Quantity,
    Record,
    Result,
    Status,
    weakest,
)
from dts_eval.foundation.units import Missing, tidy
from dts_eval.indicators.computed import DEDUCED, Computed, Frame
from dts_eval.indicators.definitions import Indicator, indicators
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.scope.money_places import BY_REFERENCE
from dts_eval.scope.territories import reference_year
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence, lines_evidence, support_key, support_keys

ANNEX_SUPPORTS = "annex_supports"
# What is written there is what people stated of themselves.
SURVEYS = "surveys"
PERCEPTIONS = ("actors", "relations")
Counted = tuple[Result, tuple[Evidence, ...]]


@dataclass(frozen=True)
class Ground:
    """What every count stands on: the evaluation, its documents, and each sheet laid as a table, once for each year."""

    evaluation: Evaluation
    supports: dict[str, Evidence]
    solicited: Mapping[str, float]
    population: Mapping[str, float]
    years: dict[str, list[float | None]] = field(default_factory=dict)
    whole: dict[str, pd.DataFrame] = field(default_factory=dict)
    tables: dict[tuple[str, int], pd.DataFrame] = field(default_factory=dict)
    lines: dict[tuple[str, int, bool], list[Record]] = field(default_factory=dict)
    by_number: dict[tuple[str, int], dict[int, Record]] = field(default_factory=dict)
    filled: dict[tuple[str, int, bool, str], frozenset[str]] = field(default_factory=dict)

    def until(self, sheet: str, year: int) -> list[Record]:
        """The lines of a sheet up to a year; those without a year belong to every one."""
        return self._kept(sheet, year, alone=False)

    def of_year(self, sheet: str, year: int) -> list[Record]:
        """The lines of a sheet that say a year."""
        return self._kept(sheet, year, alone=True)

    def numbered(self, sheet: str, year: int) -> Mapping[int, Record]:
        """The lines of a sheet up to a year, by their number there."""
        if (sheet, year) not in self.by_number:
            self.by_number[sheet, year] = {record.line: record for record in self.until(sheet, year)}
        return self.by_number[sheet, year]

    def letters(self, sheet: str, year: int, columns: Iterable[str], *, alone: bool) -> frozenset[str]:
        """The letters of the columns that the lines of a year fill; the year ``alone``, or with those before it."""
        lines = self._kept(sheet, year, alone=alone)
        for name in columns:
            if (sheet, year, alone, name) not in self.filled:
                self.filled[sheet, year, alone, name] = _letters(lines, name)
        return frozenset().union(*(self.filled[sheet, year, alone, name] for name in columns))

    def table(self, sheet: str, year: int) -> pd.DataFrame:
        """The lines up to a year as a table; a formula reads it and never changes it."""
        if (sheet, year) not in self.tables:
            if sheet not in self.whole:
                self.whole[sheet] = frame_of(self.evaluation.sheet(sheet), sheet)
            kept = [place for place, one in enumerate(self._years_of(sheet)) if (one or year) <= year]
            self.tables[sheet, year] = self.whole[sheet].iloc[kept]
        return self.tables[sheet, year]

    def _kept(self, sheet: str, year: int, *, alone: bool) -> list[Record]:
        if (sheet, year, alone) not in self.lines:
            dated = zip(self.evaluation.sheet(sheet), self._years_of(sheet), strict=True)
            self.lines[sheet, year, alone] = [
                record for record, one in dated if (one == year if alone else (one or year) <= year)
            ]
        return self.lines[sheet, year, alone]

    def _years_of(self, sheet: str) -> list[float | None]:
        if sheet not in self.years:
            self.years[sheet] = [record.number("year") for record in self.evaluation.sheet(sheet)]
        return self.years[sheet]


def count_all(evaluation: Evaluation) -> list[Counted]:
    """Compute every usable indicator that has a formula, for each year up to the report year."""
    counted: list[Counted] = []
    ground = Ground(
        evaluation, supports_of(evaluation), planned(evaluation, "solicited"), planned(evaluation, "population")
    )
    usable = {choice.indicator_id for choice in evaluation.indicators if choice.decision not in ("rejected", "aside")}
    for indicator_id, definition in indicators().items():
        if definition.computed_by and indicator_id in usable and may_be_counted(definition.sheet, evaluation):
            records = evaluation.sheet(definition.sheet)
            for year in _years(records, evaluation.structure.year):
                counted += _count(definition, year, ground)
    return counted


def may_be_counted(sheet: str, evaluation: Evaluation) -> bool:
    """Whether the lines of a sheet may be counted for this audience: what is thought of neighbours stays inside."""
    return sheet not in PERCEPTIONS or evaluation.audience == "internal"


def frame_of(records: Iterable[Record], sheet: str) -> pd.DataFrame:
    """Lay the lines of one sheet as a table: one column for each of the layout, the sheet's line as index.

    The columns that step 2 deduced come after those of the layout.
    """
    columns = [*(column.column_id for column in layout().sheet(sheet).columns)]
    columns += [name for name in DEDUCED.get(sheet, ()) if name not in columns]
    lines = list(records)
    data = {
        column: [None if isinstance(line[column], Missing) else line[column] for line in lines] for column in columns
    }
    return pd.DataFrame(data, index=[line.line for line in lines], columns=columns, dtype=object)


def _years(records: tuple[Record, ...], until: int) -> list[int]:
    years = {int(year) for record in records if (year := record.number("year")) is not None and year <= until}
    dated = any("year" in record.cells for record in records)
    return sorted(years) if dated else [until] * bool(records)


def _count(definition: Indicator, year: int, ground: Ground) -> list[Counted]:
    evaluation, structure = ground.evaluation, ground.evaluation.structure
    current = year == structure.year
    beside = ground.table(definition.beside, year) if definition.beside else None
    frame = Frame(
        year,
        structure.hours_per_fte,
        structure.fte_contracted if current else None,
        beside,
        structure.threshold,
        solicited=ground.solicited,
        population=ground.population,
    )
    # The lines behind one count of people would tell that count: the proof is every line of the year, and of the
    # years before it where a pathway is followed from its entry. It is the same proof for each breakdown.
    followed = ground.until(definition.sheet, year) if definition.history else ground.of_year(definition.sheet, year)

    @cache
    def all_people(grade: str) -> Evidence:
        letters = ground.letters(definition.sheet, year, definition.columns, alone=not definition.history)
        return _lines_cited(definition, definition.sheet, definition.columns, followed, letters, grade, evaluation)

    computed = FORMULAS[definition.computed_by](ground.table(definition.sheet, year), frame)
    return [_result(definition, item, year, ground, all_people) for item in computed]


def _result(
    definition: Indicator,
    item: Computed,
    year: int,
    ground: Ground,
    all_people: Callable[[str], Evidence],
) -> Counted:
    evaluation, supports = ground.evaluation, ground.supports
    lines = _cited(ground.numbered(definition.sheet, year), item.lines)
    others = _cited(ground.numbered(definition.beside, year), item.beside)
    # Hundreds of lines cite the same few documents.
    codes = dict.fromkeys(line.items(name) for line in lines for name in definition.supports)
    cited = (support_key(code) for several in codes for code in several)
    keys = tuple(dict.fromkeys((*cited, *(key for line in others for key in support_keys(line)))))
    own = Grade.DECLARED if definition.sheet == SURVEYS else Grade.RECORDS
    of_lines = weakest(tuple([own] if definition.people else _grades([*lines, *others], supports)))
    given, given_keys = _given(definition, evaluation, supports)
    told, told_keys = plan_evidence(definition, lines, evaluation, supports)
    given, given_keys = (*given, *told), (*given_keys, *told_keys)
    known = item.value is not None or (item.low is not None and item.high is not None)
    estimated = definition.result == "estimated"
    of_lines = Grade.ESTIMATED if estimated else of_lines
    grade = weakest((of_lines, *(made.grade for made in given))) if known else ""
    shown = of_lines if known else ""
    if definition.people:
        evidence = [all_people(shown)]
    else:
        letters = _letters(lines, *definition.columns)
        evidence = [_lines_cited(definition, definition.sheet, definition.columns, lines, letters, shown, evaluation)]
    if others:
        beside = definition.beside, definition.beside_columns
        letters = _letters(others, *definition.beside_columns)
        evidence.append(_lines_cited(definition, *beside, others, letters, shown, evaluation))
    status = Status(definition.result)
    result = Result(
        kind=Kind.FIGURE,
        indicator=definition.indicator_id,
        criterion="" if definition.asked_by else item.criterion or definition.criterion,
        year=year,
        quantity=Quantity(
            value=tidy(item.value) if item.value is not None else None,
            numerator=item.numerator,
            denominator=item.denominator,
            unknown=item.unknown,
            low=item.low,
            high=item.high,
        ),
        unit=item.unit or definition.unit,
        status=status if known else Status.NOT_AVAILABLE,
        proofs=(*(made.key for made in (*evidence, *given)), *given_keys, *keys),
        breakdown=item.breakdown,
        reason=item.reason,
        grade=grade,
    )
    return result, (*evidence, *given)


def _cited(numbered: Mapping[int, Record], numbers: tuple[int, ...]) -> list[Record]:
    return [numbered[number] for number in numbers if number in numbered]


def _lines_cited(
    definition: Indicator,
    sheet: str,
    columns: tuple[str, ...],
    lines: list[Record],
    letters: Iterable[str],
    grade: str,
    evaluation: Evaluation,
) -> Evidence:
    language = evaluation.language
    calculation = definition.calculation(language)
    cells = (cell for line in lines for name in columns if (cell := line.cells.get(name)))
    if "level" in columns and any(cell.qualifier == BY_REFERENCE for cell in cells):
        edition = say("calculation_level", language, year=reference_year())
        calculation = f"{calculation} {edition}"
    title = lines[0].title if lines else layout().sheet(sheet).title
    numbers = [line.line for line in lines]
    return lines_evidence(title, map(column_index_from_string, letters), numbers, grade, calculation)


def _letters(lines: list[Record], *columns: str) -> frozenset[str]:
    # A column may stand in several: what step 2 deduced is in the cell that it was deduced from.
    cells = (cell for line in lines for name in columns if (cell := line.cells.get(name)))
    return frozenset(cell.address.rstrip(digits) for cell in cells)


def _given(
    definition: Indicator, evaluation: Evaluation, supports: Mapping[str, Evidence]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Make the evidence of what a formula takes from the sheet Structure, such as the hours of one FTE."""
    made: list[Evidence] = []
    keys: tuple[str, ...] = ()
    for record in evaluation.sheet("structure"):
        cited = support_keys(record, ANNEX_SUPPORTS)
        grade = grade_of(cited, supports)
        cells = [cells_evidence(record, field, grade=grade) for field in definition.structure_fields]
        made += [evidence for evidence in cells if evidence is not None]
        keys += cited if made else ()
    return tuple(made), keys


def _grades(lines: list[Record], supports: dict[str, Evidence]) -> list[str]:
    found = []
    for line in lines:
        cited = [supports[key].grade for key in support_keys(line) if key in supports]
        estimated = "low" in line.cells and "high" in line.cells
        found.append(Grade.ESTIMATED if estimated else weakest(tuple(cited)) or Grade.DECLARED)
    return found
