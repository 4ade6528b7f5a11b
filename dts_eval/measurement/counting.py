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
from dts_eval.workbook.proofs import cells_evidence, lines_evidence, support_keys

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

    def until(self, sheet: str, year: int) -> list[Record]:
        """The lines of a sheet up to a year; those without a year belong to every one."""
        return self._kept(sheet, year, alone=False)

    def of_year(self, sheet: str, year: int) -> list[Record]:
        """The lines of a sheet that say a year."""
        return self._kept(sheet, year, alone=True)

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
    records = ground.until(definition.sheet, year), ground.until(definition.beside, year)
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
    followed = records[0] if definition.history else ground.of_year(definition.sheet, year)

    @cache
    def all_people(grade: str) -> Evidence:
        return _lines_cited(definition, definition.sheet, definition.columns, followed, grade, evaluation)

    computed = FORMULAS[definition.computed_by](ground.table(definition.sheet, year), frame)
    return [_result(definition, item, year, records, ground, all_people) for item in computed]


def _result(
    definition: Indicator,
    item: Computed,
    year: int,
    records: tuple[list[Record], list[Record]],
    ground: Ground,
    all_people: Callable[[str], Evidence],
) -> Counted:
    evaluation, supports = ground.evaluation, ground.supports
    lines, others = _cited(records[0], item.lines), _cited(records[1], item.beside)
    cited = (key for line in lines for name in definition.supports for key in support_keys(line, name))
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
        evidence = [_lines_cited(definition, definition.sheet, definition.columns, lines, shown, evaluation)]
    if others:
        beside = definition.beside, definition.beside_columns
        evidence.append(_lines_cited(definition, *beside, others, shown, evaluation))
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


def _cited(records: Iterable[Record], numbers: tuple[int, ...]) -> list[Record]:
    by_line = {record.line: record for record in records}
    return [by_line[number] for number in numbers if number in by_line]


def _lines_cited(
    definition: Indicator,
    sheet: str,
    columns: tuple[str, ...],
    lines: list[Record],
    grade: str,
    evaluation: Evaluation,
) -> Evidence:
    language = evaluation.language
    calculation = definition.calculation(language)
    # A column may stand in several: what step 2 deduced is in the cell that it was deduced from.
    cells = [cell for line in lines for name in columns if (cell := line.cells.get(name))]
    if "level" in columns and any(cell.qualifier == BY_REFERENCE for cell in cells):
        edition = say("calculation_level", language, year=reference_year())
        calculation = f"{calculation} {edition}"
    letters = map(column_index_from_string, {cell.address.rstrip(digits) for cell in cells})
    title = lines[0].title if lines else layout().sheet(sheet).title
    return lines_evidence(title, letters, [line.line for line in lines], grade, calculation)


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
